//! Letters a person can read out, copy by hand and type: no 0, O, 1, I, L.

use crate::base::{Result, random};

const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/// `count` letters, each one of 31 with the same chance: 4.95 bits a letter.
///
/// # Errors
/// When the system has no random bytes.
pub fn letters(count: usize) -> Result<String> {
    // 248 is the largest multiple of 31 in a byte: what lies above would favour the first letters.
    const FAIR: u8 = 248;
    let mut text = String::with_capacity(count);
    while text.len() < count {
        let left = count - text.len();
        let fair = random::<32>()?
            .into_iter()
            .filter(|byte| *byte < FAIR)
            .take(left);
        text.extend(fair.map(|byte| char::from(ALPHABET[usize::from(byte) % ALPHABET.len()])));
    }
    Ok(text)
}

/// Bytes as hexadecimal digits: what a link or a cookie carries.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// Whether a text has the shape of 32 bytes as [`hex`] writes them.
pub fn is_hex(text: &str) -> bool {
    text.len() == 64
        && text
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// A typed code as it was made: spaces and dashes out, letters large.
pub fn plain(typed: &str) -> String {
    typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

/// A door code as it is told: "ABC DEF".
pub fn told(code: &str) -> String {
    code.split_at_checked(3).map_or_else(
        || code.to_owned(),
        |(first, last)| format!("{first} {last}"),
    )
}

/// In groups of four, as they are shown: "ABCD EFGH JKMN".
pub fn groups(code: &str) -> Vec<&str> {
    let mut groups = Vec::with_capacity(code.len().div_ceil(4));
    let mut rest = code;
    while let Some((group, more)) = rest.split_at_checked(4) {
        groups.push(group);
        rest = more;
    }
    if !rest.is_empty() {
        groups.push(rest);
    }
    groups
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "chance does not fail in these tests")]

    use super::*;

    #[test]
    fn a_code_has_no_letter_that_looks_like_another_and_comes_back_as_it_was_made() {
        let code = letters(4096).unwrap();
        assert_eq!(code.len(), 4096);
        assert!(!code.contains(['0', 'O', '1', 'I', 'L']));
        assert!(
            ALPHABET
                .iter()
                .all(|letter| code.contains(char::from(*letter)))
        );
        let shown = groups(&code[..12]).join(" ");
        assert_eq!(shown.len(), 14);
        assert_eq!(plain(&shown.to_lowercase().replace(' ', " - ")), code[..12]);
    }
}
