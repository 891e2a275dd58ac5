//! Inviting the client's people into a matter.
//!
//! An invitation leads into everything its person takes part in, and replaces the ways in they had. So it is made and
//! shown only to a member who sees all of that; a colleague of one matter cannot open the door to another.

use super::{Matter, Terms, participants::Joining};
use crate::{
    base::{
        Error, InvitationId, MatterId, PersonId, Result, Right, Tx, Whose, sees, sql, takes_part,
    },
    notices,
    people::{Door, Invitation, Member, NewPerson, Person, Way},
};

sql! {
    TAKES_PART_ELSEWHERE = concat!("select 1 from participants p where p.firm_id = $1 and p.person_id = $2 and ", takes_part!("p", "$4"), "
        and not ", sees!("p.matter_id", "$3", "''", "$4"), " limit 1");
    TAKES_PART_IN_SIGHT = concat!("select p.matter_id from participants p join matters m on m.id = p.matter_id and m.removed_at is null
        where p.firm_id = $1 and p.person_id = $2 and ", takes_part!("p", "$4"), " and ", sees!("p.matter_id", "$3", "''", "$4"), "
        order by m.changed_at desc, m.id desc limit 1");
    TAKES_PART = concat!("select p.matter_id from participants p join matters m on m.id = p.matter_id and m.removed_at is null
        where p.firm_id = $1 and p.person_id = $2 and ", takes_part!("p", "$3"), " order by m.changed_at desc, m.id desc limit 1");
}

/// Who is invited.
#[derive(Clone, Debug)]
pub enum Invitee {
    /// Somebody the firm knows.
    Known(PersonId),
    /// Somebody by address; when the firm knows the address, it is that person.
    New(NewPerson),
}

/// What came of inviting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invited {
    /// An invitation was made.
    Anew(InvitationId),
    /// They have a way in, or an invitation from another matter: this matter waits there for them.
    KnownAlready,
}

/// An invitation, for the firm's eyes.
#[derive(Clone, Debug)]
pub struct SentInvitation {
    /// The invitation.
    pub invitation: Invitation,
    /// Who is invited.
    pub person: Person,
    /// A matter they take part in; absent for a colleague.
    pub matter: Option<Matter>,
}

impl Matter {
    /// Lets somebody in and sends them an invitation when they have no way in yet.
    ///
    /// # Errors
    /// [`Error::Refused`] for a member of the firm, when the door asks for a phone number that is not known, or when the
    /// address is on file under another name;
    /// [`Error::Forbidden`] without [`Right::InviteClients`].
    pub fn invite(
        &self,
        tx: &mut Tx<'_, '_>,
        invitee: &Invitee,
        way: Way,
        door: Door,
        with_card: bool,
    ) -> Result<Invited> {
        self.invite_on(
            tx,
            invitee,
            &Joining::on(Terms::CLIENT),
            way,
            door,
            with_card,
        )
    }

    /// [`invite`](Matter::invite) on these terms.
    ///
    /// # Errors
    /// As [`invite`](Matter::invite), and as [`let_in_on`](Matter::let_in_on).
    pub fn invite_on(
        &self,
        tx: &mut Tx<'_, '_>,
        invitee: &Invitee,
        joining: &Joining,
        way: Way,
        door: Door,
        with_card: bool,
    ) -> Result<Invited> {
        tx.require(Right::InviteClients)?;
        self.refuse_in_emergency(tx)?;
        let person = match invitee {
            Invitee::Known(person) => Person::load(tx, *person)?,
            Invitee::New(new) => match Person::by_email(tx, &new.email)? {
                // Two people who share a mailbox would become one.
                Some(known)
                    if !is_same_name(&known.name, &new.name)
                        && Member::role_of(tx, known.id)?.is_none() =>
                {
                    return Err(Error::Refused("matters-refused-other-name"));
                }
                Some(known) => known,
                None => {
                    let id = Person::add(tx, new)?;
                    Person::load(tx, id)?
                }
            },
        };
        self.let_in_on(tx, person.id, joining)?;
        if person.entered_at.is_some() || !sees_all_of(tx, person.id)? {
            let now = tx.now();
            notices::queue(tx, person.id, notices::Kind::SomethingNew, None, now)?;
            return Ok(Invited::KnownAlready);
        }
        Ok(Invited::Anew(
            Invitation::make_with(tx, person.id, way, door, with_card)?.id,
        ))
    }

    /// Sends a new invitation to somebody who may come in and has never been: the first one was lost.
    ///
    /// # Errors
    /// [`Error::NotFound`] for anybody who may not come in; [`Error::Refused`] when they take part in a matter the actor
    /// does not see, or have been in.
    pub fn invite_again(
        &self,
        tx: &mut Tx<'_, '_>,
        person: PersonId,
        way: Way,
        door: Door,
        with_card: bool,
    ) -> Result<InvitationId> {
        tx.require(Right::InviteClients)?;
        self.refuse_in_emergency(tx)?;
        if !self.includes(tx, person)? {
            return Err(Error::NotFound);
        }
        if !sees_all_of(tx, person)? {
            return Err(Error::Refused("matters-refused-invite"));
        }
        Ok(Invitation::make_with(tx, person, way, door, with_card)?.id)
    }
}

/// Whether two names are one, however they are written.
fn is_same_name(one: &str, other: &str) -> bool {
    let even = |name: &str| -> String {
        let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
        words.join(" ")
    };
    even(one) == even(other)
}

impl SentInvitation {
    /// The invitation, if the actor may see what it leads to: for a client's contact a member who sees all their matters,
    /// for a colleague whoever runs the firm.
    ///
    /// # Errors
    /// [`Error::NotFound`], also for what the actor may not see.
    pub fn find(tx: &mut Tx<'_, '_>, id: InvitationId) -> Result<Self> {
        tx.require(Right::InviteClients)
            .map_err(|_| Error::NotFound)?;
        let invitation = Invitation::find(tx, id)?;
        let person = invitation.person;
        // Whoever told the code in a call must not hold the link as well.
        if invitation.vouching.is_some() && invitation.way == Way::Email {
            return Err(Error::NotFound);
        }
        let matter = if Member::role_of(tx, person)?.is_some() {
            tx.require(Right::RunFirm).map_err(|_| Error::NotFound)?;
            None
        } else {
            let matter = tx
                .row(TAKES_PART, &[&tx.firm(), &person, &tx.now()], |row| {
                    row.get::<MatterId>(0)
                })?
                .ok_or(Error::NotFound)?;
            if !sees_all_of(tx, person)? {
                return Err(Error::NotFound);
            }
            Some(Matter::find(tx, matter)?)
        };
        Ok(Self {
            person: Person::load(tx, person)?,
            invitation,
            matter,
        })
    }

    /// Sends another one in its place, by the same way; its link leads to the new one from then on.
    ///
    /// # Errors
    /// [`Error::Refused`] for somebody who has been in: a member vouches for them anew.
    pub fn replace(&self, tx: &mut Tx<'_, '_>) -> Result<InvitationId> {
        let Invitation { way, door, .. } = self.invitation;
        let with_card = self.invitation.with_card_at.is_some();
        Ok(Invitation::make_with(tx, self.person.id, way, door, with_card)?.id)
    }
}

/// A matter the person takes part in, of those the actor sees.
///
/// # Errors
/// [`Error::NotFound`] when there is none.
pub(super) fn a_matter_of(tx: &mut Tx<'_, '_>, person: PersonId) -> Result<Matter> {
    let eyes = tx.eyes(Whose::All)?;
    let params: [&dyn anteroom_db::Param; 4] = [&tx.firm(), &person, &eyes.member(), &tx.now()];
    let found = tx.row(TAKES_PART_IN_SIGHT, &params, |row| row.get::<MatterId>(0))?;
    Matter::find(tx, found.ok_or(Error::NotFound)?)
}

/// Whether the actor sees every matter the person takes part in.
pub(super) fn sees_all_of(tx: &mut Tx<'_, '_>, person: PersonId) -> Result<bool> {
    let Ok(eyes) = tx.eyes(Whose::All) else {
        return Ok(false);
    };
    let elsewhere = tx.row(
        TAKES_PART_ELSEWHERE,
        &[&tx.firm(), &person, &eyes.member(), &tx.now()],
        |_| Ok(()),
    )?;
    Ok(elsewhere.is_none())
}
