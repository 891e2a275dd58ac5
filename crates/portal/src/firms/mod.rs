//! The firm: its name, its look, its place. A firm is set up once; afterwards its owner changes it in Settings.

pub mod founding;
pub mod pages;
mod room;
mod scanning;
mod settings;
mod silence;
mod single_sign_on;
pub mod staff;
mod storage;

pub use room::{GIGABYTE, Room};
pub use scanning::{Scanning, allow_unscanned, scanning, set_scanning};
pub use settings::{
    Card, MOST_ANSWER_DAYS, finish_set_up, mail_server, set_answer_days, set_mail_aside,
    set_mail_server, set_place,
};
pub use silence::{FEWEST_DAYS, MOST_DAYS, set_silence_days, silence_days};
pub use single_sign_on::{SignOnPolicy, SingleSignOn};
pub use storage::{Keeping, Storage};

use crate::base::{Column, FirmId, Locale, Result, Timestamp, Tx, Under, sql};

sql! {
    LOOK = "select name, phone, tagline, languages, hue, chroma, time_zone, place, mail, idle_minutes, single_sign_on, answer_days from firms where id = $1 and set_up_at is not null";
}

const NAME: Column = Column::of("firms", "name");
const PHONE: Column = Column::of("firms", "phone");
const TAGLINE: Column = Column::of("firms", "tagline");
const PLACE: Column = Column::of("firms", "place");

/// What every page shows of the firm.
#[derive(Clone, Debug)]
pub struct Look {
    /// Which firm.
    pub id: FirmId,
    /// Its name.
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
    /// Where it is.
    pub zone: jiff::tz::TimeZone,
    /// Where documents are kept, as clients read it.
    pub place: String,
    /// Whether letters leave by mail; else they are printed.
    pub sends_mail: bool,
    /// How many minutes a session may go without a sign of life.
    pub idle_minutes: i64,
    /// What people call the provider members may sign in with.
    pub single_sign_on: Option<String>,
    /// Within how many working days clients' letters are answered, as they read it.
    pub answer_days: i64,
}

impl Look {
    /// The firm of this transaction, once it was set up.
    ///
    /// # Errors
    /// The store's.
    pub fn load(tx: &mut Tx<'_, '_>) -> Result<Option<Self>> {
        let id = tx.firm();
        let row = tx.row(LOOK, &[&id], |row| {
            Ok((
                (
                    row.get::<Vec<u8>>(0)?,
                    row.get::<Vec<u8>>(1)?,
                    row.get::<Vec<u8>>(2)?,
                    row.get::<Vec<u8>>(7)?,
                ),
                (
                    row.get::<String>(3)?,
                    row.get::<i64>(4)?,
                    row.get::<i64>(5)?,
                    row.get::<String>(6)?,
                    row.get::<Option<Vec<u8>>>(8)?,
                    row.get::<i64>(9)?,
                    row.get::<Option<Vec<u8>>>(10)?,
                    row.get::<i64>(11)?,
                ),
            ))
        })?;
        let Some((
            (name, phone, tagline, place),
            (languages, hue, chroma, zone, mail, idle_minutes, provider, answer_days),
        )) = row
        else {
            return Ok(None);
        };
        Ok(Some(Self {
            id,
            name: tx.open(Under::Firm, NAME, id, &name)?,
            phone: tx.open(Under::Firm, PHONE, id, &phone)?,
            tagline: tx.open(Under::Firm, TAGLINE, id, &tagline)?,
            locales: languages.split(' ').filter_map(Locale::parse).collect(),
            hue,
            chroma,
            zone: jiff::tz::TimeZone::get(&zone).unwrap_or(jiff::tz::TimeZone::UTC),
            place: tx.open(Under::Firm, PLACE, id, &place)?,
            sends_mail: mail.is_some(),
            idle_minutes,
            answer_days,
            single_sign_on: single_sign_on::opened(tx, provider.as_deref())?.map(|own| own.name),
        }))
    }

    /// `tel:` address of the phone number.
    pub fn phone_link(&self) -> String {
        let digits: String = self
            .phone
            .chars()
            .filter(|c| c.is_ascii_digit() || *c == '+')
            .collect();
        format!("tel:{digits}")
    }

    /// The firm's own language.
    pub fn locale(&self) -> Locale {
        self.locales.first().copied().unwrap_or(Locale::En)
    }

    /// Whether paper there is of the American format: told by the continent of its time zone.
    pub fn has_letter_paper(&self) -> bool {
        let zone = self.zone.iana_name();
        zone.is_some_and(|name| name.starts_with("America/"))
    }

    /// How moments read at this firm, in a language, as of now.
    pub fn when(&self, locale: Locale, now: Timestamp) -> crate::base::When {
        crate::base::When::new(locale.lang(), self.zone.clone(), now)
    }
}
