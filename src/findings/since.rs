//! How figures differ from those of another scenario, or of the same one as it was opened.

use crate::engine::summary::{ChanceChange, Change, Difference};
use crate::format;

use super::chances::in_100;

/// The change since a scenario was opened, in one sentence.
pub fn since_opening_sentence(change: &Change) -> String {
    let parts = [paid(change), cap(&change.cap_reached)].into_iter().flatten();
    format!("Since this was opened, future by future: {}.", parts.collect::<Vec<_>>().join("; "))
}

/// The change from another scenario, in one sentence of the report.
pub fn since_in_report(scenario_name: &str, change: &Change) -> String {
    let peak = amount("the investors' highest exposure", "is", &change.peak);
    let parts = [paid(change), cap(&change.cap_reached), Some(peak)].into_iter().flatten();
    format!(
        "Compared with \"{scenario_name}\", future by future: {}.",
        parts.collect::<Vec<_>>().join("; ")
    )
}

fn paid(change: &Change) -> Option<String> {
    Some(amount("payments", "are", &change.paid))
}

/// "payments are £210,000 lower on average, lower in 97 of 100 futures".
fn amount(what: &str, verb: &str, difference: &Difference) -> String {
    let Difference { amount, less, more } = difference;
    if less.futures == 0 && more.futures == 0 {
        return format!("{what} {verb} the same in every future");
    }
    let (direction, chance) = if amount.mean < 0.0 { ("lower", *less) } else { ("higher", *more) };
    format!(
        "{what} {verb} {} {direction} on average, {direction} in {}",
        format::money_with_error(amount.mean.abs(), amount.mean_error),
        in_100(chance)
    )
}

/// "the cap is reached in 4 fewer of 100 futures"; nothing where no future reaches it, before or after.
fn cap(change: &ChanceChange) -> Option<String> {
    let ChanceChange { before, after, gained, lost, .. } = change;
    if before.futures == 0 && after.futures == 0 {
        return None;
    }
    if gained.futures == 0 && lost.futures == 0 {
        return Some("the cap is reached in the same futures".to_owned());
    }
    let hundredths = (change.difference() * 100.0).round();
    Some(if hundredths.abs() < 1.0 {
        "the cap is reached about as often".to_owned()
    } else {
        let direction = if hundredths < 0.0 { "fewer" } else { "more" };
        format!("the cap is reached in {} {direction} of 100 futures", hundredths.abs())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::summary::{Chance, Spread};

    fn chance(futures: u32) -> Chance {
        let probability = f64::from(futures) / 1_000.0;
        Chance { futures, of: 1_000, probability, error: 0.0 }
    }

    fn difference(mean: f64, less: u32, more: u32) -> Difference {
        let amount = Spread { mean, mean_error: 2_000.0, ..Spread::default() };
        Difference { amount, less: chance(less), more: chance(more) }
    }

    #[test]
    fn a_change_is_told_with_its_direction_and_how_sure_it_is() {
        let mut change = Change {
            paid: difference(-212_345.0, 970, 0),
            peak: difference(30_000.0, 10, 600),
            ..Change::default()
        };
        change.cap_reached = ChanceChange {
            before: chance(890),
            after: chance(850),
            gained: chance(0),
            lost: chance(40),
            error: 0.01,
        };
        assert_eq!(
            since_opening_sentence(&change),
            "Since this was opened, future by future: payments are £212,000 lower on average, lower in 97 of 100 \
             futures; the cap is reached in 4 fewer of 100 futures."
        );
        assert_eq!(
            since_in_report("Kirklees", &change),
            "Compared with \"Kirklees\", future by future: payments are £212,000 lower on average, lower in 97 of \
             100 futures; the cap is reached in 4 fewer of 100 futures; the investors' highest exposure is £30,000 \
             higher on average, higher in 60 of 100 futures."
        );
    }

    #[test]
    fn what_is_the_same_is_said_to_be() {
        let same = Change { paid: difference(0.0, 0, 0), ..Change::default() };
        assert_eq!(
            since_opening_sentence(&same),
            "Since this was opened, future by future: payments are the same in every future."
        );
        let often =
            ChanceChange { before: chance(500), after: chance(500), ..ChanceChange::default() };
        assert_eq!(cap(&often).as_deref(), Some("the cap is reached in the same futures"));
        let moved = ChanceChange { gained: chance(2), lost: chance(2), ..often };
        assert_eq!(cap(&moved).as_deref(), Some("the cap is reached about as often"));
    }
}
