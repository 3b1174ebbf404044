//! An exhibit's figures as a table, folded until someone wants them.

use yew::prelude::*;

use super::data_table::DataTable;
use super::folded::Folded;
use crate::charts::LazyTable;

#[derive(PartialEq, Properties)]
pub struct FiguresTableProps {
    /// The figures as they are now.
    pub table: LazyTable,
}

#[component]
pub fn FiguresTable(props: &FiguresTableProps) -> Html {
    let table = props.table.clone();
    let children = Callback::from(move |()| {
        let table = table.make();
        let region = table.caption.clone();
        html! { <DataTable {table} {region} /> }
    });
    html! { <Folded class="figures" summary="Table of these figures" {children} /> }
}
