//! What the bytes of a version are, in words for people. The bytes decide; the name only where they leave it open.

use anteroom_pages as pages;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A PDF document.
    Pdf,
    /// A photograph, a scan, a screenshot.
    Image,
    /// Plain text.
    Text,
    /// A word processor's document.
    WordProcessing,
    /// A spreadsheet.
    Spreadsheet,
    /// A presentation.
    Presentation,
    /// A saved message.
    Mail,
    /// A file of files.
    Archive,
    /// Sound.
    Audio,
    /// Moving pictures.
    Video,
    /// Something that runs when it is opened.
    Executable,
    /// Nothing of these, web pages and vector drawings included.
    Unknown,
}

text_enum! { Kind {
    Pdf = "pdf", Image = "image", Text = "text", WordProcessing = "word processing", Spreadsheet = "spreadsheet",
    Presentation = "presentation", Mail = "mail", Archive = "archive", Audio = "audio", Video = "video",
    Executable = "executable", Unknown = "unknown",
} }

impl Kind {
    /// Tells what a file is by its first bytes, and by its name where several kinds begin alike; and whether its name
    /// claims to be something else.
    pub fn tell(head: &[u8], name: &str) -> (Self, bool) {
        let told = pages::kind(head, name);
        let kind = match told {
            pages::Kind::Pdf => Self::Pdf,
            pages::Kind::Image(_) => Self::Image,
            pages::Kind::Text => Self::Text,
            pages::Kind::Office => Self::of_office(name),
            pages::Kind::Mail => Self::Mail,
            pages::Kind::Archive => Self::Archive,
            pages::Kind::Audio => Self::Audio,
            pages::Kind::Video => Self::Video,
            pages::Kind::Executable => Self::Executable,
            pages::Kind::Unknown => Self::Unknown,
        };
        (kind, pages::mismatch(told, name))
    }

    /// Office files share their containers, so here the name's ending speaks.
    fn of_office(name: &str) -> Self {
        let ending = name
            .rsplit_once('.')
            .map(|(_, ending)| ending.to_ascii_lowercase())
            .unwrap_or_default();
        match ending.as_str() {
            "xls" | "xlsx" | "xlsm" | "xlsb" | "ods" | "numbers" => Self::Spreadsheet,
            "ppt" | "pptx" | "pps" | "ppsx" | "odp" | "key" => Self::Presentation,
            _ => Self::WordProcessing,
        }
    }

    /// Whether pictures or text of its pages are tried to be made.
    pub fn has_pages(self) -> bool {
        match self {
            Self::Pdf
            | Self::Image
            | Self::Text
            | Self::WordProcessing
            | Self::Spreadsheet
            | Self::Presentation
            | Self::Mail => true,
            Self::Archive | Self::Audio | Self::Video | Self::Executable | Self::Unknown => false,
        }
    }

    /// Whether its pages are words without a picture.
    pub fn is_words(self) -> bool {
        matches!(self, Self::Text | Self::Mail)
    }

    /// Whether a browser may show the file itself, in a sandbox.
    pub fn may_be_shown(self) -> bool {
        matches!(self, Self::Pdf | Self::Image | Self::Text)
    }

    /// The icon beside its name.
    pub fn icon(self) -> &'static str {
        match self {
            Self::Pdf
            | Self::Text
            | Self::WordProcessing
            | Self::Spreadsheet
            | Self::Presentation => "file-text",
            Self::Image => "image",
            Self::Mail => "mail",
            Self::Archive => "file-archive",
            Self::Audio => "music",
            Self::Video => "film",
            Self::Executable => "triangle-alert",
            Self::Unknown => "file",
        }
    }

    /// The key of its name: `documents-kind-pdf`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Pdf => "documents-kind-pdf",
            Self::Image => "documents-kind-image",
            Self::Text => "documents-kind-text",
            Self::WordProcessing => "documents-kind-word-processing",
            Self::Spreadsheet => "documents-kind-spreadsheet",
            Self::Presentation => "documents-kind-presentation",
            Self::Mail => "documents-kind-mail",
            Self::Archive => "documents-kind-archive",
            Self::Audio => "documents-kind-audio",
            Self::Video => "documents-kind-video",
            Self::Executable => "documents-kind-executable",
            Self::Unknown => "documents-kind-unknown",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_decide_and_the_name_is_noticed_when_it_says_otherwise() {
        assert_eq!(Kind::tell(b"%PDF-1.7\n", "lease.pdf"), (Kind::Pdf, false));
        assert_eq!(Kind::tell(b"%PDF-1.7\n", "lease.jpg"), (Kind::Pdf, true));
        assert_eq!(
            Kind::tell(b"MZ\x90\0", "lease.pdf"),
            (Kind::Executable, true)
        );
        assert_eq!(
            Kind::tell(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "fees.xls"),
            (Kind::Spreadsheet, false)
        );
        assert_eq!(
            Kind::tell(b"<svg xmlns=\"http://www.w3.org/2000/svg\">", "a.svg").0,
            Kind::Unknown
        );
    }
}
