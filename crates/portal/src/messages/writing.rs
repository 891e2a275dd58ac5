//! Writing a letter: into which correspondence, about what, with which documents.

use std::time::Duration;

use super::{Draft, WORDS};
use crate::{
    base::{
        Act, Entry, Error, MessageId, PersonId, Result, Right, Side, Timestamp, Tx, Under,
        VersionId, sql,
    },
    documents::{Origin, Version},
    matters::Matter,
    notices,
    shares::{Along, open_along},
};

/// Within this time the same letter of the same person, with the same documents, is a second press of the button.
const SECOND_PRESS: Duration = Duration::from_secs(60);

sql! {
    INSERT = "insert into messages (id, firm_id, matter_id, document_id, version_id, side, words, created_by, created_at, with_id)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    ENCLOSE = "insert into message_documents (message_id, firm_id, document_id, version_id, place) values ($1, $2, $3, $4, $5)";
    MY_LAST = "select id, words, created_at, version_id from messages
        where firm_id = $1 and matter_id = $2 and created_by = $3 and coalesce(with_id, '') = coalesce($4, '')
        order by created_at desc, id desc limit 1";
    ENCLOSED = "select version_id from message_documents where firm_id = $1 and message_id = $2 order by place";
    HAS_OWN = "select 1 from messages where firm_id = $1 and matter_id = $2 and with_id = $3 limit 1";
}

/// A letter about to be sent.
#[derive(Clone, Debug, Default)]
pub struct NewMessage {
    /// With whom alone; absent: everybody who sees the others.
    pub with: Option<PersonId>,
    /// What it is about.
    pub about: Option<Version>,
    /// What lies with it.
    pub documents: Vec<Version>,
    /// Its words.
    pub words: String,
}

/// Whether the firm exchanges letters with somebody alone who sees the others.
///
/// # Errors
/// The store's.
pub fn has_own(tx: &mut Tx<'_, '_>, matter: &Matter, person: PersonId) -> Result<bool> {
    let found = tx.row(HAS_OWN, &[&tx.firm(), &matter.id, &person], |_| Ok(()))?;
    Ok(found.is_some())
}

/// Writes a letter, and tells its readers when the firm wrote it: to them it also opens what lies with it. Pressed twice it is
/// one letter. What its writer had begun to write here is done with.
///
/// # Errors
/// [`Error::Forbidden`] for those who may not write here; [`Error::NotFound`] when a version is of another matter, or for a
/// correspondence that is not theirs; [`Error::Refused`] for documents that cannot go along; [`Error::SignIn`] at the door.
pub fn write(tx: &mut Tx<'_, '_>, matter: &Matter, new: &NewMessage) -> Result<MessageId> {
    let signed = tx.actor().signed().ok_or(Error::SignIn)?;
    let (side, with) = match signed.side {
        Side::Firm(_) => {
            tx.require(Right::RunMatters)?;
            if let Some(to) = new.with {
                matter.terms_of(tx, to)?.ok_or(Error::NotFound)?;
            }
            (Origin::Firm, new.with)
        }
        Side::Client => {
            matter.require(tx, Right::WriteLetters)?;
            let is_apart = !matter.allows(Right::MeetOthers);
            let with = if is_apart {
                Some(signed.person)
            } else {
                new.with
            };
            let is_theirs = match with {
                None => true,
                Some(with) if with != signed.person => false,
                Some(_) => is_apart || has_own(tx, matter, signed.person)?,
            };
            if !is_theirs {
                return Err(Error::NotFound);
            }
            (Origin::Client, with)
        }
    };
    let mut versions = new.about.iter().chain(&new.documents);
    if versions.any(|version| version.matter != matter.id) {
        return Err(Error::NotFound);
    }
    Draft::forget(tx, matter)?;
    if let Some(sent) = sent_already(tx, matter, signed.person, with, new)? {
        return Ok(sent);
    }
    let id: MessageId = tx.new_id()?;
    let sealed = tx.seal(Under::Matter(matter.id), WORDS, id, &new.words)?;
    tx.run(
        INSERT,
        &[
            &id,
            &tx.firm(),
            &matter.id,
            &new.about.as_ref().map(|version| version.document),
            &new.about.as_ref().map(|version| version.id),
            &side,
            &sealed,
            &signed.person,
            &tx.now(),
            &with,
        ],
    )?;
    for (place, version) in (1_i64..).zip(&new.documents) {
        version.leave()?;
        let (document, version) = (version.document, version.id);
        tx.run(ENCLOSE, &[&id, &tx.firm(), &document, &version, &place])?;
    }
    matter.touch(tx)?;
    tx.record(
        Entry::of(Act::MessageWritten)
            .in_matter(matter.id)
            .about(id),
    )?;
    if side == Origin::Firm {
        let readers: Vec<PersonId> = matter
            .participants(tx)?
            .into_iter()
            .filter(|participant| match with {
                Some(alone) => participant.person == alone && participant.is_in(),
                None => participant.meets(),
            })
            .map(|participant| participant.person)
            .collect();
        open_along(tx, matter, &new.documents, &readers, Along::Living)?;
        for reader in readers {
            let (kind, subject) = (notices::Kind::SomethingNew, Some(id.as_ref()));
            notices::queue(tx, reader, kind, subject, tx.now())?;
        }
    }
    Ok(id)
}

/// The letter that a second press of the button would send again.
fn sent_already(
    tx: &mut Tx<'_, '_>,
    matter: &Matter,
    by: PersonId,
    with: Option<PersonId>,
    new: &NewMessage,
) -> Result<Option<MessageId>> {
    let last = tx.row(MY_LAST, &[&tx.firm(), &matter.id, &by, &with], |row| {
        Ok((
            row.get::<MessageId>(0)?,
            row.get::<Vec<u8>>(1)?,
            row.get::<Timestamp>(2)?,
            row.get::<Option<VersionId>>(3)?,
        ))
    })?;
    let Some((id, sealed, at, about)) = last else {
        return Ok(None);
    };
    if tx.now().since(at) >= SECOND_PRESS || about != new.about.as_ref().map(|it| it.id) {
        return Ok(None);
    }
    let enclosed: Vec<VersionId> = tx.rows(ENCLOSED, &[&tx.firm(), &id], |row| row.get(0))?;
    if !enclosed.iter().eq(new.documents.iter().map(|it| &it.id)) {
        return Ok(None);
    }
    let said = tx.open(Under::Matter(matter.id), WORDS, id, &sealed)?;
    Ok((said == new.words).then_some(id))
}
