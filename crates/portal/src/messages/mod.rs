//! Letters between firm and client, by matter.
