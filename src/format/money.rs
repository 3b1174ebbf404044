//! Amounts of money, in the currency of the scenario.

use super::currency;
use super::numbers::{grouped, number, number_with_places, places_for, round_to_error};
use crate::model::Money;

/// Money to the penny for tables and fields: `£1,500`, `£1,500.50`, `-£20`; to the whole unit in a currency that has no
/// smaller one.
pub fn money(amount: Money) -> String {
    let pence = if currency::is_in_whole_units() {
        amount.pence().unsigned_abs().saturating_add(50) / 100 * 100
    } else {
        amount.pence().unsigned_abs()
    };
    let sign = if amount.is_negative() && pence > 0 { "-" } else { "" };
    format!("{sign}{}{}", currency::before_amount(), unsigned_pounds(pence))
}

/// A number of the currency with two decimals in any, as for what comes back for each pound: `£1.20`.
pub fn money_each(amount: f64) -> String {
    format!("{}{amount:.2}", currency::before_amount())
}

/// A whole number of the currency, rounded before: `£22,300,000`.
pub fn whole_money(rounded: f64) -> String {
    let sign = if rounded < 0.0 { "-" } else { "" };
    format!("{sign}{}{}", currency::before_amount(), number(rounded.abs()))
}

/// Money for other programs: pounds and pence, nothing between the digits: `1500.50`.
pub fn money_plain(amount: Money) -> String {
    let sign = if amount.is_negative() { "-" } else { "" };
    let pence = amount.pence().unsigned_abs();
    format!("{sign}{}.{:02}", pence / 100, pence % 100)
}

/// Money as it stands in a field that has the currency's sign before it, with all that was given: `1,500.50`.
pub fn money_in_field(amount: Money) -> String {
    let sign = if amount.is_negative() { "-" } else { "" };
    format!("{sign}{}", unsigned_pounds(amount.pence().unsigned_abs()))
}

fn unsigned_pounds(pence: u64) -> String {
    let pounds = grouped(&(pence / 100).to_string());
    match pence % 100 {
        0 => pounds,
        rest => format!("{pounds}.{rest:02}"),
    }
}

/// Money for prose, to three digits: `£22.3 million`, `£850,000`, `£1,500`, `£12`.
pub fn money_in_words(pounds: f64) -> String {
    const DIGITS: f64 = 3.0;
    let size = pounds.abs().max(100.0);
    let step = libm::pow(10.0, libm::floor(libm::log10(size)) - (DIGITS - 1.0));
    let text = money_with_error(pounds, step);
    match text.split_once(' ') {
        Some((amount, unit)) if amount.contains('.') => {
            format!("{} {unit}", amount.trim_end_matches('0').trim_end_matches('.'))
        }
        _ => text,
    }
}

/// Money for prose, to the digits that its simulation error supports.
///
/// `error` is a standard error in pounds, or half an interval.
pub fn money_with_error(pounds: f64, error: f64) -> String {
    let rounded = round_to_error(pounds, error);
    let sign = if rounded < 0.0 { "-" } else { "" };
    let size = rounded.abs();
    if !size.is_finite() {
        return "not known".to_owned();
    }
    let (unit, name) = match size {
        _ if size >= 1e9 => (1e9, " billion"),
        _ if size >= 1e6 => (1e6, " million"),
        _ => (1.0, ""),
    };
    let places = if unit > 1.0 { places_for(error / unit).clamp(0, 2) } else { 0 };
    format!("{sign}{}{}{name}", currency::before_amount(), number_with_places(size / unit, places))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_shown_to_the_penny() {
        for (pence, text) in [
            (0, "£0"),
            (150_000, "£1,500"),
            (150_050, "£1,500.50"),
            (150_005, "£1,500.05"),
            (2_229_791_700, "£22,297,917"),
            (-2_000, "-£20"),
            (-5, "-£0.05"),
            (99_900, "£999"),
        ] {
            assert_eq!(money(Money::from_pence(pence)), text);
        }
        assert_eq!(money_in_field(Money::from_pence(150_050)), "1,500.50");
        assert_eq!(money_plain(Money::from_pence(-2_229_791_705)), "-22297917.05");
    }

    #[test]
    fn money_in_prose_has_three_digits() {
        for (pounds, text) in [
            (22_297_917.0, "£22.3 million"),
            (2_229_791.0, "£2.23 million"),
            (999_999.0, "£1 million"),
            (850_123.0, "£850,000"),
            (1_500.0, "£1,500"),
            (12.4, "£12"),
            (0.0, "£0"),
            (-255_878.0, "-£256,000"),
            (1.2e9, "£1.2 billion"),
        ] {
            assert_eq!(money_in_words(pounds), text, "{pounds}");
        }
        assert_eq!(money_in_words(f64::NAN), "not known");
    }

    #[test]
    fn amounts_have_the_digits_that_their_error_supports() {
        assert_eq!(money_with_error(22_297_917.0, 40_000.0), "£22.30 million");
        assert_eq!(money_with_error(22_297_917.0, 400_000.0), "£22.3 million");
        assert_eq!(money_with_error(22_297_917.0, 4_000_000.0), "£22 million");
        assert_eq!(money_with_error(255_878.0, 3_000.0), "£256,000");
    }
}
