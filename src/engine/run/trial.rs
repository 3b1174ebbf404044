//! One possible future, from the dice to the ledger.

use crate::engine::dice::replicates::{index_in_replicate, replicate_of};
use crate::engine::dice::rng::{Key, Purpose};
use crate::engine::dice::unknown_dice::UnknownDice;
use crate::engine::expectation::chances::MeanChances;
use crate::engine::expectation::people::{Expected, expect};
use crate::engine::money::account::Account;
use crate::engine::people::arrivals;
use crate::engine::people::diary::Diary;
use crate::engine::people::monthly_counts::{
    Cells, Counts, Headcount, MonthlyCounts, peak, totals_by_line,
};
use crate::engine::people::simulate;
use crate::engine::people::simulated::People;
use crate::engine::people::stop::Stop;
use crate::engine::people::unknowns::{Unknowns, WorldSource};
use crate::engine::plan::Plan;
use crate::engine::plan::people::PeoplePlan;
use crate::model::Case;

/// Of so many trials one has a twin, to tell what we do not know from luck.
const TWIN_EVERY: usize = 8;

/// One trial, in buffers that the next one reuses.
#[derive(Clone, Debug, Default)]
pub(in crate::engine) struct Trial {
    people: People,
    expected: Expected,
    totals: Vec<f64>,
    pub(in crate::engine) account: Account,
}

/// Which trial: a number, and whether it is the trial itself or its twin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::engine) enum TrialKind {
    /// The trial of a number; it does not depend on any other.
    Own(u32),
    /// The same unknowns, and luck of its own.
    Twin(u32),
    /// A named case: every estimate at one reading, and no luck of people.
    Case(Case),
    /// The central case of this number: its estimates with luck of people, where it has no expected counts.
    Central(u32),
}

/// Whether a trial has a twin.
pub(super) fn has_twin(plan: &Plan, number: u32) -> bool {
    may_have_twin(number) && plan.terms.run.luck && plan.terms.run.unknowns
}

/// Whether a number is one of those with a twin: the first of every so many in each replicate, at another time in
/// each, so that any range has about as many.
pub(in crate::engine) fn may_have_twin(number: u32) -> bool {
    (replicate_of(number) + index_in_replicate(number) as usize).is_multiple_of(TWIN_EVERY)
}

impl TrialKind {
    /// Where the world of the trial comes from.
    pub(in crate::engine) fn world_source(self, plan: &Plan) -> WorldSource {
        match self {
            TrialKind::Own(number) | TrialKind::Twin(number) if plan.terms.run.unknowns => {
                WorldSource::Drawn(UnknownDice::new(&plan.terms.run, number))
            }
            TrialKind::Own(_) | TrialKind::Twin(_) | TrialKind::Central(_) => {
                WorldSource::Case(Case::Central)
            }
            TrialKind::Case(case) => WorldSource::Case(case),
        }
    }

    /// The dice of people; none where expected counts stand in for them.
    fn luck(self, plan: &Plan) -> Option<Key> {
        match self {
            TrialKind::Own(number) => {
                plan.terms.run.luck.then(|| Key::trial(plan.terms.run.seed, number))
            }
            TrialKind::Twin(number) => {
                Some(Key::trial(plan.terms.run.seed, number).purpose(Purpose::Twin))
            }
            TrialKind::Central(number) => {
                Some(Key::trial(plan.terms.run.seed, number).purpose(Purpose::PlannedNeed))
            }
            TrialKind::Case(_) => None,
        }
    }
}

impl Trial {
    /// A trial that keeps a diary of its people.
    pub(super) fn with_diary() -> Trial {
        let mut trial = Trial::default();
        trial.people.diary = Some(Diary::default());
        trial
    }

    /// What happened to each person of the trial that was run last.
    pub(super) fn diary(&self) -> Option<&Diary> {
        self.people.diary.as_ref()
    }

    /// Runs a trial from the dice to the ledger; returns what is counted of its people.
    #[inline(never)]
    pub(in crate::engine) fn run(&mut self, plan: &Plan, kind: TrialKind) -> Counts<'_> {
        let world = kind.world_source(plan);
        let unknowns = Unknowns::new(&plan.people, world);
        let luck = kind.luck(plan);
        let mut stop = Stop::Never;
        self.deliver(plan, &unknowns, luck, stop);
        if let Some(at_cap) = self.account.stop_at_cap(plan) {
            // The dice are the same, so all is as before up to the stop.
            stop = at_cap;
            self.deliver(plan, &unknowns, luck, stop);
        }
        let Trial { people, expected, totals, account } = self;
        if luck.is_some() {
            let counts = of_people(&plan.people, people, totals);
            account.fund(plan, counts, world, stop);
            Counts::Whole(counts)
        } else {
            let counts = of_expected(&plan.people, expected, totals);
            account.fund(plan, counts, world, stop);
            Counts::Expected(counts)
        }
    }

    /// People, claims and payments.
    #[inline(never)]
    fn deliver(&mut self, plan: &Plan, unknowns: &Unknowns, luck: Option<Key>, stop: Stop) {
        let cells_of_line = plan.people.n_classes() * plan.people.row();
        let Trial { people, expected, totals, account } = self;
        if let Some(key) = luck {
            simulate(&plan.people, unknowns, key, stop, people);
            totals_by_line(&people.achieved, cells_of_line, totals);
            let mut claims = std::mem::take(&mut people.claims);
            let counts = of_people(&plan.people, people, totals);
            account.settle(plan, counts, Some(&mut claims), stop);
            people.claims = claims;
        } else {
            let chances = MeanChances::of_world(&plan.people, unknowns);
            let referrals = arrivals::expected(&plan.people, &unknowns.referrals_by_month);
            // The plan has checked that the expectation exists.
            *expected = expect(&plan.people, &referrals, &chances, stop).unwrap_or_default();
            totals_by_line(&expected.achieved, cells_of_line, totals);
            account.settle(plan, of_expected(&plan.people, expected, totals), None, stop);
        }
    }
}

fn of_people<'t>(
    plan: &PeoplePlan,
    people: &'t People,
    totals: &'t [f64],
) -> MonthlyCounts<'t, u32> {
    let has_barred = people.barred.iter().any(|barred| *barred > 0);
    MonthlyCounts {
        headcount: Headcount {
            referrals: f64::from(people.referrals),
            started: f64::from(people.started),
            peak_caseload: peak(&people.caseload, plan.row(), plan.n_months),
        },
        first_starts: &people.first_starts,
        starts: &people.starts,
        caseload: &people.caseload,
        cells: Cells::new(
            &people.achieved,
            if has_barred { &people.barred } else { &[] },
            plan.row(),
        ),
        totals,
    }
}

fn of_expected<'t>(
    plan: &PeoplePlan,
    expected: &'t Expected,
    totals: &'t [f64],
) -> MonthlyCounts<'t, f64> {
    MonthlyCounts {
        headcount: Headcount {
            referrals: expected.referrals,
            started: expected.started,
            peak_caseload: peak(&expected.caseload, plan.row(), plan.n_months),
        },
        first_starts: &expected.first_starts,
        starts: &expected.starts,
        caseload: &expected.caseload,
        cells: Cells::new(&expected.achieved, &expected.barred, plan.row()),
        totals,
    }
}
