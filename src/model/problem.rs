//! What is wrong with a scenario, where, and what would mend it.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::ControlFlow;

use deserr::{DeserializeError, ErrorKind, IntoValue, MergeWithError, ValueKind, ValuePointerRef};
use serde_json::Value;

use super::path::{self, PathStep};

/// One thing wrong with a scenario, said so that a person can mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub severity: Severity,
    /// Where: the field's path in a document, such as `rate_card.outcomes[3].price`.
    pub path: String,
    /// The name of the innermost list entry around the place, shortened; empty where none has a name.
    pub entry: String,
    /// Where the name in `value` should stand and does not, such as `rate_card.outcomes.id`.
    pub missing_from: Option<&'static str>,
    /// The offending value as it was written, shortened; empty when there is none.
    pub value: String,
    /// What is wrong, as the rest of a sentence that begins with the field.
    pub wrong: String,
    /// What would make it right, as an instruction.
    pub mend: String,
}

/// Whether a problem stops a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The scenario cannot be run.
    Error,
    /// It can be run, but a figure looks implausible.
    Warning,
}

impl Problem {
    pub fn error(path: impl AsRef<str>, wrong: impl AsRef<str>, mend: impl AsRef<str>) -> Problem {
        Problem::new(Severity::Error, path.as_ref(), wrong.as_ref(), mend.as_ref())
    }

    pub fn warning(
        path: impl AsRef<str>,
        wrong: impl AsRef<str>,
        mend: impl AsRef<str>,
    ) -> Problem {
        Problem::new(Severity::Warning, path.as_ref(), wrong.as_ref(), mend.as_ref())
    }

    // Out of line: two hundred checks call it, and the page is smaller by what they share.
    #[inline(never)]
    fn new(severity: Severity, path: &str, wrong: &str, mend: &str) -> Problem {
        Problem {
            severity,
            path: path.to_owned(),
            entry: String::new(),
            missing_from: None,
            value: String::new(),
            wrong: wrong.to_owned(),
            mend: mend.to_owned(),
        }
    }

    /// The same problem, quoting the value; long values are shortened.
    pub fn with_value(self, value: impl fmt::Display) -> Problem {
        Problem { value: shortened(&value.to_string(), 80), ..self }
    }

    /// The same problem, with the name that the scenario in this document has for the entry it is in.
    pub fn named_in(self, scenario: &Value) -> Problem {
        // A name that is wrong is quoted as the value.
        if self.path.ends_with(".name") {
            return self;
        }
        let mut entry = "";
        let mut place = Some(scenario);
        for step in path::steps(&self.path) {
            place = place.and_then(|place| path::step_into(place, step));
            let name = place.and_then(|place| place.get("name")).and_then(Value::as_str);
            if let (PathStep::Entry(_), Some(name)) = (step, name) {
                entry = name;
            }
        }
        Problem { entry: shortened(entry.trim(), 60), ..self }
    }

    /// Where it is, for people who have the document before them: the path, and the name of the entry.
    pub fn place(&self) -> String {
        match (self.path.as_str(), self.entry.as_str()) {
            // Fields beside the scenario have no path.
            ("", _) => "document".to_owned(),
            (path, "") => path.to_owned(),
            (path, entry) => format!("{path} (of \"{entry}\")"),
        }
    }

    /// Leaves out names of entries that are not there, where the entries' own names are wrong: what others call them
    /// by is right once these are.
    pub fn leave_out_consequences(problems: &mut Vec<Problem>) {
        let wrong: BTreeSet<String> = problems
            .iter()
            .filter(|problem| problem.is_error())
            .map(|problem| path::generic(&problem.path))
            .collect();
        // The list as a whole may be wrong as well, or one of its entries.
        let is_wrong = |names: &str| wrong.contains(names) || wrong.contains(path::parent(names));
        problems.retain(|problem| !problem.missing_from.is_some_and(is_wrong));
    }

    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Problem { value, wrong, mend, .. } = self;
        let place = self.place();
        if value.is_empty() {
            write!(f, "{place} {wrong}: {mend}")
        } else {
            write!(f, "{place}: {value} {wrong}: {mend}")
        }
    }
}

/// The first `most` characters of a text, with a sign that there is more.
fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// An error of a checked type, in the two parts that a [`Problem`] needs.
pub trait Complaint {
    /// What is wrong, as the rest of a sentence that begins with the value.
    fn wrong(&self) -> &'static str;
    /// What would make it right, as an instruction.
    fn mend(&self) -> &'static str;
}

/// Every problem met while a document was read into a scenario.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    /// Past this many no more are noted: the document is of another kind.
    pub const MOST: usize = 100;

    fn are_enough(self_: Option<&Problems>) -> bool {
        self_.is_some_and(|all| all.0.len() >= Problems::MOST)
    }

    #[inline(never)]
    fn and(self_: Option<Problems>, more: Vec<Problem>) -> Problems {
        let mut all = self_.unwrap_or_default();
        all.0.extend(more);
        all.0.truncate(Problems::MOST);
        all
    }
}

// Reading never breaks off. Where the compiler sees this, which takes the inlining of the functions that say so, it
// leaves out a way back from each of two hundred fields, and the page is 30 kB of machine code smaller.

impl MergeWithError<Problems> for Problems {
    #[inline(always)]
    fn merge(
        self_: Option<Problems>,
        other: Problems,
        _location: ValuePointerRef<'_>,
    ) -> ControlFlow<Problems, Problems> {
        ControlFlow::Continue(Problems::and(self_, other.0))
    }
}

impl<C: Complaint> MergeWithError<C> for Problems {
    #[inline(always)]
    fn merge(
        self_: Option<Problems>,
        complaint: C,
        location: ValuePointerRef<'_>,
    ) -> ControlFlow<Problems, Problems> {
        ControlFlow::Continue(Problems::and_complaint(self_, &complaint, location))
    }
}

impl DeserializeError for Problems {
    #[inline(always)]
    fn error<V: IntoValue>(
        self_: Option<Problems>,
        error: ErrorKind<'_, V>,
        location: ValuePointerRef<'_>,
    ) -> ControlFlow<Problems, Problems> {
        ControlFlow::Continue(Problems::and_error(self_, error, location))
    }
}

impl Problems {
    #[inline(never)]
    fn and_complaint(
        self_: Option<Problems>,
        complaint: &dyn Complaint,
        location: ValuePointerRef<'_>,
    ) -> Problems {
        if Problems::are_enough(self_.as_ref()) {
            return self_.unwrap_or_default();
        }
        let problem = Problem::error(path_of(location), complaint.wrong(), complaint.mend());
        Problems::and(self_, vec![problem])
    }

    #[inline(never)]
    fn and_error<V: IntoValue>(
        self_: Option<Problems>,
        error: ErrorKind<'_, V>,
        location: ValuePointerRef<'_>,
    ) -> Problems {
        if Problems::are_enough(self_.as_ref()) {
            return self_.unwrap_or_default();
        }
        let place = path_of(location);
        let problem = match error {
            ErrorKind::IncorrectValueKind { actual, accepted } => {
                let wrong = format!("is {}", kind_words(actual.kind()));
                let mend = match actual {
                    deserr::Value::String(text) if is_calendar_month(&text, accepted) => {
                        COUNTED_MONTH.to_owned()
                    }
                    deserr::Value::String(text) if is_dressed_number(&text, accepted) => {
                        DRESSED_NUMBER.to_owned()
                    }
                    _ => format!("write {}", what_to_write(&place, accepted)),
                };
                Problem::error(place, wrong, mend)
            }
            ErrorKind::MissingField { field } => Problem::error(
                path::join(&place, field),
                "is missing",
                "add this field, or start from a preset and change it",
            ),
            ErrorKind::UnknownKey { key, accepted } => Problem::error(
                path::join(&place, &shorten(key)),
                "is not a field of this format",
                format!("remove it; the fields here are {}", accepted.join(", ")),
            ),
            ErrorKind::UnknownValue { accepted, .. } => Problem::error(
                place,
                "is not one of the choices",
                format!("write one of {}", accepted.join(", ")),
            ),
            ErrorKind::BadSequenceLen { expected, .. } => Problem::error(
                place,
                "is a list of the wrong length",
                format!("write a list of {expected}"),
            ),
            ErrorKind::Unexpected { msg } => {
                Problem::error(place, "is out of range", limit_words(&msg))
            }
        };
        Problems::and(self_, vec![problem])
    }
}

/// The path of a place in a document, such as `rate_card.outcomes[3].price`.
fn path_of(location: ValuePointerRef<'_>) -> String {
    match location {
        ValuePointerRef::Origin => String::new(),
        ValuePointerRef::Key { key, prev } => path::join(&path_of(*prev), &shorten(key)),
        ValuePointerRef::Index { index, prev } => path::entry(&path_of(*prev), index),
    }
}

fn shorten(text: &str) -> String {
    text.chars().take(120).collect()
}

fn kind_words(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::Null => "empty (null)",
        ValueKind::Boolean => "true or false",
        ValueKind::Integer | ValueKind::NegativeInteger | ValueKind::Float => "a number",
        ValueKind::String => "text",
        ValueKind::Sequence => "a list",
        ValueKind::Map => "a group of fields",
    }
}

/// What to write instead of a whole number that is too large or too small for its field.
fn limit_words(message: &str) -> String {
    // The reader names the value and then the limit, each in back quotes.
    let limit = message.rsplit('`').nth(1).unwrap_or_default();
    if message.contains("maximum value") {
        format!("write a whole number of at most {limit}")
    } else if message.contains("minimum value") {
        format!("write a whole number of at least {limit}")
    } else {
        format!("mend it: {}", shorten(message))
    }
}

const DRESSED_NUMBER: &str =
    "write it as a number, without quotes, commas or signs of money, such as 2250000";

/// What to write instead of a calendar month where months are counted.
const COUNTED_MONTH: &str = "write the number of the month, counted from 0 for the contract's first, such as 12 for the first of its second year";

/// Whether a text is a calendar month where a whole number is wanted: `2025-03`.
fn is_calendar_month(text: &str, accepted: &[ValueKind]) -> bool {
    let digits = |part: &str, n: usize| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
    let is_counted =
        accepted.contains(&ValueKind::Integer) && !accepted.contains(&ValueKind::Float);
    is_counted
        && text.split_once('-').is_some_and(|(year, month)| digits(year, 4) && digits(month, 2))
}

/// Whether a text is a number as people write amounts, where a number is wanted: `2,250,000`, `£1,500`.
fn is_dressed_number(text: &str, accepted: &[ValueKind]) -> bool {
    let is_wanted =
        accepted.iter().any(|kind| matches!(kind, ValueKind::Integer | ValueKind::Float));
    let is_part = |letter: char| letter.is_ascii_digit() || " ,.-£€$".contains(letter);
    is_wanted && text.chars().all(is_part) && text.chars().any(|letter| letter.is_ascii_digit())
}

fn what_to_write(place: &str, accepted: &[ValueKind]) -> String {
    let words = accepted_words(accepted);
    let is_in_basis_points = path::generic(place).ends_with("_bp");
    if is_in_basis_points && accepted.contains(&ValueKind::Integer) {
        format!("{words}, in basis points: 5800 for 58%")
    } else {
        words
    }
}

fn accepted_words(kinds: &[ValueKind]) -> String {
    let mut words: Vec<&str> = Vec::new();
    for kind in kinds {
        let word = match kind {
            ValueKind::Null => continue,
            ValueKind::Integer if kinds.contains(&ValueKind::NegativeInteger) => "a whole number",
            ValueKind::Integer => "a whole number, 0 or more",
            ValueKind::NegativeInteger => continue,
            ValueKind::Float => "a number",
            other => kind_words(*other),
        };
        words.push(word);
    }
    if words.contains(&"a number") {
        words.retain(|word| *word != "a whole number");
    }
    words.join(" or ")
}
