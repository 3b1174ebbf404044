//! The text of the clipboard as the cells of a table.

use super::error::PasteError;
use crate::format;

/// A row of the pasted table that holds any text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastedRow {
    /// Its number in the pasted text, counted from 1.
    pub number: usize,
    /// Its cells, without spaces around them; empty ones at its end are left out.
    pub cells: Vec<String>,
}

impl PastedRow {
    /// What stands in a column; nothing behind the last cell.
    pub(super) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// The columns in which anything stands, and what.
    pub(super) fn filled(&self) -> impl Iterator<Item = (usize, &str)> {
        let cells = self.cells.iter().map(String::as_str).enumerate();
        cells.filter(|(_, cell)| !cell.is_empty())
    }
}

/// The rows of a table that hold any text. Tabs separate cells; or, where there is none, pipes, semicolons or commas,
/// if each row has as many of them. Without any it is one column.
pub(super) fn rows(text: &str) -> Vec<PastedRow> {
    let text = format::visible(text);
    let (separator, rows) = split_evenly(&text);
    let rows = rows.into_iter().enumerate().map(|(index, cells)| {
        let mut cells: Vec<String> = cells.iter().map(|cell| tidy(cell)).collect();
        let n_cells = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        cells.truncate(n_cells);
        PastedRow { number: index + 1, cells }
    });
    let mut rows: Vec<PastedRow> = rows.filter(|row| !row.cells.is_empty()).collect();
    if separator == Some('|') {
        rows.retain(|row| !row.filled().all(|(_, cell)| is_rule(cell)));
        // A pipe before the first cell separates nothing.
        if rows.iter().all(|row| row.cell(0).is_empty()) {
            rows.iter_mut().for_each(|row| drop(row.cells.remove(0)));
        }
    }
    rows
}

/// Why rows that seem to be parted by commas were not: one has another number of them than the first, as where thousands are
/// parted by commas too.
pub(super) fn uneven_commas(text: &str) -> Option<PasteError> {
    let text = format::visible(text);
    if text.contains('\t') {
        return None;
    }
    let rows = split(&text, Some(','));
    let filled = rows.iter().enumerate();
    let mut filled = filled.filter(|(_, row)| row.iter().any(|cell| !cell.trim().is_empty()));
    let n_first = filled.next()?.1.len().checked_sub(1).filter(|n| *n > 0)?;
    let (index, odd) = filled.find(|(_, row)| row.len() != n_first + 1)?;
    Some(PasteError::UnevenCommas { row: index + 1, n_commas: odd.len() - 1, n_first })
}

/// The cells of a block as spreadsheets copy it: parted by tabs, with empty rows and cells in their places. The end of the
/// last line begins no row.
pub(in crate::session) fn block(text: &str) -> Vec<Vec<String>> {
    let text = format::visible(text);
    let end = ["\r\n", "\n", "\r"].iter().find_map(|end| text.strip_suffix(end));
    let rows = split(end.unwrap_or(&text), Some('\t'));
    rows.iter().map(|row| row.iter().map(|cell| tidy(cell)).collect()).collect()
}

/// The text with single plain spaces, as names are compared and kept.
pub(super) fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text as it is compared: without capitals, and with single spaces.
pub(super) fn normal(text: &str) -> String {
    single_spaced(text).to_lowercase()
}

fn split_evenly(text: &str) -> (Option<char>, Vec<Vec<String>>) {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let has_tabs = text.contains('\t');
    let in_pipes = lines.all(|line| line.starts_with('|'));
    let separators: &[char] = match (has_tabs, in_pipes) {
        (true, false) => return (Some('\t'), split(text, Some('\t'))),
        (true, true) => &['|', '\t'],
        (false, _) => &['|', ';', ','],
    };
    for separator in separators {
        if *separator == ',' && parts_thousands(text) {
            continue;
        }
        let rows = split(text, Some(*separator));
        let is_empty = |row: &[String]| row.len() == 1 && row[0].trim().is_empty();
        let mut lengths = rows.iter().filter(|row| !is_empty(row)).map(Vec::len);
        let first = lengths.next().unwrap_or(0);
        if first > 1 && lengths.all(|length| length == first) || *separator == '\t' {
            return (Some(*separator), rows);
        }
    }
    let in_spaces = split_at_spaces(text);
    (None, in_spaces.unwrap_or_else(|| split(text, None)))
}

/// The rows of a table that is lined up with spaces, as a page or a mail has it: two or more part cells, and each row has as
/// many.
fn split_at_spaces(text: &str) -> Option<Vec<Vec<String>>> {
    let rows: Vec<Vec<String>> = text
        .lines()
        .map(|line| {
            let cells = line.trim().split("  ").map(str::trim).filter(|cell| !cell.is_empty());
            cells.map(str::to_owned).collect()
        })
        .collect();
    let mut lengths = rows.iter().map(Vec::len).filter(|length| *length > 0);
    let first = lengths.next()?;
    (first > 1 && lengths.all(|length| length == first)).then_some(rows)
}

/// Whether all commas of a text stand in numbers, between thousands.
fn parts_thousands(text: &str) -> bool {
    let is_digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
    text.match_indices(',').all(|(place, _)| {
        let behind: Vec<char> = text[place + 1..].chars().take(4).collect();
        let thousands = behind.iter().take(3).filter(|letter| letter.is_ascii_digit()).count() == 3;
        is_digit(text[..place].chars().next_back())
            && thousands
            && !is_digit(behind.get(3).copied())
    })
}

/// All rows with all cells. A line ends with CRLF, LF or CR.
fn split(text: &str, separator: Option<char>) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut rest = text;
    loop {
        let (cell, behind) = next_cell(rest, separator);
        row.push(cell);
        if let Some(next) = separator.and_then(|separator| behind.strip_prefix(separator)) {
            rest = next;
            continue;
        }
        rows.push(std::mem::take(&mut row));
        let Some(next) = ["\r\n", "\n", "\r"].iter().find_map(|end| behind.strip_prefix(*end))
        else {
            return rows;
        };
        rest = next;
    }
}

/// The first cell of the text, and what follows it: a separator, the end of the line, or nothing.
fn next_cell(text: &str, separator: Option<char>) -> (String, &str) {
    let is_markdown = separator == Some('|');
    if !is_markdown && let Some(cell) = quoted_cell(text.trim_start_matches(' '), separator) {
        return cell;
    }
    let mut is_escaped = false;
    let end = text.find(|letter| {
        let ends = matches!(letter, '\r' | '\n') || Some(letter) == separator && !is_escaped;
        is_escaped = is_markdown && letter == '\\';
        ends
    });
    let (cell, behind) = text.split_at(end.unwrap_or(text.len()));
    let cell = if is_markdown { cell.replace("\\|", "|") } else { cell.to_owned() };
    (cell, behind)
}

/// A cell in quotes, in which separators and ends of lines are text, and two quotes are one. `None` where no quote ends
/// the cell, so that quotes within it are its own. Looks no further than the next single quote.
fn quoted_cell(text: &str, separator: Option<char>) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('"')?;
    let mut cell = String::new();
    loop {
        let (before, behind) = rest.split_once('"')?;
        cell.push_str(before);
        if let Some(more) = behind.strip_prefix('"') {
            cell.push('"');
            rest = more;
            continue;
        }
        let is_at_separator = separator.is_some_and(|separator| behind.starts_with(separator));
        let is_end = behind.is_empty() || behind.starts_with(['\r', '\n']) || is_at_separator;
        return is_end.then_some((cell, behind));
    }
}

/// The cell's text with plain spaces. Ends of lines in it stay: they part values.
fn tidy(cell: &str) -> String {
    let plain = |letter: char| match letter {
        '\t' | '\n' | '\r' => letter,
        space if space.is_whitespace() => ' ',
        other => other,
    };
    cell.trim().chars().map(plain).collect()
}

/// Whether a cell of a Markdown table is part of the line below its headings.
fn is_rule(cell: &str) -> bool {
    cell.contains('-') && cell.bytes().all(|byte| b"-:".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(usize, &[&str])]) {
        let rows = rows(text);
        let found: Vec<(usize, Vec<&str>)> = rows
            .iter()
            .map(|row| (row.number, row.cells.iter().map(String::as_str).collect()))
            .collect();
        let expected: Vec<(usize, Vec<&str>)> =
            expected.iter().map(|(number, cells)| (*number, cells.to_vec())).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn lines_end_in_any_way_and_empty_ones_are_counted() {
        check("a\tb\r\nc\td\r\n", &[(1, &["a", "b"]), (2, &["c", "d"])]);
        check("a\tb\rc\td", &[(1, &["a", "b"]), (2, &["c", "d"])]);
        check("a\tb\n\n \t\nc\td\n\n", &[(1, &["a", "b"]), (4, &["c", "d"])]);
        check("", &[]);
        check(" \t\n\u{feff}", &[]);
    }

    #[test]
    fn quotes_keep_a_cell_together_where_they_end_it() {
        check("\"a\tb\nc\"\td\ne\tf", &[(1, &["a\tb\nc", "d"]), (2, &["e", "f"])]);
        check("\"a \"\"good\"\" day\"\t1", &[(1, &["a \"good\" day", "1"])]);
        check(
            "\"Good\" work\t1\n\"Nice\" home\t2",
            &[(1, &["\"Good\" work", "1"]), (2, &["\"Nice\" home", "2"])],
        );
        check("a\t\"b", &[(1, &["a", "\"b"])]);
        check("\"a; b\"; \"2\"\nc;d", &[(1, &["a; b", "2"]), (2, &["c", "d"])]);
    }

    #[test]
    fn what_nobody_sees_is_left_out() {
        check("\u{feff}a\u{200b}\t\u{a0}1\u{a0}500\u{202f}", &[(1, &["a", "1 500"])]);
    }

    #[test]
    fn without_tabs_a_separator_is_one_that_each_row_has_as_often() {
        check("a;1,5\nb;2", &[(1, &["a", "1,5"]), (2, &["b", "2"])]);
        check("a: £1,200\nb: £2,500", &[(1, &["a: £1,200"]), (2, &["b: £2,500"])]);
        check("a,1\n\nb,2", &[(1, &["a", "1"]), (3, &["b", "2"])]);
        check("a, b\nc", &[(1, &["a, b"]), (2, &["c"])]);
        check("a | b\nc | d", &[(1, &["a", "b"]), (2, &["c", "d"])]);
        check("| a | b |\n|---|:-:|\n| c \\| d | |", &[(1, &["a", "b"]), (3, &["c | d"])]);
        check("| a\t| b |\n| c | d |", &[(1, &["a", "b"]), (2, &["c", "d"])]);
    }

    #[test]
    fn many_quotes_cost_no_more_than_their_text() {
        for text in ["\"\t", "\"\"\"a\t", "\"a\n", "\"\"", "\"\t\"\"b"] {
            let many = text.repeat(200_000 / text.len());
            assert!(rows(&many).len() <= 100_001);
        }
    }
}
