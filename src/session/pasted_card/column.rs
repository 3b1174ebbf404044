//! What a column can be about.

use crate::model::path;
use crate::session::fields;

/// What a column of a pasted table is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// What the outcome is called.
    Name,
    /// The heading under which it stands.
    Domain,
    /// What one claim pays.
    Price,
    /// The central chance.
    Chance,
    /// The low reading of the chance.
    ChanceLow,
    /// The high reading of the chance.
    ChanceHigh,
    /// The number of achievements that the contract aims at.
    Target,
    /// The least waiting time.
    MinMonths,
    /// The outcome that must be achieved first.
    After,
    /// Anything else: not read.
    Other,
}

impl Column {
    /// All that a person can choose from.
    pub const ALL: [Column; 10] = [
        Column::Name,
        Column::Domain,
        Column::Price,
        Column::Chance,
        Column::ChanceLow,
        Column::ChanceHigh,
        Column::Target,
        Column::MinMonths,
        Column::After,
        Column::Other,
    ];

    /// What it is called where a person chooses it.
    pub fn label(self) -> String {
        let Some(field) = self.path(0).as_deref().map(fields::known).map(|field| field.heading())
        else {
            return "Left out".to_owned();
        };
        match self {
            Column::ChanceLow => format!("{field}: low"),
            Column::ChanceHigh => format!("{field}: high"),
            Column::After => "After which outcome".to_owned(),
            _ => field,
        }
    }

    /// The field that it is about, in the line with this number. `None` for what is not read.
    pub(super) fn path(self, line: usize) -> Option<String> {
        let field = match self {
            Column::Name => "name",
            Column::Domain => "domain",
            Column::Price => "price",
            Column::Chance => "chance",
            Column::ChanceLow => "chance.low",
            Column::ChanceHigh => "chance.high",
            Column::Target => "target",
            Column::MinMonths => "delay.min_months",
            Column::After => "after",
            Column::Other => return None,
        };
        Some(path::join(&path::entry("rate_card.outcomes", line), field))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_a_name_of_its_own() {
        let labels = Column::ALL.map(Column::label);
        assert_eq!(
            labels,
            [
                "Name",
                "Domain",
                "Price",
                "Chance of reaching it",
                "Chance of reaching it: low",
                "Chance of reaching it: high",
                "Target",
                "Least waiting time",
                "After which outcome",
                "Left out",
            ]
        );
    }
}
