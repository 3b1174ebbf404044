//! Calendar months, and the contract's own count of them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::problem::Complaint;

/// A calendar month, written `YYYY-MM`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, deserr::Deserr)]
#[deserr(try_from(&String) = FromStr::from_str -> CalendarMonthError)]
pub struct CalendarMonth {
    year: u16,
    /// 0 is January.
    month_of_year: u8,
}

impl CalendarMonth {
    /// The month so many months later; stops at the year 9999.
    pub fn plus(self, months: u16) -> CalendarMonth {
        CalendarMonth::from_year_0(self.since_year_0() + u32::from(months))
    }

    /// Months since January of the year 0.
    fn since_year_0(self) -> u32 {
        u32::from(self.year) * 12 + u32::from(self.month_of_year)
    }

    /// The month so many months after January of the year 0; at most the last of the year 9999.
    fn from_year_0(months: u32) -> CalendarMonth {
        let months = months.min(9999 * 12 + 11);
        CalendarMonth {
            year: u16::try_from(months / 12).unwrap_or(9999),
            month_of_year: u8::try_from(months % 12).unwrap_or(11),
        }
    }

    pub fn year(self) -> u16 {
        self.year
    }

    /// 0 is January.
    pub fn month_of_year(self) -> u8 {
        self.month_of_year
    }

    /// Whether a calendar quarter (to March, June, September or December) ends with this month.
    pub fn ends_quarter(self) -> bool {
        self.month_of_year % 3 == 2
    }

    /// The calendar year in which this month's financial year (April to March) began.
    pub fn financial_year(self) -> u16 {
        if self.month_of_year >= 3 { self.year } else { self.year.saturating_sub(1) }
    }
}

impl FromStr for CalendarMonth {
    type Err = CalendarMonthError;

    fn from_str(text: &str) -> Result<CalendarMonth, CalendarMonthError> {
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let (year, month) = text.split_once('-').ok_or(CalendarMonthError)?;
        if year.len() != 4 || month.len() != 2 || !digits(year) || !digits(month) {
            return Err(CalendarMonthError);
        }
        let year: u16 = year.parse().map_err(|_| CalendarMonthError)?;
        let month: u8 = month.parse().map_err(|_| CalendarMonthError)?;
        if !(1900..=2200).contains(&year) || !(1..=12).contains(&month) {
            return Err(CalendarMonthError);
        }
        Ok(CalendarMonth { year, month_of_year: month - 1 })
    }
}

impl fmt::Display for CalendarMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month_of_year + 1)
    }
}

/// Text for people and their programs; months since year 0 between page and workers.
impl Serialize for CalendarMonth {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            serializer.serialize_u32(self.since_year_0())
        }
    }
}

impl<'de> Deserialize<'de> for CalendarMonth {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<CalendarMonth, D::Error> {
        if deserializer.is_human_readable() {
            let text = String::deserialize(deserializer)?;
            text.parse().map_err(|error: CalendarMonthError| de::Error::custom(error.wrong()))
        } else {
            u32::deserialize(deserializer).map(CalendarMonth::from_year_0)
        }
    }
}

/// The text is not a calendar month between 1900 and 2200.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalendarMonthError;

impl Complaint for CalendarMonthError {
    fn wrong(&self) -> &'static str {
        "is not a month"
    }

    fn mend(&self) -> &'static str {
        "write year and month, such as 2019-09"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(text: &str) -> CalendarMonth {
        text.parse().unwrap()
    }

    #[test]
    fn months_run_over_the_year_end() {
        assert_eq!(month("2019-09").plus(0).to_string(), "2019-09");
        assert_eq!(month("2019-09").plus(4).to_string(), "2020-01");
        assert_eq!(month("2019-09").plus(60).to_string(), "2024-09");
    }

    #[test]
    fn months_cross_to_workers_and_back() {
        for text in ["1900-01", "2019-12", "2200-12"] {
            let bytes = postcard::to_allocvec(&month(text)).unwrap();
            assert_eq!(postcard::from_bytes(&bytes), Ok(month(text)));
            let json = format!("\"{text}\"");
            assert_eq!(serde_json::to_string(&month(text)).unwrap(), json);
            assert_eq!(serde_json::from_str::<CalendarMonth>(&json).unwrap(), month(text));
        }
    }

    #[test]
    fn quarters_end_in_march_june_september_and_december() {
        let ends: Vec<u16> =
            (0..12).filter(|&months| month("2020-01").plus(months).ends_quarter()).collect();
        assert_eq!(ends, [2, 5, 8, 11]);
    }

    #[test]
    fn the_financial_year_begins_in_april() {
        assert_eq!(month("2020-03").financial_year(), 2019);
        assert_eq!(month("2020-04").financial_year(), 2020);
    }

    #[test]
    fn other_texts_are_refused() {
        for text in [
            "",
            "2019",
            "2019-9",
            "2019-13",
            "2019-00",
            "19-09",
            "+019-09",
            "2019-09-01",
            "９019-09",
        ] {
            assert_eq!(text.parse::<CalendarMonth>(), Err(CalendarMonthError), "{text}");
        }
    }
}
