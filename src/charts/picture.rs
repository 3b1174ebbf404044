//! The kinds of picture, and how any of them is drawn.

use std::rc::Rc;

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;

use super::bars::{BarsChart, draw_bars};
use super::columns::{ColumnsChart, draw_columns};
use super::curve::{CurveChart, draw_curve};
use super::error::ChartError;
use super::fan::{FanChart, draw_fan};
use super::theme::Theme;

/// A picture that is ready to draw: cheap to clone, and equal to another that looks the same.
#[derive(Clone, Debug, PartialEq)]
pub enum Picture {
    Fan(Rc<FanChart>),
    Curve(Rc<CurveChart>),
    Bars(Rc<BarsChart>),
    Columns(Rc<ColumnsChart>),
}

impl Picture {
    /// Draws the picture over the whole area, which must be clear.
    pub fn draw<DB: DrawingBackend>(
        &self,
        area: &DrawingArea<DB, Shift>,
        theme: &Theme,
    ) -> Result<(), ChartError> {
        match self {
            Picture::Fan(chart) => draw_fan(area, chart, theme),
            Picture::Curve(chart) => draw_curve(area, chart, theme),
            Picture::Bars(chart) => draw_bars(area, chart, theme),
            Picture::Columns(chart) => draw_columns(area, chart, theme),
        }
    }

    /// Draws one of the kinds that the page itself draws as figures come, a fan or a curve, in the same way. What draws the
    /// others is no part of the page, which shows them as they were drawn elsewhere.
    ///
    /// # Errors
    /// If it is another kind, or the backend does not draw.
    pub fn draw_at_once<DB: DrawingBackend>(
        &self,
        area: &DrawingArea<DB, Shift>,
        theme: &Theme,
    ) -> Result<(), ChartError> {
        match self {
            Picture::Fan(chart) => draw_fan(area, chart, theme),
            Picture::Curve(chart) => draw_curve(area, chart, theme),
            Picture::Bars(_) | Picture::Columns(_) => {
                Err(ChartError::new("this kind of picture is not drawn here"))
            }
        }
    }

    /// How many CSS pixels high it is best drawn at a width.
    pub fn height(&self, width: u32) -> u32 {
        match self {
            Picture::Bars(chart) => chart.height(width),
            // Wide enough for its labels, and low enough that two fit on a screen.
            _ => (width * 2 / 5).clamp(230, 340),
        }
    }
}

impl From<FanChart> for Picture {
    fn from(chart: FanChart) -> Picture {
        Picture::Fan(Rc::new(chart))
    }
}

impl From<CurveChart> for Picture {
    fn from(chart: CurveChart) -> Picture {
        Picture::Curve(Rc::new(chart))
    }
}

impl From<BarsChart> for Picture {
    fn from(chart: BarsChart) -> Picture {
        Picture::Bars(Rc::new(chart))
    }
}

impl From<ColumnsChart> for Picture {
    fn from(chart: ColumnsChart) -> Picture {
        Picture::Columns(Rc::new(chart))
    }
}
