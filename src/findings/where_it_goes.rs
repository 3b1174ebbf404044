//! From what is earned to what is paid: what each cap takes on the way, and from which outcomes.
//!
//! Means over all futures, because only these add up: what is earned on average, less what caps take on average, is paid on
//! average, to the penny.

use super::amounts::whole_pounds;
use super::chances::in_100;
use super::names::cap_words;
use crate::engine::summary::{CapEffect, Summary};
use crate::format;

/// What goes unpaid of one outcome, in pounds, on average over all futures.
#[derive(Clone, Debug, PartialEq)]
pub struct Lost {
    pub name: String,
    pub earned: f64,
    pub unpaid: f64,
}

/// Caps that take anything, in the order in which they apply.
pub fn biting(summary: &Summary) -> impl Iterator<Item = &CapEffect> {
    summary.unpaid_by_cap.iter().filter(|effect| effect.bites.futures > 0)
}

/// Outcomes that go unpaid in part, what loses most first.
pub fn losing(summary: &Summary) -> Vec<Lost> {
    let lost = summary.outcomes.iter().map(|total| Lost {
        name: total.name.clone(),
        earned: total.earned.mean,
        unpaid: total.earned.mean - total.paid.mean,
    });
    // Less than a pound is the rounding of means.
    let mut lost: Vec<Lost> = lost.filter(|lost| lost.unpaid >= 1.0).collect();
    lost.sort_by(|a, b| b.unpaid.total_cmp(&a.unpaid));
    lost
}

/// What caps take in all, as a title.
pub fn waterfall_title(summary: &Summary) -> String {
    if summary.earned.mean < 1.0 {
        return "Nothing is earned".to_owned();
    }
    if summary.unpaid.mean < 1.0 {
        return "All that is earned is paid".to_owned();
    }
    format!(
        "Of {} earned, caps take {}",
        format::money_in_words(summary.earned.mean),
        format::money_in_words(summary.unpaid.mean)
    )
}

/// The same step by step.
pub fn waterfall_sentence(summary: &Summary) -> String {
    let earned = mean(summary.earned.mean, summary.earned.mean_error);
    let takes: Vec<String> = biting(summary)
        .map(|effect| {
            format!(
                "{} {} (anything in {})",
                cap_words(effect.cap),
                mean(effect.taken.mean, effect.taken.mean_error),
                in_100(effect.bites)
            )
        })
        .collect();
    if takes.is_empty() {
        return format!("On average {earned} is earned, and no cap takes anything of it.");
    }
    format!(
        "On average over all futures {earned} is earned and {} is paid. What is between goes to: {}.",
        mean(summary.paid.mean, summary.paid.mean_error),
        takes.join("; ")
    )
}

/// Which outcome loses most, as a title.
pub fn losing_title(summary: &Summary) -> String {
    match losing(summary).as_slice() {
        [] => "No outcome goes unpaid".to_owned(),
        [one] => format!("Only “{}” goes unpaid in part", one.name),
        [most, ..] => format!("“{}” loses most to caps", most.name),
    }
}

/// The outcomes that lose most, and how much of all that is unpaid is theirs.
pub fn losing_sentence(summary: &Summary) -> String {
    let lost = losing(summary);
    if lost.is_empty() {
        return "Every outcome that is earned is paid in full.".to_owned();
    }
    let of_all: f64 = lost.iter().map(|lost| lost.unpaid).sum();
    let most: Vec<String> = lost.iter().take(3).map(one_lost).collect();
    let named: f64 = lost.iter().take(3).map(|lost| lost.unpaid).sum();
    let rest = match lost.len() {
        0..=3 => String::new(),
        n => format!(
            " These are {} of all that goes unpaid; {} outcomes share the rest.",
            format::percent((named / of_all * 100.0).round() / 100.0),
            n - 3
        ),
    };
    format!("On average there goes unpaid: {}.{rest}", most.join("; "))
}

fn one_lost(lost: &Lost) -> String {
    format!(
        "{} for “{}”, {} of what it earns",
        format::money_in_words(lost.unpaid),
        lost.name,
        format::percent((lost.unpaid / lost.earned * 100.0).round() / 100.0)
    )
}

fn mean(pounds: f64, error: Option<f64>) -> String {
    whole_pounds(pounds, error.unwrap_or(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::summary::{CapKind, Chance, OutcomeTotal, Spread};

    fn spread(mean: f64) -> Spread {
        Spread { mean, ..Spread::default() }
    }

    fn summary(lines: &[(&str, f64, f64)]) -> Summary {
        let scenario = crate::share::preset("kirklees").unwrap().open().unwrap().scenario;
        let mut summary =
            crate::engine::collect_case(&scenario, crate::model::Case::Central).unwrap().summary();
        summary.outcomes = lines
            .iter()
            .map(|(name, earned, paid)| OutcomeTotal {
                name: (*name).to_owned(),
                earned: spread(*earned),
                paid: spread(*paid),
                ..OutcomeTotal::default()
            })
            .collect();
        let sum = |of: fn(&OutcomeTotal) -> f64| summary.outcomes.iter().map(of).sum::<f64>();
        let (earned, paid) = (sum(|line| line.earned.mean), sum(|line| line.paid.mean));
        (summary.earned, summary.paid, summary.unpaid) =
            (spread(earned), spread(paid), spread(earned - paid));
        for effect in &mut summary.unpaid_by_cap {
            let is_it = effect.cap == CapKind::Contract && earned > paid;
            effect.taken = spread(if is_it { earned - paid } else { 0.0 });
            effect.bites =
                Chance { futures: if is_it { 890 } else { 0 }, of: 1000, ..Chance::default() };
        }
        summary
    }

    #[test]
    fn what_is_between_earned_and_paid_is_told_with_who_takes_it() {
        let summary = summary(&[("A home", 6e6, 5e6), ("A job", 2e6, 1.5e6), ("A plan", 1e5, 1e5)]);
        assert_eq!(waterfall_title(&summary), "Of £8.1 million earned, caps take £1.5 million");
        assert_eq!(
            waterfall_sentence(&summary),
            "On average over all futures £8,100,000 is earned and £6,600,000 is paid. What is between goes to: the cap on \
             the contract £1,500,000 (anything in 89 of 100 futures)."
        );
        assert_eq!(losing_title(&summary), "“A home” loses most to caps");
        assert_eq!(
            losing_sentence(&summary),
            "On average there goes unpaid: £1 million for “A home”, 17% of what it earns; £500,000 for “A job”, 25% of what \
             it earns."
        );
    }

    #[test]
    fn a_card_whose_caps_take_nothing_says_so() {
        let summary = summary(&[("A home", 6e6, 6e6)]);
        assert_eq!(waterfall_title(&summary), "All that is earned is paid");
        assert_eq!(
            waterfall_sentence(&summary),
            "On average £6,000,000 is earned, and no cap takes anything of it."
        );
        assert_eq!(losing_title(&summary), "No outcome goes unpaid");
    }
}
