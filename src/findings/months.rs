//! When something happens, over the futures in which it does.

use crate::engine::summary::MonthRange;
use crate::format;

/// "November 2023", or "August 2023 to February 2024" when the outer ones differ.
pub(super) fn month_span(range: &MonthRange) -> String {
    format::span(&format::month(range.p10), &format::month(range.p90))
}

/// When the middle 80 of 100 futures have it, in a chart's sentence, with the comma before it; nothing if none has.
pub(super) fn typically(range: Option<&MonthRange>) -> String {
    when(range, ", typically in")
}

/// The same in the report, which states a single month as a fact.
pub(super) fn when_in_report(range: Option<&MonthRange>) -> String {
    when(range, ", in")
}

fn when(range: Option<&MonthRange>, in_one_month: &str) -> String {
    let Some(range) = range else { return String::new() };
    let [first, middle, last] = [range.p10, range.p50, range.p90].map(format::month);
    if first == last {
        return format!("{in_one_month} {middle}");
    }
    format!(", typically between {first} and {last} (median {middle})")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_a_span_or_one_month() {
        let range = |months: [&str; 3]| {
            let [p10, p50, p90] = months.map(|month| month.parse().unwrap());
            MonthRange { p10, p50, p90 }
        };
        let one = range(["2023-06"; 3]);
        assert_eq!(month_span(&one), "June 2023");
        assert_eq!(typically(Some(&one)), ", typically in June 2023");
        assert_eq!(when_in_report(Some(&one)), ", in June 2023");
        let span = range(["2022-12", "2023-06", "2024-03"]);
        assert_eq!(month_span(&span), "December 2022 to March 2024");
        let words = ", typically between December 2022 and March 2024 (median June 2023)";
        assert_eq!((typically(Some(&span)).as_str(), typically(None).as_str()), (words, ""));
        assert_eq!(when_in_report(Some(&span)), words);
    }
}
