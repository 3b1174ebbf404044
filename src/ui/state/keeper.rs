//! The page's hand in what this browser keeps: what is open, what is written when, and where it is stored.
//!
//! Every writing goes to the small storage at once, so that it is there however soon the page is left, and from there
//! into the database. Where neither takes it, it lives as long as the page, and the page says so. The rules are
//! `session::library`'s.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::model::Scenario;
use crate::session::library::{
    Entry, Heard, Keep, Library, Now, Open, Pointer, Present, Record, Revision, Tabs, Verdict,
    digest, verdict,
};
use crate::share::{self, Bundled, Document, OpenError, VERSION, file_name};
use crate::ui::browser::database::{self, Refusal};
use crate::ui::browser::storage::{self, keys};
use crate::ui::browser::tab::{Leaving, Line};
use crate::ui::browser::{clock, dice};

/// How keeping the present work goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keeping {
    /// Nothing of the visitor's own to keep.
    #[default]
    Nothing,
    Kept,
    /// The browser's storage is full.
    Full,
    /// The browser keeps nothing, as private windows do.
    Refused,
}

/// What the page shows of it.
#[derive(Clone, Default)]
pub struct KeptView {
    pub keeping: Keeping,
    pub library: Library,
    /// The entry that is open, unless it is an untouched preset.
    pub open: Option<String>,
    /// What other tabs have open.
    pub tabs: Tabs,
    /// The entry that something was opened over.
    pub over: Option<String>,
    /// Entries that only this page holds.
    pub unstored: Vec<String>,
    /// The small storage takes nothing: what is changed in the last moment of a page may be lost.
    pub is_small_refused: bool,
    /// The name of what was thrown away last, while it can be brought back.
    pub thrown: Option<String>,
    /// Whether the browser promised to clear nothing, once it was asked.
    pub is_persisted: Option<bool>,
    /// The browser has cleared what was kept at the last visit.
    pub is_cleared: bool,
}

/// What came of adding a file's scenarios.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Added {
    pub added: usize,
    pub were_there: usize,
    pub unreadable: usize,
}

pub struct Keeper {
    /// This page, until it is loaded again.
    me: String,
    line: Line,
    state: RefCell<State>,
    show: RefCell<Callback<Rc<KeptView>>>,
}

#[derive(Default)]
struct State {
    view: KeptView,
    n_written: u64,
    /// What each opening works on: undo leads back across them.
    openings: Vec<(Rc<Scenario>, Present)>,
    /// For the opening that comes next.
    upcoming: Present,
    name: String,
    noted: Option<Noted>,
    /// The text of the scenario that was written last.
    text: Option<(Rc<Scenario>, Rc<str>)>,
    /// What is on its way into the database, or was refused there.
    pending: Vec<Pending>,
    thrown: Vec<Record>,
    /// Everything was forgotten; this is not to be kept again until it changes.
    forgotten: Option<Rc<Scenario>>,
    /// Every entry with its text, while somebody looks at the list, which then follows other tabs.
    records: Option<Vec<Record>>,
    /// The library holds everything that is kept.
    is_loaded: bool,
}

/// The scenario as it stands.
#[derive(Clone)]
struct Noted {
    scenario: Rc<Scenario>,
    /// What it was made from.
    opening: Rc<Scenario>,
    /// Its answer; empty while nobody knows it.
    headline: String,
}

struct Pending {
    record: Record,
    /// The small storage has it.
    is_small: bool,
    is_refused: bool,
}

impl State {
    /// What the opening works on.
    fn present(&mut self, opening: &Rc<Scenario>) -> &mut Present {
        /// Far more than can be undone.
        const MOST: usize = 300;
        let found = self.openings.iter().position(|(one, _)| Rc::ptr_eq(one, opening));
        let place = found.unwrap_or_else(|| {
            if self.openings.len() == MOST {
                self.openings.remove(0);
            }
            let present = std::mem::take(&mut self.upcoming);
            self.openings.push((opening.clone(), present));
            self.openings.len() - 1
        });
        &mut self.openings[place].1
    }

    fn text_of(&mut self, scenario: &Rc<Scenario>) -> Option<Rc<str>> {
        if let Some((of, text)) = &self.text
            && Rc::ptr_eq(of, scenario)
        {
            return Some(text.clone());
        }
        let text: Rc<str> = Document::new(scenario).pretty().ok()?.into();
        self.text = Some((scenario.clone(), text.clone()));
        Some(text)
    }

    fn no_longer_pending(&mut self, id: &str) {
        self.pending.retain(|pending| pending.record.id != id);
    }

    /// An entry with its text, where it is at hand.
    fn record(&self, id: &str) -> Option<Record> {
        let pending = self.pending.iter().map(|pending| &pending.record);
        let mut at_hand = pending.chain(self.records.iter().flatten());
        at_hand.find(|record| record.id == id).cloned()
    }

    /// Shows and remembers what is open.
    fn point(&mut self, open: Open) {
        self.view.open = match &open {
            Open::Entry(id) => Some(id.clone()),
            Open::Preset(_) => None,
        };
        if self.view.over == self.view.open {
            self.view.over = None;
        }
        storage::point(&Pointer { open, over: self.view.over.clone() });
    }
}

impl Keeper {
    /// Begins with the work on what the page opens with, over another entry perhaps.
    pub fn new(upcoming: Present, over: Option<String>) -> Rc<Keeper> {
        let mut state = State { upcoming, ..State::default() };
        state.view.over = over;
        for record in storage::records() {
            state.view.library.put(read(&record));
        }
        Rc::new_cyclic(|keeper: &Weak<Keeper>| {
            let keeper = keeper.clone();
            let hear = move |words: String| {
                if let Some(keeper) = keeper.upgrade() {
                    keeper.hear(&words);
                }
            };
            Keeper {
                me: dice::fresh_id(),
                line: Line::open(hear),
                state: RefCell::new(state),
                show: RefCell::default(),
            }
        })
    }

    /// Calls back with what there is to show, now and whenever it changes.
    pub fn show_to(&self, show: Callback<Rc<KeptView>>) {
        self.show.replace(show);
        self.tell();
        self.line.say(&Tabs::who(&self.me));
    }

    fn tell(&self) {
        let mut state = self.state.borrow_mut();
        let is_only_here = |pending: &&Pending| pending.is_refused && !pending.is_small;
        let unstored = state.pending.iter().filter(is_only_here);
        state.view.unstored = unstored.map(|pending| pending.record.id.clone()).collect();
        state.view.thrown = state.thrown.last().map(|record| read(record).name);
        if state.is_loaded {
            storage::keep(keys::COUNT, &state.view.library.entries().len().to_string());
        }
        let view = Rc::new(state.view.clone());
        drop(state);
        let show = self.show.borrow().clone();
        show.emit(view);
    }

    /// Notes how the scenario stands, what it was made from, and its answer, if it is known.
    pub fn note(&self, scenario: Rc<Scenario>, opening: Rc<Scenario>, headline: String) {
        self.state.borrow_mut().noted = Some(Noted { scenario, opening, headline });
    }

    /// Keeps the scenario as it stands, in the tab's own entry.
    pub fn keep(self: &Rc<Keeper>) {
        let mut guard = self.state.borrow_mut();
        let state = &mut *guard;
        let Some(Noted { scenario, opening, headline }) = &state.noted.clone() else { return };
        if state.forgotten.as_ref().is_some_and(|forgotten| Rc::ptr_eq(forgotten, scenario)) {
            return;
        }
        let preset = untouched_preset(scenario);
        let text = if preset.is_some() { Some("".into()) } else { state.text_of(scenario) };
        let Some(text) = text else {
            // It is too large for a file, and so for every other place.
            state.view.keeping = Keeping::Refused;
            drop(guard);
            return self.tell();
        };
        let digest = digest(&text);
        let now = Now {
            name: &scenario.name,
            headline,
            digest: &digest,
            document: VERSION,
            at: clock::now(),
            preset: preset.as_deref(),
        };
        let (rev, mut present) = (self.sign(state), state.present(opening).clone());
        let keep = present.keep(now, &state.view.library, &state.view.tabs, rev, dice::fresh_id);
        let before = (state.view.open.clone(), std::mem::take(&mut state.name));
        state.name.clone_from(&scenario.name);
        match keep {
            Keep::AsItIs { id, forget } => {
                *state.present(opening) = present;
                if let Some(forget) = forget {
                    self.drop_entry(state, &forget);
                }
                let entry = id.as_deref().and_then(|id| state.view.library.get(id));
                if let Some(entry) = entry
                    && storage::record(&entry.id).is_none()
                {
                    // So that a reload opens it without waiting for the database.
                    storage::keep_record(&Record::new(entry, text.to_string()));
                }
                let is_refused =
                    |id| state.pending.iter().any(|it| it.record.id == id && it.is_refused);
                state.view.keeping = match &id {
                    Some(id) if is_refused(id.as_str()) => state.view.keeping,
                    Some(_) => Keeping::Kept,
                    None => Keeping::Nothing,
                };
                if let Some(open) = id.map(Open::Entry).or(preset.map(Open::Preset)) {
                    state.point(open);
                }
            }
            Keep::Write(mut entry) => {
                // Another tab may have written there since.
                let there = storage::record(&entry.id).map(|record| read(&record));
                if verdict(there.as_ref(), &entry) == Verdict::Apart {
                    (entry.id, entry.after) = (dice::fresh_id(), None);
                    present.id = Some(entry.id.clone());
                }
                *state.present(opening) = present;
                state.point(Open::Entry(entry.id.clone()));
                self.write(state, Record::new(&entry, text.to_string()));
            }
        }
        let is_other = before != (state.view.open.clone(), state.name.clone());
        drop(guard);
        if is_other {
            self.say_here();
        }
        self.tell();
    }

    /// Writes an entry: what is open at once, into the small storage, and everything into the database.
    fn write(self: &Rc<Keeper>, state: &mut State, record: Record) {
        state.view.library.put(read(&record));
        let is_open = state.view.open.as_ref() == Some(&record.id);
        let is_small = is_open && storage::keep_record(&record);
        if is_open {
            state.view.is_small_refused = !is_small;
        }
        if is_small {
            state.view.keeping = Keeping::Kept;
        }
        self.store(state, record, is_small);
    }

    /// Puts an entry into the database, unless that would write over somebody else's.
    fn store(self: &Rc<Keeper>, state: &mut State, record: Record, is_small: bool) {
        state.no_longer_pending(&record.id);
        let pending = Pending { record: record.clone(), is_small, is_refused: false };
        state.pending.push(pending);
        let keeper = self.clone();
        spawn_local(async move {
            let (new, is_apart) = (read(&record), Cell::new(false));
            let may = |there: Option<String>| {
                let there = there.map(|there| read(&Record::split(&record.id, &there)));
                let verdict = verdict(there.as_ref(), &new);
                is_apart.set(verdict == Verdict::Apart);
                verdict == Verdict::Write
            };
            let written = database::write(&record.id, Some(&record.joined()), &may).await;
            keeper.has_stored(&record, written, is_apart.get());
            keeper.line.say(&Tabs::kept(&keeper.me));
            keeper.tell();
        });
    }

    /// What became of an entry that was to be stored.
    fn has_stored(
        self: &Rc<Keeper>,
        record: &Record,
        written: Result<(), Refusal>,
        is_apart: bool,
    ) {
        let mut guard = self.state.borrow_mut();
        let state = &mut *guard;
        // A newer writing of it may be on its way.
        let Some(place) = state.pending.iter().position(|pending| pending.record == *record) else {
            return;
        };
        let is_open = state.view.open.as_ref() == Some(&record.id);
        match written {
            Ok(()) if is_apart => {
                state.pending.remove(place);
                self.move_apart(state, record);
            }
            Ok(()) => {
                state.pending.remove(place);
                if let Some(records) = &mut state.records {
                    records.retain(|before| before.id != record.id);
                    records.push(record.clone());
                }
                if is_open {
                    state.view.keeping = Keeping::Kept;
                }
                let latest = storage::latest_pointer().map(|pointer| pointer.open);
                // It stays where it answers at once as long as someone is likely to open it.
                if !is_open
                    && latest != Some(Open::Entry(record.id.clone()))
                    && storage::record(&record.id).as_ref() == Some(record)
                {
                    storage::forget_record(&record.id);
                }
            }
            Err(refusal) => {
                let pending = &mut state.pending[place];
                pending.is_refused = true;
                pending.is_small = pending.is_small || storage::keep_record(record);
                if is_open || !pending.is_small {
                    state.view.keeping = match refusal {
                        _ if pending.is_small => Keeping::Kept,
                        Refusal::Full => Keeping::Full,
                        Refusal::Closed => Keeping::Refused,
                    };
                }
            }
        }
    }

    /// Somebody else wrote under this id: the entry goes on under another.
    fn move_apart(self: &Rc<Keeper>, state: &mut State, record: &Record) {
        let old = &record.id;
        storage::forget_record(old);
        state.view.library.remove(old);
        let apart = Entry { id: dice::fresh_id(), after: None, ..read(record) };
        // What a newer page wrote keeps the head that it has.
        let (head, rev) = if apart.is_known() {
            let rev = self.sign(state);
            (Entry { rev: rev.clone(), ..apart.clone() }.head(), Some(rev))
        } else {
            (record.head.clone(), None)
        };
        for (_, present) in &mut state.openings {
            if present.id.as_ref() == Some(old) {
                (present.id, present.after) = (Some(apart.id.clone()), rev.clone());
            }
        }
        if state.view.open.as_ref() == Some(old) {
            state.point(Open::Entry(apart.id.clone()));
        }
        self.write(state, Record { id: apart.id, head, text: record.text.clone() });
        self.read_again();
    }

    fn sign(&self, state: &mut State) -> Revision {
        state.n_written += 1;
        Revision { by: self.me.clone(), n: state.n_written }
    }

    /// Something else is about to be opened over the scenario: keeps it, and remembers the way back.
    pub fn leave(self: &Rc<Keeper>, next: Present) {
        self.keep();
        let mut state = self.state.borrow_mut();
        if next != Present::default() {
            state.view.over = None;
        } else if state.view.open.is_some() {
            // A preset that was only looked at is no work: what lies under it still is.
            state.view.over = state.view.open.clone();
        }
        state.upcoming = next;
        drop(state);
        self.tell();
    }

    /// The owner has seen that something lies under what is open.
    pub fn forget_the_way_back(&self) {
        let mut state = self.state.borrow_mut();
        state.view.over = None;
        state.view.is_cleared = false;
        if let Some(mut pointer) = storage::pointer_of_tab() {
            pointer.over = None;
            storage::point(&pointer);
        }
        drop(state);
        self.tell();
    }

    /// Takes an entry out of every place; a tab that has it open keeps it again.
    fn drop_entry(self: &Rc<Keeper>, state: &mut State, id: &str) {
        state.view.library.remove(id);
        state.no_longer_pending(id);
        storage::forget_record(id);
        if let Some(records) = &mut state.records {
            records.retain(|record| record.id != id);
        }
        let (keeper, id) = (self.clone(), id.to_owned());
        spawn_local(async move {
            // Where there is no database, it is gone already.
            let _ = database::write(&id, None, &|_| true).await;
            keeper.line.say(&Tabs::kept(&keeper.me));
        });
    }

    /// Puts into the database what was written ahead of it, and reads what is kept.
    pub fn load(self: &Rc<Keeper>) {
        let mut state = self.state.borrow_mut();
        for record in storage::records() {
            self.store(&mut state, record, true);
        }
        drop(state);
        self.read_again();
    }

    /// Reads everything that is kept, which other tabs may have changed, and lets go of what is too much.
    fn read_again(self: &Rc<Keeper>) {
        let keeper = self.clone();
        spawn_local(async move {
            let Ok(all) = database::all().await else { return };
            keeper.take_in(all);
            keeper.tell();
        });
    }

    fn take_in(self: &Rc<Keeper>, all: Vec<(String, String)>) {
        let mut guard = self.state.borrow_mut();
        let state = &mut *guard;
        let n_before = storage::read(keys::COUNT).and_then(|count| count.parse::<usize>().ok());
        let records: Vec<Record> =
            all.iter().map(|(id, joined)| Record::split(id, joined)).collect();
        let mut library = Library::default();
        let on_their_way = state.pending.iter().map(|pending| &pending.record);
        for record in records.iter().chain(on_their_way) {
            let entry = read(record);
            if verdict(library.get(&entry.id), &entry) == Verdict::Write {
                library.put(entry);
            }
        }
        state.view.is_cleared |= library.entries().is_empty() && n_before > Some(0);
        let gone = library.to_let_go(|id| {
            let view = &state.view;
            let is_mine = [&view.open, &view.over].map(Option::as_deref).contains(&Some(id));
            is_mine || view.tabs.have_open(id)
        });
        state.view.library = library;
        state.is_loaded = true;
        if state.records.is_some() {
            state.records = Some(records);
        }
        for id in gone {
            self.drop_entry(state, &id);
        }
    }

    /// Whether somebody looks at the list, which then follows other tabs.
    pub fn watch(self: &Rc<Keeper>, is_watched: bool) {
        self.state.borrow_mut().records = is_watched.then(storage::records);
        if is_watched {
            self.keep();
            self.read_again();
        }
    }

    fn hear(self: &Rc<Keeper>, words: &str) {
        let mut state = self.state.borrow_mut();
        let heard = state.view.tabs.hear(words, &self.me);
        let is_watched = state.records.is_some();
        drop(state);
        match heard {
            Heard::Asked => self.say_here(),
            Heard::Others => self.tell(),
            Heard::Kept if is_watched => self.read_again(),
            Heard::Kept | Heard::Nothing => {}
        }
    }

    fn say_here(&self) {
        let state = self.state.borrow();
        let id = state.view.open.as_deref().unwrap_or_default();
        self.line.say(&Tabs::here(&self.me, id, &state.name));
    }

    /// The page is left, or is there again.
    pub fn leaving(self: &Rc<Keeper>, leaving: Leaving) {
        self.keep();
        match leaving {
            Leaving::Hidden => {}
            Leaving::Left => self.line.say(&Tabs::gone(&self.me)),
            Leaving::Back => {
                self.line.say(&Tabs::who(&self.me));
                self.say_here();
            }
        }
    }

    /// Calls back with an entry and its text, wherever it lies; with nothing if it is there no more.
    pub fn fetch(self: &Rc<Keeper>, id: String, then: Callback<Option<Rc<Record>>>) {
        let keeper = self.clone();
        spawn_local(async move {
            let at_hand = keeper.state.borrow().record(&id).or_else(|| storage::record(&id));
            let there = database::read(&id).await.ok().flatten();
            let there = there.map(|joined| Record::split(&id, &joined));
            // The small storage may be ahead of the database, or another tab ahead of both.
            let is_newer = |at_hand: &Record| {
                verdict(there.as_ref().map(read).as_ref(), &read(at_hand)) == Verdict::Write
            };
            let found = at_hand.filter(is_newer).or(there);
            then.emit(found.map(Rc::new));
        });
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

fn read(record: &Record) -> Entry {
    Entry::read(&record.id, &record.head, VERSION)
}

/// The preset that the scenario is, just as it comes with the page.
fn untouched_preset(scenario: &Scenario) -> Option<String> {
    let id = &scenario.preset.as_ref()?.id;
    let opened = share::preset(id)?.open().ok()?;
    (opened.scenario == *scenario).then(|| id.clone())
}
