//! Somebody with a browser, and what they prove who they are with.

use std::{
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};

use anteroom::{
    base::{Actor, Device, Locale, PersonId, Result, Role, Tx},
    people::{Entering, Member, NewPerson, Person, Session, Surroundings},
};
use anteroom_testkit::{Answer, Browser, Form, Part};
use aws_lc_rs::hmac;

use super::Inside;

/// The password of everybody in every world.
pub const PASSWORD: &str = "nine brass lanterns on Tuesday";

/// Somebody with a browser.
pub struct Persona {
    pub(super) inside: Arc<Inside>,
    /// Who, for the product; absent for nobody in particular.
    id: Option<PersonId>,
    /// Their whole name.
    pub name: String,
    /// Their address.
    pub email: String,
    secret: String,
    browser: Mutex<Browser>,
}

impl Persona {
    /// A browser nobody has signed in with.
    pub(super) fn nobody(inside: &Arc<Inside>) -> Self {
        Self {
            inside: inside.clone(),
            id: None,
            name: String::new(),
            email: String::new(),
            secret: String::new(),
            browser: Mutex::new(inside.browser()),
        }
    }

    pub(super) fn member(inside: &Arc<Inside>, name: &str, role: Role) -> Self {
        Self::entered(inside, name, Some(role))
    }

    pub(super) fn client(inside: &Arc<Inside>, name: &str) -> Self {
        Self::entered(inside, name, None)
    }

    /// Somebody the firm knows, who has set up a password and an app and is signed in.
    fn entered(inside: &Arc<Inside>, name: &str, role: Option<Role>) -> Self {
        let email = format!("{}@example.test", name.to_lowercase().replace(' ', "."));
        inside.keeps_name(name);
        inside.keeps_name(&email);
        let new = NewPerson {
            name: name.to_owned(),
            email: email.clone(),
            phone: Some("613 555 0199".into()),
            locale: Locale::En,
        };
        let id = inside.change_as_product(move |tx| {
            let id = Person::add(tx, &new)?;
            tx.unaudited("whoever a world begins with");
            if let Some(role) = role {
                Member::add(tx, id, role, "Barrister and solicitor")?;
            }
            Ok(id)
        });
        let mut persona = Self::nobody(inside);
        (persona.id, persona.name, persona.email) = (Some(id), name.to_owned(), email);
        persona.enters();
        persona
    }

    /// Sets up both steps and comes in, as the pages of entering do it, without their questions.
    fn enters(&mut self) {
        let person = self.id();
        let attempt = self.change_at_door(move |tx| Entering::begin(tx, person, None, "/"));
        let held = attempt.clone();
        self.secret = self.change_at_door(move |tx| {
            tx.unaudited("only an attempt is kept");
            Entering::find(tx, Some(&held))?.choose_password(tx, hash_of_password())?;
            let entering = Entering::find(tx, Some(&held))?;
            Ok(entering.app().unwrap().text())
        });
        let code = self.code();
        let token = self.change_at_door(move |tx| {
            assert!(Entering::find(tx, Some(&attempt))?.turn_on(tx, &code)?);
            let at = Surroundings {
                device: Device::Computer,
                browser: "Chrome",
                network: "127.0.0.0/24".into(),
                known: None,
                held: None,
            };
            let way_on = Entering::find(tx, Some(&attempt))?.finish(tx, &at)?;
            Ok(way_on.token)
        });
        self.holds(&token);
    }

    /// Their browser holds this session, and no other.
    pub fn holds(&self, token: &str) {
        let name = self.inside.cookie("anteroom");
        self.browser().set_cookie(&name, token);
    }

    /// The token of a cookie of theirs: `anteroom` is the session's.
    pub fn token(&self, cookie: &str) -> String {
        let name = self.inside.cookie(cookie);
        let kept = self.browser().cookies().get(&name).cloned();
        kept.unwrap_or_else(|| panic!("{} has no cookie {name}", self.name))
    }

    fn change_at_door<T: Send + 'static>(
        &self,
        f: impl FnMut(&mut Tx<'_, '_>) -> Result<T> + Send + 'static,
    ) -> T {
        let portal = &self.inside.portal;
        self.inside
            .handle
            .block_on(portal.write(&portal.door(), f))
            .unwrap()
    }

    /// Who they are for the product.
    pub fn id(&self) -> PersonId {
        self.id.unwrap()
    }

    /// Their browser, for what the verbs below do not say.
    pub fn browser(&self) -> MutexGuard<'_, Browser> {
        self.browser.lock().unwrap()
    }

    /// Where the portal listens.
    pub fn address(&self) -> std::net::SocketAddr {
        self.inside.address
    }

    /// Another browser of the same person, with the same cookies.
    pub fn again(&self) -> Self {
        Self {
            inside: self.inside.clone(),
            id: self.id,
            name: self.name.clone(),
            email: self.email.clone(),
            secret: self.secret.clone(),
            browser: Mutex::new(self.browser().clone()),
        }
    }

    /// What their authenticator app shows now.
    pub fn code(&self) -> String {
        let now = self.inside.portal.now().seconds();
        code(&self.secret, now / 30)
    }

    /// What their session is, for the product.
    pub fn actor(&self) -> Actor {
        let token = self.token("anteroom");
        let portal = &self.inside.portal;
        self.inside
            .handle
            .block_on(portal.read(&portal.door(), move |tx| Session::recognise(tx, &token)))
            .unwrap()
            .unwrap_or_else(|| panic!("{} is not signed in", self.name))
            .actor(portal.firm)
    }

    /// Reads as they may.
    pub fn reads<T: Send + 'static>(
        &self,
        f: impl FnMut(&mut Tx<'_, '_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let actor = self.actor();
        self.inside
            .handle
            .block_on(self.inside.portal.read(&actor, f))
    }

    /// Changes as they may.
    pub fn changes<T: Send + 'static>(
        &self,
        f: impl FnMut(&mut Tx<'_, '_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let actor = self.actor();
        self.inside
            .handle
            .block_on(self.inside.portal.write(&actor, f))
    }

    /// Does something with the browser that takes its time.
    pub fn browse<T>(&self, f: impl AsyncFnOnce(&mut Browser) -> T) -> T {
        let mut browser = self.browser();
        self.inside.handle.block_on(f(&mut browser))
    }

    /// Gives the password at the sign-in page: the first step of two.
    pub fn gives_password(&self) -> Answer {
        let fields = [("email", self.email.as_str()), ("password", PASSWORD)];
        self.fills("/sign-in", "/sign-in", &fields).expect(303)
    }

    /// Signs in anew through the pages: password, then what the app shows. Half a minute passes first, since a code is
    /// good once.
    pub fn signs_in(&self) -> Answer {
        self.browser().clear_cookies();
        self.inside.portal.clock.turn(Duration::from_secs(30));
        let asked = self.gives_password();
        let form = self.follows(&asked).form("/sign-in/code");
        let code = self.code();
        self.submits(&form, &[("code", &code)]).expect(303)
    }

    /// Asks for a page, and does not follow where it leads.
    pub fn gets(&self, path: &str) -> Answer {
        self.browse(async |browser| browser.get(path).await)
    }

    /// Opens a page, following where it leads; it must be there.
    pub fn opens(&self, path: &str) -> Answer {
        self.browse(async |browser| browser.open(path).await)
            .expect(200)
    }

    /// Asks for a page that is not there, for them.
    pub fn finds_nothing_at(&self, path: &str) {
        let _ = self.gets(path).expect(404);
    }

    /// Posts fields without the page they stand in.
    pub fn posts(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.browse(async |browser| browser.post(path, fields).await)
    }

    /// Posts a form with files.
    pub fn posts_files(&self, path: &str, parts: &[Part]) -> Answer {
        self.browse(async |browser| browser.post_files(path, parts).await)
    }

    /// Fills in a form of a page, as it stands there.
    pub fn submits(&self, form: &Form, fields: &[(&str, &str)]) -> Answer {
        self.browse(async |browser| browser.submit(form, fields).await)
    }

    /// Opens a page and fills in its form to `action`; what is not named stays as it stands there.
    pub fn fills(&self, page: &str, action: &str, fields: &[(&str, &str)]) -> Answer {
        let form = self.opens(page).form(action);
        self.submits(&form, fields)
    }

    /// Opens where an answer leads.
    pub fn follows(&self, answer: &Answer) -> Answer {
        let to = answer.leads_to().unwrap_or_else(|| {
            panic!(
                "{} leads nowhere: {} {}",
                answer.path,
                answer.status,
                anteroom_testkit::text(&answer.text())
            )
        });
        self.opens(&to)
    }
}

/// What the password is compared with. Hashed once: the work is the same for everybody.
fn hash_of_password() -> &'static str {
    use std::sync::OnceLock;
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| {
        use argon2::{Algorithm, Argon2, Params, Version};
        use base64::{Engine as _, engine::general_purpose::STANDARD_NO_PAD};
        let (salt, mut tag) = ([7_u8; 16], [0_u8; 32]);
        Argon2::new(
            Algorithm::Argon2id,
            Version::V0x13,
            Params::new(19 * 1024, 2, 1, Some(32)).unwrap(),
        )
        .hash_password_into(PASSWORD.as_bytes(), &salt, &mut tag)
        .unwrap();
        format!(
            "$argon2id$v=19$m=19456,t=2,p=1${}${}",
            STANDARD_NO_PAD.encode(salt),
            STANDARD_NO_PAD.encode(tag)
        )
    })
}

/// The code an authenticator app shows in a step of thirty seconds (RFC 6238), written apart from the product's.
pub fn code(secret: &str, step: u64) -> String {
    let bits: String = secret
        .bytes()
        .filter(|b| !b.is_ascii_whitespace())
        .map(|letter| {
            let value = match letter.to_ascii_uppercase() {
                digit @ b'2'..=b'7' => digit - b'2' + 26,
                letter => letter - b'A',
            };
            format!("{value:05b}")
        })
        .collect();
    let key: Vec<u8> = bits
        .as_bytes()
        .chunks_exact(8)
        .map(|byte| u8::from_str_radix(std::str::from_utf8(byte).unwrap(), 2).unwrap())
        .collect();
    let tag = hmac::sign(
        &hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &key),
        &step.to_be_bytes(),
    );
    let at = usize::from(tag.as_ref()[19] & 15);
    let four: [u8; 4] = tag.as_ref()[at..at + 4].try_into().unwrap();
    format!(
        "{:06}",
        (u32::from_be_bytes(four) & 0x7fff_ffff) % 1_000_000
    )
}
