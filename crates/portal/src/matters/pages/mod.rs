//! The firm's pages of matters: the list, one matter's details, people, helpers, walls, emergencies, invitations, status,
//! steps and record.

mod addresses;
mod cards;
mod details;
mod emergency;
mod helpers;
mod inviting;
mod list;
mod nothing_new;
mod people;
mod record;
mod status;
mod steps;
pub mod vouching;
mod wall;

pub use addresses::stop_address;
pub use cards::{card, letter_with_card, print_card};
pub use details::{change, create, edit, new, removal, remove};
pub use emergency::{agree, agreement, ask, emergency, end_emergency};
pub use helpers::{invite_helper, new_helper, set_terms, terms};
pub use inviting::{invitation, invite, letter, new_invitation, replace_invitation};
pub use list::list;
pub use nothing_new::{note as nothing_new_note, say_nothing_new, set_nudges};
pub use people::{end, ending, join_team, leave_team, people, sign_out};
pub use record::record;
pub use status::{say, status};
pub use steps::{change_steps, reach, steps, take_kind};
pub use wall::{keep_from, lift, put_up, take_down, wall};
