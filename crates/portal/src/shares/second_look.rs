//! Names that ask for a second look before the document is shown to a client.

/// What a name suggests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecondLook {
    /// A paper written for the firm itself: sharing it waits for a person to say that they looked.
    Internal,
    /// A draft: clients do read drafts, so this only asks whether it is the right one.
    Draft,
}

const INTERNAL: &[&str] = &[
    "memo",
    "memos",
    "memorandum",
    "mémo",
    "mémos",
    "mémorandum",
    "opinion",
    "opinions",
    "privileged",
    "internal",
    "privilégié",
    "privilégiée",
    "privilégiés",
    "privilégiées",
    "interne",
    "internes",
];
const INTERNAL_PHRASES: &[&str] = &[
    "note to file",
    "notes to file",
    "work product",
    "note au dossier",
    "notes au dossier",
    "avis juridique",
    "secret professionnel",
];
const DRAFT: &[&str] = &[
    "draft",
    "drafts",
    "ébauche",
    "ébauches",
    "brouillon",
    "brouillons",
];

/// Whether any of a document's names, its title or that of its file, asks for a second look.
pub fn second_look<'n>(names: impl IntoIterator<Item = &'n str>) -> Option<SecondLook> {
    let mut found = None;
    for name in names {
        let words: Vec<String> = name
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        let line = words.join(" ");
        let holds = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
        if holds(INTERNAL) || INTERNAL_PHRASES.iter().any(|phrase| line.contains(phrase)) {
            return Some(SecondLook::Internal);
        }
        if holds(DRAFT) {
            found = Some(SecondLook::Draft);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_internal_paper_is_noticed_by_any_of_its_names_and_a_letter_is_not() {
        for name in [
            "Memo to file: support range",
            "memo-support-range.docx",
            "PRIVILEGED_advice.pdf",
            "Note au dossier",
            "Mémo interne",
        ] {
            assert_eq!(
                second_look(["Support", name]),
                Some(SecondLook::Internal),
                "{name}"
            );
        }
        assert_eq!(
            second_look([
                "Separation agreement, draft 3",
                "separation-agreement-draft-3.pdf"
            ]),
            Some(SecondLook::Draft)
        );
        assert_eq!(second_look(["Draft memo"]), Some(SecondLook::Internal));
        for name in [
            "Letter from the other lawyer",
            "Memorial service",
            "internally.pdf",
            "In memory of Lise",
        ] {
            assert_eq!(second_look([name]), None, "{name}");
        }
    }
}
