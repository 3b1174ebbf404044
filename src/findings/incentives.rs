//! Whom the card makes it worth while to help, and for what.

use crate::analysis::incentives::{Incentives, SegmentPay};
use crate::engine::summary::Summary;
use crate::format;
use crate::model::{Money, Outcome, Scenario};

/// For whom the card leaves least, as a title.
pub fn incentives_title(incentives: &Incentives) -> String {
    let Some((least, most)) = incentives.least_and_most() else {
        let one = incentives.segments.iter().find(|segment| segment.share_of_starts > 0.0);
        return one.map_or_else(
            || "Nobody starts".to_owned(),
            |one| format!("Each person who starts brings {} before caps", pounds(one.pay)),
        );
    };
    let words = match (least.pay < most.pay, least.cost > most.cost) {
        (true, true) => "The card pays least for those who cost most",
        (true, false) => "The card pays least",
        (false, _) => "The card leaves least",
    };
    let link = if least.pay < most.pay && least.cost > most.cost { ":" } else { " for" };
    format!("{words}{link} “{}”", least.name)
}

/// Pay and cost of one person of each segment, and what they leave.
pub fn incentives_sentence(incentives: &Incentives) -> String {
    let Incentives { segments, shared_cost } = incentives;
    let segments: Vec<&SegmentPay> =
        segments.iter().filter(|segment| segment.share_of_starts > 0.0).collect();
    if segments.is_empty() {
        return "Nobody starts, so nothing is paid or spent for anybody.".to_owned();
    }
    let each: Vec<String> = segments
        .iter()
        .map(|segment| {
            format!(
                "{} brings {}, costs {} and leaves {}",
                segment.name,
                pounds(segment.pay),
                pounds(segment.cost),
                pounds(segment.left())
            )
        })
        .collect();
    let at_a_loss = segments.iter().filter(|segment| segment.left() < *shared_cost);
    let at_a_loss: Vec<&str> = at_a_loss.map(|segment| segment.name.as_str()).collect();
    let loss = match at_a_loss.len() {
        0 => String::new(),
        n if n == segments.len() => " That is more than any of them leaves.".to_owned(),
        _ => format!(" That is more than {} leaves.", at_a_loss.join(" or ")),
    };
    format!(
        "For each person who starts, on average: {}. Set-up, fixed costs and funds come to {} a person, whoever it is.{loss} \
         Pay is before caps on totals.",
        each.join("; "),
        pounds(*shared_cost)
    )
}

/// What else the card rewards, each in a sentence that can be quoted.
pub fn reward_sentences(scenario: &Scenario, summary: &Summary) -> Vec<String> {
    let lines = &scenario.rate_card.outcomes;
    let of_lines = |takes: &dyn Fn(&Outcome) -> bool| {
        let ids = lines.iter().filter(|line| takes(line)).map(|line| line.id.as_str());
        let ids: Vec<&str> = ids.collect();
        let totals = summary.outcomes.iter().filter(|total| ids.contains(&total.id.as_str()));
        totals.map(|total| total.paid.mean).sum::<f64>()
    };
    let all = of_lines(&|_| true);
    let mut sentences = Vec::new();
    if all >= 1.0 {
        let first = of_lines(&|line| line.after.is_empty() && line.after_all.is_empty());
        let lasting = of_lines(&|line| line.lasting);
        sentences.push(format!(
            "{} of what outcomes are paid is for first steps, which wait for no other outcome; {} is for outcomes that the \
             card marks as lasting.",
            share(first / all),
            share(lasting / all)
        ));
    }
    let cap = &summary.cap;
    if let Some(months) = cap.months_after.filter(|months| months.p50.round() >= 1.0) {
        sentences.push(format!(
            "Where the cap is reached, delivery goes on for typically {} more months that bring no pay: {} of work on average \
             over all futures.",
            format::number(months.p50.round()),
            format::money_in_words(cap.unpaid_after.mean)
        ));
    }
    let again = lines.iter().filter(|line| line.repeats.is_some() && line.price > Money::ZERO);
    let again: Vec<String> = again.map(|line| format!("“{}”", line.name)).collect();
    if !again.is_empty() {
        sentences
            .push(format!("One person can be paid for more than once under {}.", listed(&again)));
    }
    sentences
}

fn listed(names: &[String]) -> String {
    const SHOWN: usize = 4;
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] if names.len() <= SHOWN => format!("{} and {last}", most.join(", ")),
        _ => format!("{} and {} more", names[..SHOWN].join(", "), names.len() - SHOWN),
    }
}

fn share(share: f64) -> String {
    format::percent((share * 100.0).round() / 100.0)
}

/// Pounds of one person, to the nearest ten.
fn pounds(amount: f64) -> String {
    format::whole_money(format::round_to_error(amount, 10.0).round())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(name: &str, pay: f64, cost: f64) -> SegmentPay {
        SegmentPay { id: name.to_owned(), name: name.to_owned(), share_of_starts: 0.5, pay, cost }
    }

    fn two(shared_cost: f64) -> Incentives {
        let segments =
            vec![segment("lower", 5_234.0, 2_000.0), segment("higher", 3_712.0, 3_000.0)];
        Incentives { segments, shared_cost }
    }

    #[test]
    fn whom_the_card_leaves_least_for_is_named() {
        let incentives = two(900.0);
        assert_eq!(
            incentives_title(&incentives),
            "The card pays least for those who cost most: “higher”"
        );
        assert_eq!(
            incentives_sentence(&incentives),
            "For each person who starts, on average: lower brings £5,230, costs £2,000 and leaves £3,230; higher brings \
             £3,710, costs £3,000 and leaves £710. Set-up, fixed costs and funds come to £900 a person, whoever it is. That \
             is more than higher leaves. Pay is before caps on totals."
        );
    }

    #[test]
    fn pay_that_follows_need_is_not_called_least() {
        let mut incentives = two(100.0);
        incentives.segments[1].pay = 5_500.0;
        assert_eq!(incentives_title(&incentives), "The card leaves least for “higher”");
        incentives.segments.truncate(1);
        assert_eq!(
            incentives_title(&incentives),
            "Each person who starts brings £5,230 before caps"
        );
        assert!(!incentives_sentence(&incentives).contains("That is more"));
    }
}
