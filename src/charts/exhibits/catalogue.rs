//! All exhibits by id, in the order in which they are told.

use std::rc::Rc;

use crate::analysis::incentives::incentives;
use crate::charts::exhibit::Exhibit;
use crate::engine::summary::Summary;
use crate::format;
use crate::model::Scenario;

/// What exhibits are made of: a run and the scenario that it ran.
#[derive(Clone, Debug)]
pub struct Basis {
    pub summary: Rc<Summary>,
    pub scenario: Rc<Scenario>,
}

/// An exhibit of the list.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// As in addresses, file names and on the command line.
    pub id: &'static str,
    /// What it is about.
    pub about: &'static str,
    /// Makes it; none where the scenario has nothing of the kind.
    pub make: fn(&Basis) -> Option<Exhibit>,
}

/// All exhibits.
pub const EXHIBITS: &[Entry] = &[
    Entry { id: "payments", about: "payments so far, over time", make: payments },
    Entry {
        id: "capital",
        about: "investors' money over time",
        make: |basis| Some(Exhibit::exposure(&basis.summary)),
    },
    Entry {
        id: "curve",
        about: "how likely more than an amount is earned",
        make: |basis| Some(Exhibit::earned_curve(&basis.summary, None)),
    },
    Entry {
        id: "quarters",
        about: "payments by quarter",
        make: |basis| Some(Exhibit::quarters(&basis.summary)),
    },
    Entry {
        id: "waterfall",
        about: "from earned to paid, cap by cap",
        make: |basis| Some(Exhibit::waterfall(&basis.summary)),
    },
    Entry {
        id: "losing",
        about: "which outcomes go unpaid",
        make: |basis| Exhibit::losing(&basis.summary),
    },
    Entry {
        id: "need",
        about: "how deep the need for money goes",
        make: |basis| Exhibit::need(&basis.summary),
    },
    Entry {
        id: "outcomes",
        about: "payments by outcome",
        make: |basis| Some(Exhibit::outcomes(&basis.summary)),
    },
    Entry {
        id: "targets",
        about: "achieved against targets",
        make: |basis| Exhibit::targets(&basis.summary, &basis.scenario),
    },
    Entry {
        id: "ladder",
        about: "how far people get",
        make: |basis| Some(Exhibit::ladder(&basis.summary, &basis.scenario)),
    },
    Entry {
        id: "caseload",
        about: "people in support by month",
        make: |basis| Some(Exhibit::caseload(&basis.summary, &basis.scenario)),
    },
    Entry { id: "incentives", about: "whom the card rewards helping", make: of_incentives },
];

impl Basis {
    /// Where figures come from: the scenario, the dice and the engine, in a line.
    pub fn source(&self) -> String {
        let Summary { engine, seed, trials, fingerprint, .. } = &*self.summary;
        format!(
            "{}. {}, seed {seed}, engine {engine}, fingerprint {fingerprint}. Rate Card Simulator.",
            self.scenario.name.trim_end_matches('.'),
            format::counted(u64::from(*trials), "simulated future")
        )
    }

    /// The exhibit of an id; none where there is no such, or the scenario has nothing of the kind.
    pub fn exhibit(&self, id: &str) -> Option<Exhibit> {
        let entry = EXHIBITS.iter().find(|entry| entry.id == id)?;
        (entry.make)(self)
    }
}

fn payments(basis: &Basis) -> Option<Exhibit> {
    Some(Exhibit::payments(&basis.summary, basis.scenario.actuals.as_ref()))
}

/// None where a segment alone cannot be run, which a scenario that has a summary hardly ever comes to.
fn of_incentives(basis: &Basis) -> Option<Exhibit> {
    incentives(&basis.scenario, &basis.summary).ok().map(Exhibit::incentives)
}
