//! From achieved to paid, outcome by outcome: what comes in time, what is claimed, what is earned, what is paid.

use crate::engine::summary::Summary;
use crate::format;

/// The steps of one outcome on average over all futures; amounts in pounds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Steps {
    pub name: String,
    /// Late achievements included.
    pub achieved: f64,
    /// Before the last claim month, and soon enough after the start.
    pub in_time: f64,
    /// What the contract accepts: verified, within its window, on the card, in no grant month.
    pub claimed: f64,
    /// What the achievements that are not claimed would be worth, at the average price of those that are.
    pub unclaimed: f64,
    /// What caps take.
    pub unpaid: f64,
    pub paid: f64,
}

/// The outcomes in the order of the card, without steps on the way.
pub fn steps(summary: &Summary) -> Vec<Steps> {
    let outcomes = summary.outcomes.iter().filter(|total| !total.is_step);
    let steps = outcomes.map(|total| {
        let (achieved, claimed) = (total.achieved.mean, total.claimed.mean);
        let price = if claimed > 0.0 { total.earned.mean / claimed } else { 0.0 };
        Steps {
            name: total.name.clone(),
            achieved,
            in_time: achieved - total.late.mean,
            claimed,
            unclaimed: (achieved - claimed).max(0.0) * price,
            unpaid: (total.earned.mean - total.paid.mean).max(0.0),
            paid: total.paid.mean,
        }
    });
    steps.collect()
}

/// All outcomes together.
fn sum(steps: &[Steps]) -> Steps {
    let mut sum = Steps::default();
    for step in steps {
        sum.achieved += step.achieved;
        sum.in_time += step.in_time;
        sum.claimed += step.claimed;
        sum.unclaimed += step.unclaimed;
        sum.unpaid += step.unpaid;
        sum.paid += step.paid;
    }
    sum
}

/// What of all that is achieved is paid, as a title.
pub fn outcomes_title(summary: &Summary) -> String {
    let all = sum(&steps(summary));
    let worth = all.paid + all.unpaid + all.unclaimed;
    if worth < 1.0 {
        return "No outcome brings anything".to_owned();
    }
    if all.unpaid + all.unclaimed < 1.0 {
        return format!("All that is achieved is paid: {}", format::money_in_words(worth));
    }
    format!(
        "Of outcomes worth {}, {} is paid",
        format::money_in_words(worth),
        format::money_in_words(all.paid)
    )
}

/// The steps from achieved to paid, over all outcomes.
pub fn outcomes_sentence(summary: &Summary) -> String {
    let all = sum(&steps(summary));
    format!(
        "On average there are {} achievements; {} come in time and {} can be claimed. These earn {}, of which caps take {}, \
         and {} is paid. What cannot be claimed would be worth {} more.",
        format::number(all.achieved.round()),
        format::number(all.in_time.round()),
        format::number(all.claimed.round()),
        format::money_in_words(all.paid + all.unpaid),
        format::money_in_words(all.unpaid),
        format::money_in_words(all.paid),
        format::money_in_words(all.unclaimed)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_multiply_from_achieved_to_paid() {
        let scenario = crate::share::preset("kirklees").unwrap().open().unwrap().scenario;
        let summary =
            crate::engine::collect_case(&scenario, crate::model::Case::Central).unwrap().summary();
        let steps = steps(&summary);
        assert_eq!(steps.len(), scenario.rate_card.outcomes.len());
        for (step, total) in steps.iter().zip(&summary.outcomes) {
            assert!(step.achieved >= step.in_time && step.in_time + 1e-9 >= step.claimed);
            assert!((step.paid + step.unpaid - total.earned.mean).abs() < 1e-6);
            let worth = step.paid + step.unpaid + step.unclaimed;
            assert!(
                (worth * step.claimed - total.earned.mean * step.achieved).abs()
                    < 1e-3 * (1.0 + worth * step.claimed)
            );
        }
        assert!(outcomes_title(&summary).starts_with("Of outcomes worth £"));
    }
}
