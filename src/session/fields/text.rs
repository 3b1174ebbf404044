//! Values of fields as text in an editor, and typed text as values.

use super::field::{Field, Unit};
use super::value::FieldValue;
use crate::format::{self, LengthUnit, Notation, TypedError};
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
        // A name is kept as it was typed, but for what nobody sees.
        let typed = format::visible(typed);
        let text = typed.trim();
        let is_left_out = self.is_optional && text.is_empty();
        if is_left_out && let Some(nothing) = self.nothing() {
            return Ok(nothing);
        }
        if self.is_optional && self.unit != Unit::Text && is_word_for_none(text) {
            return Err("is a word: leave the field empty where there is none".to_owned());
        }
        match self.unit {
            Unit::Pounds => money(text).map(|amount| FieldValue::Money(Some(amount))),
            Unit::Share => percent(text).map(|share| FieldValue::Share(Some(share))),
            Unit::BasisPoints => {
                percent(text).and_then(basis_points).map(|points| FieldValue::Whole(Some(points)))
            }
            Unit::Rate => rate(text).map(|rate| FieldValue::Rate(Some(rate))),
            Unit::Factor => factor(text).map(FieldValue::Factor),
            Unit::Quantity => quantity(text).map(|number| FieldValue::Quantity(Some(number))),
            Unit::Count | Unit::NumberName => {
                count(text).map(|number| FieldValue::Whole(Some(number)))
            }
            Unit::MonthNumber if format::typed_month(text).is_some() => Err(
                "is a calendar month: write its number, counted from 0 for the contract's first"
                    .to_owned(),
            ),
            Unit::MonthNumber | Unit::Months | Unit::Weeks => {
                length(text, self.unit).map(|number| FieldValue::Whole(Some(u32::from(number))))
            }
            Unit::CalendarMonth => month(text).map(|month| FieldValue::Month(Some(month))),
            Unit::Currency => currency(text).map(FieldValue::Currency),
            Unit::Text if !self.is_long && text.contains(['\t', '\n']) => {
                Err(TypedError::Several.to_string())
            }
            Unit::Text => Ok(FieldValue::Text(Some(typed))),
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

impl Field {
    /// What a person should be asked about a text that was read: `0.85` where 85% may be meant. With the sign of a
    /// percentage there is nothing to ask.
    pub fn doubt(&self, typed: &str) -> Option<String> {
        let (least, one) = match self.unit {
            // In a column of fractions 1 means all, which no other number of the column shows to be wrong.
            Unit::Share | Unit::BasisPoints => (1.0, 1.0),
            Unit::Rate => (0.1, 0.0),
            Unit::Quantity | Unit::Factor if format::points_at_thousands(typed) => {
                let number = number(typed).ok()?;
                return Some(format!(
                    "is taken as {}: for {} write {}",
                    exact(number),
                    format::number(1000.0 * number),
                    format::number(1000.0 * number),
                ));
            }
            _ => return None,
        };
        let is_doubtful = |number: &f64| {
            *number != 0.0 && number.abs() < least || (*number - one).abs() < 1e-12 && one > 0.0
        };
        let number = number(typed).ok().filter(is_doubtful)?;
        Some(format!(
            "is taken as {}: for {} write {}, and for {} write {}",
            percent_exactly(number),
            percent_exactly(100.0 * number),
            exact(100.0 * number),
            percent_exactly(number),
            percent_exactly(number)
        ))
    }
}

/// Whether a text says that there is no such value, where numbers stand.
fn is_word_for_none(text: &str) -> bool {
    const WORDS: [&str; 9] =
        ["none", "no", "no cap", "no limit", "unlimited", "n/a", "na", "nil", "-"];
    WORDS.contains(&text.to_lowercase().as_str())
}

fn percent_exactly(percent: f64) -> String {
    format!("{}%", exact(percent))
}

fn money(text: &str) -> Result<Money, String> {
    format::typed_money(text).map_err(|error| match error {
        TypedError::Empty => "is empty: write an amount, such as 1,500".to_owned(),
        error => error.to_string(),
    })
}

fn percent(text: &str) -> Result<Probability, String> {
    format::typed_percent(text).map_err(|error| match error {
        TypedError::Empty => "is empty: write a percentage, such as 85".to_owned(),
        TypedError::NotANumber => "is not a number: write a percentage, such as 85".to_owned(),
        TypedError::Notation(Notation::Fraction) => {
            "is a fraction: write a percentage, such as 33.3 for a third".to_owned()
        }
        error => error.to_string(),
    })
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
    Quantity::new(number(text)?).map_err(|_| {
        "is out of range: write a number that is neither below zero nor past 1,000,000".to_owned()
    })
}

fn number(text: &str) -> Result<f64, String> {
    format::typed_number(text).map_err(|error| error.to_string())
}

fn count(text: &str) -> Result<u32, String> {
    whole(text, u64::from(u32::MAX), "2,000")
        .map(|number| u32::try_from(number).unwrap_or(u32::MAX))
}

/// A whole number of months or weeks, with its unit or without. Another unit than the field's is no number of it: a contract is
/// not rounded unseen.
fn length(text: &str, unit: Unit) -> Result<u16, String> {
    let own = if unit == Unit::Weeks { LengthUnit::Weeks } else { LengthUnit::Months };
    let (number, typed) = format::typed_length(text);
    let number = whole(&number, u64::from(u16::MAX), "12")?;
    let number = u16::try_from(number).unwrap_or(u16::MAX);
    match typed.filter(|typed| *typed != own) {
        None => Ok(number),
        Some(other) => {
            let about = f64::from(number) * other.in_months() / own.in_months();
            let [is_in, wanted] = [other, own].map(|unit| unit.words()[0]);
            let about = format::number(about.round());
            Err(format!("is in {is_in}: write {wanted}, here about {about}"))
        }
    }
}

fn whole(text: &str, most: u64, example: &str) -> Result<u64, String> {
    match format::typed_whole(text) {
        Ok(number) if number <= most => Ok(number),
        Ok(_) => Err(format!("is too large: write at most {}", format::count(most))),
        Err(error @ (TypedError::Several | TypedError::Foreign(_) | TypedError::Notation(_))) => {
            Err(error.to_string())
        }
        Err(_) if is_below_zero(text) => {
            Err(format!("is below zero: write digits without a minus, such as {example}"))
        }
        Err(_) => Err(format!("is not a whole number: write digits, such as {example}")),
    }
}

/// Whether digits follow a minus.
fn is_below_zero(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '−', '–']);
    digits.is_some_and(|digits| digits.starts_with(|letter: char| letter.is_ascii_digit()))
}

fn month(text: &str) -> Result<CalendarMonth, String> {
    format::typed_month(text).ok_or_else(|| {
        "is not a month: write month and year, such as 2019-09 or September 2019".to_owned()
    })
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

/// A share in hundredths of a percent; what is not whole ones is not rounded away.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a whole number from 0 to 10,000"
)]
fn basis_points(share: Probability) -> Result<u32, String> {
    let points = share.get() * 10_000.0;
    if (points - points.round()).abs() > 1e-6 && share.get() < 0.01 {
        return Err(format!(
            "is {}, with more than two decimal places: write at most two, or {} for {}",
            percent_exactly(100.0 * share.get()),
            exact(1e4 * share.get()),
            percent_exactly(1e4 * share.get())
        ));
    }
    if (points - points.round()).abs() > 1e-6 {
        return Err("has more than two decimal places: write at most two, such as 70.45".to_owned());
    }
    Ok(points.round() as u32)
}
