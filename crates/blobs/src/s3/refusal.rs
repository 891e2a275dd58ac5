//! What a store's refusals mean, and what whoever runs the program can do about them.

use std::{error, fmt, io};

use super::wire::UNANSWERED;
use crate::Error;

/// What an error of the store means for a step.
pub(super) fn told(step: &'static str) -> impl FnOnce(object_store::Error) -> Error {
    move |error| {
        let text = chain(&error);
        let code = code(&text);
        if let Some("QuotaExceeded" | "XMinioStorageFull" | "XMinioAdminBucketQuotaExceeded") = code
        {
            return Error::Full;
        }
        let is_absent = matches!(error, object_store::Error::NotFound { .. });
        if is_absent && code.is_none_or(|code| code == "NoSuchKey") {
            return Error::Absent;
        }
        let code = code.or(match error {
            object_store::Error::PermissionDenied { .. } => Some("AccessDenied"),
            object_store::Error::Unauthenticated { .. } => Some("InvalidAccessKeyId"),
            _ if text.contains("redirect without LOCATION") => Some("PermanentRedirect"),
            _ => None,
        });
        let said = match code {
            Some(code) => match remedy(code) {
                Some(remedy) => format!("the store answered {code}: {remedy}"),
                None => format!("the store answered {code}"),
            },
            None => match text.find(UNANSWERED) {
                Some(at) => format!(
                    "{}. Is its address right, and the way there open?",
                    &text[at..]
                ),
                // Up to the first answer of a server, which may say anything.
                None => text.split('<').next().unwrap_or_default().trim().to_owned(),
            },
        };
        Error::Io {
            step,
            source: io::Error::other(Refusal(said)),
        }
    }
}

/// An answer that cannot be.
pub(super) fn odd(step: &'static str, why: &str) -> Error {
    Error::Io {
        step,
        source: io::Error::other(Refusal(why.to_owned())),
    }
}

fn chain(error: &dyn error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        // Most of them say what their cause says.
        let said = cause.to_string();
        if !text.contains(&said) {
            text = format!("{text}: {said}");
        }
        next = cause.source();
    }
    text
}

/// The error code in a store's answer.
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html>
fn code(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once("<Code>")?;
    let (code, _) = rest.split_once("</Code>")?;
    let is_word = !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_word.then_some(code)
}

fn remedy(code: &str) -> Option<&'static str> {
    Some(match code {
        "RequestTimeTooSkewed" => {
            "this machine's clock is wrong. Set it, for example with timedatectl set-ntp true"
        }
        "NoSuchBucket" => "there is no bucket of this name. Make it, or correct the name",
        "InvalidAccessKeyId" => "it does not know the key id. Correct it",
        "SignatureDoesNotMatch" => {
            "the secret does not go with the key id, or the region is another. Correct them"
        }
        "AccessDenied" => {
            "the key may not do this. Allow it s3:GetObject, s3:PutObject, s3:DeleteObject and s3:AbortMultipartUpload on the objects, s3:ListBucket and s3:ListBucketMultipartUploads on the bucket"
        }
        "AuthorizationHeaderMalformed" | "PermanentRedirect" | "TemporaryRedirect" => {
            "the bucket is in another region. Correct the region, and the endpoint with it"
        }
        "SlowDown" | "ServiceUnavailable" | "TooManyRequests" => {
            "it has more to do than it can. Nothing is lost; it is asked again"
        }
        "EntityTooSmall" => "it wants larger parts than the 8 MiB we send. Use another store",
        "InvalidRequest" | "MalformedXML" => "it does not understand us. Is it S3-compatible?",
        _ => return None,
    })
}

#[derive(Debug)]
struct Refusal(String);

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl error::Error for Refusal {}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: &str, code: &str) -> object_store::Error {
        object_store::Error::Generic {
            store: "S3",
            source: format!(
                "{status}: <Error><Code>{code}</Code><Message>AKIASECRET</Message></Error>"
            )
            .into(),
        }
    }

    fn said(error: object_store::Error) -> String {
        let error = told("read a blob")(error);
        let source = error::Error::source(&error).map(ToString::to_string);
        source.unwrap_or_default()
    }

    #[test]
    fn each_refusal_names_its_remedy_and_repeats_nothing_else() {
        for (code, remedy) in [
            ("RequestTimeTooSkewed", "clock"),
            ("NoSuchBucket", "Make it"),
            ("AccessDenied", "s3:ListBucket"),
            ("SignatureDoesNotMatch", "secret"),
            ("EntityTooSmall", "8 MiB"),
            ("SlowDown", "asked again"),
        ] {
            let said = said(answer("403", code));
            assert!(said.contains(code) && said.contains(remedy), "{said}");
            assert!(!said.contains("AKIA"), "{said}");
        }
        let said = said(answer("418", "Teapot</Code>"));
        assert!(!said.contains('<') && !said.contains("AKIA"), "{said}");
    }

    #[test]
    fn a_store_that_does_not_answer_is_told_without_what_lies_around_it() {
        let said = said(object_store::Error::Generic {
            store: "S3",
            source: format!(
                "Error performing PUT http://x in 1 s - HTTP error: {UNANSWERED}: reset"
            )
            .into(),
        });
        assert!(
            said.starts_with(UNANSWERED) && said.contains("reset. Is its address"),
            "{said}"
        );
    }

    #[test]
    fn a_full_store_and_an_absent_object_are_told_apart() {
        assert!(matches!(
            told("write")(answer("507", "XMinioStorageFull")),
            Error::Full
        ));
        let absent = |text: &str| object_store::Error::NotFound {
            path: "blobs/1".into(),
            source: text.to_owned().into(),
        };
        assert!(matches!(told("read")(absent("404")), Error::Absent));
        assert!(matches!(
            told("read")(absent("<Code>NoSuchKey</Code>")),
            Error::Absent
        ));
        assert!(matches!(
            told("read")(absent("<Code>NoSuchBucket</Code>")),
            Error::Io { .. }
        ));
    }
}
