//! What all pages share: the border every request crosses, the visit it becomes, the frame around a page, errors.

pub mod assets;
mod border;
mod choice;
mod cookies;
mod errors;
mod frame;
pub mod icons;
mod kept;
mod linger;
mod qr;
mod reply;
mod serving;
mod visit;

pub use border::{Peer, cross};
pub use choice::Choice;
pub use cookies::{attempt_cookie, choosing, sending_cookie, session_cookie};
pub use errors::{Failure, dress};
pub use frame::{Frame, Here, first_name, initials};
pub use kept::{keep_typed, said_kept};
pub use qr::qr;
pub use reply::{Onward, Reply, on_to, page, page_with, status_of};
pub use serving::asset;
pub use visit::{
    BringingVisit, ClientVisit, FirmVisit, Path, Query, SenderVisit, SignedVisit, Ticked, Typed,
    Visit, WorkingVisit,
};
