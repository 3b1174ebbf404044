//! The investors' exposure over time against their commitment.

use yew::prelude::*;

use super::chart_canvas::ChartCanvas;
use super::figures_table::FiguresTable;
use crate::charts::{ChartSpec, FanChart, exposure_sentence, exposure_table};
use crate::engine::Summary;
use crate::ui::Same;

#[derive(PartialEq, Properties)]
pub struct CapitalResultProps {
    pub summary: Same<Summary>,
}

#[component]
pub fn CapitalResult(props: &CapitalResultProps) -> Html {
    let summary = &props.summary;
    let spec = ChartSpec::from(FanChart::exposure(summary));
    html! {
        <section class="result-part" aria-labelledby="capital-heading" id="capital">
            <h3 id="capital-heading">{ "Investors’ money over time" }</h3>
            <ChartCanvas {spec} sentence={exposure_sentence(summary)} class="chart-tall">
                <FiguresTable table={
                    let summary = summary.clone();
                    Callback::from(move |()| exposure_table(&summary))
                } />
            </ChartCanvas>
        </section>
    }
}
