//! Cells as values of fields: read as the same text would be that somebody types.

use super::cells::single_spaced;
use super::column::Column;
use super::units::{HeadingUnit, unit};
use crate::format::{self, LengthUnit};
use crate::model::{LIMITS, Probability};
use crate::session::fields::{self, Field, FieldValue};

/// How the numbers of a column are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::session) enum Scale {
    /// As in a field of the page.
    AsTyped,
    /// Chances as parts of 1, as spreadsheets keep percentages.
    Fractions,
    /// As the heading says, unless a cell says otherwise.
    Counted(HeadingUnit),
}

/// How the numbers of a column are meant, by its heading and all its cells.
pub(in crate::session) fn scale<'c>(
    column: Column,
    heading: Option<&str>,
    cells: impl Iterator<Item = &'c str>,
) -> Scale {
    match column {
        Column::Chance | Column::ChanceLow | Column::ChanceHigh => {
            let mut cells = cells.filter(|cell| !cell.is_empty()).peekable();
            let has_any = cells.peek().is_some();
            if has_any && cells.all(is_fraction) { Scale::Fractions } else { Scale::AsTyped }
        }
        _ => {
            heading.and_then(|heading| unit(column, heading)).map_or(Scale::AsTyped, Scale::Counted)
        }
    }
}

/// Reads a cell that is not empty, or says what is wrong and what mends it, in the words of its field.
pub(in crate::session) fn read(
    column: Column,
    scale: Scale,
    text: &str,
) -> Result<FieldValue, String> {
    let Some(field) = field(column) else { return Err("is not read".to_owned()) };
    let value = match (column, scale) {
        (Column::Name | Column::Domain, _) => field.read(&single_spaced(text)),
        (Column::MinMonths, _) => months(field, scale, text),
        (_, Scale::Fractions) => fraction(field, text),
        (Column::Price, Scale::Counted(unit)) => price(field, unit, text),
        _ => field.read(text),
    }?;
    match &value {
        FieldValue::Text(Some(name)) if name.is_empty() => Err("is empty: write a name".to_owned()),
        FieldValue::Text(Some(name)) if name.chars().count() > LIMITS.name => {
            Err(format!("is too long: write at most {} characters", LIMITS.name))
        }
        FieldValue::Money(Some(amount)) if amount.is_negative() => {
            Err("is below zero: write 0 or more".to_owned())
        }
        FieldValue::Whole(Some(months))
            if column == Column::MinMonths && *months > u32::from(LIMITS.months) =>
        {
            Err(format!("is too long: write at most {} months", LIMITS.months))
        }
        _ => Ok(value),
    }
}

/// What the person should be asked about a cell that was read.
pub(in crate::session) fn doubt(column: Column, scale: Scale, text: &str) -> Option<String> {
    (scale == Scale::AsTyped).then_some(())?;
    field(column)?.doubt(text)
}

/// Whether a cell is an amount of any kind.
pub(super) fn is_number(cell: &str) -> bool {
    format::typed_money(cell).is_ok() || format::typed_percent(cell).is_ok()
}

/// Whether a cell is a part of 1 as spreadsheets keep it: with a decimal point, or exactly 0 or 1.
pub(super) fn is_fraction(cell: &str) -> bool {
    let is_decimal = |byte: u8| byte.is_ascii_digit() || byte == b'.';
    let is_whole = matches!(cell, "0" | "1");
    is_whole
        || cell.contains('.')
            && cell.bytes().all(is_decimal)
            && format::typed_number(cell).is_ok_and(|number| number <= 1.0)
}

/// Whether a cell is a time with its unit.
pub(super) fn is_time(cell: &str) -> bool {
    let (number, unit) = format::typed_length(cell);
    unit.is_some() && is_number(&number)
}

fn field(column: Column) -> Option<&'static Field> {
    Some(fields::find(&column.path(0)?)?.field)
}

fn fraction(field: &Field, text: &str) -> Result<FieldValue, String> {
    let number = format::typed_number(text).ok();
    let share = number.and_then(|number| Probability::new(number).ok());
    share.map_or_else(|| field.read(text), |share| Ok(FieldValue::Share(Some(share))))
}

/// A time in months, to the nearest; its cell says its unit, or else its heading.
fn months(field: &Field, scale: Scale, text: &str) -> Result<FieldValue, String> {
    let (number, unit) = format::typed_length(text);
    let of_heading = match scale {
        Scale::Counted(HeadingUnit::Length(unit)) => Some(unit),
        _ => None,
    };
    let in_months = unit.or(of_heading).unwrap_or(LengthUnit::Months).in_months();
    Ok(match field.read(&number)? {
        FieldValue::Whole(Some(length)) => FieldValue::Whole(Some(rounded(length, in_months))),
        other => other,
    })
}

/// An amount in the unit of its heading, to the penny.
fn price(field: &Field, unit: HeadingUnit, text: &str) -> Result<FieldValue, String> {
    let factor = match unit {
        HeadingUnit::Thousands => 1_000.0,
        HeadingUnit::Millions => 1_000_000.0,
        HeadingUnit::Pence => 0.01,
        HeadingUnit::OtherCurrency => {
            let own = format::currency();
            return Err(format!(
                "is in another currency than the scenario, by its heading: write it in {own}"
            ));
        }
        _ => return field.read(text),
    };
    let sign = format::currency_sign();
    let bare = text.trim().trim_start_matches(&*sign).trim();
    match format::typed_number(bare) {
        // With a letter for thousands or millions of its own it is an amount as somebody would type it.
        Ok(number) if !bare.ends_with(char::is_alphabetic) => {
            field.read(&format!("{:.2}", number * factor))
        }
        _ => field.read(text),
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the conversion saturates, and too many months are refused"
)]
fn rounded(length: u32, in_months: f64) -> u32 {
    (f64::from(length) * in_months).round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str, scale: Scale) -> Option<u32> {
        match read(Column::MinMonths, scale, text) {
            Ok(FieldValue::Whole(number)) => number,
            _ => None,
        }
    }

    #[test]
    fn weeks_are_rounded_to_months() {
        for (text, months) in [
            ("26 weeks", 6),
            ("26wk", 6),
            ("weeks 26", 6),
            ("13 Weeks", 3),
            ("6 weeks", 1),
            ("1 week", 0),
            ("3 months", 3),
            ("3 mths", 3),
            ("3", 3),
            ("0", 0),
        ] {
            assert_eq!(whole(text, Scale::AsTyped), Some(months), "{text}");
        }
        assert_eq!(whole("26", Scale::Counted(HeadingUnit::Length(LengthUnit::Weeks))), Some(6));
        assert_eq!(whole("90", Scale::Counted(HeadingUnit::Length(LengthUnit::Days))), Some(3));
        assert_eq!(whole("2", Scale::Counted(HeadingUnit::Length(LengthUnit::Years))), Some(24));
        assert_eq!(
            whole("3 months", Scale::Counted(HeadingUnit::Length(LengthUnit::Weeks))),
            Some(3)
        );
        for text in ["soon", "26.5 weeks", "999", "-1"] {
            assert_eq!(whole(text, Scale::AsTyped), None, "{text}");
        }
    }

    #[test]
    fn amounts_count_in_the_unit_of_their_heading() {
        let pence = |unit, text: &str| match read(Column::Price, Scale::Counted(unit), text) {
            Ok(FieldValue::Money(Some(amount))) => Ok(amount.pence()),
            other => Err(format!("{other:?}")),
        };
        assert_eq!(pence(HeadingUnit::Thousands, "1.2"), Ok(120_000));
        assert_eq!(pence(HeadingUnit::Thousands, "£0.25"), Ok(25_000));
        assert_eq!(pence(HeadingUnit::Thousands, "£1.2k"), Ok(120_000));
        assert_eq!(pence(HeadingUnit::Millions, "0.1"), Ok(10_000_000));
        assert_eq!(pence(HeadingUnit::Pence, "120,000"), Ok(120_000));
        assert!(pence(HeadingUnit::Thousands, "lots").is_err());
        let other = pence(HeadingUnit::OtherCurrency, "2400").unwrap_err();
        assert!(other.contains("is in another currency"), "{other}");
    }

    #[test]
    fn chances_are_fractions_only_where_every_cell_is_one() {
        let scale = |cells: &[&str]| scale(Column::Chance, None, cells.iter().copied());
        assert_eq!(scale(&["0.826", "1", "", "0", ".5"]), Scale::Fractions);
        for cells in [&["0.826", "82.6"][..], &["0.8%"], &["0.5", "2"], &["0,5"], &[""]] {
            assert_eq!(scale(cells), Scale::AsTyped, "{cells:?}");
        }
        let share = |share| Ok(FieldValue::Share(Some(Probability::new(share).unwrap())));
        assert_eq!(read(Column::Chance, Scale::Fractions, "0.826"), share(0.826));
        assert_eq!(read(Column::Chance, Scale::AsTyped, "82.6%"), share(0.826));
    }

    #[test]
    fn what_is_wrong_is_told_in_the_words_of_the_field() {
        let told = |column, text: &str| read(column, Scale::AsTyped, text).unwrap_err();
        assert!(told(Column::Price, "1.500,00").starts_with("has its decimals behind a comma: "));
        assert_eq!(told(Column::Price, "-20"), "is below zero: write 0 or more");
        assert!(told(Column::Chance, "likely").starts_with("is not a number: "));
        assert!(told(Column::Target, "2.5").starts_with("is not a whole number: "));
        assert!(told(Column::Name, &"a".repeat(201)).starts_with("is too long: "));
        assert!(told(Column::MinMonths, "241").starts_with("is too long: "));
    }
}
