//! Exhibits: what a summary shows, as a sentence with its picture and its table.
//!
//! A picture is drawn on any plotters backend: a canvas in the page, an SVG text everywhere else. Charts see a
//! [`Summary`](crate::engine::summary::Summary), never single futures. Text is measured from a table of letter widths,
//! never through plotters: in a browser plotters measures with an inline style, which the page's policy forbids.

mod axis;
mod capital;
mod curve;
mod earned;
mod error;
mod exhibit;
mod fan;
mod fan_table;
mod frame;
mod labels;
mod payments;
mod pen;
mod picture;
mod svg;
mod text_width;
mod theme;
mod words;

pub use curve::CurveChart;
pub use error::ChartError;
pub use exhibit::{Exhibit, LazyTable};
pub use fan::{FanChart, FanPoint, Series};
pub use frame::Limit;
pub use picture::Picture;
pub use svg::to_svg;
pub use theme::{Hue, Theme};
