//! A static file host on a free port of this machine: it compresses as a good host does, and caches nothing.

use std::{
    collections::HashMap,
    io::Cursor,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    thread,
};

use anyhow::{Result, anyhow};
use tiny_http::{Header, Request, Response, Server};

/// What stands in for files: called with the path, it answers with a body, or leaves the answer to the files.
pub(crate) type Override = Box<dyn Fn(&str) -> Option<Vec<u8>> + Send + Sync>;

/// A host; it ends with the program.
pub(crate) struct Host {
    /// `http://127.0.0.1:PORT`.
    pub(crate) origin: String,
}

/// Serves the files below `folder`, but for what `instead` answers. A folder's address gets its `index.html`.
pub(crate) fn serve(folder: PathBuf, instead: Override) -> Result<Host> {
    let server = Server::http("127.0.0.1:0").map_err(|error| anyhow!("no port to serve on: {error}"))?;
    let port = server.server_addr().to_ip().map(|address| address.port()).unwrap_or_default();
    let shared = Arc::new((server, folder, instead, Mutex::new(HashMap::new())));
    for _ in 0..6 {
        let shared = Arc::clone(&shared);
        thread::spawn(move || {
            let (server, folder, instead, compressed) = &*shared;
            while let Ok(request) = server.recv() {
                answer(request, folder, instead, compressed);
            }
        });
    }
    Ok(Host { origin: format!("http://127.0.0.1:{port}") })
}

type Compressed = Mutex<HashMap<Vec<u8>, Vec<u8>>>;

fn answer(request: Request, folder: &Path, instead: &Override, compressed: &Compressed) {
    let path = request.url().split(['?', '#']).next().unwrap_or("/").to_owned();
    let file = file_of(folder, &path);
    let body = instead(&path).or_else(|| std::fs::read(&file).ok());
    // Whoever has gone away in the meantime does not need an answer.
    let _ = match body {
        Some(body) => {
            let kind = kind_of(&path, &file);
            let text = !(kind.starts_with("image/") && kind != "image/svg+xml" || kind.starts_with("font/"));
            let mut response = if text {
                let body = brotli(body, compressed);
                Response::new(200.into(), Vec::new(), Cursor::new(body.clone()), Some(body.len()), None)
                    .with_header(header("Content-Encoding", "br"))
            } else {
                Response::from_data(body)
            };
            response.add_header(header("Content-Type", kind));
            response.add_header(header("Cache-Control", "no-cache"));
            request.respond(response)
        }
        None => request.respond(Response::from_string("not here").with_status_code(404)),
    };
}

fn brotli(body: Vec<u8>, compressed: &Compressed) -> Vec<u8> {
    let mut kept = compressed.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    // A feed that changes with every look would fill the memory.
    if kept.len() > 500 {
        kept.clear();
    }
    kept.entry(body)
        .or_insert_with_key(|body| {
            let quality = if body.len() > 200_000 { 9 } else { 11 };
            let parameters = brotli::enc::BrotliEncoderParams { quality, ..Default::default() };
            let mut out = Vec::new();
            let _ = brotli::BrotliCompress(&mut body.as_slice(), &mut out, &parameters);
            out
        })
        .clone()
}

fn file_of(folder: &Path, path: &str) -> PathBuf {
    let mut file = folder.to_owned();
    file.extend(path.split('/').filter(|part| !part.is_empty() && *part != ".."));
    if file.is_dir() { file.join("index.html") } else { file }
}

fn kind_of(path: &str, file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "css" => "text/css; charset=utf-8",
        "json" => "application/feed+json; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "webmanifest" => "application/manifest+json",
        _ if path.ends_with('/') || path.ends_with(".html") => "text/html; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn header(name: &str, value: &str) -> Header {
    // Both are written in this file, and are well-formed.
    Header::from_bytes(name, value).unwrap_or_else(|()| Header::from_bytes("X-Header", "malformed").unwrap())
}
