//! The pages: they read the stores, and hand values and callbacks to components.

pub mod about;
pub mod inputs;
pub mod method;
pub mod print_inputs;
pub mod results;
pub mod shell;
pub mod workbench;

pub use shell::Shell;
