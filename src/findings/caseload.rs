//! How many people are in support at once, and how many caseworkers that takes.

use super::spans::so_many;
use crate::engine::summary::Summary;
use crate::format;
use crate::model::Scenario;

/// The fullest month on average: how many people, and where among the months.
fn fullest(summary: &Summary) -> Option<(usize, f64)> {
    let months = summary.months.iter().enumerate();
    let fullest = months.max_by(|(_, a), (_, b)| a.caseload.total_cmp(&b.caseload))?;
    Some((fullest.0, fullest.1.caseload)).filter(|(_, people)| *people > 0.0)
}

/// The fullest month, as a title.
pub fn caseload_title(summary: &Summary) -> String {
    match fullest(summary) {
        Some((month, people)) => format!(
            "{}: {} people in support, the most on average",
            format::month(summary.months[month].month),
            format::number(people.round())
        ),
        None => "Nobody is in support".to_owned(),
    }
}

/// The fullest month with its caseworkers, and how far single futures go beyond.
pub fn caseload_sentence(summary: &Summary, scenario: &Scenario) -> String {
    let Some((month, people)) = fullest(summary) else {
        return "Nobody is in support in any month.".to_owned();
    };
    let each = scenario.costs.caseload.get();
    let workers = |people: f64| format::number((people / each).ceil());
    let caseworkers = if each > 0.0 {
        format!(", {} caseworkers at {} people each", workers(people), format::number(each))
    } else {
        String::new()
    };
    let most = &summary.people.caseload_peak;
    format!(
        "On average {} people are in support in {}{caseworkers}. In {} the fullest month has {}.",
        format::number(people.round()),
        format::month(summary.months[month].month),
        so_many(&most.p10.round(), &most.p90.round(), most.is_of_few()),
        format::span(&format::number(most.p10.round()), &format::number(most.p90.round())),
    )
}
