//! A document inside a link's fragment, which browsers never send to a server.
//!
//! The payload is `v1.` and then the document as one line of JSON, compressed with zlib and written in base64url
//! without padding. The `v1` says how the document is packed; the document says its own version inside. Zlib's
//! checksum tells a link that was damaged on its way from one that holds wrong values.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use miniz_oxide::deflate::compress_to_vec_zlib;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_zlib_with_limit};

use super::document::{Document, Opened, WriteError, open, open_unfinished};
use super::file::MOST_FILE;
use super::open_error::OpenError;

/// Characters of the longest fragment that mail and chat programs keep whole. Beyond it, people should send the file.
pub const MOST_LINK: usize = 8_000;

/// Characters of the longest payload that is written or opened.
const MOST_PAYLOAD: usize = 64 * 1024;

/// What stands between `#` and the payload. The page knows it as the route that opens a scenario.
const ROUTE: &str = "/open/";

/// The version of the packing, the number after `v`.
const PACKING: u64 = 1;

/// A scenario as a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    payload: String,
}

impl Link {
    /// Packs a document. Fails if the link would be longer than what opens again.
    pub fn new(document: &Document<'_>) -> Result<Link, WriteError> {
        const BEST_LEVEL: u8 = 10;
        let packed = compress_to_vec_zlib(document.compact()?.as_bytes(), BEST_LEVEL);
        let payload = format!("v{PACKING}.{}", URL_SAFE_NO_PAD.encode(packed));
        if payload.len() > MOST_PAYLOAD {
            return Err(WriteError::TooLarge);
        }
        Ok(Link { payload })
    }

    /// What goes after the page's own address, from `#` on.
    pub fn fragment(&self) -> String {
        format!("#{ROUTE}{}", self.payload)
    }

    /// Characters of the fragment.
    pub fn length(&self) -> usize {
        1 + ROUTE.len() + self.payload.len()
    }

    /// Whether mail and chat programs may break the link, so that a file is the better way.
    pub fn is_too_long(&self) -> bool {
        self.length() > MOST_LINK
    }
}

/// The payload in a fragment, or in a whole link as people paste it; `None` when it opens no scenario.
pub fn payload_of(hash: &str) -> Option<&str> {
    let fragment = hash.rsplit('#').next().unwrap_or(hash).trim();
    fragment.strip_prefix(ROUTE).filter(|payload| !payload.is_empty())
}

/// Opens a payload as [`open`] opens a file's text.
pub fn open_link(payload: &str) -> Result<Opened, OpenError> {
    open(&unpack(payload)?)
}

/// Opens a payload as [`open_unfinished`] opens a file's text.
pub fn open_unfinished_link(payload: &str) -> Result<Opened, OpenError> {
    open_unfinished(&unpack(payload)?)
}

/// The JSON in a payload. Both are limited in size, so that a hostile link cannot fill the memory.
fn unpack(payload: &str) -> Result<String, OpenError> {
    if payload.len() > MOST_PAYLOAD {
        return Err(OpenError::TooLarge);
    }
    let (packing, packed) = payload.split_once('.').ok_or(OpenError::NotOurs)?;
    let packing = packing.strip_prefix('v').and_then(|number| number.parse::<u64>().ok());
    match packing {
        Some(PACKING) => {}
        Some(version) if version > PACKING => return Err(OpenError::TooNew { version }),
        _ => return Err(OpenError::NotOurs),
    }
    // Mail programs wrap long lines, and take the sentence's full stop into the link.
    let packed: String = packed.chars().filter(|character| !character.is_whitespace()).collect();
    let packed = packed.trim_end_matches(['.', ',', ';', ')', ']', '>', '"', '\'']);
    let packed = URL_SAFE_NO_PAD.decode(packed).map_err(|_| OpenError::Damaged)?;
    let bytes = decompress_to_vec_zlib_with_limit(&packed, MOST_FILE).map_err(|error| {
        if error.status == TINFLStatus::HasMoreOutput {
            OpenError::TooLarge
        } else {
            OpenError::Damaged
        }
    })?;
    String::from_utf8(bytes).map_err(|_| OpenError::Damaged)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pack(bytes: &[u8]) -> String {
        format!("v1.{}", URL_SAFE_NO_PAD.encode(compress_to_vec_zlib(bytes, 9)))
    }

    #[test]
    fn a_payload_is_found_in_a_fragment_or_in_a_whole_link() {
        for text in ["#/open/v1.abc", "/open/v1.abc", " https://example.org/a/?b=c#/open/v1.abc\n"]
        {
            assert_eq!(payload_of(text), Some("v1.abc"), "{text}");
        }
        for text in ["", "#", "#/", "#/open/", "#/compare", "https://example.org/open/v1.abc"] {
            assert_eq!(payload_of(text), None, "{text}");
        }
    }

    #[test]
    fn what_mail_programs_do_to_a_link_is_undone() {
        let payload = pack(b"hello");
        let wrapped = format!("{}\r\n {}>.", &payload[..9], &payload[9..]);
        assert_eq!(unpack(&wrapped), Ok("hello".to_owned()));
    }

    #[test]
    fn every_damage_to_a_payload_is_noticed() {
        let payload = pack("The quick brown fox jumps over the lazy dog. ".repeat(5).as_bytes());
        for end in 3..payload.len() {
            assert_eq!(unpack(&payload[..end]), Err(OpenError::Damaged), "cut at {end}");
        }
        for place in 3..payload.len() {
            let mut changed = payload.clone().into_bytes();
            changed[place] = if changed[place] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).unwrap();
            assert!(unpack(&changed).is_err(), "changed at {place}");
        }
    }

    #[test]
    fn a_bomb_is_stopped_at_the_limit() {
        let bomb = pack(&vec![b' '; 20 * MOST_FILE]);
        assert!(bomb.len() < MOST_PAYLOAD);
        assert_eq!(unpack(&bomb), Err(OpenError::TooLarge));
        assert_eq!(unpack(&format!("v1.{}", "A".repeat(MOST_PAYLOAD))), Err(OpenError::TooLarge));
    }

    #[test]
    fn other_packings_are_told_apart() {
        assert_eq!(unpack("v2.abc"), Err(OpenError::TooNew { version: 2 }));
        for payload in ["v0.abc", "vx.abc", "abc", "", "v1", "1.abc"] {
            assert_eq!(unpack(payload), Err(OpenError::NotOurs), "{payload}");
        }
    }
}
