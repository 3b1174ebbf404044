//! One cell of a table, for people and for programs.

use serde::{Deserialize, Serialize};

use crate::engine::summary::Interval;
use crate::findings::amounts::{half_width, whole_pounds};
use crate::format;
use crate::model::{CalendarMonth, Money};

/// What stands in a cell: a value with its kind, which each surface writes in its own way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Cell {
    /// For a figure that does not exist.
    Empty,
    /// Words.
    Text(String),
    /// How many of something.
    Count(i64),
    /// A number that is neither money nor a count.
    Number(f64),
    /// A number to the digits that its simulation error supports.
    Simulated {
        value: f64,
        error: f64,
    },
    /// A part of one: 0.05 is 5%.
    Share(f64),
    /// Money to the penny.
    Money(Money),
    /// Money in a column that names the unit: whole pounds for people, pence and all for programs.
    Pounds(Money),
    /// Pounds to the digits that their simulation error supports.
    SimulatedPounds {
        value: f64,
        error: f64,
    },
    Month(CalendarMonth),
    /// From the first to the second.
    Range(Box<[Cell; 2]>),
}

impl Cell {
    /// A percentile of amounts, to the digits that its interval supports, or all where it has none.
    pub fn percentile(amount: Money, interval: Option<Interval>) -> Cell {
        Cell::SimulatedPounds { value: amount.pounds(), error: interval.map_or(0.0, half_width) }
    }

    /// From one cell's value to another's.
    pub fn range(from: Cell, to: Cell) -> Cell {
        Cell::Range(Box::new([from, to]))
    }

    /// As people read it: `22,297,917`.
    pub fn text(&self) -> String {
        match self {
            Cell::Empty => "–".to_owned(),
            Cell::Text(text) => text.clone(),
            Cell::Count(count) => {
                let sign = if *count < 0 { "-" } else { "" };
                format!("{sign}{}", format::count(count.unsigned_abs()))
            }
            Cell::Number(number) => format::number(*number),
            Cell::Simulated { value, error } => format::number_with_error(*value, *error),
            Cell::Share(share) => format::percent(*share),
            Cell::Money(amount) => format::money(*amount),
            Cell::Pounds(amount) => format::number(amount.pounds().round()),
            Cell::SimulatedPounds { value, error } => whole_pounds(*value, *error),
            Cell::Month(month) => format::month(*month),
            Cell::Range(ends) => format::span(&ends[0].text(), &ends[1].text()),
        }
    }

    /// As programs read it, every digit and nothing between them: `22297917.07`. Nothing where nothing is.
    pub fn plain(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) => format::csv_text(text),
            Cell::Count(count) => count.to_string(),
            Cell::Number(value)
            | Cell::Share(value)
            | Cell::Simulated { value, .. }
            | Cell::SimulatedPounds { value, .. } => value.to_string(),
            Cell::Money(amount) | Cell::Pounds(amount) => format::money_plain(*amount),
            Cell::Month(month) => month.to_string(),
            Cell::Range(ends) => format!("{} to {}", ends[0].plain(), ends[1].plain()),
        }
    }

    /// Whether it is a figure and stands at the right of its column, where words stand at the left.
    pub fn is_figure(&self) -> bool {
        !matches!(self, Cell::Text(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_lose_nothing_on_the_way_to_other_programs() {
        let cell = Cell::Pounds(Money::from_pence(-2_229_791_707));
        assert_eq!((cell.text().as_str(), cell.plain().as_str()), ("-22,297,917", "-22297917.07"));
        let cell = Cell::Simulated { value: 6_151.438, error: 12.0 };
        assert_eq!((cell.text().as_str(), cell.plain().as_str()), ("6,150", "6151.438"));
    }

    #[test]
    fn a_range_runs_from_one_cell_to_another() {
        let money = |pence| Cell::Money(Money::from_pence(pence));
        let range = Cell::range(money(150_000), money(200_050));
        assert_eq!(range.text(), "£1,500 to £2,000.50");
        assert_eq!(range.plain(), "1500.00 to 2000.50");
        assert_eq!(Cell::range(money(150_000), money(150_000)).text(), "£1,500");
    }

    #[test]
    fn what_does_not_exist_is_a_dash_for_people_and_nothing_for_programs() {
        assert_eq!((Cell::Empty.text().as_str(), Cell::Empty.plain().as_str()), ("–", ""));
    }

    #[test]
    fn words_of_others_never_become_formulas() {
        assert_eq!(Cell::Text("=1+1".to_owned()).plain(), "'=1+1");
        assert_eq!(Cell::Number(-1.5).plain(), "-1.5");
    }
}
