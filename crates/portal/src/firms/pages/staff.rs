//! The firm's own people: who works here, who joins, who leaves. The routes ask anew who one is.

use askama::Template;
use axum::response::IntoResponse;
use http::StatusCode;

use super::settings::Part;
use crate::{
    base::{Error, Form, PersonId, Right, Role},
    firms::staff,
    layout::{FirmVisit, Frame, Here, Path, Reply, Typed, on_to, page, page_with, status_of},
    people::{AddressChange, Door, Invitation, Member, NewPerson, Person, Session, Way},
    routes,
};

/// The roles, with the keys of their names and of what they may do.
const ROLES: [(&str, &str, &str); 4] = [
    ("lawyer", "firms-role-lawyer", "firms-role-lawyer-may"),
    (
        "assistant",
        "firms-role-assistant",
        "firms-role-assistant-may",
    ),
    (
        "view only",
        "firms-role-view-only",
        "firms-role-view-only-may",
    ),
    ("owner", "firms-role-owner", "firms-role-owner-may"),
];

/// The name of a role.
pub fn role_key(role: Role) -> &'static str {
    match role {
        Role::Owner => "firms-role-owner",
        Role::Lawyer => "firms-role-lawyer",
        Role::Assistant => "firms-role-assistant",
        Role::ViewOnly => "firms-role-view-only",
    }
}

#[derive(Template)]
#[template(path = "firms/settings_people.html")]
struct PeoplePage {
    f: Frame,
    part: Part,
    members: Vec<Member>,
}

#[derive(Template)]
#[template(path = "firms/settings_people_new.html")]
struct NewPage {
    f: Frame,
    part: Part,
    form: Form,
    sends_mail: bool,
}

#[derive(Template)]
#[template(path = "firms/settings_member.html")]
struct MemberPage {
    f: Frame,
    part: Part,
    member: Member,
    form: Form,
    is_me: bool,
    email: String,
    /// A new address that can still be stopped.
    address: Option<AddressChange>,
}

#[derive(Template)]
#[template(path = "firms/settings_member_end.html")]
struct EndPage {
    f: Frame,
    part: Part,
    member: Member,
}

fn frame(visit: &FirmVisit) -> Frame {
    visit.frame(visit.lang().t("firms-settings-people"), Here::Settings)
}

/// Everybody who works here.
pub async fn list(visit: FirmVisit) -> Reply {
    let members = visit
        .read(|tx| {
            tx.require(Right::RunFirm)?;
            Member::all(tx)
        })
        .await?;
    page(&PeoplePage {
        f: frame(&visit),
        part: Part::People,
        members,
    })
}

fn new_page(visit: &FirmVisit, form: Form) -> Result<NewPage, Error> {
    Ok(NewPage {
        f: frame(visit),
        part: Part::People,
        form,
        sends_mail: visit.look()?.sends_mail,
    })
}

/// Somebody joins: the form.
pub async fn new(visit: FirmVisit) -> Reply {
    visit.read(|tx| tx.require(Right::RunFirm)).await?;
    let way = if visit.look()?.sends_mail {
        "email"
    } else {
        "letter"
    };
    let form = Form::filled([("role", "lawyer".to_owned()), ("way", way.to_owned())]);
    let form = visit.kept_or(routes::SETTINGS_PEOPLE, form).await?;
    page(&new_page(&visit, form)?)
}

fn read_role(form: &mut Form) -> Role {
    Role::parse(form.value("role")).unwrap_or_else(|| {
        form.wrong("role", "form-choose");
        Role::Assistant
    })
}

/// Somebody joins: they become a member and are invited.
pub async fn add(visit: FirmVisit, Typed(mut form): Typed) -> Reply {
    let new = NewPerson {
        name: form.line("name", 120),
        email: form.email("email"),
        phone: None,
        locale: visit.look()?.locale(),
    };
    let title = form.optional_line("title", 80);
    let role = read_role(&mut form);
    let way = Way::parse(form.value("way")).unwrap_or(Way::Letter);
    let email = new.email.clone();
    let known = visit
        .read(move |tx| {
            tx.require(Right::RunFirm)?;
            Person::by_email(tx, &email)
        })
        .await?;
    if known.is_some() {
        form.wrong("email", "firms-address-known");
    }
    if !form.is_good() {
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &new_page(&visit, form)?);
    }
    let invitation = visit
        .write(move |tx| {
            tx.require(Right::RunFirm)?;
            let person = Person::add(tx, &new)?;
            Member::add(tx, person, role, &title)?;
            Invitation::make(tx, person, way, Door::Code)
        })
        .await?;
    Ok(on_to(&routes::invitation_sent(invitation.id)).into_response())
}

async fn member_page(visit: &FirmVisit, person: PersonId, form: Option<Form>) -> Reply {
    let (member, email, address) = visit
        .read(move |tx| {
            let member = staff::member(tx, person)?;
            let email = Person::load(tx, person)?.email;
            Ok((member, email, AddressChange::of(tx, person)?))
        })
        .await?;
    let form = form.unwrap_or_else(|| {
        Form::filled([
            ("title", member.title.clone()),
            ("role", member.role.as_str().to_owned()),
        ])
    });
    let status = status_of(&form);
    page_with(
        status,
        &MemberPage {
            f: frame(visit),
            part: Part::People,
            is_me: member.person == visit.signed().person,
            member,
            form,
            email,
            address,
        },
    )
}

/// One member.
pub async fn member(visit: FirmVisit, Path(person): Path<PersonId>) -> Reply {
    member_page(&visit, person, None).await
}

/// What a member is, sent.
pub async fn change(
    visit: FirmVisit,
    Path(person): Path<PersonId>,
    Typed(mut form): Typed,
) -> Reply {
    let title = form.optional_line("title", 80);
    let role = read_role(&mut form);
    if !form.is_good() {
        return member_page(&visit, person, Some(form)).await;
    }
    visit
        .write(move |tx| {
            let member = staff::member(tx, person)?;
            staff::change(tx, &member, role, &title)
        })
        .await?;
    Ok(on_to(routes::SETTINGS_PEOPLE)
        .saying("firms-said-kept")
        .into_response())
}

/// Signs a member out of every device: theirs was lost, or somebody else sits at it.
pub async fn sign_out(visit: FirmVisit, Path(person): Path<PersonId>) -> Reply {
    visit
        .write(move |tx| {
            let member = staff::member(tx, person)?;
            tx.unaudited("sessions that end are recorded; there may be none");
            Session::end_all(tx, member.person)
        })
        .await?;
    let to = on_to(&routes::member(person)).saying("people-said-signed-out-all");
    Ok(to.into_response())
}

/// A member is invited again.
pub async fn invite(visit: FirmVisit, Path(person): Path<PersonId>) -> Reply {
    let way = if visit.look()?.sends_mail {
        Way::Email
    } else {
        Way::Letter
    };
    let invitation = visit
        .write(move |tx| {
            let member = staff::member(tx, person)?;
            Invitation::make(tx, member.person, way, Door::Code)
        })
        .await?;
    Ok(on_to(&routes::invitation_sent(invitation.id)).into_response())
}

/// Ending a member's access: the question.
pub async fn ending(visit: FirmVisit, Path(person): Path<PersonId>) -> Reply {
    let member = visit.read(move |tx| staff::member(tx, person)).await?;
    page(&EndPage {
        f: frame(&visit),
        part: Part::People,
        member,
    })
}

/// Ends a member's access.
pub async fn end(visit: FirmVisit, Path(person): Path<PersonId>) -> Reply {
    visit
        .write(move |tx| {
            let member = staff::member(tx, person)?;
            staff::end(tx, &member)
        })
        .await?;
    Ok(on_to(routes::SETTINGS_PEOPLE)
        .saying("firms-said-ended")
        .into_response())
}
