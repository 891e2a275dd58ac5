//! Matters: who sees them, who may come in, what is said and recorded.

use std::time::Duration;

use anteroom::{
    audit,
    base::{Error, Id, InvitationId, Locale, MatterId, new_id},
    clients::{Client, ClientKind},
    matters::{Area, Invited, Invitee, Matter, NewMatter},
    people::{Door, NewPerson, Way},
    routes,
};

use anteroom_testkit::{Answer, Form};

use crate::world::{Persona, World};

/// Every page of a matter that this slice answers.
fn pages(matter: MatterId) -> Vec<String> {
    vec![
        routes::matter_people(matter),
        routes::matter_record(matter),
        routes::matter_status(matter),
        routes::matter_edit(matter),
        routes::inviting(matter),
    ]
}

/// The form of a new matter: the search above every page leads to the same address.
fn form_of(page: &Answer) -> Form {
    anteroom_testkit::forms(&page.text())
        .into_iter()
        .find(|form| form.action == "/matters" && form.method == "post")
        .unwrap()
}

fn somebody(email: &str) -> Invitee {
    named("Zoe Hartwell", email)
}

fn named(name: &str, email: &str) -> Invitee {
    Invitee::New(NewPerson {
        name: name.into(),
        email: email.into(),
        phone: None,
        locale: Locale::En,
    })
}

fn invites(member: &Persona, matter: MatterId, invitee: Invitee) -> Invited {
    member
        .changes(move |tx| {
            Matter::find(tx, matter)?.invite(tx, &invitee, Way::Email, Door::Code, false)
        })
        .unwrap()
}

#[test]
fn a_matter_is_opened_on_its_page_with_a_new_client_and_the_next_number() {
    let world = World::open();
    let (ada, ben) = (world.lawyer("Ada Lockhart"), world.assistant("Ben Sorrel"));
    world.keeps_secret("Wetherby Orchards");
    world.keeps_secret("Purchase of the upper orchard");
    let form = form_of(&ada.opens("/matters/new"));
    let number = form
        .filled(&[])
        .into_iter()
        .find(|(name, _)| name == "number")
        .unwrap()
        .1;
    assert!(number.ends_with("-0001"), "{number}");
    let opened = ada
        .submits(
            &form,
            &[
                ("client-name", "Wetherby Orchards"),
                ("title", "Purchase of the upper orchard"),
                ("area", "real estate"),
                ("team", ben.id().as_ref()),
            ],
        )
        .expect(303);
    let people = ada.follows(&opened);
    assert!(people.says("Nobody is invited yet."));
    assert!(people.says("Ada Lockhart") && people.says("Ben Sorrel"));
    let list = ben.opens("/matters");
    assert!(list.says("Purchase of the upper orchard") && list.says("Wetherby Orchards"));
    assert!(list.says(&number));
    let record = ben.opens(&opened.leads_to().unwrap().replace("/people", "/record"));
    assert!(record.says("Ada Lockhart opened the matter “Purchase of the upper orchard”"));
    assert!(record.says("Ada Lockhart put Ben Sorrel on the team"));
    let next = form_of(&ada.opens("/matters/new")).filled(&[]);
    assert!(
        next.iter()
            .any(|(name, value)| name == "number" && value.ends_with("-0002"))
    );
}

#[test]
fn a_number_that_is_taken_opens_nothing_and_adds_no_client() {
    let world = World::open();
    let (ada, ben) = (world.lawyer("Ada Lockhart"), world.lawyer("Ben Sorrel"));
    let sale = ada.opens_matter("Sale of 12 Elm Street", &[]);
    let number = ada
        .reads(move |tx| Ok(Matter::find(tx, sale)?.number))
        .unwrap();
    let fields = [
        ("client", "new"),
        ("client-name", "Wetherby Orchards"),
        ("client-kind", "person"),
        ("title", "Purchase of the orchard"),
        ("area", "real estate"),
        ("number", number.as_str()),
        ("responsible", ben.id().as_ref()),
    ]
    .map(|(name, value)| (name, value.to_owned()));
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let back = ben.posts("/matters", &fields).expect(422);
    assert!(back.says("Another matter has this number. Choose a different one."));
    assert!(!ben.opens("/clients").says("Wetherby"));
    assert!(!ben.opens("/matters").says("Purchase of the orchard"));
}

#[test]
fn nobody_off_the_team_sees_a_matter_but_the_owner() {
    let world = World::open();
    let (ada, ben) = (world.lawyer("Ada Lockhart"), world.lawyer("Ben Sorrel"));
    let carl = world.client("Carl Underhill");
    let sale = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    for page in pages(sale) {
        assert!(ada.opens(&page).text().contains("Elm Street"), "{page}");
        let _ = world.owner().opens(&page);
        ben.finds_nothing_at(&page);
        carl.finds_nothing_at(&page);
    }
    assert!(!ben.opens("/matters?whose=all").says("Elm Street"));
    assert!(!world.owner().opens("/matters").says("Elm Street"));
    assert!(world.owner().opens("/matters?whose=all").says("Elm Street"));
    let lines = ben
        .reads(move |tx| audit::of_matter(tx, sale, audit::Reading::default()))
        .unwrap();
    assert!(lines.lines.is_empty());

    ada.takes_on(sale, &ben);
    assert!(ben.opens("/matters").says("Elm Street"));
    let off = routes::team_end(sale, ben.id());
    let left = ben.posts(&off, &[]).expect(303);
    assert_eq!(left.leads_to().as_deref(), Some("/matters"));
    for page in pages(sale) {
        ben.finds_nothing_at(&page);
    }
}

#[test]
fn the_responsible_lawyer_stays_on_the_team_until_another_is_chosen() {
    let world = World::open();
    let (ada, ben) = (world.lawyer("Ada Lockhart"), world.lawyer("Ben Sorrel"));
    let sale = ada.opens_matter("Sale of 12 Elm Street", &[]);
    let off = routes::team_end(sale, ada.id());
    let _ = ada.posts(&off, &[]).expect(409);
    let edit = routes::matter_edit(sale);
    let _ = ada
        .fills(&edit, &edit, &[("responsible", ben.id().as_ref())])
        .expect(303);
    assert!(ben.opens("/matters").says("Elm Street"));
    let _ = ada.posts(&off, &[]).expect(303);
    ada.finds_nothing_at(&edit);
}

#[test]
fn a_client_is_invited_by_mail_that_says_neither_the_matter_nor_the_code() {
    let world = World::open();
    let (ada, ben) = (world.lawyer("Ada Lockhart"), world.lawyer("Ben Sorrel"));
    let sale = ada.opens_matter("Sale of 12 Elm Street", &[]);
    let invited = ada
        .fills(
            &routes::inviting(sale),
            &routes::matter_invitations(sale),
            &[
                ("name", "Zoe Hartwell"),
                ("email", "Zoe@Hartwell.test"),
                ("way", "email"),
            ],
        )
        .expect(303);
    let page = ada.follows(&invited);
    assert!(page.says("Invitation for Zoe Hartwell") && page.says("zoe@hartwell.test"));
    let path = invited.leads_to().unwrap();
    let letter = ada.opens(&format!("{path}/letter"));
    assert!(letter.says("Hello Zoe") && letter.text().contains("<path"));
    ben.finds_nothing_at(&path);

    world.works();
    let letters = world.letters();
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].to, "zoe@hartwell.test");
    let code = ada
        .reads({
            let id: InvitationId = InvitationId::parse(&path[13..]).unwrap();
            move |tx| Ok(anteroom::people::Invitation::find(tx, id)?.door_code)
        })
        .unwrap();
    assert!(!letters[0].text.contains(&code) && !letters[0].text.contains("Elm Street"));
    assert!(
        ada.opens(&routes::matter_people(sale))
            .says("Invitation good until")
    );
}

#[test]
fn a_form_for_inviting_says_what_is_wrong_and_invites_nobody() {
    let world = World::open();
    let ada = world.lawyer("Ada Lockhart");
    let sale = ada.opens_matter("Sale of 12 Elm Street", &[]);
    let back = ada
        .fills(
            &routes::inviting(sale),
            &routes::matter_invitations(sale),
            &[("name", ""), ("email", "nowhere"), ("door", "phone")],
        )
        .expect(422);
    assert!(back.says("Enter a name.") && back.says("Enter an e-mail address"));
    assert!(back.says("Enter the phone number that is asked for at the door."));
    let colleague = ada
        .fills(
            &routes::inviting(sale),
            &routes::matter_invitations(sale),
            &[("name", "Ada"), ("email", &ada.email)],
        )
        .expect(422);
    assert!(colleague.says("This address belongs to someone at the firm."));
    assert!(
        ada.opens(&routes::matter_people(sale))
            .says("Nobody is invited yet.")
    );
}

#[test]
fn somebody_with_a_way_in_gets_the_matter_and_no_second_invitation() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let sale = ada.opens_matter("Sale of 12 Elm Street", &[]);
    assert_eq!(
        invites(&ada, sale, named("Carl Underhill", &carl.email)),
        Invited::KnownAlready
    );
    assert!(
        carl.reads(move |tx| Matter::find(tx, sale)).is_ok(),
        "let in"
    );
    world.works();
    let letters = world.letters_to(&carl);
    assert_eq!(letters.len(), 1);
    assert!(letters[0].subject.contains("something new"));
}

#[test]
fn an_invitation_is_no_way_into_a_colleagues_matter() {
    let world = World::open();
    let (ada, ben) = (world.lawyer("Ada Lockhart"), world.lawyer("Ben Sorrel"));
    let sale = ada.opens_matter("Sale of 12 Elm Street", &[]);
    let will = ben.opens_matter("Will of Zoe Hartwell", &[]);
    let Invited::Anew(first) = invites(&ada, sale, somebody("zoe@hartwell.test")) else {
        panic!("no invitation");
    };
    assert_eq!(
        invites(&ben, will, somebody("zoe@hartwell.test")),
        Invited::KnownAlready
    );
    let zoe = ben
        .reads(move |tx| Ok(Matter::find(tx, will)?.participants(tx)?[0].person))
        .unwrap();
    ben.finds_nothing_at(&routes::invitation_sent(first));
    ben.finds_nothing_at(&routes::invitation_letter(first));
    let _ = ben
        .posts(&routes::invitation_replacement(first), &[])
        .expect(404);
    let again = ben.changes(move |tx| {
        Matter::find(tx, will)?.invite_again(tx, zoe, Way::Letter, Door::Code, false)
    });
    assert!(matches!(
        again,
        Err(Error::Refused("matters-refused-invite"))
    ));
    // From now on she takes part in a matter of Ben's, which Ada does not see.
    ada.finds_nothing_at(&routes::invitation_sent(first));
    let replaced = world
        .owner()
        .posts(&routes::invitation_replacement(first), &[])
        .expect(303);
    assert!(world.owner().follows(&replaced).says("Zoe Hartwell"));
}

#[test]
fn access_ends_at_once_and_with_the_last_matter_the_session_too() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let sale = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let will = ada.opens_matter("Will of Carl Underhill", &[&carl]);
    let end = routes::participant_end(sale, carl.id());
    assert!(ada.opens(&end).says("End Carl’s access?"));
    let _ = ada.fills(&end, &end, &[]).expect(303);
    assert!(matches!(
        carl.reads(move |tx| Matter::find(tx, sale)),
        Err(Error::NotFound)
    ));
    assert!(carl.reads(move |tx| Matter::find(tx, will)).is_ok());
    assert!(ada.opens(&routes::matter_people(sale)).says("Access ended"));

    ada.ends_access(will, &carl);
    let out = carl.gets("/").expect(303);
    assert!(out.leads_to().unwrap().starts_with("/sign-in"));
    assert!(
        ada.opens(&routes::matter_record(will))
            .says("Ada Lockhart ended the access of Carl Underhill")
    );
}

#[test]
fn where_a_matter_stands_is_said_kept_and_told_only_when_wanted() {
    let world = World::open();
    let (ada, carl) = (world.lawyer("Ada Lockhart"), world.client("Carl Underhill"));
    let sale = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    let page = routes::matter_status(sale);
    let says = |words: &str, tell: &[(&str, &str)]| {
        world.keeps_secret(words);
        let mut fields = vec![("words", words)];
        fields.extend(tell);
        let _ = ada.posts(&page, &fields).expect(303);
        world.passes(Duration::from_secs(60));
    };
    says("We wait for the bank’s letter.", &[]);
    world.works();
    assert!(world.letters_to(&carl).is_empty());
    says(
        "The bank has answered; you sign on Friday.",
        &[("tell", "yes")],
    );
    world.works();
    assert_eq!(world.letters_to(&carl).len(), 1);
    let read = carl
        .reads(move |tx| Matter::find(tx, sale)?.status(tx))
        .unwrap()
        .unwrap();
    assert_eq!(read.words, "The bank has answered; you sign on Friday.");
    assert_eq!(read.by_name, "Ada Lockhart");
    assert!(ada.opens(&page).says("We wait for the bank’s letter."));
    let _ = ada.posts(&page, &[("words", " ")]).expect(422);
}

#[test]
fn the_list_is_sieved_searched_and_paged_without_losing_a_matter() {
    let world = World::open();
    let ada = world.lawyer("Ada Lockhart");
    let carl = world.client("Carl Underhill");
    ada.opens_matter("Lease of the granary", &[]);
    for number in 1..52 {
        ada.opens_matter(&format!("Lease of shop {number:02}"), &[]);
    }
    let will = ada.opens_matter("Will of an uncle", &[&carl]);
    let first = ada.opens("/matters");
    let next = anteroom_testkit::links(&first.text())
        .into_iter()
        .find(|link| link.contains("after="))
        .unwrap();
    let second = ada.opens(&next.replace("&amp;", "&"));
    for number in 1..52 {
        let title = format!("Lease of shop {number:02}");
        assert_ne!(first.says(&title), second.says(&title), "{title}");
    }
    assert!(first.says("Will of an uncle") && second.says("Lease of the granary"));

    let found = ada.opens("/matters?q=underhill");
    assert!(found.says("Will of an uncle") && !found.says("Lease of shop"));
    // A matter of the second page is found from the first.
    assert!(!first.says("granary") && ada.opens("/matters?q=granary").says("granary"));
    let edit = routes::matter_edit(will);
    let _ = ada
        .fills(&edit, &edit, &[("area", "wills and estates")])
        .expect(303);
    let sieved = ada.opens("/matters?area=wills+and+estates");
    assert!(sieved.says("Will of an uncle") && !sieved.says("Lease of shop"));
    assert!(
        ada.opens("/matters?state=closed")
            .says("There is no matter like this.")
    );
    assert!(
        ada.opens("/matters?area=sorcery")
            .says("We did not know a filter in this address")
    );
}

#[test]
fn only_the_practice_matter_can_be_removed() {
    let world = World::open();
    let owner = world.owner();
    let sam = world.client("Sam Practice");
    let id: MatterId = new_id(world.portal().now()).unwrap();
    world.waits(world.portal().make_matter_key(id)).unwrap();
    let (responsible, person) = (owner.id(), sam.id());
    owner
        .changes(move |tx| {
            let client = Client::add(tx, ClientKind::Person, "Sam Practice")?;
            let new = NewMatter {
                client: client.id,
                number: "Practice".into(),
                title: "A matter to practise with".into(),
                area: Area::Other,
                responsible,
                team: Vec::new(),
            };
            Matter::open_for_practice(tx, id, &new)?.let_in(tx, person)
        })
        .unwrap();
    let real = owner.opens_matter("Sale of 12 Elm Street", &[]);
    owner.finds_nothing_at(&routes::matter_removal(real));
    let _ = owner.posts(&routes::matter_removal(real), &[]).expect(404);
    assert!(
        owner
            .opens(&routes::matter_people(id))
            .says("This is a practice matter.")
    );
    let removal = routes::matter_removal(id);
    let removed = owner.fills(&removal, &removal, &[]).expect(303);
    assert!(!owner.follows(&removed).says("practise with"));
    owner.finds_nothing_at(&routes::matter_people(id));
    assert!(
        sam.gets("/")
            .expect(303)
            .leads_to()
            .unwrap()
            .starts_with("/sign-in")
    );
    assert!(
        owner
            .opens("/record")
            .says("Olive Marlowe removed the practice matter")
    );
}

#[test]
fn the_record_tells_in_words_whom_something_was_shared_with_and_narrows_to_a_person() {
    let world = World::open();
    let (ada, ben) = (world.lawyer("Ada Lockhart"), world.lawyer("Ben Sorrel"));
    let carl = world.client("Carl Underhill");
    let sale = ada.opens_matter("Sale of 12 Elm Street", &[&carl]);
    ada.takes_on(sale, &ben);
    let deed = ada.adds(
        sale,
        "Deed of the house.txt",
        b"The whole of lot 12, plan 1847.",
    );
    ada.shares(deed, &carl);
    ben.says(sale, "The deed is ready to read.");
    let record = routes::matter_record(sale);
    let all = ben.opens(&record);
    assert!(all.says("Ada Lockhart shared “Deed of the house” with Carl Underhill"));
    assert!(all.says("Ben Sorrel wrote where the matter stands: “The deed is ready to read.”"));
    let narrow = ben.opens(&format!("{record}?person={}", ben.id()));
    assert!(narrow.says("The deed is ready to read.") && !narrow.says("shared “Deed"));
    let _ = ben.gets("/record").expect(403);
    let whole = world.owner().opens("/record");
    assert!(whole.says("shared “Deed of the house” with Carl Underhill"));
}

#[test]
fn a_client_reads_who_looked_at_what_is_theirs_and_nothing_of_others() {
    let world = World::open();
    let ada = world.lawyer("Ada Lockhart");
    let (carl, dora) = (world.client("Carl Underhill"), world.client("Dora Fenwick"));
    let sale = ada.opens_matter("Sale of 12 Elm Street", &[&carl, &dora]);
    let sent = carl.hands_over(
        sale,
        &[("Bank letter.txt", b"We lend you this much and no more.")],
    );
    let _ = ada.opens(&routes::download(sent[0].version));
    world.works();
    let mine = |who: &Persona| -> Vec<String> {
        who.reads(|tx| audit::about_me(tx, None))
            .unwrap()
            .lines
            .iter()
            .map(|line| audit::sentence(Locale::En.lang(), line))
            .collect()
    };
    let looked = "Ada Lockhart saved a copy of “Bank letter”".to_owned();
    let carls = mine(&carl);
    assert!(carls.contains(&looked), "{carls:?}");
    assert!(
        carls
            .iter()
            .any(|line| line.starts_with("Carl Underhill handed over 1 file"))
    );
    let doras = mine(&dora);
    assert!(!doras.contains(&looked), "{doras:?}");
    assert!(doras.contains(&"Ada Lockhart let Dora Fenwick into the matter".to_owned()));
}
