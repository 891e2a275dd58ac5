//! Nadia Haddad buys a house and separates: the two matters that are furthest on.

use super::{
    asking::{self, Items},
    stage::{Opened, Shared, Stage},
};
use crate::{
    base::{DocumentId, MatterId, Result},
    clients::ClientKind,
    matters::{Area, Turn},
    people::Way,
    requests::Outcome,
};

const REVIEWED: &str = "I have reviewed this";

/// What later parts of the story go on with.
pub(super) struct Files {
    pub purchase: MatterId,
    separation: MatterId,
    agreement: DocumentId,
    read_lately: Vec<DocumentId>,
    property: Option<DocumentId>,
    adjustments: Option<DocumentId>,
    pension: Vec<DocumentId>,
    /// What she was asked for.
    pub asked: Option<Items>,
}

pub(super) async fn beginnings(stage: &mut Stage<'_>) -> Result<Files> {
    stage.at(36, 10, 5).await?;
    stage.add_person("Nadia").await?;
    let purchase = stage
        .opens(
            "Paul",
            Opened {
                client: (ClientKind::Person, "Nadia Haddad"),
                number: "2026-0417",
                title: "Purchase of 48 Alder Street",
                area: Area::RealEstate,
            },
            &["Daniel"],
        )
        .await?;
    stage.invites("Paul", purchase, "Nadia", Way::Email).await?;
    stage.begins("Paul", purchase, "Buying a home").await?;
    stage.says("Paul", purchase, "You have an accepted offer. We look into the title and the taxes next; that takes about three weeks.", ("The land registry sends us what is written about the house.", Turn::Other)).await?;
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
            Opened {
                client: (ClientKind::Person, "Nadia Haddad"),
                number: "2026-0388",
                title: "Separation agreement",
                area: Area::Family,
            },
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
    stage.begins("Ruth", separation, "Separation").await?;
    stage.at(20, 15, 30).await?;
    stage.moves_on("Ruth", separation).await?;
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
        asked: None,
    })
}

pub(super) async fn weeks_ago(stage: &Stage<'_>, files: &mut Files) -> Result<()> {
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
    for _ in 0..3 {
        stage.moves_on("Paul", purchase).await?;
    }
    stage.says("Paul", purchase, "The title search came back clear. We are preparing your papers, and you sign at our office in two weeks.", ("Daniel works out what you pay on the day, and sends you the figures.", Turn::Firm)).await?;
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
    files.asked = Some(asking::nadia(stage, purchase, separation).await?);
    files.read_lately = vec![parenting];
    files.property = Some(property);
    Ok(())
}

pub(super) async fn days_ago(stage: &Stage<'_>, files: &mut Files) -> Result<()> {
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
    stage.says("Ruth", separation, "Draft 3 is ready for you to read. When you are happy with it, we send it to the other lawyer.", ("You read draft 3 and tell Ruth what does not feel right.", Turn::Client)).await?;
    for _ in 0..2 {
        stage.moves_on("Ruth", separation).await?;
    }
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
    if let Some(asked) = &files.asked {
        files.pension = asking::answers(
            stage,
            "Nadia",
            asked.pension,
            &["pension-statement-page-1.jpg"],
            "I could only find the first page.",
        )
        .await?;
    }
    files.adjustments = Some(adjustments);
    Ok(())
}

pub(super) async fn yesterday(stage: &Stage<'_>, files: &Files, tenancy: MatterId) -> Result<()> {
    let (purchase, separation) = (files.purchase, files.separation);
    if let Some(document) = files.pension.first() {
        stage.at(1, 10, 20).await?;
        if let Some(asked) = &files.asked {
            let words = "Page 2 is missing. Could you send it too?";
            asking::checks(stage, "Daniel", asked.pension, Outcome::Again, Some(words)).await?;
        }
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
