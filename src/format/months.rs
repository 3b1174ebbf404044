//! Months and lengths of time as people write them: the one list of their names.

use super::typed::visible;
use super::words::counted;
use crate::model::CalendarMonth;

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

/// Reads a month in the usual ways of writing one: `2019-09`, `2019/9`, `09/2019`, `September 2019`, `Sept 2019`,
/// `Sep-19`, `2019-09-01`. `None` for anything else; a day before the month is not read, since not everybody writes it
/// there.
pub fn typed_month(text: &str) -> Option<CalendarMonth> {
    let text = visible(text).to_lowercase();
    let parts: Vec<&str> = text
        .split(|letter: char| {
            letter.is_whitespace() || matches!(letter, '-' | '/' | '.' | ',' | '–')
        })
        .filter(|part| !part.is_empty())
        .collect();
    let number =
        |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok())?;
    let year = |part: &str| number(part).filter(|_| part.len() == 4);
    let by_number = |part: &str| number(part).filter(|_| part.len() <= 2);
    let by_name = |part: &str| {
        let is_it = |name: &&str| {
            part.len() >= 3 && name.to_lowercase().starts_with(part)
                || part == "sept" && name.starts_with("Sept")
        };
        u16::try_from(MONTHS.iter().position(is_it)? + 1).ok()
    };
    let (year, month): (u16, u16) = match parts.as_slice() {
        [one, other] => match (year(one), year(other)) {
            (Some(year), None) => (year, by_number(other).or_else(|| by_name(other))?),
            (None, Some(year)) => (year, by_number(one).or_else(|| by_name(one))?),
            // As spreadsheets shorten a month.
            (None, None) => (2000 + by_number(other).filter(|_| other.len() == 2)?, by_name(one)?),
            (Some(_), Some(_)) => return None,
        },
        [year_first, month, day] => {
            // As spreadsheets write a month.
            let (year, month) = (year(year_first)?, by_number(month)?);
            by_number(day).filter(|day| (1..=days_of(year, month)).contains(day))?;
            (year, month)
        }
        _ => return None,
    };
    format!("{year:04}-{month:02}").parse().ok()
}

/// A unit of time in which a length may be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LengthUnit {
    Days,
    Weeks,
    Months,
    Years,
}

impl LengthUnit {
    const ALL: [LengthUnit; 4] =
        [LengthUnit::Days, LengthUnit::Weeks, LengthUnit::Months, LengthUnit::Years];

    /// How people write it, its full name first.
    pub fn words(self) -> &'static [&'static str] {
        match self {
            LengthUnit::Days => &["days", "day"],
            LengthUnit::Weeks => &["weeks", "week", "wks", "wk"],
            LengthUnit::Months => &["months", "month", "mths", "mth"],
            LengthUnit::Years => &["years", "year", "yrs", "yr"],
        }
    }

    /// One of it in months, of which a year has twelve.
    pub fn in_months(self) -> f64 {
        const DAYS_A_MONTH: f64 = 365.25 / 12.0;
        match self {
            LengthUnit::Days => 1.0 / DAYS_A_MONTH,
            LengthUnit::Weeks => 7.0 / DAYS_A_MONTH,
            LengthUnit::Months => 1.0,
            LengthUnit::Years => 12.0,
        }
    }
}

/// The number of a length, and its unit where that is written before or behind it: `6 months`, `26wk`.
pub fn typed_length(text: &str) -> (String, Option<LengthUnit>) {
    let lower = text.trim().to_lowercase();
    for unit in LengthUnit::ALL {
        let without = |word: &&str| lower.strip_suffix(*word).or_else(|| lower.strip_prefix(*word));
        if let Some(number) = unit.words().iter().find_map(without) {
            return (number.trim().to_owned(), Some(unit));
        }
    }
    (text.to_owned(), None)
}

/// How many days a month has, by its number from 1.
fn days_of(year: u16, month: u16) -> u16 {
    let is_leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    match month {
        2 => 28 + u16::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// A month for prose: `June 2023`.
pub fn month(month: CalendarMonth) -> String {
    format!("{} {}", MONTHS[usize::from(month.month_of_year()) % 12], month.year())
}

/// A month counted from the contract's first, for those who edit it: `November 2020 (month 14)`.
pub fn contract_month(start: CalendarMonth, number: u16) -> String {
    format!("{} (month {number})", month(start.plus(number)))
}

/// A month beside an axis, in months since year 0: `Sep 2019`.
pub fn month_on_axis(month: i32) -> String {
    let name = usize::try_from(month.rem_euclid(12)).map_or("", |index| &MONTHS[index][..3]);
    format!("{name} {}", month.div_euclid(12))
}

/// A month where there is little room: `Sep 2019`.
pub fn month_in_short(of: CalendarMonth) -> String {
    let whole = month(of);
    match whole.split_once(' ') {
        Some((name, year)) => format!("{} {year}", &name[..3]),
        None => whole,
    }
}

/// A length in months: `1 month`, `6 months`, `1 year`, `1 year 6 months`.
pub fn months(length: u16) -> String {
    let plural = |n: u16, one: &str| counted(u64::from(n), one);
    match (length / 12, length % 12) {
        (0, months) => plural(months, "month"),
        (years, 0) => plural(years, "year"),
        (years, months) => format!("{} {}", plural(years, "year"), plural(months, "month")),
    }
}

/// A length in weeks: `1 week`, `4 weeks`.
pub fn weeks(length: u32) -> String {
    counted(u64::from(length), "week")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_read_as_people_write_them() {
        let september: CalendarMonth = "2019-09".parse().unwrap();
        for text in [
            "2019-09",
            "2019-9",
            " 2019/09 ",
            "2019.09",
            "09/2019",
            "9/2019",
            "September 2019",
            "sept 2019",
            "Sep 2019",
            "SEP-2019",
            "Sep-19",
            "2019 September",
            "September, 2019",
            "2019-09-30",
            "Sept. 2019",
            "\u{feff}2019-09",
        ] {
            assert_eq!(typed_month(text), Some(september), "{text}");
        }
        for text in [
            "",
            "2019",
            "September",
            "2019-13",
            "2019-0",
            "13/2019",
            "01/09/2019",
            "2019-09-32",
            "Se 2019",
            "ju 2019",
            "19-09",
            "2019 2020",
            "1500-01",
            "the 9th of 2019",
        ] {
            assert_eq!(typed_month(text), None, "{text}");
        }
    }

    #[test]
    fn months_have_names() {
        let june: CalendarMonth = "2023-06".parse().unwrap();
        assert_eq!(month(june), "June 2023");
        assert_eq!(contract_month(june, 2), "August 2023 (month 2)");
        assert_eq!(month_on_axis(2019 * 12 + 8), "Sep 2019");
        for (length, text) in [
            (0, "0 months"),
            (1, "1 month"),
            (12, "1 year"),
            (61, "5 years 1 month"),
            (18, "1 year 6 months"),
        ] {
            assert_eq!(months(length), text);
        }
        assert_eq!((weeks(1).as_str(), weeks(4).as_str()), ("1 week", "4 weeks"));
    }
}
