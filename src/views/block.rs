//! What a view is made of.

use serde::{Deserialize, Serialize};

use crate::report::Table;

/// A part of a view.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Block {
    Exhibit(Box<ExhibitBlock>),
    Sentences(Sentences),
    /// Statements that hold or do not.
    Verdicts(Verdicts),
    Table(Table),
}

/// An exhibit with its picture drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExhibitBlock {
    pub id: String,
    /// What it is about.
    pub heading: String,
    /// What it finds, in as few words as it takes.
    pub title: String,
    /// The whole of what it finds.
    pub sentence: String,
    /// The picture's width and height in CSS pixels.
    pub size: (u32, u32),
    /// The picture as the text of an SVG file.
    pub svg: String,
    pub table: Table,
}

/// Sentences under a heading; shown where there are any.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sentences {
    /// Names it in addresses.
    pub id: String,
    pub heading: String,
    pub sentences: Vec<String>,
}

/// Statements under a heading, each with whether it holds; none where nobody can tell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Verdicts {
    /// Names it in addresses.
    pub id: String,
    pub heading: String,
    pub statements: Vec<(Option<bool>, String)>,
}

impl Block {
    pub(super) fn sentences(id: &str, heading: &str, sentences: Vec<String>) -> Block {
        Block::Sentences(Sentences { id: id.to_owned(), heading: heading.to_owned(), sentences })
    }
}
