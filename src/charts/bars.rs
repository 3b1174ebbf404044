//! Lying bars, a row each, in panels that each have a scale of their own from zero.
//!
//! A row names itself at the left and its amount at the right, so that no axis has to be read; names that find no room
//! are cut, and stand in full in the table.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;
use plotters::style::text_anchor::{HPos, VPos};

use super::area::Area;
use super::axis::drawable;
use super::error::ChartError;
use super::pen::Pen;
use super::text_width::{fitted, text_width};
use super::theme::{Hue, Theme};

/// What bars show; their title is the sentence beside them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BarsChart {
    /// What the colours mean, where there are more than one.
    pub legend: Vec<(Ink, String)>,
    pub panels: Vec<BarPanel>,
}

/// Rows on one scale, which holds zero.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BarPanel {
    /// What is measured, with its unit; empty where it goes without saying.
    pub heading: String,
    pub rows: Vec<BarRow>,
}

/// One row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BarRow {
    pub label: String,
    /// How deep it stands under what it follows.
    pub depth: usize,
    /// Parts of the bar from one amount to another, in any order; what is not finite is left out. Without parts and value it
    /// is a heading of the rows below it.
    pub parts: Vec<BarPart>,
    /// Where 80 of 100 futures lie.
    pub range: Option<(f64, f64)>,
    /// An amount to measure against, such as a target.
    pub mark: Option<f64>,
    /// What the row comes to, in words.
    pub value: String,
}

/// A part of a bar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BarPart {
    pub from: f64,
    pub to: f64,
    pub ink: Ink,
}

/// What a bar is painted with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// What the row is about.
    Full(Hue),
    /// The same, less strongly.
    Pale(Hue),
    /// What a limit takes.
    Limit,
    /// What falls away for other reasons.
    Lost,
}

/// Lengths in CSS pixels.
const ROW: f64 = 24.0;
const BAR: f64 = 13.0;
const HEADING: f64 = 26.0;
const GAP: f64 = 10.0;
/// Below this width names stand above their bars.
const NARROW: f64 = 460.0;
/// A name on a line of its own.
const NAME_LINE: f64 = 18.0;
/// Between an amount and its bar.
const BESIDE: f64 = 10.0;
const INDENT: f64 = 14.0;

impl BarsChart {
    /// How many CSS pixels high it is drawn at a width.
    pub fn height(&self, width: u32) -> u32 {
        let row = row_height(f64::from(width));
        let panels = self.panels.iter().map(|panel| panel.height(row) + GAP);
        let height = panels.sum::<f64>() + self.legend_height(f64::from(width));
        whole_pixels(height)
    }

    fn legend_height(&self, width: f64) -> f64 {
        match self.legend.len() {
            0 => 0.0,
            _ => ROW * (legend_places(&self.legend, width, 13.0).1 as f64) + GAP / 2.0,
        }
    }
}

impl BarPanel {
    fn height(&self, row: f64) -> f64 {
        let heading = if self.heading.is_empty() { 0.0 } else { HEADING };
        heading + row * self.rows.len() as f64
    }
}

/// Room for a card of as many lines as there can be, one name above each bar.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the value is held within the type"
)]
fn whole_pixels(height: f64) -> u32 {
    height.ceil().clamp(40.0, 16_384.0) as u32
}

fn row_height(css_width: f64) -> f64 {
    if css_width < NARROW { ROW + NAME_LINE } else { ROW }
}

/// Where each entry of a legend begins, in lines as wide as the picture: from the left, and in which line; then the lines.
fn legend_places(
    legend: &[(Ink, String)],
    width: f64,
    type_size: f64,
) -> (Vec<(f64, usize)>, usize) {
    let (mut left, mut line) = (0.0, 0);
    let mut places = Vec::new();
    for (_, words) in legend {
        let needed = type_size * 3.0 + text_width(words, type_size);
        if left > 0.0 && left + needed > width {
            (left, line) = (0.0, line + 1);
        }
        places.push((left, line));
        left += needed;
    }
    (places, line + 1)
}

/// Draws bars over the whole area, which must be clear.
pub(super) fn draw_bars<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    chart: &BarsChart,
    theme: &Theme,
) -> Result<(), ChartError> {
    let pen = Pen::new(area, theme);
    let (width, _) = pen.begin()?;
    if chart.panels.iter().all(|panel| panel.rows.is_empty()) {
        return pen.nothing_to_show();
    }
    let css_width = width / theme.px(1.0);
    let mut top = theme.px(chart.legend_height(css_width));
    draw_legend(&pen, &chart.legend, width, theme)?;
    let row = theme.px(row_height(css_width));
    for panel in &chart.panels {
        let rows = Rows::new(panel, width, css_width < NARROW, theme);
        if !panel.heading.is_empty() {
            let at = (theme.px(1.0), top + theme.px(HEADING) / 2.0);
            let heading = fitted(&panel.heading, width, theme.type_size());
            pen.words(&heading, at, (HPos::Left, VPos::Center), theme.muted)?;
            top += theme.px(HEADING);
        }
        for one in &panel.rows {
            rows.draw(&pen, one, top)?;
            top += row;
        }
        top += theme.px(GAP);
    }
    Ok(())
}

fn draw_legend<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    legend: &[(Ink, String)],
    width: f64,
    theme: &Theme,
) -> Result<(), ChartError> {
    let type_size = theme.type_size();
    let (places, _) = legend_places(legend, width, type_size);
    for ((ink, words), (left, line)) in legend.iter().zip(places) {
        let middle = theme.px(ROW) * (line as f64 + 0.5);
        let half = theme.px(5.0);
        let square =
            Area { left, right: left + 2.0 * half, top: middle - half, bottom: middle + half };
        pen.bar(square, colour(*ink, theme))?;
        let at = (square.right + theme.px(6.0), middle);
        pen.words(words, at, (HPos::Left, VPos::Center), theme.ink)?;
    }
    Ok(())
}

fn colour(ink: Ink, theme: &Theme) -> RGBColor {
    match ink {
        Ink::Full(hue) => theme.fan(hue).line,
        Ink::Pale(hue) => theme.fan(hue).inner,
        Ink::Limit => theme.limit,
        Ink::Lost => theme.axis,
    }
}

/// Where the rows of a panel stand.
struct Rows<'a> {
    theme: &'a Theme,
    is_narrow: bool,
    /// The name of a row ends here, and what is drawn of it begins.
    left: f64,
    /// What is drawn of a row ends here, and its amount begins.
    right: f64,
    width: f64,
    low: f64,
    high: f64,
}

impl<'a> Rows<'a> {
    fn new(panel: &BarPanel, width: f64, is_narrow: bool, theme: &'a Theme) -> Rows<'a> {
        let type_size = theme.type_size();
        let widest = |texts: &mut dyn Iterator<Item = f64>| texts.fold(0.0, f64::max);
        let mut names = panel
            .rows
            .iter()
            .map(|row| text_width(&row.label, type_size) + theme.px(INDENT) * row.depth as f64);
        let mut values = panel.rows.iter().map(|row| text_width(&row.value, type_size));
        let beside = theme.px(BESIDE);
        let values = widest(&mut values).min(width * 0.4);
        let left =
            if is_narrow { theme.px(1.0) } else { (widest(&mut names) + beside).min(width * 0.42) };
        let right = (width - values - beside).max(left + theme.px(20.0));
        let (low, high) = extent(&panel.rows);
        Rows { theme, is_narrow, left, right, width, low, high }
    }

    fn x(&self, amount: f64) -> f64 {
        let share = ((amount - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        self.left + share * (self.right - self.left)
    }

    fn draw<DB: DrawingBackend>(
        &self,
        pen: &Pen<'_, DB>,
        row: &BarRow,
        top: f64,
    ) -> Result<(), ChartError> {
        let Rows { theme, left, .. } = *self;
        let type_size = theme.type_size();
        let indent = theme.px(INDENT) * row.depth as f64;
        let name_line = if self.is_narrow { theme.px(NAME_LINE) } else { 0.0 };
        let middle = top + name_line + theme.px(ROW) / 2.0;
        let (room, name_at) = if self.is_narrow {
            (self.width - indent, (theme.px(1.0) + indent, top + name_line / 2.0 + theme.px(2.0)))
        } else {
            (left - indent - theme.px(BESIDE), (theme.px(1.0) + indent, middle))
        };
        let name = fitted(&row.label, room, type_size);
        let names_only = row.parts.is_empty() && row.value.is_empty();
        let ink = if names_only { theme.muted } else { theme.ink };
        pen.words(&name, name_at, (HPos::Left, VPos::Center), ink)?;
        let half = theme.px(BAR) / 2.0;
        for part in &row.parts {
            let (Some(from), Some(to)) = (drawable(part.from), drawable(part.to)) else { continue };
            let (from, to) = (self.x(from.min(to)), self.x(from.max(to)));
            // What is not nothing can be seen.
            let to = if part.from < part.to { to.max(from + theme.px(1.0)) } else { to };
            // Two parts that meet are told apart by more than their colours.
            let from = if part.from > 0.0 { from + theme.px(1.0) } else { from };
            let bar = Area { left: from, right: to, top: middle - half, bottom: middle + half };
            pen.bar(bar, colour(part.ink, theme))?;
        }
        let upright = |x: f64, reach: f64| [(x, middle - reach), (x, middle + reach)];
        pen.line(&upright(self.x(0.0), theme.px(ROW) / 2.0), theme.axis, 1.0)?;
        if let Some((low, high)) = row.range
            && let (Some(low), Some(high)) = (drawable(low), drawable(high))
            && low < high
        {
            let (from, to) = (self.x(low), self.x(high));
            pen.line(&[(from, middle), (to, middle)], theme.background, 3.5)?;
            pen.line(&[(from, middle), (to, middle)], theme.ink, 1.5)?;
            for end in [from, to] {
                pen.line(&upright(end, theme.px(4.0)), theme.ink, 1.5)?;
            }
        }
        if let Some(mark) = row.mark.and_then(drawable) {
            let reach = half + theme.px(3.0);
            pen.line(&upright(self.x(mark), reach), theme.background, 4.5)?;
            pen.line(&upright(self.x(mark), reach), theme.limit, 2.5)?;
        }
        let at = (self.width - theme.px(1.0), middle);
        pen.words(&row.value, at, (HPos::Right, VPos::Center), theme.ink)
    }
}

/// From the least to the most that is drawn, zero between them; never empty.
fn extent(rows: &[BarRow]) -> (f64, f64) {
    let amounts = rows.iter().flat_map(|row| {
        let parts = row.parts.iter().flat_map(|part| [part.from, part.to]);
        let range = row.range.into_iter().flat_map(|(low, high)| [low, high]);
        parts.chain(range).chain(row.mark)
    });
    let (low, high) = amounts
        .filter_map(drawable)
        .fold((0.0_f64, 0.0_f64), |(low, high), amount| (low.min(amount), high.max(amount)));
    if high - low > 0.0 { (low, high) } else { (0.0, 1.0) }
}
