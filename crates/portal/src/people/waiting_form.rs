//! A form that waits while its person proves again who they are: it goes out sealed with the page that asks, and comes
//! back beside the answer. Nothing is written, and nobody else can bring it.

use std::time::Duration;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

use crate::base::{Column, Error, PersonId, Result, Timestamp, Tx, Under};

const FORM: Column = Column::of("attempts", "form");

/// How long a form waits.
const LIFE: Duration = Duration::from_secs(30 * 60);

/// A form as it was sent.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct WaitingForm {
    /// Where it was sent to: a path of ours.
    pub action: String,
    /// What was typed.
    pub fields: Vec<(String, String)>,
}

#[derive(serde::Serialize, serde::Deserialize)]
struct Waiting {
    until: i64,
    form: WaitingForm,
}

impl WaitingForm {
    /// Seals it for its way out, for this person.
    ///
    /// # Errors
    /// When the system has no random bytes.
    pub fn seal(self, tx: &Tx<'_, '_>, person: PersonId) -> Result<String> {
        let waiting = Waiting {
            until: tx.now().after(LIFE).0,
            form: self,
        };
        let bytes = serde_json::to_vec(&waiting).map_err(Error::bug)?;
        let sealed = tx.seal_bytes(Under::Firm, FORM, person, &bytes)?;
        Ok(URL_SAFE_NO_PAD.encode(sealed))
    }

    /// Opens what came back; nothing for what is not this person's, or waited too long.
    pub fn open(tx: &Tx<'_, '_>, person: PersonId, sealed: &str) -> Option<Self> {
        let sealed = URL_SAFE_NO_PAD.decode(sealed).ok()?;
        let bytes = tx.open_bytes(Under::Firm, FORM, person, &sealed).ok()?;
        let waiting: Waiting = serde_json::from_slice(&bytes).ok()?;
        (tx.now() < Timestamp(waiting.until)).then_some(waiting.form)
    }
}
