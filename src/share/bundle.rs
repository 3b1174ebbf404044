//! Many documents in one file, each with what its owner's browser says about it.

use serde_json::{Value, json};

use super::document::{FORMAT_OF_MANY, Opened, open_unfinished};
use super::flaw::flaw;
use super::open_error::OpenError;
use super::text::text_of;

const VERSION: u64 = 1;

/// Bytes of the largest file of many that is opened.
pub const MOST_BUNDLE: usize = 128 * 1024 * 1024;

/// One of many.
#[derive(Clone, Debug, PartialEq)]
pub struct Bundled {
    /// What is said about it, as JSON.
    pub head: String,
    /// The document's text.
    pub text: String,
    /// What it is; or why this page cannot open it, which a newer one may.
    pub opened: Result<Opened, OpenError>,
}

/// Writes many documents, each as what is said about it and its text. What is no JSON goes along as it is.
pub fn bundle(items: impl IntoIterator<Item = (String, String)>) -> String {
    let value = |text: String| serde_json::from_str(&text).unwrap_or(Value::String(text));
    let scenarios: Vec<Value> = items
        .into_iter()
        .map(|(head, text)| json!({ "kept": value(head), "document": value(text) }))
        .collect();
    let file = json!({ "format": FORMAT_OF_MANY, "version": VERSION, "scenarios": scenarios });
    // A tree is always written.
    serde_json::to_string_pretty(&file).unwrap_or_default() + "\n"
}

/// Whether a file holds many.
pub fn is_bundle(bytes: &[u8]) -> bool {
    let beginning = &bytes[..bytes.len().min(200)];
    text_of(beginning).is_ok_and(|text| text.contains(FORMAT_OF_MANY))
}

/// Reads a file of many, or of one document. One that does not open is among them all the same.
pub fn open_bundle(bytes: &[u8]) -> Result<Vec<Bundled>, OpenError> {
    let text = text_of(bytes)?;
    if !is_bundle(bytes) {
        let opened = open_unfinished(&text)?;
        return Ok(vec![Bundled { head: String::new(), text, opened: Ok(opened) }]);
    }
    if let Some(flaw) = flaw(&text) {
        return Err(if text.contains(FORMAT_OF_MANY) {
            OpenError::Flawed(flaw)
        } else {
            OpenError::NotOurs
        });
    }
    let mut file: Value = serde_json::from_str(&text).map_err(|_| OpenError::NotOurs)?;
    if file["format"] != FORMAT_OF_MANY {
        return Err(OpenError::NotOurs);
    }
    match file["version"].as_u64() {
        Some(VERSION) => {}
        Some(version) if version > VERSION => return Err(OpenError::TooNew { version }),
        _ => return Err(OpenError::Damaged),
    }
    let Value::Array(scenarios) = file["scenarios"].take() else { return Err(OpenError::Damaged) };
    let read = |mut scenario: Value| {
        let text = match scenario["document"].take() {
            Value::String(text) => text,
            // Just as a document is written, so that the same scenario is the same text.
            document => serde_json::to_string_pretty(&document).unwrap_or_default() + "\n",
        };
        let opened = open_unfinished(&text);
        Bundled { head: scenario["kept"].to_string(), text, opened }
    };
    Ok(scenarios.into_iter().filter(Value::is_object).map(read).collect())
}

#[cfg(test)]
mod tests {
    use super::super::{Document, PRESETS};
    use super::*;

    fn file(items: &[(&str, &str)]) -> String {
        bundle(items.iter().map(|(head, text)| ((*head).to_owned(), (*text).to_owned())))
    }

    #[test]
    fn many_travel_in_one_file_and_their_texts_do_not_change() {
        let texts: Vec<String> = PRESETS
            .iter()
            .map(|preset| Document::new(&preset.open().unwrap().scenario).pretty().unwrap())
            .collect();
        let items: Vec<(&str, &str)> =
            texts.iter().map(|text| ("{\"name\":\"£ “x”\"}", text.as_str())).collect();
        let written = file(&items);
        assert!(is_bundle(written.as_bytes()));
        assert!(!is_bundle(texts[0].as_bytes()));
        let read = open_bundle(written.as_bytes()).unwrap();
        assert_eq!(read.len(), PRESETS.len());
        for (bundled, text) in read.iter().zip(&texts) {
            assert_eq!(&bundled.text, text);
            assert_eq!(bundled.head, "{\"name\":\"£ “x”\"}");
            assert!(bundled.opened.is_ok());
        }
    }

    #[test]
    fn what_this_page_cannot_open_goes_along() {
        let newer = "{\n  \"format\": \"ratecard-scenario\",\n  \"version\": 99\n}\n";
        let read = open_bundle(file(&[("not json", newer), ("{}", "no JSON")]).as_bytes()).unwrap();
        assert_eq!(read[0].opened, Err(OpenError::TooNew { version: 99 }));
        assert_eq!((read[0].text.as_str(), read[1].text.as_str()), (newer, "no JSON"));
        assert_eq!(read[0].head, "\"not json\"");
    }

    #[test]
    fn what_is_no_file_of_many_says_why() {
        let cases: [(&[u8], OpenError); 5] = [
            (b"{}", OpenError::NotOurs),
            (b"hello", OpenError::NotOurs),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", OpenError::NotOurs),
            (br#"{"format":"ratecard-scenarios","version":1}"#, OpenError::Damaged),
            (br#"{"format":"ratecard-scenarios","version":2}"#, OpenError::TooNew { version: 2 }),
        ];
        for (bytes, error) in cases {
            assert_eq!(open_bundle(bytes), Err(error));
        }
        let cut = &file(&[("{}", "{}")])[..60];
        assert!(matches!(open_bundle(cut.as_bytes()), Err(OpenError::Flawed(_))));
    }
}
