//! Numbers to words and back: the only place that makes labels, and the only one that reads what people type.
//!
//! Figures are shown to the digits that they deserve: see [`round_to_error`].

mod csv;
mod currency;
mod months;
mod typed;

pub use csv::{CSV_MARK, csv_row, csv_text};
pub use currency::{
    currency, currency_sign, currency_unit, currency_units, in_currency, set_currency,
};
pub use months::{contract_month, month, month_on_axis, months, typed_month, weeks};
pub use typed::{TypedError, typed_money, typed_number, typed_percent, typed_whole, visible};

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

/// A number with commas and at most two decimal places: `6,151`, `0.5`, `12.25`.
pub fn number(value: f64) -> String {
    let text = number_with_places(value, 2);
    match text.split_once('.') {
        Some((whole, decimals)) => match decimals.trim_end_matches('0') {
            "" => whole.to_owned(),
            decimals => format!("{whole}.{decimals}"),
        },
        None => text,
    }
}

/// A count with commas: `6,151`.
pub fn count(value: u64) -> String {
    grouped(&value.to_string())
}

/// A number to the digits that its simulation error supports.
pub fn number_with_error(value: f64, error: f64) -> String {
    number_with_places(round_to_error(value, error), places_for(error).clamp(0, 3))
}

fn number_with_places(value: f64, places: usize) -> String {
    if !value.is_finite() {
        return "not known".to_owned();
    }
    let text = format!("{:.places$}", value.abs());
    let nothing = text.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    let sign = if value < 0.0 && !nothing { "-" } else { "" };
    match text.split_once('.') {
        Some((whole, decimals)) => format!("{sign}{}.{decimals}", grouped(whole)),
        None => format!("{sign}{}", grouped(&text)),
    }
}

/// A share as a percentage with at most one decimal place: `85%`, `12.5%`.
pub fn percent(share: f64) -> String {
    let text = number_with_places(share * 100.0, 1);
    format!("{}%", text.strip_suffix(".0").unwrap_or(&text))
}

/// A share as it stands in a field that has the % after it, with every digit that was given: `12.345`.
pub fn percent_in_field(share: f64) -> String {
    // The shift by two places leaves dust at the sixteenth digit.
    let text = format!("{:.10}", share * 100.0);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A change as a percentage: `down 20%`, `up 5%`, `unchanged`. From nothing there is no percentage.
pub fn change_in_words(from: f64, to: f64) -> String {
    if (to - from).abs() <= f64::EPSILON * from.abs() {
        return "unchanged".to_owned();
    }
    let direction = if to > from { "up" } else { "down" };
    if from.abs() <= f64::EPSILON {
        return direction.to_owned();
    }
    match percent((to - from).abs() / from.abs()) {
        tiny if tiny == "0%" => format!("{direction} less than 0.1%"),
        size => format!("{direction} {size}"),
    }
}

/// A chance in natural frequencies: `93 of 100 futures`.
///
/// Never rounds a chance to none or to all of them: `fewer than 1 of 100 futures`.
pub fn futures(happens: u32, of: u32) -> String {
    if of == 0 {
        return "no futures yet".to_owned();
    }
    if of < 100 {
        return format!("{happens} of {}", counted(u64::from(of), "future"));
    }
    let hundredths = (u64::from(happens) * 200 + u64::from(of)) / (u64::from(of) * 2);
    match hundredths {
        0 if happens > 0 => "fewer than 1 of 100 futures".to_owned(),
        100 if happens < of => "more than 99 of 100 futures".to_owned(),
        _ => format!("{hundredths} of 100 futures"),
    }
}

/// Rounds a simulated figure to the digits that its error supports: the last digit shown is the place of the
/// error's first one. With no error, the value as it is.
pub fn round_to_error(value: f64, error: f64) -> f64 {
    if !value.is_finite() || !error.is_finite() || error <= 0.0 {
        return value;
    }
    let step = libm::pow(10.0, libm::floor(libm::log10(error)));
    if step < 1.0 {
        // Dividing by a whole number keeps decimal fractions exact; multiplying by 0.1 does not.
        let parts = (1.0 / step).round();
        (value * parts).round() / parts
    } else {
        (value / step).round() * step
    }
}

/// Decimal places that an error supports: 2 for an error of 0.03, none for one of 5.
fn places_for(error: f64) -> usize {
    if !error.is_finite() || error <= 0.0 {
        return 2;
    }
    (0..6u8).find(|&places| error >= libm::pow(10.0, -f64::from(places))).map_or(6, usize::from)
}

/// So many of something: `1 segment`, `1,200 segments`.
pub fn counted(n: u64, noun: &str) -> String {
    format!("{} {noun}{}", count(n), if n == 1 { "" } else { "s" })
}

/// From one end to the other, `£5 to £9`; one of them where they read alike.
pub fn span(low: &str, high: &str) -> String {
    if low == high { low.to_owned() } else { format!("{low} to {high}") }
}

/// The article before a word: "a grant", "an amendment".
pub fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" }
}

/// The text with a capital at its beginning.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Digits with commas between thousands.
fn grouped(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
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
    fn digits_follow_the_simulation_error() {
        assert_eq!(money_with_error(22_297_917.0, 40_000.0), "£22.30 million");
        assert_eq!(money_with_error(22_297_917.0, 400_000.0), "£22.3 million");
        assert_eq!(money_with_error(22_297_917.0, 4_000_000.0), "£22 million");
        assert_eq!(money_with_error(255_878.0, 3_000.0), "£256,000");
        assert_eq!(number_with_error(6_151.4, 12.0), "6,150");
        assert_eq!(number_with_error(51.26, 0.04), "51.26");
        assert_eq!(number_with_error(51.26, 0.4), "51.3");
        for (value, error, rounded) in
            [(1_234.0, 30.0, 1_230.0), (0.128, 0.02, 0.13), (7.0, 0.0, 7.0), (0.0, 5.0, 0.0)]
        {
            assert!((round_to_error(value, error) - rounded).abs() < 1e-12, "{value} {error}");
        }
        assert!(round_to_error(f64::NAN, 1.0).is_nan());
    }

    #[test]
    fn numbers_and_shares_drop_empty_decimals() {
        for (value, text) in [
            (6_151.0, "6,151"),
            (0.5, "0.5"),
            (12.25, "12.25"),
            (-0.001, "0"),
            (-1234.5, "-1,234.5"),
        ] {
            assert_eq!(number(value), text);
        }
        for (share, text) in [(0.85, "85%"), (0.125, "12.5%"), (1.0, "100%"), (0.0704, "7%")] {
            assert_eq!(percent(share), text);
        }
        for (share, text) in [(0.85, "85"), (0.07, "7"), (0.12345, "12.345"), (0.0, "0")] {
            assert_eq!(percent_in_field(share), text);
        }
        assert_eq!(count(1_000_000), "1,000,000");
    }

    #[test]
    fn chances_have_one_denominator_and_are_never_rounded_to_certainty() {
        for (happens, of, text) in [
            (930, 1000, "93 of 100 futures"),
            (1, 1000, "fewer than 1 of 100 futures"),
            (999, 1000, "more than 99 of 100 futures"),
            (1000, 1000, "100 of 100 futures"),
            (0, 1000, "0 of 100 futures"),
            (3, 8, "3 of 8 futures"),
            (0, 1, "0 of 1 future"),
            (0, 0, "no futures yet"),
            (u32::MAX, u32::MAX, "100 of 100 futures"),
        ] {
            assert_eq!(futures(happens, of), text);
        }
    }

    #[test]
    fn changes_say_their_direction() {
        assert_eq!(change_in_words(1500.0, 1200.0), "down 20%");
        assert_eq!(change_in_words(100.0, 105.5), "up 5.5%");
        assert_eq!(change_in_words(0.0, 10.0), "up");
        assert_eq!(change_in_words(10.0, 10.0), "unchanged");
        assert_eq!(change_in_words(1e6, 1e6 + 1.0), "up less than 0.1%");
    }
}
