//! Whoever sets up a way in is alone with it: everybody who was halfway in before does not come in any more.

use std::time::Duration;

use anteroom::people::{Door, Invitation, Way};

use super::{NEW_PASSWORD, halfway, invited, knocks, sets_up, types_password, vouched_for};
use crate::world::{Persona, World};

const MINUTE: Duration = Duration::from_secs(60);

fn invited_anew(world: &World, person: anteroom::base::PersonId) -> Invitation {
    world
        .owner()
        .changes(move |tx| Invitation::make(tx, person, Way::Letter, Door::Code))
        .unwrap()
}

/// Past the door, and no step further.
fn parked(world: &World, invitation: &Invitation) -> Persona {
    let browser = world.browser();
    knocks(&browser, invitation, &invitation.door_code).expect(303);
    browser.opens("/enter");
    browser
}

#[test]
fn entering_anew_ends_every_earlier_way_in() {
    let world = World::open();
    let carl = world.client("Carl Underhill");
    let invitation = vouched_for(&world, carl.id());
    carl.opens("/you");

    let new_phone = world.browser();
    knocks(&new_phone, &invitation, &invitation.door_code).expect(303);
    world.passes(Duration::from_secs(60));
    sets_up(&world, &new_phone);
    new_phone
        .posts("/enter/codes", &[("kept", "yes")])
        .expect(303);

    new_phone.opens("/you");
    carl.gets("/you").expect(303);
    let old = types_password(&world.browser(), &carl.email, crate::world::PASSWORD);
    old.expect(422);
    let new = types_password(&world.browser(), &carl.email, NEW_PASSWORD);
    assert_eq!(new.leads_to().as_deref(), Some("/sign-in/code"));
}

#[test]
fn whoever_waits_behind_the_door_is_out_when_somebody_else_sets_up_the_way() {
    let world = World::open();
    let invitation = invited(&world, "Nadia Haddad", Door::Code);
    let waiting = parked(&world, &invitation);
    let nadia = parked(&world, &invitation);
    sets_up(&world, &nadia);
    waiting.gets("/enter").expect(409);
    waiting
        .posts("/enter/password", &[("password", NEW_PASSWORD)])
        .expect(409);
    nadia.posts("/enter/codes", &[("kept", "yes")]).expect(303);
    nadia.opens("/you");
}

#[test]
fn whoever_waits_behind_the_door_is_out_when_the_firm_invites_anew() {
    let world = World::open();
    let first = invited(&world, "Nadia Haddad", Door::Code);
    let waiting = parked(&world, &first);
    invited_anew(&world, first.person);
    waiting.gets("/enter").expect(409);
}

#[test]
fn a_way_set_halfway_leads_nowhere_once_the_firm_invites_anew() {
    let world = World::open();
    let first = invited(&world, "Nadia Haddad", Door::Code);
    // Everything but the last press: the recovery codes are on the screen.
    let other = parked(&world, &first);
    let secret = sets_up(&world, &other);
    let second = invited_anew(&world, first.person);
    other.gets("/enter/codes").expect(409);
    other.posts("/enter/codes", &[("kept", "yes")]).expect(409);
    other.gets("/you").expect(303);
    let nadia = parked(&world, &second);
    world.passes(MINUTE);
    assert_ne!(sets_up(&world, &nadia), secret);
    nadia.posts("/enter/codes", &[("kept", "yes")]).expect(303);
    nadia.opens("/you");
}

#[test]
fn a_second_step_that_was_still_missing_is_too_late_once_the_way_was_set_anew() {
    let world = World::open();
    let carl = world.client("Carl Underhill");
    world.passes(MINUTE);
    let before_inviting = halfway(&world, &carl);
    let invitation = vouched_for(&world, carl.id());
    let is_out = |browser: &Persona| {
        let answer = browser.posts("/sign-in/code", &[("code", &carl.code())]);
        assert_eq!(answer.leads_to().as_deref(), Some("/sign-in"));
    };
    is_out(&before_inviting);
    // Until the invitation is used, the old way leads in.
    let before_setting = halfway(&world, &carl);
    sets_up(&world, &parked(&world, &invitation));
    is_out(&before_setting);
}

#[test]
fn of_fifty_who_accept_one_invitation_at_the_same_moment_one_comes_in() {
    const MANY: usize = 50;
    let world = World::open();
    let invitation = invited(&world, "Nadia Haddad", Door::Code);
    let browsers: Vec<Persona> = (0..MANY).map(|_| world.browser()).collect();
    let all_at_once = |act: &(dyn Fn(&Persona) -> u16 + Sync)| -> Vec<u16> {
        std::thread::scope(|scope| {
            let acts: Vec<_> = browsers
                .iter()
                .map(|browser| scope.spawn(move || act(browser)))
                .collect();
            acts.into_iter().map(|one| one.join().unwrap()).collect()
        })
    };
    let past_the_door = all_at_once(&|browser| {
        knocks(browser, &invitation, &invitation.door_code)
            .status
            .as_u16()
    });
    assert!(past_the_door.contains(&303), "{past_the_door:?}");
    let ready: Vec<(&Persona, String)> = browsers
        .iter()
        .filter(|browser| browser.browser().cookies().contains_key("anteroom-door"))
        .map(|browser| {
            browser
                .posts("/enter/password", &[("password", NEW_PASSWORD)])
                .expect(303);
            (
                browser,
                super::secret_of(&browser.opens("/enter/app").text()),
            )
        })
        .collect();
    assert!(ready.len() > MANY / 2, "{} got that far", ready.len());
    let step = world.portal().now().seconds() / 30;
    let accepted: Vec<u16> = std::thread::scope(|scope| {
        let tries: Vec<_> = ready
            .iter()
            .map(|(browser, secret)| {
                let code = crate::world::code(secret, step);
                scope.spawn(move || {
                    let answer = browser.posts("/enter/app", &[("code", &code)]);
                    answer.status.as_u16()
                })
            })
            .collect();
        tries.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let count = accepted.iter().filter(|status| **status == 303).count();
    assert_eq!(count, 1, "{accepted:?}");
    let inside = all_at_once(&|browser| {
        browser.posts("/enter/codes", &[("kept", "yes")]);
        browser.gets("/you").status.as_u16()
    });
    assert_eq!(inside.iter().filter(|status| **status == 200).count(), 1);
    let record = anteroom_testkit::text(&world.owner().opens("/record").text());
    assert_eq!(record.matches("accepted the invitation").count(), 1);
}
