//! What a part says of itself, and the boundary the whole form names.

use super::Refusal;

/// A part's headers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The form field it belongs to.
    pub name: String,
    /// What the browser calls the file, as it wrote it; `None` for a plain field, and empty for
    /// a file field in which nothing was chosen.
    pub file_name: Option<String>,
    /// The media type the browser takes the file for. A claim, never a fact.
    pub content_type: Option<String>,
}

impl Part {
    /// Reads header lines, without the blank line that ends them.
    pub(super) fn parse(block: &[u8]) -> Result<Self, Refusal> {
        let text =
            std::str::from_utf8(block).map_err(|_| Refusal::Malformed("headers are not UTF-8"))?;
        let mut disposition = None;
        let mut content_type = None;
        for line in text.split("\r\n") {
            if line.contains(['\r', '\n', '\0']) {
                return Err(Refusal::Malformed("a header holds a control character"));
            }
            // A line that begins with a space would continue the one before: long forbidden.
            let (name, value) = line
                .split_once(':')
                .filter(|(name, _)| !name.is_empty() && name.bytes().all(|b| b.is_ascii_graphic()))
                .ok_or(Refusal::Malformed("a header has no name"))?;
            let slot = if name.eq_ignore_ascii_case("content-disposition") {
                &mut disposition
            } else if name.eq_ignore_ascii_case("content-type") {
                &mut content_type
            } else {
                continue;
            };
            if slot.replace(value.trim()).is_some() {
                return Err(Refusal::Malformed("a header stands there twice"));
            }
        }
        let disposition = disposition.ok_or(Refusal::Malformed("a part has no name"))?;
        let (kind, parameters) = parameters(disposition)?;
        if !kind.eq_ignore_ascii_case("form-data") {
            return Err(Refusal::Malformed("a part is not form-data"));
        }
        let mut part = Self {
            name: String::new(),
            file_name: None,
            content_type: content_type.map(str::to_owned),
        };
        let mut has_name = false;
        for (key, value) in parameters {
            if key.eq_ignore_ascii_case("name") {
                part.name = unescaped(value);
                has_name = true;
            } else if key.eq_ignore_ascii_case("filename") {
                part.file_name = Some(unescaped(value));
            } else if key.eq_ignore_ascii_case("filename*") {
                // RFC 7578 section 4.2 forbids it, and two names for a file are one too many.
                return Err(Refusal::Malformed("a file has a second name"));
            }
        }
        if !has_name {
            return Err(Refusal::Malformed("a part has no name"));
        }
        Ok(part)
    }
}

/// The boundary named by a `Content-Type`.
pub(super) fn boundary(content_type: &str) -> Result<String, Refusal> {
    let (kind, parameters) = parameters(content_type).map_err(|_| Refusal::Boundary)?;
    if !kind.eq_ignore_ascii_case("multipart/form-data") {
        return Err(Refusal::NotMultipart);
    }
    let boundary = parameters
        .into_iter()
        .find(|(key, _)| key.eq_ignore_ascii_case("boundary"))
        .map(|(_, value)| value)
        .ok_or(Refusal::Boundary)?;
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"'()+_,-./:=? ".contains(&byte);
    let has_form = (1..=70).contains(&boundary.len()) && !boundary.ends_with(' ');
    if !has_form || !boundary.bytes().all(is_allowed) {
        return Err(Refusal::Boundary);
    }
    Ok(boundary.to_owned())
}

/// Keys and values, in order.
type Parameters<'a> = Vec<(&'a str, &'a str)>;

/// Splits `kind; key=value; key="value"`. Quotes end at the next quote: browsers write a quote
/// inside as `%22` and a backslash as itself.
fn parameters(text: &str) -> Result<(&str, Parameters<'_>), Refusal> {
    const MALFORMED: Refusal = Refusal::Malformed("a header's parameters cannot be read");
    let (kind, mut rest) = match text.split_once(';') {
        Some((kind, rest)) => (kind.trim(), rest.trim_start()),
        None => (text.trim(), ""),
    };
    let mut parameters = Parameters::new();
    while !rest.is_empty() {
        let (key, after) = rest.split_once('=').ok_or(MALFORMED)?;
        let is_key = !key.is_empty() && key.bytes().all(|b| b.is_ascii_graphic() && b != b'"');
        let is_repeated = parameters
            .iter()
            .any(|(had, _)| had.eq_ignore_ascii_case(key));
        if !is_key || is_repeated {
            return Err(MALFORMED);
        }
        let (value, after) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').ok_or(MALFORMED)?,
            None => after.split_at(after.find(';').unwrap_or(after.len())),
        };
        parameters.push((key, value));
        let after = after.trim_start();
        rest = match after.strip_prefix(';') {
            Some(next) => next.trim_start(),
            None if after.is_empty() => "",
            None => return Err(MALFORMED),
        };
    }
    Ok((kind, parameters))
}

/// Undoes what browsers do to a name (HTML, "multipart/form-data encoding algorithm").
fn unescaped(value: &str) -> String {
    value
        .replace("%22", "\"")
        .replace("%0D", "\r")
        .replace("%0A", "\n")
}
