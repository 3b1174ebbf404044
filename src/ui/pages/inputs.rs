//! The inputs: every section with its editor, in the order of the questions.

use yew::prelude::*;

use crate::format;
use crate::model::Scenario;
use crate::session::fields;
use crate::ui::ByPointer;
use crate::ui::browser::focus;
use crate::ui::components::cohort_panel::COHORT;
use crate::ui::components::contract_panel::CONTRACT;
use crate::ui::components::costs_panel::COSTS;
use crate::ui::components::investment_panel::INVESTMENT;
use crate::ui::components::panel::{Panel, PanelOf};
use crate::ui::components::rate_card_table::RateCardTable;
use crate::ui::components::scenario_panel::SCENARIO;
use crate::ui::components::section::Section;
use crate::ui::components::uncertainty_panel::UNCERTAINTY;
use crate::ui::state::{use_afterwards, use_beginning, use_figures, use_growing, use_scenario};

/// A section of the inputs.
struct InputSection {
    id: &'static str,
    /// The path of the part that it edits, which gives it its heading.
    part: &'static str,
    /// What matters of it in one line, for when it is folded.
    gist: fn(&Scenario) -> String,
    is_open: bool,
}

const CARD: InputSection = section("section-card", "rate_card", card_gist, true);

/// The sections after the rate card, in their order.
const SECTIONS: [(InputSection, &PanelOf); 6] = [
    (section("section-people", "cohort", people_gist, false), &COHORT),
    (section("section-contract", "contract", contract_gist, true), &CONTRACT),
    (section("section-costs", "costs", costs_gist, false), &COSTS),
    (section("section-investment", "investment", investment_gist, false), &INVESTMENT),
    (section("section-uncertainty", "uncertainty", uncertainty_gist, false), &UNCERTAINTY),
    (section("section-scenario", "", scenario_gist, false), &SCENARIO),
];

const fn section(
    id: &'static str,
    part: &'static str,
    gist: fn(&Scenario) -> String,
    is_open: bool,
) -> InputSection {
    InputSection { id, part, gist, is_open }
}

impl InputSection {
    fn heading(&self) -> String {
        fields::known(self.part).heading()
    }

    fn show(&self, scenario: &Scenario, editors: Html) -> Html {
        html! {
            <Section key={self.id} id={self.id} heading={self.heading()} gist={(self.gist)(scenario)} is_open={self.is_open}>
                { editors }
            </Section>
        }
    }
}

/// So many lines of the rate card are made at first, about as many as are in sight, and so many at a time from then
/// on: each time costs a picture of the page, which workers wait for.
const LINES_AT_FIRST: usize = 8;
const LINES_AT_A_TIME: usize = 12;

/// So many of the sections after it are made at a time.
const SECTIONS_AT_A_TIME: usize = 2;

/// How long what is out of sight waits for the first figures, which come sooner for it.
const PATIENCE_MS: u32 = 300;

#[component]
pub fn Inputs() -> Html {
    let scenario = ByPointer(use_scenario());
    let beginning = use_beginning();
    let shown = use_figures();
    let is_stale = shown.are_behind;
    // From top to bottom, so that nothing moves that a person looks at.
    let n_lines_later = scenario.rate_card.outcomes.len().saturating_sub(LINES_AT_FIRST);
    let n_card_parts = 1 + n_lines_later.div_ceil(LINES_AT_A_TIME);
    let n_section_parts = SECTIONS.len().div_ceil(SECTIONS_AT_A_TIME);
    let may_grow = use_afterwards(PATIENCE_MS) || shown.figures.is_some();
    let n_made = use_growing(n_card_parts + n_section_parts, may_grow);
    let n_lines = (n_made - 1).saturating_mul(LINES_AT_A_TIME).saturating_add(LINES_AT_FIRST);
    let n_sections = n_made.saturating_sub(n_card_parts).saturating_mul(SECTIONS_AT_A_TIME);
    html! {
        <section class="inputs" id="inputs" tabindex="-1" aria-labelledby="inputs-heading">
            <h2 id="inputs-heading">{ "Inputs" }</h2>
            <nav class="jumps" aria-label="Inputs">
                { jump(&CARD) }
                { for SECTIONS.iter().map(|(section, _)| jump(section)) }
            </nav>
            { CARD.show(&scenario, html! {
                <RateCardTable
                    scenario={scenario.clone()} beginning={beginning.clone()} {is_stale} {n_lines}
                />
            }) }
            { for SECTIONS.iter().take(n_sections).map(|(section, of)| section.show(&scenario, html! {
                <Panel of={*of} scenario={scenario.clone()} beginning={beginning.clone()} />
            })) }
        </section>
    }
}

/// A button that leads to a section.
fn jump(section: &InputSection) -> Html {
    let id = section.id;
    let onclick = Callback::from(move |_: MouseEvent| focus::soon(move || focus::to_section(id)));
    html! { <button type="button" class="link" {onclick}>{ section.heading() }</button> }
}

fn card_gist(scenario: &Scenario) -> String {
    let lines = &scenario.rate_card.outcomes;
    let least = lines.iter().map(|line| line.price).min();
    let most = lines.iter().map(|line| line.price).max();
    match (least, most) {
        (Some(least), Some(most)) => {
            format!(
                "{}, {}",
                format::counted(lines.len() as u64, "outcome"),
                format::span(&format::money(least), &format::money(most))
            )
        }
        _ => "no outcomes yet".to_owned(),
    }
}

fn people_gist(scenario: &Scenario) -> String {
    format!(
        "about {} referrals, {} of 100 start, {}",
        format::number(scenario.expected_referrals().round()),
        format::number((scenario.cohort.engagement.central.get() * 100.0).round()),
        format::counted(scenario.cohort.segments.len() as u64, "segment")
    )
}

fn contract_gist(scenario: &Scenario) -> String {
    let contract = &scenario.contract;
    let cap = match contract.caps.contract {
        Some(cap) => format!("cap {}", format::money(cap)),
        None => "no contract cap".to_owned(),
    };
    format!(
        "{cap}, {} to {}",
        format::month(contract.start),
        format::month(contract.start.plus(contract.last_claim_month()))
    )
}

fn costs_gist(scenario: &Scenario) -> String {
    format!("{} a month fixed", format::money(scenario.costs.fixed_monthly))
}

fn investment_gist(scenario: &Scenario) -> String {
    let commitment = scenario.investment.commitment;
    format!(
        "commitment {}",
        format::span(&format::money(commitment.least), &format::money(commitment.most))
    )
}

fn uncertainty_gist(scenario: &Scenario) -> String {
    let shocks = match scenario.uncertainty.shocks.len() {
        0 => "no shocks".to_owned(),
        n => format::counted(n as u64, "shock"),
    };
    format!("dependence {}, {shocks}", format::percent(scenario.uncertainty.dependence.get()))
}

fn scenario_gist(scenario: &Scenario) -> String {
    let n_sources = scenario.assumptions.len();
    match n_sources {
        0 => "no sources yet".to_owned(),
        n => format::counted(n as u64, "source"),
    }
}
