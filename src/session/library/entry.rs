//! One thing that is kept: what is said about it, and the text of the file that it is.

use std::fmt;
use std::str::FromStr;

use serde_json::{Value, json};

/// The version of what is said about an entry. A page leaves alone what has a later one.
const VERSION: u64 = 1;

/// What is said about something that is kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    pub id: String,
    /// Saved by its owner, and not a draft that keeps itself.
    pub is_saved: bool,
    pub name: String,
    /// When it was changed, in milliseconds since 1970.
    pub at: f64,
    /// Its answer in a line; empty while nobody knows it.
    pub headline: String,
    /// The version of the file's format; 0 if a newer page wrote the entry.
    pub document: u64,
    /// [`digest`] of the text.
    pub digest: String,
    /// Who wrote it.
    pub rev: Revision,
    /// What its page had read here before it wrote.
    pub after: Option<Revision>,
    /// The saved scenario that a draft was made from.
    pub of: Option<String>,
    /// This page cannot open it.
    pub is_newer: bool,
}

/// Who wrote an entry: a page, from its opening to its end, and which of its writings this is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Revision {
    pub by: String,
    pub n: u64,
}

impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.by, self.n)
    }
}

impl FromStr for Revision {
    type Err = ();

    fn from_str(text: &str) -> Result<Revision, ()> {
        let (by, n) = text.rsplit_once('.').ok_or(())?;
        Ok(Revision { by: by.to_owned(), n: n.parse().map_err(|_| ())? })
    }
}

impl Entry {
    /// What is said about an entry, as it is stored beside the text.
    pub fn head(&self) -> String {
        let after = self.after.as_ref().map(Revision::to_string);
        json!({
            "kept": VERSION,
            "saved": self.is_saved,
            "name": self.name,
            "at": self.at,
            "headline": self.headline,
            "document": self.document,
            "digest": self.digest,
            "rev": self.rev.to_string(),
            "after": after,
            "of": self.of,
        })
        .to_string()
    }

    /// Reads what was stored, of which this page opens documents up to a version. What a newer page wrote is an entry
    /// all the same, of which only the name may be known.
    pub fn read(id: &str, head: &str, newest_document: u64) -> Entry {
        let head: Value = serde_json::from_str(head).unwrap_or_default();
        let text = |field: &str| head[field].as_str().unwrap_or_default().to_owned();
        let id = id.to_owned();
        let (name, at) = (text("name"), head["at"].as_f64().unwrap_or_default());
        let is_saved = head["saved"] == true;
        let rev = text("rev").parse();
        let document = head["document"].as_u64().unwrap_or_default();
        let (VERSION, Ok(rev), 1..) = (head["kept"].as_u64().unwrap_or_default(), rev, document)
        else {
            return Entry { id, name, at, is_saved, is_newer: true, ..Entry::default() };
        };
        Entry {
            id,
            is_saved,
            name,
            at,
            headline: text("headline"),
            document,
            digest: text("digest"),
            rev,
            after: text("after").parse().ok(),
            of: head["of"].as_str().map(str::to_owned),
            is_newer: document > newest_document,
        }
    }

    /// Whether this page understands what is said about it. It may be of a newer page, and then stays as it is.
    pub fn is_known(&self) -> bool {
        self.document > 0
    }
}

/// An entry as it is stored. The head is never made anew for what a newer page wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    pub id: String,
    pub head: String,
    pub text: String,
}

impl Record {
    pub fn new(entry: &Entry, text: String) -> Record {
        Record { id: entry.id.clone(), head: entry.head(), text }
    }

    /// Head and text as one text, for a place that keeps one under each id.
    pub fn joined(&self) -> String {
        format!("{}\n{}", self.head, self.text)
    }

    pub fn split(id: &str, joined: &str) -> Record {
        let (head, text) = joined.split_once('\n').unwrap_or_default();
        Record { id: id.to_owned(), head: head.to_owned(), text: text.to_owned() }
    }
}

/// Tells texts apart: FNV-1a on 64 bits, and the length.
pub fn digest(text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}.{}", text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry {
        Entry {
            id: "k1".to_owned(),
            is_saved: true,
            name: "Ours, “revised”\n£".to_owned(),
            at: 1_764_000_000_123.0,
            headline: "No cap".to_owned(),
            document: 2,
            digest: digest("text"),
            rev: Revision { by: "a.b".to_owned(), n: 12 },
            after: Some(Revision { by: "c".to_owned(), n: 0 }),
            of: Some("k0".to_owned()),
            is_newer: false,
        }
    }

    #[test]
    fn what_is_stored_reads_back() {
        for entry in [entry(), Entry { after: None, of: None, is_saved: false, ..entry() }] {
            assert_eq!(Entry::read("k1", &entry.head(), 2), entry);
            assert!(!entry.head().contains('\n'));
            let record = Record::new(&entry, "{\n}\n".to_owned());
            assert_eq!(Record::split("k1", &record.joined()), record);
        }
    }

    #[test]
    fn a_newer_document_is_known_and_cannot_be_opened() {
        let read = Entry::read("k1", &entry().head(), 1);
        assert!(read.is_newer && read.is_known());
        assert_eq!(read.digest, entry().digest);
    }

    #[test]
    fn what_a_newer_page_says_keeps_its_name() {
        let head = entry().head().replace("\"kept\":1", "\"kept\":2");
        let read = Entry::read("k1", &head, 9);
        assert!(read.is_newer && !read.is_known() && read.is_saved);
        assert_eq!((read.name, read.at), (entry().name, entry().at));
        for head in ["", "nonsense", "[]", "{\"kept\":1}"] {
            assert!(Entry::read("k1", head, 9).is_newer, "{head}");
        }
    }

    #[test]
    fn texts_are_told_apart() {
        assert_eq!(digest("text"), digest("text"));
        assert_ne!(digest("text"), digest("test"));
        assert_ne!(digest(""), digest("\0"));
    }
}
