//! An exhibit's figures as a table, folded until someone wants them.

use yew::prelude::*;

use super::data_table::DataTable;
use super::folded::Folded;
use crate::charts::LazyTable;

#[derive(PartialEq, Properties)]
pub struct FiguresTableProps {
    /// The figures as they are now.
    pub table: LazyTable,
    /// Where figures that are not simulated come from.
    #[prop_or_default]
    pub source: Option<AttrValue>,
}

#[component]
pub fn FiguresTable(props: &FiguresTableProps) -> Html {
    let (table, source) = (props.table.clone(), props.source.clone());
    let children = Callback::from(move |()| {
        let table = table.make();
        let region = table.caption.clone();
        html! {
            <>
                <DataTable {table} {region} />
                if let Some(source) = &source {
                    <p class="source">{ source }</p>
                }
            </>
        }
    });
    html! { <Folded class="figures" summary="As a table" {children} /> }
}
