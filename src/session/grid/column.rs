//! What a column of the grid is about.

use crate::model::path;
use crate::session::fields;

/// A column: of fields, or of figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// The outcome's name, and what it waits for by its indentation. Always there.
    Name,
    /// What one claim pays.
    Price,
    /// The low reading of its chance.
    ChanceLow,
    /// The chance of reaching it.
    Chance,
    /// The high reading of its chance.
    ChanceHigh,
    /// The least months until it can be reached.
    Wait,
    /// The further months that it takes on average.
    FurtherWait,
    /// How many achievements the contract aims at.
    Target,
    /// Middle of all futures.
    Achieved,
    /// Middle of all futures, before any cap.
    Earned,
    /// Middle of all futures.
    Paid,
    /// What caps take on average.
    Unpaid,
}

impl Column {
    /// Every column, in the order in which they stand.
    pub const ALL: [Column; 12] = [
        Column::Name,
        Column::Price,
        Column::ChanceLow,
        Column::Chance,
        Column::ChanceHigh,
        Column::Wait,
        Column::FurtherWait,
        Column::Target,
        Column::Achieved,
        Column::Earned,
        Column::Paid,
        Column::Unpaid,
    ];

    /// The field of a line that it edits; none for figures.
    pub fn field(self) -> Option<&'static str> {
        Some(match self {
            Column::Name => "name",
            Column::Price => "price",
            Column::ChanceLow => "chance.low",
            Column::Chance => "chance",
            Column::ChanceHigh => "chance.high",
            Column::Wait => "delay.min_months",
            Column::FurtherWait => "delay.mean_extra_months",
            Column::Target => "target",
            Column::Achieved | Column::Earned | Column::Paid | Column::Unpaid => return None,
        })
    }

    /// The path of its field in the line with this number.
    pub fn path(self, line: usize) -> Option<String> {
        let line = path::entry("rate_card.outcomes", line);
        self.field().map(|field| path::join(&line, field))
    }

    /// Whether it reads the chance or one of its readings.
    pub(super) fn is_chance(self) -> bool {
        matches!(self, Column::Chance | Column::ChanceLow | Column::ChanceHigh)
    }

    /// What stands over it where there is little room, and its unit.
    pub fn heading(self) -> (String, &'static str) {
        let of_field = |field: &str| {
            let heading = fields::known(&path::join("rate_card.outcomes", field)).heading();
            heading.split(' ').next().unwrap_or_default().to_owned()
        };
        match self {
            Column::Name => ("Outcome".to_owned(), ""),
            Column::Price => (of_field("price"), "£"),
            Column::ChanceLow => ("Low".to_owned(), "%"),
            Column::Chance => (of_field("chance"), "%"),
            Column::ChanceHigh => ("High".to_owned(), "%"),
            Column::Wait => ("Wait".to_owned(), "months"),
            Column::FurtherWait => ("Further".to_owned(), "months"),
            Column::Target => (of_field("target"), ""),
            Column::Achieved => ("Achieved".to_owned(), ""),
            Column::Earned => ("Earned".to_owned(), ""),
            Column::Paid => ("Paid".to_owned(), ""),
            Column::Unpaid => ("Unpaid".to_owned(), ""),
        }
    }

    /// What it is called where columns are chosen.
    pub fn label(self) -> String {
        match self {
            Column::ChanceLow => "Chance: low".to_owned(),
            Column::ChanceHigh => "Chance: high".to_owned(),
            Column::Wait => "Least waiting time".to_owned(),
            Column::FurtherWait => "Further waiting time".to_owned(),
            Column::Earned => "Earned before caps".to_owned(),
            Column::Unpaid => "Unpaid because of caps".to_owned(),
            _ => self.heading().0,
        }
    }

    fn bit(self) -> u16 {
        let place = Column::ALL.iter().position(|column| *column == self).unwrap_or(0);
        1 << place
    }
}

/// The columns that a person chose to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Columns(u16);

impl Default for Columns {
    fn default() -> Columns {
        let usual = [Column::Name, Column::Price, Column::Chance, Column::Achieved, Column::Paid];
        Columns(usual.iter().map(|column| column.bit()).sum())
    }
}

impl Columns {
    pub fn has(self, column: Column) -> bool {
        self.0 & column.bit() != 0
    }

    /// In the order in which they stand.
    pub fn iter(self) -> impl Iterator<Item = Column> {
        Column::ALL.into_iter().filter(move |column| self.has(*column))
    }

    pub fn count(self) -> usize {
        self.iter().count()
    }

    /// The column in this place among those chosen.
    pub fn at(self, place: usize) -> Option<Column> {
        self.iter().nth(place)
    }

    /// With a column added, or without it. The name stays: it is what the others are about.
    #[must_use]
    pub fn toggled(self, column: Column) -> Columns {
        if column == Column::Name { self } else { Columns(self.0 ^ column.bit()) }
    }

    /// As it is kept in the browser.
    pub fn text(self) -> String {
        self.0.to_string()
    }

    /// What was kept; none where it is no choice of columns.
    pub fn read(text: &str) -> Option<Columns> {
        let bits: u16 = text.parse().ok()?;
        let is_known = bits < 1 << Column::ALL.len();
        (is_known && Columns(bits).has(Column::Name)).then_some(Columns(bits))
    }
}
