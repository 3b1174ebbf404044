//! Colours, type and strokes of the charts, all scaled by one factor.

use plotters::style::RGBColor;
use serde::{Deserialize, Serialize};

/// The faces of the page itself: what the visitor's system reads best.
pub(super) const TYPEFACE: &str =
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/// What a reader's settings ask of a picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Look {
    #[default]
    Light,
    Dark,
    /// Black on white, for paper and for more contrast.
    Print,
    /// White on black.
    DarkContrast,
}

impl Look {
    pub fn theme(self) -> Theme {
        match self {
            Look::Light => Theme::light(),
            Look::Dark => Theme::dark(),
            Look::Print => Theme::print(),
            Look::DarkContrast => Theme::dark_contrast(),
        }
    }
}

/// Which side of the contract a chart shows: each keeps its colour everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hue {
    Payments,
    Capital,
}

/// The colours of one fan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FanColours {
    pub(super) line: RGBColor,
    /// Between the first and ninth tenth.
    pub(super) outer: RGBColor,
    /// Between the quarters.
    pub(super) inner: RGBColor,
    /// The edges of the outer band.
    pub(super) edge: RGBColor,
    /// Words about the line, with the contrast that words need.
    pub(super) text: RGBColor,
}

/// How charts look: plain values, so that a change of theme is a change of a value.
///
/// The palette is the Analysis Function's: #12436D #28A197 #801650 #F46A25 #3D3D3D #A285D1; on dark ground its
/// hues are lightened until they reach the same contrast.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Theme {
    pub(super) background: RGBColor,
    pub(super) ink: RGBColor,
    pub(super) muted: RGBColor,
    pub(super) grid: RGBColor,
    pub(super) axis: RGBColor,
    pub(super) limit: RGBColor,
    payments: FanColours,
    capital: FanColours,
    /// Outlines the outer band, for those who cannot tell its tint from the ground.
    pub(super) outlined: bool,
    /// Fill the ground; off, the chart lies on whatever is behind it.
    pub(super) opaque: bool,
    /// Device pixels for each CSS pixel.
    pub(super) scale: f64,
    /// What the backend divides type sizes by.
    type_factor: f64,
}

const fn rgb(code: u32) -> RGBColor {
    let [_, red, green, blue] = code.to_be_bytes();
    RGBColor(red, green, blue)
}

/// A colour laid over another; blended here because two transparent bands would darken each other.
fn tint(colour: RGBColor, ground: RGBColor, percent: u16) -> RGBColor {
    let blend = |over: u8, under: u8| {
        let sum = u16::from(over) * percent + u16::from(under) * (100 - percent);
        u8::try_from((sum + 50) / 100).unwrap_or(u8::MAX)
    };
    RGBColor(blend(colour.0, ground.0), blend(colour.1, ground.1), blend(colour.2, ground.2))
}

fn fan(line: u32, text: u32, ground: RGBColor, tints: [u16; 3]) -> FanColours {
    let line = rgb(line);
    FanColours {
        line,
        outer: tint(line, ground, tints[0]),
        inner: tint(line, ground, tints[1]),
        edge: tint(line, ground, tints[2]),
        text: rgb(text),
    }
}

impl Theme {
    /// Dark on light.
    pub fn light() -> Theme {
        let background = rgb(0xFF_FF_FF);
        Theme {
            background,
            ink: rgb(0x1F_24_2B),
            muted: rgb(0x56_5E_68),
            grid: rgb(0xE9_EB_EE),
            axis: rgb(0x9A_A1_AA),
            limit: rgb(0x80_16_50),
            payments: fan(0x12_43_6D, 0x12_43_6D, background, [16, 36, 60]),
            capital: fan(0x0F_5C_55, 0x0F_5C_55, background, [18, 40, 60]),
            outlined: false,
            opaque: false,
            scale: 1.0,
            type_factor: 1.0,
        }
    }

    /// Light on dark.
    pub fn dark() -> Theme {
        let background = rgb(0x15_19_1E);
        Theme {
            background,
            ink: rgb(0xE9_EC_EF),
            muted: rgb(0xA9_B1_BA),
            grid: rgb(0x29_2F_36),
            axis: rgb(0x6B_74_7E),
            limit: rgb(0xEC_9B_C6),
            payments: fan(0x8C_BF_EB, 0x8C_BF_EB, background, [22, 44, 65]),
            capital: fan(0x4F_C7_BC, 0x4F_C7_BC, background, [22, 44, 65]),
            outlined: false,
            opaque: false,
            scale: 1.0,
            type_factor: 1.0,
        }
    }

    /// Black on white with outlined bands, for print and for those who ask for more contrast.
    pub fn print() -> Theme {
        let background = rgb(0xFF_FF_FF);
        Theme {
            ink: rgb(0x00_00_00),
            muted: rgb(0x3D_3D_3D),
            grid: rgb(0xDD_DD_DD),
            axis: rgb(0x3D_3D_3D),
            payments: fan(0x0B_2E_4C, 0x00_00_00, background, [18, 42, 100]),
            capital: fan(0x0F_55_4F, 0x00_00_00, background, [18, 42, 100]),
            outlined: true,
            // A dark page may be printed, and forced colours may be any: this theme brings its own ground.
            opaque: true,
            ..Theme::light()
        }
    }

    /// White on black with outlined bands.
    pub fn dark_contrast() -> Theme {
        let background = rgb(0x00_00_00);
        Theme {
            background,
            ink: rgb(0xFF_FF_FF),
            muted: rgb(0xDD_DD_DD),
            grid: rgb(0x40_40_40),
            axis: rgb(0xDD_DD_DD),
            limit: rgb(0xFF_B3_D9),
            payments: fan(0xB5_DA_FA, 0xFF_FF_FF, background, [30, 52, 100]),
            capital: fan(0x7F_EB_E1, 0xFF_FF_FF, background, [30, 52, 100]),
            outlined: true,
            opaque: true,
            ..Theme::dark()
        }
    }

    /// The same at so many device pixels for each CSS pixel; nonsense is taken as one.
    #[must_use]
    pub fn at_scale(self, scale: f64) -> Theme {
        let scale = if scale.is_finite() { scale.clamp(0.25, 8.0) } else { 1.0 };
        Theme { scale, ..self }
    }

    /// The same with its own ground, for pictures that leave the page.
    #[must_use]
    pub fn on_ground(self) -> Theme {
        Theme { opaque: true, ..self }
    }

    /// The same for plotters' SVG backend, which divides type sizes by 1.24.
    #[must_use]
    pub(super) fn for_svg(self) -> Theme {
        Theme { type_factor: 1.24, ..self }
    }

    pub(super) fn fan(&self, hue: Hue) -> &FanColours {
        match hue {
            Hue::Payments => &self.payments,
            Hue::Capital => &self.capital,
        }
    }

    /// CSS pixels as the backend's pixels.
    pub(super) fn px(&self, css: f64) -> f64 {
        css * self.scale
    }

    /// The size of all type on a chart, in the backend's pixels.
    pub(super) fn type_size(&self) -> f64 {
        self.px(13.0)
    }

    /// The size to ask the backend for.
    pub(super) fn backend_type_size(&self) -> f64 {
        self.type_size() * self.type_factor
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The contrast ratio of two colours as WCAG 2 defines it.
    fn contrast(a: RGBColor, b: RGBColor) -> f64 {
        let luminance = |colour: RGBColor| {
            let part = |value: u8| {
                let share = f64::from(value) / 255.0;
                if share <= 0.040_45 {
                    share / 12.92
                } else {
                    libm::pow((share + 0.055) / 1.055, 2.4)
                }
            };
            0.2126 * part(colour.0) + 0.7152 * part(colour.1) + 0.0722 * part(colour.2)
        };
        let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
        if a > b { a / b } else { b / a }
    }

    #[test]
    fn words_and_lines_have_the_contrast_that_they_need() {
        for theme in [Theme::light(), Theme::dark(), Theme::print(), Theme::dark_contrast()] {
            let ground = theme.background;
            for words in [theme.ink, theme.muted, theme.limit] {
                assert!(contrast(words, ground) >= 4.5, "{words:?} on {ground:?}");
            }
            for hue in [Hue::Payments, Hue::Capital] {
                let fan = theme.fan(hue);
                assert!(contrast(fan.text, ground) >= 4.5, "{fan:?}");
                for band in [ground, fan.outer, fan.inner] {
                    assert!(contrast(fan.line, band) >= 3.0, "{:?} on {band:?}", fan.line);
                }
                assert!(contrast(theme.ink, fan.outer) >= 4.5);
            }
        }
    }

    #[test]
    fn a_scale_that_is_no_scale_is_one() {
        for (asked, got) in [(2.0, 2.0), (f64::NAN, 1.0), (0.0, 0.25), (f64::INFINITY, 1.0)] {
            assert!((Theme::light().at_scale(asked).scale - got).abs() < 1e-9);
        }
    }
}
