//! The report: what a run says, in a published shape for other programs, in tables, and in words for people.
//!
//! A summary in, texts and tables out. The [`Summary`](crate::engine::Summary) may change with the engine; the report's
//! fields are a promise: within a version fields are only added.

mod capital;
mod cell;
mod csv;
mod from_summary;
mod futures;
mod incentives;
mod journeys;
mod json;
mod record;
mod results_tables;
#[cfg(not(target_arch = "wasm32"))]
mod schema;
mod since;
mod spreads;
mod table;
mod text;

pub use capital::{Capital, LossByWork, Payback, RankedRate, RateOfReturn, WithoutRate};
pub use cell::Cell;
pub use csv::CsvFile;
pub use futures::futures_csv;
pub use incentives::{Incentives, SegmentPay};
pub use journeys::{event_log, months_table, story_table};
pub use json::{
    Cap, CapTaken, ClosedForm, Month, Outcome, Payer, People, Quarter, REPORT_FORMAT,
    REPORT_VERSION, Remark, Report, Source, Sources, UnpaidByCap, Value, Year,
};
pub use results_tables::{outcomes_table, payers_table, years_table};
#[cfg(not(target_arch = "wasm32"))]
pub use schema::report_schema;
pub use since::{AmountChange, CapChange, CapitalChange, ProbabilityChange, Since};
pub use spreads::{Amount, Fan, Interval, Intervals, MonthRange, Number};
pub use table::{Column, Table, named_rows};
pub use text::text;
