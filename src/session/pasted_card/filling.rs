//! What a table says of its lines goes into their fields, as if it had been typed there.

use super::column::Column;
use super::columns::PastedColumn;
use super::lines::PastedLine;
use super::not_understood::shortened;
use super::placing::Placed;
use super::remarks::Remarks;
use super::units::HeadingUnit;
use super::values::{self, Scale};
use crate::format;
use crate::model::{Estimate, Money, Probability, Scenario};
use crate::session::fields::{self, FieldValue};

/// Gives the lines of a scenario all that the table says of them, but for what comes after what.
pub(super) fn fill(
    scenario: &mut Scenario,
    pasted: &[PastedLine<'_>],
    columns: &[PastedColumn],
    placed: &[Placed],
    remarks: &mut Remarks<'_>,
) {
    let scales = scales(pasted, columns, remarks);
    for (index, one) in placed.iter().enumerate() {
        let Some(line) = one.pasted.map(|number| &pasted[number]) else { continue };
        let mut readings = Vec::new();
        for (place, text) in &line.cells {
            let (column, scale) = (columns[*place].column, scales[*place]);
            if column == Column::After {
                continue;
            }
            match values::read(column, scale, text) {
                Ok(FieldValue::Share(Some(reading))) if is_outer(column) => {
                    readings.push((column, *place, *text, reading));
                }
                Ok(value) => set(scenario, column, index, value),
                Err(why) => {
                    remarks.refuse((line.row, Some(&line.name)), Some(*place), text, why);
                }
            }
            if let Some(doubt) = values::doubt(column, scale, text) {
                let (name, text) = (shortened(&line.name), shortened(text));
                remarks.notes.push(format!("Row {}, {name}: “{text}” {doubt}.", line.row));
            }
        }
        let has_chance =
            line.cells.iter().any(|(place, _)| columns[*place].column == Column::Chance);
        if one.before.is_none() && !has_chance {
            for (_, place, text, _) in readings.drain(..) {
                let why = "needs the chance itself beside it: add a column with the central one";
                remarks.refuse((line.row, Some(&line.name)), Some(place), text, why);
            }
        }
        let chance = &mut scenario.rate_card.outcomes[index].chance;
        match with_readings(*chance, readings.iter().map(|(column, .., value)| (*column, *value))) {
            Ok(with) => *chance = with,
            Err(why) => {
                for (_, place, text, _) in &readings {
                    remarks.refuse((line.row, Some(&line.name)), Some(*place), text, why);
                }
            }
        }
    }
}

/// How the numbers of each column are meant. Tells where that is not as somebody would type them.
fn scales(
    pasted: &[PastedLine<'_>],
    columns: &[PastedColumn],
    remarks: &mut Remarks<'_>,
) -> Vec<Scale> {
    let mut cells: Vec<Vec<&str>> = vec![Vec::new(); columns.len()];
    for (place, text) in pasted.iter().flat_map(|line| &line.cells) {
        cells[*place].push(text);
    }
    let mut scales = Vec::with_capacity(columns.len());
    for (index, (column, cells)) in columns.iter().zip(cells).enumerate() {
        let scale = values::scale(column.column, column.heading.as_deref(), cells.iter().copied());
        let title = shortened(&column.title(index));
        let note = match scale {
            Scale::AsTyped => None,
            Scale::Fractions => Some(format!(
                "“{title}” goes from 0 to 1, and is read as parts of 1{}.",
                example_of_parts(&cells)
            )),
            Scale::Counted(HeadingUnit::Length(unit)) => {
                Some(format!("“{title}” is in {}, and read to the nearest month.", unit.words()[0]))
            }
            Scale::Counted(HeadingUnit::Thousands) => {
                Some(format!("“{title}” is in thousands: 1 is read as {}.", pounds(1_000)))
            }
            Scale::Counted(HeadingUnit::Millions) => {
                Some(format!("“{title}” is in millions: 1 is read as {}.", pounds(1_000_000)))
            }
            Scale::Counted(HeadingUnit::Pence) => {
                Some(format!("“{title}” is in hundredths: 100 is read as {}.", pounds(1)))
            }
            // Its cells say so.
            Scale::Counted(HeadingUnit::OtherCurrency) => None,
        };
        remarks.notes.extend(note);
        scales.push(scale);
    }
    scales
}

/// What the first part of 1 among some cells is read as.
fn example_of_parts(cells: &[&str]) -> String {
    let parts =
        cells.iter().filter_map(|text| Some((text.trim(), text.trim().parse::<f64>().ok()?)));
    let mut parts = parts.filter(|(_, part)| *part > 0.0 && *part < 1.0);
    let first = parts.next();
    first.map_or_else(String::new, |(text, part)| format!(": {text} is {}", format::percent(part)))
}

fn pounds(pounds: i64) -> String {
    format::money(Money::from_pence(100 * pounds))
}

fn is_outer(column: Column) -> bool {
    matches!(column, Column::ChanceLow | Column::ChanceHigh)
}

fn set(scenario: &mut Scenario, column: Column, line: usize, value: FieldValue) {
    let Some(path) = column.path(line) else { return };
    let Some(field) = fields::find(&path) else { return };
    let Some(now) = field.value(scenario) else { return };
    // The same chance once more moves neither low nor high, also where these have more digits than are typed.
    let is_same = match (&now, &value) {
        (FieldValue::Chance(now), FieldValue::Share(chance)) => Some(now.central) == *chance,
        _ => false,
    };
    if !is_same {
        field.set(scenario, now.with_typed(value, None));
    }
}

/// A chance with the low and high readings that a table gives, or why these are none.
fn with_readings(
    mut chance: Estimate<Probability>,
    given: impl Iterator<Item = (Column, Probability)>,
) -> Result<Estimate<Probability>, &'static str> {
    let before = chance;
    let (mut has_low, mut has_high) = (false, false);
    for (column, reading) in given {
        (has_low, has_high) =
            (has_low || column == Column::ChanceLow, has_high || column == Column::ChanceHigh);
        match column {
            Column::ChanceLow => chance.low = reading,
            _ => chance.high = reading,
        }
    }
    let Estimate { low, central, high } = chance;
    if chance == before || chance.is_known() {
        Ok(chance)
    } else if before.is_known() && has_low != has_high {
        Err("stands alone beside a known chance: give a low and a high one, or neither")
    } else if !(low <= central && central <= high) {
        Err(
            "is not in order: write low, then central, then high, each at least as large as the one before",
        )
    } else if !(low < central && central < high) {
        Err("repeats a reading: make all three equal (known) or all three different")
    } else if low <= Probability::ZERO || high >= Probability::ONE {
        Err(
            "holds 0 or 1 among unsure readings: use readings above 0 and below 1, or one known chance",
        )
    } else {
        Ok(chance)
    }
}
