//! The headers of each success, without a body.

use std::time::SystemTime;

use http::header::{CACHE_CONTROL, LOCATION};
use http::{HeaderValue, Response, StatusCode};

use crate::fields::{
    TUS_CHECKSUM_ALGORITHM, TUS_EXTENSION, TUS_MAX_SIZE, TUS_RESUMABLE, TUS_VERSION, UPLOAD_CONCAT,
    UPLOAD_DEFER_LENGTH, UPLOAD_EXPIRES, UPLOAD_LENGTH, UPLOAD_OFFSET,
};
use crate::{Algorithm, Concat, EXTENSIONS, Limits, Upload, VERSION};

/// To OPTIONS: what this server speaks.
#[must_use]
pub fn options(limits: &Limits) -> Response<()> {
    let mut response = answer(StatusCode::NO_CONTENT);
    let headers = response.headers_mut();
    headers.insert(TUS_VERSION, HeaderValue::from_static(VERSION));
    headers.insert(TUS_EXTENSION, HeaderValue::from_static(EXTENSIONS));
    headers.insert(TUS_MAX_SIZE, HeaderValue::from(limits.max_length));
    let offered = HeaderValue::from_static(Algorithm::OFFERED);
    headers.insert(TUS_CHECKSUM_ALGORITHM, offered);
    response
}

/// To a creation: where the upload is. With first bytes in the body, the offset says how many
/// of them were kept; without, it is zero.
#[must_use]
pub fn created(upload: &Upload, location: HeaderValue) -> Response<()> {
    let mut response = standing(StatusCode::CREATED, upload);
    response.headers_mut().insert(LOCATION, location);
    response
}

/// To HEAD: where the upload stands.
#[must_use]
pub fn head(upload: &Upload) -> Response<()> {
    let mut response = standing(StatusCode::OK, upload);
    let (name, value) = match upload.length() {
        Some(length) => (UPLOAD_LENGTH, HeaderValue::from(length)),
        None => (UPLOAD_DEFER_LENGTH, HeaderValue::from_static("1")),
    };
    response.headers_mut().insert(name, value);
    response
}

/// To HEAD about an upload that is part of another, or made of others. A final upload whose parts are not joined yet
/// (`is_joined`) tells its length but no offset.
#[must_use]
pub fn head_of(upload: &Upload, concat: &Concat, is_joined: bool) -> Response<()> {
    let mut response = head(upload);
    let headers = response.headers_mut();
    if let Ok(value) = HeaderValue::from_str(&concat.text()) {
        headers.insert(UPLOAD_CONCAT, value);
    }
    if concat.is_final() && !is_joined {
        headers.remove(UPLOAD_OFFSET);
    }
    response
}

/// To a PATCH whose bytes are kept.
#[must_use]
pub fn patched(upload: &Upload) -> Response<()> {
    standing(StatusCode::NO_CONTENT, upload)
}

/// To a termination.
#[must_use]
pub fn terminated() -> Response<()> {
    answer(StatusCode::NO_CONTENT)
}

fn standing(status: StatusCode, upload: &Upload) -> Response<()> {
    let mut response = answer(status);
    let headers = response.headers_mut();
    headers.insert(UPLOAD_OFFSET, HeaderValue::from(upload.offset()));
    if let Some(end) = upload.expires_at()
        && !upload.is_complete()
        && let Ok(date) = HeaderValue::from_str(&http_date(end))
    {
        headers.insert(UPLOAD_EXPIRES, date);
    }
    response
}

fn answer(status: StatusCode) -> Response<()> {
    let mut response = Response::new(());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(TUS_RESUMABLE, HeaderValue::from_static(VERSION));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// An IMF-fixdate (RFC 9110 section 5.6.7). Times before 1970 or after 9999 cannot be written
/// and become the nearest that can.
fn http_date(time: SystemTime) -> String {
    const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    const LAST_SECOND_OF_9999: u64 = 253_402_300_799;

    let seconds = time
        .duration_since(SystemTime::UNIX_EPOCH)
        .map_or(0, |since| since.as_secs())
        .min(LAST_SECOND_OF_9999);
    let (days, clock) = (seconds / 86_400, seconds % 86_400);
    let weekday = DAYS
        .iter()
        .cycle()
        .nth((days % 7) as usize)
        .unwrap_or(&DAYS[0]);

    let (mut year, mut day) = (1970, days);
    while day >= days_in_year(year) {
        day -= days_in_year(year);
        year += 1;
    }
    let february = if days_in_year(year) == 366 { 29 } else { 28 };
    let mut month = MONTHS[11];
    for (name, length) in MONTHS
        .iter()
        .zip([31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
    {
        if day < length {
            month = name;
            break;
        }
        day -= length;
    }
    let (hour, minute, second) = (clock / 3600, clock / 60 % 60, clock % 60);
    format!(
        "{weekday}, {:02} {month} {year} {hour:02}:{minute:02}:{second:02} GMT",
        day + 1
    )
}

fn days_in_year(year: u64) -> u64 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    if is_leap { 366 } else { 365 }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn at(seconds: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
    }

    #[test]
    fn dates_are_written_as_http_wants_them() {
        for (seconds, written) in [
            (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
            (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
            (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
            (951_868_800, "Wed, 01 Mar 2000 00:00:00 GMT"),
            (1_798_761_599, "Thu, 31 Dec 2026 23:59:59 GMT"),
            (253_402_300_799, "Fri, 31 Dec 9999 23:59:59 GMT"),
            (253_402_300_800, "Fri, 31 Dec 9999 23:59:59 GMT"),
        ] {
            assert_eq!(http_date(at(seconds)), written);
        }
        assert_eq!(
            http_date(SystemTime::UNIX_EPOCH - Duration::from_secs(1)),
            "Thu, 01 Jan 1970 00:00:00 GMT"
        );
    }
}
