//! What the page opens with: a link, what was open before, or the first preset.

use std::rc::Rc;

use super::keeper::Keeper;
use super::opening::{Notice, OpenView, SharedFigures};
use crate::model::Scenario;
use crate::session::library::{Entry, Open, Pointer, Present, Record, Revision, digest};
use crate::share::{self, OpenError};
use crate::ui::browser::{clock, database, fetch, location, storage, storage::keys};
use crate::ui::route::Route;

/// How long the page waits for a database that is slow to answer, before it opens with the preset.
const PATIENCE_MS: u32 = 400;

/// The scenario to begin with and what to say about it.
pub struct Start {
    pub scenario: Rc<Scenario>,
    pub opening: OpenView,
    pub keeper: Rc<Keeper>,
}

/// What is to be opened, before it is.
struct Found {
    scenario: Scenario,
    notice: Option<Notice>,
    present: Present,
    over: Option<String>,
}

impl Start {
    /// Reads the address and the storage once, when the page opens. Only if the small storage has lost what the database
    /// may still have is that asked, and waited for a moment.
    pub async fn now() -> Result<Start, OpenError> {
        move_former_drafts();
        let before = storage::pointer_of_tab().or_else(storage::latest_pointer);
        let mut error = None;
        let hash = location::hash();
        if let Route::Open(link) = Route::of(&hash) {
            let opened = share::open_unfinished_pasted(&link);
            location::replace_hash("/");
            match opened {
                Ok(opened) => {
                    let over = before.as_ref().and_then(Pointer::own_work).map(str::to_owned);
                    let found = Found {
                        scenario: opened.scenario,
                        notice: Some(Notice::LinkOpened),
                        present: Present::default(),
                        over,
                    };
                    return Ok(found.start(None, opened.engine, opened.fingerprint));
                }
                Err(refusal) => error = Some(Rc::new(refusal)),
            }
        }
        let found = match before {
            Some(Pointer { open: Open::Entry(id), over }) => match record(&id).await {
                Some(record) => Found::kept(&record, over),
                None => Found::first_preset(None, Some(id)),
            },
            Some(Pointer { open: Open::Preset(id), over }) => match share::preset(&id) {
                Some(preset) => match fetch::preset(preset).await {
                    Some(text) => share::open(&text).map(|opened| Found {
                        scenario: opened.scenario,
                        notice: None,
                        present: Present::default(),
                        over,
                    }),
                    None => Found::first_preset(
                        Some(Notice::Unfetched { name: preset.name.into() }),
                        over,
                    ),
                },
                None => Found::first_preset(None, over),
            },
            None => Found::first_preset(None, None),
        };
        Ok(found?.start(error, None, None))
    }
}

impl Found {
    /// What was kept, over something else perhaps. What this page cannot open stays where it is.
    fn kept(record: &Record, over: Option<String>) -> Result<Found, OpenError> {
        let entry = Entry::read(&record.id, &record.head, share::VERSION);
        match share::open_unfinished(&record.text) {
            Ok(opened) => Ok(Found {
                scenario: opened.scenario,
                notice: Some(Notice::DraftRestored {
                    name: entry.name.clone().into(),
                    kept_at: clock::in_words(entry.at).into(),
                }),
                present: Present::opened(&entry),
                over,
            }),
            Err(_) => Found::first_preset(Some(Notice::Unopened { name: entry.name.into() }), over),
        }
    }

    /// The preset that a new visitor sees.
    fn first_preset(notice: Option<Notice>, over: Option<String>) -> Result<Found, OpenError> {
        let preset = share::PRESETS.first().ok_or(OpenError::Damaged)?;
        let scenario = preset.open()?.scenario;
        Ok(Found { scenario, notice, present: Present::default(), over })
    }

    fn start(
        self,
        error: Option<Rc<OpenError>>,
        engine: Option<String>,
        fingerprint: Option<String>,
    ) -> Start {
        let scenario = Rc::new(self.scenario);
        let shared = SharedFigures::of(&scenario, engine, fingerprint);
        let opening = OpenView { notice: self.notice, error, shared };
        let keeper = Keeper::new(self.present, self.over);
        Start { scenario, opening, keeper }
    }
}

/// What is kept under an id: as a rule at once.
async fn record(id: &str) -> Option<Record> {
    match storage::record(id) {
        Some(record) => Some(record),
        None => {
            let joined = clock::within(PATIENCE_MS, database::read(id)).await?.ok()??;
            Some(Record::split(id, &joined))
        }
    }
}

/// Earlier versions of the page kept one draft and the one before it, each under a key of its own. They become entries
/// like any other, and are forgotten there once they lie here.
fn move_former_drafts() {
    let [draft, kept_at, earlier] = keys::FORMER;
    for (key, age) in [(earlier, 1.0), (draft, 0.0)] {
        let Some(text) = storage::read(key) else { continue };
        let (name, document) = match share::open_unfinished(&text) {
            Ok(opened) => (opened.scenario.name, share::VERSION),
            Err(OpenError::TooNew { version }) => ("Draft".to_owned(), version),
            Err(_) => ("Draft".to_owned(), share::VERSION),
        };
        let entry = Entry {
            id: key.replace('.', "-"),
            name,
            at: clock::now() - age,
            document,
            digest: digest(&text),
            rev: Revision { by: key.to_owned(), n: 1 },
            ..Entry::default()
        };
        let record = Record::new(&entry, text.clone());
        // Full storage has room for one of the two.
        storage::forget(key);
        if !storage::keep_record(&record) {
            storage::keep(key, &text);
        } else if key == draft && storage::latest_pointer().is_none() {
            let pointer = Pointer { open: Open::Entry(entry.id), over: None };
            storage::keep(keys::LATEST, &pointer.to_string());
        }
    }
    storage::forget(kept_at);
}
