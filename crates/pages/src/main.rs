//! The child alone, without a portal around it: for this crate's tests and for measuring.

use std::{io, process::ExitCode};

use anteroom_pages::child::{self, Ended};

fn main() -> ExitCode {
    match child::run(io::stdin().lock(), io::stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Ended::Unconfined(_)) => ExitCode::from(child::UNCONFINED),
        Err(Ended::Broken(_)) => ExitCode::FAILURE,
    }
}
