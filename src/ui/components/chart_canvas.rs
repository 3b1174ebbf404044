//! A picture on a canvas, at the screen's own resolution and in the look that the visitor asks for.
//!
//! The canvas is hidden from assistive technology: whoever shows it says the same in words. The class that the parent
//! gives sets the height; nothing here sets a style.

use gloo::utils::window;
use plotters::prelude::IntoDrawingArea;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{
    CanvasRenderingContext2d, HtmlCanvasElement, IntersectionObserver, IntersectionObserverEntry,
    IntersectionObserverInit, ResizeObserver,
};
use yew::prelude::*;

use super::look::{Seen, use_look};
use crate::charts::{ChartError, Picture, Theme};
use crate::ui::browser::{frame, media};

#[derive(Clone, PartialEq, Properties)]
pub struct ChartCanvasProps {
    pub picture: Picture,
    /// Classes of the canvas; one of them gives it its height.
    pub class: Classes,
}

#[component]
pub fn ChartCanvas(props: &ChartCanvasProps) -> Html {
    let canvas = use_node_ref();
    let surface = use_surface(&canvas);
    let is_in_sight = use_in_sight(&canvas);
    let Seen { look, is_paper } = use_look();
    let theme = look.theme();
    let failed = use_state_eq(|| false);
    {
        let (canvas, failed) = (canvas.clone(), failed.setter());
        let wanted = (props.picture.clone(), surface, theme, is_in_sight, is_paper);
        use_effect_with(wanted, move |(picture, surface, theme, is_in_sight, is_paper)| {
            let (picture, surface, theme) = (picture.clone(), *surface, *theme);
            let draw = move || {
                let canvas = canvas.cast::<HtmlCanvasElement>();
                // A chart inside a closed part of the page has no size yet: it is drawn when it has one.
                if let Some(canvas) = canvas.filter(|_| surface.width > 0 && surface.height > 0) {
                    failed.set(draw_on(&canvas, &picture, surface, theme).is_err());
                }
            };
            // Figures may come faster than pictures: only the newest is drawn, in the browser's own time, and what
            // nobody sees is drawn when it comes into sight. Paper does not wait.
            let frame = if *is_paper {
                draw();
                None
            } else {
                is_in_sight.then(|| frame::next(draw))
            };
            move || drop(frame)
        });
    }
    html! {
        <>
            <canvas
                ref={canvas}
                class={classes!("chart-canvas", props.class.clone())}
                aria-hidden="true"
            />
            if *failed {
                <p class="chart-failed" role="status">
                    { "The chart could not be drawn; the table has its figures." }
                </p>
            }
        </>
    }
}

/// The size that the page gives a canvas.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Surface {
    /// In CSS pixels.
    width: i32,
    height: i32,
    /// Device pixels for each CSS pixel.
    ratio: f64,
}

impl Surface {
    fn of(canvas: &HtmlCanvasElement) -> Surface {
        // Beyond three there is nothing more to see, and a canvas costs memory by the square.
        let ratio = window().device_pixel_ratio().clamp(0.5, 3.0);
        Surface { width: canvas.client_width(), height: canvas.client_height(), ratio }
    }
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the value is held within the type"
)]
fn device_pixels(css: i32, ratio: f64) -> u32 {
    (f64::from(css) * ratio).round().clamp(1.0, 8192.0) as u32
}

/// Clears the canvas and draws the chart at the screen's own resolution.
fn draw_on(
    canvas: &HtmlCanvasElement,
    picture: &Picture,
    surface: Surface,
    theme: Theme,
) -> Result<(), ChartError> {
    // Setting a size clears the canvas and forgets its settings, so this comes first.
    canvas.set_width(device_pixels(surface.width, surface.ratio));
    canvas.set_height(device_pixels(surface.height, surface.ratio));
    let context = canvas.get_context("2d").ok().flatten();
    if let Some(context) = context.and_then(|it| it.dyn_into::<CanvasRenderingContext2d>().ok()) {
        context.set_line_join("round");
        context.set_line_cap("round");
    }
    let backend = CanvasBackend::with_canvas_object(canvas.clone())
        .ok_or_else(|| ChartError::new("the browser has no canvas to draw on"))?;
    let area = backend.into_drawing_area();
    picture.draw_at_once(&area, &theme.at_scale(surface.ratio))?;
    Ok(area.present()?)
}

/// The size of a canvas, again whenever the page, the zoom or the screen changes it.
#[hook]
fn use_surface(canvas: &NodeRef) -> Surface {
    let surface = use_state_eq(Surface::default);
    let measure = {
        let (canvas, setter) = (canvas.clone(), surface.setter());
        move || {
            if let Some(canvas) = canvas.cast::<HtmlCanvasElement>() {
                setter.set(Surface::of(&canvas));
            }
        }
    };
    {
        let (canvas, measure) = (canvas.clone(), measure.clone());
        use_effect_with((), move |()| {
            // It is called for the first size too, when the browser has laid out the page and not before.
            let changed = Closure::<dyn Fn()>::new(measure);
            let observer = ResizeObserver::new(changed.as_ref().unchecked_ref()).ok();
            if let (Some(observer), Some(canvas)) = (&observer, canvas.cast::<HtmlCanvasElement>())
            {
                observer.observe(&canvas);
            }
            move || {
                if let Some(observer) = observer {
                    observer.disconnect();
                }
                // The observer calls it, so it goes last.
                drop(changed);
            }
        });
    }
    // A query about one resolution says only that this one was left: each new one needs its own.
    use_effect_with(surface.ratio, move |_| {
        let query = format!("(resolution: {}dppx)", window().device_pixel_ratio());
        let listener = media::listen(&query, measure);
        move || drop(listener)
    });
    *surface
}

/// Whether a canvas is in sight, or nearly so.
#[hook]
fn use_in_sight(canvas: &NodeRef) -> bool {
    let is_in_sight = use_state_eq(|| false);
    let (canvas, setter) = (canvas.clone(), is_in_sight.setter());
    use_effect_with((), move |()| {
        let changed = Closure::<dyn Fn(Vec<IntersectionObserverEntry>)>::new(
            move |entries: Vec<IntersectionObserverEntry>| {
                if let Some(latest) = entries.last() {
                    setter.set(latest.is_intersecting());
                }
            },
        );
        let options = IntersectionObserverInit::new();
        // A screen's scroll ahead, so that a chart is there before it is seen.
        options.set_root_margin("300px");
        let observer =
            IntersectionObserver::new_with_options(changed.as_ref().unchecked_ref(), &options).ok();
        if let (Some(observer), Some(canvas)) = (&observer, canvas.cast::<HtmlCanvasElement>()) {
            observer.observe(&canvas);
        }
        move || {
            if let Some(observer) = observer {
                observer.disconnect();
            }
            // The observer calls it, so it goes last.
            drop(changed);
        }
    });
    *is_in_sight
}
