//! Scenarios as documents that people share: in files, in links and as presets.
//!
//! A document is a scenario in an envelope that says its format and version. Opening one returns a value or the reason
//! why not, and changes nothing: the caller decides what becomes of the work at hand. What a scenario means is for
//! `model` to say. Reading files, the clipboard and the address bar is for the page and the command line.

mod blank;
mod bundle;
mod document;
mod file;
mod flaw;
mod incoming;
mod link;
mod link_text;
mod open_error;
mod presets;
#[cfg(not(target_arch = "wasm32"))]
mod schema;
mod text;
mod upgrade;

pub use blank::blank;
pub use bundle::{Bundled, MOST_BUNDLE, bundle, is_bundle, open_bundle};
pub use document::{Document, FORMAT, Opened, WriteError, open, open_unfinished};
pub use file::{MOST_FILE, file_name, file_stem};
pub use flaw::{Flaw, Mistake};
pub use incoming::{
    open_bytes, open_text, open_unfinished_bytes, open_unfinished_pasted, open_unfinished_text,
};
pub use link::{Link, MOST_LINK, open_link, open_unfinished_link};
pub use link_text::looks_like_link;
pub use open_error::{ENVELOPE_WORDS, OpenError};
pub use presets::{PRESETS, Preset, preset};
#[cfg(not(target_arch = "wasm32"))]
pub use schema::document_schema;
pub use text::text_of;
pub use upgrade::VERSION;
