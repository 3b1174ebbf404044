//! The words of a command, taken out one by one; a complaint about what is left over.

use std::ffi::OsString;

use super::failure::Failure;

/// The words after the command's name.
#[derive(Debug)]
pub(crate) struct Words {
    words: Vec<OsString>,
    /// What stands after `--`: never an option.
    literal: Vec<OsString>,
    /// Every option that was asked for, to name them in a complaint.
    known: Vec<String>,
}

impl Words {
    pub(crate) fn new(mut words: Vec<OsString>) -> Words {
        let literal = match words.iter().position(|word| word == "--") {
            Some(end) => {
                let literal = words.split_off(end);
                literal.into_iter().skip(1).collect()
            }
            None => Vec::new(),
        };
        Words { words, literal, known: Vec::new() }
    }

    /// Takes out an option without a value; whether it was there.
    pub(crate) fn flag(&mut self, name: &str) -> bool {
        self.known.push(name.to_owned());
        let n_words = self.words.len();
        self.words.retain(|word| word != name);
        self.words.len() < n_words
    }

    /// Takes out an option and its value, written `--name value` or `--name=value`; `value` names it.
    pub(crate) fn value(&mut self, name: &str, value: &str) -> Result<Option<OsString>, Failure> {
        self.known.push(format!("{name} {value}"));
        let is_it = |word: &OsString| word == name || assigned(word, name).is_some();
        let Some(place) = self.words.iter().position(is_it) else { return Ok(None) };
        let word = self.words.remove(place);
        let found = match assigned(&word, name) {
            Some(text) => Some(OsString::from(text)),
            // The next word is the value unless it is an option itself.
            None => self
                .words
                .get(place)
                .is_some_and(|next| !next.as_encoded_bytes().starts_with(b"--"))
                .then(|| self.words.remove(place)),
        };
        if self.words.iter().any(is_it) {
            return Err(Failure::Misuse(format!("{name} is given twice: leave one out")));
        }
        match found {
            Some(found) if !found.is_empty() => Ok(Some(found)),
            _ => Err(Failure::Misuse(format!("{name} needs a value: write {name} {value}"))),
        }
    }

    /// Takes out the next word that is no option. To be called when all options are out.
    pub(crate) fn plain(&mut self) -> Option<OsString> {
        match self.words.iter().position(|word| !is_option(word)) {
            Some(place) => Some(self.words.remove(place)),
            None if self.literal.is_empty() => None,
            None => Some(self.literal.remove(0)),
        }
    }

    /// Whether something is left that looks like an option.
    pub(crate) fn has_option(&self) -> bool {
        self.words.iter().any(is_option)
    }

    /// Complains about whatever is left.
    pub(crate) fn finish(self, command: &str) -> Result<(), Failure> {
        let Some(word) = self.words.first().or(self.literal.first()) else { return Ok(()) };
        let word = word.display();
        Err(Failure::Misuse(match (self.words.first().is_some_and(is_option), &self.known[..]) {
            (true, []) => format!("{command} has no option {word}: it takes none"),
            (true, known) => {
                format!("{command} has no option {word}: it takes {}", known.join(", "))
            }
            (false, _) => format!("{word} is one word too many for {command}: leave it out"),
        }))
    }
}

/// Whether a word is an option; `-` alone stands for standard input.
fn is_option(word: &OsString) -> bool {
    word.as_encoded_bytes().starts_with(b"-") && word != "-"
}

/// The value in `--name=value`.
fn assigned<'w>(word: &'w OsString, name: &str) -> Option<&'w str> {
    word.to_str()?.strip_prefix(name)?.strip_prefix('=')
}
