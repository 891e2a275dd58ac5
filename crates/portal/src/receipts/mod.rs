//! Receipts: evidence in five levels that are never mixed.
