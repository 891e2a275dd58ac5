//! The people of a matter: the client's, who may come in, the team, and others until a day.

use askama::Template;
use axum::response::IntoResponse;

use crate::{
    base::{Error, Id, MatterId, PersonId, Result, Right, Tx},
    layout::{Choice, FirmVisit, Frame, Here, Path, Reply, Typed, WorkingVisit, on_to, page},
    links::{Link, Standing, pages::firm::standing_key},
    matters::{Emergency, EmergencyStanding, Matter, MatterHead, Participant, Tab},
    notices::Choices,
    people::{AddressChange, FEW_CARD_CODES, Invitation, Member, Policy},
    routes, shares,
};

#[derive(Template)]
#[template(path = "matters/people.html")]
struct PeoplePage {
    f: Frame,
    head: MatterHead,
    clients: Vec<Somebody>,
    helpers: Vec<Somebody>,
    team: Vec<Member>,
    others: Vec<Choice>,
    links: Vec<Link>,
    takes_cards: bool,
    emergencies: Vec<Emergency>,
    /// How many members are in conflict.
    conflicts: usize,
}

/// Somebody of the client's side with what became of their invitation.
struct Somebody {
    person: Participant,
    invitation: Option<Invitation>,
    /// A new address that can still be stopped.
    address: Option<AddressChange>,
    /// Of a helper: how many documents are open to them.
    documents: usize,
    /// Whether they chose to get no letters about what waits for them.
    is_silent: bool,
}

impl PeoplePage {
    fn are_joint(&self) -> bool {
        let is_in = |client: &&Somebody| client.person.is_in();
        self.clients.iter().filter(is_in).count() > 1
    }

    /// How somebody proves who they are: keys.
    fn ways_in(client: &Somebody) -> Vec<&'static str> {
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
    fn card_runs_out(client: &Somebody) -> bool {
        let left = client.person.card_left;
        client.person.is_in() && left.is_some_and(|left| left <= FEW_CARD_CODES)
    }

    /// What of what a client usually may somebody may not: keys.
    fn limits(client: &Somebody) -> Vec<&'static str> {
        let terms = client.person.terms;
        let limits = [
            (terms.is_helper() || terms.meets, "matters-is-apart"),
            (terms.sends, "matters-may-not-send"),
            (terms.writes, "matters-may-not-write"),
        ];
        limits
            .into_iter()
            .filter(|(is_allowed, _)| !is_allowed)
            .map(|(_, key)| key)
            .collect()
    }

    /// Where a link stands: a key.
    fn standing(&self, link: &Link) -> &'static str {
        standing_key(link.standing(self.f.when.now()))
    }

    fn is_open(&self, link: &Link) -> bool {
        link.standing(self.f.when.now()) == Standing::Open
    }

    fn is_me(&self, member: &Member) -> bool {
        let me = self.f.who.as_ref().map(|who| who.signed.person);
        me == Some(member.person)
    }

    fn is_responsible(&self, member: &Member) -> bool {
        member.person == self.head.matter.responsible
    }
}

/// Everybody of a matter.
pub async fn people(visit: FirmVisit, Path(matter): Path<MatterId>) -> Reply {
    let read = visit.read(move |tx| Everybody::load(tx, matter)).await?;
    let others = read
        .members
        .into_iter()
        .filter(|member| read.team.iter().all(|on| on.person != member.person))
        .map(|member| Choice::of(member.person, member.name))
        .collect();
    let (helpers, clients) = read
        .participants
        .into_iter()
        .partition(|somebody| somebody.person.terms.is_helper());
    page(&PeoplePage {
        f: visit.frame(visit.lang().t("matters-people"), Here::Matters),
        head: read.head,
        clients,
        helpers,
        team: read.team,
        others,
        links: read.links,
        emergencies: read.emergencies,
        conflicts: read.conflicts,
        takes_cards: read.takes_cards,
    })
}

/// What the page reads, in one transaction.
struct Everybody {
    head: MatterHead,
    participants: Vec<Somebody>,
    team: Vec<Member>,
    members: Vec<Member>,
    links: Vec<Link>,
    emergencies: Vec<Emergency>,
    conflicts: usize,
    takes_cards: bool,
}

impl Everybody {
    fn load(tx: &mut Tx<'_, '_>, matter: MatterId) -> Result<Self> {
        let matter = Matter::find(tx, matter)?;
        let shares = shares::of_matter(tx, &matter)?;
        let silent = Choices::silent(tx)?;
        let mut participants = Vec::new();
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
            participants.push(Somebody {
                is_silent: silent.contains(&person.person),
                address,
                documents: shares
                    .iter()
                    .filter(|share| share.reader == person.person)
                    .count(),
                person,
                invitation,
            });
        }
        let now = tx.now();
        let mut emergencies = Emergency::of_others(tx)?;
        emergencies.retain(|emergency| {
            emergency.matter == Some(matter.id)
                && emergency.standing(now) != EmergencyStanding::Refused
        });
        let conflicts = matter.conflicts(tx)?;
        let mut members = Member::all(tx)?;
        members.retain(|member| {
            conflicts
                .iter()
                .all(|conflict| conflict.person != member.person)
        });
        Ok(Self {
            participants,
            team: matter.team(tx)?,
            members,
            // A link is shown with what opens it, so only to those who may make one.
            links: if tx.require(Right::InviteClients).is_ok() {
                Link::of_matter(tx, &matter)?
            } else {
                Vec::new()
            },
            emergencies,
            conflicts: conflicts.len(),
            takes_cards: Policy::load(tx)?.takes_cards,
            head: MatterHead::load(tx, &matter)?,
        })
    }
}

/// Puts a member on the team.
pub async fn join_team(
    visit: WorkingVisit,
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
    visit: WorkingVisit,
    Path((matter, member)): Path<(MatterId, PersonId)>,
) -> Reply {
    let stays = visit
        .write(move |tx| {
            tx.unaudited("leaving is recorded; a second press changes nothing");
            Matter::find(tx, matter)?.leave_team(tx, member)?;
            Ok(Matter::find(tx, matter).is_ok())
        })
        .await?;
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
pub async fn ending(
    visit: WorkingVisit,
    Path((matter, person)): Path<(MatterId, PersonId)>,
) -> Reply {
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
pub async fn end(visit: WorkingVisit, Path((matter, person)): Path<(MatterId, PersonId)>) -> Reply {
    visit
        .write(move |tx| Matter::find(tx, matter)?.end_access(tx, person))
        .await?;
    Ok(on_to(&routes::matter_people(matter))
        .saying("matters-access-was-ended")
        .into_response())
}

/// Signs somebody of the client's side out of every device. Needs no new proof: shutting a door is never the risk.
pub async fn sign_out(
    visit: WorkingVisit,
    Path(person): Path<PersonId>,
    Typed(form): Typed,
) -> Reply {
    visit
        .write(move |tx| crate::matters::sign_out(tx, person))
        .await?;
    Ok(on_to(&routes::next(form.value("next")))
        .saying("people-said-signed-out-all")
        .into_response())
}
