//! What the owner sets: the firm's card, its outgoing mail, where documents are kept. Also before the set-up is done,
//! when nobody else sees any of it.

use super::{NAME, PHONE, PLACE, TAGLINE};
use crate::{
    base::{Act, Column, Entry, Error, Locale, Result, Right, Tx, Under, sql},
    notices::Server,
    people::Attempt,
};

const MAIL: Column = Column::of("firms", "mail");

sql! {
    LOAD = "select name, phone, tagline, languages, hue, chroma, time_zone, place from firms where id = $1";
    CHANGE = "update firms set name = $2, phone = $3, tagline = $4, languages = $5, hue = $6, chroma = $7, time_zone = $8 where id = $1";
    SET_PLACE = "update firms set place = $2 where id = $1";
    SET_ANSWER_DAYS = "update firms set answer_days = $2 where id = $1";
    MAIL_SERVER = "select mail from firms where id = $1";
    SET_MAIL = "update firms set mail = $2, mail_set_aside_at = $3 where id = $1";
    SET_MAIL_ASIDE = "update firms set mail_set_aside_at = $2 where id = $1 and mail is null and mail_set_aside_at is null";
    SET_UP = "update firms set set_up_at = $2 where id = $1 and set_up_at is null";
}

/// The firm's card: what it says of itself, and the words about where it keeps documents.
#[derive(Clone, Debug)]
pub struct Card {
    /// Its name; empty until the set-up asked for it.
    pub name: String,
    /// The number a person is one tap away at.
    pub phone: String,
    /// "Lawyers in Kingston, Ontario".
    pub tagline: String,
    /// The languages it works in; its own first.
    pub locales: Vec<Locale>,
    /// The door's hue, 0 … 360.
    pub hue: i64,
    /// Its strength in thousandths, 0 … 100.
    pub chroma: i64,
    /// Where it is: an IANA name.
    pub zone: String,
    /// Where documents are kept, as clients read it.
    pub place: String,
}

impl Card {
    /// The firm's card.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for everybody but owners.
    pub fn load(tx: &mut Tx<'_, '_>) -> Result<Self> {
        tx.require(Right::RunFirm)?;
        let id = tx.firm();
        let row = tx.row(LOAD, &[&id], |row| {
            Ok((
                (
                    row.get::<Vec<u8>>(0)?,
                    row.get::<Vec<u8>>(1)?,
                    row.get::<Vec<u8>>(2)?,
                    row.get::<Vec<u8>>(7)?,
                ),
                (row.get::<String>(3)?, row.get(4)?, row.get(5)?, row.get(6)?),
            ))
        })?;
        let ((name, phone, tagline, place), (languages, hue, chroma, zone)) =
            row.ok_or(Error::NotFound)?;
        Ok(Self {
            name: tx.open(Under::Firm, NAME, id, &name)?,
            phone: tx.open(Under::Firm, PHONE, id, &phone)?,
            tagline: tx.open(Under::Firm, TAGLINE, id, &tagline)?,
            locales: languages.split(' ').filter_map(Locale::parse).collect(),
            hue,
            chroma,
            zone,
            place: tx.open(Under::Firm, PLACE, id, &place)?,
        })
    }

    /// Keeps everything on the card but the place.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for everybody but owners.
    pub fn keep(&self, tx: &mut Tx<'_, '_>) -> Result<()> {
        tx.require(Right::RunFirm)?;
        let id = tx.firm();
        let name = tx.seal(Under::Firm, NAME, id, &self.name)?;
        let phone = tx.seal(Under::Firm, PHONE, id, &self.phone)?;
        let tagline = tx.seal(Under::Firm, TAGLINE, id, &self.tagline)?;
        let languages: Vec<&str> = self.locales.iter().map(|locale| locale.as_str()).collect();
        tx.run(
            CHANGE,
            &[
                &id,
                &name,
                &phone,
                &tagline,
                &languages.join(" "),
                &self.hue,
                &self.chroma,
                &self.zone,
            ],
        )?;
        tx.record(
            Entry::of(Act::FirmChanged)
                .with("what", "card")
                .with("name", &self.name),
        )
    }
}

/// Says where documents are kept, as clients read it.
///
/// # Errors
/// [`Error::Forbidden`] for everybody but owners.
pub fn set_place(tx: &mut Tx<'_, '_>, place: &str) -> Result<()> {
    tx.require(Right::RunFirm)?;
    let id = tx.firm();
    let sealed = tx.seal(Under::Firm, PLACE, id, place)?;
    tx.run(SET_PLACE, &[&id, &sealed])?;
    tx.record(
        Entry::of(Act::FirmChanged)
            .with("what", "place")
            .with("place", place),
    )
}

/// The longest time for an answer that can be promised, in working days.
pub const MOST_ANSWER_DAYS: i64 = 10;

/// Says within how many working days clients' letters are answered, as they read it.
///
/// # Errors
/// [`Error::Forbidden`] for everybody but owners; [`Error::Refused`] outside 1 … [`MOST_ANSWER_DAYS`].
pub fn set_answer_days(tx: &mut Tx<'_, '_>, days: i64) -> Result<()> {
    tx.require(Right::RunFirm)?;
    if !(1..=MOST_ANSWER_DAYS).contains(&days) {
        return Err(Error::Refused("messages-refused-days"));
    }
    tx.run(SET_ANSWER_DAYS, &[&tx.firm(), &days])?;
    tx.record(
        Entry::of(Act::FirmChanged)
            .with("what", "answer days")
            .with("days", days),
    )
}

/// The firm's outgoing mail server; none while letters are printed.
///
/// # Errors
/// [`Error::Forbidden`] for everybody but owners and the product itself.
pub fn mail_server(tx: &mut Tx<'_, '_>) -> Result<Option<Server>> {
    tx.require(Right::RunFirm)?;
    let id = tx.firm();
    let sealed = tx
        .row(MAIL_SERVER, &[&id], |row| row.get::<Option<Vec<u8>>>(0))?
        .flatten();
    tx.open_maybe(Under::Firm, MAIL, id, sealed.as_deref())?
        .map(|text| serde_json::from_str(&text).map_err(Error::bug))
        .transpose()
}

/// Sets the outgoing mail server, or that letters are printed.
///
/// # Errors
/// [`Error::Forbidden`] for everybody but owners.
pub fn set_mail_server(tx: &mut Tx<'_, '_>, server: Option<&Server>) -> Result<()> {
    tx.require(Right::RunFirm)?;
    let id = tx.firm();
    let sealed = server
        .map(|server| serde_json::to_string(server).map_err(Error::bug))
        .transpose()?
        .map(|text| tx.seal(Under::Firm, MAIL, id, &text))
        .transpose()?;
    let set_aside_at = server.is_none().then(|| tx.now());
    tx.run(SET_MAIL, &[&id, &sealed, &set_aside_at])?;
    tx.record(
        Entry::of(Act::MailSet)
            .with("host", server.map_or("", |server| server.host.as_str()))
            .with("from", server.map_or("", |server| server.from.as_str())),
    )
}

/// Says that letters are printed here, for good or for now: nobody is reminded to set a mail server any more.
///
/// # Errors
/// [`Error::Forbidden`] for everybody but owners.
pub fn set_mail_aside(tx: &mut Tx<'_, '_>) -> Result<()> {
    tx.require(Right::RunFirm)?;
    if tx.run(SET_MAIL_ASIDE, &[&tx.firm(), &tx.now()])? == 1 {
        tx.record(Entry::of(Act::FirmChanged).with("what", "mail set aside"))?;
    }
    Ok(())
}

/// The set-up is done: the firm is open. Answers whether it was not before.
///
/// # Errors
/// [`Error::Forbidden`] for everybody but owners; [`Error::Refused`] while the firm has no name.
pub fn finish_set_up(tx: &mut Tx<'_, '_>) -> Result<bool> {
    if Card::load(tx)?.name.is_empty() {
        return Err(Error::Refused("firms-refused-no-name"));
    }
    if tx.run(SET_UP, &[&tx.firm(), &tx.now()])? == 0 {
        return Ok(false);
    }
    Attempt::end_entering(tx)?;
    tx.record(Entry::of(Act::FirmSetUp))?;
    Ok(true)
}
