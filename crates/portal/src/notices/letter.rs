//! What a letter says: that something waits, and where; never a matter's title, a document's name, another person of the
//! matter or a word anybody wrote. It may be read by whoever shares the mailbox (experience.md, "E-mails").

use crate::base::{Lang, Timestamp, When};

/// What every letter of a firm carries.
#[derive(Clone, Debug)]
pub struct Letterhead {
    /// The firm's name.
    pub firm: String,
    /// Its phone number.
    pub phone: String,
    /// Where people sign in.
    pub address: String,
}

/// A letter, ready to leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// To which address.
    pub to: String,
    /// The same at every try.
    pub id: String,
    /// Its subject.
    pub subject: String,
    /// Its words: plain text, a blank line between paragraphs.
    pub text: String,
}

/// What a letter tells, with the little it may say about it.
#[derive(Clone, Debug)]
pub enum Occasion {
    /// An invitation: who invites, the link, until when; whether as a member of the firm.
    Invitation {
        /// Who invites.
        sender: String,
        /// The link.
        link: String,
        /// Until when it is good.
        until: Timestamp,
        /// Whether a colleague is invited, not a client.
        colleague: bool,
    },
    /// The invitation is still open.
    InvitationReminder {
        /// The link.
        link: String,
        /// Until when it is good.
        until: Timestamp,
    },
    /// Something needs the person.
    SomethingNeedsYou,
    /// There is something new.
    SomethingNew,
    /// Something that was asked for is still waiting; the day it is due, if there is one.
    Reminder {
        /// The end of the day.
        due: Option<Timestamp>,
    },
    /// What was sent has arrived: the receipt's number.
    Received {
        /// The receipt's number.
        number: String,
    },
    /// A file they sent was set aside.
    SetAside,
    /// A way in was changed at that time.
    WayInChanged {
        /// When.
        at: Timestamp,
    },
    /// A sign-in on a new device at that time.
    NewDevice {
        /// When.
        at: Timestamp,
    },
    /// The new address of somebody waits to be confirmed.
    ConfirmAddress {
        /// The link.
        link: String,
    },
    /// Another address was asked for.
    AddressAsked {
        /// When.
        at: Timestamp,
    },
    /// Another address counts from now on.
    AddressChanged {
        /// When.
        at: Timestamp,
    },
    /// A colleague asks to open a matter in an emergency, or was let in.
    Emergency,
    /// Somebody said that they forgot their password.
    PasswordForgotten {
        /// The link, and until when it is good; none where there is no password to give back.
        link: Option<(String, Timestamp)>,
    },
    /// A member vouched for them.
    VouchedFor {
        /// Who.
        by: String,
        /// Whether a letter is handed over, so that there is no wait.
        in_person: bool,
        /// The link that stops it.
        stop: String,
    },
    /// The wait is over: a new way in can be set up.
    NewWayIn {
        /// The link.
        link: String,
        /// Until when it is good.
        until: Timestamp,
    },
    /// Whoever runs the server made a new way in for an owner.
    OwnerLetIn {
        /// The owner.
        owner: String,
        /// When.
        at: Timestamp,
    },
}

impl Letter {
    /// Writes a letter to a person, by their first name. Several occasions become one letter; the first gives the subject.
    pub fn write(
        to: &str,
        id: &str,
        name: &str,
        head: &Letterhead,
        when: &When,
        lang: &'static Lang,
        occasions: &[Occasion],
    ) -> Self {
        // A mailbox that nobody has shown to be theirs yet does not learn a name.
        let is_unproved = occasions
            .iter()
            .any(|occasion| matches!(occasion, Occasion::ConfirmAddress { .. }));
        let mut paragraphs = vec![if is_unproved {
            lang.t("notices-hello-nobody").to_owned()
        } else {
            lang.with1("notices-hello", "name", first_name(name))
        }];
        for occasion in occasions {
            occasion.tell(head, when, lang, &mut paragraphs);
        }
        if occasions.iter().any(Occasion::is_found_inside) {
            paragraphs.push(lang.with1("notices-sign-in", "address", &head.address));
        }
        paragraphs.push(if occasions.iter().any(Occasion::is_found_inside) {
            lang.t("notices-no-answer-inside").to_owned()
        } else {
            lang.t("notices-no-answer").to_owned()
        });
        paragraphs.push(if head.phone.is_empty() {
            lang.with1("notices-ending-no-phone", "firm", &head.firm)
        } else {
            lang.with2("notices-ending", "firm", &head.firm, "phone", &head.phone)
        });
        Self {
            to: to.to_owned(),
            id: id.to_owned(),
            subject: occasions
                .first()
                .map(|occasion| occasion.subject(head, lang))
                .unwrap_or_default(),
            text: paragraphs.join("\n\n") + "\n",
        }
    }
}

impl Occasion {
    /// Which of several due together speaks first, and so gives the letter its subject.
    pub fn rank(&self) -> u8 {
        match self {
            Self::SetAside => 0,
            Self::Reminder { .. } => 1,
            Self::SomethingNeedsYou => 2,
            Self::SomethingNew => 3,
            _ => 4,
        }
    }

    /// Whether a letter that says `earlier` already need not say this.
    pub fn adds_nothing_to(&self, earlier: &Self) -> bool {
        match self {
            Self::SetAside => matches!(earlier, Self::SetAside),
            Self::Reminder { .. } => matches!(earlier, Self::Reminder { .. }),
            // A reminder says already that something waits, not that something is new.
            Self::SomethingNeedsYou => {
                matches!(earlier, Self::Reminder { .. } | Self::SomethingNeedsYou)
            }
            Self::SomethingNew => {
                matches!(earlier, Self::SomethingNeedsYou | Self::SomethingNew)
            }
            _ => false,
        }
    }

    fn is_found_inside(&self) -> bool {
        matches!(
            self,
            Self::SomethingNeedsYou
                | Self::SomethingNew
                | Self::Reminder { .. }
                | Self::Received { .. }
                | Self::SetAside
                | Self::Emergency
        )
    }

    fn subject(&self, head: &Letterhead, lang: &'static Lang) -> String {
        let firm = &head.firm;
        match self {
            Self::Invitation { .. } => lang.with1("notices-invitation-subject", "firm", firm),
            Self::InvitationReminder { .. } => {
                lang.with1("notices-invitation-reminder-subject", "firm", firm)
            }
            Self::SomethingNeedsYou => lang.with1("notices-needs-you-subject", "firm", firm),
            Self::SomethingNew => lang.with1("notices-new-subject", "firm", firm),
            Self::Reminder { .. } => lang.with1("notices-reminder-subject", "firm", firm),
            Self::Received { .. } => lang.with1("notices-received-subject", "firm", firm),
            Self::SetAside => lang.with1("notices-set-aside-subject", "firm", firm),
            Self::WayInChanged { .. } => lang.t("notices-way-in-changed-subject").to_owned(),
            Self::NewDevice { .. } => lang.t("notices-new-device-subject").to_owned(),
            Self::ConfirmAddress { .. } => lang.t("notices-confirm-address-subject").to_owned(),
            Self::AddressAsked { .. } => lang.t("notices-address-asked-subject").to_owned(),
            Self::AddressChanged { .. } => lang.t("notices-address-changed-subject").to_owned(),
            Self::Emergency => lang.with1("notices-emergency-subject", "firm", firm),
            Self::PasswordForgotten { .. } => {
                lang.t("notices-password-forgotten-subject").to_owned()
            }
            Self::VouchedFor { .. } => lang.t("notices-vouched-for-subject").to_owned(),
            Self::NewWayIn { .. } => lang.t("notices-new-way-in-subject").to_owned(),
            Self::OwnerLetIn { .. } => lang.t("notices-owner-let-in-subject").to_owned(),
        }
    }

    fn tell(
        &self,
        head: &Letterhead,
        when: &When,
        lang: &'static Lang,
        paragraphs: &mut Vec<String>,
    ) {
        let firm = &head.firm;
        match self {
            Self::Invitation {
                sender,
                link,
                until,
                colleague,
            } => {
                let key = if *colleague {
                    "notices-invitation-colleague"
                } else {
                    "notices-invitation"
                };
                paragraphs.push(lang.with2(key, "sender", sender, "firm", firm));
                paragraphs.push(link.clone());
                paragraphs.push(lang.with1(
                    "notices-invitation-until",
                    "date",
                    when.full_day(*until),
                ));
            }
            Self::InvitationReminder { link, until } => {
                paragraphs.push(lang.with1(
                    "notices-invitation-reminder",
                    "date",
                    when.full_day(*until),
                ));
                paragraphs.push(link.clone());
                if !head.phone.is_empty() {
                    paragraphs.push(lang.with1(
                        "notices-invitation-by-phone",
                        "phone",
                        &head.phone,
                    ));
                }
            }
            Self::SomethingNeedsYou => paragraphs.push(lang.t("notices-needs-you").to_owned()),
            Self::SomethingNew => paragraphs.push(lang.t("notices-new").to_owned()),
            Self::Reminder { due } => {
                paragraphs.push(match due {
                    Some(due) if *due < when.now() => {
                        lang.with1("notices-reminder-late", "date", when.full_day(*due))
                    }
                    Some(due) => lang.with1("notices-reminder", "date", when.full_day(*due)),
                    None => lang.t("notices-reminder-open").to_owned(),
                });
                paragraphs.push(if head.phone.is_empty() {
                    lang.t("notices-reminder-no-phone").to_owned()
                } else {
                    lang.with1("notices-reminder-phone", "phone", &head.phone)
                });
            }
            Self::Received { number } => {
                paragraphs.push(lang.with1("notices-received", "number", number));
            }
            Self::SetAside => paragraphs.push(lang.t("notices-set-aside").to_owned()),
            Self::Emergency => paragraphs.push(lang.t("notices-emergency").to_owned()),
            Self::WayInChanged { at } => {
                paragraphs.push(at_that_time("notices-way-in-changed", *at, when, lang));
                paragraphs.push(alarm(head, lang));
            }
            Self::NewDevice { at } => {
                paragraphs.push(at_that_time("notices-new-device", *at, when, lang));
                paragraphs.push(alarm(head, lang));
            }
            Self::ConfirmAddress { link } => {
                paragraphs.push(lang.t("notices-confirm-address").to_owned());
                paragraphs.push(link.clone());
                paragraphs.push(lang.t("notices-confirm-address-until").to_owned());
            }
            Self::AddressAsked { at } => {
                paragraphs.push(at_that_time("notices-address-asked", *at, when, lang));
                paragraphs.push(lang.t("notices-address-stop").to_owned());
                paragraphs.push(alarm(head, lang));
            }
            Self::AddressChanged { at } => {
                paragraphs.push(at_that_time("notices-address-changed", *at, when, lang));
                paragraphs.push(lang.t("notices-address-stop").to_owned());
                paragraphs.push(alarm(head, lang));
            }
            Self::PasswordForgotten { link: None } => {
                paragraphs.push(lang.t("notices-no-password").to_owned());
            }
            Self::PasswordForgotten {
                link: Some((link, until)),
            } => {
                paragraphs.push(lang.t("notices-password-forgotten").to_owned());
                paragraphs.push(link.clone());
                paragraphs.push(lang.with2(
                    "notices-password-forgotten-until",
                    "date",
                    when.full_day(*until),
                    "time",
                    when.time(*until),
                ));
                paragraphs.push(lang.t("notices-password-forgotten-ignore").to_owned());
            }
            Self::VouchedFor {
                by,
                in_person,
                stop,
            } => {
                let key = if *in_person {
                    "notices-vouched-for-in-person"
                } else {
                    "notices-vouched-for-call"
                };
                paragraphs.push(lang.with2(key, "by", by, "firm", firm));
                paragraphs.push(lang.t("notices-vouched-for-stop").to_owned());
                paragraphs.push(stop.clone());
            }
            Self::OwnerLetIn { owner, at } => {
                paragraphs.push(lang.with(
                    "notices-owner-let-in",
                    &[
                        ("owner", owner),
                        ("firm", firm),
                        ("date", &when.full_day(*at)),
                        ("time", &when.time(*at)),
                    ],
                ));
                paragraphs.push(lang.with1("notices-owner-let-in-ask", "owner", owner));
            }
            Self::NewWayIn { link, until } => {
                paragraphs.push(lang.t("notices-new-way-in").to_owned());
                paragraphs.push(link.clone());
                paragraphs.push(lang.with1(
                    "notices-invitation-until",
                    "date",
                    when.full_day(*until),
                ));
            }
        }
    }
}

fn at_that_time(key: &str, at: Timestamp, when: &When, lang: &'static Lang) -> String {
    let (date, time) = (when.full_day(at), when.time(at));
    lang.with2(key, "date", date, "time", time)
}

fn alarm(head: &Letterhead, lang: &'static Lang) -> String {
    if head.phone.is_empty() {
        lang.t("notices-not-you-no-phone").to_owned()
    } else {
        lang.with1("notices-not-you", "phone", &head.phone)
    }
}

/// "Nadia" of "Nadia Haddad".
fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

#[cfg(test)]
mod tests;
