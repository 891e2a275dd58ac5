//! Clients: the parties the firm acts for.
