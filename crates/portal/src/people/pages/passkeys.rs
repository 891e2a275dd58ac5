//! Ceremonies with passkeys: options out, an answer back, judged against what was asked.
//!
//! A browser may have several pages open at once, and each answer still finds its question, once: what was asked of a new
//! passkey is kept under its own challenge, which comes back signed in the answer; what is asked at the door goes out and
//! comes back sealed.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use webauthn_rs::prelude::{
    AuthenticationResult, Passkey, PublicKeyCredential, RegisterPublicKeyCredential,
};
use webauthn_rs_proto::ResidentKeyRequirement;

use crate::{
    base::{Error, Form, Id, PersonId, Result, Tx},
    layout::Visit,
    people::{Attempt, AttemptKind, AttemptState, Guess, Key, Person, questions, sign_in},
};

/// A passkey's proof that held.
#[derive(Clone)]
pub struct Proof {
    key: Key,
    result: AuthenticationResult,
    guess: Guess,
}

impl Proof {
    /// Whose it is.
    pub fn person(&self) -> PersonId {
        self.key.person
    }

    /// Writes its use down.
    ///
    /// # Errors
    /// The store's.
    pub fn accept(&self, tx: &mut Tx<'_, '_>) -> Result<PersonId> {
        self.guess.forget(tx)?;
        self.key.clone().used(tx, &self.result)?;
        Ok(self.key.person)
    }
}

/// Options for asking for whichever passkey the person picks.
pub async fn ask(visit: &Visit) -> Result<String> {
    let (options, state) = visit
        .portal
        .webauthn
        .start_discoverable_authentication()
        .map_err(Error::bug)?;
    let question = visit
        .portal
        .read(&visit.portal.door(), move |tx| {
            questions::ask(tx, state.clone())
        })
        .await?;
    let options = serde_json::json!({ "publicKey": options.public_key, "question": question });
    Ok(options.to_string())
}

/// Judges an answer to [`ask`], which the fields `credential` and `question` bring. A failure is recorded; nothing tells
/// why it failed.
pub async fn judge(visit: &Visit, form: &Form) -> Result<Option<Proof>> {
    let answer: Option<PublicKeyCredential> = serde_json::from_str(form.value("credential")).ok();
    let question = form.value("question").to_owned();
    let named = answer.as_ref().and_then(|answer| {
        let (handle, id) = visit
            .portal
            .webauthn
            .identify_discoverable_authentication(answer)
            .ok()?;
        Some((PersonId::from_uuid(handle), id.to_vec()))
    });
    let network = visit.network.clone();
    let found = visit
        .portal
        .write(&visit.portal.door(), move |tx| {
            let key = match &named {
                Some((person, id)) => Key::find(tx, *person, id)?,
                None => None,
            };
            let Some(key) = key else {
                Guess::from(&network).spend(tx)?;
                return Ok(None);
            };
            let guess = Guess::with_ours(&network);
            guess.spend(tx)?;
            let asked = questions::spend(tx, &question)?;
            Ok(asked.map(|state| (state, key, guess)))
        })
        .await?;
    if let (Some(answer), Some((state, key, guess))) = (answer, found) {
        match visit.portal.webauthn.finish_discoverable_authentication_v2(
            &answer,
            state,
            &key.credential,
        ) {
            Ok(result) => return Ok(Some(Proof { key, result, guess })),
            Err(error) => tracing::info!(%error, "a passkey's answer did not hold"),
        }
    }
    visit
        .portal
        .write(&visit.portal.door(), move |tx| {
            sign_in::record_failure(tx, None, "passkey")
        })
        .await?;
    Ok(None)
}

/// Options for making a passkey.
pub async fn offer(visit: &Visit, person: &Person, known: Vec<Key>) -> Result<String> {
    let known = known
        .into_iter()
        .map(|key| key.credential.cred_id().clone())
        .collect();
    let (mut options, state) = visit
        .portal
        .webauthn
        .start_passkey_registration(person.id.uuid(), &person.email, &person.name, Some(known))
        .map_err(Error::bug)?;
    if let Some(look) = &visit.look {
        options.public_key.rp.name.clone_from(&look.name);
    }
    // Signing in asks for no address first, so the passkey itself must know whose it is.
    if let Some(selection) = &mut options.public_key.authenticator_selection {
        selection.resident_key = Some(ResidentKeyRequirement::Required);
        selection.require_resident_key = true;
    }
    let token = token(&URL_SAFE_NO_PAD.encode(&options.public_key.challenge));
    let (person, state) = (
        person.id,
        std::sync::Arc::new(AttemptState::Making(Box::new(state))),
    );
    visit
        .portal
        .write(&visit.portal.door(), move |tx| {
            Attempt::begin(tx, &token, Some(person), &state)
        })
        .await?;
    serde_json::to_string(&options).map_err(Error::bug)
}

/// Judges an answer to [`offer`]: the passkey that was made for this person.
pub async fn made(visit: &Visit, person: PersonId, credential: &str) -> Result<Option<Passkey>> {
    let Ok(answer) = serde_json::from_str::<RegisterPublicKeyCredential>(credential) else {
        return Ok(None);
    };
    let Some(token) =
        challenge(&answer.response.client_data_json).map(|challenge| token(&challenge))
    else {
        return Ok(None);
    };
    let state = visit
        .portal
        .write(&visit.portal.door(), move |tx| {
            let Some(attempt) = Attempt::find(tx, &token, AttemptKind::Passkey)? else {
                return Ok(None);
            };
            attempt.spend(tx)?;
            Ok(match attempt.state {
                AttemptState::Making(state) if attempt.person == Some(person) => Some(state),
                _ => None,
            })
        })
        .await?;
    let Some(state) = state else { return Ok(None) };
    match visit
        .portal
        .webauthn
        .finish_passkey_registration(&answer, &state)
    {
        Ok(passkey) => Ok(Some(passkey)),
        Err(error) => {
            tracing::info!(%error, "a new passkey did not hold");
            Ok(None)
        }
    }
}

fn token(challenge: &str) -> String {
    format!("passkey {challenge}")
}

/// The challenge an answer claims to answer. The library checks it again, against the state it leads to.
fn challenge(client_data: &[u8]) -> Option<String> {
    let client_data: serde_json::Value = serde_json::from_slice(client_data).ok()?;
    client_data.get("challenge")?.as_str().map(str::to_owned)
}
