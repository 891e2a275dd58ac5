//! Uploads in parts that nobody will finish: the parts are kept, and paid for, until somebody gives them up.
//!
//! Several programs may write to one bucket, and none knows whether another is still at work; so an upload counts as
//! abandoned a day after it began, by the store's own clock. A blob takes minutes.

use std::time::Duration;

use jiff::{Timestamp, fmt::rfc2822};
use object_store::{
    aws::AwsAuthorizer,
    client::{HttpRequestBody, HttpResponse},
    multipart::MultipartStore as _,
    path::Path,
};
use serde::Deserialize;

use super::{
    Place,
    refusal::{odd, told},
};
use crate::Error;

const STEP: &str = "list the unfinished uploads of the bucket";
/// No blob takes as long to write.
const LIFE: Duration = Duration::from_secs(24 * 60 * 60);

/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html>
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Page {
    #[serde(default)]
    is_truncated: bool,
    next_key_marker: Option<String>,
    next_upload_id_marker: Option<String>,
    #[serde(default, rename = "Upload")]
    uploads: Vec<Begun>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Begun {
    key: String,
    upload_id: String,
    initiated: String,
}

/// Gives up what was abandoned; answers how many uploads that were.
pub(super) async fn sweep(place: &Place) -> Result<u64, Error> {
    let mut swept = 0;
    let mut marker = None;
    loop {
        let Some((page, now)) = list(place, marker.take()).await? else {
            // A server that cannot tell has its own rule for this.
            return Ok(swept);
        };
        for begun in page.uploads {
            let is_ours = begun.key.starts_with(&place.blobs());
            if !is_ours || !is_abandoned(&begun.initiated, now) {
                continue;
            }
            let given_up = place
                .store
                .abort_multipart(&Path::from(begun.key), &begun.upload_id)
                .await;
            match given_up {
                Ok(()) => swept += 1,
                // Finished or given up by another program just now.
                Err(object_store::Error::NotFound { .. }) => {}
                Err(error) => return Err(told("give up an unfinished upload")(error)),
            }
        }
        marker = page.next_key_marker.zip(page.next_upload_id_marker);
        if !page.is_truncated || marker.is_none() {
            return Ok(swept);
        }
    }
}

fn is_abandoned(initiated: &str, now: Timestamp) -> bool {
    initiated
        .parse::<Timestamp>()
        .is_ok_and(|began| now.as_second() - began.as_second() > LIFE.as_secs().cast_signed())
}

/// A page of uploads, and what time it is at the store; nothing from a server that knows no such list.
async fn list(
    place: &Place,
    marker: Option<(String, String)>,
) -> Result<Option<(Page, Timestamp)>, Error> {
    let mut request = http::Request::get(address(place, marker))
        .body(HttpRequestBody::empty())
        .map_err(|error| odd(STEP, &error.to_string()))?;
    AwsAuthorizer::new(&place.credential, "s3", &place.region)
        .try_authorize(&mut request, None)
        .map_err(told(STEP))?;
    let answer = place
        .client
        .execute(request)
        .await
        .map_err(|error| odd(STEP, &error.to_string()))?;
    let status = answer.status();
    if status == http::StatusCode::NOT_IMPLEMENTED {
        return Ok(None);
    }
    let now = moment(&answer).ok_or_else(|| odd(STEP, "the store does not say what time it is"))?;
    let body = answer
        .into_body()
        .bytes()
        .await
        .map_err(|error| odd(STEP, &error.to_string()))?;
    let text = String::from_utf8_lossy(&body);
    if !status.is_success() {
        let error = object_store::Error::Generic {
            store: "S3",
            source: format!("{status}: {text}").into(),
        };
        return Err(told(STEP)(error));
    }
    let page = quick_xml::de::from_str(&text)
        .map_err(|error| odd(STEP, &format!("its answer cannot be read: {error}")))?;
    Ok(Some((page, now)))
}

fn address(place: &Place, marker: Option<(String, String)>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("prefix", &place.blobs());
    if let Some((key, upload)) = marker {
        query.append_pair("key-marker", &key);
        query.append_pair("upload-id-marker", &upload);
    }
    query.append_pair("uploads", "");
    format!("{}?{}", place.address, query.finish())
}

fn moment(answer: &HttpResponse) -> Option<Timestamp> {
    let date = answer.headers().get(http::header::DATE)?.to_str().ok()?;
    Some(rfc2822::parse(date).ok()?.timestamp())
}

#[cfg(test)]
mod tests {
    #![expect(
        clippy::unwrap_used,
        reason = "a test that cannot go on should stop loudly"
    )]

    use super::*;

    #[test]
    fn only_what_began_a_day_ago_by_the_stores_clock_is_abandoned() {
        let now: Timestamp = "2026-03-02T12:00:00Z".parse().unwrap();
        assert!(is_abandoned("2026-03-01T11:59:59.000Z", now));
        assert!(!is_abandoned("2026-03-01T12:00:00.000Z", now));
        assert!(!is_abandoned("2026-03-03T12:00:00.000Z", now));
        assert!(!is_abandoned("yesterday", now));
    }

    #[test]
    fn a_list_of_uploads_reads_with_and_without_uploads() {
        let page: Page = quick_xml::de::from_str(
            "<?xml version=\"1.0\"?><ListMultipartUploadsResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\
             <Bucket>b</Bucket><KeyMarker/><IsTruncated>true</IsTruncated><NextKeyMarker>blobs/2</NextKeyMarker>\
             <NextUploadIdMarker>y</NextUploadIdMarker>\
             <Upload><Key>blobs/1</Key><UploadId>x</UploadId><Initiated>2026-03-01T00:00:00.000Z</Initiated></Upload>\
             <Upload><Key>blobs/2</Key><UploadId>y</UploadId><StorageClass>STANDARD</StorageClass>\
             <Initiated>2026-03-01T00:00:00.000Z</Initiated></Upload></ListMultipartUploadsResult>",
        )
        .unwrap();
        assert!(page.is_truncated);
        assert_eq!(page.uploads.len(), 2);
        assert_eq!(page.uploads[1].upload_id, "y");
        let none: Page = quick_xml::de::from_str(
            "<ListMultipartUploadsResult><IsTruncated>false</IsTruncated></ListMultipartUploadsResult>",
        )
        .unwrap();
        assert!(none.uploads.is_empty() && !none.is_truncated);
    }
}
