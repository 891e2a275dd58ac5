//! Passkeys of people: possession, and the face, finger or code that unlocks it, in one act.
//!
//! A passkey is found by its credential id (a keyed hash of it) and believed only together with the person its own
//! user handle names. The credential lies sealed; its signature counter is kept, so that a copy gives itself away.

use webauthn_rs::prelude::{AuthenticationResult, Passkey};

use crate::base::{
    Act, Column, Entry, Error, PasskeyId, PersonId, Result, Timestamp, Tx, Under, sql,
};

const CREDENTIAL: Column = Column::of("passkeys", "credential");
const NAME: Column = Column::of("passkeys", "name");

/// Passkeys a person may have.
const MOST: usize = 20;

sql! {
    INSERT = "insert into passkeys (id, firm_id, person_id, credential_index, credential, name, created_at)
        values ($1, $2, $3, $4, $5, $6, $7) on conflict (firm_id, credential_index) do nothing";
    OF = "select id, name, credential, created_at, used_at from passkeys
        where firm_id = $1 and person_id = $2 and removed_at is null order by created_at, id";
    FIND = "select k.id, k.name, k.credential, k.created_at, k.used_at from passkeys k
        join people p on p.id = k.person_id and p.ended_at is null
        where k.firm_id = $1 and k.credential_index = $2 and k.person_id = $3 and k.removed_at is null";
    RENAME = "update passkeys set name = $3 where firm_id = $1 and id = $2 and removed_at is null";
    USED = "update passkeys set credential = $3, used_at = $4 where firm_id = $1 and id = $2";
    REMOVE = "update passkeys set removed_at = $3 where firm_id = $1 and id = $2 and removed_at is null";
}

/// A passkey of a person.
#[derive(Clone, Debug)]
pub struct Key {
    /// Which.
    pub id: PasskeyId,
    /// Whose.
    pub person: PersonId,
    /// What they call it.
    pub name: String,
    /// Public key, counter and flags.
    pub credential: Passkey,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it last signed in.
    pub used_at: Option<Timestamp>,
}

impl Key {
    /// Adds one.
    ///
    /// # Errors
    /// [`Error::Refused`] when this credential is known already, or the person has twenty.
    pub fn add(
        tx: &mut Tx<'_, '_>,
        person: PersonId,
        name: &str,
        credential: &Passkey,
    ) -> Result<()> {
        if Self::of(tx, person)?.len() >= MOST {
            return Err(Error::Refused("people-refused-passkeys-enough"));
        }
        let id: PasskeyId = tx.new_id()?;
        let (sealed, name) = (
            seal(tx, id, credential)?,
            tx.seal(Under::Firm, NAME, id, name)?,
        );
        let index = index(tx, credential.cred_id());
        if tx.run(
            INSERT,
            &[&id, &tx.firm(), &person, &index, &sealed, &name, &tx.now()],
        )? == 0
        {
            return Err(Error::Refused("people-refused-passkey-known"));
        }
        tx.record(
            Entry::of(Act::PasskeyAdded)
                .about(person)
                .with("passkey", id),
        )
    }

    /// A person's passkeys, oldest first.
    ///
    /// # Errors
    /// The store's.
    pub fn of(tx: &mut Tx<'_, '_>, person: PersonId) -> Result<Vec<Self>> {
        let rows = tx.rows(OF, &[&tx.firm(), &person], read)?;
        rows.into_iter().map(|row| open(tx, person, row)).collect()
    }

    /// The passkey with this credential id, if it is the person's.
    ///
    /// # Errors
    /// The store's.
    pub fn find(
        tx: &mut Tx<'_, '_>,
        person: PersonId,
        credential_id: &[u8],
    ) -> Result<Option<Self>> {
        let index = index(tx, credential_id);
        let row = tx.row(FIND, &[&tx.firm(), &index, &person], read)?;
        row.map(|row| open(tx, person, row)).transpose()
    }

    /// Notes a use, with the counter it came with.
    ///
    /// # Errors
    /// The store's.
    pub fn used(mut self, tx: &mut Tx<'_, '_>, result: &AuthenticationResult) -> Result<()> {
        self.credential.update_credential(result);
        let sealed = seal(tx, self.id, &self.credential)?;
        tx.run(USED, &[&tx.firm(), &self.id, &sealed, &tx.now()])?;
        Ok(())
    }

    /// Gives it another name.
    ///
    /// # Errors
    /// The store's.
    pub(super) fn rename(&self, tx: &mut Tx<'_, '_>, name: &str) -> Result<()> {
        let name = tx.seal(Under::Firm, NAME, self.id, name)?;
        tx.run(RENAME, &[&tx.firm(), &self.id, &name])?;
        tx.record(
            Entry::of(Act::PasskeyRenamed)
                .about(self.person)
                .with("passkey", self.id),
        )
    }

    /// Removes it. Whether another way in is left is the caller's to know.
    ///
    /// # Errors
    /// The store's.
    pub(super) fn remove(&self, tx: &mut Tx<'_, '_>) -> Result<()> {
        if tx.run(REMOVE, &[&tx.firm(), &self.id, &tx.now()])? == 1 {
            tx.record(
                Entry::of(Act::PasskeyRemoved)
                    .about(self.person)
                    .with("passkey", self.id),
            )?;
        }
        Ok(())
    }
}

type Found = (PasskeyId, Vec<u8>, Vec<u8>, Timestamp, Option<Timestamp>);

fn read(row: &anteroom_db::Row<'_>) -> Result<Found, anteroom_db::Error> {
    Ok((
        row.get(0)?,
        row.get(1)?,
        row.get(2)?,
        row.get(3)?,
        row.get(4)?,
    ))
}

fn open(
    tx: &Tx<'_, '_>,
    person: PersonId,
    (id, name, credential, created_at, used_at): Found,
) -> Result<Key> {
    let name = tx.open(Under::Firm, NAME, id, &name)?;
    let credential = tx.open_bytes(Under::Firm, CREDENTIAL, id, &credential)?;
    let credential = serde_json::from_slice(&credential).map_err(Error::bug)?;
    Ok(Key {
        id,
        person,
        name,
        credential,
        created_at,
        used_at,
    })
}

fn seal(tx: &Tx<'_, '_>, id: PasskeyId, credential: &Passkey) -> Result<Vec<u8>> {
    let bytes = serde_json::to_vec(credential).map_err(Error::bug)?;
    tx.seal_bytes(Under::Firm, CREDENTIAL, id, &bytes)
}

fn index(tx: &Tx<'_, '_>, credential_id: &[u8]) -> [u8; 32] {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    tx.index("passkeys", &STANDARD.encode(credential_id))
}
