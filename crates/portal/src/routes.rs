//! Every address of the product, top to bottom, with who may come in and who answers. Sign-in is the rule: what is
//! open to everybody stands in this table as `Open`, and a test prints the list. What is marked `fresh` asks first who one
//! is when the last proof is older than five minutes; the border does that, so that no handler can forget it.

mod forms;
mod paths;

use axum::{Router, extract::Request, response::Response, routing};

pub use forms::{keeps_words, page_of};
pub use paths::*;

use crate::{base::*, layout::Visit, portal::Portal};

/// Who may come in at an address. The handler's own kind of visit says it again; a test compares the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Admits {
    /// Everybody.
    Open,
    /// Anybody signed in, also with a way in that the firm takes no more.
    AnyWay,
    /// Anybody signed in.
    Signed,
    /// Clients.
    Client,
    /// Members of the firm.
    Firm,
    /// Members of the firm who may change something: all but view-only.
    Works,
    /// Whoever came through a link for files.
    Link,
    /// Only before the firm was set up.
    SetUp,
}

impl Admits {
    /// Whether whoever came in with something the firm takes no more may come in here. Everything else is refused to them,
    /// also what a later kind of visitor is added for.
    pub fn takes_any_way(self) -> bool {
        matches!(self, Self::Open | Self::AnyWay | Self::Link | Self::SetUp)
    }
}

/// An address.
#[derive(Clone, Copy, Debug)]
pub struct Route {
    /// `GET`, `POST` …
    pub method: &'static str,
    /// As the router writes it: `/matters/{matter}`.
    pub path: &'static str,
    /// Who may come in.
    pub admits: Admits,
    /// Whether who one is must have been proved within five minutes ([`Signed::is_fresh`]).
    pub asks_anew: bool,
}

macro_rules! asks_anew {
    () => {
        false
    };
    (fresh) => {
        true
    };
}

macro_rules! routes {
    ($($admits:ident $method:ident $path:literal $($fresh:ident)? => $answer:path;)*) => {
        /// The whole table.
        pub const TABLE: &[Route] = &[$(Route {
            method: stringify!($method), path: $path, admits: Admits::$admits, asks_anew: asks_anew!($($fresh)?),
        }),*];

        /// The router made from it.
        pub fn router() -> Router<Portal> {
            Router::new()$(.route($path, routing::$method($answer)))*
        }
    };
}

routes! {
    // The room itself
    Open get "/assets/{name}" => crate::layout::asset;

    // Documents: bytes in, bytes out, handing over
    Signed post "/matters/{matter}/uploads" => crate::documents::pages::tus::create;
    Signed options "/matters/{matter}/uploads" => crate::documents::pages::tus::options;
    Signed get "/uploads/{upload}/arrived" => crate::documents::pages::tus::arrived;
    Signed get "/uploads/{upload}/fingerprint" => crate::documents::pages::tus::fingerprint;
    Signed head "/uploads/{upload}" => crate::documents::pages::tus::head;
    Signed patch "/uploads/{upload}" => crate::documents::pages::tus::patch;
    Signed delete "/uploads/{upload}" => crate::documents::pages::tus::terminate;
    Signed options "/uploads/{upload}" => crate::documents::pages::tus::options;
    Signed get "/versions/{version}/download" => crate::documents::pages::serving::download;
    Signed get "/versions/{version}/original" => crate::documents::pages::serving::original;
    Signed get "/versions/{version}/pages/{page}" => crate::documents::pages::serving::page_picture;
    Signed post "/matters/{matter}/parcels" => crate::documents::pages::parcels::make;
    Signed get "/parcels/{parcel}" => crate::documents::pages::parcels::serve;
    Client get "/m/{matter}/send" => crate::documents::pages::send;
    Client post "/m/{matter}/deliveries" => crate::documents::pages::deliver;
    Client get "/deliveries/{delivery}" => crate::documents::pages::delivery;

    // Links for files: somebody without an account brings documents
    Open get "/f/{token}" => crate::links::pages::door::show;
    Open post "/f/{token}" => crate::links::pages::door::knock;
    Link get "/sending" => crate::links::pages::sending::show;
    Link post "/sending/uploads" => crate::documents::pages::tus::create_by_link;
    Link options "/sending/uploads" => crate::documents::pages::tus::options;
    Link get "/sending/uploads/{upload}/arrived" => crate::documents::pages::tus::arrived;
    Link get "/sending/uploads/{upload}/fingerprint" => crate::documents::pages::tus::fingerprint;
    Link head "/sending/uploads/{upload}" => crate::documents::pages::tus::head;
    Link patch "/sending/uploads/{upload}" => crate::documents::pages::tus::patch;
    Link delete "/sending/uploads/{upload}" => crate::documents::pages::tus::terminate;
    Link options "/sending/uploads/{upload}" => crate::documents::pages::tus::options;
    Link post "/sending/deliveries" => crate::links::pages::sending::hand_over;
    Link get "/sending/deliveries/{delivery}" => crate::links::pages::sending::receipt;
    Link post "/sending/end" => crate::links::pages::sending::leave;
    Works get "/matters/{matter}/links/new" => crate::links::pages::firm::new;
    Works post "/matters/{matter}/links" => crate::links::pages::firm::make;
    Works get "/links/{link}" => crate::links::pages::firm::show;
    Works get "/links/{link}/letter" => crate::links::pages::firm::letter;
    Works post "/links/{link}/code" => crate::links::pages::firm::make_code;
    Works post "/links/{link}/end" => crate::links::pages::firm::end;

    // Getting in, and a person's own pages
    Open get "/sign-in" => crate::people::pages::sign_in::show;
    Open post "/sign-in" => crate::people::pages::sign_in::password;
    Open get "/sign-in/code" => crate::people::pages::second_step::ask_code;
    Open post "/sign-in/code" => crate::people::pages::second_step::code;
    Open get "/sign-in/card" => crate::people::pages::second_step::ask_card_code;
    Open post "/sign-in/card" => crate::people::pages::second_step::card_code;
    Open get "/sign-in/recovery-code" => crate::people::pages::second_step::ask_recovery_code;
    Open post "/sign-in/recovery-code" => crate::people::pages::second_step::recovery_code;
    Open post "/sign-in/passkey/options" => crate::people::pages::sign_in::passkey_options;
    Open post "/sign-in/passkey" => crate::people::pages::sign_in::passkey;
    Open get "/sign-in/single-sign-on" => crate::people::pages::single_sign_on::begin;
    Open get "/sign-in/single-sign-on/back" => crate::people::pages::single_sign_on::back;
    Open get "/sign-in/help" => crate::people::pages::help::show;
    Open post "/sign-in/help" => crate::people::pages::help::send_again;
    AnyWay get "/sign-in/again" => crate::people::pages::again::show;
    AnyWay post "/sign-in/again" => crate::people::pages::again::password;
    AnyWay post "/sign-in/again/passkey" => crate::people::pages::again::passkey;
    Open get "/not-me/{token}" => crate::people::pages::not_me::show;
    Open post "/not-me/{token}" => crate::people::pages::not_me::stop;
    Open post "/sign-in/help/password" => crate::people::pages::forgotten::ask;
    Open get "/new-password/{token}" => crate::people::pages::forgotten::show;
    Open post "/new-password/{token}" => crate::people::pages::forgotten::set;
    Open get "/i/{token}" => crate::people::pages::invitation::show;
    Open post "/i/{token}" => crate::people::pages::invitation::knock;
    Open post "/i/{token}/renewal" => crate::people::pages::invitation::renew;
    Open get "/enter" => crate::people::pages::entering::choose;
    Open post "/enter" => crate::people::pages::entering::chosen;
    Open get "/enter/passkey" => crate::people::pages::entering::passkey;
    Open post "/enter/passkey" => crate::people::pages::entering::passkey_made;
    Open post "/enter/passkey/options" => crate::people::pages::entering::passkey_options;
    Open get "/enter/password" => crate::people::pages::entering::password;
    Open post "/enter/password" => crate::people::pages::entering::password_chosen;
    Open get "/enter/app" => crate::people::pages::entering::app;
    Open post "/enter/app" => crate::people::pages::entering::app_on;
    Open get "/enter/card" => crate::people::pages::entering::card;
    Open post "/enter/card" => crate::people::pages::entering::card_used;
    Open get "/enter/codes" => crate::people::pages::entering::recovery_codes;
    Open post "/enter/codes" => crate::people::pages::entering::recovery_codes_kept;
    Signed get "/enter/welcome" => crate::people::pages::invitation::welcome;
    Signed get "/you" => crate::people::pages::you::show;
    Signed post "/you" => crate::people::pages::you::keep;
    Signed get "/you/notices" => crate::notices::pages::show;
    Signed post "/you/notices" => crate::notices::pages::keep;
    Signed get "/you/security" => crate::people::pages::security::show;
    AnyWay get "/you/security/needed" => crate::people::pages::needed::show;
    AnyWay get "/you/security/passkey" fresh => crate::people::pages::security::new_passkey;
    AnyWay post "/you/passkeys/options" fresh => crate::people::pages::security::passkey_options;
    AnyWay post "/you/passkeys" fresh => crate::people::pages::security::add_passkey;
    Signed get "/you/passkeys/{passkey}" fresh => crate::people::pages::security::passkey;
    Signed post "/you/passkeys/{passkey}" fresh => crate::people::pages::security::rename_passkey;
    Signed post "/you/passkeys/{passkey}/removal" fresh => crate::people::pages::security::remove_passkey;
    Signed get "/you/security/email" fresh => crate::people::pages::address::show;
    Signed post "/you/security/email" fresh => crate::people::pages::address::ask;
    Signed get "/you/email/{token}" => crate::people::pages::address::at_link;
    Signed post "/you/email/{token}" => crate::people::pages::address::confirm;
    Signed get "/you/security/password" fresh => crate::people::pages::secrets::new_password;
    Signed post "/you/security/password" fresh => crate::people::pages::secrets::set_password;
    AnyWay get "/you/security/app" fresh => crate::people::pages::secrets::new_app;
    AnyWay post "/you/security/app" fresh => crate::people::pages::secrets::set_app;
    Signed post "/you/security/codes" fresh => crate::people::pages::secrets::make_codes;
    Signed post "/you/security/single-sign-on" fresh => crate::people::pages::single_sign_on::link;
    Signed post "/you/security/single-sign-on/removal" fresh => crate::people::pages::single_sign_on::unlink;
    Signed post "/you/security/vouching/stop" => crate::people::pages::not_me::stop_mine;
    Signed post "/you/sessions/{session}/end" => crate::people::pages::security::end_session;
    Signed post "/you/sessions/end" => crate::people::pages::security::end_sessions;
    Open post "/session/kept" => crate::people::pages::sign_in::keep_words;
    AnyWay post "/session/renewal" => crate::people::pages::sign_in::renew;
    Open post "/sign-out" => crate::people::pages::sign_in::sign_out;
    Open post "/language" => crate::people::pages::you::language;
    // The firm: its colours, its set-up, its settings
    Open get "/brand/{look}" => crate::firms::pages::brand;
    SetUp get "/set-up/{token}" => crate::firms::pages::set_up::start;
    SetUp get "/set-up/{token}/you" => crate::firms::pages::set_up::you;
    SetUp post "/set-up/{token}/you" => crate::firms::pages::set_up::name_owner;
    SetUp get "/set-up/{token}/firm" => crate::firms::pages::set_up::firm;
    SetUp post "/set-up/{token}/firm" => crate::firms::pages::set_up::keep_firm;
    SetUp get "/set-up/{token}/letters" => crate::firms::pages::set_up::letters;
    SetUp post "/set-up/{token}/letters" => crate::firms::pages::set_up::keep_letters;
    SetUp post "/set-up/{token}/letters/test" => crate::firms::pages::set_up::test_letters;
    SetUp get "/set-up/{token}/place" => crate::firms::pages::set_up::place;
    SetUp post "/set-up/{token}/place" => crate::firms::pages::set_up::finish;
    Firm get "/settings" => crate::firms::pages::settings::firm;
    Firm post "/settings" => crate::firms::pages::settings::keep_firm;
    Firm get "/settings/mail" => crate::firms::pages::settings::mail;
    Firm post "/settings/mail" fresh => crate::firms::pages::settings::keep_mail;
    Firm post "/settings/mail/set-aside" => crate::firms::pages::settings::set_mail_aside;
    Firm post "/settings/mail/test" fresh => crate::firms::pages::settings::test_mail;
    Firm get "/settings/messages" => crate::firms::pages::messages::messages;
    Firm post "/settings/messages" fresh => crate::firms::pages::messages::keep_messages;
    Firm get "/settings/people" => crate::firms::pages::staff::list;
    Firm post "/settings/people" fresh => crate::firms::pages::staff::add;
    Firm get "/settings/people/new" fresh => crate::firms::pages::staff::new;
    Firm get "/settings/people/{person}" fresh => crate::firms::pages::staff::member;
    Firm post "/settings/people/{person}" fresh => crate::firms::pages::staff::change;
    Firm post "/settings/people/{person}/sessions/end" fresh => crate::firms::pages::staff::sign_out;
    Firm post "/settings/people/{person}/invitation" fresh => crate::firms::pages::staff::invite;
    Firm get "/settings/people/{person}/end" fresh => crate::firms::pages::staff::ending;
    Firm post "/settings/people/{person}/end" fresh => crate::firms::pages::staff::end;
    Firm get "/settings/security" fresh => crate::firms::pages::policy::policy;
    Firm post "/settings/security" fresh => crate::firms::pages::policy::keep_policy;
    Firm post "/settings/security/sessions/end" fresh => crate::firms::pages::policy::sign_everybody_out;
    Firm get "/settings/rights" => crate::firms::pages::rights::rights;
    Firm get "/settings/place" => crate::firms::pages::settings::place;
    Firm post "/settings/place" fresh => crate::firms::pages::settings::keep_place;
    Firm get "/settings/single-sign-on" => crate::firms::pages::single_sign_on::show;
    Firm post "/settings/single-sign-on" fresh => crate::firms::pages::single_sign_on::keep;
    Firm post "/settings/single-sign-on/test" fresh => crate::firms::pages::single_sign_on::test;
    Firm get "/settings/room" => crate::firms::pages::room::room;
    Firm post "/settings/room" fresh => crate::firms::pages::room::keep_room;
    Firm get "/settings/kinds" => crate::kinds::pages::list;
    Firm post "/settings/kinds" fresh => crate::kinds::pages::add;
    Firm get "/settings/kinds/new" => crate::kinds::pages::new;
    Firm get "/settings/kinds/{kind}" => crate::kinds::pages::edit;
    Firm post "/settings/kinds/{kind}" fresh => crate::kinds::pages::keep;
    Firm post "/settings/kinds/{kind}/retirement" fresh => crate::kinds::pages::retire;
    Firm post "/settings/silence" fresh => crate::kinds::pages::keep_silence;
    Firm get "/settings/scanning" => crate::firms::pages::scanning::scanning;
    Firm post "/settings/scanning" fresh => crate::firms::pages::scanning::keep_scanning;

    // Clients, matters, the record
    Firm get "/matters" => crate::matters::pages::list;
    Works post "/matters" => crate::matters::pages::create;
    Works get "/matters/new" => crate::matters::pages::new;
    Works get "/matters/{matter}/edit" => crate::matters::pages::edit;
    Works post "/matters/{matter}/edit" => crate::matters::pages::change;
    Firm get "/matters/{matter}/people" => crate::matters::pages::people;
    Works get "/matters/{matter}/people/{person}/end" => crate::matters::pages::ending;
    Works post "/matters/{matter}/people/{person}/end" => crate::matters::pages::end;
    Works get "/matters/{matter}/people/{person}/card" fresh => crate::matters::pages::card;
    Works post "/matters/{matter}/people/{person}/card" fresh => crate::matters::pages::print_card;
    Works get "/matters/{matter}/people/{person}" => crate::matters::pages::terms;
    Works post "/matters/{matter}/people/{person}" => crate::matters::pages::set_terms;
    Works get "/matters/{matter}/helpers/new" => crate::matters::pages::new_helper;
    Works post "/matters/{matter}/helpers" => crate::matters::pages::invite_helper;
    Works get "/matters/{matter}/wall" fresh => crate::matters::pages::wall;
    Works post "/matters/{matter}/wall" fresh => crate::matters::pages::put_up;
    Works post "/matters/{matter}/wall/end" fresh => crate::matters::pages::take_down;
    Works post "/matters/{matter}/conflicts" fresh => crate::matters::pages::keep_from;
    Works post "/matters/{matter}/conflicts/{person}/end" fresh => crate::matters::pages::lift;
    Works get "/emergency" => crate::matters::pages::emergency;
    Works post "/emergency" fresh => crate::matters::pages::ask;
    Works get "/emergencies/{emergency}/agreement" => crate::matters::pages::agreement;
    Works post "/emergencies/{emergency}/agreement" fresh => crate::matters::pages::agree;
    Works post "/emergencies/{emergency}/end" => crate::matters::pages::end_emergency;
    Works post "/matters/{matter}/team" => crate::matters::pages::join_team;
    Works post "/matters/{matter}/team/{person}/end" => crate::matters::pages::leave_team;
    Works get "/matters/{matter}/invitations/new" => crate::matters::pages::new_invitation;
    Works post "/matters/{matter}/invitations" => crate::matters::pages::invite;
    Works get "/invitations/{invitation}" => crate::matters::pages::invitation;
    Works get "/invitations/{invitation}/letter" => crate::matters::pages::letter;
    Works post "/invitations/{invitation}/letter" fresh => crate::matters::pages::letter_with_card;
    Works post "/invitations/{invitation}/replacement" => crate::matters::pages::replace_invitation;
    Works post "/address-changes/{change}/stop" => crate::matters::pages::stop_address;
    Works post "/people/{person}/sessions/end" => crate::matters::pages::sign_out;
    Works get "/people/{person}/vouching" fresh => crate::matters::pages::vouching::ask;
    Works post "/people/{person}/vouching" fresh => crate::matters::pages::vouching::begin;
    Works get "/vouchings/{vouching}" fresh => crate::matters::pages::vouching::show;
    Works post "/vouchings/{vouching}/agreement" fresh => crate::matters::pages::vouching::agree;
    Works post "/vouchings/{vouching}/stop" => crate::matters::pages::vouching::stop;
    Firm get "/matters/{matter}/status" => crate::matters::pages::status;
    Works post "/matters/{matter}/status" => crate::matters::pages::say;
    Works post "/matters/{matter}/nothing-new" => crate::matters::pages::say_nothing_new;
    Works post "/matters/{matter}/nudges" => crate::matters::pages::set_nudges;
    Works get "/matters/{matter}/steps" => crate::matters::pages::steps;
    Works post "/matters/{matter}/steps" => crate::matters::pages::change_steps;
    Works post "/matters/{matter}/steps/kind" => crate::matters::pages::take_kind;
    Works post "/matters/{matter}/steps/reached" => crate::matters::pages::reach;
    Firm get "/matters/{matter}/record" => crate::matters::pages::record;
    Works get "/matters/{matter}/removal" => crate::matters::pages::removal;
    Works post "/matters/{matter}/removal" => crate::matters::pages::remove;
    Firm get "/clients" => crate::clients::pages::list;
    Works post "/clients" => crate::clients::pages::create;
    Works get "/clients/new" => crate::clients::pages::new;
    Firm get "/clients/{client}" => crate::clients::pages::show;
    Firm get "/record" => crate::audit::pages::record;

    // The client's side
    Signed get "/" => crate::home::pages::home;
    Client get "/m/{matter}" => crate::home::pages::matter;
    Client get "/m/{matter}/d/{document}" => crate::home::pages::document;
    Client get "/documents" => crate::home::pages::documents;
    Client post "/parcels" => crate::home::pages::take_away;
    Client get "/you/looked" => crate::home::pages::looked;
    Open get "/safe-keeping" => crate::home::pages::safe_keeping;
    Client post "/versions/{version}/acknowledgement" => crate::receipts::pages::confirm;
    Client get "/versions/{version}/acknowledgement" => crate::receipts::pages::confirmed;

    // What is asked of clients
    Client get "/m/{matter}/r/{request}" => crate::requests::pages::request;
    Client post "/m/{matter}/r/{request}/done" => crate::requests::pages::say_done;
    Client get "/m/{matter}/r/{request}/{item}" => crate::requests::pages::item;
    Client post "/m/{matter}/r/{request}/{item}" => crate::requests::pages::answer;
    Client get "/m/{matter}/r/{request}/{item}/words" => crate::requests::pages::words;
    Client post "/m/{matter}/r/{request}/{item}/words" => crate::requests::pages::answer_in_words;
    Client get "/m/{matter}/r/{request}/{item}/documents" => crate::requests::pages::documents;
    Client post "/m/{matter}/r/{request}/{item}/documents" => crate::requests::pages::answer_with_documents;
    Firm get "/matters/{matter}/requests" => crate::requests::pages::of_matter;
    Works post "/matters/{matter}/requests" => crate::requests::pages::ask;
    Works get "/matters/{matter}/requests/new" => crate::requests::pages::new;
    Works get "/requests/{request}" => crate::requests::pages::edit;
    Works post "/requests/{request}" => crate::requests::pages::change;
    Works post "/requests/{request}/withdrawal" => crate::requests::pages::withdraw;
    Works post "/requests/{request}/reminder" => crate::requests::pages::remind;
    Firm get "/items/{item}" => crate::requests::pages::check;
    Works post "/items/{item}" => crate::requests::pages::say;
    Firm get "/late" => crate::requests::pages::late;

    // Letters
    Client get "/messages" => crate::messages::pages::mine;
    Client get "/m/{matter}/messages" => crate::messages::pages::of_my_matter;
    Client post "/m/{matter}/messages" => crate::messages::pages::write_mine;
    Client post "/m/{matter}/messages/draft" => crate::messages::pages::save_mine;
    Client post "/m/{matter}/messages/with-files" => crate::messages::pages::write_with_files;
    Firm get "/matters/{matter}/messages" => crate::messages::pages::of_matter;
    Works post "/matters/{matter}/messages" => crate::messages::pages::write;
    Works post "/matters/{matter}/messages/draft" => crate::messages::pages::save;
    Firm get "/matters/{matter}/notes" => crate::messages::pages::notes;
    Works post "/matters/{matter}/notes" => crate::messages::pages::write_note;
    Firm get "/answers" => crate::messages::pages::answers;
    Works post "/answers" => crate::messages::pages::keep;
    Works get "/answers/new" => crate::messages::pages::new;
    Works get "/answers/{answer}" => crate::messages::pages::answer;
    Works post "/answers/{answer}" => crate::messages::pages::change;
    Works get "/answers/{answer}/removal" => crate::messages::pages::removal;
    Works post "/answers/{answer}/removal" => crate::messages::pages::remove;

    // A matter's documents on the firm's side, sharing them, and what waits today
    Firm get "/today" => crate::today::pages::today;
    Firm get "/matters/{matter}" => crate::documents::pages::firm::shelf;
    Works get "/matters/{matter}/documents/new" => crate::documents::pages::firm::adding;
    Works post "/matters/{matter}/documents" => crate::documents::pages::firm::add;
    Firm get "/documents/{document}" => crate::documents::pages::firm::held;
    Works post "/documents/{document}/title" => crate::documents::pages::firm::rename;
    Works post "/documents/{document}/versions" => crate::documents::pages::firm::add_version;
    Works post "/documents/{document}/check" => crate::documents::pages::firm::check;
    Works post "/versions/{version}/set-aside" => crate::documents::pages::firm::note_set_aside;
    Works get "/matters/{matter}/shares/new" => crate::shares::pages::new;
    Works post "/matters/{matter}/shares" => crate::shares::pages::create;
    Works post "/sharings/{sharing}/undo" => crate::shares::pages::undo;
    Works get "/shares/{share}" => crate::shares::pages::share;
    Works post "/shares/{share}/revocation" => crate::shares::pages::revoke;
}

/// The rules of a matched address.
pub fn of(method: &http::Method, path: &str) -> Option<&'static Route> {
    TABLE.iter().find(|route| {
        route.path == path
            && (route.method.eq_ignore_ascii_case(method.as_str())
                || (method == http::Method::HEAD && route.method == "get"))
    })
}

/// Asks who one is before a form is taken, and keeps what was typed meanwhile.
pub async fn prove_first(visit: Visit, request: Request) -> Response {
    crate::people::pages::again::first(&visit, request).await
}

/// Whether an address belongs to the set-up.
pub fn is_of_set_up(path: &str) -> bool {
    TABLE
        .iter()
        .any(|route| route.path == path && route.admits == Admits::SetUp)
}

/// Where somebody who came through a link hands documents over.
pub const SENDING: &str = "/sending";
/// Uploads of somebody who came through a link (tus creation); each lies below.
pub const SENDING_UPLOADS: &str = "/sending/uploads";
/// Handing over through a link (POST).
pub const SENDING_DELIVERIES: &str = "/sending/deliveries";
/// The end of a visit through a link (POST).
pub const SENDING_END: &str = "/sending/end";
/// Uploads of people who are signed in; each lies below.
pub const UPLOADS: &str = "/uploads";
/// Parcels of a client's own documents (POST).
pub const MY_PARCELS: &str = "/parcels";
/// What is late across matters.
pub const LATE: &str = "/late";
/// The firm's settings.
pub const SETTINGS: &str = "/settings";
/// Outgoing mail.
pub const SETTINGS_MAIL: &str = "/settings/mail";
/// Within how many working days letters are answered.
pub const SETTINGS_MESSAGES: &str = "/settings/messages";
/// The firm's ready answers.
pub const ANSWERS: &str = "/answers";
/// The firm's own people.
pub const SETTINGS_PEOPLE: &str = "/settings/people";
/// Another e-mail address of one's own.
pub const MY_ADDRESS: &str = "/you/security/email";
/// What people must come in with.
pub const SETTINGS_SECURITY: &str = "/settings/security";
/// Where somebody is led whose way in the firm takes no more.
pub const ANOTHER_WAY: &str = "/you/security/needed";
/// Where things are kept.
pub const SETTINGS_PLACE: &str = "/settings/place";
/// How much room documents may take.
pub const SETTINGS_ROOM: &str = "/settings/room";
/// Kinds of matter.
pub const SETTINGS_KINDS: &str = "/settings/kinds";
/// Scanning.
pub const SETTINGS_SCANNING: &str = "/settings/scanning";

/// Opening a matter in an emergency.
pub const EMERGENCY: &str = "/emergency";
/// The provider members may sign in with.
pub const SETTINGS_SINGLE_SIGN_ON: &str = "/settings/single-sign-on";
/// Where the provider sends people back to: registered there, so it stays.
pub const SINGLE_SIGN_ON_BACK: &str = "/sign-in/single-sign-on/back";

/// Percent-encodes a path for use inside a query.
fn encoded(path: &str) -> String {
    form_urlencoded::byte_serialize(path.as_bytes()).collect()
}

/// Where the firm finds somebody: among the people of a matter they take part in, or among its own; nowhere when their
/// access has ended.
pub fn whereabouts(
    person: PersonId,
    matter: Option<MatterId>,
    is_colleague: bool,
) -> Option<String> {
    matter
        .map(matter_people)
        .or_else(|| is_colleague.then(|| member(person)))
}

/// The sign-in page, leading on to `next` afterwards.
pub fn sign_in(next: &str) -> String {
    if next == "/" || next.is_empty() {
        "/sign-in".into()
    } else {
        format!("/sign-in?next={}", encoded(next))
    }
}

/// To the firm's provider, leading on to `next` afterwards.
pub fn single_sign_on(next: &str) -> String {
    format!("/sign-in/single-sign-on?next={}", encoded(next))
}

/// The page that asks to prove identity again, leading on to `next`.
pub fn prove(next: &str) -> String {
    format!("/sign-in/again?next={}", encoded(next))
}

/// Whether a text is a path on this site, as an address may carry it: whatever else it is, it may lead anywhere.
pub fn is_path(text: &str) -> bool {
    text.starts_with('/')
        && !text.starts_with("//")
        && !text.contains('\\')
        && text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// A path of ours out of a `next` field: same origin only, else Home.
pub fn next(text: &str) -> String {
    if is_path(text) {
        text.to_owned()
    } else {
        "/".into()
    }
}
