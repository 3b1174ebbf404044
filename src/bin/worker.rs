//! The web worker's binary: answers jobs.
#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("built for the browser: run `cargo xtask serve`");
}
