//! How an entry gets into the storages, and what becomes of it on the way: it is kept, refused, or somebody else's.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use super::{Keeper, Keeping, Pending, State, read};
use crate::session::library::{Entry, Open, Record, Tabs, Verdict, verdict};
use crate::ui::browser::database::{self, Refusal};
use crate::ui::browser::{dice, storage};

impl Keeper {
    /// Writes an entry: what is open at once, into the small storage, and everything into the database.
    pub(super) fn write(self: &Rc<Keeper>, state: &mut State, record: Record) {
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
    pub(super) fn store(self: &Rc<Keeper>, state: &mut State, record: Record, is_small: bool) {
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
    pub(super) fn has_stored(
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
    pub(super) fn move_apart(self: &Rc<Keeper>, state: &mut State, record: &Record) {
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

    /// Takes an entry out of every place; a tab that has it open keeps it again.
    pub(super) fn drop_entry(self: &Rc<Keeper>, state: &mut State, id: &str) {
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
}
