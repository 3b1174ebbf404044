//! What is kept, read again: when the page opens, when another tab has written, and when an entry is opened.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use super::{Keeper, read};
use crate::session::library::{Library, Record, Verdict, verdict};
use crate::ui::browser::database;
use crate::ui::browser::storage::{self, keys};

impl Keeper {
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
    pub(super) fn read_again(self: &Rc<Keeper>) {
        let keeper = self.clone();
        spawn_local(async move {
            let Ok(all) = database::all().await else { return };
            keeper.take_in(all);
            keeper.tell();
        });
    }

    pub(super) fn take_in(self: &Rc<Keeper>, all: Vec<(String, String)>) {
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
}
