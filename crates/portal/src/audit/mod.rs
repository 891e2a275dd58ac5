//! The record in words: what happened in a matter or in the firm, read by people.
