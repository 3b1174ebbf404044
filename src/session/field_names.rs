//! What a place in a document is called, with the list entries around it: for steps, changes and problems.

use serde_json::Value;

use super::fields::{self, Shape, Unit};
use crate::format;
use crate::model::path::{self, PathStep};
use crate::model::{CalendarMonth, Case, Money, Scenario};

/// What the fields of a scenario are called. For problem lists, step names and labels of changes.
///
/// To make one takes a moment, since the whole scenario is made a document: one serves for many fields.
pub struct FieldNames(Option<Value>);

impl FieldNames {
    pub fn of(scenario: &Scenario) -> FieldNames {
        FieldNames(serde_json::to_value(scenario).ok())
    }

    /// Such as "price of 6 months in accommodation" for `rate_card.outcomes[15].price`.
    pub fn words(&self, path: &str) -> String {
        match &self.0 {
            Some(document) => NamedPlace::find(document, path).words(),
            None => path.to_owned(),
        }
    }
}

/// A place in a document, with what it takes to name it.
#[derive(Debug)]
pub(super) struct NamedPlace {
    phrase: String,
    pub(super) unit: Unit,
    /// What stands for a value that is not written.
    pub(super) left_out: &'static str,
    /// Names of the list entries around it, the innermost last.
    names: Vec<String>,
    /// When the innermost dated entry around it begins.
    since: Option<String>,
    /// The place is a list entry itself and not a field of one.
    is_entry: bool,
    /// What such an entry is, where its name is that of something else: "cap of a line".
    entry_word: Option<&'static str>,
}

impl NamedPlace {
    /// Finds what to call a place; a place that the format does not have is called by its path.
    pub(super) fn find(document: &Value, path: &str) -> NamedPlace {
        let mut place = NamedPlace {
            phrase: path.to_owned(),
            unit: Unit::Text,
            left_out: "none",
            names: Vec::new(),
            since: None,
            is_entry: false,
            entry_word: None,
        };
        let mut value = Some(document);
        for step in path::steps(path) {
            match step {
                PathStep::Field(field) => {
                    value = value.and_then(|value| value.get(field));
                    place.is_entry = false;
                }
                PathStep::Entry(index) => {
                    let list = value;
                    value = list.and_then(|list| list.get(index));
                    if value.is_some_and(Value::is_number) {
                        place.enter_number(document, path, list, index);
                    } else {
                        place.enter(document, value);
                    }
                }
            }
        }
        let has_own_name =
            value.is_none_or(|entry| entry.is_string() || entry.get("name").is_some());
        if place.is_entry
            && !has_own_name
            && let Some((list, _)) = path::split_entry(path)
            && let Some(Shape::List { entry }) = fields::find(list).map(|list| list.field.shape)
        {
            place.entry_word = Some(entry);
        }
        if let Some(fields::FieldAt { field, reading, .. }) = fields::find(path) {
            let reading = match reading {
                Some(Case::Low) => "low reading of the ",
                Some(Case::Central) => "central reading of the ",
                Some(Case::High) => "high reading of the ",
                None => "",
            };
            place.phrase = format!("{reading}{}", field.name);
            place.unit = field.unit;
            place.left_out = field.left_out();
        }
        place
    }

    /// Notes the name or date of the list entry that the path goes through.
    fn enter(&mut self, document: &Value, entry: Option<&Value>) {
        self.is_entry = true;
        let Some(entry) = entry else { return };
        let text = |field: &str| entry.get(field).and_then(Value::as_str);
        let named = |field: &str| text(field).map(|id| name_of(document, id));
        match (entry, text("name")) {
            (Value::String(id), _) => self.names.push(name_of(document, id)),
            (_, Some(name)) => self.names.push(name.to_owned()),
            _ => {
                // A price of one segment is named by both, the line last.
                let line = named("outcome");
                self.names.extend(line.as_ref().and_then(|_| named("segment")));
                self.names.extend(line.or_else(|| {
                    ["segment", "applies_to", "group", "id"].iter().find_map(|field| named(field))
                }));
                self.since = since_of(document, entry).or_else(|| self.since.take());
            }
        }
        if let Some(month) = entry.get("from_month").and_then(Value::as_u64) {
            self.since = Some(format!("from {}", month_words(document, month)));
        }
    }

    /// Notes whose number it is, in a list of plain numbers: a payer's share, or one year's most.
    fn enter_number(&mut self, document: &Value, path: &str, list: Option<&Value>, index: usize) {
        let is_alone = list.and_then(Value::as_array).is_none_or(|list| list.len() < 2);
        if path::generic(path).ends_with("shares_bp") {
            let payer = document.pointer(&format!("/contract/payers/{index}/name"));
            self.names.extend(payer.and_then(Value::as_str).map(str::to_owned));
        } else if !is_alone {
            self.since = Some(format!("year {}", index + 1));
        }
        self.is_entry = false;
    }

    /// "price of 6 months in accommodation, from June 2020", or the name alone for an entry of a list.
    pub(super) fn words(&self) -> String {
        let mut names = self.names.iter().rev();
        let mut words = match names.next() {
            Some(name) if self.is_entry => match self.entry_word {
                Some(word) => format!("{word}, {name}"),
                None => name.clone(),
            },
            Some(name) => format!("{} of {name}", self.phrase),
            None => self.phrase.clone(),
        };
        for name in names {
            words = format!("{words}, {name}");
        }
        match &self.since {
            Some(since) => format!("{words}, {since}"),
            None => words,
        }
    }

    /// The words without "price of", where the amount already says that it is a price.
    pub(super) fn subject(&self) -> String {
        let words = self.words();
        match words.strip_prefix("price of ") {
            Some(name) if self.unit == Unit::Pounds => name.to_owned(),
            _ => words,
        }
    }

    /// A value of this place as text; `None` where it has no short one.
    pub(super) fn value_words(&self, document: &Value, value: &Value) -> Option<String> {
        const LONGEST: usize = 60;
        if let Value::Object(readings) = value {
            let reading = |name: &str| self.value_words(document, readings.get(name)?);
            return Some(format!(
                "{} / {} / {}",
                reading("low")?,
                reading("central")?,
                reading("high")?
            ));
        }
        let number = value.as_f64();
        match self.unit {
            Unit::Pounds => Money::from_pounds(number?).ok().map(format::money),
            Unit::Share | Unit::Rate => Some(format::percent(number?)),
            Unit::BasisPoints => Some(format::percent(number? / 10_000.0)),
            Unit::Factor | Unit::Quantity | Unit::Count => Some(format::number(number?)),
            Unit::NumberName => Some(value.as_u64()?.to_string()),
            Unit::MonthNumber => Some(month_words(document, value.as_u64()?)),
            Unit::Months => u16::try_from(value.as_u64()?).ok().map(format::months),
            Unit::Weeks => u32::try_from(value.as_u64()?).ok().map(format::weeks),
            Unit::Switch => Some(if value.as_bool()? { "on" } else { "off" }.to_owned()),
            Unit::Text | Unit::Choice | Unit::CalendarMonth | Unit::Currency => {
                let text = value.as_str()?.replace('_', " ");
                (text.chars().count() <= LONGEST).then_some(text)
            }
            Unit::Names | Unit::Group => None,
        }
    }
}

/// The name of an outcome, segment or payer of which this is the id; otherwise the text itself.
pub(super) fn name_of(document: &Value, id: &str) -> String {
    ["/rate_card/outcomes", "/cohort/segments", "/contract/payers"]
        .iter()
        .filter_map(|list| document.pointer(list)?.as_array())
        .flatten()
        .find(|entry| entry.get("id").and_then(Value::as_str) == Some(id))
        .and_then(|entry| entry.get("name")?.as_str())
        .unwrap_or(id)
        .to_owned()
}

/// When an entry without a name is: from a claim on, in a month, or up to one.
fn since_of(document: &Value, entry: &Value) -> Option<String> {
    let number = |field: &str| entry.get(field).and_then(Value::as_u64);
    let month = |field: &str| entry.get(field).and_then(Value::as_str)?.parse().ok();
    number("from_claim")
        .map(|claim| format!("from claim {}", format::count(claim)))
        .or_else(|| number("month").map(|month| format!("in {}", month_words(document, month))))
        .or_else(|| {
            let end: CalendarMonth = month("end").or_else(|| month("to"))?;
            Some(format!("to {}", format::month(end)))
        })
}

/// A contract month as a calendar month.
fn month_words(document: &Value, month: u64) -> String {
    let start: Option<CalendarMonth> = document
        .pointer("/contract/start")
        .and_then(Value::as_str)
        .and_then(|start| start.parse().ok());
    match (start, u16::try_from(month)) {
        (Some(start), Ok(months)) => format::month(start.plus(months)),
        _ => format!("month {month}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn defaults() -> Value {
        serde_json::from_str(include_str!("../model/defaults.json")).unwrap()
    }

    /// Every place of a document, lists and groups included.
    fn places(prefix: &str, value: &Value, found: &mut Vec<String>) {
        found.push(prefix.to_owned());
        match value {
            Value::Object(fields) => {
                for (field, value) in fields {
                    let dot = if prefix.is_empty() { "" } else { "." };
                    places(&format!("{prefix}{dot}{field}"), value, found);
                }
            }
            Value::Array(items) => {
                for (index, value) in items.iter().enumerate() {
                    places(&format!("{prefix}[{index}]"), value, found);
                }
            }
            _ => {}
        }
    }

    #[test]
    fn every_field_of_the_format_has_a_name_and_a_way_to_be_written() {
        let document = defaults();
        let mut all = Vec::new();
        places("", &document, &mut all);
        assert!(all.len() > 150);
        for path in all {
            let place = NamedPlace::find(&document, &path);
            assert!(
                place.phrase != path || place.is_entry || path.len() < 12,
                "{path} has no name"
            );
            let pointer = format!("/{}", path.replace('[', ".").replace(']', "").replace('.', "/"));
            let value =
                if path.is_empty() { &document } else { document.pointer(&pointer).unwrap() };
            if !value.is_object() && !value.is_array() && !place.is_entry {
                assert_ne!(place.unit, Unit::Group, "{path} is written as a group");
                if path != "description" && path != "name" {
                    assert!(place.value_words(&document, value).is_some(), "{path}: {value}");
                }
            }
        }
    }

    #[test]
    fn names_say_which_line_and_since_when() {
        let document = defaults();
        let words = |path: &str| NamedPlace::find(&document, path).words();
        assert_eq!(words("rate_card.outcomes[0].price"), "price of Settled");
        assert_eq!(words("rate_card.outcomes[0]"), "Settled");
        assert_eq!(
            words("rate_card.outcomes[0].chance.low"),
            "low reading of the chance of Settled"
        );
        assert_eq!(
            words("rate_card.outcomes[0].price_changes[0].price"),
            "later price of Everyone, Settled, from October 2020"
        );
        assert_eq!(
            words("contract.amendments[0].prices[0].price"),
            "price of Settled, Everyone, First amendment, from October 2020"
        );
        assert_eq!(
            words("rate_card.outcomes[0].segment_chances[0].chance"),
            "chance of Everyone, Settled"
        );
        assert_eq!(words("contract.caps.lines[0]"), "cap of a line, Settled");
        assert_eq!(words("contract.caps.contract"), "contract cap");
        assert_eq!(words("contract.caps.year.most[0]"), "cap per year");
        assert_eq!(
            words("contract.payers[0].most_in_year.most[0]"),
            "most to be paid in a year of Council"
        );
        assert_eq!(
            words("contract.payer_shares[0].shares_bp[0]"),
            "share of Council, Home, from October 2020"
        );
        assert_eq!(words("investment.draws[0].amount"), "draw, in April 2020");
        assert_eq!(words("actuals.payments[0].paid"), "actual payment, to June 2020");
        assert_eq!(words("tests[0].amount"), "limit of Payments in 2020/21 stay below £40,000");
        assert_eq!(words("stresses[0].shocks[0]"), "Lockdown, A bad winter");
        assert_eq!(words("cohort.referrals[0].per_month"), "referrals per month, from April 2020");
        assert_eq!(words("nothing.of.ours"), "nothing.of.ours");
        assert_eq!(words(""), "scenario");
    }
}
