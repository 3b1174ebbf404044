//! The page's addresses: what follows the `#`.

use yew::prelude::*;

use super::browser::location;

/// One of the pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Route {
    #[default]
    Workbench,
    Method,
    About,
    /// An address that is to open a shared scenario, as it stands there.
    Open(AttrValue),
}

impl Route {
    /// Reads what follows the `#`.
    pub fn of(hash: &str) -> Route {
        match hash {
            "/method" => Route::Method,
            "/about" => Route::About,
            "" | "/" => Route::Workbench,
            // Whatever else stands there was meant to open something, and is told if it does not.
            other => Route::Open(other.to_owned().into()),
        }
    }

    /// The address to link to.
    pub fn href(&self) -> &'static str {
        match self {
            Route::Workbench | Route::Open(_) => "#/",
            Route::Method => "#/method",
            Route::About => "#/about",
        }
    }

    pub fn title(&self) -> &'static str {
        match self {
            Route::Workbench | Route::Open(_) => "Rate Card Simulator",
            Route::Method => "Method – Rate Card Simulator",
            Route::About => "About and privacy – Rate Card Simulator",
        }
    }
}

/// The page that is asked for, followed as the address changes.
#[hook]
pub fn use_route() -> Route {
    let route = use_state_eq(|| Route::of(&location::hash()));
    {
        let route = route.setter();
        use_effect_with((), move |()| {
            let listener =
                location::on_hash_change(move || route.set(Route::of(&location::hash())));
            move || drop(listener)
        });
    }
    (*route).clone()
}
