//! A block of people: who of them starts, how long each is supported, and who comes back.
//!
//! Journeys are followed through the outcomes in passes of 64 lanes. First journeys take their person's
//! own lane; later journeys fill the lanes from the top, so that one pass nearly always does.

use crate::engine::chance::from_odds;
use crate::engine::plan::PeoplePlan;
use crate::engine::rng::{Key, Purpose, below, threshold};
use crate::engine::unknowns::Unknowns;

use super::{People, PerLane, Stop, each_lane, for_each_wait, narrow, place};

/// Journeys of one person are followed up to this many: the chance of another is at most 0.9 each time.
const MOST_JOURNEYS: u64 = 50;

/// People referred together.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Referral {
    /// Names the block in the dice.
    pub(super) code: u64,
    pub(super) segment: usize,
    pub(super) month: usize,
    pub(super) n_people: u32,
}

/// The block at hand, and the pass of journeys that is followed next.
pub(super) struct Block<'t> {
    plan: &'t PeoplePlan,
    /// Months in which people may start. Journeys that would begin later in delivery are drawn all the same,
    /// so that a stop moves nobody else to other dice.
    last_start: usize,
    engagement: Key,
    support: Key,
    returns: Key,
    engagement_thresholds: Vec<u64>,
    return_threshold: u64,
    pub(super) referral: Referral,
    /// Number of the first person within the trial.
    pub(super) first_person: u32,
    pub(super) pass: Pass,
    /// Later journeys for which the pass had no lane, last one first.
    waiting: Vec<Journey>,
    n_passes: u64,
    is_ready: bool,
}

/// Up to 64 journeys that are followed together.
#[derive(Clone, Debug)]
pub(super) struct Pass {
    /// Names the pass in the dice.
    pub(super) code: u64,
    /// Lanes that hold a journey.
    pub(super) lanes: u64,
    /// Lanes that are given to journeys of people who had one before.
    pub(super) later: u64,
    pub(super) start_months: PerLane,
    /// The lane of each journey's person in the block.
    pub(super) person: PerLane,
}

/// A later journey.
#[derive(Clone, Copy, Debug)]
struct Journey {
    person: u8,
    start_month: u8,
}

impl<'t> Block<'t> {
    /// People of one block: some lanes are left for later journeys.
    pub(super) const MOST_PEOPLE: u32 = 56;

    pub(super) fn new(
        plan: &'t PeoplePlan,
        unknowns: &Unknowns,
        key: Key,
        stop: Stop,
    ) -> Block<'t> {
        let engagement = unknowns.engagement.iter();
        Block {
            plan,
            last_start: stop.last_start(plan.delivery_months),
            engagement: key.purpose(Purpose::Engagement),
            support: key.purpose(Purpose::Support),
            returns: key.purpose(Purpose::Return),
            engagement_thresholds: engagement.map(|odds| threshold(from_odds(*odds))).collect(),
            return_threshold: threshold(from_odds(unknowns.returns)),
            referral: Referral::default(),
            first_person: 0,
            pass: Pass::empty(0),
            waiting: Vec::new(),
            n_passes: 0,
            is_ready: false,
        }
    }

    /// Draws the starts, support and returns of people who are referred together.
    pub(super) fn refer(&mut self, referral: Referral, people: &mut People) {
        self.referral = referral;
        self.first_person = people.referrals;
        self.pass = Pass::empty(referral.code);
        self.n_passes = 1;
        self.is_ready = true;
        let present = (1 << referral.n_people) - 1;
        let key = self.engagement.child(referral.code);
        let chance = self.engagement_thresholds[referral.segment];
        let engaged = below(key, place::HAPPENS, present, chance);
        let (mut started, mut months) = (0, [0; 64]);
        for_each_wait(engaged, key, place::WAIT, &self.plan.start_wait, |lane, wait| {
            let start = referral.month + usize::from(wait);
            if start < self.plan.delivery_months {
                started |= 1 << lane;
                months[lane] = narrow(start);
            }
            if start < self.last_start {
                self.pass.lanes |= 1 << lane;
                people.first_starts[start] += 1;
            }
        });
        self.pass.start_months = months;
        people.started += self.pass.lanes.count_ones();
        for number in 0..MOST_JOURNEYS {
            if started == 0 {
                break;
            }
            let code = Key::name_code(referral.code).child(number).code();
            let ends = self.support(started, &months, code, people);
            (started, months) = self.come_back(started, &ends, code);
            for lane in each_lane(started) {
                let journey = Journey { person: narrow(lane), start_month: months[lane] };
                if !self.pass.add(journey, referral.n_people, self.last_start) {
                    self.waiting.push(journey);
                }
            }
        }
        self.waiting.reverse();
    }

    /// Makes the next pass ready; false when all journeys of the block have been followed.
    pub(super) fn next_pass(&mut self) -> bool {
        if self.is_ready {
            self.is_ready = false;
            return true;
        }
        if self.waiting.is_empty() {
            return false;
        }
        self.pass = Pass::empty(Key::name_code(self.referral.code).child(!self.n_passes).code());
        self.n_passes += 1;
        while let Some(journey) = self.waiting.last() {
            if !self.pass.add(*journey, 0, self.last_start) {
                break;
            }
            self.waiting.pop();
        }
        true
    }

    pub(super) fn is_first_pass(&self) -> bool {
        self.n_passes == 1
    }

    /// Draws how long support lasts and counts it; returns the months after the last.
    fn support(&self, started: u64, months: &PerLane, code: u64, people: &mut People) -> [u16; 64] {
        let row = self.plan.row();
        let place = self.referral.segment * row..(self.referral.segment + 1) * row;
        let starts = &mut people.starts[place.clone()];
        let caseload = &mut people.caseload[place];
        let mut ends = [0; 64];
        let key = self.support.child(code);
        for_each_wait(started, key, place::WAIT, &self.plan.support, |lane, wait| {
            let start = usize::from(months[lane]);
            let end = start + usize::from(wait);
            if start < self.last_start {
                starts[start] += 1;
                caseload[start] = caseload[start].wrapping_add(1);
                if end < row {
                    caseload[end] = caseload[end].wrapping_sub(1);
                }
            }
            ends[lane] = u16::from(months[lane]) + u16::from(wait);
        });
        ends
    }

    /// Draws who comes back, and when.
    fn come_back(&self, started: u64, ends: &[u16; 64], code: u64) -> (u64, PerLane) {
        let mut back = 0;
        let mut months = [0; 64];
        if let Some(returns) = &self.plan.returns {
            let key = self.returns.child(code);
            let willing = below(key, place::HAPPENS, started, self.return_threshold);
            for_each_wait(willing, key, place::WAIT, &returns.gap, |lane, wait| {
                // Support ended with the month before `ends`.
                let start = (usize::from(ends[lane]) + usize::from(wait)).saturating_sub(1);
                if start < self.plan.delivery_months {
                    back |= 1 << lane;
                    months[lane] = narrow(start);
                }
            });
        }
        (back, months)
    }
}

impl Pass {
    fn empty(code: u64) -> Pass {
        let mut person = [0; 64];
        for (lane, person) in person.iter_mut().enumerate() {
            *person = narrow(lane);
        }
        Pass { code, lanes: 0, later: 0, start_months: [0; 64], person }
    }

    /// Gives a later journey the highest free lane above those that are kept for first journeys; one that
    /// would begin in or after the month `last_start` leaves its lane empty.
    fn add(&mut self, journey: Journey, kept: u32, last_start: usize) -> bool {
        // Later journeys fill from the top, so the next free lane lies below all of them.
        let lane = 63 - self.later.count_ones().min(63);
        if self.later.count_ones() == 64 || lane < kept {
            return false;
        }
        self.later |= 1 << lane;
        self.lanes |= u64::from(usize::from(journey.start_month) < last_start) << lane;
        self.start_months[lane as usize] = journey.start_month;
        self.person[lane as usize] = journey.person;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_journeys_fill_the_free_lanes_from_the_top() {
        let mut pass = Pass::empty(1);
        let journey = Journey { person: 3, start_month: 7 };
        for _ in 0..8 {
            assert!(pass.add(journey, 56, 12));
        }
        assert!(!pass.add(journey, 56, 12));
        assert_eq!((pass.later, pass.lanes), (0xff << 56, 0xff << 56));
        assert!(pass.add(Journey { start_month: 12, ..journey }, 50, 12));
        assert_eq!((pass.later, pass.lanes), (0x1ff << 55, 0xff << 56));
        let mut pass = Pass::empty(2);
        assert_eq!((0..70).filter(|_| pass.add(journey, 0, 12)).count(), 64);
    }
}
