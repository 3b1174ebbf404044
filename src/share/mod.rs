//! Scenarios to and from the outside world: files, links and presets, all the same versioned document.
//!
//! Nothing here touches the present work: opening returns a value or says why not, and the caller decides.
//! What a scenario means is the model's affair, and where a file or an address bar is, the page's.

mod document;
mod file;
mod link;
mod presets;
#[cfg(not(target_arch = "wasm32"))]
mod schema;
mod upgrade;

pub use document::{Document, FORMAT, Opened, WriteError, open, open_unfinished};
pub use file::{MOST_FILE, file_name};
pub use link::{Link, MOST_LINK, open_link, open_unfinished_link, payload_of};
pub use open_error::OpenError;
pub use presets::{PRESETS, Preset, preset};
#[cfg(not(target_arch = "wasm32"))]
pub use schema::document_schema;
pub use upgrade::VERSION;

mod open_error;
