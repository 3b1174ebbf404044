//! Figures as words, for axes, labels and sentences.

use crate::engine::summary::{Chance, MonthRange};
use crate::model::{CalendarMonth, Money};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A number with commas between thousands, a true minus sign and so many decimals.
pub(super) fn grouped(number: f64, decimals: usize) -> String {
    let text = format!("{:.decimals$}", number.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut grouped = String::new();
    // "-0" would be a sign without a meaning.
    if number < 0.0 && text.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) {
        grouped.push('−');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if !fraction.is_empty() {
        grouped.push('.');
        grouped.push_str(fraction);
    }
    grouped
}

/// An amount to three digits, with the words for thousand, million and billion that are given.
fn rounded(pounds: f64, million: &str, billion: &str) -> String {
    let size = pounds.abs();
    let sign = if pounds < 0.0 { "−" } else { "" };
    let digits = |number: f64| {
        let decimals = if number < 9.995 { 2 } else { usize::from(number < 99.95) };
        let text = grouped(number, decimals);
        // "£3.00 million" claims more than "£3 million" and says no more.
        if text.contains('.') {
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        } else {
            text
        }
    };
    if size >= 999_500_000.0 {
        format!("{sign}£{}{billion}", digits(size / 1e9))
    } else if size >= 999_500.0 {
        format!("{sign}£{}{million}", digits(size / 1e6))
    } else if size >= 99_950.0 {
        format!("{sign}£{}", grouped((size / 1e3).round() * 1e3, 0))
    } else if size >= 9_995.0 {
        format!("{sign}£{}", grouped((size / 1e2).round() * 1e2, 0))
    } else {
        format!("{sign}£{}", grouped(size, 0))
    }
}

/// As beside a line: `£22.3m`.
pub(super) fn short_money(amount: Money) -> String {
    rounded(amount.pounds(), "m", "bn")
}

/// As in a sentence: `£22.3 million`.
pub(super) fn long_money(amount: Money) -> String {
    rounded(amount.pounds(), " million", " billion")
}

/// As in a table: whole pounds with commas.
pub(super) fn table_money(amount: Money) -> String {
    grouped(amount.pounds(), 0)
}

/// As in a file for other programs: pounds and pence without commas.
pub(super) fn plain_money(amount: Money) -> String {
    let pence = amount.pence();
    let sign = if pence < 0 { "-" } else { "" };
    let pence = pence.unsigned_abs();
    format!("{sign}{}.{:02}", pence / 100, pence % 100)
}

/// As beside an axis: `Sep 2019`; months since year 0.
pub(super) fn short_month(month: i32) -> String {
    let name = usize::try_from(month.rem_euclid(12)).map_or("", |index| MONTHS[index]);
    format!("{} {}", name.get(..3).unwrap_or(name), month.div_euclid(12))
}

/// As in a sentence: `September 2019`.
pub(super) fn long_month(month: CalendarMonth) -> String {
    format!("{} {}", MONTHS[usize::from(month.month_of_year())], month.year())
}

/// Where the middle eight in ten of some months lie, and their median.
pub(super) fn month_range(range: &MonthRange) -> String {
    if range.p10 == range.p90 {
        return format!("in {}", long_month(range.p50));
    }
    format!(
        "between {} and {} (median {})",
        long_month(range.p10),
        long_month(range.p90),
        long_month(range.p50)
    )
}

/// How many of 100 futures, in words that never round a chance to certainty.
pub(super) fn in_100(chance: &Chance) -> String {
    match rounded_in_100(chance) {
        0 if chance.futures > 0 => "fewer than 1 in 100 futures".to_owned(),
        100 if chance.futures < chance.of => "more than 99 in 100 futures".to_owned(),
        count => format!("{count} in 100 futures"),
    }
}

/// The other side of the same chance, without the word "futures".
pub(super) fn rest_in_100(chance: &Chance) -> String {
    match rounded_in_100(chance) {
        0 if chance.futures > 0 => "more than 99".to_owned(),
        100 if chance.futures < chance.of => "fewer than 1".to_owned(),
        count => (100 - count).to_string(),
    }
}

fn rounded_in_100(chance: &Chance) -> u64 {
    let of = u64::from(chance.of).max(1);
    ((u64::from(chance.futures) * 200 + of) / (2 * of)).min(100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_said_to_three_digits() {
        for (pounds, short) in [
            (22_297_917, "£22.3m"),
            (3_470_000, "£3.47m"),
            (3_000_000, "£3m"),
            (950_400, "£950,000"),
            (12_345, "£12,300"),
            (1_200, "£1,200"),
            (-2_500_000, "−£2.5m"),
            (0, "£0"),
            (999_999_999, "£1bn"),
        ] {
            assert_eq!(short_money(Money::from_pence(pounds * 100)), short);
        }
        assert_eq!(long_money(Money::from_pence(2_229_791_707)), "£22.3 million");
        assert_eq!(table_money(Money::from_pence(-2_229_791_707)), "−22,297,917");
        assert_eq!(plain_money(Money::from_pence(-2_229_791_707)), "-22297917.07");
        assert_eq!(grouped(-0.2, 0), "0");
    }

    #[test]
    fn chances_never_round_to_certainty() {
        let chance = |futures, of| Chance { futures, of, ..Chance::default() };
        assert_eq!(in_100(&chance(9_312, 10_000)), "93 in 100 futures");
        assert_eq!(in_100(&chance(3, 10_000)), "fewer than 1 in 100 futures");
        assert_eq!(in_100(&chance(9_999, 10_000)), "more than 99 in 100 futures");
        assert_eq!(rest_in_100(&chance(9_999, 10_000)), "fewer than 1");
        assert_eq!(in_100(&chance(0, 0)), "0 in 100 futures");
    }
}
