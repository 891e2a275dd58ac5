//! The people of a matter: the client's, who may come in, and the team.

use askama::Template;
use axum::response::IntoResponse;

use crate::{
    base::{Error, Id, MatterId, PersonId, Result, Right, Tx},
    layout::{Choice, FirmVisit, Frame, Here, Path, Reply, Typed, on_to, page},
    links::{Link, Standing, pages::firm::standing_key},
    matters::{Matter, MatterHead, Participant, Tab},
    people::{AddressChange, FEW_CARD_CODES, Invitation, Member, Policy},
    routes,
};

#[derive(Template)]
#[template(path = "matters/people.html")]
struct PeoplePage {
    f: Frame,
    head: MatterHead,
    clients: Vec<Client>,
    team: Vec<Member>,
    others: Vec<Choice>,
    links: Vec<Link>,
    takes_cards: bool,
}

/// Somebody of the client's side with what became of their invitation.
struct Client {
    person: Participant,
    invitation: Option<Invitation>,
    /// A new address that can still be stopped.
    address: Option<AddressChange>,
}

impl PeoplePage {
    fn are_joint(&self) -> bool {
        self.clients
            .iter()
            .filter(|client| client.person.is_in())
            .count()
            > 1
    }

    /// How somebody proves who they are: keys.
    fn ways_in(client: &Client) -> Vec<&'static str> {
        let ways: Vec<&'static str> = [
            (client.person.has_passkey, "matters-way-passkey"),
            (client.person.has_password, "matters-way-password"),
        ]
        .into_iter()
        .filter_map(|(has, key)| has.then_some(key))
        .collect();
        if ways.is_empty() && client.person.card_left.is_none() {
            vec!["matters-way-none"]
        } else {
            ways
        }
    }

    /// Whether a new card should be printed for somebody.
    fn card_runs_out(client: &Client) -> bool {
        let left = client.person.card_left;
        client.person.is_in() && left.is_some_and(|left| left <= FEW_CARD_CODES)
    }

    /// Where a link stands: a key.
    fn standing(&self, link: &Link) -> &'static str {
        standing_key(link.standing(self.f.when.now()))
    }

    fn is_open(&self, link: &Link) -> bool {
        link.standing(self.f.when.now()) == Standing::Open
    }

    fn is_responsible(&self, member: &Member) -> bool {
        member.person == self.head.matter.responsible
    }
}

/// Everybody of a matter.
pub async fn people(visit: FirmVisit, Path(matter): Path<MatterId>) -> Reply {
    let ((head, clients, team, members, links), policy) = visit
        .read(move |tx| Ok((load(tx, matter)?, Policy::load(tx)?)))
        .await?;
    let others = members
        .into_iter()
        .filter(|member| team.iter().all(|on| on.person != member.person))
        .map(|member| Choice::of(member.person, member.name))
        .collect();
    page(&PeoplePage {
        f: visit.frame(visit.lang().t("matters-people"), Here::Matters),
        head,
        clients,
        team,
        others,
        links,
        takes_cards: policy.takes_cards,
    })
}

type Everybody = (MatterHead, Vec<Client>, Vec<Member>, Vec<Member>, Vec<Link>);

fn load(tx: &mut Tx<'_, '_>, matter: MatterId) -> Result<Everybody> {
    let matter = Matter::find(tx, matter)?;
    let mut clients = Vec::new();
    for person in matter.participants(tx)? {
        let invitation = if person.is_in() && person.entered_at.is_none() {
            Invitation::latest_of(tx, person.person)?
        } else {
            None
        };
        let address = if person.is_in() {
            AddressChange::of(tx, person.person)?
        } else {
            None
        };
        clients.push(Client {
            person,
            invitation,
            address,
        });
    }
    Ok((
        MatterHead::load(tx, &matter)?,
        clients,
        matter.team(tx)?,
        Member::all(tx)?,
        Link::of_matter(tx, &matter)?,
    ))
}

/// Puts a member on the team.
pub async fn join_team(
    visit: FirmVisit,
    Path(matter): Path<MatterId>,
    Typed(form): Typed,
) -> Reply {
    let member = PersonId::parse(form.value("member")).ok_or(Error::NotFound)?;
    visit
        .write(move |tx| Matter::find(tx, matter)?.join_team(tx, member))
        .await?;
    Ok(on_to(&routes::matter_people(matter))
        .saying("matters-was-joined")
        .into_response())
}

/// Takes a member off the team. Who takes themselves off sees the matter no more.
pub async fn leave_team(
    visit: FirmVisit,
    Path((matter, member)): Path<(MatterId, PersonId)>,
) -> Reply {
    visit
        .write(move |tx| Matter::find(tx, matter)?.leave_team(tx, member))
        .await?;
    let stays =
        member != visit.signed().person || Right::SeeEveryMatter.belongs_to(visit.signed().side);
    let on = if stays {
        routes::matter_people(matter)
    } else {
        "/matters".into()
    };
    Ok(on_to(&on).saying("matters-was-left").into_response())
}

#[derive(Template)]
#[template(path = "matters/ending.html")]
struct EndingPage {
    f: Frame,
    matter: Matter,
    person: Participant,
}

/// Asks before somebody's access ends.
pub async fn ending(visit: FirmVisit, Path((matter, person)): Path<(MatterId, PersonId)>) -> Reply {
    let (matter, person) = visit
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
    page(&EndingPage {
        f: visit.frame(visit.lang().t("matters-end-access"), Here::Matters),
        matter,
        person,
    })
}

/// Ends somebody's access.
pub async fn end(visit: FirmVisit, Path((matter, person)): Path<(MatterId, PersonId)>) -> Reply {
    visit
        .write(move |tx| Matter::find(tx, matter)?.end_access(tx, person))
        .await?;
    Ok(on_to(&routes::matter_people(matter))
        .saying("matters-access-was-ended")
        .into_response())
}
