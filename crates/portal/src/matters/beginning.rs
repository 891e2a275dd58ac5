//! What a new firm has done so far, for the list of first steps.

use crate::base::{MatterId, Result, Right, Timestamp, Tx, sql};

sql! {
    // Counts what people and members keep: first steps are one line each, and one statement is enough. Whether there is
    // any, never which.
    BEGINNING = "select (select id from matters where firm_id = $1 and practice_at is not null and removed_at is null limit 1),
        (select count(*) from matters where firm_id = $1 and practice_at is null and removed_at is null),
        (select count(*) from participants a join matters m on m.id = a.matter_id and m.practice_at is null
            where a.firm_id = $1),
        (select count(*) from members where firm_id = $1),
        (select mail_set_aside_at from firms where id = $1)";
}

/// First steps of a firm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beginning {
    /// The practice matter, while it is there.
    pub practice: Option<MatterId>,
    /// Whether a real matter was opened.
    pub has_matter: bool,
    /// Whether somebody of a client's side was let into one.
    pub has_client: bool,
    /// Whether the owner has company.
    pub has_colleague: bool,
    /// Whether the owner has said that letters are printed.
    pub has_set_mail_aside: bool,
}

impl Beginning {
    /// How far the firm is.
    ///
    /// # Errors
    /// [`Error::Forbidden`](crate::base::Error::Forbidden) without [`Right::RunFirm`].
    pub fn load(tx: &mut Tx<'_, '_>) -> Result<Self> {
        tx.require(Right::RunFirm)?;
        let found = tx.row(BEGINNING, &[&tx.firm()], |row| {
            Ok(Self {
                practice: row.get(0)?,
                has_matter: row.get::<i64>(1)? > 0,
                has_client: row.get::<i64>(2)? > 0,
                has_colleague: row.get::<i64>(3)? > 1,
                has_set_mail_aside: row.get::<Option<Timestamp>>(4)?.is_some(),
            })
        })?;
        found.ok_or(crate::base::Error::NotFound)
    }

    /// Whether the firm has done what it cannot do without: a matter with a client in it, and letters that leave or are
    /// known not to.
    pub fn is_over(&self, sends_mail: bool) -> bool {
        self.has_matter && self.has_client && (sends_mail || self.has_set_mail_aside)
    }
}
