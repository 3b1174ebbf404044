//! Months and lengths of time as people write them: the one list of their names.

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

/// A length in months: `1 month`, `6 months`, `1 year`, `1 year 6 months`.
pub fn months(length: u16) -> String {
    let plural = |n: u16, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
    match (length / 12, length % 12) {
        (0, months) => plural(months, "month"),
        (years, 0) => plural(years, "year"),
        (years, months) => format!("{} {}", plural(years, "year"), plural(months, "month")),
    }
}

/// A length in weeks: `1 week`, `4 weeks`.
pub fn weeks(length: u32) -> String {
    format!("{length} week{}", if length == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

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
