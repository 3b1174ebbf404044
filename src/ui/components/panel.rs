//! The editors of one section, drawn again only when what they show has changed.

use yew::prelude::*;

use crate::model::Scenario;
use crate::ui::ByPointer;

/// A section's editors, and what they show.
pub struct PanelOf {
    /// The editors, from the scenario and from the scenario as it was opened.
    pub draw: fn(&ByPointer<Scenario>, &Scenario) -> Html,
    /// Whether two scenarios look alike here.
    pub is_alike: fn(&Scenario, &Scenario) -> bool,
}

/// Whether lines and segments, which other parts name, are called the same in both.
pub fn same_names(one: &Scenario, other: &Scenario) -> bool {
    fn names(scenario: &Scenario) -> impl Iterator<Item = &String> {
        let lines = scenario.rate_card.outcomes.iter();
        let segments = scenario.cohort.segments.iter();
        lines
            .flat_map(|line| [&line.id, &line.name, &line.domain])
            .chain(segments.flat_map(|segment| [&segment.id, &segment.name]))
    }
    names(one).eq(names(other))
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
