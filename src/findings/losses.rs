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
    let halves = summary.capital.loss_by_work_past_cap?;
    too_little(under, at, halves.more).or_else(|| past_the_cap(halves, under))
}

/// Whether one loses clearly more often than the other, and not by chance.
fn stands_out(one: Chance, other: Chance) -> bool {
    const SURE: f64 = 2.0;
    let (n_one, n_other) = (f64::from(one.of.max(1)), f64::from(other.of.max(1)));
    let (p_one, p_other) = (share(one), share(other));
    let together = (f64::from(one.futures) + f64::from(other.futures)) / (n_one + n_other);
    let error = libm::sqrt(together * (1.0 - together) * (1.0 / n_one + 1.0 / n_other));
    p_one >= CLEARLY * p_other && p_one - p_other > SURE * error
}

fn past_the_cap(LossByWork { less, more }: LossByWork, under: Chance) -> Option<String> {
    let is_reason = !are_few(less.of) && stands_out(more, less);
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

/// Those that stay under the cap lose more often than those that reach it, and than those that do most work past it.
fn too_little(under: Chance, at: Chance, more: Chance) -> Option<String> {
    let are_enough = !are_few(under.of) && !are_few(at.of);
    let is_reason = are_enough && stands_out(under, at) && share(under) > share(more);
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
    fn where_hardly_any_lose_past_the_cap_that_is_no_reason() {
        assert!(of_summary(1, 2, 30).unwrap().starts_with("Too little earned"));
        assert!(of_summary(8, 24, 30).unwrap().starts_with("Too little earned"));
        assert_eq!(of_summary(20, 30, 10), None);
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
