//! What the page does not need for its first figures, in a module of its own that loads on its first use: a question in,
//! an answer out, packed, so that neither side knows how the other is built.

mod exhibit;
mod journey;
mod paste;
mod view;
#[cfg(target_arch = "wasm32")]
mod wiring;

pub use exhibit::{ExhibitFile, ExhibitQuestion};
pub use journey::{JourneyAnswer, JourneyQuestion};
pub use paste::{PasteAnswer, PasteQuestion, PastedColumnView};
pub use view::{Shown, ViewQuestion};

use serde::{Deserialize, Serialize};

use crate::views::Block;

#[cfg(target_arch = "wasm32")]
pub use wiring::{Desk, register};

/// What the page may ask.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Question {
    Paste(PasteQuestion),
    View(Box<ViewQuestion>),
    Exhibit(Box<ExhibitQuestion>),
    Journey(Box<JourneyQuestion>),
}

/// What it is told, of the kind that it asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    Paste(Box<PasteAnswer>),
    View(Vec<Block>),
    Exhibit(Box<ExhibitFile>),
    Journey(Box<JourneyAnswer>),
    /// There is nothing of the kind to show.
    Nothing,
    /// The question is not of this build: the page and this module come from two versions.
    NotUnderstood,
}

/// Answers a question; both are packed.
pub fn answer(question: &[u8]) -> Vec<u8> {
    let answer = match postcard::from_bytes(question) {
        Ok(Question::Paste(question)) => Answer::Paste(Box::new(question.answer())),
        Ok(Question::View(question)) => question.answer().map_or(Answer::Nothing, Answer::View),
        Ok(Question::Exhibit(question)) => {
            question.answer().map_or(Answer::Nothing, |file| Answer::Exhibit(Box::new(file)))
        }
        Ok(Question::Journey(question)) => {
            question.answer().map_or(Answer::Nothing, |told| Answer::Journey(Box::new(told)))
        }
        Err(_) => Answer::NotUnderstood,
    };
    postcard::to_allocvec(&answer).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_a_question_is_told() {
        for bytes in [&[][..], &[9], &[0, 255, 255], &[1, 1, 200, 1]] {
            let told: Answer = postcard::from_bytes(&answer(bytes)).unwrap();
            assert_eq!(told, Answer::NotUnderstood);
        }
    }
}
