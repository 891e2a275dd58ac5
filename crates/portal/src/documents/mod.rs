//! Documents: a name with history; versions are immutable bytes.
