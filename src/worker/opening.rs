//! The scenario as it was opened, ready to be run on the dice of the present one.

use std::rc::Rc;

use crate::engine::PreparedScenario;
use crate::model::{Run, Scenario};

/// The scenario as it was opened, prepared for the dice that were asked for last: preparing takes a moment, and most
/// edits change no dice.
#[derive(Debug, Default)]
pub(super) struct Opening {
    known: Option<Known>,
}

#[derive(Debug)]
struct Known {
    scenario: Rc<Scenario>,
    run: Run,
    /// Absent where it cannot be run.
    prepared: Option<Rc<PreparedScenario>>,
}

impl Opening {
    /// The scenario as it was opened, with the seed and the number of futures of a prepared one; `None` where it cannot
    /// be run.
    pub(super) fn on_the_dice_of(
        &mut self,
        prepared: &Rc<PreparedScenario>,
        scenario: &Rc<Scenario>,
    ) -> Option<Rc<PreparedScenario>> {
        let dice = prepared.scenario().run;
        let run = Run { seed: dice.seed, trials: dice.trials, ..scenario.run };
        let is_known = |known: &Known| Rc::ptr_eq(&known.scenario, scenario) && known.run == run;
        if !self.known.as_ref().is_some_and(is_known) {
            let opening = Scenario { run, ..(**scenario).clone() };
            let prepared = if opening == *prepared.scenario() {
                Some(Rc::clone(prepared))
            } else {
                PreparedScenario::check(&opening).ok().map(Rc::new)
            };
            self.known = Some(Known { scenario: Rc::clone(scenario), run, prepared });
        }
        self.known.as_ref()?.prepared.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::share::open;

    fn scenario() -> Scenario {
        open(include_str!("../../tests/shared/v1-small.json")).unwrap().scenario
    }

    fn prepared(scenario: &Scenario) -> Rc<PreparedScenario> {
        Rc::new(PreparedScenario::new(scenario).unwrap())
    }

    #[test]
    fn the_opening_follows_the_dice_and_nothing_else_of_the_present_scenario() {
        let as_opened = Rc::new(scenario());
        let mut opening = Opening::default();
        let first = prepared(&as_opened);
        let same = opening.on_the_dice_of(&first, &as_opened).unwrap();
        assert!(Rc::ptr_eq(&same, &first), "nothing is prepared twice");
        let mut edited = scenario();
        edited.costs.set_up = crate::model::Money::from_pence(100);
        edited.run.seed += 1;
        let other = opening.on_the_dice_of(&prepared(&edited), &as_opened).unwrap();
        assert_eq!(other.scenario().run.seed, edited.run.seed);
        assert_eq!(other.scenario().costs, as_opened.costs);
        let again = opening.on_the_dice_of(&prepared(&edited), &as_opened).unwrap();
        assert!(Rc::ptr_eq(&again, &other));
    }

    #[test]
    fn what_cannot_be_run_is_compared_with_nothing() {
        let mut broken = scenario();
        broken.cohort.segments.clear();
        let opening = Opening::default().on_the_dice_of(&prepared(&scenario()), &Rc::new(broken));
        assert!(opening.is_none());
    }
}
