//! Chances as futures that can be counted, both ways round.

use crate::engine::summary::{Chance, ERRORS_IN_80};
use crate::format;
use crate::model::Case;

/// "93 of 100 futures": a chance as it stands after the word "in".
pub fn in_100(chance: Chance) -> String {
    format::futures(chance.futures, chance.of)
}

/// The same chance from the other side; the two figures always add to 100.
pub(super) fn other_side(chance: Chance) -> String {
    let others = format::futures(chance.of.saturating_sub(chance.futures), chance.of);
    let shown = in_100(chance);
    let number = |text: &str| text.split(' ').next().and_then(|word| word.parse::<u32>().ok());
    match (number(&shown), number(&others)) {
        // Both ends in .5 and round up: 92.5 and 7.5 would make 101.
        (Some(one), Some(other)) if one + other == 101 => format!("{} of 100 futures", other - 1),
        _ => others,
    }
}

/// A chance as the report says it after the word "in"; a named case has one future only, and no chances.
pub(super) fn in_report(chance: Chance, case: Option<Case>) -> String {
    match case {
        Some(_) if chance.futures > 0 => "this case".to_owned(),
        Some(_) => "no future of this case".to_owned(),
        None => format::futures(chance.futures, chance.of),
    }
}

/// How far the chance that the cap is reached in a very long run may lie from this one, in words.
pub fn chance_error(chance: Chance) -> String {
    if chance.of == 0 {
        return String::new();
    }
    if chance.of == 1 {
        return "Simulation error: one future allows no statement.".to_owned();
    }
    let of = format::count(u64::from(chance.of));
    if chance.futures == 0 || chance.futures == chance.of {
        return format!(
            "All {of} futures agree on whether the cap is reached; a case rarer than 1 in {of} could still exist."
        );
    }
    let Some(error) = chance.error else {
        return "Simulation error: so few futures allow no statement.".to_owned();
    };
    let points = error * ERRORS_IN_80 * 100.0;
    let words = if points < 0.5 {
        "less than half a future in 100".to_owned()
    } else {
        format!("about {points:.0} in 100")
    };
    format!("Simulation error: a very long run lies within {words} of this, in 80 of 100 cases.")
}

/// Whether so few futures were run that they have no tenths, and that the one in the middle does not stand for all: the middle
/// of one figure belongs to another future than the middle of the next, and the two need not go together.
pub(super) fn are_few(futures: u32) -> bool {
    const ENOUGH: u32 = 20;
    futures < ENOUGH
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chance(futures: u32, of: u32) -> Chance {
        let probability = f64::from(futures) / f64::from(of);
        Chance { futures, of, probability, error: Some(0.01) }
    }

    #[test]
    fn both_sides_of_a_chance_add_to_100() {
        for (futures, one, other) in [
            (930, "93 of 100 futures", "7 of 100 futures"),
            (925, "93 of 100 futures", "7 of 100 futures"),
            (999, "more than 99 of 100 futures", "fewer than 1 of 100 futures"),
        ] {
            let chance = chance(futures, 1000);
            assert_eq!((in_100(chance).as_str(), other_side(chance).as_str()), (one, other));
        }
        assert_eq!(in_100(chance(3, 8)), "3 of 8 futures");
    }

    #[test]
    fn a_named_case_has_no_chances() {
        let central = Some(Case::Central);
        assert_eq!(in_report(chance(1, 1), central), "this case");
        assert_eq!(in_report(chance(0, 1), central), "no future of this case");
        assert_eq!(in_report(chance(3, 8), None), "3 of 8 futures");
    }

    #[test]
    fn a_chance_says_how_far_a_very_long_run_may_lie() {
        let words = "Simulation error: a very long run lies within about 1 in 100 of this, in 80 of 100 cases.";
        assert_eq!(chance_error(chance(500, 1000)), words);
        let certain = "All 1,000 futures agree on whether the cap is reached; a case rarer than 1 in 1,000 could still exist.";
        assert_eq!(chance_error(chance(1000, 1000)), certain);
        assert_eq!(chance_error(Chance::default()), "");
        let few = Chance { futures: 3, of: 8, probability: 0.375, error: None };
        assert_eq!(chance_error(few), "Simulation error: so few futures allow no statement.");
    }
}
