//! A provider: what it says of itself (OpenID Connect Discovery 1.0), and the two questions put to it.

use aws_lc_rs::digest;
use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use bytes::Bytes;
use http::{Request, StatusCode, header};
use http_body_util::Full;
use serde::{Deserialize, de::DeserializeOwned};
use url::Url;

use crate::{
    Error, Keys,
    wire::{self, Wire},
};

/// Where every provider says what it is, below its issuer.
const METADATA: &str = "/.well-known/openid-configuration";

/// Asks providers.
#[derive(Clone, Debug)]
pub struct Client(Wire);

/// What a provider says of itself.
#[derive(Clone, Debug, Deserialize)]
pub struct Provider {
    /// What it calls itself; the same as it was asked under.
    pub issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
    #[serde(default)]
    token_endpoint_auth_methods_supported: Option<Vec<String>>,
}

/// What whoever relies on a provider got from it when they registered there.
#[derive(Clone, Debug)]
pub struct Registered<'r> {
    /// The client id.
    pub id: &'r str,
    /// The client secret.
    pub secret: &'r str,
    /// Where the provider sends people back to.
    pub redirect: &'r str,
}

/// A question on its way through somebody's browser.
#[derive(Clone, Debug)]
pub struct Authorization<'a> {
    /// Comes back beside the answer.
    pub state: &'a str,
    /// Comes back inside the ID token.
    pub nonce: &'a str,
    /// What [`challenge`] made of the verifier (RFC 7636).
    pub challenge: &'a str,
}

/// The challenge of a verifier: S256 of RFC 7636, section 4.2.
pub fn challenge(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, verifier.as_bytes()))
}

impl Client {
    /// Trusts the certificate authorities of the web, and those in `authority` (PEM, may be empty) as well.
    ///
    /// # Errors
    /// [`Error::BadAnswer`] when `authority` holds something else.
    pub fn new(authority: &str) -> Result<Self, Error> {
        Ok(Self(Wire::new(authority)?))
    }

    /// Asks what the provider is.
    ///
    /// # Errors
    /// [`Error::BadAddress`], [`Error::NoAnswer`], [`Error::BadAnswer`]; [`Error::OtherIssuer`] when it calls itself
    /// anything else (Discovery, section 4.3).
    pub async fn discover(&self, issuer: &str) -> Result<Provider, Error> {
        let address = wire::address(&format!("{}{METADATA}", issuer.trim_end_matches('/')))?;
        let provider: Provider = self.read(&address).await?;
        if provider.issuer != issuer {
            return Err(Error::OtherIssuer(provider.issuer));
        }
        for endpoint in [
            &provider.authorization_endpoint,
            &provider.token_endpoint,
            &provider.jwks_uri,
        ] {
            let url = wire::address(endpoint)?;
            if address.scheme() == "https" && url.scheme() != "https" {
                return Err(Error::BadAddress(endpoint.clone()));
            }
        }
        Ok(provider)
    }

    /// Asks for the keys its ID tokens are signed with.
    ///
    /// # Errors
    /// [`Error::NoAnswer`], [`Error::BadAnswer`].
    pub async fn keys(&self, provider: &Provider) -> Result<Keys, Error> {
        self.read(&wire::address(&provider.jwks_uri)?).await
    }

    /// Changes a code for an ID token, which nobody has checked yet.
    ///
    /// # Errors
    /// [`Error::Refused`] with the provider's code; [`Error::NoAnswer`], [`Error::BadAnswer`].
    pub async fn exchange(
        &self,
        provider: &Provider,
        own: &Registered<'_>,
        code: &str,
        verifier: &str,
    ) -> Result<String, Error> {
        #[derive(Deserialize)]
        struct Tokens {
            id_token: String,
        }
        #[derive(Deserialize)]
        struct Refusal {
            error: String,
        }
        let request = provider.exchange(own, code, verifier)?;
        let (status, body) = self.0.ask(request).await?;
        if status == StatusCode::OK {
            let Tokens { id_token } = parse(&body)?;
            return Ok(id_token);
        }
        match parse::<Refusal>(&body) {
            Ok(refusal) => Err(Error::Refused(refusal.error)),
            Err(_) => Err(Error::BadAnswer(format!("it answered {status}"))),
        }
    }

    async fn read<T: DeserializeOwned>(&self, address: &Url) -> Result<T, Error> {
        let request = Request::get(address.as_str())
            .header(header::ACCEPT, "application/json")
            .body(Full::default())
            .map_err(|error| Error::BadAnswer(error.to_string()))?;
        let (status, body) = self.0.ask(request).await?;
        if status != StatusCode::OK {
            return Err(Error::BadAnswer(format!("it answered {status}")));
        }
        parse(&body)
    }
}

fn parse<T: DeserializeOwned>(body: &Bytes) -> Result<T, Error> {
    serde_json::from_slice(body).map_err(|error| Error::BadAnswer(error.to_string()))
}

impl Provider {
    /// Where somebody's browser goes to be asked who they are.
    ///
    /// # Errors
    /// [`Error::BadAddress`] when the provider names none.
    pub fn authorization(
        &self,
        own: &Registered<'_>,
        question: &Authorization<'_>,
    ) -> Result<Url, Error> {
        let mut url = wire::address(&self.authorization_endpoint)?;
        url.query_pairs_mut()
            .append_pair("response_type", "code")
            .append_pair("scope", "openid profile email")
            .append_pair("client_id", own.id)
            .append_pair("redirect_uri", own.redirect)
            .append_pair("state", question.state)
            .append_pair("nonce", question.nonce)
            .append_pair("code_challenge", question.challenge)
            .append_pair("code_challenge_method", "S256");
        Ok(url)
    }

    /// The request that changes a code for an ID token (Core, section 3.1.3.1).
    fn exchange(
        &self,
        own: &Registered<'_>,
        code: &str,
        verifier: &str,
    ) -> Result<Request<Full<Bytes>>, Error> {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("grant_type", "authorization_code")
            .append_pair("code", code)
            .append_pair("redirect_uri", own.redirect)
            .append_pair("code_verifier", verifier);
        let mut request = Request::post(wire::address(&self.token_endpoint)?.as_str())
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ACCEPT, "application/json");
        if self.takes_basic() {
            // RFC 6749, section 2.3.1: both are encoded as in a form before they are put together.
            let part = |text: &str| -> String {
                form_urlencoded::byte_serialize(text.as_bytes()).collect()
            };
            let pair = STANDARD.encode(format!("{}:{}", part(own.id), part(own.secret)));
            request = request.header(header::AUTHORIZATION, format!("Basic {pair}"));
        } else {
            form.append_pair("client_id", own.id)
                .append_pair("client_secret", own.secret);
        }
        request
            .body(Full::from(form.finish()))
            .map_err(|error| Error::BadAnswer(error.to_string()))
    }

    /// Whether it takes id and secret in a header.
    fn takes_basic(&self) -> bool {
        // Discovery, section 3: without a list it is the way of RFC 6749.
        self.token_endpoint_auth_methods_supported
            .as_ref()
            .is_none_or(|methods| methods.iter().any(|method| method == "client_secret_basic"))
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

    use super::*;

    #[test]
    fn a_challenge_is_the_one_of_the_standards_own_example() {
        // RFC 7636, appendix B.
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        let expected = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
        assert_eq!(challenge(verifier), expected);
    }

    #[test]
    fn a_question_is_added_to_what_the_provider_has_in_its_address() {
        let provider: Provider = serde_json::from_str(
            r#"{"issuer":"https://i.example","authorization_endpoint":"https://i.example/a?tenant=x","token_endpoint":"https://i.example/t","jwks_uri":"https://i.example/k"}"#,
        )
        .unwrap();
        let own = Registered {
            id: "client & co",
            secret: "never shown",
            redirect: "https://portal.example/back",
        };
        let question = Authorization {
            state: "s",
            nonce: "n",
            challenge: "c",
        };
        let url = provider.authorization(&own, &question).unwrap().to_string();
        assert!(url.starts_with("https://i.example/a?tenant=x&response_type=code&"));
        assert!(
            url.contains("client_id=client+%26+co") && url.contains("code_challenge_method=S256")
        );
        assert!(!url.contains("never"));
        assert!(provider.takes_basic());
    }
}
