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
    let lines = |scenario: &Scenario| {
        let lines = scenario.rate_card.outcomes.iter();
        lines
            .map(|line| (line.id.clone(), line.name.clone(), line.domain.clone()))
            .collect::<Vec<_>>()
    };
    let segments = |scenario: &Scenario| {
        let segments = scenario.cohort.segments.iter();
        segments.map(|segment| (segment.id.clone(), segment.name.clone())).collect::<Vec<_>>()
    };
    lines(one) == lines(other) && segments(one) == segments(other)
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
