//! The doors, and a person's own pages.
