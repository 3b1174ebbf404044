//! What the kinds of cap and the named cases are called.

use crate::engine::summary::CapKind;
use crate::model::Case;

/// What a kind of cap is called in the report and in files.
pub fn cap_name(kind: CapKind) -> &'static str {
    match kind {
        CapKind::Person => "person",
        CapKind::Line => "line",
        CapKind::Group => "group",
        CapKind::Year => "year",
        CapKind::Payer => "payer",
        CapKind::Contract => "contract",
    }
}

/// A kind of cap in a sentence.
pub fn cap_words(kind: CapKind) -> &'static str {
    match kind {
        CapKind::Person => "the cap per person",
        CapKind::Line => "caps on single outcomes",
        CapKind::Group => "caps on groups of outcomes",
        CapKind::Year => "the yearly cap",
        CapKind::Payer => "the payers’ own limits",
        CapKind::Contract => "the cap on the contract",
    }
}

/// How the page begins to say what a kind of cap takes; absent for the contract's, which has sentences of its own.
pub(super) fn caps_take(kind: CapKind) -> Option<&'static str> {
    match kind {
        CapKind::Person => Some("The cap per person takes"),
        CapKind::Line => Some("Caps on lines take"),
        CapKind::Group => Some("Caps on groups take"),
        CapKind::Year => Some("The yearly cap takes"),
        CapKind::Payer => Some("The payers’ own limits take"),
        CapKind::Contract => None,
    }
}

/// What a named case is called.
pub fn case_name(case: Case) -> &'static str {
    match case {
        Case::Low => "low",
        Case::Central => "central",
        Case::High => "high",
    }
}
