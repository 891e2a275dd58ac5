//! Who may do what: one matrix. Which matters a person sees at all is decided where matters are found
//! (`matters::Matter::find`); this decides what they may do there and in the firm.

use super::{Role, Side};

/// Something a person may or may not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    /// Open a matter, change its people and its status.
    RunMatters,
    /// See a matter whose team one is not on.
    SeeEveryMatter,
    /// Add documents that stay firm only.
    AddDocuments,
    /// Open documents to a client, take them back.
    Share,
    /// Invite clients, and make links for files.
    InviteClients,
    /// Hand documents over, confirm, ask.
    AnswerAsClient,
    /// Change the firm's look, letters and members.
    RunFirm,
    /// Read the firm's record.
    ReadRecord,
}

impl Right {
    /// Every right, in the order of the printed matrix.
    pub const ALL: &'static [Self] = &[
        Self::RunMatters,
        Self::SeeEveryMatter,
        Self::AddDocuments,
        Self::Share,
        Self::InviteClients,
        Self::AnswerAsClient,
        Self::RunFirm,
        Self::ReadRecord,
    ];

    /// Whether someone on this side of the counter has it.
    pub fn belongs_to(self, side: Side) -> bool {
        use Right::{
            AddDocuments, AnswerAsClient, InviteClients, ReadRecord, RunFirm, RunMatters,
            SeeEveryMatter, Share,
        };
        match side {
            Side::Firm(Role::Owner) => self != AnswerAsClient,
            Side::Firm(Role::Lawyer | Role::Assistant) => {
                matches!(self, RunMatters | AddDocuments | Share | InviteClients)
            }
            Side::Client => match self {
                AnswerAsClient => true,
                RunMatters | SeeEveryMatter | AddDocuments | Share | InviteClients | RunFirm
                | ReadRecord => false,
            },
        }
    }
}
