//! Sorting one column: by digits, because a run sorts hundreds of columns of thousands of numbers.

/// Bits of one digit at most.
const MOST_BITS: u32 = 11;

/// Fewer numbers than this are sorted by comparison.
const FEW: usize = 400;

/// Sorts numbers in ascending order.
pub(in crate::engine) fn sort(numbers: &mut [i64]) {
    let (Some(&least), Some(&most)) = (numbers.iter().min(), numbers.iter().max()) else { return };
    if least == most {
        return;
    }
    if numbers.len() < FEW {
        return numbers.sort_unstable();
    }
    let distance = |number: &i64| number.wrapping_sub(least).cast_unsigned();
    let n_bits = u64::BITS - distance(&most).leading_zeros();
    // Narrow numbers are moved faster.
    if n_bits <= u32::BITS {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "no distance is greater than the greatest"
        )]
        let distances: Vec<u32> = numbers.iter().map(|number| distance(number) as u32).collect();
        by_digits(distances, n_bits, least, numbers);
    } else {
        by_digits(numbers.iter().map(distance).collect(), n_bits, least, numbers);
    }
}

/// Sorts numbers that are not whole in ascending order; none of them is "not a number".
pub(in crate::engine) fn sort_reals(numbers: &mut [f64]) {
    // Bits in the order of their numbers; the same again turns them back.
    let turn = |bits: i64| bits ^ (bits >> 63 & i64::MAX);
    let mut bits: Vec<i64> =
        numbers.iter().map(|number| turn(number.to_bits().cast_signed())).collect();
    sort(&mut bits);
    for (number, bits) in numbers.iter_mut().zip(bits) {
        *number = f64::from_bits(turn(bits).cast_unsigned());
    }
}

/// Writes the numbers at some distances from the least one in order.
fn by_digits<D: Distance>(distances: Vec<D>, n_bits: u32, least: i64, sorted: &mut [i64]) {
    let number = |distance: D| distance.into().cast_signed().wrapping_add(least);
    let n_digits = n_bits.div_ceil(MOST_BITS);
    // Digits of about the same size, so that there are few places to keep.
    let n_bits = n_bits.div_ceil(n_digits);
    #[expect(clippy::cast_possible_truncation, reason = "what is cut off lies above the digit")]
    let digit = |distance: D, index: u32| {
        (distance.into() >> (index * n_bits)) as usize & ((1 << n_bits) - 1)
    };
    if n_digits == 1 {
        return by_counting(
            &counts(&distances, n_bits, |distance| digit(distance, 0)),
            least,
            sorted,
        );
    }
    let mut from = distances;
    let mut to = vec![D::default(); from.len()];
    for index in 0..n_digits - 1 {
        let places = counts(&from, n_bits, |distance| digit(distance, index));
        place(&from, places, |distance| digit(distance, index), &mut to, |distance| distance);
        std::mem::swap(&mut from, &mut to);
    }
    let last = |distance| digit(distance, n_digits - 1);
    place(&from, counts(&from, n_bits, last), last, sorted, number);
}

/// A distance that is not negative.
trait Distance: Copy + Default + Into<u64> {}

impl Distance for u32 {}
impl Distance for u64 {}

/// Writes numbers in order of which it is known how many lie at each distance from the least one.
fn by_counting(counts: &[u32], least: i64, sorted: &mut [i64]) {
    let mut rest = sorted;
    for (distance, count) in (0..).zip(counts) {
        let (same, others) = rest.split_at_mut(*count as usize);
        same.fill(least.wrapping_add(distance));
        rest = others;
    }
}

/// How many distances have each digit.
fn counts<D: Distance>(distances: &[D], n_bits: u32, digit: impl Fn(D) -> usize) -> Vec<u32> {
    let mut counts = vec![0; 1 << n_bits];
    for distance in distances {
        counts[digit(*distance)] += 1;
    }
    counts
}

/// Moves distances into the order of one digit, and leaves those with the same digit in their order.
fn place<D: Distance, T>(
    from: &[D],
    counts: Vec<u32>,
    digit: impl Fn(D) -> usize,
    to: &mut [T],
    as_written: impl Fn(D) -> T,
) {
    let mut places = counts;
    let mut next = 0;
    for count in &mut places {
        next += std::mem::replace(count, next);
    }
    for distance in from {
        let place = &mut places[digit(*distance)];
        if let Some(slot) = to.get_mut(*place as usize) {
            *slot = as_written(*distance);
        }
        *place += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::dice::rng::Key;

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

    #[test]
    fn any_reals_are_sorted() {
        let key = Key::trial(4, 3);
        for size in [0, 1, 399, 5_000] {
            let real = |index| f64::from_bits(key.word(index));
            let mut numbers: Vec<f64> = (0..size).map(real).filter(|real| !real.is_nan()).collect();
            numbers.extend([0.0, -0.0, 1.0, -1.0, f64::INFINITY, f64::NEG_INFINITY]);
            let mut expected = numbers.clone();
            expected.sort_unstable_by(f64::total_cmp);
            sort_reals(&mut numbers);
            let bits = |numbers: &[f64]| numbers.iter().map(|n| n.to_bits()).collect::<Vec<u64>>();
            assert_eq!(bits(&numbers), bits(&expected), "{size}");
        }
    }
}
