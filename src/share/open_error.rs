//! Why a file or a link did not open, in words for the person who opened it.

use std::fmt;

use super::flaw::Flaw;
use super::upgrade::VERSION;
use crate::model::Problem;

/// What to do with a scenario that has no envelope.
pub const ENVELOPE_WORDS: &str = "This is a scenario without its envelope. Write { \"format\": \"ratecard-scenario\", \
    \"version\": 2, \"scenario\": before it and } behind it.";

/// Why a document was not opened.
///
/// Each way of failing is a kind of its own because the person must do something different about it. Its
/// `Display` is a sentence or two for the page; the single problems are for the list below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenError {
    /// It is something else: another kind of file, or a link to another page.
    NotOurs,
    /// There is nothing in it.
    Empty,
    /// It is a file of many scenarios where one is wanted.
    Many,
    /// There are two links in the text, and to different scenarios.
    TwoLinks,
    /// There is no link in the text, or the page's address opens nothing.
    NoLink,
    /// It is nearly JSON, but for this mistake.
    Flawed(Flaw),
    /// It is a scenario without its envelope.
    NoEnvelope,
    /// Its envelope does not say which version of the format it is.
    BadVersion {
        /// What stands there instead of a number, shortened.
        found: String,
    },
    /// It began as one of ours, and part of it is missing or changed.
    Damaged,
    /// It lies beside the page and could not be fetched.
    Unfetched,
    /// It is larger than any scenario.
    TooLarge,
    /// A later version of this page wrote it.
    TooNew {
        /// The document's version.
        version: u64,
    },
    /// It can be read, but these fields are wrong. At least one of them is an error.
    Problems(Vec<Problem>),
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OpenError::NotOurs => f.write_str(
                "This is not a Rate Card Simulator scenario. Choose a file that ends in .ratecard.json, or copy \
                 the whole link.",
            )?,
            OpenError::Empty => f.write_str("There is nothing to open: it is empty.")?,
            OpenError::Many => f.write_str(
                "This file holds several scenarios, as Your scenarios saves them. Add it there, and open one.",
            )?,
            OpenError::TwoLinks => f.write_str(
                "There are two different scenarios in this. Take one of them alone.",
            )?,
            OpenError::NoLink => f.write_str(
                "No scenario is in this link. Copy the whole link, with all that follows the #, or ask for the file.",
            )?,
            OpenError::Flawed(flaw) => {
                write!(f, "This scenario could not be read, for one mistake in it. In {flaw}.")?;
            }
            OpenError::NoEnvelope => f.write_str(ENVELOPE_WORDS)?,
            OpenError::BadVersion { found } => write!(
                f,
                "This scenario does not say which version of the format it is: \"version\" is {found}. Write {VERSION}, \
                 as a number without quotation marks."
            )?,
            OpenError::Damaged => f.write_str(
                "This scenario is damaged: part of it is missing or was changed on its way. Copy the whole link \
                 again, or ask for the file.",
            )?,
            OpenError::Unfetched => f.write_str(
                "This could not be fetched. Check the connection to the network and try again.",
            )?,
            OpenError::TooLarge => f.write_str(
                "This is too large to be a scenario. Check that it is the right file; a scenario has at most 2 MB.",
            )?,
            OpenError::TooNew { version } => write!(
                f,
                "This scenario was saved by a newer version of this page (format {version}). Reload the page to \
                 get the new version, then open it again.",
            )?,
            OpenError::Problems(problems) => {
                let errors = problems.iter().filter(|problem| problem.is_error()).count();
                let (count, noun) = match errors {
                    1 => ("One".to_owned(), "field of this scenario needs"),
                    many => (many.to_string(), "fields of this scenario need"),
                };
                write!(
                    f,
                    "{count} {noun} mending before it can be opened. Mend the list below in the file, or ask \
                     the sender to.",
                )?;
            }
        }
        f.write_str(" Your present work is untouched.")
    }
}

impl std::error::Error for OpenError {}
