//! The page's addresses: what follows the `#`.

use yew::prelude::*;

use super::browser::location;
use crate::session::Place;

/// One of the pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    Workbench(Place),
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
            other => match Place::of(other) {
                Some(place) => Route::Workbench(place),
                // Whatever else stands there was meant to open something, and is told if it does not.
                None => Route::Open(other.to_owned().into()),
            },
        }
    }

    /// The address to link to.
    pub fn href(&self) -> String {
        match self {
            Route::Workbench(place) => format!("#{}", place.address()),
            Route::Open(_) => "#/".to_owned(),
            Route::Method => "#/method".to_owned(),
            Route::About => "#/about".to_owned(),
        }
    }

    /// What the workbench shows; none on a page of its own.
    pub fn place(&self) -> Option<Place> {
        match self {
            Route::Workbench(place) => Some(*place),
            // It is left at once.
            Route::Open(_) => Some(Place::default()),
            Route::Method | Route::About => None,
        }
    }

    pub fn title(&self) -> &'static str {
        match self {
            Route::Workbench(_) | Route::Open(_) => "Rate Card Simulator",
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
