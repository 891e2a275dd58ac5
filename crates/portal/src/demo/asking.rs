//! What the firm asks of its clients in the demo, and how far each of them got.

use super::stage::Stage;
use crate::{
    base::{DocumentId, ItemId, Locale, MatterId, RequestId, Result, Timestamp},
    documents::HandingOver,
    matters::Matter,
    requests::{self, Answered, NewItem, NewRequest, Outcome, Request},
    shares::Tell,
};

/// Something asked: what, what a good one looks like, and until when, in days from then.
type Thing = (&'static str, &'static str, i64);

/// A list as the story asks it.
struct Asked {
    by: &'static str,
    of: &'static str,
    title: &'static str,
    note: &'static str,
    things: &'static [Thing],
}

/// What was asked and is answered later in the story.
pub(super) struct Items {
    /// Proof of home insurance, of Nadia's purchase.
    pub insurance: ItemId,
    /// Two pieces of ID, for the same.
    identity: ItemId,
    /// A void cheque, for the same.
    cheque: ItemId,
    /// The pension statement, of Nadia's separation.
    pub pension: ItemId,
}

/// Daniel asks Nadia for the papers of both her matters.
pub(super) async fn nadia(
    stage: &Stage<'_>,
    purchase: MatterId,
    separation: MatterId,
) -> Result<Items> {
    stage.at(7, 10, 30).await?;
    let closing = asks(
        stage,
        purchase,
        Asked {
            by: "Daniel",
            of: "Nadia",
            title: "Papers for the closing",
            note: "The bank wants these before it sends the money. Photos are fine.",
            things: &[
                (
                    "Proof of home insurance",
                    "Ask your insurer for a “binder” or “confirmation of insurance”. It must show your name and 48 Alder Street.",
                    13,
                ),
                (
                    "Mortgage approval letter",
                    "The letter of the bank, with all its pages.",
                    10,
                ),
                (
                    "Two pieces of ID",
                    "One with a photo. Both sides, please.",
                    10,
                ),
                ("A void cheque", "Or the form your bank gives you for it.", 13),
            ],
        },
    )
    .await?;
    stage.at(7, 11, 30).await?;
    let property = asks(
        stage,
        separation,
        Asked {
            by: "Daniel",
            of: "Nadia",
            title: "For the property statement",
            note: "With these we can show what belongs to whom.",
            things: &[
                (
                    "Pension statement",
                    "The newest one, every page. The date stands at the top.",
                    14,
                ),
                (
                    "Notices of assessment, three years",
                    "What the tax office sends you after you filed.",
                    5,
                ),
            ],
        },
    )
    .await?;
    Ok(Items {
        insurance: closing[0],
        identity: closing[2],
        cheque: closing[3],
        pension: property[0],
    })
}

/// Nadia asks what is meant, Ana is late with one thing, and Georges has some time left.
pub(super) async fn going_on(
    stage: &Stage<'_>,
    nadias: &Items,
    tenancy: MatterId,
    estate: MatterId,
) -> Result<()> {
    stage.at(6, 19, 0).await?;
    asks(
        stage,
        tenancy,
        Asked {
            by: "Daniel",
            of: "Ana",
            title: "What we need to answer the landlord",
            note: "One paper more, and we can write to him.",
            things: &[(
                "Rent receipts of this year",
                "A photo of each, or what the bank shows of the payments.",
                3,
            )],
        },
    )
    .await?;
    stage.at(6, 20, 15).await?;
    stage.signs_in("Nadia").await?;
    let words = "I have no cheques. Is the form from the bank’s web site good enough?";
    says(stage, "Nadia", nadias.cheque, Answered::Question, words).await?;
    stage.at(5, 9, 40).await?;
    let words = "Yes, that form is just as good. Print it as a PDF and send it here.";
    checks(stage, "Daniel", nadias.cheque, Outcome::Again, Some(words)).await?;
    stage.at(5, 9, 50).await?;
    checks(stage, "Daniel", nadias.identity, Outcome::Right, None).await?;
    stage.at(5, 14, 0).await?;
    asks(
        stage,
        estate,
        Asked {
            by: "Daniel",
            of: "Georges",
            title: "Ce qu’il nous faut pour la succession",
            note: "Prenez votre temps : rien ne presse avant la réponse de la banque.",
            things: &[
                (
                    "Certificat de décès",
                    "Celui du directeur de l’état civil, pas celui du salon funéraire.",
                    12,
                ),
                (
                    "Dernier relevé de chaque compte",
                    "La première page suffit si l’on y voit le solde.",
                    12,
                ),
            ],
        },
    )
    .await?;
    Ok(())
}

async fn asks(stage: &Stage<'_>, matter: MatterId, asked: Asked) -> Result<Vec<ItemId>> {
    let (reader, now) = (stage.person(asked.of)?, stage.portal.now());
    let look = stage.portal.look().await?;
    let when = look.when(Locale::En, now);
    let until = |days: i64| -> Option<Timestamp> {
        when.end_of_day(&when.input(when.start_of_day(now, -days)))
    };
    let new = NewRequest {
        title: asked.title.to_owned(),
        note: Some(asked.note.to_owned()),
        people: vec![reader],
        items: asked
            .things
            .iter()
            .map(|(title, hint, days)| NewItem {
                title: (*title).to_owned(),
                hint: Some((*hint).to_owned()),
                due: until(*days),
            })
            .collect(),
        tell: Tell::Now,
    };
    stage
        .write(asked.by, move |tx| {
            let matter = Matter::find(tx, matter)?;
            let id: RequestId = requests::ask(tx, &matter, &new)?;
            let request = Request::find(tx, id)?;
            Ok(request.items.iter().map(|item| item.id).collect())
        })
        .await
}

/// Answers with files.
pub(super) async fn answers(
    stage: &Stage<'_>,
    name: &'static str,
    item: ItemId,
    files: &[&'static str],
    note: &'static str,
) -> Result<Vec<DocumentId>> {
    let actor = stage.actor(name)?;
    let matter = stage
        .portal
        .read(&actor, move |tx| Ok(Request::of_item(tx, item)?.0.matter))
        .await?;
    let uploads = stage.sends(name, matter, files).await?;
    stage
        .write(name, move |tx| {
            let (request, item) = Request::of_item(tx, item)?;
            let over = HandingOver {
                uploads: uploads.clone(),
                note: note.to_owned(),
                together: None,
            };
            let delivery = request.answer_with_files(tx, &item, &over, false)?;
            Ok(delivery.files.iter().map(|file| file.document).collect())
        })
        .await
}

async fn says(
    stage: &Stage<'_>,
    name: &'static str,
    item: ItemId,
    how: Answered,
    words: &'static str,
) -> Result<()> {
    stage
        .write(name, move |tx| {
            let (request, item) = Request::of_item(tx, item)?;
            request.answer_in_words(tx, &item, how, words)
        })
        .await
}

/// Says what the firm thinks of it.
pub(super) async fn checks(
    stage: &Stage<'_>,
    by: &'static str,
    item: ItemId,
    outcome: Outcome,
    words: Option<&'static str>,
) -> Result<()> {
    stage
        .write(by, move |tx| {
            let (request, item) = Request::of_item(tx, item)?;
            request.check(tx, &item, outcome, words)
        })
        .await
}
