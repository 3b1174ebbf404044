//! Comma-separated values for other programs, after RFC 4180.

/// One line of a file, with the line end that the standard asks for.
pub fn csv_row<C: AsRef<str>>(cells: impl IntoIterator<Item = C>) -> String {
    let cells: Vec<String> = cells.into_iter().map(|cell| quoted(cell.as_ref())).collect();
    cells.join(",") + "\r\n"
}

/// What stands before a file's first line, so that Excel reads it as UTF-8 and not as Windows-1252.
pub const CSV_MARK: &str = "\u{feff}";

/// What lists are separated by, in one country or another.
const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];

/// A cell that holds someone's words.
///
/// Spreadsheets take a cell that begins like a formula for one, and may run it, quotes or not; an apostrophe before it
/// keeps it text. Where they separate lists by semicolons or tabs, a cell begins behind each of these as well. Cells
/// with numbers do not come here: a minus sign is theirs.
pub fn csv_text(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 1);
    let mut begins = true;
    for character in text.chars() {
        if begins && matches!(character, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n') {
            safe.push('\'');
        }
        // Spaces before a formula do not make it text.
        begins = SEPARATORS.contains(&character) || begins && character == ' ';
        safe.push(character);
    }
    safe
}

/// In quotes where the standard wants them.
fn quoted(cell: &str) -> String {
    if cell.contains(SEPARATORS) || cell.contains(['"', '\r', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        assert_eq!(csv_row(["a", "-1.50", ""]), "a,-1.50,\r\n");
        assert_eq!(
            csv_row(["Home, safe", "a \"good\" day", "two\nlines"]),
            "\"Home, safe\",\"a \"\"good\"\" day\",\"two\nlines\"\r\n"
        );
    }

    #[test]
    fn words_are_never_formulas() {
        for text in ["=1+1", "+44", "-x", "@SUM(A1)", "\tx"] {
            assert_eq!(csv_text(text), format!("'{text}"));
        }
        // Wherever lists are separated by something else.
        assert_eq!(csv_text(";=1+1"), ";'=1+1");
        assert_eq!(csv_text("a; b;  @x|-1"), "a; b;  '@x|'-1");
        assert_eq!(csv_row([csv_text("a;=1")]), "\"a;'=1\"\r\n");
        assert_eq!(csv_text("Home = safe"), "Home = safe");
    }
}
