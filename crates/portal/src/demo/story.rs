//! What happened at Osei Marchetti in the weeks before today.

use super::{
    asking,
    cast::CAST,
    nadia::{Files, beginnings, days_ago, weeks_ago, yesterday},
    stage::{Opened, Shared, Stage},
};
use crate::{
    base::{Clock, DocumentId, Locale, MatterId, Result, Timestamp},
    clients::ClientKind,
    firms::{self, Card},
    jobs,
    matters::{Area, Turn},
    notices::{Mailbox, Reason, Refusal},
    people::Way,
    portal::Portal,
};

/// Tells it, from five weeks ago to this morning.
///
/// # Errors
/// The product's own.
pub(super) async fn tell(
    portal: &Portal,
    clock: &Clock,
    mailbox: &Mailbox,
    today: Timestamp,
) -> Result<()> {
    clock.set(today.before(std::time::Duration::from_secs(40 * 24 * 3600)));
    let mut stage = Stage::new(portal, clock, today);
    found(&mut stage).await?;
    let mut files = beginnings(&mut stage).await?;
    let letter = estate(&mut stage).await?;
    weeks_ago(&stage, &mut files).await?;
    let tenancy = tenancy(&mut stage).await?;
    let estate = stage.matter_of("Georges", letter).await?;
    if let Some(nadias) = &files.asked {
        asking::going_on(&stage, nadias, tenancy, estate).await?;
    }
    days_ago(&stage, &mut files).await?;
    not_in_yet(&mut stage, mailbox).await?;
    yesterday(&stage, &files, tenancy).await?;
    this_morning(&stage, &files, letter).await?;
    clock.set(Clock::of_the_machine().now());
    jobs::run_due(portal).await?;
    Ok(())
}

async fn found(stage: &mut Stage<'_>) -> Result<()> {
    stage
        .portal
        .write(&stage.portal.product(), |tx| {
            let card = Card {
                name: "Osei Marchetti".into(),
                phone: "613 555 0142".into(),
                tagline: "lawyers in Kingston, Ontario".into(),
                locales: vec![Locale::En, Locale::Fr],
                hue: 168,
                chroma: 62,
                zone: "America/Toronto".into(),
                place: "Montréal, Canada".into(),
            };
            card.keep(tx)?;
            firms::set_place(tx, &card.place)?;
            // Shorter than usual, so that somebody has not heard for long.
            firms::set_silence_days(tx, Some(10))
        })
        .await?;
    for person in &CAST[..3] {
        stage.add_person(person.name).await?;
        stage.comes_in(person.name).await?;
    }
    stage
        .portal
        .write(&stage.portal.product(), |tx| {
            firms::finish_set_up(tx).map(drop)
        })
        .await?;
    stage.portal.forget_look();
    Ok(())
}

async fn estate(stage: &mut Stage<'_>) -> Result<DocumentId> {
    stage.at(16, 13, 30).await?;
    stage.add_person("Georges").await?;
    let estate = stage
        .opens(
            "Paul",
            Opened {
                client: (ClientKind::Person, "Georges Tessier"),
                number: "2026-0352",
                title: "Succession de Lise Tessier",
                area: Area::WillsAndEstates,
            },
            &["Daniel"],
        )
        .await?;
    stage
        .invites("Paul", estate, "Georges", Way::Letter)
        .await?;
    stage.at(15, 10, 10).await?;
    stage.comes_in("Georges").await?;
    stage.at(13, 9, 20).await?;
    stage.says("Paul", estate, "La banque a reçu notre lettre. Elle répond d’habitude en deux semaines; vous n’avez rien à faire d’ici là.", ("La banque nous dit ce que Lise y avait.", Turn::Other)).await?;
    stage
        .begins("Paul", estate, "Testament et succession")
        .await?;
    stage.moves_on("Paul", estate).await?;
    let will = stage
        .adds(
            "Paul",
            estate,
            "testament.pdf",
            "Testament de Lise Marguerite Tessier",
        )
        .await?;
    let letter = stage
        .adds(
            "Paul",
            estate,
            "lettre-a-la-banque.pdf",
            "Lettre à la banque",
        )
        .await?;
    stage
        .shares(
            estate,
            Shared {
                by: "Paul",
                reader: "Georges",
                documents: &[will, letter],
                note: "Voici le testament, et la lettre que nous avons envoyée à la banque.",
                review_within: Some(10),
            },
        )
        .await?;
    Ok(letter)
}

async fn tenancy(stage: &mut Stage<'_>) -> Result<MatterId> {
    stage.at(6, 14, 15).await?;
    stage.add_person("Ana").await?;
    let tenancy = stage
        .opens(
            "Ruth",
            Opened {
                client: (ClientKind::Person, "Ana Lucía Rojas"),
                number: "2026-0421",
                title: "Rojas and Kestrel Property",
                area: Area::Tenancy,
            },
            &["Daniel"],
        )
        .await?;
    stage.invites("Ruth", tenancy, "Ana", Way::Email).await?;
    stage.says("Ruth", tenancy, "Please send us the lease, the notice and what the landlord wrote. Then we tell you whether the increase is allowed.", ("You send us the lease and the notice.", Turn::Client)).await?;
    stage.begins("Ruth", tenancy, "Tenancy dispute").await?;
    stage.at(6, 18, 40).await?;
    stage.comes_in("Ana").await?;
    Ok(tenancy)
}

async fn not_in_yet(stage: &mut Stage<'_>, mailbox: &Mailbox) -> Result<()> {
    stage.at(2, 20, 30).await?;
    stage.add_person("Sibel").await?;
    let bakery = stage
        .opens(
            "Paul",
            Opened {
                client: (ClientKind::Organisation, "Kaya Bakery Inc."),
                number: "2026-0430",
                title: "Incorporation of the bakery",
                area: Area::Business,
            },
            &["Daniel"],
        )
        .await?;
    stage.invites("Paul", bakery, "Sibel", Way::Letter).await?;

    stage.add_person("Tom").await?;
    let will = stage
        .opens(
            "Ruth",
            Opened {
                client: (ClientKind::Person, "Tom Beckett"),
                number: "2026-0433",
                title: "Your will",
                area: Area::WillsAndEstates,
            },
            &["Daniel"],
        )
        .await?;
    jobs::run_due(stage.portal).await?;
    mailbox.refuse(Some(Refusal {
        reason: Reason::AddressRefused,
        said: "550 5.1.1 no such mailbox".into(),
        for_good: true,
    }));
    stage.invites("Ruth", will, "Tom", Way::Email).await?;
    jobs::run_due(stage.portal).await?;
    mailbox.refuse(None);
    Ok(())
}

async fn this_morning(stage: &Stage<'_>, files: &Files, letter: DocumentId) -> Result<()> {
    stage.at(0, 7, 30).await?;
    stage.signs_in("Georges").await?;
    let version = stage.reads("Georges", letter, 1).await?;
    let estate = stage.matter_of("Georges", letter).await?;
    stage
        .writes(
            "Georges",
            estate,
            Some(version),
            "Dois-je être présent quand la maison est évaluée ?",
        )
        .await?;
    stage.at(0, 8, 52).await?;
    stage.signs_in("Nadia").await?;
    if let Some(asked) = &files.asked {
        let (item, note) = (asked.insurance, "The insurer sent it this morning.");
        let photo = &["insurance-binder-photo.jpg"];
        asking::answers(stage, "Nadia", item, photo, note).await?;
    }
    Ok(())
}
