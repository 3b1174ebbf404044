//! Exhibits: what a summary shows, as a sentence with its picture and its table.
//!
//! A picture is drawn on any plotters backend: a canvas in the page, an SVG text everywhere else. Charts see a
//! [`Summary`](crate::engine::summary::Summary), never single futures. Text is measured from a table of letter widths,
//! never through plotters: in a browser plotters measures with an inline style, which the page's policy forbids.

mod area;
mod axis;
mod bars;
mod columns;
mod curve;
mod error;
mod exhibit;
mod exhibits;
mod fan;
mod frame;
mod labels;
mod pen;
mod picture;
mod sheet;
mod svg;
mod text_width;
mod theme;
mod words;

pub use bars::{BarPanel, BarPart, BarRow, BarsChart, Ink};
pub use columns::{ColumnsChart, SpanColumn};
pub use curve::CurveChart;
pub use error::ChartError;
pub use exhibit::{Exhibit, LazyTable};
pub use exhibits::catalogue::{Basis, EXHIBITS, Entry};
pub use fan::{FanChart, FanPoint, Series};
pub use frame::{Limit, Measure};
pub use picture::Picture;
pub use svg::to_svg;
pub use theme::{Hue, Look, Theme};
