//! Today: what waits for whoever works here, what clients did, what the firm waits for. Pages only: every line is a
//! question to the slice that keeps the answer.

pub mod pages;
