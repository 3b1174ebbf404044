//! The inputs: every section with its editor, in the order of the questions.

use yew::prelude::*;

use crate::format;
use crate::model::Scenario;
use crate::session::{Place, Section, fields};
use crate::ui::ByPointer;
use crate::ui::components::cohort_panel::COHORT;
use crate::ui::components::contract_panel::CONTRACT;
use crate::ui::components::costs_panel::COSTS;
use crate::ui::components::grid_bar::card_gist;
use crate::ui::components::investment_panel::INVESTMENT;
use crate::ui::components::panel::{Panel, PanelOf};
use crate::ui::components::rate_card_table::RateCardTable;
use crate::ui::components::scenario_panel::SCENARIO;
use crate::ui::components::section::Section as InputsSection;
use crate::ui::components::tabs::{Tab, tabs};
use crate::ui::components::uncertainty_panel::UNCERTAINTY;
use crate::ui::state::{use_afterwards, use_beginning, use_figures, use_growing, use_scenario};

/// A section of the inputs.
struct InputSection {
    section: Section,
    /// The path of the part that it edits, which gives it its heading.
    part: &'static str,
    /// What matters of it in one line.
    gist: fn(&Scenario) -> String,
}

const CARD: InputSection = section(Section::Card, "rate_card", card_gist);

/// The sections after the rate card, in their order.
const SECTIONS: [(InputSection, &PanelOf); 6] = [
    (section(Section::People, "cohort", people_gist), &COHORT),
    (section(Section::Contract, "contract", contract_gist), &CONTRACT),
    (section(Section::Costs, "costs", costs_gist), &COSTS),
    (section(Section::Investment, "investment", investment_gist), &INVESTMENT),
    (section(Section::Uncertainty, "uncertainty", uncertainty_gist), &UNCERTAINTY),
    (section(Section::Scenario, "", scenario_gist), &SCENARIO),
];

const fn section(
    section: Section,
    part: &'static str,
    gist: fn(&Scenario) -> String,
) -> InputSection {
    InputSection { section, part, gist }
}

impl InputSection {
    fn show(&self, scenario: &Scenario, shown: Section, editors: Html) -> Html {
        let name = self.section.name();
        html! {
            <InputsSection
                key={name} id={format!("section-{name}")} heading={fields::known(self.part).heading()}
                gist={(self.gist)(scenario)} is_shown={self.section == shown}
            >
                { editors }
            </InputsSection>
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

#[derive(PartialEq, Properties)]
pub struct InputsProps {
    pub place: Place,
    pub onpaste: Callback<String>,
    /// What stands before the fields: notes on what is open.
    pub children: Html,
}

#[component]
pub fn Inputs(props: &InputsProps) -> Html {
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
    let here = props.place.section;
    html! {
        <section class="inputs" id="inputs" tabindex="-1" aria-labelledby="inputs-heading">
            <h2 id="inputs-heading" class="visually-hidden">{ "Inputs" }</h2>
            { tabs("Inputs", Section::ALL.map(|section| Tab {
                to: Place { section, ..props.place },
                name: section.name(),
                words: section.words(),
                is_here: section == here,
            })) }
            <div class="pane-body" id="inputs-body" tabindex="0" role="group" aria-label={here.words()}>
                { props.children.clone() }
                { CARD.show(&scenario, here, html! {
                    <RateCardTable
                        scenario={scenario.clone()} beginning={beginning.clone()} {is_stale} {n_lines}
                        is_shown={here == Section::Card} onpaste={props.onpaste.clone()}
                    />
                }) }
                { for SECTIONS.iter().enumerate().filter(|(index, (section, _))| *index < n_sections || section.section == here).map(|(_, (section, of))| section.show(&scenario, here, html! {
                    <Panel of={*of} scenario={scenario.clone()} beginning={beginning.clone()} />
                })) }
            </div>
        </section>
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
