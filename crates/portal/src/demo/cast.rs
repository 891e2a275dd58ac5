//! The people of the demo. All of them are invented; their passwords and secrets are printed for whoever tries it.

use crate::base::Locale;

/// What somebody is in the demo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Of the firm.
    Member(crate::base::Role),
    /// Of a client.
    Client,
}

/// How somebody signs in.
#[derive(Clone, Copy, Debug)]
pub struct SignIn {
    /// Their name.
    pub name: &'static str,
    /// Their address.
    pub email: &'static str,
    /// Their phone number.
    pub phone: &'static str,
    /// What they do at the firm; empty for clients.
    pub title: &'static str,
    /// Which side they are on.
    pub role: Role,
    /// Their language.
    pub locale: Locale,
    /// Their password; empty for those who have not come in yet.
    pub password: &'static str,
    /// The secret of their authenticator app, in base 32.
    pub secret: &'static str,
}

/// Everybody, the owner first.
pub const CAST: &[SignIn] = &[
    SignIn {
        name: "Ruth Osei",
        email: "ruth@oseimarchetti.example",
        phone: "613 555 0143",
        title: "Lawyer",
        role: Role::Member(crate::base::Role::Owner),
        locale: Locale::En,
        password: "limestone-quarry-lantern",
        secret: "RUTHRUTHRUTHRUTHRUTHRUTHRUTHRUTH",
    },
    SignIn {
        name: "Paul Marchetti",
        email: "paul@oseimarchetti.example",
        phone: "613 555 0144",
        title: "Lawyer",
        role: Role::Member(crate::base::Role::Lawyer),
        locale: Locale::En,
        password: "harbour-ferry-timetable",
        secret: "PAULPAULPAULPAULPAULPAULPAULPAUL",
    },
    SignIn {
        name: "Daniel Petit",
        email: "daniel@oseimarchetti.example",
        phone: "613 555 0145",
        title: "Law clerk",
        role: Role::Member(crate::base::Role::Assistant),
        locale: Locale::En,
        password: "copper-kettle-on-monday",
        secret: "DANIELDANIELDANIELDANIELDANIELDA",
    },
    SignIn {
        name: "Nadia Haddad",
        email: "nadia@haddad.example",
        phone: "613 555 0188",
        title: "",
        role: Role::Client,
        locale: Locale::En,
        password: "forty-eight-alder-street",
        secret: "NADIANADIANADIANADIANADIANADIANA",
    },
    SignIn {
        name: "Georges Tessier",
        email: "georges@tessier.example",
        phone: "613 555 0166",
        title: "",
        role: Role::Client,
        locale: Locale::Fr,
        password: "la-maison-au-bord-du-lac",
        secret: "TESSIERTESSIERTESSIERTESSIERTESS",
    },
    SignIn {
        name: "Ana Lucía Rojas",
        email: "ana@rojas.example",
        phone: "613 555 0177",
        title: "",
        role: Role::Client,
        locale: Locale::En,
        password: "juniper-lane-second-floor",
        secret: "ANALUCIAANALUCIAANALUCIAANALUCIA",
    },
    SignIn {
        name: "Sibel Kaya",
        email: "sibel@kayabakery.example",
        phone: "613 555 0155",
        title: "",
        role: Role::Client,
        locale: Locale::En,
        password: "",
        secret: "",
    },
    SignIn {
        name: "Tom Beckett",
        email: "tom@beckett.example",
        phone: "613 555 0111",
        title: "",
        role: Role::Client,
        locale: Locale::En,
        password: "",
        secret: "",
    },
];
