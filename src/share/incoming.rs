//! What a person gives to be opened, whatever it turns out to be: a document, or a link in a file.

use super::document::{Opened, open, open_unfinished};
use super::link::{holds_two_links, open_link, open_unfinished_link};
use super::link_text::looks_like_link;
use super::open_error::OpenError;
use super::text::text_of;

/// Opens the bytes of a file, which may hold a document or, as one saves it from a mail, a link.
pub fn open_bytes(bytes: &[u8]) -> Result<Opened, OpenError> {
    open_text(&text_of(bytes)?)
}

/// The same of a text.
pub fn open_text(text: &str) -> Result<Opened, OpenError> {
    if is_link(text)? { open_link(text) } else { open(text) }
}

/// The same for work that is not finished: its parts need not fit together yet.
pub fn open_unfinished_bytes(bytes: &[u8]) -> Result<Opened, OpenError> {
    open_unfinished_text(&text_of(bytes)?)
}

/// The same of a text.
pub fn open_unfinished_text(text: &str) -> Result<Opened, OpenError> {
    if is_link(text)? { open_unfinished_link(text) } else { open_unfinished(text) }
}

/// Opens a text that somebody pasted as a link: the link in it, wherever it is, or the document that it is. Work that is
/// not finished is opened as well.
pub fn open_unfinished_pasted(text: &str) -> Result<Opened, OpenError> {
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Err(OpenError::Empty);
    }
    if text.starts_with('{') {
        return open_unfinished(text);
    }
    // Whatever else it is, it was meant to be a link.
    is_link(text)?;
    open_unfinished_link(text)
}

/// Whether a text is to be opened as a link. One that holds two different scenarios leaves open which is meant.
fn is_link(text: &str) -> Result<bool, OpenError> {
    if text.trim_start().starts_with('{') || !looks_like_link(text) {
        return Ok(false);
    }
    let holds_document = text.contains("\"ratecard-scenario\"");
    if holds_two_links(text) || holds_document {
        return Err(OpenError::TwoLinks);
    }
    Ok(true)
}
