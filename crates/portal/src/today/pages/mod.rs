//! The first page of a member: one row and one verb for each thing that waits.

mod rows;

use std::{collections::HashSet, time::Duration};

use askama::Template;

use self::rows::{Owed, Row, Unanswered, owed, rows, unanswered};
use crate::{
    audit::{self, Line},
    base::{Act, Locale, MatterId, Result, Right, Tx, When, Whose},
    documents::{self, SetAside, ToCheck, Unreadable},
    firms,
    layout::{FirmVisit, Frame, Here, Query, Reply, page},
    matters::{
        Beginning, Emergency, EmergencyStanding, RunningOut, Silence, pages::nothing_new_note,
        running_out, silent,
    },
    messages::{self, Waiting},
    notices::{self, Trouble},
    people::{ShutOut, Vouching, VouchingStanding as Standing},
    requests,
    shares::{self, Asked},
};

/// How far ahead what clients owe stands here.
const AHEAD: Duration = Duration::from_secs(14 * 24 * 60 * 60);
#[derive(Template)]
#[template(path = "today/today.html")]
struct TodayPage {
    f: Frame,
    day: String,
    whose: Whose,
    may_see_all: bool,
    rows: Vec<Row>,
    came_by: usize,
    days: Vec<Day>,
    asked: Vec<Owed>,
    /// How much of it is late.
    late: usize,
    troubles: Vec<Trouble>,
    cards: Vec<RunningOut>,
    vouchings: Vec<Vouching>,
    unreadable: Vec<Unreadable>,
    nearly_full: Option<(u64, u64)>,
    shut_out: Vec<ShutOut>,
    beginning: Option<Beginning>,
    /// Colleagues who ask to open a matter in an emergency, or were let in.
    emergencies: Vec<Emergency>,
    /// Matters whose client has not heard for long.
    silences: Vec<Silence>,
    unanswered: Vec<Unanswered>,
    /// Within how many working days the firm says it answers.
    answer_days: i64,
}

impl TodayPage {
    /// Days since the client of a matter last heard.
    fn silent_days(&self, silence: &Silence) -> i64 {
        -self.f.when.days_until(silence.heard_at)
    }

    /// The language the note is read in: the clients' own, else the firm's.
    fn locale_of(&self, silence: &Silence) -> Locale {
        let own = || {
            self.f
                .look
                .as_ref()
                .map_or(Locale::En, |look| look.locale())
        };
        silence.locale.unwrap_or_else(own)
    }

    /// The note that there is nothing new, as the client would read it.
    fn note(&self, silence: &Silence) -> String {
        nothing_new_note(self.locale_of(silence), silence.next.as_ref())
    }

    /// Whether somebody is to agree, or the clock.
    fn is_asked(&self, emergency: &Emergency) -> bool {
        emergency.standing(self.f.when.now()) == EmergencyStanding::Asked
    }

    /// Where a vouching stands, in a sentence.
    fn vouched(&self, vouching: &Vouching) -> String {
        let (name, by) = (vouching.name.as_str(), vouching.begun_by_name.as_str());
        let lang = self.f.lang;
        match vouching.standing {
            Standing::NeedsSecond => lang.with2("today-vouching-second", "name", name, "by", by),
            Standing::Waits { until } => lang.with2(
                "today-vouching-waits",
                "name",
                name,
                "when",
                self.f.when.moment(until),
            ),
            Standing::Stopped { at, .. } => lang.with2(
                "today-vouching-stopped",
                "name",
                name,
                "when",
                self.f.when.moment(at),
            ),
            Standing::Open | Standing::Done { .. } | Standing::Over => {
                lang.with1("today-vouching-open", "name", name)
            }
        }
    }

    /// Days until something is due; negative when it is late.
    fn days_until(&self, owed: &Owed) -> i64 {
        self.f.when.days_until(owed.due)
    }

    fn first_steps(&self) -> Option<&Beginning> {
        self.beginning
            .as_ref()
            .filter(|beginning| !beginning.is_over(self.f.sends_mail()))
    }

    fn practice(&self) -> Option<MatterId> {
        self.beginning.and_then(|beginning| beginning.practice)
    }
}

/// What happened on one day.
struct Day {
    heading: String,
    lines: Vec<Line>,
}

/// What the page reads, in one transaction.
struct Read {
    set_aside: Vec<SetAside>,
    to_check: Vec<ToCheck>,
    questions: Vec<Waiting>,
    since: Vec<Line>,
    reviews: Vec<Asked>,
    items: Vec<requests::Asked>,
    answered: Vec<requests::ToCheck>,
    troubles: Vec<Trouble>,
    cards: Vec<RunningOut>,
    vouchings: Vec<Vouching>,
    unreadable: Vec<Unreadable>,
    nearly_full: Option<(u64, u64)>,
    shut_out: Vec<ShutOut>,
    beginning: Option<Beginning>,
    emergencies: Vec<Emergency>,
    silences: Vec<Silence>,
}

impl Read {
    fn load(tx: &mut Tx<'_, '_>, whose: Whose, when: &When, is_owner: bool) -> Result<Self> {
        let since = when.start_of_day(when.now(), 1);
        let now = tx.now();
        let mut emergencies = Emergency::of_others(tx)?;
        emergencies.retain(|emergency| {
            matches!(
                emergency.standing(now),
                EmergencyStanding::Asked | EmergencyStanding::Open
            )
        });
        // So many days are over when the day before them has ended.
        let silences = match firms::silence_days(tx)? {
            Some(days) => silent(tx, whose, when.start_of_day(when.now(), days - 1))?,
            None => Vec::new(),
        };
        // What answers something is looked at there, in one row and not in two.
        let answering = requests::answering_deliveries(tx)?;
        let mut to_check = documents::to_check(tx, whose)?;
        to_check.retain(|files| {
            files
                .delivery
                .is_none_or(|delivery| !answering.contains(&delivery))
        });
        Ok(Self {
            emergencies,
            silences,
            set_aside: documents::set_aside(tx, whose)?,
            to_check,
            answered: requests::to_check(tx, whose)?,
            items: requests::asked(tx, whose, now.after(AHEAD))?,
            questions: messages::waiting(tx, whose)?,
            since: audit::since(tx, since, whose)?,
            reviews: shares::reviews_asked(tx, whose)?,
            troubles: notices::troubles(tx)?,
            cards: running_out(tx)?,
            vouchings: Vouching::shown(tx)?,
            unreadable: if is_owner {
                Unreadable::all(tx)?
            } else {
                Vec::new()
            },
            nearly_full: if is_owner {
                documents::nearly_full(tx)?
            } else {
                None
            },
            shut_out: if is_owner {
                ShutOut::all(tx)?
            } else {
                Vec::new()
            },
            beginning: if is_owner {
                Some(Beginning::load(tx)?)
            } else {
                None
            },
        })
    }
}

/// What waits, what happened, what the firm waits for.
///
/// # Errors
/// The store's.
pub async fn today(visit: FirmVisit, query: Query) -> Reply {
    let side = visit.signed().side;
    let (may_see_all, is_owner) = (
        Right::SeeEveryMatter.belongs_to(side),
        Right::RunFirm.belongs_to(side),
    );
    let whose = if may_see_all && query.get("whose") == "all" {
        Whose::All
    } else {
        Whose::Mine
    };
    let when = visit.when();
    let read = visit
        .read(move |tx| Read::load(tx, whose, &when, is_owner))
        .await?;
    let f = visit.frame(visit.lang().t("nav-today"), Here::Today);
    let answer_days = visit.look()?.answer_days;
    let rows = rows(&f, &read);
    let asked = owed(read.items, read.reviews);
    let came_by: HashSet<_> = read.since.iter().filter_map(|line| line.actor_id).collect();
    page(&TodayPage {
        day: capitalised(&f.when.day(f.when.now())),
        whose,
        may_see_all,
        rows,
        came_by: came_by.len(),
        days: by_day(&f, read.since),
        late: asked.iter().filter(|owed| owed.due < f.when.now()).count(),
        asked,
        troubles: read.troubles,
        cards: read.cards,
        emergencies: read.emergencies,
        silences: read.silences,
        unanswered: unanswered(&f, &read.questions, answer_days),
        answer_days,
        vouchings: read.vouchings,
        unreadable: read.unreadable,
        nearly_full: read.nearly_full,
        shut_out: read.shut_out,
        beginning: read.beginning,
        f,
    })
}

fn by_day(f: &Frame, lines: Vec<Line>) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    // That something is on its way is no news yet: what came is.
    for line in lines
        .into_iter()
        .filter(|line| !matches!(line.act, Act::UploadBegun | Act::UploadEnded))
    {
        let heading = if f.when.days_until(line.at) == 0 {
            f.t("nav-today").to_owned()
        } else {
            capitalised(&f.when.day(line.at))
        };
        match days.last_mut() {
            Some(day) if day.heading == heading => day.lines.push(line),
            _ => days.push(Day {
                heading,
                lines: vec![line],
            }),
        }
    }
    days
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
