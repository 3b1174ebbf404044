//! Comma-separated values for other programs, after RFC 4180.

/// One line of a file, with the line end that the standard asks for.
pub fn csv_row<C: AsRef<str>>(cells: impl IntoIterator<Item = C>) -> String {
    let cells: Vec<String> = cells.into_iter().map(|cell| quoted(cell.as_ref())).collect();
    cells.join(",") + "\r\n"
}

/// A cell that holds someone's words.
///
/// Spreadsheets take a cell that begins like a formula for one, and may run it, quotes or not; an apostrophe
/// before it keeps it text. Cells with numbers do not come here: a minus sign is theirs.
pub fn csv_text(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// In quotes where the standard wants them.
fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\r', '\n']) {
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
        for text in ["=1+1", "+44", "-x", "@SUM(A1)", "\t=1"] {
            assert_eq!(csv_text(text), format!("'{text}"));
        }
        assert_eq!(csv_text("Home = safe"), "Home = safe");
    }
}
