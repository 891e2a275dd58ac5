//! Documents taken away in one archive: what is in it, for whom, and that it can be fetched in pieces.

use std::{collections::BTreeMap, time::Duration};

use anteroom::{base::*, routes};
use anteroom_testkit::Answer;
use http::{HeaderMap, HeaderValue, Method, header};

use crate::world::{Persona, World};

const DEED: &[u8] = b"The whole of lot 12, registered plan 1847.";
const SURVEY: &[u8] = b"Surveyed by chain and compass in May.";

/// Reads a stored ZIP by its local headers: path and bytes.
fn unzipped(mut archive: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    while let Some(rest) = archive.strip_prefix(b"PK\x03\x04") {
        let number = |at: usize, bytes: usize| {
            let bytes = rest[at..at + bytes].iter().rev();
            bytes.fold(0, |sum, byte| (sum << 8) | usize::from(*byte))
        };
        let (size, path_len, extra_len) = (number(14, 4), number(22, 2), number(24, 2));
        let (path, rest) = rest[26..].split_at(path_len);
        let (contents, rest) = rest[extra_len..].split_at(size);
        let path = String::from_utf8(path.to_vec()).unwrap();
        assert!(files.insert(path, contents.to_vec()).is_none());
        archive = rest;
    }
    assert!(archive.starts_with(b"PK\x01\x02"));
    files
}

fn named(files: &BTreeMap<String, Vec<u8>>) -> Vec<&str> {
    files.keys().map(String::as_str).collect()
}

/// Presses a button that makes a parcel; answers its address.
fn takes(persona: &Persona, path: &str, fields: &[(&str, &str)]) -> String {
    persona
        .posts(path, fields)
        .expect(303)
        .leads_to()
        .unwrap()
        .clone()
}

fn asks(persona: &Persona, path: &str, headers: &[(header::HeaderName, &str)]) -> Answer {
    let headers: HeaderMap = headers
        .iter()
        .map(|(name, value)| (name.clone(), HeaderValue::from_str(value).unwrap()))
        .collect();
    persona.browse(async |browser| browser.send(Method::GET, path, headers, "").await)
}

fn saved(persona: &Persona, matter: MatterId) -> Vec<String> {
    let lines = persona.reads(move |tx| {
        let all = anteroom::audit::Reading {
            before: None,
            person: None,
        };
        anteroom::audit::of_matter(tx, matter, all)
    });
    let mut saved: Vec<String> = lines
        .unwrap()
        .lines
        .iter()
        .filter(|line| line.act == Act::DocumentDownloaded)
        .map(|line| line.facts["title"].clone())
        .collect();
    saved.sort();
    saved
}

#[test]
fn a_client_takes_away_everything_they_may_read_and_nothing_else() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let deed = ada.adds(matter, "Deed of the house.txt", DEED);
    ada.shares_version(deed, &carl);
    ada.replaces(
        deed,
        "Deed of the house.txt",
        b"A deed with another plan, not theirs.",
        "The plan",
    );
    let survey = ada.adds(matter, "Survey of the lot.txt", SURVEY);
    ada.shares(survey, &carl);
    ada.adds(
        matter,
        "Privileged memo.txt",
        b"What we really think of it.",
    );
    let twin: &[u8] = b"Insured until the end of next May.";
    carl.hands_over(
        matter,
        &[("survey of the lot.TXT", twin), ("Nothing at all.txt", b"")],
    );

    let page = carl.opens(&routes::my_matter(matter));
    assert!(page.says("Download everything in this matter") && page.says("4 documents"));
    let parcel = takes(&carl, &routes::matter_parcels(matter), &[]);
    let answer = carl.gets(&parcel).expect(200);
    assert_eq!(answer.header("content-type"), "application/zip");
    assert_eq!(
        answer.header("content-disposition"),
        "attachment; filename=\"Sale of 12 Elm Street.zip\""
    );
    assert_eq!(
        answer.header("content-length"),
        answer.body.len().to_string()
    );
    assert_eq!(answer.header("accept-ranges"), "bytes");
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(
        answer.header("content-security-policy"),
        anteroom_web::headers::ORIGINAL_POLICY
    );
    let files = unzipped(&answer.body);
    assert_eq!(
        named(&files),
        [
            "Deed of the house.txt",
            "Nothing at all.txt",
            "Survey of the lot.txt",
            "survey of the lot (2).TXT"
        ]
    );
    assert_eq!(
        files["Deed of the house.txt"], DEED,
        "the version that was shared"
    );
    assert_eq!(files["survey of the lot (2).TXT"], twin);
}

#[test]
fn the_firm_takes_away_the_newest_versions_or_those_that_were_ticked() {
    let world = World::open();
    let ada = world.lawyer("Ada Lockhart");
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[]);
    let deed = ada.adds(matter, "Deed of the house.txt", DEED);
    ada.replaces(deed, "Deed of the house, signed.txt", SURVEY, "Signed");
    let memo = b"Nobody but us reads this.";
    ada.adds(matter, "Our notes/2026/Memo to file.txt", memo);
    assert!(
        ada.opens(&routes::matter(matter))
            .says("Download everything in this matter")
    );
    let everything = takes(&ada, &routes::matter_parcels(matter), &[]);
    let files = unzipped(&ada.gets(&everything).expect(200).body);
    assert_eq!(
        named(&files),
        [
            "Deed of the house, signed.txt",
            "Our notes/2026/Memo to file.txt"
        ]
    );
    assert_eq!(files["Deed of the house, signed.txt"], SURVEY);

    let ticked = [("only", "ticked"), ("document", deed.document.as_ref())];
    let one = takes(&ada, &routes::matter_parcels(matter), &ticked);
    assert_eq!(
        named(&unzipped(&ada.gets(&one).expect(200).body)),
        ["Deed of the house, signed.txt"]
    );
    let nothing = ada
        .posts(&routes::matter_parcels(matter), &ticked[..1])
        .expect(409);
    assert!(nothing.says("Choose at least one document"));
    let other = ada.opens_matter("Purchase of the mill", &[]);
    let _ = ada
        .posts(&routes::matter_parcels(other), &ticked)
        .expect(404);
}

#[test]
fn a_clients_list_is_taken_away_as_it_is_narrowed_with_a_folder_for_each_matter() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let (first, second) = (
        ada.opens_matter("Sale: 12 Elm Street", &[&carl]),
        ada.opens_matter("Sale: 12 elm street", &[&carl]),
    );
    let papers = [first, second].map(|matter| {
        let paper = ada.adds(matter, "Deed of the house.txt", DEED);
        ada.shares(paper, &carl);
        paper
    });
    let all = takes(&carl, routes::MY_PARCELS, &[("q", ""), ("show", "")]);
    let answer = carl.gets(&all).expect(200);
    assert!(
        answer
            .header("content-disposition")
            .contains("Documents from Marlowe Quint Barristers.zip")
    );
    assert_eq!(
        named(&unzipped(&answer.body)),
        [
            "Sale_ 12 Elm Street/Deed of the house.txt",
            "Sale_ 12 elm street (2)/Deed of the house.txt"
        ]
    );
    let narrowed = takes(
        &carl,
        routes::MY_PARCELS,
        &[("q", "deed"), ("show", second.as_ref())],
    );
    assert_eq!(
        named(&unzipped(&carl.gets(&narrowed).expect(200).body)),
        ["Deed of the house.txt"]
    );
    let ticked = [
        ("only", "ticked"),
        ("document", papers[0].document.as_ref()),
    ];
    let one = takes(&carl, routes::MY_PARCELS, &ticked);
    assert_eq!(unzipped(&carl.gets(&one).expect(200).body).len(), 1);
    let _ = carl
        .posts(routes::MY_PARCELS, &[("q", "nothing is called so")])
        .expect(409);
}

#[test]
fn an_archive_that_broke_off_ten_times_is_the_same_archive() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    for number in 0..80_u8 {
        let content: Vec<u8> = (0..u32::from(number) * 1500)
            .map(|at| ((at * 31) >> 3) as u8)
            .collect();
        let paper = ada.adds(matter, &format!("Exhibit {number:03}.bin"), &content);
        ada.shares(paper, &carl);
    }
    let parcel = takes(&carl, &routes::matter_parcels(matter), &[]);
    let whole = carl.gets(&parcel).expect(200);
    let (length, tag) = (whole.body.len(), whole.header("etag").to_owned());
    assert!(tag.starts_with('"'));
    let mut fetched = Vec::new();
    for part in 1..=11 {
        let end = length * part / 11;
        let range = format!("bytes={}-{}", fetched.len(), end - 1);
        // What changes meanwhile in the matter changes no byte of the archive.
        if part == 5 {
            ada.adds(matter, "Came later.txt", DEED);
        }
        let answer = asks(
            &carl,
            &parcel,
            &[(header::RANGE, &range), (header::IF_RANGE, &tag)],
        )
        .expect(206);
        assert_eq!(
            answer.header("content-range"),
            format!("bytes {}-{}/{length}", fetched.len(), end - 1)
        );
        fetched.extend_from_slice(&answer.body);
    }
    assert!(fetched == whole.body, "the pieces are the whole");
    assert_eq!(unzipped(&fetched).len(), 80);

    let _ = asks(
        &carl,
        &parcel,
        &[(header::RANGE, &format!("bytes={length}-"))],
    )
    .expect(416);
    let _ = asks(&carl, &parcel, &[(header::IF_NONE_MATCH, &tag)]).expect(304);
    let other = asks(
        &carl,
        &parcel,
        &[
            (header::RANGE, "bytes=5-9"),
            (header::IF_RANGE, "\"another\""),
        ],
    );
    assert_eq!(other.expect(200).body.len(), length);
    let head = carl
        .browse(async |browser| {
            browser
                .send(Method::HEAD, &parcel, HeaderMap::new(), "")
                .await
        })
        .expect(200);
    assert_eq!(head.header("content-length"), length.to_string());
    assert!(head.body.is_empty());
}

#[test]
fn each_version_that_leaves_is_recorded_once_in_a_session_and_what_did_not_leave_is_not() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let papers = [("Annex.txt", DEED), ("Bill.txt", SURVEY)].map(|(name, content)| {
        let paper = ada.adds(matter, name, content);
        ada.shares(paper, &carl);
        paper
    });
    let parcel = takes(&carl, &routes::matter_parcels(matter), &[]);
    assert!(
        saved(&ada, matter).is_empty(),
        "a parcel is made, nothing has left"
    );
    let _ = carl.browse(async |browser| {
        browser
            .send(Method::HEAD, &parcel, HeaderMap::new(), "")
            .await
    });
    let ahead = (header::HeaderName::from_static("sec-purpose"), "prefetch");
    let _ = asks(&carl, &parcel, &[ahead]).expect(204);
    assert!(saved(&ada, matter).is_empty());

    let _ = asks(&carl, &parcel, &[(header::RANGE, "bytes=0-50")]).expect(206);
    assert_eq!(saved(&ada, matter), ["Annex"]);
    for _ in 0..2 {
        let _ = carl.gets(&parcel).expect(200);
    }
    let _ = carl.gets(&routes::download(papers[0].version)).expect(200);
    assert_eq!(saved(&ada, matter), ["Annex", "Bill"]);
    // The text has no pages yet: to save it is to open it.
    let document = papers[1].document;
    let receipts = ada.reads(move |tx| {
        let document = anteroom::documents::Document::find(tx, document)?;
        anteroom::receipts::of_document(tx, &document)
    });
    let levels: Vec<_> = receipts
        .unwrap()
        .iter()
        .map(|receipt| receipt.level)
        .collect();
    assert!(
        levels.contains(&anteroom::receipts::Level::Opened),
        "{levels:?}"
    );

    let ours = takes(&ada, &routes::matter_parcels(matter), &[]);
    let _ = ada.gets(&ours).expect(200);
    assert_eq!(saved(&ada, matter), ["Annex", "Annex", "Bill", "Bill"]);
}

#[test]
fn a_parcel_is_its_makers_alone_while_everything_in_it_is_open_to_them_and_for_a_week() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let rose = world.client("Rose Underhill");
    let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl, &rose]);
    let papers = [("Annex.txt", DEED), ("Bill.txt", SURVEY)].map(|(name, content)| {
        let paper = ada.adds(matter, name, content);
        ada.shares(paper, &rose);
        (paper, ada.shares(paper, &carl))
    });
    let parcel = takes(&carl, &routes::matter_parcels(matter), &[]);
    rose.finds_nothing_at(&parcel);
    ada.finds_nothing_at(&parcel);

    ada.revokes(papers[1].1);
    let gone = carl.gets(&parcel).expect(410);
    assert!(gone.says("no longer open to you"));
    let again = takes(&carl, &routes::matter_parcels(matter), &[]);
    assert_eq!(
        named(&unzipped(&carl.gets(&again).expect(200).body)),
        ["Annex.txt"]
    );

    world.passes(anteroom::documents::PARCEL_LIFE);
    carl.signs_in();
    assert!(carl.gets(&again).expect(410).says("more than a week ago"));
    world.change_as_product(anteroom::documents::Parcel::sweep);
    assert!(carl.gets(&again).expect(410).says("more than a week ago"));
    world.passes(anteroom::documents::PARCEL_LIFE + Duration::from_secs(1));
    world.change_as_product(anteroom::documents::Parcel::sweep);
    carl.signs_in();
    carl.finds_nothing_at(&again);

    ada.signs_in();
    ada.opens_matter("Purchase of the mill", &[&carl]);
    let last = takes(&carl, &routes::matter_parcels(matter), &[]);
    ada.ends_access(matter, &carl);
    assert!(carl.gets(&last).expect(410).says("no longer open to you"));
}
