//! What loses the investors' money: work past the cap, or too little that is earned.

use super::chances::are_few;
use crate::engine::summary::{Chance, LossByWork, Summary};
use crate::format;

/// How much more often one must lose than the other before it is called the reason.
const CLEARLY: f64 = 1.5;

/// Whether those futures lose that do much work past the cap, or those that stay under it; none where too few lose, or
/// neither stands out.
pub fn what_loses_money(summary: &Summary) -> Option<String> {
    let (loss, at_cap) = (summary.capital.loss_chance, summary.capital.loss_at_cap);
    let reached = summary.cap.probability;
    if are_few(loss.futures) {
        return None;
    }
    let at = Chance { futures: at_cap.futures, of: reached.futures, ..Chance::default() };
    let under = Chance {
        futures: loss.futures.saturating_sub(at_cap.futures),
        of: reached.of.saturating_sub(reached.futures),
        ..Chance::default()
    };
    past_the_cap(summary.capital.loss_by_work_past_cap?, under).or_else(|| too_little(under, at))
}

fn past_the_cap(LossByWork { less, more }: LossByWork, under: Chance) -> Option<String> {
    let is_reason = !are_few(less.of) && share(more) >= CLEARLY * share(less) && more.futures > 0;
    let others = if are_few(under.of) {
        String::new()
    } else {
        format!(" Of those that stay under the cap, investors lose in {}.", told(under))
    };
    is_reason.then(|| {
        format!(
            "Work past the cap is what loses money: of the futures that reach the cap, investors lose in {} of the half with \
             most work past it, and in {} of the other half.{others}",
            told(more),
            told(less)
        )
    })
}

fn too_little(under: Chance, at: Chance) -> Option<String> {
    let is_reason = !are_few(under.of) && !are_few(at.of) && share(under) >= CLEARLY * share(at);
    is_reason.then(|| {
        format!(
            "Too little earned is what loses money: investors lose in {} that stay under the cap, and in {} that reach it.",
            told(under),
            told(at)
        )
    })
}

fn share(chance: Chance) -> f64 {
    f64::from(chance.futures) / f64::from(chance.of.max(1))
}

fn told(chance: Chance) -> String {
    format::futures(chance.futures, chance.of)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_summary(less: u32, more: u32, under: u32) -> Option<String> {
        let scenario = crate::share::preset("kirklees").unwrap().open().unwrap().scenario;
        let mut summary =
            crate::engine::collect_case(&scenario, crate::model::Case::Central).unwrap().summary();
        let chance = |futures, of| Chance { futures, of, ..Chance::default() };
        summary.cap.probability = chance(800, 1_000);
        summary.capital.loss_chance = chance(less + more + under, 1_000);
        summary.capital.loss_at_cap = chance(less + more, 1_000);
        summary.capital.loss_by_work_past_cap =
            Some(LossByWork { less: chance(less, 400), more: chance(more, 400) });
        what_loses_money(&summary)
    }

    #[test]
    fn work_past_the_cap_is_told_from_too_little_that_is_earned() {
        assert_eq!(
            of_summary(20, 100, 36).unwrap(),
            "Work past the cap is what loses money: of the futures that reach the cap, investors lose in 25 of 100 futures of \
             the half with most work past it, and in 5 of 100 futures of the other half. Of those that stay under the cap, \
             investors lose in 18 of 100 futures."
        );
        assert!(
            of_summary(20, 22, 60).unwrap().starts_with("Too little earned is what loses money")
        );
        assert_eq!(of_summary(20, 22, 10), None);
        assert_eq!(of_summary(1, 10, 3), None);
    }
}
