//! What the person is doing: edits, undo, what changed, and where a run stands. Plain values, no browser.
//!
//! Nothing here draws, stores, waits or computes figures: the page turns gestures into [`Edit`]s and worker
//! messages into calls of [`RunState`], and shows what these say.

pub mod benchmark;
mod changes;
mod difference;
mod document;
mod edit;
mod entries;
mod estimates;
mod field_names;
pub mod fields;
pub mod grid;
mod history;
mod lasting_keys;
pub mod layout;
pub mod library;
pub mod pasted_card;
mod place;
mod provenance;
mod references;
mod reproduction;
mod reset;
mod run;
mod slide;
pub mod terms;

pub use changes::{Change, changes, same_figures, step_name, went_along};
pub use edit::Edit;
pub use field_names::FieldNames;
pub use history::History;
pub use lasting_keys::LastingKeys;
pub use place::{Place, Section, View};
pub use references::{name_is_taken, names as reference_names};
pub use reproduction::Reproduction;
pub use reset::reset;
pub use run::{Notice, RunEvent, RunId, RunPhase, RunState, Shown, SinceOpening, WhyUnknown};
pub use slide::Slide;
