//! Cells of a grid on the page: each says its place in `data-cell`, as row and column.

use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, HtmlElement, HtmlInputElement};

use super::clipboard;
use crate::session::grid::Cell;

/// What a cell says of its place.
pub fn place(cell: Cell) -> String {
    format!("{}:{}", cell.row, cell.column)
}

/// The cell that an event came from.
pub fn cell_of(target: Option<EventTarget>) -> Option<Cell> {
    let element = target?.dyn_into::<Element>().ok()?;
    let cell = element.closest("[data-cell]").ok()??.get_attribute("data-cell")?;
    let (row, column) = cell.split_once(':')?;
    Some(Cell { row: row.parse().ok()?, column: column.parse().ok()? })
}

/// The cell in which the focus is.
pub fn focused() -> Option<Cell> {
    cell_of(gloo::utils::document().active_element().map(Into::into))
}

/// Gives a cell the focus, or the button in it that opens its line; false where there is none.
pub fn focus(cell: Cell) -> bool {
    let selector = format!("[data-cell=\"{}\"]", place(cell));
    let Some(found) = gloo::utils::document().query_selector(&selector).ok().flatten() else {
        return false;
    };
    let button = found.query_selector(":scope > .fold").ok().flatten();
    let Some(element) = button.unwrap_or(found).dyn_into::<HtmlElement>().ok() else {
        return false;
    };
    element.focus().is_ok()
}

/// Whether an event came from a text that is edited in a cell.
pub fn is_editing(target: Option<EventTarget>) -> bool {
    target.is_some_and(|target| text_input(&target).is_some())
}

/// Whether the element that an event came from has the focus.
pub fn has_focus(target: Option<EventTarget>) -> bool {
    let element = target.and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some() && element == gloo::utils::document().active_element()
}

/// Selects all of the text that an event came from, unless a part of it was selected with the pointer.
pub fn select_all(target: Option<EventTarget>) {
    let Some(input) = target.and_then(|target| text_input(&target)) else { return };
    if input.selection_start() == input.selection_end() {
        input.select();
    }
}

/// The text that is edited in the cell that an event came from.
pub fn text_of(target: Option<EventTarget>) -> Option<String> {
    target.and_then(|target| text_input(&target)).map(|input| input.value())
}

/// How editing begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Begin {
    /// All of the text is selected.
    Anew,
    /// Behind the text.
    AtEnd,
    /// With this in the place of the text.
    With(String),
}

/// Begins to edit the field with this id; false where there is none.
pub fn edit(id: &str, begin: &Begin) -> bool {
    begin_in(gloo::utils::document().get_element_by_id(id), begin)
}

/// Begins to edit the text in a cell; false where there is none.
pub fn edit_in(cell: Cell, begin: &Begin) -> bool {
    let selector = format!("[data-cell=\"{}\"] input[type=text]", place(cell));
    begin_in(gloo::utils::document().query_selector(&selector).ok().flatten(), begin)
}

fn begin_in(element: Option<Element>, begin: &Begin) -> bool {
    let Some(input) = element.and_then(|element| element.dyn_into::<HtmlInputElement>().ok())
    else {
        return false;
    };
    if input.focus().is_err() {
        return false;
    }
    let end = u32::try_from(input.value().encode_utf16().count()).unwrap_or(u32::MAX);
    match begin {
        Begin::AtEnd => input.set_selection_range(end, end).is_ok(),
        Begin::Anew | Begin::With(_) => {
            input.select();
            match begin {
                Begin::With(typed) => clipboard::type_text(typed),
                _ => true,
            }
        }
    }
}

/// Whether an event came from a part of a cell that is moved by itself.
pub fn is_slider(target: Option<EventTarget>) -> bool {
    let element = target.and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| element.matches(".slider").unwrap_or(false))
}

/// Whether an event came from what a line is carried by.
pub fn is_grip(target: Option<EventTarget>) -> bool {
    let element = target.and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| element.matches(".grip").unwrap_or(false))
}

fn text_input(target: &EventTarget) -> Option<HtmlInputElement> {
    let input = target.dyn_ref::<HtmlInputElement>()?;
    (input.type_() == "text").then(|| input.clone())
}
