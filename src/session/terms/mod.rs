//! The scenario's terms in plain sentences: what a line of the card says, and what the page shows and does not edit.

mod beside;
mod contract;
mod line;
mod names;

pub use beside::{kept_beside, set_draws};
pub use contract::{other_terms, yearly_limits};
pub use line::{contract_sentence, line_words};

#[cfg(test)]
mod tests;
