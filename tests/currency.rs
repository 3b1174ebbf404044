//! A scenario in another currency says so wherever money is written, and nowhere speaks of pounds.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test may unwrap")]

use std::rc::Rc;

use ratecard::charts::{Exhibit, Theme};
use ratecard::engine::{self, PreparedScenario, Summary};
use ratecard::findings::{
    amounts, capital, caps, chances, checks, headline, payments, people, returns, unfunded, value,
};
use ratecard::format;
use ratecard::model::{Money, Scenario};
use ratecard::report::{Report, outcomes_table, payers_table, text, years_table};
use ratecard::session::fields::{self, Unit, all_fields};
use ratecard::session::terms::{contract_sentence, other_terms};
use ratecard::session::{changes, step_name};
use ratecard::share::preset;

/// The preset, as if it were in that currency. Its names and sources are left out: they are someone's words.
fn in_currency(code: &str) -> (Scenario, Summary) {
    let mut scenario = preset("kirklees").unwrap().open().unwrap().scenario;
    scenario.currency = code.parse().unwrap();
    scenario.description = None;
    scenario.assumptions.clear();
    scenario.run.trials = 200;
    for line in &mut scenario.rate_card.outcomes {
        line.public_value = Some(Money::from_pence(123_400));
    }
    format::set_currency(scenario.currency);
    let summary = engine::run(&PreparedScenario::new(&scenario).unwrap());
    (scenario, summary)
}

/// All that is said of a run: on the page, in files and on the terminal.
fn everything_said(scenario: &Scenario, summary: &Summary) -> Vec<String> {
    let Summary { cap, capital, paid, .. } = summary;
    let (least, most) = (capital.commitment_least, capital.commitment_most);
    let mut said = vec![
        text(scenario, None, summary),
        headline::answer_in_a_line(summary),
        payments::payments_sentence(summary),
        capital::exposure_sentence(summary),
        people::people_sentence(&summary.people),
        capital::limit_sentence("least commitment", least, capital.over_least),
        capital::limit_sentence("most commitment", most, capital.over_most),
        chances::chance_error(cap.probability),
        amounts::median_error(paid),
    ];
    said.extend(returns::returns_sentences(capital));
    said.extend(returns::returns_in_report(capital, None));
    said.extend(unfunded::unfunded_sentence(capital));
    said.extend(caps::unpaid_sentence(cap));
    said.extend(summary.unpaid_by_cap.iter().filter_map(caps::cap_effect_sentence));
    said.extend(payments::paid_in_words(paid, cap));
    said.extend(value::value_sentences(summary, scenario));
    said.extend(checks::check_sentences(summary));
    said.extend(said_in_pictures(scenario, summary));
    for table in [payers_table(summary), years_table(summary), outcomes_table(summary, scenario)] {
        said.push(table.caption.clone());
        said.push(table.csv());
        said.push(table.lines().join("\n"));
    }
    let report = Report::new(scenario, None, summary);
    said.push(report.json());
    said.extend(report.csv_files().into_iter().map(|file| file.text));
    said
}

fn said_in_pictures(scenario: &Scenario, summary: &Summary) -> Vec<String> {
    let summary = Rc::new(summary.clone());
    let exhibits =
        [Exhibit::payments(&summary, scenario.actuals.as_ref()), Exhibit::exposure(&summary)];
    exhibits
        .into_iter()
        .flat_map(|exhibit| {
            let table = exhibit.table.make();
            let svg = exhibit.svg((800, 400), &Theme::light()).unwrap();
            [exhibit.sentence.clone(), table.caption.clone(), table.csv(), svg]
        })
        .collect()
}

/// All that the page says of the scenario itself.
fn said_of_the_scenario(scenario: &Scenario) -> Vec<String> {
    let mut other = scenario.clone();
    other.rate_card.outcomes[0].price = Money::from_pence(7_777);
    let mut said = vec![step_name(scenario, &other)];
    said.extend(changes(scenario, &other).into_iter().map(|change| change.words));
    said.extend(other_terms(scenario));
    said.extend(scenario.rate_card.outcomes.iter().map(|line| contract_sentence(scenario, line)));
    for field in all_fields().filter(|field| field.unit == Unit::Pounds) {
        let found = fields::find(field.path).unwrap();
        said.extend([found.label(scenario), found.hint(scenario), found.legend(scenario)]);
        said.push(field.unit.prefix());
    }
    said
}

#[test]
fn a_scenario_in_euros_never_speaks_of_pounds() {
    let (scenario, summary) = in_currency("EUR");
    let said = everything_said(&scenario, &summary);
    let of_scenario = said_of_the_scenario(&scenario);
    assert!(said.iter().filter(|text| text.contains('€')).count() > 10);
    assert!(of_scenario.iter().filter(|text| text.contains('€')).count() > 20);
    for text in said.into_iter().chain(of_scenario) {
        assert!(!text.contains('£') && !text.to_lowercase().contains("pound"), "{text}");
    }
}

#[test]
fn the_same_figures_are_written_in_each_currency() {
    for (code, headline, unit) in [
        ("GBP", "paid £", "each pound paid brings public value of £"),
        ("EUR", "paid €", "each euro paid brings public value of €"),
        ("CHF", "paid CHF ", "each CHF paid brings public value of CHF "),
        ("JPY", "paid ¥", "each yen paid brings public value of ¥"),
    ] {
        let (scenario, summary) = in_currency(code);
        let line = headline::answer_in_a_line(&summary);
        assert!(line.contains(headline), "{line}");
        let value = value::value_sentences(&summary, &scenario).join(" ").to_lowercase();
        assert!(value.contains(&unit.to_lowercase()), "{value}");
        assert_eq!(Report::new(&scenario, None, &summary).currency, code);
    }
}

#[test]
fn a_currency_changes_no_figure() {
    let ((_, pounds), (_, yen)) = (in_currency("GBP"), in_currency("JPY"));
    assert_eq!(pounds, yen);
}
