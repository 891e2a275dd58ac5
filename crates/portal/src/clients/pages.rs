//! The firm's pages of clients.

use askama::Template;
use axum::response::IntoResponse;
use http::StatusCode;

use super::{Client, ClientKind, ClientPage, Contact};
use crate::{
    base::{ClientId, Form, Id, Right},
    layout::{
        Choice, FirmVisit, Frame, Here, Path, Query, Reply, Typed, WorkingVisit, on_to, page,
        page_with,
    },
    matters::Matter,
    routes,
};

#[derive(Template)]
#[template(path = "clients/list.html")]
struct ListPage {
    f: Frame,
    q: String,
    is_first: bool,
    found: ClientPage,
}

impl ListPage {
    fn first(&self) -> String {
        form_urlencoded::Serializer::new(String::from("/clients?"))
            .append_pair("q", &self.q)
            .finish()
    }

    fn next(&self) -> Option<String> {
        let last = self.found.clients.last().filter(|_| self.found.has_more)?;
        Some(format!("{}&after={}", self.first(), last.id))
    }
}

/// The clients the member may see.
pub async fn list(visit: FirmVisit, query: Query) -> Reply {
    let after = ClientId::parse(query.get("after"));
    let q: String = query.get("q").chars().take(200).collect();
    let words = q.clone();
    let found = visit
        .read(move |tx| Client::page(tx, &words, after))
        .await?;
    page(&ListPage {
        f: visit.frame(visit.lang().t("nav-clients"), Here::Clients),
        q,
        is_first: after.is_none(),
        found,
    })
}

#[derive(Template)]
#[template(path = "clients/new.html")]
struct NewPage {
    f: Frame,
    form: Form,
    kinds: Vec<Choice>,
}

fn new_page(visit: &FirmVisit, form: Form) -> NewPage {
    NewPage {
        f: visit.frame(visit.lang().t("clients-new"), Here::Clients),
        form,
        kinds: ClientKind::ALL
            .iter()
            .map(|kind| Choice::of(kind.as_str(), visit.lang().t(kind.key())))
            .collect(),
    }
}

/// The form for a new client.
pub async fn new(visit: WorkingVisit) -> Reply {
    let form = Form::filled([("kind", ClientKind::Person.as_str().to_owned())]);
    let form = visit.kept_or("/clients", form).await?;
    page(&new_page(&visit, form))
}

/// Adds a client.
pub async fn create(visit: WorkingVisit, Typed(mut form): Typed) -> Reply {
    let name = form.line("name", 160);
    form.rephrase("name", "form-missing", "clients-missing-name");
    let kind = ClientKind::parse(form.value("kind"));
    if kind.is_none() {
        form.wrong("kind", "form-choose");
    }
    let Some(kind) = kind.filter(|_| form.is_good()) else {
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &new_page(&visit, form));
    };
    let client = visit.write(move |tx| Client::add(tx, kind, &name)).await?;
    Ok(on_to(&routes::client(client.id))
        .saying("clients-was-added")
        .into_response())
}

#[derive(Template)]
#[template(path = "clients/show.html")]
struct ShowPage {
    f: Frame,
    client: Client,
    contacts: Vec<Contact>,
    matters: Vec<Matter>,
}

/// A client: the matters the member may see, and who signs in.
pub async fn show(visit: FirmVisit, Path(client): Path<ClientId>) -> Reply {
    let (client, contacts, matters) = visit
        .read(move |tx| {
            let client = Client::find(tx, client)?;
            let contacts = client.contacts(tx)?;
            let matters = Matter::of_client(tx, &client)?;
            Ok((client, contacts, matters))
        })
        .await?;
    page(&ShowPage {
        f: visit.frame(client.name.clone(), Here::Clients),
        client,
        contacts,
        matters,
    })
}
