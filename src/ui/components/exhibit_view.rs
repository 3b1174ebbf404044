//! An exhibit on the page: its finding as a sentence, its picture, and below it its table.
//!
//! The picture is hidden from assistive technology, because the sentence and the table say the same.

use yew::prelude::*;

use super::chart_canvas::ChartCanvas;
use super::figures_table::FiguresTable;
use crate::charts::Exhibit;

#[derive(PartialEq, Properties)]
pub struct ExhibitViewProps {
    pub exhibit: Exhibit,
    /// Where what is laid over it comes from.
    #[prop_or_default]
    pub source: Option<AttrValue>,
}

/// A part of the results around one exhibit.
#[component]
pub fn ExhibitView(props: &ExhibitViewProps) -> Html {
    let Exhibit { id, heading, title, sentence, picture, table } = &props.exhibit;
    let heading_id = format!("{id}-heading");
    html! {
        <section class="result-part" aria-labelledby={heading_id.clone()} id={*id}>
            <h3 id={heading_id}><span class="eyebrow">{ *heading }{ ": " }</span>{ title }</h3>
            <figure class="chart">
                <ChartCanvas picture={picture.clone()} class="chart-tall" />
                <figcaption class="chart-sentence">{ sentence }</figcaption>
                if let Some(source) = &props.source {
                    <p class="source on-paper">{ source }</p>
                }
                <FiguresTable table={table.clone()} source={props.source.clone()} />
            </figure>
        </section>
    }
}
