//! ID tokens: who the provider says somebody is, once every check holds (OpenID Connect Core 1.0, section 3.1.3.7).

use serde::Deserialize;

use crate::{
    Doubt, Error,
    signature::{Key, Signed},
};

/// How far two clocks may be apart, in seconds.
const SKEW: u64 = 60;
/// How old a token may be that comes straight from the provider, in seconds.
const OLDEST: u64 = 10 * 60;
/// The longest subject there is: 255 letters of ASCII.
const SUBJECT: usize = 255;

/// Ways of two steps that `acr` may name: those of multi-factor profiles, and of OpenID Connect's own phishing-resistant
/// ones (EAP ACR Values 1.0).
const TWO_STEPS: [&str; 4] = [
    "http://schemas.openid.net/pape/policies/2007/06/multi-factor",
    "https://refeds.org/profile/mfa",
    "phr",
    "phrh",
];

/// The keys of a provider. What is no key we know is passed over.
#[derive(Clone, Debug, Deserialize)]
pub struct Keys {
    keys: Vec<serde_json::Value>,
}

/// What an ID token must say to be believed.
#[derive(Clone, Copy, Debug)]
pub struct Expected<'e> {
    /// Who made it.
    pub issuer: &'e str,
    /// Whom it was made for: the client id.
    pub client: &'e str,
    /// The question it answers.
    pub nonce: &'e str,
    /// What time it is, in seconds since 1970.
    pub now: u64,
}

/// Whom the provider vouches for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Who, for ever, and only together with the issuer.
    pub subject: String,
    /// What a person would recognise the account by; proves nothing.
    pub label: String,
    /// Whether the provider says that they proved it in two steps (`amr` of RFC 8176, or `acr`).
    pub two_steps: bool,
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    aud: OneOrMore,
    azp: Option<String>,
    exp: f64,
    iat: f64,
    nbf: Option<f64>,
    nonce: Option<String>,
    amr: Option<OneOrMore>,
    acr: Option<String>,
    email: Option<String>,
    preferred_username: Option<String>,
    name: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl OneOrMore {
    fn has(&self, one: &str) -> bool {
        match self {
            Self::One(own) => own == one,
            Self::More(all) => all.iter().any(|own| own == one),
        }
    }

    fn is_one(&self) -> bool {
        match self {
            Self::One(_) => true,
            Self::More(all) => all.len() == 1,
        }
    }
}

impl Keys {
    /// How many keys there are that an ID token could be signed with.
    pub fn count(&self) -> usize {
        self.known().count()
    }

    fn known(&self) -> impl Iterator<Item = Key> {
        self.keys
            .iter()
            .filter_map(|key| serde_json::from_value(key.clone()).ok())
            .filter(Key::may_sign)
    }
}

impl Expected<'_> {
    /// Believes an ID token, or not.
    ///
    /// # Errors
    /// [`Error::NotBelieved`] with the first thing that does not hold.
    pub fn check(&self, token: &str, keys: &Keys) -> Result<Account, Error> {
        self.judge(token, keys).map_err(Error::NotBelieved)
    }

    fn judge(&self, token: &str, keys: &Keys) -> Result<Account, Doubt> {
        let signed = Signed::read(token)?;
        if !keys.known().any(|key| signed.is_by(&key)) {
            return Err(Doubt::Signature);
        }
        let claims = serde_json::from_slice(&signed.claims).map_err(|_| Doubt::Malformed)?;
        self.judge_claims(claims)
    }

    fn judge_claims(&self, claims: Claims) -> Result<Account, Doubt> {
        let now = self.now as f64;
        if claims.iss != self.issuer {
            return Err(Doubt::Issuer);
        }
        let party = claims.azp.as_deref();
        let is_ours = claims.aud.has(self.client)
            && party.is_none_or(|party| party == self.client)
            && (claims.aud.is_one() || party.is_some());
        if !is_ours {
            return Err(Doubt::Audience);
        }
        if claims.exp + (SKEW as f64) <= now || claims.iat + ((OLDEST + SKEW) as f64) < now {
            return Err(Doubt::Expired);
        }
        let soonest = claims.nbf.unwrap_or(claims.iat).max(claims.iat);
        if soonest > now + (SKEW as f64) {
            return Err(Doubt::NotYet);
        }
        if claims.nonce.as_deref() != Some(self.nonce) {
            return Err(Doubt::Nonce);
        }
        if claims.sub.is_empty() || claims.sub.len() > SUBJECT {
            return Err(Doubt::Subject);
        }
        let says_two = claims
            .amr
            .as_ref()
            .is_some_and(|methods| methods.has("mfa"))
            || claims
                .acr
                .as_deref()
                .is_some_and(|class| TWO_STEPS.contains(&class));
        let label = claims
            .email
            .or(claims.preferred_username)
            .or(claims.name)
            .unwrap_or_else(|| claims.sub.clone());
        Ok(Account {
            subject: claims.sub,
            label: label
                .chars()
                .filter(|c| !c.is_control())
                .take(200)
                .collect(),
            two_steps: says_two,
        })
    }
}
