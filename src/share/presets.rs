//! Presets: scenarios that come with the page, each figure with its source.
//!
//! They are documents like any other, opened by the same reader, so that a preset can be no better and no worse
//! than a file.

use super::{OpenError, Opened, open};

/// A scenario that comes with the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preset {
    pub id: &'static str,
    pub name: &'static str,
    /// What it is and how far to trust it, in a sentence.
    pub summary: &'static str,
    /// The document.
    pub text: &'static str,
}

impl Preset {
    /// Opens the document. That each preset opens without a warning is tested.
    pub fn open(&self) -> Result<Opened, OpenError> {
        open(self.text)
    }
}

/// All presets; the first one is what a new visitor sees.
pub const PRESETS: &[Preset] = &[Preset {
    id: "kirklees",
    name: "Kirklees Better Outcomes Partnership",
    summary: "The published contract, with prices from two other published cards, because its own are not published.",
    text: include_str!("presets/kirklees.json"),
}];

/// The preset with the given id.
pub fn preset(id: &str) -> Option<&'static Preset> {
    PRESETS.iter().find(|preset| preset.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_opens_without_a_warning_and_names_itself() {
        for preset in PRESETS {
            let opened = preset.open().unwrap_or_else(|error| panic!("{error}\n{error:#?}"));
            assert_eq!(opened.warnings, []);
            let origin = opened.scenario.preset.as_ref().map(|origin| origin.id.as_str());
            assert_eq!(origin, Some(preset.id));
            assert_eq!(opened.scenario.name, preset.name);
        }
    }

    #[test]
    fn every_part_of_a_preset_has_a_source() {
        for preset in PRESETS {
            let scenario = preset.open().unwrap().scenario;
            for part in ["rate_card", "cohort", "contract", "costs", "investment", "uncertainty"] {
                assert!(
                    scenario
                        .assumptions
                        .iter()
                        .any(|assumption| assumption.field.starts_with(part)),
                    "{}: {part} has no source",
                    preset.id
                );
            }
            for outcome in &scenario.rate_card.outcomes {
                let field = format!("rate_card.outcomes.{}.price", outcome.id);
                assert!(
                    scenario.assumptions.iter().any(|assumption| assumption.field == field),
                    "{}: the price of {} has no source",
                    preset.id,
                    outcome.id
                );
            }
        }
    }
}
