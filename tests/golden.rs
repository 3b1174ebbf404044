//! The expected figures: to be the same on the host and on wasm.
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn placeholder() {}
