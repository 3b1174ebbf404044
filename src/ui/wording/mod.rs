//! The page's sentences: what a figure says, and what a field is called. `format` makes the figures.

mod findings;
mod lines;
mod places;
mod sources;
mod value;

pub use findings::{
    cap_effect_sentence, cap_month_sentence, chance_error, in_100, irr_sentence, limit_sentence,
    median_error, month_span, other_side, p10, p50, p90, paid_in_words, returns_sentence,
    unpaid_sentence,
};
pub use lines::{contract_sentence, line_words, month_of_contract};
pub use places::{field_id, label_of, problem_sentence};
pub use sources::{part_words, quality_words};
pub use value::{check_sentences, value_sentences};
