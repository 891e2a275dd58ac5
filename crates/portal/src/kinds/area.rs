//! Areas of practice.

/// The area of practice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// Separation, divorce, children.
    Family,
    /// Buying and selling a home or land.
    RealEstate,
    /// Wills, powers of attorney, estates.
    WillsAndEstates,
    /// Landlord and tenant.
    Tenancy,
    /// Companies and contracts.
    Business,
    /// Work.
    Employment,
    /// Status and citizenship.
    Immigration,
    /// Harm to a person.
    Injury,
    /// Anything else.
    Other,
}

text_enum! { Area {
    Family = "family", RealEstate = "real estate", WillsAndEstates = "wills and estates", Tenancy = "tenancy",
    Business = "business", Employment = "employment", Immigration = "immigration", Injury = "injury", Other = "other",
} }

impl Area {
    /// The key of the area's name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Family => "matters-area-family",
            Self::RealEstate => "matters-area-real-estate",
            Self::WillsAndEstates => "matters-area-wills-and-estates",
            Self::Tenancy => "matters-area-tenancy",
            Self::Business => "matters-area-business",
            Self::Employment => "matters-area-employment",
            Self::Immigration => "matters-area-immigration",
            Self::Injury => "matters-area-injury",
            Self::Other => "matters-area-other",
        }
    }
}
