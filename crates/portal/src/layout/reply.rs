//! Answers: a page, or the way on to one.

use askama::Template;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};

use super::{Failure, cookies::Said};
use crate::{
    base::{Error, Form},
    routes,
};

/// What handlers answer.
pub type Reply = Result<Response, Failure>;

/// A page.
///
/// # Errors
/// [`Error::Bug`] when the template fails.
pub fn page(template: &impl Template) -> Reply {
    page_with(StatusCode::OK, template)
}

/// A page with a status: 422 for a form that came back.
///
/// # Errors
/// [`Error::Bug`] when the template fails.
pub fn page_with(status: StatusCode, template: &impl Template) -> Reply {
    let text = template.render().map_err(Error::bug)?;
    Ok((
        status,
        [(
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        )],
        text,
    )
        .into_response())
}

/// 422 for a form that comes back with what is wrong in it, 200 for any other.
pub fn status_of(form: &Form) -> StatusCode {
    if form.is_good() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    }
}

/// Leads on after a change (303), saying once what was done.
pub fn on_to(path: &str) -> Onward {
    Onward {
        path: path.to_owned(),
        said: None,
    }
}

/// The way on.
pub struct Onward {
    path: String,
    said: Option<&'static str>,
}

impl Onward {
    /// What the next page says once: the sentence's key.
    #[must_use]
    pub fn saying(mut self, key: &'static str) -> Self {
        self.said = Some(key);
        self
    }
}

impl IntoResponse for Onward {
    fn into_response(self) -> Response {
        let path = HeaderValue::from_str(&self.path).ok();
        let Some(path) = path.filter(|_| routes::is_path(&self.path)) else {
            return Failure::from(Error::Bug("a way on that is no path of ours".into()))
                .into_response();
        };
        let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, path)]).into_response();
        if let Some(key) = self.said {
            response.extensions_mut().insert(Said(key));
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_on_stays_here_or_is_a_fault() {
        for path in [
            "https://evil.example/",
            "//evil.example/",
            "/\\evil.example/",
            "/today\r\nset-cookie: anteroom=x",
            "/caf\u{e9}",
            "today",
            "",
        ] {
            let response = on_to(path).into_response();
            assert_eq!(
                response.status(),
                StatusCode::INTERNAL_SERVER_ERROR,
                "{path}"
            );
            assert!(!response.headers().contains_key(header::LOCATION), "{path}");
        }
        let response = on_to("/today").into_response();
        assert_eq!(response.status(), StatusCode::SEE_OTHER);
        assert_eq!(response.headers()[header::LOCATION], "/today");
    }
}
