//! A card to begin from nothing with.

use super::document::{Opened, open_unfinished};
use super::open_error::OpenError;
use crate::model::CalendarMonth;

/// A scenario whose card has no outcome yet, in a contract that begins in this month, if there is one. What it needs all the same is as
/// plain as it can be, and its description says what that is.
pub fn blank(start: Option<CalendarMonth>) -> Result<Opened, OpenError> {
    let mut opened = open_unfinished(include_str!("presets/blank.json"))?;
    if let Some(start) = start {
        opened.scenario.contract.start = start;
    }
    Ok(opened)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Edit;

    #[test]
    fn a_blank_card_wants_one_outcome_and_then_runs() {
        let blank = blank("2026-04".parse().ok()).unwrap().scenario;
        let wrong: Vec<String> = blank.problems().iter().map(ToString::to_string).collect();
        assert_eq!(wrong, ["rate_card.outcomes must not be empty: add at least one outcome"]);
        let begun = Edit::AddLine { domain: "Home".to_owned() }.apply(&blank);
        assert_eq!(begun.problems(), []);
        assert_eq!(begun.contract.start.to_string(), "2026-04");
    }
}
