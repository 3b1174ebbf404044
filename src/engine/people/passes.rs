//! Passes: up to 64 journeys that are followed through the outcomes together, a lane each.

use crate::engine::dice::rng::{Branch, Key};

use super::lanes::{Lanes, PerLane, each_lane, narrow};

/// People referred together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Referral {
    /// Names the block in the dice.
    pub(super) code: u64,
    pub(super) segment: usize,
    pub(super) month: usize,
    pub(super) n_people: u32,
}

/// Passes of one segment, which are followed side by side.
#[derive(Clone, Debug, Default)]
pub(super) struct Passes {
    /// Room for passes, of which so many are in use.
    passes: Vec<Pass>,
    /// Who starts in each pass, and when.
    starts: Lanes,
    len: usize,
    /// Passes of the block at hand.
    n_of_block: u64,
    /// Names the block at hand in the dice.
    code: u64,
    /// Lanes of the pass at hand that are kept for first journeys.
    n_kept: u32,
    /// Whether journeys that a stop keeps from starting are followed all the same, and not counted.
    follows_stopped: bool,
}

/// Who is in a pass.
#[derive(Clone, Debug)]
pub(super) struct Pass {
    /// Names the pass in the dice.
    pub(super) branch: Branch,
    /// Month of referral.
    pub(super) referral: usize,
    /// Whether it is the first of its block.
    pub(super) is_first: bool,
    /// Number of the block's first person within the trial.
    pub(super) first_person: u32,
    /// Lanes that are given to journeys of people who had one before.
    pub(super) later: u64,
    /// Lanes whose journeys do not start, because delivery stops before. What they would have come to still decides
    /// what is ruled out for their people, so that a stop changes nothing that comes before it.
    pub(super) stopped: u64,
    /// The block's person in each of these lanes.
    persons: PerLane,
}

/// A later journey.
#[derive(Clone, Copy, Debug)]
pub(super) struct Journey {
    pub(super) person: u8,
    pub(super) start_month: u8,
}

impl Passes {
    /// Says whether journeys that a stop keeps from starting are followed all the same.
    pub(super) fn follow_stopped(&mut self, follows_stopped: bool) {
        self.follows_stopped = follows_stopped;
    }

    pub(super) fn clear(&mut self) {
        self.len = 0;
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    pub(super) fn passes(&self) -> &[Pass] {
        &self.passes[..self.len]
    }

    /// Who starts in each pass, and when; there may be room for further passes.
    pub(super) fn starts(&self) -> &Lanes {
        &self.starts
    }

    /// Begins a block of people, some of whom start their first journeys, each in a month, and some would have started
    /// but for a stop.
    pub(super) fn begin(
        &mut self,
        referral: &Referral,
        first_person: u32,
        (lanes, stopped): (u64, u64),
        months: &PerLane,
    ) {
        let stopped = if self.follows_stopped { stopped } else { 0 };
        self.code = referral.code;
        self.n_kept = referral.n_people;
        self.n_of_block = 1;
        let pass = self.push();
        pass.branch = Branch::new(referral.code);
        pass.referral = referral.month;
        pass.is_first = true;
        pass.first_person = first_person;
        pass.stopped = stopped;
        self.starts.lanes[self.len - 1] = lanes | stopped;
        self.starts.months[self.len - 1] = *months;
    }

    /// Adds a later journey to the block at hand; one that would begin in or after the month `last_start`
    /// leaves its lane empty.
    pub(super) fn add(&mut self, journey: Journey, last_start: usize) {
        let last = self.len - 1;
        if self.passes[last].later.count_ones() + self.n_kept >= 64 {
            let Pass { referral, first_person, .. } = self.passes[last];
            let code = Key::name_code(self.code).child(!self.n_of_block).code();
            let pass = self.push();
            pass.branch = Branch::new(code);
            pass.referral = referral;
            pass.is_first = false;
            pass.first_person = first_person;
            self.n_of_block += 1;
            self.n_kept = 0;
        }
        let last = self.len - 1;
        let pass = &mut self.passes[last];
        // Later journeys fill from the top, so the next free lane lies below all of them.
        let lane = 63 - pass.later.count_ones() as usize % 64;
        pass.later |= 1 << lane;
        pass.persons[lane] = journey.person;
        let starts = usize::from(journey.start_month) < last_start;
        pass.stopped |= u64::from(self.follows_stopped && !starts) << lane;
        self.starts.lanes[last] |= u64::from(starts || self.follows_stopped) << lane;
        self.starts.months[last][lane] = journey.start_month;
    }

    /// A further pass, which nobody is in yet.
    fn push(&mut self) -> &mut Pass {
        let place = self.len;
        self.len += 1;
        self.starts.make_room(self.len);
        if place == self.passes.len() {
            self.passes.push(Pass::default());
        }
        // Persons and months that are left here belong to no lane.
        self.starts.lanes[place] = 0;
        let pass = &mut self.passes[place];
        pass.later = 0;
        pass.stopped = 0;
        pass
    }
}

impl Default for Pass {
    fn default() -> Pass {
        Pass {
            branch: Branch::default(),
            referral: 0,
            is_first: true,
            first_person: 0,
            later: 0,
            stopped: 0,
            persons: [0; 64],
        }
    }
}

impl Pass {
    /// The block's people whose journeys some lanes hold.
    pub(super) fn people_of(&self, lanes: u64) -> u64 {
        let first = lanes & !self.later;
        each_lane(lanes & self.later).fold(first, |people, lane| people | 1 << self.persons[lane])
    }

    /// The lanes that hold journeys of some of the block's people.
    pub(super) fn lanes_of(&self, people: u64) -> u64 {
        let is_theirs = |lane: &usize| people >> self.persons[*lane] & 1 == 1;
        let later =
            each_lane(self.later).filter(is_theirs).fold(0, |lanes, lane| lanes | 1 << lane);
        people & !self.later | later
    }

    /// The block's person whose journey a lane holds.
    pub(super) fn person(&self, lane: usize) -> u8 {
        if self.later >> lane & 1 == 1 { self.persons[lane] } else { narrow(lane) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn referral(n_people: u32) -> Referral {
        Referral { code: 1, segment: 0, month: 5, n_people }
    }

    #[test]
    fn later_journeys_fill_the_free_lanes_from_the_top() {
        let mut passes = Passes::default();
        let journey = Journey { person: 3, start_month: 7 };
        passes.begin(&referral(56), 100, (1, 0), &[7; 64]);
        for _ in 0..8 {
            passes.add(journey, 12);
        }
        assert_eq!(passes.len(), 1);
        assert_eq!(passes.passes()[0].later, 0xff << 56);
        assert_eq!(passes.starts().lanes[0], 0xff << 56 | 1);
        passes.add(Journey { start_month: 12, ..journey }, 12);
        assert_eq!((passes.passes()[1].later, passes.starts().lanes[1]), (1 << 63, 0));
        for _ in 0..70 {
            passes.add(journey, 12);
        }
        let first_ones: Vec<bool> = passes.passes().iter().map(|pass| pass.is_first).collect();
        assert_eq!(first_ones, [true, false, false]);
        assert_eq!(passes.starts().lanes[1], u64::MAX >> 1);
        assert_eq!((passes.passes()[1].person(63), passes.passes()[0].person(9)), (3, 9));
        assert!(passes.passes().iter().all(|pass| pass.first_person == 100));
    }

    #[test]
    fn room_that_was_used_before_holds_nobody() {
        let mut passes = Passes::default();
        for start_month in [9, 8] {
            passes.begin(&referral(3), 0, (0b10, 0), &[6; 64]);
            passes.add(Journey { person: 1, start_month }, 12);
            assert_eq!(passes.passes()[0].later, 1 << 63);
            assert_eq!(passes.starts().lanes[0], 1 << 63 | 0b10);
            assert_eq!(passes.starts().months[0][1], 6);
            assert_eq!(passes.starts().months[0][63], start_month);
            passes.clear();
        }
    }
    #[test]
    fn journeys_that_a_stop_keeps_from_starting_are_told_apart() {
        let mut passes = Passes::default();
        passes.follow_stopped(true);
        passes.begin(&referral(3), 0, (0b10, 0b100), &[6; 64]);
        passes.add(Journey { person: 1, start_month: 12 }, 12);
        passes.add(Journey { person: 2, start_month: 11 }, 12);
        let pass = &passes.passes()[0];
        assert_eq!(pass.stopped, 1 << 63 | 0b100);
        assert_eq!(passes.starts().lanes[0], 0b11 << 62 | 0b110);
        assert_eq!(pass.people_of(1 << 63 | 0b100), 0b110);
        assert_eq!(pass.lanes_of(0b10), 1 << 63 | 0b10);
    }
}
