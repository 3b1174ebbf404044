//! What looks odd about a scenario once its figures are known, and may still be meant: each remark with its reason and the field
//! that it is about. What needs no figures is among the scenario's own problems.

use super::amounts::in_words;
use super::chances::in_100;
use crate::engine::summary::{OutcomeTotal, Summary};
use crate::format;
use crate::model::{Money, Outcome, Scenario, path};

/// Something that a careful reader would ask about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The field or the list that it is about.
    pub path: String,
    pub sentence: String,
}

/// What stands over the remarks.
pub const HEADING: &str = "What a careful reader would ask";

/// So many lines can be kept apart, priced and proved without losing sight of them: a rule of thumb.
const MANY_LINES: usize = 15;

/// Everything that looks odd, what costs most first.
pub fn remarks(scenario: &Scenario, summary: &Summary) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let mut tell = |path: &str, sentence: String| {
        remarks.push(Remark { path: path.to_owned(), sentence });
    };
    if let Some(sentence) = costs_past_payments(summary) {
        tell("costs", sentence);
    }
    if let Some(sentence) = actuals_far_off(scenario, summary) {
        tell("actuals", sentence);
    }
    if let Some(sentence) = cap_below_all(summary) {
        tell("contract.caps.contract", sentence);
    }
    if let Some(sentence) = commitment_too_small(summary) {
        tell("investment.commitment.most", sentence);
    }
    if let Some(sentence) = drawn_again(summary) {
        tell("investment.keep_planned_need", sentence);
    }
    let lines = &scenario.rate_card.outcomes;
    if let Some(sentence) = lasting_unpaid(scenario, summary) {
        tell("rate_card.outcomes", sentence);
    }
    if let Some(sentence) = nothing_follows(scenario) {
        tell("rate_card.outcomes", sentence);
    }
    if let Some(sentence) = first_steps(scenario, summary) {
        tell("rate_card.outcomes", sentence);
    }
    for (index, line) in lines.iter().enumerate() {
        let of_line = |field: &str| path::join(&path::entry("rate_card.outcomes", index), field);
        let total = summary.outcomes.iter().find(|total| total.id == line.id);
        if let Some(sentence) = total.and_then(|total| too_late(line, total)) {
            tell(&of_line("delay.min_months"), sentence);
        }
        if let Some(sentence) = target_past_people(line, summary) {
            tell(&of_line("target"), sentence);
        }
    }
    let n_paid = lines.iter().filter(|line| line.price > Money::ZERO).count();
    if n_paid > MANY_LINES {
        tell(
            "rate_card.outcomes",
            format!(
                "{n_paid} outcomes are paid for: past about {MANY_LINES} a card is hard to explain, to prove and to audit."
            ),
        );
    }
    remarks
}

/// Delivery that costs half as much again as all that is paid for it.
fn costs_past_payments(summary: &Summary) -> Option<String> {
    let (costs, paid) = (summary.capital.costs.p50, summary.paid.p50);
    let is_far = costs.pounds() > 1.5 * paid.pounds() && costs > Money::ZERO;
    is_far.then(|| {
        format!(
            "Delivery costs {}, and {} is paid in the median future: costs of another contract may be left in.",
            in_words(costs),
            in_words(paid)
        )
    })
}

/// Published payments that are of another size than those of the card.
fn actuals_far_off(scenario: &Scenario, summary: &Summary) -> Option<String> {
    const FAR: f64 = 3.0;
    let actuals = scenario.actuals.as_ref()?;
    let actual: f64 = actuals.payments.iter().map(|payment| payment.paid.pounds()).sum();
    let (least, most) = (summary.paid.p10.pounds(), summary.paid.p90.pounds());
    let is_far = actual > 0.0 && (actual > FAR * most || actual * FAR < least);
    is_far.then(|| {
        format!(
            "The actual payments come to {}, far from what this card pays: they may be another contract's.",
            format::money_in_words(actual)
        )
    })
}

/// A cap that even few outcomes pass.
fn cap_below_all(summary: &Summary) -> Option<String> {
    let cap = summary.cap.amount?;
    (summary.earned.p10 > cap && !summary.earned.is_of_few()).then(|| {
        format!(
            "The cap of {} is below what even a low case earns, {} (10 of 100 futures earn less): past it work goes unpaid.",
            in_words(cap),
            in_words(summary.earned.p10)
        )
    })
}

/// Capital that is more likely than not to run out.
fn commitment_too_small(summary: &Summary) -> Option<String> {
    let over = summary.capital.over_most;
    (2 * over.futures > over.of && over.of > 0).then(|| {
        format!(
            "The most commitment of {} is not enough in {}.",
            in_words(summary.capital.commitment_most),
            in_100(over)
        )
    })
}

/// Money that goes out to investors and is called back.
fn drawn_again(summary: &Summary) -> Option<String> {
    let (drawn, peak) = (summary.capital.drawn.p50.pounds(), summary.capital.peak.p50.pounds());
    (drawn > 1.02 * peak && peak > 0.0).then(|| {
        format!(
            "What is distributed is drawn again: {} is drawn in all, though no more than {} is out at once.",
            format::money_in_words(drawn),
            format::money_in_words(peak)
        )
    })
}

/// A card that pays nothing for what lasts.
fn lasting_unpaid(scenario: &Scenario, summary: &Summary) -> Option<String> {
    let lines = &scenario.rate_card.outcomes;
    if lines.len() < 2 || summary.paid.mean <= 0.0 {
        return None;
    }
    let mut lasting = lines.iter().filter(|line| line.lasting).peekable();
    if lasting.peek().is_none() {
        return Some(
            "No outcome is marked as lasting: nothing is said to be paid for what holds."
                .to_owned(),
        );
    }
    (!lasting.any(|line| line.price > Money::ZERO))
        .then(|| "Nothing is paid for outcomes that are marked as lasting.".to_owned())
}

/// A card of which no line waits for another, as one looks that was pasted without saying what follows what.
fn nothing_follows(scenario: &Scenario) -> Option<String> {
    let lines = &scenario.rate_card.outcomes;
    let waits = |line: &Outcome| !line.after.is_empty() || !line.after_all.is_empty();
    (lines.len() > 2 && !lines.iter().any(waits)).then(|| {
        "No outcome waits for another: people can reach any of them from the start, and more of a later one than of an earlier. \
         Where one comes after another, say so in the line, under After."
            .to_owned()
    })
}

/// A card that pays most of its money for first steps.
fn first_steps(scenario: &Scenario, summary: &Summary) -> Option<String> {
    let is_first =
        |line: &Outcome| line.after.is_empty() && line.after_all.is_empty() && !line.lasting;
    let has_later = scenario.rate_card.outcomes.iter().any(|line| !is_first(line));
    let ids: Vec<&str> = scenario
        .rate_card
        .outcomes
        .iter()
        .filter(|line| is_first(line))
        .map(|line| line.id.as_str())
        .collect();
    let of_first = summary.outcomes.iter().filter(|total| ids.contains(&total.id.as_str()));
    let share = of_first.map(|total| total.paid.mean).sum::<f64>() / summary.paid.mean;
    (has_later && share > 0.5).then(|| {
        format!(
            "{} of what is paid is for first steps, which wait for nothing and are not marked as lasting.",
            format::percent((share * 100.0).round() / 100.0)
        )
    })
}

/// A line most of whose achievements are past the claims deadline.
fn too_late(line: &Outcome, total: &OutcomeTotal) -> Option<String> {
    let is_late = 2.0 * total.late.mean > total.achieved.mean && total.achieved.mean > 0.0;
    (is_late && line.price > Money::ZERO).then(|| {
        format!(
            "{} is mostly reached too late to be claimed: {} of {} achievements.",
            line.name,
            format::number(total.late.mean.round()),
            format::number(total.achieved.mean.round())
        )
    })
}

/// A target that more people would have to reach than start.
fn target_past_people(line: &Outcome, summary: &Summary) -> Option<String> {
    let target = line.target.filter(|_| line.repeats.is_none())?;
    let starts = summary.people.starts.p90;
    (f64::from(target) > starts).then(|| {
        format!(
            "The target of {} for {} is more people than start ({} in all but 10 of 100 futures).",
            format::count(u64::from(target)),
            line.name,
            format::number(starts.round())
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::summary::{Chance, Range, Spread};

    fn sound() -> (Scenario, Summary) {
        let scenario = crate::share::preset("kirklees").unwrap().open().unwrap().scenario;
        let case = crate::engine::collect_case(&scenario, crate::model::Case::Central);
        let mut summary = case.unwrap().summary();
        summary.earned = amount(22_000_000);
        (scenario, summary)
    }

    fn paths(scenario: &Scenario, summary: &Summary) -> Vec<String> {
        remarks(scenario, summary).into_iter().map(|remark| remark.path).collect()
    }

    fn amount(pounds: i64) -> Spread {
        let money = Money::from_pence(100 * pounds);
        let mean = money.pounds();
        Spread {
            mean,
            mean_error: Some(1.0),
            p10: money,
            p50: money,
            p90: money,
            ..Spread::default()
        }
    }

    #[test]
    fn each_oddity_is_told_at_its_field_and_only_then() {
        let (scenario, summary) = sound();
        let usual = paths(&scenario, &summary);
        let told = |path: &str, scenario: &Scenario, summary: &Summary| {
            assert!(paths(scenario, summary).len() > usual.len(), "{path}: {usual:?}");
            assert!(paths(scenario, summary).contains(&path.to_owned()), "{path}");
        };
        let with = |change: &dyn Fn(&mut Summary)| {
            let mut summary = summary.clone();
            change(&mut summary);
            summary
        };
        told("costs", &scenario, &with(&|summary| summary.capital.costs = amount(90_000_000)));
        told(
            "actuals",
            &scenario,
            &with(&|summary| {
                summary.paid = amount(100_000);
                summary.capital.costs = amount(100_000);
            }),
        );
        told(
            "contract.caps.contract",
            &scenario,
            &with(&|summary| summary.earned = amount(99_000_000)),
        );
        told(
            "investment.commitment.most",
            &scenario,
            &with(&|summary| {
                summary.capital.over_most =
                    Chance { futures: 51, of: 100, probability: 0.51, error: None };
            }),
        );
        told(
            "investment.keep_planned_need",
            &scenario,
            &with(&|summary| {
                summary.capital.drawn = amount(9_000_000);
                summary.capital.peak = amount(3_000_000);
            }),
        );
        let first = scenario.rate_card.outcomes[0].id.clone();
        told(
            "rate_card.outcomes",
            &scenario,
            &with(&|summary| {
                for total in summary.outcomes.iter_mut().filter(|total| total.id == first) {
                    total.paid = amount(90_000_000);
                }
            }),
        );
        told(
            "rate_card.outcomes[0].delay.min_months",
            &scenario,
            &with(&|summary| {
                for total in summary.outcomes.iter_mut().filter(|total| total.id == first) {
                    total.late = Range { mean: 1e6, ..Range::default() };
                }
            }),
        );
        let mut changed = scenario.clone();
        changed.rate_card.outcomes[0].target = Some(4_000_000);
        told("rate_card.outcomes[0].target", &changed, &summary);
        let mut changed = scenario.clone();
        changed.rate_card.outcomes.iter_mut().for_each(|line| line.lasting = false);
        told("rate_card.outcomes", &changed, &summary);
    }

    #[test]
    fn a_card_of_thirty_lines_is_said_to_be_long() {
        let (scenario, summary) = sound();
        let told = remarks(&scenario, &summary);
        assert!(
            told.iter().any(|remark| remark.sentence.starts_with("30 outcomes are paid for: "))
        );
    }
}
