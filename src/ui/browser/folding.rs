//! Parts of the page that fold away.

use web_sys::HtmlDetailsElement;
use yew::NodeRef;

/// Whether a `<details>` is open.
pub fn is_open(details: &NodeRef) -> bool {
    details.cast::<HtmlDetailsElement>().is_some_and(|details| details.open())
}
