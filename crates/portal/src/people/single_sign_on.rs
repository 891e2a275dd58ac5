//! On the way to the firm's provider and back: what was asked goes out sealed in the browser's cookie, so that an answer
//! counts only in the browser that asked, once, and asking writes nothing.

use super::{AttemptKind, codes, questions};
use crate::base::{PersonId, Result, Tx, random};

/// What the answer is for.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Purpose {
    /// Coming in.
    SignIn {
        /// Where to then: a path of ours.
        next: String,
    },
    /// Linking the account to somebody who is in.
    Link {
        /// Who.
        person: PersonId,
    },
}

/// What was asked.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Asked {
    /// Comes back beside the answer.
    pub state: String,
    /// Comes back inside the ID token.
    pub nonce: String,
    /// Proves that whoever brings the code is whoever asked (RFC 7636).
    pub verifier: String,
    /// What the answer is for.
    pub purpose: Purpose,
}

impl questions::Asked for Asked {
    const KIND: AttemptKind = AttemptKind::SingleSignOn;
}

impl Asked {
    /// A question with 256 random bits in each part.
    ///
    /// # Errors
    /// When the system has no random bytes.
    pub fn make(purpose: Purpose) -> Result<Self> {
        let part = || Ok::<_, crate::base::Error>(codes::hex(&random::<32>()?));
        Ok(Self {
            state: part()?,
            nonce: part()?,
            verifier: part()?,
            purpose,
        })
    }

    /// Seals it for the browser's cookie.
    ///
    /// # Errors
    /// When the system has no random bytes.
    pub fn seal(self, tx: &Tx<'_, '_>) -> Result<String> {
        questions::ask(tx, self)
    }

    /// What this browser asked, and uses it up. Nothing where the answer belongs to another question, came too late, or came
    /// before.
    ///
    /// # Errors
    /// The store's.
    pub fn answered(tx: &mut Tx<'_, '_>, cookie: &str, state: &str) -> Result<Option<Self>> {
        let asked: Option<Self> = questions::spend(tx, cookie)?;
        Ok(asked.filter(|asked| asked.state == state))
    }
}
