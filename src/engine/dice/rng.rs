//! The dice: the only file that names a generator.
//!
//! Draws belong to (seed, trial, purpose, who), never to the order in which they are made, so that any
//! split of the work gives the same figures and changing one outcome leaves every other's draws alone.
//! Two named generators are used: SplitMix64 (Steele, Lea and Flood, 2014) by counter for people, and
//! Xoshiro256++ for the few things drawn once per trial.

use rand::SeedableRng;
use rand::rngs::Xoshiro256PlusPlus;

/// What a draw is for. The numbers are part of the engine's version.
#[derive(Clone, Copy, Debug)]
pub(in crate::engine) enum Purpose {
    Dependence = 1,
    Chance = 2,
    Volume = 3,
    Cost = 4,
    Shock = 5,
    Referrals = 6,
    Engagement = 7,
    Support = 8,
    Return = 9,
    Outcome = 10,
    Twin = 11,
    PlannedNeed = 20,
}

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// The output function of SplitMix64.
const fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A place in the tree of draws: everything under it is independent of everything elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::engine) struct Key(u64);

impl Key {
    pub(in crate::engine) fn trial(seed: u32, trial: u32) -> Key {
        Key(mix(GOLDEN ^ u64::from(seed))).child(u64::from(trial))
    }

    /// The key of what all trials of a replicate share.
    pub(in crate::engine) fn replicate(seed: u32, replicate: usize) -> Key {
        // Beyond all numbers of trials.
        Key(mix(GOLDEN ^ u64::from(seed))).child((1 << 32) + replicate as u64)
    }

    /// The key of a thing with a name, such as an outcome's id.
    pub(in crate::engine) fn name(name: &str) -> u64 {
        // FNV-1a.
        name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
    }

    #[inline]
    pub(in crate::engine) const fn child(self, code: u64) -> Key {
        self.at(Branch::new(code))
    }

    /// The child of a branch's code.
    #[inline]
    pub(in crate::engine) const fn at(self, branch: Branch) -> Key {
        Key(mix(self.0 ^ branch.0))
    }

    pub(in crate::engine) const fn purpose(self, purpose: Purpose) -> Key {
        self.child(purpose as u64)
    }

    /// The word at a position of this key's own sequence.
    #[inline]
    pub(in crate::engine) fn word(self, index: u64) -> u64 {
        self.words(index).at(0)
    }

    /// The upper half of the word at a position.
    pub(in crate::engine) fn half_word(self, index: u64) -> u32 {
        (self.word(index) >> 32) as u32
    }

    /// This key's own sequence from a position on.
    #[inline]
    pub(in crate::engine) const fn words(self, from: u64) -> Words {
        Words(self.0.wrapping_add(from.wrapping_mul(GOLDEN)))
    }

    /// A uniform number in [0, 1) with 53 bits.
    pub(in crate::engine) fn uniform(self, index: u64) -> f64 {
        (self.word(index) >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A generator for draws of unknown number.
    pub(in crate::engine) fn stream(self) -> Xoshiro256PlusPlus {
        Xoshiro256PlusPlus::seed_from_u64(self.0)
    }

    /// The key of a code, to hang further parts of a name on it.
    pub(in crate::engine) const fn name_code(code: u64) -> Key {
        Key(code)
    }

    /// The key's own bits, to make a code for another key's child.
    pub(in crate::engine) const fn code(self) -> u64 {
        self.0
    }
}

/// A code made ready for many keys to have a child of it.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::engine) struct Branch(u64);

impl Branch {
    #[inline]
    pub(in crate::engine) const fn new(code: u64) -> Branch {
        Branch(mix(code.wrapping_add(GOLDEN)))
    }
}

/// A key's sequence from some position on.
#[derive(Clone, Copy, Debug)]
pub(in crate::engine) struct Words(u64);

impl Words {
    /// How far each of the next words lies from the start of a sequence: a table is cheaper than a product.
    const STEPS: [u64; 16] = {
        let mut steps = [GOLDEN; 16];
        let mut index = 1;
        while index < steps.len() {
            steps[index] = steps[index - 1].wrapping_add(GOLDEN);
            index += 1;
        }
        steps
    };

    /// One of the next sixteen words.
    #[inline]
    pub(in crate::engine) fn at(self, index: usize) -> u64 {
        #[cfg(feature = "count-words")]
        WORDS.with(|words| words.set(words.get() + 1));
        mix(self.0.wrapping_add(Words::STEPS[index % 16]))
    }

    #[inline]
    fn skip(&mut self, words: u64) {
        self.0 = self.0.wrapping_add(words.wrapping_mul(GOLDEN));
    }
}

#[cfg(feature = "count-words")]
thread_local! {
    static WORDS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// Words that this thread has drawn for people so far: for benches, which set it beside the time.
#[cfg(feature = "count-words")]
pub fn words_drawn() -> u64 {
    WORDS.get()
}

/// Scale of a threshold: a chance in units of 2^-32.
pub(in crate::engine) const CERTAIN: u64 = 1 << 32;

/// A chance as a threshold for [`bernoulli`], from 0 to [`CERTAIN`].
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a chance times 2^32 fits"
)]
pub(in crate::engine) fn threshold(chance: f64) -> u64 {
    ((chance.clamp(0.0, 1.0) * CERTAIN as f64) + 0.5) as u64
}

/// The lanes among `eligible` whose uniform number lies below the threshold.
///
/// Each of 64 lanes has one number of 32 bits at a position of the key's sequence, a bit in each of 32 words,
/// most significant first; positions of different numbers lie 32 words apart. A lane's number does not
/// depend on who else is eligible, nor on the threshold: raising the threshold takes no lane out.
#[inline]
pub(in crate::engine) fn bernoulli(key: Key, offset: u64, eligible: u64, threshold: u64) -> u64 {
    bernoulli_each(key, offset, eligible, (threshold, threshold), |_| threshold)
}

/// Like [`bernoulli`] where each lane has a threshold of its own, given the least and the greatest of all.
///
/// The first eight bits of all lanes are compared with both at once; they decide nearly all lanes.
#[inline]
pub(in crate::engine) fn bernoulli_each(
    key: Key,
    offset: u64,
    eligible: u64,
    (least, most): (u64, u64),
    threshold: impl Fn(usize) -> u64,
) -> u64 {
    if least >= CERTAIN || eligible == 0 {
        return eligible;
    }
    let words = key.words(offset);
    let first: [u64; FIRST] = std::array::from_fn(|index| words.at(index));
    // From the last of these bits up: in which lanes they are not below the least, and above the most.
    let (mut not_below, mut above) = (u64::MAX, 0);
    let (less, more) = (least >> LATER, (most >> LATER).min((1 << FIRST) - 1));
    for (place, bits) in first.iter().rev().enumerate() {
        not_below = if less >> place & 1 == 1 { bits & not_below } else { bits | not_below };
        above = if more >> place & 1 == 1 { bits & above } else { bits | above };
    }
    let mut found = eligible & !not_below;
    let mut unsure = eligible & not_below & !above;
    while unsure != 0 {
        let lane = unsure.trailing_zeros() as usize;
        let threshold = threshold(lane);
        let number = number_of(&first, lane);
        let limit = threshold >> LATER;
        let is_below = number < limit || number == limit && later_are_below(words, lane, threshold);
        found |= u64::from(is_below) << lane;
        unsure &= unsure - 1;
    }
    found
}

/// Bits of a number that are drawn for all lanes at once, and those that may be drawn later.
const FIRST: usize = 8;
const LATER: usize = 32 - FIRST;

/// Whether the later bits of a lane's number lie below those of a threshold.
#[inline(never)]
fn later_are_below(mut words: Words, lane: usize, threshold: u64) -> bool {
    let mut left = LATER;
    while left > 0 {
        words.skip(FIRST as u64);
        left -= FIRST;
        let number = number_of(&std::array::from_fn(|index| words.at(index)), lane);
        let limit = threshold >> left & ((1 << FIRST) - 1);
        if number != limit {
            return number < limit;
        }
    }
    false
}

/// A lane's number among bits of all lanes.
#[inline]
fn number_of(bits: &[u64; FIRST], lane: usize) -> u64 {
    bits.iter().fold(0, |number, bits| number << 1 | bits >> lane & 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splitmix_gives_its_published_sequence() {
        // Seed 1234567: the values that the generator's authors' reference prints.
        let key = Key(1_234_567);
        let expected = [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
            4_593_380_528_125_082_431,
            16_408_922_859_458_223_821,
        ];
        for (index, expected) in expected.into_iter().enumerate() {
            assert_eq!(key.word(index as u64), expected);
        }
    }

    #[test]
    fn lanes_are_uniform_and_monotone() {
        let mut counts = [0u32; 3];
        let chances = [0.1, 0.5, 0.93];
        let blocks = 20_000;
        for block in 0..blocks {
            let key = Key::trial(1, block);
            let drawn = chances.map(|chance| bernoulli(key, 0, u64::MAX, threshold(chance)));
            assert_eq!(drawn[0] & !drawn[1], 0);
            assert_eq!(drawn[1] & !drawn[2], 0);
            for (count, drawn) in counts.iter_mut().zip(drawn) {
                *count += drawn.count_ones();
            }
        }
        let n = f64::from(blocks) * 64.0;
        for (count, chance) in counts.into_iter().zip(chances) {
            let z = (f64::from(count) - n * chance) / (n * chance * (1.0 - chance)).sqrt();
            // One false alarm in 15,000 seeds; the seed is fixed.
            assert!(z.abs() < 4.0, "{chance}: {z}");
        }
    }

    #[test]
    fn words_drawn_together_are_words_drawn_one_by_one() {
        let mut seen = std::collections::BTreeSet::new();
        for block in 0..500 {
            let key = Key::trial(13, block);
            let words = key.words(u64::from(block) * 3);
            for index in 0..16 {
                assert_eq!(words.at(index), key.word(u64::from(block) * 3 + index as u64));
            }
            let (eligible, threshold) = (key.word(1_000), threshold(key.uniform(1_001)));
            // A lane's number, bit by bit, most significant first.
            let number = |lane: u32| {
                (0..32).fold(0, |number, place| number << 1 | key.word(32 + place) >> lane & 1)
            };
            let expected = (0..64)
                .filter(|lane| eligible >> lane & 1 == 1 && number(*lane) < threshold)
                .fold(0u64, |lanes, lane| lanes | 1 << lane);
            assert_eq!(bernoulli(key, 32, eligible, threshold), expected);
            seen.insert(expected.count_ones());
        }
        assert!(seen.len() > 20);
    }

    #[test]
    fn own_thresholds_are_thresholds_of_each_lane_alone() {
        let chances = [(0.1, 0.12), (0.4, 0.9), (0.0, 1.0), (0.5, 0.500_000_1), (1.0, 1.0)];
        for (block, (less, more)) in (0..500).zip(chances.iter().cycle()) {
            let key = Key::trial(9, block);
            let (least, most) = (threshold(*less), threshold(*more));
            let own = |lane: usize| least + (most - least) * (lane as u64 % 7) / 6;
            let eligible = key.word(2_000);
            let alone = (0..64)
                .fold(0, |all, lane| all | bernoulli(key, 64, eligible & 1 << lane, own(lane)));
            assert_eq!(bernoulli_each(key, 64, eligible, (least, most), own), alone);
        }
    }

    #[test]
    fn a_lane_does_not_depend_on_who_else_is_eligible() {
        let key = Key::trial(3, 4);
        let all = bernoulli(key, 0, u64::MAX, threshold(0.3));
        let some = bernoulli(key, 0, 0xff00_ff00, threshold(0.3));
        assert_eq!(all & 0xff00_ff00, some);
        assert_eq!(bernoulli(key, 0, u64::MAX, 0), 0);
        assert_eq!(bernoulli(key, 0, u64::MAX, CERTAIN), u64::MAX);
    }
}
