//! A line of the card as trials see it: with what chance it is achieved, after how long, and how often.

use serde::{Deserialize, Serialize};

use crate::engine::dice::delay_table::DelayTable;
use crate::engine::dice::rng::{CERTAIN, Key, threshold};
use crate::engine::dice::unsure::ChancePlan;
use crate::model::{Estimate, OddsFactor, Outcome, Probability, Repeats, Segment};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct LinePlan {
    pub(in crate::engine) code: u64,
    /// By segment.
    pub(in crate::engine) chances: Vec<ChancePlan>,
    pub(in crate::engine) wait: DelayTable,
    pub(in crate::engine) repeats: Option<RepeatPlan>,
    /// Months after the start of the journey, after which an achievement is late.
    pub(in crate::engine) within: Option<usize>,
    /// Threshold of passing verification.
    pub(in crate::engine) verified: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) struct RepeatPlan {
    pub(in crate::engine) most: u16,
    /// By segment.
    pub(in crate::engine) chances: Vec<ChancePlan>,
    pub(in crate::engine) wait: RepeatWait,
}

/// When further achievements happen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::engine) enum RepeatWait {
    /// So long after the one before.
    FromLast(DelayTable),
    /// So long after the first one, for each further one.
    FromFirst(Vec<DelayTable>),
}

pub(super) fn line_plan(segments: &[Segment], outcome: &Outcome) -> LinePlan {
    LinePlan {
        code: Key::name(&outcome.id),
        chances: by_segment(segments, outcome, |segment| chance_in(outcome, segment)),
        wait: DelayTable::new(outcome.delay),
        repeats: outcome.repeats.map(|repeats| RepeatPlan {
            most: repeats.most,
            chances: by_segment(segments, outcome, |_| repeats.chance),
            wait: repeat_wait(repeats),
        }),
        within: outcome.within_months_of_start.map(usize::from),
        verified: outcome.verified.map_or(CERTAIN, |share| threshold(share.get())),
    }
}

fn repeat_wait(repeats: Repeats) -> RepeatWait {
    match repeats.every_weeks {
        None => RepeatWait::FromLast(DelayTable::new(repeats.delay.unwrap_or_default())),
        Some(weeks) => RepeatWait::FromFirst(
            (1..repeats.most).map(|number| DelayTable::fixed(months_in(number, weeks))).collect(),
        ),
    }
}

/// Whole months in so many times so many weeks: a month has 30.4375 days on average, which is 487 sixteenths.
fn months_in(number: u16, weeks: u16) -> u64 {
    u64::from(number) * u64::from(weeks) * 7 * 16 / 487
}

fn chance_in(outcome: &Outcome, segment: &Segment) -> Estimate<Probability> {
    outcome
        .segment_chances
        .iter()
        .find(|own| own.segment == segment.id)
        .map_or(outcome.chance, |own| own.chance)
}

fn by_segment(
    segments: &[Segment],
    outcome: &Outcome,
    chance: impl Fn(&Segment) -> Estimate<Probability>,
) -> Vec<ChancePlan> {
    segments
        .iter()
        .map(|segment| ChancePlan::new(chance(segment), odds_for(&segment.odds, outcome)))
        .collect()
}

/// The factors of a list that apply to an outcome, by its domain or its id, multiplied.
pub(super) fn odds_for(factors: &[OddsFactor], outcome: &Outcome) -> f64 {
    factors
        .iter()
        .filter(|factor| factor.applies_to == outcome.domain || factor.applies_to == outcome.id)
        .map(|factor| factor.odds.get())
        .product()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_are_counted_in_whole_months() {
        // Four-weekly payments: 28, 56, 84, ... days, of 30.4375 to a month.
        let months: Vec<u64> = (1..=14).map(|number| months_in(number, 4)).collect();
        assert_eq!(months, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 11, 12]);
        assert_eq!([months_in(1, 13), months_in(2, 13), months_in(4, 13)], [2, 5, 11]);
        assert_eq!(months_in(129, 260), 7_713);
    }
}
