//! Who may do what, and who may know of what: roles, walls, several clients on one matter, helpers, emergencies, and the
//! end of all of it.

mod emergencies;
mod ending;
mod helpers;
mod joint;
mod roles;
mod walls;
