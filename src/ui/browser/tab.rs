//! This tab among the others: what it hears and says, and when it is left.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

const NAME: &str = "ratecard";

/// The line between the tabs of one browser; old browsers have none, and then every tab is alone.
pub struct Line(Option<BroadcastChannel>);

impl Line {
    /// Calls back with what other tabs say, as long as the page lives.
    pub fn open(hear: impl Fn(String) + 'static) -> Line {
        let channel = BroadcastChannel::new(NAME).ok();
        if let Some(channel) = &channel {
            let hear = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
                hear(event.data().as_string().unwrap_or_default());
            });
            channel.set_onmessage(Some(hear.as_ref().unchecked_ref()));
            hear.forget();
        }
        Line(channel)
    }

    pub fn say(&self, words: &str) {
        if let Some(channel) = &self.0 {
            // Words that are not heard are no loss.
            let _ = channel.post_message(&words.into());
        }
    }
}

/// How a person leaves and comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaving {
    /// The page is out of sight, perhaps for ever.
    Hidden,
    /// It is being closed, or another takes its place.
    Left,
    /// It is there again, as it was.
    Back,
}

/// Has the browser ask before the page is left, as long as `holds_all` answers that it holds what nothing else does.
pub fn ask_before_leaving(holds_all: impl Fn() -> bool + 'static) -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&gloo::utils::window(), "beforeunload", options, move |event| {
        if holds_all() {
            event.prevent_default();
        }
    })
}

/// Calls back whenever the page is left: the last moments in which something can be kept. Dropping the listeners ends it.
pub fn on_leaving(act: impl Fn(Leaving) + Clone + 'static) -> [EventListener; 3] {
    let window = gloo::utils::window();
    let document = gloo::utils::document();
    let (hidden, left, back) = (act.clone(), act.clone(), act);
    [
        EventListener::new(&document.clone(), "visibilitychange", move |_| {
            if document.hidden() {
                hidden(Leaving::Hidden);
            }
        }),
        EventListener::new(&window, "pagehide", move |_| left(Leaving::Left)),
        EventListener::new(&window, "pageshow", move |_| back(Leaving::Back)),
    ]
}
