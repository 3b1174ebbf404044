//! The places of the workbench, by name: a section of the inputs on one side, a view of the results on the other. Both are
//! in the address, so that Back leads to where one was and a place can be linked to.

use serde::{Deserialize, Serialize};

/// A section of the inputs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Section {
    #[default]
    Card,
    People,
    Contract,
    Costs,
    Investment,
    Uncertainty,
    Scenario,
}

/// A view of the results.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum View {
    #[default]
    Overview,
    Payments,
    Capital,
    Outcomes,
    Payers,
    Value,
    Incentives,
    Journeys,
    Checks,
}

impl Section {
    pub const ALL: [Section; 7] = [
        Section::Card,
        Section::People,
        Section::Contract,
        Section::Costs,
        Section::Investment,
        Section::Uncertainty,
        Section::Scenario,
    ];

    /// What it is called in the address.
    pub fn name(self) -> &'static str {
        match self {
            Section::Card => "rate-card",
            Section::People => "people",
            Section::Contract => "contract",
            Section::Costs => "costs",
            Section::Investment => "investment",
            Section::Uncertainty => "uncertainty",
            Section::Scenario => "scenario",
        }
    }

    /// What it is called above the inputs.
    pub fn words(self) -> &'static str {
        match self {
            Section::Card => "Rate card",
            Section::People => "People",
            Section::Contract => "Contract",
            Section::Costs => "Costs",
            Section::Investment => "Investment",
            Section::Uncertainty => "Uncertainty",
            Section::Scenario => "Sources and more",
        }
    }
}

impl View {
    pub const ALL: [View; 9] = [
        View::Overview,
        View::Payments,
        View::Capital,
        View::Outcomes,
        View::Payers,
        View::Value,
        View::Incentives,
        View::Journeys,
        View::Checks,
    ];

    /// What it is called in the address.
    pub fn name(self) -> &'static str {
        match self {
            View::Overview => "overview",
            View::Payments => "payments",
            View::Capital => "capital",
            View::Outcomes => "outcomes",
            View::Payers => "payers",
            View::Value => "value",
            View::Incentives => "incentives",
            View::Journeys => "journeys",
            View::Checks => "checks",
        }
    }

    /// What it is called above the results.
    pub fn words(self) -> &'static str {
        match self {
            View::Overview => "Overview",
            View::Payments => "Payments",
            View::Capital => "Capital",
            View::Outcomes => "Outcomes",
            View::Payers => "Payers",
            View::Value => "Value",
            View::Incentives => "Incentives",
            View::Journeys => "Journeys",
            View::Checks => "Checks",
        }
    }
}

/// What is in sight on either side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    pub section: Section,
    pub view: View,
}

impl Place {
    /// Reads an address such as `/contract/value`; either side may be missing, and is then what comes first. `None` where
    /// something else stands there.
    pub fn of(address: &str) -> Option<Place> {
        let mut place = Place::default();
        for name in address.split('/').filter(|name| !name.is_empty()) {
            let section = Section::ALL.into_iter().find(|section| section.name() == name);
            let view = View::ALL.into_iter().find(|view| view.name() == name);
            match (section, view) {
                (Some(section), _) => place.section = section,
                (None, Some(view)) => place.view = view,
                (None, None) => return None,
            }
        }
        Some(place)
    }

    /// The address that leads here, as short as it can be.
    pub fn address(self) -> String {
        let first = Place::default();
        let mut names = Vec::new();
        if self.section != first.section {
            names.push(self.section.name());
        }
        if self.view != first.view {
            names.push(self.view.name());
        }
        format!("/{}", names.join("/"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_has_an_address_that_leads_back_to_it() {
        for section in Section::ALL {
            for view in View::ALL {
                let place = Place { section, view };
                assert_eq!(Place::of(&place.address()), Some(place), "{}", place.address());
            }
        }
        assert_eq!(Place::default().address(), "/");
        assert_eq!(Place::of("/value/people"), Place::of("/people/value"));
        assert_eq!(Place::of("/nowhere"), None);
        assert_eq!(Place::of("/open/v1.abc"), None);
    }
}
