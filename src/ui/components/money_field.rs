//! A field for an amount of money: accepts "£1,500", "1500" and "1 500.50".

use super::value_field::{FieldValue, ValueField};
use crate::format::{self, TypedError};
use crate::model::Money;

pub type MoneyField = ValueField<Money>;

/// An amount that may be left empty, such as a cap that a contract may not have.
pub type OptionalMoneyField = ValueField<Option<Money>>;

impl FieldValue for Money {
    const PREFIX: &'static str = "£";

    fn show(&self) -> String {
        format::money_in_field(*self)
    }

    fn read(text: &str) -> Result<Money, String> {
        format::typed_money(text).map_err(|error| match error {
            TypedError::Empty => "is empty: write an amount, such as 1,500".to_owned(),
            error => error.to_string(),
        })
    }
}

impl FieldValue for Option<Money> {
    const PREFIX: &'static str = Money::PREFIX;

    fn show(&self) -> String {
        self.as_ref().map(FieldValue::show).unwrap_or_default()
    }

    fn read(text: &str) -> Result<Option<Money>, String> {
        if text.trim().is_empty() { Ok(None) } else { Money::read(text).map(Some) }
    }
}
