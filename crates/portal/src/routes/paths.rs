//! The addresses that name something: one builder each.

use crate::base::*;

macro_rules! paths {
    ($($(#[$doc:meta])* $name:ident($($argument:ident: $kind:ty),*) = $text:literal;)*) => {$(
        $(#[$doc])*
        pub fn $name($($argument: $kind),*) -> String { format!($text) }
    )*};
}

paths! {
    /// The firm's colours.
    brand(hue: i64, chroma: i64) = "/brand/{hue}-{chroma}.css";
    /// An invitation's landing page.
    invitation(token: &str) = "/i/{token}";
    /// Where the link of a forgotten password leads.
    new_password(token: &str) = "/new-password/{token}";
    /// Where the letter about a vouching leads, to stop it.
    not_me(token: &str) = "/not-me/{token}";
    /// Somebody of the client's side is signed out of every device (POST).
    sign_out_of(person: PersonId) = "/people/{person}/sessions/end";
    /// Vouching for somebody who can't get in: the form, and where it is sent (POST).
    vouching_for(person: PersonId) = "/people/{person}/vouching";
    /// A vouching, for the firm.
    vouching(vouching: VouchingId) = "/vouchings/{vouching}";
    /// A second member agrees to a vouching (POST).
    vouching_agreement(vouching: VouchingId) = "/vouchings/{vouching}/agreement";
    /// Stopping a vouching (POST).
    vouching_stop(vouching: VouchingId) = "/vouchings/{vouching}/stop";
    /// The door of a link for files.
    link_door(token: &str) = "/f/{token}";
    /// The receipt for what was handed over through a link.
    sending_delivery(delivery: DeliveryId) = "/sending/deliveries/{delivery}";
    /// An upload of somebody who came through a link (tus).
    sending_upload(upload: UploadId) = "/sending/uploads/{upload}";
    /// Making a link for files: the form.
    linking(matter: MatterId) = "/matters/{matter}/links/new";
    /// Links of a matter (POST).
    matter_links(matter: MatterId) = "/matters/{matter}/links";
    /// A link, for the firm.
    link(link: LinkId) = "/links/{link}";
    /// A link's printed letter.
    link_letter(link: LinkId) = "/links/{link}/letter";
    /// Another door code for a link (POST).
    link_code(link: LinkId) = "/links/{link}/code";
    /// Ending a link (POST).
    link_end(link: LinkId) = "/links/{link}/end";
    /// The client's page of a matter.
    my_matter(matter: MatterId) = "/m/{matter}";
    /// The client's page of a document.
    my_document(matter: MatterId, document: DocumentId) = "/m/{matter}/d/{document}";
    /// The client's page of a document, at a page.
    my_document_page(matter: MatterId, document: DocumentId, page: u32) = "/m/{matter}/d/{document}?page={page}";
    /// Where a client hands documents over.
    my_handing_over(matter: MatterId) = "/m/{matter}/send";
    /// Handing over (POST).
    my_deliveries(matter: MatterId) = "/m/{matter}/deliveries";
    /// The client's receipt for what they handed over.
    my_delivery(delivery: DeliveryId) = "/deliveries/{delivery}";
    /// The client's page of a document: an older version of it, at a page.
    my_document_version(matter: MatterId, document: DocumentId, version: u32, page: u32) = "/m/{matter}/d/{document}?version={version}&page={page}";
    /// What the client is asked: the list.
    my_request(matter: MatterId, request: RequestId) = "/m/{matter}/r/{request}";
    /// The client is done for now (POST).
    my_request_done(matter: MatterId, request: RequestId) = "/m/{matter}/r/{request}/done";
    /// One thing the client is asked, and answering it with files (POST).
    my_item(matter: MatterId, request: RequestId, item: ItemId) = "/m/{matter}/r/{request}/{item}";
    /// Answering in words.
    my_item_words(matter: MatterId, request: RequestId, item: ItemId) = "/m/{matter}/r/{request}/{item}/words";
    /// Answering with a document that is in the matter already.
    my_item_documents(matter: MatterId, request: RequestId, item: ItemId) = "/m/{matter}/r/{request}/{item}/documents";
    /// What was asked in a matter, firm's side.
    matter_requests(matter: MatterId) = "/matters/{matter}/requests";
    /// The same, with the offer to undo what was just asked.
    requested(matter: MatterId, request: RequestId) = "/matters/{matter}/requests?asked={request}";
    /// Asking for something: the form.
    requesting(matter: MatterId) = "/matters/{matter}/requests/new";
    /// Changing what was asked.
    request(request: RequestId) = "/requests/{request}";
    /// Taking back what was asked (POST).
    request_withdrawal(request: RequestId) = "/requests/{request}/withdrawal";
    /// Reminding by hand (POST).
    request_reminder(request: RequestId) = "/requests/{request}/reminder";
    /// What was answered to an item, for the firm, and saying what it thinks of it (POST).
    item(item: ItemId) = "/items/{item}";
    /// The client's letters of a matter, about a version.
    my_messages_about(matter: MatterId, version: VersionId) = "/m/{matter}/messages?about={version}";
    /// The client's letters of a matter.
    my_messages(matter: MatterId) = "/m/{matter}/messages";
    /// Saving what a client has begun to write (POST).
    my_message_draft(matter: MatterId) = "/m/{matter}/messages/draft";
    /// The client's letters of a matter, with a place for files.
    my_messages_files(matter: MatterId) = "/m/{matter}/messages?files=yes";
    /// A client's letter with files (POST).
    my_messages_with_files(matter: MatterId) = "/m/{matter}/messages/with-files";
    /// The client says that they have reviewed a version.
    acknowledgement(version: VersionId) = "/versions/{version}/acknowledgement";
    /// The picture of a page.
    page_picture(version: VersionId, page: u32) = "/versions/{version}/pages/{page}";
    /// The document itself, shown by the browser.
    original(version: VersionId) = "/versions/{version}/original";
    /// The document itself, as a download.
    download(version: VersionId) = "/versions/{version}/download";
    /// Parcels of a matter (POST).
    matter_parcels(matter: MatterId) = "/matters/{matter}/parcels";
    /// A parcel: the archive itself.
    parcel(parcel: ParcelId) = "/parcels/{parcel}";
    /// Uploads of a matter (tus creation).
    uploads(matter: MatterId) = "/matters/{matter}/uploads";
    /// An upload (tus).
    upload(upload: UploadId) = "/uploads/{upload}";
    /// The firm's page of a matter: its documents.
    matter(matter: MatterId) = "/matters/{matter}";
    /// The people of a matter.
    matter_people(matter: MatterId) = "/matters/{matter}/people";
    /// The letters of a matter, firm's side.
    matter_messages(matter: MatterId) = "/matters/{matter}/messages";
    /// The letters of a matter about a version, firm's side.
    matter_messages_about(matter: MatterId, version: VersionId) = "/matters/{matter}/messages?about={version}";
    /// Saving what the firm has begun to write (POST).
    matter_message_draft(matter: MatterId) = "/matters/{matter}/messages/draft";
    /// The firm-only notes of a matter.
    matter_notes(matter: MatterId) = "/matters/{matter}/notes";
    /// A ready answer.
    answer(answer: AnswerTemplateId) = "/answers/{answer}";
    /// Removing a ready answer.
    answer_removal(answer: AnswerTemplateId) = "/answers/{answer}/removal";
    /// The record of a matter.
    matter_record(matter: MatterId) = "/matters/{matter}/record";
    /// Changing a matter's details.
    matter_edit(matter: MatterId) = "/matters/{matter}/edit";
    /// The team of a matter (POST: joining).
    matter_team(matter: MatterId) = "/matters/{matter}/team";
    /// Leaving the team of a matter (POST).
    team_end(matter: MatterId, person: PersonId) = "/matters/{matter}/team/{person}/end";
    /// Removing the practice matter.
    matter_removal(matter: MatterId) = "/matters/{matter}/removal";
    /// A kind of matter, in the firm's settings.
    kind(kind: KindId) = "/settings/kinds/{kind}";
    /// Offering a kind of matter no more, or again (POST).
    kind_retirement(kind: KindId) = "/settings/kinds/{kind}/retirement";
    /// Saying that there is nothing new (POST).
    nothing_new(matter: MatterId) = "/matters/{matter}/nothing-new";
    /// Where a matter stands, with the note that there is nothing new.
    matter_status_nothing_new(matter: MatterId) = "/matters/{matter}/status?nothing-new=yes";
    /// Whether Today says when a matter's client has not heard for long (POST).
    nudges(matter: MatterId) = "/matters/{matter}/nudges";
    /// The stages of a matter.
    matter_steps(matter: MatterId) = "/matters/{matter}/steps";
    /// Giving a matter the stages of a kind (POST).
    matter_kind(matter: MatterId) = "/matters/{matter}/steps/kind";
    /// A matter comes to a stage (POST).
    stage_reached(matter: MatterId) = "/matters/{matter}/steps/reached";
    /// The sentence the client reads.
    matter_status(matter: MatterId) = "/matters/{matter}/status";
    /// Adding documents to a matter: the form.
    adding(matter: MatterId) = "/matters/{matter}/documents/new";
    /// Documents of a matter (POST).
    matter_documents(matter: MatterId) = "/matters/{matter}/documents";
    /// Sharing documents of a matter: the form.
    sharing(matter: MatterId) = "/matters/{matter}/shares/new";
    /// Sharing one document of a matter: the form.
    sharing_one(matter: MatterId, document: DocumentId) = "/matters/{matter}/shares/new?document={document}";
    /// The page of a matter that offers to undo a sharing.
    shared(matter: MatterId, sharing: SharingId) = "/matters/{matter}?shared={sharing}";
    /// A share: what its reader did with it, and taking it back.
    share(share: ShareId) = "/shares/{share}";
    /// Shares of a matter (POST).
    matter_shares(matter: MatterId) = "/matters/{matter}/shares";
    /// Taking a share back.
    revocation(share: ShareId) = "/shares/{share}/revocation";
    /// Undoing a sharing within its sixty seconds.
    undo(sharing: SharingId) = "/sharings/{sharing}/undo";
    /// The firm's page of a document.
    document(document: DocumentId) = "/documents/{document}";
    /// The title of a document (POST).
    document_title(document: DocumentId) = "/documents/{document}/title";
    /// The versions of a document (POST).
    document_versions(document: DocumentId) = "/documents/{document}/versions";
    /// The firm has looked at what a client sent.
    check(document: DocumentId) = "/documents/{document}/check";
    /// The firm has seen that a version was set aside (POST).
    set_aside(version: VersionId) = "/versions/{version}/set-aside";
    /// A client's page.
    client(client: ClientId) = "/clients/{client}";
    /// Inviting someone to a matter: the form.
    inviting(matter: MatterId) = "/matters/{matter}/invitations/new";
    /// Invitations of a matter (POST).
    matter_invitations(matter: MatterId) = "/matters/{matter}/invitations";
    /// An invitation as sent, for the firm.
    invitation_sent(invitation: InvitationId) = "/invitations/{invitation}";
    /// Sending a new invitation in place of this one (POST).
    invitation_replacement(invitation: InvitationId) = "/invitations/{invitation}/replacement";
    /// Inviting somebody of a matter again: the form.
    inviting_again(matter: MatterId, person: PersonId) = "/matters/{matter}/invitations/new?again={person}";
    /// An invitation's printed letter.
    invitation_letter(invitation: InvitationId) = "/invitations/{invitation}/letter";
    /// Ending a participant's access to a matter.
    participant_end(matter: MatterId, person: PersonId) = "/matters/{matter}/people/{person}/end";
    /// What somebody of the client's side may do in a matter, and until when.
    participant(matter: MatterId, person: PersonId) = "/matters/{matter}/people/{person}";
    /// Inviting a helper: the form.
    helping(matter: MatterId) = "/matters/{matter}/helpers/new";
    /// Helpers of a matter (POST).
    matter_helpers(matter: MatterId) = "/matters/{matter}/helpers";
    /// The wall around a matter.
    matter_wall(matter: MatterId) = "/matters/{matter}/wall";
    /// Taking the wall down (POST).
    matter_wall_end(matter: MatterId) = "/matters/{matter}/wall/end";
    /// Members in conflict (POST).
    matter_conflicts(matter: MatterId) = "/matters/{matter}/conflicts";
    /// Lifting a conflict (POST).
    matter_conflict_end(matter: MatterId, person: PersonId) = "/matters/{matter}/conflicts/{person}/end";
    /// Agreeing that a matter is opened in an emergency.
    emergency_agreement(emergency: EmergencyId) = "/emergencies/{emergency}/agreement";
    /// Refusing it, giving it back, taking it away (POST).
    emergency_end(emergency: EmergencyId) = "/emergencies/{emergency}/end";
    /// Ending a session.
    session_end(session: SessionId) = "/you/sessions/{session}/end";
    /// A member of the firm, in its settings.
    member(person: PersonId) = "/settings/people/{person}";
    /// A member is signed out of every device (POST).
    member_sign_out(person: PersonId) = "/settings/people/{person}/sessions/end";
    /// A member is invited again.
    member_invitation(person: PersonId) = "/settings/people/{person}/invitation";
    /// Ending a member's access.
    member_end(person: PersonId) = "/settings/people/{person}/end";
    /// Where a new address is confirmed.
    new_address(token: &str) = "/you/email/{token}";
    /// Stopping a new address, or taking it back (POST).
    address_stop(change: AddressChangeId) = "/address-changes/{change}/stop";
    /// A code card for somebody of a matter.
    code_card(matter: MatterId, person: PersonId) = "/matters/{matter}/people/{person}/card";
    /// A passkey: its name.
    passkey(passkey: PasskeyId) = "/you/passkeys/{passkey}";
    /// Removing a passkey.
    passkey_removal(passkey: PasskeyId) = "/you/passkeys/{passkey}/removal";
}
