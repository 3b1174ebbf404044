//! An exhibit on the page: its finding as a sentence, its picture, and below it its table and what can be taken away of it.
//!
//! The picture is hidden from assistive technology, because the sentence and the table say the same.

use yew::prelude::*;

use super::chart_canvas::ChartCanvas;
use super::figures_table::FiguresTable;
use super::take_away::TakeAway;
use crate::charts::{Exhibit, LazyTable, Look};
use crate::ui::browser::picture;
use crate::views::ExhibitBlock;

#[derive(PartialEq, Properties)]
pub struct ExhibitViewProps {
    pub exhibit: Exhibit,
    /// Where what is laid over it comes from.
    #[prop_or_default]
    pub source: Option<AttrValue>,
}

/// A part of the results around one exhibit, which the page draws itself.
#[component]
pub fn ExhibitView(props: &ExhibitViewProps) -> Html {
    let Exhibit { id, heading, title, sentence, picture, table } = &props.exhibit;
    let drawn = html! { <ChartCanvas picture={picture.clone()} class="chart-tall" /> };
    let framed = Framed { id, anchor: id, heading, title, sentence, table: table.clone() };
    frame(&framed, drawn, &props.source)
}

/// The same around one that was drawn elsewhere.
/// A picture that is light on dark brings its ground to paper.
pub fn exhibit_block(block: &ExhibitBlock, look: Look) -> Html {
    let ExhibitBlock { id, heading, title, sentence, size: (width, height), svg, table } = block;
    let is_dark = matches!(look, Look::Dark | Look::DarkContrast);
    let drawn = html! {
        <img
            class={classes!("chart-picture", is_dark.then_some("is-dark"))} src={picture::address(svg)} alt="" aria-hidden="true"
            width={width.to_string()} height={height.to_string()}
        />
    };
    let table = LazyTable::from(table.clone());
    // The page has tables of its own beside some of them, with names of their own.
    let anchor = &format!("drawn-{id}");
    frame(&Framed { id, anchor, heading, title, sentence, table }, drawn, &None)
}

/// What stands around a picture.
struct Framed<'a> {
    id: &'a str,
    /// Names it in addresses.
    anchor: &'a str,
    heading: &'a str,
    title: &'a str,
    sentence: &'a str,
    table: LazyTable,
}

fn frame(framed: &Framed<'_>, drawn: Html, source: &Option<AttrValue>) -> Html {
    let Framed { id, anchor, heading, title, sentence, table } = framed;
    let heading_id = format!("{anchor}-heading");
    html! {
        <section class="result-part" aria-labelledby={heading_id.clone()} id={anchor.to_string()}>
            <h3 id={heading_id}><span class="eyebrow">{ format!("{heading}: ") }</span>{ title.to_string() }</h3>
            <figure class="chart">
                { drawn }
                <figcaption class="chart-sentence">{ sentence.to_string() }</figcaption>
                if let Some(source) = source {
                    <p class="source on-paper">{ source }</p>
                }
                <div class="chart-more">
                    <FiguresTable table={table.clone()} source={source.clone()} />
                    <TakeAway id={id.to_string()} name={heading.to_string()} />
                </div>
            </figure>
        </section>
    }
}
