//! Sessions: a signed-in browser. The cookie holds 256 random bits; the row holds their hash, so that a copy of the
//! database opens no door.

use std::time::Duration;

use aws_lc_rs::digest;

use super::{Appearance, NAME, TITLE};
use crate::base::{
    Actor, Device, Locale, PersonId, Result, Role, SessionId, Side, Signed, Timestamp, Tx, Under,
    WayIn, random, sql,
};

/// Without a request for this long, a session is over.
pub const IDLE: Duration = Duration::from_secs(30 * 60);
/// How stale `seen_at` may be: it is written at most once in this span.
pub const SEEN_STEP: Duration = Duration::from_secs(60);

sql! {
    RECOGNISE = "select s.id, s.person_id, s.way, s.device, s.created_at, s.seen_at, s.proved_at, p.name, p.locale, p.appearance, m.role, m.title
        from sessions s
        join people p on p.id = s.person_id and p.ended_at is null
        left join members m on m.person_id = s.person_id
        where s.firm_id = $1 and s.token_hash = $2 and s.ended_at is null and s.ends_at > $3 and s.seen_at > $4";
    SEEN = "update sessions set seen_at = $3 where firm_id = $1 and id = $2 and seen_at < $3";
}

/// A session and what pages show of its person.
#[derive(Clone, Debug)]
pub struct Recognised {
    /// The actor's part.
    pub signed: Signed,
    /// The person's name.
    pub name: String,
    /// "Law clerk"; empty for clients.
    pub title: String,
    /// The language they chose.
    pub locale: Locale,
    /// Light or dark.
    pub appearance: Appearance,
    /// When `seen_at` was last written.
    pub seen_at: Timestamp,
}

/// Signed-in browsers.
pub struct Session;

impl Session {
    /// The hash under which a token is kept.
    pub fn hash(token: &str) -> Vec<u8> {
        digest::digest(&digest::SHA256, token.as_bytes())
            .as_ref()
            .to_vec()
    }

    /// A fresh token: 256 random bits as hexadecimal digits.
    ///
    /// # Errors
    /// When the system has no random bytes.
    pub fn new_token() -> Result<String> {
        use std::fmt::Write;
        Ok(random::<32>()?
            .iter()
            .fold(String::with_capacity(64), |mut text, byte| {
                let _ = write!(text, "{byte:02x}");
                text
            }))
    }

    /// Who the bearer of this token is, while the session lasts.
    ///
    /// # Errors
    /// The store's.
    pub fn recognise(tx: &mut Tx<'_, '_>, token: &str) -> Result<Option<Recognised>> {
        let now = tx.now();
        let row = tx.row(
            RECOGNISE,
            &[&tx.firm(), &Self::hash(token), &now, &now.before(IDLE)],
            |row| {
                Ok((
                    row.get::<SessionId>(0)?,
                    row.get::<PersonId>(1)?,
                    (row.get::<WayIn>(2)?, row.get::<Device>(3)?),
                    (
                        row.get::<Timestamp>(4)?,
                        row.get::<Timestamp>(5)?,
                        row.get::<Timestamp>(6)?,
                    ),
                    row.get::<Vec<u8>>(7)?,
                    (row.get::<Locale>(8)?, row.get::<Appearance>(9)?),
                    (
                        row.get::<Option<Role>>(10)?,
                        row.get::<Option<Vec<u8>>>(11)?,
                    ),
                ))
            },
        )?;
        let Some((
            session,
            person,
            (way, device),
            (signed_in_at, seen_at, proved_at),
            name,
            (locale, appearance),
            (role, title),
        )) = row
        else {
            return Ok(None);
        };
        Ok(Some(Recognised {
            name: tx.open(Under::Firm, NAME, person, &name)?,
            title: tx
                .open_maybe(Under::Firm, TITLE, person, title.as_deref())?
                .unwrap_or_default(),
            signed: Signed {
                person,
                side: role.map_or(Side::Client, Side::Firm),
                session,
                way,
                device,
                proved_at,
                signed_in_at,
            },
            locale,
            appearance,
            seen_at,
        }))
    }

    /// Notes that the session is in use.
    ///
    /// # Errors
    /// The store's.
    pub fn saw(tx: &mut Tx<'_, '_>, session: SessionId) -> Result<()> {
        tx.unaudited("being seen is not an act; the sign-in was recorded");
        tx.run(SEEN, &[&tx.firm(), &session, &tx.now()])?;
        Ok(())
    }
}

impl Recognised {
    /// The actor for this session.
    pub fn actor(&self, firm: crate::base::FirmId) -> Actor {
        Actor::Person(firm, self.signed.clone())
    }
}
