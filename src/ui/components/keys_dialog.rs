//! The list of keys.

use yew::prelude::*;

use super::dialog::Dialog;

/// What keys do, under what they belong to. Where it says Ctrl, a Mac has the command key.
const KEYS: [(&str, &[(&str, &str)]); 3] = [
    (
        "On the page",
        &[
            ("?", "This list"),
            ("Ctrl+Z, Ctrl+Y", "Undo, redo"),
            ("Ctrl+S", "Save a file"),
            ("Ctrl+O", "Open a file or a link"),
        ],
    ),
    (
        "In the rate card",
        &[
            ("Arrows, Home, End, Page up, Page down", "Another cell; with Ctrl the edge"),
            ("Shift with these", "Choose cells"),
            ("Shift+Space, Ctrl+Space, Ctrl+A", "Choose lines, columns, all"),
            ("F2 or Enter; or just type", "Edit the cell; on a name Enter opens its line"),
            ("Ctrl+C, Ctrl+X, Ctrl+V", "Copy, cut, paste cells, also from and to a spreadsheet"),
            ("Ctrl+D", "Fill down"),
            ("Delete", "Empty, or back to the value that was opened"),
            ("Alt+Enter or Insert", "Another outcome below"),
            ("Alt+Up, Alt+Down", "Move the outcome"),
            ("Tab", "Leave the rate card"),
        ],
    ),
    (
        "While a cell is edited",
        &[
            ("Enter, Shift+Enter", "Done, and down or up"),
            ("Tab, Shift+Tab", "Done, and right or left"),
            ("Ctrl+Enter", "The same into all chosen cells"),
            ("Up, Down", "A price by a step"),
            ("Escape", "The old value back"),
        ],
    ),
];

#[derive(PartialEq, Properties)]
pub struct KeysDialogProps {
    pub is_open: bool,
    pub onclose: Callback<()>,
}

#[component]
pub fn KeysDialog(props: &KeysDialogProps) -> Html {
    html! {
        <Dialog id="keys" heading="Keys" is_open={props.is_open} onclose={props.onclose.clone()}>
            { for KEYS.iter().map(|(heading, keys)| html! {
                <table class="keys">
                    <caption>{ *heading }</caption>
                    <tbody>
                        { for keys.iter().map(|(key, does)| html! {
                            <tr><th scope="row">{ *key }</th><td>{ *does }</td></tr>
                        }) }
                    </tbody>
                </table>
            }) }
        </Dialog>
    }
}
