//! Rate Card Simulator: what an outcomes contract will pay, when its caps bite, and how deep the
//! investors' money goes in.
//!
//! The modules in reading order, which is the order of dependency:
//! - [`model`]: what a scenario is, and what is wrong with one;
//! - [`mod@format`]: money, shares and months as people write and read them;
//! - [`engine`]: scenario to summary, the same on every machine;
//! - [`findings`]: what a summary says, in sentences;
//! - [`share`]: scenarios in files, links and presets;
//! - [`prose`]: the method's text, taken apart;
//! - [`session`]: what the person is doing: edits, undo, the state of a run;
//! - [`report`]: what a run says, for programs and as tables;
//! - [`analysis`]: what takes more than a summary to answer;
//! - [`charts`]: pictures of a summary;
//! - [`views`]: what each view of the results shows;
//! - [`desk`]: what the page does not need at first, in a module that loads on its first use;
//! - [`worker`]: running the engine in web workers (its wiring is for browsers only);
//! - `ui`: the page (browser only).

pub mod analysis;
pub mod charts;
pub mod desk;
pub mod engine;
pub mod findings;
pub mod format;
pub mod model;
pub mod prose;
pub mod report;
pub mod session;
pub mod share;
#[cfg(target_arch = "wasm32")]
pub mod ui;
pub mod views;
pub mod worker;
