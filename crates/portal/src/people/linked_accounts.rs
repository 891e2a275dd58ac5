//! Linked accounts: the account at the firm's provider that a member has linked to themselves, once they were signed in.
//!
//! Somebody is known by issuer and subject together, never by an address: the provider may give that to somebody else.
//! A linked account is no way in of one's own: who has it keeps a passkey, or a password with its second step.

use super::Member;
use crate::base::{Act, Column, Entry, Error, PersonId, Result, Timestamp, Tx, Under, sql};

const LABEL: Column = Column::of("linked_accounts", "label");

sql! {
    LINK = "insert into linked_accounts (person_id, firm_id, account_index, label, linked_at) values ($1, $2, $3, $4, $5)
        on conflict do nothing";
    OF = "select label, linked_at, used_at from linked_accounts where firm_id = $1 and person_id = $2";
    // Only members that are not shut out come in by it.
    WHOSE = "select l.person_id from linked_accounts l
        join people p on p.id = l.person_id and p.ended_at is null
        join members m on m.person_id = l.person_id
        where l.firm_id = $1 and l.account_index = $2";
    USED = "update linked_accounts set used_at = $3 where firm_id = $1 and person_id = $2";
    UNLINK = "delete from linked_accounts where firm_id = $1 and person_id = $2";
    REQUIRED = "select 1 from linked_accounts l
        join firms f on f.id = l.firm_id and f.single_sign_on is not null and f.single_sign_on_required_at is not null
        join members m on m.person_id = l.person_id and m.role <> 'owner'
        where l.firm_id = $1 and l.person_id = $2";
}

/// An account at the firm's provider.
#[derive(Clone, Debug)]
pub struct LinkedAccount {
    /// What the provider calls it.
    pub label: String,
    /// Since when.
    pub linked_at: Timestamp,
    /// When somebody last came in by it.
    pub used_at: Option<Timestamp>,
}

impl LinkedAccount {
    /// The account of a member; none for most.
    ///
    /// # Errors
    /// The store's.
    pub fn of(tx: &mut Tx<'_, '_>, person: PersonId) -> Result<Option<Self>> {
        let row = tx.row(OF, &[&tx.firm(), &person], |row| {
            Ok((row.get::<Vec<u8>>(0)?, row.get(1)?, row.get(2)?))
        })?;
        row.map(|(label, linked_at, used_at)| {
            Ok(Self {
                label: tx.open(Under::Firm, LABEL, person, &label)?,
                linked_at,
                used_at,
            })
        })
        .transpose()
    }

    /// Links an account to the member who acts. The caller tells them.
    ///
    /// # Errors
    /// [`Error::NotFound`] for clients; [`Error::Refused`] when they have one, or somebody else has this one.
    pub fn link(tx: &mut Tx<'_, '_>, issuer: &str, subject: &str, label: &str) -> Result<()> {
        let person = tx.person()?;
        if Member::role_of(tx, person)?.is_none() {
            return Err(Error::NotFound);
        }
        let index = index(tx, issuer, subject);
        let sealed = tx.seal(Under::Firm, LABEL, person, label)?;
        let row: [&dyn anteroom_db::Param; 5] = [&person, &tx.firm(), &index, &sealed, &tx.now()];
        if tx.run(LINK, &row)? == 0 {
            return Err(Error::Refused("sso-refused-linked"));
        }
        tx.record(Entry::of(Act::AccountLinked).about(person))
    }

    /// Whose account it is; nobody's for one that was not linked.
    ///
    /// # Errors
    /// The store's.
    pub fn whose(tx: &mut Tx<'_, '_>, issuer: &str, subject: &str) -> Result<Option<PersonId>> {
        let index = index(tx, issuer, subject);
        tx.row(WHOSE, &[&tx.firm(), &index], |row| row.get(0))
    }

    /// Notes that somebody came in by it.
    ///
    /// # Errors
    /// The store's.
    pub fn used(tx: &mut Tx<'_, '_>, person: PersonId) -> Result<()> {
        tx.run(USED, &[&tx.firm(), &person, &tx.now()])?;
        Ok(())
    }

    /// Ends the link, if there is one; answers whether there was.
    ///
    /// # Errors
    /// The store's.
    pub fn unlink(tx: &mut Tx<'_, '_>, person: PersonId) -> Result<bool> {
        let is_gone = tx.run(UNLINK, &[&tx.firm(), &person])? == 1;
        if is_gone {
            tx.record(Entry::of(Act::AccountUnlinked).about(person))?;
        }
        Ok(is_gone)
    }

    /// Whether the firm asks this person to come in by their linked account and no other way. Never an owner: a provider
    /// that fails must not lock the firm out.
    ///
    /// # Errors
    /// The store's.
    pub fn is_required(tx: &mut Tx<'_, '_>, person: PersonId) -> Result<bool> {
        let found = tx.row(REQUIRED, &[&tx.firm(), &person], |_| Ok(()))?;
        Ok(found.is_some())
    }
}

fn index(tx: &Tx<'_, '_>, issuer: &str, subject: &str) -> [u8; 32] {
    tx.index("linked_accounts", &format!("{issuer}\n{subject}"))
}
