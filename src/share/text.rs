//! The bytes of a file as text, whichever program saved it.

use super::open_error::OpenError;

/// Reads bytes as UTF-8, as UTF-16 in either order of bytes, or as Windows-1252, which older editors write.
///
/// An invisible byte order mark is left out. Fails where the bytes are no text at all.
pub fn text_of(bytes: &[u8]) -> Result<String, OpenError> {
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return utf_16(rest, u16::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return utf_16(rest, u16::from_be_bytes);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    // JSON begins with two ASCII characters, so that the zeros among the first bytes tell the encoding (RFC 4627).
    match bytes {
        [first, 0, second, 0, ..] if *first != 0 && *second != 0 => {
            utf_16(bytes, u16::from_le_bytes)
        }
        [0, first, 0, second, ..] if *first != 0 && *second != 0 => {
            utf_16(bytes, u16::from_be_bytes)
        }
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(text.to_owned()),
            Err(_) => windows_1252(bytes),
        },
    }
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, OpenError> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
    if !rest.is_empty() {
        return Err(OpenError::Damaged);
    }
    String::from_utf16(&units).map_err(|_| OpenError::Damaged)
}

/// What Windows-1252 has where Latin-1 has control characters, from 0x80 on.
const UPPER: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn windows_1252(bytes: &[u8]) -> Result<String, OpenError> {
    let is_control = |byte: &u8| *byte < 0x20 && !b"\t\r\n\x0c".contains(byte);
    if bytes.iter().any(is_control) {
        return Err(OpenError::NotOurs);
    }
    let character = |byte: &u8| match byte.checked_sub(0x80) {
        Some(upper) => UPPER.get(usize::from(upper)).copied().unwrap_or(char::from(*byte)),
        None => char::from(*byte),
    };
    Ok(bytes.iter().map(character).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "{ \"name\": \"Café – £5 €\" }";

    #[test]
    fn a_file_is_read_whichever_program_saved_it() {
        let le: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let with = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        for bytes in [
            TEXT.as_bytes().to_vec(),
            with(b"\xef\xbb\xbf", TEXT.as_bytes()),
            with(b"\xff\xfe", &le),
            with(b"\xfe\xff", &be),
            le,
            be,
            b"{ \"name\": \"Caf\xe9 \x96 \xa35 \x80\" }".to_vec(),
        ] {
            assert_eq!(text_of(&bytes).as_deref(), Ok(TEXT));
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(text_of(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), Err(OpenError::NotOurs));
        assert_eq!(text_of(b"\xff\xfe{"), Err(OpenError::Damaged), "half a character");
        assert_eq!(text_of(b"\xff\xfe\x00\xd8"), Err(OpenError::Damaged), "half a pair");
        assert_eq!(text_of(b"").as_deref(), Ok(""));
    }
}
