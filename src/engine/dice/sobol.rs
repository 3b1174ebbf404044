//! Even points: the first four dimensions of the Sobol sequence, scrambled so that each seed gives a set of its own.
//!
//! Direction numbers are those of Joe and Kuo (2008, `new-joe-kuo-6`). Scrambling is Owen's nested uniform scrambling,
//! by hash and with the index shuffled in the same way (Burley, 2020, *Practical hash-based Owen scrambling*). Every
//! point is uniform by itself; each block of 2^k neighbouring indices that begins at a multiple of 2^k has one point in
//! each of 2^k equal parts of every dimension.

/// Dimensions of one set of points.
const N_DIMENSIONS: usize = 4;

/// What the points of each dimension are added up from, by the bits of an index.
const DIRECTIONS: [[u32; 32]; N_DIMENSIONS] =
    [radical_inverse(), directions(&[1], 0), directions(&[1, 3], 1), directions(&[1, 3, 1], 1)];

/// The first dimension: the digits of the index, mirrored.
const fn radical_inverse() -> [u32; 32] {
    let mut directions = [0; 32];
    let mut k = 0;
    while k < 32 {
        directions[k] = 1 << (31 - k);
        k += 1;
    }
    directions
}

/// Direction numbers from their first ones and the inner coefficients of the primitive polynomial.
const fn directions(first: &[u32], coefficients: u32) -> [u32; 32] {
    let degree = first.len();
    let mut directions = [0; 32];
    let mut k = 0;
    while k < 32 {
        directions[k] = if k < degree {
            first[k] << (31 - k)
        } else {
            let mut next = directions[k - degree] ^ directions[k - degree] >> degree;
            let mut term = 1;
            while term < degree {
                if coefficients >> (degree - 1 - term) & 1 == 1 {
                    next ^= directions[k - term];
                }
                term += 1;
            }
            next
        };
        k += 1;
    }
    directions
}

/// One coordinate of a point, in units of 2^-32. `shuffle` is the same for all coordinates of one set of points, and
/// `scramble` is another for each.
pub(super) fn coordinate(index: u32, dimension: usize, shuffle: u32, scramble: u32) -> u32 {
    let index = shuffled(index, shuffle);
    if dimension == 0 {
        return scrambled(index.reverse_bits(), scramble);
    }
    let directions = &DIRECTIONS[dimension % N_DIMENSIONS];
    let mut left = index;
    let mut point = 0;
    while left != 0 {
        point ^= directions[left.trailing_zeros() as usize];
        left &= left - 1;
    }
    scrambled(point, scramble)
}

/// An index in another order, which keeps every block of 2^k neighbours together.
fn shuffled(index: u32, seed: u32) -> u32 {
    scrambled(index, seed)
}

/// Turns each digit round or not, as the digits above it and the seed say.
fn scrambled(point: u32, seed: u32) -> u32 {
    permuted(point.reverse_bits(), seed).reverse_bits()
}

/// A permutation in which each bit depends on those below it alone, as Laine and Karras (2011) have it, with the
/// constants of Vegdahl (2021).
fn permuted(mut bits: u32, seed: u32) -> u32 {
    bits ^= bits.wrapping_mul(0x3d20_adea);
    bits = bits.wrapping_add(seed);
    bits = bits.wrapping_mul(seed >> 16 | 1);
    bits ^= bits.wrapping_mul(0x0552_6c56);
    bits ^ bits.wrapping_mul(0x53a2_2864)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::dice::rng::Key;

    #[test]
    fn unscrambled_points_are_those_of_the_published_sequence() {
        // The first eight points as Joe and Kuo's program prints them, in eighths, in the order of plain binary indices.
        let expected = [
            [0, 4, 2, 6, 1, 5, 3, 7],
            [0, 4, 6, 2, 5, 1, 3, 7],
            [0, 4, 6, 2, 3, 7, 5, 1],
            [0, 4, 2, 6, 7, 3, 5, 1],
        ];
        for (dimension, expected) in expected.iter().enumerate() {
            for (index, expected) in (0_u32..).zip(expected) {
                let point = (0..32)
                    .filter(|bit| index >> bit & 1 == 1)
                    .fold(0, |point, bit| point ^ DIRECTIONS[dimension][bit]);
                assert_eq!(point, expected << 29, "{dimension}, {index}");
            }
        }
    }

    #[test]
    fn every_block_fills_every_part_of_every_dimension() {
        for set in 0..20 {
            let key = Key::trial(3, set);
            let word = |index| u32::try_from(key.word(index) >> 32).unwrap();
            for (dimension, n_bits) in [(0, 7), (1, 5), (2, 6), (3, 4)] {
                let n = 1_u32 << n_bits;
                for block in [0, 1, 13] {
                    let mut parts: Vec<u32> = (block * n..(block + 1) * n)
                        .map(|index| {
                            let scramble = word(1 + dimension as u64);
                            coordinate(index, dimension, word(0), scramble) >> (32 - n_bits)
                        })
                        .collect();
                    parts.sort_unstable();
                    assert!(parts.into_iter().eq(0..n), "{set} {dimension} {block}");
                }
            }
        }
    }

    #[test]
    fn pairs_of_dimensions_fill_the_square() {
        // The first two dimensions: 64 points, one in each of 64 parts, whether cut into 8 by 8, 16 by 4 or 2 by 32.
        let key = Key::trial(5, 1);
        let word = |index| u32::try_from(key.word(index) >> 32).unwrap();
        for across in 1..6 {
            let mut parts: Vec<u32> = (0..64)
                .map(|index| {
                    let [x, y] = [0, 1].map(|d| coordinate(index, d, word(0), word(1 + d as u64)));
                    (x >> (32 - across)) << (6 - across) | y >> (32 - (6 - across))
                })
                .collect();
            parts.sort_unstable();
            assert!(parts.into_iter().eq(0..64), "{across}");
        }
    }

    #[test]
    fn sets_of_other_seeds_are_independent() {
        // The coordinate of one index over many sets: uniform, and unrelated to that of its neighbour.
        let n = 20_000;
        let uniform = |set: u32, index: u32| {
            let key = Key::trial(7, set);
            let word = |index| u32::try_from(key.word(index) >> 32).unwrap();
            f64::from(coordinate(index, 2, word(0), word(1))) / 4_294_967_296.0 - 0.5
        };
        let (mut sum, mut squares, mut products) = (0.0, 0.0, 0.0);
        for set in 0..n {
            let (one, other) = (uniform(set, 5), uniform(set, 300));
            sum += one;
            squares += one * one;
            products += one * other;
        }
        let n = f64::from(n);
        assert!((sum / (n / 12.0).sqrt()).abs() < 4.0);
        assert!((squares / n * 12.0 - 1.0).abs() < 0.03);
        assert!((products * 12.0 / n.sqrt()).abs() < 4.0);
    }
}
