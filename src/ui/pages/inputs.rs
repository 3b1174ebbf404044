//! The inputs: every section with its editor, in the order of the questions.

use yew::prelude::*;

use crate::format;
use crate::model::{Cohort, Contract, Costs, Investment, RateCard, Run, Scenario, Uncertainty};
use crate::session::Edit;
use crate::ui::Same;
use crate::ui::browser::focus;
use crate::ui::components::caps_panel::CapsPanel;
use crate::ui::components::cohort_panel::CohortPanel;
use crate::ui::components::costs_panel::CostsPanel;
use crate::ui::components::investment_panel::InvestmentPanel;
use crate::ui::components::rate_card_table::RateCardTable;
use crate::ui::components::section::Section;
use crate::ui::components::uncertainty_panel::UncertaintyPanel;
use crate::ui::state::{
    use_afterwards, use_beginning, use_edit, use_figures, use_growing, use_scenario,
};

/// The sections in their order: id and heading.
const SECTIONS: [(&str, &str); 6] = [
    ("section-card", "Rate card"),
    ("section-people", "People"),
    ("section-contract", "Contract and caps"),
    ("section-costs", "Delivery costs"),
    ("section-investment", "Investment"),
    ("section-uncertainty", "Uncertainty"),
];

/// So many lines of the rate card are made at first, about as many as are in sight, and so many at a time from then
/// on: each time costs a picture of the page, which workers wait for.
const LINES_AT_FIRST: usize = 8;
const LINES_AT_A_TIME: usize = 12;

/// So many of the sections after it are made at a time.
const SECTIONS_AT_A_TIME: usize = 2;

/// How long what is out of sight waits for the first figures, which come sooner for it.
const PATIENCE_MS: u32 = 300;

/// The ways to change each section: made once, so that a section is drawn again only when it changes itself.
#[derive(PartialEq)]
struct Writers {
    card: Callback<RateCard>,
    cohort: Callback<Cohort>,
    contract: Callback<Contract>,
    costs: Callback<Costs>,
    investment: Callback<Investment>,
    uncertainty: Callback<Uncertainty>,
    run: Callback<Run>,
}

impl Writers {
    fn new(edit: &Callback<Edit>) -> Writers {
        Writers {
            card: edit.reform(Edit::RateCard),
            cohort: edit.reform(Edit::Cohort),
            contract: edit.reform(|contract| Edit::Contract(Box::new(contract))),
            costs: edit.reform(Edit::Costs),
            investment: edit.reform(Edit::Investment),
            uncertainty: edit.reform(Edit::Uncertainty),
            run: edit.reform(Edit::Run),
        }
    }
}

#[component]
pub fn Inputs() -> Html {
    let scenario = use_scenario();
    let beginning = use_beginning();
    let shown = use_figures();
    let is_stale = shown.are_behind;
    let edit = use_edit();
    let writers = use_memo(edit, Writers::new);
    // From top to bottom, so that nothing moves that a person looks at.
    let n_lines_later = scenario.rate_card.outcomes.len().saturating_sub(LINES_AT_FIRST);
    let n_card_parts = 1 + n_lines_later.div_ceil(LINES_AT_A_TIME);
    let n_section_parts = (SECTIONS.len() - 1).div_ceil(SECTIONS_AT_A_TIME);
    let may_grow = use_afterwards(PATIENCE_MS) || shown.figures.is_some();
    let n_made = use_growing(n_card_parts + n_section_parts, may_grow);
    let n_lines = (n_made - 1).saturating_mul(LINES_AT_A_TIME).saturating_add(LINES_AT_FIRST);
    let n_sections = n_made.saturating_sub(n_card_parts).saturating_mul(SECTIONS_AT_A_TIME);
    html! {
        <section class="inputs" id="inputs" tabindex="-1" aria-labelledby="inputs-heading">
            <h2 id="inputs-heading">{ "Inputs" }</h2>
            <nav class="jumps" aria-label="Inputs">
                { for SECTIONS.iter().map(|(id, heading)| {
                    let onclick = Callback::from(|_: MouseEvent| {
                        focus::soon(|| focus::to_section(id));
                    });
                    html! { <button type="button" class="link" {onclick}>{ *heading }</button> }
                }) }
            </nav>
            <Section id={SECTIONS[0].0} heading={SECTIONS[0].1} gist={card_gist(&scenario)} is_open=true>
                <RateCardTable
                    scenario={Same(scenario.clone())}
                    beginning={beginning.clone()}
                    onchange={writers.card.clone()}
                    {is_stale}
                    {n_lines}
                />
            </Section>
            { others(&scenario, &beginning, &writers, n_sections) }
        </section>
    }
}

/// The first of the sections after the rate card.
fn others(scenario: &Scenario, beginning: &Scenario, writers: &Writers, n_made: usize) -> Html {
    let contract = &scenario.contract;
    let start = contract.start;
    html! {
        <>
            if n_made > 0 {
                <Section id={SECTIONS[1].0} heading={SECTIONS[1].1} gist={people_gist(scenario)}>
                    <CohortPanel
                        value={scenario.cohort.clone()} {start} delivery_months={contract.delivery_months}
                        onchange={writers.cohort.clone()}
                    />
                </Section>
            }
            if n_made > 1 {
                <Section id={SECTIONS[2].0} heading={SECTIONS[2].1} gist={contract_gist(scenario)} is_open=true>
                    <CapsPanel
                        value={contract.clone()} beginning={beginning.contract.caps.contract}
                        onchange={writers.contract.clone()}
                    />
                </Section>
            }
            if n_made > 2 {
                <Section id={SECTIONS[3].0} heading={SECTIONS[3].1} gist={costs_gist(scenario)}>
                    <CostsPanel value={scenario.costs.clone()} onchange={writers.costs.clone()} />
                </Section>
            }
            if n_made > 3 {
                <Section id={SECTIONS[4].0} heading={SECTIONS[4].1} gist={investment_gist(scenario)}>
                    <InvestmentPanel
                        value={scenario.investment.clone()} {start} onchange={writers.investment.clone()}
                    />
                </Section>
            }
            if n_made > 4 {
                <Section id={SECTIONS[5].0} heading={SECTIONS[5].1} gist={uncertainty_gist(scenario)}>
                    <UncertaintyPanel
                        value={scenario.uncertainty.clone()} run={scenario.run} {start}
                        onchange={writers.uncertainty.clone()} onrun={writers.run.clone()}
                    />
                </Section>
            }
        </>
    }
}

fn card_gist(scenario: &Scenario) -> String {
    let lines = &scenario.rate_card.outcomes;
    let least = lines.iter().map(|line| line.price).min();
    let most = lines.iter().map(|line| line.price).max();
    match (least, most) {
        (Some(least), Some(most)) => {
            format!("{} outcomes, {} to {}", lines.len(), format::money(least), format::money(most))
        }
        _ => "no outcomes yet".to_owned(),
    }
}

fn people_gist(scenario: &Scenario) -> String {
    format!(
        "about {} referrals, {} of 100 start, {} segments",
        format::number(scenario.expected_referrals().round()),
        format::number((scenario.cohort.engagement.central.get() * 100.0).round()),
        scenario.cohort.segments.len()
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
    format!("commitment {} to {}", format::money(commitment.least), format::money(commitment.most))
}

fn uncertainty_gist(scenario: &Scenario) -> String {
    let shocks = match scenario.uncertainty.shocks.len() {
        0 => "no shocks".to_owned(),
        1 => "one shock".to_owned(),
        many => format!("{many} shocks"),
    };
    format!("dependence {}, {shocks}", format::percent(scenario.uncertainty.dependence.get()))
}
