//! The people stage: who is referred, starts, achieves what and when, in one trial.
//!
//! People are simulated in blocks of one segment and referral month, a bit each. Every draw has a fixed
//! place (see `rng`), so nothing here depends on prices, caps or costs, nor on the order of the work.

mod block;
mod lanes;
mod outcomes;
mod passes;
mod record;
mod thresholds;

use block::{Block, MOST_PEOPLE, Referral};
use lanes::{Lanes, PerLane, each_lane, for_each_wait, narrow};
use outcomes::Outcomes;
use passes::Passes;

use super::plan::PeoplePlan;
use super::poisson::poisson;
use super::rng::{Key, Purpose};
use super::unknowns::Unknowns;

/// Passes that are followed together: what a line needs is fetched once for all of them.
const SIDE_BY_SIDE: usize = 128;

/// Positions in a sequence of draws for one block; each further achievement has a set of its own.
mod place {
    pub(super) const HAPPENS: u64 = 0;
    pub(super) const WAIT: u64 = 32;
    pub(super) const VERIFIED: u64 = 64;
    pub(super) const NEXT_REPEAT: u64 = 96;
}

/// What happened to the people of one trial, counted by month. The last place of each row of
/// achievements holds what comes after the months that are told apart.
#[derive(Clone, Debug, Default)]
pub(super) struct People {
    pub(super) referrals: u32,
    /// People who started at least once.
    pub(super) started: u32,
    /// People who started for the first time, by month.
    pub(super) first_starts: Vec<u32>,
    /// Journeys started, by segment and month.
    pub(super) starts: Vec<u32>,
    /// People in support, by segment and month.
    pub(super) caseload: Vec<u32>,
    /// Achievements, by line, class and month.
    pub(super) achieved: Vec<u32>,
    /// Achievements that cannot be claimed: not verified, or claimed before by the same person.
    pub(super) barred: Vec<u32>,
    /// Every claimable achievement, where a cap per person needs them one by one.
    pub(super) claims: PersonClaims,
    /// Room that the next trial uses again.
    room: Room,
}

/// Room for the passes that are followed side by side, and for who of them achieves what.
#[derive(Clone, Debug, Default)]
struct Room {
    passes: Passes,
    achieved: Vec<Lanes>,
}

/// Claimable achievements one by one, in no order.
#[derive(Clone, Debug, Default)]
pub(super) struct PersonClaims(pub(super) Vec<PersonClaim>);

/// One achievement that can be claimed, with the person who reached it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PersonClaim {
    pub(super) month: u8,
    pub(super) line: u16,
    pub(super) class: u8,
    pub(super) person: u32,
}

/// The month from which delivery changes because the contract cap was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    Never,
    /// Nobody starts in or after this month.
    Starts(usize),
    /// Nobody starts, is supported or achieves in or after this month.
    Everything(usize),
}

impl Stop {
    /// Months in which people may still start.
    pub(super) fn last_start(self, delivery_months: usize) -> usize {
        match self {
            Stop::Never => delivery_months,
            Stop::Starts(month) | Stop::Everything(month) => month.min(delivery_months),
        }
    }
}

/// Simulates the people of one trial into `people`, whose buffers are reused.
pub(super) fn simulate(
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
    let mut outcomes = Outcomes::new(plan, unknowns, key, stop, achieved);
    for (segment, segment_plan) in plan.segments.iter().enumerate() {
        outcomes.enter_segment(segment);
        for month in 0..plan.delivery_months {
            let expected =
                plan.referrals[month] * unknowns.referrals_by_month[month] * segment_plan.share;
            let key = referrals.child(segment_plan.code).child(month as u64);
            let mut left = poisson(key, expected);
            let cell = Key::name_code(segment_plan.code).child(month as u64);
            for number in 0.. {
                if left == 0 {
                    break;
                }
                let n_people = left.min(MOST_PEOPLE);
                let code = cell.child(number).code();
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
    people.sum_caseload(plan);
}

impl People {
    fn clear(&mut self, plan: &PeoplePlan) {
        let fill = |row: &mut Vec<u32>, length: usize| {
            row.clear();
            row.resize(length, 0);
        };
        self.referrals = 0;
        self.started = 0;
        let n_cells = plan.lines.len() * plan.n_classes() * plan.row();
        fill(&mut self.first_starts, plan.row());
        fill(&mut self.starts, plan.segments.len() * plan.row());
        fill(&mut self.caseload, plan.segments.len() * plan.row());
        fill(&mut self.achieved, n_cells);
        fill(&mut self.barred, n_cells);
        self.claims.0.clear();
    }

    /// Turns those who leave support in a month into people in support.
    fn sum_caseload(&mut self, plan: &PeoplePlan) {
        let rows = self.caseload.chunks_mut(plan.row()).zip(self.starts.chunks(plan.row()));
        for (months, starts) in rows {
            let mut present = 0;
            for (month, started) in months.iter_mut().zip(starts) {
                present = present + started - *month;
                *month = present;
            }
        }
    }
}

impl PersonClaims {
    /// Moves a person's claim of a line to an earlier month, where claims are kept at all.
    fn move_to(&mut self, line: usize, person: u32, from: u8, to: u8) {
        let claim = self.0.iter_mut().rev().find(|claim| {
            claim.person == person && usize::from(claim.line) == line && claim.month == from
        });
        if let Some(claim) = claim {
            claim.month = to;
        }
    }
}
