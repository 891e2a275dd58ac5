//! Moments in words: weekday with every date, relative only for the last two days (experience.md, "Words").

use jiff::{civil::Date, tz::TimeZone};

use super::{Lang, Locale, Timestamp};

/// How moments read for one visitor: their language, the firm's time zone, and what "today" is.
#[derive(Clone)]
pub struct When {
    lang: &'static Lang,
    zone: TimeZone,
    now: Timestamp,
}

impl When {
    /// Reads moments in `zone` as of `now`.
    pub fn new(lang: &'static Lang, zone: TimeZone, now: Timestamp) -> Self {
        Self { lang, zone, now }
    }

    fn local(&self, moment: Timestamp) -> jiff::ZonedDateTime {
        moment.jiff().to_zoned_datetime(self.zone.clone())
    }

    fn today(&self) -> Date {
        self.local(self.now).date()
    }

    fn weekday(&self, date: Date) -> &'static str {
        const KEYS: [&str; 7] = [
            "weekday-1",
            "weekday-2",
            "weekday-3",
            "weekday-4",
            "weekday-5",
            "weekday-6",
            "weekday-7",
        ];
        self.lang
            .t(KEYS[usize::from(date.weekday().to_monday_zero_offset().unsigned_abs()) % 7])
    }

    fn month(&self, date: Date) -> &'static str {
        const KEYS: [&str; 12] = [
            "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8",
            "month-9", "month-10", "month-11", "month-12",
        ];
        self.lang
            .t(KEYS[usize::from(date.month().unsigned_abs() - 1) % 12])
    }

    fn month_short(&self, date: Date) -> &'static str {
        const KEYS: [&str; 12] = [
            "month-short-1",
            "month-short-2",
            "month-short-3",
            "month-short-4",
            "month-short-5",
            "month-short-6",
            "month-short-7",
            "month-short-8",
            "month-short-9",
            "month-short-10",
            "month-short-11",
            "month-short-12",
        ];
        self.lang
            .t(KEYS[usize::from(date.month().unsigned_abs() - 1) % 12])
    }

    fn day_number(&self, date: Date) -> String {
        match (self.lang.locale(), date.day()) {
            (Locale::Fr, 1) => "1er".into(),
            (_, day) => day.to_string(),
        }
    }

    fn with_year(&self, date: Date, text: String) -> String {
        if date.year() == self.today().year() {
            text
        } else {
            format!("{text} {}", date.year())
        }
    }

    /// "Thursday 8 October", with the year when it is another one.
    pub fn day(&self, moment: Timestamp) -> String {
        let date = self.local(moment).date();
        self.with_year(
            date,
            format!(
                "{} {} {}",
                self.weekday(date),
                self.day_number(date),
                self.month(date)
            ),
        )
    }

    /// "Thursday 8 October 2026": for letters and receipts, which are read in other years.
    pub fn full_day(&self, moment: Timestamp) -> String {
        let date = self.local(moment).date();
        format!(
            "{} {} {} {}",
            self.weekday(date),
            self.day_number(date),
            self.month(date),
            date.year()
        )
    }

    /// "October", with the year when it is another one: for lists by month.
    pub fn month_of(&self, moment: Timestamp) -> String {
        let date = self.local(moment).date();
        self.with_year(date, self.month(date).to_owned())
    }

    /// "8 Oct".
    pub fn short_day(&self, moment: Timestamp) -> String {
        let date = self.local(moment).date();
        self.with_year(
            date,
            format!("{} {}", self.day_number(date), self.month_short(date)),
        )
    }

    /// "9:12 am"; in French "9 h 12".
    pub fn time(&self, moment: Timestamp) -> String {
        let local = self.local(moment);
        match self.lang.locale() {
            Locale::Fr => format!("{}\u{a0}h\u{a0}{:02}", local.hour(), local.minute()),
            Locale::En => {
                let half = if local.hour() < 12 { "am" } else { "pm" };
                let hour = match local.hour() % 12 {
                    0 => 12,
                    hour => hour,
                };
                format!("{hour}:{:02}\u{a0}{half}", local.minute())
            }
        }
    }

    /// "today at 9:12 am", "yesterday at 4:09 pm", "7 October", "7 October 2025".
    pub fn moment(&self, moment: Timestamp) -> String {
        let date = self.local(moment).date();
        let today = self.today();
        if date == today {
            self.lang.with1("when-today", "time", self.time(moment))
        } else if today.yesterday().is_ok_and(|yesterday| date == yesterday) {
            self.lang.with1("when-yesterday", "time", self.time(moment))
        } else {
            self.with_year(
                date,
                format!("{} {}", self.day_number(date), self.month(date)),
            )
        }
    }

    /// "8 Oct, 8:31 am": for trails.
    pub fn short(&self, moment: Timestamp) -> String {
        format!("{}, {}", self.short_day(moment), self.time(moment))
    }

    /// "Thursday 8 October 2026, 8:52 am": for receipts.
    pub fn exact(&self, moment: Timestamp) -> String {
        format!("{}, {}", self.full_day(moment), self.time(moment))
    }

    /// The three lines of the leaf: "Thu", "8", "Oct".
    pub fn leaf(&self, moment: Timestamp) -> (String, String, String) {
        let date = self.local(moment).date();
        let weekday: String = self.weekday(date).chars().take(3).collect();
        (
            weekday,
            date.day().to_string(),
            self.month_short(date).to_owned(),
        )
    }

    /// `2026-10-08`, as `<input type="date">` wants it.
    pub fn input(&self, moment: Timestamp) -> String {
        self.local(moment).date().to_string()
    }

    /// The last moment of a day written as `2026-10-08`.
    pub fn end_of_day(&self, text: &str) -> Option<Timestamp> {
        let date: Date = text.parse().ok()?;
        let end = date
            .at(23, 59, 59, 0)
            .to_zoned_datetime(self.zone.clone())
            .ok()?;
        Some(end.timestamp().into())
    }

    /// Whole days from today until then; negative when it is past.
    pub fn days_until(&self, moment: Timestamp) -> i64 {
        let then = self.local(moment).date();
        self.today()
            .until(then)
            .map_or(0, |span| i64::from(span.get_days()))
    }

    /// Days from Monday to Friday that have begun since the day of `moment`, today included.
    pub fn working_days_since(&self, moment: Timestamp) -> i64 {
        let (from, today) = (self.local(moment).date(), self.today());
        let days = i64::from(from.until(today).map_or(0, |span| span.get_days()));
        let began = i64::from(from.weekday().to_monday_zero_offset());
        let (weeks, rest) = (days.max(0) / 7, days.max(0) % 7);
        let in_rest = (1..=rest).filter(|day| (began + day) % 7 < 5).count();
        weeks * 5 + i64::try_from(in_rest).unwrap_or(0)
    }

    /// "morning", "afternoon" or "evening", for the greeting.
    pub fn part_of_day(&self) -> &'static str {
        match self.local(self.now).hour() {
            ..12 => "morning",
            12..18 => "afternoon",
            _ => "evening",
        }
    }

    /// The midnight that began the day of `moment`, `days` earlier.
    pub fn start_of_day(&self, moment: Timestamp, days: i64) -> Timestamp {
        let date = self.local(moment).date();
        let date = date
            .checked_sub(jiff::Span::new().days(days))
            .unwrap_or(date);
        date.to_zoned_datetime(self.zone.clone())
            .map_or(moment, |midnight| midnight.timestamp().into())
    }

    /// Nine in the morning of the day of `moment`, `days` earlier; of a later day when `days` is negative. Where clocks jump it
    /// is still nine on the wall.
    pub fn morning(&self, moment: Timestamp, days: i64) -> Timestamp {
        let date = self.local(moment).date();
        let date = date
            .checked_sub(jiff::Span::new().days(days))
            .unwrap_or(date);
        date.at(9, 0, 0, 0)
            .to_zoned_datetime(self.zone.clone())
            .map_or(moment, |nine| nine.timestamp().into())
    }

    /// The year it is there.
    pub fn year(&self) -> i16 {
        self.today().year()
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        self.now
    }
}
