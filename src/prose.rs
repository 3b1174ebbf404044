//! A small reader of Markdown, for the page that shows `docs/method.md`.
//!
//! It knows what that text uses: headings, paragraphs, lists without lists in them, tables, `code` and **strong** words.
//! A complete parser would be a tenth of the page's download; `tests/prose.rs` compares this one with such a parser.

/// What stands between two empty lines of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block<'a> {
    Heading { level: usize, words: Words<'a> },
    Paragraph(Words<'a>),
    List { is_numbered: bool, items: Vec<Words<'a>> },
    Table { head: Vec<Words<'a>>, rows: Vec<Vec<Words<'a>>> },
}

/// Text in pieces, each of one style.
pub type Words<'a> = Vec<Piece<'a>>;

/// A stretch of text of one style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    Plain(&'a str),
    Strong(&'a str),
    Code(&'a str),
    /// The end of a line in the source, shown as a space.
    Break,
}

/// Takes a whole text apart, from top to bottom.
pub fn read(text: &str) -> Vec<Block<'_>> {
    let lines: Vec<&str> = text.lines().collect();
    lines
        .split(|line| line.trim().is_empty())
        .filter(|lines| !lines.is_empty())
        .map(block)
        .collect()
}

/// The words without their styles, for where only text can stand.
pub fn plain(words: &[Piece<'_>]) -> String {
    words
        .iter()
        .map(|piece| match piece {
            Piece::Plain(text) | Piece::Strong(text) | Piece::Code(text) => text,
            Piece::Break => " ",
        })
        .collect()
}

/// Reads the lines between two empty ones. Their first one tells what they are.
fn block<'a>(lines: &[&'a str]) -> Block<'a> {
    let first = lines[0];
    let level = first.bytes().take_while(|byte| *byte == b'#').count();
    if level > 0 {
        return Block::Heading { level, words: words(&[&first[level..]]) };
    }
    if first.starts_with('|') {
        // The second row is the dashes below the head.
        let rows = lines.iter().enumerate().filter(|(row, _)| *row != 1);
        let mut rows = rows.map(|(_, line)| cells(line));
        return Block::Table { head: rows.next().unwrap_or_default(), rows: rows.collect() };
    }
    if after_marker(first).is_some() {
        let starts = (0..lines.len()).filter(|&line| after_marker(lines[line]).is_some());
        let starts: Vec<usize> = starts.chain([lines.len()]).collect();
        let items = starts.windows(2).map(|ends| {
            let mut item = lines[ends[0]..ends[1]].to_vec();
            item[0] = after_marker(item[0]).unwrap_or_default();
            words(&item)
        });
        return Block::List { is_numbered: !first.starts_with('-'), items: items.collect() };
    }
    Block::Paragraph(words(lines))
}

/// What follows `- ` or `1. `, when the line begins an entry of a list.
fn after_marker(line: &str) -> Option<&str> {
    let after_number = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let is_numbered = after_number.len() < line.len();
    line.strip_prefix("- ").or_else(|| after_number.strip_prefix(". ").filter(|_| is_numbered))
}

fn cells(line: &str) -> Vec<Words<'_>> {
    line.trim().trim_matches('|').split('|').map(|cell| words(&[cell])).collect()
}

fn words<'a>(lines: &[&'a str]) -> Words<'a> {
    let mut pieces = Vec::new();
    for (row, line) in lines.iter().enumerate() {
        if row > 0 {
            pieces.push(Piece::Break);
        }
        line_pieces(line.trim(), &mut pieces);
    }
    pieces
}

/// Adds the pieces of one line. A mark that does not close within its line is text.
fn line_pieces<'a>(mut rest: &'a str, pieces: &mut Words<'a>) {
    while let Some((before, mark, inside, after)) = next_marked(rest) {
        if !before.is_empty() {
            pieces.push(Piece::Plain(before));
        }
        pieces.push(if mark == "`" { Piece::Code(inside) } else { Piece::Strong(inside) });
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Plain(rest));
    }
}

/// The next words between marks: the text before them, their mark, the words, and the text after them.
fn next_marked(text: &str) -> Option<(&str, &'static str, &str, &str)> {
    let marks = ["`", "**"].into_iter();
    let found = marks.filter_map(|mark| text.find(mark).map(|place| (place, mark)));
    let (place, mark) = found.min()?;
    let (inside, after) = text[place + mark.len()..].split_once(mark)?;
    Some((&text[..place], mark, inside, after))
}
