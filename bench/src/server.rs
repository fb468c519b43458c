//! A static file host on a free local port. It compresses as a good host does, and lets nothing be cached.

use std::{
    collections::HashMap,
    io,
    path::Path,
    sync::{Mutex, PoisonError},
};

use http::{
    HeaderValue, StatusCode,
    header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE},
};
use test_server::{Answer, Background, Files, Request, Response, Service, response};

const HTML: &str = "text/html; charset=utf-8";
/// All JSON of a site is feeds, or is small.
const FEED: &str = "application/feed+json; charset=utf-8";

/// A function that returns the feed for a path, or `None` where the file is to be served.
pub(crate) type Override = Box<dyn Fn(&str) -> Option<String> + Send + Sync>;

/// A running host. Gone when it is dropped.
pub(crate) type Host = Background<Site>;

pub(crate) struct Site {
    files: Files,
    overrides: Override,
    compressed: Mutex<HashMap<Vec<u8>, Vec<u8>>>,
}

/// Serves the files below `folder`, except where `overrides` returns a feed. A folder's URL gets its `index.html`.
pub(crate) fn serve(folder: &Path, overrides: Override) -> io::Result<Host> {
    Background::serve(Site { files: Files::of(folder), overrides, compressed: Mutex::default() })
}

impl Service for Site {
    async fn answer(&self, request: &Request) -> Answer {
        self.respond(request).await.map_or(Answer::HangUp, Answer::Whole)
    }
}

impl Site {
    /// Returns the whole file, compressed or not, and no more headers than a visit needs.
    async fn respond(&self, request: &Request) -> io::Result<Response> {
        if let Some(feed) = (self.overrides)(request.path()) {
            return Ok(self.sent(FEED, feed.as_bytes()));
        }
        let file = self.files.answer(&request.unconditional()).await?;
        if file.status() != StatusCode::OK {
            return Ok(file);
        }
        let kind = file.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or(HTML);
        Ok(self.sent(if kind == "application/json" { FEED } else { kind }, file.body()))
    }

    fn sent(&self, kind: &str, body: &[u8]) -> Response {
        let is_text = kind == "image/svg+xml"
            || !["image/", "font/", "audio/"].iter().any(|start| kind.starts_with(start));
        let mut response = response(200, kind, if is_text { self.brotli(body) } else { body.to_owned() });
        if is_text {
            response.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static("br"));
        }
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        response
    }

    fn brotli(&self, body: &[u8]) -> Vec<u8> {
        let mut kept = self.compressed.lock().unwrap_or_else(PoisonError::into_inner);
        // A feed that changes with every request would fill the memory.
        if kept.len() > 500 {
            kept.clear();
        }
        let compress = |body: &Vec<u8>| {
            let quality = if body.len() > 200_000 { 9 } else { 11 };
            let parameters = brotli::enc::BrotliEncoderParams { quality, ..Default::default() };
            let mut out = Vec::new();
            let _ = brotli::BrotliCompress(&mut body.as_slice(), &mut out, &parameters);
            out
        };
        kept.entry(body.to_owned()).or_insert_with_key(compress).clone()
    }
}

#[cfg(test)]
mod tests {
    use std::{
        io::{Read as _, Write as _},
        net::TcpStream,
    };

    use super::*;

    /// Returns the head of the response as it was sent: a client would decompress the body, and leave out that it did.
    fn get(host: &Host, path: &str) -> String {
        let address = host.origin().replace("http://", "");
        let mut stream = TcpStream::connect(&address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        String::from_utf8_lossy(&bytes[..end + 2]).into_owned()
    }

    #[test]
    fn texts_are_sent_compressed_and_pictures_as_they_are() {
        let folder = tempfile::tempdir().unwrap();
        for file in ["index.html", "script.js", "feed.json", "picture.webp", "main.wasm"] {
            std::fs::write(folder.path().join(file), "words words words words").unwrap();
        }
        let overrides = |path: &str| (path == "/live.json").then(|| "{}".to_owned());
        let host = serve(folder.path(), Box::new(overrides)).unwrap();
        for (path, kind, encoding) in [
            ("/", HTML, Some("br")),
            ("/script.js", "text/javascript; charset=utf-8", Some("br")),
            ("/feed.json", FEED, Some("br")),
            ("/live.json", FEED, Some("br")),
            ("/main.wasm", "application/wasm", Some("br")),
            ("/picture.webp", "image/webp", None),
        ] {
            let head = get(&host, path);
            let header =
                |name: &str| head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
            assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
            assert_eq!(header("content-type"), Some(kind), "{path}");
            assert_eq!(header("content-encoding"), encoding, "{path}");
            assert_eq!(header("cache-control"), Some("no-cache"), "{path}");
            assert_eq!(header("etag"), None, "{path}");
        }
        assert!(get(&host, "/nothing.js").starts_with("HTTP/1.1 404"));
    }
}
