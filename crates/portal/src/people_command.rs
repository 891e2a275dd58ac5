//! `anteroom people`: what only whoever runs the server can do for people.

use std::io::Write;

use anteroom::{
    base::{Error, Form},
    boot::{self, Outside},
    config::Config,
    firms::staff,
    routes,
};
use clap::Subcommand;

use crate::Place;

#[derive(Subcommand)]
pub(crate) enum PeopleCommand {
    /// Let an owner in who lost every way in: prints a link and six letters, good once, for a day. Every member is told
    LetOwnerIn {
        /// The owner's e-mail address, as the firm has it
        address: String,
        #[command(flatten)]
        place: Place,
    },
}

impl PeopleCommand {
    pub(crate) async fn run(self) -> Result<(), String> {
        match self {
            Self::LetOwnerIn { address, place } => let_owner_in(&address, place).await,
        }
    }
}

async fn let_owner_in(address: &str, place: Place) -> Result<(), String> {
    let config = Config::check(&place.data, place.settings)?;
    let portal = boot::open(config, Outside::real()?).await?;
    let email = Form::filled([("email", address.to_owned())]).email("email");
    let made = portal
        .write(&portal.product(), move |tx| staff::let_owner_in(tx, &email))
        .await;
    let (owner, invitation) = made.map_err(|error| match error {
        Error::NotFound => format!("no owner of the firm has the address {address}"),
        other => other.to_string(),
    })?;
    let _ = writeln!(
        std::io::stdout(),
        "A new way in for {}, good once, for a day:\n\n  {}\n\nIt asks for these six letters: {}\n\nTell them the letters another way than the link. Every member of the firm is told of it. The ways in they had end when the new one is made.",
        owner.name,
        portal
            .config
            .address(&routes::invitation(&invitation.token)),
        invitation.door_code_shown(),
    );
    portal.db.clone().close().await;
    Ok(())
}
