//! Words every slice shares. Imports no slice.

#[macro_use]
mod text_enum;

mod actor;
mod address;
mod clock;
mod error;
mod form;
mod id;
mod lang;
mod place;
mod rights;
mod scripts;
mod sealed;
mod sight;
mod timestamp;
mod trail;
mod tx;
mod when;

pub use actor::{Actor, Device, Role, Sender, Side, Signed, WayIn};
pub use address::{for_index as address_for_index, plain as plain_address};
pub use anteroom_db::{Sql, sql};
pub use clock::{Clock, new_id, random};
pub use error::{Error, Result};
pub use form::{Form, Problem};
pub use id::*;
pub use lang::{Argument, Lang, Locale};
pub use place::Place;
pub use rights::{Extent, Right};
pub use scripts::{is_mixed_address, is_mixed_name, odd_letters};
pub use sealed::{Column, Under};
pub use sight::{Eyes, Whose};
pub(crate) use sight::{client_veiled, hidden, sees, takes_part, veiled};
pub use timestamp::Timestamp;
pub use trail::{Act, Entry};
pub use tx::Tx;
pub use when::When;
