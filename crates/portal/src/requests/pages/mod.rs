//! Requests on the page: the firm asks and checks, the client reads and answers; what is late, across matters.

mod asking;
mod checking;
mod client;
mod exchange;
mod firm;
mod late;
mod rows;
mod words;

pub use asking::{ask, change, edit, new};
pub use checking::{check, say};
pub use client::{answer, due, item, request, say_done};
pub use firm::{of_matter, remind, withdraw};
pub use late::late;
pub use words::{answer_in_words, answer_with_documents, documents, words};
