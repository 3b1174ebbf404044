//! Sorting one column: by digits, because a run sorts hundreds of columns of thousands of numbers.

/// Bits of one digit.
const DIGIT: u32 = 11;
const N_DIGITS: usize = 1 << DIGIT;

/// Fewer numbers than this are sorted by comparison.
const FEW: usize = 400;

/// Digits after which comparison is faster.
const MOST_DIGITS: u32 = 4;

/// Sorts numbers in ascending order.
pub(super) fn sort(numbers: &mut Vec<i64>) {
    let (Some(&least), Some(&most)) = (numbers.iter().min(), numbers.iter().max()) else { return };
    // Distances from the least fit 64 bits whatever the numbers, and mostly need few of them.
    let distance = |number: i64| number.wrapping_sub(least).cast_unsigned();
    let n_digits = (u64::BITS - distance(most).leading_zeros()).div_ceil(DIGIT);
    if n_digits == 0 || numbers.is_sorted() {
        return;
    }
    if numbers.len() < FEW || n_digits > MOST_DIGITS {
        numbers.sort_unstable();
        return;
    }
    let mut from: Vec<u64> = numbers.iter().map(|number| distance(*number)).collect();
    let mut to = vec![0; from.len()];
    for digit in 0..n_digits {
        by_digit(&from, &mut to, digit * DIGIT);
        std::mem::swap(&mut from, &mut to);
    }
    for (number, distance) in numbers.iter_mut().zip(&from) {
        *number = distance.cast_signed().wrapping_add(least);
    }
}

/// Moves numbers into the order of one digit, and leaves those with the same digit in their order.
fn by_digit(from: &[u64], to: &mut [u64], shift: u32) {
    #[expect(clippy::cast_possible_truncation, reason = "a digit is small")]
    let digit = |number: u64| (number >> shift) as usize & (N_DIGITS - 1);
    let mut places = [0u32; N_DIGITS];
    for number in from {
        places[digit(*number)] += 1;
    }
    let mut place = 0;
    for count in &mut places {
        place += std::mem::replace(count, place);
    }
    for number in from {
        let place = &mut places[digit(*number)];
        if let Some(slot) = to.get_mut(*place as usize) {
            *slot = *number;
        }
        *place += 1;
    }
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
