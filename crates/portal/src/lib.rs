//! Anteroom: the client portal for law firms. ARCHITECTURE.md tells how it is built.

#[macro_use]
pub mod base;

pub mod boot;
pub mod config;
pub mod custody;
pub mod keys;
pub mod layout;
pub mod listen;
pub mod portal;
pub mod routes;
pub mod storage;

pub mod audit;
pub mod clients;
pub mod demo;
pub mod documents;
pub mod firms;
pub mod home;
pub mod jobs;
pub mod kinds;
pub mod links;
pub mod matters;
pub mod messages;
pub mod notices;
pub mod people;
pub mod receipts;
pub mod requests;
pub mod shares;
pub mod today;
