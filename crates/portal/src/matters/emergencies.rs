//! Emergencies: a member off the team asks to open a matter, by its file number, with a reason. A second member who sees it
//! agrees; then it is open to them for [`LIFE`]. Where an owner asks and nobody is left who could agree, the clock does,
//! after [`WAIT`]. Never past a conflict.
//!
//! Whoever asks is told the same whether or not there is such a matter: a file number opens nothing and asks nothing out.

use std::time::Duration;

use super::{Matter, TITLE, number_index};
use crate::{
    base::{
        Act, Column, EmergencyId, Entry, Error, MatterId, PersonId, Result, Right, Role, Side,
        Timestamp, Tx, Under, Whose, sql,
    },
    notices, people,
};

/// How long a matter is open to somebody who was let in.
const LIFE: Duration = Duration::from_secs(8 * 60 * 60);
/// How long an owner waits where nobody is left who could agree.
const WAIT: Duration = Duration::from_secs(60 * 60);
/// How long a request can be agreed to.
const OPEN_FOR: Duration = Duration::from_secs(24 * 60 * 60);
/// How long what was asked stays on the pages; the record keeps it.
const SHOWN: Duration = Duration::from_secs(7 * 24 * 60 * 60);

const REASON: Column = Column::of("emergencies", "reason");
const TYPED: Column = Column::of("emergencies", "number");

/// The columns of [`Row`], in its order; `e` is the emergency, `a` whoever asks, `b` whoever agreed, `m` the matter.
macro_rules! emergency_columns {
    () => {
        "e.id, e.matter_id, e.person_id, a.name, e.number, e.reason, e.asked_at, e.opens_at, e.ends_at, e.agreed_by, b.name, e.ended_at, m.title
         from emergencies e join people a on a.id = e.person_id left join people b on b.id = e.agreed_by
         left join matters m on m.id = e.matter_id"
    };
}

/// Whether $2 sees the matter of `e` at $3 otherwise than in an emergency.
macro_rules! seen_by_second {
    () => {
        "exists (select 1 from sights g where g.firm_id = $1 and g.matter_id = e.matter_id and g.person_id = $2
            and g.through in ('team', 'owner') and g.opens_at <= $3 and g.ends_at > $3)"
    };
}

sql! {
    BY_NUMBER = "select id from matters where firm_id = $1 and number_index = $2 and removed_at is null";
    IN_CONFLICT = "select 1 from conflicts where firm_id = $1 and matter_id = $2 and person_id = $3 and ended_at is null";
    // Whoever sees the matter, may act and works here still.
    SECONDS = "select distinct g.person_id from sights g
        join members o on o.person_id = g.person_id and o.role in ('owner', 'lawyer', 'assistant')
        join people p on p.id = g.person_id and p.ended_at is null
        where g.firm_id = $1 and g.matter_id = $2 and g.person_id <> $3 and g.through in ('team', 'owner')
            and g.opens_at <= $4 and g.ends_at > $4 order by g.person_id";
    OWNERS = "select o.person_id from members o join people p on p.id = o.person_id and p.ended_at is null
        where o.firm_id = $1 and o.role = 'owner' order by o.person_id";
    INSERT = "insert into emergencies (id, firm_id, matter_id, person_id, number, reason, asked_at, opens_at, ends_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    FIND = concat!("select ", emergency_columns!(), " where e.firm_id = $1 and e.id = $4 and (e.person_id = $2 or ", seen_by_second!(), ")");
    MINE = concat!("select ", emergency_columns!(), " where e.firm_id = $1 and e.person_id = $2 and e.asked_at > $3 order by e.asked_at desc, e.id desc limit 50");
    TO_SECOND = concat!("select ", emergency_columns!(), " where e.firm_id = $1 and e.person_id <> $2 and e.asked_at > $4 and ", seen_by_second!(), "
        order by e.asked_at desc, e.id desc limit 50");
    AGREE = "update emergencies set opens_at = $3, ends_at = $4, agreed_by = $5
        where firm_id = $1 and id = $2 and opens_at is null and ended_at is null";
    END = "update emergencies set ended_at = $3, ended_by = $4 where firm_id = $1 and id = $2 and ended_at is null";
}

/// Where an emergency stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It waits for somebody to agree, or for the clock.
    Asked,
    /// The matter is open to whoever asked.
    Open,
    /// It was refused, or was never agreed to.
    Refused,
    /// It was open, and is no more.
    Over,
}

/// Somebody asks to open a matter in an emergency.
#[derive(Clone, Debug)]
pub struct Emergency {
    /// Which.
    pub id: EmergencyId,
    /// The matter; absent where there is none they could be let into.
    pub matter: Option<MatterId>,
    /// Its title; for whoever asks, only while it is open to them.
    pub title: Option<String>,
    /// Who asks.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// The file number as they typed it.
    pub number: String,
    /// Why.
    pub reason: String,
    /// When.
    pub asked_at: Timestamp,
    /// From when on it is open.
    pub opens_at: Option<Timestamp>,
    /// Until when.
    pub ends_at: Option<Timestamp>,
    /// Who agreed; nobody where the clock does.
    pub agreed_by: Option<String>,
    /// When it was refused, given back or taken away.
    pub ended_at: Option<Timestamp>,
}

impl Emergency {
    /// Asks to open a matter.
    ///
    /// # Errors
    /// [`Error::Forbidden`] without [`Right::OpenInEmergency`]; [`Error::Refused`] for a matter one sees already.
    pub fn ask(tx: &mut Tx<'_, '_>, number: &str, reason: &str) -> Result<EmergencyId> {
        tx.require(Right::OpenInEmergency)?;
        let (firm, now, me) = (tx.firm(), tx.now(), tx.person()?);
        let named: Option<MatterId> =
            tx.row(BY_NUMBER, &[&firm, &number_index(tx, number)], |row| {
                row.get(0)
            })?;
        let is_in_conflict = match named {
            Some(matter) => tx
                .row(IN_CONFLICT, &[&firm, &matter, &me], |_| Ok(()))?
                .is_some(),
            None => false,
        };
        let matter = named.filter(|_| !is_in_conflict);
        if let Some(matter) = matter
            && Matter::find(tx, matter).is_ok()
        {
            return Err(Error::Refused("matters-refused-emergency-seen"));
        }
        let seconds = match matter {
            Some(matter) => tx.rows(SECONDS, &[&firm, &matter, &me, &now], |row| row.get(0))?,
            None => Vec::new(),
        };
        let is_owner = tx
            .actor()
            .signed()
            .is_some_and(|signed| signed.side == Side::Firm(Role::Owner));
        let opens_at =
            (matter.is_some() && seconds.is_empty() && is_owner).then(|| now.after(WAIT));
        let id: EmergencyId = tx.new_id()?;
        let under = matter.map_or(Under::Firm, Under::Matter);
        let typed = tx.seal(under, TYPED, id, number)?;
        let sealed = tx.seal(under, REASON, id, reason)?;
        tx.run(
            INSERT,
            &[
                &id,
                &firm,
                &matter,
                &me,
                &typed,
                &sealed,
                &now,
                &opens_at,
                &opens_at.map(|at| at.after(LIFE)),
            ],
        )?;
        let act = match (is_in_conflict, opens_at) {
            (true, _) => Act::EmergencyBarred,
            (false, Some(_)) => Act::EmergencyWaits,
            (false, None) => Act::EmergencyAsked,
        };
        let entry = Entry::of(act).about(id).with("words", reason);
        tx.record(match named {
            Some(matter) => entry.in_matter(matter),
            None => entry.with("number", number),
        })?;
        let told = if opens_at.is_some() {
            tx.rows(OWNERS, &[&firm], |row| row.get(0))?
        } else {
            seconds
        };
        tell(tx, &told, id)?;
        Ok(id)
    }

    /// The emergency, for whoever asks and for those who see its matter otherwise.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn find(tx: &mut Tx<'_, '_>, id: EmergencyId) -> Result<Self> {
        tx.eyes(Whose::All)?;
        let params: [&dyn anteroom_db::Param; 4] = [&tx.firm(), &tx.person()?, &tx.now(), &id];
        let row = tx.row(FIND, &params, Row::read)?;
        row.ok_or(Error::NotFound)?.open(tx)
    }

    /// What the actor asked in the last week, newest first.
    ///
    /// # Errors
    /// The store's.
    pub fn mine(tx: &mut Tx<'_, '_>) -> Result<Vec<Self>> {
        let params: [&dyn anteroom_db::Param; 3] =
            [&tx.firm(), &tx.person()?, &tx.now().before(SHOWN)];
        let rows = tx.rows(MINE, &params, Row::read)?;
        rows.into_iter().map(|row| row.open(tx)).collect()
    }

    /// What others asked in the last week of matters the actor sees, newest first.
    ///
    /// # Errors
    /// The store's; [`Error::NotFound`] for clients.
    pub fn of_others(tx: &mut Tx<'_, '_>) -> Result<Vec<Self>> {
        tx.eyes(Whose::All)?;
        let now = tx.now();
        let params: [&dyn anteroom_db::Param; 4] =
            [&tx.firm(), &tx.person()?, &now, &now.before(SHOWN)];
        let rows = tx.rows(TO_SECOND, &params, Row::read)?;
        rows.into_iter().map(|row| row.open(tx)).collect()
    }

    /// Agrees: the matter is open to whoever asked from now on, for [`LIFE`].
    ///
    /// # Errors
    /// [`Error::NotFound`] for whoever asked; [`Error::Refused`] when it is not to be agreed to any more;
    /// [`Error::Forbidden`] without [`Right::OpenInEmergency`].
    pub fn agree(&self, tx: &mut Tx<'_, '_>) -> Result<()> {
        tx.require(Right::OpenInEmergency)?;
        let (me, now) = (tx.person()?, tx.now());
        let matter = self.matter.filter(|_| me != self.person);
        let matter = matter.ok_or(Error::NotFound)?;
        if self.standing(now) != Standing::Asked {
            return Err(Error::Refused("matters-refused-emergency-over"));
        }
        let firm = tx.firm();
        if tx
            .row(IN_CONFLICT, &[&firm, &matter, &self.person], |_| Ok(()))?
            .is_some()
        {
            return Err(Error::Refused("matters-refused-in-conflict"));
        }
        if tx.run(AGREE, &[&firm, &self.id, &now, &now.after(LIFE), &me])? == 0 {
            return Err(Error::Refused("matters-refused-emergency-over"));
        }
        tx.record(
            Entry::of(Act::EmergencyOpened)
                .in_matter(matter)
                .about(self.person)
                .with("person", &self.name)
                .with("words", &self.reason),
        )?;
        let mut told = tx.rows(SECONDS, &[&firm, &matter, &me, &now], |row| row.get(0))?;
        told.retain(|person| *person != self.person);
        told.push(self.person);
        tell(tx, &told, self.id)
    }

    /// Refuses it, gives it back or takes it away: whatever it was, it is over now. Twice is fine.
    ///
    /// # Errors
    /// [`Error::Forbidden`] without [`Right::OpenInEmergency`].
    pub fn end(&self, tx: &mut Tx<'_, '_>) -> Result<()> {
        tx.require(Right::OpenInEmergency)?;
        let was = self.standing(tx.now());
        if tx.run(END, &[&tx.firm(), &self.id, &tx.now(), &tx.person()?])? == 1 {
            let act = if was == Standing::Open {
                Act::EmergencyEnded
            } else {
                Act::EmergencyRefused
            };
            let entry = Entry::of(act).about(self.person).with("person", &self.name);
            tx.record(match self.matter {
                Some(matter) => entry.in_matter(matter),
                None => entry,
            })?;
        }
        Ok(())
    }

    /// Where it stands.
    pub fn standing(&self, now: Timestamp) -> Standing {
        match (self.opens_at, self.ends_at) {
            (Some(opens), Some(ends)) if self.ended_at.is_none() && ends > now => {
                if opens <= now {
                    Standing::Open
                } else {
                    Standing::Asked
                }
            }
            (Some(opens), _) if self.ended_at.is_none_or(|end| end > opens) => Standing::Over,
            (None, _) if self.ended_at.is_none() && self.asked_at.after(OPEN_FOR) > now => {
                Standing::Asked
            }
            _ => Standing::Refused,
        }
    }

    /// Whether it waits for the clock, not for somebody.
    pub fn waits_for_clock(&self, now: Timestamp) -> bool {
        self.standing(now) == Standing::Asked && self.opens_at.is_some()
    }
}

/// Writes to members that somebody asks, or was let in.
fn tell(tx: &mut Tx<'_, '_>, members: &[PersonId], id: EmergencyId) -> Result<()> {
    let (kind, now) = (notices::Kind::Emergency, tx.now());
    for member in members {
        notices::queue(tx, *member, kind, Some(id.as_ref()), now)?;
    }
    Ok(())
}

/// A row as the database keeps it.
struct Row {
    emergency: Emergency,
    name: Vec<u8>,
    number: Vec<u8>,
    reason: Vec<u8>,
    agreed_by: Option<PersonId>,
    agreed_name: Option<Vec<u8>>,
    title: Option<Vec<u8>>,
}

impl Row {
    fn read(row: &anteroom_db::Row<'_>) -> Result<Self, anteroom_db::Error> {
        Ok(Self {
            emergency: Emergency {
                id: row.get(0)?,
                matter: row.get(1)?,
                title: None,
                person: row.get(2)?,
                name: String::new(),
                number: String::new(),
                reason: String::new(),
                asked_at: row.get(6)?,
                opens_at: row.get(7)?,
                ends_at: row.get(8)?,
                agreed_by: None,
                ended_at: row.get(11)?,
            },
            name: row.get(3)?,
            number: row.get(4)?,
            reason: row.get(5)?,
            agreed_by: row.get(9)?,
            agreed_name: row.get(10)?,
            title: row.get(12)?,
        })
    }

    fn open(self, tx: &Tx<'_, '_>) -> Result<Emergency> {
        let mut emergency = self.emergency;
        let under = emergency.matter.map_or(Under::Firm, Under::Matter);
        emergency.name = people::open_name(tx, emergency.person, &self.name)?;
        emergency.number = tx.open(under, TYPED, emergency.id, &self.number)?;
        emergency.reason = tx.open(under, REASON, emergency.id, &self.reason)?;
        if let Some((person, name)) = self.agreed_by.zip(self.agreed_name) {
            emergency.agreed_by = Some(people::open_name(tx, person, &name)?);
        }
        let is_mine = tx.actor().person() == Some(emergency.person);
        if is_mine && emergency.standing(tx.now()) != Standing::Open {
            emergency.matter = None;
        } else if let Some((matter, title)) = emergency.matter.zip(self.title) {
            emergency.title = Some(tx.open(under, TITLE, matter, &title)?);
        }
        Ok(emergency)
    }
}
