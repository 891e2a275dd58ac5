//! Vouching: a member has checked that it is really them, and somebody who lost every way in gets a new one.
//!
//! After a call there is a day's wait, in which the person, told at once at the address on file, can stop it; from hand to
//! hand there is none. For a member of the firm a second member must agree first. The ways in they had end only when the
//! new one is made, and one at a time waits for a person. Neither the mailbox nor the code told in the call is enough alone.

use std::time::Duration;

use super::{Attempt, Invitation, Member, Person, Policy, Session, Way, codes, open_name};
use crate::{
    base::{
        Act, Column, Entry, Error, Id, PersonId, Result, Right, Timestamp, Tx, Under, VouchingId,
        Whose, sees, sql, takes_part,
    },
    notices,
};

/// How long somebody who was vouched for in a call waits.
const WAIT: Duration = Duration::from_secs(24 * 60 * 60);
/// How long one waits for a second member.
const PATIENCE: Duration = Duration::from_secs(7 * 24 * 60 * 60);

const WORDS: Column = Column::of("vouchings", "words");
const DOOR_CODE: Column = Column::of("vouchings", "door_code");

/// How the member knew that it was them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// They called the number on file.
    Call,
    /// They stood before them.
    InPerson,
}

text_enum! { How { Call = "call", InPerson = "in person" } }

impl How {
    /// How the invitation reaches the person.
    pub(super) fn way(self) -> Way {
        match self {
            Self::Call => Way::Email,
            Self::InPerson => Way::Letter,
        }
    }
}

macro_rules! columns {
    () => {
        "v.id, v.person_id, p.name, v.how, v.words, v.door_code, v.begun_by, b.name, v.begun_at, v.stopped_by, v.stopped_at,
            i.opens_at, i.used_at, case when i.replaced_at is not null or i.expires_at <= $2 then 1 else 0 end,
            (select count(*) from members m where m.firm_id = $1 and m.person_id = v.person_id), v.with_card_at
        from vouchings v join people p on p.id = v.person_id join people b on b.id = v.begun_by
            left join invitations i on i.vouching_id = v.id
        where v.firm_id = $1"
    };
}

/// Neither stopped nor over; $3 is the moment from which one that nobody agreed to still counts.
macro_rules! waits {
    () => {
        " and v.stopped_at is null and i.used_at is null
            and case when i.id is null then case when v.begun_at > $3 then 1 else 0 end
                when i.replaced_at is null and i.expires_at > $2 then 1 else 0 end = 1"
    };
}

sql! {
    INSERT = "insert into vouchings (id, firm_id, person_id, how, words, door_code, token_hash, begun_by, begun_at, with_card_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    FIND = concat!("select ", columns!(), " and v.id = $3");
    BY_TOKEN = concat!("select ", columns!(), " and v.token_hash = $3");
    WAITS_FOR = concat!("select ", columns!(), waits!(), " and v.person_id = $4 order by v.begun_at desc limit 1");
    // $5 is "yes" for whoever runs the firm, and so may agree. What its person stopped shows on as well: somebody may have
    // pretended to be them.
    SHOWN = concat!("select ", columns!(), " and (v.stopped_at > $3 and (v.stopped_by is null or v.stopped_by = v.person_id) or (1 = 1",
        waits!(), ")) and ($4 = '' or v.begun_by = $4
            or ($5 = 'yes' and exists (select 1 from members o where o.firm_id = $1 and o.person_id = v.person_id))
            or exists (select 1 from participants a where a.firm_id = $1 and a.person_id = v.person_id
                and ", takes_part!("a", "$2"), " and ", sees!("a.matter_id", "$4", "''", "$2"), "))
        order by v.begun_at desc limit 20");
    AGREE = "update vouchings set agreed_by = $3, agreed_at = $4 where firm_id = $1 and id = $2 and agreed_at is null and stopped_at is null";
    STOP = "update vouchings set stopped_by = $3, stopped_at = $4 where firm_id = $1 and id = $2 and stopped_at is null";
    OTHER_OWNERS = "select 1 from members m join people p on p.id = m.person_id and p.ended_at is null and p.entered_at is not null
        where m.firm_id = $1 and m.role = 'owner' and m.person_id <> $2 and m.person_id <> $3 limit 1";
}

/// Where a vouching stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// A second member has to agree.
    NeedsSecond,
    /// The day is not over.
    Waits {
        /// Until when.
        until: Timestamp,
    },
    /// A new way in can be set up.
    Open,
    /// A new way in was set up.
    Done {
        /// When.
        at: Timestamp,
    },
    /// Somebody stopped it.
    Stopped {
        /// When.
        at: Timestamp,
        /// Whether it was the person themselves.
        by_them: bool,
    },
    /// Nobody agreed, or nobody came.
    Over,
}

/// A member vouching for somebody.
#[derive(Clone, Debug)]
pub struct Vouching {
    /// Which.
    pub id: VouchingId,
    /// For whom.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// How the member knew that it was them.
    pub how: How,
    /// The same in the member's own words.
    pub words: String,
    /// What was told in the call, or stands on the letter.
    pub door_code: String,
    /// The member.
    pub begun_by: PersonId,
    /// Their name.
    pub begun_by_name: String,
    /// When.
    pub begun_at: Timestamp,
    /// Whether it is about a member of the firm, so that a second one has to agree.
    pub is_colleague: bool,
    /// Whether a code card is printed with the letter.
    pub with_card: bool,
    /// Where it stands.
    pub standing: Standing,
}

impl Vouching {
    /// Vouches for a person who has been in before: they are told at once. The caller has found out that the actor may.
    ///
    /// # Errors
    /// [`Error::Forbidden`] without [`Right::InviteClients`]; [`Error::Refused`] for oneself, for somebody who was never in,
    /// while another waits, when there is no number to call, or nobody to agree.
    pub fn begin(tx: &mut Tx<'_, '_>, person: &Person, how: How, words: &str) -> Result<Self> {
        Self::begin_with(tx, person, how, words, false)
    }

    /// [`begin`](Self::begin), with a code card for somebody who has no smartphone. Whoever had one gets a new one anyway; it
    /// goes with a letter only.
    ///
    /// # Errors
    /// As [`begin`](Self::begin), and [`Error::Refused`] where the firm takes no cards, or there is no letter.
    pub fn begin_with(
        tx: &mut Tx<'_, '_>,
        person: &Person,
        how: How,
        words: &str,
        with_card: bool,
    ) -> Result<Self> {
        tx.require(Right::InviteClients)?;
        let by = tx.person()?;
        if by == person.id || person.ended_at.is_some() {
            return Err(Error::NotFound);
        }
        if person.entered_at.is_none() {
            return Err(Error::Refused("recovery-refused-never-in"));
        }
        if how == How::Call && person.phone.is_none() {
            return Err(Error::Refused("recovery-refused-no-phone"));
        }
        if Self::waiting_for(tx, person.id)?.is_some() {
            return Err(Error::Refused("recovery-refused-one-waits"));
        }
        if with_card && how == How::Call {
            return Err(Error::Refused("recovery-refused-card-by-call"));
        }
        if with_card && !Policy::load(tx)?.takes_cards {
            return Err(Error::Refused("matters-refused-no-cards"));
        }
        let is_colleague = Member::role_of(tx, person.id)?.is_some();
        if is_colleague && !has_other_owner(tx, by, person.id)? {
            return Err(Error::Refused("recovery-refused-nobody-agrees"));
        }
        let (id, now): (VouchingId, _) = (tx.new_id()?, tx.now());
        let door_code = codes::letters(6)?;
        let sealed_words = tx.seal(Under::Firm, WORDS, id, words)?;
        let sealed_code = tx.seal(Under::Firm, DOOR_CODE, id, &door_code)?;
        tx.run(
            INSERT,
            &[
                &id,
                &tx.firm(),
                &person.id,
                &how,
                &sealed_words,
                &sealed_code,
                &Session::hash(&Self::token(tx, id)),
                &by,
                &now,
                &with_card.then_some(now),
            ],
        )?;
        tx.record(
            Entry::of(Act::VouchedFor)
                .about(person.id)
                .with("how", how.as_str()),
        )?;
        let told = notices::Kind::VouchedFor;
        notices::queue(tx, person.id, told, Some(id.as_ref()), now)?;
        let vouching = Self::find(tx, id)?;
        if is_colleague {
            return Ok(vouching);
        }
        vouching.open(tx)
    }

    /// A second member agrees. Only then does the wait begin, or is there a letter to print.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for everybody but owners; [`Error::Refused`] for whoever began it and whomever it is about, and
    /// when it waits for nobody any more.
    pub fn agree(self, tx: &mut Tx<'_, '_>) -> Result<Self> {
        tx.require(Right::RunFirm)?;
        let by = tx.person()?;
        if by == self.begun_by || by == self.person {
            return Err(Error::Refused("recovery-refused-second"));
        }
        if self.standing != Standing::NeedsSecond
            || tx.run(AGREE, &[&tx.firm(), &self.id, &by, &tx.now()])? == 0
        {
            return Err(Error::Refused("recovery-refused-over"));
        }
        tx.record(Entry::of(Act::VouchingAgreed).about(self.person))?;
        self.open(tx)
    }

    fn open(self, tx: &mut Tx<'_, '_>) -> Result<Self> {
        let opens_at = match self.how {
            How::Call => tx.now().after(WAIT),
            How::InPerson => tx.now(),
        };
        Invitation::make_for(tx, &self, opens_at)?;
        Self::find(tx, self.id)
    }

    /// Stops it, for whoever may: the person it is about, a member who sees it, or whoever holds the link in the letter.
    /// Nothing happens once it is over.
    ///
    /// # Errors
    /// The store's.
    pub fn stop(&self, tx: &mut Tx<'_, '_>) -> Result<()> {
        tx.unaudited("what is over already is not changed");
        if !self.waits() {
            return Ok(());
        }
        let by = tx.actor().person();
        tx.run(STOP, &[&tx.firm(), &self.id, &by, &tx.now()])?;
        if let Some(invitation) = Invitation::of_vouching(tx, self.id)? {
            invitation.end_of_vouching(tx)?;
        }
        notices::withdraw(tx, self.id.as_ref())?;
        // Whoever is past the door with it already gets no further.
        Attempt::end_of(tx, self.person)?;
        tx.record(Entry::of(Act::VouchingStopped).about(self.person))
    }

    /// The vouching with this id.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none.
    pub fn find(tx: &mut Tx<'_, '_>, id: VouchingId) -> Result<Self> {
        let row = tx
            .row(FIND, &[&tx.firm(), &tx.now(), &id], read)?
            .ok_or(Error::NotFound)?;
        row.open(tx)
    }

    /// The one the link in the letter is about.
    ///
    /// # Errors
    /// The store's.
    pub fn at_link(tx: &mut Tx<'_, '_>, token: &str) -> Result<Option<Self>> {
        if !codes::is_hex(token) {
            return Ok(None);
        }
        let hash = Session::hash(token);
        tx.row(BY_TOKEN, &[&tx.firm(), &tx.now(), &hash], read)?
            .map(|row| row.open(tx))
            .transpose()
    }

    /// The one that waits for a person.
    ///
    /// # Errors
    /// The store's.
    pub fn waiting_for(tx: &mut Tx<'_, '_>, person: PersonId) -> Result<Option<Self>> {
        let now = tx.now();
        let row = tx.row(
            WAITS_FOR,
            &[&tx.firm(), &now, &now.before(PATIENCE), &person],
            read,
        )?;
        row.map(|row| row.open(tx)).transpose()
    }

    /// Those that wait, and those their person stopped within the week: what the actor began, those about clients of matters
    /// they see, and for owners those about colleagues. None for whoever may not vouch.
    ///
    /// # Errors
    /// The store's.
    pub fn shown(tx: &mut Tx<'_, '_>) -> Result<Vec<Self>> {
        if tx.require(Right::InviteClients).is_err() {
            return Ok(Vec::new());
        }
        let (eyes, now) = (tx.eyes(Whose::All)?, tx.now());
        let runs_firm = if tx.require(Right::RunFirm).is_ok() {
            "yes"
        } else {
            ""
        };
        let since = now.before(PATIENCE);
        let params: [&dyn anteroom_db::Param; 5] =
            [&tx.firm(), &now, &since, &eyes.member(), &runs_firm];
        let rows = tx.rows(SHOWN, &params, read)?;
        rows.into_iter().map(|row| row.open(tx)).collect()
    }

    /// What the link that stops it carries: made from the id with the firm's key, so that no row holds it.
    pub fn token(tx: &Tx<'_, '_>, id: VouchingId) -> String {
        codes::hex(&tx.index("vouchings.token", id.as_str()))
    }

    /// Whether something can still come of it.
    pub fn waits(&self) -> bool {
        matches!(
            self.standing,
            Standing::NeedsSecond | Standing::Waits { .. } | Standing::Open
        )
    }

    /// The code at the door as it is told: "ABC DEF".
    pub fn door_code_shown(&self) -> String {
        codes::told(&self.door_code)
    }
}

/// Whether an owner can agree who is neither of these two.
fn has_other_owner(tx: &mut Tx<'_, '_>, by: PersonId, person: PersonId) -> Result<bool> {
    let found = tx.row(OTHER_OWNERS, &[&tx.firm(), &by, &person], |_| Ok(()))?;
    Ok(found.is_some())
}

struct VouchingRow {
    id: VouchingId,
    person: PersonId,
    name: Vec<u8>,
    how: How,
    words: Vec<u8>,
    door_code: Vec<u8>,
    begun_by: PersonId,
    begun_by_name: Vec<u8>,
    begun_at: Timestamp,
    stopped_by: Option<PersonId>,
    stopped_at: Option<Timestamp>,
    opens_at: Option<Timestamp>,
    used_at: Option<Timestamp>,
    is_over: bool,
    is_colleague: bool,
    with_card_at: Option<Timestamp>,
}

fn read(row: &anteroom_db::Row<'_>) -> Result<VouchingRow, anteroom_db::Error> {
    Ok(VouchingRow {
        id: row.get(0)?,
        person: row.get(1)?,
        name: row.get(2)?,
        how: row.get(3)?,
        words: row.get(4)?,
        door_code: row.get(5)?,
        begun_by: row.get(6)?,
        begun_by_name: row.get(7)?,
        begun_at: row.get(8)?,
        stopped_by: row.get(9)?,
        stopped_at: row.get(10)?,
        opens_at: row.get(11)?,
        used_at: row.get(12)?,
        is_over: row.get::<i64>(13)? > 0,
        is_colleague: row.get::<i64>(14)? > 0,
        with_card_at: row.get(15)?,
    })
}

impl VouchingRow {
    fn standing(&self, now: Timestamp) -> Standing {
        match (self.stopped_at, self.used_at, self.opens_at) {
            (Some(at), _, _) => Standing::Stopped {
                at,
                by_them: self.stopped_by.is_none_or(|by| by == self.person),
            },
            (None, Some(at), _) => Standing::Done { at },
            (None, None, None) if now.since(self.begun_at) < PATIENCE => Standing::NeedsSecond,
            (None, None, Some(_)) if self.is_over => Standing::Over,
            (None, None, Some(until)) if now < until => Standing::Waits { until },
            (None, None, Some(_)) => Standing::Open,
            (None, None, None) => Standing::Over,
        }
    }

    fn open(self, tx: &Tx<'_, '_>) -> Result<Vouching> {
        Ok(Vouching {
            standing: self.standing(tx.now()),
            name: open_name(tx, self.person, &self.name)?,
            words: tx.open(Under::Firm, WORDS, self.id, &self.words)?,
            door_code: tx.open(Under::Firm, DOOR_CODE, self.id, &self.door_code)?,
            begun_by_name: open_name(tx, self.begun_by, &self.begun_by_name)?,
            id: self.id,
            person: self.person,
            how: self.how,
            begun_by: self.begun_by,
            begun_at: self.begun_at,
            is_colleague: self.is_colleague,
            with_card: self.with_card_at.is_some(),
        })
    }
}
