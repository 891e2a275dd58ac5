//! Who asks for every address.

/// What stands above the table.
pub const LEGEND: &str = "\
Who gets in where. Printed by a test that asks for every address as everybody; a change here is a change of policy.

  yes      gets in (a form may still come back with a question)
  refused  gets in, but the act makes no sense right now
  no       is told that this is not theirs to do
  door     is led to the sign-in
  way      is led to adding a way in that the firm takes
  -        is told that there is no such page
  *        asks again who one is, when the last proof is older than five minutes

  nobody   has not signed in                      half     has given the password, not the second step
  entering has passed an invitation's door, and sets up a way in
  stranger a client on no matter at all           other    the client of another matter
  former   a client whose access to it ended      client   the client of the matter
  off      a lawyer of the firm, not on the team  team     an assistant on the team
  view     a member on the team, view only        owner    runs the firm
  helper   an accountant, with one document       link     has come through a link for files to the matter
  short    the client, come in with something the firm takes no more
  lacking  the assistant on the team, the same

";

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Nobody,
    Half,
    Entering,
    Stranger,
    OtherClient,
    Former,
    Client,
    OffTheTeam,
    Team,
    ViewOnly,
    Owner,
    Helper,
    Link,
    Short,
    Lacking,
}

impl Role {
    pub const ALL: &'static [Self] = &[
        Self::Nobody,
        Self::Half,
        Self::Entering,
        Self::Stranger,
        Self::OtherClient,
        Self::Former,
        Self::Client,
        Self::OffTheTeam,
        Self::Team,
        Self::ViewOnly,
        Self::Owner,
        Self::Helper,
        Self::Link,
        Self::Short,
        Self::Lacking,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Half => "half",
            Self::Entering => "entering",
            Self::Stranger => "stranger",
            Self::OtherClient => "other",
            Self::Former => "former",
            Self::Client => "client",
            Self::OffTheTeam => "off",
            Self::Team => "team",
            Self::ViewOnly => "view",
            Self::Owner => "owner",
            Self::Helper => "helper",
            Self::Link => "link",
            Self::Short => "short",
            Self::Lacking => "lacking",
        }
    }

    /// Whether the way they came in is not one the firm takes.
    pub fn falls_short(self) -> bool {
        matches!(self, Self::Short | Self::Lacking)
    }

    pub fn is_outside(self) -> bool {
        matches!(
            self,
            Self::Nobody | Self::Half | Self::Entering | Self::Link
        )
    }

    pub fn has_no_part_in_the_matter(self) -> bool {
        !matches!(
            self,
            Self::Client
                | Self::Team
                | Self::ViewOnly
                | Self::Owner
                | Self::Helper
                | Self::Short
                | Self::Lacking
        )
    }
}
