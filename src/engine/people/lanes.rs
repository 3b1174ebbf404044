//! Loops over the people of a block, one bit each.

use crate::engine::dice::delay_table::{DelayTable, Months};
use crate::engine::dice::rng::{Key, Words};

/// A value for each of the 64 people of a block.
pub(super) type PerLane = [u8; 64];

/// Lanes to which something happens, by pass, and when; the months of all others mean nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct Lanes {
    pub(super) lanes: Vec<u64>,
    pub(super) months: Vec<PerLane>,
}

impl Lanes {
    /// Makes room for as many passes.
    pub(super) fn make_room(&mut self, n_passes: usize) {
        if self.lanes.len() < n_passes {
            self.lanes.resize(n_passes, 0);
            self.months.resize(n_passes, [0; 64]);
        }
    }
}

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
/// Four lanes share a word of the key's sequence, sixteen bits each. Where there are few lanes, each asks for
/// its own word; where there are many, words are drawn for all at once.
///
/// Functions that loop over waits are small and never inlined: inside a large function a browser's compiler
/// keeps what the loop needs in memory instead of registers.
#[inline]
pub(super) fn for_each_wait(
    lanes: u64,
    key: Key,
    offset: u64,
    delays: &DelayTable,
    mut then: impl FnMut(usize, u8),
) {
    let table = match delays.months() {
        Months::Drawn(table) => &**table,
        Months::Fixed(months) => {
            for lane in each_lane(lanes) {
                then(lane, *months);
            }
            return;
        }
    };
    let words = key.words(offset);
    if lanes.count_ones() < MANY {
        for lane in each_lane(lanes) {
            then(lane, table.months(words.at(lane / 4) >> (lane % 4 * 16)));
        }
    } else {
        let draws = Draws::new(words, lanes);
        for lane in each_lane(lanes) {
            then(lane, table.months(draws.of(lane)));
        }
    }
}

/// As many lanes are faster drawn together.
const MANY: u32 = 12;

/// The sixteen bits of each lane, in the order of lanes.
struct Draws([u8; 128]);

impl Draws {
    /// Draws for the lanes that are set, and for some others.
    #[inline]
    fn new(words: Words, lanes: u64) -> Draws {
        // First journeys take the lower lanes; those of people who came back take a few from the top, which
        // are drawn in any case so that their number makes no difference to the loop.
        const TOP: usize = 14;
        let mut draws = [0; 128];
        let (bytes, _) = draws.as_chunks_mut::<8>();
        let lower = lanes & !(u64::MAX << (TOP * 4));
        let n_words = (u64::BITS - lower.leading_zeros()).div_ceil(4) as usize;
        let (fours, _) = bytes.as_chunks_mut::<4>();
        for (four, bytes) in fours.iter_mut().enumerate().take(n_words.div_ceil(4)) {
            *bytes = std::array::from_fn(|word| words.at(four * 4 + word).to_le_bytes());
        }
        for (word, bytes) in bytes.iter_mut().enumerate().skip(TOP) {
            *bytes = words.at(word).to_le_bytes();
        }
        Draws(draws)
    }

    #[inline]
    fn of(&self, lane: usize) -> u64 {
        let (lanes, _) = self.0.as_chunks::<2>();
        u16::from_le_bytes(lanes[lane % lanes.len()]).into()
    }
}

/// A month or lane as a byte; what a byte cannot tell lies beyond all months.
#[inline]
pub(super) fn narrow(number: usize) -> u8 {
    #[expect(clippy::cast_possible_truncation, reason = "the lesser of both fits")]
    let byte = number.min(usize::from(u8::MAX)) as u8;
    byte
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Delay, Quantity};

    #[test]
    fn a_lane_waits_as_long_whoever_else_is_there() {
        let delay = Delay { min_months: 1, mean_extra_months: Quantity::new(4.0).unwrap() };
        let delays = DelayTable::new(delay);
        for trial in 0..50 {
            let key = Key::trial(5, trial);
            let waits = |lanes: u64| {
                let mut waits = [0; 64];
                for_each_wait(lanes, key, 32, &delays, |lane, months| waits[lane] = months);
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

    #[test]
    fn many_lanes_are_drawn_as_each_alone() {
        for trial in 0..300 {
            let key = Key::trial(8, trial);
            let words = key.words(trial.into());
            // Without the upper lanes, without those in between, and with all.
            let lanes = match trial % 3 {
                0 => u64::MAX >> (trial % 64),
                1 => !(u64::MAX << (trial % 40)) | 0b11 << 62,
                _ => key.word(1_000),
            };
            let draws = Draws::new(words, lanes);
            for lane in each_lane(lanes) {
                let alone = words.at(lane / 4) >> (lane % 4 * 16);
                assert_eq!(draws.of(lane), alone & 0xffff, "{lane} of {lanes:x}");
            }
        }
    }
}
