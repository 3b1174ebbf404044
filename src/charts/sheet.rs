//! A picture with its title above and where it comes from below, as it leaves the page.

use plotters::style::RGBColor;

use super::svg::escaped;
use super::text_width::text_width;
use super::theme::{TYPEFACE, Theme};

/// Around everything, in CSS pixels.
pub(super) const MARGIN: u32 = 20;

/// Type sizes in CSS pixels, and how high a line of each is.
const TITLE: (f64, u32) = (18.0, 26);
const SOURCE: (f64, u32) = (11.0, 16);
/// Between the picture and what is above and below it.
const GAP: u32 = 12;

/// Puts a picture of a size on a sheet; returns the sheet and its size.
pub(super) fn on_sheet(
    picture: &str,
    (width, height): (u32, u32),
    title: &str,
    source: &str,
    theme: &Theme,
) -> (String, (u32, u32)) {
    let title_lines = wrapped(title, f64::from(width), TITLE.0);
    let source_lines = wrapped(source, f64::from(width), SOURCE.0);
    let picture_top = MARGIN + TITLE.1 * n_lines(&title_lines) + GAP;
    let source_top = picture_top + height + GAP;
    let size = (width + 2 * MARGIN, source_top + SOURCE.1 * n_lines(&source_lines) + MARGIN);
    let mut sheet = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\">\n\
         <rect width=\"{0}\" height=\"{1}\" fill=\"{2}\"/>\n",
        size.0,
        size.1,
        hex(theme.background)
    );
    let mut write = |lines: &[String], top: u32, (type_size, line): (f64, u32), look: &str| {
        for (index, words) in lines.iter().enumerate() {
            let baseline = top + line * u32::try_from(index).unwrap_or(0) + line * 3 / 4;
            sheet.push_str(&format!(
                "<text x=\"{MARGIN}\" y=\"{baseline}\" font-family=\"{TYPEFACE}\" font-size=\"{type_size}\" {look}>{}</text>\n",
                escaped(words)
            ));
        }
    };
    let bold = format!("font-weight=\"600\" fill=\"{}\"", hex(theme.ink));
    write(&title_lines, MARGIN, TITLE, &bold);
    write(&source_lines, source_top, SOURCE, &format!("fill=\"{}\"", hex(theme.muted)));
    let placed = format!("<svg x=\"{MARGIN}\" y=\"{picture_top}\" ");
    sheet.push_str(&picture.replacen("<svg ", &placed, 1));
    sheet.push_str("</svg>\n");
    (sheet, size)
}

fn n_lines(lines: &[String]) -> u32 {
    u32::try_from(lines.len()).unwrap_or(0)
}

fn hex(RGBColor(red, green, blue): RGBColor) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// Words in lines of a width; one that is longer has a line of its own.
fn wrapped(text: &str, width: f64, type_size: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let longer = lines.last().map(|line| format!("{line} {word}"));
        match longer.filter(|line| text_width(line, type_size) <= width) {
            Some(line) => {
                lines.pop();
                lines.push(line);
            }
            None => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_holds_title_picture_and_source() {
        let picture = "<svg xmlns=\"x\" width=\"200\">\n<rect/></svg>";
        let (sheet, size) = on_sheet(
            picture,
            (200, 100),
            "A < B in a long title of two lines",
            "Seed 1",
            &Theme::light(),
        );
        assert_eq!(size.0, 240);
        assert_eq!(sheet.matches("<text").count(), 3);
        assert!(sheet.contains("A &lt; B") && sheet.contains(">Seed 1</text>"));
        assert!(sheet.contains("<svg x=\"20\" y=\"84\" xmlns=\"x\""), "{sheet}");
        assert_eq!(sheet.matches("</svg>").count(), 2);
    }
}
