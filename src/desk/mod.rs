//! What the page does not need for its first figures, in a module of its own that loads on its first use: a question in,
//! an answer out, both as text, so that neither side knows how the other is built.

mod paste;
#[cfg(target_arch = "wasm32")]
mod wiring;

pub use paste::{PasteAnswer, PasteQuestion, PastedColumnView};

use serde::{Deserialize, Serialize};

#[cfg(target_arch = "wasm32")]
pub use wiring::{Desk, register};

/// What the page may ask.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Question {
    Paste(PasteQuestion),
}

/// What it is told, of the kind that it asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    Paste(Box<PasteAnswer>),
    /// The question is not of this build: the page and this module come from two versions.
    NotUnderstood,
}

/// Answers a question; both are JSON.
pub fn answer(question: &[u8]) -> Vec<u8> {
    let answer = match serde_json::from_slice(question) {
        Ok(Question::Paste(question)) => Answer::Paste(Box::new(question.answer())),
        Err(_) => Answer::NotUnderstood,
    };
    serde_json::to_vec(&answer).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_a_question_is_told() {
        for text in ["", "{}", "{\"Paste\":1}", "[1"] {
            let told: Answer = serde_json::from_slice(&answer(text.as_bytes())).unwrap();
            assert_eq!(told, Answer::NotUnderstood);
        }
    }
}
