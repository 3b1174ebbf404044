//! Columns by span of time: a middle amount from zero for each, and where 80 of 100 futures lie.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;

use super::area::Area;
use super::axis::{drawable, month_number};
use super::error::ChartError;
use super::frame::{Contents, Frame, Limit, Measure};
use super::pen::Pen;
use super::theme::{Hue, Theme};
use crate::model::CalendarMonth;

/// What columns show; their title is the sentence beside them.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnsChart {
    /// What the upright axis counts, such as "paid in a quarter".
    pub quantity: String,
    pub measure: Measure,
    pub hue: Hue,
    /// In the order of time; what is not finite is left out.
    pub columns: Vec<SpanColumn>,
    pub limits: Vec<Limit>,
}

/// The amount of one span of months.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SpanColumn {
    /// The first month of the span.
    pub from: CalendarMonth,
    /// The last.
    pub to: CalendarMonth,
    pub amount: f64,
    /// Where 80 of 100 futures lie.
    pub range: Option<(f64, f64)>,
}

/// A column as it is drawn: the month before its first, its last month, its amount and range.
type Drawn = (i32, i32, f64, Option<(f64, f64)>);

/// Draws columns over the whole area, which must be clear.
pub(super) fn draw_columns<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    chart: &ColumnsChart,
    theme: &Theme,
) -> Result<(), ChartError> {
    let pen = Pen::new(area, theme);
    pen.begin()?;
    let columns: Vec<Drawn> = chart.columns.iter().filter_map(drawn).collect();
    let amounts: Vec<f64> = columns
        .iter()
        .flat_map(|(_, _, amount, range)| {
            std::iter::once(*amount).chain(range.iter().flat_map(|(low, high)| [*low, *high]))
        })
        .collect();
    let months: Vec<i32> = columns.iter().flat_map(|(from, to, ..)| [*from, *to]).collect();
    let contents = Contents {
        amounts: &amounts,
        months: &months,
        limits: &chart.limits,
        end_label: "",
        measure: chart.measure,
    };
    let Some(frame) = Frame::new(area.dim_in_pixel(), &contents, theme) else {
        return pen.nothing_to_show();
    };
    frame.draw_axes(&pen, &chart.quantity)?;
    let colours = theme.fan(chart.hue);
    for (from, to, amount, range) in &columns {
        let (left, right) = (frame.x(*from), frame.x(*to));
        let gap = ((right - left) * 0.15).min(theme.px(3.0));
        let (zero, end) = (frame.y(0.0), frame.y(*amount));
        let bar = Area {
            left: left + gap / 2.0,
            right: right - gap / 2.0,
            top: zero.min(end),
            bottom: zero.max(end),
        };
        pen.bar(bar, colours.inner)?;
        pen.line(&[(bar.left, end), (bar.right, end)], colours.line, 2.0)?;
        if let Some((low, high)) = range {
            let middle = f64::midpoint(left, right);
            pen.line(&[(middle, frame.y(*low)), (middle, frame.y(*high))], colours.line, 1.5)?;
        }
    }
    frame.draw_limits(&pen)?;
    let mut board = frame.board();
    board.filled.extend(columns.iter().map(|(from, to, amount, range)| {
        let high = range.map_or(*amount, |(_, high)| high.max(*amount));
        Area { left: frame.x(*from), right: frame.x(*to), top: frame.y(high), bottom: frame.y(0.0) }
    }));
    frame.label_limits(&pen, &mut board)
}

fn drawn(column: &SpanColumn) -> Option<Drawn> {
    let amount = drawable(column.amount)?;
    let range = column.range.and_then(|(low, high)| Some((drawable(low)?, drawable(high)?)));
    Some((month_number(column.from) - 1, month_number(column.to), amount, range))
}
