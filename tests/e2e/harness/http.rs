//! Just enough HTTP/1.1 to serve a page, and to serve it badly.

use std::{io, time::Duration};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// A request as it arrived.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    /// `GET`, `POST`, ...
    pub(crate) method: String,
    /// The path without the query, percent-encoded as it was sent.
    pub(crate) path: String,
    /// The part behind the `?`; empty where there is none.
    pub(crate) query: String,
    /// Names in lower case, in the order of arrival.
    pub(crate) headers: Vec<(String, String)>,
    /// The whole body.
    pub(crate) body: Vec<u8>,
}

impl Request {
    /// The first header of that name (given in lower case).
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(header, _)| header == name).map(|(_, value)| value.as_str())
    }

    /// The same request from someone who has nothing yet and reads nothing that is compressed: its answer has a body that can be
    /// cut, or added to.
    pub(crate) fn unconditional(&self) -> Self {
        const CONDITIONS: &[&str] = &["if-none-match", "if-modified-since", "range", "accept-encoding"];
        let mut request = self.clone();
        request.headers.retain(|(name, _)| !CONDITIONS.contains(&name.as_str()));
        request
    }

    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// An answer, before it is written.
#[derive(Clone, Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    /// Bytes of the body that are really sent; the rest is promised in `Content-Length`, and the connection is closed.
    pub(crate) sent: usize,
}

impl Response {
    pub(crate) fn new(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let body = body.into();
        Self {
            status,
            headers: vec![("Content-Type".to_owned(), content_type.to_owned())],
            sent: body.len(),
            body,
        }
    }

    pub(crate) fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new(), sent: 0 }
    }

    pub(crate) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// Without the headers of that name.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(header, _)| !header.eq_ignore_ascii_case(name));
        self
    }

    /// The first header of that name.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(header, _)| header.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// With another body, sent whole.
    pub(crate) fn with_body(mut self, body: Vec<u8>) -> Self {
        self.sent = body.len();
        self.body = body;
        self
    }

    /// Promises the whole body and sends half of it.
    pub(crate) fn cut_off(mut self) -> Self {
        self.sent = self.body.len() / 2;
        self
    }
}

/// A connection that is kept for several requests.
pub(crate) struct Connection {
    stream: TcpStream,
    unread: Vec<u8>,
}

impl Connection {
    pub(crate) fn new(stream: TcpStream) -> Self {
        Self { stream, unread: Vec::new() }
    }

    /// The next request; `None` when the browser has closed the connection.
    pub(crate) async fn request(&mut self) -> io::Result<Option<Request>> {
        loop {
            if let Some((mut request, head, length)) = parse(&self.unread)? {
                while self.unread.len() < head + length {
                    if self.read().await? == 0 {
                        return Ok(None);
                    }
                }
                request.body = self.unread[head..head + length].to_vec();
                self.unread.drain(..head + length);
                return Ok(Some(request));
            }
            if self.read().await? == 0 {
                return Ok(None);
            }
        }
    }

    /// Writes the answer. `false` when the connection must end, because less was sent than promised.
    pub(crate) async fn respond(&mut self, method: &str, response: &Response) -> io::Result<bool> {
        let mut head = format!("HTTP/1.1 {} {}\r\n", response.status, reason(response.status));
        for (name, value) in &response.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if response.status != 304 && response.status != 204 {
            head.push_str(&format!("Content-Length: {}\r\n", response.body.len()));
        }
        head.push_str("\r\n");
        self.stream.write_all(head.as_bytes()).await?;
        if method != "HEAD" {
            self.stream.write_all(&response.body[..response.sent]).await?;
        }
        self.stream.flush().await?;
        let whole = response.sent == response.body.len();
        if !whole {
            self.stream.shutdown().await?;
        }
        Ok(whole)
    }

    /// Says nothing until the browser gives up.
    pub(crate) async fn stay_silent(&mut self) {
        while let Ok(read) = self.read().await {
            if read == 0 {
                return;
            }
        }
    }

    /// Lets time pass before an answer.
    pub(crate) async fn wait(&self, time: Duration) {
        tokio::time::sleep(time).await;
    }

    async fn read(&mut self) -> io::Result<usize> {
        let mut buffer = [0; 16 * 1024];
        let read = self.stream.read(&mut buffer).await?;
        self.unread.extend_from_slice(&buffer[..read]);
        Ok(read)
    }
}

/// The request at the start of `bytes`, where its body begins, and how long that is; `None` while its head is not whole.
fn parse(bytes: &[u8]) -> io::Result<Option<(Request, usize, usize)>> {
    let invalid = |reason: String| io::Error::new(io::ErrorKind::InvalidData, reason);
    let mut headers = [httparse::EMPTY_HEADER; 64];
    let mut parsed = httparse::Request::new(&mut headers);
    let httparse::Status::Complete(head) = parsed.parse(bytes).map_err(|error| invalid(error.to_string()))?
    else {
        return Ok(None);
    };
    let target = parsed.path.unwrap_or("/");
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let request = Request {
        method: parsed.method.unwrap_or_default().to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        headers: parsed
            .headers
            .iter()
            .map(|header| {
                let value = String::from_utf8_lossy(header.value).into_owned();
                (header.name.to_ascii_lowercase(), value)
            })
            .collect(),
        body: Vec::new(),
    };
    let length = match request.header("content-length") {
        None => 0,
        Some(length) => length.parse().map_err(|_| invalid(format!("Content-Length: {length}")))?,
    };
    Ok(Some((request, head, length)))
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        301 => "Moved Permanently",
        204 => "No Content",
        206 => "Partial Content",
        304 => "Not Modified",
        400 => "Bad Request",
        404 => "Not Found",
        416 => "Range Not Satisfiable",
        422 => "Unprocessable Content",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        _ => "Answer",
    }
}
