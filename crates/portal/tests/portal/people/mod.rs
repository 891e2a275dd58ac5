//! Getting in: invitations, both steps, the limiter, sessions, and changing ways in. Passkeys need an authenticator and
//! have their stories in the browser's journeys.

mod addresses;
mod at_the_server;
mod beside_the_provider;
mod cards;
mod entering;
mod entering_anew;
mod enumeration;
mod floods;
mod forgotten;
mod guessing;
mod kept;
mod own_pages;
mod policy;
mod renewals;
mod sessions;
mod signing_in;
mod single_sign_on;
mod spoofing;
mod vouching;

use anteroom::{
    base::{Locale, PersonId},
    matters::may_vouch_for,
    people::{Door, How, Invitation, NewPerson, Person, Vouching, Way},
};

use crate::world::{Persona, World, code};

/// What somebody chooses who sets up a way in.
pub const NEW_PASSWORD: &str = "seven grey herons by the ferry";

/// Somebody the firm does not know yet.
pub fn somebody(name: &str) -> NewPerson {
    NewPerson {
        name: name.to_owned(),
        email: format!("{}@example.test", name.to_lowercase().replace(' ', ".")),
        phone: Some("+1 613 555 0177".into()),
        locale: Locale::En,
    }
}

/// An invitation of the owner's for somebody new.
pub fn invited(world: &World, name: &str, door: Door) -> Invitation {
    let new = somebody(name);
    world
        .owner()
        .changes(move |tx| {
            let person = Person::add(tx, &new)?;
            Invitation::make(tx, person, Way::Letter, door)
        })
        .unwrap()
}

/// The letter with which the owner lets somebody in anew who has been in before.
pub fn vouched_for(world: &World, person: PersonId) -> Invitation {
    world
        .owner()
        .changes(move |tx| {
            let person = may_vouch_for(tx, person)?;
            let words = "They came by and showed their passport.";
            let vouching = Vouching::begin(tx, &person, How::InPerson, words)?;
            Ok(Invitation::of_vouching(tx, vouching.id)?.unwrap())
        })
        .unwrap()
}

/// The path a letter leads to, by how it begins.
pub fn link_in(text: &str, start: &str) -> String {
    let rest = text
        .split(start)
        .nth(1)
        .unwrap_or_else(|| panic!("no {start} in {text}"));
    format!("{start}{}", rest.split_whitespace().next().unwrap())
}

/// Somebody with the first step behind them: the password was right.
pub fn halfway(world: &World, person: &Persona) -> Persona {
    let browser = world.browser();
    let answer = types_password(&browser, &person.email, crate::world::PASSWORD);
    assert_eq!(answer.leads_to().as_deref(), Some("/sign-in/code"));
    browser
}

/// Types an address and a password into the sign-in page.
pub fn types_password(browser: &Persona, email: &str, password: &str) -> anteroom_testkit::Answer {
    browser.fills(
        "/sign-in",
        "/sign-in",
        &[("email", email), ("password", password)],
    )
}

/// Answers at the door of an invitation.
pub fn knocks(
    browser: &Persona,
    invitation: &Invitation,
    answer: &str,
) -> anteroom_testkit::Answer {
    let link = anteroom::routes::invitation(&invitation.token);
    browser.fills(&link, &link, &[("door", answer)])
}

/// What the page of the app tells the app.
pub fn secret_of(page: &str) -> String {
    let shown = page.split("class=\"secret\">").nth(1).unwrap();
    let shown = shown.split("</code>").next().unwrap();
    shown.replace("<span>", "").replace("</span>", "")
}

/// From the door to the recovery codes: what the app's secret is.
pub fn sets_up(world: &World, browser: &Persona) -> String {
    browser
        .posts("/enter/password", &[("password", NEW_PASSWORD)])
        .expect(303);
    let secret = secret_of(&browser.opens("/enter/app").text());
    let step = world.portal().now().seconds() / 30;
    browser
        .posts("/enter/app", &[("code", &code(&secret, step))])
        .expect(303);
    secret
}
