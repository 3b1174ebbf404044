//! Numbers, counts and shares, to the digits that they deserve.

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

pub(super) fn number_with_places(value: f64, places: usize) -> String {
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
pub(super) fn places_for(error: f64) -> usize {
    if !error.is_finite() || error <= 0.0 {
        return 2;
    }
    (0..6u8).find(|&places| error >= libm::pow(10.0, -f64::from(places))).map_or(6, usize::from)
}

/// Digits with commas between thousands.
pub(super) fn grouped(digits: &str) -> String {
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
    fn digits_follow_the_simulation_error() {
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
}
