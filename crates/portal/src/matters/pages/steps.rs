//! The steps of a matter: moving on, going back with a word, and telling them in this matter's own words.

use askama::Template;
use axum::response::IntoResponse;
use http::StatusCode;

use super::status::tell;
use crate::{
    base::{Error, Form, Id, KindId, MatterId, Result, StageId, Tx},
    firms::Look,
    kinds::{Kind, Outline, StageWords},
    layout::{
        Choice, FirmVisit, Frame, Here, Path, Reply, Typed, WorkingVisit, on_to, page, page_with,
    },
    matters::{Course, Matter, Stage, StageChange, Standing},
    routes,
};

/// Characters of a step's name, and of how long it takes.
const LONGEST_NAME: usize = 80;
/// Characters of what happens in it, and of a word with a move.
const LONGEST_WORDS: usize = 240;

#[derive(Template)]
#[template(path = "matters/steps.html")]
struct StepsPage {
    f: Frame,
    matter: Matter,
    course: Course,
    /// What the kind brings besides its steps.
    kind: Option<(Kind, Outline)>,
    /// Kinds to choose from, where the matter has none.
    kinds: Vec<Choice>,
    /// Steps it can move to.
    targets: Vec<Choice>,
    /// The form of a move.
    form: Form,
    /// The form of the steps' words; as they are where nothing was typed.
    typed: Option<Form>,
}

impl StepsPage {
    fn is_now(&self, stage: &Stage) -> bool {
        stage.standing == Standing::Now
    }

    /// The key of where a step lies.
    fn standing(&self, stage: &Stage) -> &'static str {
        match stage.standing {
            Standing::Done => "matters-step-done",
            Standing::Now => "matters-step-now",
            Standing::Later => "matters-step-later",
            Standing::Skipped => "matters-step-skipped",
        }
    }

    /// What stands in a step's fields: as typed, else as it is.
    fn words(&self, stage: &Stage) -> StageWords {
        let Some(form) = &self.typed else {
            return stage.words.clone();
        };
        let of = |what: &str| form.value(&format!("{what}-{}", stage.id)).to_owned();
        StageWords {
            name: of("name"),
            words: of("words"),
            lasts: of("lasts"),
        }
    }

    fn is_skipped(&self, stage: &Stage) -> bool {
        match &self.typed {
            Some(form) => form.chose("skip", stage.id.as_str()),
            None => stage.standing == Standing::Skipped,
        }
    }

    /// Problems of whichever form came back.
    fn faults(&self) -> &Form {
        self.typed.as_ref().unwrap_or(&self.form)
    }
}

/// What the page reads, in one transaction.
struct Read {
    matter: Matter,
    course: Course,
    kind: Option<(Kind, Outline)>,
    kinds: Vec<Kind>,
}

impl Read {
    fn load(tx: &mut Tx<'_, '_>, matter: MatterId) -> Result<Self> {
        let matter = Matter::find(tx, matter)?;
        let kind = match matter.kind {
            Some(kind) => {
                let kind = Kind::find(tx, kind)?;
                let outline = kind.outline(tx)?;
                Some((kind, outline))
            }
            None => None,
        };
        Ok(Self {
            course: matter.course(tx)?,
            kinds: if kind.is_none() {
                Kind::all(tx)?
            } else {
                Vec::new()
            },
            kind,
            matter,
        })
    }

    fn page(self, visit: &FirmVisit, form: Form, typed: Option<Form>) -> Result<StepsPage> {
        let lang = visit.lang();
        let targets = self
            .course
            .of_matter()
            .filter(|stage| stage.standing != Standing::Now)
            .map(|stage| {
                let name = stage.words.name.as_str();
                Choice::of(
                    stage.id,
                    match stage.standing {
                        Standing::Done => lang.with1("matters-step-back-to", "name", name),
                        _ => name.to_owned(),
                    },
                )
            })
            .collect();
        Ok(StepsPage {
            f: visit.frame(lang.t("matters-steps"), Here::Matters),
            kinds: offered(&self.kinds, visit.look()?, lang.t("matters-no-kind")),
            targets,
            matter: self.matter,
            course: self.course,
            kind: self.kind,
            form,
            typed,
        })
    }
}

/// Kinds to choose from: in the languages of the firm, its own first; before them, that there is none.
pub(super) fn offered(kinds: &[Kind], look: &Look, none: &str) -> Vec<Choice> {
    let of = |locale| {
        let kinds = kinds.iter();
        kinds.filter(move |kind| kind.locale == locale && kind.retired_at.is_none())
    };
    let named = look
        .locales
        .iter()
        .flat_map(|locale| of(*locale))
        .map(|kind| Choice::of(kind.id, &*kind.name));
    std::iter::once(Choice::of("", none)).chain(named).collect()
}

/// A move to the next step, today, unless somebody says otherwise.
fn blank(course: &Course, visit: &FirmVisit) -> Form {
    let when = visit.when();
    let next = course
        .next()
        .map_or(String::new(), |stage| stage.id.to_string());
    Form::filled([
        ("stage", next),
        ("reached", when.input(when.now())),
        ("tell", "yes".to_owned()),
    ])
}

/// The steps of a matter; where it has none, kinds to choose from.
pub async fn steps(visit: WorkingVisit, Path(matter): Path<MatterId>) -> Reply {
    let read = visit.read(move |tx| Read::load(tx, matter)).await?;
    let form = blank(&read.course, &visit);
    let form = visit.kept_or(&routes::stage_reached(matter), form).await?;
    page(&read.page(&visit, form, None)?)
}

/// Gives a matter that has none the steps of a kind.
pub async fn take_kind(
    visit: WorkingVisit,
    Path(matter): Path<MatterId>,
    Typed(mut form): Typed,
) -> Reply {
    let Some(kind) = KindId::parse(form.value("kind")) else {
        form.wrong("kind", "form-choose");
        let read = visit.read(move |tx| Read::load(tx, matter)).await?;
        return page_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            &read.page(&visit, form, None)?,
        );
    };
    visit
        .write(move |tx| {
            let matter = Matter::find(tx, matter)?;
            let kind = Kind::find(tx, kind)?;
            matter.take_kind(tx, &kind)
        })
        .await?;
    Ok(on_to(&routes::matter_steps(matter))
        .saying("matters-steps-begun")
        .into_response())
}

/// The matter comes to a step: the next one, or back to one with a word that says why.
pub async fn reach(
    visit: WorkingVisit,
    Path(matter): Path<MatterId>,
    Typed(mut form): Typed,
) -> Reply {
    let read = visit.read(move |tx| Read::load(tx, matter)).await?;
    let stage = StageId::parse(form.value("stage"));
    let reached_at = form.past_day("reached", &visit.when());
    let note = form.words("note", LONGEST_WORDS);
    let target = read.course.of_matter().find(|one| Some(one.id) == stage);
    if target.is_none() {
        form.wrong("stage", "form-choose");
    }
    if note.is_empty() && target.is_some_and(|one| one.standing == Standing::Done) {
        form.wrong("note", "matters-missing-back");
    }
    if reached_at.is_none() {
        form.wrong("reached", "form-not-a-day");
    }
    let (Some(stage), Some(reached_at), true) = (stage, reached_at, form.is_good()) else {
        return page_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            &read.page(&visit, form, None)?,
        );
    };
    let tells = form.chose("tell", "yes");
    visit
        .write(move |tx| {
            let matter = Matter::find(tx, matter)?;
            let note = Some(note.as_str()).filter(|note| !note.is_empty());
            let id = matter.reach(tx, stage, reached_at, note)?;
            if tells {
                tell(tx, &matter, id.as_ref())?;
            }
            Ok(())
        })
        .await?;
    Ok(on_to(&routes::matter_status(matter))
        .saying("matters-step-was-reached")
        .into_response())
}

/// Keeps the words of the steps, and which of them this matter goes without.
pub async fn change_steps(
    visit: WorkingVisit,
    Path(matter): Path<MatterId>,
    Typed(mut form): Typed,
) -> Reply {
    let read = visit.read(move |tx| Read::load(tx, matter)).await?;
    let changes = changes(&read.course, &mut form);
    if form.is_good() {
        let done = visit
            .write(move |tx| Matter::find(tx, matter)?.change_stages(tx, &changes))
            .await;
        match done {
            Err(Error::Refused(key @ "matters-refused-skip-now")) => form.wrong("steps", key),
            done => {
                done?;
                return Ok(on_to(&routes::matter_steps(matter))
                    .saying("matters-steps-kept")
                    .into_response());
            }
        }
    }
    let blank = blank(&read.course, &visit);
    page_with(
        StatusCode::UNPROCESSABLE_ENTITY,
        &read.page(&visit, blank, Some(form))?,
    )
}

/// What was typed of each step; what is wrong stands at the list.
fn changes(course: &Course, form: &mut Form) -> Vec<StageChange> {
    let mut line = |stage: &Stage, what: &str, most: usize, is_needed: bool| {
        let typed = form.value(&format!("{what}-{}", stage.id)).to_owned();
        let mut alone = Form::filled([("line", typed)]);
        let text = alone.optional_line("line", most);
        if let Some(key) = alone.problem("line") {
            form.wrong("steps", key);
        }
        if is_needed && text.is_empty() {
            form.wrong("steps", "kinds-missing-stage");
        }
        text
    };
    let mut words: Vec<(StageId, StageWords)> = Vec::new();
    for stage in &course.stages {
        let own = StageWords {
            name: line(stage, "name", LONGEST_NAME, true),
            words: line(stage, "words", LONGEST_WORDS, true),
            lasts: line(stage, "lasts", LONGEST_NAME, false),
        };
        words.push((stage.id, own));
    }
    words
        .into_iter()
        .map(|(stage, words)| StageChange {
            stage,
            words,
            is_skipped: form.chose("skip", stage.as_str()),
        })
        .collect()
}
