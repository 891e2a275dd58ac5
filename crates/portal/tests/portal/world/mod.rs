//! A firm's whole world for a test: a real portal on a bound port, people who are signed in to it, a clock to turn, a box
//! of letters to read. The people came in by the verbs of the sign-in; its pages are a story of their own (`signs_in`).
//!
//! What lies before a story is told by short verbs (`ada.opens_matter(…)`, `ada.shares(…)`) that go through the models;
//! the story itself goes over HTTP (`carl.opens(…)`, `carl.fills(…)`). Stories are plain `#[test]` functions: the portal
//! runs on threads of its own. When the world ends, everything is looked at once more: no job is left, every row has its
//! bytes, and no word of anybody's lies readable on the disk, in a log or in a letter. So every story tests that too.

mod logs;
mod persona;
mod scratch;
mod traces;
mod verbs;

use std::{
    collections::BTreeSet,
    net::SocketAddr,
    path::Path,
    sync::{Arc, Mutex},
    time::Duration,
};

use anteroom::{
    base::{Clock, Locale, Result, Role, Tx},
    boot::{self, Outside},
    config::{ScannerSettings, Settings},
    documents, firms, jobs,
    listen::{self, Limits},
    notices::{Mail, Mailbox, Sent},
    portal::{Patience, Portal},
};
use anteroom_blobs::{Disk, Failing};
use anteroom_scan::Fake;
use anteroom_testkit::Browser;
use tokio::runtime::{Handle, Runtime};

pub use persona::{PASSWORD, Persona, code};
pub use scratch::{Scratch, scratch};
pub use verbs::{PICTURE, Paper};

/// The name of the firm every world has.
pub const FIRM: &str = "Marlowe Quint Barristers";

/// Everything a story stands on.
pub struct World {
    inside: Arc<Inside>,
    owner: Option<Persona>,
    scratch: Scratch,
    /// Bytes that lie elsewhere.
    more: Option<tempfile::TempDir>,
    scanner: Option<Fake>,
    runtime: Option<Runtime>,
}

/// What the people of a world share with it.
pub struct Inside {
    /// The product.
    pub portal: Portal,
    /// Where letters went.
    pub mailbox: Mailbox,
    address: SocketAddr,
    handle: Handle,
    words: Mutex<BTreeSet<Word>>,
}

/// Something somebody wrote, that must not be found readable.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Word {
    bytes: Vec<u8>,
    /// Names may stand in letters; what is in a matter may not.
    may_stand_in_letters: bool,
}

impl World {
    /// A firm that is set up, with its owner.
    pub fn open() -> Self {
        Self::before_set_up().set_up()
    }

    /// The same firm on a store of bytes that fails when it is told to.
    pub fn on_failing_disk() -> (Self, Arc<Failing<Disk>>) {
        let folder = tempfile::tempdir().unwrap();
        let store = Arc::new(Failing::new(Disk::open(folder.path()).unwrap()));
        let blobs = store.clone();
        let mut world = Self::with(|outside| outside.blobs = Some(blobs)).set_up();
        world.more = Some(folder);
        (world, store)
    }

    /// The same firm with no patience to speak of: what takes its time is over at once.
    pub fn in_a_hurry() -> Self {
        let moment = Duration::from_millis(300);
        Self::with(|outside| {
            outside.patience = Patience {
                form: moment,
                silence: moment,
                hashing: moment,
            }
        })
        .set_up()
    }

    /// The same firm where browsers reach it by https, as through a proxy.
    pub fn over_https() -> Self {
        Self::made(|_| {}, false, Some("https://portal.example.test")).set_up()
    }

    /// The same firm without a mail server: it prints its letters.
    pub fn without_mail() -> Self {
        Self::with(|outside| outside.mail = Mail::None).set_up()
    }

    /// The same firm with a scanner, which finds what it is told to.
    pub fn with_scanner() -> Self {
        Self::made(|_| {}, true, None).set_up()
    }

    fn set_up(self) -> Self {
        let mut world = self;
        world.change_as_product(|tx| {
            let mut card = firms::Card::load(tx)?;
            card.name = FIRM.into();
            card.phone = "613 555 0140".into();
            card.tagline = "Lawyers in Kingston, Ontario".into();
            card.locales = vec![Locale::En, Locale::Fr];
            card.keep(tx)?;
            firms::set_place(tx, "Kingston, on our own machine")?;
            firms::finish_set_up(tx)?;
            Ok(())
        });
        world.inside.portal.forget_look();
        world.owner = Some(Persona::member(&world.inside, "Olive Marlowe", Role::Owner));
        world
    }

    /// A portal that was started and never set up.
    pub fn before_set_up() -> Self {
        Self::with(|_| {})
    }

    fn with(changes: impl FnOnce(&mut Outside)) -> Self {
        Self::made(changes, false, None)
    }

    fn made(
        changes: impl FnOnce(&mut Outside),
        has_scanner: bool,
        public_url: Option<&str>,
    ) -> Self {
        logs::keep();
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .unwrap();
        let mailbox = Mailbox::default();
        let mut outside = Outside {
            clock: Clock::to_turn(),
            mail: Mail::Kept(mailbox.clone()),
            program: env!("CARGO_BIN_EXE_anteroom").into(),
            blobs: None,
            patience: Patience::default(),
        };
        changes(&mut outside);
        let scanner = has_scanner.then(|| runtime.block_on(Fake::start()).unwrap());
        let at = scanner.as_ref().map(Fake::address);
        let (scratch, portal, address) = runtime.block_on(start(outside, at, public_url));
        let inside = Inside {
            portal,
            mailbox,
            address,
            handle: runtime.handle().clone(),
            words: Mutex::default(),
        };
        Self {
            inside: Arc::new(inside),
            owner: None,
            scratch,
            more: None,
            scanner,
            runtime: Some(runtime),
        }
    }

    /// Waits for what the product does outside any page.
    pub fn waits_for<T>(&self, work: impl Future<Output = T>) -> T {
        self.inside.handle.block_on(work)
    }

    /// The product itself.
    pub fn portal(&self) -> &Portal {
        &self.inside.portal
    }

    /// Where it answers.
    pub fn address(&self) -> SocketAddr {
        self.inside.address
    }

    /// Where the data lies.
    pub fn folder(&self) -> &Path {
        self.scratch.folder()
    }

    /// Whoever set the firm up.
    pub fn owner(&self) -> &Persona {
        self.owner.as_ref().unwrap()
    }

    /// A lawyer of the firm, signed in.
    pub fn lawyer(&self, name: &str) -> Persona {
        Persona::member(&self.inside, name, Role::Lawyer)
    }

    /// An assistant of the firm, signed in.
    pub fn assistant(&self, name: &str) -> Persona {
        Persona::member(&self.inside, name, Role::Assistant)
    }

    /// A member with view-only access, signed in.
    pub fn view_only(&self, name: &str) -> Persona {
        Persona::member(&self.inside, name, Role::ViewOnly)
    }

    /// Another owner of the firm, signed in.
    pub fn co_owner(&self, name: &str) -> Persona {
        Persona::member(&self.inside, name, Role::Owner)
    }

    /// A client's contact, signed in, on no matter yet.
    pub fn client(&self, name: &str) -> Persona {
        Persona::client(&self.inside, name)
    }

    /// A browser nobody has signed in with.
    pub fn browser(&self) -> Persona {
        Persona::nobody(&self.inside)
    }

    /// Lets time pass.
    pub fn passes(&self, span: Duration) {
        self.portal().clock.turn(span);
        // How the firm looks is kept by the clock of the world.
        self.portal().forget_look();
    }

    /// Does every job and sends every letter that is due; answers how many.
    pub fn works(&self) -> usize {
        self.waits(jobs::run_due(self.portal())).unwrap()
    }

    /// Every letter that left, oldest first.
    pub fn letters(&self) -> Vec<Sent> {
        self.inside.mailbox.letters()
    }

    /// The box letters go into, which can be made to refuse them.
    pub fn mailbox(&self) -> &Mailbox {
        &self.inside.mailbox
    }

    /// The scanner of a world that has one.
    pub fn scanner(&self) -> &Fake {
        self.scanner.as_ref().unwrap()
    }

    /// The letters to one person.
    pub fn letters_to(&self, person: &Persona) -> Vec<Sent> {
        let mut letters = self.letters();
        letters.retain(|letter| letter.to == person.email);
        letters
    }

    /// Waits for something the product does.
    pub fn waits<T>(&self, work: impl Future<Output = T>) -> T {
        self.inside.handle.block_on(work)
    }

    /// Changes as the product itself.
    pub fn change_as_product<T: Send + 'static>(
        &self,
        f: impl FnMut(&mut Tx<'_, '_>) -> Result<T> + Send + 'static,
    ) -> T {
        self.inside.change_as_product(f)
    }

    /// Reads as the product itself.
    pub fn read_as_product<T: Send + 'static>(
        &self,
        f: impl FnMut(&mut Tx<'_, '_>) -> Result<T> + Send + 'static,
    ) -> T {
        let portal = self.portal();
        self.waits(portal.read(&portal.product(), f)).unwrap()
    }

    /// Says that these words were typed, and that they must be found nowhere: not on the disk, not in a log, not in a
    /// letter. The verbs say it of everything they type.
    pub fn keeps_secret(&self, words: &str) {
        self.inside.keeps_secret(words.as_bytes());
    }

    /// Says that these words may be found after all.
    pub fn forgets(&self, words: &str) {
        let mut kept = self.inside.words.lock().unwrap();
        kept.retain(|word| word.bytes != words.as_bytes());
    }

    /// Every trace of what must not be readable, in the data, the database, the logs and the letters: none, in a good
    /// world.
    pub fn traces(&self) -> Vec<String> {
        let words: Vec<Word> = self.inside.words.lock().unwrap().iter().cloned().collect();
        let mut found = traces::in_folder(self.folder(), &words);
        if let Some(more) = &self.more {
            found.extend(traces::in_folder(more.path(), &words));
        }
        found.extend(self.waits(traces::in_database(self.scratch.place(), &words)));
        found.extend(self.waits(traces::in_blobs(self.portal().blobs.as_ref(), &words)));
        found.extend(traces::in_bytes("the logs", &logs::kept(), &words));
        for letter in self.letters() {
            let text = format!("{}\n{}", letter.subject, letter.text);
            let secret: Vec<Word> = words
                .iter()
                .filter(|word| !word.may_stand_in_letters)
                .cloned()
                .collect();
            found.extend(traces::in_bytes("a letter", text.as_bytes(), &secret));
        }
        found
    }

    /// The look at the end: nothing is left to do, everything that was promised is there, nothing is readable.
    fn settles(&self) {
        // Letters of a sharing wait until it can no longer be undone.
        self.passes(Duration::from_secs(120));
        self.works();
        let (left, failed) = self.read_as_product(traces::jobs_left);
        assert_eq!((left, failed), (0, 0), "jobs left, jobs given up");
        let report = self.waits(documents::verify(self.portal(), true)).unwrap();
        assert!(report.is_clean(), "{report:#?}");
        let traces = self.traces();
        assert!(traces.is_empty(), "{}", traces.join("\n"));
    }
}

impl Inside {
    fn change_as_product<T: Send + 'static>(
        &self,
        f: impl FnMut(&mut Tx<'_, '_>) -> Result<T> + Send + 'static,
    ) -> T {
        let portal = &self.portal;
        self.handle
            .block_on(portal.write(&portal.product(), f))
            .unwrap()
    }

    fn browser(&self) -> Browser {
        Browser::new(self.address, &format!("localhost:{}", self.address.port()))
    }

    /// What browsers call a cookie of the product.
    fn cookie(&self, name: &str) -> String {
        let prefix = if self.portal.config.is_secure() {
            "__Host-"
        } else {
            ""
        };
        format!("{prefix}{name}")
    }

    fn keeps_secret(&self, bytes: &[u8]) {
        self.keeps(bytes, false);
    }

    fn keeps_name(&self, name: &str) {
        self.keeps(name.as_bytes(), true);
    }

    fn keeps(&self, bytes: &[u8], may_stand_in_letters: bool) {
        // Fewer bytes may turn up in ciphertext by chance.
        if bytes.len() >= 6 {
            let bytes = bytes[..bytes.len().min(64)].to_vec();
            self.words.lock().unwrap().insert(Word {
                bytes,
                may_stand_in_letters,
            });
        }
    }
}

impl Drop for World {
    fn drop(&mut self) {
        let Some(runtime) = self.runtime.take() else {
            return;
        };
        if std::thread::panicking() {
            logs::print_last();
        } else {
            self.settles();
        }
        self.inside
            .handle
            .block_on(self.inside.portal.db.clone().close());
        runtime.shutdown_background();
    }
}

/// Opens a portal on a spare port and answers requests.
async fn start(
    outside: Outside,
    scanner: Option<SocketAddr>,
    public_url: Option<&str>,
) -> (Scratch, Portal, SocketAddr) {
    let scratch = scratch().await;
    let listener = listen::bind(SocketAddr::from(([127, 0, 0, 1], 0)))
        .await
        .unwrap();
    let address = listener.local_addr().unwrap();
    let settings = Settings {
        listen: Some(address.to_string()),
        public_url: public_url.map(str::to_owned),
        trusted_proxies: public_url
            .map(|_| "127.0.0.1".to_owned())
            .into_iter()
            .collect(),
        scanner: ScannerSettings {
            at: scanner.map(|at| at.to_string()),
            largest: None,
        },
        ..Settings::default()
    };
    let config = scratch.config(settings);
    let portal = boot::open(config, outside).await.unwrap();
    documents::settle_scanning(&portal).await.unwrap();
    let router = boot::router(&portal);
    tokio::spawn(listen::serve(
        router,
        listener,
        None,
        Limits::behind(Vec::new()),
        std::future::pending(),
    ));
    (scratch, portal, address)
}
