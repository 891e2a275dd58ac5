//! The demo's own page: who can sign in and with what code now, and the letters the firm would have sent. Only the demo
//! has this address.

use askama::Template;
use axum::{Router, routing};

use super::{CAST, Role};
use crate::{
    base::{Error, Timestamp},
    layout::{Frame, Here, Query, Reply, Visit, page},
    notices::{Mail, Sent},
    people::Secret,
    portal::Portal,
};

/// The demo's addresses, beside the product's.
pub fn router() -> Router<Portal> {
    Router::new().route("/demo", routing::get(demo))
}

struct Persona {
    name: &'static str,
    is_member: bool,
    email: &'static str,
    password: &'static str,
    code: String,
}

#[derive(Template)]
#[template(path = "demo/demo.html")]
struct DemoPage {
    f: Frame,
    personas: Vec<Persona>,
    letters: Vec<Sent>,
    open: usize,
}

async fn demo(visit: Visit, query: Query) -> Reply {
    let Mail::Kept(mailbox) = &visit.portal.mail else {
        return Err(Error::NotFound.into());
    };
    let mut letters = mailbox.letters();
    letters.reverse();
    let open = query
        .get("letter")
        .parse()
        .unwrap_or(0)
        .min(letters.len().saturating_sub(1));
    page(&DemoPage {
        f: visit.frame(visit.lang().t("demo-title"), Here::Nowhere),
        personas: personas(visit.now),
        letters,
        open,
    })
}

fn personas(now: Timestamp) -> Vec<Persona> {
    CAST.iter()
        .filter(|person| !person.password.is_empty())
        .map(|person| Persona {
            name: person.name,
            is_member: matches!(person.role, Role::Member(_)),
            email: person.email,
            password: person.password,
            code: Secret::parse(person.secret)
                .map(|secret| secret.code_at(now))
                .unwrap_or_default(),
        })
        .collect()
}

impl DemoPage {
    fn is_open(&self, index: &usize) -> bool {
        *index == self.open
    }

    fn opened(&self) -> Option<&Sent> {
        self.letters.get(self.open)
    }
}
