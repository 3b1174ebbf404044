//! The page's hand in what this browser keeps: what is open, what is written when, and where it is stored.
//!
//! Every writing goes to the small storage at once, so that it is there however soon the page is left, and from there
//! into the database. Where neither takes it, it lives as long as the page, and the page says so. The rules are
//! `session::library`'s.

mod entries;
mod reading;
mod writing;

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use yew::prelude::*;

use crate::model::Scenario;
use crate::session::library::{
    Entry, Heard, Keep, Library, Now, Open, Pointer, Present, Record, Revision, Tabs, Verdict,
    digest, verdict,
};
use crate::share::{self, Document, VERSION};
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

    /// Whether the visitor's work would be gone with this page.
    pub fn holds_what_nothing_keeps(&self) -> bool {
        let state = self.state.borrow();
        matches!(state.view.keeping, Keeping::Full | Keeping::Refused)
            || state.pending.iter().any(|pending| pending.is_refused && !pending.is_small)
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
        let Some(text) = state.text_of(scenario) else {
            // It is too large for a file, and so for every other place.
            state.view.keeping = Keeping::Refused;
            drop(guard);
            return self.tell();
        };
        let digest = digest(&text);
        let preset = untouched_preset(scenario, &digest);
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
}

fn read(record: &Record) -> Entry {
    Entry::read(&record.id, &record.head, VERSION)
}

/// The preset that the scenario with this digest is, just as it comes with the page.
fn untouched_preset(scenario: &Scenario, digest: &str) -> Option<String> {
    let id = &scenario.preset.as_ref()?.id;
    let preset = share::preset(id)?;
    (preset.digest == digest).then(|| id.clone())
}
