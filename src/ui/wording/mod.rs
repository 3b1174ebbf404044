//! The page's words about a scenario: what a line says, and what a field is called. Figures are worded by `findings`.

mod lines;
mod places;

pub use lines::{contract_sentence, line_words};
pub use places::{field_id, label_of, problem_sentence};
