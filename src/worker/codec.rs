//! How a message crosses between the page and a worker.

use gloo::worker::Codec;
use js_sys::Uint8Array;
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};

/// Postcard: compact, documented, and small in the download.
///
/// Both ends must name the same codec. What it carries is only gloo's own envelope around a
/// [`Packet`](super::protocol::Packet), whose bytes say what build they are of: a job or a reply of another
/// build is an error value, and nothing here has to understand it. What is left to fail has no way to say so
/// in gloo's trait, and ends in a panic: silence, which the pool's watchdog notices.
#[derive(Debug)]
pub struct Postcard;

impl Codec for Postcard {
    fn encode<I: Serialize>(input: I) -> JsValue {
        let bytes = postcard::to_allocvec(&input).expect("a worker message has a known shape");
        Uint8Array::from(bytes.as_slice()).into()
    }

    fn decode<O: for<'de> Deserialize<'de>>(input: JsValue) -> O {
        let bytes = input.unchecked_into::<Uint8Array>().to_vec();
        postcard::from_bytes(&bytes).expect("gloo's envelope is the same in all builds")
    }
}
