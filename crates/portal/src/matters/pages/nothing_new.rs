//! The note that there is nothing new: prepared from what was last said, and sent only by somebody's press.

use axum::response::IntoResponse;

use super::status::tell;
use crate::{
    base::{Error, Locale, MatterId, Timestamp},
    layout::{Path, Reply, Typed, WorkingVisit, on_to},
    matters::{Matter, Next, STATUS_MOST, Turn},
    routes,
};

/// The note in the language of whoever reads it: that there is nothing new, and what is being waited for.
pub fn note(locale: Locale, next: Option<&Next>) -> String {
    let key = match next.map(|next| next.by) {
        None => "matters-nothing-new",
        Some(Turn::Firm) => "matters-nothing-new-firm",
        Some(Turn::Client) => "matters-nothing-new-client",
        Some(Turn::Court) => "matters-nothing-new-court",
        Some(Turn::Other) => "matters-nothing-new-other",
    };
    locale.lang().t(key).to_owned()
}

/// Says that there is nothing new, in the words the member has read, and tells the clients. Refused when they have heard
/// something since the member read them.
pub async fn say_nothing_new(
    visit: WorkingVisit,
    Path(matter): Path<MatterId>,
    Typed(mut form): Typed,
) -> Reply {
    visit.read(move |tx| Matter::find(tx, matter)).await?;
    let words = form.words("words", STATUS_MOST);
    let heard_at = form.value("heard").parse().map(Timestamp);
    let (false, true, Ok(heard_at)) = (words.is_empty(), form.is_good(), heard_at) else {
        return Err(Error::Malformed("form-not-a-form").into());
    };
    visit
        .write(move |tx| {
            let matter = Matter::find(tx, matter)?;
            let id = matter.say_nothing_new(tx, &words, heard_at)?;
            tell(tx, &matter, id.as_ref())
        })
        .await?;
    Ok(on_to("/today")
        .saying("matters-nothing-new-was-said")
        .into_response())
}

/// Says whether Today names this matter when its client has not heard for long.
pub async fn set_nudges(
    visit: WorkingVisit,
    Path(matter): Path<MatterId>,
    Typed(form): Typed,
) -> Reply {
    visit.read(move |tx| Matter::find(tx, matter)).await?;
    let is_on = match form.value("nudges") {
        "on" => true,
        "off" => false,
        _ => return Err(Error::Malformed("form-choose").into()),
    };
    visit
        .write(move |tx| Matter::find(tx, matter)?.set_nudges(tx, is_on))
        .await?;
    Ok(on_to(&routes::matter_status(matter))
        .saying(if is_on {
            "matters-nudges-on"
        } else {
            "matters-nudges-off"
        })
        .into_response())
}
