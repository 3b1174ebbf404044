//! How figures differ from those of another scenario, or of the same one as it was opened.

use crate::engine::summary::{Chance, ChanceChange, Change, Difference};
use crate::format;

use super::chances::in_100;
use super::movement::{Movement, chance_movement, movement};
use crate::model::Case;

/// The change since a scenario "was opened", or whatever else it began with, in one sentence.
pub fn since_opening_sentence(began: &str, change: &Change) -> String {
    let parts = [Some(paid(change)), cap(&change.cap_reached), unfunded(change)];
    format!("Since this {began}, future by future: {}.", joined(parts))
}

/// The change from another scenario, in one sentence of the report; `other` says which one.
pub fn since_in_report(other: &str, case: Option<Case>, change: &Change) -> String {
    if case.is_some() {
        return since_in_case(other, change);
    }
    let peak = amount(PEAK, "is", &change.peak);
    let parts = [Some(paid(change)), cap(&change.cap_reached), Some(peak), unfunded(change)];
    format!("Compared with {other}, future by future: {}.", joined(parts))
}

/// The same for a named case, which is one future.
fn since_in_case(other: &str, change: &Change) -> String {
    let ChanceChange { before, after, .. } = change.cap_reached;
    let cap = match (before.futures, after.futures) {
        (0, 0) => None,
        (0, _) => Some("the cap is reached, and not there".to_owned()),
        (_, 0) => Some("the cap is not reached, and is there".to_owned()),
        _ => Some("the cap is reached in both".to_owned()),
    };
    let paid = amount_in_case("payments", "are", &change.paid);
    let peak = amount_in_case(PEAK, "is", &change.peak);
    let unfunded = amount_in_case(UNFUNDED, "is", &change.unfunded);
    let unfunded = has_unfunded(change).then_some(unfunded);
    let parts = [Some(paid), cap, Some(peak), unfunded];
    format!("Compared with {other}, in this case: {}.", joined(parts))
}

const PEAK: &str = "the investors' highest exposure";
const UNFUNDED: &str = "need that nobody funds";

fn joined<const N: usize>(parts: [Option<String>; N]) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn paid(change: &Change) -> String {
    amount("payments", "are", &change.paid)
}

/// What goes unfunded, where anything does before or after.
fn unfunded(change: &Change) -> Option<String> {
    has_unfunded(change).then(|| amount(UNFUNDED, "is", &change.unfunded))
}

fn has_unfunded(change: &Change) -> bool {
    let ChanceChange { before, after, .. } = change.unfunded_chance;
    before.futures > 0 || after.futures > 0
}

/// "payments are £210,000 lower on average, lower in 97 of 100 futures".
fn amount(what: &str, verb: &str, difference: &Difference) -> String {
    let moved = |direction: &str, by: f64, error: f64, often: Chance| {
        format!(
            "{what} {verb} {} {direction} on average, {direction} in {}",
            format::money_with_error(by, error),
            in_100(often)
        )
    };
    match movement(difference) {
        Movement::Same => format!("{what} {verb} the same in every future"),
        Movement::AboutSame { less, more } => {
            let part = |direction, chance: Chance| {
                (chance.futures > 0).then(|| format!("{direction} in {}", in_100(chance)))
            };
            let parts: Vec<String> =
                [part("lower", less), part("higher", more)].into_iter().flatten().collect();
            format!("{what} {verb} about the same on average, {}", parts.join(" and "))
        }
        Movement::Less { by, error, often } => moved("lower", by, error, often),
        Movement::More { by, error, often } => moved("higher", by, error, often),
    }
}

fn amount_in_case(what: &str, verb: &str, difference: &Difference) -> String {
    let mean = difference.amount.mean;
    if mean == 0.0 {
        return format!("{what} {verb} the same");
    }
    let direction = if mean < 0.0 { "lower" } else { "higher" };
    format!("{what} {verb} {} {direction}", format::money_with_error(mean.abs(), 0.0))
}

/// "the cap is reached in 4 fewer of 100 futures"; nothing where no future reaches it, before or after.
fn cap(change: &ChanceChange) -> Option<String> {
    let ChanceChange { before, after, .. } = change;
    if before.futures == 0 && after.futures == 0 {
        return None;
    }
    Some(match chance_movement(change) {
        None => "the cap is reached in the same futures".to_owned(),
        Some((n, of)) if n <= -1.0 => {
            format!("the cap is reached in {} fewer of {of} futures", -n)
        }
        Some((n, of)) if n >= 1.0 => format!("the cap is reached in {n} more of {of} futures"),
        Some(_) => "the cap is reached about as often".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::summary::Spread;

    fn chance(futures: u32) -> Chance {
        let probability = f64::from(futures) / 1_000.0;
        Chance { futures, of: 1_000, probability, error: Some(0.0) }
    }

    fn difference(mean: f64, less: u32, more: u32) -> Difference {
        let amount = Spread { mean, mean_error: Some(2_000.0), ..Spread::default() };
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
            error: Some(0.01),
        };
        assert_eq!(
            since_opening_sentence("was opened", &change),
            "Since this was opened, future by future: payments are £212,000 lower on average, lower in 97 of 100 \
             futures; the cap is reached in 4 fewer of 100 futures."
        );
        assert_eq!(
            since_in_report("\"Kirklees\"", None, &change),
            "Compared with \"Kirklees\", future by future: payments are £212,000 lower on average, lower in 97 of \
             100 futures; the cap is reached in 4 fewer of 100 futures; the investors' highest exposure is £30,000 \
             higher on average, higher in 60 of 100 futures."
        );
    }

    #[test]
    fn need_that_nobody_funds_is_told_where_there_is_any() {
        let mut change = Change {
            paid: difference(0.0, 0, 0),
            unfunded: difference(80_000.0, 0, 40),
            ..Change::default()
        };
        change.unfunded_chance.after = chance(40);
        assert_eq!(
            since_opening_sentence("was opened", &change),
            "Since this was opened, future by future: payments are the same in every future; need that nobody funds \
             is £80,000 higher on average, higher in 4 of 100 futures."
        );
    }

    #[test]
    fn few_futures_are_told_as_they_are_and_noise_as_noise() {
        let of_8 = |futures| Chance {
            futures,
            of: 8,
            probability: f64::from(futures) / 8.0,
            error: Some(0.1),
        };
        let moved = ChanceChange {
            before: of_8(5),
            after: of_8(3),
            lost: of_8(2),
            gained: of_8(0),
            error: Some(0.1),
        };
        assert_eq!(cap(&moved).as_deref(), Some("the cap is reached in 2 fewer of 8 futures"));
        assert_eq!(
            amount("payments", "are", &difference(300.0, 450, 550)),
            "payments are about the same on average, lower in 45 of 100 futures and higher in 55 of 100 futures"
        );
        assert_eq!(
            amount("payments", "are", &difference(-300.0, 450, 0)),
            "payments are about the same on average, lower in 45 of 100 futures"
        );
    }

    #[test]
    fn a_named_case_has_one_future_and_no_chances() {
        let one =
            |futures| Chance { futures, of: 1, probability: f64::from(futures), error: Some(0.0) };
        let lower = Spread { mean: -1_235.0, ..Spread::default() };
        let mut change = Change {
            paid: Difference { amount: lower, less: one(1), more: one(0) },
            ..Change::default()
        };
        let mut told = |before, after| {
            change.cap_reached.before = one(before);
            change.cap_reached.after = one(after);
            since_in_report("mine", Some(Case::Low), &change)
        };
        assert_eq!(
            [told(0, 0), told(0, 1), told(1, 0), told(1, 1)],
            [
                "",
                "the cap is reached, and not there; ",
                "the cap is not reached, and is there; ",
                "the cap is reached in both; "
            ]
            .map(|cap| format!(
                "Compared with mine, in this case: payments are £1,235 lower; {cap}the investors' highest \
                 exposure is the same."
            ))
        );
    }

    #[test]
    fn what_is_the_same_is_said_to_be() {
        let same = Change { paid: difference(0.0, 0, 0), ..Change::default() };
        assert_eq!(
            since_opening_sentence("was opened", &same),
            "Since this was opened, future by future: payments are the same in every future."
        );
        let often =
            ChanceChange { before: chance(500), after: chance(500), ..ChanceChange::default() };
        assert_eq!(cap(&often).as_deref(), Some("the cap is reached in the same futures"));
        let moved = ChanceChange { gained: chance(2), lost: chance(2), ..often };
        assert_eq!(cap(&moved).as_deref(), Some("the cap is reached about as often"));
    }
}
