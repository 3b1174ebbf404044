//! A list of the scenario as a table: a row for each entry, with editors in its cells.

use yew::prelude::*;

use super::edit_button::EditButton;
use super::field_editor::cell_editor;
use super::field_groups::legend;
use crate::model::{Scenario, path};
use crate::session::Edit;
use crate::session::fields;
use crate::ui::wording::field_id;

/// A list that the page edits.
pub struct ListOnPage {
    pub path: &'static str,
    /// What an entry is known by, so that a row stays its own when others come and go.
    pub keys: fn(&Scenario) -> Vec<String>,
    pub columns: &'static [Column],
    /// What an entry is called where entries can be added, and all but the first removed.
    pub entry: Option<&'static str>,
}

/// One column of such a table.
pub enum Column {
    /// A field of the entry; figures stand to the right.
    Field { name: &'static str, is_figure: bool },
    /// Something that follows from the entry, under a heading.
    Words { heading: &'static str, words: fn(&Scenario, usize) -> String },
}

/// The editor of a list.
pub fn list_editor(scenario: &Scenario, list: &ListOnPage) -> Html {
    let keys = (list.keys)(scenario);
    html! {
        <>
            <table class="small-table" id={field_id(list.path)}>
                <caption>{ legend(scenario, list.path) }</caption>
                <thead>
                    <tr>
                        { for list.columns.iter().map(|column| heading(list, column)) }
                        if list.entry.is_some() {
                            <th scope="col"><span class="visually-hidden">{ "Remove" }</span></th>
                        }
                    </tr>
                </thead>
                <tbody>
                    { for keys.into_iter().enumerate().map(|(index, key)| row(scenario, list, index, key)) }
                </tbody>
            </table>
            if let Some(entry) = list.entry {
                <EditButton class="secondary" edit={Edit::Add { list: list.path.to_owned() }}>
                    { format!("Add a {entry}") }
                </EditButton>
            }
        </>
    }
}

fn heading(list: &ListOnPage, column: &Column) -> Html {
    let of_field = |name: &str| fields::known(&path::join(list.path, name)).heading();
    match column {
        Column::Field { name, is_figure } => {
            html! { <th scope="col" class={figure_class(*is_figure)}>{ of_field(name) }</th> }
        }
        Column::Words { heading, .. } => html! { <th scope="col">{ *heading }</th> },
    }
}

fn row(scenario: &Scenario, list: &ListOnPage, index: usize, key: String) -> Html {
    let entry = path::entry(list.path, index);
    html! {
        <tr {key}>
            { for list.columns.iter().map(|column| cell(scenario, &entry, index, column)) }
            if let Some(name) = list.entry {
                <td>
                    if index > 0 {
                        <EditButton class="quiet" edit={Edit::Remove { entry }}>
                            { "Remove" }
                            <span class="visually-hidden">{ format!(" {name} {}", index + 1) }</span>
                        </EditButton>
                    }
                </td>
            }
        </tr>
    }
}

fn cell(scenario: &Scenario, entry: &str, index: usize, column: &Column) -> Html {
    match column {
        Column::Field { name, is_figure } => html! {
            <td class={figure_class(*is_figure)}>{ cell_editor(scenario, &path::join(entry, name)) }</td>
        },
        Column::Words { words, .. } => html! { <td>{ words(scenario, index) }</td> },
    }
}

fn figure_class(is_figure: bool) -> Option<&'static str> {
    is_figure.then_some("figure")
}
