//! What time it is, and moments in words.

use std::future::Future;
use std::pin::pin;
use std::task::Poll;

use gloo::timers::future::TimeoutFuture;

use crate::format;
use crate::model::CalendarMonth;

/// A moment in milliseconds since 1970 in words, such as `21 November 2025 at 20:41`.
pub fn in_words(milliseconds: f64) -> String {
    let date = js_sys::Date::new(&milliseconds.into());
    let month = format!("{:04}-{:02}", date.get_full_year(), date.get_month() + 1);
    // Not in the browser's own words: making a formatter of them holds the page up for longer than an edit.
    let month = month.parse::<CalendarMonth>().map(format::month).unwrap_or(month);
    format!("{} {month} at {:02}:{:02}", date.get_date(), date.get_hours(), date.get_minutes())
}

/// The month that it is, by this machine's clock; none in years that no contract has.
pub fn this_month() -> Option<CalendarMonth> {
    let date = js_sys::Date::new_0();
    format!("{:04}-{:02}", date.get_full_year(), date.get_month() + 1).parse().ok()
}

/// The day that it is, by this machine's clock, such as `2025-11-21`.
pub fn today() -> String {
    let date = js_sys::Date::new_0();
    format!("{:04}-{:02}-{:02}", date.get_full_year(), date.get_month() + 1, date.get_date())
}

/// Milliseconds since 1970, by this machine's clock.
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// What is there within so long; none if it takes longer.
pub async fn within<T>(milliseconds: u32, wanted: impl Future<Output = T>) -> Option<T> {
    let (mut wanted, mut timer) = (pin!(wanted), pin!(TimeoutFuture::new(milliseconds)));
    std::future::poll_fn(|context| match wanted.as_mut().poll(context) {
        Poll::Ready(wanted) => Poll::Ready(Some(wanted)),
        Poll::Pending => timer.as_mut().poll(context).map(|()| None),
    })
    .await
}
