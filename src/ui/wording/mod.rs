//! The page's words about a scenario: what a line says, and what a field is called. Figures are worded by `findings`.

mod lines;
mod places;
mod sources;

pub use lines::{contract_sentence, line_words, month_of_contract};
pub use places::{field_id, label_of, problem_sentence};
pub use sources::{part_words, quality_words};
