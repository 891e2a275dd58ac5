//! The owner's page of single sign-on: which provider members may sign in with, step by step, and whether it works.

use anteroom_oidc::{Client, Error as Failed, Registered};
use askama::Template;
use axum::response::IntoResponse;
use http::StatusCode;

use super::settings::{Part, frame};
use crate::{
    base::{Form, Result},
    firms::{SignOnPolicy, SingleSignOn},
    layout::{FirmVisit, Frame, Reply, Typed, on_to, page, page_with},
    routes,
};

/// Google's name for itself.
const GOOGLE: &str = "https://accounts.google.com";
/// What stands around a tenant in Microsoft's.
const MICROSOFT: (&str, &str) = ("https://login.microsoftonline.com/", "/v2.0");

/// The choices, in order, with the keys of their names.
pub(super) const CHOICES: [(&str, &str); 4] = [
    ("none", "sso-provider-none"),
    ("microsoft", "sso-provider-microsoft"),
    ("google", "sso-provider-google"),
    ("other", "sso-provider-other"),
];

#[derive(Template)]
#[template(path = "firms/settings_single_sign_on.html")]
struct SingleSignOnPage {
    f: Frame,
    part: Part,
    form: Form,
    /// What has to be registered at the provider.
    redirect: String,
    tested: Option<Tested>,
}

/// What came of trying it.
struct Tested {
    /// The key of the sentence.
    key: &'static str,
    is_good: bool,
    /// The provider's own words, or what its answer was; empty where it says nothing.
    said: String,
}

impl Tested {
    fn good(key: &'static str) -> Self {
        Self {
            key,
            is_good: true,
            said: String::new(),
        }
    }

    fn bad(key: &'static str, said: impl ToString) -> Self {
        Self {
            key,
            is_good: false,
            said: said.to_string(),
        }
    }
}

fn settings_page(visit: &FirmVisit, form: Form, tested: Option<Tested>) -> SingleSignOnPage {
    SingleSignOnPage {
        f: frame(visit),
        part: Part::SingleSignOn,
        form,
        redirect: visit.portal.config.address(routes::SINGLE_SIGN_ON_BACK),
        tested,
    }
}

/// The settings, ready to be changed. The secret is never shown again.
fn filled(policy: &SignOnPolicy) -> Form {
    let required = if policy.is_required { "yes" } else { "" };
    let Some(own) = &policy.provider else {
        return Form::filled([("provider", "none".to_owned())]);
    };
    let tenant = own
        .issuer
        .strip_prefix(MICROSOFT.0)
        .and_then(|rest| rest.strip_suffix(MICROSOFT.1));
    let provider = match tenant {
        Some(_) => "microsoft",
        None if own.issuer == GOOGLE => "google",
        None => "other",
    };
    Form::filled([
        ("provider", provider.to_owned()),
        ("tenant", tenant.unwrap_or_default().to_owned()),
        ("issuer", own.issuer.clone()),
        ("name", own.name.clone()),
        ("client", own.client.clone()),
        ("authority", own.authority.clone()),
        ("required", required.to_owned()),
    ])
}

/// Reads the settings from a form. A secret left blank stays what it was, for the same client of the same provider only.
fn read(form: &mut Form, before: &SignOnPolicy) -> SignOnPolicy {
    let (name, issuer) = match form.value("provider") {
        "none" => return SignOnPolicy::default(),
        "microsoft" => {
            let tenant = form.line("tenant", 100).to_lowercase();
            let is_tenant = tenant
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'));
            // "common" and "organizations" are every tenant there is.
            if !is_tenant || ["common", "organizations", "consumers"].contains(&tenant.as_str()) {
                form.wrong("tenant", "sso-bad-tenant");
            }
            (
                "Microsoft".to_owned(),
                format!("{}{tenant}{}", MICROSOFT.0, MICROSOFT.1),
            )
        }
        "google" => ("Google".to_owned(), GOOGLE.to_owned()),
        "other" => (form.line("name", 40), form.line("issuer", 500)),
        _ => {
            form.wrong("provider", "form-choose");
            return SignOnPolicy::default();
        }
    };
    let (client, authority) = (form.line("client", 300), form.words("authority", 20_000));
    if Client::new(&authority).is_err() {
        form.wrong("authority", "firms-mail-no-authority");
    }
    let typed = form.value("secret").trim();
    let secret = match &before.provider {
        Some(own) if typed.is_empty() && own.issuer == issuer && own.client == client => {
            own.secret.clone()
        }
        _ => typed.to_owned(),
    };
    if secret.is_empty() {
        form.wrong("secret", "form-missing");
    }
    SignOnPolicy {
        provider: Some(SingleSignOn {
            name,
            issuer,
            client,
            secret,
            authority,
        }),
        is_required: form.chose("required", "yes"),
    }
}

/// Which provider, if any.
pub async fn show(visit: FirmVisit) -> Reply {
    let policy = visit.read(SignOnPolicy::load).await?;
    page(&settings_page(&visit, filled(&policy), None))
}

/// Keeps what a form holds; nothing when something is wrong with it.
async fn kept(visit: &FirmVisit, form: &mut Form) -> Result<Option<SignOnPolicy>> {
    let before = visit.read(SignOnPolicy::load).await?;
    let policy = read(form, &before);
    if !form.is_good() {
        return Ok(None);
    }
    if policy != before {
        let keeping = policy.clone();
        visit.write(move |tx| keeping.keep(tx)).await?;
        visit.portal.forget_look();
    }
    Ok(Some(policy))
}

/// Which provider, sent.
pub async fn keep(visit: FirmVisit, Typed(mut form): Typed) -> Reply {
    if kept(&visit, &mut form).await?.is_none() {
        let page = settings_page(&visit, form, None);
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    Ok(on_to(routes::SETTINGS_SINGLE_SIGN_ON)
        .saying("firms-said-kept")
        .into_response())
}

/// Which provider, sent to be tried: keeps what was typed and asks the provider.
pub async fn test(visit: FirmVisit, Typed(mut form): Typed) -> Reply {
    if form.value("provider") == "none" {
        form.wrong("provider", "sso-nothing-to-test");
    }
    let policy = if form.is_good() {
        kept(&visit, &mut form).await?
    } else {
        None
    };
    let Some(own) = policy.and_then(|policy| policy.provider) else {
        let page = settings_page(&visit, form, None);
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let redirect = visit.portal.config.address(routes::SINGLE_SIGN_ON_BACK);
    let tested = tried(&own, &redirect).await;
    page(&settings_page(&visit, form, Some(tested)))
}

/// Asks the provider what it is, for its keys, and with a code that is none: what it says to that tells whether it knows us.
async fn tried(own: &SingleSignOn, redirect: &str) -> Tested {
    let registered = Registered {
        id: &own.client,
        secret: &own.secret,
        redirect,
    };
    let trying = async {
        let client = Client::new(&own.authority)?;
        let found = client.discover(&own.issuer).await?;
        let keys = client.keys(&found).await?;
        if keys.count() == 0 {
            return Err(Failed::BadAnswer("RS256, ES256".into()));
        }
        match client
            .exchange(&found, &registered, "no-code", "no-verifier")
            .await
        {
            Err(Failed::Refused(code)) => Ok(code),
            Err(error) => Err(error),
            Ok(_) => Ok(String::new()),
        }
    };
    match trying.await {
        Ok(code) if code == "invalid_grant" => Tested::good("sso-tested-good"),
        Ok(code) if ["invalid_client", "unauthorized_client"].contains(&code.as_str()) => {
            Tested::bad("sso-tested-unknown", code)
        }
        Ok(code) => Tested {
            said: code,
            ..Tested::good("sso-tested-half")
        },
        Err(Failed::BadAddress(address)) => Tested::bad("sso-tested-address", address),
        Err(Failed::OtherIssuer(said)) => Tested::bad("sso-tested-issuer", said),
        Err(Failed::NoAnswer(why)) => Tested::bad("sso-tested-silent", why),
        Err(error) => Tested::bad("sso-tested-answer", error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(fields: &[(&str, &str)]) -> Form {
        Form::of(
            fields
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
        )
    }

    fn issuer(fields: &[(&str, &str)]) -> Option<String> {
        let mut form = typed(fields);
        let policy = read(&mut form, &SignOnPolicy::default());
        policy
            .provider
            .filter(|_| form.is_good())
            .map(|own| own.issuer)
    }

    #[test]
    fn a_known_provider_needs_only_what_it_gave_the_firm() {
        let own = [("client", "id"), ("secret", "s")];
        let google = [&[("provider", "google")][..], &own].concat();
        assert_eq!(issuer(&google).as_deref(), Some(GOOGLE));
        let tenant = "9188040d-6c67-4c5b-b112-36a304b66dad";
        let microsoft = [&[("provider", "microsoft"), ("tenant", tenant)][..], &own].concat();
        assert_eq!(
            issuer(&microsoft),
            Some(format!("https://login.microsoftonline.com/{tenant}/v2.0"))
        );
        for everybody in ["common", "organizations", "../x", ""] {
            let fields = [
                &[("provider", "microsoft"), ("tenant", everybody)][..],
                &own,
            ]
            .concat();
            assert_eq!(issuer(&fields), None, "{everybody}");
        }
    }

    #[test]
    fn a_secret_left_blank_stays_with_its_provider_and_goes_to_no_other() {
        let mut form = typed(&[("provider", "google"), ("client", "id"), ("secret", "s")]);
        let before = read(&mut form, &SignOnPolicy::default());
        let secret = |fields: &[(&str, &str)]| {
            let mut form = typed(fields);
            let policy = read(&mut form, &before);
            policy.provider.map(|own| own.secret).unwrap_or_default()
        };
        assert_eq!(secret(&[("provider", "google"), ("client", "id")]), "s");
        assert_eq!(secret(&[("provider", "google"), ("client", "other")]), "");
        let elsewhere = [
            ("provider", "other"),
            ("name", "Elsewhere"),
            ("issuer", "https://evil.example"),
            ("client", "id"),
        ];
        assert_eq!(secret(&elsewhere), "");
    }
}
