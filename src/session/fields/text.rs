//! Values of fields as text in an editor, and typed text as values.

use super::field::{Field, Unit};
use super::value::FieldValue;
use crate::format::{self, TypedError};
use crate::model::{
    AnnualRate, CalendarMonth, Complaint, Currency, CurrencyError, Factor, Money, Probability,
    Quantity,
};

impl Unit {
    /// What stands before the text.
    pub fn prefix(self) -> String {
        match self {
            Unit::Pounds => format::currency_sign(),
            Unit::Factor => "×".to_owned(),
            _ => String::new(),
        }
    }

    /// What stands after the text.
    pub fn suffix(self) -> &'static str {
        match self {
            Unit::Share | Unit::BasisPoints => "%",
            Unit::Rate => "% a year",
            _ => "",
        }
    }

    /// `decimal`, `numeric` or `text`: which keys a telephone offers.
    pub fn inputmode(self) -> &'static str {
        match self {
            Unit::Count | Unit::NumberName | Unit::MonthNumber | Unit::Months | Unit::Weeks => {
                "numeric"
            }
            Unit::CalendarMonth | Unit::Currency | Unit::Text => "text",
            _ => "decimal",
        }
    }
}

impl Field {
    /// The text of a value when nobody types; of an estimate, its central reading. Choices and switches have none.
    pub fn text(&self, value: &FieldValue) -> String {
        match value {
            FieldValue::Money(Some(amount)) => format::money_in_field(*amount),
            FieldValue::Share(Some(share)) => format::percent_in_field(share.get()),
            FieldValue::Chance(all) => format::percent_in_field(all.central.get()),
            FieldValue::Factor(factor) => exact(factor.get()),
            FieldValue::UnsureFactor(all) => exact(all.central.get()),
            FieldValue::Rate(Some(rate)) => format::percent_in_field(rate.get()),
            FieldValue::Quantity(Some(number)) => exact(number.get()),
            FieldValue::Whole(Some(number)) => match self.unit {
                Unit::BasisPoints => format::percent_in_field(f64::from(*number) / 10_000.0),
                Unit::Count => format::count(u64::from(*number)),
                _ => number.to_string(),
            },
            FieldValue::Month(Some(month)) => month.to_string(),
            FieldValue::Currency(currency) => currency.to_string(),
            FieldValue::Text(Some(text)) => text.clone(),
            _ => String::new(),
        }
    }

    /// Reads typed text, or says what is wrong and what mends it, as the rest of a sentence that begins with the
    /// field's name and without its full stop.
    pub fn read(&self, typed: &str) -> Result<FieldValue, String> {
        let text = typed.trim();
        let is_left_out = self.is_optional && text.is_empty();
        if is_left_out && let Some(nothing) = self.nothing() {
            return Ok(nothing);
        }
        match self.unit {
            Unit::Pounds => money(text).map(|amount| FieldValue::Money(Some(amount))),
            Unit::Share => percent(text).map(|share| FieldValue::Share(Some(share))),
            Unit::BasisPoints => {
                percent(text).map(|share| FieldValue::Whole(Some(basis_points(share))))
            }
            Unit::Rate => rate(text).map(|rate| FieldValue::Rate(Some(rate))),
            Unit::Factor => factor(text).map(FieldValue::Factor),
            Unit::Quantity => quantity(text).map(|number| FieldValue::Quantity(Some(number))),
            Unit::Count | Unit::NumberName => {
                count(text).map(|number| FieldValue::Whole(Some(number)))
            }
            Unit::MonthNumber | Unit::Months | Unit::Weeks => {
                months(text).map(|number| FieldValue::Whole(Some(u32::from(number))))
            }
            Unit::CalendarMonth => month(text).map(|month| FieldValue::Month(Some(month))),
            Unit::Currency => currency(text).map(FieldValue::Currency),
            Unit::Text => Ok(FieldValue::Text(Some(typed.to_owned()))),
            Unit::Choice | Unit::Switch | Unit::Names | Unit::Group => {
                Err("is not typed".to_owned())
            }
        }
    }

    /// The value of a field that is left out, where its kind has one.
    fn nothing(&self) -> Option<FieldValue> {
        Some(match self.unit {
            Unit::Pounds => FieldValue::Money(None),
            Unit::Share => FieldValue::Share(None),
            Unit::Rate => FieldValue::Rate(None),
            Unit::Quantity => FieldValue::Quantity(None),
            Unit::Count | Unit::NumberName | Unit::MonthNumber | Unit::Months | Unit::Weeks => {
                FieldValue::Whole(None)
            }
            Unit::CalendarMonth => FieldValue::Month(None),
            Unit::Text => FieldValue::Text(None),
            _ => return None,
        })
    }
}

fn money(text: &str) -> Result<Money, String> {
    format::typed_money(text).map_err(|error| match error {
        TypedError::Empty => "is empty: write an amount, such as 1,500".to_owned(),
        error => error.to_string(),
    })
}

fn percent(text: &str) -> Result<Probability, String> {
    format::typed_percent(text).map_err(|error| error.to_string())
}

fn rate(text: &str) -> Result<AnnualRate, String> {
    let percent = number(text.trim_end_matches('%'))?;
    AnnualRate::new((percent * 1e6).round() / 1e8)
        .map_err(|_| "is out of range: write a yearly percentage from −50 to 100".to_owned())
}

fn factor(text: &str) -> Result<Factor, String> {
    Factor::new(number(text)?).map_err(|_| {
        "is out of range: write a number from 0.001 to 1,000, where 1 changes nothing".to_owned()
    })
}

fn quantity(text: &str) -> Result<Quantity, String> {
    Quantity::new(number(text)?)
        .map_err(|_| "is out of range: write a number from 0 to 1,000,000".to_owned())
}

fn number(text: &str) -> Result<f64, String> {
    format::typed_number(text).map_err(|error| error.to_string())
}

fn count(text: &str) -> Result<u32, String> {
    let digits: String =
        text.chars().filter(|letter| !letter.is_whitespace() && *letter != ',').collect();
    digits.parse().map_err(|_| "is not a whole number: write digits, such as 2,000".to_owned())
}

fn months(text: &str) -> Result<u16, String> {
    text.parse().map_err(|_| "is not a whole number: write digits, such as 12".to_owned())
}

fn month(text: &str) -> Result<CalendarMonth, String> {
    text.parse().map_err(|_| "is not a month: write year and month, such as 2019-09".to_owned())
}

fn currency(text: &str) -> Result<Currency, String> {
    text.to_uppercase()
        .parse()
        .map_err(|error: CurrencyError| format!("{}: {}", error.wrong(), error.mend()))
}

/// Every digit that was given, up to six places.
fn exact(value: f64) -> String {
    let text = format!("{value:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A share in hundredths of a percent.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a whole number from 0 to 10,000"
)]
fn basis_points(share: Probability) -> u32 {
    (share.get() * 10_000.0).round() as u32
}
