//! What is believed of a provider, and what is not.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use anteroom_oidc::{
    Client, Doubt, Error, Expected, Keys, Registered,
    fake::{Fake, Manner, Signs},
};
use serde_json::{Value, json};

const NOW: u64 = 1_800_000_000;

fn claims(fake: &Fake) -> Value {
    json!({
        "iss": fake.issuer(), "sub": "248289761001", "aud": "anteroom", "nonce": "n-0S6_WzA2Mj",
        "exp": NOW + 600, "iat": NOW, "email": "ruth@firm.example",
    })
}

/// The claims with some of them said otherwise; null leaves one out.
fn but(claims: &Value, changes: &Value) -> Value {
    let mut claims = claims.clone();
    for (name, value) in changes.as_object().unwrap() {
        let all = claims.as_object_mut().unwrap();
        if value.is_null() {
            all.remove(name);
        } else {
            all.insert(name.clone(), value.clone());
        }
    }
    claims
}

fn judge(fake: &Fake) -> Result<anteroom_oidc::Account, Doubt> {
    let keys: Keys = serde_json::from_value(fake.keys()).unwrap();
    let issuer = fake.issuer();
    let expected = Expected {
        issuer: &issuer,
        client: "anteroom",
        nonce: "n-0S6_WzA2Mj",
        now: NOW,
    };
    expected
        .check(&fake.token(), &keys)
        .map_err(|error| match error {
            Error::NotBelieved(doubt) => doubt,
            other => unreachable!("{other}"),
        })
}

#[tokio::test]
async fn a_token_that_says_and_is_signed_as_it_should_names_somebody() {
    let fake = Fake::start().await.unwrap();
    fake.says(claims(&fake));
    for signs in [Signs::Es256, Signs::Rs256] {
        fake.signs(signs);
        let account = judge(&fake).unwrap();
        assert_eq!(account.subject, "248289761001");
        assert_eq!(account.label, "ruth@firm.example");
        assert!(!account.two_steps, "nobody said so");
    }
    let keys: Keys = serde_json::from_value(fake.keys()).unwrap();
    assert_eq!(keys.count(), 2);
}

#[tokio::test]
async fn a_token_signed_any_other_way_is_not_believed() {
    let fake = Fake::start().await.unwrap();
    fake.says(claims(&fake));
    for (signs, doubt) in [
        (Signs::WithAnothersKey, Doubt::Signature),
        (Signs::Not, Doubt::Algorithm),
        (Signs::WithPublicKeyAsPassword, Doubt::Algorithm),
    ] {
        fake.signs(signs);
        assert_eq!(judge(&fake), Err(doubt), "{signs:?}");
    }
    let keys: Keys = serde_json::from_value(fake.keys()).unwrap();
    let issuer = fake.issuer();
    let expected = Expected {
        issuer: &issuer,
        client: "anteroom",
        nonce: "n-0S6_WzA2Mj",
        now: NOW,
    };
    fake.signs(Signs::Es256);
    let token = fake.token();
    let (message, signature) = token.rsplit_once('.').unwrap();
    let (header, body) = message.split_once('.').unwrap();
    for odd in [
        String::new(),
        "a.b.c".into(),
        message.to_owned(),
        format!("{message}."),
        format!("{header}.{body}x.{signature}"),
        format!("{token}.{signature}"),
    ] {
        let error = expected.check(&odd, &keys).unwrap_err();
        assert!(matches!(error, Error::NotBelieved(_)), "{odd}");
    }
}

#[tokio::test]
async fn a_token_that_says_anything_else_is_not_believed() {
    let fake = Fake::start().await.unwrap();
    let good = claims(&fake);
    for (changes, doubt) in [
        (
            json!({ "iss": "https://accounts.example.com" }),
            Doubt::Issuer,
        ),
        (json!({ "aud": "somebody else" }), Doubt::Audience),
        (
            json!({ "aud": ["anteroom", "somebody else"] }),
            Doubt::Audience,
        ),
        (json!({ "azp": "somebody else" }), Doubt::Audience),
        (
            json!({ "aud": ["somebody else"], "azp": "anteroom" }),
            Doubt::Audience,
        ),
        (json!({ "exp": NOW - 61 }), Doubt::Expired),
        (json!({ "iat": NOW - 3600 }), Doubt::Expired),
        (json!({ "iat": NOW + 3600 }), Doubt::NotYet),
        (json!({ "nbf": NOW + 3600 }), Doubt::NotYet),
        (json!({ "nonce": "another" }), Doubt::Nonce),
        (json!({ "nonce": null }), Doubt::Nonce),
        (json!({ "sub": "" }), Doubt::Subject),
        (json!({ "sub": "x".repeat(256) }), Doubt::Subject),
        (json!({ "exp": null }), Doubt::Malformed),
        (json!({ "iat": null }), Doubt::Malformed),
        (json!({ "aud": null }), Doubt::Malformed),
        (json!({ "exp": "soon" }), Doubt::Malformed),
    ] {
        fake.says(but(&good, &changes));
        assert_eq!(judge(&fake), Err(doubt), "{changes}");
    }
    let both = json!({ "aud": ["anteroom", "somebody else"], "azp": "anteroom" });
    fake.says(but(&good, &both));
    assert!(judge(&fake).is_ok());
}

#[tokio::test]
async fn two_steps_are_those_the_provider_names() {
    let fake = Fake::start().await.unwrap();
    let good = claims(&fake);
    for (changes, two_steps) in [
        (json!({ "amr": ["pwd", "mfa"] }), true),
        (json!({ "amr": "mfa" }), true),
        (json!({ "acr": "https://refeds.org/profile/mfa" }), true),
        (json!({ "amr": ["pwd", "otp"] }), false),
        (json!({ "acr": "1" }), false),
        (json!({ "amr": [] }), false),
    ] {
        fake.says(but(&good, &changes));
        assert_eq!(judge(&fake).unwrap().two_steps, two_steps, "{changes}");
    }
}

#[tokio::test]
async fn a_provider_is_asked_under_its_own_name_and_leads_nowhere_else() {
    let fake = Fake::start().await.unwrap();
    let client = Client::new("").unwrap();
    let provider = client.discover(&fake.issuer()).await.unwrap();
    let own = Registered {
        id: "ante:room",
        secret: "s&cret",
        redirect: "http://localhost/back",
    };
    fake.says(claims(&fake));
    let token = client.exchange(&provider, &own, "code", "verifier").await;
    assert_eq!(token.unwrap().split('.').count(), 3);
    assert_eq!(
        fake.forms(),
        [
            "grant_type=authorization_code&code=code&redirect_uri=http%3A%2F%2Flocalhost%2Fback&code_verifier=verifier"
        ]
    );
    fake.behaves(Manner::Refuses("invalid_client"));
    let refused = client.exchange(&provider, &own, "code", "verifier").await;
    assert_eq!(refused, Err(Error::Refused("invalid_client".into())));
    fake.behaves(Manner::Redirects);
    let led_away = client.exchange(&provider, &own, "code", "verifier").await;
    assert!(matches!(led_away, Err(Error::BadAnswer(_))), "{led_away:?}");
    assert!(matches!(
        client.keys(&provider).await,
        Err(Error::BadAnswer(_))
    ));
    fake.behaves(Manner::CallsItselfAnother);
    let other = client.discover(&fake.issuer()).await.unwrap_err();
    assert_eq!(
        other,
        Error::OtherIssuer("https://accounts.example.com".into())
    );
}
