//! Asking for things: one page with rows, which a pasted list can fill; and the same page for changing what was asked.

use askama::Template;
use axum::response::IntoResponse;
use http::StatusCode;

use super::{
    super::{
        LONGEST_TITLE, LONGEST_WORDS, MOST_ITEMS, NewItem, NewRequest, Request, ask as ask_for,
    },
    rows::{self, Row},
};
use crate::{
    base::{Form, Id, ItemId, MatterId, PersonId, RequestId, Result, Right, Tx},
    kinds::{UsualItem, usual_requests},
    layout::{
        FirmVisit, Frame, Here, Path, Reply, Typed, WorkingVisit, on_to, page_with, status_of,
    },
    matters::{Matter, Participant},
    routes,
    shares::Tell,
};

/// How far ahead something is asked for unless somebody says otherwise.
const DAYS: i64 = 14;
/// A pasted list, in characters.
const LONGEST_LINES: usize = 8000;

/// The form as it was sent: a list has more fields than others.
type Written = Typed<256, 600>;

#[derive(Template)]
#[template(path = "requests/asking.html")]
struct AskingPage {
    f: Frame,
    matter: Matter,
    action: String,
    back: String,
    /// Of whom it can be asked; nobody where it was asked already.
    contacts: Vec<Participant>,
    /// Whether the matter's kind has things that are usually asked for.
    has_usual: bool,
    is_new: bool,
    rows: Vec<Row>,
    form: Form,
    longest: usize,
    longest_words: usize,
}

impl AskingPage {
    /// The row a press adds, with script.
    fn blank(&self) -> Row {
        Row::blank()
    }
}

/// What the page reads.
struct Read {
    matter: Matter,
    contacts: Vec<Participant>,
    /// What is usually asked for in a matter of this kind.
    usual: Vec<UsualItem>,
}

impl Read {
    fn load(tx: &mut Tx<'_, '_>, matter: MatterId) -> Result<Self> {
        tx.require(Right::RunMatters)?;
        let matter = Matter::find(tx, matter)?;
        let mut contacts = matter.participants(tx)?;
        contacts.retain(Participant::is_in);
        let usual = match matter.kind {
            Some(kind) => usual_requests(tx, kind)?,
            None => Vec::new(),
        };
        Ok(Self {
            matter,
            contacts,
            usual,
        })
    }
}

fn show(
    visit: &FirmVisit,
    read: Read,
    request: Option<RequestId>,
    (rows, form): (Vec<Row>, Form),
    status: StatusCode,
) -> Reply {
    let id = read.matter.id;
    let (title, action) = match request {
        Some(request) => ("requests-edit-title", routes::request(request)),
        None => ("requests-new-title", routes::matter_requests(id)),
    };
    page_with(
        status,
        &AskingPage {
            f: visit.frame(visit.lang().t(title), Here::Matters),
            action,
            back: routes::matter_requests(id),
            contacts: read.contacts,
            has_usual: !read.usual.is_empty(),
            is_new: request.is_none(),
            matter: read.matter,
            rows,
            form,
            longest: LONGEST_TITLE,
            longest_words: LONGEST_WORDS,
        },
    )
}

/// The form: blank, or what was typed when a session ended.
pub async fn new(visit: WorkingVisit, Path(matter): Path<MatterId>) -> Reply {
    let read = visit.read(move |tx| Read::load(tx, matter)).await?;
    let when = visit.when();
    let until = when.input(when.start_of_day(when.now(), -DAYS));
    // In the language of whoever reads it.
    let reader = read.contacts.first().map(|contact| contact.locale.lang());
    let name = reader.unwrap_or(visit.lang()).t("requests-usual-name");
    let mut fields = vec![
        ("name".to_owned(), name.to_owned()),
        ("until".to_owned(), until),
        ("tell".to_owned(), "now".to_owned()),
    ];
    if let [one] = read.contacts.as_slice() {
        fields.push(("person".into(), one.person.to_string()));
    }
    let form = visit
        .kept_or(&routes::matter_requests(matter), Form::of(fields))
        .await?;
    let mut rows = rows::of_form(&form, None);
    if rows.is_empty() {
        rows::add_blank(&mut rows);
    }
    show(&visit, read, None, (rows, form), StatusCode::OK)
}

/// Without script the same form adds rows, and makes rows of a pasted list or of what is usually asked for; answers whether
/// that was pressed.
fn adds_rows(form: &mut Form, rows: &mut Vec<Row>, usual: &[UsualItem]) -> bool {
    if form.chose("do", "usual") {
        rows::add_usual(rows, usual);
        return true;
    }
    if form.chose("do", "lines") {
        let lines = form.words("lines", LONGEST_LINES);
        if form.is_good() {
            rows::add_lines(rows, &lines);
        }
        return true;
    }
    let adds = form.chose("do", "more");
    if adds {
        rows::add_blank(rows);
    }
    adds
}

/// What stands above the rows.
fn head(form: &mut Form) -> (String, Option<String>) {
    let name = form.line("name", LONGEST_TITLE);
    form.rephrase("name", "form-missing", "requests-missing-name");
    let note = form.words("note", LONGEST_WORDS);
    (name, Some(note).filter(|note| !note.is_empty()))
}

/// Asks for what the form says.
///
/// # Errors
/// As [`super::super::ask`].
pub async fn ask(visit: WorkingVisit, Path(id): Path<MatterId>, Typed(mut form): Written) -> Reply {
    let read = visit.read(move |tx| Read::load(tx, id)).await?;
    let mut rows = rows::of_form(&form, None);
    if adds_rows(&mut form, &mut rows, &read.usual) {
        let status = status_of(&form);
        return show(&visit, read, None, (rows, form), status);
    }
    let when = visit.when();
    let (title, note) = head(&mut form);
    let until = form.day("until", &when);
    let people: Vec<PersonId> = form.all("person").filter_map(PersonId::parse).collect();
    if people.is_empty() {
        form.wrong("people", "requests-choose-person");
    }
    let chosen = || {
        let contacts = read.contacts.iter();
        contacts.filter(|contact| people.contains(&contact.person))
    };
    if chosen().any(|contact| !contact.terms.sends) {
        form.wrong("people", "requests-refused-cannot-send");
    } else if people.len() > 1 && chosen().any(|contact| !contact.terms.meets) {
        form.wrong("people", "requests-refused-apart");
    }
    let items = rows::items(&mut rows, &when, until);
    let items: Vec<NewItem> = match items {
        Some(items) => items.into_iter().map(|(_, item)| item).collect(),
        None => {
            form.wrong("items", "requests-look-at-rows");
            Vec::new()
        }
    };
    if items.is_empty() {
        form.wrong("items", "requests-missing-items");
    } else if items.len() > MOST_ITEMS {
        form.wrong("items", "requests-refused-too-many");
    }
    if !form.is_good() {
        if rows.is_empty() {
            rows::add_blank(&mut rows);
        }
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return show(&visit, read, None, (rows, form), status);
    }
    let asked = NewRequest {
        title,
        note,
        people,
        items,
        tell: if form.chose("tell", "now") {
            Tell::Now
        } else {
            Tell::No
        },
    };
    let request = visit
        .write(move |tx| {
            let matter = Matter::find(tx, id)?;
            ask_for(tx, &matter, &asked)
        })
        .await?;
    Ok(on_to(&routes::requested(id, request)).into_response())
}

/// The list as it was asked, ready to be changed.
///
/// # Errors
/// [`NotFound`](crate::base::Error::NotFound) for a member off the team.
pub async fn edit(visit: WorkingVisit, Path(id): Path<RequestId>) -> Reply {
    let (read, request) = visit.read(move |tx| load(tx, id)).await?;
    let when = visit.when();
    let form = Form::filled([
        ("name", request.title.clone()),
        ("note", request.note.clone().unwrap_or_default()),
    ]);
    let form = visit.kept_or(&routes::request(id), form).await?;
    let mut rows = rows::of_form(&form, Some(&request));
    if rows.is_empty() {
        rows = rows::of_request(&request, &when);
    }
    show(&visit, read, Some(id), (rows, form), StatusCode::OK)
}

fn load(tx: &mut Tx<'_, '_>, id: RequestId) -> Result<(Read, Request)> {
    let request = Request::find(tx, id)?;
    if request.withdrawn_at.is_some() {
        return Err(crate::base::Error::Refused("requests-refused-withdrawn"));
    }
    Ok((Read::load(tx, request.matter)?, request))
}

/// Changes what was asked.
///
/// # Errors
/// As [`Request::change`].
pub async fn change(
    visit: WorkingVisit,
    Path(id): Path<RequestId>,
    Typed(mut form): Written,
) -> Reply {
    let (read, request) = visit.read(move |tx| load(tx, id)).await?;
    let mut rows = rows::of_form(&form, Some(&request));
    if adds_rows(&mut form, &mut rows, &read.usual) {
        let status = status_of(&form);
        return show(&visit, read, Some(id), (rows, form), status);
    }
    let (title, note) = head(&mut form);
    let items = rows::items(&mut rows, &visit.when(), None);
    if items.is_none() {
        form.wrong("items", "requests-look-at-rows");
    }
    if !form.is_good() {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return show(&visit, read, Some(id), (rows, form), status);
    }
    let (mut kept, mut added): (Vec<(ItemId, NewItem)>, Vec<NewItem>) = (Vec::new(), Vec::new());
    for (item, new) in items.unwrap_or_default() {
        match item {
            Some(item) => kept.push((item, new)),
            None => added.push(new),
        }
    }
    let matter = request.matter;
    visit
        .write(move |tx| {
            let request = Request::find(tx, id)?;
            request.change(tx, &title, note.as_deref(), &kept, &added)
        })
        .await?;
    Ok(on_to(&routes::matter_requests(matter))
        .saying("requests-said-changed")
        .into_response())
}
