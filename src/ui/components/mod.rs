//! Parts of the page, one file each.

pub mod chart_canvas;
