//! The page's binary: mounts the app.
#[cfg(target_arch = "wasm32")]
fn main() {
    let root = gloo::utils::document().get_element_by_id("app").expect("index.html has #app");
    ratecard::ui::open(root);
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("built for the browser: run `cargo xtask serve`");
}
