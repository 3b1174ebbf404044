//! The falling curve: in how many of 100 futures an amount is passed, from all of them to none.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::{HPos, VPos};

use super::area::{Area, Point};
use super::axis::{MoneyAxis, drawable};
use super::error::ChartError;
use super::frame::{Limit, whole_steps};
use super::labels::{Board, Place};
use super::pen::Pen;
use super::text_width::text_width;
use super::theme::{Hue, Theme};

/// What a curve shows; its title is the sentence beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct CurveChart {
    /// What the upright axis counts.
    pub quantity: String,
    pub hue: Hue,
    /// Amounts at every percent of the futures, in pounds, the least first; what is not finite is left out.
    pub amounts: Vec<f64>,
    /// Amounts to measure against, each an upright line.
    pub limits: Vec<Limit>,
    /// A point of the curve that is named: the amount that half of the futures pass.
    pub middle_label: String,
}

/// Where everything of a curve stands.
struct Curve<'a> {
    chart: &'a CurveChart,
    theme: &'a Theme,
    plot: Area,
    bounds: Area,
    money: MoneyAxis,
    /// Amount and futures of 100 that pass it, from left to right.
    points: Vec<(f64, f64)>,
}

/// Draws a curve over the whole area, which must be clear.
pub(super) fn draw_curve<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    chart: &CurveChart,
    theme: &Theme,
) -> Result<(), ChartError> {
    let pen = Pen::new(area, theme);
    let Some(curve) = Curve::new(pen.begin()?, chart, theme) else {
        return pen.nothing_to_show();
    };
    curve.draw_axes(&pen)?;
    for limit in curve.limits() {
        let x = curve.x(limit.amount);
        pen.line(&[(x, curve.plot.top), (x, curve.plot.bottom)], theme.limit, 1.5)?;
    }
    pen.line(&curve.line(), theme.fan(chart.hue).line, 2.5)?;
    curve.draw_labels(&pen)
}

impl<'a> Curve<'a> {
    /// Absent if there is no amount to draw.
    fn new((width, height): Point, chart: &'a CurveChart, theme: &'a Theme) -> Option<Curve<'a>> {
        let type_size = theme.type_size();
        let amounts: Vec<f64> =
            chart.amounts.iter().filter_map(|pounds| drawable(*pounds)).collect();
        let last = amounts.len().checked_sub(1)?;
        // At the least amount all pass it, at the most none.
        let share = |index: usize| 100.0 - 100.0 * index as f64 / last.max(1) as f64;
        let points = amounts.iter().enumerate().map(|(index, pounds)| (*pounds, share(index)));
        let left = text_width("100", type_size) + theme.px(7.0);
        let plot = Area {
            left: left.min(width * 0.4),
            top: (type_size * 2.4).min(height * 0.4),
            right: (width - type_size).max(width * 0.6),
            bottom: (height - type_size * 1.9).max(height * 0.6),
        };
        let limits = chart.limits.iter().filter_map(|limit| drawable(limit.amount));
        let most_steps = whole_steps((plot.right - plot.left) / (type_size * 4.5));
        let money = MoneyAxis::spanning(amounts.iter().copied().chain(limits), most_steps);
        let bounds = Area { left: plot.left, top: plot.top, right: width, bottom: plot.bottom };
        Some(Curve { chart, theme, plot, bounds, money, points: points.collect() })
    }

    fn x(&self, pounds: f64) -> f64 {
        self.plot.left + self.money.share(pounds) * (self.plot.right - self.plot.left)
    }

    fn y(&self, in_100: f64) -> f64 {
        self.plot.bottom - in_100 / 100.0 * (self.plot.bottom - self.plot.top)
    }

    fn limits(&self) -> impl Iterator<Item = &'a Limit> {
        self.chart.limits.iter().filter(|limit| drawable(limit.amount).is_some())
    }

    fn line(&self) -> Vec<Point> {
        self.points.iter().map(|&(pounds, in_100)| (self.x(pounds), self.y(in_100))).collect()
    }

    /// How many of 100 pass an amount, as the line is drawn.
    fn in_100(&self, amount: f64) -> f64 {
        match self.points.partition_point(|(pounds, _)| *pounds <= amount) {
            0 => 100.0,
            n => self.points[n - 1].1,
        }
    }

    fn draw_axes<DB: DrawingBackend>(&self, pen: &Pen<'_, DB>) -> Result<(), ChartError> {
        let Curve { theme, plot, money, .. } = self;
        for in_100 in [0.0, 25.0, 50.0, 75.0, 100.0] {
            let y = self.y(in_100);
            let colour = if in_100 < 1.0 { theme.axis } else { theme.grid };
            pen.line(&[(plot.left, y), (plot.right, y)], colour, 1.0)?;
            let at = (plot.left - theme.px(6.0), y);
            pen.words(&format!("{in_100}"), at, (HPos::Right, VPos::Center), theme.muted)?;
        }
        let head = (theme.px(1.0), theme.type_size() * 0.2);
        pen.words(&self.chart.quantity, head, (HPos::Left, VPos::Top), theme.muted)?;
        for tick in money.ticks() {
            let x = self.x(tick);
            pen.line(&[(x, plot.bottom), (x, plot.bottom + theme.px(4.0))], theme.axis, 1.0)?;
            let label = money.tick_with_sign(tick);
            let half = text_width(&label, theme.type_size()) / 2.0;
            let x = x.max(half).min(self.bounds.right - half);
            let at = (x, plot.bottom + theme.px(7.0));
            pen.words(&label, at, (HPos::Center, VPos::Top), theme.muted)?;
        }
        Ok(())
    }

    /// The points that are named: where limits cross the curve, and its middle.
    fn draw_labels<DB: DrawingBackend>(&self, pen: &Pen<'_, DB>) -> Result<(), ChartError> {
        let theme = self.theme;
        let upright = |x: f64| Area {
            left: x - theme.px(2.0),
            right: x + theme.px(2.0),
            top: self.plot.top,
            bottom: self.plot.bottom,
        };
        let around = theme.px(5.0);
        let mut board = Board {
            bounds: self.bounds,
            solid: self.limits().map(|limit| upright(self.x(limit.amount))).collect(),
            filled: self.line().into_iter().map(|at| Area::around(at, around, around)).collect(),
            faint: Vec::new(),
        };
        let middle = self
            .points
            .get(self.points.len() / 2)
            .map(|(pounds, _)| Limit { label: self.chart.middle_label.clone(), amount: *pounds });
        let colours = [theme.limit, theme.fan(self.chart.hue).text];
        let named = self.limits().map(|limit| (limit, colours[0]));
        for (limit, colour) in named.chain(middle.iter().map(|middle| (middle, colours[1]))) {
            let at = (self.x(limit.amount), self.y(self.in_100(limit.amount)));
            pen.dot(at, 4.5, theme.background)?;
            pen.dot(at, 3.0, theme.ink)?;
            if let Some(place) = board.take_any(self.places(&limit.label, at)) {
                pen.words(&limit.label, place.area.middle(), (HPos::Center, VPos::Center), colour)?;
            }
        }
        Ok(())
    }

    /// Beside a point: to the right above the curve, then to the left below it, then farther off.
    fn places(&self, label: &str, (x, y): Point) -> Vec<Place> {
        let theme = self.theme;
        let (half, width) = (theme.type_size() * 0.62, text_width(label, theme.type_size()));
        let beside = theme.px(10.0);
        let mut places = Vec::new();
        for (step, off) in [0.0, -1.6, 1.6, -3.2, 3.2, -4.8, 4.8].into_iter().enumerate() {
            let middle = y + off * half;
            for (side, left) in [x + beside, x - beside - width].into_iter().enumerate() {
                places.push(Place {
                    area: Area {
                        left,
                        right: left + width,
                        top: middle - half,
                        bottom: middle + half,
                    },
                    anchor: None,
                    cost: theme.px((step * 12 + side * 8) as f64),
                });
            }
        }
        places
    }
}
