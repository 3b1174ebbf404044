//! The document: a scenario in its envelope, and the only way to write and to open one.

use std::fmt;

use serde::Serialize;
use serde_json::Value;

use super::OpenError;
use super::file::MOST_FILE;
use super::flaw::{Flaw, flaw};
use super::upgrade::{UPGRADES, VERSION, upgrade};
use crate::model::{Problem, Scenario};

/// What the `format` field of each document says.
pub const FORMAT: &str = "ratecard-scenario";

/// What that of a file of many says.
pub(super) const FORMAT_OF_MANY: &str = "ratecard-scenarios";

/// A document to write: always of the latest version.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Document<'a> {
    format: &'static str,
    version: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    engine: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fingerprint: Option<&'a str>,
    scenario: &'a Scenario,
}

impl<'a> Document<'a> {
    /// A document of the scenario alone.
    pub fn new(scenario: &'a Scenario) -> Document<'a> {
        Document { format: FORMAT, version: VERSION, engine: None, fingerprint: None, scenario }
    }

    /// The same document with the engine's version and the fingerprint of the results that its sender saw,
    /// so that whoever opens it can tell whether the figures are reproduced.
    pub fn with_results(self, engine: &'a str, fingerprint: &'a str) -> Document<'a> {
        Document { engine: Some(engine), fingerprint: Some(fingerprint), ..self }
    }

    /// The document as one line of JSON.
    pub(super) fn compact(&self) -> Result<String, WriteError> {
        self.read_back(self.tree()?.to_string())
    }

    /// The document as JSON for people.
    pub fn pretty(&self) -> Result<String, WriteError> {
        // A tree is always written.
        let text = serde_json::to_string_pretty(&self.tree()?).unwrap_or_default();
        self.read_back(text + "\n")
    }

    /// Both ways of writing share one walk over the scenario, which is large.
    fn tree(&self) -> Result<Value, WriteError> {
        serde_json::to_value(self).map_err(|_| WriteError::Unwritable)
    }

    /// Returns the text if it can be opened again. Debug builds open it, to see that nothing was lost.
    fn read_back(&self, text: String) -> Result<String, WriteError> {
        if text.len() > MOST_FILE {
            return Err(WriteError::TooLarge);
        }
        debug_assert_eq!(
            open_unfinished(&text).map(|opened| opened.scenario).as_ref(),
            Ok(self.scenario),
            "a written document reads back"
        );
        Ok(text)
    }
}

/// Why a scenario was not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteError {
    /// It would be larger than what opens again.
    TooLarge,
    /// It holds a number that JSON cannot write. The model's types rule this out.
    Unwritable,
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            WriteError::TooLarge => {
                "This scenario is too large to share in this way. Save it as a file; if that is refused too, \
                 shorten its descriptions and sources."
            }
            WriteError::Unwritable => "This scenario could not be written. Undo the last change and try again.",
        })
    }
}

impl std::error::Error for WriteError {}

/// A document that was opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    pub scenario: Scenario,
    /// What looks implausible and can be run all the same. If the document was opened unfinished, this also holds the
    /// errors that must be mended before a run.
    pub warnings: Vec<Problem>,
    /// The engine's version that its sender ran, if the document says so.
    pub engine: Option<String>,
    /// The fingerprint of the results that its sender saw, if the document says so.
    pub fingerprint: Option<String>,
}

/// Opens a document that can be run. What is looked at, in this order: size, JSON, version, fields, checks.
pub fn open(text: &str) -> Result<Opened, OpenError> {
    open_with(text, Scenario::read)
}

/// Opens a document even if the parts of its scenario do not fit together yet, such as shares that add to 90%.
/// The page opens its own saved work so, and what a person chooses to open and mend there.
pub fn open_unfinished(text: &str) -> Result<Opened, OpenError> {
    open_with(text, Scenario::read_unfinished)
}

/// One of the model's two ways to read a scenario: [`Scenario::read`] or [`Scenario::read_unfinished`].
type Read = fn(Value) -> Result<(Scenario, Vec<Problem>), Vec<Problem>>;

fn open_with(text: &str, read: Read) -> Result<Opened, OpenError> {
    if text.len() > MOST_FILE {
        return Err(OpenError::TooLarge);
    }
    // Some editors put an invisible byte order mark before the text.
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(OpenError::Empty);
    }
    if let Some(flaw) = flaw(text) {
        return Err(unparsed(text, flaw));
    }
    let mut document: Value = serde_json::from_str(text).map_err(|_| OpenError::NotOurs)?;
    if document.get("format").and_then(Value::as_str) == Some(FORMAT_OF_MANY) {
        return Err(OpenError::Many);
    }
    if document.get("format").and_then(Value::as_str) != Some(FORMAT) {
        let has_parts =
            ["rate_card", "cohort", "contract"].iter().all(|part| document.get(part).is_some());
        return Err(if has_parts { OpenError::NoEnvelope } else { OpenError::NotOurs });
    }
    let version = document.get("version").ok_or(OpenError::Damaged)?;
    let version = version.as_u64().ok_or_else(|| bad_version(version))?;
    match version {
        0 => return Err(OpenError::Damaged),
        VERSION.. if version > VERSION => return Err(OpenError::TooNew { version }),
        _ => upgrade(&mut document, version, UPGRADES),
    }
    let Value::Object(mut fields) = document else { return Err(OpenError::Damaged) };
    let scenario = fields.shift_remove("scenario").ok_or(OpenError::Damaged)?;
    let mut problems = Vec::new();
    let engine = short_text(&mut problems, "engine", fields.shift_remove("engine"));
    let fingerprint = short_text(&mut problems, "fingerprint", fields.shift_remove("fingerprint"));
    for field in fields.keys().filter(|field| !["format", "version"].contains(&field.as_str())) {
        problems.push(
            Problem::error("", "is not a field of this format", "remove it").with_value(field),
        );
    }
    match read(scenario) {
        Ok((scenario, warnings)) if problems.is_empty() => {
            Ok(Opened { scenario, warnings, engine, fingerprint })
        }
        Ok(_) => Err(OpenError::Problems(problems)),
        Err(more) => {
            problems.extend(more);
            Err(OpenError::Problems(problems))
        }
    }
}

/// Why a text that is not JSON did not open: it is a scenario with a mistake in it, or something else altogether.
fn unparsed(text: &str, flaw: Flaw) -> OpenError {
    let is_ours = text.contains(FORMAT) || text.contains("\"rate_card\"");
    if is_ours { OpenError::Flawed(flaw) } else { OpenError::NotOurs }
}

fn bad_version(found: &Value) -> OpenError {
    let found: String = found.to_string().chars().take(40).collect();
    OpenError::BadVersion { found }
}

/// Reads a field of the envelope that the page shows, and so must be short. Notes a problem if it is not.
fn short_text(problems: &mut Vec<Problem>, path: &str, value: Option<Value>) -> Option<String> {
    const LONGEST: usize = 64;
    match value? {
        Value::String(text) if text.len() <= LONGEST && text.is_ascii() => Some(text),
        value => {
            let problem = Problem::error(path, "is not a short text", "remove this field");
            problems.push(problem.with_value(value));
            None
        }
    }
}
