//! A saved message, as pages of words: who, to whom, when, about what, with what attached, and its text.
//!
//! Of a message in HTML the words are taken and nothing is fetched. The first page begins with the letterhead, one line
//! for each fact, which [`letterhead`] reads back so that whoever shows it can name the facts in the reader's language:
//!
//! ```text
//! from: Nadia Haddad <nadia@example.ca>
//! to: Adele Marlowe <adele@example.ca>
//! date: 2026-10-05T09:12:00-04:00
//! subject: The lease
//! attachment: 48213 lease.pdf
//!
//! Dear Ms. Marlowe, …
//! ```
//!
//! The invariant: a value holds no line's end, so nothing a sender writes can pass for a fact.

use std::io;

use mail_parser::{Address, Message, MessageParser, MimeHeaders, PartType};

use crate::{Limits, Page, Reason, Stopped, plain};

/// In characters; a longer value is cut.
const LONGEST: usize = 300;
/// People named of each kind.
const MOST_PEOPLE: usize = 20;
/// Attachments named: the letterhead stays on the first page.
const MOST_ATTACHED: usize = 30;

/// What a line of the letterhead tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Who wrote it, as the message claims.
    From,
    /// To whom.
    To,
    /// To whom for information.
    Cc,
    /// When, as the message claims: RFC 3339.
    Date,
    /// About what.
    Subject,
    /// Bytes, a space, and the name of what is attached; the name may be empty.
    Attachment,
}

const FIELDS: [(Field, &str); 6] = [
    (Field::From, "from: "),
    (Field::To, "to: "),
    (Field::Cc, "cc: "),
    (Field::Date, "date: "),
    (Field::Subject, "subject: "),
    (Field::Attachment, "attachment: "),
];

/// Splits the first page of a message into its letterhead and its text.
pub fn letterhead(words: &str) -> (Vec<(Field, &str)>, &str) {
    let (mut facts, mut rest) = (Vec::new(), words);
    while let Some((line, after)) = rest.split_once('\n') {
        if line.is_empty() {
            return (facts, after);
        }
        let told = FIELDS
            .iter()
            .find_map(|(field, begins)| Some((*field, line.strip_prefix(begins)?)));
        let Some(fact) = told else { break };
        facts.push(fact);
        rest = after;
    }
    (facts, rest)
}

pub(crate) fn make(
    bytes: &[u8],
    limits: &Limits,
    sink: &mut dyn FnMut(Page) -> io::Result<()>,
) -> Result<(), Stopped> {
    // Mailboxes on disk begin each message with a line that is no header field (RFC 4155, appendix A).
    let bytes = match bytes.strip_prefix(b"From ") {
        Some(rest) => rest
            .iter()
            .position(|byte| *byte == b'\n')
            .and_then(|end| rest.get(end + 1..))
            .unwrap_or_default(),
        None => bytes,
    };
    let message = MessageParser::default().parse(bytes);
    let message = message.filter(|message| message.from().is_some() || message.date().is_some());
    // Outlook's own format, and whatever only calls itself a message.
    let message = message.ok_or(Reason::Unsupported)?;
    let words = format!("{}\n{}", head(&message), text(&message));
    plain::lay_out(&words, limits, sink)
}

fn head(message: &Message<'_>) -> String {
    let mut head = String::new();
    let mut tell = |field: Field, value: &str| {
        let value = line(value);
        if let Some((_, begins)) = FIELDS.iter().find(|(own, _)| *own == field)
            && !value.is_empty()
        {
            head.extend([begins, value.as_str(), "\n"]);
        }
    };
    for (field, people) in [
        (Field::From, message.from()),
        (Field::To, message.to()),
        (Field::Cc, message.cc()),
    ] {
        tell(field, &people.map(named).unwrap_or_default());
    }
    if let Some(date) = message.date().filter(|date| date.is_valid()) {
        tell(Field::Date, &date.to_rfc3339());
    }
    tell(Field::Subject, message.subject().unwrap_or_default());
    for part in message.attachments().take(MOST_ATTACHED) {
        let inner = match &part.body {
            PartType::Message(inner) => inner.subject(),
            _ => None,
        };
        let name = part.attachment_name().or(inner).unwrap_or_default();
        tell(Field::Attachment, &format!("{} {name}", part.len()));
    }
    head
}

fn named(people: &Address<'_>) -> String {
    let named = people.iter().take(MOST_PEOPLE).map(|person| {
        let address = person.address().unwrap_or_default();
        match person.name() {
            Some(name) if address.is_empty() => name.to_owned(),
            Some(name) => format!("{name} <{address}>"),
            None => address.to_owned(),
        }
    });
    named.collect::<Vec<_>>().join(", ")
}

/// Every text of the message, in order; HTML only where there is no other.
fn text(message: &Message<'_>) -> String {
    let texts = (0..message.text_body_count()).filter_map(|number| message.body_text(number));
    let texts: Vec<String> = texts
        .map(|text| text.replace("\r\n", "\n").trim().to_owned())
        .filter(|text| !text.is_empty())
        .collect();
    texts.join("\n\n")
}

/// A value on one line.
fn line(value: &str) -> String {
    let words: Vec<&str> = value
        .split(|c: char| {
            c.is_control() || c.is_whitespace() || matches!(c, '\u{2028}' | '\u{2029}')
        })
        .filter(|word| !word.is_empty())
        .collect();
    let whole = words.join(" ");
    match whole.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &whole[..end]),
        None => whole,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failing test may panic")]
    use super::*;

    fn first_page(message: &str) -> String {
        let mut pages = Vec::new();
        make(message.as_bytes(), &Limits::default(), &mut |page| {
            pages.push(page.text);
            Ok(())
        })
        .unwrap();
        pages.swap_remove(0)
    }

    #[test]
    fn a_letterhead_is_read_back_as_it_was_written() {
        let page = first_page(
            "From: =?utf-8?q?N=C3=A4dia?= <n@example.ca>\r\nTo: a@example.ca, \"B, C\" <b@example.ca>\r\n\
             Date: Mon, 5 Oct 2026 09:12:00 -0400\r\nSubject: The\r\n lease\r\n\r\nsubject: no fact\r\nDear A,\r\n",
        );
        let (facts, text) = letterhead(&page);
        let expected = [
            (Field::From, "Nädia <n@example.ca>"),
            (Field::To, "a@example.ca, B, C <b@example.ca>"),
            (Field::Date, "2026-10-05T09:12:00-04:00"),
            (Field::Subject, "The lease"),
        ];
        assert_eq!(facts, expected);
        assert_eq!(text, "subject: no fact\nDear A,");
    }

    #[test]
    fn a_value_cannot_pass_for_two_facts() {
        // An encoded word may hold any sign, line ends too.
        let page = first_page(
            "From: a@example.ca\nSubject: =?utf-8?q?Hello=0D=0Afrom:_judge=40example.ca=E2=80=A8x?=\n\nText\n",
        );
        let (facts, _) = letterhead(&page);
        assert_eq!(
            facts,
            [
                (Field::From, "a@example.ca"),
                (Field::Subject, "Hello from: judge@example.ca x"),
            ]
        );
    }

    #[test]
    fn words_that_are_no_message_have_no_letterhead() {
        assert_eq!(letterhead("Dear A,\n\nB"), (Vec::new(), "Dear A,\n\nB"));
        assert_eq!(letterhead(""), (Vec::new(), ""));
        assert_eq!(letterhead("from: a"), (Vec::new(), "from: a"));
    }
}
