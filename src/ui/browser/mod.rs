//! Everything that touches the browser itself: the only place in `ui` that names `web_sys` or `js_sys`.

pub mod back;
pub mod clipboard;
pub mod clock;
pub mod database;
pub mod dialog;
pub mod dice;
pub mod download;
pub mod events;
pub mod fetch;
pub mod focus;
pub mod folding;
pub mod frame;
pub mod grid;
pub mod location;
pub mod lost_focus;
pub mod media;
pub mod picture;
pub mod storage;
pub mod tab;
pub mod width;
