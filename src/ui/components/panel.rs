//! The editors of one section, drawn again only when what they show has changed.

use yew::prelude::*;

use crate::model::Scenario;
use crate::ui::ByPointer;

/// A section's editors, and what they show.
pub struct PanelOf {
    /// The editors, from the scenario and from the scenario as it was opened.
    pub draw: fn(&Scenario, &Scenario) -> Html,
    /// Whether two scenarios look alike here.
    pub is_alike: fn(&Scenario, &Scenario) -> bool,
}

#[derive(Properties)]
pub struct PanelProps {
    pub of: &'static PanelOf,
    pub scenario: ByPointer<Scenario>,
    /// The scenario as it was opened.
    pub beginning: ByPointer<Scenario>,
}

impl PartialEq for PanelProps {
    fn eq(&self, other: &PanelProps) -> bool {
        self.beginning == other.beginning
            && (self.scenario == other.scenario
                || self.scenario.currency == other.scenario.currency
                    && (self.of.is_alike)(&self.scenario, &other.scenario))
    }
}

#[component]
pub fn Panel(props: &PanelProps) -> Html {
    (props.of.draw)(&props.scenario, &props.beginning)
}
