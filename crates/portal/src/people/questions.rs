//! Questions that go out with the browser: what was asked goes out sealed, and comes back beside the answer.
//!
//! Asking writes nothing: every opened sign-in page asks, and strangers may ask as often as they like. An answer is taken
//! once: it leaves a row under its question's id, which lives as long as the question could be answered again.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Serialize, de::DeserializeOwned};
use webauthn_rs::prelude::DiscoverableAuthentication;

use super::{AttemptKind, Session};
use crate::base::{AttemptId, Column, Error, Id, Result, Timestamp, Tx, Under, sql};

const QUESTION: Column = Column::of("attempts", "question");

sql! {
    USE = "insert into attempts (id, firm_id, kind, token_hash, created_at, expires_at, used_at) values ($1, $2, $3, $4, $5, $6, $5)
        on conflict (id) do nothing";
}

/// What must be known of a question when its answer comes.
pub trait Asked: Serialize + DeserializeOwned {
    /// What the answer is a step of; says how long it may take.
    const KIND: AttemptKind;
}

impl Asked for DiscoverableAuthentication {
    const KIND: AttemptKind = AttemptKind::Passkey;
}

#[derive(serde::Serialize, serde::Deserialize)]
struct Question<A> {
    until: i64,
    kind: String,
    state: A,
}

/// Seals a question for its way to the browser and back.
///
/// # Errors
/// When the system has no random bytes.
pub fn ask<A: Asked>(tx: &Tx<'_, '_>, state: A) -> Result<String> {
    let id: AttemptId = tx.new_id()?;
    let question = Question {
        until: tx.now().after(A::KIND.life()).0,
        kind: A::KIND.as_str().to_owned(),
        state,
    };
    let bytes = serde_json::to_vec(&question).map_err(Error::bug)?;
    let sealed = tx.seal_bytes(Under::Firm, QUESTION, id, &bytes)?;
    Ok(format!("{id}.{}", URL_SAFE_NO_PAD.encode(sealed)))
}

/// What was asked, and uses the question up. Nothing for one that is not ours, took too long, or was answered before.
///
/// # Errors
/// The store's.
pub fn spend<A: Asked>(tx: &mut Tx<'_, '_>, question: &str) -> Result<Option<A>> {
    tx.unaudited("nobody is in yet; what the answer leads to is recorded");
    let Some((id, Question { until, state, .. })) = open::<A>(tx, question) else {
        return Ok(None);
    };
    let (now, until) = (tx.now(), Timestamp(until));
    if now >= until {
        return Ok(None);
    }
    let hash = Session::hash(question);
    let used = tx.run(USE, &[&id, &tx.firm(), &A::KIND, &hash, &now, &until])?;
    Ok((used == 1).then_some(state))
}

fn open<A: Asked>(tx: &Tx<'_, '_>, question: &str) -> Option<(AttemptId, Question<A>)> {
    let (id, sealed) = question.split_once('.')?;
    let id = AttemptId::parse(id)?;
    let sealed = URL_SAFE_NO_PAD.decode(sealed).ok()?;
    let bytes = tx.open_bytes(Under::Firm, QUESTION, id, &sealed).ok()?;
    let question: Question<A> = serde_json::from_slice(&bytes).ok()?;
    (question.kind == A::KIND.as_str()).then_some((id, question))
}
