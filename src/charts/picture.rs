//! The kinds of picture, and how any of them is drawn.

use std::rc::Rc;

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;

use super::curve::{CurveChart, draw_curve};
use super::error::ChartError;
use super::fan::{FanChart, draw_fan};
use super::theme::Theme;

/// A picture that is ready to draw: cheap to clone, and equal to another that looks the same.
#[derive(Clone, Debug, PartialEq)]
pub enum Picture {
    Fan(Rc<FanChart>),
    Curve(Rc<CurveChart>),
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
