//! What is known of an entry before its contents are read.

/// One file of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its place in the archive, parts joined by `/`, as [`crate::paths`] makes them.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// The CRC-32 of its contents, as ZIP, gzip and PNG take it.
    pub crc32: u32,
    /// When it was last changed.
    pub modified: Modified,
}

/// When an entry was last changed. It is written twice: as the wall clock showed it, to two seconds, for readers that know
/// no time zones, and as seconds in UTC for all others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Modified {
    unix: i64,
    offset: i32,
}

impl Modified {
    /// A moment in seconds since 1970 in UTC, and how many seconds the wall clock was ahead of UTC then.
    #[must_use]
    pub fn new(unix: i64, offset: i32) -> Self {
        Self { unix, offset }
    }

    /// Seconds since 1970 as the extra field holds them, signed in 32 bits; the nearest there is outside 1901 to 2038.
    pub(crate) fn seconds(self) -> i32 {
        let nearest = self.unix.clamp(i32::MIN.into(), i32::MAX.into());
        i32::try_from(nearest).unwrap_or(i32::MAX)
    }

    /// The wall clock's time and date in MS-DOS's two 16-bit words; the nearest there is outside 1980 to 2107.
    pub(crate) fn dos(self) -> (u16, u16) {
        let local = self.unix.saturating_add(self.offset.into());
        let (year, month, day) = civil(local.div_euclid(86_400));
        let second = local.rem_euclid(86_400);
        if year < 1980 {
            return (0, (1 << 5) | 1);
        }
        if year > 2107 {
            return ((23 << 11) | (59 << 5) | 29, (127 << 9) | (12 << 5) | 31);
        }
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        let time = (hour << 11) | (minute << 5) | (second / 2);
        let date = ((year - 1980) << 9) | (month << 5) | day;
        // Each field is inside its bits.
        (
            u16::try_from(time).unwrap_or(0),
            u16::try_from(date).unwrap_or(0),
        )
    }
}

/// Year, month and day of a day counted from 1970, in the Gregorian calendar: years are counted from March, so that the
/// leap day is the last of its year, in cycles of 400 years of 146,097 days.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (cycle, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 {
        (month + 3, 0)
    } else {
        (month - 9, 1)
    };
    (cycle * 400 + year + next, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        for (days, date) in [
            (0, (1970, 1, 1)),
            (-1, (1969, 12, 31)),
            (11_016, (2000, 2, 29)),
            (11_017, (2000, 3, 1)),
            (20_781, (2026, 11, 24)),
            (47_540, (2100, 2, 28)),
            (47_541, (2100, 3, 1)),
        ] {
            assert_eq!(civil(days), date, "{days}");
        }
    }

    #[test]
    fn the_wall_clock_is_written_and_what_it_cannot_say_is_the_nearest_it_can() {
        // 2026-11-24 08:30:45 UTC, five hours earlier on the wall.
        let (time, date) = Modified::new(1_795_509_045, -5 * 3600).dos();
        assert_eq!((time >> 11, time >> 5 & 63, time & 31), (3, 30, 22));
        assert_eq!((date >> 9, date >> 5 & 15, date & 31), (46, 11, 24));
        assert_eq!(Modified::new(0, 0).dos(), (0, 0x21));
        assert_eq!(Modified::new(i64::MAX, 1).dos().1 >> 9, 127);
        assert_eq!(Modified::new(i64::MAX, 0).seconds(), i32::MAX);
    }
}
