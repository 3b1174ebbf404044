//! How likely it is that more than an amount comes up: the distribution of an amount, read from above.

use super::amounts::in_words;
use super::chances::{are_few, in_100};
use crate::engine::summary::{CapKind, Chance, Summary};
use crate::format;
use crate::model::Money;

/// The amount that so many of 100 futures pass, where these are its percentiles: 101 of them.
fn passed_by(percentiles: &[Money], in_100: usize) -> Money {
    percentiles.get(100 - in_100).copied().unwrap_or_default()
}

/// An amount about which one may ask how likely more of it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Asked {
    #[default]
    Earned,
    Paid,
    /// Investors' money at its deepest, and what goes unfunded.
    Need,
}

impl Asked {
    pub const ALL: [Asked; 3] = [Asked::Earned, Asked::Paid, Asked::Need];

    /// As it ends the question "is more than so much …?".
    pub fn words(self) -> &'static str {
        match self {
            Asked::Earned => "earned before caps",
            Asked::Paid => "paid",
            Asked::Need => "needed from investors at once",
        }
    }

    /// The amounts at every percent of the futures.
    pub fn amounts(self, summary: &Summary) -> &[Money] {
        let amounts = &summary.distribution;
        match self {
            Asked::Earned => &amounts.earned,
            Asked::Paid => &amounts.paid,
            Asked::Need => &amounts.need,
        }
    }
}

/// About how many of 100 futures come to more than an amount.
fn past(percentiles: &[Money], amount: Money) -> usize {
    match percentiles.partition_point(|percentile| *percentile <= amount) {
        0 => 100,
        n => (percentiles.len() - n).min(100),
    }
}

/// How likely more than an amount is, both ways round.
pub fn more_than(summary: &Summary, asked: Asked, amount: Money) -> String {
    let (words, money) = (asked.words(), format::money(amount));
    if are_few(summary.trials) {
        return format!(
            "So few futures do not tell how likely it is that more than {money} is {words}."
        );
    }
    match past(asked.amounts(summary), amount) {
        0 => format!("In no future is more than {money} {words}."),
        100 => format!("In every future more than {money} is {words}."),
        n => format!(
            "In about {n} of 100 futures more than {money} is {words} ({n}% likely); in the other {} it is not.",
            100 - n
        ),
    }
}

/// What the curve finds, as a title.
pub fn earned_title(summary: &Summary) -> String {
    let Chance { futures, of, .. } = summary.cap.earned_over;
    match summary.cap.amount {
        Some(_) if futures == 0 => "In no future is more earned than the cap".to_owned(),
        Some(_) if futures >= of => "In every future more is earned than the cap".to_owned(),
        Some(_) => {
            let before = if others_take(summary) { ", before other caps" } else { "" };
            format!("In {} more is earned than the cap{before}", in_100(summary.cap.earned_over))
        }
        None => {
            let earned = &summary.distribution.earned;
            let half = passed_by(earned, 50);
            match anything(earned) {
                _ if half > Money::ZERO => {
                    format!("Half of all futures earn {} or more", in_words(half))
                }
                0 => "Nothing is earned in any future".to_owned(),
                some => format!("Anything is earned in about {some} of 100 futures"),
            }
        }
    }
}

/// Whether caps take anything before the contract's.
fn others_take(summary: &Summary) -> bool {
    let others = summary.unpaid_by_cap.iter().filter(|effect| effect.cap != CapKind::Contract);
    others.into_iter().any(|effect| effect.bites.futures > 0)
}

/// In about how many of 100 futures more than nothing comes up.
fn anything(percentiles: &[Money]) -> usize {
    100 - percentiles.iter().take(100).filter(|amount| **amount <= Money::ZERO).count()
}

/// What the curve finds, in one sentence. The amounts at percentiles are those that so many futures come to or pass: where many
/// earn the same, as nothing, fewer pass it.
pub fn earned_sentence(summary: &Summary) -> String {
    let earned = &summary.distribution.earned;
    let parts = [90, 50, 10].map(|in_100| (in_100, passed_by(earned, in_100)));
    let [most, half, few] = parts.map(|(_, amount)| in_words(amount));
    let worth = match (are_few(summary.trials), anything(earned)) {
        (true, _) => {
            format!("What is achieved is worth {half} in the median future, before any cap")
        }
        (_, 0) => "Nothing is earned in any future".to_owned(),
        (_, some) if parts[0].1 <= Money::ZERO => {
            let told = parts.iter().skip(1).filter(|(_, amount)| *amount > Money::ZERO);
            let told = told.map(|(n, amount)| format!(", {} or more in {n}", in_words(*amount)));
            format!(
                "Anything is earned in about {some} of 100 futures{}, before any cap",
                told.collect::<String>()
            )
        }
        _ => format!(
            "What is achieved is worth {most} or more in 90 of 100 futures, {half} or more in 50 and {few} or more in 10, \
             before any cap"
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

/// What the curve of need finds, as a title: the highest commitment that some futures pass.
pub fn need_title(summary: &Summary) -> String {
    let capital = &summary.capital;
    let (least, most) = (capital.commitment_least, capital.commitment_most);
    let passed = |amount: Money, over: Chance| match over.futures {
        all if all >= over.of => format!("Every future needs more than {}", in_words(amount)),
        _ => format!("In {} more than {} is needed", in_100(over), in_words(amount)),
    };
    match (capital.over_least.futures, capital.over_most.futures) {
        (_, 1..) if least == most => {
            format!("{}, all that is committed", passed(most, capital.over_most))
        }
        (_, 1..) => format!("{}, the most commitment", passed(most, capital.over_most)),
        (0, 0) => format!("No future needs more than {}, the least commitment", in_words(least)),
        _ => format!("{}, the least commitment", passed(least, capital.over_least)),
    }
}

/// The same with amounts, and with both commitments.
pub fn need_sentence(summary: &Summary) -> String {
    let capital = &summary.capital;
    let need = &summary.distribution.need;
    let [most, half, few] = [90, 50, 10].map(|in_100| in_words(passed_by(need, in_100)));
    let out = if are_few(summary.trials) {
        format!("The median future needs {half} at its deepest")
    } else {
        format!(
            "At its deepest, {most} or more is needed in 90 of 100 futures, {half} or more in 50 and {few} or more in 10"
        )
    };
    let passes = |amount: Money, over: Chance| match over.futures {
        0 => format!("{} in none", in_words(amount)),
        _ => format!("{} in {}", in_words(amount), in_100(over)),
    };
    let least = passes(capital.commitment_least, capital.over_least);
    let both = if capital.commitment_least == capital.commitment_most {
        format!("It passes the commitment of {least}")
    } else {
        format!(
            "It passes the least commitment of {least} and the most of {}",
            passes(capital.commitment_most, capital.over_most)
        )
    };
    let unfunded = match capital.unfunded_chance.futures {
        0 => "",
        _ => "; what is past the most goes unfunded",
    };
    format!("{out}. {both}{unfunded}.")
}

/// Amounts with how many of 100 futures come to each or more, at every so many percent; of amounts that are the same the first.
pub fn come_to(percentiles: &[Money], step: usize) -> Vec<(Money, usize)> {
    let told = percentiles.iter().enumerate().filter(|(percent, amount)| {
        let before = percent.checked_sub(step).and_then(|before| percentiles.get(before));
        percent % step == 0 && before != Some(amount)
    });
    told.map(|(percent, amount)| (*amount, 100 - percent.min(100))).collect()
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
            "What is achieved is worth £10 million or more in 90 of 100 futures, £50 million or more in 50 and £90 million \
             or more in 10, before any cap; more than the cap of £40,000,000 in 60 of 100 futures."
        );
    }

    #[test]
    fn how_likely_more_than_an_amount_is_is_told_both_ways() {
        let summary = summary(None);
        let millions = |millions: i64| Money::from_pence(millions * 100_000_000);
        let told = |amount| more_than(&summary, Asked::Earned, amount);
        assert_eq!(
            told(millions(40)),
            "In about 60 of 100 futures more than £40,000,000 is earned before caps (60% likely); in the other 40 it is not."
        );
        assert_eq!(told(Money::ZERO), "In every future more than £0 is earned before caps.");
        assert_eq!(
            told(millions(100)),
            "In no future is more than £100,000,000 earned before caps."
        );
        assert!(told(millions(99)).starts_with("In about 1 of 100 futures"));
        let few = Summary { trials: 3, ..summary.clone() };
        assert!(more_than(&few, Asked::Paid, millions(1)).starts_with("So few futures"));
    }

    #[test]
    fn what_always_or_never_happens_and_what_has_no_cap_is_said() {
        assert_eq!(earned_title(&summary(Some(0))), "In every future more is earned than the cap");
        assert_eq!(earned_title(&summary(Some(100))), "In no future is more earned than the cap");
        assert_eq!(earned_title(&summary(None)), "Half of all futures earn £50 million or more");
        let few = Summary { trials: 1, ..summary(None) };
        let words = "What is achieved is worth £50 million in the median future, before any cap.";
        assert_eq!(earned_sentence(&few), words);
    }

    #[test]
    fn where_many_futures_earn_nothing_no_more_is_said_of_them() {
        let mut rare = summary(None);
        rare.distribution.earned = (0..=100)
            .map(|percent| Money::from_pence(if percent >= 77 { 50_000 } else { 0 }))
            .collect();
        assert_eq!(earned_title(&rare), "Anything is earned in about 23 of 100 futures");
        assert_eq!(
            earned_sentence(&rare),
            "Anything is earned in about 23 of 100 futures, £500 or more in 10, before any cap."
        );
        rare.distribution.earned = vec![Money::ZERO; 101];
        assert_eq!(earned_title(&rare), "Nothing is earned in any future");
        assert_eq!(earned_sentence(&rare), "Nothing is earned in any future.");
    }
}
