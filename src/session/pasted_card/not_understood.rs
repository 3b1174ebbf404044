//! A cell that was not understood, and so changes nothing.

use std::fmt;

/// A cell that was not understood: its own field stays as it is, the rest of its row is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotUnderstood {
    /// The row's number in the pasted text, counted from 1.
    pub row: usize,
    /// What the row's outcome is called, where that was read.
    pub name: Option<String>,
    /// The heading of its column, or its number where it has none.
    pub column: String,
    /// What stands in the cell.
    pub text: String,
    /// What is wrong and what mends it, as the rest of a sentence that begins with the cell.
    pub why: String,
}

impl fmt::Display for NotUnderstood {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Row {}", self.row)?;
        if let Some(name) = &self.name {
            write!(f, ", {}", shortened(name))?;
        }
        write!(f, ", {}", shortened(&self.column))?;
        if !self.text.is_empty() {
            write!(f, ": “{}”", shortened(&self.text))?;
        }
        write!(f, " {}", self.why)
    }
}

/// As much of a text as a list can show.
pub(super) fn shortened(text: &str) -> String {
    const MOST: usize = 80;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
