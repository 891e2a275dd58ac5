//! Inviting: the form, what was sent, and the letter to hand over.

use askama::Template;
use axum::response::IntoResponse;
use http::StatusCode;

use crate::{
    base::{Error, Form, Id, InvitationId, Lang, Locale, MatterId, PersonId, Result, Tx, When},
    clients::{Client, ClientKind, Contact},
    layout::{
        Choice, FirmVisit, Frame, Here, Path, Query, Reply, Typed, WorkingVisit, on_to, page,
        page_with, qr,
    },
    matters::{Invited, Invitee, Joining, Matter, SentInvitation, Terms},
    notices::{Letter, Letterhead, Occasion},
    people::{Door, NewPerson, Policy, Way},
    routes,
};

/// The value of the field `contact` for somebody who is no contact yet.
const SOMEBODY_NEW: &str = "new";

#[derive(Template)]
#[template(path = "matters/invite.html")]
struct InvitePage {
    f: Frame,
    matter: Matter,
    form: Form,
    contacts: Vec<Choice>,
    locales: Vec<Choice>,
    ways: Vec<Choice>,
    doors: Vec<Choice>,
    /// Whether they see the others; asked where there are others.
    meetings: Vec<Choice>,
    /// Whether letters leave by mail here.
    sends_mail: bool,
    /// Whether the matter has somebody of the client's side already.
    is_joint: bool,
    /// The person who is invited again.
    again: Option<String>,
    /// Whether their address may still be corrected: they have not come in yet.
    may_correct: bool,
    /// Whether a code card can go with it.
    takes_cards: bool,
}

/// What the form is made of.
struct Inviting {
    matter: Matter,
    contacts: Vec<Contact>,
    is_joint: bool,
    again: Option<(PersonId, String)>,
    /// Their address, while it may be corrected: they have not come in yet.
    address: Option<String>,
    /// Whether they have been in: then a member vouches for them instead.
    was_in: bool,
    /// The client's own name, while nobody comes in for them and they are a person.
    name: Option<String>,
    takes_cards: bool,
}

impl Inviting {
    fn load(tx: &mut Tx<'_, '_>, matter: MatterId, again: Option<PersonId>) -> Result<Self> {
        let matter = Matter::find(tx, matter)?;
        let mut participants = matter.participants(tx)?;
        participants.retain(crate::matters::Participant::is_in);
        let client = Client::find(tx, matter.client)?;
        let mut contacts = client.contacts(tx)?;
        let name = Some(client)
            .filter(|client| client.kind == ClientKind::Person && contacts.is_empty())
            .map(|client| client.name);
        contacts.retain(|contact| {
            participants
                .iter()
                .all(|participant| participant.person != contact.person)
        });
        let is_joint = !participants.is_empty();
        let mut address = None;
        let mut was_in = false;
        let again = match again {
            None => None,
            Some(again) => {
                let person = participants
                    .into_iter()
                    .find(|participant| participant.person == again)
                    .ok_or(Error::NotFound)?;
                address = person.email.filter(|_| person.entered_at.is_none());
                was_in = person.entered_at.is_some();
                Some((again, person.name))
            }
        };
        Ok(Self {
            matter,
            contacts,
            is_joint,
            again,
            address,
            was_in,
            name,
            takes_cards: Policy::load(tx)?.takes_cards,
        })
    }
}

/// The form; `again` in the address names somebody who may come in already.
pub async fn new_invitation(
    visit: WorkingVisit,
    Path(matter): Path<MatterId>,
    query: Query,
) -> Reply {
    let again = match query.get("again") {
        "" => None,
        again => Some(PersonId::parse(again).ok_or(Error::NotFound)?),
    };
    let inviting = visit
        .read(move |tx| Inviting::load(tx, matter, again))
        .await?;
    if let Some((person, _)) = inviting.again.as_ref().filter(|_| inviting.was_in) {
        return Ok(on_to(&routes::vouching_for(*person)).into_response());
    }
    let way = if visit.look()?.sends_mail {
        Way::Email
    } else {
        Way::Letter
    };
    let contact = inviting.contacts.first().map_or_else(
        || SOMEBODY_NEW.to_owned(),
        |contact| contact.person.to_string(),
    );
    let form = Form::filled([
        ("contact", contact),
        ("name", inviting.name.clone().unwrap_or_default()),
        ("email", inviting.address.clone().unwrap_or_default()),
        ("locale", visit.look()?.locale().as_str().to_owned()),
        ("way", way.as_str().to_owned()),
        ("door", Door::Code.as_str().to_owned()),
        ("meets", "together".to_owned()),
        (
            "again",
            again.map(|again| again.to_string()).unwrap_or_default(),
        ),
    ]);
    let form = visit
        .kept_or(&routes::matter_invitations(matter), form)
        .await?;
    page(&invite_page(&visit, inviting, form)?)
}

fn invite_page(visit: &FirmVisit, inviting: Inviting, form: Form) -> Result<InvitePage> {
    let (lang, sends_mail) = (visit.lang(), visit.look()?.sends_mail);
    let new = Choice::of(SOMEBODY_NEW, lang.t("matters-invite-somebody-new"));
    let contacts = inviting.contacts.into_iter().map(|contact| {
        Choice::of(
            contact.person,
            format!("{} ({})", contact.name, contact.email),
        )
    });
    let title = if inviting.again.is_some() {
        "matters-invite-again"
    } else {
        "matters-invite"
    };
    Ok(InvitePage {
        f: visit.frame(lang.t(title), Here::Matters),
        matter: inviting.matter,
        form,
        contacts: contacts.chain([new]).collect(),
        locales: locales(),
        ways: ways(lang, sends_mail),
        doors: doors(lang),
        meetings: vec![
            Choice::of("together", lang.t("matters-meets-together")),
            Choice::of("apart", lang.t("matters-meets-apart")),
        ],
        sends_mail,
        is_joint: inviting.is_joint && inviting.again.is_none(),
        may_correct: inviting.address.is_some(),
        again: inviting.again.map(|(_, name)| name),
        takes_cards: inviting.takes_cards,
    })
}

/// The languages people are written to in.
pub(super) fn locales() -> Vec<Choice> {
    Locale::ALL
        .iter()
        .map(|locale| Choice::of(locale.as_str(), locale.own_name()))
        .collect()
}

/// How an invitation gets to somebody.
pub(super) fn ways(lang: &'static Lang, sends_mail: bool) -> Vec<Choice> {
    let mail = sends_mail.then(|| Choice::of(Way::Email.as_str(), lang.t("matters-way-email")));
    let letter = Choice::of(Way::Letter.as_str(), lang.t("matters-way-letter"));
    mail.into_iter().chain([letter]).collect()
}

/// What the door asks for.
pub(super) fn doors(lang: &'static Lang) -> Vec<Choice> {
    vec![
        Choice::of(Door::Code.as_str(), lang.t("matters-door-code")),
        Choice::of(Door::Phone.as_str(), lang.t("matters-door-phone")),
    ]
}

/// Who is invited, and how.
#[derive(Clone)]
struct Invitation {
    to: To,
    joining: Joining,
    way: Way,
    door: Door,
    with_card: bool,
}

#[derive(Clone)]
enum To {
    First(Invitee),
    /// With the address as it should be, while it may be corrected.
    Again(PersonId, Option<String>),
}

/// How an invitation goes and what the door asks for.
pub(super) fn read_way(form: &mut Form) -> (Option<Way>, Option<Door>) {
    let way = Way::parse(form.value("way"));
    if way.is_none() {
        form.wrong("way", "form-choose");
    }
    let door = Door::parse(form.value("door"));
    if door.is_none() {
        form.wrong("door", "form-choose");
    }
    (way, door)
}

/// Somebody the firm does not know yet.
pub(super) fn read_person(form: &mut Form, door: Option<Door>) -> Option<NewPerson> {
    let name = form.line("name", 120);
    form.rephrase("name", "form-missing", "matters-missing-person");
    let email = form.email("email");
    form.rephrase("email", "form-missing", "form-not-an-address");
    let phone = form.phone("phone");
    let locale = Locale::parse(form.value("locale"));
    if locale.is_none() {
        form.wrong("locale", "form-choose");
    }
    if door == Some(Door::Phone) && phone.is_empty() {
        form.wrong("phone", "matters-door-needs-phone");
    }
    Some(NewPerson {
        name,
        email,
        phone: Some(phone).filter(|phone| !phone.is_empty()),
        locale: locale?,
    })
}

fn read(form: &mut Form, when: &When) -> Option<Invitation> {
    let (way, door) = read_way(form);
    let terms = Terms {
        meets: !form.chose("meets", "apart"),
        ends_at: form.day("until", when),
        ..Terms::CLIENT
    };
    let to = if let Some(again) = PersonId::parse(form.value("again")) {
        let address = !form.value("email").is_empty();
        To::Again(again, address.then(|| form.email("email")))
    } else if let Some(known) = PersonId::parse(form.value("contact")) {
        To::First(Invitee::Known(known))
    } else {
        To::First(Invitee::New(read_person(form, door)?))
    };
    Some(Invitation {
        to,
        joining: Joining::on(terms),
        way: way?,
        door: door?,
        with_card: form.chose("card", "yes"),
    })
}

/// Invites somebody: lets them in and makes the invitation, in one transaction.
pub async fn invite(
    visit: WorkingVisit,
    Path(matter): Path<MatterId>,
    Typed(mut form): Typed,
) -> Reply {
    let again = PersonId::parse(form.value("again"));
    if let Some(invitation) = read(&mut form, &visit.when()).filter(|_| form.is_good()) {
        let done = visit
            .write(move |tx| {
                let Invitation {
                    to,
                    joining,
                    way,
                    door,
                    with_card,
                } = &invitation;
                let matter = Matter::find(tx, matter)?;
                match to {
                    To::First(invitee) => {
                        matter.invite_on(tx, invitee, joining, *way, *door, *with_card)
                    }
                    To::Again(person, address) => {
                        if let Some(email) = address {
                            matter.correct_address(tx, *person, email)?;
                        }
                        let id = matter.invite_again(tx, *person, *way, *door, *with_card)?;
                        Ok(Invited::Anew(id))
                    }
                }
            })
            .await;
        match done {
            Ok(Invited::Anew(invitation)) => {
                return Ok(on_to(&routes::invitation_sent(invitation)).into_response());
            }
            Ok(Invited::KnownAlready) => {
                return Ok(on_to(&routes::matter_people(matter))
                    .saying(if visit.look()?.sends_mail {
                        "matters-was-let-in"
                    } else {
                        "matters-was-let-in-no-mail"
                    })
                    .into_response());
            }
            Err(Error::Refused(key @ "people-refused-no-phone")) => form.wrong("door", key),
            Err(Error::Refused(
                key @ ("matters-refused-not-a-contact"
                | "matters-refused-other-name"
                | "people-refused-address-known"
                | "matters-refused-takes-part"),
            )) => form.wrong("email", key),
            Err(error) => return Err(error.into()),
        }
    }
    let inviting = visit
        .read(move |tx| Inviting::load(tx, matter, again))
        .await?;
    page_with(
        StatusCode::UNPROCESSABLE_ENTITY,
        &invite_page(&visit, inviting, form)?,
    )
}

#[derive(Template)]
#[template(path = "matters/invitation.html")]
struct InvitationPage {
    f: Frame,
    sent: SentInvitation,
    link: String,
    /// The mail exactly as it leaves.
    mail: Letter,
    /// How many days a new invitation would be good for.
    days: i64,
}

impl InvitationPage {
    fn is_by_mail(&self) -> bool {
        self.sent.invitation.way == Way::Email
    }

    fn asks_for_code(&self) -> bool {
        self.sent.invitation.door == Door::Code
    }
}

/// What was sent, the code to tell, and what to do next.
pub async fn invitation(visit: WorkingVisit, Path(invitation): Path<InvitationId>) -> Reply {
    let (sent, policy) = visit
        .read(move |tx| Ok((SentInvitation::find(tx, invitation)?, Policy::load(tx)?)))
        .await?;
    let look = visit.look()?;
    let locale = sent.person.locale;
    let link = visit
        .portal
        .config
        .address(&routes::invitation(&sent.invitation.token));
    let head = Letterhead {
        firm: look.name.clone(),
        phone: look.phone.clone(),
        address: visit.portal.config.address("/"),
    };
    let occasion = Occasion::Invitation {
        sender: sent.invitation.by_name.clone(),
        link: link.clone(),
        until: sent.invitation.expires_at,
        colleague: sent.matter.is_none(),
    };
    let mail = Letter::write(
        &sent.person.email,
        "",
        &sent.person.name,
        &head,
        &look.when(locale, visit.now),
        locale.lang(),
        &[occasion],
    );
    page(&InvitationPage {
        f: visit.frame(visit.lang().t("matters-invitation"), Here::Matters),
        sent,
        link,
        mail,
        days: policy.invitation_days,
    })
}

#[derive(Template)]
#[template(path = "matters/letter.html")]
pub(super) struct LetterPage {
    f: Frame,
    sent: SentInvitation,
    /// In the language of whoever reads it, not of whoever prints it.
    lang: &'static crate::base::Lang,
    when: crate::base::When,
    link: String,
    qr: String,
    /// The code card on a page of its own; nothing where none goes with it.
    card: Vec<String>,
}

/// The invitation as a letter of one page, in the language of its reader.
pub async fn letter(visit: WorkingVisit, Path(invitation): Path<InvitationId>) -> Reply {
    let sent = visit
        .read(move |tx| SentInvitation::find(tx, invitation))
        .await?;
    letter_page(&visit, sent, Vec::new())
}

pub(super) fn letter_page(visit: &FirmVisit, sent: SentInvitation, card: Vec<String>) -> Reply {
    if !sent.invitation.is_open(visit.now) {
        return Err(Error::NotFound.into());
    }
    let link = visit
        .portal
        .config
        .address(&routes::invitation(&sent.invitation.token));
    let locale = sent.person.locale;
    page(&LetterPage {
        f: visit.frame(visit.lang().t("matters-invitation-letter"), Here::Matters),
        lang: locale.lang(),
        when: visit.look()?.when(locale, visit.now),
        qr: qr(&link)?,
        link,
        sent,
        card,
    })
}

/// Sends another invitation in place of this one.
pub async fn replace_invitation(
    visit: WorkingVisit,
    Path(invitation): Path<InvitationId>,
) -> Reply {
    let new = visit
        .write(move |tx| SentInvitation::find(tx, invitation)?.replace(tx))
        .await?;
    Ok(on_to(&routes::invitation_sent(new))
        .saying("matters-was-invited-again")
        .into_response())
}
