//! Any part of a scenario, as the table of fields describes it: single fields side by side, groups that come and go,
//! and lists of entries, each with all that is within.

use yew::prelude::*;

use super::edit_button::EditButton;
use super::field_editor::field_editor;
use super::field_groups::{estimate_fields, legend};
use super::folded::Folded;
use crate::format;
use crate::model::{Scenario, path};
use crate::session::Edit;
use crate::session::fields::{self, Field, FieldValue, Shape};
use crate::ui::ByPointer;
use crate::ui::wording::{field_id, fold_id};

/// The parts at these paths: what is single stands side by side, and what is not there yet waits in one row of buttons.
pub fn parts(scenario: &ByPointer<Scenario>, paths: &[&str]) -> Html {
    let mut done = Vec::new();
    let mut row = Vec::new();
    let mut absent = Vec::new();
    for path in paths {
        match look_of(scenario, path) {
            Look::Single => row.push(field_editor(scenario, path)),
            Look::Absent => absent.push(add_button(path)),
            Look::Block => {
                end_row(&mut row, "fields", &mut done);
                done.push(part(scenario, path));
            }
        }
    }
    end_row(&mut row, "fields", &mut done);
    end_row(&mut absent, "absent", &mut done);
    html! { <>{ for done }</> }
}

/// All that is within the group or entry at a path: what is single first, and of that its id last.
fn within(scenario: &ByPointer<Scenario>, place: &str) -> Html {
    let mut paths: Vec<String> =
        fields::children(place).map(|field| path::join(place, last_step(field))).collect();
    paths.sort_by_key(|path| match look_of(scenario, path) {
        Look::Single => u8::from(path.ends_with(".id")),
        Look::Block | Look::Absent => 2,
    });
    parts(scenario, &paths.iter().map(String::as_str).collect::<Vec<_>>())
}

fn last_step(field: &Field) -> &str {
    field.path.rsplit_once('.').map_or(field.path, |(_, name)| name)
}

fn end_row(row: &mut Vec<Html>, class: &'static str, done: &mut Vec<Html>) {
    if !row.is_empty() {
        let row = std::mem::take(row);
        done.push(html! { <div {class}>{ for row }</div> });
    }
}

/// How a part looks.
#[derive(Clone, Copy, PartialEq)]
enum Look {
    /// One editor, which others stand beside.
    Single,
    /// Editors below each other.
    Block,
    /// A button that adds it.
    Absent,
}

fn look_of(scenario: &Scenario, path: &str) -> Look {
    let found = fields::known(path);
    let value = found.value(scenario);
    match (found.field.shape, value) {
        (Shape::List { .. } | Shape::MayBeAbsent, _) if found.count(scenario) == 0 => Look::Absent,
        (Shape::One, Some(FieldValue::Chance(_) | FieldValue::UnsureFactor(_))) => Look::Block,
        (Shape::One, Some(_)) | (Shape::Names(_), _) => Look::Single,
        _ => Look::Block,
    }
}

/// The button that adds the first entry of a list, or a group.
fn add_button(path: &str) -> Html {
    let field = fields::known(path).field;
    let (what, goes_to) = match field.shape {
        Shape::List { entry } => {
            (format!("{} {entry}", format::article(entry)), path::entry(path, 0))
        }
        _ => (field.name.to_owned(), path.to_owned()),
    };
    html! {
        <span id={field_id(path)}>
            <EditButton class="secondary" edit={Edit::Add { list: path.to_owned() }} {goes_to}>
                { format!("Add {what}") }
            </EditButton>
        </span>
    }
}

/// One part, whatever it is.
pub fn part(scenario: &ByPointer<Scenario>, path: &str) -> Html {
    let found = fields::known(path);
    match (found.field.shape, look_of(scenario, path)) {
        (_, Look::Absent) => add_button(path),
        (_, Look::Single) => field_editor(scenario, path),
        (Shape::List { .. }, _) => folded_list(scenario, path),
        (Shape::ForEach { counted }, _) => values(scenario, path, found.count(scenario), counted),
        (Shape::One, _) if found.value(scenario).is_some() => estimate_fields(scenario, path),
        (shape, _) => html! {
            <fieldset class="estimate" id={field_id(path)}>
                <legend>{ found.legend(scenario) }</legend>
                { within(scenario, path) }
                if shape == Shape::MayBeAbsent {
                    <EditButton
                        class="quiet" edit={Edit::Remove { entry: path.to_owned() }} goes_to={path.to_owned()}
                    >
                        { format!("Remove {}", found.field.name) }
                    </EditButton>
                }
            </fieldset>
        },
    }
}

/// A value for each of something.
fn values(scenario: &ByPointer<Scenario>, path: &str, n: usize, counted: &'static str) -> Html {
    html! {
        <div class="fields">
            { for (0..n).map(|index| field_editor(scenario, &path::entry(path, index))) }
            if !counted.is_empty() {
                <span class="entry-buttons">
                    <EditButton class="quiet" edit={Edit::Add { list: path.to_owned() }}>
                        { format!("Add a {counted}") }
                    </EditButton>
                    if n > 1 {
                        <EditButton class="quiet" edit={Edit::Remove { entry: path::entry(path, n - 1) }}>
                            { format!("Remove the last {counted}") }
                        </EditButton>
                    }
                </span>
            }
        </div>
    }
}

/// A list that folds away to its name and how many entries it has. A short one is open.
fn folded_list(scenario: &ByPointer<Scenario>, path: &str) -> Html {
    const SHORT: usize = 2;
    let found = fields::known(path);
    let n = found.count(scenario);
    let open = {
        let (scenario, path) = (scenario.clone(), path.to_owned());
        Callback::from(move |()| list(&scenario, &path))
    };
    html! {
        <Folded
            id={fold_id(path)} class="list-fold" begins_open={n <= SHORT} children={open}
            summary={format!("{}: {}", found.legend(scenario), format::count(n as u64))}
        />
    }
}

/// A list with all its entries.
pub fn list(scenario: &ByPointer<Scenario>, path: &str) -> Html {
    let found = fields::known(path);
    let Shape::List { entry } = found.field.shape else { return Html::default() };
    let n = found.count(scenario);
    html! {
        <div class="entries" id={field_id(path)}>
            { for (0..n).map(|index| one_entry(scenario, path, entry, index, n)) }
            <EditButton
                class="secondary" edit={Edit::Add { list: path.to_owned() }} goes_to={path::entry(path, n)}
            >
                { format!("Add {} {entry}", format::article(entry)) }
            </EditButton>
        </div>
    }
}

fn one_entry(
    scenario: &ByPointer<Scenario>,
    list: &str,
    word: &'static str,
    index: usize,
    n: usize,
) -> Html {
    let entry = path::entry(list, index);
    let title = fields::entry_title(scenario, &entry);
    let is_named = fields::children(list).any(|field| last_step(field) == "name");
    // An entry of a few fields is one row, and its number is for screen readers.
    let is_row = fields::children(list)
        .all(|field| look_of(scenario, &path::join(&entry, last_step(field))) == Look::Single);
    let what = if is_named { title.clone() } else { format!("{word} {}", index + 1) };
    html! {
        <fieldset class={classes!("entry", (is_row && !is_named).then_some("entry-row"))} id={field_id(&entry)} key={format!("{index} of {n}")}>
            <legend class={classes!((is_row && !is_named).then_some("visually-hidden"))}>{ &title }</legend>
            { within(scenario, &entry) }
            <span class="entry-buttons">
                if is_named {
                    { entry_buttons(&entry, &title, index, n) }
                }
                <EditButton class="quiet" edit={Edit::Remove { entry }} goes_to={list.to_owned()}>
                    { "Remove" }<span class="visually-hidden">{ format!(" {what}") }</span>
                </EditButton>
            </span>
        </fieldset>
    }
}

/// What can be done to an entry that has a name: moved and copied.
pub fn entry_buttons(entry: &str, title: &str, index: usize, n: usize) -> Html {
    let to = |to: usize| Edit::Move { entry: entry.to_owned(), to };
    let list = path::split_entry(entry).map_or("", |(list, _)| list);
    // Pressed again, it moves the same entry on; at the end of its list the other one is left.
    let id = |index: usize, is_up: bool| {
        let is_up = if is_up { index > 0 } else { index + 1 == n };
        format!("{}-{}", field_id(&path::entry(list, index)), if is_up { "up" } else { "down" })
    };
    html! {
        <>
            if index > 0 {
                <EditButton
                    class="quiet" edit={to(index - 1)} id={format!("{}-up", field_id(entry))}
                    goes_to={format!("#{}", id(index - 1, true))}
                >
                    { "Move up" }<span class="visually-hidden">{ format!(": {title}") }</span>
                </EditButton>
            }
            if index + 1 < n {
                <EditButton
                    class="quiet" edit={to(index + 1)} id={format!("{}-down", field_id(entry))}
                    goes_to={format!("#{}", id(index + 1, false))}
                >
                    { "Move down" }<span class="visually-hidden">{ format!(": {title}") }</span>
                </EditButton>
            }
            <EditButton
                class="quiet" edit={Edit::Duplicate { entry: entry.to_owned() }}
                goes_to={path::entry(list, index + 1)}
            >
                { "Duplicate" }<span class="visually-hidden">{ format!(" {title}") }</span>
            </EditButton>
        </>
    }
}

/// What stands over a list, for panels that show one unfolded.
pub fn titled_list(scenario: &ByPointer<Scenario>, path: &str) -> Html {
    html! {
        <div class="titled-list">
            <h4>{ legend(scenario, path) }</h4>
            { list(scenario, path) }
        </div>
    }
}
