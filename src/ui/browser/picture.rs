//! Pictures that are texts: how an image shows one, and how it becomes dots.

use js_sys::{Promise, encode_uri_component};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement};

/// Dots for each CSS pixel, so that a picture is sharp on paper and in slides.
const DOTS: u32 = 2;

/// The address of a picture that an image can show.
pub fn address(svg: &str) -> String {
    format!("data:image/svg+xml,{}", encode_uri_component(svg))
}

/// A picture of so many CSS pixels as a PNG file; none where the browser refuses.
pub async fn png(svg: &str, (width, height): (u32, u32)) -> Option<Blob> {
    let image = HtmlImageElement::new().ok()?;
    image.set_src(&address(svg));
    JsFuture::from(image.decode()).await.ok()?;
    let canvas: HtmlCanvasElement =
        gloo::utils::document().create_element("canvas").ok()?.unchecked_into();
    canvas.set_width(width * DOTS);
    canvas.set_height(height * DOTS);
    let context = canvas.get_context("2d").ok()??.dyn_into::<CanvasRenderingContext2d>().ok()?;
    let (across, down) = (f64::from(width * DOTS), f64::from(height * DOTS));
    context
        .draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, across, down)
        .ok()?;
    let made = Promise::new(&mut |resolve, _| {
        let done = Closure::once_into_js(move |blob: JsValue| {
            // Whoever waits may be gone.
            let _ = resolve.call1(&JsValue::NULL, &blob);
        });
        // Where it fails nothing comes, and the promise is answered with nothing by the caller's own end.
        let _ = canvas.to_blob(done.unchecked_ref());
    });
    JsFuture::from(made).await.ok()?.dyn_into::<Blob>().ok()
}
