//! Clients: the parties the firm acts for. A client is a person or an organisation; whoever signs in for it is one of
//! its contacts.
//!
//! That the firm acts for somebody is itself confidential: a member sees the clients of their own matters and those they
//! added; the owner sees all, but for those known only through matters behind a wall. To everybody else a client is absent.

pub mod pages;

use crate::{
    base::{
        Act, Actor, ClientId, Column, Entry, Error, Locale, PersonId, Result, Right, Side,
        Timestamp, Tx, Under, Whose, client_veiled, hidden, sees, sql, veiled,
    },
    people,
};

const NAME: Column = Column::of("clients", "name");
const EMAIL: Column = Column::of("people", "email");

/// Clients on one page of the list.
pub const PAGE: usize = 50;

/// Names are sealed, so the list is put in order here and not in the database; of more than this many, only the newest
/// are listed.
const MOST: i64 = 20_000;

/// Whether the member $3 sees the client `c` at $4; $5 says "yes" of whoever sees every matter.
macro_rules! seen {
    () => {
        concat!(
            "(exists (select 1 from matters m where m.firm_id = $1 and m.client_id = c.id and m.removed_at is null and ",
            sees!("m.id", "$3", "''", "$4"),
            ") or ((c.created_by = $3 or $5 = 'yes') and not ",
            client_veiled!("c.id", "$3", "$4"),
            "))"
        )
    };
}

sql! {
    INSERT = "insert into clients (id, firm_id, kind, name, created_by, created_at) values ($1, $2, $3, $4, $5, $6)";
    FIND = "select c.id, c.kind, c.name from clients c where c.firm_id = $1 and c.id = $2";
    // Joins matters: a member sees the clients of the matters they see, those they added, and as an owner ($5) those
    // without a matter; of a client with a matter that is hidden from them, nothing but through another matter.
    FIND_OWN = concat!("select c.id, c.kind, c.name from clients c where c.firm_id = $1 and c.id = $2 and ", seen!());
    LIST = "select c.id, c.kind, c.name from clients c where c.firm_id = $1 order by c.created_at desc, c.id desc limit $2";
    LIST_OWN = concat!("select c.id, c.kind, c.name from clients c where c.firm_id = $1 and ", seen!(), "
        order by c.created_at desc, c.id desc limit $2");
    LINK = "insert into client_contacts (client_id, person_id, firm_id, created_at)
        select $1, p.id, $3, $4 from people p
        where p.firm_id = $3 and p.id = $2 and not exists (select 1 from members m where m.firm_id = $3 and m.person_id = p.id)
        on conflict (client_id, person_id) do nothing";
    CONTACTS = concat!("select p.id, p.name, p.email, p.locale, p.entered_at from client_contacts c
        join people p on p.id = c.person_id
        where c.firm_id = $1 and c.client_id = $2 and p.ended_at is null and not ", veiled!("p.id", "$3", "$4"), "
        order by c.created_at, p.id");
}

/// What a client is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientKind {
    /// A natural person.
    Person,
    /// A company, a society, an estate.
    Organisation,
}

text_enum! { ClientKind { Person = "person", Organisation = "organisation" } }

impl ClientKind {
    /// The key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Person => "clients-kind-person",
            Self::Organisation => "clients-kind-organisation",
        }
    }
}

/// A party the firm acts for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    /// Which.
    pub id: ClientId,
    /// Person or organisation.
    pub kind: ClientKind,
    /// Its name, as the firm writes it.
    pub name: String,
}

/// A person who signs in for a client.
#[derive(Clone, Debug)]
pub struct Contact {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// The language they are written to in.
    pub locale: Locale,
    /// When they first signed in.
    pub entered_at: Option<Timestamp>,
}

/// A page of the list, in the order of names.
#[derive(Clone, Debug)]
pub struct ClientPage {
    /// Up to [`PAGE`] clients.
    pub clients: Vec<Client>,
    /// Whether more follow the last one.
    pub has_more: bool,
}

/// Which clients the actor may see.
enum Sight {
    Every,
    /// Those of a member; "yes" where they see every matter that is not hidden.
    Own(PersonId, &'static str),
    Nothing,
}

fn sight(tx: &Tx<'_, '_>) -> Sight {
    match tx.actor() {
        Actor::Product(_) => Sight::Every,
        Actor::Person(_, signed) if signed.side != Side::Client => {
            let sees_every = Right::SeeEveryMatter.belongs_to(signed.side);
            Sight::Own(signed.person, if sees_every { "yes" } else { "no" })
        }
        Actor::Person(..) | Actor::Sender(..) | Actor::Door(_) => Sight::Nothing,
    }
}

type Sealed = (ClientId, ClientKind, Vec<u8>);

fn read(row: &anteroom_db::Row<'_>) -> Result<Sealed, anteroom_db::Error> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
}

fn opened(tx: &Tx<'_, '_>, (id, kind, name): Sealed) -> Result<Client> {
    Ok(Client {
        id,
        kind,
        name: open_name(tx, id, &name)?,
    })
}

/// Opens a client's name that another slice's statement has joined.
///
/// # Errors
/// [`Error::Bug`] when it is not what was sealed there.
pub fn open_name(tx: &Tx<'_, '_>, client: ClientId, sealed: &[u8]) -> Result<String> {
    tx.open(Under::Firm, NAME, client, sealed)
}

impl Client {
    /// Adds a client.
    ///
    /// # Errors
    /// [`Error::Forbidden`] without [`Right::RunMatters`].
    pub fn add(tx: &mut Tx<'_, '_>, kind: ClientKind, name: &str) -> Result<Self> {
        tx.require(Right::RunMatters)?;
        let id: ClientId = tx.new_id()?;
        let sealed = tx.seal(Under::Firm, NAME, id, name)?;
        tx.run(
            INSERT,
            &[&id, &tx.firm(), &kind, &sealed, &tx.person()?, &tx.now()],
        )?;
        tx.record(Entry::of(Act::ClientAdded).about(id).with("client", name))?;
        Ok(Self {
            id,
            kind,
            name: name.to_owned(),
        })
    }

    /// The client, if the actor may see it.
    ///
    /// # Errors
    /// [`Error::NotFound`], also for what the actor may not see.
    pub fn find(tx: &mut Tx<'_, '_>, id: ClientId) -> Result<Self> {
        let firm = tx.firm();
        let found = match sight(tx) {
            Sight::Every => tx.row(FIND, &[&firm, &id], read)?,
            Sight::Own(member, every) => {
                tx.row(FIND_OWN, &[&firm, &id, &member, &tx.now(), &every], read)?
            }
            Sight::Nothing => None,
        };
        opened(tx, found.ok_or(Error::NotFound)?)
    }

    /// Every client the actor may see, in the order of names.
    ///
    /// # Errors
    /// The store's.
    pub fn all(tx: &mut Tx<'_, '_>) -> Result<Vec<Self>> {
        let firm = tx.firm();
        let found = match sight(tx) {
            Sight::Every => tx.rows(LIST, &[&firm, &MOST], read)?,
            Sight::Own(member, every) => {
                tx.rows(LIST_OWN, &[&firm, &MOST, &member, &tx.now(), &every], read)?
            }
            Sight::Nothing => Vec::new(),
        };
        let mut clients = found
            .into_iter()
            .map(|row| opened(tx, row))
            .collect::<Result<Vec<_>>>()?;
        clients.sort_by_cached_key(|client| (client.name.to_lowercase(), client.id));
        Ok(clients)
    }

    /// The clients whose name holds every word of `q`, in the order of names, from the one behind `after` on.
    ///
    /// # Errors
    /// The store's.
    pub fn page(tx: &mut Tx<'_, '_>, q: &str, after: Option<ClientId>) -> Result<ClientPage> {
        let mut clients = Self::all(tx)?;
        clients.retain(|client| holds_every_word(&client.name, q));
        let start = after
            .and_then(|after| clients.iter().position(|client| client.id == after))
            .map_or(0, |place| place + 1);
        clients.drain(..start);
        let has_more = clients.len() > PAGE;
        clients.truncate(PAGE);
        Ok(ClientPage { clients, has_more })
    }

    /// Makes a person one of the client's contacts. Twice is fine.
    ///
    /// # Errors
    /// [`Error::Forbidden`] without [`Right::InviteClients`].
    pub fn link_contact(&self, tx: &mut Tx<'_, '_>, person: PersonId) -> Result<()> {
        tx.require(Right::InviteClients)?;
        tx.run(LINK, &[&self.id, &person, &tx.firm(), &tx.now()])?;
        Ok(())
    }

    /// Who signs in for this client, in the order they came; nobody who comes in only for a matter that is hidden from the
    /// actor.
    ///
    /// # Errors
    /// The store's; [`Error::NotFound`] for clients.
    pub fn contacts(&self, tx: &mut Tx<'_, '_>) -> Result<Vec<Contact>> {
        let eyes = tx.eyes(Whose::All)?;
        let params: [&dyn anteroom_db::Param; 4] =
            [&tx.firm(), &self.id, &eyes.member(), &tx.now()];
        let rows = tx.rows(CONTACTS, &params, |row| {
            Ok((
                row.get::<PersonId>(0)?,
                row.get::<Vec<u8>>(1)?,
                row.get::<Vec<u8>>(2)?,
                row.get(3)?,
                row.get(4)?,
            ))
        })?;
        rows.into_iter()
            .map(|(person, name, email, locale, entered_at)| {
                Ok(Contact {
                    person,
                    name: tx.open(Under::Firm, people::NAME, person, &name)?,
                    email: tx.open(Under::Firm, EMAIL, person, &email)?,
                    locale,
                    entered_at,
                })
            })
            .collect()
    }
}

/// Whether `text` holds each word of `q`, whatever the case and the accents.
pub fn holds_every_word(text: &str, q: &str) -> bool {
    let text = bare(text);
    q.split_whitespace().all(|word| text.contains(&bare(word)))
}

/// Lower case without accents: people search as their keyboard lets them.
fn bare(text: &str) -> String {
    use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
    text.nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_wants_every_word_in_any_order_and_case() {
        assert!(holds_every_word("Élise Tremblay", "tremblay ÉLI"));
        assert!(holds_every_word("Les Hérons, Ana Lucía", "heron lucia"));
        assert!(holds_every_word("Élise Tremblay", "  "));
        assert!(!holds_every_word("Élise Tremblay", "tremblay nadia"));
    }
}
