//! The firm's whole record, for those who may read it.

use askama::Template;

use super::{Day, Reading, by_day, of_firm};
use crate::{
    base::{EntryId, Id, PersonId, Place},
    layout::{Choice, FirmVisit, Frame, Here, Query, Reply, page},
    people::Member,
};

#[derive(Template)]
#[template(path = "audit/record.html")]
struct RecordPage {
    f: Frame,
    days: Vec<Day>,
    members: Vec<Choice>,
    person: String,
    is_first: bool,
    next: Option<Place<EntryId>>,
}

/// Every event of the firm, newest first; `person` narrows it to what one person did or had done to them.
pub async fn record(visit: FirmVisit, query: Query) -> Reply {
    let reading = Reading {
        before: Place::parse(query.get("before")),
        person: PersonId::parse(query.get("person")),
    };
    let (found, members) = visit
        .read(move |tx| Ok((of_firm(tx, reading)?, Member::all(tx)?)))
        .await?;
    page(&RecordPage {
        f: visit.frame(visit.lang().t("nav-record"), Here::Record),
        days: by_day(visit.lang(), &visit.when(), &found.lines),
        members: members
            .into_iter()
            .map(|member| Choice::of(member.person, member.name))
            .collect(),
        person: reading
            .person
            .map(|person| person.to_string())
            .unwrap_or_default(),
        is_first: reading.before.is_none(),
        next: found.next,
    })
}
