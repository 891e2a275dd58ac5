//! The practice matter of a new firm: a client who is nobody, an invitation to try, a document to share. One press removes
//! it.

use crate::{
    base::{Actor, Lang, Locale, MatterId, PersonId, Result, new_id},
    clients::{Client, ClientKind},
    documents,
    matters::{Area, Matter, NewMatter},
    people::{Door, Invitation, NewPerson, Person, Way},
    portal::Portal,
};

/// Opens the practice matter.
///
/// # Errors
/// The store's; what was made before stays.
pub async fn open(
    portal: &Portal,
    actor: &Actor,
    lang: &'static Lang,
    owner: PersonId,
) -> Result<()> {
    let id: MatterId = new_id(portal.now())?;
    portal.make_matter_key(id).await?;
    let locale = lang.locale();
    portal
        .write(actor, move |tx| {
            let client = Client::add(tx, ClientKind::Person, lang.t("firms-practice-client"))?;
            let new = NewMatter {
                client: client.id,
                number: lang.t("firms-practice-number").to_owned(),
                title: lang.t("firms-practice-title").to_owned(),
                area: Area::Other,
                responsible: owner,
                team: Vec::new(),
            };
            let matter = Matter::open_for_practice(tx, id, &new)?;
            let sam = Person::add(tx, &nobody(lang, locale))?;
            client.link_contact(tx, sam)?;
            matter.let_in(tx, sam)?;
            Invitation::make(tx, sam, Way::Letter, Door::Code)?;
            matter.write_status(tx, lang.t("firms-practice-status"), None)?;
            Ok(())
        })
        .await?;
    let words = lang.t("firms-practice-document-words").as_bytes().to_vec();
    let name = lang.t("firms-practice-document-name");
    let upload = documents::receive_whole(portal, actor, id, name, words).await?;
    portal
        .write(actor, move |tx| {
            documents::add(tx, &upload, lang.t("firms-practice-document"))
        })
        .await?;
    Ok(())
}

/// An address under `.invalid` reaches nobody, by its very definition (RFC 6761, section 6.4).
fn nobody(lang: &'static Lang, locale: Locale) -> NewPerson {
    NewPerson {
        name: lang.t("firms-practice-client").to_owned(),
        email: "sam@practice.invalid".to_owned(),
        phone: None,
        locale,
    }
}
