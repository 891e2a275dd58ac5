//! Printing a code card: the question, and the page to hand over. Its codes are shown this once.

use askama::Template;

use super::inviting::letter_page;
use crate::{
    base::{Error, InvitationId, Lang, MatterId, PersonId, When},
    layout::{Frame, Here, Path, Reply, WorkingVisit, page},
    matters::{Matter, Participant, SentInvitation},
    people::Person,
};

#[derive(Template)]
#[template(path = "matters/card_ask.html")]
struct AskPage {
    f: Frame,
    matter: Matter,
    person: Participant,
}

/// Asks before a card is printed: the one before ends.
pub async fn card(
    visit: WorkingVisit,
    Path((matter, person)): Path<(MatterId, PersonId)>,
) -> Reply {
    let (matter, participant) = visit
        .read(move |tx| {
            let matter = Matter::find(tx, matter)?;
            let person = matter
                .participants(tx)?
                .into_iter()
                .find(|participant| participant.person == person && participant.is_in())
                .ok_or(Error::NotFound)?;
            Ok((matter, person))
        })
        .await?;
    page(&AskPage {
        f: visit.frame(visit.lang().t("matters-card"), Here::Matters),
        matter,
        person: participant,
    })
}

#[derive(Template)]
#[template(path = "matters/card.html")]
struct CardPage {
    f: Frame,
    matter: MatterId,
    name: String,
    /// In the language of whoever uses it, not of whoever prints it.
    lang: &'static Lang,
    when: When,
    card: Vec<String>,
}

/// Prints a card.
pub async fn print_card(
    visit: WorkingVisit,
    Path((matter, person)): Path<(MatterId, PersonId)>,
) -> Reply {
    visit
        .read(move |tx| Matter::find(tx, matter)?.includes(tx, person))
        .await?
        .then_some(())
        .ok_or(Error::NotFound)?;
    let (codes, person) = visit
        .write(move |tx| {
            let codes = Matter::find(tx, matter)?.print_card(tx, person)?;
            Ok((codes, Person::load(tx, person)?))
        })
        .await?;
    page(&CardPage {
        f: visit.frame(visit.lang().t("matters-card"), Here::Matters),
        matter,
        lang: person.locale.lang(),
        when: visit.look()?.when(person.locale, visit.now),
        name: person.name,
        card: codes,
    })
}

/// Prints an invitation's letter together with the card that goes with it.
pub async fn letter_with_card(visit: WorkingVisit, Path(invitation): Path<InvitationId>) -> Reply {
    visit
        .read(move |tx| SentInvitation::find(tx, invitation))
        .await?;
    let (sent, codes) = visit
        .write(move |tx| {
            let sent = SentInvitation::find(tx, invitation)?;
            let codes = sent.print_card(tx)?;
            Ok((sent, codes))
        })
        .await?;
    letter_page(&visit, sent, codes)
}
