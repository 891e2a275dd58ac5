//! Parcels: versions somebody chose to take away in one archive, at an address that can be asked again for what is missing.
//!
//! What a parcel holds, and under which paths, is decided once, when it is made, and kept with all the archive's headers need:
//! so every request finds the same bytes, a download that broke off goes on where it stopped, and nothing else is opened for it. Whether its maker may still read each version is asked at every
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
        Column, DocumentId, Error, MatterId, ParcelId, Result, Timestamp, Tx, Under, UploadId,
        VersionId, sql,
    },
    firms::Look,
    matters::Matter,
};

/// How long a parcel can be asked for.
pub const LIFE: Duration = Duration::from_secs(7 * 24 * 3600);

const CONTENTS: Column = Column::of("parcel_parts", "contents");

sql! {
    MAKE = "insert into parcels (id, firm_id, created_by, created_at, expires_at) values ($1, $2, $3, $4, $5)";
    ADD = "insert into parcel_parts (parcel_id, number, firm_id, matter_id, contents) values ($1, $2, $3, $4, $5)";
    FIND = "select expires_at from parcels where firm_id = $1 and id = $2 and created_by = $3";
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

/// One file of a parcel, as it is kept: facts of a version, which never change.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
struct Kept {
    path: String,
    document: DocumentId,
    version: VersionId,
    number: u32,
    upload: UploadId,
    size: u64,
    crc32: u32,
    /// Seconds since 1970, and how many the firm's clock was ahead of UTC then.
    modified: (i64, i32),
}

/// One file of a parcel.
#[derive(Debug)]
pub struct Content {
    /// Its path in the archive.
    pub path: String,
    /// Of which document of which matter.
    pub document: DocumentId,
    /// The matter.
    pub matter: MatterId,
    /// Its bytes.
    pub version: VersionId,
    /// The version's number.
    pub number: u32,
    /// Pages that were made of it.
    pub pages: u32,
    upload: UploadId,
    size: u64,
    crc32: u32,
    modified: Modified,
}

/// An archive to be taken away.
#[derive(Debug)]
pub struct Parcel {
    /// Which.
    pub id: ParcelId,
    /// The title of the matter it is of; none where it is of several.
    pub title: Option<String>,
    /// What is in it, in the order of the archive.
    pub contents: Vec<Content>,
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
        let zone = Look::load(tx)?.map_or(TimeZone::UTC, |look| look.zone);
        let (id, now): (ParcelId, _) = (tx.new_id()?, tx.now());
        tx.run(
            MAKE,
            &[&id, &tx.firm(), &tx.person()?, &now, &now.after(LIFE)],
        )?;
        let paths = paths_of(tx, &chosen)?;
        let mut parts: Vec<(MatterId, Vec<Kept>)> = Vec::new();
        for ((_, version), path) in chosen.iter().zip(paths) {
            if parts
                .last()
                .is_none_or(|(matter, _)| *matter != version.matter)
            {
                parts.push((version.matter, Vec::new()));
            }
            if let Some((_, part)) = parts.last_mut() {
                part.push(Kept::of(version, path, &zone));
            }
        }
        for (number, (matter, mut part)) in parts.into_iter().enumerate() {
            part.sort_by(|one, next| one.path.cmp(&next.path));
            let contents = serde_json::to_vec(&part).map_err(Error::bug)?;
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
        let expires_at: Timestamp = tx
            .row(FIND, &[&tx.firm(), &id, &tx.person()?], |row| row.get(0))?
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
        })
    }

    /// The archive's layout.
    ///
    /// # Errors
    /// [`Error::Bug`] when what was kept makes no archive.
    pub fn layout(&self) -> Result<Layout> {
        let entries = self.contents.iter().map(|content| Entry {
            path: content.path.clone(),
            size: content.size,
            crc32: content.crc32,
            modified: content.modified,
        });
        Layout::of(entries.collect()).map_err(Error::bug)
    }

    /// Where the contents of each entry lie.
    pub fn packed(&self) -> Vec<Packed> {
        let of = |content: &Content| Packed {
            matter: content.matter,
            version: content.version,
            upload: content.upload,
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
    let kept: Vec<Kept> = serde_json::from_slice(&kept).map_err(Error::bug)?;
    let leaving = versions::leaving(tx, matter)?;
    kept.into_iter()
        .map(|kept| {
            let pages = *leaving.get(&kept.version).ok_or(Error::NotFound)?;
            Ok(kept.content(matter, pages))
        })
        .collect()
}

impl Kept {
    fn of(version: &Version, path: String, zone: &TimeZone) -> Self {
        let at = version.at.jiff();
        Self {
            path,
            document: version.document,
            version: version.id,
            number: version.number,
            upload: version.upload,
            size: version.size,
            crc32: version.crc32,
            modified: (at.as_second(), zone.to_offset(at).seconds()),
        }
    }

    fn content(self, matter: MatterId, pages: u32) -> Content {
        let (seconds, ahead) = self.modified;
        Content {
            path: self.path,
            document: self.document,
            matter,
            version: self.version,
            number: self.number,
            pages,
            upload: self.upload,
            size: self.size,
            crc32: self.crc32,
            modified: Modified::new(seconds, ahead),
        }
    }
}
