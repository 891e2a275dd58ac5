//! The acts the record knows. One list, so that every act has a sentence in each language and none is recorded twice
//! under two names.

use super::MatterId;

/// An act, in the past tense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// The firm's space was set up.
    FirmSetUp,
    /// Name, phone, look or place changed.
    FirmChanged,
    /// Outgoing mail was set.
    MailSet,
    /// The provider members may sign in with was set, changed or taken away.
    SingleSignOnSet,
    /// New bytes of documents go to another place.
    StorageChanged,
    /// All bytes of documents are in that place.
    StorageMoved,
    /// How much room documents may take was set.
    RoomSet,
    /// A version was read where it lies, and does not read.
    DocumentUnreadable,
    /// A version that did not read reads again.
    DocumentReads,
    /// The root key was replaced.
    RootKeyRenewed,
    /// The firm's key got a new generation.
    FirmKeyRenewed,
    /// A matter's key got a new generation.
    MatterKeyRenewed,
    /// A member joined or was added.
    MemberAdded,
    /// A member's role or title changed.
    MemberChanged,
    /// A member's access ended.
    MemberEnded,
    /// Somebody was invited.
    Invited,
    /// A member vouched for somebody who can't get in.
    VouchedFor,
    /// A second member agreed that a colleague is let in anew.
    VouchingAgreed,
    /// A vouching was stopped.
    VouchingStopped,
    /// An invitation was accepted.
    InvitationAccepted,
    /// A complete sign-in.
    SignedIn,
    /// A sign-in that failed; the facts say at which step.
    SignInFailed,
    /// A session was ended by the person or the firm.
    SignedOut,
    /// An owner ended everybody's sessions.
    EverybodySignedOut,
    /// Whoever runs the server let an owner in anew.
    OwnerLetIn,
    /// A passkey was added.
    PasskeyAdded,
    /// A passkey was removed.
    PasskeyRemoved,
    /// A password was set or changed.
    PasswordSet,
    /// Somebody forgot their password and was written to.
    PasswordForgotten,
    /// The authenticator app was set.
    AppSet,
    /// A member linked their account at the firm's provider.
    AccountLinked,
    /// That link was ended.
    AccountUnlinked,
    /// New recovery codes were made.
    RecoveryCodesMade,
    /// A passkey got another name.
    PasskeyRenamed,
    /// Somebody chose which letters they get, and when.
    NoticesChosen,
    /// Somebody asked for another address.
    AddressAsked,
    /// Somebody's new address took effect.
    AddressChanged,
    /// The firm stopped a new address, or took it back.
    AddressStopped,
    /// A code card was printed for somebody.
    CodeCardMade,
    /// What people must come in with was set.
    PolicySet,
    /// A client was added.
    ClientAdded,
    /// A matter was opened.
    MatterOpened,
    /// Title, number, area or responsible lawyer changed.
    MatterChanged,
    /// The practice matter was removed.
    PracticeRemoved,
    /// A member joined a matter's team.
    TeamJoined,
    /// A member left a matter's team.
    TeamLeft,
    /// A client's contact was let into a matter.
    ParticipantAdded,
    /// What a client's person or a helper may do in a matter changed, or until when.
    ParticipantChanged,
    /// A client's contact lost access to a matter.
    ParticipantEnded,
    /// Somebody's access to a matter ended on the agreed day.
    AccessRanOut,
    /// A wall was put up: only the team knows of the matter.
    MatterWalled,
    /// One of the team said that the wall may come down.
    UnwallingAsked,
    /// The wall was taken down.
    MatterUnwalled,
    /// The matter is kept from a member in conflict.
    ConflictAdded,
    /// One of the team said that a conflict may be lifted.
    LiftingAsked,
    /// A conflict was lifted.
    ConflictLifted,
    /// A member off the team asked to open the matter in an emergency.
    EmergencyAsked,
    /// The same, where nobody is left who could agree: it opens after an hour.
    EmergencyWaits,
    /// A member in conflict asked, and was told nothing.
    EmergencyBarred,
    /// The matter was opened to somebody in an emergency.
    EmergencyOpened,
    /// It was not.
    EmergencyRefused,
    /// What was opened in an emergency was closed before its time.
    EmergencyEnded,
    /// A link for files was made.
    LinkMade,
    /// A link for files got another door code.
    LinkCodeMade,
    /// Somebody knew the door code of a link for files.
    LinkOpened,
    /// Somebody typed a wrong door code at a link for files.
    LinkRefused,
    /// A link for files was ended.
    LinkEnded,
    /// The sentence the client reads was written.
    StatusWritten,
    /// A matter was given the stages of a kind.
    KindChosen,
    /// The words of a matter's stages changed, or some were skipped or taken up again.
    StagesChanged,
    /// A matter came to a stage.
    StageReached,
    /// A matter went back to a stage.
    StageReturned,
    /// Today was told to say, or not to say, when a matter's client has not heard for long.
    NudgesSet,
    /// After how many days it says so was set.
    SilenceSet,
    /// A kind of matter was added.
    KindAdded,
    /// A kind of matter was written anew.
    KindChanged,
    /// A kind of matter is offered no more.
    KindRetired,
    /// A kind of matter is offered again.
    KindBroughtBack,
    /// A transfer began.
    UploadBegun,
    /// A transfer was given up.
    UploadEnded,
    /// A document was added by the firm.
    DocumentAdded,
    /// A document's title changed.
    DocumentRenamed,
    /// A new version of a document was added.
    VersionAdded,
    /// A client handed documents over.
    Delivered,
    /// Photographs that were handed over became one PDF.
    PhotosPutTogether,
    /// The firm looked at what a client sent.
    DocumentChecked,
    /// A scanner found something harmful in a document, which nobody can open since.
    DocumentSetAside,
    /// The firm has seen that a document was set aside.
    SetAsideNoted,
    /// A scanner looks at what comes, from now on.
    ScanningBegun,
    /// No scanner looks at what comes, from now on.
    ScanningEnded,
    /// A document was shared.
    Shared,
    /// A share was taken back.
    ShareRevoked,
    /// A sharing was undone before its notice left.
    SharingUndone,
    /// A document's page was shown.
    DocumentOpened,
    /// A copy of a document was saved.
    DocumentDownloaded,
    /// A person said that they have reviewed a version.
    DocumentConfirmed,
    /// Something was asked of the client's people.
    Requested,
    /// What was asked was changed, or more was asked.
    RequestChanged,
    /// What was asked is not asked any longer.
    RequestWithdrawn,
    /// Somebody answered something that was asked.
    RequestAnswered,
    /// Somebody said that they are done for now.
    DoneForNow,
    /// The firm said what it thinks of an answer.
    AnswerChecked,
    /// A letter was written.
    MessageWritten,
    /// Letters were shown to somebody.
    MessagesShown,
    /// A note was written that only the firm reads.
    NoteWritten,
    /// A ready answer was added or changed.
    AnswerTemplateKept,
    /// A ready answer was removed.
    AnswerTemplateRemoved,
    /// A notice left and was accepted by the mail server.
    NoticeSent,
    /// A notice was refused for good.
    NoticeFailed,
}

text_enum! { Act {
    FirmSetUp = "firm set up", FirmChanged = "firm changed", MailSet = "mail set", SingleSignOnSet = "single sign-on set", AccountLinked = "account linked", AccountUnlinked = "account unlinked",
    StorageChanged = "storage changed", StorageMoved = "storage moved", RoomSet = "room set",
    DocumentUnreadable = "document unreadable", DocumentReads = "document reads",
    RootKeyRenewed = "root key renewed", FirmKeyRenewed = "firm key renewed", MatterKeyRenewed = "matter key renewed",
    MemberAdded = "member added",
    MemberChanged = "member changed", MemberEnded = "member ended",
    Invited = "invited", VouchedFor = "vouched for", VouchingAgreed = "vouching agreed", VouchingStopped = "vouching stopped", InvitationAccepted = "invitation accepted", SignedIn = "signed in",
    SignInFailed = "sign-in failed", SignedOut = "signed out", EverybodySignedOut = "everybody signed out", OwnerLetIn = "owner let in", PasskeyAdded = "passkey added",
    PasskeyRemoved = "passkey removed", PasswordSet = "password set", PasswordForgotten = "password forgotten", AppSet = "app set",
    RecoveryCodesMade = "recovery codes made", PasskeyRenamed = "passkey renamed", NoticesChosen = "notices chosen", CodeCardMade = "code card made", AddressAsked = "address asked",
    AddressChanged = "address changed", AddressStopped = "address stopped", PolicySet = "policy set", ClientAdded = "client added", MatterOpened = "matter opened",
    MatterChanged = "matter changed", PracticeRemoved = "practice removed", TeamJoined = "team joined",
    TeamLeft = "team left", ParticipantAdded = "participant added", ParticipantChanged = "participant changed", ParticipantEnded = "participant ended", AccessRanOut = "access ran out",
    MatterWalled = "matter walled", UnwallingAsked = "unwalling asked", MatterUnwalled = "matter unwalled",
    ConflictAdded = "conflict added", LiftingAsked = "lifting asked", ConflictLifted = "conflict lifted",
    EmergencyAsked = "emergency asked", EmergencyWaits = "emergency waits", EmergencyBarred = "emergency barred",
    EmergencyOpened = "emergency opened", EmergencyRefused = "emergency refused", EmergencyEnded = "emergency ended",
    LinkMade = "link made", LinkCodeMade = "link code made", LinkOpened = "link opened", LinkRefused = "link refused",
    LinkEnded = "link ended", StatusWritten = "status written", KindChosen = "kind chosen", StagesChanged = "stages changed",
    StageReached = "stage reached", StageReturned = "stage returned", NudgesSet = "nudges set", SilenceSet = "silence set",
    KindAdded = "kind added", KindChanged = "kind changed", KindRetired = "kind retired", KindBroughtBack = "kind brought back", UploadBegun = "upload begun", UploadEnded = "upload ended",
    DocumentAdded = "document added", DocumentRenamed = "document renamed", VersionAdded = "version added",
    Delivered = "delivered", PhotosPutTogether = "photos put together", DocumentChecked = "document checked", DocumentSetAside = "document set aside",
    SetAsideNoted = "set aside noted", ScanningBegun = "scanning begun", ScanningEnded = "scanning ended", Shared = "shared",
    ShareRevoked = "share revoked", SharingUndone = "sharing undone", DocumentOpened = "document opened",
    DocumentDownloaded = "document downloaded", DocumentConfirmed = "document confirmed",
    Requested = "requested", RequestChanged = "request changed", RequestWithdrawn = "request withdrawn",
    RequestAnswered = "request answered", DoneForNow = "done for now", AnswerChecked = "answer checked",
    MessageWritten = "message written", MessagesShown = "messages shown", NoteWritten = "note written",
    AnswerTemplateKept = "answer template kept", AnswerTemplateRemoved = "answer template removed", NoticeSent = "notice sent", NoticeFailed = "notice failed",
} }

impl Act {
    /// The key of this act's sentence: `record-firm-set-up`.
    pub fn key(self) -> String {
        format!("record-{}", self.as_str().replace(' ', "-"))
    }
}

/// A line for the record: what was done, where, to what. Who and when come from the transaction.
#[derive(Debug)]
pub struct Entry {
    pub(super) act: Act,
    pub(super) matter: Option<MatterId>,
    pub(super) subject: Option<String>,
    pub(super) facts: Vec<(&'static str, String)>,
}

impl Entry {
    /// An act outside any matter.
    pub fn of(act: Act) -> Self {
        Self {
            act,
            matter: None,
            subject: None,
            facts: Vec::new(),
        }
    }

    /// The matter it happened in.
    #[must_use]
    pub fn in_matter(mut self, matter: MatterId) -> Self {
        self.matter = Some(matter);
        self
    }

    /// What it was done to: an id.
    #[must_use]
    pub fn about(mut self, subject: impl AsRef<str>) -> Self {
        self.subject = Some(subject.as_ref().to_owned());
        self
    }

    /// A fact worth keeping, sealed with the entry.
    #[must_use]
    pub fn with(mut self, name: &'static str, fact: impl ToString) -> Self {
        self.facts.push((name, fact.to_string()));
        self
    }
}
