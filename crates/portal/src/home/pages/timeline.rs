//! What happened in a matter, as its client knows it: steps, sentences, documents shared, sent and reviewed. Newest first.

use super::shelf::Shelf;
use crate::{
    base::{Lang, MatterId, Timestamp, When},
    matters::{Move, StatusUpdate},
};

/// Lines that are shown at once; the rest is behind a press.
const AT_ONCE: usize = 5;

/// One thing that happened.
pub struct Happened {
    /// When.
    pub at: Timestamp,
    /// When, in words.
    pub when: String,
    /// Its icon.
    pub icon: &'static str,
    /// What, in the product's words.
    pub what: String,
    /// What a person at the firm said with it.
    pub said: Option<String>,
}

/// All of it.
pub struct Timeline {
    /// The newest.
    pub newest: Vec<Happened>,
    /// The others.
    pub earlier: Vec<Happened>,
}

impl Timeline {
    /// Whether nothing has happened yet.
    pub fn is_empty(&self) -> bool {
        self.newest.is_empty()
    }

    /// What happened in a matter.
    pub fn of(
        matter: MatterId,
        statuses: &[StatusUpdate],
        moves: &[Move],
        shelf: &Shelf,
        lang: &'static Lang,
        when: &When,
    ) -> Self {
        let mut all = Vec::new();
        let mut note = |at: Timestamp, icon, what: String, said: Option<&str>| {
            all.push(Happened {
                at,
                when: when.moment(at),
                icon,
                what,
                said: said.map(ToOwned::to_owned),
            });
        };
        for one in moves {
            let key = if one.is_back {
                "home-happened-back"
            } else {
                "home-happened-step"
            };
            let what = lang.with1(key, "step", one.stage.as_str());
            note(one.reached_at, "check", what, one.note.as_deref());
        }
        for status in statuses {
            let what = lang.with1("home-happened-said", "name", status.by_name.as_str());
            note(status.at, "pencil", what, Some(&status.words));
        }
        for item in shelf.of(matter) {
            let title = item.document.title.as_str();
            if let Some(share) = &item.share {
                let name = share.by_name.as_str();
                let what = lang.with2("home-happened-shared", "name", name, "title", title);
                note(share.at, "file-text", what, None);
            } else if item.is_mine(shelf.me) {
                let what = lang.with1("home-happened-sent", "title", title);
                note(item.document.created_at, "upload", what, None);
            }
            if let Some(at) = item.reach.confirmed {
                let what = lang.with1("home-happened-reviewed", "title", title);
                note(at, "eye", what, None);
            }
        }
        all.sort_by_key(|one| std::cmp::Reverse(one.at));
        let earlier = all.split_off(AT_ONCE.min(all.len()));
        Self {
            newest: all,
            earlier,
        }
    }
}
