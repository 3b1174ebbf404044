//! How wide a text will be, without asking a browser.
//!
//! A table for one common sans-serif, a little on the wide side, so that a label in another face still fits.

/// Widths in thousandths of the type size, from the space to the tilde.
const ASCII: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278,
    278, // space to /
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, // 0 to ?
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, // @ to O
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, // P to _
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, // ` to o
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, // p to ~
];

/// The width of a text set in a size, in the size's unit.
pub(super) fn text_width(text: &str, size: f64) -> f64 {
    // The widest face that a system is likely to choose for us runs so much wider than the table's.
    const MARGIN: f64 = 1.17;
    let thousandths: u32 = text
        .chars()
        .map(|letter| {
            let index =
                u32::from(letter).checked_sub(32).and_then(|code| usize::try_from(code).ok());
            u32::from(index.and_then(|index| ASCII.get(index).copied()).unwrap_or(600))
        })
        .sum();
    f64::from(thousandths) / 1000.0 * size * MARGIN
}

/// A text that fits into so much room, cut between letters where it must be.
pub(super) fn fitted(text: &str, room: f64, size: f64) -> String {
    if text_width(text, size) <= room {
        return text.to_owned();
    }
    let ends = text.char_indices().map(|(end, _)| end);
    let cut = ends.map(|end| format!("{}…", text[..end].trim_end()));
    cut.take_while(|cut| text_width(cut, size) <= room).last().unwrap_or_else(|| "…".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longer_texts_are_wider_and_scale_with_their_size() {
        assert!(text_width("million", 13.0) > text_width("mill", 13.0));
        assert!((text_width("0000", 10.0) - 4.0 * 5.56 * 1.17).abs() < 1e-9);
        assert!((text_width("£", 20.0) - 2.0 * text_width("£", 10.0)).abs() < 1e-9);
        assert!(text_width("", 10.0).abs() < 1e-9);
    }

    #[test]
    fn what_is_too_long_is_cut_between_letters() {
        let room = text_width("Six months…", 13.0);
        assert_eq!(fitted("Six months at home", room, 13.0), "Six months…");
        assert_eq!(fitted("Six months", room, 13.0), "Six months");
        assert_eq!(fitted("Ünder", 0.0, 13.0), "…");
        assert_eq!(fitted("", 0.0, 13.0), "");
    }
}
