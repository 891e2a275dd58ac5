//! Outgoing mail as a form: a provider by name, or a server of one's own; and the test letter.

use crate::{
    base::{Form, Lang, PersonId, Result},
    firms::{mail_server, set_mail_server},
    layout::Visit,
    notices::{Letter, Mail, Refusal, Security, Server},
    people::Person,
    portal::off_the_loop,
};

/// A provider whose server needs no looking up.
struct Provider {
    name: &'static str,
    host: &'static str,
    port: u16,
    security: Security,
}

const PROVIDERS: [Provider; 4] = [
    Provider {
        name: "google",
        host: "smtp.gmail.com",
        port: 465,
        security: Security::Tls,
    },
    Provider {
        name: "microsoft",
        host: "smtp.office365.com",
        port: 587,
        security: Security::StartTls,
    },
    Provider {
        name: "icloud",
        host: "smtp.mail.me.com",
        port: 587,
        security: Security::StartTls,
    },
    Provider {
        name: "fastmail",
        host: "smtp.fastmail.com",
        port: 465,
        security: Security::Tls,
    },
];

/// The choices, in order, with the keys of their names.
pub const CHOICES: [(&str, &str); 6] = [
    ("later", "firms-mail-later"),
    ("google", "firms-mail-google"),
    ("microsoft", "firms-mail-microsoft"),
    ("icloud", "firms-mail-icloud"),
    ("fastmail", "firms-mail-fastmail"),
    ("other", "firms-mail-other"),
];

/// The ways to keep a connection private, with the keys of their names.
pub const SECURITIES: [(&str, &str); 3] = [
    ("starttls", "firms-mail-starttls"),
    ("tls", "firms-mail-tls"),
    ("plain", "firms-mail-plain"),
];

/// The settings, ready to be changed. The password is never shown again.
pub fn filled(server: Option<&Server>) -> Form {
    let Some(server) = server else {
        return Form::filled([
            ("provider", "later".to_owned()),
            ("port", "587".to_owned()),
            ("security", "starttls".to_owned()),
        ]);
    };
    let known = PROVIDERS
        .iter()
        .find(|provider| provider.host == server.host && provider.port == server.port);
    Form::filled([
        (
            "provider",
            known.map_or("other", |provider| provider.name).to_owned(),
        ),
        ("host", server.host.clone()),
        ("port", server.port.to_string()),
        ("security", server.security.as_str().to_owned()),
        ("user", server.user.clone()),
        ("from", server.from.clone()),
        ("authority", server.authority.clone()),
    ])
}

/// Reads the settings from a form; none when letters are printed. A password left blank stays what it was, for the same
/// user of the same server only.
pub fn read(form: &mut Form, before: Option<&Server>) -> Option<Server> {
    let chosen = form.value("provider").to_owned();
    if chosen == "later" {
        return None;
    }
    let known = PROVIDERS.iter().find(|provider| provider.name == chosen);
    if known.is_none() && chosen != "other" {
        form.wrong("provider", "form-choose");
        return None;
    }
    let from = form.email("from");
    let typed_user = form.optional_line("user", 254);
    let mut server = match known {
        Some(provider) => Server {
            host: provider.host.to_owned(),
            port: provider.port,
            security: provider.security,
            user: if typed_user.is_empty() {
                from.clone()
            } else {
                typed_user
            },
            password: String::new(),
            from,
            authority: String::new(),
        },
        None => Server {
            host: host(form),
            port: port(form),
            security: Security::parse(form.value("security")).unwrap_or_else(|| {
                form.wrong("security", "form-choose");
                Security::StartTls
            }),
            user: typed_user,
            password: String::new(),
            from,
            authority: form.words("authority", 20_000),
        },
    };
    if server.security == Security::Plain && !server.is_local() {
        form.wrong("security", "firms-mail-plain-not-here");
    }
    if !server.has_good_authority() {
        form.wrong("authority", "firms-mail-no-authority");
    }
    let typed = form.value("password");
    server.password = match before {
        Some(before)
            if typed.is_empty() && before.host == server.host && before.user == server.user =>
        {
            before.password.clone()
        }
        _ => typed.to_owned(),
    };
    if server.password.is_empty() && !server.user.is_empty() {
        form.wrong("password", "form-missing");
    }
    Some(server)
}

fn host(form: &mut Form) -> String {
    let host = form.line("host", 253).to_lowercase();
    let good = host
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':'));
    if !host.is_empty() && !good {
        form.wrong("host", "firms-mail-bad-host");
    }
    host
}

fn port(form: &mut Form) -> u16 {
    match form.value("port").trim().parse() {
        Ok(port) if port > 0 => port,
        _ => {
            form.wrong("port", "firms-mail-bad-port");
            0
        }
    }
}

/// Keeps the settings a form holds; answers whether it was good.
///
/// # Errors
/// The store's.
pub async fn keep(visit: &Visit, form: &mut Form) -> Result<bool> {
    let before = visit.read(mail_server).await?;
    let server = read(form, before.as_ref());
    if !form.is_good() {
        return Ok(false);
    }
    if server != before {
        visit
            .write(move |tx| set_mail_server(tx, server.as_ref()))
            .await?;
        visit.portal.forget_look();
    }
    Ok(true)
}

/// What came of a test letter.
pub struct Tested {
    /// To which address it went.
    pub to: String,
    /// Why it did not, where it did not.
    pub refusal: Option<Refusal>,
}

impl Tested {
    /// The sentence for why it did not leave.
    pub fn reason(&self) -> &'static str {
        self.refusal
            .as_ref()
            .map_or("", |refusal| refusal.reason.key())
    }

    /// The server's own words.
    pub fn said(&self) -> &str {
        self.refusal
            .as_ref()
            .map_or("", |refusal| refusal.said.as_str())
    }
}

/// Sends a test letter with the settings that were saved, to the address of the person who asks.
///
/// # Errors
/// The store's. What the server answers is in what is returned.
pub async fn test(visit: &Visit, person: PersonId, firm: String) -> Result<Tested> {
    let (person, server) = visit
        .read(move |tx| Ok((Person::load(tx, person)?, mail_server(tx)?)))
        .await?;
    let mail = match (&visit.portal.mail, server) {
        (Mail::None, Some(server)) => Mail::Server(Box::new(server)),
        (kept, _) => kept.clone(),
    };
    let letter = test_letter(visit.lang(), &person.email, &firm, visit.now.0);
    let (now, to) = (visit.now, person.email);
    let outcome = off_the_loop(move || Ok(mail.deliver(&firm, &letter, now))).await?;
    Ok(Tested {
        to,
        refusal: outcome.err(),
    })
}

fn test_letter(lang: &'static Lang, to: &str, firm: &str, at: i64) -> Letter {
    Letter {
        to: to.to_owned(),
        id: format!("test-{at}"),
        subject: lang.with1("firms-mail-test-subject", "firm", firm),
        text: format!("{}\n", lang.with1("firms-mail-test-words", "firm", firm)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(fields: &[(&str, &str)]) -> Form {
        Form::of(
            fields
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
        )
    }

    #[test]
    fn a_provider_needs_only_an_address_and_a_password() {
        let mut form = typed(&[
            ("provider", "google"),
            ("from", "Office@Firm.ca"),
            ("password", "app password"),
        ]);
        let server = read(&mut form, None);
        assert!(form.is_good(), "{:?}", form.problems());
        let server = server.map(|server| (server.host, server.port, server.user));
        let expected = ("smtp.gmail.com".into(), 465, "office@firm.ca".into());
        assert_eq!(server, Some(expected));
    }

    #[test]
    fn a_password_left_blank_stays_with_its_server_and_goes_to_no_other() {
        let before = Server {
            host: "mail.firm.ca".into(),
            port: 587,
            security: Security::StartTls,
            user: "office".into(),
            password: "secret".into(),
            from: "office@firm.ca".into(),
            authority: String::new(),
        };
        let mut fields = vec![
            ("provider", "other"),
            ("host", "mail.firm.ca"),
            ("port", "25"),
            ("security", "starttls"),
            ("user", "office"),
            ("from", "office@firm.ca"),
        ];
        let mut form = typed(&fields);
        assert_eq!(
            read(&mut form, Some(&before)).map(|server| server.password),
            Some("secret".into())
        );
        fields[1].1 = "mail.stranger.example";
        let mut form = typed(&fields);
        read(&mut form, Some(&before));
        assert_eq!(form.problem("password"), Some("form-missing"));
    }

    #[test]
    fn letters_leave_in_the_clear_only_to_this_machine() {
        let with = |host: &'static str| {
            let mut form = typed(&[
                ("provider", "other"),
                ("host", host),
                ("port", "25"),
                ("security", "plain"),
                ("from", "a@b.ca"),
            ]);
            read(&mut form, None);
            form.problem("security")
        };
        assert_eq!(with("127.0.0.1"), None);
        assert_eq!(with("localhost"), None);
        assert_eq!(with("mail.firm.ca"), Some("firms-mail-plain-not-here"));
    }
}
