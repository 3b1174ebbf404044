//! The page: everything that knows Yew and the browser.

mod app;
pub mod browser;
pub mod components;
pub mod pages;
pub mod route;
mod same;
pub mod state;
pub mod wording;

pub use app::open;
pub use same::Same;
