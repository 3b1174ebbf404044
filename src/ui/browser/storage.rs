//! The small storage of this browser, which answers at once. It remembers what each tab has open, and holds what was
//! written last until the database has it. Nothing of it leaves the device.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Storage, StorageManager};

use crate::session::library::{Pointer, Record};

/// Every key in use, each listed on the privacy page.
pub mod keys {
    /// The three-step invitation was sent away.
    pub const INVITATION: &str = "ratecard.invitation";
    /// Which columns of the rate card are shown.
    pub const COLUMNS: &str = "ratecard.columns";
    /// What the tab that was used last had open.
    pub const LATEST: &str = "ratecard.latest";
    /// How many entries the database had.
    pub const COUNT: &str = "ratecard.count";
    /// Before an entry's id: the entry, until the database has it.
    pub const ENTRY: &str = "ratecard.kept.";
    /// In the tab's own storage: what it has open.
    pub const TAB: &str = "ratecard.tab";
    /// In the tab's own storage: texts that could not be read as values.
    pub const TYPED: &str = "ratecard.typed";
    /// Where earlier versions of the page kept the draft, when it was kept, and the draft before it.
    pub const FORMER: [&str; 3] = ["ratecard.draft", "ratecard.draft.kept_at", "ratecard.earlier"];
}

/// Storage may be missing or refused, in private windows above all: then nothing is kept.
fn storage() -> Option<Storage> {
    gloo::utils::window().local_storage().ok().flatten()
}

/// The storage of this tab alone, which outlives a reload.
fn of_tab() -> Option<Storage> {
    gloo::utils::window().session_storage().ok().flatten()
}

pub fn read(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// Keeps the text; false when the browser refuses or is full.
pub fn keep(key: &str, text: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(key, text).is_ok())
}

pub fn forget(key: &str) {
    if let Some(storage) = storage() {
        // Removing what is not there is no error.
        let _ = storage.remove_item(key);
    }
}

/// Forgets everything that this page keeps here.
pub fn forget_all() {
    for storage in [storage(), of_tab()].into_iter().flatten() {
        for key in keys_of(&storage, "ratecard.") {
            // As above.
            let _ = storage.remove_item(&key);
        }
    }
}

fn keys_of(storage: &Storage, beginning: &str) -> Vec<String> {
    let n_keys = storage.length().unwrap_or_default();
    let keys = (0..n_keys).filter_map(|index| storage.key(index).ok().flatten());
    keys.filter(|key| key.starts_with(beginning)).collect()
}

/// Keeps an entry under its id; false when the browser refuses or is full.
pub fn keep_record(record: &Record) -> bool {
    keep(&format!("{}{}", keys::ENTRY, record.id), &record.joined())
}

pub fn record(id: &str) -> Option<Record> {
    Some(Record::split(id, &read(&format!("{}{id}", keys::ENTRY))?))
}

pub fn forget_record(id: &str) {
    forget(&format!("{}{id}", keys::ENTRY));
}

/// Every entry that lies here.
pub fn records() -> Vec<Record> {
    let found = storage().map(|storage| keys_of(&storage, keys::ENTRY)).unwrap_or_default();
    found.iter().filter_map(|key| record(&key[keys::ENTRY.len()..])).collect()
}

/// What lies in the storage of this tab.
pub fn read_in_tab(key: &str) -> Option<String> {
    of_tab()?.get_item(key).ok().flatten()
}

/// Keeps the text until the tab is closed.
pub fn keep_in_tab(key: &str, text: &str) {
    if let Some(storage) = of_tab() {
        // Where it is refused, a reload has less to go by.
        let _ = storage.set_item(key, text);
    }
}

/// What this tab had open before it was loaded again.
pub fn pointer_of_tab() -> Option<Pointer> {
    read_in_tab(keys::TAB)?.parse().ok()
}

/// What the tab that was used last had open.
pub fn latest_pointer() -> Option<Pointer> {
    read(keys::LATEST)?.parse().ok()
}

/// Remembers what this tab has open.
pub fn point(pointer: &Pointer) {
    let text = pointer.to_string();
    keep_in_tab(keys::TAB, &text);
    keep(keys::LATEST, &text);
}

/// Asks the browser not to clear what is kept when it needs room; says what it answered.
pub async fn persist() -> bool {
    let navigator = gloo::utils::window().navigator();
    // The property is missing on insecure pages, and calling through it would throw.
    let manager = js_sys::Reflect::get(&navigator, &JsValue::from_str("storage"));
    let Ok(Ok(manager)) = manager.map(JsCast::dyn_into::<StorageManager>) else { return false };
    let Ok(answer) = manager.persist() else { return false };
    JsFuture::from(answer).await.is_ok_and(|answer| answer.is_truthy())
}
