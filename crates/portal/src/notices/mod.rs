//! Notices: mails that say that something waits, never what.
//!
//! The outbox is a table: a notice is written in the transaction of the act it tells about, and leaves after it, or not at
//! all. It may be taken back until it has left. Sending is a job (`jobs::letters`); what a letter says is [`Letter`], and when
//! it leaves is its reader's choice ([`Choices`]).

mod choices;
mod letter;
mod mail;
mod outbox;
pub mod pages;

pub use choices::{Choices, Minute, Pace, SPACE, Topic, last_left};
pub use letter::{Letter, Letterhead, Occasion};
pub use mail::{Mail, Mailbox, Reason, Refusal, Security, Sent, Server};
pub use outbox::{
    Due, Trouble, due_at, fail, gave_up, put_off, queue, retry, sent, take_due, troubles, withdraw,
};

/// What a notice tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// You are invited.
    Invitation,
    /// Your invitation is still open.
    InvitationReminder,
    /// Something needs you.
    SomethingNeedsYou,
    /// There is something new.
    SomethingNew,
    /// Something that was asked for is still waiting.
    Reminder,
    /// We have received what you sent.
    Received,
    /// Something you sent was set aside.
    SetAside,
    /// A way into your space was changed.
    WayInChanged,
    /// Somebody signed in on a device we had not seen.
    NewDevice,
    /// To a new address: confirm it.
    ConfirmAddress,
    /// To the present one: another address was asked for.
    AddressAsked,
    /// To the one before: another address counts from now on.
    AddressChanged,
    /// To a member: a colleague asks to open a matter in an emergency, or was let in.
    Emergency,
    /// Somebody said that they forgot the password that goes with this address.
    PasswordForgotten,
    /// A member vouched for them: a new way in is being prepared, which they can stop.
    VouchedFor,
    /// The wait is over: a new way in can be set up.
    NewWayIn,
    /// To every member: whoever runs the server made a new way in for an owner.
    OwnerLetIn,
}

text_enum! { Kind {
    Invitation = "invitation", InvitationReminder = "invitation reminder", SomethingNeedsYou = "something needs you",
    SomethingNew = "something new", Reminder = "reminder", Received = "received", SetAside = "set aside", WayInChanged = "way in changed", NewDevice = "new device",
    ConfirmAddress = "confirm address", AddressAsked = "address asked", AddressChanged = "address changed",
    Emergency = "emergency",
    PasswordForgotten = "password forgotten", VouchedFor = "vouched for", NewWayIn = "new way in", OwnerLetIn = "owner let in",
} }

impl Kind {
    /// What its reader may choose about it. About what concerns a way in, nothing: it must not be overlooked.
    pub fn topic(self) -> Option<Topic> {
        match self {
            Self::SomethingNeedsYou | Self::Reminder | Self::SetAside => Some(Topic::NeedsYou),
            Self::SomethingNew | Self::Received => Some(Topic::News),
            Self::Invitation
            | Self::InvitationReminder
            | Self::WayInChanged
            | Self::NewDevice
            | Self::ConfirmAddress
            | Self::AddressAsked
            | Self::AddressChanged
            | Self::Emergency
            | Self::PasswordForgotten
            | Self::VouchedFor
            | Self::NewWayIn
            | Self::OwnerLetIn => None,
        }
    }

    /// Whether it may share a letter with others that are due to the same person.
    pub fn bundles(self) -> bool {
        self.topic().is_some()
    }
}
