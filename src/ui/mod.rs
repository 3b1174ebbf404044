//! The page: everything that knows Yew and the browser.

mod app;
pub mod browser;
mod by_pointer;
pub mod components;
pub mod pages;
pub mod route;
pub mod state;
pub mod wording;

pub use app::open;
pub use by_pointer::ByPointer;
