//! Numbers in ways of writing that are not read, because they could mean something else: what to write instead.

use crate::model::Complaint;

/// A way of writing numbers that is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// From one number to another.
    Range,
    /// One number over another.
    Fraction,
    /// Decimals behind a comma, thousands parted by points.
    DecimalComma,
    /// A percentage where none is meant.
    Percentage,
    /// The sign of another currency, or of any where no money is meant.
    SignOfMoney,
    /// `1e6`.
    PowerOfTen,
}

impl Complaint for Notation {
    fn wrong(&self) -> &'static str {
        match self {
            Notation::Range => "is a range",
            Notation::Fraction => "is a fraction",
            Notation::DecimalComma => "has its decimals behind a comma",
            Notation::Percentage => "is a percentage",
            Notation::SignOfMoney => "has a sign of money that does not belong here",
            Notation::PowerOfTen => "is written in powers of ten",
        }
    }

    fn mend(&self) -> &'static str {
        match self {
            Notation::Range => "write one number",
            Notation::Fraction => "write it in decimals, such as 0.25",
            Notation::DecimalComma => "write a point before the decimals, as in 1,234.50",
            Notation::Percentage => "write a number without %",
            Notation::SignOfMoney => "write the number alone",
            Notation::PowerOfTen => "write all its digits, such as 1,500",
        }
    }
}

/// The way in which a text is written, in lower case, if it is a number in one of these.
pub(super) fn notation(text: &str) -> Option<Notation> {
    const SIGNS: [&str; 8] = ["£", "€", "$", "¥", "gbp", "eur", "usd", "chf"];
    let bare = SIGNS.iter().find_map(|sign| {
        text.strip_prefix(sign).or_else(|| text.strip_suffix(sign)).map(str::trim)
    });
    let two = |parting: &str| {
        text.split_once(parting).is_some_and(|(one, other)| is_number(one) && is_number(other))
    };
    if ["-", "–", "—", " to ", ".."].into_iter().any(two) {
        Some(Notation::Range)
    } else if two("/") {
        Some(Notation::Fraction)
    } else if two("e") || two("e+") || two("e-") {
        Some(Notation::PowerOfTen)
    } else if text.strip_suffix('%').is_some_and(is_number) {
        Some(Notation::Percentage)
    } else if bare.is_some_and(is_number) {
        Some(Notation::SignOfMoney)
    } else if is_decimal_comma(text) {
        Some(Notation::DecimalComma)
    } else {
        None
    }
}

/// Whether a text is digits with what may stand among or around them.
fn is_number(text: &str) -> bool {
    let text = text.trim().trim_start_matches(['£', '€', '$']).trim_end_matches('%').trim();
    text.starts_with(|first: char| first.is_ascii_digit())
        && text.chars().all(|letter| letter.is_ascii_digit() || ",. '".contains(letter))
}

/// `1.234,50`: all points before the only comma, which has decimals behind it.
fn is_decimal_comma(text: &str) -> bool {
    let Some((whole, decimals)) = text.split_once(',') else { return false };
    is_number(whole)
        && whole.contains('.')
        && !decimals.is_empty()
        && decimals.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_of_writing_are_known_by_what_they_look_like() {
        for (text, known) in [
            ("80-90", Some(Notation::Range)),
            ("£80 – £90", Some(Notation::Range)),
            ("80 to 90%", Some(Notation::Range)),
            ("1/3", Some(Notation::Fraction)),
            ("1e3", Some(Notation::PowerOfTen)),
            ("1.5e+06", Some(Notation::PowerOfTen)),
            ("10%", Some(Notation::Percentage)),
            ("$120", Some(Notation::SignOfMoney)),
            ("120 usd", Some(Notation::SignOfMoney)),
            ("1.234,50", Some(Notation::DecimalComma)),
            ("1.234.567,5", Some(Notation::DecimalComma)),
            ("1,234.50", None),
            ("1500", None),
            ("25oo", None),
            ("a-b", None),
            ("2019-09-30", None),
            ("", None),
        ] {
            assert_eq!(notation(text), known, "{text}");
        }
    }
}
