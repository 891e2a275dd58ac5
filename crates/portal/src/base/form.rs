//! A form as it came, with what is wrong beside each field. It goes back to the page filled in.

use super::{Timestamp, plain_address};

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field's name.
    pub field: &'static str,
    /// The sentence's key.
    pub key: &'static str,
}

/// Values as typed, and problems found.
#[derive(Clone, Debug, Default)]
pub struct Form {
    fields: Vec<(String, String)>,
    problems: Vec<Problem>,
}

impl Form {
    /// Nothing typed yet.
    pub fn blank() -> Self {
        Self::default()
    }

    /// As it came from the browser.
    pub fn of(fields: Vec<(String, String)>) -> Self {
        Self {
            fields,
            problems: Vec::new(),
        }
    }

    /// A form filled in from what is known.
    pub fn filled<const N: usize>(fields: [(&str, String); N]) -> Self {
        Self::of(
            fields
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
        )
    }

    /// Every field as typed.
    pub fn fields(&self) -> &[(String, String)] {
        &self.fields
    }

    /// The value as typed, or nothing.
    pub fn value(&self, name: &str) -> &str {
        self.fields
            .iter()
            .find(|(field, _)| field == name)
            .map_or("", |(_, value)| value)
    }

    /// Every value of a field that may come several times.
    pub fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.fields
            .iter()
            .filter(move |(field, _)| field == name)
            .map(|(_, value)| value.as_str())
    }

    /// Every field as it came.
    pub fn into_fields(self) -> Vec<(String, String)> {
        self.fields
    }

    /// Whether a choice was made.
    pub fn chose(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|chosen| chosen == value)
    }

    /// Notes a problem.
    pub fn wrong(&mut self, field: &'static str, key: &'static str) {
        if self.problem(field).is_none() {
            self.problems.push(Problem { field, key });
        }
    }

    /// Says a field's problem in its own words: "Enter a title." instead of "Please fill this in."
    pub fn rephrase(&mut self, field: &str, from: &str, to: &'static str) {
        for problem in &mut self.problems {
            if problem.field == field && problem.key == from {
                problem.key = to;
            }
        }
    }

    /// The problem of a field: its sentence's key.
    pub fn problem(&self, field: &str) -> Option<&'static str> {
        self.problems
            .iter()
            .find(|problem| problem.field == field)
            .map(|problem| problem.key)
    }

    /// All problems, in the order found.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Whether nothing is wrong.
    pub fn is_good(&self) -> bool {
        self.problems.is_empty()
    }

    /// One line of text, trimmed and in NFC; a problem when it is empty, over `most` characters or holds controls.
    pub fn line(&mut self, field: &'static str, most: usize) -> String {
        let text = self.optional_line(field, most);
        if text.is_empty() {
            self.wrong(field, "form-missing");
        }
        text
    }

    /// As [`line`](Form::line), but may be empty.
    pub fn optional_line(&mut self, field: &'static str, most: usize) -> String {
        use unicode_normalization::UnicodeNormalization;
        let text: String = self.value(field).trim().nfc().collect();
        if text.chars().count() > most {
            self.wrong(field, "form-too-long");
        }
        if text.chars().any(|c| c.is_control() || is_direction_mark(c)) {
            self.wrong(field, "form-controls");
        }
        text
    }

    /// Several lines; line ends become `\n`. A problem when over `most` characters or with other controls.
    pub fn words(&mut self, field: &'static str, most: usize) -> String {
        use unicode_normalization::UnicodeNormalization;
        let text: String = self
            .value(field)
            .replace("\r\n", "\n")
            .trim()
            .nfc()
            .collect();
        if text.chars().count() > most {
            self.wrong(field, "form-too-long");
        }
        if text
            .chars()
            .any(|c| (c.is_control() && c != '\n' && c != '\t') || is_direction_mark(c))
        {
            self.wrong(field, "form-controls");
        }
        text
    }

    /// An e-mail address in the one form we keep ([`plain_address`]); exactly one address of the plain kind.
    pub fn email(&mut self, field: &'static str) -> String {
        let text = self.line(field, 254);
        match plain_address(&text) {
            Some(email) => email,
            None => {
                if self.problem(field).is_none() {
                    self.wrong(field, "form-not-an-address");
                }
                text
            }
        }
    }

    /// A phone number, kept as typed: digits, spaces and the usual marks.
    pub fn phone(&mut self, field: &'static str) -> String {
        let text = self.optional_line(field, 40);
        let digits = text.chars().filter(char::is_ascii_digit).count();
        if !text.is_empty()
            && (digits < 7
                || !text
                    .chars()
                    .all(|c| c.is_ascii_digit() || " +-().x".contains(c)))
        {
            self.wrong(field, "form-not-a-number");
        }
        text
    }

    /// A date of `<input type="date">`, read as the end of that day; empty is none.
    pub fn day(&mut self, field: &'static str, when: &super::When) -> Option<Timestamp> {
        let text = self.value(field).trim().to_owned();
        if text.is_empty() {
            return None;
        }
        let day = when.end_of_day(&text);
        match day {
            None => self.wrong(field, "form-not-a-day"),
            Some(day) if day < when.now() => self.wrong(field, "form-day-past"),
            Some(_) => {}
        }
        day
    }

    /// A date of `<input type="date">` that is today or has passed, read as the end of that day, but never later than now.
    pub fn past_day(&mut self, field: &'static str, when: &super::When) -> Option<Timestamp> {
        let text = self.value(field).trim().to_owned();
        let day = when.end_of_day(&text);
        match day {
            None => self.wrong(field, "form-not-a-day"),
            Some(day) if when.days_until(day) > 0 => self.wrong(field, "form-day-to-come"),
            Some(_) => {}
        }
        day.map(|day| day.min(when.now()))
    }
}

/// Marks that turn the direction of text, with which one name can be made to look like another.
fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_one_form_and_no_second_recipient_fits_in() {
        let read = |text: &str| {
            let mut form = Form::filled([("email", text.to_owned())]);
            let email = form.email("email");
            form.is_good().then_some(email)
        };
        assert_eq!(read(" A@X.ca "), Some("a@x.ca".into()));
        assert_eq!(read("a+b@x.ca"), Some("a+b@x.ca".into()));
        for text in [
            "",
            "a",
            "@x.ca",
            "a@",
            "a@x",
            "a@x,b@y.ca",
            "a@x.ca\r\nBcc: b@y.ca",
            "\"a b\"@x.ca",
            "a@[127.0.0.1]",
            "a@x.ca.",
            "a@x..ca",
            "a b@x.ca",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_line_refuses_controls_and_direction_marks_and_keeps_what_was_typed() {
        let mut form = Form::filled([("name", "Nadia\u{202E}".into())]);
        form.line("name", 100);
        assert_eq!(form.problem("name"), Some("form-controls"));
        assert_eq!(form.value("name"), "Nadia\u{202E}");
    }
}
