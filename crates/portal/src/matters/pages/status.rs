//! Keeping the one sentence true: what the client reads about where the matter stands.

use askama::Template;
use axum::response::IntoResponse;
use http::StatusCode;

use crate::{
    base::{Form, MatterId, Result, Tx},
    layout::{
        FirmVisit, Frame, Here, Path, Reply, Typed, WorkingVisit, first_name, on_to, page,
        page_with,
    },
    matters::{Matter, Part, Participant, STATUS_MOST, StatusUpdate},
    notices, routes,
};

/// How many earlier sentences are shown.
const EARLIER: u32 = 3;
/// After so many days without a word the page says so.
const LONG_SILENCE: i64 = 14;

#[derive(Template)]
#[template(path = "matters/status.html")]
struct StatusPage {
    f: Frame,
    matter: Matter,
    form: Form,
    /// First names of whoever reads it: "Nadia and Tom".
    readers: String,
    count: usize,
    earlier: Vec<StatusUpdate>,
}

impl StatusPage {
    /// Days since the client was last told, when it is long.
    fn silence(&self) -> Option<i64> {
        let last = self.earlier.first()?;
        let days = -self.f.when.days_until(last.at);
        (days >= LONG_SILENCE).then_some(days)
    }
}

/// The sentence as it is, ready to be written anew.
pub async fn status(visit: WorkingVisit, Path(matter): Path<MatterId>) -> Reply {
    let (matter, readers, earlier) = visit.read(move |tx| load(tx, matter)).await?;
    let form = Form::filled([("tell", "yes".to_owned())]);
    let form = visit
        .kept_or(&routes::matter_status(matter.id), form)
        .await?;
    page(&status_page(&visit, matter, &readers, earlier, form))
}

type Loaded = (Matter, Vec<Participant>, Vec<StatusUpdate>);

fn load(tx: &mut Tx<'_, '_>, matter: MatterId) -> Result<Loaded> {
    let matter = Matter::find(tx, matter)?;
    let readers = readers(tx, &matter)?;
    let earlier = matter.statuses(tx, EARLIER)?;
    Ok((matter, readers, earlier))
}

fn readers(tx: &mut Tx<'_, '_>, matter: &Matter) -> Result<Vec<Participant>> {
    let mut readers = matter.participants(tx)?;
    // A helper is told no status.
    readers.retain(|reader| reader.is_in() && reader.terms.part == Part::Client);
    Ok(readers)
}

fn status_page(
    visit: &FirmVisit,
    matter: Matter,
    readers: &[Participant],
    earlier: Vec<StatusUpdate>,
    form: Form,
) -> StatusPage {
    let names: Vec<&str> = readers
        .iter()
        .map(|reader| first_name(&reader.name))
        .collect();
    StatusPage {
        f: visit.frame(visit.lang().t("matters-status"), Here::Matters),
        matter,
        form,
        count: names.len(),
        readers: visit.lang().list(&names),
        earlier,
    }
}

/// Says it. The clients are told that there is something new, if the member wants.
pub async fn say(
    visit: WorkingVisit,
    Path(matter): Path<MatterId>,
    Typed(mut form): Typed,
) -> Reply {
    let words = form.words("words", STATUS_MOST);
    if words.is_empty() {
        form.wrong("words", "matters-missing-words");
    }
    if !form.is_good() {
        let (matter, readers, earlier) = visit.read(move |tx| load(tx, matter)).await?;
        return page_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            &status_page(&visit, matter, &readers, earlier, form),
        );
    }
    let tells = form.chose("tell", "yes");
    visit
        .write(move |tx| {
            let matter = Matter::find(tx, matter)?;
            let id = matter.write_status(tx, &words, None)?;
            if tells {
                for reader in readers(tx, &matter)? {
                    let (kind, now) = (notices::Kind::SomethingNew, tx.now());
                    notices::queue(tx, reader.person, kind, Some(id.as_ref()), now)?;
                }
            }
            Ok(())
        })
        .await?;
    Ok(on_to(&routes::matter(matter))
        .saying("matters-status-was-said")
        .into_response())
}
