//! What is wrong with a text that is nearly JSON, and where: the mistake that a person made in it, and its mend.
//!
//! A JSON reader stops at what it cannot go on with, often far behind the mistake, and takes the last of two values with
//! one name without a word. This looks once through the text before it is read.

use std::collections::BTreeMap;
use std::fmt;

/// A mistake in a text, with its place as editors count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// From 1.
    pub line: usize,
    /// Characters from the beginning of the line, from 1.
    pub column: usize,
    pub mistake: Mistake,
}

/// What a person did that JSON does not allow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// One group has two values of this name; the other stands in this line.
    KeyTwice {
        key: String,
        first_line: usize,
    },
    Comment,
    TrailingComma,
    MissingComma,
    /// A number with commas between its digits, as far as it could be told.
    Thousands {
        number: String,
    },
    /// Quotation marks that are not the straight double ones.
    OtherQuotes,
    /// A name without quotation marks.
    BareKey,
    /// A word that is no value, such as `None` or `yes`.
    BareWord {
        word: String,
    },
    /// A number that JSON does not know, such as `.5`, `+1` or `£5`.
    OddNumber {
        number: String,
    },
    /// A line break or a tab within a text.
    ControlCharacter,
    /// A backslash that begins no character.
    BadEscape,
    /// The text ends within a group, a list or a text.
    EndsEarly,
    /// Something stands after the end.
    GoesOn,
    /// Lists or groups within each other, deeper than any scenario.
    TooDeep,
    Other,
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Flaw { line, column, mistake } = self;
        write!(f, "line {line}, column {column}: {mistake}")
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Mistake::KeyTwice { key, first_line } => write!(
                f,
                "\"{key}\" is written twice in one group, the first time in line {first_line}: keep one of the two"
            ),
            Mistake::Comment => {
                f.write_str("a comment, which this format does not have: take it out")
            }
            Mistake::TrailingComma => {
                f.write_str("a comma with nothing after it: take the comma out")
            }
            Mistake::MissingComma => f.write_str("a comma is missing before this: write it"),
            Mistake::Thousands { number } => {
                let plain: String = number.chars().filter(|c| *c != ',').collect();
                write!(f, "{number} has commas between its digits: write {plain}")
            }
            Mistake::OtherQuotes => {
                f.write_str("another kind of quotation mark: write straight double ones, \"")
            }
            Mistake::BareKey => {
                f.write_str("a name without quotation marks: write it between \" and \"")
            }
            Mistake::BareWord { word } => write!(
                f,
                "{word} is no value: write a number, true, false, or a text between \" and \""
            ),
            Mistake::OddNumber { number } => {
                write!(
                    f,
                    "{number} is not written as a number: write digits with a point, such as 0.5"
                )
            }
            Mistake::ControlCharacter => f.write_str(
                "a line break or tab within a text: write \\n or \\t, or a closing \" before it",
            ),
            Mistake::BadEscape => {
                f.write_str("a backslash that begins no character: write two, \\\\")
            }
            Mistake::EndsEarly => f.write_str(
                "the text ends here, and something is still open: part of it is missing",
            ),
            Mistake::GoesOn => f.write_str("the text goes on after its end: take this out"),
            Mistake::TooDeep => f.write_str(
                "groups within groups, deeper than any scenario: check that it is the right file",
            ),
            Mistake::Other => f.write_str("this is not JSON: see what stands here"),
        }
    }
}

/// Lists and groups within each other that are looked into.
const DEEPEST: usize = 100;

/// The first mistake in a text that should be JSON, if there is one.
pub(super) fn flaw(text: &str) -> Option<Flaw> {
    let mut scanner = Scanner { text, at: 0 };
    let (at, mistake) = scanner.document().err()?;
    let (line, column) = place(text, at);
    Some(Flaw { line, column, mistake })
}

/// Line and column of a byte.
fn place(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
}

/// Where a mistake stands, in bytes, and what it is.
type Found = (usize, Mistake);

/// A group or list that is open.
enum Open {
    /// Its names, and the byte where each stands.
    Group(BTreeMap<String, usize>),
    List,
}

impl<'t> Scanner<'t> {
    fn document(&mut self) -> Result<(), Found> {
        let mut open: Vec<Open> = Vec::new();
        loop {
            // A value stands here, or the beginning of a group or list.
            self.skip_space()?;
            match self.peek() {
                Some('{') => {
                    self.at += 1;
                    open.push(Open::Group(BTreeMap::new()));
                    if !self.is_closed('}')? {
                        self.key(&mut open)?;
                        self.check_depth(&open)?;
                        continue;
                    }
                    open.pop();
                }
                Some('[') => {
                    self.at += 1;
                    open.push(Open::List);
                    if !self.is_closed(']')? {
                        self.check_depth(&open)?;
                        continue;
                    }
                    open.pop();
                }
                Some('"') => {
                    self.string()?;
                }
                Some(_) => self.bare_value(&open)?,
                None => return Err((self.at, Mistake::EndsEarly)),
            }
            // After a value: the next one of what is open, or its end.
            loop {
                self.skip_space()?;
                let Some(innermost) = open.last() else { return self.end() };
                let close = if matches!(innermost, Open::Group(_)) { '}' } else { ']' };
                match self.peek() {
                    Some(found) if found == close => {
                        self.at += 1;
                        open.pop();
                    }
                    Some(',') => {
                        self.next_entry(&mut open, close)?;
                        break;
                    }
                    Some(_) => return Err((self.at, Mistake::MissingComma)),
                    None => return Err((self.at, Mistake::EndsEarly)),
                }
            }
        }
    }

    /// Past a comma, to the next value of the innermost group or list.
    fn next_entry(&mut self, open: &mut [Open], close: char) -> Result<(), Found> {
        let comma = self.at;
        self.at += 1;
        if self.is_closed(close)? {
            return Err((comma, Mistake::TrailingComma));
        }
        let is_group = close == '}';
        if is_group && self.peek().is_some_and(|next| next.is_ascii_digit()) {
            return Err(self.thousands(comma));
        }
        if is_group { self.key(open) } else { Ok(()) }
    }

    /// A number that was cut at a comma.
    fn thousands(&self, comma: usize) -> Found {
        let is_part = |c: char| c.is_ascii_digit() || c == ',' || c == '.' || c == ' ';
        let before = self.text[..comma].trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let rest = &self.text[before..];
        let end = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
        let number: String = rest[..end].chars().filter(|c| *c != ' ').collect();
        (before, Mistake::Thousands { number: number.trim_end_matches([',', '.']).to_owned() })
    }

    fn check_depth(&self, open: &[Open]) -> Result<(), Found> {
        if open.len() > DEEPEST { Err((self.at, Mistake::TooDeep)) } else { Ok(()) }
    }

    fn end(&mut self) -> Result<(), Found> {
        self.skip_space()?;
        if self.at < self.text.len() { Err((self.at, Mistake::GoesOn)) } else { Ok(()) }
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    /// Whether a bracket follows that closes what was just opened or continued; if so, goes past it.
    fn is_closed(&mut self, close: char) -> Result<bool, Found> {
        self.skip_space()?;
        let is_closed = self.peek() == Some(close);
        if is_closed {
            self.at += 1;
        }
        Ok(is_closed)
    }

    /// A name and its colon.
    fn key(&mut self, open: &mut [Open]) -> Result<(), Found> {
        let start = self.at;
        match self.peek() {
            Some('"') => {}
            Some('\'' | '“' | '”' | '„' | '‘' | '’' | '«') => {
                return Err((start, Mistake::OtherQuotes));
            }
            Some(',') => return Err((start, Mistake::TrailingComma)),
            Some(c) if c.is_alphanumeric() || c == '_' => return Err((start, Mistake::BareKey)),
            Some(_) => return Err((start, Mistake::Other)),
            None => return Err((start, Mistake::EndsEarly)),
        }
        let key = self.string()?;
        if let Some(Open::Group(keys)) = open.last_mut()
            && let Some(first) = keys.insert(key.to_owned(), start)
        {
            let (first_line, _) = place(self.text, first);
            let key = key.chars().take(80).collect();
            return Err((start, Mistake::KeyTwice { key, first_line }));
        }
        self.skip_space()?;
        match self.peek() {
            Some(':') => {
                self.at += 1;
                Ok(())
            }
            Some(_) => Err((self.at, Mistake::Other)),
            None => Err((self.at, Mistake::EndsEarly)),
        }
    }

    /// A text between quotation marks; returns what stands between them as it is written.
    fn string(&mut self) -> Result<&'t str, Found> {
        let start = self.at + 1;
        let mut characters = self.text[start..].char_indices();
        while let Some((offset, character)) = characters.next() {
            let at = start + offset;
            match character {
                '"' => {
                    self.at = at + 1;
                    return Ok(&self.text[start..at]);
                }
                '\\' => match characters.next() {
                    Some((_, '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u')) => {}
                    Some(_) => return Err((at, Mistake::BadEscape)),
                    None => break,
                },
                control if control < ' ' => return Err((at, Mistake::ControlCharacter)),
                _ => {}
            }
        }
        Err((self.text.len(), Mistake::EndsEarly))
    }

    /// A value without quotation marks: a number, true, false or null.
    fn bare_value(&mut self, open: &[Open]) -> Result<(), Found> {
        let start = self.at;
        let rest = &self.text[start..];
        let is_end = |c: char| c.is_whitespace() || ",]}:\"{[/#".contains(c);
        let word = &rest[..rest.find(is_end).unwrap_or(rest.len())];
        if ["true", "false", "null"].contains(&word) || is_number(word) {
            self.at += word.len();
            return Ok(());
        }
        let mistake = match rest.chars().next() {
            Some('\'' | '“' | '”' | '„' | '‘' | '’' | '«') => Mistake::OtherQuotes,
            Some(',' | ']') if matches!(open.last(), Some(Open::List)) => Mistake::TrailingComma,
            Some('0'..='9' | '.' | '+' | '-' | '£' | '€' | '$') => {
                Mistake::OddNumber { number: word.chars().take(40).collect() }
            }
            Some(c) if c.is_alphabetic() => {
                Mistake::BareWord { word: word.chars().take(40).collect() }
            }
            _ => Mistake::Other,
        };
        Err((start, mistake))
    }

    /// Past spaces, which a comment is not.
    fn skip_space(&mut self) -> Result<(), Found> {
        let rest = &self.text[self.at..];
        let trimmed = rest.trim_start_matches([' ', '\t', '\r', '\n']);
        self.at += rest.len() - trimmed.len();
        let is_comment = ["//", "/*", "#", "<!--"].iter().any(|start| trimmed.starts_with(start));
        if is_comment { Err((self.at, Mistake::Comment)) } else { Ok(()) }
    }
}

/// Whether a word is a number as JSON writes it.
fn is_number(word: &str) -> bool {
    if !word.parse::<f64>().is_ok_and(f64::is_finite) {
        return false;
    }
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let word = word.strip_prefix('-').unwrap_or(word);
    let (mantissa, exponent) = match word.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (word, None),
    };
    let (whole, decimals) = match mantissa.split_once('.') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (mantissa, None),
    };
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && decimals.is_none_or(digits)
        && exponent.is_none_or(|text| digits(text.strip_prefix(['+', '-']).unwrap_or(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        flaw(text).map_or_else(|| "nothing".to_owned(), |flaw| flaw.to_string())
    }

    #[test]
    fn each_mistake_is_told_with_its_place_and_its_mend() {
        for (text, expected) in [
            ("{ \"a\": 1,\n  \"b\": { \"a\": 2 } }", "nothing"),
            (
                "{ \"a\": 1,\n  \"a\": 2 }",
                "line 2, column 3: \"a\" is written twice in one group, the first time in line 1: keep one of the two",
            ),
            (
                "// mine\n{}",
                "line 1, column 1: a comment, which this format does not have: take it out",
            ),
            (
                "{ \"a\": 1 /* one */ }",
                "line 1, column 10: a comment, which this format does not have: take it out",
            ),
            (
                "{ \"é\": [1, 2,] }",
                "line 1, column 13: a comma with nothing after it: take the comma out",
            ),
            (
                "{ \"a\": 1, }",
                "line 1, column 9: a comma with nothing after it: take the comma out",
            ),
            (
                "{ \"a\": 1\n  \"b\": 2 }",
                "line 2, column 3: a comma is missing before this: write it",
            ),
            (
                "{ \"a\": 2,250,000 }",
                "line 1, column 8: 2,250,000 has commas between its digits: write 2250000",
            ),
            (
                "{ “a”: 1 }",
                "line 1, column 3: another kind of quotation mark: write straight double ones, \"",
            ),
            (
                "{ a: 1 }",
                "line 1, column 3: a name without quotation marks: write it between \" and \"",
            ),
            (
                "{ \"a\": None }",
                "line 1, column 8: None is no value: write a number, true, false, or a text between \" and \"",
            ),
            (
                "{ \"a\": .5 }",
                "line 1, column 8: .5 is not written as a number: write digits with a point, such as 0.5",
            ),
            (
                "{ \"a\": \"one\ntwo\" }",
                "line 1, column 12: a line break or tab within a text: write \\n or \\t, or a closing \" before it",
            ),
            (
                "{ \"a\": [1, 2",
                "line 1, column 13: the text ends here, and something is still open: part of it is missing",
            ),
            ("{} {}", "line 1, column 4: the text goes on after its end: take this out"),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }

    #[test]
    fn it_finds_something_wherever_the_reader_does_and_nothing_where_it_does_not() {
        let base = r#"{"a":[1,-2.5e3,true,null,"x\"y\u00e9"],"b":{"c":{}},"d":[[],[{}]]}"#;
        assert_eq!(flaw(base), None);
        for at in 0..base.len() {
            for change in ["", ",", "\"", "}", "0", "x", " "] {
                let (before, after) = (&base[..at], &base[at + 1..]);
                let text = format!("{before}{change}{after}");
                let is_read = serde_json::from_str::<serde_json::Value>(&text).is_ok();
                let found = flaw(&text);
                let is_twice =
                    matches!(&found, Some(Flaw { mistake: Mistake::KeyTwice { .. }, .. }));
                // Escapes of four digits are left to the reader.
                assert!(
                    found.is_none() == is_read || is_twice || text.contains("\\u"),
                    "{text}: {found:?}"
                );
            }
        }
    }

    #[test]
    fn depth_and_size_are_bounded() {
        assert_eq!(flaw(&"[".repeat(1_000_000)).unwrap().mistake, Mistake::TooDeep);
        assert!(flaw(&format!("[{}1]", "1,".repeat(500_000))).is_none());
    }
}
