//! Loops over the people of a block, one bit each.

use crate::engine::rng::Key;
use crate::engine::waiting::{Months, Waiting};

/// A value for each of the 64 people of a block.
pub(super) type PerLane = [u8; 64];

/// The set lanes, lowest first.
#[inline]
pub(super) fn each_lane(mut lanes: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        if lanes == 0 {
            return None;
        }
        let lane = lanes.trailing_zeros() as usize;
        lanes &= lanes - 1;
        Some(lane)
    })
}

/// Draws a wait for each set lane; a lane's draw does not depend on the others.
///
/// Four lanes share a word of the key's sequence, sixteen bits each.
#[inline]
pub(super) fn for_each_wait(
    lanes: u64,
    key: Key,
    base: u64,
    waiting: &Waiting,
    mut then: impl FnMut(usize, u8),
) {
    let table = match waiting.months() {
        Months::Drawn(table) => &**table,
        Months::Fixed(months) => {
            for lane in each_lane(lanes) {
                then(lane, *months);
            }
            return;
        }
    };
    let words = key.words(base);
    for lane in each_lane(lanes) {
        then(lane, table.months(draw(words.at(lane / 4), lane)));
    }
}

/// The lane's sixteen bits of its word, lowest.
#[inline]
pub(super) fn draw(word: u64, lane: usize) -> u64 {
    word >> (lane % 4 * 16)
}

/// A month or lane as a byte: months are at most 241.
#[inline]
pub(super) fn narrow(number: usize) -> u8 {
    #[expect(clippy::cast_possible_truncation, reason = "months and lanes are below 256")]
    let byte = number as u8;
    byte
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Delay, Quantity};

    #[test]
    fn a_lane_waits_as_long_whoever_else_is_there() {
        let delay = Delay { min_months: 1, mean_extra_months: Quantity::new(4.0).unwrap() };
        let waiting = Waiting::new(delay);
        for trial in 0..50 {
            let key = Key::trial(5, trial);
            let waits = |lanes: u64| {
                let mut waits = [0; 64];
                for_each_wait(lanes, key, 32, &waiting, |lane, months| waits[lane] = months);
                waits
            };
            let all = waits(u64::MAX);
            for lanes in [1 << 63, 0b1011, 0xf0f0_0000_0000_0001] {
                let some = waits(lanes);
                for lane in each_lane(lanes) {
                    assert_eq!(some[lane], all[lane]);
                }
            }
        }
    }
}
