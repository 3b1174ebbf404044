//! What the middle 80 of 100 futures span, in words: from one end to the other, or one value where both read alike.

use crate::format::span;

/// `80 of 100 futures`; at least so many, where the ends read alike. Of few futures nothing is said of a hundred.
pub(super) fn so_many<T: PartialEq + ?Sized>(low: &T, high: &T, are_few: bool) -> &'static str {
    match (are_few, low == high) {
        (true, _) => "most of these few futures",
        (false, true) => "at least 80 of 100 futures",
        (false, false) => "80 of 100 futures",
    }
}

/// `£5 to £9 in 80 of 100 futures`.
pub(super) fn in_most(low: &str, high: &str, are_few: bool) -> String {
    format!("{} in {}", span(low, high), so_many(low, high, are_few))
}

/// `£5 to £9 in 80 of 100 futures, £6 in the median one`, from low, median and high.
pub(super) fn in_most_and_median([low, median, high]: &[String; 3], are_few: bool) -> String {
    let most = in_most(low, high, are_few);
    // Between ends that read alike the median does as well.
    if low == high { most } else { format!("{most}, {median} in the median one") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_that_read_alike_are_told_once() {
        assert_eq!(in_most("-100%", "-100%", false), "-100% in at least 80 of 100 futures");
        assert_eq!(in_most("£5", "£9", false), "£5 to £9 in 80 of 100 futures");
        assert_eq!(in_most("£5", "£5", false), "£5 in at least 80 of 100 futures");
        assert_eq!(in_most("£5", "£9", true), "£5 to £9 in most of these few futures");
        let three = |texts: [&str; 3]| in_most_and_median(&texts.map(str::to_owned), false);
        assert_eq!(
            three(["£5", "£6", "£9"]),
            "£5 to £9 in 80 of 100 futures, £6 in the median one"
        );
        assert_eq!(three(["£5"; 3]), "£5 in at least 80 of 100 futures");
    }
}
