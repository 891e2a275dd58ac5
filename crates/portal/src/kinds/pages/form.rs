//! The form of a kind: rows of stages and of usual requests, in the order they stand in. A button beside a row moves it
//! without script: the form comes back in its new order, and nothing is kept before it is saved.

use crate::{
    base::{Form, Locale},
    kinds::{Area, KindWords, MOST_LINES, MOST_STAGES, Outline, StageWords, UsualItem},
};

/// Characters of a name.
const LONGEST_NAME: usize = 80;
/// Characters of an explanation, of what a good one looks like, of what to keep.
const LONGEST_LINE: usize = 240;
/// Rows a new kind begins with.
const FIRST_ROWS: usize = 3;

/// The rows as they were typed.
pub(super) struct Draft {
    pub stages: Vec<StageWords>,
    pub asks: Vec<UsualItem>,
}

impl Draft {
    pub fn of(form: &Form) -> Self {
        let typed = |name: &str| -> Vec<String> { form.all(name).map(str::to_owned).collect() };
        let (words, lasts) = (typed("stage-words"), typed("stage-lasts"));
        let hints = typed("ask-hint");
        let at = |all: &[String], place: usize| all.get(place).cloned().unwrap_or_default();
        let stages = typed("stage-name").into_iter().enumerate();
        let asks = typed("ask-title").into_iter().enumerate();
        Self {
            stages: stages
                .map(|(place, name)| StageWords {
                    name,
                    words: at(&words, place),
                    lasts: at(&lasts, place),
                })
                .collect(),
            asks: asks
                .map(|(place, title)| UsualItem {
                    title,
                    hint: at(&hints, place),
                })
                .collect(),
        }
    }

    fn fields(self) -> impl Iterator<Item = (String, String)> {
        let stages = self.stages.into_iter().flat_map(|stage| {
            [
                ("stage-name", stage.name),
                ("stage-words", stage.words),
                ("stage-lasts", stage.lasts),
            ]
        });
        let asks = self
            .asks
            .into_iter()
            .flat_map(|ask| [("ask-title", ask.title), ("ask-hint", ask.hint)]);
        stages
            .chain(asks)
            .map(|(name, value)| (name.to_owned(), value))
    }
}

/// The form of a new kind.
pub(super) fn blank(locale: Locale) -> Form {
    let outline = Outline {
        stages: vec![StageWords::default(); FIRST_ROWS],
        asks: vec![UsualItem::default(); FIRST_ROWS],
        ..Outline::default()
    };
    filled(&KindWords {
        locale,
        area: Area::Other,
        name: String::new(),
        outline,
    })
}

/// The form of a kind.
pub(super) fn filled(kind: &KindWords) -> Form {
    let Outline {
        stages,
        asks,
        folders,
        keep,
    } = kind.outline.clone();
    let mut fields = vec![
        ("name".to_owned(), kind.name.clone()),
        ("locale".to_owned(), kind.locale.as_str().to_owned()),
        ("area".to_owned(), kind.area.as_str().to_owned()),
        ("folders".to_owned(), folders.join("\n")),
        ("keep".to_owned(), keep.join("\n")),
    ];
    fields.extend(Draft { stages, asks }.fields());
    Form::of(fields)
}

/// The form with a row moved or added, when one of those buttons was pressed.
pub(super) fn moved(form: &Form) -> Option<Form> {
    let mut draft = Draft::of(form);
    let (what, place) = form.value("move").split_once(' ')?;
    let place = place.parse::<usize>().ok();
    match (what, place) {
        ("stage-up", Some(place)) => up(&mut draft.stages, place),
        ("stage-down", Some(place)) => up(&mut draft.stages, place.saturating_add(1)),
        ("ask-up", Some(place)) => up(&mut draft.asks, place),
        ("ask-down", Some(place)) => up(&mut draft.asks, place.saturating_add(1)),
        ("more", None) if form.value("move") == "more stages" => {
            draft.stages.push(StageWords::default());
        }
        ("more", None) => draft.asks.push(UsualItem::default()),
        _ => return None,
    }
    draft.stages.truncate(MOST_STAGES);
    draft.asks.truncate(MOST_LINES);
    let rows = [
        "stage-name",
        "stage-words",
        "stage-lasts",
        "ask-title",
        "ask-hint",
        "move",
    ];
    let others = form.fields().iter();
    let mut fields: Vec<_> = others
        .filter(|(name, _)| !rows.contains(&name.as_str()))
        .cloned()
        .collect();
    fields.extend(draft.fields());
    Some(Form::of(fields))
}

/// Moves a row one place up.
fn up<T>(rows: &mut [T], place: usize) {
    if place > 0 && place < rows.len() {
        rows.swap(place, place - 1);
    }
}

/// The kind as it was written; nothing when something is wrong with it. Empty rows are none.
pub(super) fn read(form: &mut Form) -> Option<KindWords> {
    let draft = Draft::of(form);
    let name = form.line("name", LONGEST_NAME);
    form.rephrase("name", "form-missing", "kinds-missing-name");
    let locale = Locale::parse(form.value("locale"));
    if locale.is_none() {
        form.wrong("locale", "form-choose");
    }
    let area = Area::parse(form.value("area"));
    if area.is_none() {
        form.wrong("area", "form-choose");
    }
    let mut stages = Vec::new();
    for stage in draft.stages {
        let stage = StageWords {
            name: clean(form, "stages", &stage.name, LONGEST_NAME),
            words: clean(form, "stages", &stage.words, LONGEST_LINE),
            lasts: clean(form, "stages", &stage.lasts, LONGEST_NAME),
        };
        if stage == StageWords::default() {
            continue;
        }
        if stage.name.is_empty() || stage.words.is_empty() {
            form.wrong("stages", "kinds-missing-stage");
        }
        stages.push(stage);
    }
    if stages.len() < 2 || stages.len() > MOST_STAGES {
        form.wrong("stages", "kinds-refused-stages");
    }
    let mut asks = Vec::new();
    for ask in draft.asks {
        let ask = UsualItem {
            title: clean(form, "asks", &ask.title, LONGEST_NAME),
            hint: clean(form, "asks", &ask.hint, LONGEST_LINE),
        };
        if ask.title.is_empty() && !ask.hint.is_empty() {
            form.wrong("asks", "kinds-missing-ask");
        }
        if !ask.title.is_empty() {
            asks.push(ask);
        }
    }
    let outline = Outline {
        stages,
        asks,
        folders: lines(form, "folders"),
        keep: lines(form, "keep"),
    };
    if !form.is_good() {
        return None;
    }
    Some(KindWords {
        locale: locale?,
        area: area?,
        name,
        outline,
    })
}

/// One line each; empty ones are none.
fn lines(form: &mut Form, field: &'static str) -> Vec<String> {
    let typed = form.value(field).to_owned();
    let lines: Vec<String> = typed
        .lines()
        .map(|line| clean(form, field, line, LONGEST_LINE))
        .filter(|line| !line.is_empty())
        .collect();
    if lines.len() > MOST_LINES {
        form.wrong(field, "kinds-too-many-lines");
    }
    lines
}

/// A line of a list, tidied as every line is; what is wrong with it stands at the list.
fn clean(form: &mut Form, list: &'static str, typed: &str, most: usize) -> String {
    let mut alone = Form::filled([("line", typed.to_owned())]);
    let line = alone.optional_line("line", most);
    if let Some(key) = alone.problem("line") {
        form.wrong(list, key);
    }
    line
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

    use super::*;

    fn form_of(names: &[&str]) -> Form {
        let stages = names.iter().map(|name| StageWords {
            name: (*name).to_owned(),
            words: format!("We {name}."),
            lasts: String::new(),
        });
        filled(&KindWords {
            locale: Locale::En,
            area: Area::Other,
            name: "Fishing rights".into(),
            outline: Outline {
                stages: stages.collect(),
                ..Outline::default()
            },
        })
    }

    fn pressed(form: &Form, button: &str) -> Form {
        let mut fields = form.fields().to_vec();
        fields.push(("move".into(), button.into()));
        Form::of(fields)
    }

    fn names(form: &Form) -> Vec<String> {
        let stages = Draft::of(form).stages;
        stages.into_iter().map(|stage| stage.name).collect()
    }

    #[test]
    fn a_row_moves_with_all_its_words_and_the_ends_stay_ends() {
        let form = form_of(&["look", "ask", "file"]);
        let up = moved(&pressed(&form, "stage-up 2")).unwrap();
        assert_eq!(names(&up), ["look", "file", "ask"]);
        assert_eq!(Draft::of(&up).stages[1].words, "We file.");
        assert_eq!(up.value("name"), "Fishing rights");
        let down = moved(&pressed(&up, "stage-down 0")).unwrap();
        assert_eq!(names(&down), ["file", "look", "ask"]);
        for end in ["stage-up 0", "stage-down 2", "stage-up 99"] {
            let still = moved(&pressed(&form, end)).unwrap();
            assert_eq!(names(&still), ["look", "ask", "file"], "{end}");
        }
        assert!(moved(&form).is_none());
    }

    #[test]
    fn rows_are_added_until_there_are_as_many_as_a_client_takes_in() {
        let mut form = form_of(&["look", "ask"]);
        for _ in 0..20 {
            form = moved(&pressed(&form, "more stages")).unwrap();
        }
        assert_eq!(names(&form).len(), MOST_STAGES);
    }

    #[test]
    fn empty_rows_are_none_and_half_a_stage_is_asked_about() {
        let mut form = form_of(&["look", "", "file"]);
        assert!(read(&mut form).is_none());
        assert_eq!(form.problem("stages"), Some("kinds-missing-stage"));
        let fields = form_of(&["look", "ask"]).fields().to_vec();
        let blank = ["stage-name", "stage-words", "stage-lasts"]
            .map(|name| (name.to_owned(), String::new()));
        let mut form = Form::of(fields.into_iter().chain(blank).collect());
        assert_eq!(read(&mut form).unwrap().outline.stages.len(), 2);
    }
}
