//! Sends what waits in the outbox: takes everything one person is due, writes it as few letters, hands them to the mail
//! server outside any transaction, and notes what became of them.
//!
//! A process that dies between the hand-over and the note sends the letter again, under the same Message-ID: telling
//! twice is better than never.

use crate::{
    base::{
        Act, AddressChangeId, DeliveryId, Entry, Error, Id, InvitationId, MatterId,
        PasswordResetId, RequestId, Result, SharingId, Timestamp, Tx, VersionId, VouchingId,
    },
    documents::{Delivery, Version},
    firms::{self, Look},
    notices::{self, Choices, Due, Kind, Letter, Letterhead, Mail, Occasion, Reason, Refusal},
    people::{
        ADDRESS_LIFE, AddressChange, How, Invitation, Member, PasswordReset, Person, Vouching,
    },
    portal::{Portal, off_the_loop},
    receipts, requests, routes, shares,
};

/// A notice and what it may say.
#[derive(Clone)]
struct Told {
    due: Due,
    occasion: Occasion,
    matter: Option<MatterId>,
    /// Where it goes, when not to the address on file.
    to: Option<String>,
}

/// What one person is due, written.
struct Post {
    mail: Mail,
    sender: String,
    letters: Vec<(Letter, Vec<Told>)>,
    /// Notices that have nothing to tell any more, or no way to leave.
    idle: Vec<Due>,
    /// Notices whose reader wants them later.
    later: Vec<(Due, Timestamp)>,
}

/// Sends what one person is due; answers how many notices were dealt with, none when nobody is due anything.
///
/// # Errors
/// The store's. What the mail server answers is noted and is no error here.
pub(super) async fn send_next(portal: &Portal) -> Result<usize> {
    let due = portal.write(&portal.product(), notices::take_due).await?;
    if due.is_empty() {
        return Ok(0);
    }
    let count = due.len();
    let (writing, mail, address) = (due.clone(), portal.mail.clone(), portal.config.address(""));
    let post = portal
        .read(&portal.product(), move |tx| {
            write(tx, mail.clone(), &address, &writing)
        })
        .await;
    let post = match post {
        Ok(post) => post,
        Err(error @ Error::Unavailable(_)) => return Err(error),
        Err(error) => {
            tracing::error!(%error, notice = %due[0].id, "a letter could not be written");
            retry_all(portal, due).await?;
            return Ok(count);
        }
    };
    let (idle, later) = (post.idle, post.later);
    if !idle.is_empty() || !later.is_empty() {
        portal
            .write(&portal.product(), move |tx| {
                idle.iter().try_for_each(|due| notices::gave_up(tx, due))?;
                later
                    .iter()
                    .try_for_each(|(due, until)| notices::put_off(tx, due, *until))
            })
            .await?;
    }
    for (letter, told) in post.letters {
        let (mail, sender, now) = (post.mail.clone(), post.sender.clone(), portal.now());
        let outcome = off_the_loop(move || Ok(mail.deliver(&sender, &letter, now))).await?;
        portal
            .write(&portal.product(), move |tx| note(tx, &told, &outcome))
            .await?;
    }
    Ok(count)
}

async fn retry_all(portal: &Portal, due: Vec<Due>) -> Result<()> {
    let refusal = Refusal {
        reason: Reason::Other,
        said: String::new(),
        for_good: false,
    };
    portal
        .write(&portal.product(), move |tx| {
            due.iter()
                .try_for_each(|due| notices::retry(tx, due, &refusal))
        })
        .await
}

fn write(tx: &mut Tx<'_, '_>, mail: Mail, address: &str, due: &[Due]) -> Result<Post> {
    let mut post = Post {
        mail: match mail {
            Mail::None => {
                firms::mail_server(tx)?.map_or(Mail::None, |server| Mail::Server(Box::new(server)))
            }
            kept => kept,
        },
        sender: String::new(),
        letters: Vec::new(),
        idle: Vec::new(),
        later: Vec::new(),
    };
    let (Some(look), Some(first)) = (Look::load(tx)?, due.first()) else {
        post.idle = due.to_vec();
        return Ok(post);
    };
    let person = Person::load(tx, first.person)?;
    let has_no_way = match post.mail {
        Mail::None => true,
        Mail::Kept(_) => false,
        // Such an address reaches nobody by definition (RFC 6761, section 6.4): the client of the practice matter has one.
        Mail::Server(_) => person.email.ends_with(".invalid"),
    };
    if has_no_way || person.ended_at.is_some() {
        post.idle = due.to_vec();
        return Ok(post);
    }
    let choices = Choices::of(tx, person.id)?;
    let last = notices::last_left(tx, person.id)?;
    let (mut alone, mut together) = (Vec::new(), Vec::new());
    for due in due {
        let Some(told) = tell(tx, due, address)? else {
            post.idle.push(due.clone());
            continue;
        };
        let now = tx.now();
        match choices.moment(due.kind, due.leave_at, last, now, &look.zone) {
            None => post.idle.push(due.clone()),
            Some(moment) if moment > now => post.later.push((due.clone(), moment)),
            Some(_) if due.kind.bundles() => together.push(told),
            Some(_) => alone.push(vec![told]),
        }
    }
    together.sort_by_key(|told: &Told| told.occasion.rank());
    if !together.is_empty() {
        alone.push(together);
    }
    let head = Letterhead {
        firm: look.name.clone(),
        phone: look.phone.clone(),
        address: format!("{address}/"),
    };
    let when = look.when(person.locale, tx.now());
    for told in alone {
        let id = told
            .iter()
            .map(|told| told.due.id)
            .min()
            .unwrap_or(first.id);
        let mut occasions: Vec<Occasion> = told.iter().map(|told| told.occasion.clone()).collect();
        occasions.dedup_by(|later, earlier| later.adds_nothing_to(earlier));
        let to = told.iter().find_map(|told| told.to.as_deref());
        let letter = Letter::write(
            to.unwrap_or(&person.email),
            id.as_str(),
            &person.name,
            &head,
            &when,
            person.locale.lang(),
            &occasions,
        );
        post.letters.push((letter, told));
    }
    post.sender = look.name;
    Ok(post)
}

/// What a notice may say now; nothing when it has nothing to tell any more.
fn tell(tx: &mut Tx<'_, '_>, due: &Due, address: &str) -> Result<Option<Told>> {
    let subject = due.subject.as_deref();
    let (mut matter, mut to) = (None, None);
    let occasion = match due.kind {
        Kind::Invitation | Kind::InvitationReminder => {
            let Some(id) = subject.and_then(InvitationId::parse) else {
                return Ok(None);
            };
            let invitation = Invitation::find(tx, id)?;
            let newest = Invitation::latest_of(tx, due.person)?;
            if !invitation.is_open(tx.now()) || newest.is_none_or(|newest| newest.id != id) {
                return Ok(None);
            }
            let link = format!("{address}{}", routes::invitation(&invitation.token));
            let until = invitation.expires_at;
            if due.kind == Kind::InvitationReminder {
                Occasion::InvitationReminder { link, until }
            } else {
                Occasion::Invitation {
                    sender: invitation.by_name,
                    link,
                    until,
                    colleague: Member::role_of(tx, due.person)?.is_some(),
                }
            }
        }
        Kind::SomethingNeedsYou | Kind::SomethingNew => {
            if let Some(sharing) = subject.and_then(SharingId::parse) {
                let mine: Vec<_> = shares::of_sharing(tx, sharing)?
                    .into_iter()
                    .filter(|share| share.reader == due.person && share.revoked_at.is_none())
                    .collect();
                let Some(share) = mine.first() else {
                    return Ok(None);
                };
                matter = Some(share.matter);
            }
            if let Some(request) = subject.and_then(RequestId::parse) {
                // Everything may have been answered or withdrawn meanwhile.
                let Some(of) = requests::waits_for(tx, request, due.person)? else {
                    return Ok(None);
                };
                matter = Some(of);
            }
            if due.kind == Kind::SomethingNeedsYou {
                Occasion::SomethingNeedsYou
            } else {
                Occasion::SomethingNew
            }
        }
        Kind::Reminder => match requests::first_due(tx, due.person)? {
            Some(due) => Occasion::Reminder { due },
            None => return Ok(None),
        },
        Kind::Received => {
            let Some(id) = subject.and_then(DeliveryId::parse) else {
                return Ok(None);
            };
            let delivery = Delivery::find(tx, id)?;
            matter = Some(delivery.matter);
            Occasion::Received {
                number: delivery.number,
            }
        }
        Kind::SetAside => {
            let Some(id) = subject.and_then(VersionId::parse) else {
                return Ok(None);
            };
            matter = Some(Version::find(tx, id)?.matter);
            Occasion::SetAside
        }
        Kind::NewWayIn => {
            let Some(id) = subject.and_then(InvitationId::parse) else {
                return Ok(None);
            };
            let invitation = Invitation::find(tx, id)?;
            if !invitation.is_open(tx.now()) {
                return Ok(None);
            }
            Occasion::NewWayIn {
                link: format!("{address}{}", routes::invitation(&invitation.token)),
                until: invitation.expires_at,
            }
        }
        Kind::OwnerLetIn => {
            let Some(id) = subject.and_then(InvitationId::parse) else {
                return Ok(None);
            };
            let invitation = Invitation::find(tx, id)?;
            Occasion::OwnerLetIn {
                owner: Person::name_of(tx, invitation.person)?,
                at: invitation.created_at,
            }
        }
        Kind::VouchedFor => {
            let Some(id) = subject.and_then(VouchingId::parse) else {
                return Ok(None);
            };
            let vouching = Vouching::find(tx, id)?;
            let token = Vouching::token(tx, id);
            Occasion::VouchedFor {
                by: vouching.begun_by_name,
                in_person: vouching.how == How::InPerson,
                stop: format!("{address}{}", routes::not_me(&token)),
            }
        }
        Kind::PasswordForgotten => {
            let link = match subject.and_then(PasswordResetId::parse) {
                None => None,
                Some(id) => {
                    let Some(until) = PasswordReset::good_until(tx, id)? else {
                        return Ok(None);
                    };
                    let token = PasswordReset::token(tx, id);
                    Some((format!("{address}{}", routes::new_password(&token)), until))
                }
            };
            Occasion::PasswordForgotten { link }
        }
        Kind::WayInChanged => Occasion::WayInChanged { at: due.created_at },
        Kind::NewDevice => Occasion::NewDevice { at: due.created_at },
        Kind::ConfirmAddress | Kind::AddressAsked | Kind::AddressChanged => {
            let Some(id) = subject.and_then(AddressChangeId::parse) else {
                return Ok(None);
            };
            let change = AddressChange::find(tx, id)?;
            match due.kind {
                Kind::ConfirmAddress => {
                    let is_over = tx.now().since(change.asked_at) > ADDRESS_LIFE;
                    if is_over || change.confirmed_at.is_some() || change.stopped_at.is_some() {
                        return Ok(None);
                    }
                    let token = change.token(tx);
                    to = Some(change.email);
                    let link = format!("{address}{}", routes::new_address(&token));
                    Occasion::ConfirmAddress { link }
                }
                Kind::AddressAsked => {
                    to = change.former;
                    Occasion::AddressAsked { at: due.created_at }
                }
                _ => {
                    to = change.former;
                    Occasion::AddressChanged { at: due.created_at }
                }
            }
        }
        Kind::Emergency => Occasion::Emergency,
    };
    Ok(Some(Told {
        due: due.clone(),
        occasion,
        matter,
        to,
    }))
}

fn note(tx: &mut Tx<'_, '_>, told: &[Told], outcome: &Result<(), Refusal>) -> Result<()> {
    for Told { due, matter, .. } in told {
        match outcome {
            Err(refusal) => notices::retry(tx, due, refusal)?,
            Ok(()) => {
                if !notices::sent(tx, due)? {
                    tx.unaudited("another server had noted it");
                    continue;
                }
                let mut entry = Entry::of(Act::NoticeSent);
                if let Some(matter) = matter {
                    entry = entry.in_matter(*matter);
                }
                tx.record(
                    entry
                        .about(due.person)
                        .with("notice", due.id)
                        .with("kind", due.kind.as_str()),
                )?;
                if let Some(sharing) = due.subject.as_deref().and_then(SharingId::parse) {
                    receipts::note_notified(tx, sharing, due.person)?;
                }
            }
        }
    }
    Ok(())
}
