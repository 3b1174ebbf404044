//! What day it is, in words, and milliseconds for measuring.

use crate::format;
use crate::model::CalendarMonth;

/// Today and the time, such as `21 November 2025 at 20:41`, for the note on a kept draft.
pub fn now_in_words() -> String {
    let date = js_sys::Date::new_0();
    let month = format!("{:04}-{:02}", date.get_full_year(), date.get_month() + 1);
    // Not in the browser's own words: making a formatter of them holds the page up for longer than an edit.
    let month = month.parse::<CalendarMonth>().map(format::month).unwrap_or(month);
    format!("{} {month} at {:02}:{:02}", date.get_date(), date.get_hours(), date.get_minutes())
}

/// Milliseconds since some moment in the past, for measuring how long something took.
pub fn now() -> f64 {
    js_sys::Date::now()
}
