//! The frame around a page: masthead or rail, footer, languages, what was said last.

use std::sync::Arc;

use super::Visit;
pub use crate::firms::Look;
use crate::{
    base::{Lang, Locale, Side, When},
    people::{Appearance, Recognised},
    routes,
};

/// Which place of the navigation a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Here {
    /// Outside the navigation.
    Nowhere,
    /// The client's Home and the matters below it.
    Home,
    /// The client's documents.
    Documents,
    /// The client's letters.
    Messages,
    /// The person's own settings, on either side.
    You,
    /// The firm's Today.
    Today,
    /// The firm's matters.
    Matters,
    /// The firm's clients.
    Clients,
    /// The firm's record.
    Record,
    /// The firm's settings.
    Settings,
}

/// What the layout templates show.
pub struct Frame {
    /// Words.
    pub lang: &'static Lang,
    /// Moments.
    pub when: When,
    /// The firm; absent before set-up.
    pub look: Option<Arc<Look>>,
    /// Whoever is signed in.
    pub who: Option<Recognised>,
    /// Text of the tab.
    pub title: String,
    /// Place in the navigation.
    pub here: Here,
    /// The path, so that a change of language leads back.
    pub path: String,
    /// What the last act said: a key.
    pub said: Option<String>,
}

impl Frame {
    /// Made by [`Visit::frame`].
    pub(super) fn new(visit: &Visit, title: String, here: Here) -> Self {
        Self {
            lang: visit.lang(),
            when: visit.when(),
            look: visit.look.clone(),
            who: visit.who.clone(),
            title,
            here,
            path: visit.path.clone(),
            said: visit.said.clone().filter(|key| visit.lang().has(key)),
        }
    }

    /// A sentence without arguments.
    pub fn t<'k>(&self, key: &'k str) -> &'k str {
        self.lang.t(key)
    }

    /// The firm's name, or the product's before set-up.
    pub fn firm_name(&self) -> &str {
        self.look
            .as_ref()
            .map_or("Anteroom", |look| look.name.as_str())
    }

    /// The firm's phone number; empty before set-up.
    pub fn phone(&self) -> &str {
        self.look.as_ref().map_or("", |look| look.phone.as_str())
    }

    /// `tel:` address of the phone number.
    pub fn phone_link(&self) -> String {
        self.look
            .as_ref()
            .map(|look| look.phone_link())
            .unwrap_or_default()
    }

    /// "Lawyers in Kingston, Ontario".
    pub fn tagline(&self) -> &str {
        self.look.as_ref().map_or("", |look| look.tagline.as_str())
    }

    /// Whether letters leave by mail here; else they are printed, and what is new is seen at the next sign-in.
    pub fn sends_mail(&self) -> bool {
        self.look.as_ref().is_some_and(|look| look.sends_mail)
    }

    /// Where this page is opened anew: a form that came back stands in the page it was sent from.
    pub fn page(&self) -> String {
        routes::page_of(&self.path)
    }

    /// How many minutes a session may go without a sign of life.
    pub fn idle_minutes(&self) -> i64 {
        self.look.as_ref().map_or(30, |look| look.idle_minutes)
    }

    /// Which side is signed in.
    pub fn is_member(&self) -> bool {
        self.who
            .as_ref()
            .is_some_and(|who| matches!(who.signed.side, Side::Firm(_)))
    }

    /// Whether the person who is signed in has a right.
    pub fn may(&self, right: crate::base::Right) -> bool {
        self.who
            .as_ref()
            .is_some_and(|who| right.belongs_to(who.signed.side))
    }

    /// Whether a client is signed in.
    pub fn is_client(&self) -> bool {
        self.who
            .as_ref()
            .is_some_and(|who| who.signed.side == Side::Client)
    }

    /// The person's name.
    pub fn my_name(&self) -> &str {
        self.who.as_ref().map_or("", |who| who.name.as_str())
    }

    /// The person's title.
    pub fn my_title(&self) -> &str {
        self.who.as_ref().map_or("", |who| who.title.as_str())
    }

    /// Every language, with its own name.
    pub fn locales(&self) -> &'static [Locale] {
        Locale::ALL
    }

    /// The value of `media` on the dark stylesheet; nothing when the person chose light.
    pub fn dark_media(&self) -> Option<&'static str> {
        match self
            .who
            .as_ref()
            .map_or(Appearance::System, |who| who.appearance)
        {
            Appearance::System => Some("(prefers-color-scheme: dark)"),
            Appearance::Dark => Some("all"),
            Appearance::Light => None,
        }
    }

    /// The hashed address of an asset.
    pub fn asset(&self, name: &str) -> &'static str {
        super::assets::url(name)
    }

    /// An icon, inlined.
    pub fn icon(&self, name: &str) -> &'static str {
        super::icons::icon(name)
    }

    /// An icon that points, turned round in right-to-left pages.
    pub fn flipped(&self, name: &str) -> &'static str {
        super::icons::flipped(name)
    }

    /// An icon in its larger size.
    pub fn large(&self, name: &str) -> &'static str {
        super::icons::large(name)
    }

    /// The firm's colour, as a stylesheet of its own (strict CSP: never inline).
    pub fn brand_css(&self) -> String {
        self.look.as_ref().map_or_else(
            || routes::brand(168, 62),
            |look| routes::brand(look.hue, look.chroma),
        )
    }
}

/// What we call a person: the first word of their name.
pub fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

/// Two letters for the round picture of a person.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().and_then(|word| word.chars().next());
    let last = words.next_back().and_then(|word| word.chars().next());
    first
        .into_iter()
        .chain(last)
        .flat_map(char::to_uppercase)
        .collect()
}
