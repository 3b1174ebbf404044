//! The page's binary: mounts the app.
#[cfg(target_arch = "wasm32")]
fn main() {
    ratecard::ui::open("app");
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("built for the browser: run `cargo xtask serve`");
}
