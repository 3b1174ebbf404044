//! Presets: scenarios that come with the page, each figure with its source.
//!
//! They are documents like any other and are opened in the same way, so whatever a preset can do a file can do too.
//! How many futures a visitor runs at first is `run.trials` of each document: the default of `model/defaults.json`, enough
//! for a chance to be sure to about one in a hundred, and few enough to be there in a second.

use super::{OpenError, Opened, open};

/// A scenario that comes with the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preset {
    /// The word that chooses it on the command line and stands in the scenarios that began with it.
    pub id: &'static str,
    /// The scenario's own name.
    pub name: &'static str,
    /// What it is and how far to trust it, in a sentence or two.
    pub summary: &'static str,
    /// The document, as JSON; none where the page fetches it when it is first wanted.
    pub text: Option<&'static str>,
    /// Of the document as the page writes it (`session::library::digest`): tells an untouched preset without its text.
    pub digest: &'static str,
}

impl Preset {
    /// Opens the document. That each preset opens without a warning is tested.
    pub fn open(&self) -> Result<Opened, OpenError> {
        open(self.text.ok_or(OpenError::Unfetched)?)
    }

    /// The name of its file, which lies beside the page.
    pub fn file(&self) -> String {
        format!("{}.json", self.id)
    }
}

/// A document that the page fetches, and that is at hand everywhere else.
#[cfg(feature = "fetched-presets")]
macro_rules! fetched {
    ($file:literal) => {
        None
    };
}
#[cfg(not(feature = "fetched-presets"))]
macro_rules! fetched {
    ($file:literal) => {
        Some(include_str!($file))
    };
}

/// All presets; the first one is what a new visitor sees, and is always at hand.
pub const PRESETS: &[Preset] = &[
    Preset {
        id: "kirklees",
        name: "Kirklees Better Outcomes Partnership",
        summary: "The published contract, fitted to its published results. Its own prices are not published: these come from two other cards.",
        text: Some(include_str!("presets/kirklees.json")),
        digest: "536a8f376040fab0.43839",
    },
    Preset {
        id: "kirklees-legacy",
        name: "Kirklees, same card under earlier performance",
        summary: "What the same card pays for the services before the contract: published to be less than £10 million. Chances are fitted to that.",
        text: fetched!("presets/kirklees-legacy.json"),
        digest: "94092bb9875e2f54.42691",
    },
    Preset {
        id: "kirklees-covid-grant",
        name: "Kirklees with the grants of 2020",
        summary: "The same contract with the published fixed payments of April to December 2020 instead of claims.",
        text: fetched!("presets/kirklees-covid-grant.json"),
        digest: "61c92dde144d94ca.45104",
    },
    Preset {
        id: "fair-chance-fund",
        name: "Fair Chance Fund, all seven projects",
        summary: "Published prices, starts and counts of all 21 outcomes, 2015 to 2017. Costs and waiting times are illustrative.",
        text: fetched!("presets/fair-chance-fund.json"),
        digest: "44f52ff449f17e82.28522",
    },
    Preset {
        id: "fair-chance-fusion",
        name: "Fair Chance Fund, Fusion in West Yorkshire",
        summary: "One project of the fund, for Kirklees, Calderdale and Wakefield, with its own published counts and payments.",
        text: fetched!("presets/fair-chance-fusion.json"),
        digest: "c87c7334092ebfc2.28134",
    },
    Preset {
        id: "innovation-fund-round-2",
        name: "Innovation Fund, second round",
        summary: "Published prices and the limit of £11,700 for one person. Chances are illustrative: no counts were found.",
        text: fetched!("presets/innovation-fund-round-2.json"),
        digest: "529d27f3b132c046.14931",
    },
];

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
    fn every_preset_runs_the_default_number_of_futures() {
        let defaults: serde_json::Value =
            serde_json::from_str(include_str!("../model/defaults.json")).unwrap();
        for preset in PRESETS {
            let run = preset.open().unwrap().scenario.run;
            assert_eq!(defaults["run"]["trials"], run.trials, "{}", preset.id);
        }
    }

    #[test]
    fn what_really_happened_travels_with_every_preset() {
        for preset in PRESETS {
            let scenario = preset.open().unwrap().scenario;
            let actuals = scenario.actuals.unwrap_or_else(|| panic!("{}", preset.id));
            for counted in &actuals.outcomes {
                assert!(
                    scenario.rate_card.index_of(&counted.outcome).is_some(),
                    "{}: {} is counted but not on the card",
                    preset.id,
                    counted.outcome
                );
            }
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
