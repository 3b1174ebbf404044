//! Where figures come from, in words.

use crate::model::Quality;

/// How sure a figure is, for someone who has not read the method.
pub fn quality_words(quality: Quality) -> &'static str {
    match quality {
        Quality::Verified => "Read in the source",
        Quality::Mirrored => "Read in a copy of the source",
        Quality::Derived => "Worked out from published figures",
        Quality::Fitted => "Fitted to published results",
        Quality::Illustrative => "Illustrative",
    }
}

/// The part of a scenario that an assumption's field belongs to, as the page's heading says it.
pub fn part_words(field: &str) -> &'static str {
    match field.split(['.', '[']).next().unwrap_or_default() {
        "rate_card" => "Rate card",
        "cohort" => "People",
        "contract" => "Contract and caps",
        "costs" => "Delivery costs",
        "investment" => "Investment",
        "uncertainty" => "Uncertainty",
        "actuals" => "What really happened",
        _ => "Other",
    }
}
