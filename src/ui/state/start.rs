//! What the page opens with: a link, the visitor's draft, or the first preset.

use std::rc::Rc;

use gloo::timers::callback::Timeout;

use super::autosave::{keep, keep_earlier};
use super::opening::{Notice, OpenView, SharedFigures};
use crate::model::Scenario;
use crate::share::{self, OpenError};
use crate::ui::browser::{location, storage, storage::keys};
use crate::ui::route::Route;

/// The scenario to begin with and what to say about it.
pub struct Start {
    pub scenario: Rc<Scenario>,
    pub opening: OpenView,
}

impl Start {
    /// Reads the address and the storage once, when the page opens.
    pub fn now() -> Result<Start, OpenError> {
        let draft = storage::read(keys::DRAFT)
            .and_then(|text| share::open_unfinished(&text).ok())
            .map(|opened| Rc::new(opened.scenario));
        let kept_at = storage::read(keys::DRAFT_KEPT_AT).unwrap_or_default();
        let mut error = None;
        let hash = location::hash();
        if let Route::Open(link) = Route::of(&hash) {
            let opened = share::open_link(&link);
            location::replace_hash("/");
            match opened {
                Ok(opened) => {
                    if let Some(draft) = &draft {
                        keep_earlier(draft);
                    }
                    let scenario = Rc::new(opened.scenario);
                    // The address is plain again, so a reload is to find it here. The run comes first.
                    let kept = scenario.clone();
                    Timeout::new(0, move || {
                        keep(&kept);
                    })
                    .forget();
                    let shared = SharedFigures::of(&scenario, opened.engine, opened.fingerprint);
                    let notice = Notice::LinkOpened { has_earlier: draft.is_some() };
                    let opening = OpenView { notice: Some(notice), error: None, shared };
                    return Ok(Start { scenario, opening });
                }
                Err(refusal) => error = Some(Rc::new(refusal)),
            }
        }
        if let Some(scenario) = draft {
            let notice = Notice::DraftRestored {
                name: scenario.name.clone().into(),
                kept_at: kept_at.into(),
            };
            let opening = OpenView { notice: Some(notice), error, shared: None };
            return Ok(Start { scenario, opening });
        }
        let scenario = Rc::new(first_preset()?);
        Ok(Start { scenario, opening: OpenView { notice: None, error, shared: None } })
    }
}

/// The preset that a new visitor sees.
fn first_preset() -> Result<Scenario, OpenError> {
    let preset = share::PRESETS.first().ok_or(OpenError::Damaged)?;
    preset.open().map(|opened| opened.scenario)
}
