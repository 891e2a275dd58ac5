//! Keeping the one sentence true: what the client reads about where the matter stands, and what happens next.

use askama::Template;
use axum::response::IntoResponse;
use http::StatusCode;

use super::nothing_new;
use crate::{
    base::{Form, Locale, MatterId, PersonId, Result, Right, Timestamp, Tx},
    home::pages::{Saying, WhereItStands},
    layout::{
        Choice, FirmVisit, Frame, Here, Path, Query, Reply, Typed, WorkingVisit, first_name, on_to,
        page, page_with,
    },
    matters::{
        Course, Matter, MatterHead, NEXT_MOST, Next, Part, Participant, STATUS_MOST, StatusUpdate,
        Tab, Turn,
    },
    notices, routes,
};

/// Earlier sentences on the page; the record has them all.
const EARLIER: u32 = 30;
/// After so many days without a word the page says so.
const LONG_SILENCE: i64 = 14;

#[derive(Template)]
#[template(path = "matters/status.html")]
struct StatusPage {
    f: Frame,
    head: MatterHead,
    tab: Tab,
    form: Form,
    readers: Vec<Participant>,
    turns: Vec<Choice>,
    earlier: Vec<StatusUpdate>,
    course: Course,
    has_nudges: bool,
    /// Days since the client last heard.
    silent_days: Option<i64>,
    /// What they would read, once in each of their languages.
    previews: Vec<Preview>,
}

/// The page's top as a client reads it.
struct Preview {
    locale: Locale,
    standing: WhereItStands,
}

impl StatusPage {
    /// First names of whoever reads it: "Nadia and Tom".
    fn names(&self) -> String {
        let names: Vec<&str> = self
            .readers
            .iter()
            .map(|reader| first_name(&reader.name))
            .collect();
        self.f.lang.list(&names)
    }

    /// Days since the client last heard, when it is long.
    fn silence(&self) -> Option<i64> {
        self.silent_days.filter(|days| *days >= LONG_SILENCE)
    }
}

/// What the page reads, in one transaction.
struct Read {
    head: MatterHead,
    readers: Vec<Participant>,
    earlier: Vec<StatusUpdate>,
    course: Course,
    has_nudges: bool,
    heard_at: Option<Timestamp>,
}

impl Read {
    fn load(tx: &mut Tx<'_, '_>, matter: MatterId) -> Result<Self> {
        let matter = Matter::find(tx, matter)?;
        Ok(Self {
            head: MatterHead::load(tx, &matter)?,
            readers: readers(tx, &matter)?,
            earlier: matter.statuses(tx, EARLIER)?,
            course: matter.course(tx)?,
            has_nudges: matter.has_nudges(tx)?,
            heard_at: matter.heard_at(tx)?,
        })
    }

    fn page(self, visit: &FirmVisit, form: Form) -> StatusPage {
        let lang = visit.lang();
        let f = visit.frame(lang.t("matters-status"), Here::Matters);
        let turns = Turn::ALL
            .iter()
            .map(|turn| Choice::of(turn.as_str(), lang.t(turn.key())));
        StatusPage {
            silent_days: self.heard_at.map(|at| -f.when.days_until(at)),
            f,
            head: self.head,
            tab: Tab::Status,
            form,
            readers: self.readers,
            turns: turns.collect(),
            earlier: self.earlier,
            course: self.course,
            has_nudges: self.has_nudges,
            previews: Vec::new(),
        }
    }

    /// What the readers would read of a sentence, in each of their languages; in the firm's own where nobody reads yet.
    fn previews(
        &self,
        visit: &FirmVisit,
        words: &str,
        next: Option<&Next>,
    ) -> Result<Vec<Preview>> {
        let mut locales: Vec<Locale> = Vec::new();
        for reader in &self.readers {
            if !locales.contains(&reader.locale) {
                locales.push(reader.locale);
            }
        }
        if locales.is_empty() {
            locales.push(visit.look()?.locale());
        }
        let saying = Saying {
            words,
            next,
            by_name: &visit.who().name,
            at: visit.now,
        };
        let look = visit.look()?;
        let standing = |locale: Locale| {
            let when = look.when(locale, visit.now);
            let (matter, course) = (&self.head.matter, &self.course);
            WhereItStands::of(locale.lang(), &when, matter, Some(&saying), course, "")
        };
        Ok(locales
            .into_iter()
            .map(|locale| Preview {
                locale,
                standing: standing(locale),
            })
            .collect())
    }
}

/// Where the matter stands: the sentence ready to be written anew, the steps, who reads it. `nothing-new` in the address
/// begins with the note that there is nothing new.
pub async fn status(visit: FirmVisit, Path(matter): Path<MatterId>, query: Query) -> Reply {
    let read = visit.read(move |tx| Read::load(tx, matter)).await?;
    let mut fields = vec![("tell".to_owned(), "yes".to_owned())];
    if query.get("nothing-new") == "yes" {
        let next = read
            .earlier
            .first()
            .and_then(|last| last.next_again(visit.now));
        let mut locales = read.readers.iter().map(|reader| reader.locale);
        let first = locales.next();
        let locale = first
            .filter(|first| locales.all(|other| other == *first))
            .unwrap_or(visit.look()?.locale());
        fields.push(("words".into(), nothing_new::note(locale, next.as_ref())));
        if let Some(next) = next {
            fields.push(("next".into(), next.words));
            fields.push(("next_by".into(), next.by.as_str().to_owned()));
            if let Some(at) = next.at {
                fields.push(("next_at".into(), visit.when().input(at)));
            }
        }
    }
    let form = visit
        .kept_or(&routes::matter_status(matter), Form::of(fields))
        .await?;
    page(&read.page(&visit, form))
}

/// The client's people who read it.
fn readers(tx: &mut Tx<'_, '_>, matter: &Matter) -> Result<Vec<Participant>> {
    let mut readers = matter.participants(tx)?;
    // A helper is told no status.
    readers.retain(|reader| reader.is_in() && reader.terms.part == Part::Client);
    Ok(readers)
}

/// Tells whoever reads it that there is something new, after `subject` happened.
pub(super) fn tell(tx: &mut Tx<'_, '_>, matter: &Matter, subject: &str) -> Result<()> {
    let now = tx.now();
    let people: Vec<PersonId> = readers(tx, matter)?
        .into_iter()
        .map(|reader| reader.person)
        .collect();
    for person in people {
        notices::queue(tx, person, notices::Kind::SomethingNew, Some(subject), now)?;
    }
    Ok(())
}

/// Says it, or shows what the client would read. The clients are told that there is something new, if the member wants.
pub async fn say(
    visit: WorkingVisit,
    Path(matter): Path<MatterId>,
    Typed(mut form): Typed,
) -> Reply {
    let words = form.words("words", STATUS_MOST);
    if words.is_empty() {
        form.wrong("words", "matters-missing-words");
    }
    let next = read_next(&mut form, &visit);
    let looks = form.chose("look", "yes");
    if !form.is_good() || looks {
        let read = visit.read(move |tx| Read::load(tx, matter)).await?;
        if !form.is_good() {
            return page_with(StatusCode::UNPROCESSABLE_ENTITY, &read.page(&visit, form));
        }
        let previews = read.previews(&visit, &words, next.as_ref())?;
        return page(&StatusPage {
            previews,
            ..read.page(&visit, form)
        });
    }
    let tells = form.chose("tell", "yes");
    visit
        .write(move |tx| {
            let matter = Matter::find(tx, matter)?;
            let id = matter.write_status(tx, &words, next.as_ref())?;
            if tells {
                tell(tx, &matter, id.as_ref())?;
            }
            Ok(())
        })
        .await?;
    Ok(on_to(&routes::matter_status(matter))
        .saying("matters-status-was-said")
        .into_response())
}

/// What happens next, where anything was said of it: words and whose turn it is belong together.
fn read_next(form: &mut Form, visit: &FirmVisit) -> Option<Next> {
    let words = form.optional_line("next", NEXT_MOST);
    let by = Turn::parse(form.value("next_by"));
    let at = form.day("next_at", &visit.when());
    match (words.is_empty(), by) {
        (true, None) if at.is_none() => None,
        (true, _) => {
            form.wrong("next", "matters-missing-next");
            None
        }
        (false, None) => {
            form.wrong("next_by", "matters-missing-turn");
            None
        }
        (false, Some(by)) => Some(Next { words, by, at }),
    }
}
