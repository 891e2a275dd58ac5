//! Words that outlive a session: a form that comes after its session ended by itself is kept for its person, who is led to
//! the door and finds it filled in again. Works the same without script: the form was posted, and is posted again.

use axum::{
    extract::{FromRequest, Request},
    response::{IntoResponse, Response},
};
use http::{Method, StatusCode, header};

use super::{
    Typed, Visit,
    cookies::{Kept, Said},
    on_to,
};
use crate::{
    base::{Form, Result},
    people::{self, kept},
    portal::Portal,
    routes,
};

/// What the door says once.
const SAID: &str = "people-said-typed-kept";

/// Keeps the form that was sent, if it was one, and leads to the door and on to the page it stood in; nothing when there was
/// nothing to keep.
pub(super) async fn instead_of_refusing(
    portal: &Portal,
    visit: &Visit,
    request: Request,
) -> Option<Response> {
    let path = request.uri().path().to_owned();
    if visit.over.is_none() || !routes::keeps_words(&path) {
        return None;
    }
    let page = request
        .headers()
        .get(header::REFERER)
        .and_then(|value| value.to_str().ok())
        .and_then(|address| address.strip_prefix(portal.config.origin.as_str()))
        .filter(|page| routes::is_path(page) && routes::page_of(page) == *page)
        .map_or_else(|| routes::page_of(&path), ToOwned::to_owned);
    let Typed(form): Typed = Typed::from_request(request, portal).await.ok()?;
    match keep_typed(visit, &path, &form).await {
        Ok(true) => {
            let door = on_to(&routes::sign_in(&page));
            Some(said_kept(door.into_response()))
        }
        Ok(false) => None,
        Err(error) => {
            tracing::warn!(%error, "what was typed could not be kept");
            None
        }
    }
}

/// Keeps a form of whoever is signed in, or was until their session ended by itself; answers whether there was anything to
/// keep.
///
/// # Errors
/// The store's.
pub async fn keep_typed(visit: &Visit, action: &str, form: &Form) -> Result<bool> {
    let Some(person) = visit.person() else {
        return Ok(false);
    };
    let (action, fields) = (action.to_owned(), form.fields().to_vec());
    visit
        .portal
        .write(&visit.portal.door(), move |tx| {
            kept::keep(tx, person, &action, &fields)
        })
        .await
}

/// An answer after which the browser's next page says that something was kept.
pub fn said_kept(mut response: Response) -> Response {
    response.extensions_mut().insert(Said(SAID));
    response.extensions_mut().insert(Kept);
    response
}

impl Visit {
    /// Whose visit it is, or was until their session ended by itself.
    fn person(&self) -> Option<crate::base::PersonId> {
        let signed = self.who.as_ref().map(|who| who.signed.person);
        signed.or(self.over)
    }

    /// The form as it was kept when the session ended, else as it is.
    ///
    /// # Errors
    /// The store's.
    pub async fn kept_or(&self, action: &str, form: Form) -> Result<Form> {
        let Some(who) = self.who.as_ref().filter(|_| self.has_kept) else {
            return Ok(form);
        };
        let (person, action) = (who.signed.person, action.to_owned());
        let kept = self
            .read(move |tx| people::kept::find(tx, person, &action))
            .await?;
        Ok(kept.map_or(form, Form::of))
    }
}

/// Forgets what was kept of a form that was sent after all.
pub(super) async fn forget_sent(visit: &Visit, method: &Method, path: &str, status: StatusCode) {
    let Some(who) = visit.who.as_ref().filter(|_| visit.has_kept) else {
        return;
    };
    if method != Method::POST || status != StatusCode::SEE_OTHER {
        return;
    }
    let (person, action) = (who.signed.person, path.to_owned());
    let forgotten = visit
        .write(move |tx| kept::forget(tx, person, &action))
        .await;
    if let Err(error) = forgotten {
        tracing::warn!(%error, "a form that was sent is still kept");
    }
}
