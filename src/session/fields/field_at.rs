//! One field of one scenario: found by its path, read, written, and named as it stands there.

use super::field::{Field, Unit};
use super::table::all_fields;
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
    let of = |place: &str| all_fields().find(|field| field.path == place);
    let (field, reading) = match of(&generic) {
        Some(field) => (field, None),
        None => {
            let (place, last) = generic.rsplit_once('.')?;
            let (case, ..) = READINGS.iter().find(|(_, step, _)| *step == last)?;
            (of(place)?, Some(*case))
        }
    };
    Some(FieldAt { field, path, indices: path::indices(path), reading })
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

    /// The words at its editor.
    pub fn label(&self, scenario: &Scenario) -> String {
        match self.reading {
            Some(case) => reading_label(case).to_owned(),
            None => self.filled(self.field.label, scenario),
        }
    }

    /// The words over the editors of its parts.
    pub fn legend(&self, scenario: &Scenario) -> String {
        self.filled(self.field.legend, scenario)
    }

    /// The words under its label; empty where there are none.
    pub fn hint(&self, scenario: &Scenario) -> String {
        let hint = if self.reading.is_some() { "" } else { self.field.hint };
        match self.month(scenario) {
            Some(month) => {
                hint.replacen("{}", &format::contract_month(scenario.contract.start, month), 1)
            }
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
        let name = self.entry_name(scenario).unwrap_or_else(|| number.clone());
        label.replacen("{}", &name, 1).replacen("{}", &number, 1)
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
