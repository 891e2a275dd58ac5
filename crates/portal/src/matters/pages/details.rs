//! Opening a matter, changing its details, and removing the practice matter.

use askama::Template;
use axum::response::IntoResponse;
use http::StatusCode;

use super::steps::offered;
use crate::{
    base::{ClientId, Error, Form, Id, KindId, MatterId, PersonId, Result, Tx, new_id},
    clients::{Client, ClientKind},
    kinds::Kind,
    layout::{
        Choice, FirmVisit, Frame, Here, Path, Query, Reply, Typed, WorkingVisit, on_to, page,
        page_with,
    },
    matters::{Area, Matter, MatterChange, NewMatter},
    people::Member,
    routes,
};

/// The value of the field `client` for a client that is not there yet.
const NEW_CLIENT: &str = "new";
/// Characters of a number.
const LONGEST_NUMBER: usize = 40;
/// Characters of a title or a client's name.
const LONGEST_TITLE: usize = 160;
/// With more clients than this, a list of all of them helps nobody: the client's own page leads here.
const LISTED_CLIENTS: usize = 300;

#[derive(Template)]
#[template(path = "matters/new.html")]
struct NewPage {
    f: Frame,
    form: Form,
    clients: Vec<Choice>,
    has_unlisted_clients: bool,
    /// Whether a client is a person or an organisation.
    client_kinds: Vec<Choice>,
    /// Kinds of matter to begin with.
    kinds: Vec<Choice>,
    areas: Vec<Choice>,
    members: Vec<Choice>,
}

/// What the form is made of.
struct Choices {
    clients: Vec<Client>,
    members: Vec<Member>,
    kinds: Vec<Kind>,
    number: String,
}

impl Choices {
    fn load(tx: &mut Tx<'_, '_>, year: i16) -> Result<Self> {
        Ok(Self {
            clients: Client::all(tx)?,
            members: Member::all(tx)?,
            kinds: Kind::all(tx)?,
            number: Matter::next_number(tx, year)?,
        })
    }
}

/// The form for a new matter; `client` in the address chooses one.
pub async fn new(visit: WorkingVisit, query: Query) -> Reply {
    let year = visit.when().year();
    let choices = visit.read(move |tx| Choices::load(tx, year)).await?;
    let me = visit.signed().person.to_string();
    let client = match query.get("client") {
        "" => NEW_CLIENT,
        client => client,
    };
    let form = Form::filled([
        ("client", client.to_owned()),
        ("client-kind", ClientKind::Person.as_str().to_owned()),
        ("number", choices.number.clone()),
        ("responsible", me.clone()),
        ("team", me),
    ]);
    let form = visit.kept_or("/matters", form).await?;
    page(&new_page(&visit, choices, form)?)
}

fn new_page(visit: &FirmVisit, choices: Choices, form: Form) -> Result<NewPage> {
    let lang = visit.lang();
    let has_unlisted_clients = choices.clients.len() > LISTED_CLIENTS;
    let new = Choice::of(NEW_CLIENT, lang.t("matters-new-client"));
    let known = choices
        .clients
        .into_iter()
        .filter(|client| !has_unlisted_clients || form.value("client") == client.id.as_str())
        .map(|client| Choice::of(client.id, client.name));
    Ok(NewPage {
        f: visit.frame(lang.t("matters-new"), Here::Matters),
        clients: std::iter::once(new).chain(known).collect(),
        has_unlisted_clients,
        client_kinds: ClientKind::ALL
            .iter()
            .map(|kind| Choice::of(kind.as_str(), lang.t(kind.key())))
            .collect(),
        kinds: offered(&choices.kinds, visit.look()?, lang.t("matters-no-kind")),
        areas: areas(visit),
        members: members(choices.members),
        form,
    })
}

fn areas(visit: &FirmVisit) -> Vec<Choice> {
    let lang = visit.lang();
    let named = Area::ALL
        .iter()
        .map(|area| Choice::of(area.as_str(), lang.t(area.key())));
    std::iter::once(Choice::of("", lang.t("matters-choose-area")))
        .chain(named)
        .collect()
}

fn members(members: Vec<Member>) -> Vec<Choice> {
    members
        .into_iter()
        .map(|member| Choice::of(member.person, member.name))
        .collect()
}

/// What was typed of a new matter.
#[derive(Clone)]
struct Typing {
    client: TypedClient,
    details: MatterChange,
    team: Vec<PersonId>,
    kind: Option<KindId>,
}

#[derive(Clone)]
enum TypedClient {
    Known(ClientId),
    New(ClientKind, String),
}

/// Opens a matter. Its key is durable before its row.
pub async fn create(visit: WorkingVisit, Typed(mut form): Typed) -> Reply {
    let kind = KindId::parse(form.value("kind"));
    if let Some(kind) = kind.filter(|_| form.value("area").is_empty()) {
        // A kind knows its area: nobody has to say it twice.
        let kind = visit.read(move |tx| Kind::find(tx, kind)).await?;
        let mut fields = form.into_fields();
        fields.retain(|(name, _)| name != "area");
        fields.push(("area".into(), kind.area.as_str().to_owned()));
        form = Form::of(fields);
    }
    let typing = read_new(&mut form);
    let is_taken = match &typing {
        Some(typing) => {
            let number = typing.details.number.clone();
            visit
                .read(move |tx| Matter::is_number_taken(tx, &number))
                .await?
        }
        None => false,
    };
    if is_taken {
        form.wrong("number", "matters-refused-number-taken");
    }
    let Some(typing) = typing.filter(|_| form.is_good()) else {
        let year = visit.when().year();
        let choices = visit.read(move |tx| Choices::load(tx, year)).await?;
        return page_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            &new_page(&visit, choices, form)?,
        );
    };
    let id: MatterId = new_id(visit.now)?;
    visit.portal.make_matter_key(id).await?;
    visit
        .write(move |tx| {
            let client = match &typing.client {
                TypedClient::Known(client) => *client,
                TypedClient::New(kind, name) => Client::add(tx, *kind, name)?.id,
            };
            let MatterChange {
                number,
                title,
                area,
                responsible,
            } = typing.details.clone();
            let new = NewMatter {
                client,
                number,
                title,
                area,
                responsible,
                team: typing.team.clone(),
            };
            let matter = Matter::open(tx, id, &new)?;
            if let Some(kind) = typing.kind {
                let kind = Kind::find(tx, kind)?;
                matter.take_kind(tx, &kind)?;
            }
            Ok(())
        })
        .await?;
    Ok(on_to(&routes::matter_people(id))
        .saying("matters-was-opened")
        .into_response())
}

fn read_new(form: &mut Form) -> Option<Typing> {
    let client = if form.value("client") == NEW_CLIENT {
        let name = form.line("client-name", LONGEST_TITLE);
        form.rephrase("client-name", "form-missing", "clients-missing-name");
        let kind = ClientKind::parse(form.value("client-kind"));
        if kind.is_none() {
            form.wrong("client-kind", "form-choose");
        }
        kind.map(|kind| TypedClient::New(kind, name))
    } else {
        let client = ClientId::parse(form.value("client"));
        if client.is_none() {
            form.wrong("client", "form-choose");
        }
        client.map(TypedClient::Known)
    };
    let details = read_details(form);
    let team = form.all("team").filter_map(PersonId::parse).collect();
    Some(Typing {
        client: client?,
        details: details?,
        team,
        kind: KindId::parse(form.value("kind")),
    })
}

fn read_details(form: &mut Form) -> Option<MatterChange> {
    let title = form.line("title", LONGEST_TITLE);
    form.rephrase("title", "form-missing", "matters-missing-title");
    let number = form.line("number", LONGEST_NUMBER);
    form.rephrase("number", "form-missing", "matters-missing-number");
    let area = Area::parse(form.value("area"));
    if area.is_none() {
        form.wrong("area", "matters-choose-area");
    }
    let responsible = PersonId::parse(form.value("responsible"));
    if responsible.is_none() {
        form.wrong("responsible", "form-choose");
    }
    Some(MatterChange {
        number,
        title,
        area: area?,
        responsible: responsible?,
    })
}

#[derive(Template)]
#[template(path = "matters/edit.html")]
struct EditPage {
    f: Frame,
    matter: Matter,
    form: Form,
    areas: Vec<Choice>,
    members: Vec<Choice>,
}

/// The form with a matter's details.
pub async fn edit(visit: WorkingVisit, Path(matter): Path<MatterId>) -> Reply {
    let (matter, members) = visit.read(move |tx| for_editing(tx, matter)).await?;
    let form = Form::filled([
        ("title", matter.title.clone()),
        ("number", matter.number.clone()),
        ("area", matter.area.as_str().to_owned()),
        ("responsible", matter.responsible.to_string()),
    ]);
    let form = visit.kept_or(&routes::matter_edit(matter.id), form).await?;
    page(&edit_page(&visit, matter, members, form))
}

fn for_editing(tx: &mut Tx<'_, '_>, matter: MatterId) -> Result<(Matter, Vec<Member>)> {
    Ok((Matter::find(tx, matter)?, Member::all(tx)?))
}

fn edit_page(visit: &FirmVisit, matter: Matter, staff: Vec<Member>, form: Form) -> EditPage {
    EditPage {
        f: visit.frame(visit.lang().t("matters-edit"), Here::Matters),
        matter,
        form,
        areas: areas(visit),
        members: members(staff),
    }
}

/// Changes a matter's details.
pub async fn change(
    visit: WorkingVisit,
    Path(matter): Path<MatterId>,
    Typed(mut form): Typed,
) -> Reply {
    if let Some(details) = read_details(&mut form).filter(|_| form.is_good()) {
        let done = visit
            .write(move |tx| Matter::find(tx, matter)?.change(tx, &details))
            .await;
        match done {
            Err(Error::Refused(key @ "matters-refused-number-taken")) => form.wrong("number", key),
            done => {
                done?;
                return Ok(on_to(&routes::matter(matter))
                    .saying("matters-was-changed")
                    .into_response());
            }
        }
    }
    let (matter, members) = visit.read(move |tx| for_editing(tx, matter)).await?;
    page_with(
        StatusCode::UNPROCESSABLE_ENTITY,
        &edit_page(&visit, matter, members, form),
    )
}

#[derive(Template)]
#[template(path = "matters/removal.html")]
struct RemovalPage {
    f: Frame,
    matter: Matter,
}

/// Asks before the practice matter is removed. For every other matter there is no such page.
pub async fn removal(visit: WorkingVisit, Path(matter): Path<MatterId>) -> Reply {
    let matter = visit
        .read(move |tx| {
            let matter = Matter::find(tx, matter)?;
            if matter.practice {
                Ok(matter)
            } else {
                Err(Error::NotFound)
            }
        })
        .await?;
    page(&RemovalPage {
        f: visit.frame(visit.lang().t("matters-removal"), Here::Matters),
        matter,
    })
}

/// Removes the practice matter.
pub async fn remove(visit: WorkingVisit, Path(matter): Path<MatterId>) -> Reply {
    visit
        .write(move |tx| Matter::find(tx, matter)?.remove_practice(tx))
        .await?;
    Ok(on_to("/matters")
        .saying("matters-was-removed")
        .into_response())
}
