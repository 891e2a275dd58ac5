//! Getting in: invitations, both steps, the limiter, sessions, and changing ways in. Passkeys need an authenticator and
//! have their stories in the browser's journeys.

mod entering;
mod own_pages;
mod signing_in;

use anteroom::{
    base::Locale,
    people::{Door, Invitation, NewPerson, Person, Way},
};

use crate::world::{Persona, World};

/// An invitation of the owner's for somebody new.
pub fn invited(world: &World, name: &str, door: Door) -> Invitation {
    let new = NewPerson {
        name: name.to_owned(),
        email: format!("{}@example.test", name.to_lowercase().replace(' ', ".")),
        phone: Some("+1 613 555 0177".into()),
        locale: Locale::En,
    };
    world
        .owner()
        .changes(move |tx| {
            let person = Person::add(tx, &new)?;
            Invitation::make(tx, person, Way::Letter, door)
        })
        .unwrap()
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
