//! Numbers to words and back: the only place that makes labels, and the only one that reads what people type.
//!
//! Figures are shown to the digits that they deserve: see [`round_to_error`].

mod csv;
mod currency;
mod money;
mod months;
mod notation;
mod numbers;
mod typed;
mod words;

pub use csv::{CSV_MARK, csv_row, csv_text};
pub use currency::{
    currency, currency_sign, currency_unit, currency_units, in_currency, set_currency,
};
pub use money::{
    money, money_each, money_in_field, money_in_words, money_plain, money_with_error, whole_money,
};
pub use months::{
    LengthUnit, contract_month, month, month_in_short, month_on_axis, months, typed_length,
    typed_month, weeks,
};
pub use notation::Notation;
pub use numbers::{count, number, number_with_error, percent, percent_in_field, round_to_error};
pub use typed::{
    TypedError, points_at_thousands, typed_money, typed_number, typed_percent, typed_whole, visible,
};
pub use words::{article, capital, change_in_words, counted, futures, span};
