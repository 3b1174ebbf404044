//! The answer first: the headline's statements, word by word, and the answer in one line.

use super::amounts::{in_words, p10, p50, p90};
use super::capital::{no_capital_used, uses_no_capital};
use super::chances::in_100;
use super::months::month_span;
use super::spans::so_many;
use crate::engine::summary::{CapReached, Capital, Spread, Summary};
use crate::format;

/// A piece of a statement, with the weight that it has in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Words {
    Plain(String),
    /// An amount that was entered.
    Amount(String),
    /// The finding itself.
    Big(String),
}

fn plain(words: &str) -> Words {
    Words::Plain(words.to_owned())
}

/// Whether the cap is reached.
pub fn cap_statement(cap: &CapReached) -> Vec<Words> {
    let Some(amount) = cap.amount else {
        return vec![plain("This contract has no cap on all payments.")];
    };
    let chance = cap.probability;
    let futures = if chance.futures == 0 {
        "no future".to_owned()
    } else if chance.futures == chance.of {
        "every future".to_owned()
    } else {
        in_100(chance)
    };
    vec![
        plain("The cap of "),
        Words::Amount(format::money(amount)),
        plain(" is reached in "),
        Words::Big(futures),
        plain("."),
    ]
}

/// What is paid.
pub fn paid_statement(paid: &Spread) -> Vec<Words> {
    let [low, high] = [p10(paid), p90(paid)];
    let futures = Words::Plain(format!(" in {}.", so_many(&low, &high, paid.is_of_few())));
    let mut statement = big_ends(low, high);
    statement.push(futures);
    statement
}

/// How deep the investors' money goes in.
pub fn exposure_statement(capital: &Capital) -> Vec<Words> {
    if uses_no_capital(capital) {
        return vec![plain(no_capital_used(capital))];
    }
    let peak = &capital.peak;
    let around = capital.peak_month.as_ref();
    let around = around.map(|month| format!(", around {}", month_span(month))).unwrap_or_default();
    let [low, high] = [p10(peak), p90(peak)];
    let futures =
        Words::Plain(format!(" is out in {}{around}.", so_many(&low, &high, peak.is_of_few())));
    let mut statement = vec![plain("At its deepest, ")];
    statement.extend(big_ends(low, high));
    statement.push(futures);
    statement
}

/// Both ends of a range, or the one value that both read as.
fn big_ends(low: String, high: String) -> Vec<Words> {
    if low == high {
        return vec![Words::Big(low)];
    }
    vec![Words::Big(low), plain(" to "), Words::Big(high)]
}

/// The whole answer in one line, for narrow screens.
pub fn answer_in_a_line(summary: &Summary) -> String {
    let cap = match summary.cap.amount {
        Some(_) => format!("Cap reached in {}", in_100(summary.cap.probability)),
        None => "No cap".to_owned(),
    };
    let Capital { peak, unfunded_chance, .. } = &summary.capital;
    let unfunded = match unfunded_chance.futures {
        0 => String::new(),
        _ => format!(" · need unfunded in {}", in_100(*unfunded_chance)),
    };
    format!(
        "{cap} · paid {} · peak capital {}{unfunded}",
        in_words(summary.paid.p50),
        if peak.p50.pence() > 0 { in_words(peak.p50) } else { p50(peak) }
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::summary::Chance;
    use crate::model::Money;

    fn whole(statement: &[Words]) -> String {
        let words = |words: &Words| match words {
            Words::Plain(text) | Words::Amount(text) | Words::Big(text) => text.clone(),
        };
        statement.iter().map(words).collect()
    }

    #[test]
    fn statements_read_as_sentences() {
        let cap = |futures, amount| CapReached {
            amount,
            probability: Chance { futures, of: 1000, ..Chance::default() },
            ..CapReached::default()
        };
        let amount = Some(Money::from_pence(2_229_791_700));
        for (futures, words) in [
            (0, "The cap of £22,297,917 is reached in no future."),
            (931, "The cap of £22,297,917 is reached in 93 of 100 futures."),
            (1000, "The cap of £22,297,917 is reached in every future."),
        ] {
            assert_eq!(whole(&cap_statement(&cap(futures, amount))), words);
        }
        let no_cap = whole(&cap_statement(&cap(0, None)));
        assert_eq!(no_cap, "This contract has no cap on all payments.");
        let [low, high] = [1_000_000, 2_000_000].map(Money::from_pence);
        let paid =
            Spread { mean_error: Some(1.0), p10: low, p50: low, p90: high, ..Spread::default() };
        assert_eq!(whole(&paid_statement(&paid)), "£10,000 to £20,000 in 80 of 100 futures.");
        let mut capital = Capital::default();
        let statement = whole(&exposure_statement(&capital));
        assert_eq!(statement, "No capital used: payments cover the costs in every future.");
        capital.unfunded_chance = Chance { futures: 5, of: 1000, ..Chance::default() };
        let statement = whole(&exposure_statement(&capital));
        assert_eq!(statement, "No capital used, and need goes unfunded.");
        let paid = Spread { p90: low, ..paid };
        assert_eq!(whole(&paid_statement(&paid)), "£10,000 in at least 80 of 100 futures.");
    }
}
