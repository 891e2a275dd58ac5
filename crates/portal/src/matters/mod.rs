//! Matters: one engagement, its people and its status.
