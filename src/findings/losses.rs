//! What loses the investors' money: whether it is work past the cap, or too little that is earned.

use super::chances::are_few;
use crate::engine::summary::{Chance, Summary};
use crate::format;

/// How much more often one must lose than the other before it is called the reason.
const CLEARLY: f64 = 1.5;

/// Whether those futures lose that reach the cap or those that do not; none where too few lose, or all are of one kind.
pub fn what_loses_money(summary: &Summary) -> Option<String> {
    let (loss, at_cap) = (summary.capital.loss_chance, summary.capital.loss_at_cap);
    let reached = summary.cap.probability;
    let under = reached.of.saturating_sub(reached.futures);
    if are_few(loss.futures) || are_few(reached.futures) || are_few(under) {
        return None;
    }
    let at = Chance { futures: at_cap.futures, of: reached.futures, ..Chance::default() };
    let not = Chance { futures: loss.futures - at_cap.futures, of: under, ..Chance::default() };
    let share = |chance: Chance| f64::from(chance.futures) / f64::from(chance.of);
    let told = |chance: Chance| format::futures(chance.futures, chance.of);
    Some(if share(at) >= CLEARLY * share(not) {
        format!(
            "Work past the cap is what loses money: {} that lose reach the cap. Investors lose in {} that \
             reach it, and in {} that do not.",
            told(Chance { futures: at_cap.futures, of: loss.futures, ..Chance::default() }),
            told(at),
            told(not)
        )
    } else if share(not) >= CLEARLY * share(at) {
        format!(
            "Too little earned is what loses money: investors lose in {} that stay under the cap, and in {} that reach it.",
            told(not),
            told(at)
        )
    } else {
        format!(
            "Whether the cap is reached makes little difference to losses: investors lose in {} that reach it, and in {} that \
             do not.",
            told(at),
            told(not)
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(lost_at_cap: u32, lost_under: u32) -> Option<String> {
        let scenario = crate::share::preset("kirklees").unwrap().open().unwrap().scenario;
        let mut summary =
            crate::engine::collect_case(&scenario, crate::model::Case::Central).unwrap().summary();
        let chance = |futures| Chance { futures, of: 1_000, ..Chance::default() };
        summary.cap.probability = chance(800);
        summary.capital.loss_chance = chance(lost_at_cap + lost_under);
        summary.capital.loss_at_cap = chance(lost_at_cap);
        what_loses_money(&summary)
    }

    #[test]
    fn work_past_the_cap_is_told_from_too_little_that_is_earned() {
        assert_eq!(
            told(160, 10).unwrap(),
            "Work past the cap is what loses money: 94 of 100 futures that lose reach the cap. Investors lose in \
             20 of 100 futures that reach it, and in 5 of 100 futures that do not."
        );
        assert!(told(40, 60).unwrap().starts_with("Too little earned is what loses money"));
        assert!(told(80, 20).unwrap().starts_with("Whether the cap is reached makes little"));
        assert_eq!(told(5, 3), None);
    }
}
