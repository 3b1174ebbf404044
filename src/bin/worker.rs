//! The web worker's binary: answers jobs.
#[cfg(target_arch = "wasm32")]
fn main() {
    // Without it a panic in the worker is a bare "unreachable"; Yew sets it in the page only.
    console_error_panic_hook::set_once();
    ratecard::worker::agent::register();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("built for the browser: run `cargo xtask serve`");
}
