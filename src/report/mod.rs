//! The report: what a run says, in a published shape for other programs and in words for people.
//!
//! A summary in, texts out. The [`Summary`](crate::engine::Summary) may change with the engine; the report's
//! fields are a promise: within a version fields are only added.

mod cell;
mod csv;
mod from_summary;
mod futures;
mod json;
mod record;
#[cfg(not(target_arch = "wasm32"))]
mod schema;
mod since;
mod table;
mod text;

pub use cell::Cell;
pub use csv::CsvFile;
pub use futures::futures_csv;
pub use json::{
    Amount, Cap, CapTaken, Capital, ClosedForm, Fan, Interval, Intervals, Month, MonthRange,
    Number, Outcome, Payer, People, Quarter, REPORT_FORMAT, REPORT_VERSION, Report, Source,
    Sources, UnpaidByCap, Value, Year,
};
#[cfg(not(target_arch = "wasm32"))]
pub use schema::report_schema;
pub use since::{AmountChange, CapChange, CapitalChange, ProbabilityChange, Since};
pub use table::{Column, Table};
pub use text::text;
