//! How a message crosses between the page and a worker.

use gloo::worker::Codec;
use js_sys::Uint8Array;
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};

/// Postcard: compact, documented, and small in the download.
///
/// Both ends must name the same codec. Neither end can answer with an error here, so a message
/// that does not fit is a panic in the console: the protocol number of each job exists to make
/// sure that only matching builds ever talk.
#[derive(Debug)]
pub struct Postcard;

impl Codec for Postcard {
    fn encode<I: Serialize>(input: I) -> JsValue {
        let bytes = postcard::to_allocvec(&input).expect("a worker message has a known shape");
        Uint8Array::from(bytes.as_slice()).into()
    }

    fn decode<O: for<'de> Deserialize<'de>>(input: JsValue) -> O {
        let bytes = input.unchecked_into::<Uint8Array>().to_vec();
        postcard::from_bytes(&bytes).expect("both ends are of the same build")
    }
}
