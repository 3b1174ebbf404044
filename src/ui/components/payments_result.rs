//! Payments over time against the cap, by payer and by financial year.

use yew::prelude::*;

use super::data_table::DataTable;
use super::exhibit_view::ExhibitView;
use crate::charts::Exhibit;
use crate::engine::Summary;
use crate::model::Scenario;
use crate::report::{payers_table, years_table};
use crate::ui::ByPointer;

#[derive(PartialEq, Properties)]
pub struct PaymentsResultProps {
    pub summary: ByPointer<Summary>,
    /// The scenario that the summary belongs to: its published payments are laid over the chart.
    pub scenario: ByPointer<Scenario>,
}

#[component]
pub fn PaymentsResult(props: &PaymentsResultProps) -> Html {
    let PaymentsResultProps { summary, scenario } = props;
    let actuals = scenario.actuals.as_ref();
    html! {
        <ExhibitView exhibit={Exhibit::payments(&summary.0, actuals)}>
            if let Some(actuals) = actuals {
                <p class="source">{ format!("Actual payments: {}.", actuals.source.trim_end_matches('.')) }</p>
            }
            <div class="two-tables">
                <DataTable table={payers_table(summary)} />
                <DataTable table={years_table(summary)} />
            </div>
        </ExhibitView>
    }
}
