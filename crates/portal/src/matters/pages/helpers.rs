//! Inviting a helper to named documents, and changing what somebody of the client's side may do and until when.

use askama::Template;
use axum::response::IntoResponse;
use http::StatusCode;

use super::inviting::{doors, locales, read_person, read_way, ways};
use crate::{
    base::{DocumentId, Error, Form, Id, MatterId, PersonId, Result, Tx},
    documents::Document,
    layout::{Choice, Frame, Here, Path, Reply, Typed, WorkingVisit, on_to, page, page_with},
    matters::{Invited, Invitee, Joining, Matter, Part, Participant, Terms, Trade},
    people::{Door, NewPerson, Person, Way},
    routes,
    shares::{self, NewSharing, Opening, Tell},
};

/// Characters of what a helper reads instead of the matter's title.
const LONGEST_TITLE: usize = 120;
/// How many days a helper comes in for, where nobody says otherwise.
const DAYS: i64 = 14;

#[derive(Template)]
#[template(path = "matters/helper.html")]
struct HelperPage {
    f: Frame,
    matter: Matter,
    form: Form,
    trades: Vec<Choice>,
    documents: Vec<Choice>,
    allowed: Vec<Choice>,
    locales: Vec<Choice>,
    ways: Vec<Choice>,
    doors: Vec<Choice>,
    sends_mail: bool,
}

fn trades(visit: &WorkingVisit) -> Vec<Choice> {
    Trade::ALL
        .iter()
        .map(|trade| Choice::of(trade.as_str(), visit.lang().t(trade.key())))
        .collect()
}

fn allowed(visit: &WorkingVisit) -> Vec<Choice> {
    vec![
        Choice::of("sends", visit.lang().t("matters-may-send")),
        Choice::of("writes", visit.lang().t("matters-may-write")),
    ]
}

type Loaded = (Matter, Vec<Choice>);

fn load(tx: &mut Tx<'_, '_>, matter: MatterId) -> Result<Loaded> {
    let matter = Matter::find(tx, matter)?;
    matter.refuse_in_emergency(tx)?;
    let documents = Document::of_matter(tx, &matter)?
        .into_iter()
        .map(|(document, _)| Choice::of(document.id, document.title))
        .collect();
    Ok((matter, documents))
}

fn helper_page(
    visit: &WorkingVisit,
    (matter, documents): Loaded,
    form: Form,
) -> Result<HelperPage> {
    let (lang, sends_mail) = (visit.lang(), visit.look()?.sends_mail);
    Ok(HelperPage {
        f: visit.frame(lang.t("matters-helper"), Here::Matters),
        matter,
        documents,
        trades: trades(visit),
        allowed: allowed(visit),
        locales: locales(),
        ways: ways(lang, sends_mail),
        doors: doors(lang),
        sends_mail,
        form,
    })
}

/// The form for a helper.
pub async fn new_helper(visit: WorkingVisit, Path(matter): Path<MatterId>) -> Reply {
    let loaded = visit.read(move |tx| load(tx, matter)).await?;
    let (look, when) = (visit.look()?, visit.when());
    let way = if look.sends_mail {
        Way::Email
    } else {
        Way::Letter
    };
    let form = Form::filled([
        ("trade", Trade::Accountant.as_str().to_owned()),
        (
            "title",
            visit.lang().t("matters-helper-title-first").to_owned(),
        ),
        ("until", when.input(when.start_of_day(when.now(), -DAYS))),
        ("locale", look.locale().as_str().to_owned()),
        ("way", way.as_str().to_owned()),
        ("door", Door::Code.as_str().to_owned()),
    ]);
    let form = visit.kept_or(&routes::matter_helpers(matter), form).await?;
    page(&helper_page(&visit, loaded, form)?)
}

/// A helper as typed.
#[derive(Clone)]
struct Typing {
    person: NewPerson,
    joining: Joining,
    documents: Vec<DocumentId>,
    way: Way,
    door: Door,
}

/// What is typed of terms; a helper's need a title, a trade and an end.
fn read_terms(form: &mut Form, part: Part, when: &crate::base::When) -> Option<Joining> {
    let is_helper = part == Part::Helper;
    let ends_at = form.day("until", when);
    if is_helper && ends_at.is_none() && form.problem("until").is_none() {
        form.wrong("until", "matters-missing-until");
    }
    let title = is_helper.then(|| form.line("title", LONGEST_TITLE));
    form.rephrase("title", "form-missing", "matters-missing-title");
    let trade = Trade::parse(form.value("trade"));
    if is_helper && trade.is_none() {
        form.wrong("trade", "form-choose");
    }
    form.is_good().then(|| Joining {
        terms: Terms {
            part,
            trade: trade.filter(|_| is_helper),
            sends: form.chose("may", "sends"),
            writes: form.chose("may", "writes"),
            meets: !is_helper && !form.chose("meets", "apart"),
            ends_at,
        },
        title,
    })
}

fn read(form: &mut Form, when: &crate::base::When) -> Option<Typing> {
    let (way, door) = read_way(form);
    let person = read_person(form, door);
    let joining = read_terms(form, Part::Helper, when);
    let documents: Vec<DocumentId> = form.all("document").filter_map(DocumentId::parse).collect();
    if documents.is_empty() {
        form.wrong("document", "matters-missing-documents");
    }
    Some(Typing {
        person: person?,
        joining: joining?,
        documents,
        way: way?,
        door: door?,
    })
}

impl Typing {
    /// Lets the helper in, opens the documents to them and invites them, in one transaction.
    fn invite(&self, tx: &mut Tx<'_, '_>, matter: MatterId) -> Result<Invited> {
        let matter = Matter::find(tx, matter)?;
        let invitee = Invitee::New(self.person.clone());
        let invited = matter.invite_on(tx, &invitee, &self.joining, self.way, self.door, false)?;
        let helper = Person::by_email(tx, &self.person.email)?.ok_or(Error::NotFound)?;
        let mut documents = Vec::with_capacity(self.documents.len());
        for document in &self.documents {
            documents.push(Opening {
                document: *document,
                title: Document::find(tx, *document)?.title,
                version: None,
            });
        }
        let sharing = NewSharing {
            documents,
            readers: vec![helper.id],
            note: None,
            review_by: None,
            tell: Tell::No,
        };
        shares::share(tx, &matter, &sharing)?;
        Ok(invited)
    }
}

/// Invites a helper.
pub async fn invite_helper(
    visit: WorkingVisit,
    Path(matter): Path<MatterId>,
    Typed(mut form): Typed,
) -> Reply {
    if let Some(typing) = read(&mut form, &visit.when()).filter(|_| form.is_good()) {
        let done = visit.write(move |tx| typing.invite(tx, matter)).await;
        match done {
            Ok(Invited::Anew(invitation)) => {
                return Ok(on_to(&routes::invitation_sent(invitation)).into_response());
            }
            Ok(Invited::KnownAlready) => {
                return Ok(on_to(&routes::matter_people(matter))
                    .saying("matters-was-let-in-no-mail")
                    .into_response());
            }
            Err(Error::Refused(
                key @ ("matters-refused-not-a-contact" | "matters-refused-takes-part"),
            )) => form.wrong("email", key),
            Err(error) => return Err(error.into()),
        }
    }
    let loaded = visit.read(move |tx| load(tx, matter)).await?;
    page_with(
        StatusCode::UNPROCESSABLE_ENTITY,
        &helper_page(&visit, loaded, form)?,
    )
}

#[derive(Template)]
#[template(path = "matters/terms.html")]
struct TermsPage {
    f: Frame,
    matter: Matter,
    person: Participant,
    form: Form,
    trades: Vec<Choice>,
    allowed: Vec<Choice>,
    meetings: Vec<Choice>,
}

fn find(tx: &mut Tx<'_, '_>, matter: MatterId, person: PersonId) -> Result<(Matter, Participant)> {
    let matter = Matter::find(tx, matter)?;
    matter.refuse_in_emergency(tx)?;
    let person = matter
        .participants(tx)?
        .into_iter()
        .find(|participant| participant.person == person && participant.is_in())
        .ok_or(Error::NotFound)?;
    Ok((matter, person))
}

fn terms_page(
    visit: &WorkingVisit,
    (matter, person): (Matter, Participant),
    form: Form,
) -> TermsPage {
    let lang = visit.lang();
    TermsPage {
        f: visit.frame(lang.t("matters-terms"), Here::Matters),
        matter,
        person,
        trades: trades(visit),
        allowed: allowed(visit),
        meetings: vec![
            Choice::of("together", lang.t("matters-meets-together")),
            Choice::of("apart", lang.t("matters-meets-apart")),
        ],
        form,
    }
}

/// What somebody may do in a matter, and until when.
pub async fn terms(
    visit: WorkingVisit,
    Path((matter, person)): Path<(MatterId, PersonId)>,
) -> Reply {
    let found = visit.read(move |tx| find(tx, matter, person)).await?;
    let (terms, when) = (found.1.terms, visit.when());
    let mut fields = vec![(
        "meets".to_owned(),
        if terms.meets { "together" } else { "apart" }.to_owned(),
    )];
    let mut set = |name: &str, value: String| fields.push((name.to_owned(), value));
    if terms.sends {
        set("may", "sends".to_owned());
    }
    if terms.writes {
        set("may", "writes".to_owned());
    }
    if let Some(end) = terms.ends_at {
        set("until", when.input(end));
    }
    if let Some(trade) = terms.trade {
        set("trade", trade.as_str().to_owned());
    }
    set("title", found.1.title.clone().unwrap_or_default());
    page(&terms_page(&visit, found, Form::of(fields)))
}

/// Changes it.
pub async fn set_terms(
    visit: WorkingVisit,
    Path((matter, person)): Path<(MatterId, PersonId)>,
    Typed(mut form): Typed,
) -> Reply {
    let found = visit.read(move |tx| find(tx, matter, person)).await?;
    let joining = read_terms(&mut form, found.1.terms.part, &visit.when());
    let Some(joining) = joining.filter(|_| form.is_good()) else {
        return page_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            &terms_page(&visit, found, form),
        );
    };
    visit
        .write(move |tx| Matter::find(tx, matter)?.set_terms(tx, person, &joining))
        .await?;
    Ok(on_to(&routes::matter_people(matter))
        .saying("matters-terms-were-set")
        .into_response())
}
