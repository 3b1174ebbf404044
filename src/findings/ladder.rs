//! How far people get: what is achieved for each 100 who start, and how that stands to what was promised.

use crate::engine::summary::{OutcomeTotal, Summary};
use crate::format;
use crate::model::Scenario;

/// Achievements of an outcome for each 100 people who start, on average.
pub fn per_100_starts(summary: &Summary, total: &OutcomeTotal) -> f64 {
    let starts = summary.people.starts.mean;
    if starts > 0.0 { 100.0 * total.achieved.mean / starts } else { 0.0 }
}

/// What most people get to, and what few do, as a title.
pub fn ladder_title(summary: &Summary, scenario: &Scenario) -> String {
    let lasting = |total: &&OutcomeTotal| {
        scenario.rate_card.outcomes.iter().any(|line| line.id == total.id && line.lasting)
    };
    let by_reach =
        |a: &&OutcomeTotal, b: &&OutcomeTotal| a.achieved.mean.total_cmp(&b.achieved.mean);
    let all = || summary.outcomes.iter().filter(|total| !total.is_step);
    match (all().filter(lasting).max_by(by_reach), all().max_by(by_reach)) {
        (Some(lasting), _) => told("The lasting outcome that most reach", summary, lasting),
        (None, Some(most)) => told("What most reach", summary, most),
        (None, None) => "There is no outcome yet".to_owned(),
    }
}

fn told(words: &str, summary: &Summary, total: &OutcomeTotal) -> String {
    format!("{words}: “{}”, {} of 100 who start", total.name, in_100(summary, total))
}

/// What the ladder counts, and its ends.
pub fn ladder_sentence(summary: &Summary) -> String {
    let by_reach =
        |a: &&OutcomeTotal, b: &&OutcomeTotal| a.achieved.mean.total_cmp(&b.achieved.mean);
    let all = || summary.outcomes.iter().filter(|total| !total.is_step);
    let (Some(most), Some(least)) = (all().max_by(by_reach), all().min_by(by_reach)) else {
        return "There is no outcome yet.".to_owned();
    };
    format!(
        "For each 100 people who start there are on average {} achievements of “{}”, the outcome reached most, and {} of “{}”, \
         the one reached least. Late achievements are counted, and every repeat.",
        in_100(summary, most),
        most.name,
        in_100(summary, least),
        least.name
    )
}

fn in_100(summary: &Summary, total: &OutcomeTotal) -> String {
    per_100(per_100_starts(summary, total))
}

/// A number for each 100 people, with a digit behind the point where it would be nothing without.
pub fn per_100(number: f64) -> String {
    match number {
        nothing if nothing <= 0.0 => "0".to_owned(),
        little if little < 0.1 => "fewer than 0.1".to_owned(),
        few if few < 10.0 => format::number((few * 10.0).round() / 10.0),
        many => format::number(many.round()),
    }
}

/// How many targets are met in the median future, as a title; none where the card has none.
pub fn targets_title(summary: &Summary, scenario: &Scenario) -> Option<String> {
    let (met, all) = targets(summary, scenario);
    Some(match (met, all) {
        (_, 0) => return None,
        (0, 1) => "Its one target is missed in the median future".to_owned(),
        (1, 1) => "Its one target is met in the median future".to_owned(),
        (met, all) if met == all => format!("All {all} targets are met in the median future"),
        (0, all) => format!("None of {all} targets is met in the median future"),
        (met, all) => format!("{met} of {all} targets are met in the median future"),
    })
}

/// What is compared with the targets.
pub fn targets_sentence(summary: &Summary, scenario: &Scenario) -> String {
    let (met, all) = targets(summary, scenario);
    let met = match all {
        0 => "The card has no targets.".to_owned(),
        _ => format!(
            "{} of {} achieved as often as its target in half of all futures or more.",
            format::count(met as u64),
            if all == 1 {
                "1 outcome with a target is".to_owned()
            } else {
                format!("{all} outcomes with a target are")
            },
        ),
    };
    format!(
        "{met} Bars are medians, and thin lines hold 80 of 100 futures; achievements after the deadline are counted."
    )
}

/// Targets that the median future meets, and all.
fn targets(summary: &Summary, scenario: &Scenario) -> (usize, usize) {
    let lines = &scenario.rate_card.outcomes;
    let targets = summary.outcomes.iter().filter(|total| !total.is_step).filter_map(|total| {
        let line = lines.iter().find(|line| line.id == total.id)?;
        Some((total.achieved.p50, f64::from(line.target?)))
    });
    targets.fold((0, 0), |(met, all), (achieved, target)| {
        (met + usize::from(achieved >= target), all + 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_numbers_keep_a_digit() {
        let told = [0.0, 0.04, 0.46, 9.96, 82.6, 120.4].map(per_100);
        assert_eq!(told, ["0", "fewer than 0.1", "0.5", "10", "83", "120"]);
    }

    #[test]
    fn targets_are_met_or_missed_in_the_median_future() {
        let mut scenario = crate::share::preset("kirklees").unwrap().open().unwrap().scenario;
        let summary =
            crate::engine::collect_case(&scenario, crate::model::Case::Central).unwrap().summary();
        for line in &mut scenario.rate_card.outcomes {
            line.target = None;
        }
        assert_eq!(targets_title(&summary, &scenario), None);
        scenario.rate_card.outcomes[0].target = Some(1);
        assert_eq!(
            targets_title(&summary, &scenario).unwrap(),
            "Its one target is met in the median future"
        );
        scenario.rate_card.outcomes[1].target = Some(u32::MAX);
        assert_eq!(
            targets_title(&summary, &scenario).unwrap(),
            "1 of 2 targets are met in the median future"
        );
        assert!(
            targets_sentence(&summary, &scenario)
                .starts_with("1 of 2 outcomes with a target are achieved as often as its target")
        );
    }
}
