//! Labels too short for prose, which only pictures need. Sentences are worded by [`crate::findings`].

/// A number in the unit of an axis, with as many decimals as the axis's step needs.
pub(super) fn axis_number(number: f64, decimals: usize) -> String {
    let text = format!("{:.decimals$}", number.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut label = String::new();
    // "-0" would be a sign without a meaning.
    if number < 0.0 && text.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) {
        label.push('−');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            label.push(',');
        }
        label.push(digit);
    }
    if !fraction.is_empty() {
        label.push('.');
        label.push_str(fraction);
    }
    label
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_short() {
        assert_eq!(axis_number(-1234.5, 1), "−1,234.5");
        assert_eq!(axis_number(-0.2, 0), "0");
    }
}
