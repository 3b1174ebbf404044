//! The page's hand in what this browser keeps: what is open, what is written when, and where it is stored.
//!
//! Every writing goes to the small storage at once, so that it is there however soon the page is left, and from there
//! into the database. Where neither takes it, it lives as long as the page, and the page says so. The rules are
//! `session::library`'s.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::model::Scenario;
use crate::session::library::{
    Entry, Heard, Keep, Library, Now, Open, Other, Pointer, Present, Record, Revision, Tabs,
    Verdict, digest, verdict,
};
use crate::share::{self, Bundled, Document, OpenError, VERSION};
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
#[derive(Clone, Default, PartialEq)]
pub struct KeptView {
    pub keeping: Keeping,
    pub library: Rc<Library>,
    /// The entry that is open, unless it is an untouched preset.
    pub open: Option<String>,
    /// What other tabs have open.
    pub others: Vec<Other>,
    /// The entry that something was opened over.
    pub over: Option<String>,
    /// Entries that only this page holds.
    pub unstored: Vec<String>,
    /// The name of what was thrown away last, while it can be brought back.
    pub thrown: Option<String>,
    /// Whether the browser promised to clear nothing, once it was asked.
    pub is_persisted: Option<bool>,
    /// Entries that the browser has cleared since the last visit.
    pub n_lost: usize,
}

/// What came of adding a file's scenarios.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Added {
    pub added: usize,
    pub were_there: usize,
    pub unreadable: usize,
}

/// Where an entry went.
enum Put {
    Stored,
    Apart,
    Refused(Refusal),
}

pub struct Keeper {
    /// This page, until it is loaded again.
    me: String,
    line: Line,
    state: RefCell<State>,
    show: RefCell<Callback<KeptView>>,
}

#[derive(Default)]
struct State {
    view: KeptView,
    n_written: u64,
    tabs: Tabs,
    /// What each opening works on: undo leads back across them.
    openings: Vec<(Rc<Scenario>, Present)>,
    /// For the opening that comes next.
    upcoming: Present,
    name: String,
    /// The text of the scenario that was written last.
    text: Option<(Rc<Scenario>, Rc<str>)>,
    unstored: BTreeMap<String, Record>,
    thrown: Vec<Record>,
    /// Everything was forgotten; this is not to be kept again until it changes.
    forgotten: Option<Rc<Scenario>>,
    is_watched: bool,
    noted: Option<Noted>,
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

/// A scenario on its way to the saved ones.
struct Saving {
    record: Record,
    /// The saved one whose place it takes.
    before: Option<Entry>,
    opening: Rc<Scenario>,
}

impl State {
    fn library(&mut self) -> &mut Library {
        Rc::make_mut(&mut self.view.library)
    }

    /// What the opening works on, by its place.
    fn opening(&mut self, opening: &Rc<Scenario>) -> usize {
        /// Far more than can be undone.
        const MOST: usize = 300;
        if let Some(place) = self.openings.iter().position(|(one, _)| Rc::ptr_eq(one, opening)) {
            return place;
        }
        if self.openings.len() == MOST {
            self.openings.remove(0);
        }
        let present = std::mem::take(&mut self.upcoming);
        self.openings.push((opening.clone(), present));
        self.openings.len() - 1
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
}

impl Keeper {
    /// Begins with the work on what the page opens with, over another entry perhaps.
    pub fn new(upcoming: Present, over: Option<String>) -> Rc<Keeper> {
        let mut state = State { upcoming, ..State::default() };
        state.view.over = over;
        for record in storage::records() {
            state.library().put(read(&record));
        }
        Rc::new_cyclic(|keeper: &std::rc::Weak<Keeper>| {
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
    pub fn show_to(&self, show: Callback<KeptView>) {
        self.show.replace(show);
        self.tell();
    }

    fn tell(&self) {
        let mut state = self.state.borrow_mut();
        state.view.unstored = state.unstored.keys().cloned().collect();
        state.view.others = state.tabs.others().cloned().collect();
        state.view.thrown = state.thrown.last().map(|record| read(record).name);
        let view = state.view.clone();
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
        let mut state = self.state.borrow_mut();
        let Some(Noted { scenario, opening, headline }) = &state.noted.clone() else { return };
        if state.forgotten.as_ref().is_some_and(|forgotten| Rc::ptr_eq(forgotten, scenario)) {
            return;
        }
        let preset = untouched_preset(scenario);
        let text = if preset.is_some() { Some("".into()) } else { state.text_of(scenario) };
        let Some(text) = text else {
            state.view.keeping = Keeping::Refused;
            drop(state);
            self.tell();
            return;
        };
        let digest = digest(&text);
        let rev = self.sign(&mut state);
        let now = Now {
            name: &scenario.name,
            headline,
            digest: &digest,
            document: VERSION,
            at: clock::now(),
            preset: preset.as_deref(),
        };
        let place = state.opening(opening);
        let mut present = state.openings[place].1.clone();
        let keep = present.keep(now, &state.view.library, &state.tabs, rev, dice::fresh_id);
        let (open, written) = match keep {
            Keep::AsItIs { id, forget } => {
                if let Some(forget) = forget {
                    self.drop_entry(&mut state, &forget);
                }
                if let Some(entry) = id.as_deref().and_then(|id| state.view.library.get(id)) {
                    // So that a reload opens it without waiting for the database.
                    if storage::record(&entry.id).is_none() {
                        storage::keep_record(&Record::new(entry, text.to_string()));
                    }
                    let is_stored = !state.unstored.contains_key(&entry.id);
                    if is_stored {
                        state.view.keeping = Keeping::Kept;
                    }
                } else {
                    state.view.keeping = Keeping::Nothing;
                }
                (id, None)
            }
            Keep::Write(mut entry) => {
                // Another tab may have written there since.
                let there = storage::record(&entry.id).map(|record| read(&record));
                if verdict(there.as_ref(), &entry) == Verdict::Apart {
                    (entry.id, entry.after) = (dice::fresh_id(), None);
                    present.id = Some(entry.id.clone());
                }
                (Some(entry.id.clone()), Some(entry))
            }
        };
        present.after = present.after.filter(|_| present.id.is_some());
        state.openings[place].1 = present;
        if state.view.over == open {
            state.view.over = None;
        }
        let is_other = state.view.open != open || state.name != scenario.name;
        state.name = scenario.name.clone();
        state.view.open = open.clone();
        let over = state.view.over.clone();
        if let Some(entry) = written {
            self.write(&mut state, entry, &text);
        }
        drop(state);
        let open = open.map(Open::Entry).or(preset.map(Open::Preset));
        if let Some(open) = open {
            storage::point(&Pointer { open, over });
        }
        if is_other {
            self.say_here();
        }
        self.tell();
    }

    /// Writes the tab's entry: at once where that is possible, and into the database.
    fn write(self: &Rc<Keeper>, state: &mut State, entry: Entry, text: &str) {
        let record = Record::new(&entry, text.to_owned());
        state.library().put(entry);
        if storage::keep_record(&record) {
            state.unstored.remove(&record.id);
            state.view.keeping = Keeping::Kept;
        } else {
            state.unstored.insert(record.id.clone(), record.clone());
        }
        let keeper = self.clone();
        spawn_local(async move {
            match put(&record).await {
                Put::Stored => keeper.stored(&record.id),
                Put::Apart => keeper.move_apart(&record),
                Put::Refused(refusal) => keeper.refused(&record.id, refusal),
            }
            keeper.line.say(&Tabs::kept(&keeper.me));
            keeper.tell();
        });
    }

    fn stored(&self, id: &str) {
        let mut state = self.state.borrow_mut();
        state.unstored.remove(id);
        if state.view.open.as_deref() == Some(id) {
            state.view.keeping = Keeping::Kept;
        }
    }

    fn refused(&self, id: &str, refusal: Refusal) {
        let mut state = self.state.borrow_mut();
        if state.unstored.contains_key(id) {
            state.view.keeping = match refusal {
                Refusal::Full => Keeping::Full,
                Refusal::Closed => Keeping::Refused,
            };
        }
    }

    /// Somebody else wrote under this id: what this tab wrote goes on under another.
    fn move_apart(self: &Rc<Keeper>, record: &Record) {
        let mut state = self.state.borrow_mut();
        let (old, mut entry) = (&record.id, read(record));
        storage::forget_record(old);
        state.unstored.remove(old);
        state.library().remove(old);
        (entry.id, entry.after) = (dice::fresh_id(), None);
        entry.rev = self.sign(&mut state);
        for (_, present) in &mut state.openings {
            if present.id.as_ref() == Some(old) {
                (present.id, present.after) = (Some(entry.id.clone()), None);
            }
        }
        if state.view.open.as_ref() == Some(old) {
            let open = Some(entry.id.clone());
            state.view.open = open;
            storage::point(&Pointer {
                open: Open::Entry(entry.id.clone()),
                over: state.view.over.clone(),
            });
        }
        self.write(&mut state, entry, &record.text);
        drop(state);
        self.say_here();
        self.refresh();
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
        if state.view.over.take().is_some()
            && let Some(open) = state.view.open.clone()
        {
            storage::point(&Pointer { open: Open::Entry(open), over: None });
        }
        state.view.n_lost = 0;
        drop(state);
        self.tell();
    }

    /// Takes an entry out of every place; others may still have it open, and then keep it again.
    fn drop_entry(self: &Rc<Keeper>, state: &mut State, id: &str) {
        state.library().remove(id);
        state.unstored.remove(id);
        storage::forget_record(id);
        let (keeper, id) = (self.clone(), id.to_owned());
        spawn_local(async move {
            // Where there is no database, it is gone already.
            let _ = database::remove(&id).await;
            keeper.line.say(&Tabs::kept(&keeper.me));
        });
    }

    /// Reads what is kept, and puts into the database what was written ahead of it.
    pub async fn load(self: Rc<Keeper>) {
        self.line.say(&Tabs::who(&self.me));
        self.say_here();
        let Ok(heads) = database::heads().await else { return };
        let records = storage::records();
        let n_before = storage::read(keys::COUNT).and_then(|count| count.parse().ok());
        let n_lost = if heads.is_empty() { n_before.unwrap_or(0) } else { 0 };
        self.state.borrow_mut().view.n_lost = usize::saturating_sub(n_lost, records.len());
        for record in records {
            let (_, refusal) = put_somewhere(record.clone()).await;
            let state = self.state.borrow();
            let latest = storage::latest_pointer().map(|pointer| pointer.open);
            let is_open = state.view.open.as_ref() == Some(&record.id)
                || latest == Some(Open::Entry(record.id.clone()));
            // It stays where it answers at once as long as someone is likely to open it.
            if refusal.is_none()
                && !is_open
                && storage::record(&record.id).as_ref() == Some(&record)
            {
                storage::forget_record(&record.id);
            }
        }
        self.read_heads().await;
        let mut state = self.state.borrow_mut();
        let gone = {
            let is_open = |id: &str| {
                let is_mine = [&state.view.open, &state.view.over].map(Option::as_deref);
                is_mine.contains(&Some(id)) || state.tabs.have_open(id)
            };
            state.view.library.to_let_go(is_open)
        };
        for id in gone {
            self.drop_entry(&mut state, &id);
        }
        drop(state);
        self.tell();
    }

    async fn read_heads(&self) {
        let Ok(heads) = database::heads().await else { return };
        storage::keep(keys::COUNT, &heads.len().to_string());
        let mut library = Library::default();
        for (id, head) in heads {
            library.put(Entry::read(&id, &head, VERSION));
        }
        let mut state = self.state.borrow_mut();
        // What this page wrote may be on its way still.
        for entry in state.view.library.entries() {
            let is_on_its_way = entry.rev.by == self.me || state.unstored.contains_key(&entry.id);
            if is_on_its_way && verdict(library.get(&entry.id), entry) == Verdict::Write {
                library.put(entry.clone());
            }
        }
        if *state.view.library != library {
            state.view.library = Rc::new(library);
        }
    }

    /// Reads again what other tabs may have changed.
    fn refresh(self: &Rc<Keeper>) {
        let keeper = self.clone();
        spawn_local(async move {
            keeper.read_heads().await;
            keeper.tell();
        });
    }

    /// Whether somebody looks at the list, which then follows other tabs.
    pub fn watch(self: &Rc<Keeper>, is_watched: bool) {
        self.state.borrow_mut().is_watched = is_watched;
        if is_watched {
            self.refresh();
        }
    }

    fn hear(self: &Rc<Keeper>, words: &str) {
        let mut state = self.state.borrow_mut();
        let heard = state.tabs.hear(words, &self.me);
        let is_watched = state.is_watched;
        drop(state);
        match heard {
            Heard::Asked => self.say_here(),
            Heard::Others => self.tell(),
            Heard::Kept if is_watched => self.refresh(),
            Heard::Kept | Heard::Nothing => {}
        }
    }

    fn say_here(&self) {
        let state = self.state.borrow();
        let id = state.view.open.as_deref().unwrap_or_default();
        self.line.say(&Tabs::here(&self.me, id, &state.name));
    }

    /// The page is left, or is there again.
    pub fn leaving(&self, leaving: Leaving) {
        match leaving {
            Leaving::Hidden => {}
            Leaving::Left => self.line.say(&Tabs::gone(&self.me)),
            Leaving::Back => {
                self.line.say(&Tabs::who(&self.me));
                self.say_here();
            }
        }
    }

    /// An entry with its text, wherever it lies.
    pub async fn record(&self, id: &str) -> Option<Record> {
        if let Some(record) = self.state.borrow().unstored.get(id) {
            return Some(record.clone());
        }
        let (small, large) = (storage::record(id), database::record(id).await.ok().flatten());
        match (small, large) {
            (Some(small), Some(large)) => {
                let is_newer = verdict(Some(&read(&large)), &read(&small)) == Verdict::Write;
                Some(if is_newer { small } else { large })
            }
            (small, large) => large.or(small),
        }
    }

    pub fn name_of(&self, id: &str) -> String {
        let state = self.state.borrow();
        state.view.library.get(id).map(|entry| entry.name.clone()).unwrap_or_default()
    }

    /// Adds an entry to what is kept, wherever there is room.
    async fn add(&self, record: Record) {
        let (record, refusal) = put_somewhere(record).await;
        let refusal = refusal.filter(|_| !storage::keep_record(&record));
        let id = record.id.clone();
        let mut state = self.state.borrow_mut();
        state.library().put(read(&record));
        state.unstored.insert(id.clone(), record);
        drop(state);
        match refusal {
            None => self.stored(&id),
            Some(refusal) => self.refused(&id, refusal),
        }
        self.line.say(&Tabs::kept(&self.me));
    }

    /// Makes a saved scenario of the present one; says whether it was not one already. Saved anew under the name that it was
    /// opened with, it takes the place of that one, which stays among the drafts.
    pub async fn save(self: &Rc<Keeper>) -> bool {
        let Some(saving) = self.to_save() else {
            self.keep();
            return false;
        };
        if let Some(before) = saving.before
            && let Some(record) = self.record(&before.id).await
        {
            let rev = self.sign(&mut self.state.borrow_mut());
            let id = dice::fresh_id();
            let draft = Entry { id, is_saved: false, rev, after: None, ..before };
            self.add(Record::new(&draft, record.text)).await;
        }
        self.add(saving.record.clone()).await;
        self.goes_on_from(&saving.opening, &saving.record.id);
        self.keep();
        let is_persisted = storage::persist().await;
        self.state.borrow_mut().view.is_persisted = Some(is_persisted);
        self.tell();
        true
    }

    /// What is to be saved; none if just that is saved already.
    fn to_save(&self) -> Option<Saving> {
        let mut state = self.state.borrow_mut();
        let Noted { scenario, opening, headline } = state.noted.clone()?;
        state.forgotten = None;
        let text = state.text_of(&scenario)?;
        let digest = digest(&text);
        let library = state.view.library.clone();
        if library.with_text(&digest).is_some_and(|entry| entry.is_saved) {
            return None;
        }
        let place = state.opening(&opening);
        let of = state.openings[place].1.of.clone();
        let before = of.as_deref().and_then(|of| library.get(of));
        let before = before.filter(|before| before.name == scenario.name && before.is_known());
        let entry = Entry {
            id: before.map_or_else(dice::fresh_id, |before| before.id.clone()),
            is_saved: true,
            name: scenario.name.clone(),
            at: clock::now(),
            headline,
            document: VERSION,
            digest,
            rev: self.sign(&mut state),
            after: before.map(|before| before.rev.clone()),
            of: None,
            is_newer: false,
        };
        let record = Record::new(&entry, text.to_string());
        Some(Saving { record, before: before.cloned(), opening })
    }

    /// What is open is a saved scenario now: of it and the draft that it was, one is enough.
    fn goes_on_from(self: &Rc<Keeper>, opening: &Rc<Scenario>, saved: &str) {
        let mut state = self.state.borrow_mut();
        let place = state.opening(opening);
        let next = Present { of: Some(saved.to_owned()), ..Present::default() };
        let Present { id, .. } = std::mem::replace(&mut state.openings[place].1, next);
        if let Some(draft) = id
            && !state.tabs.have_open(&draft)
        {
            self.drop_entry(&mut state, &draft);
        }
    }

    /// Adds a saved copy under a name; says whether that was possible.
    pub async fn duplicate(&self, id: &str) -> bool {
        let Some((entry, mut scenario)) = self.opened(id).await else { return false };
        scenario.name = self.state.borrow().view.library.copy_name(&entry.name);
        self.add_as(&scenario, Entry { id: dice::fresh_id(), is_saved: true, after: None, ..entry })
            .await
    }

    /// Gives an entry another name; says whether that was possible.
    pub async fn rename(&self, id: &str, name: &str) -> bool {
        let Some((entry, mut scenario)) = self.opened(id).await else { return false };
        name.clone_into(&mut scenario.name);
        let after = Some(entry.rev.clone());
        self.add_as(&scenario, Entry { after, at: clock::now(), ..entry }).await
    }

    /// An entry with its scenario, if this page can open it.
    async fn opened(&self, id: &str) -> Option<(Entry, Scenario)> {
        let record = self.record(id).await?;
        Some((read(&record), share::open_unfinished(&record.text).ok()?.scenario))
    }

    async fn add_as(&self, scenario: &Scenario, entry: Entry) -> bool {
        let Ok(text) = Document::new(scenario).pretty() else { return false };
        let rev = self.sign(&mut self.state.borrow_mut());
        let (name, digest) = (scenario.name.clone(), digest(&text));
        let entry = Entry { name, digest, document: VERSION, rev, ..entry };
        self.add(Record::new(&entry, text)).await;
        self.tell();
        true
    }

    /// Throws an entry away, which can be brought back as long as the page is open.
    pub async fn throw_away(self: &Rc<Keeper>, id: &str) {
        let Some(record) = self.record(id).await else { return };
        let mut state = self.state.borrow_mut();
        state.thrown.push(record);
        self.drop_entry(&mut state, id);
        if state.view.over.as_deref() == Some(id) {
            state.view.over = None;
        }
        drop(state);
        self.tell();
    }

    /// Brings back what was thrown away last.
    pub async fn bring_back(&self) {
        let Some(record) = self.state.borrow_mut().thrown.pop() else { return };
        self.add(record).await;
        self.tell();
    }

    /// Everything in one file's text.
    pub async fn all_as_one(&self) -> String {
        let library = self.state.borrow().view.library.clone();
        let mut items = Vec::new();
        for entry in library.entries() {
            if let Some(record) = self.record(&entry.id).await {
                items.push((record.head, record.text));
            }
        }
        share::bundle(items)
    }

    /// Adds what a file of many, or of one, holds and is not kept yet.
    pub async fn add_all(&self, bytes: &[u8]) -> Result<Added, OpenError> {
        let found = if share::is_bundle(bytes) {
            share::open_bundle(bytes)?
        } else {
            let text = share::text_of(bytes)?;
            let opened = share::open_unfinished(&text);
            if let Err(error) = opened {
                return Err(error);
            }
            vec![Bundled { head: String::new(), text, opened }]
        };
        let mut added = Added::default();
        for Bundled { head, text, opened } in found {
            let said = Entry::read("", &head, VERSION);
            let digest = digest(&text);
            let library = self.state.borrow().view.library.clone();
            if library.with_text(&digest).is_some() {
                added.were_there += 1;
                continue;
            }
            let document = match &opened {
                Ok(_) => VERSION,
                Err(OpenError::TooNew { version }) => *version,
                Err(_) => {
                    added.unreadable += 1;
                    continue;
                }
            };
            let entry = Entry {
                id: dice::fresh_id(),
                // A file that says nothing about it was made on purpose.
                is_saved: said.is_saved || !said.is_known(),
                name: opened.map_or(said.name, |opened| opened.scenario.name),
                at: if said.at > 0.0 { said.at } else { clock::now() },
                headline: said.headline,
                document,
                digest,
                rev: self.sign(&mut self.state.borrow_mut()),
                after: None,
                of: None,
                is_newer: document > VERSION,
            };
            self.add(Record::new(&entry, text)).await;
            added.added += 1;
        }
        self.tell();
        Ok(added)
    }

    /// Forgets everything, in every place. The present scenario stays open, and is kept again once it changes.
    pub async fn forget_all(&self) {
        storage::forget_all();
        // Where there is no database, nothing is in it.
        let _ = database::clear().await;
        let mut state = self.state.borrow_mut();
        state.view = KeptView::default();
        state.openings.clear();
        state.unstored.clear();
        state.thrown.clear();
        state.forgotten = state.noted.as_ref().map(|noted| noted.scenario.clone());
        drop(state);
        self.line.say(&Tabs::kept(&self.me));
        self.tell();
    }
}

fn read(record: &Record) -> Entry {
    Entry::read(&record.id, &record.head, VERSION)
}

/// Puts an entry into the database, unless that would write over somebody else's.
async fn put(record: &Record) -> Put {
    let (new, is_apart) = (read(record), Cell::new(false));
    let may = |there: Option<String>| {
        let there = there.map(|head| Entry::read(&record.id, &head, VERSION));
        let verdict = verdict(there.as_ref(), &new);
        is_apart.set(verdict == Verdict::Apart);
        verdict == Verdict::Write
    };
    match database::put(record, may).await {
        Ok(_) if is_apart.get() => Put::Apart,
        Ok(_) => Put::Stored,
        Err(refusal) => Put::Refused(refusal),
    }
}

/// Puts an entry into the database, under another id if somebody else wrote under its own.
async fn put_somewhere(record: Record) -> (Record, Option<Refusal>) {
    let apart = match put(&record).await {
        Put::Stored => return (record, None),
        Put::Refused(refusal) => return (record, Some(refusal)),
        Put::Apart => Entry { id: dice::fresh_id(), after: None, ..read(&record) },
    };
    // What a newer page wrote keeps the head that it has.
    let head = if apart.is_known() { apart.head() } else { record.head };
    let record = Record { id: apart.id, head, text: record.text };
    match put(&record).await {
        Put::Refused(refusal) => (record, Some(refusal)),
        Put::Stored | Put::Apart => (record, None),
    }
}

/// The preset that the scenario is, just as it comes with the page.
fn untouched_preset(scenario: &Scenario) -> Option<String> {
    let id = &scenario.preset.as_ref()?.id;
    let opened = share::preset(id)?.open().ok()?;
    (opened.scenario == *scenario).then(|| id.clone())
}
