//! Who pays what, and in which financial year.

use yew::prelude::*;

use super::data_table::DataTable;
use crate::engine::Summary;
use crate::report::{payers_table, years_table};
use crate::ui::ByPointer;

#[derive(PartialEq, Properties)]
pub struct PayersResultProps {
    pub summary: ByPointer<Summary>,
}

#[component]
pub fn PayersResult(props: &PayersResultProps) -> Html {
    let summary = &props.summary;
    html! {
        <section class="result-part" aria-labelledby="payers-heading" id="payers">
            <h3 id="payers-heading">{ "Payers and years" }</h3>
            <div class="two-tables">
                <DataTable table={payers_table(summary)} />
                <DataTable table={years_table(summary)} />
            </div>
        </section>
    }
}
