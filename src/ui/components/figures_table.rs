//! A chart's figures as a table, folded until someone wants them.

use yew::prelude::*;

use super::folded::Folded;
use crate::charts::Table;

#[derive(PartialEq, Properties)]
pub struct FiguresTableProps {
    /// Makes the table of the figures as they are now.
    pub table: Callback<(), Table>,
}

#[component]
pub fn FiguresTable(props: &FiguresTableProps) -> Html {
    let table = props.table.clone();
    let children = Callback::from(move |()| shown(&table.emit(())));
    html! { <Folded class="figures" summary="Table of these figures" {children} /> }
}

fn shown(Table { caption, header, rows }: &Table) -> Html {
    html! {
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
    }
}
