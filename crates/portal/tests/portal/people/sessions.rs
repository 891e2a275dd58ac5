//! Sessions that others end: the firm signs somebody out of every device, or everybody.

use anteroom::{people::Session, routes};

use crate::world::World;

#[test]
fn a_member_signs_a_client_of_theirs_out_of_every_device_and_nobody_elses() {
    let world = World::open();
    let (ada, ben) = (world.lawyer("Ada Lockhart"), world.lawyer("Ben Sorrel"));
    let carl = world.client("Carl Underhill");
    let sale = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let out = routes::sign_out_of(carl.id());
    ben.posts(&out, &[]).expect(404);
    carl.posts(&out, &[]).expect(404);
    carl.opens("/you");
    let terms = routes::participant(sale, carl.id());
    let done = ada.fills(&terms, &out, &[]).expect(303);
    assert_eq!(done.leads_to().as_deref(), Some(terms.as_str()));
    assert!(
        ada.follows(&done)
            .says("They are signed out of every device.")
    );
    carl.gets("/you").expect(303);
    // Their ways in are as they were.
    carl.signs_in();
    carl.opens("/you");
    let record = world.owner().opens("/record");
    assert!(record.says("Ada Lockhart signed Carl Underhill out"));
    // Colleagues are an owner's to sign out.
    ada.posts(&routes::sign_out_of(ben.id()), &[]).expect(404);
}

#[test]
fn an_owner_signs_a_colleague_out_or_everybody_and_stays_in() {
    let world = World::open();
    let (olive, ada) = (world.owner(), world.lawyer("Ada Lockhart"));
    let (carl, dora) = (world.client("Carl Underhill"), world.client("Dora Fenwick"));
    let out = routes::member_sign_out(ada.id());
    ada.posts(&out, &[]).expect(403);
    let page = routes::member(ada.id());
    let done = olive.fills(&page, &out, &[]).expect(303);
    assert!(
        olive
            .follows(&done)
            .says("They are signed out of every device.")
    );
    ada.gets("/you").expect(303);
    carl.opens("/you");

    ada.signs_in();
    let elsewhere = olive.again();
    elsewhere.signs_in();
    olive.signs_in();
    let everybody = "/settings/security/sessions/end";
    ada.posts(everybody, &[]).expect(403);
    carl.posts(everybody, &[]).expect(404);
    let done = olive
        .fills("/settings/security", everybody, &[])
        .expect(303);
    assert!(olive.follows(&done).says("Everybody else is signed out."));
    for person in [&ada, &carl, &dora, &elsewhere] {
        person.gets("/you").expect(303);
    }
    olive.opens("/today");
    assert!(
        olive
            .opens("/record")
            .says("Olive Marlowe signed everybody out")
    );
}

#[test]
fn every_page_of_somebody_who_is_in_leads_out() {
    let world = World::open();
    let carl = world.client("Carl Underhill");
    let matter = world
        .owner()
        .opens_matter("Sale of 12 Elm Street", &[&carl]);
    for (who, pages) in [
        (
            world.owner(),
            vec![
                "/today".to_owned(),
                "/matters".into(),
                routes::matter(matter),
                "/settings".into(),
                "/you".into(),
                "/nothing-is-here".into(),
            ],
        ),
        (
            &carl,
            vec![
                "/".to_owned(),
                "/documents".into(),
                routes::my_matter(matter),
                routes::my_messages(matter),
                "/you/security".into(),
                "/nothing-is-here".into(),
            ],
        ),
    ] {
        for page in pages {
            let form = who.gets(&page).form("/sign-out");
            assert!(form.fields.is_empty(), "{page}");
        }
    }
    assert!(
        !world
            .browser()
            .opens("/sign-in")
            .text()
            .contains("/sign-out")
    );
}

#[test]
fn tokens_are_never_the_same_and_hold_256_random_bits() {
    let mut tokens: Vec<String> = (0..10_000).map(|_| Session::new_token().unwrap()).collect();
    let is_hex = |token: &String| token.len() == 64 && token.bytes().all(|b| b.is_ascii_hexdigit());
    assert!(tokens.iter().all(is_hex));
    // Each of the digits is as often each of sixteen as chance has it: 40,000 of 640,000, give or take five deviations.
    let mut counts = [0_u32; 16];
    for digit in tokens.iter().flat_map(|token| token.chars()) {
        counts[digit.to_digit(16).unwrap() as usize] += 1;
    }
    assert!(
        counts.iter().all(|count| (39_000..41_000).contains(count)),
        "{counts:?}"
    );
    tokens.sort();
    tokens.dedup();
    assert_eq!(tokens.len(), 10_000);
}
