//! Signatures of ID tokens: JSON Web Signature in its compact form (RFC 7515), RS256 and ES256 (RFC 7518) and no other.

use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;

use crate::Doubt;

/// The ways of signing that are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Algorithm {
    Rs256,
    Es256,
}

/// A token whose signature nobody has checked.
pub struct Signed<'t> {
    message: &'t str,
    signature: Vec<u8>,
    algorithm: Algorithm,
    key: Option<String>,
    /// What it says, if it is to be believed.
    pub claims: Vec<u8>,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    /// What must be understood and is not, whatever it is (RFC 7515, section 4.1.11).
    crit: Option<serde_json::Value>,
}

/// A key as providers publish them (RFC 7517).
#[derive(Deserialize)]
pub struct Key {
    kty: String,
    kid: Option<String>,
    alg: Option<String>,
    r#use: Option<String>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

impl<'t> Signed<'t> {
    /// Takes a token apart.
    ///
    /// # Errors
    /// [`Doubt::Malformed`], or [`Doubt::Algorithm`] for a way of signing that is not taken.
    pub fn read(token: &'t str) -> Result<Self, Doubt> {
        let (message, signature) = token.rsplit_once('.').ok_or(Doubt::Malformed)?;
        let (header, claims) = message.split_once('.').ok_or(Doubt::Malformed)?;
        let part = |text: &str| URL_SAFE_NO_PAD.decode(text).map_err(|_| Doubt::Malformed);
        let header: Header =
            serde_json::from_slice(&part(header)?).map_err(|_| Doubt::Malformed)?;
        let algorithm = match header.alg.as_str() {
            "RS256" => Algorithm::Rs256,
            "ES256" => Algorithm::Es256,
            _ => return Err(Doubt::Algorithm),
        };
        if header.crit.is_some() {
            return Err(Doubt::Malformed);
        }
        Ok(Self {
            message,
            signature: part(signature)?,
            algorithm,
            key: header.kid,
            claims: part(claims)?,
        })
    }

    /// Whether this key signed it.
    pub fn is_by(&self, key: &Key) -> bool {
        let is_named = self.key.is_none() || self.key == key.kid;
        is_named && key.algorithm() == Some(self.algorithm) && self.holds(key).unwrap_or(false)
    }

    fn holds(&self, key: &Key) -> Option<bool> {
        let part = |text: &Option<String>| URL_SAFE_NO_PAD.decode(text.as_deref()?).ok();
        let message = self.message.as_bytes();
        Some(match self.algorithm {
            Algorithm::Rs256 => {
                let (n, e) = (part(&key.n)?, part(&key.e)?);
                let own = RsaPublicKeyComponents { n, e };
                own.verify(&RSA_PKCS1_2048_8192_SHA256, message, &self.signature)
                    .is_ok()
            }
            Algorithm::Es256 => {
                let (x, y) = (part(&key.x)?, part(&key.y)?);
                let point = [&[4][..], &x, &y].concat();
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point)
                    .verify(message, &self.signature)
                    .is_ok()
            }
        })
    }
}

impl Key {
    /// Whether an ID token could be signed with it.
    pub fn may_sign(&self) -> bool {
        self.algorithm().is_some()
    }

    /// The one way of signing it is for, by its kind and by what it says of itself.
    fn algorithm(&self) -> Option<Algorithm> {
        let (algorithm, name) = match (self.kty.as_str(), self.crv.as_deref()) {
            ("RSA", _) => (Algorithm::Rs256, "RS256"),
            ("EC", Some("P-256")) => (Algorithm::Es256, "ES256"),
            _ => return None,
        };
        let says = |own: &Option<String>, word: &str| own.as_deref().is_none_or(|own| own == word);
        (says(&self.alg, name) && says(&self.r#use, "sig")).then_some(algorithm)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

    use super::*;

    fn key(text: &str) -> Key {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn the_standards_own_examples_hold_and_no_other_key_does() {
        // RFC 7515, appendices A.2 and A.3.
        let claims = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
        let rsa = key(
            r#"{"kty":"RSA","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ","e":"AQAB"}"#,
        );
        let curve = key(
            r#"{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}"#,
        );
        let by_rsa = format!(
            "eyJhbGciOiJSUzI1NiJ9.{claims}.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw"
        );
        let by_curve = format!(
            "eyJhbGciOiJFUzI1NiJ9.{claims}.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"
        );
        let (first, second) = (
            Signed::read(&by_rsa).unwrap(),
            Signed::read(&by_curve).unwrap(),
        );
        assert!(first.is_by(&rsa) && second.is_by(&curve));
        assert!(!first.is_by(&curve) && !second.is_by(&rsa));
        let other = by_rsa.replace("cC4hiU", "cC4hiV");
        assert!(!Signed::read(&other).unwrap().is_by(&rsa));
    }

    #[test]
    fn what_is_not_signed_in_a_way_we_take_does_not_read() {
        let with = |header: &str| {
            let token = format!("{}.e30.AAAA", URL_SAFE_NO_PAD.encode(header));
            Signed::read(&token).map(|_| ())
        };
        for alg in ["none", "None", "HS256", "RS384", "PS256", ""] {
            let header = format!(r#"{{"alg":"{alg}"}}"#);
            assert_eq!(with(&header), Err(Doubt::Algorithm), "{alg}");
        }
        assert_eq!(
            with(r#"{"alg":"RS256","crit":["exp"]}"#),
            Err(Doubt::Malformed)
        );
        assert_eq!(with("{}"), Err(Doubt::Malformed));
        assert_eq!(with(r#"{"alg":"RS256"}"#), Ok(()));
        // A key is for its own way only.
        for odd in [
            r#"{"kty":"oct","k":"AAAA"}"#,
            r#"{"kty":"EC","crv":"P-384"}"#,
            r#"{"kty":"RSA","alg":"PS256"}"#,
            r#"{"kty":"RSA","use":"enc"}"#,
        ] {
            assert!(!key(odd).may_sign(), "{odd}");
        }
    }
}
