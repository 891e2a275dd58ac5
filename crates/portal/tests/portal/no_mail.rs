//! A firm that prints its letters: no page promises one that leaves by mail, and nobody is reminded for ever.

use std::time::Duration;

use anteroom::{people::Door, routes};

use crate::{people::invited, world::World};

/// What only a firm with a mail server may say.
const PROMISES: [&str; 6] = [
    "e-mail leaves in",
    "Now, by e-mail",
    "By e-mail. It never",
    "we write to you",
    "We write to you when",
    "An e-mail says",
];

#[test]
fn no_page_promises_a_letter_that_never_leaves() {
    let world = World::without_mail();
    let (olive, carl) = (world.owner(), world.client("Carl Underhill"));
    let matter = olive.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let deed = olive.adds(matter, "Deed.txt", b"The whole of lot 12, plan 1847.");

    let form = routes::sharing_one(matter, deed.document);
    let page = olive.opens(&form);
    assert!(page.says("They see it at their next sign-in."));
    let shared = olive.submits(&page.form(&routes::matter_shares(matter)), &[]);
    assert!(olive.follows(&shared).says("No e-mail is sent."));

    for (who, path) in [
        (olive, form.clone()),
        (olive, routes::inviting(matter)),
        (olive, routes::matter_status(matter)),
        (olive, routes::matter_messages(matter)),
        (olive, "/you/security".into()),
        (&carl, "/you/security".into()),
        (&carl, "/".into()),
        (&carl, "/enter/welcome".into()),
        (&carl, "/safe-keeping".into()),
        (&world.browser(), "/sign-in/help?missing=invitation".into()),
    ] {
        let page = who.opens(&path);
        for promise in PROMISES {
            assert!(!page.says(promise), "{path} says {promise:?}");
        }
    }
    assert!(
        carl.opens("/")
            .says("What is new stands here when you come in.")
    );
}

#[test]
fn an_invitation_that_ended_is_renewed_by_a_person() {
    let world = World::without_mail();
    let invitation = invited(&world, "Nadia Haddad", Door::Code);
    world.passes(Duration::from_secs(15 * 24 * 60 * 60));
    let page = world
        .browser()
        .opens(&routes::invitation(&invitation.token));
    assert!(page.says("This invitation has ended") && page.says("613 555 0140"));
    assert!(!page.text().contains("/renewal"));
}

#[test]
fn the_first_steps_stay_until_mail_is_set_or_set_aside() {
    let world = World::without_mail();
    let (olive, carl) = (world.owner(), world.client("Carl Underhill"));
    let steps = || olive.opens("/today").says("First steps");
    assert!(steps());
    olive.opens_matter("Sale of 12 Elm Street", &[&carl]);
    assert!(steps(), "nobody has said how letters leave");
    let aside = "/settings/mail/set-aside";
    let back = olive.fills("/today", aside, &[]).expect(303);
    assert_eq!(back.leads_to().as_deref(), Some("/today"));
    assert!(!steps());
    // A second press changes nothing.
    olive.posts(aside, &[]).expect(303);
    let ada = world.lawyer("Ada Lockhart");
    ada.posts(aside, &[]).expect(403);
}
