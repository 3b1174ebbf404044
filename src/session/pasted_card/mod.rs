//! A whole rate card from a table that somebody copied: from a spreadsheet, a document, a page or a mail.
//!
//! - A *row* is one of the pasted text, and has its number there, counted from 1.
//! - A *column* is what stands below each other, and is taken for a [`Column`]: by its heading, by what its cells are,
//!   or because the person says so.
//! - A *line* is a row that stands for a line of the card. Other rows are headings, domains, sums or empty.
//! - A *plan* is what the lines would do to a scenario: one edit, what it changes in words, and each cell that was not
//!   understood and so changes nothing.
//!
//! From bottom to top: `cells` takes the text apart, `headings` knows the words of headings and `units` what
//! they count in, `guess` knows columns
//! by their cells, `columns` decides between the two, `card` keeps it all, `lines` reads rows as lines, `values`
//! reads cells, `matching` finds the lines that the scenario has already, `new_lines` makes others, `placing` puts
//! all in order, `filling` and `prerequisites` say what the table says of them, and `plan` puts it together. What
//! can be pasted is told in `docs/typing.md`.

mod card;
mod cells;
mod column;
mod columns;
mod error;
mod filling;
mod guess;
mod headings;
mod lines;
mod matching;
mod new_lines;
mod not_understood;
mod placing;
mod plan;
mod prerequisites;
mod remarks;
mod units;
mod values;

pub use card::PastedCard;
pub use cells::PastedRow;
pub(super) use cells::block;
pub use column::Column;
pub use columns::PastedColumn;
pub use error::PasteError;
pub use not_understood::NotUnderstood;
pub use placing::Way;
pub use plan::PastePlan;
pub use units::HeadingUnit;
pub(super) use values::{Scale, doubt, read, scale};

#[cfg(test)]
mod tests;
