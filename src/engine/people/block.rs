//! A block of people: who of them starts, how long each is supported, and who comes back.
//!
//! Journeys are handed on in passes of 64 lanes. First journeys take their person's own lane; later
//! journeys fill the lanes from the top, so that one pass nearly always does.

use crate::engine::dice::rng::{Key, Purpose, bernoulli, threshold};
use crate::engine::dice::unsure::from_odds;
use crate::engine::plan::people::PeoplePlan;

use super::diary::{Diary, Entry, Event};
use super::draw_offset;
use super::lanes::{PerLane, each_lane, for_each_wait, narrow};
use super::passes::{Journey, Passes, Referral};
use super::simulated::People;
use super::stop::Stop;
use super::unknowns::Unknowns;

/// Journeys of one person are followed up to this many: the chance of another is at most 0.9 each time.
const MOST_JOURNEYS: u64 = 50;

/// People of one block: some lanes are left for later journeys.
pub(super) const MOST_PEOPLE: u32 = 56;

/// The dice of blocks in one trial, and the journeys that are drawn next.
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
    /// When each person's journey at hand starts.
    starts: PerLane,
    /// The month after the last of each person's support.
    ends: [u16; 64],
}

impl<'t> Block<'t> {
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
            starts: [0; 64],
            ends: [0; 64],
        }
    }

    /// Draws the starts, support and returns of people who are referred together.
    pub(super) fn refer(&mut self, referral: Referral, passes: &mut Passes, people: &mut People) {
        let Referral { code, segment, n_people, month } = referral;
        let first_person = people.referrals;
        if let Some(diary) = &mut people.diary {
            let persons = first_person..first_person + n_people;
            let event = Event::Referred { segment, month };
            diary.0.extend(persons.map(|person| Entry { person, event }));
        }
        let mut started = self.first_starts(referral);
        let first = self.count_starts(started, &mut people.first_starts);
        people.started += first.count_ones();
        passes.begin(&referral, people.referrals, (first, started & !first), &self.starts);
        people.referrals += n_people;
        for number in 0..MOST_JOURNEYS {
            if started == 0 {
                break;
            }
            let code = Key::name_code(code).child(number).code();
            self.support(segment, started, code, people);
            if let Some(diary) = &mut people.diary {
                self.note_starts(started, first_person, diary);
            }
            started = self.come_back(started, code);
            for lane in each_lane(started) {
                let journey = Journey { person: narrow(lane), start_month: self.starts[lane] };
                passes.add(journey, self.last_start);
            }
        }
    }

    /// Draws who starts, and when.
    #[inline(never)]
    fn first_starts(&mut self, referral: Referral) -> u64 {
        let Referral { code, segment, month, n_people } = referral;
        let present = (1 << n_people) - 1;
        let key = self.engagement.child(code);
        let engaged =
            bernoulli(key, draw_offset::HAPPENS, present, self.engagement_thresholds[segment]);
        let PeoplePlan { delivery_months, start_wait, .. } = self.plan;
        let mut too_late = 0;
        let starts = &mut self.starts;
        for_each_wait(engaged, key, draw_offset::WAIT, start_wait, |lane, wait| {
            let start = month + usize::from(wait);
            too_late |= u64::from(start >= *delivery_months) << lane;
            starts[lane] = narrow(start);
        });
        engaged & !too_late
    }

    /// Counts the first starts among those of a block; returns whose are in time.
    #[inline(never)]
    fn count_starts(&self, started: u64, counts: &mut [u32]) -> u64 {
        let mut in_time = 0;
        let counts = &mut counts[..self.last_start];
        for lane in each_lane(started) {
            if let Some(count) = counts.get_mut(usize::from(self.starts[lane])) {
                *count += 1;
                in_time |= 1 << lane;
            }
        }
        in_time
    }

    /// Draws how long support lasts and counts it.
    #[inline(never)]
    fn support(&mut self, segment: usize, started: u64, code: u64, people: &mut People) {
        let row = self.plan.row();
        let place = segment * row..(segment + 1) * row;
        let counts = &mut people.starts[place.clone()];
        let leavers = &mut people.caseload[place];
        let key = self.support.child(code);
        for_each_wait(started, key, draw_offset::WAIT, &self.plan.support, |lane, wait| {
            let start = usize::from(self.starts[lane]);
            let end = start + usize::from(wait);
            if start < self.last_start {
                counts[start] += 1;
                if end < row {
                    leavers[end] += 1;
                }
            }
            self.ends[lane] = u16::from(self.starts[lane]) + u16::from(wait);
        });
    }

    /// Writes the journeys at hand into the diary, those that a stop leaves.
    fn note_starts(&self, started: u64, first_person: u32, diary: &mut Diary) {
        for lane in each_lane(started) {
            let month = usize::from(self.starts[lane]);
            if month < self.last_start {
                let event = Event::Started { month, end: usize::from(self.ends[lane]) };
                let person = first_person + u32::from(narrow(lane));
                diary.0.push(Entry { person, event });
            }
        }
    }

    /// Draws who comes back, and when.
    fn come_back(&mut self, started: u64, code: u64) -> u64 {
        let mut back = 0;
        if let Some(returns) = &self.plan.returns {
            let key = self.returns.child(code);
            let willing = bernoulli(key, draw_offset::HAPPENS, started, self.return_threshold);
            for_each_wait(willing, key, draw_offset::WAIT, &returns.gap, |lane, wait| {
                // Support ended with the month before `ends`.
                let start = (usize::from(self.ends[lane]) + usize::from(wait)).saturating_sub(1);
                if start < self.plan.delivery_months {
                    back |= 1 << lane;
                    self.starts[lane] = narrow(start);
                }
            });
        }
        back
    }
}
