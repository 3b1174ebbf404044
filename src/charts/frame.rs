//! What every picture of money by month has around it: the plot area, its axes, its limits, and places for labels.

use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;
use plotters::style::text_anchor::{HPos, VPos};

use super::area::{Area, Point};
use super::axis::{MoneyAxis, MonthAxis, drawable};
use super::error::ChartError;
use super::labels::{Board, Place};
use super::pen::Pen;
use super::text_width::text_width;
use super::theme::Theme;

/// A horizontal line to measure against, such as a cap.
#[derive(Clone, Debug, PartialEq)]
pub struct Limit {
    /// With its amount: "Cap £22.3m".
    pub label: String,
    /// In pounds.
    pub amount: f64,
}

/// What the upright axis measures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Measure {
    #[default]
    Money,
    /// How many of something.
    Count,
}

/// What a frame has to hold.
pub(super) struct Contents<'a> {
    /// All amounts that are drawn, in pounds; limits come on top.
    pub(super) amounts: &'a [f64],
    /// All months that are drawn, since year 0.
    pub(super) months: &'a [i32],
    pub(super) limits: &'a [Limit],
    /// What is written to the right of the plot.
    pub(super) end_label: &'a str,
    pub(super) measure: Measure,
}

/// Where everything around a picture stands.
pub(super) struct Frame<'a> {
    pub(super) theme: &'a Theme,
    /// The whole picture.
    picture: Area,
    /// The space between the axes.
    plot: Area,
    measure: Measure,
    money: MoneyAxis,
    months: MonthAxis,
    /// Those with one amount share one line and one label; lowest first.
    limits: Vec<(f64, String)>,
}

impl<'a> Frame<'a> {
    /// A frame for a picture so many pixels wide and high; absent if there is no month to draw.
    pub(super) fn new(
        (width, height): (u32, u32),
        contents: &Contents<'_>,
        theme: &'a Theme,
    ) -> Option<Frame<'a>> {
        let (width, height) = (f64::from(width), f64::from(height));
        let type_size = theme.type_size();
        let limits = merged_limits(contents.limits);

        let top = type_size * 2.4;
        let bottom = height - type_size * 1.9;
        let most_steps = whole_steps((bottom - top) / (type_size * 3.0));
        let amounts = contents.amounts.iter().copied();
        let amounts = amounts.chain(limits.iter().map(|&(pounds, _)| pounds));
        let money = match contents.measure {
            Measure::Money => MoneyAxis::covering(amounts, most_steps),
            Measure::Count => MoneyAxis::covering(amounts, most_steps).in_ones(),
        };

        let tick_widths =
            money.ticks().into_iter().map(|tick| text_width(&money.tick_label(tick), type_size));
        let left = tick_widths.fold(0.0, f64::max) + theme.px(7.0);
        let right = width - text_width(contents.end_label, type_size) - theme.px(8.0);
        let plot = Area {
            left: left.min(width * 0.4),
            top: top.min(height * 0.4),
            right: right.max(width * 0.6),
            bottom: bottom.max(height * 0.6),
        };
        let months = contents.months.iter().copied();
        let months = MonthAxis::covering(months, plot.right - plot.left, |label| {
            text_width(label, type_size)
        })?;
        let picture = Area { left: 0.0, top: 0.0, right: width, bottom: height };
        let measure = contents.measure;
        Some(Frame { theme, picture, plot, measure, money, months, limits })
    }

    pub(super) fn x(&self, month: i32) -> f64 {
        self.plot.left + self.months.share(month) * (self.plot.right - self.plot.left)
    }

    pub(super) fn y(&self, pounds: f64) -> f64 {
        self.plot.bottom - self.money.share(pounds) * (self.plot.bottom - self.plot.top)
    }

    /// Whether a month is the first or the last of the axis.
    pub(super) fn is_at_end(&self, month: i32) -> bool {
        month == self.months.first || month == self.months.last
    }

    /// Draws both axes, the upright one headed by its unit and what it counts.
    pub(super) fn draw_axes<DB: DrawingBackend>(
        &self,
        pen: &Pen<'_, DB>,
        quantity: &str,
    ) -> Result<(), ChartError> {
        let Frame { theme, plot, money, .. } = self;
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
        let unit = match self.measure {
            Measure::Money => format!("{} {quantity}", money.unit.label()),
            Measure::Count => quantity.to_owned(),
        };
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

    /// Draws the lines of the limits.
    pub(super) fn draw_limits<DB: DrawingBackend>(
        &self,
        pen: &Pen<'_, DB>,
    ) -> Result<(), ChartError> {
        for &(pounds, _) in &self.limits {
            let y = self.y(pounds);
            pen.line(&[(self.plot.left, y), (self.plot.right, y)], self.theme.limit, 1.5)?;
        }
        Ok(())
    }

    /// Writes the labels of the limits, the highest first, each where it covers least.
    pub(super) fn label_limits<DB: DrawingBackend>(
        &self,
        pen: &Pen<'_, DB>,
        board: &mut Board,
    ) -> Result<(), ChartError> {
        for (pounds, label) in self.limits.iter().rev() {
            if let Some(place) = board.take_any(self.limit_places(*pounds, label)) {
                self.write(pen, label, place, self.theme.limit)?;
            }
        }
        Ok(())
    }

    /// Writes a label at its place, with its leader line.
    pub(super) fn write<DB: DrawingBackend>(
        &self,
        pen: &Pen<'_, DB>,
        label: &str,
        place: Place,
        colour: RGBColor,
    ) -> Result<(), ChartError> {
        if let Some(anchor) = place.anchor {
            pen.line(&[anchor, place.area.nearest_to(anchor)], self.theme.muted, 1.0)?;
            pen.dot(anchor, 1.5, self.theme.muted)?;
        }
        pen.words(label, place.area.middle(), (HPos::Center, VPos::Center), colour)
    }

    /// What labels keep off and where they may stand, before anything of the picture itself is on it.
    pub(super) fn board(&self) -> Board {
        let Frame { theme, plot, .. } = self;
        let line = |pounds: f64| Area {
            left: plot.left,
            right: plot.right,
            top: self.y(pounds) - theme.px(2.0),
            bottom: self.y(pounds) + theme.px(2.0),
        };
        Board {
            bounds: Area {
                left: plot.left + theme.px(2.0),
                top: theme.type_size() * 1.4,
                right: self.picture.right,
                bottom: plot.bottom - theme.px(1.0),
            },
            solid: self.limits.iter().map(|&(pounds, _)| line(pounds)).collect(),
            filled: Vec::new(),
            faint: self.money.ticks().into_iter().map(line).collect(),
        }
    }

    /// The box of a label whose left end's middle is given.
    pub(super) fn words_area(&self, label: &str, (left, middle): Point) -> Area {
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

    /// Places above and below a rim, at several distances, with a leader to the anchor.
    pub(super) fn places_around(
        &self,
        label: &str,
        anchor: Point,
        rim: Point,
        cost: f64,
    ) -> Vec<Place> {
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

/// A number of steps, held within what can be drawn.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the value is held within the type"
)]
pub(super) fn whole_steps(count: f64) -> usize {
    if count.is_nan() { 0 } else { count.clamp(0.0, 1000.0) as usize }
}
