//! The look that the visitor's settings ask of pictures.

use yew::prelude::*;

use crate::charts::Look;
use crate::ui::browser::media;

/// How the page is seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seen {
    pub look: Look,
    /// The page is going to paper.
    pub is_paper: bool,
}

const PRINT: &str = "print";
const DARK: &str = "(prefers-color-scheme: dark)";
const CONTRAST: &str = "(prefers-contrast: more)";
const FORCED: &str = "(forced-colors: active)";

/// How the page is seen, again whenever that changes.
#[hook]
pub fn use_look() -> Seen {
    let seen = use_state_eq(now);
    let setter = seen.setter();
    use_effect_with((), move |()| {
        let listeners = [PRINT, DARK, CONTRAST, FORCED].map(|query| {
            let setter = setter.clone();
            media::listen(query, move || setter.set(now()))
        });
        move || drop(listeners)
    });
    *seen
}

fn now() -> Seen {
    let is_paper = media::is(PRINT);
    let look = match (media::is(DARK), media::is(CONTRAST) || media::is(FORCED)) {
        _ if is_paper => Look::Print,
        (false, false) => Look::Light,
        (true, false) => Look::Dark,
        (false, true) => Look::Print,
        (true, true) => Look::DarkContrast,
    };
    Seen { look, is_paper }
}
