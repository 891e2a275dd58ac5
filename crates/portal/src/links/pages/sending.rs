//! Where somebody who came through a link hands documents over, and their receipts. They see what this visit brought.

use askama::Template;
use axum::{
    extract::Request,
    response::{IntoResponse, Response},
};
use http::{StatusCode, header};

use crate::{
    base::{DeliveryId, Form, Result, Tx},
    documents::{
        Delivery, HandingOver, Left, MOST_BYTES, Version, hand_over_by_link, intake,
        pages::{LONGEST_NOTE, spelled},
    },
    layout::{
        Failure, Frame, Here, Path, Reply, SenderVisit, on_to, page, page_with, sending_cookie,
    },
    links::{self, Link},
    matters::Matter,
    routes,
};

/// The longest name somebody gives for themselves, in characters.
const LONGEST_NAME: usize = 120;

#[derive(Template)]
#[template(path = "links/sending.html")]
struct SendingPage {
    f: Frame,
    link: Link,
    left: Left,
    /// What this visit handed over, newest first.
    deliveries: Vec<Delivery>,
    /// Most bytes of a file.
    most: u64,
    form: Form,
}

struct Read {
    link: Link,
    left: Left,
    deliveries: Vec<Delivery>,
}

fn read(tx: &mut Tx<'_, '_>) -> Result<Read> {
    let link = Link::mine(tx)?;
    let matter = Matter::find(tx, link.matter)?;
    Ok(Read {
        left: Left::load(tx, &matter)?,
        deliveries: Delivery::mine(tx, &matter)?,
        link,
    })
}

fn sending_page(visit: &SenderVisit, read: Read, form: Form) -> SendingPage {
    SendingPage {
        f: visit.frame(visit.lang().t("links-sending"), Here::Nowhere),
        most: read.link.most_bytes.min(MOST_BYTES),
        link: read.link,
        left: read.left,
        deliveries: read.deliveries,
        form,
    }
}

/// The page of a visit.
///
/// # Errors
/// [`Error::NotFound`](crate::base::Error::NotFound) when the link ended this moment.
pub async fn show(visit: SenderVisit) -> Reply {
    let read = visit.read(read).await?;
    // Who has said who they are need not say it twice.
    let says = read.deliveries.first().and_then(|last| last.says.clone());
    let form = Form::filled([("says", says.unwrap_or_default())]);
    page(&sending_page(&visit, read, form))
}

/// Hands over what the form brought.
///
/// # Errors
/// [`Error::Refused`](crate::base::Error::Refused) when the link has no room for it.
pub async fn hand_over(visit: SenderVisit, request: Request) -> Result<Response, Failure> {
    let matter = visit.sender().matter;
    let brought = intake(&visit.portal, &visit.actor(), matter, request).await?;
    let (uploads, mut form) = (brought.uploads, brought.form);
    let says = form.line("says", LONGEST_NAME);
    form.rephrase("says", "form-missing", "links-missing-says");
    let note = form.words("note", LONGEST_NOTE);
    if !form.is_good() {
        let read = visit.read(read).await?;
        return page_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            &sending_page(&visit, read, form),
        );
    }
    let over = HandingOver {
        uploads,
        note,
        together: None,
    };
    let delivery = visit
        .write(move |tx| {
            let matter = Matter::find(tx, matter)?;
            hand_over_by_link(tx, &matter, &over, &says)
        })
        .await?;
    Ok(on_to(&routes::sending_delivery(delivery.id)).into_response())
}

#[derive(Template)]
#[template(path = "links/receipt.html")]
struct ReceiptPage {
    f: Frame,
    delivery: Delivery,
}

impl ReceiptPage {
    fn fingerprint(&self, version: &Version) -> String {
        spelled(&version.fingerprint)
    }
}

/// The receipt of a handing over.
///
/// # Errors
/// [`Error::NotFound`](crate::base::Error::NotFound) for any but this visit's own.
pub async fn receipt(visit: SenderVisit, Path(id): Path<DeliveryId>) -> Reply {
    let delivery = visit.read(move |tx| Delivery::find(tx, id)).await?;
    page(&ReceiptPage {
        f: visit.frame(visit.lang().t("documents-delivery-title"), Here::Nowhere),
        delivery,
    })
}

#[derive(Template)]
#[template(path = "links/left.html")]
struct LeftPage {
    f: Frame,
}

/// Ends the visit: on a computer others use, nothing stays behind.
///
/// # Errors
/// The store's.
pub async fn leave(visit: SenderVisit) -> Reply {
    visit.write(links::leave).await?;
    let mut response = page(&LeftPage {
        f: visit.frame(visit.lang().t("links-left"), Here::Nowhere),
    })?;
    let cleared = sending_cookie(&visit.portal)?.clear();
    response.headers_mut().append(header::SET_COOKIE, cleared);
    Ok(response)
}
