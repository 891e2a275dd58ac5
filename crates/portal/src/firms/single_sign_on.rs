//! The provider members may sign in with: one for the firm, set by an owner.

use crate::base::{Act, Column, Entry, Error, Result, Right, Tx, Under, sql};

const PROVIDER: Column = Column::of("firms", "single_sign_on");

sql! {
    LOAD = "select single_sign_on, single_sign_on_required_at from firms where id = $1";
    SET = "update firms set single_sign_on = $2, single_sign_on_required_at = $3 where id = $1";
}

/// The firm's provider (OpenID Connect), and what the firm got from it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SingleSignOn {
    /// What people call it.
    pub name: String,
    /// What it calls itself.
    pub issuer: String,
    /// The client id.
    pub client: String,
    /// The client secret.
    pub secret: String,
    /// Certificate authorities of one's own (PEM); may be empty.
    pub authority: String,
}

/// The provider, and whether members with a linked account have to use it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignOnPolicy {
    /// The provider; none for most firms.
    pub provider: Option<SingleSignOn>,
    /// Whether it is required.
    pub is_required: bool,
}

impl SignOnPolicy {
    /// The firm's.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for everybody but owners and the product itself.
    pub fn load(tx: &mut Tx<'_, '_>) -> Result<Self> {
        tx.require(Right::RunFirm)?;
        let id = tx.firm();
        let (sealed, required_at) = tx
            .row(LOAD, &[&id], |row| {
                Ok((row.get::<Option<Vec<u8>>>(0)?, row.get::<Option<i64>>(1)?))
            })?
            .ok_or(Error::NotFound)?;
        Ok(Self {
            provider: opened(tx, sealed.as_deref())?,
            is_required: required_at.is_some(),
        })
    }

    /// Sets it. Accounts that are linked stay so: they count again if the same provider comes back.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for everybody but owners.
    pub fn keep(&self, tx: &mut Tx<'_, '_>) -> Result<()> {
        tx.require(Right::RunFirm)?;
        let id = tx.firm();
        let provider = self.provider.as_ref();
        let sealed = provider
            .map(|provider| serde_json::to_string(provider).map_err(Error::bug))
            .transpose()?
            .map(|text| tx.seal(Under::Firm, PROVIDER, id, &text))
            .transpose()?;
        let required_at = (self.is_required && provider.is_some()).then(|| tx.now());
        tx.run(SET, &[&id, &sealed, &required_at])?;
        tx.record(
            Entry::of(Act::SingleSignOnSet)
                .with("issuer", provider.map_or("", |own| own.issuer.as_str()))
                .with(
                    "sso",
                    match (provider, self.is_required) {
                        (None, _) => "off",
                        (Some(_), true) => "required",
                        (Some(_), false) => "on",
                    },
                ),
        )
    }
}

/// Opens the provider that came with the firm's row.
pub(super) fn opened(tx: &Tx<'_, '_>, sealed: Option<&[u8]>) -> Result<Option<SingleSignOn>> {
    tx.open_maybe(Under::Firm, PROVIDER, tx.firm(), sealed)?
        .map(|text| serde_json::from_str(&text).map_err(Error::bug))
        .transpose()
}
