use super::*;
use crate::model::Scenario;

fn full() -> Scenario {
    let text = include_str!("../../../tests/shared/v2-full.json");
    crate::share::open(text).unwrap().scenario
}

#[test]
fn a_line_says_what_it_waits_for_and_how_often_it_pays() {
    let scenario = full();
    let words: Vec<String> =
        scenario.rate_card.outcomes.iter().map(|outcome| line_words(&scenario, outcome)).collect();
    assert_eq!(
        words,
        [
            "after the start, about 3 months on, up to 2 times, claimable April 2020 to March 2021",
            "after settled, about 3 months on, up to 13 times, 4 weeks apart, within 2 years of the start, claimable \
             April 2020 to March 2021",
            "after the start, about 3 months on",
            "after the start, about 3 months on, unless full-time job",
            "after the start, at once; a step on the way, on no card",
        ]
    );
}

#[test]
fn several_prerequisites_are_any_or_all() {
    let mut scenario = full();
    let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<String>>();
    for (after, after_all, told) in [
        (
            ids(&["settled", "full_time"]),
            ids(&[]),
            "settled or full-time job, whichever comes first",
        ),
        (ids(&[]), ids(&["settled", "full_time"]), "settled and full-time job"),
        (ids(&["asked"]), ids(&["settled"]), "settled and asks for help"),
        (
            ids(&["asked", "full_time"]),
            ids(&["settled"]),
            "settled, and asks for help or full-time job, whichever comes first",
        ),
    ] {
        let mut line = scenario.rate_card.outcomes[3].clone();
        (line.after, line.after_all) = (after, after_all);
        scenario.rate_card.outcomes[3] = line.clone();
        let words = line_words(&scenario, &line);
        assert!(words.starts_with(&format!("after {told}, about 3 months on")), "{words}");
    }
}

#[test]
fn a_line_is_a_sentence_of_a_contract() {
    crate::format::set_currency("EUR".parse().unwrap());
    let scenario = full();
    let sentence = |line: usize| contract_sentence(&scenario, &scenario.rate_card.outcomes[line]);
    assert_eq!(
        sentence(0),
        "The commissioner pays €1,000 when a person achieves “Settled: moves in”, once the person has started, if it is \
         claimed from April 2020 to March 2021, up to 2 times for each person. Evidence: Tenancy agreement. For Everyone \
         the price is €1,100.50. From October 2020 the price is €1,200. From October 2020 the price for Everyone is €1,250."
    );
    assert_eq!(
        sentence(3),
        "The commissioner pays €1,500 when a person achieves “Part-time job”, once the person has started, if the person \
         does not achieve full-time job, once for each person."
    );
    assert_eq!(
        sentence(4),
        "“Asks for help” is a step on the way. It is on no card, and nothing is paid for it."
    );
}

#[test]
fn the_other_terms_of_a_contract_are_sentences() {
    crate::format::set_currency("EUR".parse().unwrap());
    let scenario = full();
    assert_eq!(
        other_terms(&scenario),
        [
            "A fixed €1,000 is paid instead of outcomes from July 2020 to August 2020.",
            "A service fee of €100.25 is paid each delivery month from April 2020 to September 2020.",
            "A service fee of €120 is paid each delivery month from October 2020.",
            "Prices rise by 2% a year from April 2021.",
            "For one person of “Everyone” at most €4,000 is paid.",
            "For one person “Work” is paid at most €3,000.",
            "For “Settled”: at most 50 claims, and €60,000, and claims for 80% of the people who started.",
            "“Homes” together are paid at most €60,000.",
            "Other shares of all payments: Council 50%, Fund 50%.",
            "Other shares of “Work”, from October 2020: Council 100%, Fund 0%.",
            "“First amendment” changes the contract from October 2020.",
        ]
    );
    assert_eq!(
        yearly_limits(&scenario.contract),
        [
            "In each financial year (April to March): at most €50,000, then €55,000. What is left of it raises the next \
             year’s.",
            "Council in each financial year (April to March): at most €40,000, then €45,000.",
        ]
    );
}

#[test]
fn draws_stresses_and_tests_are_sentences() {
    crate::format::set_currency("EUR".parse().unwrap());
    let scenario = full();
    assert_eq!(
        set_draws(&scenario),
        [
            "€5,000 is drawn in April 2020, whatever is needed.",
            "€2,500.50 is drawn in October 2020, whatever is needed.",
        ]
    );
    assert_eq!(
        kept_beside(&scenario),
        [
            "Stress “A bad winter”: Fewer people come, less is achieved and cash is late.",
            "Test “Payments in 2020/21 stay below 40,000”: paid in a financial year 2020/21 at most €40,000, in 90% of \
             futures.",
            "Test “The cap is not reached before month 10”: month in which the cap is reached not before February 2021, \
             in 80% of futures.",
            "Test “A return of 5%”: rate of return at least 5%, in 50% of futures.",
            "Test “A multiple of 1.2”: multiple at least 1.2, in 50% of futures.",
        ]
    );
}
