//! The page's words about places in a scenario. The scenario's terms are worded by `session::terms`, figures by `findings`.

mod places;

pub use places::{field_id, fold_id, label_of, problem_sentence};
