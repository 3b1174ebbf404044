//! One field of one scenario: found by its path, read, written, and named as it stands there.

use super::field::{Field, Shape, Unit};
use super::table::{self, all_fields};
use super::value::FieldValue;
use crate::format;
use crate::model::{Case, Scenario, path};

/// A field at a place, such as the price of the fourth line.
pub struct FieldAt<'p> {
    pub field: &'static Field,
    path: &'p str,
    /// The numbers of the list entries around it.
    indices: Vec<usize>,
    /// It is one reading of an estimate.
    pub reading: Option<Case>,
}

/// How labels begin that say first which entry they are about.
const ENTRY_FIRST: &str = "{}: ";

/// The readings of an estimate: as a path's last step, and at an editor.
const READINGS: [(Case, &str, &str); 3] = [
    (Case::Low, "low", "Low (P10)"),
    (Case::Central, "central", "Central (P50)"),
    (Case::High, "high", "High (P90)"),
];

/// What one reading is called at its editor.
pub fn reading_label(case: Case) -> &'static str {
    READINGS.iter().find(|(known, ..)| *known == case).map_or("", |(.., label)| label)
}

/// The field at a path, which may end with a reading of an estimate. `None` where the format has no such field.
pub fn find(path: &str) -> Option<FieldAt<'_>> {
    let generic = path::generic(path);
    let (field, reading) = match table::field(&generic) {
        Some(field) => (field, None),
        None => {
            let (place, last) = generic.rsplit_once('.')?;
            let (case, ..) = READINGS.iter().find(|(_, step, _)| *step == last)?;
            (table::field(place)?, Some(*case))
        }
    };
    Some(FieldAt { field, path, indices: path::indices(path), reading })
}

/// What the field at a path of a scenario held as that was opened. A line of the card is known by its id, wherever it
/// stands now; `None` if it is new.
pub fn value_as_opened(now: &Scenario, opened: &Scenario, path: &str) -> Option<FieldValue> {
    let mut field = find(path)?;
    if path::is_within(path, "rate_card.outcomes")
        && let Some(line) = field.indices.first_mut()
    {
        *line = opened.rate_card.index_of(&now.rate_card.outcomes.get(*line)?.id)?;
    }
    field.value(opened)
}

/// The fields of the group, or of the entries of the list, at a path; in the order of the format.
pub fn children(path: &str) -> impl Iterator<Item = &'static Field> {
    let generic = path::generic(path);
    all_fields().filter(move |field| {
        !field.path.is_empty() && path::parent(field.path) == generic && field.path != generic
    })
}

/// What an entry of a list is called: by its name, by what it is about, or by its number.
pub fn entry_title(scenario: &Scenario, entry: &str) -> String {
    let Some((list, index)) = path::split_entry(entry) else { return String::new() };
    let text = |field: &str| match find(&path::join(entry, field))?.value(scenario)? {
        FieldValue::Text(Some(text)) if !text.trim().is_empty() => Some(text),
        _ => None,
    };
    if let Some(name) = text("name") {
        return name;
    }
    let word = match find(list).map(|found| found.field.shape) {
        Some(Shape::List { entry }) => entry,
        _ => "entry",
    };
    format!("{} {}", format::capital(word), index + 1)
}

/// The field at a path that the page itself names.
///
/// # Panics
/// Where the format has no such field, which the first look at the page would show. Paths from documents go through
/// [`find`].
pub fn known(path: &str) -> FieldAt<'_> {
    find(path).expect("a field of the format")
}

impl FieldAt<'_> {
    /// What the field holds. `None` for a group, and where the scenario has no such entry or group.
    pub fn value(&self, scenario: &Scenario) -> Option<FieldValue> {
        let value = self.field.place?(scenario, &self.indices)?.value();
        Some(match self.reading {
            Some(case) => value.reading(case),
            None => value,
        })
    }

    /// Gives the field a value, and says whether it took it: it must exist, and the value be of its kind.
    pub fn set(&self, scenario: &mut Scenario, value: FieldValue) -> bool {
        let place = self.field.place_mut.and_then(|place| place(scenario, &self.indices));
        let Some(place) = place else { return false };
        let value = match self.reading {
            Some(case) => place.value().with_reading(case, value),
            None => Some(value),
        };
        value.is_some_and(|value| place.put(value))
    }

    /// How many entries, names or values a list holds, and whether a group is there: 0 or 1. A single field counts 1.
    pub fn count(&self, scenario: &Scenario) -> usize {
        let is_there = |field: &Field, indices: &[usize]| {
            field.place.is_some_and(|place| place(scenario, indices).is_some())
        };
        let leaf =
            || children(self.path).find(|field| field.shape == Shape::One && field.place.is_some());
        let count = |field: &Field| {
            let mut indices = self.indices.clone();
            indices.push(0);
            let last = indices.len() - 1;
            let entries = (0..).take_while(|index| {
                indices[last] = *index;
                is_there(field, &indices)
            });
            entries.count()
        };
        match self.field.shape {
            Shape::One => 1,
            Shape::List { .. } => leaf().map_or(0, count),
            Shape::ForEach { .. } => count(self.field),
            Shape::MayBeAbsent => {
                leaf().map_or(0, |leaf| usize::from(is_there(leaf, &self.indices)))
            }
            Shape::Names(_) => match self.value(scenario) {
                Some(FieldValue::Names(names)) => names.len(),
                _ => 0,
            },
        }
    }

    /// The words at its editor.
    pub fn label(&self, scenario: &Scenario) -> String {
        match self.reading {
            Some(case) => reading_label(case).to_owned(),
            None if self.field.label.is_empty() => self.plain_label(),
            None => self.filled(self.field.label, scenario),
        }
    }

    /// The part of the label that only says which entry it is, such as "Council: ", where a label begins with one.
    pub fn entry_in_label(&self, scenario: &Scenario) -> String {
        if self.reading.is_none() && self.field.label.starts_with(ENTRY_FIRST) {
            self.filled(ENTRY_FIRST, scenario)
        } else {
            String::new()
        }
    }

    /// Its name and how it is written, where nothing else is said.
    fn plain_label(&self) -> String {
        let written = match self.field.unit {
            Unit::Pounds => " (£)",
            Unit::Share | Unit::BasisPoints => " (%)",
            Unit::Rate => " (% a year)",
            Unit::MonthNumber => " (number)",
            Unit::Months => " (months)",
            Unit::CalendarMonth => " (year-month)",
            _ => "",
        };
        format::capital(&format::in_currency(&format!("{}{written}", self.field.name)))
    }

    /// The words over the editors of its parts.
    pub fn legend(&self, scenario: &Scenario) -> String {
        match self.field.legend {
            "" => format::capital(self.field.name),
            legend => self.filled(legend, scenario),
        }
    }

    /// The words under its label; empty where there are none.
    pub fn hint(&self, scenario: &Scenario) -> String {
        let hint = match self.field.hint {
            _ if self.reading.is_some() => "",
            "" if self.field.label.is_empty() && self.field.unit == Unit::MonthNumber => "{}",
            hint => hint,
        };
        match self.month(scenario) {
            Some(month) => {
                hint.replacen("{}", &format::contract_month(scenario.contract.start, month), 1)
            }
            // No month stands there, so there is none to tell.
            None if hint == "{}" => String::new(),
            None => self.filled(hint, scenario),
        }
    }

    /// Over a column, or in a list of terms.
    pub fn heading(&self) -> String {
        match self.field.heading {
            "" => format::capital(self.field.name),
            heading => heading.to_owned(),
        }
    }

    /// The value in words, for paper and tables.
    pub fn words(&self, scenario: &Scenario) -> String {
        if let Some(month) = self.month(scenario) {
            return format::month(scenario.contract.start.plus(month));
        }
        match self.value(scenario) {
            Some(FieldValue::Money(Some(amount))) => format::money(amount),
            Some(FieldValue::Share(Some(share))) => format::percent(share.get()),
            Some(FieldValue::Chance(all)) => format::percent(all.central.get()),
            Some(FieldValue::Factor(factor)) => format::number(factor.get()),
            Some(FieldValue::UnsureFactor(all)) => format::number(all.central.get()),
            Some(FieldValue::Rate(Some(rate))) => format::percent(rate.get()),
            Some(FieldValue::Quantity(Some(number))) => format::number(number.get()),
            Some(FieldValue::Whole(Some(number))) => self.whole_words(number),
            Some(FieldValue::Month(Some(month))) => format::month(month),
            Some(FieldValue::Currency(currency)) => currency.to_string(),
            Some(FieldValue::Choice(index)) => {
                self.field.choices.get(index).copied().unwrap_or_default().to_owned()
            }
            Some(FieldValue::Switch(is_on)) => if is_on { "on" } else { "off" }.to_owned(),
            Some(FieldValue::Text(Some(text))) => text,
            Some(FieldValue::Names(names)) if !names.is_empty() => names.join(", "),
            _ => "none".to_owned(),
        }
    }

    fn whole_words(&self, number: u32) -> String {
        match self.field.unit {
            Unit::BasisPoints => format::percent(f64::from(number) / 10_000.0),
            Unit::Months => format::months(u16::try_from(number).unwrap_or(u16::MAX)),
            Unit::Weeks => format::weeks(number),
            Unit::NumberName => number.to_string(),
            _ => format::count(u64::from(number)),
        }
    }

    /// The month that it stands for, counted from the contract's first.
    fn month(&self, scenario: &Scenario) -> Option<u16> {
        if self.field.unit != Unit::MonthNumber {
            return None;
        }
        match self.value(scenario)? {
            FieldValue::Whole(Some(month)) => u16::try_from(month).ok(),
            _ => self.month_of_nothing(scenario),
        }
    }

    /// The month that stands where none is given.
    fn month_of_nothing(&self, scenario: &Scenario) -> Option<u16> {
        let contract = &scenario.contract;
        match self.field.path {
            "contract.claims_end" => Some(contract.last_claim_month()),
            "contract.service_fees.to_month" => Some(contract.delivery_months.saturating_sub(1)),
            _ => None,
        }
    }

    /// A label with the list entry in its gap: by its name, or by its number where it has none. A second gap takes the
    /// number.
    fn filled(&self, label: &str, scenario: &Scenario) -> String {
        let label = format::in_currency(label);
        if !label.contains("{}") {
            return label;
        }
        let number = self.indices.last().map_or(0, |index| index + 1).to_string();
        let name = self
            .entry_name(scenario)
            .or_else(|| self.entry_word())
            .unwrap_or_else(|| number.clone());
        label.replacen("{}", &name, 1).replacen("{}", &number, 1)
    }

    /// What the entry around it is called by its number, such as "Step 1".
    fn entry_word(&self) -> Option<String> {
        let (list, number) = path::split_entry(path::parent(self.path))?;
        match find(list)?.field.shape {
            Shape::List { entry } => Some(format!("{} {}", format::capital(entry), number + 1)),
            _ => None,
        }
    }

    /// The name of the innermost list entry around it that has one.
    fn entry_name(&self, scenario: &Scenario) -> Option<String> {
        let mut around = self.path;
        loop {
            around = &around[..around.rfind(']')?];
            let name = find(&path::join(&format!("{around}]"), "name"))
                .and_then(|name| name.value(scenario));
            if let Some(FieldValue::Text(Some(name))) = name {
                return Some(name);
            }
        }
    }
}
