//! The rate card as a grid: which cells it has, how keys and pointers choose among them, and what is done to many at once.
//!
//! From bottom to top: `column` says what a column is about, `cells` which rows and columns there are, `selection` what is
//! chosen, `lines` what is done to whole lines, `keys` what
//! keys ask for, `amount` reads "+5%", and `block` makes one edit of many cells, with everything that
//! was not accepted beside it. All of it is plain: the page adds the keys, the clipboard and the focus.

mod amount;
mod block;
mod cells;
mod column;
mod keys;
mod lines;
mod selection;

pub use block::Block;
pub use cells::{Cells, by_domain};
pub use column::{Column, Columns};
pub use keys::{GridKey, Held};
pub use lines::{Step, domain_renamed};
pub use selection::{Cell, Selection, Way};

#[cfg(test)]
mod tests;
