//! The firm's own people: who may do what, and since when no more. Somebody always runs the firm.

use crate::{
    base::{Act, Column, Entry, Error, PersonId, Result, Right, Role, Tx, Under, sql},
    notices,
    people::{Invitation, Member, Person, Session},
};

const TITLE: Column = Column::of("members", "title");

sql! {
    CHANGE = "update members set role = $3, title = $4 where firm_id = $1 and person_id = $2";
    END = "update people set ended_at = $3 where firm_id = $1 and id = $2 and ended_at is null";
    OWNERS = "select count(*) from members m join people p on p.id = m.person_id and p.ended_at is null
        where m.firm_id = $1 and m.role = 'owner' and m.person_id <> $2";
}

/// The member with this id.
///
/// # Errors
/// [`Error::Forbidden`] for everybody but owners; [`Error::NotFound`], also for a member whose access ended.
pub fn member(tx: &mut Tx<'_, '_>, person: PersonId) -> Result<Member> {
    tx.require(Right::RunFirm)?;
    Member::all(tx)?
        .into_iter()
        .find(|member| member.person == person)
        .ok_or(Error::NotFound)
}

/// Changes what a member is.
///
/// # Errors
/// [`Error::Forbidden`] for everybody but owners; [`Error::Refused`] when nobody would run the firm any more.
pub fn change(tx: &mut Tx<'_, '_>, member: &Member, role: Role, title: &str) -> Result<()> {
    tx.require(Right::RunFirm)?;
    if member.role == Role::Owner && role != Role::Owner {
        refuse_last_owner(tx, member)?;
    }
    let sealed = tx.seal(Under::Firm, TITLE, member.person, title)?;
    tx.run(CHANGE, &[&tx.firm(), &member.person, &role, &sealed])?;
    tx.record(
        Entry::of(Act::MemberChanged)
            .about(member.person)
            .with("role", role.as_str()),
    )
}

/// Ends a member's access at once: their sessions end, no way in works, and the record keeps their name.
///
/// # Errors
/// [`Error::Forbidden`] for everybody but owners; [`Error::Refused`] when nobody would run the firm any more.
pub fn end(tx: &mut Tx<'_, '_>, member: &Member) -> Result<()> {
    tx.require(Right::RunFirm)?;
    if member.role == Role::Owner {
        refuse_last_owner(tx, member)?;
    }
    if tx.run(END, &[&tx.firm(), &member.person, &tx.now()])? == 1 {
        Session::end_all(tx, member.person)?;
        tx.record(
            Entry::of(Act::MemberEnded)
                .about(member.person)
                .with("name", &member.name),
        )?;
    }
    Ok(())
}

/// Makes a new way in for an owner who lost theirs, at the word of whoever runs the server: nobody of the firm could agree to
/// it. So every member is told, and it stands in the record. The ways in they had end when the new one is made.
///
/// # Errors
/// [`Error::NotFound`] when no owner has this address; [`Error::Forbidden`] for everybody but the product itself.
pub fn let_owner_in(tx: &mut Tx<'_, '_>, email: &str) -> Result<(Person, Invitation)> {
    let person = Person::by_email(tx, email)?
        .filter(|person| person.ended_at.is_none())
        .ok_or(Error::NotFound)?;
    if Member::role_of(tx, person.id)? != Some(Role::Owner) {
        return Err(Error::NotFound);
    }
    let invitation = Invitation::make_at_server(tx, &person)?;
    let (now, kind) = (tx.now(), notices::Kind::OwnerLetIn);
    for member in Member::all(tx)? {
        notices::queue(tx, member.person, kind, Some(invitation.id.as_ref()), now)?;
    }
    Ok((person, invitation))
}

fn refuse_last_owner(tx: &mut Tx<'_, '_>, member: &Member) -> Result<()> {
    let others = tx
        .row(OWNERS, &[&tx.firm(), &member.person], |row| {
            row.get::<i64>(0)
        })?
        .unwrap_or(0);
    if others == 0 {
        return Err(Error::Refused("firms-refused-last-owner"));
    }
    Ok(())
}
