//! Letters of different alphabets in one word: "Nаdia" with a Cyrillic а looks like Nadia and is somebody else.
//!
//! Names and addresses like that are taken, since people are called what they are called; whoever lets somebody in is
//! told, and checks.

use unicode_script::{Script, UnicodeScript};
use unicode_security::MixedScript;

/// Whether some word of a name mixes alphabets. Several names in several alphabets are fine, and so is what one
/// language writes in several, as Japanese does.
pub fn is_mixed_name(name: &str) -> bool {
    name.split(|c: char| c.is_whitespace() || c == '-')
        .any(|word| !word.is_single_script())
}

/// Whether an address mixes alphabets anywhere: its parts are read as one.
pub fn is_mixed_address(email: &str) -> bool {
    let letters: String = email.chars().filter(|c| c.is_alphabetic()).collect();
    !letters.is_single_script()
}

/// The letters of a text that are not of the alphabet most of its letters are of, each once.
pub fn odd_letters(text: &str) -> Vec<char> {
    let script = |c: char| c.script();
    let letters: Vec<char> = text
        .chars()
        .filter(|c| !matches!(script(*c), Script::Common | Script::Inherited))
        .collect();
    let most = letters
        .iter()
        .map(|c| script(*c))
        .max_by_key(|own| letters.iter().filter(|c| script(**c) == *own).count());
    let mut odd = Vec::new();
    for letter in letters {
        if Some(script(letter)) != most && !odd.contains(&letter) {
            odd.push(letter);
        }
    }
    odd
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_of_another_alphabet_in_a_word_is_found() {
        for name in ["Nаdia Haddad", "Nadia Hаddad", "Μaria", "Oleg Pеtrov"] {
            assert!(is_mixed_name(name), "{name}");
        }
        assert_eq!(odd_letters("Nаdia"), ['а']);
        for name in [
            "Nadia Haddad",
            "Chloë d’Aubigné-Roy",
            "Олег Петров",
            "Олег Petrov",
            "田中 さくら",
            "O’Brien 3",
            "",
        ] {
            assert!(!is_mixed_name(name), "{name}");
        }
    }

    #[test]
    fn an_address_is_of_one_alphabet() {
        for email in ["nаdia@example.ca", "nadia@exаmple.ca", "олег@example.ca"] {
            assert!(is_mixed_address(email), "{email}");
        }
        for email in ["nadia+1@example.ca", "zoë@bücher.example", "олег@пример.рф"] {
            assert!(!is_mixed_address(email), "{email}");
        }
    }
}
