//! What stands on the stage while every address is asked for: one matter with everything in it, and one person who asks.

use std::collections::HashSet;

use anteroom::{
    base::{
        AddressChangeId, AnswerTemplateId, DeliveryId, EmergencyId, Id, InvitationId, ItemId,
        KindId, LinkId, MatterId, ParcelId, PersonId, RequestId, SessionId, ShareId, SharingId,
        UploadId, VouchingId, new_id,
    },
    clients::Client,
    documents::{Delivery, Parcel, choose},
    kinds::Kind,
    matters::{Emergency, Matter, may_vouch_for},
    messages::{AnswerTemplate, AnswerWords},
    people::{AddressChange, Asked, Door, How, Invitation, Person, Policy, Session, Vouching, Way},
    routes::Route,
    shares::Share,
};

use super::roles::Role;
use crate::{
    links,
    people::somebody,
    world::{PICTURE, Paper, Persona, World},
};

/// The names an address can hold.
#[derive(Clone)]
struct Names {
    matter: MatterId,
    paper: Paper,
    upload: UploadId,
    delivery: DeliveryId,
    parcel: ParcelId,
    link: LinkId,
    link_token: String,
    /// What somebody who came through the link is sending, and what they handed over.
    sending: (UploadId, DeliveryId),
    share: ShareId,
    request: RequestId,
    item: ItemId,
    sharing: SharingId,
    invitation: InvitationId,
    token: String,
    vouching: VouchingId,
    stylesheet: String,
    session: SessionId,
    client: anteroom::base::ClientId,
    participant: PersonId,
    colleague: PersonId,
    member: PersonId,
    passkey: anteroom::base::PasskeyId,
    change: AddressChangeId,
    emergency: EmergencyId,
    kind: KindId,
    answer: AnswerTemplateId,
}

/// A world with one matter, and whoever asks.
pub struct Stage {
    pub asker: Persona,
    names: Names,
    // Dropped last: its look at the end comes after everybody left.
    world: Option<World>,
}

impl Stage {
    pub fn set(role: Role) -> Self {
        Self::set_in(World::open(), role)
    }

    /// The same in this world.
    pub fn set_in(world: World, role: Role) -> Self {
        let ada = world.lawyer("Ada Lockhart");
        let (dan, eve) = (
            world.assistant("Dan Whitlock"),
            world.assistant("Eve Standish"),
        );
        let (carl, rose) = (
            world.client("Carl Underhill"),
            world.client("Rose Underhill"),
        );
        let matter = ada.opens_matter("Sale of 12 Elm Street", &[&carl, &rose]);
        ada.takes_on(matter, &dan);
        ada.takes_on(matter, &eve);
        let paper = ada.adds(matter, "Photograph of the house.png", PICTURE);
        let share = ada.asks_to_review(paper, &carl, "Read the second page with care");
        let second = ada.adds(
            matter,
            "Survey of the lot.txt",
            b"Surveyed by chain and compass in May.",
        );
        let share_to_revoke = ada.shares(second, &carl);
        carl.hands_over(
            matter,
            &[(
                "Proof of insurance.txt",
                b"Insured until the end of next May.",
            )],
        );
        let (request, items) = ada.asks_for(
            matter,
            &[&carl],
            "Papers for the closing",
            &[("Proof of home insurance", 14), ("Two pay slips", 14)],
        );
        world.works();
        let upload = half_sent(&carl, &anteroom::routes::uploads(matter), "Half a file.txt");
        let delivery = ada
            .reads(move |tx| {
                let matter = Matter::find(tx, matter)?;
                let all = Delivery::of_matter(tx, &matter)?;
                Ok(all[0].id)
            })
            .unwrap();
        let parcel = carl
            .changes(move |tx| {
                let matter = Matter::find(tx, matter)?;
                let chosen = choose(tx, &matter, &HashSet::new())?;
                Parcel::make(tx, chosen)
            })
            .unwrap();
        let link = links::made(&world, &ada, matter, links::MUCH);
        let sender = links::comes_through(&world, &link);
        let receipt = links::hands_over(&world, &sender, "Old Marcus", "Ledger.txt", b"Planks.");
        world.keeps_secret("Half a ledger.txt");
        let sending = half_sent(&sender, "/sending/uploads", "Half a ledger.txt");
        let sending = (sending, named(&receipt));
        world.works();
        let new = somebody("Ivy Underhill");
        world.keeps_secret("The closing is moved to today.");
        let emergency = {
            let number = ada
                .reads(move |tx| Ok(Matter::find(tx, matter)?.number))
                .unwrap();
            world
                .lawyer("Una Farrow")
                .changes(move |tx| Emergency::ask(tx, &number, "The closing is moved to today."))
                .unwrap()
        };
        let invitation = ada
            .changes(move |tx| {
                let matter = Matter::find(tx, matter)?;
                let person = Person::add(tx, &new)?;
                matter.let_in(tx, person)?;
                Invitation::make_with(tx, person, Way::Letter, Door::Code, true)
            })
            .unwrap();
        let cant_get_in = carl.id();
        let vouching = ada
            .changes(move |tx| {
                let person = may_vouch_for(tx, cant_get_in)?;
                Ok(Vouching::begin(tx, &person, How::InPerson, "He came by.")?.id)
            })
            .unwrap();
        let session = carl
            .reads(move |tx| Ok(Session::of(tx, cant_get_in)?[0].id))
            .unwrap();
        let change = carl
            .changes(move |tx| {
                AddressChange::ask(tx, "carl.at.home@example.test")?;
                Ok(AddressChange::of(tx, cant_get_in)?.unwrap().id)
            })
            .unwrap();
        let (client, sharing) = ada
            .reads(move |tx| {
                let matter = Matter::find(tx, matter)?;
                let client = Client::find(tx, matter.client)?;
                Ok((client.id, Share::find(tx, share)?.sharing))
            })
            .unwrap();
        let kind = ada.reads(|tx| Ok(Kind::all(tx)?[0].id)).unwrap();
        let door = world.browser().opens("/sign-in").text();
        let stylesheet = door
            .split("/assets/")
            .find(|rest| rest.starts_with("anteroom."));
        let stylesheet = stylesheet.unwrap().split('"').next().unwrap().to_owned();
        let code = invitation.door_code.clone();
        let answer = ready_answer(&world, &ada);
        let names = Names {
            matter,
            paper,
            upload,
            delivery,
            parcel,
            link: link.id,
            link_token: link.token.clone(),
            sending,
            share: share_to_revoke,
            request,
            item: items[0],
            sharing,
            invitation: invitation.id,
            token: invitation.token,
            vouching,
            stylesheet,
            session,
            client,
            participant: rose.id(),
            colleague: eve.id(),
            member: eve.id(),
            passkey: never(),
            change,
            emergency,
            kind,
            answer,
        };
        let asker = match role {
            Role::Nobody => world.browser(),
            Role::Half => {
                let half = world.client("Hannah Fenwick");
                half.browser().clear_cookies();
                half.gives_password();
                without_a_session(half)
            }
            Role::Entering => {
                let (new, door) = (world.browser(), format!("/i/{}", names.token));
                let form = new.opens(&door).form(&door);
                let _ = new.submits(&form, &[("door", &code)]).expect(303);
                without_a_session(new)
            }
            Role::Stranger => world.client("Sam Thornbury"),
            Role::OtherClient => {
                let other = world.client("Olga Peverell");
                ada.opens_matter("Purchase of the mill", &[&other]);
                other
            }
            Role::Former => {
                let former = world.client("Fred Ashdown");
                ada.opens_matter("Purchase of the barn", &[&former]);
                ada.lets_in(matter, &former);
                ada.shares(paper, &former);
                ada.ends_access(matter, &former);
                former
            }
            Role::Client => {
                carl.signs_in();
                carl
            }
            Role::Short => {
                carl.signs_in();
                world.change_as_product(|tx| {
                    let mut policy = Policy::load(tx)?;
                    policy.clients = Asked::Passkey;
                    policy.keep(tx)
                });
                carl
            }
            Role::OffTheTeam => world.lawyer("Ulric Nettleship"),
            Role::Team => dan,
            Role::Lacking => {
                dan.signs_in();
                world.change_as_product(|tx| {
                    let mut policy = Policy::load(tx)?;
                    policy.members = Asked::Passkey;
                    policy.keep(tx)
                });
                dan
            }
            Role::ViewOnly => {
                let vera = world.view_only("Vera Lindqvist");
                ada.takes_on(matter, &vera);
                vera
            }
            Role::Helper => {
                let hal = world.client("Hal Merriweather");
                ada.lets_help(matter, &hal, "Papers to add up", 14);
                ada.shares(paper, &hal);
                hal
            }
            Role::Owner => world.owner().again(),
            Role::Link => sender,
        };
        Self {
            asker,
            names,
            world: Some(world),
        }
    }

    /// The world it stands in.
    pub fn world(&self) -> &World {
        self.world.as_ref().unwrap()
    }

    /// Lets time pass.
    pub fn time_passes(&self, span: std::time::Duration) {
        if let Some(world) = &self.world {
            world.passes(span);
        }
    }

    /// The same stage, with ids that were never given.
    pub fn with_ids_of_nothing(&self) -> Self {
        let names = Names {
            matter: never(),
            paper: Paper {
                matter: never(),
                document: never(),
                version: never(),
            },
            upload: never(),
            delivery: never(),
            parcel: never(),
            link: never(),
            link_token: self.names.link_token.clone(),
            sending: (never(), never()),
            share: never(),
            request: never(),
            item: never(),
            sharing: never(),
            invitation: never(),
            token: self.names.token.clone(),
            vouching: never(),
            stylesheet: self.names.stylesheet.clone(),
            session: never(),
            client: never(),
            participant: never(),
            colleague: never(),
            member: never(),
            passkey: never(),
            change: never(),
            emergency: never(),
            kind: never(),
            answer: never(),
        };
        Self {
            asker: self.asker.again(),
            names,
            world: None,
        }
    }

    /// What is typed where an address does not say who it is about.
    pub fn form(&self, route: &Route) -> String {
        match route.path {
            "/matters/{matter}/team" => format!("member={}", self.names.colleague),
            "/matters/{matter}/conflicts" => {
                format!(
                    "member={}&reason=He+acts+for+the+buyer.",
                    self.names.colleague
                )
            }
            "/settings/kinds/{kind}/retirement" => "offer=no more".to_owned(),
            "/matters/{matter}/nudges" => "nudges=off".to_owned(),
            "/parcels" => format!("only=ticked&document={}", self.names.paper.document),
            "/items/{item}" => "outcome=right".to_owned(),
            "/m/{matter}/r/{request}/{item}/words" => "how=lacking&words=There+is+none.".to_owned(),
            "/matters/{matter}/shares" => format!("document={}", self.names.paper.document),
            _ => String::new(),
        }
    }

    /// The address of a route with the names of this stage in it.
    pub fn address(&self, route: &Route) -> String {
        let names = &self.names;
        let person = if route.path.starts_with("/settings") {
            names.member
        } else if route.path.contains("/team/") || route.path.contains("/conflicts/") {
            names.colleague
        } else {
            names.participant
        };
        let (upload, delivery) = if route.path.starts_with("/sending") {
            names.sending
        } else {
            (names.upload, names.delivery)
        };
        let token = if route.path.starts_with("/you/email/") {
            // Nobody has the link of a letter but whoever reads the mailbox.
            "no-letter-has-this"
        } else if route.path.starts_with("/f/") {
            &names.link_token
        } else {
            &names.token
        };
        let mut address = route.path.to_owned();
        if address.ends_with("/shares/new") {
            // Without a document it only leads on to the matter.
            address += "?document={document}";
        }
        if address.ends_with("/fingerprint") {
            address += "?from=0&to=1";
        }
        let parts: [(&str, &str); 26] = [
            ("{answer}", names.answer.as_str()),
            ("{change}", names.change.as_str()),
            ("{matter}", names.matter.as_str()),
            ("{document}", names.paper.document.as_str()),
            ("{version}", names.paper.version.as_str()),
            ("{upload}", upload.as_str()),
            ("{delivery}", delivery.as_str()),
            ("{link}", names.link.as_str()),
            ("{parcel}", names.parcel.as_str()),
            ("{share}", names.share.as_str()),
            ("{request}", names.request.as_str()),
            ("{item}", names.item.as_str()),
            ("{sharing}", names.sharing.as_str()),
            ("{invitation}", names.invitation.as_str()),
            ("{vouching}", names.vouching.as_str()),
            ("{session}", names.session.as_str()),
            ("{client}", names.client.as_str()),
            ("{person}", person.as_str()),
            ("{emergency}", names.emergency.as_str()),
            ("{kind}", names.kind.as_str()),
            ("{passkey}", names.passkey.as_str()),
            ("{token}", token),
            ("{page}", "1"),
            ("{look}", "168-62.css"),
            ("{name}", &names.stylesheet),
            ("{*path}", "nothing"),
        ];
        for (part, value) in parts {
            address = address.replace(part, value);
        }
        assert!(
            !address.contains('{'),
            "the stage has nothing for {address}"
        );
        address
    }
}

/// An answer the firm keeps ready.
fn ready_answer(world: &World, member: &Persona) -> AnswerTemplateId {
    world.keeps_secret("You keep the key until the day of the closing.");
    let words = AnswerWords {
        title: "Who keeps the key until then".into(),
        en: "You keep the key until the day of the closing.".into(),
        fr: String::new(),
    };
    member
        .changes(move |tx| {
            AnswerTemplate::keep(tx, None, &words)?;
            Ok(AnswerTemplate::all(tx)?[0].id)
        })
        .unwrap()
}

/// Whatever a step on the way in left in a browser is no session, wherever it is shown.
fn without_a_session(persona: Persona) -> Persona {
    let attempt = persona.token("anteroom-door");
    persona.holds(&attempt);
    persona
}

/// The id at the end of an address.
fn named<I: Id>(address: &str) -> I {
    I::parse(address.rsplit('/').next().unwrap()).unwrap()
}

/// A file of six bytes of which two have arrived.
fn half_sent(sender: &Persona, create: &str, name: &str) -> UploadId {
    sender.browse(async |browser| {
        let begun = browser.tus_create(create, name, 6).await.expect(201);
        let address = begun.header("location").to_owned();
        browser.tus_patch(&address, 0, "be").await.expect(204);
        named(&address)
    })
}

/// An id nobody was given.
fn never<I: Id>() -> I {
    new_id(anteroom::base::Timestamp(1_000_000)).unwrap()
}
