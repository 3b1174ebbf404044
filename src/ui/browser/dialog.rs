//! Modal dialogs: the browser keeps focus inside and gives it back afterwards.

use web_sys::HtmlDialogElement;
use yew::NodeRef;

/// Opens a `<dialog>` as a modal; does nothing when it is open.
pub fn show(dialog: &NodeRef) {
    if let Some(dialog) = dialog.cast::<HtmlDialogElement>()
        && !dialog.open()
    {
        // Fails only when the element left the page meanwhile.
        let _ = dialog.show_modal();
    }
}

/// Closes it; the browser then sends a `close` event.
pub fn close(dialog: &NodeRef) {
    if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
        dialog.close();
    }
}

/// Whether a dialog lies over the page.
pub fn is_any_open() -> bool {
    gloo::utils::document().query_selector("dialog[open]").is_ok_and(|dialog| dialog.is_some())
}
