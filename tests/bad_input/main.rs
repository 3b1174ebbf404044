//! What is wrong with a document is told: where, what, and what would mend it. Nothing hangs or panics.
//!
//! - `wrong_values`: one wrong value in one place; the cases are the files in `wrong_values/`.
//! - `limits`: too much of anything.
//! - `combinations`: settings that do not go together, and many problems at once.
//! - `hostile`: anything anywhere, and documents that were made to do harm.
//! - `document`: the sound scenario that all of them change.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod combinations;
mod document;
mod hostile;
mod limits;
mod wrong_values;
