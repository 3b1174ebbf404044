//! What pasting promises, by subject: recorded clipboards, laws over all presets, rules one by one, and bad tables.

mod bad_tables;
mod laws;
mod recorded;
mod rules;

use super::*;
use crate::format::percent_in_field;
use crate::model::{Money, Outcome, Problem, Scenario};
use crate::session::fields::{self, FieldValue};
use crate::session::{Edit, History};
use crate::share::{PRESETS, preset};

const FAIR_CHANCE_FUND: &str = include_str!("../recorded/fair_chance_fund.txt");

fn scenario(id: &str) -> Scenario {
    preset(id).unwrap().open().unwrap().scenario
}

fn fund() -> Scenario {
    scenario("fair-chance-fund")
}

fn read(text: &str) -> PastedCard {
    PastedCard::read(text).unwrap()
}

fn taken_for(card: &PastedCard) -> Vec<Column> {
    card.columns().iter().map(|column| column.column).collect()
}

fn merged(text: &str, scenario: &Scenario) -> (PastePlan, Scenario) {
    made(read(text).onto(scenario, Way::Merge), scenario)
}

fn replaced(text: &str, scenario: &Scenario) -> (PastePlan, Scenario) {
    made(read(text).onto(scenario, Way::Replace), scenario)
}

fn made(plan: PastePlan, scenario: &Scenario) -> (PastePlan, Scenario) {
    let after = plan.clone().edit().apply(scenario);
    (plan, after)
}

fn counts(plan: &PastePlan) -> [usize; 4] {
    [plan.n_added, plan.n_changed, plan.n_removed, plan.n_same]
}

fn told(plan: &PastePlan) -> Vec<String> {
    plan.not_understood.iter().map(ToString::to_string).collect()
}

fn line<'s>(scenario: &'s Scenario, name: &str) -> &'s Outcome {
    scenario.rate_card.outcomes.iter().find(|line| line.name == name).unwrap()
}

fn names(scenario: &Scenario) -> Vec<&str> {
    scenario.rate_card.outcomes.iter().map(|line| line.name.as_str()).collect()
}

/// Low, central and high as percentages.
fn chance(line: &Outcome) -> [String; 3] {
    let chance = line.chance;
    [chance.low, chance.central, chance.high].map(|reading| percent_in_field(reading.get()))
}

fn known(percent: &str) -> [String; 3] {
    [percent; 3].map(str::to_owned)
}

fn pounds(line: &Outcome) -> i64 {
    line.price.pence() / 100
}

fn errors(scenario: &Scenario) -> Vec<Problem> {
    scenario.problems().into_iter().filter(Problem::is_error).collect()
}
