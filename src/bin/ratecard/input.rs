//! Where scenarios come from: presets, files, links and standard input.

use std::ffi::OsString;
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use ratecard::share::{
    ENVELOPE_WORDS, MOST_FILE, OpenError, Opened, PRESETS, Preset, VERSION, looks_like_link,
    open_text, open_unfinished_text, preset, text_of,
};

use super::failure::Failure;
use super::output;

/// Where a scenario is.
#[derive(Debug)]
pub(crate) enum Source {
    Preset(&'static Preset),
    File(PathBuf),
    Link(String),
    StandardInput,
}

impl Source {
    /// The preset of that id.
    pub(crate) fn preset(id: &str) -> Result<Source, Failure> {
        preset(id).map(Source::Preset).ok_or_else(|| {
            let ids: Vec<&str> = PRESETS.iter().map(|preset| preset.id).collect();
            Failure::Misuse(format!("there is no preset {id}: write one of {}", ids.join(", ")))
        })
    }

    /// What a word on the command line stands for.
    pub(crate) fn named(word: OsString) -> Source {
        if word == "-" {
            return Source::StandardInput;
        }
        match word.to_str() {
            // A file may have any name, also one that looks like a link.
            Some(text) if looks_like_link(text) && !Path::new(text).exists() => {
                Source::Link(text.to_owned())
            }
            _ => Source::File(PathBuf::from(word)),
        }
    }

    /// Opens a scenario that can be run.
    pub(crate) fn open(&self) -> Result<Opened, Failure> {
        self.open_with(open_text)
    }

    /// Opens a scenario that can be run, and passes on what is worth knowing about it.
    pub(crate) fn open_and_warn(&self) -> Result<Opened, Failure> {
        let opened = self.open()?;
        for warning in &opened.warnings {
            output::complain(&format!("warning: {warning}"));
        }
        Ok(opened)
    }

    /// Opens a scenario whose parts need not fit together yet, so that it can be mended.
    pub(crate) fn open_unfinished(&self) -> Result<Opened, Failure> {
        self.open_with(open_unfinished_text)
    }

    fn open_with(&self, open: OpenText) -> Result<Opened, Failure> {
        let text = self.text()?;
        // A file may hold a link, as one saves it from a mail.
        open(&text).map_err(|error| self.refusal(error))
    }

    fn text(&self) -> Result<String, Failure> {
        match self {
            Source::Preset(preset) => Ok(preset.text.unwrap_or_default().to_owned()),
            Source::Link(link) => Ok(link.clone()),
            Source::File(path) => File::open(path)
                .map_err(|error| self.unreadable(&error))
                .and_then(|file| self.read(file)),
            Source::StandardInput => self.read(io::stdin().lock()),
        }
    }

    /// Reads no more than what can be a scenario.
    fn read(&self, from: impl Read) -> Result<String, Failure> {
        let mut bytes = Vec::new();
        from.take(MOST_FILE as u64 + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| self.unreadable(&error))?;
        if bytes.len() > MOST_FILE {
            return Err(self.refusal(OpenError::TooLarge));
        }
        text_of(&bytes).map_err(|error| self.refusal(error))
    }

    fn unreadable(&self, error: &io::Error) -> Failure {
        let mend = match error.kind() {
            io::ErrorKind::NotFound => "check the name and the folder",
            io::ErrorKind::PermissionDenied => "ask for the right to read it",
            io::ErrorKind::IsADirectory => "name a file in it",
            _ => "try again, or copy it elsewhere first",
        };
        Failure::Misuse(format!("{self} could not be read ({error}): {mend}"))
    }

    /// The page's refusals speak to someone at the page; these speak to someone at a terminal.
    fn refusal(&self, error: OpenError) -> Failure {
        Failure::Misuse(match error {
            OpenError::Problems(problems) => return Failure::Problems(problems),
            OpenError::NotOurs => format!(
                "{self} is not a Rate Card Simulator scenario: give a file that ends in .ratecard.json, a whole \
                 link, or --preset NAME"
            ),
            OpenError::Empty => format!("{self} is empty: give a file that holds a scenario"),
            OpenError::Many => format!(
                "{self} holds several scenarios: add it under Your scenarios on the page, and save one as a file"
            ),
            OpenError::TwoLinks => {
                format!("{self} holds two different scenarios: give one of them alone")
            }
            OpenError::NoLink => format!(
                "{self} holds no scenario: copy the whole link, with all that follows the #"
            ),
            OpenError::Flawed(flaw) => format!("{self} could not be read, {flaw}"),
            OpenError::NoEnvelope => format!("{self} could not be read. {ENVELOPE_WORDS}"),
            OpenError::BadVersion { found } => format!(
                "{self} does not say which version of the format it is: \"version\" is {found}: write {VERSION}, as a \
                 number without quotation marks"
            ),
            OpenError::Damaged => format!(
                "{self} is damaged, part of it is missing or was changed: copy the whole link again, or ask for \
                 the file"
            ),
            OpenError::Unfetched => {
                format!("{self} is not part of this build: build it without fetched-presets")
            }
            OpenError::TooLarge => format!(
                "{self} is too large to be a scenario: check that it is the right one; a scenario has at most 2 MB"
            ),
            OpenError::TooNew { version } => format!(
                "{self} was saved by a newer version (format {version}): get the newer ratecard"
            ),
        })
    }
}

type OpenText = fn(&str) -> Result<Opened, OpenError>;

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::Preset(preset) => write!(f, "the preset {}", preset.id),
            Source::File(path) => write!(f, "{}", Path::display(path)),
            Source::Link(_) => f.write_str("the link"),
            Source::StandardInput => f.write_str("standard input"),
        }
    }
}
