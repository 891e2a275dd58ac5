//! Load programs for `bin/bench`: fills a folder with a large firm, and answers one point read over bare HTTP as the limit
//! that the product's pages are measured against, side by side in one run.
#![expect(
    clippy::print_stdout,
    reason = "a bench prints what its caller measures with"
)]

mod bare;
mod firm;
mod sign_ins;

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["firm", folder, matters, documents] => match (matters.parse(), documents.parse()) {
            (Ok(matters), Ok(documents)) => firm::fill(folder.as_ref(), matters, documents).await,
            _ => Err("matters and documents are numbers".into()),
        },
        ["crowd", folder, count] => match count.parse() {
            Ok(count) => firm::crowd(folder.as_ref(), count).await,
            Err(_) => Err("how many is a number".into()),
        },
        ["sign-ins", port, rate, seconds] => match (port.parse(), rate.parse(), seconds.parse()) {
            (Ok(port), Ok(rate), Ok(seconds)) => sign_ins::run(port, rate, seconds).await,
            _ => Err("port, rate and seconds are numbers".into()),
        },
        ["bare", folder, port] => bare::serve(folder.as_ref(), port).await,
        _ => Err(
            "usage: anteroom-bench firm FOLDER MATTERS DOCUMENTS-PER-MATTER | crowd FOLDER PEOPLE | sign-ins PORT RATE SECONDS | bare FOLDER PORT"
                .into(),
        ),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            println!("{message}");
            ExitCode::FAILURE
        }
    }
}
