//! Sessions: a signed-in browser. The cookie holds 256 random bits; the row holds their hash, so that a copy of the
//! database opens no door.

use std::time::Duration;

use aws_lc_rs::digest;

use super::{Appearance, NAME, Policy, Surroundings, TITLE, codes, policy::policy_columns};
use crate::base::{
    Act, Actor, Device, Entry, Error, Locale, PersonId, Result, Right, Role, SessionId, Side,
    Signed, Timestamp, Tx, Under, WayIn, random, sql,
};

/// However busy, a member's session is over after this.
const MEMBER_LIFE: Duration = Duration::from_secs(12 * 60 * 60);
/// However busy, a client's session is over after this.
const CLIENT_LIFE: Duration = Duration::from_secs(24 * 60 * 60);
/// Sessions a person may have; the oldest gives way.
const MOST: i64 = 10;
/// How stale `seen_at` may be: it is written at most once in this span.
pub const SEEN_STEP: Duration = Duration::from_secs(60);

sql! {
    RECOGNISE = concat!("select s.id, s.person_id, s.way, s.device, s.created_at, s.seen_at, s.proved_at, p.name, p.locale, p.appearance,
            m.role, m.title, ", policy_columns!(), "
        from sessions s
        join people p on p.id = s.person_id and p.ended_at is null
        join firms f on f.id = s.firm_id
        left join members m on m.person_id = s.person_id
        where s.firm_id = $1 and s.token_hash = $2 and s.ended_at is null and s.ends_at > $3 and s.seen_at > $3 - f.idle_minutes * 60000000");
    IS_OPEN = concat!("select s.way, m.role, ", policy_columns!(), " from sessions s
        join people p on p.id = s.person_id and p.ended_at is null
        join firms f on f.id = s.firm_id
        left join members m on m.person_id = s.person_id
        where s.firm_id = $1 and s.id = $2 and s.ended_at is null and s.ends_at > $3");
    SEEN = "update sessions set seen_at = $3 where firm_id = $1 and id = $2 and seen_at < $3";
    BEGIN = "insert into sessions (id, firm_id, person_id, token_hash, way, device, browser, network, created_at, seen_at, proved_at, ends_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $9, $10)";
    PROVE = "update sessions set token_hash = $3, proved_at = $4, way = $5 where firm_id = $1 and id = $2 and ended_at is null";
    OF = "select s.id, s.device, s.browser, s.created_at, s.seen_at from sessions s join firms f on f.id = s.firm_id
        where s.firm_id = $1 and s.person_id = $2 and s.ended_at is null and s.ends_at > $3 and s.seen_at > $3 - f.idle_minutes * 60000000
        order by s.seen_at desc, s.id desc";
    END = "update sessions set ended_at = $4 where firm_id = $1 and id = $2 and person_id = $3 and ended_at is null";
    END_ALL = "update sessions set ended_at = $3 where firm_id = $1 and person_id = $2 and ended_at is null";
    END_OTHERS = "update sessions set ended_at = $4 where firm_id = $1 and person_id = $2 and id <> $3 and ended_at is null";
    END_EVERYBODYS = "update sessions set ended_at = $3 where firm_id = $1 and id <> $2 and ended_at is null";
    END_OLDEST = "update sessions set ended_at = $3 where firm_id = $1 and ended_at is null and id in (
        select id from sessions where firm_id = $1 and person_id = $2 and ended_at is null order by created_at desc, id desc limit 100 offset $4)";
    DEVICES = "select count(*), sum(case when device = $3 and browser = $4 then 1 else 0 end) from sessions where firm_id = $1 and person_id = $2";
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
    /// Whether the way they came in is not one the firm takes: they get no further than adding another.
    pub falls_short: bool,
}

/// A signed-in browser, as its person sees it in a list.
#[derive(Clone, Debug)]
pub struct OpenSession {
    /// Which.
    pub id: SessionId,
    /// Kind of device.
    pub device: Device,
    /// Browser, a word from a fixed list; may be empty.
    pub browser: String,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last in use, to the minute.
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
        Ok(codes::hex(&random::<32>()?))
    }

    /// Begins a session; answers its token, which only the cookie keeps. Only a complete sign-in leads here.
    ///
    /// # Errors
    /// The store's.
    pub(super) fn begin(
        tx: &mut Tx<'_, '_>,
        person: PersonId,
        side: Side,
        way: WayIn,
        at: &Surroundings,
    ) -> Result<String> {
        let (id, token, now): (SessionId, _, _) = (tx.new_id()?, Self::new_token()?, tx.now());
        let life = match side {
            Side::Firm(_) => MEMBER_LIFE,
            Side::Client => CLIENT_LIFE,
        };
        tx.run(END_OLDEST, &[&tx.firm(), &person, &now, &(MOST - 1)])?;
        tx.run(
            BEGIN,
            &[
                &id,
                &tx.firm(),
                &person,
                &Self::hash(&token),
                &way,
                &at.device,
                &at.browser,
                &at.network,
                &now,
                &now.after(life),
            ],
        )?;
        Ok(token)
    }

    /// Notes that the person has proved again who they are; answers the session's new token.
    ///
    /// # Errors
    /// [`Error::SignIn`] when the session ended meanwhile.
    pub fn proved(tx: &mut Tx<'_, '_>, signed: &Signed, way: WayIn) -> Result<String> {
        let token = Self::new_token()?;
        if tx.run(
            PROVE,
            &[
                &tx.firm(),
                &signed.session,
                &Self::hash(&token),
                &tx.now(),
                &way,
            ],
        )? == 0
        {
            return Err(Error::SignIn);
        }
        tx.record(
            Entry::of(Act::SignedIn)
                .about(signed.person)
                .with("way", way.as_str())
                .with("again", "yes"),
        )?;
        Ok(token)
    }

    /// Whether the session goes on: nobody ended it, it is inside its life, and the firm still takes the way it came. What is
    /// under way is a sign of its person, so silence does not count.
    ///
    /// # Errors
    /// The store's.
    pub fn is_open(tx: &mut Tx<'_, '_>, signed: &Signed) -> Result<bool> {
        let open = tx.row(IS_OPEN, &[&tx.firm(), &signed.session, &tx.now()], |row| {
            let role = row.get::<Option<Role>>(1)?;
            let side = role.map_or(Side::Client, Side::Firm);
            Ok(Policy::read(row, 2)?.takes(side, row.get(0)?))
        })?;
        Ok(open.unwrap_or(false))
    }

    /// A person's sessions, the one last used first.
    ///
    /// # Errors
    /// The store's.
    pub fn of(tx: &mut Tx<'_, '_>, person: PersonId) -> Result<Vec<OpenSession>> {
        let now = tx.now();
        tx.rows(OF, &[&tx.firm(), &person, &now], |row| {
            Ok(OpenSession {
                id: row.get(0)?,
                device: row.get(1)?,
                browser: row.get(2)?,
                created_at: row.get(3)?,
                seen_at: row.get(4)?,
            })
        })
    }

    /// Ends one of a person's sessions. Twice is fine.
    ///
    /// # Errors
    /// The store's.
    pub fn end(tx: &mut Tx<'_, '_>, person: PersonId, session: SessionId) -> Result<()> {
        let ended = tx.run(END, &[&tx.firm(), &session, &person, &tx.now()])?;
        record_ended(tx, person, ended)
    }

    /// Ends all of a person's sessions.
    ///
    /// # Errors
    /// The store's.
    pub fn end_all(tx: &mut Tx<'_, '_>, person: PersonId) -> Result<()> {
        let ended = tx.run(END_ALL, &[&tx.firm(), &person, &tx.now()])?;
        record_ended(tx, person, ended)
    }

    /// Ends all of a person's sessions but the one in use.
    ///
    /// # Errors
    /// The store's.
    pub fn end_others(tx: &mut Tx<'_, '_>, signed: &Signed) -> Result<()> {
        let ended = tx.run(
            END_OTHERS,
            &[&tx.firm(), &signed.person, &signed.session, &tx.now()],
        )?;
        record_ended(tx, signed.person, ended)
    }

    /// Ends everybody's sessions but this one.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for everybody but owners.
    pub fn end_everybodys(tx: &mut Tx<'_, '_>, but: &Signed) -> Result<()> {
        tx.require(Right::RunFirm)?;
        let ended = tx.run(END_EVERYBODYS, &[&tx.firm(), &but.session, &tx.now()])?;
        tx.record(Entry::of(Act::EverybodySignedOut).with("sessions", ended))
    }

    /// Whether the person has signed in before, and never in surroundings like these.
    ///
    /// # Errors
    /// The store's.
    pub(super) fn is_new_device(
        tx: &mut Tx<'_, '_>,
        person: PersonId,
        at: &Surroundings,
    ) -> Result<bool> {
        let row = tx.row(
            DEVICES,
            &[&tx.firm(), &person, &at.device, &at.browser],
            |row| Ok((row.get::<i64>(0)?, row.get::<Option<i64>>(1)?)),
        )?;
        Ok(row.is_some_and(|(all, alike)| all > 0 && alike.unwrap_or(0) == 0))
    }

    /// Who the bearer of this token is, while the session lasts.
    ///
    /// # Errors
    /// The store's.
    pub fn recognise(tx: &mut Tx<'_, '_>, token: &str) -> Result<Option<Recognised>> {
        let now = tx.now();
        let row = tx.row(RECOGNISE, &[&tx.firm(), &Self::hash(token), &now], |row| {
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
                Policy::read(row, 12)?,
            ))
        })?;
        let Some((
            session,
            person,
            (way, device),
            (signed_in_at, seen_at, proved_at),
            name,
            (locale, appearance),
            (role, title),
            policy,
        )) = row
        else {
            return Ok(None);
        };
        let side = role.map_or(Side::Client, Side::Firm);
        Ok(Some(Recognised {
            name: tx.open(Under::Firm, NAME, person, &name)?,
            title: tx
                .open_maybe(Under::Firm, TITLE, person, title.as_deref())?
                .unwrap_or_default(),
            signed: Signed {
                person,
                side,
                session,
                way,
                device,
                proved_at,
                signed_in_at,
            },
            locale,
            appearance,
            seen_at,
            falls_short: !policy.takes(side, way),
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

fn record_ended(tx: &mut Tx<'_, '_>, person: PersonId, ended: u64) -> Result<()> {
    if ended == 0 {
        return Ok(());
    }
    tx.record(
        Entry::of(Act::SignedOut)
            .about(person)
            .with("sessions", ended),
    )
}

impl Recognised {
    /// The actor for this session.
    pub fn actor(&self, firm: crate::base::FirmId) -> Actor {
        Actor::Person(firm, self.signed.clone())
    }
}
