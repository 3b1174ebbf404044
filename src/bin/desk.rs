//! The binary of what loads on its first use: answers the page's questions.
#[cfg(target_arch = "wasm32")]
fn main() {
    // Without it a panic in the worker is a bare "unreachable".
    console_error_panic_hook::set_once();
    ratecard::desk::register();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("built for the browser: run `cargo xtask serve`");
}
