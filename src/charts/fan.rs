//! The fan chart: how a sum of money spreads over all futures, month by month.
//!
//! The light band holds 80 of 100 futures, the dark one 50, the line is the median. Everything is labelled where it
//! stands; a band whose label finds no free place goes without, since the sentence and the table say the same.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::{HPos, VPos};

use crate::engine::summary::Fan;
use crate::model::CalendarMonth;

use super::axis::{MoneyAxis, MonthAxis, drawable, month_number};
use super::labels::{Area, Board, Place};
use super::pen::{Pen, Point};
use super::text_width::text_width;
use super::{ChartError, Hue, Theme};

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
    pub(super) fn new(month: CalendarMonth, fan: &Fan) -> FanPoint {
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

/// A horizontal line to measure against, such as a cap.
#[derive(Clone, Debug, PartialEq)]
pub struct Limit {
    /// With its amount: "Cap £22.3m".
    pub label: String,
    /// In pounds.
    pub amount: f64,
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
pub fn draw_fan<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    chart: &FanChart,
    theme: &Theme,
) -> Result<(), ChartError> {
    let pen = Pen::new(area, theme);
    if theme.opaque {
        pen.fill_ground()?;
    }
    let Some(plan) = Layout::plan(area.dim_in_pixel(), chart, theme) else {
        let (width, height) = area.dim_in_pixel();
        let middle = (f64::from(width) / 2.0, f64::from(height) / 2.0);
        return pen.words("Nothing to show yet", middle, (HPos::Center, VPos::Center), theme.muted);
    };
    plan.draw_axes(&pen)?;
    plan.draw_bands(&pen)?;
    plan.draw_limits(&pen)?;
    plan.draw_median(&pen)?;
    plan.draw_overlay(&pen)?;
    plan.draw_labels(&pen)
}

/// Where everything of one chart stands.
struct Layout<'a> {
    chart: &'a FanChart,
    theme: &'a Theme,
    /// The space between the axes.
    plot: Area,
    /// The whole picture.
    picture: Area,
    money: MoneyAxis,
    months: MonthAxis,
    /// By month; every amount finite, lowest first.
    points: Vec<(i32, Spread)>,
    overlay: Vec<(i32, f64)>,
    /// Those with one amount share one line and one label; lowest first.
    limits: Vec<(f64, String)>,
}

impl<'a> Layout<'a> {
    /// Absent if there is no month to draw.
    fn plan(
        (width, height): (u32, u32),
        chart: &'a FanChart,
        theme: &'a Theme,
    ) -> Option<Layout<'a>> {
        let (width, height) = (f64::from(width), f64::from(height));
        let type_size = theme.type_size();
        let points = sorted_points(&chart.points);
        let overlay = sorted_overlay(chart.overlay.as_ref());
        let limits = merged_limits(&chart.limits);

        let top = type_size * 2.4;
        let bottom = height - type_size * 1.9;
        let most_steps = whole_steps((bottom - top) / (type_size * 3.0));
        let amounts = points.iter().flat_map(|(_, spread)| *spread);
        let amounts = amounts.chain(overlay.iter().map(|&(_, pounds)| pounds));
        let amounts = amounts.chain(limits.iter().map(|&(pounds, _)| pounds));
        let money = MoneyAxis::covering(amounts, most_steps);

        let tick_widths =
            money.ticks().into_iter().map(|tick| text_width(&money.tick_label(tick), type_size));
        let left = tick_widths.fold(0.0, f64::max) + theme.px(7.0);
        // The median's name stands at its end.
        let right = width - text_width(MEDIAN, type_size) - theme.px(8.0);
        let plot = Area {
            left: left.min(width * 0.4),
            top: top.min(height * 0.4),
            right: right.max(width * 0.6),
            bottom: bottom.max(height * 0.6),
        };
        let months = points.iter().map(|&(month, _)| month);
        let months = months.chain(overlay.iter().map(|&(month, _)| month));
        let months = MonthAxis::covering(months, plot.right - plot.left, |label| {
            text_width(label, type_size)
        })?;
        Some(Layout {
            chart,
            theme,
            plot,
            picture: Area { left: 0.0, top: 0.0, right: width, bottom: height },
            money,
            months,
            points,
            overlay,
            limits,
        })
    }

    fn x(&self, month: i32) -> f64 {
        self.plot.left + self.months.share(month) * (self.plot.right - self.plot.left)
    }

    fn y(&self, pounds: f64) -> f64 {
        self.plot.bottom - self.money.share(pounds) * (self.plot.bottom - self.plot.top)
    }

    /// One of the five lines of the fan, from left to right; a single month is drawn a little wide.
    fn edge(&self, percentile: usize) -> Vec<Point> {
        if let [(month, spread)] = self.points[..] {
            let (x, y, half) = (self.x(month), self.y(spread[percentile]), self.theme.px(9.0));
            return vec![(x - half, y), (x + half, y)];
        }
        let edge = self.points.iter();
        edge.map(|&(month, spread)| (self.x(month), self.y(spread[percentile]))).collect()
    }

    fn draw_axes<DB: DrawingBackend>(&self, pen: &Pen<'_, DB>) -> Result<(), ChartError> {
        let Layout { theme, plot, money, .. } = self;
        let type_size = theme.type_size();
        for tick in money.ticks() {
            let y = self.y(tick);
            let is_zero = tick.abs() < money.step / 2.0;
            let colour = if is_zero { theme.axis } else { theme.grid };
            pen.line(&[(plot.left, y), (plot.right, y)], colour, 1.0)?;
            pen.words(
                &money.tick_label(tick),
                (plot.left - theme.px(6.0), y),
                (HPos::Right, VPos::Center),
                theme.muted,
            )?;
        }
        let unit = format!("{} {}", money.unit.label(), self.chart.quantity);
        pen.words(&unit, (theme.px(1.0), type_size * 0.2), (HPos::Left, VPos::Top), theme.muted)?;
        for tick in self.months.ticks() {
            let x = self.x(tick.month);
            pen.line(&[(x, plot.bottom), (x, plot.bottom + theme.px(4.0))], theme.axis, 1.0)?;
            let half = text_width(&tick.label, type_size) / 2.0;
            let x = x.max(half).min(self.picture.right - half);
            pen.words(
                &tick.label,
                (x, plot.bottom + theme.px(7.0)),
                (HPos::Center, VPos::Top),
                theme.muted,
            )?;
        }
        Ok(())
    }

    fn draw_bands<DB: DrawingBackend>(&self, pen: &Pen<'_, DB>) -> Result<(), ChartError> {
        let colours = self.theme.fan(self.chart.hue);
        pen.band(&self.edge(4), &self.edge(0), colours.outer)?;
        pen.band(&self.edge(3), &self.edge(1), colours.inner)?;
        if self.theme.outlined {
            pen.line(&self.edge(4), colours.edge, 1.0)?;
            pen.line(&self.edge(0), colours.edge, 1.0)?;
        }
        Ok(())
    }

    fn draw_limits<DB: DrawingBackend>(&self, pen: &Pen<'_, DB>) -> Result<(), ChartError> {
        for &(pounds, _) in &self.limits {
            let y = self.y(pounds);
            pen.line(&[(self.plot.left, y), (self.plot.right, y)], self.theme.limit, 1.5)?;
        }
        Ok(())
    }

    fn draw_median<DB: DrawingBackend>(&self, pen: &Pen<'_, DB>) -> Result<(), ChartError> {
        let colours = self.theme.fan(self.chart.hue);
        pen.line(&self.edge(2), colours.line, 2.5)
    }

    fn draw_overlay<DB: DrawingBackend>(&self, pen: &Pen<'_, DB>) -> Result<(), ChartError> {
        let dots = self.overlay_dots();
        let apart = dots.windows(2).map(|pair| pair[1].0 - pair[0].0).fold(f64::MAX, f64::min);
        let radius = if apart < self.theme.px(16.0) { 2.25 } else { 3.0 };
        for dot in dots {
            // A ring of the ground keeps a dot apart from the median under it.
            pen.dot(dot, radius + 1.5, self.theme.background)?;
            pen.dot(dot, radius, self.theme.ink)?;
        }
        Ok(())
    }

    fn overlay_dots(&self) -> Vec<Point> {
        self.overlay.iter().map(|&(month, pounds)| (self.x(month), self.y(pounds))).collect()
    }

    fn draw_labels<DB: DrawingBackend>(&self, pen: &Pen<'_, DB>) -> Result<(), ChartError> {
        let mut board = self.board();
        if let Some(&end) = self.edge(2).last() {
            let at = (end.0 + self.theme.px(6.0), end.1);
            let colour = self.theme.fan(self.chart.hue).text;
            pen.words(MEDIAN, at, (HPos::Left, VPos::Center), colour)?;
            board.solid.push(self.words_area(MEDIAN, (at.0, at.1)));
        }
        for (pounds, label) in self.limits.iter().rev() {
            if let Some(place) = board.take_any(self.limit_places(*pounds, label)) {
                self.write(pen, label, place, self.theme.limit)?;
            }
        }
        if let Some(series) = &self.chart.overlay
            && let Some(place) = board.take_free(self.overlay_places(&series.label))
        {
            self.write(pen, &series.label, place, self.theme.ink)?;
        }
        for (label, outer, inner) in [(OUTER, [0, 4], [1, 3]), (INNER, [1, 3], [2, 2])] {
            if let Some(place) = board.take_free(self.band_places(label, outer, inner)) {
                self.write(pen, label, place, self.theme.ink)?;
            }
        }
        Ok(())
    }

    /// Writes a label at its place, with its leader line.
    fn write<DB: DrawingBackend>(
        &self,
        pen: &Pen<'_, DB>,
        label: &str,
        place: Place,
        colour: plotters::style::RGBColor,
    ) -> Result<(), ChartError> {
        if let Some(anchor) = place.anchor {
            pen.line(&[anchor, place.area.nearest_to(anchor)], self.theme.muted, 1.0)?;
            pen.dot(anchor, 1.5, self.theme.muted)?;
        }
        pen.words(label, place.area.middle(), (HPos::Center, VPos::Center), colour)
    }

    /// The lines, dots and bands that labels keep off.
    fn board(&self) -> Board {
        let Layout { theme, plot, .. } = self;
        let line = |pounds: f64| Area {
            left: plot.left,
            right: plot.right,
            top: self.y(pounds) - theme.px(2.0),
            bottom: self.y(pounds) + theme.px(2.0),
        };
        let dots = self.overlay_dots().into_iter();
        let dots = dots.map(|dot| Area::around(dot, theme.px(6.0), theme.px(6.0)));
        let limits = self.limits.iter().map(|&(pounds, _)| line(pounds));
        Board {
            bounds: Area {
                left: plot.left + theme.px(2.0),
                top: theme.type_size() * 1.4,
                right: self.picture.right,
                bottom: plot.bottom - theme.px(1.0),
            },
            solid: limits.chain(dots).collect(),
            filled: self.filled(),
            faint: self.money.ticks().into_iter().map(line).collect(),
        }
    }

    /// The fan as slices, a few pixels wide each.
    fn filled(&self) -> Vec<Area> {
        let (upper, lower) = (self.edge(4), self.edge(0));
        let margin = self.theme.px(3.0);
        let width = self.theme.px(4.0);
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

    /// The box of a label whose left end's middle is given.
    fn words_area(&self, label: &str, (left, middle): Point) -> Area {
        let width = text_width(label, self.theme.type_size());
        let half_height = self.theme.type_size() * 0.62;
        Area { left, right: left + width, top: middle - half_height, bottom: middle + half_height }
    }

    /// Just above or below the limit's line: at its left, at its right, or between.
    fn limit_places(&self, pounds: f64, label: &str) -> Vec<Place> {
        let y = self.y(pounds);
        let width = text_width(label, self.theme.type_size());
        let (from, to) = (self.plot.left + self.theme.px(4.0), self.plot.right - width);
        let off = self.theme.type_size() * 0.62 + self.theme.px(3.0);
        let mut places = Vec::new();
        for step in 0..=8 {
            let left = from + (to - from).max(0.0) * f64::from(step) / 8.0;
            for (middle, below) in [(y - off, 0.0), (y + off, 40.0)] {
                places.push(Place {
                    area: self.words_area(label, (left, middle)),
                    anchor: None,
                    cost: f64::from(step) + self.theme.px(below),
                });
            }
        }
        places
    }

    /// Beside the dots, the latest first; so near that no leader is needed.
    fn overlay_places(&self, label: &str) -> Vec<Place> {
        let width = text_width(label, self.theme.type_size());
        let (beside, above) = (self.theme.px(9.0), self.theme.px(16.0));
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
                places.push(Place { area: self.words_area(label, corner), anchor: None, cost });
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
                let x = self.x(month);
                let (far, near) = (self.y(spread[outer[side]]), self.y(spread[inner[side]]));
                let thickness = (far - near).abs();
                // A leader into a sliver would point at nothing.
                if thickness < self.theme.px(4.0) {
                    continue;
                }
                let anchor = (x, f64::midpoint(far, near));
                let rim = (x, self.y(spread[if side == 0 { 0 } else { 4 }]));
                let thin = self.theme.px(40.0) * self.theme.px(10.0) / thickness;
                let at_end = month == self.months.first || month == self.months.last;
                let thin = thin + if at_end { self.theme.px(40.0) } else { 0.0 };
                places.extend(self.places_around(label, anchor, rim, thin));
            }
        }
        places
    }

    /// Places above and below a rim, at several distances, with a leader to the anchor.
    fn places_around(&self, label: &str, anchor: Point, rim: Point, cost: f64) -> Vec<Place> {
        let width = text_width(label, self.theme.type_size());
        let mut places = Vec::new();
        for off in [14.0, 20.0, 28.0, 40.0, 56.0, 76.0].map(|off| self.theme.px(off)) {
            for middle in [rim.1 + off, rim.1 - off] {
                for share in [0.0, 0.5, 1.0, -0.15, 1.15] {
                    let area = self.words_area(label, (rim.0 - width * share, middle));
                    let to = area.nearest_to(anchor);
                    let leader = libm::hypot(to.0 - anchor.0, to.1 - anchor.1);
                    places.push(Place { area, anchor: Some(anchor), cost: cost + leader });
                }
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

fn merged_limits(limits: &[Limit]) -> Vec<(f64, String)> {
    let mut sorted: Vec<(f64, String)> = Vec::new();
    for limit in limits {
        let Some(pounds) = drawable(limit.amount) else { continue };
        match sorted.iter_mut().find(|(other, _)| (*other - pounds).abs() < 0.005) {
            Some((_, label)) => *label = format!("{label}, {}", limit.label),
            None => sorted.push((pounds, limit.label.clone())),
        }
    }
    sorted.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    sorted
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the value is held within the type"
)]
fn whole_steps(count: f64) -> usize {
    if count.is_nan() { 0 } else { count.clamp(0.0, 1000.0) as usize }
}
