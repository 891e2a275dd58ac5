//! Parcels: versions somebody chose to take away in one archive, at an address that can be asked again for what is missing.
//!
//! What a parcel holds, and under which paths, is decided once, when it is made: so every request finds the same bytes, and
//! a download that broke off goes on where it stopped. Whether its maker may still read each version is asked at every
//! request. A parcel is its maker's alone and is forgotten after a week.

use std::{
    collections::{HashMap, HashSet},
    time::Duration,
};

use anteroom_archive::{Entry, FORMAT, Layout, Modified, paths};
use jiff::tz::TimeZone;

use super::{Document, Packed, Version, versions};
use crate::{
    base::{
        Column, DocumentId, Error, MatterId, ParcelId, Result, Timestamp, Tx, Under, VersionId, sql,
    },
    firms::Look,
    matters::Matter,
};

/// How long a parcel can be asked for.
pub const LIFE: Duration = Duration::from_secs(7 * 24 * 3600);

const CONTENTS: Column = Column::of("parcel_parts", "contents");

sql! {
    MAKE = "insert into parcels (id, firm_id, zone, created_by, created_at, expires_at) values ($1, $2, $3, $4, $5, $6)";
    ADD = "insert into parcel_parts (parcel_id, number, firm_id, matter_id, contents) values ($1, $2, $3, $4, $5)";
    FIND = "select zone, expires_at from parcels where firm_id = $1 and id = $2 and created_by = $3";
    PARTS = "select matter_id, contents from parcel_parts where firm_id = $1 and parcel_id = $2 order by number";
    FORGET_PARTS = "delete from parcel_parts where firm_id = $1 and parcel_id in (
        select id from parcels where firm_id = $1 and expires_at <= $2)";
    FORGET = "delete from parcels where firm_id = $1 and expires_at <= $2";
}

/// What lies in a matter for the actor, each with the newest version they may read: of these documents, or of all where
/// none is named.
///
/// # Errors
/// [`Error::NotFound`] when one of them is not theirs to see in this matter; [`Error::Refused`] when one that is named is held
/// or set aside.
pub fn choose(
    tx: &mut Tx<'_, '_>,
    matter: &Matter,
    documents: &HashSet<DocumentId>,
) -> Result<Vec<(Document, Version)>> {
    let mut found = Document::of_matter(tx, matter)?;
    if !documents.is_empty() {
        found.retain(|(document, _)| documents.contains(&document.id));
        if found.len() < documents.len() {
            return Err(Error::NotFound);
        }
        found.iter().try_for_each(|(_, version)| version.leave())?;
    }
    Ok(found)
}

/// One file of a parcel.
#[derive(Clone, Debug)]
pub struct Content {
    /// Its path in the archive.
    pub path: String,
    /// Of which document.
    pub document: Document,
    /// Its bytes.
    pub version: Version,
}

/// An archive to be taken away.
#[derive(Clone, Debug)]
pub struct Parcel {
    /// Which.
    pub id: ParcelId,
    /// The title of the matter it is of; none where it is of several.
    pub title: Option<String>,
    /// What is in it, in the order of the archive.
    pub contents: Vec<Content>,
    zone: TimeZone,
}

impl Parcel {
    /// Makes a parcel of versions that were found for the actor, whatever it is for: what may leave in archives is decided
    /// here. What is held or set aside stays out. The matters of several are its folders.
    ///
    /// # Errors
    /// [`Error::Refused`] when there is nothing in it; [`Error::SignIn`] when nobody is signed in.
    pub fn make(tx: &mut Tx<'_, '_>, mut chosen: Vec<(Document, Version)>) -> Result<ParcelId> {
        chosen.retain(|(_, version)| version.passage.is_open());
        if chosen.is_empty() {
            return Err(Error::Refused("parcels-refused-nothing"));
        }
        tx.unaudited("what leaves is recorded when it leaves, version by version");
        // Of two files with one name, the later one gets the number.
        chosen.sort_by_key(|(_, version)| (version.matter, version.at, version.id));
        let zone = Look::load(tx)?.and_then(|look| look.zone.iana_name().map(str::to_owned));
        let (id, now): (ParcelId, _) = (tx.new_id()?, tx.now());
        tx.run(
            MAKE,
            &[
                &id,
                &tx.firm(),
                &zone.as_deref().unwrap_or("UTC"),
                &tx.person()?,
                &now,
                &now.after(LIFE),
            ],
        )?;
        let paths = paths_of(tx, &chosen)?;
        let mut named: Vec<(MatterId, VersionId, String)> = chosen
            .iter()
            .zip(paths)
            .map(|((_, version), path)| (version.matter, version.id, path))
            .collect();
        named.sort_by(|(matter, _, path), (other, _, next)| (matter, path).cmp(&(other, next)));
        for (number, part) in named.chunk_by(|one, next| one.0 == next.0).enumerate() {
            let contents: Vec<(VersionId, &str)> = part
                .iter()
                .map(|(_, version, path)| (*version, path.as_str()))
                .collect();
            let matter = part[0].0;
            let contents = serde_json::to_vec(&contents).map_err(Error::bug)?;
            let contents = tx.seal_bytes(Under::Matter(matter), CONTENTS, id, &contents)?;
            let number = u32::try_from(number).map_err(Error::bug)?;
            tx.run(ADD, &[&id, &number, &tx.firm(), &matter, &contents])?;
        }
        Ok(id)
    }

    /// The parcel, for whoever made it, while they may read everything in it.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Gone`] when its time is over, or when something in it was taken back.
    pub fn find(tx: &mut Tx<'_, '_>, id: ParcelId) -> Result<Self> {
        let (zone, expires_at) = tx
            .row(FIND, &[&tx.firm(), &id, &tx.person()?], |row| {
                Ok((row.get::<String>(0)?, row.get::<Timestamp>(1)?))
            })?
            .ok_or(Error::NotFound)?;
        if expires_at <= tx.now() {
            return Err(Error::Gone("parcels-expired"));
        }
        let parts = tx.rows(PARTS, &[&tx.firm(), &id], |row| {
            Ok((row.get::<MatterId>(0)?, row.get::<Vec<u8>>(1)?))
        })?;
        let mut contents = Vec::new();
        for (matter, sealed) in &parts {
            let part = part(tx, id, *matter, sealed).map_err(|error| match error {
                Error::NotFound => Error::Gone("parcels-changed"),
                other => other,
            })?;
            contents.extend(part);
        }
        let title = match parts.as_slice() {
            [(matter, _)] => Some(Matter::find(tx, *matter)?.title),
            _ => None,
        };
        Ok(Self {
            id,
            title,
            contents,
            zone: TimeZone::get(&zone).unwrap_or(TimeZone::UTC),
        })
    }

    /// The archive's layout.
    ///
    /// # Errors
    /// [`Error::Bug`] when what was kept makes no archive.
    pub fn layout(&self) -> Result<Layout> {
        let entries = self.contents.iter().map(|content| {
            let at = content.version.at.jiff();
            Entry {
                path: content.path.clone(),
                size: content.version.size,
                crc32: content.version.crc32,
                modified: Modified::new(at.as_second(), self.zone.to_offset(at).seconds()),
            }
        });
        Layout::of(entries.collect()).map_err(Error::bug)
    }

    /// Where the contents of each entry lie.
    pub fn packed(&self) -> Vec<Packed> {
        let of = |content: &Content| Packed {
            matter: content.version.matter,
            version: content.version.id,
            upload: content.version.upload,
        };
        self.contents.iter().map(of).collect()
    }

    /// What tells the archive's bytes from all others: the parcel never changes, but the layout may with the program.
    pub fn tag(&self) -> String {
        format!("{}-{FORMAT}", self.id)
    }

    /// Forgets parcels whose time was over a week ago: until then they say so.
    ///
    /// # Errors
    /// The store's.
    pub fn sweep(tx: &mut Tx<'_, '_>) -> Result<()> {
        tx.unaudited("a parcel is no document; what left in it is recorded");
        let before = tx.now().before(LIFE);
        tx.run(FORGET_PARTS, &[&tx.firm(), &before])?;
        tx.run(FORGET, &[&tx.firm(), &before])?;
        Ok(())
    }
}

/// A path for each version: its file's name in the folder it came in, and that in the folder of its matter where there are
/// several.
fn paths_of(tx: &mut Tx<'_, '_>, chosen: &[(Document, Version)]) -> Result<Vec<String>> {
    let mut matters: Vec<(MatterId, String)> = Vec::new();
    for (_, version) in chosen {
        if matters
            .last()
            .is_none_or(|(last, _)| *last != version.matter)
        {
            matters.push((version.matter, Matter::find(tx, version.matter)?.title));
        }
    }
    // Two matters may have one title.
    let titles: Vec<(&str, &str)> = matters
        .iter()
        .map(|(_, title)| ("", title.as_str()))
        .collect();
    let titles: HashMap<MatterId, String> = matters
        .iter()
        .map(|(matter, _)| *matter)
        .zip(paths::distinct(&titles))
        .collect();
    let folders: Vec<String> = chosen
        .iter()
        .map(|(_, version)| {
            let matter = titles.get(&version.matter).filter(|_| titles.len() > 1);
            let parts = [matter, version.folder.as_ref()].into_iter().flatten();
            parts.map(String::as_str).collect::<Vec<_>>().join("/")
        })
        .collect();
    let named: Vec<(&str, &str)> = folders
        .iter()
        .zip(chosen)
        .map(|(folder, (_, version))| (folder.as_str(), version.name.as_str()))
        .collect();
    Ok(paths::distinct(&named))
}

/// What lies in a part, in its order.
///
/// # Errors
/// [`Error::NotFound`] when the actor may not read all of it any more.
fn part(
    tx: &mut Tx<'_, '_>,
    id: ParcelId,
    matter: MatterId,
    sealed: &[u8],
) -> Result<Vec<Content>> {
    let kept = tx.open_bytes(Under::Matter(matter), CONTENTS, id, sealed)?;
    let kept: Vec<(VersionId, String)> = serde_json::from_slice(&kept).map_err(Error::bug)?;
    let wanted: HashSet<VersionId> = kept.iter().map(|(version, _)| *version).collect();
    let mut found: HashMap<VersionId, (Document, Version)> =
        versions::some_of_matter(tx, matter, &wanted)?
            .into_iter()
            .map(|(document, version)| (version.id, (document, version)))
            .collect();
    kept.into_iter()
        .map(|(version, path)| {
            let (document, version) = found
                .remove(&version)
                .filter(|(_, version)| version.passage.is_open())
                .ok_or(Error::NotFound)?;
            Ok(Content {
                path,
                document,
                version,
            })
        })
        .collect()
}
