//! What a run says is the same wherever it is said: in sentences, in the tables of the page and on the terminal.
#![expect(clippy::unwrap_used, reason = "a test may unwrap")]

use ratecard::engine::{self, PreparedScenario, Summary};
use ratecard::findings::{
    amounts, capital, caps, chances, checks, headline, payments, people, returns, unfunded, value,
};
use ratecard::model::{Money, Scenario};
use ratecard::report::{Cell, Table, outcomes_table, payers_table, text, years_table};
use ratecard::share::preset;

fn kirklees() -> (Scenario, Summary) {
    let mut scenario = preset("kirklees").unwrap().open().unwrap().scenario;
    scenario.run.trials = 200;
    let summary = engine::run(&PreparedScenario::new(&scenario).unwrap());
    (scenario, summary)
}

/// Every sentence of the page.
fn sentences(scenario: &Scenario, summary: &Summary) -> Vec<String> {
    let Summary { cap, capital, paid, .. } = summary;
    let (least, most) = (capital.commitment_least, capital.commitment_most);
    let mut sentences = vec![
        payments::payments_sentence(summary),
        capital::exposure_sentence(summary),
        people::people_sentence(&summary.people),
        capital::limit_sentence("least commitment", least, capital.over_least),
        capital::limit_sentence("most commitment", most, capital.over_most),
        chances::chance_error(cap.probability),
        amounts::median_error(paid),
    ];
    sentences.extend(returns::returns_sentences(capital));
    sentences.extend(unfunded::unfunded_sentence(capital));
    sentences.extend(caps::cap_month_sentence(cap));
    sentences.extend(caps::unpaid_sentence(cap));
    sentences.extend(summary.unpaid_by_cap.iter().filter_map(caps::cap_effect_sentence));
    sentences.extend(payments::paid_in_words(paid, cap));
    sentences.extend(value::value_sentences(summary, scenario));
    sentences.extend(checks::check_sentences(summary));
    sentences
}

#[test]
fn every_finding_is_a_whole_sentence() {
    let (scenario, summary) = kirklees();
    let sentences = sentences(&scenario, &summary);
    assert!(sentences.len() > 15, "{sentences:#?}");
    for sentence in sentences {
        let first = sentence.chars().next().unwrap();
        assert!(first.is_uppercase() || first.is_numeric() || first == '£', "{sentence}");
        assert!(sentence.ends_with('.') && !sentence.contains("not known"), "{sentence}");
    }
}

#[test]
fn page_and_terminal_name_the_same_chance_and_the_same_cap() {
    let (scenario, summary) = kirklees();
    let chance = chances::in_100(summary.cap.probability);
    let line = headline::answer_in_a_line(&summary);
    assert!(line.starts_with(&format!("Cap reached in {chance} · paid £")), "{line}");
    let report = text(&scenario, None, &summary);
    assert!(report.contains(&format!("is reached in {chance}, typically")), "{report}");
    let cap = amounts::in_words(summary.cap.amount.unwrap());
    assert!(payments::payments_sentence(&summary).contains(&format!("reach the cap of {cap}")));
}

fn texts(table: &Table) -> Vec<Vec<String>> {
    table.rows.iter().map(|row| row.iter().map(Cell::text).collect()).collect()
}

#[test]
fn tables_of_the_page_hold_the_figures_of_the_summary() {
    let (mut scenario, mut summary) = kirklees();
    let years = years_table(&summary);
    assert_eq!(years.rows.len(), summary.years.len());
    assert_eq!(texts(&years)[0][0], summary.years[0].label);
    assert_eq!(texts(&years)[0][2], amounts::p50(&summary.years[0].paid));

    let all_alike = Money::from_pence(150_050);
    let paid = &mut summary.payers[0].paid;
    (paid.p10, paid.p50, paid.p90) = (all_alike, all_alike, all_alike);
    assert_eq!(texts(&payers_table(&summary))[0][1], "£1,500.50");

    let headings = |table: &Table| -> Vec<String> {
        table.columns.iter().map(|column| column.heading.clone()).collect()
    };
    let figures = ["Achieved", "Median", "Too late", "Earned", "Paid"];
    for line in &mut scenario.rate_card.outcomes {
        line.target = None;
    }
    let table = outcomes_table(&summary, &scenario);
    assert_eq!(headings(&table)[1..], figures);
    scenario.rate_card.outcomes[1].target = Some(1_200);
    let table = outcomes_table(&summary, &scenario);
    assert_eq!(headings(&table)[1..], [&["Target"], &figures[..]].concat());
    let rows = texts(&table);
    assert_eq!((rows[0][1].as_str(), rows[1][1].as_str()), ("–", "1,200"));
    assert_eq!(rows[1][5], amounts::p50(&summary.outcomes[1].earned));
}
