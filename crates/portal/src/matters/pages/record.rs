//! The record of one matter.

use askama::Template;

use crate::{
    audit::{self, Day, Reading, by_day},
    base::{EntryId, Id, MatterId, PersonId, Place},
    layout::{Choice, FirmVisit, Frame, Here, Path, Query, Reply, page},
    matters::{Matter, MatterHead, Tab},
};

#[derive(Template)]
#[template(path = "matters/record.html")]
struct RecordPage {
    f: Frame,
    head: MatterHead,
    days: Vec<Day>,
    people: Vec<Choice>,
    person: String,
    is_first: bool,
    next: Option<Place<EntryId>>,
    /// The page's own address.
    here: String,
}

/// Every event of a matter, newest first; `person` narrows it to what one person did.
pub async fn record(visit: FirmVisit, Path(matter): Path<MatterId>, query: Query) -> Reply {
    let reading = Reading {
        before: Place::parse(query.get("before")),
        person: PersonId::parse(query.get("person")),
    };
    let (head, found, people) = visit
        .read(move |tx| {
            let matter = Matter::find(tx, matter)?;
            Ok((
                MatterHead::load(tx, &matter)?,
                audit::of_matter(tx, matter.id, reading)?,
                audit::actors(tx, matter.id)?,
            ))
        })
        .await?;
    page(&RecordPage {
        f: visit.frame(visit.lang().t("nav-record"), Here::Matters),
        here: crate::routes::matter_record(matter),
        head,
        days: by_day(visit.lang(), &visit.when(), &found.lines),
        people: people
            .into_iter()
            .map(|(person, name)| Choice::of(person, name))
            .collect(),
        person: reading
            .person
            .map(|person| person.to_string())
            .unwrap_or_default(),
        is_first: reading.before.is_none(),
        next: found.next,
    })
}
