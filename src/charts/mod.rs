//! Summary to picture, on any plotters backend: a canvas in the page, an SVG text everywhere else.
//!
//! Each chart comes with its sentence and its table, so that all three say the same. The charts see a
//! [`Summary`](crate::engine::summary::Summary), never single futures. Text is measured from a table of letter widths,
//! never through plotters: in a browser plotters measures with an inline style, which the page's policy forbids.

pub mod axis;
mod capital;
pub mod fan;
mod labels;
mod payments;
mod pen;
mod svg;
mod table;
mod text_width;
pub mod theme;
mod words;

use std::error::Error;
use std::fmt;
use std::rc::Rc;

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::prelude::DrawingBackend;

pub use capital::{exposure_sentence, exposure_table};
pub use fan::{FanChart, FanPoint, Limit, Series, draw_fan};
pub use payments::{payments_sentence, payments_table};
pub use svg::to_svg;
pub use table::{Cell, Table};
pub use theme::{Hue, Theme};

/// A chart that is ready to draw: cheap to clone, and equal when its picture is the same.
#[derive(Clone, Debug, PartialEq)]
pub enum ChartSpec {
    Fan(Rc<FanChart>),
}

impl ChartSpec {
    /// Draws the chart over the whole area, which must be clear.
    pub fn draw<DB: DrawingBackend>(
        &self,
        area: &DrawingArea<DB, Shift>,
        theme: &Theme,
    ) -> Result<(), ChartError> {
        match self {
            ChartSpec::Fan(chart) => draw_fan(area, chart, theme),
        }
    }
}

impl From<FanChart> for ChartSpec {
    fn from(chart: FanChart) -> ChartSpec {
        ChartSpec::Fan(Rc::new(chart))
    }
}

/// The backend refused to draw.
///
/// It holds the backend's words, because plotters types its errors per backend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartError(String);

impl ChartError {
    /// In the words of whoever could not draw.
    pub fn new(reason: &str) -> ChartError {
        ChartError(reason.to_owned())
    }
}

impl fmt::Display for ChartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the chart could not be drawn: {}", self.0)
    }
}

impl Error for ChartError {}

impl<E: Error + Send + Sync> From<DrawingAreaErrorKind<E>> for ChartError {
    fn from(error: DrawingAreaErrorKind<E>) -> ChartError {
        ChartError(error.to_string())
    }
}
