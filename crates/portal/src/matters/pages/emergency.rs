//! Opening a matter in an emergency: asking, agreeing, ending.

use askama::Template;
use axum::response::IntoResponse;
use http::StatusCode;

use crate::{
    base::{EmergencyId, Error, Form, Result, Tx},
    layout::{Frame, Here, Path, Reply, Typed, WorkingVisit, on_to, page, page_with},
    matters::{Emergency, EmergencyStanding},
    routes,
};

/// Characters of a file number.
const LONGEST_NUMBER: usize = 40;
/// Characters of a reason.
const LONGEST_REASON: usize = 400;

#[derive(Template)]
#[template(path = "matters/emergency.html")]
struct EmergencyPage {
    f: Frame,
    form: Form,
    mine: Vec<Emergency>,
    others: Vec<Emergency>,
}

impl EmergencyPage {
    fn standing(&self, emergency: &Emergency) -> EmergencyStanding {
        emergency.standing(self.f.when.now())
    }

    fn is_asked(&self, emergency: &Emergency) -> bool {
        self.standing(emergency) == EmergencyStanding::Asked
    }

    fn is_open(&self, emergency: &Emergency) -> bool {
        self.standing(emergency) == EmergencyStanding::Open
    }

    /// Where it stands, in words.
    fn words(&self, emergency: &Emergency) -> String {
        let (lang, when) = (self.f.lang, &self.f.when);
        match (
            self.standing(emergency),
            emergency.opens_at,
            emergency.ends_at,
        ) {
            (EmergencyStanding::Asked, Some(opens), _) => {
                lang.with1("matters-emergency-opens", "time", when.time(opens))
            }
            (EmergencyStanding::Asked, None, _) => lang.t("matters-emergency-waits").to_owned(),
            (EmergencyStanding::Open, _, Some(ends)) => {
                lang.with1("matters-emergency-open", "moment", when.moment(ends))
            }
            (EmergencyStanding::Refused, ..) => lang.t("matters-emergency-not").to_owned(),
            (EmergencyStanding::Open | EmergencyStanding::Over, ..) => {
                lang.t("matters-emergency-over").to_owned()
            }
        }
    }
}

fn load(tx: &mut Tx<'_, '_>) -> Result<(Vec<Emergency>, Vec<Emergency>)> {
    Ok((Emergency::mine(tx)?, Emergency::of_others(tx)?))
}

async fn show(visit: &WorkingVisit, form: Form, status: StatusCode) -> Reply {
    let (mine, others) = visit.read(load).await?;
    page_with(
        status,
        &EmergencyPage {
            f: visit.frame(visit.lang().t("matters-emergency"), Here::Matters),
            form,
            mine,
            others,
        },
    )
}

/// What was asked lately, and the form to ask.
pub async fn emergency(visit: WorkingVisit) -> Reply {
    let form = visit.kept_or(routes::EMERGENCY, Form::blank()).await?;
    show(&visit, form, StatusCode::OK).await
}

/// Asks. The answer is the same whether or not there is such a matter.
pub async fn ask(visit: WorkingVisit, Typed(mut form): Typed) -> Reply {
    let number = form.line("number", LONGEST_NUMBER);
    form.rephrase("number", "form-missing", "matters-missing-number");
    let reason = form.line("reason", LONGEST_REASON);
    form.rephrase("reason", "form-missing", "matters-missing-reason");
    if form.is_good() {
        let asked = visit
            .write(move |tx| Emergency::ask(tx, &number, &reason))
            .await;
        match asked {
            Err(Error::Refused(key @ "matters-refused-emergency-seen")) => {
                form.wrong("number", key);
            }
            asked => {
                asked?;
                return Ok(on_to(routes::EMERGENCY)
                    .saying("matters-emergency-was-asked")
                    .into_response());
            }
        }
    }
    show(&visit, form, StatusCode::UNPROCESSABLE_ENTITY).await
}

#[derive(Template)]
#[template(path = "matters/agreement.html")]
struct AgreementPage {
    f: Frame,
    emergency: Emergency,
}

/// Asks before a matter is opened to a colleague.
pub async fn agreement(visit: WorkingVisit, Path(id): Path<EmergencyId>) -> Reply {
    let emergency = visit.read(move |tx| Emergency::find(tx, id)).await?;
    if emergency.person == visit.signed().person || emergency.title.is_none() {
        return Err(Error::NotFound.into());
    }
    page(&AgreementPage {
        f: visit.frame(visit.lang().t("matters-emergency"), Here::Matters),
        emergency,
    })
}

/// Agrees: the matter is open to whoever asked.
pub async fn agree(visit: WorkingVisit, Path(id): Path<EmergencyId>) -> Reply {
    visit
        .write(move |tx| Emergency::find(tx, id)?.agree(tx))
        .await?;
    Ok(on_to(routes::EMERGENCY)
        .saying("matters-emergency-was-agreed")
        .into_response())
}

/// Refuses it, gives it back, or takes it away.
pub async fn end_emergency(visit: WorkingVisit, Path(id): Path<EmergencyId>) -> Reply {
    visit
        .write(move |tx| {
            tx.unaudited("what ends is recorded; a second press changes nothing");
            Emergency::find(tx, id)?.end(tx)
        })
        .await?;
    Ok(on_to(routes::EMERGENCY)
        .saying("matters-emergency-was-ended")
        .into_response())
}
