//! What people achieve and what is paid for it, line by line.

use yew::prelude::*;

use super::data_table::DataTable;
use crate::engine::Summary;
use crate::findings::people::people_sentence;
use crate::model::Scenario;
use crate::report::outcomes_table;
use crate::ui::ByPointer;

#[derive(PartialEq, Properties)]
pub struct OutcomesResultProps {
    pub summary: ByPointer<Summary>,
    /// The scenario that the summary belongs to.
    pub scenario: ByPointer<Scenario>,
}

#[component]
pub fn OutcomesResult(props: &OutcomesResultProps) -> Html {
    let OutcomesResultProps { summary, scenario } = props;
    html! {
        <section class="result-part" aria-labelledby="outcomes-heading" id="outcomes">
            <h3 id="outcomes-heading">{ "Outcomes" }</h3>
            <p>{ people_sentence(&summary.people) }</p>
            <DataTable table={outcomes_table(summary, scenario)} region="Achieved and paid by outcome" />
        </section>
    }
}
