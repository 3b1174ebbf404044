//! What a person does with the list of scenarios: saves, renames, throws away and brings back, one or all.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use super::{Added, Keeper, KeptView, Noted, State, read};
use crate::model::Scenario;
use crate::session::library::{Entry, Open, Present, Record, Tabs, digest};
use crate::share::{self, Bundled, Document, OpenError, VERSION, file_name};
use crate::ui::browser::{clock, database, dice, storage};

impl Keeper {
    /// Whether somebody looks at the list, which then follows other tabs.
    pub fn watch(self: &Rc<Keeper>, is_watched: bool) {
        self.state.borrow_mut().records = is_watched.then(storage::records);
        if is_watched {
            self.keep();
            self.read_again();
        }
    }

    pub fn name_of(&self, id: &str) -> String {
        let state = self.state.borrow();
        state.view.library.get(id).map(|entry| entry.name.clone()).unwrap_or_default()
    }

    /// An entry's text, and a name for a file of it. For the list, while it is watched.
    pub fn to_file(&self, id: &str) -> Option<(String, String)> {
        let record = self.state.borrow().record(id)?;
        Some((file_name(&read(&record).name), record.text))
    }

    /// Makes a saved scenario of the present one; says whether it was not one already. Saved anew under the name that it was
    /// opened with, it takes the place of that one, which stays among the drafts.
    pub fn save(self: &Rc<Keeper>) -> bool {
        let mut guard = self.state.borrow_mut();
        let state = &mut *guard;
        state.forgotten = None;
        let Some(Noted { scenario, opening, headline }) = state.noted.clone() else { return false };
        let Some(text) = state.text_of(&scenario) else { return false };
        let digest = digest(&text);
        if state.view.library.with_text(&digest).is_some_and(|entry| entry.is_saved) {
            return false;
        }
        let Present { id: draft, of, .. } = state.present(&opening).clone();
        let before = of.and_then(|of| state.view.library.get(&of).cloned());
        let before = before.filter(|before| before.name == scenario.name && before.is_known());
        let record = before.as_ref().and_then(|before| state.record(&before.id));
        // What cannot be put aside is not written over.
        let before = before.filter(|_| record.is_some());
        if let (Some(before), Some(record)) = (&before, record) {
            let (id, rev) = (dice::fresh_id(), self.sign(state));
            let aside = Entry { id, is_saved: false, rev, after: None, ..before.clone() };
            self.write(state, Record::new(&aside, record.text));
        }
        let entry = Entry {
            id: before.as_ref().map_or_else(dice::fresh_id, |before| before.id.clone()),
            is_saved: true,
            name: scenario.name.clone(),
            at: clock::now(),
            headline,
            document: VERSION,
            digest,
            rev: self.sign(state),
            after: before.map(|before| before.rev),
            ..Entry::default()
        };
        *state.present(&opening) = Present { of: Some(entry.id.clone()), ..Present::default() };
        state.point(Open::Entry(entry.id.clone()));
        self.write(state, Record::new(&entry, text.to_string()));
        // Of it and the draft that it was, one is enough.
        if let Some(draft) = draft
            && !state.view.tabs.have_open(&draft)
        {
            self.drop_entry(state, &draft);
        }
        drop(guard);
        self.tell();
        let keeper = self.clone();
        spawn_local(async move {
            let is_persisted = storage::persist().await;
            keeper.state.borrow_mut().view.is_persisted = Some(is_persisted);
            keeper.tell();
        });
        true
    }

    /// Gives an entry another name, or makes a saved copy under one; says whether that was possible.
    pub fn rename(self: &Rc<Keeper>, id: &str, name: Option<&str>) -> bool {
        let mut state = self.state.borrow_mut();
        let Some(record) = state.record(id) else { return false };
        let Ok(opened) = share::open_unfinished(&record.text) else { return false };
        let before = read(&record);
        let is_copy = name.is_none();
        let copy_name = || state.view.library.copy_name(&before.name);
        let name = name.map_or_else(copy_name, str::to_owned);
        let scenario = Scenario { name: name.clone(), ..opened.scenario };
        let Ok(text) = Document::new(&scenario).pretty() else { return false };
        let entry = Entry {
            id: if is_copy { dice::fresh_id() } else { before.id },
            is_saved: is_copy || before.is_saved,
            name,
            at: clock::now(),
            digest: digest(&text),
            document: VERSION,
            after: (!is_copy).then_some(before.rev),
            rev: self.sign(&mut state),
            ..before
        };
        self.write(&mut state, Record::new(&entry, text));
        drop(state);
        self.tell();
        true
    }

    /// Throws an entry away, which can be brought back as long as the page is open; says whether it was there.
    pub fn throw_away(self: &Rc<Keeper>, id: &str) -> bool {
        let mut state = self.state.borrow_mut();
        let Some(record) = state.record(id) else { return false };
        state.thrown.push(record);
        self.drop_entry(&mut state, id);
        if state.view.over.as_deref() == Some(id) {
            state.view.over = None;
        }
        let is_open = state.view.open.as_deref() == Some(id);
        drop(state);
        if is_open {
            // What is open goes on as a draft.
            self.keep();
        }
        self.tell();
        true
    }

    /// Brings back what was thrown away last.
    pub fn bring_back(self: &Rc<Keeper>) {
        let mut state = self.state.borrow_mut();
        if let Some(record) = state.thrown.pop() {
            self.write(&mut state, record);
        }
        drop(state);
        self.tell();
    }

    /// Everything in one file's text.
    pub fn all_as_one(&self) -> String {
        let state = self.state.borrow();
        let records =
            state.view.library.entries().iter().filter_map(|entry| state.record(&entry.id));
        share::bundle(records.map(|record| (record.head, record.text)))
    }

    /// Adds what a file of many, or of one, holds and is not kept yet.
    pub fn add_all(self: &Rc<Keeper>, bytes: &[u8]) -> Result<Added, OpenError> {
        let found = share::open_bundle(bytes)?;
        let mut guard = self.state.borrow_mut();
        let state = &mut *guard;
        let mut added = Added::default();
        for Bundled { head, text, opened } in found {
            let said = Entry::read("", &head, VERSION);
            let digest = digest(&text);
            if state.view.library.with_text(&digest).is_some() {
                added.were_there += 1;
                continue;
            }
            let (document, name) = match opened {
                Ok(opened) => (VERSION, opened.scenario.name),
                Err(OpenError::TooNew { version }) => (version, said.name.clone()),
                Err(_) => {
                    added.unreadable += 1;
                    continue;
                }
            };
            let entry = Entry {
                id: dice::fresh_id(),
                // A file that says nothing about it was made on purpose.
                is_saved: said.is_saved || !said.is_known(),
                name,
                at: if said.at > 0.0 { said.at } else { clock::now() },
                headline: said.headline,
                document,
                digest,
                rev: self.sign(state),
                is_newer: document > VERSION,
                ..Entry::default()
            };
            self.write(state, Record::new(&entry, text));
            added.added += 1;
        }
        drop(guard);
        self.tell();
        Ok(added)
    }

    /// Forgets everything, in every place. The present scenario stays open, and is kept again once it changes.
    pub async fn forget_all(&self) {
        storage::forget_all();
        // Where there is no database, nothing is in it.
        let _ = database::clear().await;
        let mut state = self.state.borrow_mut();
        let forgotten = state.noted.as_ref().map(|noted| noted.scenario.clone());
        let noted = state.noted.take();
        let view = KeptView { tabs: state.view.tabs.clone(), ..KeptView::default() };
        // Numbers go on, or the next writing would pass for an older one.
        let n_written = state.n_written;
        *state = State { view, n_written, forgotten, noted, ..State::default() };
        drop(state);
        self.line.say(&Tabs::kept(&self.me));
        self.tell();
    }
}
