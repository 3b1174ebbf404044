//! Leaves out of scripts and style sheets what browsers do not read: comments on lines of their own, and indentation.
//!
//! Line by line, so that nothing has to be understood; a hundredth of the download goes.

/// The text without what browsers do not read. A text in which a quoted text may go over several lines stays as it is.
pub(crate) fn compact(text: &str) -> String {
    let goes_on = |line: &str| line.matches('`').count() % 2 == 1;
    if text.lines().any(goes_on) {
        return text.to_owned();
    }
    let mut compact = String::with_capacity(text.len());
    let mut is_in_comment = false;
    for line in text.lines().map(str::trim) {
        is_in_comment |= line.starts_with("/*");
        if !is_in_comment && !line.is_empty() && !line.starts_with("//") {
            compact.push_str(line);
            compact.push('\n');
        }
        // What stands behind a comment on its last line stays with the comment's beginning.
        if is_in_comment && line.ends_with("*/") {
            is_in_comment = false;
        } else if is_in_comment && line.contains("*/") {
            return text.to_owned();
        }
    }
    compact
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_browsers_read_stays() {
        let script = "// A word.\nfunction f() {\n    /** What\n     * it does. */\n    return \"/* no comment */\"; // why\n}\n";
        let left = "function f() {\nreturn \"/* no comment */\"; // why\n}\n";
        assert_eq!(compact(script), left);
        let sheet = "/* Colours. */\n\n.a {\n  color: red;\n}\n";
        assert_eq!(compact(sheet), ".a {\ncolor: red;\n}\n");
    }

    #[test]
    fn what_is_not_understood_stays_as_it_is() {
        for text in ["let words = `one\n    two`;\n", "/* one */ let a;\n  f();\n"] {
            assert_eq!(compact(text), text);
        }
    }
}
