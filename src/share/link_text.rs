//! Where in a text a link is, whatever mail programs, chats and copying did to it.
//!
//! What they do: wrap it, quote it, put punctuation, a greeting or tracking parameters behind it, encode its characters
//! once or twice, put it inside an address of their own that checks it, and add characters that nobody sees.

use std::borrow::Cow;

/// What stands between `#` and the payload. The page knows it as the route that opens a scenario.
pub(super) const ROUTE: &str = "/open/";

/// A payload: the number of its packing, and what was packed, with all that followed it and could belong to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Payload {
    pub(super) packing: u64,
    /// Characters of base64url.
    pub(super) packed: String,
}

/// How often characters may have been encoded.
const MOST_ENCODINGS: usize = 4;

/// The payload of the first link in a text.
pub(super) fn payload_in(text: &str) -> Option<Payload> {
    let mut text = Cow::Borrowed(text);
    // A payload alone.
    if let Some(payload) = payload_at(text.trim_start()) {
        return Some(payload);
    }
    for _ in 0..MOST_ENCODINGS {
        if let Some(payload) = plain_payload(&text) {
            return Some(payload);
        }
        match decoded(&text) {
            Some(decoded) => text = Cow::Owned(decoded),
            None => break,
        }
    }
    None
}

/// The payloads of the first links in a text in which addresses are not encoded, so many at most.
pub(super) fn payloads_in(text: &str, most: usize) -> Vec<Payload> {
    let lower = text.to_ascii_lowercase();
    let links = lower.match_indices(ROUTE).map(|(at, route)| &text[at + route.len()..]);
    links.filter_map(payload_at).take(most).collect()
}

/// Whether a text was meant to open something: it holds a link, good or bad, or an address.
pub fn looks_like_link(text: &str) -> bool {
    let text = text.trim();
    let starts = ["http://", "https://", "file://", "#/", "#%2F", "#%2f"];
    let is_short = !text.contains(char::is_whitespace);
    is_short && starts.iter().any(|start| text.starts_with(start))
        || !text.starts_with('{') && payload_in(text).is_some()
}

/// The payload in a text in which the address is not encoded.
fn plain_payload(text: &str) -> Option<Payload> {
    payloads_in(text, 1).pop()
}

/// The payload at the beginning of a text.
fn payload_at(text: &str) -> Option<Payload> {
    let rest = text.strip_prefix(['v', 'V'])?;
    let (packing, rest) = rest.split_once('.')?;
    let packing = packing.parse().ok()?;
    Some(Payload { packing, packed: packed_at(rest) })
}

/// Characters of base64url at the beginning of a text, past line ends, marks of quoting and what nobody sees.
fn packed_at(text: &str) -> String {
    let mut packed = String::new();
    let mut rest = text;
    loop {
        let end = rest.find(|c: char| !is_packed(c)).unwrap_or(rest.len());
        packed.push_str(&rest[..end]);
        rest = &rest[end..];
        match gap(rest) {
            0 => return packed,
            gap => rest = &rest[gap..],
        }
    }
}

fn is_packed(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '-' || character == '_'
}

/// Bytes of what may stand within a payload and is no part of it; 0 where nothing does.
fn gap(text: &str) -> usize {
    // A line that was wrapped in a mail may end with "=" (RFC 2045), or as one character that was encoded.
    for wrapped in
        ["=\r\n", "=\n", "%0D%0A", "%0d%0a", "%0A", "%0a", "%20", "%E2%80%8B", "%e2%80%8b"]
    {
        if text.starts_with(wrapped) {
            return wrapped.len();
        }
    }
    let Some(first) = text.chars().next() else { return 0 };
    if is_unseen(first) {
        return first.len_utf8();
    }
    if !first.is_whitespace() {
        return 0;
    }
    // Behind a line's end, marks of quoting.
    let space = text.len() - text.trim_start().len();
    if !text[..space].contains('\n') {
        return space;
    }
    let quoted = text[space..].trim_start_matches(['>', '|', ' ', '\t']);
    text.len() - quoted.len()
}

/// Characters that take no room: soft hyphens, joiners, marks of direction and of the order of bytes.
fn is_unseen(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// The text with its characters decoded once; `None` where none are encoded.
fn decoded(text: &str) -> Option<String> {
    if text.contains("urldefense.proofpoint.com/v2/") {
        // That service writes - for %, and _ for /.
        let url = text.split("u=").nth(1)?.split('&').next()?;
        return Some(percent_decoded(&url.replace('-', "%").replace('_', "/")));
    }
    text.contains('%').then(|| percent_decoded(text)).filter(|decoded| decoded != text)
}

fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let hex = |place: usize| char::from(*bytes.get(place)?).to_digit(16);
        match (byte, hex(at + 1), hex(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                decoded.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
                at += 3;
            }
            _ => {
                decoded.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}
