//! Payments over time against the cap, by payer and by financial year.

use yew::prelude::*;

use super::chart_canvas::ChartCanvas;
use super::figures_table::FiguresTable;
use crate::charts::{ChartSpec, FanChart, payments_sentence, payments_table};
use crate::engine::Summary;
use crate::engine::summary::Spread;
use crate::findings::{p10, p50, p90};
use crate::format;
use crate::model::Scenario;
use crate::ui::Same;

#[derive(PartialEq, Properties)]
pub struct PaymentsResultProps {
    pub summary: Same<Summary>,
    /// The scenario that the summary belongs to: its published payments are laid over the chart.
    pub scenario: Same<Scenario>,
}

#[component]
pub fn PaymentsResult(props: &PaymentsResultProps) -> Html {
    let PaymentsResultProps { summary, scenario } = props;
    let actuals = scenario.actuals.as_ref();
    let spec = ChartSpec::from(FanChart::payments(summary, actuals));
    html! {
        <section class="result-part" aria-labelledby="payments-heading" id="payments">
            <h3 id="payments-heading">{ "Payments over time" }</h3>
            <ChartCanvas {spec} sentence={payments_sentence(summary)} class="chart-tall">
                <FiguresTable table={
                    let (summary, scenario) = (summary.clone(), scenario.clone());
                    Callback::from(move |()| payments_table(&summary, scenario.actuals.as_ref()))
                } />
            </ChartCanvas>
            if let Some(actuals) = actuals {
                <p class="source">{ format!("Actual payments: {}.", actuals.source.trim_end_matches('.')) }</p>
            }
            <div class="two-tables">
                { spread_table("Paid by each payer", "Payer", summary.payers.iter().map(|payer| (payer.name.as_str(), &payer.paid))) }
                { spread_table("Paid by financial year (April to March)", "Year", summary.years.iter().map(|year| (year.label.as_str(), &year.paid))) }
            </div>
        </section>
    }
}

fn spread_table<'a>(
    caption: &'static str,
    first: &'static str,
    rows: impl Iterator<Item = (&'a str, &'a Spread)>,
) -> Html {
    html! {
        <table class="small-table">
            <caption>{ caption }</caption>
            <thead>
                <tr>
                    <th scope="col">{ first }</th>
                    <th scope="col" class="figure">{ "80 of 100 futures" }</th>
                    <th scope="col" class="figure">{ "Median" }</th>
                </tr>
            </thead>
            <tbody>
                { for rows.map(|(name, spread)| html! {
                    <tr>
                        <th scope="row">{ name }</th>
                        <td class="figure">{ range(spread) }</td>
                        <td class="figure">{ p50(spread) }</td>
                    </tr>
                }) }
            </tbody>
        </table>
    }
}

fn range(spread: &Spread) -> String {
    if spread.p10 == spread.p90 {
        format::money(spread.p50)
    } else {
        format!("{} to {}", p10(spread), p90(spread))
    }
}
