//! What the visitor's settings and screen are, as queries of style sheets tell it.

use gloo::events::EventListener;
use gloo::utils::window;
use web_sys::MediaQueryList;

/// Whether a query holds.
pub fn is(query: &str) -> bool {
    media(query).is_some_and(|media| media.matches())
}

/// Calls back at each change of a query, until what it returns is dropped.
pub fn listen(query: &str, mut changed: impl FnMut() + 'static) -> Option<EventListener> {
    media(query).map(|media| EventListener::new(&media, "change", move |_| changed()))
}

fn media(query: &str) -> Option<MediaQueryList> {
    window().match_media(query).ok().flatten()
}
