//! Clients: who sees that the firm acts for somebody.

use anteroom::{
    base::ClientId,
    clients::{Client, ClientKind},
    routes,
};

use crate::world::{Persona, World};

fn adds_client(member: &Persona, name: &'static str) -> ClientId {
    member
        .changes(move |tx| Client::add(tx, ClientKind::Person, name))
        .unwrap()
        .id
}

#[test]
fn a_client_is_added_on_its_page_and_is_there_for_whoever_added_it_and_for_the_owner() {
    let world = World::open();
    let (ada, ben) = (world.lawyer("Ada Lockhart"), world.lawyer("Ben Sorrel"));
    world.keeps_secret("Wetherby Orchards Ltd.");
    let added = ada
        .fills(
            "/clients/new",
            "/clients",
            &[("name", "Wetherby Orchards Ltd."), ("kind", "organisation")],
        )
        .expect(303);
    let page = added.leads_to().unwrap();
    assert!(ada.follows(&added).says("Wetherby Orchards Ltd."));
    assert!(ada.opens("/clients").says("Wetherby Orchards Ltd."));
    assert!(world.owner().opens(&page).says("An organisation"));
    ben.finds_nothing_at(&page);
    assert!(!ben.opens("/clients").says("Wetherby"));
}

#[test]
fn a_client_without_a_name_comes_back_with_what_was_chosen() {
    let world = World::open();
    let ada = world.lawyer("Ada Lockhart");
    let back = ada
        .fills(
            "/clients/new",
            "/clients",
            &[("name", "  "), ("kind", "organisation")],
        )
        .expect(422);
    assert!(back.says("Enter the client’s name."));
    let again = back.form("/clients").filled(&[("name", "Wetherby")]);
    assert!(again.contains(&("kind".into(), "organisation".into())));
}

#[test]
fn a_colleague_sees_a_client_with_the_first_matter_they_work_on() {
    let world = World::open();
    let (ada, ben) = (world.lawyer("Ada Lockhart"), world.lawyer("Ben Sorrel"));
    let carl = world.client("Carl Underhill");
    let sale = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let client = ada
        .reads(move |tx| Ok(anteroom::matters::Matter::find(tx, sale)?.client))
        .unwrap();
    let page = routes::client(client);
    ben.finds_nothing_at(&page);
    ada.takes_on(sale, &ben);
    assert!(ben.opens(&page).says("Sale of 12 Elm Street"));
    assert!(ben.opens(&page).says(&carl.email));
}

#[test]
fn clients_stand_in_the_order_of_names_fifty_to_a_page_and_a_search_wants_every_word() {
    let world = World::open();
    let ada = world.lawyer("Ada Lockhart");
    ada.changes(|tx| {
        for number in 0..53 {
            // Backwards, so that the order of adding is not the order of names.
            let name = format!("Client {:02} of Wetherby", 52 - number);
            Client::add(tx, ClientKind::Person, &name)?;
        }
        Ok(())
    })
    .unwrap();
    let first = ada.opens("/clients");
    assert!(first.says("Client 00 of Wetherby") && first.says("Client 49 of Wetherby"));
    assert!(!first.says("Client 50 of Wetherby"));
    let next = anteroom_testkit::links(&first.text())
        .into_iter()
        .find(|link| link.contains("after="))
        .unwrap();
    let second = ada.opens(&next.replace("&amp;", "&"));
    assert!(second.says("Client 50 of Wetherby") && second.says("Client 52 of Wetherby"));
    assert!(!second.says("Client 49 of Wetherby"));
    let found = ada.opens("/clients?q=wetherby+51");
    assert!(found.says("Client 51 of Wetherby") && !found.says("Client 50 of Wetherby"));
    assert!(ada.opens("/clients?q=zzz").says("Nothing matches “zzz”."));
}

#[test]
fn clients_have_no_way_into_the_firms_pages() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let client = adds_client(&ada, "Wetherby Orchards");
    for path in [
        "/clients",
        "/clients/new",
        "/matters",
        "/record",
        &routes::client(client),
    ] {
        carl.finds_nothing_at(path);
    }
}

#[test]
fn the_name_of_a_client_who_is_a_person_is_not_asked_for_twice() {
    let world = World::open();
    let ada = world.lawyer("Ada Lockhart");
    let name_in_form = |matter| {
        let page = ada.opens(&routes::inviting(matter));
        let form = page.form(&routes::matter_invitations(matter));
        let name = form.fields.iter().find(|field| field.name == "name");
        name.unwrap().value.clone()
    };
    let sale = ada.opens_matter("Sale of 12 Elm Street", &[]);
    assert_eq!(name_in_form(sale), "Nobody's Estate");
    // Somebody comes in for the client already: the next one is somebody else.
    let carl = world.client("Carl Underhill");
    ada.lets_in(sale, &carl);
    assert_eq!(name_in_form(sale), "");
}
