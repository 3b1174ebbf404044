//! What belongs to the card that a scenario was opened with, and goes with its lines: a card that is another one has no
//! published payments, sources and description of the first.

use crate::model::{RateCard, Scenario};

/// The scenario without what was said of lines that are gone; and, where none of the lines of a preset is left, without the
/// preset, the actual figures, the description and the sources of the card that it was. What somebody wrote about a card of
/// their own stays.
pub(super) fn without_what_was_said_of(before: &Scenario, after: Scenario) -> Scenario {
    let mut after = after;
    let is_there = |card: &RateCard, id: &str| card.index_of(id).is_some();
    after.assumptions.retain(|assumption| {
        line_of(&assumption.field)
            .is_none_or(|id| is_there(&after.rate_card, id) || !is_there(&before.rate_card, id))
    });
    if before.preset.is_some() && is_another_card(before, &after) {
        after.preset = None;
        after.actuals = None;
        after.description = None;
        after.assumptions.clear();
    }
    after
}

/// Whether a scenario has a card of which no line is left.
pub(super) fn is_another_card(before: &Scenario, after: &Scenario) -> bool {
    let lines = &before.rate_card.outcomes;
    !lines.is_empty() && lines.iter().all(|line| after.rate_card.index_of(&line.id).is_none())
}

/// The id of the line that an assumption is about.
fn line_of(field: &str) -> Option<&str> {
    let line = field.strip_prefix("rate_card.outcomes.")?;
    Some(line.split('.').next().unwrap_or(line))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Edit;
    use crate::share::preset;

    fn kirklees() -> Scenario {
        preset("kirklees").unwrap().open().unwrap().scenario
    }

    #[test]
    fn a_source_goes_with_its_line_and_undo_brings_both_back() {
        let scenario = kirklees();
        let of_lines = |scenario: &Scenario| {
            let of_line = scenario.assumptions.iter().filter_map(|one| line_of(&one.field));
            of_line.map(str::to_owned).collect::<Vec<_>>()
        };
        let sourced = of_lines(&scenario).first().cloned().unwrap();
        let index = scenario.rate_card.index_of(&sourced).unwrap();
        let entry = format!("rate_card.outcomes[{index}]");
        let after = Edit::Remove { entry }.apply(&scenario);
        assert!(!of_lines(&after).contains(&sourced));
        assert!(after.preset.is_some() && after.actuals.is_some());
    }

    #[test]
    fn another_card_has_nothing_of_the_first() {
        let scenario = kirklees();
        let mut other = scenario.clone();
        other.rate_card.outcomes.truncate(1);
        other.rate_card.outcomes[0].id = "another".to_owned();
        other.rate_card.outcomes[0].after.clear();
        let after = without_what_was_said_of(&scenario, other);
        assert_eq!((after.preset, after.actuals, after.description), (None, None, None));
        assert!(after.assumptions.is_empty());
        // What is bought and paid otherwise stays, to be changed or kept.
        assert_eq!(after.costs, scenario.costs);
        assert_eq!(after.contract.payers, scenario.contract.payers);
    }

    #[test]
    fn what_was_written_about_a_card_of_ones_own_stays() {
        let mut own = kirklees();
        own.preset = None;
        own.description = Some("Board paper 12".to_owned());
        let mut other = own.clone();
        other.rate_card.outcomes.truncate(1);
        other.rate_card.outcomes[0].id = "another".to_owned();
        let after = without_what_was_said_of(&own, other);
        assert_eq!(after.description.as_deref(), Some("Board paper 12"));
        assert_eq!(after.actuals, own.actuals);
        assert!(after.assumptions.iter().all(|one| line_of(&one.field).is_none()));
    }

    #[test]
    fn a_card_of_which_a_line_is_left_keeps_its_own() {
        let scenario = kirklees();
        let mut fewer = scenario.clone();
        fewer.rate_card.outcomes.truncate(3);
        let after = without_what_was_said_of(&scenario, fewer);
        assert!(after.preset.is_some() && after.actuals.is_some());
        assert!(after.assumptions.len() < scenario.assumptions.len());
    }
}
