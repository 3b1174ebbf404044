//! People: who is referred, starts, achieves what and when, in one trial.
//!
//! People are simulated in blocks of one segment and referral month, a bit each. Every draw has a fixed
//! address (see `dice::rng`), so nothing here depends on prices, caps or costs, nor on the order of the work.

pub(super) mod arrivals;
mod block;
pub(super) mod diary;
mod draw_offset;
mod lanes;
pub(super) mod monthly_counts;
mod opened;
mod outcomes;
mod passes;
pub(super) mod simulated;
pub(super) mod stop;
pub(super) mod sums;
mod tally;
mod thresholds;
pub(super) mod unknowns;

use crate::engine::dice::poisson::poisson;
use crate::engine::dice::rng::{Key, Purpose};
use crate::engine::plan::people::PeoplePlan;

use arrivals::as_planned;
use block::{Block, MOST_PEOPLE};
use outcomes::Outcomes;
use passes::Referral;
use simulated::{People, Room};
use stop::Stop;
use unknowns::Unknowns;

/// Passes that are followed together: what a line needs is fetched once for all of them.
const SIDE_BY_SIDE: usize = 128;

/// Simulates the people of one trial into `people`, whose buffers are reused.
pub(in crate::engine) fn simulate(
    plan: &PeoplePlan,
    unknowns: &Unknowns,
    key: Key,
    stop: Stop,
    people: &mut People,
) {
    people.clear(plan);
    let referrals = key.purpose(Purpose::Referrals);
    let mut block = Block::new(plan, unknowns, key, stop);
    let Room { mut passes, achieved } = std::mem::take(&mut people.room);
    passes.follow_stopped(plan.prerequisites.first_ruled_out().is_some());
    let planned = plan.comes_as_planned.then(|| as_planned(plan, &unknowns.referrals_by_month));
    let keeps_diary = people.diary.is_some();
    let mut outcomes = Outcomes::new(plan, unknowns, key, (stop, keeps_diary), achieved);
    for (segment, segment_plan) in plan.segments.iter().enumerate() {
        outcomes.enter_segment(segment);
        for month in 0..plan.delivery_months {
            let mut left = if let Some(planned) = &planned {
                planned[segment * plan.delivery_months + month]
            } else {
                let expected =
                    plan.referrals[month] * unknowns.referrals_by_month[month] * segment_plan.share;
                poisson(referrals.child(segment_plan.code).child(month as u64), expected)
            };
            let blocks = Key::name_code(segment_plan.code).child(month as u64);
            for number in 0.. {
                if left == 0 {
                    break;
                }
                let n_people = left.min(MOST_PEOPLE);
                let code = blocks.child(number).code();
                let referral = Referral { code, segment, month, n_people };
                block.refer(referral, &mut passes, people);
                left -= n_people;
            }
            if passes.len() >= SIDE_BY_SIDE {
                outcomes.follow(&passes, people);
                passes.clear();
            }
        }
        outcomes.follow(&passes, people);
        passes.clear();
    }
    people.room = Room { passes, achieved: outcomes.into_room() };
    people.sum_caseload(plan, stop);
}
