//! A pasted table, and what it would do to a scenario.

use serde::{Deserialize, Serialize};

use crate::format;
use crate::session::pasted_card::{Column, PastedCard, PastedColumn, Way};
use crate::share::{Document, open_unfinished};

/// A table, and onto what.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PasteQuestion {
    /// As it was pasted.
    pub text: String,
    /// Columns that the person says are something else than they seem: each by its place, and the place of what it is
    /// among the kinds of the answer, in the order in which they were said.
    pub said: Vec<(usize, usize)>,
    /// The card becomes these lines and no others.
    pub replaces: bool,
    /// The scenario as a document.
    pub scenario: String,
}

/// What the table is, and what it would do. Only `error` where it is none.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PasteAnswer {
    /// Why it is no rate card, and what mends it.
    pub error: Option<String>,
    /// All that a column can be.
    pub kinds: Vec<String>,
    pub columns: Vec<PastedColumnView>,
    /// The first rows, without headings.
    pub rows: Vec<Vec<String>>,
    pub n_added: usize,
    pub n_changed: usize,
    pub n_removed: usize,
    pub n_same: usize,
    /// Every change in words.
    pub changes: Vec<String>,
    /// Cells that change nothing, each with its place, its text and its mend.
    pub not_understood: Vec<String>,
    /// What else to look at.
    pub notes: Vec<String>,
    /// Lines of the table.
    pub n_pasted: usize,
    /// The scenario with the pasted card, as a document; none where nothing changes.
    pub scenario: Option<String>,
}

/// A column of the table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PastedColumnView {
    pub heading: Option<String>,
    /// The place of what it is taken for among the kinds.
    pub kind: usize,
}

/// So many rows are shown to tell columns by.
const ROWS_SHOWN: usize = 4;

impl PasteQuestion {
    /// What the table is, and what it would do.
    pub fn answer(&self) -> PasteAnswer {
        let failed = |error: String| PasteAnswer { error: Some(error), ..PasteAnswer::default() };
        let scenario = match open_unfinished(&self.scenario) {
            Ok(opened) => opened.scenario,
            Err(error) => return failed(error.to_string()),
        };
        format::set_currency(scenario.currency);
        let mut card = match PastedCard::read(&self.text) {
            Ok(card) => card,
            Err(error) => return failed(error.to_string()),
        };
        for (index, kind) in &self.said {
            let kind = Column::ALL.get(*kind).copied().unwrap_or(Column::Other);
            card = card.with_column(*index, kind);
        }
        let plan = card.onto(&scenario, if self.replaces { Way::Replace } else { Way::Merge });
        PasteAnswer {
            error: None,
            kinds: Column::ALL.iter().map(|kind| kind.label()).collect(),
            columns: card.columns().iter().map(PastedColumnView::of).collect(),
            rows: rows(&card),
            n_added: plan.n_added,
            n_changed: plan.n_changed,
            n_removed: plan.n_removed,
            n_same: plan.n_same,
            changes: plan.changes,
            not_understood: plan.not_understood.iter().map(ToString::to_string).collect(),
            notes: plan.notes,
            n_pasted: plan.n_pasted,
            scenario: plan.after.and_then(|after| Document::new(&after).pretty().ok()),
        }
    }
}

impl PastedColumnView {
    fn of(column: &PastedColumn) -> PastedColumnView {
        let kind = Column::ALL.iter().position(|kind| *kind == column.column).unwrap_or(0);
        PastedColumnView { heading: column.heading.clone(), kind }
    }
}

fn rows(card: &PastedCard) -> Vec<Vec<String>> {
    let rows = card.rows().iter().enumerate();
    let body = rows.filter(|(index, _)| card.header() != Some(*index)).map(|(_, row)| row);
    body.take(ROWS_SHOWN).map(|row| row.cells.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Answer, Question, answer};
    use super::*;
    use crate::model::Money;
    use crate::share::blank;

    fn told(question: PasteQuestion) -> PasteAnswer {
        let text = postcard::to_allocvec(&Question::Paste(question)).unwrap();
        match postcard::from_bytes(&answer(&text)).unwrap() {
            Answer::Paste(told) => *told,
            other => panic!("it was a question about a table: {other:?}"),
        }
    }

    #[test]
    fn a_table_becomes_a_card_by_way_of_text() {
        let blank = blank(None).unwrap().scenario;
        let scenario = Document::new(&blank).pretty().unwrap();
        let text = "Outcome\tPrice\tTarget\nMoved in\t£500\t20\nStayed\t1.500\t10\n".to_owned();
        let question = PasteQuestion { text, scenario, ..PasteQuestion::default() };
        let told = told(question.clone());
        assert_eq!((told.n_added, told.n_pasted, told.error), (2, 2, None));
        assert_eq!(told.rows, [["Moved in", "£500", "20"], ["Stayed", "1.500", "10"]]);
        assert_eq!(told.not_understood.len(), 1);
        let lines = open_unfinished(&told.scenario.unwrap()).unwrap().scenario.rate_card.outcomes;
        assert_eq!(lines[0].price, Money::from_pence(50_000));

        let left_out = told.kinds.iter().position(|kind| kind == "Left out").unwrap();
        let without = self::told(PasteQuestion { said: vec![(1, left_out)], ..question.clone() });
        assert_eq!(without.columns[1].kind, left_out);
        assert_eq!(without.not_understood, [""; 0]);

        let none = self::told(PasteQuestion { text: " ".to_owned(), ..question });
        assert!(none.error.is_some() && none.scenario.is_none());
    }
}
