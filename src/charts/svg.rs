//! A picture as the text of an SVG file.

use plotters::drawing::IntoDrawingArea;
use plotters::prelude::SVGBackend;

use super::error::ChartError;
use super::picture::Picture;
use super::theme::Theme;

/// plotters rounds to whole units: the picture is drawn so much larger, so that its curves are smooth.
const UNITS_PER_PIXEL: u32 = 8;

/// Draws a picture so many CSS pixels wide and high, named by its sentence.
///
/// # Errors
/// If the backend does not draw.
pub fn to_svg(
    picture: &Picture,
    (width, height): (u32, u32),
    theme: &Theme,
    sentence: &str,
) -> Result<String, ChartError> {
    let (width, height) = (width.clamp(1, 8192), height.clamp(1, 16_384));
    let size = (width * UNITS_PER_PIXEL, height * UNITS_PER_PIXEL);
    let mut drawn = String::new();
    {
        let area = SVGBackend::with_string(&mut drawn, size).into_drawing_area();
        picture.draw(&area, &theme.at_scale(f64::from(UNITS_PER_PIXEL)).for_svg())?;
        area.present()?;
    }
    // The backend's own first tag knows neither the size on the page nor the name, and its lines have sharp joins.
    let body = drawn.split_once('\n').map_or("", |(_, body)| body);
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {} {}\" role=\"img\" stroke-linejoin=\"round\" stroke-linecap=\"round\">\n\
         <title>{}</title>\n{body}",
        size.0,
        size.1,
        escaped(sentence),
    ))
}

/// Text as it stands between tags.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
