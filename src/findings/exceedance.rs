//! How likely it is that more than an amount comes up: the distribution of an amount, read from above.

use super::amounts::in_words;
use crate::engine::summary::Summary;
use crate::format;
use crate::model::Money;

/// In how many of 100 futures more than an amount comes up. `percentiles` are the amounts at every percent, 101 of them.
pub fn above_in_100(percentiles: &[Money], amount: Money) -> usize {
    percentiles.iter().skip(1).filter(|one| **one > amount).count()
}

/// The amount that so many of 100 futures pass.
fn passed_by(percentiles: &[Money], in_100: usize) -> Money {
    percentiles.get(100 - in_100).copied().unwrap_or_default()
}

/// What the curve finds, as a title.
pub fn earned_title(summary: &Summary) -> String {
    let earned = &summary.distribution.earned;
    match summary.cap.amount {
        Some(cap) => match above_in_100(earned, cap) {
            0 => "In no future is more earned than the cap".to_owned(),
            100 => "In every future more is earned than the cap".to_owned(),
            above => format!("In {above} of 100 futures more is earned than the cap"),
        },
        None => format!("Half of all futures earn more than {}", in_words(passed_by(earned, 50))),
    }
}

/// What the curve finds, in one sentence.
pub fn earned_sentence(summary: &Summary) -> String {
    let earned = &summary.distribution.earned;
    let [most, half, few] = [90, 50, 10].map(|in_100| in_words(passed_by(earned, in_100)));
    format!(
        "What is achieved is worth more than {most} in 90 of 100 futures, more than {half} in 50 and more than {few} in 10, before any cap{}.",
        match summary.cap.amount {
            Some(cap) => format!(
                "; more than the cap of {} in {}",
                format::money(cap),
                above_in_100(earned, cap)
            ),
            None => String::new(),
        }
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curve_is_read_from_above() {
        // As of 100 futures that earn £1, £2 and so on.
        let percentiles: Vec<Money> =
            (0..=100_i64).map(|percent| Money::from_pence(percent.max(1) * 100)).collect();
        let above = |pounds: i64| above_in_100(&percentiles, Money::from_pence(pounds * 100));
        assert_eq!([0, 1, 50, 99, 100].map(above), [100, 99, 50, 1, 0]);
        assert_eq!(passed_by(&percentiles, 10), Money::from_pence(9_000));
        assert_eq!(above_in_100(&[], Money::ZERO), 0);
    }
}
