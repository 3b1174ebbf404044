//! One possible future, from the dice to the ledger.

use crate::model::Case;

use super::account::Account;
use super::expected::{Expected, expect};
use super::journeys::{Cells, Counted, Headcount, Journeys, peak, totals_by_line};
use super::people::{People, Stop, simulate};
use super::plan::{PeoplePlan, Work};
use super::rng::{Key, Purpose};
use super::unknowns::{Unknowns, World};

/// One trial, in buffers that the next one reuses.
#[derive(Clone, Debug, Default)]
pub(super) struct Trial {
    people: People,
    expected: Expected,
    totals: Vec<f64>,
    pub(super) account: Account,
}

/// Which trial: a number, and whether it is the trial itself or its twin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// The trial of a number; it does not depend on any other.
    Own(u32),
    /// The same unknowns, and luck of its own.
    Twin(u32),
    /// A named case: every estimate at one reading, and no luck of people.
    Case(Case),
}

impl Which {
    /// How the unknowns of the trial come about.
    pub(super) fn world(self, plan: &Work) -> World {
        match self {
            Which::Own(number) | Which::Twin(number) if plan.run.unknowns => {
                World::Drawn(Key::trial(plan.run.seed, number))
            }
            Which::Own(_) | Which::Twin(_) => World::Case(Case::Central),
            Which::Case(case) => World::Case(case),
        }
    }

    /// The dice of people; none where expected counts stand in for them.
    fn luck(self, plan: &Work) -> Option<Key> {
        match self {
            Which::Own(number) => plan.run.luck.then(|| Key::trial(plan.run.seed, number)),
            Which::Twin(number) => Some(Key::trial(plan.run.seed, number).purpose(Purpose::Twin)),
            Which::Case(_) => None,
        }
    }
}

/// What looks at the people of a trial.
pub(super) trait Observer {
    fn see<C: Counted>(&mut self, journeys: Journeys<'_, C>);
}

impl<O: Observer> Observer for &mut O {
    fn see<C: Counted>(&mut self, journeys: Journeys<'_, C>) {
        (**self).see(journeys);
    }
}

impl<O: Observer> Observer for Option<O> {
    fn see<C: Counted>(&mut self, journeys: Journeys<'_, C>) {
        if let Some(observer) = self {
            observer.see(journeys);
        }
    }
}

impl<One: Observer, Other: Observer> Observer for (One, Other) {
    fn see<C: Counted>(&mut self, journeys: Journeys<'_, C>) {
        self.0.see(journeys);
        self.1.see(journeys);
    }
}

impl Trial {
    /// Runs a trial through both stages; `observer` sees its people.
    pub(super) fn run(&mut self, plan: &Work, which: Which, mut observer: impl Observer) {
        let world = which.world(plan);
        let unknowns = Unknowns::new(&plan.people, world);
        let luck = which.luck(plan);
        let mut stop = Stop::Never;
        self.deliver(plan, &unknowns, luck, stop);
        if let Some(at_cap) = self.account.stop_at_cap(plan) {
            // The dice are the same, so all is as before up to the stop.
            stop = at_cap;
            self.deliver(plan, &unknowns, luck, stop);
        }
        let Trial { people, expected, totals, account } = self;
        if luck.is_some() {
            let journeys = of_people(&plan.people, people, totals);
            account.fund(plan, journeys, world, stop);
            observer.see(journeys);
        } else {
            let journeys = of_expected(&plan.people, expected, totals);
            account.fund(plan, journeys, world, stop);
            observer.see(journeys);
        }
    }

    /// People, claims and payments.
    fn deliver(&mut self, plan: &Work, unknowns: &Unknowns, luck: Option<Key>, stop: Stop) {
        let cells_of_line = plan.people.n_classes() * plan.people.row();
        let Trial { people, expected, totals, account } = self;
        if let Some(key) = luck {
            simulate(&plan.people, unknowns, key, stop, people);
            totals_by_line(&people.achieved, cells_of_line, totals);
            let mut claims = std::mem::take(&mut people.claims);
            let journeys = of_people(&plan.people, people, totals);
            account.settle(plan, journeys, Some(&mut claims));
            people.claims = claims;
        } else {
            let chances = unknowns.chances(&plan.people);
            let factors = &unknowns.referrals_by_month;
            // The plan has checked that the expectation exists.
            *expected = expect(&plan.people, factors, &chances, stop).unwrap_or_default();
            totals_by_line(&expected.achieved, cells_of_line, totals);
            account.settle(plan, of_expected(&plan.people, expected, totals), None);
        }
    }
}

fn of_people<'t>(plan: &PeoplePlan, people: &'t People, totals: &'t [f64]) -> Journeys<'t, u32> {
    let has_barred = people.barred.iter().any(|barred| *barred > 0);
    Journeys {
        headcount: Headcount {
            referrals: f64::from(people.referrals),
            started: f64::from(people.started),
            peak_caseload: peak(&people.caseload, plan.row()),
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
) -> Journeys<'t, f64> {
    Journeys {
        headcount: Headcount {
            referrals: expected.referrals,
            started: expected.started,
            peak_caseload: peak(&expected.caseload, plan.row()),
        },
        first_starts: &expected.first_starts,
        starts: &expected.starts,
        caseload: &expected.caseload,
        cells: Cells::new(&expected.achieved, &expected.barred, plan.row()),
        totals,
    }
}
