//! Where letters go: to a mail server, into a box that can be read, or nowhere. What a server answers becomes one of a
//! few reasons, so that people read a sentence and not a protocol.

use std::{
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use lettre::{
    Message, SmtpTransport, Transport,
    message::{Mailbox as Address, header::ContentType},
    transport::smtp::{
        authentication::Credentials,
        client::{Certificate, Tls, TlsParameters},
    },
};

use super::Letter;
use crate::base::{Result, Timestamp};

/// How long a mail server may take for each answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// Where letters go.
#[derive(Clone, Debug)]
pub enum Mail {
    /// Nowhere: letters are printed.
    None,
    /// To a mail server.
    Server(Box<Server>),
    /// Into a box on this machine: the demo's and the tests' way to read them.
    Kept(Mailbox),
}

/// How the connection to a mail server is kept private.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Security {
    /// Encrypted after `STARTTLS`, or not at all.
    StartTls,
    /// Encrypted from the first byte.
    Tls,
    /// In the clear: only to a server on this machine.
    Plain,
}

text_enum! { Security { StartTls = "starttls", Tls = "tls", Plain = "plain" } }

/// An outgoing mail server, as a firm sets it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Server {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is kept private.
    pub security: Security,
    /// Who we are to it; empty where it asks nobody.
    pub user: String,
    /// And how we prove that.
    pub password: String,
    /// The address letters come from.
    pub from: String,
    /// A certificate authority of the firm's own (PEM), believed besides the public ones; empty for none.
    pub authority: String,
}

/// Why a letter did not leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// No server of that name answered.
    NoAnswer,
    /// The connection could not be made private.
    NotPrivate,
    /// User or password were refused.
    SignInRefused,
    /// The sender's address was refused.
    SenderRefused,
    /// The recipient's address was refused.
    AddressRefused,
    /// Something else; the server's own words tell.
    Other,
}

text_enum! { Reason {
    NoAnswer = "no answer", NotPrivate = "not private", SignInRefused = "sign-in refused", SenderRefused = "sender refused",
    AddressRefused = "address refused", Other = "other",
} }

impl Reason {
    /// The key of the reason's sentence.
    pub fn key(self) -> &'static str {
        match self {
            Self::NoAnswer => "notices-reason-no-answer",
            Self::NotPrivate => "notices-reason-not-private",
            Self::SignInRefused => "notices-reason-sign-in-refused",
            Self::SenderRefused => "notices-reason-sender-refused",
            Self::AddressRefused => "notices-reason-address-refused",
            Self::Other => "notices-reason-other",
        }
    }
}

/// A letter that was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Why, as one of our words.
    pub reason: Reason,
    /// The server's own words; empty when it said none.
    pub said: String,
    /// Whether trying again is useless.
    pub for_good: bool,
}

/// A letter in the box.
#[derive(Clone, Debug)]
pub struct Sent {
    /// To which address.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// Its words.
    pub text: String,
    /// When.
    pub sent_at: Timestamp,
}

/// A box of letters that can be read. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Mailbox {
    letters: Arc<Mutex<Vec<Sent>>>,
    refuses: Arc<Mutex<Option<Refusal>>>,
}

impl Mailbox {
    /// Every letter, oldest first.
    pub fn letters(&self) -> Vec<Sent> {
        self.letters
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Makes the box behave like a server that refuses every letter so, or takes them again.
    pub fn refuse(&self, refusal: Option<Refusal>) {
        *self.refuses.lock().unwrap_or_else(PoisonError::into_inner) = refusal;
    }

    fn put(&self, letter: &Letter, now: Timestamp) -> Result<(), Refusal> {
        if let Some(refusal) = &*self.refuses.lock().unwrap_or_else(PoisonError::into_inner) {
            return Err(refusal.clone());
        }
        self.letters
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(Sent {
                to: letter.to.clone(),
                subject: letter.subject.clone(),
                text: letter.text.clone(),
                sent_at: now,
            });
        Ok(())
    }
}

impl Mail {
    /// Hands a letter over. Blocks while a server thinks; never call it inside a transaction. `name` is the sender's.
    ///
    /// # Errors
    /// Why it was not taken.
    pub fn deliver(&self, name: &str, letter: &Letter, now: Timestamp) -> Result<(), Refusal> {
        match self {
            Self::None => Err(Refusal {
                reason: Reason::NoAnswer,
                said: String::new(),
                for_good: true,
            }),
            Self::Kept(mailbox) => mailbox.put(letter, now),
            Self::Server(server) => server.deliver(name, letter),
        }
    }
}

impl Server {
    /// Whether the server is this machine, where letters may go in the clear.
    pub fn is_local(&self) -> bool {
        self.host == "localhost"
            || self
                .host
                .parse::<IpAddr>()
                .is_ok_and(|address| address.is_loopback())
    }

    /// Whether the certificate authority can be read.
    pub fn has_good_authority(&self) -> bool {
        self.authority.is_empty() || Certificate::from_pem(self.authority.as_bytes()).is_ok()
    }

    fn deliver(&self, name: &str, letter: &Letter) -> Result<(), Refusal> {
        let message = self.message(name, letter)?;
        let answer = self.transport()?.send(&message);
        answer.map(|_| ()).map_err(|error| refusal(&error))
    }

    fn message(&self, name: &str, letter: &Letter) -> Result<Message, Refusal> {
        let refused = |reason| {
            move |error: &dyn std::fmt::Display| Refusal {
                reason,
                said: error.to_string(),
                for_good: true,
            }
        };
        let from = self
            .from
            .parse()
            .map_err(|error| refused(Reason::SenderRefused)(&error))?;
        let to = letter
            .to
            .parse()
            .map_err(|error| refused(Reason::AddressRefused)(&error))?;
        let domain = self.from.rsplit('@').next().unwrap_or("localhost");
        Message::builder()
            .from(Address::new(Some(name.to_owned()), from))
            .to(Address::new(None, to))
            .subject(&letter.subject)
            // The same at every try, so that a letter that was taken twice can be recognised as one.
            .message_id(Some(format!("<{}@{domain}>", letter.id)))
            .header(ContentType::TEXT_PLAIN)
            .body(letter.text.clone())
            .map_err(|error| refused(Reason::Other)(&error))
    }

    fn transport(&self) -> Result<SmtpTransport, Refusal> {
        let not_private = |said: String| Refusal {
            reason: Reason::NotPrivate,
            said,
            for_good: false,
        };
        let tls = || -> Result<TlsParameters, Refusal> {
            let mut tls = TlsParameters::builder(self.host.clone());
            if !self.authority.is_empty() {
                let authority = Certificate::from_pem(self.authority.as_bytes())
                    .map_err(|error| not_private(error.to_string()))?;
                tls = tls.add_root_certificate(authority);
            }
            tls.build().map_err(|error| not_private(error.to_string()))
        };
        let tls = match self.security {
            Security::StartTls => Tls::Required(tls()?),
            Security::Tls => Tls::Wrapper(tls()?),
            Security::Plain if self.is_local() => Tls::None,
            Security::Plain => return Err(not_private(String::new())),
        };
        let mut transport = SmtpTransport::builder_dangerous(&self.host)
            .port(self.port)
            .tls(tls)
            .timeout(Some(PATIENCE));
        if !self.user.is_empty() {
            transport =
                transport.credentials(Credentials::new(self.user.clone(), self.password.clone()));
        }
        Ok(transport.build())
    }
}

/// What a server's answer means. Only an answer of the 500 kind about the letter itself is for good: a wrong password or
/// a certificate is the firm's to mend, and the letter leaves when it has.
fn refusal(error: &lettre::transport::smtp::Error) -> Refusal {
    let code = error.status().map(u16::from);
    let reason = match code {
        Some(530 | 534 | 535 | 538) => Reason::SignInRefused,
        Some(550 | 551 | 553 | 556) => Reason::AddressRefused,
        Some(_) => Reason::Other,
        None if error.is_tls() || is_about_privacy(error) => Reason::NotPrivate,
        None if error.is_client() => Reason::SignInRefused,
        None => Reason::NoAnswer,
    };
    Refusal {
        reason,
        said: first_line(&chain(error)),
        for_good: error.is_permanent() && reason != Reason::SignInRefused,
    }
}

/// Whether a certificate or the encryption is at fault: the library tells that as a fault of the network.
fn is_about_privacy(error: &(dyn std::error::Error + 'static)) -> bool {
    let inside = error
        .downcast_ref::<std::io::Error>()
        .and_then(std::io::Error::get_ref);
    error.is::<rustls::Error>()
        || inside.is_some_and(|inside| inside.is::<rustls::Error>())
        || error.source().is_some_and(is_about_privacy)
}

/// The error and its causes, none said twice.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        let words = cause.to_string();
        if !text.ends_with(&words) {
            text = format!("{text}: {words}");
        }
        next = cause.source();
    }
    text
}

/// The first line, without what would garble a page or a log.
fn first_line(text: &str) -> String {
    text.lines()
        .next()
        .unwrap_or_default()
        .chars()
        .filter(|c| !c.is_control())
        .take(300)
        .collect()
}
