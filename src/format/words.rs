//! Figures in words: how many, from where to where, in how many futures, by how much more.

use super::numbers::{count, percent};

/// So many of something: `1 segment`, `1,200 segments`.
pub fn counted(n: u64, noun: &str) -> String {
    format!("{} {noun}{}", count(n), if n == 1 { "" } else { "s" })
}

/// From one end to the other, `£5 to £9`; one of them where they read alike.
pub fn span(low: &str, high: &str) -> String {
    if low == high { low.to_owned() } else { format!("{low} to {high}") }
}

/// A chance in natural frequencies: `93 of 100 futures`.
///
/// Never rounds a chance to none or to all of them: `fewer than 1 of 100 futures`.
pub fn futures(happens: u32, of: u32) -> String {
    if of == 0 {
        return "no futures yet".to_owned();
    }
    if of < 100 {
        return format!("{happens} of {}", counted(u64::from(of), "future"));
    }
    let hundredths = (u64::from(happens) * 200 + u64::from(of)) / (u64::from(of) * 2);
    match hundredths {
        0 if happens > 0 => "fewer than 1 of 100 futures".to_owned(),
        100 if happens < of => "more than 99 of 100 futures".to_owned(),
        _ => format!("{hundredths} of 100 futures"),
    }
}

/// A change as a percentage: `down 20%`, `up 5%`, `unchanged`. From nothing there is no percentage.
pub fn change_in_words(from: f64, to: f64) -> String {
    if (to - from).abs() <= f64::EPSILON * from.abs() {
        return "unchanged".to_owned();
    }
    let direction = if to > from { "up" } else { "down" };
    if from.abs() <= f64::EPSILON {
        return direction.to_owned();
    }
    match percent((to - from).abs() / from.abs()) {
        tiny if tiny == "0%" => format!("{direction} less than 0.1%"),
        size => format!("{direction} {size}"),
    }
}

/// The article before a word: "a grant", "an amendment".
pub fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" }
}

/// The text with a capital at its beginning.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chances_have_one_denominator_and_are_never_rounded_to_certainty() {
        for (happens, of, text) in [
            (930, 1000, "93 of 100 futures"),
            (1, 1000, "fewer than 1 of 100 futures"),
            (999, 1000, "more than 99 of 100 futures"),
            (1000, 1000, "100 of 100 futures"),
            (0, 1000, "0 of 100 futures"),
            (3, 8, "3 of 8 futures"),
            (0, 1, "0 of 1 future"),
            (0, 0, "no futures yet"),
            (u32::MAX, u32::MAX, "100 of 100 futures"),
        ] {
            assert_eq!(futures(happens, of), text);
        }
    }

    #[test]
    fn changes_say_their_direction() {
        assert_eq!(change_in_words(1500.0, 1200.0), "down 20%");
        assert_eq!(change_in_words(100.0, 105.5), "up 5.5%");
        assert_eq!(change_in_words(0.0, 10.0), "up");
        assert_eq!(change_in_words(10.0, 10.0), "unchanged");
        assert_eq!(change_in_words(1e6, 1e6 + 1.0), "up less than 0.1%");
    }
}
