//! Requests as stories: the firm asks, the client answers, the firm checks; reminders leave and stop; nobody sees what is not
//! theirs.

mod answering;
mod asking;
mod checking;
mod late;
mod reminding;
mod rights;

use anteroom_testkit::Part;

use crate::world::World;

/// A field of a form with files.
fn field(name: &str, value: &str) -> Part {
    Part {
        name: name.into(),
        file_name: None,
        body: value.as_bytes().to_vec(),
    }
}

/// A file of such a form.
fn file(world: &World, name: &str, body: &[u8]) -> Part {
    world.keeps_secret(name);
    if body.len() >= 16 {
        world.keeps_secret(std::str::from_utf8(body).unwrap());
    }
    Part {
        name: "files".into(),
        file_name: Some(name.into()),
        body: body.to_vec(),
    }
}
