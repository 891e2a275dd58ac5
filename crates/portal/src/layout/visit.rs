//! A request as the product sees it: who, in which language, from what. Made once at the border; handlers ask for the
//! kind of visit they serve, so that a page cannot forget to.

use std::sync::Arc;

use axum::{
    extract::{FromRequest, FromRequestParts, Request},
    http::request::Parts,
};

use super::{Failure, Frame, Here};
use crate::{
    base::{
        Actor, Device, Error, Form, Lang, Locale, PersonId, Result, Right, Sender, Side, Signed,
        Timestamp, Tx, When,
    },
    firms::Look,
    people::Recognised,
    portal::Portal,
};

/// Anybody's request.
#[derive(Clone)]
pub struct Visit(pub(super) Arc<Inner>);

/// What the border found out.
pub struct Inner {
    /// The product.
    pub portal: Portal,
    /// How the firm looks; absent before set-up.
    pub look: Option<Arc<Look>>,
    /// Whose session, if any. Nobody's where whoever came through a link is served.
    pub who: Option<Recognised>,
    /// Whoever came through a link, at the addresses that serve them.
    pub sender: Option<Sender>,
    /// The language of the answer.
    pub locale: Locale,
    /// When it came.
    pub now: Timestamp,
    /// Path and query as asked.
    pub path: String,
    /// Key of what the last act said, to show once.
    pub said: Option<String>,
    /// Kind of device.
    pub device: Device,
    /// Browser, as a word from a fixed list.
    pub browser: &'static str,
    /// /24 or /64 the request came from.
    pub network: String,
    /// The token of an attempt under way (half signed in, entering), if a cookie brought one.
    pub attempt: Option<String>,
    /// What the browser brings from the last time somebody came in with it.
    pub known: Option<String>,
    /// What makes it known for whoever is in with it now.
    pub introduces: Option<String>,
    /// The token of a visit through a link, if a cookie brought one.
    pub sending: Option<String>,
    /// Whose session it was that ended by itself, for a form that was sent after.
    pub over: Option<PersonId>,
    /// Whether this browser was told that a form was kept.
    pub has_kept: bool,
    /// Whether nobody sees the page: the browser fetches ahead, or asks for the head alone.
    pub unseen: bool,
}

impl std::ops::Deref for Visit {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl Visit {
    /// The words of the answer.
    pub fn lang(&self) -> &'static Lang {
        self.locale.lang()
    }

    /// How the firm looks.
    ///
    /// # Errors
    /// [`Error::NotFound`] before set-up.
    pub fn look(&self) -> Result<&Arc<Look>> {
        self.look.as_ref().ok_or(Error::NotFound)
    }

    /// How moments read.
    pub fn when(&self) -> When {
        let zone = self
            .look
            .as_ref()
            .map_or(jiff::tz::TimeZone::UTC, |look| look.zone.clone());
        When::new(self.lang(), zone, self.now)
    }

    /// Who acts: whoever came through a link, the signed-in person, or the door.
    pub fn actor(&self) -> Actor {
        match (&self.sender, &self.who) {
            (Some(sender), _) => Actor::Sender(self.portal.firm, sender.clone()),
            (None, Some(who)) => who.actor(self.portal.firm),
            (None, None) => self.portal.door(),
        }
    }

    /// Reads as this visitor.
    ///
    /// # Errors
    /// The closure's, or the store's.
    pub async fn read<T: Send + 'static>(
        &self,
        f: impl FnMut(&mut Tx<'_, '_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.portal.read(&self.actor(), f).await
    }

    /// Changes as this visitor.
    ///
    /// # Errors
    /// The closure's, or the store's.
    pub async fn write<T: Send + 'static>(
        &self,
        f: impl FnMut(&mut Tx<'_, '_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.portal.write(&self.actor(), f).await
    }

    /// The frame around a page; `title` is a finished text.
    pub fn frame(&self, title: impl Into<String>, here: Here) -> Frame {
        Frame::new(self, title.into(), here)
    }
}

macro_rules! signed_visit {
    ($(#[$doc:meta])* $name:ident, $admits:expr) => {
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name {
            visit: Visit,
            who: Recognised,
        }

        impl std::ops::Deref for $name {
            type Target = Visit;
            fn deref(&self) -> &Visit { &self.visit }
        }

        impl $name {
            /// The session's person.
            pub fn who(&self) -> &Recognised { &self.who }
            /// The actor's part.
            pub fn signed(&self) -> &Signed { &self.who.signed }
        }

        impl FromRequestParts<Portal> for $name {
            type Rejection = Failure;
            async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, Failure> {
                let visit = Visit::from_request_parts(parts, portal).await?;
                let who = visit.who.clone().ok_or(Error::SignIn)?;
                let admits: fn(Side) -> bool = $admits;
                if !admits(who.signed.side) {
                    return Err(Error::NotFound.into());
                }
                Ok(Self { visit, who })
            }
        }
    };
}

signed_visit! {
    /// A visit of anybody signed in.
    SignedVisit, |_| true
}
signed_visit! {
    /// A visit of a member of the firm. For a client the page does not exist.
    FirmVisit, |side| matches!(side, Side::Firm(_))
}
/// A visit of a member who may change something; view-only members may not.
#[derive(Clone)]
pub struct WorkingVisit(FirmVisit);

impl std::ops::Deref for WorkingVisit {
    type Target = FirmVisit;
    fn deref(&self) -> &FirmVisit {
        &self.0
    }
}

impl FromRequestParts<Portal> for WorkingVisit {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, Failure> {
        let visit = FirmVisit::from_request_parts(parts, portal).await?;
        if Right::RunMatters.belongs_to(visit.signed().side) {
            Ok(Self(visit))
        } else {
            Err(Error::Forbidden.into())
        }
    }
}

signed_visit! {
    /// A visit of a client. For a member the page does not exist.
    ClientVisit, |side| side == Side::Client
}

/// A visit of somebody who came through a link for files.
#[derive(Clone)]
pub struct SenderVisit {
    visit: Visit,
    sender: Sender,
}

impl std::ops::Deref for SenderVisit {
    type Target = Visit;
    fn deref(&self) -> &Visit {
        &self.visit
    }
}

impl SenderVisit {
    /// The actor's part.
    pub fn sender(&self) -> &Sender {
        &self.sender
    }
}

impl FromRequestParts<Portal> for SenderVisit {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, Failure> {
        let visit = Visit::from_request_parts(parts, portal).await?;
        let sender = visit.sender.clone().ok_or(Error::ComeAgain)?;
        Ok(Self { visit, sender })
    }
}

/// A visit of whoever may bring files: somebody signed in, or somebody who came through a link.
#[derive(Clone)]
pub struct BringingVisit(Visit);

impl std::ops::Deref for BringingVisit {
    type Target = Visit;
    fn deref(&self) -> &Visit {
        &self.0
    }
}

impl From<SignedVisit> for BringingVisit {
    fn from(signed: SignedVisit) -> Self {
        Self(signed.visit)
    }
}

impl From<SenderVisit> for BringingVisit {
    fn from(sending: SenderVisit) -> Self {
        Self(sending.visit)
    }
}

impl FromRequestParts<Portal> for BringingVisit {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, Failure> {
        let visit = Visit::from_request_parts(parts, portal).await?;
        if visit.sender.is_none() && visit.who.is_none() {
            return Err(Error::SignIn.into());
        }
        Ok(Self(visit))
    }
}

impl FromRequestParts<Portal> for Visit {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, _: &Portal) -> Result<Self, Failure> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or_else(|| Error::Bug("a request that did not cross the border".into()).into())
    }
}

/// What an address names: an id, or several. What does not read as one is a page that does not exist.
pub struct Path<I>(pub I);

impl<I: serde::de::DeserializeOwned + Send> FromRequestParts<Portal> for Path<I> {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, Failure> {
        match axum::extract::Path::<I>::from_request_parts(parts, portal).await {
            Ok(axum::extract::Path(named)) => Ok(Self(named)),
            Err(_) => Err(Error::NotFound.into()),
        }
    }
}

/// The query of the address.
pub struct Query(Vec<(String, String)>);

impl Query {
    /// The first value of a name, or nothing.
    pub fn get(&self, name: &str) -> &str {
        let first = self.0.iter().find(|(field, _)| field == name);
        first.map_or("", |(_, value)| value.as_str())
    }

    /// Every value of a name that may come several times.
    pub fn all<'q>(&'q self, name: &'q str) -> impl Iterator<Item = &'q str> {
        self.0
            .iter()
            .filter(move |(field, _)| field == name)
            .map(|(_, value)| value.as_str())
    }
}

impl FromRequestParts<Portal> for Query {
    type Rejection = std::convert::Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &Portal) -> Result<Self, Self::Rejection> {
        let query = parts.uri.query().unwrap_or_default();
        Ok(Self(
            form_urlencoded::parse(query.as_bytes())
                .into_owned()
                .collect(),
        ))
    }
}

/// A form that was sent: up to 64 KiB and 200 fields, or as many as a page says that lists more.
pub struct Typed<const KIB: usize = 64, const FIELDS: usize = 200>(pub Form);

/// A form of a page with a tick at each document.
pub type Ticked = Typed<1024, 20_000>;

impl<const KIB: usize, const FIELDS: usize> FromRequest<Portal> for Typed<KIB, FIELDS> {
    type Rejection = Failure;
    async fn from_request(request: Request, portal: &Portal) -> Result<Self, Failure> {
        let is_form = request
            .headers()
            .get(http::header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|value| value.starts_with("application/x-www-form-urlencoded"));
        let whole = axum::body::to_bytes(request.into_body(), KIB * 1024);
        let body = tokio::time::timeout(portal.patience.form, whole)
            .await
            .map_err(|_| Error::Malformed("form-not-a-form"))?
            .map_err(|_| Error::Malformed("form-too-big"))?;
        if !is_form && !body.is_empty() {
            return Err(Error::Malformed("form-not-a-form").into());
        }
        let fields: Vec<(String, String)> = form_urlencoded::parse(&body).into_owned().collect();
        if fields.len() > FIELDS {
            return Err(Error::Malformed("form-too-big").into());
        }
        Ok(Self(Form::of(fields)))
    }
}
