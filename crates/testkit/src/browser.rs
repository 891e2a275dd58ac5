//! A browser without a window: cookies, forms, files, tus.

use std::{collections::BTreeMap, net::SocketAddr};

use base64::Engine;
use bytes::Bytes;
use http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::{BodyExt, Full};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use crate::page::{self, Form};

/// One person's browser.
#[derive(Clone, Debug)]
pub struct Browser {
    address: SocketAddr,
    host: String,
    cookies: BTreeMap<String, String>,
    /// Sent with every request, on top of what a browser sends.
    pub headers: HeaderMap,
    left_out: Vec<&'static str>,
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
    /// What was asked for.
    pub path: String,
}

/// A part of a form with files.
#[derive(Clone, Debug)]
pub struct Part {
    /// The field.
    pub name: String,
    /// The file's name; none for a plain field.
    pub file_name: Option<String>,
    /// Its bytes.
    pub body: Vec<u8>,
}

impl Browser {
    /// A fresh browser that reaches `address` under the name `host`.
    pub fn new(address: SocketAddr, host: &str) -> Self {
        Self {
            address,
            host: host.to_owned(),
            cookies: BTreeMap::new(),
            headers: HeaderMap::new(),
            left_out: Vec::new(),
        }
    }

    /// Never sends this header, which browsers of today send.
    pub fn leaves_out(&mut self, header: &'static str) {
        self.left_out.push(header);
    }

    /// Sends this header with every request.
    pub fn always_sends(&mut self, header: &'static str, value: &str) {
        self.headers.insert(header, value.parse().unwrap());
    }

    /// The cookies it keeps.
    pub fn cookies(&self) -> &BTreeMap<String, String> {
        &self.cookies
    }

    /// Puts a cookie in the jar.
    pub fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    /// Forgets everything.
    pub fn clear_cookies(&mut self) {
        self.cookies.clear();
    }

    /// Any request, with what a browser of today adds.
    pub async fn send(
        &mut self,
        method: Method,
        path: &str,
        headers: HeaderMap,
        body: impl Into<Bytes>,
    ) -> Answer {
        let mut request = Request::builder()
            .method(&method)
            .uri(path)
            .header(header::HOST, &self.host);
        let all = request.headers_mut().unwrap();
        all.insert(header::ACCEPT, "text/html,*/*;q=0.8".parse().unwrap());
        all.insert(header::ACCEPT_LANGUAGE, "en-CA,en;q=0.9".parse().unwrap());
        all.insert(
            header::USER_AGENT,
            "Mozilla/5.0 (X11; Linux x86_64) Chrome/150.0"
                .parse()
                .unwrap(),
        );
        all.insert("sec-fetch-site", "same-origin".parse().unwrap());
        if !self.cookies.is_empty() {
            let cookies: Vec<String> = self
                .cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            all.insert(header::COOKIE, cookies.join("; ").parse().unwrap());
        }
        for (name, value) in self.headers.iter().chain(headers.iter()) {
            all.insert(name, value.clone());
        }
        for name in &self.left_out {
            all.remove(*name);
        }
        let answer = raw(self.address, request.body(Full::new(body.into())).unwrap()).await;
        for cookie in answer.headers.get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            let (name, rest) = cookie.split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            if value.is_empty() || cookie.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        Answer {
            path: path.to_owned(),
            ..answer
        }
    }

    /// Opens a page.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, HeaderMap::new(), Bytes::new())
            .await
    }

    /// Opens a page and goes on while it leads elsewhere.
    pub async fn open(&mut self, path: &str) -> Answer {
        let mut answer = self.get(path).await;
        for _ in 0..5 {
            let Some(to) = answer.leads_to() else { break };
            answer = self.get(&to).await;
        }
        answer
    }

    /// Posts fields.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let mut headers = HeaderMap::new();
        headers.insert(
            header::CONTENT_TYPE,
            "application/x-www-form-urlencoded".parse().unwrap(),
        );
        self.send(Method::POST, path, headers, body).await
    }

    /// Fills in a form that stands in a page, as a person would: what is there stays, `fields` are typed over it.
    pub async fn submit(&mut self, form: &Form, fields: &[(&str, &str)]) -> Answer {
        let filled = form.filled(fields);
        let pairs: Vec<(&str, &str)> = filled
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        self.post(&form.action, &pairs).await
    }

    /// Posts a form with files.
    pub async fn post_files(&mut self, path: &str, parts: &[Part]) -> Answer {
        let boundary = "----anteroomtestboundary7MA4YWxkTrZu0gW";
        let mut body = Vec::new();
        for part in parts {
            body.extend_from_slice(
                format!(
                    "--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"",
                    part.name
                )
                .as_bytes(),
            );
            if let Some(name) = &part.file_name {
                let name = name
                    .replace('"', "%22")
                    .replace('\r', "%0D")
                    .replace('\n', "%0A");
                body.extend_from_slice(
                    format!("; filename=\"{name}\"\r\nContent-Type: application/octet-stream")
                        .as_bytes(),
                );
            }
            body.extend_from_slice(b"\r\n\r\n");
            body.extend_from_slice(&part.body);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        let mut headers = HeaderMap::new();
        headers.insert(
            header::CONTENT_TYPE,
            format!("multipart/form-data; boundary={boundary}")
                .parse()
                .unwrap(),
        );
        self.send(Method::POST, path, headers, body).await
    }

    /// A tus request: `Tus-Resumable` and what else it takes.
    pub async fn tus(
        &mut self,
        method: Method,
        path: &str,
        more: &[(&'static str, &str)],
        body: impl Into<Bytes>,
    ) -> Answer {
        let mut headers = HeaderMap::new();
        headers.insert("tus-resumable", "1.0.0".parse().unwrap());
        headers.insert(header::ACCEPT, "*/*".parse().unwrap());
        for (name, value) in more {
            headers.insert(*name, value.parse().unwrap());
        }
        self.send(method, path, headers, body).await
    }

    /// Begins a tus upload; answers its path.
    pub async fn tus_create(&mut self, path: &str, name: &str, length: usize) -> Answer {
        let metadata = format!(
            "filename {}",
            base64::engine::general_purpose::STANDARD.encode(name)
        );
        self.tus(
            Method::POST,
            path,
            &[
                ("upload-length", &length.to_string()),
                ("upload-metadata", &metadata),
            ],
            Bytes::new(),
        )
        .await
    }

    /// Sends bytes of a tus upload from an offset.
    pub async fn tus_patch(
        &mut self,
        path: &str,
        offset: usize,
        bytes: impl Into<Bytes>,
    ) -> Answer {
        let offset = offset.to_string();
        self.tus(
            Method::PATCH,
            path,
            &[
                ("upload-offset", &offset),
                ("content-type", "application/offset+octet-stream"),
            ],
            bytes,
        )
        .await
    }
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Where it leads, if elsewhere.
    pub fn leads_to(&self) -> Option<String> {
        self.status
            .is_redirection()
            .then(|| self.headers[header::LOCATION].to_str().unwrap().to_owned())
    }

    /// A header's text, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap_or(""))
    }

    /// The form with this action in its page.
    ///
    /// # Panics
    /// When there is none: the page is shown.
    pub fn form(&self, action: &str) -> Form {
        page::forms(&self.text())
            .into_iter()
            .find(|form| form.action == action)
            .unwrap_or_else(|| panic!("{} has no form for {action}: {}", self.path, self.text()))
    }

    /// Whether the page says this, tags aside.
    pub fn says(&self, words: &str) -> bool {
        page::text(&self.text()).contains(words)
    }

    /// This answer, once it has this status.
    ///
    /// # Panics
    /// When it has another: the page's words are shown.
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(
            self.status.as_u16(),
            status,
            "{}: {}",
            self.path,
            page::text(&self.text())
        );
        self
    }
}

/// One request on a connection of its own.
async fn raw(address: SocketAddr, request: Request<Full<Bytes>>) -> Answer {
    let stream = TcpStream::connect(address)
        .await
        .expect("the server listens");
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream))
        .await
        .unwrap();
    let driver = tokio::spawn(connection);
    let response = sender.send_request(request).await.expect("an answer");
    let (parts, body) = response.into_parts();
    let body = body
        .collect()
        .await
        .map(http_body_util::Collected::to_bytes)
        .unwrap_or_default();
    drop(sender);
    driver.abort();
    Answer {
        status: parts.status,
        headers: parts.headers,
        body,
        path: String::new(),
    }
}
