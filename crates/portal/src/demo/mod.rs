//! The demo: a fictional firm with matters in different states, made by the product's own verbs on a clock that is
//! turned through the weeks before today. The same binary, the same code paths; only the letters stay in a box here.

mod asking;
mod cast;
mod nadia;
mod pages;
mod stage;
mod story;

use std::path::{Path, PathBuf};

pub use cast::{CAST, Role, SignIn};
pub use pages::router;

use crate::{
    base::{Clock, Timestamp},
    boot::{self, Outside},
    config::Config,
    notices::{Mail, Mailbox},
    people,
    portal::{Patience, Portal},
};

/// A demo that is ready to be visited.
pub struct Demo {
    /// The portal.
    pub portal: Portal,
    /// The letters it would have sent.
    pub mailbox: Mailbox,
}

/// Opens the demo's data, telling its story first when the folder is new. `program` makes the page pictures.
///
/// # Errors
/// One sentence: what is wrong and what to do.
pub async fn open(config: Config, program: PathBuf) -> Result<Demo, String> {
    if !config.listen.ip().is_loopback() {
        return Err("the demo has passwords that everybody can read: it only listens on this machine, such as 127.0.0.1:8400.".into());
    }
    let (clock, mailbox) = (Clock::to_turn(), Mailbox::default());
    let outside = Outside {
        clock: clock.clone(),
        mail: Mail::Kept(mailbox.clone()),
        program,
        blobs: None,
        patience: Patience::default(),
    };
    let today = Clock::of_the_machine().now();
    let portal = boot::open(config, outside).await?;
    if portal.look().await.is_err() {
        story::tell(&portal, &clock, &mailbox, today)
            .await
            .map_err(|error| format!("the demo's story came to a halt: {error}"))?;
        clock.set(Clock::of_the_machine().now());
    } else if !is_demo(&portal).await {
        return Err(format!(
            "{} holds a real firm's data. Choose another folder for the demo.",
            portal.config.data.display()
        ));
    }
    Ok(Demo { portal, mailbox })
}

async fn is_demo(portal: &Portal) -> bool {
    let owner = &CAST[0];
    portal
        .read(&portal.product(), |tx| {
            crate::people::Person::by_email(tx, owner.email)
        })
        .await
        .is_ok_and(|person| person.is_some())
}

/// Who can sign in, for people to read.
pub fn as_table(address: &str, now: Timestamp) -> String {
    use std::fmt::Write;
    let mut text = format!(
        "\nThe demo is open at {address}\nThe letters it would have sent, and fresh codes: {address}demo\n\n  {:<18}{:<32}{:<28}{:<34}{}\n",
        "Name", "E-mail", "Password", "Authenticator secret", "Code now"
    );
    for person in CAST.iter().filter(|person| !person.password.is_empty()) {
        let code = people::Secret::parse(person.secret)
            .map(|secret| secret.code_at(now))
            .unwrap_or_default();
        let _ = writeln!(
            text,
            "  {:<18}{:<32}{:<28}{:<34}{code}",
            person.name, person.email, person.password, person.secret
        );
    }
    text.push_str("\nStop it with Ctrl-C.");
    text
}

/// Who can sign in, for scripts: one line.
pub fn as_json(address: &str, now: Timestamp) -> String {
    let people: Vec<serde_json::Value> = CAST
        .iter()
        .filter(|person| !person.password.is_empty())
        .map(|person| {
            serde_json::json!({
                "name": person.name,
                "side": if person.title.is_empty() { "client" } else { "firm" },
                "email": person.email,
                "password": person.password,
                "secret": person.secret,
                "code": people::Secret::parse(person.secret).map(|secret| secret.code_at(now)),
            })
        })
        .collect();
    serde_json::json!({ "address": address, "letters": format!("{address}demo"), "people": people })
        .to_string()
}

/// The demo's documents, which are part of the program.
fn file(name: &str) -> &'static [u8] {
    FILES
        .iter()
        .find(|(own, _)| Path::new(own) == Path::new(name))
        .map_or(b"", |(_, bytes)| bytes)
}

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        const FILES: &[(&str, &[u8])] = &[$(($name, include_bytes!(concat!("files/", $name)))),*];
    };
}

files! {
    "agreement-of-purchase-and-sale.pdf",
    "certificate-of-independent-legal-advice.docx",
    "e-mails-with-the-landlord.txt",
    "insurance-binder-photo.jpg",
    "lease.pdf",
    "letter-from-other-lawyer.pdf",
    "lettre-a-la-banque.pdf",
    "memo-support-range.docx",
    "net-family-property.pdf",
    "notice-of-rent-increase.tiff",
    "parenting-schedule.pdf",
    "pension-statement-page-1.jpg",
    "separation-agreement-draft-2.pdf",
    "separation-agreement-draft-3.pdf",
    "statement-of-adjustments-version-1.pdf",
    "statement-of-adjustments.pdf",
    "testament.pdf",
    "title-search.pdf",
}
