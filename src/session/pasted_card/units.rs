//! The unit in which a column counts, by the words of its heading.

use super::column::Column;
use super::headings::{holds, words};
use crate::format::{self, LengthUnit};

/// How the numbers of a column are meant where its heading says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadingUnit {
    Length(LengthUnit),
    /// Of the currency.
    Thousands,
    Millions,
    /// Hundredths of it.
    Pence,
    /// Money that is not the scenario's.
    OtherCurrency,
}

/// What the heading of a column says of its numbers; none where they count as in the fields of the page.
pub(super) fn unit(column: Column, heading: &str) -> Option<HeadingUnit> {
    let words = words(heading);
    let says = |phrases: &[&str]| phrases.iter().any(|phrase| holds(&words, phrase));
    match column {
        Column::MinMonths => {
            let mut units = [LengthUnit::Weeks, LengthUnit::Days, LengthUnit::Years].into_iter();
            units.find(|unit| says(unit.words())).map(HeadingUnit::Length)
        }
        Column::Price if is_in_another_currency(heading, &words) => {
            Some(HeadingUnit::OtherCurrency)
        }
        Column::Price if says(&["000", "000s", "k", "ks", "thousand", "thousands"]) => {
            Some(HeadingUnit::Thousands)
        }
        Column::Price if says(&["£ m", "m £", "£ mn", "million", "millions", "mn"]) => {
            Some(HeadingUnit::Millions)
        }
        Column::Price if says(&["pence", "pennies", "cents"]) || heading.contains("(p)") => {
            Some(HeadingUnit::Pence)
        }
        _ => None,
    }
}

/// Whether a heading names money that is not the scenario's, and not the scenario's as well.
fn is_in_another_currency(heading: &str, words: &[String]) -> bool {
    const CODES: [&str; 14] = [
        "gbp", "eur", "euro", "euros", "usd", "dollar", "dollars", "aud", "cad", "nzd", "chf",
        "jpy", "inr", "zar",
    ];
    const SIGNS: [char; 7] = ['£', '€', '$', '¥', '₹', '₩', '₪'];
    let own = format::currency_sign();
    // The scenario's own code is the sign of money by now.
    let is_other_code = |word: &String| CODES.contains(&word.as_str());
    let is_other_sign = |letter: char| SIGNS.contains(&letter) && !own.contains(letter);
    let names_own = SIGNS.iter().any(|sign| own.contains(*sign) && heading.contains(*sign));
    !names_own && (words.iter().any(is_other_code) || heading.contains(is_other_sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_say_in_what_their_numbers_count() {
        let price = |heading| unit(Column::Price, heading);
        for heading in ["Price (£000)", "Price £'000", "Price £k", "Tariff in thousands", "£000s"]
        {
            assert_eq!(price(heading), Some(HeadingUnit::Thousands), "{heading}");
        }
        for heading in ["Price (£m)", "Price £ million", "Payment, £mn"] {
            assert_eq!(price(heading), Some(HeadingUnit::Millions), "{heading}");
        }
        for heading in ["Price (pence)", "Price (p)"] {
            assert_eq!(price(heading), Some(HeadingUnit::Pence), "{heading}");
        }
        for heading in ["Price ($)", "Price (USD)", "Price in €", "Price, euros"] {
            assert_eq!(price(heading), Some(HeadingUnit::OtherCurrency), "{heading}");
        }
        for heading in ["Price", "Price (£)", "Price GBP", "Price per person", "Price p/w", "£"] {
            assert_eq!(price(heading), None, "{heading}");
        }
        let wait = |heading| unit(Column::MinMonths, heading);
        assert_eq!(wait("Waiting time (days)"), Some(HeadingUnit::Length(LengthUnit::Days)));
        assert_eq!(wait("Weeks"), Some(HeadingUnit::Length(LengthUnit::Weeks)));
        assert_eq!(wait("Waiting time (years)"), Some(HeadingUnit::Length(LengthUnit::Years)));
        assert_eq!(wait("Months"), None);
    }
}
