//! Kinds of matter: what every firm begins with, and how an owner makes it their own.

use anteroom::{
    base::{KindId, Locale},
    kinds::{self, Kind},
    routes,
};

use crate::world::{Persona, World};

/// The kind of this name.
pub fn kind_called(persona: &Persona, name: &str) -> Kind {
    let kinds = persona.reads(Kind::all).unwrap();
    kinds.into_iter().find(|kind| kind.name == name).unwrap()
}

fn stages(persona: &Persona, kind: KindId) -> Vec<String> {
    let outline = persona.reads(move |tx| Kind::find(tx, kind)?.outline(tx));
    let stages = outline.unwrap().stages.into_iter();
    stages.map(|stage| stage.name).collect()
}

/// A kind as its form sends it.
fn typed<'s>(name: &'s str, stages: &[&'s str]) -> Vec<(&'s str, &'s str)> {
    let mut fields = vec![("name", name), ("locale", "en"), ("area", "other")];
    for stage in stages {
        fields.extend([
            ("stage-name", *stage),
            ("stage-words", "We do what the name says."),
            ("stage-lasts", "a while"),
        ]);
    }
    fields
}

#[test]
fn a_firm_begins_with_eight_kinds_in_each_language() {
    let world = World::open();
    let kinds = world.owner().reads(Kind::all).unwrap();
    for locale in Locale::ALL {
        let own = kinds.iter().filter(|kind| kind.locale == *locale);
        assert_eq!(own.count(), 8, "{}", locale.as_str());
    }
    let page = world.owner().opens("/settings/kinds");
    assert!(page.says("Buying a home") && page.says("Testament et succession"));
    let asks = world
        .owner()
        .reads(move |tx| kinds::usual_requests(tx, kinds[0].id));
    assert!(asks.unwrap().iter().all(|ask| !ask.title.is_empty()));
}

#[test]
fn an_owner_writes_a_kind_of_their_own_and_changes_it() {
    let world = World::open();
    let owner = world.owner();
    world.keeps_secret("Quarrel over a fence");
    let led = owner.posts(
        "/settings/kinds",
        &typed(
            "Quarrel over a fence",
            &["We look at the fence", "We write"],
        ),
    );
    assert!(owner.follows(&led).says("Quarrel over a fence"));
    let kind = kind_called(owner, "Quarrel over a fence").id;
    assert_eq!(stages(owner, kind), ["We look at the fence", "We write"]);

    // A row moves without script, and nothing is kept before it is saved.
    let mut fields = typed(
        "Quarrel over a fence",
        &["We look at the fence", "We write"],
    );
    fields.push(("move", "stage-up 1"));
    let moved = owner.posts(&routes::kind(kind), &fields).expect(200);
    assert!(moved.says("Nothing is kept until you save."));
    let (first, second) = (
        moved.text().find("value=\"We write\""),
        moved.text().find("value=\"We look at the fence\""),
    );
    assert!(first < second);
    assert_eq!(stages(owner, kind), ["We look at the fence", "We write"]);
    let form = moved.form(&routes::kind(kind));
    assert_eq!(owner.submits(&form, &[]).status.as_u16(), 303);
    assert_eq!(stages(owner, kind), ["We write", "We look at the fence"]);
    assert!(owner.opens("/record").says("changed the kind of matter"));
}

#[test]
fn a_kind_that_makes_no_sense_comes_back_as_it_was_typed() {
    let world = World::open();
    let owner = world.owner();
    let answer = owner
        .posts("/settings/kinds", &typed("", &["Only one step"]))
        .expect(422);
    assert!(answer.says("2 things to fix"), "{}", answer.text());
    assert!(answer.text().contains("value=\"Only one step\""));
    let many: Vec<&str> = vec!["A step"; 9];
    let answer = owner.posts("/settings/kinds", &typed("Too long", &many));
    assert!(answer.expect(422).says("at most eight"));
    assert_eq!(owner.reads(Kind::all).unwrap().len(), 16);
}

#[test]
fn a_kind_is_retired_and_brought_back_and_never_lost() {
    let world = World::open();
    let owner = world.owner();
    let kind = kind_called(owner, "Immigration").id;
    let retirement = routes::kind_retirement(kind);
    let led = owner.posts(&retirement, &[("offer", "no more")]);
    assert!(owner.follows(&led).says("It is no longer offered."));
    let retired = owner.reads(move |tx| Kind::find(tx, kind)).unwrap();
    assert!(retired.retired_at.is_some());
    let led = owner.posts(&retirement, &[("offer", "again")]);
    assert!(owner.follows(&led).says("It is offered again."));
    let back = owner.reads(move |tx| Kind::find(tx, kind)).unwrap();
    assert!(back.retired_at.is_none());
    let _ = owner.posts(&retirement, &[]).expect(400);
}

#[test]
fn only_owners_reach_the_kinds_and_clients_know_of_none() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let kind = kind_called(&ada, "Immigration").id;
    for path in [
        "/settings/kinds",
        "/settings/kinds/new",
        &routes::kind(kind),
    ] {
        let _ = ada.gets(path).expect(403);
        carl.finds_nothing_at(path);
    }
    let typed = typed("Mine now", &["One", "Two"]);
    for path in ["/settings/kinds", &routes::kind(kind)] {
        let _ = ada.posts(path, &typed).expect(403);
        let _ = carl.posts(path, &typed).expect(404);
    }
    let _ = ada.posts("/settings/silence", &[("days", "9")]).expect(403);
    assert!(carl.reads(Kind::all).is_err());
}

#[test]
fn the_days_of_silence_are_a_number_or_nothing() {
    let world = World::open();
    let owner = world.owner();
    assert!(
        owner
            .opens("/settings/kinds")
            .text()
            .contains("value=\"21\"")
    );
    for wrong in ["2", "181", "three weeks", "-9"] {
        let answer = owner.posts("/settings/silence", &[("days", wrong)]);
        assert!(answer.expect(422).says("between 3 and 180"), "{wrong}");
    }
    for right in ["14", ""] {
        let led = owner.posts("/settings/silence", &[("days", right)]);
        assert_eq!(led.status.as_u16(), 303, "{right}");
        let kept = owner.reads(anteroom::firms::silence_days).unwrap();
        assert_eq!(kept.map_or(String::new(), |days| days.to_string()), right);
    }
}
