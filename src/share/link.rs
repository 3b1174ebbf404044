//! A document inside a link's fragment, which browsers never send to a server.
//!
//! The payload is `v1.` and then the document as one line of JSON, compressed with zlib and written in base64url
//! without padding. The `v1` says how the document is packed; the document says its own version inside. Zlib's
//! checksum tells a link that was damaged on its way from one that holds wrong values.

use base64::Engine;
use base64::alphabet::URL_SAFE;
use base64::engine::general_purpose::{GeneralPurpose, NO_PAD, URL_SAFE_NO_PAD};
use miniz_oxide::deflate::compress_to_vec_zlib;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_zlib_with_limit};

use super::document::{Document, Opened, WriteError, open, open_unfinished};
use super::file::MOST_FILE;
use super::link_text::{Payload, ROUTE, payload_in, payloads_in};
use super::open_error::OpenError;

/// Characters of the longest fragment that mail and chat programs keep whole. Beyond it, people should send the file.
pub const MOST_LINK: usize = 8_000;

/// Characters of the longest payload that is written or opened.
const MOST_PAYLOAD: usize = 64 * 1024;

/// Bytes of the longest text that a link is looked for in: a mail with a link at the length that is written.
const MOST_TEXT: usize = 1 << 20;

/// Reads what [`URL_SAFE_NO_PAD`] writes, and does not mind bits that fill no byte.
const LENIENT: GeneralPurpose =
    GeneralPurpose::new(&URL_SAFE, NO_PAD.with_decode_allow_trailing_bits(true));

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

/// Opens a link as [`open`] opens a file's text, whatever stands around it and whatever was done to it on its way.
pub fn open_link(text: &str) -> Result<Opened, OpenError> {
    open(&unpacked(text)?)
}

/// Opens a link as [`open_unfinished`] opens a file's text.
pub fn open_unfinished_link(text: &str) -> Result<Opened, OpenError> {
    open_unfinished(&unpacked(text)?)
}

/// Whether links to different scenarios are in a text. The same one twice, as its words and its address, is one.
pub(super) fn holds_two_links(text: &str) -> bool {
    /// More are not looked at.
    const MOST: usize = 4;
    if text.len() > MOST_TEXT {
        return false;
    }
    let payloads = payloads_in(text, MOST);
    let mut texts: Vec<String> =
        payloads.into_iter().filter_map(|payload| unpacked_payload(&payload).ok()).collect();
    texts.dedup();
    texts.len() > 1
}

/// The JSON in a link. Both are limited in size, so that a hostile link cannot fill the memory.
fn unpacked(text: &str) -> Result<String, OpenError> {
    if text.len() > MOST_TEXT {
        return Err(OpenError::TooLarge);
    }
    unpacked_payload(&payload_in(text).ok_or(OpenError::NoLink)?)
}

fn unpacked_payload(payload: &Payload) -> Result<String, OpenError> {
    let Payload { packing, packed } = payload;
    match *packing {
        PACKING => {}
        version if version > PACKING => return Err(OpenError::TooNew { version }),
        _ => return Err(OpenError::NoLink),
    }
    if packed.len() + "v1.".len() > MOST_PAYLOAD {
        return Err(OpenError::TooLarge);
    }
    // What follows the end of what was packed, such as a greeting, is no part of it: zlib knows where it ends.
    let bytes =
        decompress_to_vec_zlib_with_limit(&bytes_of(packed), MOST_FILE).map_err(|error| {
            if error.status == TINFLStatus::HasMoreOutput {
                OpenError::TooLarge
            } else {
                OpenError::Damaged
            }
        })?;
    String::from_utf8(bytes).map_err(|_| OpenError::Damaged)
}

/// The bytes that characters of base64url stand for; bits that fill no byte are left out.
fn bytes_of(packed: &str) -> Vec<u8> {
    let whole = packed.len() / 4 * 4;
    // One character alone stands for no byte.
    let end = if packed.len() - whole == 1 { whole } else { packed.len() };
    LENIENT.decode(&packed[..end]).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pack(bytes: &[u8]) -> String {
        format!("v1.{}", URL_SAFE_NO_PAD.encode(compress_to_vec_zlib(bytes, 9)))
    }

    fn unpack(payload: &str) -> Result<String, OpenError> {
        unpacked(&format!("#/open/{payload}"))
    }

    #[test]
    fn what_happens_to_a_link_on_its_way_is_undone() {
        let content = "The quick brown fox jumps over the lazy dog.";
        let payload = pack(content.as_bytes());
        let (one, two) = payload.split_at(20);
        let link = format!("https://example.org/rc/#/open/{payload}");
        let encoded = |text: &str| text.replace('/', "%2F").replace('#', "%23").replace(':', "%3A");
        let texts = [
            link.clone(),
            format!("#/open/{payload}"),
            format!("/open/{payload}"),
            format!("  <{link}>\r\n"),
            format!("\u{201c}{link}\u{201d}"),
            format!("Dear all,\nhere it is: {link}. Best wishes, Jo"),
            format!("{link}\n\nKind regards"),
            format!("{link}?utm_source=mail&utm_medium=x"),
            format!("{link}&data=05%7C02"),
            format!("https://example.org/rc/#/open/{one}\r\n{two}"),
            format!("> https://example.org/rc/#/open/{one}\n> {two}\n> Jo"),
            format!("https://example.org/rc/#/open/{one}=\n{two}"),
            format!("https://example.org/rc/#/open/{one}%0A{two}%3E"),
            format!("https://example.org/rc/#/open/{one}\u{200b}{two}\u{ad}"),
            format!("https://example.org/rc/#%2Fopen%2F{payload}"),
            format!("https://example.org/rc/#/Open/V1{}", &payload[2..]),
            format!(
                "https://eur01.safelinks.protection.outlook.com/?url={}&data=05",
                encoded(&link)
            ),
            format!("https://x.example/?u={}", encoded(&encoded(&link)).replace("%2", "%252")),
            format!(
                "https://urldefense.com/v3/__https://example.org/rc/*/open/{payload}__;Iw!!abc$"
            ),
            format!(
                "https://urldefense.proofpoint.com/v2/url?u=https-3A__example.org_rc_-23_open_{}&d=Dw",
                payload.replace('-', "-2D").replace('_', "-5F")
            ),
        ];
        for text in texts {
            assert_eq!(unpacked(&text).as_deref(), Ok(content), "{text}");
        }
        for tail in
            ["!", "?", "*", "”", "’", "…", "»", "%3E", "%22", "%20", "%E2%80%8B", "#", ")", ">."]
        {
            assert_eq!(unpacked(&format!("{link}{tail}")).as_deref(), Ok(content), "{tail}");
        }
    }

    #[test]
    fn what_holds_no_link_says_so() {
        for text in [
            "",
            "#",
            "#/",
            "#/open/",
            "#/compare",
            "https://example.org/open/x",
            "hello",
            "#2 draft",
        ] {
            assert_eq!(unpacked(text), Err(OpenError::NoLink), "{text}");
        }
    }

    #[test]
    fn every_damage_to_a_payload_is_noticed() {
        let payload = pack("The quick brown fox jumps over the lazy dog. ".repeat(5).as_bytes());
        for end in 3..payload.len() - 1 {
            assert_eq!(unpack(&payload[..end]), Err(OpenError::Damaged), "cut at {end}");
        }
        for place in 3..payload.len() {
            let mut changed = payload.clone().into_bytes();
            changed[place] = if changed[place] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).unwrap();
            // The last character may hold bits that belong to no byte.
            let is_last = place + 1 == payload.len();
            assert!(is_last || unpack(&changed).is_err(), "changed at {place}");
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
            assert_eq!(unpack(payload), Err(OpenError::NoLink), "{payload}");
        }
    }
}
