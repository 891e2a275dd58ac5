//! "They can't get in": the call-back script, what became of it, and the second member who agrees.

use askama::Template;
use axum::response::IntoResponse;

use crate::{
    base::{Form, PersonId, Right, VouchingId},
    layout::{Frame, Here, Path, Reply, Typed, WorkingVisit, on_to, page, page_with, status_of},
    matters::{may_vouch_for, seen_vouching},
    people::{How, Invitation, Member, Person, Policy, Vouching, VouchingStanding},
    routes,
};

#[derive(Template)]
#[template(path = "matters/vouch.html")]
struct VouchPage {
    f: Frame,
    form: Form,
    person: Person,
    is_colleague: bool,
    /// Whether a code card can go with the letter.
    takes_cards: bool,
}

impl VouchPage {
    /// Whether there is a number to call, and a letter can follow.
    fn can_call(&self) -> bool {
        self.person.phone.is_some() && self.f.sends_mail()
    }
}

/// The script, or what waits already.
pub async fn ask(visit: WorkingVisit, Path(person): Path<PersonId>) -> Reply {
    let waits = visit
        .read(move |tx| {
            may_vouch_for(tx, person)?;
            Vouching::waiting_for(tx, person)
        })
        .await?;
    match waits {
        Some(vouching) => Ok(on_to(&routes::vouching(vouching.id)).into_response()),
        None => vouch_page(&visit, person, Form::blank()).await,
    }
}

async fn vouch_page(visit: &WorkingVisit, person: PersonId, form: Form) -> Reply {
    let (person, is_colleague, takes_cards) = visit
        .read(move |tx| {
            let is_colleague = Member::role_of(tx, person)?.is_some();
            let takes_cards = Policy::load(tx)?.takes_cards && !is_colleague;
            Ok((may_vouch_for(tx, person)?, is_colleague, takes_cards))
        })
        .await?;
    let status = status_of(&form);
    page_with(
        status,
        &VouchPage {
            f: visit.frame(visit.lang().t("recovery-vouch"), Here::Nowhere),
            form,
            person,
            is_colleague,
            takes_cards,
        },
    )
}

/// Vouches for them.
pub async fn begin(
    visit: WorkingVisit,
    Path(person): Path<PersonId>,
    Typed(mut form): Typed,
) -> Reply {
    let how = How::parse(form.value("how"));
    if how.is_none() || (how == Some(How::Call) && !visit.look()?.sends_mail) {
        form.wrong("how", "recovery-choose-how");
    }
    let with_card = form.chose("card", "yes");
    if with_card && how == Some(How::Call) {
        form.wrong("card", "recovery-refused-card-by-call");
    }
    let words = form.words("words", 1000);
    if words.is_empty() {
        form.wrong("words", "recovery-missing-words");
    }
    let Some(how) = how.filter(|_| form.is_good()) else {
        return vouch_page(&visit, person, form).await;
    };
    let vouching = visit
        .write(move |tx| {
            let person = may_vouch_for(tx, person)?;
            Vouching::begin_with(tx, &person, how, &words, with_card)
        })
        .await?;
    Ok(on_to(&routes::vouching(vouching.id)).into_response())
}

#[derive(Template)]
#[template(path = "matters/vouching.html")]
struct VouchingPage {
    f: Frame,
    vouching: Vouching,
    /// What there is to print.
    letter: Option<Invitation>,
    /// Whether whoever looks may be the second member.
    may_agree: bool,
}

/// Where it stands, the code to tell, and what there is to do.
pub async fn show(visit: WorkingVisit, Path(vouching): Path<VouchingId>) -> Reply {
    let (vouching, letter) = visit
        .read(move |tx| {
            let vouching = seen_vouching(tx, vouching)?;
            let letter = match vouching.how {
                How::InPerson => Invitation::of_vouching(tx, vouching.id)?,
                How::Call => None,
            };
            Ok((vouching, letter))
        })
        .await?;
    let signed = visit.signed();
    let may_agree = vouching.standing == VouchingStanding::NeedsSecond
        && Right::RunFirm.belongs_to(signed.side)
        && signed.person != vouching.begun_by;
    page(&VouchingPage {
        f: visit.frame(visit.lang().t("recovery-vouching"), Here::Nowhere),
        vouching,
        letter,
        may_agree,
    })
}

/// A second member agrees.
pub async fn agree(visit: WorkingVisit, Path(id): Path<VouchingId>) -> Reply {
    visit
        .write(move |tx| seen_vouching(tx, id)?.agree(tx))
        .await?;
    Ok(on_to(&routes::vouching(id))
        .saying("recovery-said-agreed")
        .into_response())
}

/// The firm stops it. Needs no new proof: shutting a door is never the risk.
pub async fn stop(visit: WorkingVisit, Path(id): Path<VouchingId>) -> Reply {
    visit
        .write(move |tx| seen_vouching(tx, id)?.stop(tx))
        .await?;
    Ok(on_to("/today")
        .saying("recovery-said-firm-stopped")
        .into_response())
}
