//! Notices: mails that say that something waits, never what. Written with the act, sent after it.

use crate::base::{NoticeId, PersonId, Result, Timestamp, Tx, sql};

sql! {
    INSERT = "insert into notices (id, firm_id, person_id, kind, subject_id, leave_at, tries, next_try_at, leased_until, created_at)
        values ($1, $2, $3, $4, $5, $6, 0, $6, 0, $7)";
    WITHDRAW = "update notices set withdrawn_at = $3
        where firm_id = $1 and subject_id = $2 and sent_at is null and withdrawn_at is null";
}

/// Where letters go.
pub enum Mail {
    /// Nowhere: letters are printed.
    None,
}

/// What a letter is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A way in.
    Invitation,
    /// The invitation is still open.
    InvitationReminder,
    /// Something to do.
    SomethingNeedsYou,
    /// Something to read.
    SomethingNew,
    /// What was sent has arrived.
    Received,
    /// A way in was changed.
    WayInChanged,
    /// A sign-in from a device not seen before.
    NewDevice,
}

text_enum! { Kind {
    Invitation = "invitation", InvitationReminder = "invitation reminder", SomethingNeedsYou = "something needs you",
    SomethingNew = "something new", Received = "received", WayInChanged = "way in changed", NewDevice = "new device",
} }

/// Writes to a person, not before `leave_at`. The act it tells of records itself.
///
/// # Errors
/// The store's.
pub fn queue(
    tx: &mut Tx<'_, '_>,
    person: PersonId,
    kind: Kind,
    subject: Option<&str>,
    leave_at: Timestamp,
) -> Result<()> {
    let id: NoticeId = tx.new_id()?;
    tx.run(
        INSERT,
        &[
            &id,
            &tx.firm(),
            &person,
            &kind,
            &subject,
            &leave_at,
            &tx.now(),
        ],
    )?;
    Ok(())
}

/// Takes back what has not left yet about a subject.
///
/// # Errors
/// The store's.
pub fn withdraw(tx: &mut Tx<'_, '_>, subject: &str) -> Result<()> {
    tx.run(WITHDRAW, &[&tx.firm(), &subject, &tx.now()])?;
    Ok(())
}
