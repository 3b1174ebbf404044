//! The fan chart: how a sum of money spreads over all futures, month by month.
//!
//! The light band holds 80 of 100 futures, the dark one 50, the line is the median. Everything is labelled where it
//! stands; a band whose label finds no free place goes without, since the sentence and the table say the same.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::{HPos, VPos};

use super::area::{Area, Point};
use super::axis::{drawable, month_number};
use super::error::ChartError;
use super::frame::{Contents, Frame, Limit, Measure, whole_steps};
use super::labels::Place;
use super::pen::Pen;
use super::text_width::text_width;
use super::theme::{Hue, Theme};
use crate::engine::summary;
use crate::model::CalendarMonth;

/// What a fan chart shows; its title is the sentence beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct FanChart {
    /// What is counted, such as "paid so far"; the axis adds its unit.
    pub quantity: String,
    pub hue: Hue,
    /// In any order; a point that is not finite is left out.
    pub points: Vec<FanPoint>,
    pub limits: Vec<Limit>,
    /// What really happened.
    pub overlay: Option<Series>,
}

/// The spread of an amount at one month, in pounds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FanPoint {
    pub month: CalendarMonth,
    pub p10: f64,
    pub p25: f64,
    pub p50: f64,
    pub p75: f64,
    pub p90: f64,
}

impl FanPoint {
    pub(super) fn new(month: CalendarMonth, fan: &summary::Fan) -> FanPoint {
        FanPoint {
            month,
            p10: fan.p10.pounds(),
            p25: fan.p25.pounds(),
            p50: fan.p50.pounds(),
            p75: fan.p75.pounds(),
            p90: fan.p90.pounds(),
        }
    }
}

/// Amounts that really came up.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    pub label: String,
    /// Months and pounds, in any order.
    pub points: Vec<(CalendarMonth, f64)>,
}

/// The five amounts of a point, lowest first.
type Spread = [f64; 5];

/// Draws a fan chart over the whole area, which must be clear.
pub(super) fn draw_fan<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    chart: &FanChart,
    theme: &Theme,
) -> Result<(), ChartError> {
    let pen = Pen::new(area, theme);
    pen.begin()?;
    let Some(fan) = Fan::new(area.dim_in_pixel(), chart, theme) else {
        return pen.nothing_to_show();
    };
    fan.frame.draw_axes(&pen, &chart.quantity)?;
    fan.draw_bands(&pen)?;
    fan.frame.draw_limits(&pen)?;
    fan.draw_median(&pen)?;
    fan.draw_overlay(&pen)?;
    fan.draw_labels(&pen)
}

/// A fan in its frame.
struct Fan<'a> {
    chart: &'a FanChart,
    frame: Frame<'a>,
    /// By month; every amount finite, lowest first.
    points: Vec<(i32, Spread)>,
    overlay: Vec<(i32, f64)>,
}

impl<'a> Fan<'a> {
    /// Absent if there is no month to draw.
    fn new(size: (u32, u32), chart: &'a FanChart, theme: &'a Theme) -> Option<Fan<'a>> {
        let points = sorted_points(&chart.points);
        let overlay = sorted_overlay(chart.overlay.as_ref());
        let amounts = points.iter().flat_map(|(_, spread)| *spread);
        let amounts: Vec<f64> = amounts.chain(overlay.iter().map(|&(_, pounds)| pounds)).collect();
        let months = points.iter().map(|&(month, _)| month);
        let months: Vec<i32> = months.chain(overlay.iter().map(|&(month, _)| month)).collect();
        let contents = Contents {
            amounts: &amounts,
            months: &months,
            limits: &chart.limits,
            end_label: MEDIAN,
            measure: Measure::Money,
        };
        let frame = Frame::new(size, &contents, theme)?;
        Some(Fan { chart, frame, points, overlay })
    }

    /// One of the five lines of the fan, from left to right; a single month is drawn a little wide.
    fn edge(&self, percentile: usize) -> Vec<Point> {
        if let [(month, spread)] = self.points[..] {
            let (x, y, half) =
                (self.frame.x(month), self.frame.y(spread[percentile]), self.frame.theme.px(9.0));
            return vec![(x - half, y), (x + half, y)];
        }
        let edge = self.points.iter();
        edge.map(|&(month, spread)| (self.frame.x(month), self.frame.y(spread[percentile])))
            .collect()
    }

    fn draw_bands<DB: DrawingBackend>(&self, pen: &Pen<'_, DB>) -> Result<(), ChartError> {
        let colours = self.frame.theme.fan(self.chart.hue);
        pen.band(&self.edge(4), &self.edge(0), colours.outer)?;
        pen.band(&self.edge(3), &self.edge(1), colours.inner)?;
        if self.frame.theme.outlined {
            pen.line(&self.edge(4), colours.edge, 1.0)?;
            pen.line(&self.edge(0), colours.edge, 1.0)?;
        }
        Ok(())
    }

    fn draw_median<DB: DrawingBackend>(&self, pen: &Pen<'_, DB>) -> Result<(), ChartError> {
        let colours = self.frame.theme.fan(self.chart.hue);
        pen.line(&self.edge(2), colours.line, 2.5)
    }

    fn draw_overlay<DB: DrawingBackend>(&self, pen: &Pen<'_, DB>) -> Result<(), ChartError> {
        let dots = self.overlay_dots();
        let apart = dots.windows(2).map(|pair| pair[1].0 - pair[0].0).fold(f64::MAX, f64::min);
        let radius = if apart < self.frame.theme.px(16.0) { 2.25 } else { 3.0 };
        for dot in dots {
            // A ring of the ground keeps a dot apart from the median under it.
            pen.dot(dot, radius + 1.5, self.frame.theme.background)?;
            pen.dot(dot, radius, self.frame.theme.ink)?;
        }
        Ok(())
    }

    fn overlay_dots(&self) -> Vec<Point> {
        self.overlay
            .iter()
            .map(|&(month, pounds)| (self.frame.x(month), self.frame.y(pounds)))
            .collect()
    }

    fn draw_labels<DB: DrawingBackend>(&self, pen: &Pen<'_, DB>) -> Result<(), ChartError> {
        let frame = &self.frame;
        let mut board = frame.board();
        let dots = self.overlay_dots().into_iter();
        let around = frame.theme.px(6.0);
        board.solid.extend(dots.map(|dot| Area::around(dot, around, around)));
        board.filled = self.filled();
        if let Some(&end) = self.edge(2).last() {
            let at = (end.0 + frame.theme.px(6.0), end.1);
            let colour = frame.theme.fan(self.chart.hue).text;
            pen.words(MEDIAN, at, (HPos::Left, VPos::Center), colour)?;
            board.solid.push(frame.words_area(MEDIAN, at));
        }
        frame.label_limits(pen, &mut board)?;
        if let Some(series) = &self.chart.overlay
            && let Some(place) = board.take_free(self.overlay_places(&series.label))
        {
            frame.write(pen, &series.label, place, frame.theme.ink)?;
        }
        for (label, outer, inner) in [(OUTER, [0, 4], [1, 3]), (INNER, [1, 3], [2, 2])] {
            if let Some(place) = board.take_free(self.band_places(label, outer, inner)) {
                frame.write(pen, label, place, frame.theme.ink)?;
            }
        }
        Ok(())
    }

    /// The fan as slices, a few pixels wide each.
    fn filled(&self) -> Vec<Area> {
        let (upper, lower) = (self.edge(4), self.edge(0));
        let margin = self.frame.theme.px(3.0);
        let width = self.frame.theme.px(4.0);
        let mut slices = Vec::new();
        for (upper, lower) in upper.windows(2).zip(lower.windows(2)) {
            let ([u0, u1], [l0, l1]) = (upper, lower) else { continue };
            let count = whole_steps((u1.0 - u0.0) / width).clamp(1, 64);
            for slice in 0..count {
                let from = slice as f64 / count as f64;
                let to = (slice + 1) as f64 / count as f64;
                let between = |a: f64, b: f64, t: f64| a + (b - a) * t;
                let top = between(u0.1, u1.1, from).min(between(u0.1, u1.1, to));
                let bottom = between(l0.1, l1.1, from).max(between(l0.1, l1.1, to));
                slices.push(Area {
                    left: between(u0.0, u1.0, from),
                    right: between(u0.0, u1.0, to),
                    top: top - margin,
                    bottom: bottom + margin,
                });
            }
        }
        slices
    }

    /// Beside the dots, the latest first; so near that no leader is needed.
    fn overlay_places(&self, label: &str) -> Vec<Place> {
        let width = text_width(label, self.frame.theme.type_size());
        let (beside, above) = (self.frame.theme.px(9.0), self.frame.theme.px(16.0));
        let mut places = Vec::new();
        for (age, &(x, y)) in self.overlay_dots().iter().rev().take(24).enumerate() {
            let corners = [
                (x + beside, y),
                (x, y + above),
                (x - width, y - above),
                (x - width - beside, y),
                (x - width / 2.0, y + above),
                (x - width / 2.0, y - above),
            ];
            for (rank, corner) in corners.into_iter().enumerate() {
                let cost = (age * 8 + rank) as f64;
                places.push(Place {
                    area: self.frame.words_area(label, corner),
                    anchor: None,
                    cost,
                });
            }
        }
        places
    }

    /// Outside the fan, with a leader into the part of the band that the inner one leaves free.
    fn band_places(&self, label: &str, outer: [usize; 2], inner: [usize; 2]) -> Vec<Place> {
        let stride = self.points.len() / 48 + 1;
        let mut places = Vec::new();
        for &(month, spread) in self.points.iter().step_by(stride) {
            for side in 0..2 {
                let x = self.frame.x(month);
                let (far, near) =
                    (self.frame.y(spread[outer[side]]), self.frame.y(spread[inner[side]]));
                let thickness = (far - near).abs();
                // A leader into a sliver would point at nothing.
                if thickness < self.frame.theme.px(4.0) {
                    continue;
                }
                let anchor = (x, f64::midpoint(far, near));
                let rim = (x, self.frame.y(spread[if side == 0 { 0 } else { 4 }]));
                let thin = self.frame.theme.px(40.0) * self.frame.theme.px(10.0) / thickness;
                let thin = thin
                    + if self.frame.is_at_end(month) { self.frame.theme.px(40.0) } else { 0.0 };
                places.extend(self.frame.places_around(label, anchor, rim, thin));
            }
        }
        places
    }
}

const MEDIAN: &str = "median";
const OUTER: &str = "80 of 100 futures";
const INNER: &str = "50 of 100";

/// By month, each with its five amounts in order; of two points in one month the later given one counts.
fn sorted_points(points: &[FanPoint]) -> Vec<(i32, Spread)> {
    let mut sorted: Vec<(i32, Spread)> = points
        .iter()
        .filter_map(|point| {
            let mut spread = [
                drawable(point.p10)?,
                drawable(point.p25)?,
                drawable(point.p50)?,
                drawable(point.p75)?,
                drawable(point.p90)?,
            ];
            spread.sort_by(f64::total_cmp);
            Some((month_number(point.month), spread))
        })
        .collect();
    sorted.sort_by_key(|&(month, _)| month);
    sorted.dedup_by(|later, kept| {
        let same = later.0 == kept.0;
        if same {
            *kept = *later;
        }
        same
    });
    sorted
}

fn sorted_overlay(series: Option<&Series>) -> Vec<(i32, f64)> {
    let points = series.map_or(&[][..], |series| &series.points);
    let drawn = |&(month, pounds): &(CalendarMonth, f64)| {
        drawable(pounds).map(|pounds| (month_number(month), pounds))
    };
    let mut sorted: Vec<(i32, f64)> = points.iter().filter_map(drawn).collect();
    sorted.sort_by_key(|&(month, _)| month);
    sorted
}
