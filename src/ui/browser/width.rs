//! How wide the page makes an element.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{HtmlElement, ResizeObserver};
use yew::NodeRef;

/// Tells of changes until it is dropped.
pub struct WidthWatch {
    observer: Option<ResizeObserver>,
    /// The observer calls it, so it lives as long.
    _changed: Closure<dyn Fn()>,
}

/// Calls back with the width in CSS pixels, at first and whenever it changes.
pub fn watch(node: &NodeRef, changed: impl Fn(u32) + 'static) -> WidthWatch {
    let element = node.cast::<HtmlElement>();
    let measured = {
        let element = element.clone();
        move || {
            let width = element.as_ref().map_or(0, |element| element.client_width());
            changed(u32::try_from(width).unwrap_or(0));
        }
    };
    let changed = Closure::<dyn Fn()>::new(measured);
    let observer = ResizeObserver::new(changed.as_ref().unchecked_ref()).ok();
    if let (Some(observer), Some(element)) = (&observer, &element) {
        observer.observe(element);
    }
    WidthWatch { observer, _changed: changed }
}

impl Drop for WidthWatch {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}
