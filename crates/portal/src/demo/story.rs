//! What happened at Osei Marchetti in the weeks before today.

use super::{
    cast::CAST,
    stage::{Shared, Stage},
};
use crate::{
    base::{Clock, DocumentId, Locale, MatterId, Result, Timestamp},
    clients::ClientKind,
    firms::{self, Card},
    jobs,
    matters::Area,
    notices::{Mailbox, Reason, Refusal},
    people::Way,
    portal::Portal,
};

const REVIEWED: &str = "I have reviewed this";

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
            firms::set_place(tx, &card.place)
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

/// What later parts of the story go on with.
struct Files {
    purchase: MatterId,
    separation: MatterId,
    agreement: DocumentId,
    read_lately: Vec<DocumentId>,
    property: Option<DocumentId>,
    adjustments: Option<DocumentId>,
    pension: Vec<DocumentId>,
}

async fn beginnings(stage: &mut Stage<'_>) -> Result<Files> {
    stage.at(36, 10, 5).await?;
    stage.add_person("Nadia").await?;
    let purchase = stage
        .opens(
            "Paul",
            "Nadia Haddad",
            ClientKind::Person,
            "2026-0417",
            "Purchase of 48 Alder Street",
            Area::RealEstate,
            &["Daniel"],
        )
        .await?;
    stage.invites("Paul", purchase, "Nadia", Way::Email).await?;
    stage.says("Paul", purchase, "You have an accepted offer. We look into the title and the taxes next; that takes about three weeks.").await?;
    let offer = stage
        .adds(
            "Paul",
            purchase,
            "agreement-of-purchase-and-sale.pdf",
            "Agreement of purchase and sale",
        )
        .await?;
    stage.at(36, 19, 40).await?;
    stage.comes_in("Nadia").await?;
    stage.at(35, 9, 15).await?;
    stage
        .shares(purchase, Shared { by: "Paul", reader: "Nadia", documents: &[offer], note: "This is the offer as both of you signed it. Please look it through once more.", review_within: Some(7) })
        .await?;
    stage.at(35, 20, 10).await?;
    stage.signs_in("Nadia").await?;
    let version = stage.reads("Nadia", offer, 9).await?;
    stage.confirms("Nadia", version, REVIEWED).await?;

    stage.at(30, 11, 0).await?;
    let separation = stage
        .opens(
            "Ruth",
            "Nadia Haddad",
            ClientKind::Person,
            "2026-0388",
            "Separation agreement",
            Area::Family,
            &["Daniel"],
        )
        .await?;
    stage
        .invites("Ruth", separation, "Nadia", Way::Email)
        .await?;
    stage
        .adds(
            "Daniel",
            separation,
            "certificate-of-independent-legal-advice.docx",
            "Certificate of independent legal advice",
        )
        .await?;
    stage.at(20, 15, 30).await?;
    let agreement = stage
        .adds(
            "Ruth",
            separation,
            "separation-agreement-draft-2.pdf",
            "Separation agreement, draft",
        )
        .await?;
    stage
        .shares(separation, Shared { by: "Ruth", reader: "Nadia", documents: &[agreement], note: "A first draft, so that you see where we are going. Tell me what does not feel right.", review_within: Some(10) })
        .await?;
    stage.at(19, 21, 5).await?;
    stage.signs_in("Nadia").await?;
    let draft = stage.reads("Nadia", agreement, 9).await?;
    stage
        .writes(
            "Nadia",
            separation,
            Some(draft),
            "The part about the holidays is not what we said. Could we talk about it?",
        )
        .await?;
    stage.at(18, 9, 30).await?;
    stage.writes("Ruth", separation, None, "You are right, and thank you for reading it so closely. I have asked the other lawyer, and will write it anew.").await?;

    Ok(Files {
        purchase,
        separation,
        agreement,
        read_lately: Vec::new(),
        property: None,
        adjustments: None,
        pension: Vec::new(),
    })
}

async fn weeks_ago(stage: &Stage<'_>, files: &mut Files) -> Result<()> {
    let (purchase, separation) = (files.purchase, files.separation);
    stage.at(10, 14, 20).await?;
    let title = stage
        .adds(
            "Paul",
            purchase,
            "title-search.pdf",
            "Title search, in plain words",
        )
        .await?;
    stage
        .shares(
            purchase,
            Shared {
                by: "Paul",
                reader: "Nadia",
                documents: &[title],
                note: "Good news: nobody else has a claim to the house.",
                review_within: Some(5),
            },
        )
        .await?;
    stage.says("Paul", purchase, "The title search came back clear. We are preparing your papers, and you sign at our office in two weeks.").await?;
    stage.at(9, 18, 50).await?;
    stage.signs_in("Nadia").await?;
    let version = stage.reads("Nadia", title, 9).await?;
    stage.confirms("Nadia", version, REVIEWED).await?;

    stage.at(7, 10, 0).await?;
    stage
        .adds(
            "Ruth",
            separation,
            "memo-support-range.docx",
            "Memo to file: support range",
        )
        .await?;
    let parenting = stage
        .adds(
            "Daniel",
            separation,
            "parenting-schedule.pdf",
            "Parenting schedule",
        )
        .await?;
    let property = stage
        .adds(
            "Daniel",
            separation,
            "net-family-property.pdf",
            "Net family property statement",
        )
        .await?;
    stage
        .shares(
            separation,
            Shared {
                by: "Daniel",
                reader: "Nadia",
                documents: &[parenting],
                note: "The weeks as you described them to Ruth. Check the school holidays.",
                review_within: Some(6),
            },
        )
        .await?;
    files.read_lately = vec![parenting];
    files.property = Some(property);
    Ok(())
}

async fn days_ago(stage: &Stage<'_>, files: &mut Files) -> Result<()> {
    let (purchase, separation, agreement) = (files.purchase, files.separation, files.agreement);
    stage.at(5, 16, 45).await?;
    stage
        .shares(
            separation,
            Shared {
                by: "Daniel",
                reader: "Nadia",
                documents: &files.property.into_iter().collect::<Vec<_>>(),
                note: "What each of you owned then and now. The last page is the one that matters.",
                review_within: Some(9),
            },
        )
        .await?;
    stage.at(4, 19, 30).await?;
    stage.signs_in("Nadia").await?;
    for document in files.read_lately.clone() {
        let version = stage.reads("Nadia", document, 9).await?;
        stage.confirms("Nadia", version, REVIEWED).await?;
    }

    stage.at(3, 9, 10).await?;
    stage
        .adds(
            "Daniel",
            separation,
            "letter-from-other-lawyer.pdf",
            "Letter from the other lawyer",
        )
        .await?;
    stage
        .replaces(
            "Ruth",
            agreement,
            "separation-agreement-draft-3.pdf",
            "The holidays are written anew; new clauses have a green bar.",
        )
        .await?;
    stage
        .renames("Ruth", agreement, "Separation agreement, draft 3")
        .await?;
    stage
        .shares(separation, Shared { by: "Ruth", reader: "Nadia", documents: &[agreement], note: "The holidays are now as you wanted them. What is new has a green bar beside it.", review_within: Some(8) })
        .await?;
    stage.says("Ruth", separation, "Draft 3 is ready for you to read. When you are happy with it, we send it to the other lawyer.").await?;
    stage.at(3, 11, 0).await?;
    let adjustments = stage
        .adds(
            "Daniel",
            purchase,
            "statement-of-adjustments-version-1.pdf",
            "Statement of adjustments",
        )
        .await?;
    stage
        .shares(
            purchase,
            Shared {
                by: "Daniel",
                reader: "Nadia",
                documents: &[adjustments],
                note: "It shows what you pay on closing day, and why.",
                review_within: None,
            },
        )
        .await?;
    stage.at(2, 20, 15).await?;
    stage.signs_in("Nadia").await?;
    stage.reads("Nadia", agreement, 2).await?;
    files.pension = stage
        .hands_over(
            "Nadia",
            separation,
            &["pension-statement-page-1.jpg"],
            "I could only find the first page. The other one follows.",
        )
        .await?;
    files.adjustments = Some(adjustments);
    Ok(())
}

async fn yesterday(stage: &Stage<'_>, files: &Files, tenancy: MatterId) -> Result<()> {
    let (purchase, separation) = (files.purchase, files.separation);
    if let Some(document) = files.pension.first() {
        stage.at(1, 10, 20).await?;
        stage.checks("Daniel", *document).await?;
        stage
            .renames("Daniel", *document, "Pension statement, page 1")
            .await?;
    }
    stage.at(1, 11, 22).await?;
    stage.signs_in("Ana").await?;
    stage
        .hands_over(
            "Ana",
            tenancy,
            &[
                "lease.pdf",
                "notice-of-rent-increase.tiff",
                "e-mails-with-the-landlord.txt",
            ],
            "The lease has a password: juniper-4.",
        )
        .await?;
    let Some(adjustments) = files.adjustments else {
        return Ok(());
    };
    stage.at(1, 16, 5).await?;
    stage
        .replaces(
            "Daniel",
            adjustments,
            "statement-of-adjustments.pdf",
            "The water bill was added.",
        )
        .await?;
    stage
        .shares(purchase, Shared { by: "Daniel", reader: "Nadia", documents: &[adjustments], note: "It shows what you pay on closing day, and why. Look at the last line of page 1.", review_within: Some(9) })
        .await?;
    stage.at(1, 19, 42).await?;
    stage.signs_in("Nadia").await?;
    stage.reads("Nadia", adjustments, 1).await?;
    stage
        .writes(
            "Nadia",
            separation,
            None,
            "Thursdays work if he brings her back by six. The rest is fine with me.",
        )
        .await?;
    Ok(())
}

async fn estate(stage: &mut Stage<'_>) -> Result<DocumentId> {
    stage.at(16, 13, 30).await?;
    stage.add_person("Georges").await?;
    let estate = stage
        .opens(
            "Paul",
            "Georges Tessier",
            ClientKind::Person,
            "2026-0352",
            "Succession de Lise Tessier",
            Area::WillsAndEstates,
            &["Daniel"],
        )
        .await?;
    stage
        .invites("Paul", estate, "Georges", Way::Letter)
        .await?;
    stage.at(15, 10, 10).await?;
    stage.comes_in("Georges").await?;
    stage.at(13, 9, 20).await?;
    stage.says("Paul", estate, "La banque a reçu notre lettre. Elle répond d’habitude en deux semaines; vous n’avez rien à faire d’ici là.").await?;
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
            "Ana Lucía Rojas",
            ClientKind::Person,
            "2026-0421",
            "Rojas and Kestrel Property",
            Area::Tenancy,
            &["Daniel"],
        )
        .await?;
    stage.invites("Ruth", tenancy, "Ana", Way::Email).await?;
    stage.says("Ruth", tenancy, "Please send us the lease, the notice and what the landlord wrote. Then we tell you whether the increase is allowed.").await?;
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
            "Kaya Bakery Inc.",
            ClientKind::Organisation,
            "2026-0430",
            "Incorporation of the bakery",
            Area::Business,
            &["Daniel"],
        )
        .await?;
    stage.invites("Paul", bakery, "Sibel", Way::Letter).await?;

    stage.add_person("Tom").await?;
    let will = stage
        .opens(
            "Ruth",
            "Tom Beckett",
            ClientKind::Person,
            "2026-0433",
            "Your will",
            Area::WillsAndEstates,
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
    stage
        .hands_over(
            "Nadia",
            files.purchase,
            &["insurance-binder-photo.jpg"],
            "Proof of home insurance, as Daniel asked.",
        )
        .await?;
    Ok(())
}
