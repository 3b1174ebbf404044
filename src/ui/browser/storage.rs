//! What this browser keeps for the visitor between visits. Nothing of it leaves the device.

use web_sys::Storage;

/// Every key in use, each listed on the privacy page.
pub mod keys {
    /// The scenario being worked on, as a file's text.
    pub const DRAFT: &str = "ratecard.draft";
    /// When the draft was kept, in words.
    pub const DRAFT_KEPT_AT: &str = "ratecard.draft.kept_at";
    /// The draft that was open before a link, file or preset took its place.
    pub const EARLIER: &str = "ratecard.earlier";
    /// The three-step invitation was sent away.
    pub const INVITATION: &str = "ratecard.invitation";
}

/// Storage may be missing or refused, in private windows above all: then nothing is kept.
fn storage() -> Option<Storage> {
    gloo::utils::window().local_storage().ok().flatten()
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
