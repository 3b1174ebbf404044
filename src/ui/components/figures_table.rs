//! A chart's figures as a table, folded but always there.

use yew::prelude::*;

use crate::charts::Table;

#[derive(PartialEq, Properties)]
pub struct FiguresTableProps {
    pub table: Table,
}

#[component]
pub fn FiguresTable(props: &FiguresTableProps) -> Html {
    let Table { caption, header, rows } = &props.table;
    html! {
        <details class="figures">
            <summary>{ "Table of these figures" }</summary>
            <div class="scroller" tabindex="0" role="region" aria-label={caption.clone()}>
                <table class="figures-table">
                    <caption>{ caption }</caption>
                    <thead>
                        <tr>{ for header.iter().map(|words| html! { <th scope="col">{ words }</th> }) }</tr>
                    </thead>
                    <tbody>
                        { for rows.iter().map(|row| html! {
                            <tr>
                                { for row.iter().enumerate().map(|(column, cell)| if column == 0 {
                                    html! { <th scope="row">{ &cell.text }</th> }
                                } else {
                                    html! { <td class="figure">{ &cell.text }</td> }
                                }) }
                            </tr>
                        }) }
                    </tbody>
                </table>
            </div>
        </details>
    }
}
