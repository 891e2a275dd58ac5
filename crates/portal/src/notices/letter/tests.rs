use super::*;
use crate::base::Locale;

fn write(locale: Locale, occasions: &[Occasion]) -> Letter {
    let head = Letterhead {
        firm: "Osei Marchetti".into(),
        phone: "613 555 0142".into(),
        address: "https://portal.example.ca/".into(),
    };
    let when = When::new(locale.lang(), jiff::tz::TimeZone::UTC, Timestamp::ZERO);
    Letter::write(
        "nadia@example.ca",
        "not_1",
        "Nadia Haddad",
        &head,
        &when,
        locale.lang(),
        occasions,
    )
}

#[test]
fn an_invitation_has_the_link_on_a_line_of_its_own_and_the_day_with_its_weekday() {
    let letter = write(
        Locale::En,
        &[Occasion::Invitation {
            sender: "Daniel Petit".into(),
            link: "https://portal.example.ca/i/abc".into(),
            until: Timestamp(1_791_417_600_000_000),
            colleague: false,
        }],
    );
    assert_eq!(letter.subject, "An invitation from Osei Marchetti");
    assert!(
        letter.text.starts_with("Hello Nadia,\n\n"),
        "{}",
        letter.text
    );
    assert!(
        letter
            .text
            .lines()
            .any(|line| line == "https://portal.example.ca/i/abc")
    );
    assert!(
        letter.text.contains("Thursday 8 October 2026"),
        "{}",
        letter.text
    );
    assert!(letter.text.contains("613 555 0142"));
}

#[test]
fn several_occasions_are_one_letter_with_one_address() {
    let letter = write(
        Locale::Fr,
        &[
            Occasion::SomethingNeedsYou,
            Occasion::Received {
                number: "7F3K-Q29D-XM4T".into(),
            },
        ],
    );
    assert_eq!(
        letter.subject,
        "Osei Marchetti\u{a0}: quelque chose vous attend"
    );
    assert_eq!(letter.text.matches("https://portal.example.ca/").count(), 1);
    assert!(letter.text.contains("7F3K-Q29D-XM4T"));
}

#[test]
fn every_sentence_of_every_letter_exists_in_every_language() {
    for locale in Locale::ALL {
        let at = Timestamp(1_791_417_600_000_000);
        for occasion in [
            Occasion::InvitationReminder {
                link: "l".into(),
                until: at,
            },
            Occasion::SomethingNew,
            Occasion::Reminder { due: None },
            Occasion::Reminder { due: Some(at) },
            Occasion::Reminder {
                due: Some(Timestamp(-1)),
            },
            Occasion::SetAside,
            Occasion::WayInChanged { at },
            Occasion::NewDevice { at },
            Occasion::ConfirmAddress { link: "l".into() },
            Occasion::AddressAsked { at },
            Occasion::AddressChanged { at },
            Occasion::PasswordForgotten { link: None },
            Occasion::PasswordForgotten {
                link: Some(("l".into(), at)),
            },
            Occasion::VouchedFor {
                by: "Ruth Osei".into(),
                in_person: false,
                stop: "l".into(),
            },
            Occasion::VouchedFor {
                by: "Ruth Osei".into(),
                in_person: true,
                stop: "l".into(),
            },
            Occasion::NewWayIn {
                link: "l".into(),
                until: at,
            },
        ] {
            let letter = write(*locale, &[occasion]);
            assert!(!letter.text.contains("notices-"), "{}", letter.text);
            assert!(!letter.subject.contains("notices-"), "{}", letter.subject);
        }
    }
}
