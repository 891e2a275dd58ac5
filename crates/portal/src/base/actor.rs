//! Who is acting. Only a complete sign-in makes a [`Person`](Actor::Person) actor; someone halfway in is another type.

use std::time::Duration;

use super::{FirmId, LinkId, MatterId, PersonId, SenderId, SessionId, Timestamp};

/// How long a proof of identity stands for what asks for a fresh one.
const FRESH: Duration = Duration::from_secs(5 * 60);

/// What a member of the firm is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Role {
    /// Runs the firm's space; sees every matter that is not behind a wall.
    Owner,
    /// Acts for clients.
    Lawyer,
    /// Works for lawyers.
    Assistant,
    /// Reads the matters they are on, and changes nothing.
    ViewOnly,
}

text_enum! { Role { Owner = "owner", Lawyer = "lawyer", Assistant = "assistant", ViewOnly = "view only" } }

/// How somebody proved who they are: two steps each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum WayIn {
    /// A passkey: possession, and the face, finger or code that unlocks it.
    Passkey,
    /// A password and a code from an authenticator app.
    PasswordAndApp,
    /// A password and a recovery code.
    PasswordAndRecoveryCode,
    /// A password and a code of a printed card.
    PasswordAndCard,
    /// The firm's provider, which says that it took two steps.
    SingleSignOn,
    /// The firm's provider for the first step, and a second one here.
    SingleSignOnAndSecondStep,
    /// The firm's provider, and a passkey here.
    SingleSignOnAndPasskey,
}

text_enum! { WayIn {
    Passkey = "passkey", PasswordAndApp = "password and app", PasswordAndRecoveryCode = "password and recovery code",
    PasswordAndCard = "password and card",
    SingleSignOn = "single sign-on", SingleSignOnAndSecondStep = "single sign-on and second step",
    SingleSignOnAndPasskey = "single sign-on and passkey",
} }

impl WayIn {
    /// Whether the firm's provider was asked.
    pub fn is_by_provider(self) -> bool {
        matches!(
            self,
            Self::SingleSignOn | Self::SingleSignOnAndSecondStep | Self::SingleSignOnAndPasskey
        )
    }

    /// Whether a passkey was shown.
    pub fn shows_passkey(self) -> bool {
        matches!(self, Self::Passkey | Self::SingleSignOnAndPasskey)
    }
}

/// The kind of device, as the browser tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Device {
    /// A phone.
    Phone,
    /// A tablet.
    Tablet,
    /// A desk or lap computer.
    Computer,
    /// It did not say.
    Unknown,
}

text_enum! { Device { Phone = "phone", Tablet = "tablet", Computer = "computer", Unknown = "unknown" } }

/// Which side of the counter a person stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// A member of the firm.
    Firm(Role),
    /// A client's contact.
    Client,
}

/// A signed-in person, with what a receipt says about how they came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// Who.
    pub person: PersonId,
    /// Of the firm, or a client.
    pub side: Side,
    /// The session they use.
    pub session: SessionId,
    /// How they proved who they are.
    pub way: WayIn,
    /// On what.
    pub device: Device,
    /// When they last proved it.
    pub proved_at: Timestamp,
    /// When this session began.
    pub signed_in_at: Timestamp,
}

impl Signed {
    /// Whether they have proved who they are within the last five minutes: what changes of ways in, rights and settings ask
    /// for.
    pub fn is_fresh(&self, now: Timestamp) -> bool {
        now.since(self.proved_at) <= FRESH
    }
}

/// Somebody who came through a link for files and knew its door code. Who they are, nobody has proved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    /// Their visit.
    pub id: SenderId,
    /// The link they came through.
    pub link: LinkId,
    /// The one matter they may bring files to.
    pub matter: MatterId,
    /// What stands in rows as whoever brought something: a person for this visit alone, without any way in.
    pub person: PersonId,
}

/// Who a transaction is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Somebody signed in.
    Person(FirmId, Signed),
    /// Somebody at a link for files: brings files to its matter, sees what they brought during this visit, nothing else.
    Sender(FirmId, Sender),
    /// Nobody yet: the door, an invitation, the sign-in itself. Sees nothing of any matter.
    Door(FirmId),
    /// The product itself: jobs and commands. Sees everything of its firm.
    Product(FirmId),
}

impl Actor {
    /// The firm this actor belongs to.
    pub fn firm(&self) -> FirmId {
        match self {
            Self::Person(firm, _)
            | Self::Sender(firm, _)
            | Self::Door(firm)
            | Self::Product(firm) => *firm,
        }
    }

    /// Whether it is the product itself.
    pub fn is_product(&self) -> bool {
        matches!(self, Self::Product(_))
    }

    /// The person rows name, if it is one.
    pub fn person(&self) -> Option<PersonId> {
        match self {
            Self::Person(_, signed) => Some(signed.person),
            Self::Sender(_, sender) => Some(sender.person),
            Self::Door(_) | Self::Product(_) => None,
        }
    }

    /// The signed-in person with their session, if it is one.
    pub fn signed(&self) -> Option<&Signed> {
        match self {
            Self::Person(_, signed) => Some(signed),
            Self::Sender(..) | Self::Door(_) | Self::Product(_) => None,
        }
    }

    /// Whoever came through a link, if it is somebody who did.
    pub fn sender(&self) -> Option<&Sender> {
        match self {
            Self::Sender(_, sender) => Some(sender),
            Self::Person(..) | Self::Door(_) | Self::Product(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Id;

    #[test]
    fn a_proof_is_fresh_for_five_minutes() {
        let proved_at = Timestamp(1_000_000_000);
        let nobody = uuid::Uuid::from_u128(1);
        let signed = Signed {
            person: PersonId::from_uuid(nobody),
            side: Side::Client,
            session: SessionId::from_uuid(nobody),
            way: WayIn::Passkey,
            device: Device::Phone,
            proved_at,
            signed_in_at: proved_at,
        };
        assert!(signed.is_fresh(proved_at.after(FRESH)));
        assert!(!signed.is_fresh(proved_at.after(FRESH + Duration::from_secs(1))));
    }
}
