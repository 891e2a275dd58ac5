//! The wall around a matter, and the members in conflict: who puts it up, who may take it down. The routes ask anew who one is.

use askama::Template;
use axum::response::IntoResponse;
use http::StatusCode;

use crate::{
    base::{Form, Id, MatterId, PersonId, Result, Tx},
    layout::{Choice, Frame, Here, Path, Reply, Typed, WorkingVisit, on_to, page, page_with},
    matters::{Conflict, Matter, MatterHead, Tab, Taken},
    people::Member,
    routes,
};

/// Characters of a reason.
const LONGEST_REASON: usize = 400;

#[derive(Template)]
#[template(path = "matters/wall.html")]
struct WallPage {
    f: Frame,
    head: MatterHead,
    form: Form,
    /// The name of whoever has said that the wall may come down.
    asked_by: Option<String>,
    /// Whether that was the member who reads.
    is_asked_by_me: bool,
    conflicts: Vec<Conflict>,
    others: Vec<Choice>,
    me: PersonId,
    is_on_team: bool,
}

struct Loaded {
    head: MatterHead,
    asked_by: Option<PersonId>,
    conflicts: Vec<Conflict>,
    members: Vec<Member>,
    is_on_team: bool,
}

impl Loaded {
    fn load(tx: &mut Tx<'_, '_>, matter: MatterId) -> Result<Self> {
        let matter = Matter::find(tx, matter)?;
        let me = tx.person()?;
        Ok(Self {
            asked_by: matter.unwalling_by(tx)?,
            conflicts: matter.conflicts(tx)?,
            members: Member::all(tx)?,
            is_on_team: matter.has_on_team(tx, me)?,
            head: MatterHead::load(tx, &matter)?,
        })
    }

    fn page(self, visit: &WorkingVisit, form: Form) -> WallPage {
        let me = visit.signed().person;
        let named = |person: PersonId| {
            let mut members = self.members.iter();
            members
                .find(|member| member.person == person)
                .map(|member| member.name.clone())
        };
        let is_free = |member: &&Member| {
            member.person != me
                && member.person != self.head.matter.responsible
                && self
                    .conflicts
                    .iter()
                    .all(|conflict| conflict.person != member.person)
        };
        let others = self.members.iter().filter(is_free);
        WallPage {
            f: visit.frame(visit.lang().t("matters-wall"), Here::Matters),
            asked_by: self.asked_by.and_then(named),
            is_asked_by_me: self.asked_by == Some(me),
            others: others
                .map(|member| Choice::of(member.person, member.name.clone()))
                .collect(),
            conflicts: self.conflicts,
            head: self.head,
            is_on_team: self.is_on_team,
            form,
            me,
        }
    }
}

/// The wall as it stands.
pub async fn wall(visit: WorkingVisit, Path(matter): Path<MatterId>) -> Reply {
    let loaded = visit.read(move |tx| Loaded::load(tx, matter)).await?;
    page(&loaded.page(&visit, Form::blank()))
}

/// Puts the wall up.
pub async fn put_up(visit: WorkingVisit, Path(matter): Path<MatterId>) -> Reply {
    visit
        .write(move |tx| Matter::find(tx, matter)?.put_wall_up(tx))
        .await?;
    Ok(on_to(&routes::matter_wall(matter))
        .saying("matters-was-walled")
        .into_response())
}

/// Takes the wall down, or asks a second person to.
pub async fn take_down(visit: WorkingVisit, Path(matter): Path<MatterId>) -> Reply {
    let taken = visit
        .write(move |tx| Matter::find(tx, matter)?.take_wall_down(tx))
        .await?;
    Ok(on_to(&routes::matter_wall(matter))
        .saying(match taken {
            Taken::Down => "matters-was-unwalled",
            Taken::Asked => "matters-was-asked-second",
        })
        .into_response())
}

/// Keeps the matter from a member.
pub async fn keep_from(
    visit: WorkingVisit,
    Path(matter): Path<MatterId>,
    Typed(mut form): Typed,
) -> Reply {
    let member = PersonId::parse(form.value("member"));
    if member.is_none() {
        form.wrong("member", "form-choose");
    }
    let reason = form.line("reason", LONGEST_REASON);
    form.rephrase("reason", "form-missing", "matters-missing-reason");
    let Some(member) = member.filter(|_| form.is_good()) else {
        let loaded = visit.read(move |tx| Loaded::load(tx, matter)).await?;
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &loaded.page(&visit, form));
    };
    visit
        .write(move |tx| Matter::find(tx, matter)?.keep_from(tx, member, &reason))
        .await?;
    Ok(on_to(&routes::matter_wall(matter))
        .saying("matters-was-kept-from")
        .into_response())
}

/// Lifts a conflict, or asks a second person to.
pub async fn lift(
    visit: WorkingVisit,
    Path((matter, member)): Path<(MatterId, PersonId)>,
) -> Reply {
    let taken = visit
        .write(move |tx| Matter::find(tx, matter)?.lift_conflict(tx, member))
        .await?;
    Ok(on_to(&routes::matter_wall(matter))
        .saying(match taken {
            Taken::Down => "matters-was-lifted",
            Taken::Asked => "matters-was-asked-second",
        })
        .into_response())
}
