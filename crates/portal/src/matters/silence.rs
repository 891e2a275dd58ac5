//! Silence: matters whose client has not heard from the firm for long.
//!
//! Nothing is ever said by itself. Today names such a matter with a note that says that there is nothing new; a member
//! reads it and says it, or writes something better. The note counts only as long as nobody has told the client anything
//! meanwhile, so that two members do not say it twice.

use super::{Matter, Next, TITLE, status};
use crate::{
    base::{
        Act, Entry, Error, Locale, MatterId, Result, Right, StatusUpdateId, Timestamp, Tx, Under,
        Whose, sees, sql, takes_part,
    },
    clients,
};

/// When the client of matter `m` last heard: was let in, read a sentence, was led to a stage, got a letter or a document,
/// was asked for something. Looks at the tables of what clients hear through, which later slices keep.
macro_rules! heard_at {
    ($now:literal) => {
        concat!(
            "(select max(h.heard_at) from (
                select a.added_at as heard_at from participants a
                    where a.firm_id = $1 and a.matter_id = m.id and a.kind = 'client' and ",
            takes_part!("a", $now),
            "
                union all select u.created_at from status_updates u where u.firm_id = $1 and u.matter_id = m.id
                union all select v.moved_at from stage_moves v where v.firm_id = $1 and v.matter_id = m.id
                union all select x.created_at from messages x where x.firm_id = $1 and x.matter_id = m.id and x.side = 'firm'
                union all select s.created_at from shares s where s.firm_id = $1 and s.matter_id = m.id
                union all select r.created_at from requests r where r.firm_id = $1 and r.matter_id = m.id and r.withdrawn_at is null) h)"
        )
    };
}

/// The client's people in matter `m` who have come in.
macro_rules! readers {
    ($what:literal, $now:literal) => {
        concat!(
            "(select ",
            $what,
            " from participants a join people p on p.id = a.person_id and p.entered_at is not null
                where a.firm_id = $1 and a.matter_id = m.id and a.kind = 'client' and ",
            takes_part!("a", $now),
            ")"
        )
    };
}

sql! {
    SILENT = concat!("select q.id, q.title, q.client_id, q.name, q.heard_at, q.first_locale, q.last_locale,
            u.id, u.next_words, u.next_by, u.next_at
        from (select m.id, m.title, m.client_id, c.name, ", heard_at!("$4"), " as heard_at, ",
            readers!("min(p.locale)", "$4"), " as first_locale, ", readers!("max(p.locale)", "$4"), " as last_locale
            from matters m join clients c on c.id = m.client_id
            where m.firm_id = $1 and m.removed_at is null and m.closed_at is null and m.practice_at is null
                and m.nudges_ended_at is null and ", sees!("m.id", "$2", "$3", "$4"), ") q
        left join status_updates u on u.id = (select n.id from status_updates n
            where n.firm_id = $1 and n.matter_id = q.id order by n.created_at desc, n.id desc limit 1)
        where q.heard_at < $5 and q.first_locale is not null
        order by q.heard_at, q.id limit 50");
    HEARD = concat!("select ", heard_at!("$3"), " from matters m where m.firm_id = $1 and m.id = $2");
    NUDGES = "select nudges_ended_at from matters where firm_id = $1 and id = $2";
    SET_NUDGES = "update matters set nudges_ended_at = $3 where firm_id = $1 and id = $2";
}

/// A matter whose client has not heard for long.
#[derive(Clone, Debug)]
pub struct Silence {
    /// Which.
    pub matter: MatterId,
    /// Its title.
    pub title: String,
    /// Its client's name.
    pub client_name: String,
    /// When they last heard.
    pub heard_at: Timestamp,
    /// The language all of its client's people read; none where they read different ones.
    pub locale: Option<Locale>,
    /// What happens next, as it was last said.
    pub next: Option<Next>,
}

/// Open matters whose client last heard before `since`, the longest silence first; at most 50. None of those for which this
/// is off, or where nobody of the client's has come in yet.
///
/// # Errors
/// [`Error::Forbidden`] for clients.
pub fn silent(tx: &mut Tx<'_, '_>, whose: Whose, since: Timestamp) -> Result<Vec<Silence>> {
    tx.require(Right::ReadMatters)?;
    let eyes = tx.eyes(whose)?;
    let params: [&dyn anteroom_db::Param; 5] =
        [&tx.firm(), &eyes.member(), &eyes.but(), &tx.now(), &since];
    let rows = tx.rows(SILENT, &params, |row| {
        let locales = (row.get::<Locale>(5)?, row.get::<Locale>(6)?);
        let silence = Silence {
            matter: row.get(0)?,
            title: String::new(),
            client_name: String::new(),
            heard_at: row.get(4)?,
            locale: (locales.0 == locales.1).then_some(locales.0),
            next: None,
        };
        let next = row
            .get::<Option<StatusUpdateId>>(7)?
            .zip(status::read_next(row, 8)?);
        Ok((
            silence,
            row.get::<Vec<u8>>(1)?,
            (row.get(2)?, row.get::<Vec<u8>>(3)?),
            next,
        ))
    })?;
    rows.into_iter()
        .map(|(silence, title, (client, name), next)| {
            let matter = silence.matter;
            Ok(Silence {
                title: tx.open(Under::Matter(matter), TITLE, matter, &title)?,
                client_name: clients::open_name(tx, client, &name)?,
                next: match next {
                    Some((id, next)) => Some(status::open_next(tx, matter, id, next)?),
                    None => None,
                },
                ..silence
            })
        })
        .collect()
}

impl Matter {
    /// When its client last heard from the firm; absent while nobody of theirs was let in.
    ///
    /// # Errors
    /// The store's.
    pub fn heard_at(&self, tx: &mut Tx<'_, '_>) -> Result<Option<Timestamp>> {
        let found = tx.row(HEARD, &[&tx.firm(), &self.id, &tx.now()], |row| row.get(0))?;
        Ok(found.flatten())
    }

    /// Says that there is nothing new, as a member has approved it: what happens next stays what was last said.
    ///
    /// # Errors
    /// [`Error::Refused`] when the client has heard after `heard_at`; [`Error::Forbidden`] without [`Right::RunMatters`].
    pub fn say_nothing_new(
        &self,
        tx: &mut Tx<'_, '_>,
        words: &str,
        heard_at: Timestamp,
    ) -> Result<StatusUpdateId> {
        tx.require(Right::RunMatters)?;
        if self.heard_at(tx)? != Some(heard_at) {
            return Err(Error::Refused("matters-refused-heard-since"));
        }
        let status = self.status(tx)?;
        let next = status.and_then(|status| status.next_again(tx.now()));
        self.write_status(tx, words, next.as_ref())
    }

    /// Whether Today says when its client has not heard for long.
    ///
    /// # Errors
    /// The store's.
    pub fn has_nudges(&self, tx: &mut Tx<'_, '_>) -> Result<bool> {
        let found = tx.row(NUDGES, &[&tx.firm(), &self.id], |row| {
            row.get::<Option<Timestamp>>(0)
        })?;
        Ok(found.flatten().is_none())
    }

    /// Says whether Today does.
    ///
    /// # Errors
    /// [`Error::Forbidden`] without [`Right::RunMatters`].
    pub fn set_nudges(&self, tx: &mut Tx<'_, '_>, is_on: bool) -> Result<()> {
        tx.require(Right::RunMatters)?;
        let ended_at = (!is_on).then(|| tx.now());
        tx.run(SET_NUDGES, &[&tx.firm(), &self.id, &ended_at])?;
        tx.record(
            Entry::of(Act::NudgesSet)
                .in_matter(self.id)
                .about(self.id)
                .with("how", if is_on { "on" } else { "off" }),
        )
    }
}
