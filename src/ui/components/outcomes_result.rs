//! What people achieve and what is paid for it, line by line.

use yew::prelude::*;

use crate::engine::Summary;
use crate::engine::summary::{OutcomeTotal, Range};
use crate::findings::p50;
use crate::format;
use crate::model::Scenario;
use crate::ui::Same;

#[derive(PartialEq, Properties)]
pub struct OutcomesResultProps {
    pub summary: Same<Summary>,
    /// The scenario that the summary belongs to.
    pub scenario: Same<Scenario>,
}

#[component]
pub fn OutcomesResult(props: &OutcomesResultProps) -> Html {
    let OutcomesResultProps { summary, scenario } = props;
    let has_targets = scenario.rate_card.outcomes.iter().any(|line| line.target.is_some());
    let people = &summary.people;
    html! {
        <section class="result-part" aria-labelledby="outcomes-heading" id="outcomes">
            <h3 id="outcomes-heading">{ "Outcomes" }</h3>
            <p>{ format!(
                "{} people start in 80 of 100 futures; at most {} are in support in one month.",
                span(&people.starts), span(&people.caseload_peak)
            ) }</p>
            <div class="scroller" tabindex="0" role="region" aria-label="Achieved and paid by outcome">
                <table class="figures-table">
                    <caption>{ "Achieved and paid by outcome: the range of 80 of 100 futures, then medians. Too late: after the last claim month." }</caption>
                    <thead>
                        <tr>
                            <th scope="col">{ "Outcome" }</th>
                            if has_targets { <th scope="col" class="figure">{ "Target" }</th> }
                            <th scope="col" class="figure">{ "Achieved" }</th>
                            <th scope="col" class="figure">{ "Median" }</th>
                            <th scope="col" class="figure">{ "Too late" }</th>
                            <th scope="col" class="figure">{ "Earned" }</th>
                            <th scope="col" class="figure">{ "Paid" }</th>
                        </tr>
                    </thead>
                    <tbody>
                        { for summary.outcomes.iter().map(|total| row(total, scenario, has_targets)) }
                    </tbody>
                </table>
            </div>
        </section>
    }
}

fn row(total: &OutcomeTotal, scenario: &Scenario, has_targets: bool) -> Html {
    let line = scenario.rate_card.outcomes.iter().find(|line| line.id == total.id);
    let target = line.and_then(|line| line.target);
    html! {
        <tr key={total.id.clone()}>
            <th scope="row">{ &total.name }</th>
            if has_targets {
                <td class="figure">
                    { target.map_or_else(|| "–".to_owned(), |target| format::count(u64::from(target))) }
                </td>
            }
            <td class="figure">{ span(&total.achieved) }</td>
            <td class="figure">{ whole(total.achieved.p50) }</td>
            <td class="figure">{ whole(total.late.p50) }</td>
            <td class="figure">{ p50(&total.earned) }</td>
            <td class="figure">{ p50(&total.paid) }</td>
        </tr>
    }
}

fn span(range: &Range) -> String {
    format!("{} to {}", whole(range.p10), whole(range.p90))
}

fn whole(value: f64) -> String {
    format::number(value.round())
}
