//! How likely it is that more than an amount comes up: the distribution of an amount, read from above.

use super::amounts::in_words;
use super::chances::in_100;
use crate::engine::summary::{Chance, Summary};
use crate::format;
use crate::model::Money;

/// The amount that so many of 100 futures pass, where these are its percentiles: 101 of them.
fn passed_by(percentiles: &[Money], in_100: usize) -> Money {
    percentiles.get(100 - in_100).copied().unwrap_or_default()
}

/// Fewer futures have no tenths.
const FEW: u32 = 20;

/// What the curve finds, as a title.
pub fn earned_title(summary: &Summary) -> String {
    let Chance { futures, of, .. } = summary.cap.earned_over;
    match summary.cap.amount {
        Some(_) if futures == 0 => "In no future is more earned than the cap".to_owned(),
        Some(_) if futures >= of => "In every future more is earned than the cap".to_owned(),
        Some(_) => {
            format!("In {} more is earned than the cap", in_100(summary.cap.earned_over))
        }
        None => {
            let half = passed_by(&summary.distribution.earned, 50);
            format!("Half of all futures earn more than {}", in_words(half))
        }
    }
}

/// What the curve finds, in one sentence.
pub fn earned_sentence(summary: &Summary) -> String {
    let earned = &summary.distribution.earned;
    let [most, half, few] = [90, 50, 10].map(|in_100| in_words(passed_by(earned, in_100)));
    let worth = match summary.trials {
        0..FEW => format!("What is achieved is worth {half} in the median future, before any cap"),
        _ => format!(
            "What is achieved is worth more than {most} in 90 of 100 futures, more than {half} in 50 and more than {few} \
             in 10, before any cap"
        ),
    };
    match summary.cap.amount {
        Some(cap) => format!(
            "{worth}; more than the cap of {} in {}.",
            format::money(cap),
            in_100(summary.cap.earned_over)
        ),
        None => format!("{worth}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As of 100 futures that earn £1 million, £2 million and so on.
    fn summary(cap: Option<i64>) -> Summary {
        let scenario = crate::share::preset("kirklees").unwrap().open().unwrap().scenario;
        let mut summary =
            crate::engine::collect_case(&scenario, crate::model::Case::Central).unwrap().summary();
        let millions = |millions: i64| Money::from_pence(millions * 100_000_000);
        summary.trials = 1_000;
        summary.distribution.earned =
            (0..=100).map(|percent: i64| millions(percent.max(1))).collect();
        summary.cap.amount = cap.map(millions);
        let futures = u32::try_from((100 - cap.unwrap_or(100)) * 10).unwrap();
        summary.cap.earned_over =
            Chance { futures, of: 1_000, probability: f64::from(futures) / 1_000.0, error: None };
        summary
    }

    #[test]
    fn the_curve_is_read_from_above() {
        let summary = summary(Some(40));
        assert_eq!(earned_title(&summary), "In 60 of 100 futures more is earned than the cap");
        assert_eq!(
            earned_sentence(&summary),
            "What is achieved is worth more than £10 million in 90 of 100 futures, more than £50 million in 50 and more \
             than £90 million in 10, before any cap; more than the cap of £40,000,000 in 60 of 100 futures."
        );
    }

    #[test]
    fn what_always_or_never_happens_and_what_has_no_cap_is_said() {
        assert_eq!(earned_title(&summary(Some(0))), "In every future more is earned than the cap");
        assert_eq!(earned_title(&summary(Some(100))), "In no future is more earned than the cap");
        assert_eq!(earned_title(&summary(None)), "Half of all futures earn more than £50 million");
        let few = Summary { trials: 1, ..summary(None) };
        let words = "What is achieved is worth £50 million in the median future, before any cap.";
        assert_eq!(earned_sentence(&few), words);
    }
}
