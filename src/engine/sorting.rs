//! Sorting one column: by digits, because a run sorts hundreds of columns of thousands of numbers.

/// Bits of one digit.
const DIGIT: u32 = 11;
const N_DIGITS: usize = 1 << DIGIT;

/// Fewer numbers than this are sorted by comparison.
const FEW: usize = 400;

/// Sorts numbers in ascending order.
pub(super) fn sort(numbers: &mut [i64]) {
    let (Some(&least), Some(&most)) = (numbers.iter().min(), numbers.iter().max()) else { return };
    if least == most {
        return;
    }
    let distance = |number: i64| number.wrapping_sub(least).cast_unsigned();
    let Ok(greatest) = u32::try_from(distance(most)) else {
        return numbers.sort_unstable();
    };
    if numbers.len() < FEW {
        return numbers.sort_unstable();
    }
    #[expect(clippy::cast_possible_truncation, reason = "no distance is greater than the greatest")]
    let mut from: Vec<u32> = numbers.iter().map(|number| distance(*number) as u32).collect();
    let number = |distance: u32| i64::from(distance).wrapping_add(least);
    let n_digits = (u32::BITS - greatest.leading_zeros()).div_ceil(DIGIT);
    if n_digits == 1 {
        return by_counting(&from, number, numbers);
    }
    let mut to = vec![0; from.len()];
    for digit in 0..n_digits {
        by_digit(&from, &mut to, digit * DIGIT);
        std::mem::swap(&mut from, &mut to);
    }
    for (sorted, distance) in numbers.iter_mut().zip(from) {
        *sorted = number(distance);
    }
}

/// Writes numbers of one digit in order.
fn by_counting(distances: &[u32], number: impl Fn(u32) -> i64, sorted: &mut [i64]) {
    let mut rest = sorted;
    for (distance, count) in (0..).zip(counts(distances, 0)) {
        let (same, others) = rest.split_at_mut(count as usize);
        same.fill(number(distance));
        rest = others;
    }
}

/// Moves numbers into the order of one digit, and leaves those with the same digit in their order.
fn by_digit(from: &[u32], to: &mut [u32], shift: u32) {
    let mut places = counts(from, shift);
    let mut place = 0;
    for count in &mut places {
        place += std::mem::replace(count, place);
    }
    for number in from {
        let place = &mut places[digit(*number, shift)];
        if let Some(slot) = to.get_mut(*place as usize) {
            *slot = *number;
        }
        *place += 1;
    }
}

/// How many numbers have each digit.
fn counts(numbers: &[u32], shift: u32) -> [u32; N_DIGITS] {
    let mut counts = [0; N_DIGITS];
    for number in numbers {
        counts[digit(*number, shift)] += 1;
    }
    counts
}

fn digit(number: u32, shift: u32) -> usize {
    (number >> shift) as usize & (N_DIGITS - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::rng::Key;

    #[test]
    fn any_numbers_are_sorted() {
        let key = Key::trial(4, 2);
        for (size, shift) in [0, 1, 399, 400, 5_000]
            .into_iter()
            .flat_map(|size| [0, 20, 21, 32, 40, 53, 60, 63].map(|shift| (size, shift)))
        {
            for offset in [0, -5_000, i64::MAX / 2, i64::MIN] {
                let number = |index| (key.word(index) >> shift).cast_signed().wrapping_add(offset);
                let mut numbers: Vec<i64> = (0..size).map(number).collect();
                let mut expected = numbers.clone();
                expected.sort_unstable();
                sort(&mut numbers);
                assert_eq!(numbers, expected, "{size} {shift} {offset}");
            }
        }
    }
}
