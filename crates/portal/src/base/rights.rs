//! Who may do what: one matrix. Which matters a person sees at all is decided where matters are found
//! (`matters::Matter::find`); this decides what they may do there and in the firm. The page "Who may do what" is printed
//! from it.

use super::{Role, Side};

/// Something a person may or may not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    /// Read the matters one sees: documents, letters, people, record.
    ReadMatters,
    /// See a matter whose team one is not on, unless it is behind a wall.
    SeeEveryMatter,
    /// Open a matter, change its people and its status, write its letters, put up a wall.
    RunMatters,
    /// Add documents that stay firm only.
    AddDocuments,
    /// Open documents to a client, take them back.
    Share,
    /// Invite clients and helpers, end their access, and make links for files.
    InviteClients,
    /// Ask to open a matter in an emergency, and agree when a colleague asks.
    OpenInEmergency,
    /// Read the firm's record.
    ReadRecord,
    /// Change the firm's look, letters and members.
    RunFirm,
    /// Read what was shared with one, and where one's matter stands.
    ReadShared,
    /// Say that one has reviewed a document.
    Confirm,
    /// Hand documents over.
    HandOver,
    /// Write letters to the firm.
    WriteLetters,
    /// See who else takes part, and read what is written with all of them.
    MeetOthers,
}

/// How far somebody has a right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Always.
    Whole,
    /// As far as the firm has said for this person in this matter.
    AsAllowed,
    /// Not at all.
    Nothing,
}

impl Right {
    /// Every right, in the order of the printed matrix.
    pub const ALL: &'static [Self] = &[
        Self::ReadMatters,
        Self::SeeEveryMatter,
        Self::RunMatters,
        Self::AddDocuments,
        Self::Share,
        Self::InviteClients,
        Self::OpenInEmergency,
        Self::ReadRecord,
        Self::RunFirm,
        Self::ReadShared,
        Self::Confirm,
        Self::HandOver,
        Self::WriteLetters,
        Self::MeetOthers,
    ];

    /// How far someone on this side of the counter has it.
    pub fn extent(self, side: Side) -> Extent {
        use Right::{
            AddDocuments, Confirm, HandOver, InviteClients, MeetOthers, OpenInEmergency,
            ReadMatters, ReadRecord, ReadShared, RunFirm, RunMatters, SeeEveryMatter, Share,
            WriteLetters,
        };
        let whole = match self {
            ReadMatters => matches!(side, Side::Firm(_)),
            RunMatters | AddDocuments | Share | InviteClients | OpenInEmergency => {
                matches!(
                    side,
                    Side::Firm(Role::Owner | Role::Lawyer | Role::Assistant)
                )
            }
            SeeEveryMatter | ReadRecord | RunFirm => side == Side::Firm(Role::Owner),
            ReadShared | Confirm => side == Side::Client,
            HandOver | WriteLetters | MeetOthers if side == Side::Client => {
                return Extent::AsAllowed;
            }
            HandOver | WriteLetters | MeetOthers => false,
        };
        if whole {
            Extent::Whole
        } else {
            Extent::Nothing
        }
    }

    /// Whether someone on this side of the counter may have it. What a client's person has only as far as the firm
    /// allowed it, their matter says (`matters::Terms`).
    pub fn belongs_to(self, side: Side) -> bool {
        self.extent(side) != Extent::Nothing
    }

    /// The key of the sentence that says it.
    pub fn key(self) -> &'static str {
        match self {
            Self::ReadMatters => "firms-right-read-matters",
            Self::SeeEveryMatter => "firms-right-see-every-matter",
            Self::RunMatters => "firms-right-run-matters",
            Self::AddDocuments => "firms-right-add-documents",
            Self::Share => "firms-right-share",
            Self::InviteClients => "firms-right-invite-clients",
            Self::OpenInEmergency => "firms-right-open-in-emergency",
            Self::ReadRecord => "firms-right-read-record",
            Self::RunFirm => "firms-right-run-firm",
            Self::ReadShared => "firms-right-read-shared",
            Self::Confirm => "firms-right-confirm",
            Self::HandOver => "firms-right-hand-over",
            Self::WriteLetters => "firms-right-write-letters",
            Self::MeetOthers => "firms-right-meet-others",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_owners_see_every_matter_as_the_view_of_sights_says() {
        for role in Role::ALL {
            let sees = Right::SeeEveryMatter.belongs_to(Side::Firm(*role));
            assert_eq!(sees, *role == Role::Owner, "{role:?}");
        }
    }

    #[test]
    fn view_only_reads_and_does_nothing_else() {
        for right in Right::ALL {
            let may = right.belongs_to(Side::Firm(Role::ViewOnly));
            assert_eq!(may, *right == Right::ReadMatters, "{right:?}");
        }
    }
}
