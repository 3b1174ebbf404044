//! What is counted of the people of one trial while they are simulated.

use crate::engine::plan::people::PeoplePlan;

use super::diary::Diary;
use super::lanes::Lanes;
use super::passes::Passes;
use super::stop::Stop;

/// What happened to the people of one trial, counted by month. The last place of each row of
/// achievements holds what comes after the months that are told apart.
#[derive(Clone, Debug, Default)]
pub(in crate::engine) struct People {
    pub(in crate::engine) referrals: u32,
    /// People who started at least once.
    pub(in crate::engine) started: u32,
    /// People who started for the first time, by month.
    pub(in crate::engine) first_starts: Vec<u32>,
    /// Journeys started, by segment and month.
    pub(in crate::engine) starts: Vec<u32>,
    /// People in support, by segment and month.
    pub(in crate::engine) caseload: Vec<u32>,
    /// Achievements, by line, class and month.
    pub(in crate::engine) achieved: Vec<u32>,
    /// Achievements that cannot be claimed: not verified, or claimed before by the same person.
    pub(in crate::engine) barred: Vec<u32>,
    /// Every claimable achievement, where a cap per person needs them one by one.
    pub(in crate::engine) claims: PersonClaims,
    /// What happens to each of them, where somebody asks.
    pub(in crate::engine) diary: Option<Diary>,
    /// Room that the next trial uses again.
    pub(super) room: Room,
}

/// Room for the passes that are followed side by side, and for who of them achieves what.
#[derive(Clone, Debug, Default)]
pub(super) struct Room {
    pub(super) passes: Passes,
    pub(super) achieved: Vec<Lanes>,
}

/// Claimable achievements one by one, in no order.
#[derive(Clone, Debug, Default)]
pub(in crate::engine) struct PersonClaims(pub(in crate::engine) Vec<PersonClaim>);

/// One achievement that can be claimed, with the person who reached it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::engine) struct PersonClaim {
    pub(in crate::engine) month: u8,
    pub(in crate::engine) line: u16,
    pub(in crate::engine) class: u8,
    pub(in crate::engine) person: u32,
}

impl People {
    pub(super) fn clear(&mut self, plan: &PeoplePlan) {
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
        if let Some(diary) = &mut self.diary {
            diary.0.clear();
        }
    }

    /// Turns those who leave support in a month into people in support, of whom there are none after everything has
    /// stopped.
    pub(super) fn sum_caseload(&mut self, plan: &PeoplePlan, stop: Stop) {
        let end = stop.end().unwrap_or(plan.row()).min(plan.row());
        let rows = self.caseload.chunks_mut(plan.row()).zip(self.starts.chunks(plan.row()));
        for (months, starts) in rows {
            let mut present = 0;
            for (month, started) in months.iter_mut().zip(starts) {
                present = present + started - *month;
                *month = present;
            }
            months[end..].fill(0);
        }
    }
}

impl PersonClaims {
    /// Takes back a person's last claim of a line in a month, where claims are kept at all. Claims of other months may
    /// have come later, for nobody to pay, and stay.
    pub(super) fn take_back(&mut self, line: usize, person: u32, month: u8) {
        let last = self.0.iter().rposition(|claim| {
            claim.person == person && usize::from(claim.line) == line && claim.month == month
        });
        if let Some(last) = last {
            self.0.remove(last);
        }
    }
}
