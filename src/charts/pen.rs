//! Lines, bands, dots and words in fractions of a pixel: the one place that turns them into whole pixels.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::element::{Circle, PathElement, Polygon};
use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, IntoFont, RGBColor, ShapeStyle, TextStyle};

use super::area::{Area, Point};
use super::error::ChartError;
use super::theme::{TYPEFACE, Theme};

/// Draws on an area in a theme.
pub(super) struct Pen<'a, DB: DrawingBackend> {
    area: &'a DrawingArea<DB, Shift>,
    theme: &'a Theme,
}

impl<'a, DB: DrawingBackend> Pen<'a, DB> {
    pub(super) fn new(area: &'a DrawingArea<DB, Shift>, theme: &'a Theme) -> Pen<'a, DB> {
        Pen { area, theme }
    }

    /// Begins a picture on its ground, where the theme brings one; returns its width and height.
    pub(super) fn begin(&self) -> Result<Point, ChartError> {
        if self.theme.opaque {
            self.area.fill(&self.theme.background)?;
        }
        let (width, height) = self.area.dim_in_pixel();
        Ok((f64::from(width), f64::from(height)))
    }

    /// Says in the middle that there is nothing to see.
    pub(super) fn nothing_to_show(&self) -> Result<(), ChartError> {
        let (width, height) = self.area.dim_in_pixel();
        let middle = (f64::from(width) / 2.0, f64::from(height) / 2.0);
        let colour = self.theme.muted;
        self.words("Nothing to show yet", middle, (HPos::Center, VPos::Center), colour)
    }

    /// Draws a line through all points, so many CSS pixels wide.
    pub(super) fn line(
        &self,
        points: &[Point],
        colour: RGBColor,
        width: f64,
    ) -> Result<(), ChartError> {
        if points.len() < 2 {
            return Ok(());
        }
        let style = ShapeStyle {
            color: colour.to_rgba(),
            filled: false,
            stroke_width: whole(self.theme.px(width)).max(1).unsigned_abs(),
        };
        Ok(self.area.draw(&PathElement::new(all_whole(points), style))?)
    }

    /// Fills the space between two edges, both from left to right.
    pub(super) fn band(
        &self,
        upper: &[Point],
        lower: &[Point],
        colour: RGBColor,
    ) -> Result<(), ChartError> {
        if upper.len() < 2 {
            return Ok(());
        }
        let outline: Vec<Point> = upper.iter().chain(lower.iter().rev()).copied().collect();
        Ok(self.area.draw(&Polygon::new(all_whole(&outline), colour.filled()))?)
    }

    /// Fills a box.
    pub(super) fn bar(&self, area: Area, colour: RGBColor) -> Result<(), ChartError> {
        let Area { left, top, right, bottom } = area;
        self.band(&[(left, top), (right, top)], &[(left, bottom), (right, bottom)], colour)
    }

    /// Draws a dot, its radius in CSS pixels.
    pub(super) fn dot(
        &self,
        centre: Point,
        radius: f64,
        colour: RGBColor,
    ) -> Result<(), ChartError> {
        let radius = whole(self.theme.px(radius)).max(1);
        Ok(self.area.draw(&Circle::new(pixel(centre), radius, colour.filled()))?)
    }

    /// Writes words with their anchor at a point; `bold` is for what names a line.
    pub(super) fn words(
        &self,
        text: &str,
        at: Point,
        (horizontal, vertical): (HPos, VPos),
        colour: RGBColor,
    ) -> Result<(), ChartError> {
        let style = TextStyle::from((TYPEFACE, self.theme.backend_type_size()).into_font())
            .color(&colour)
            .pos(Pos::new(horizontal, vertical));
        Ok(self.area.draw_text(text, &style, pixel(at))?)
    }
}

#[allow(clippy::cast_possible_truncation, reason = "the value is rounded and held within the type")]
fn whole(value: f64) -> i32 {
    // What is not a number lands at 0; beyond a million pixels there is nothing to see.
    if value.is_nan() { 0 } else { value.round().clamp(-1e6, 1e6) as i32 }
}

fn pixel((x, y): Point) -> (i32, i32) {
    (whole(x), whole(y))
}

fn all_whole(points: &[Point]) -> Vec<(i32, i32)> {
    points.iter().copied().map(pixel).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_has_a_pixel() {
        assert_eq!(pixel((1.4, -2.6)), (1, -3));
        assert_eq!(pixel((f64::NAN, f64::INFINITY)), (0, 1_000_000));
    }
}
