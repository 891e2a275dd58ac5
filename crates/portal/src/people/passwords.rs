//! Passwords: what we take, and how they are kept.
//!
//! Twelve characters or more, anything goes, nothing else is asked: a password is refused only when it is easy to
//! guess, judged with the words an attacker would try first. Kept as argon2id with 19 MiB and two passes; the numbers
//! stand in the text, so they can rise without anybody choosing a new password.

use std::sync::{Mutex, PoisonError};

use argon2::{Algorithm, Argon2, Block, Params, Version};
use base64::{Engine as _, engine::general_purpose::STANDARD_NO_PAD};
use subtle::ConstantTimeEq;
use unicode_normalization::UnicodeNormalization;

use crate::base::{Error, Result, random};

/// Characters of the shortest password.
pub const LEAST: usize = 12;
/// Characters of the longest.
pub const MOST: usize = 256;

/// How many passwords may be hashed at once: 19 MiB each.
pub const AT_ONCE: usize = 4;

/// What is tried first here: words of the product's own pages, and those French lists of stolen passwords begin with, which
/// the library does not know.
const OWN_WORDS: [&str; 20] = [
    "anteroom",
    "portal",
    "lawyer",
    "avocat",
    "avocate",
    "notaire",
    "motdepasse",
    "bienvenue",
    "bonjour",
    "soleil",
    "chocolat",
    "maison",
    "doudou",
    "jetaime",
    "azerty",
    "azertyuiop",
    "canada",
    "quebec",
    "montreal",
    "toronto",
];

const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// A password as it is compared: in NFC, so that two keyboards agree.
pub fn plain(typed: &str) -> String {
    typed.nfc().collect()
}

/// The key of what is wrong with a new password, if anything is. `words` are what an attacker knows: names, the address.
/// Takes milliseconds: not on a thread that answers requests.
pub fn problem(password: &str, words: &[String]) -> Option<&'static str> {
    let length = password.chars().count();
    if length < LEAST {
        return Some("people-password-short");
    }
    if length > MOST {
        return Some("people-password-long");
    }
    let joined: Vec<String> = words
        .iter()
        .map(|words| words.split_whitespace().collect())
        .collect();
    let words: Vec<&str> = words
        .iter()
        .flat_map(|words| words.split(|c: char| !c.is_alphanumeric()))
        .filter(|word| word.chars().count() > 2)
        .chain(joined.iter().map(String::as_str))
        .chain(OWN_WORDS)
        .collect();
    // zxcvbn carries a dictionary of common passwords; a list of stolen ones is not consulted.
    let is_easy = zxcvbn::zxcvbn(password, &words).score() < zxcvbn::Score::Three;
    is_easy.then_some("people-password-easy")
}

/// The text that is kept. Takes 19 MiB and some tens of milliseconds.
///
/// # Errors
/// When the system has no random bytes or no memory.
pub fn hash(password: &str) -> Result<String> {
    let salt = random::<16>()?;
    let tag = derive(password, &salt, MEMORY_KIB, PASSES)?;
    Ok(format!(
        "$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p={LANES}${}${}",
        STANDARD_NO_PAD.encode(salt),
        STANDARD_NO_PAD.encode(tag)
    ))
}

/// Whether the password is the one kept. Without one to compare, the same work is done and the answer is no: whoever
/// measures time learns nothing.
///
/// # Errors
/// When the system has no memory.
pub fn is_right(password: &str, kept: Option<&str>) -> Result<bool> {
    let parsed = kept.and_then(parse);
    let known = parsed.is_some();
    let kept = parsed.unwrap_or(Kept {
        memory: MEMORY_KIB,
        passes: PASSES,
        salt: vec![0; 16],
        tag: [0; 32],
    });
    let tag = derive(password, &kept.salt, kept.memory, kept.passes)?;
    Ok(bool::from(tag.ct_eq(&kept.tag)) && known)
}

struct Kept {
    memory: u32,
    passes: u32,
    salt: Vec<u8>,
    tag: [u8; 32],
}

fn parse(text: &str) -> Option<Kept> {
    let mut parts = text.strip_prefix("$argon2id$v=19$")?.split('$');
    let mut numbers = parts
        .next()?
        .split(',')
        .map(|pair| pair.split_once('=').map(|(_, number)| number));
    let memory = numbers.next()??.parse().ok()?;
    let passes = numbers.next()??.parse().ok()?;
    let salt = STANDARD_NO_PAD.decode(parts.next()?).ok()?;
    let tag = STANDARD_NO_PAD
        .decode(parts.next()?)
        .ok()?
        .try_into()
        .ok()?;
    Some(Kept {
        memory,
        passes,
        salt,
        tag,
    })
}

fn derive(password: &str, salt: &[u8], memory: u32, passes: u32) -> Result<[u8; 32]> {
    let failed = |error: argon2::Error| {
        Error::Unavailable(format!("a password could not be hashed: {error}"))
    };
    let params = Params::new(memory, passes, LANES, Some(32)).map_err(failed)?;
    let mut tag = [0_u8; 32];
    let mut blocks = MEMORY.take(params.block_count());
    let hashed = Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into_with_memory(password.as_bytes(), salt, &mut tag, &mut blocks);
    MEMORY.give(blocks);
    hashed.map_err(failed)?;
    Ok(tag)
}

/// Memory that is hashed in, kept for the next password: an allocator that keeps it for each thread apart would keep far
/// more. What stands in it is overwritten before it is read.
struct Memory(Mutex<Vec<Vec<Block>>>);

static MEMORY: Memory = Memory(Mutex::new(Vec::new()));

impl Memory {
    fn take(&self, count: usize) -> Vec<Block> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut blocks = kept.unwrap_or_default();
        blocks.resize(count, Block::new());
        blocks
    }

    /// Keeps at most [`AT_ONCE`].
    fn give(&self, blocks: Vec<Block>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() < AT_ONCE {
            kept.push(blocks);
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(
        clippy::unwrap_used,
        reason = "memory and chance do not fail in these tests"
    )]

    use super::*;

    #[test]
    fn a_password_is_right_only_as_it_was_set() {
        let kept = hash(&plain("cafe\u{301} au lait, deux sucres")).unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(is_right(&plain("caf\u{e9} au lait, deux sucres"), Some(&kept)).unwrap());
        for other in [
            "caf\u{e9} au lait, deux sucre",
            "caf\u{e9} au lait, deux sucres ",
            " caf\u{e9} au lait, deux sucres",
            "CAF\u{c9} au lait, deux sucres",
            "cafe au lait, deux sucres",
        ] {
            assert!(!is_right(&plain(other), Some(&kept)).unwrap(), "{other}");
        }
        let long = "a phrase of seventy-two letters and then a tail that must count as well: ";
        let kept_long = hash(&format!("{long}tail")).unwrap();
        assert!(!is_right(&format!("{long}tale"), Some(&kept_long)).unwrap());
        assert_ne!(
            kept,
            hash(&plain("cafe\u{301} au lait, deux sucres")).unwrap(),
            "a salt is used once"
        );
    }

    #[test]
    fn memory_is_used_again_and_never_more_is_kept_than_is_hashed_in_at_once() {
        let memory = Memory(Mutex::new(Vec::new()));
        let taken: Vec<_> = (0..AT_ONCE + 3).map(|_| memory.take(8)).collect();
        for blocks in taken {
            memory.give(blocks);
        }
        assert_eq!(memory.0.lock().unwrap().len(), AT_ONCE);
        let again = memory.take(8);
        assert_eq!(again.len(), 8);
        assert_eq!(memory.0.lock().unwrap().len(), AT_ONCE - 1);
    }

    #[test]
    fn what_stolen_lists_are_full_of_is_refused_however_long_it_is() {
        for stolen in [
            "qwertyuiop12",
            "1234567890123",
            "1q2w3e4r5t6y",
            "1qaz2wsx3edc",
            "zaq12wsxcde3",
            "password1234",
            "password123456",
            "Password2026!",
            "passw0rd1234",
            "P@ssw0rd1234",
            "iloveyou1234",
            "administrator",
            "administrator1",
            "qwerty123456",
            "azertyuiop123",
            "123qweasdzxc",
            "qazwsxedcrfv",
            "asdfghjkl123",
            "manchester123",
            "christopher1",
            "abcdefghijkl",
            "111111111111",
            "000000000000",
            "q1w2e3r4t5y6",
            "zxcvbnm12345",
            "letmein12345",
            "welcome12345",
            "bienvenue123",
            "motdepasse12",
            "football1234",
            "chocolate123",
            "liverpool123",
            "alexander123",
            "changeme1234",
            "trustno1trustno1",
            "monkeymonkey",
            "dragondragon",
            "sunshine1234",
            "princess1234",
            "superman1234",
            "starwars1234",
            "december2025",
        ] {
            assert_eq!(
                problem(stolen, &[]),
                Some("people-password-easy"),
                "{stolen}"
            );
        }
    }

    #[test]
    fn without_one_to_compare_nothing_is_right() {
        assert!(!is_right("", None).unwrap());
        assert!(!is_right("anything at all", Some("")).unwrap());
        assert!(
            !is_right(
                "anything at all",
                Some("$argon2id$v=19$m=19456,t=2,p=1$AAAA")
            )
            .unwrap()
        );
    }

    #[test]
    fn short_long_and_guessable_passwords_are_refused_and_plain_long_ones_are_taken() {
        let words = [
            "Osei Marchetti".to_owned(),
            "Nadia Haddad".into(),
            "nadia@example.ca".into(),
        ];
        assert_eq!(
            problem("elevenchars", &words),
            Some("people-password-short")
        );
        assert_eq!(
            problem(&"ab ".repeat(100), &words),
            Some("people-password-long")
        );
        for easy in [
            "password12345",
            "aaaaaaaaaaaaaaaa",
            "oseimarchetti1",
            "nadiahaddad1",
            "anteroom2026!",
            "portalanteroom",
        ] {
            assert_eq!(
                problem(easy, &words),
                Some("people-password-easy"),
                "{easy}"
            );
        }
        let long = "vine lantern copper moss ".repeat(10);
        for good in [
            "vine lantern copper moss",
            "je mange des pommes vertes",
            "x7#kQ9!mZ2$w",
            long.as_str(),
        ] {
            assert_eq!(problem(good, &words), None, "{good}");
        }
    }
}
