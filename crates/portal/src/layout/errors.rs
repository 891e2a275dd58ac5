//! Errors as answers: logged once with a number, shown as a page with that number and never with the cause.

use askama::Template;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, Method, StatusCode, header};

use super::{Frame, Here, Visit};
use crate::{
    base::{Error, random},
    routes,
};

/// An [`Error`] on its way out. Handlers answer it with `?`; [`dress`] makes the page.
#[derive(Debug)]
pub struct Failure(pub Error);

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

/// Said to whoever has to open their link again: they have no home here.
const COME_AGAIN: &str = "error-come-again";

/// What [`dress`] needs to know, carried by the bare answer.
#[derive(Clone, Debug)]
struct Undressed {
    key: &'static str,
    reference: Option<String>,
    until: Option<crate::base::Timestamp>,
    sign_in: bool,
    prove: bool,
    another_way: bool,
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut undressed = Undressed {
            key: "",
            reference: None,
            until: None,
            sign_in: false,
            prove: false,
            another_way: false,
        };
        let status = match &self.0 {
            Error::NotFound => {
                undressed.key = "error-not-found";
                StatusCode::NOT_FOUND
            }
            Error::Forbidden => {
                undressed.key = "error-forbidden";
                StatusCode::FORBIDDEN
            }
            Error::SignIn => {
                undressed.key = "error-sign-in";
                undressed.sign_in = true;
                StatusCode::UNAUTHORIZED
            }
            Error::ComeAgain => {
                undressed.key = COME_AGAIN;
                StatusCode::UNAUTHORIZED
            }
            Error::ProveAgain => {
                undressed.key = "error-prove-again";
                undressed.prove = true;
                StatusCode::FORBIDDEN
            }
            Error::AnotherWay => {
                undressed.key = "error-another-way";
                undressed.another_way = true;
                StatusCode::FORBIDDEN
            }
            Error::Refused(key) => {
                undressed.key = key;
                StatusCode::CONFLICT
            }
            Error::Gone(key) => {
                undressed.key = key;
                StatusCode::GONE
            }
            Error::Malformed(key) => {
                undressed.key = key;
                StatusCode::BAD_REQUEST
            }
            Error::TooMany(until) => {
                undressed.key = "error-too-many";
                undressed.until = Some(*until);
                StatusCode::TOO_MANY_REQUESTS
            }
            Error::NoRoom(key) => {
                undressed.key = key;
                StatusCode::PAYLOAD_TOO_LARGE
            }
            Error::Full => {
                undressed.key = "error-full";
                StatusCode::INSUFFICIENT_STORAGE
            }
            Error::Unavailable(_) => {
                undressed.key = "error-unavailable";
                StatusCode::SERVICE_UNAVAILABLE
            }
            Error::Bug(_) => {
                undressed.key = "error-fault";
                StatusCode::INTERNAL_SERVER_ERROR
            }
        };
        if status.is_server_error() {
            let reference = reference();
            tracing::error!(%reference, status = status.as_u16(), error = %self.0, "fault");
            undressed.reference = Some(reference);
        }
        let mut response = (
            status,
            [(header::CONTENT_TYPE, "text/plain; charset=utf-8")],
        )
            .into_response();
        if status == StatusCode::SERVICE_UNAVAILABLE {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
        }
        response.extensions_mut().insert(undressed);
        response
    }
}

/// A number a person can read out, in the alphabet without look-alikes.
fn reference() -> String {
    const LETTERS: &[u8] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    let bytes = random::<8>().unwrap_or_default();
    bytes
        .iter()
        .map(|byte| char::from(LETTERS[usize::from(*byte) % LETTERS.len()]))
        .collect()
}

#[derive(Template)]
#[template(path = "layout/error.html")]
struct ErrorPage {
    f: Frame,
    key: &'static str,
    reference: Option<String>,
    until: Option<String>,
}

impl ErrorPage {
    fn leads_home(&self) -> bool {
        self.key != COME_AGAIN
    }
}

/// Gives a bare failure its page: in the visitor's language, with the firm's phone, leading to the door where that helps.
pub fn dress(visit: &Visit, method: &Method, wants_page: bool, mut response: Response) -> Response {
    let Some(mut undressed) = response.extensions_mut().remove::<Undressed>() else {
        return response;
    };
    if visit.look.is_none() && undressed.key == "error-not-found" {
        undressed.key = "firms-not-set-up";
    }
    if undressed.sign_in && matches!(*method, Method::GET | Method::HEAD) && wants_page {
        return redirect(&routes::sign_in(&visit.path));
    }
    if undressed.prove && wants_page {
        return redirect(&routes::prove(if *method == Method::GET {
            &visit.path
        } else {
            "/"
        }));
    }
    if undressed.another_way && wants_page {
        return redirect(routes::ANOTHER_WAY);
    }
    let until = undressed.until.map(|until| visit.when().time(until));
    if let Some(until) = undressed.until {
        let seconds = until.since(visit.now).as_secs().max(1);
        if let Ok(value) = HeaderValue::from_str(&seconds.to_string()) {
            response.headers_mut().insert(header::RETRY_AFTER, value);
        }
    }
    let text = if wants_page {
        response.headers_mut().insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        );
        let title = visit.lang().t("error-title").to_owned();
        let page = ErrorPage {
            f: visit.frame(title, Here::Nowhere),
            key: undressed.key,
            reference: undressed.reference,
            until,
        };
        page.render().unwrap_or_default()
    } else {
        let lang = visit.lang();
        let mut text = lang.t(undressed.key).to_owned();
        for more in [until, undressed.reference].into_iter().flatten() {
            text.push(' ');
            text.push_str(&more);
        }
        text
    };
    let (mut parts, _) = response.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, axum::body::Body::from(text))
}

fn redirect(to: &str) -> Response {
    axum::response::Redirect::to(to).into_response()
}
