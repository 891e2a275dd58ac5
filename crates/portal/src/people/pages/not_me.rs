//! Stopping a new way in that a member is preparing: from the letter about it, without signing in, or from any device
//! that is signed in. Opening the link stops nothing: mail programs open links before people do.

use askama::Template;
use axum::response::IntoResponse;

use super::security::HERE;
use crate::{
    layout::{Frame, Here, Path, Reply, SignedVisit, Visit, on_to, page},
    people::{Guess, Vouching, VouchingStanding},
    routes,
};

#[derive(Template)]
#[template(path = "people/not_me.html")]
struct NotMe {
    f: Frame,
    token: String,
    /// Absent for a link we do not know.
    vouching: Option<Vouching>,
}

impl NotMe {
    fn is_stopped(&self) -> bool {
        let standing = self.vouching.as_ref().map(|vouching| vouching.standing);
        matches!(standing, Some(VouchingStanding::Stopped { .. }))
    }

    fn is_done(&self) -> bool {
        let standing = self.vouching.as_ref().map(|vouching| vouching.standing);
        matches!(standing, Some(VouchingStanding::Done { .. }))
    }
}

/// What the letter is about, and the press that stops it.
pub async fn show(visit: Visit, Path(token): Path<String>) -> Reply {
    let asked = token.clone();
    let vouching = visit
        .portal
        .read(&visit.portal.door(), move |tx| {
            Vouching::at_link(tx, &asked)
        })
        .await?;
    page(&NotMe {
        f: visit.frame(visit.lang().t("recovery-not-me"), Here::Nowhere),
        token,
        vouching,
    })
}

/// Stops it. Twice is fine.
pub async fn stop(visit: Visit, Path(token): Path<String>) -> Reply {
    let (asked, network) = (token.clone(), visit.network.clone());
    visit
        .portal
        .write(&visit.portal.door(), move |tx| {
            match Vouching::at_link(tx, &asked)? {
                Some(vouching) => vouching.stop(tx),
                None => Guess::from(&network).spend(tx),
            }
        })
        .await?;
    Ok(on_to(&routes::not_me(&token)).into_response())
}

/// Stops what is being prepared for whoever is signed in.
pub async fn stop_mine(visit: SignedVisit) -> Reply {
    let person = visit.signed().person;
    visit
        .write(move |tx| {
            tx.unaudited("what is over already is not changed");
            match Vouching::waiting_for(tx, person)? {
                Some(vouching) => vouching.stop(tx),
                None => Ok(()),
            }
        })
        .await?;
    Ok(on_to(HERE).saying("recovery-said-stopped").into_response())
}
