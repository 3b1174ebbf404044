//! Fields for months: a calendar month, and a number of months.

use super::value_field::{FieldValue, ValueField};
use crate::model::CalendarMonth;

pub type MonthField = ValueField<CalendarMonth>;
/// A number of months, or a month counted from the contract's first.
pub type MonthsField = ValueField<u16>;
pub type OptionalMonthsField = ValueField<Option<u16>>;

impl FieldValue for CalendarMonth {
    const INPUTMODE: &'static str = "text";

    fn show(&self) -> String {
        self.to_string()
    }

    fn read(text: &str) -> Result<CalendarMonth, String> {
        text.trim()
            .parse()
            .map_err(|_| "is not a month: write year and month, such as 2019-09".to_owned())
    }
}

impl FieldValue for u16 {
    const INPUTMODE: &'static str = "numeric";

    fn show(&self) -> String {
        self.to_string()
    }

    fn read(text: &str) -> Result<u16, String> {
        text.trim()
            .parse()
            .map_err(|_| "is not a whole number: write digits, such as 12".to_owned())
    }
}

impl FieldValue for Option<u16> {
    const INPUTMODE: &'static str = u16::INPUTMODE;

    fn show(&self) -> String {
        self.as_ref().map(FieldValue::show).unwrap_or_default()
    }

    fn read(text: &str) -> Result<Option<u16>, String> {
        if text.trim().is_empty() { Ok(None) } else { u16::read(text).map(Some) }
    }
}
