//! What a person gives to be opened, whatever it turns out to be: a document, or a link in a file.

use super::document::{Opened, open, open_unfinished};
use super::link::{open_link, open_unfinished_link};
use super::link_text::looks_like_link;
use super::open_error::OpenError;
use super::text::text_of;

/// Opens the bytes of a file, which may hold a document or, as one saves it from a mail, a link.
pub fn open_bytes(bytes: &[u8]) -> Result<Opened, OpenError> {
    let text = text_of(bytes)?;
    if looks_like_link(&text) { open_link(&text) } else { open(&text) }
}

/// The same for work that is not finished: its parts need not fit together yet.
pub fn open_unfinished_bytes(bytes: &[u8]) -> Result<Opened, OpenError> {
    let text = text_of(bytes)?;
    if looks_like_link(&text) { open_unfinished_link(&text) } else { open_unfinished(&text) }
}
