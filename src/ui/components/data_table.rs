//! A table of the report on the page.

use yew::prelude::*;

use crate::report::{Cell, Table};

#[derive(PartialEq, Properties)]
pub struct DataTableProps {
    pub table: Table,
    /// What a wide table's own region is called, in which it scrolls; a small table needs none.
    #[prop_or_default]
    pub region: Option<AttrValue>,
}

#[component]
pub fn DataTable(props: &DataTableProps) -> Html {
    let DataTableProps { table, region } = props;
    match region {
        Some(region) => html! {
            <div class="scroller" tabindex="0" role="region" aria-label={region.clone()}>
                { shown(table, "figures-table") }
            </div>
        },
        None => shown(table, "small-table"),
    }
}

fn shown(table: &Table, class: &'static str) -> Html {
    html! {
        <table {class}>
            <caption>{ &table.caption }</caption>
            <thead>
                <tr>
                    { for table.columns.iter().map(|column| html! {
                        <th scope="col" class={column.is_at_right.then_some("figure")}>{ &column.heading }</th>
                    }) }
                </tr>
            </thead>
            <tbody>
                { for table.rows.iter().map(|row| html! {
                    <tr>{ for row.iter().enumerate().map(|(column, cell)| shown_cell(column, cell)) }</tr>
                }) }
            </tbody>
        </table>
    }
}

/// The first cell names its row.
fn shown_cell(column: usize, cell: &Cell) -> Html {
    if column == 0 {
        html! { <th scope="row">{ cell.text() }</th> }
    } else {
        html! { <td class={cell.is_figure().then_some("figure")}>{ cell.text() }</td> }
    }
}
