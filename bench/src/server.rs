//! A static file host on a free local port. It compresses as a good host does, and lets nothing be cached.

use std::{
    collections::HashMap,
    convert::Infallible,
    net,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    thread,
};

use anyhow::{Context, Result};
use http_body_util::Full;
use hyper::{
    Request, Response,
    body::{Bytes, Incoming},
    header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, HeaderValue},
    server::conn::http1,
    service::service_fn,
};
use hyper_util::rt::TokioIo;
use tokio::{net::TcpListener, runtime};

/// A function that returns the body for a path, or `None` where the file is to be served.
pub(crate) type Override = Box<dyn Fn(&str) -> Option<Vec<u8>> + Send + Sync>;

/// A running host, which ends with the process.
pub(crate) struct Host {
    /// `http://127.0.0.1:PORT`.
    pub(crate) origin: String,
}

struct Files {
    folder: PathBuf,
    overrides: Override,
    compressed: Mutex<HashMap<Vec<u8>, Vec<u8>>>,
}

/// Serves the files below `folder`, except where `overrides` returns another body. A folder's URL gets its `index.html`.
pub(crate) fn serve(folder: PathBuf, overrides: Override) -> Result<Host> {
    let listener = net::TcpListener::bind("127.0.0.1:0").context("no port to serve on")?;
    listener.set_nonblocking(true)?;
    let origin = format!("http://{}", listener.local_addr()?);
    let files = Arc::new(Files { folder, overrides, compressed: Mutex::default() });
    let runtime = runtime::Builder::new_multi_thread().worker_threads(4).enable_io().build()?;
    thread::spawn(move || runtime.block_on(listen(listener, files)));
    Ok(Host { origin })
}

async fn listen(listener: net::TcpListener, files: Arc<Files>) {
    let Ok(listener) = TcpListener::from_std(listener) else { return };
    loop {
        let Ok((stream, _)) = listener.accept().await else { continue };
        let files = Arc::clone(&files);
        let service = service_fn(move |request: Request<Incoming>| {
            let files = Arc::clone(&files);
            async move { Ok::<_, Infallible>(respond(request.uri().path(), &files)) }
        });
        // A client that closes the connection early needs no response.
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    }
}

fn respond(path: &str, files: &Files) -> Response<Full<Bytes>> {
    let file = file_of(&files.folder, path);
    let Some(body) = (files.overrides)(path).or_else(|| std::fs::read(&file).ok()) else {
        let mut response = Response::new(Full::from("not found"));
        *response.status_mut() = hyper::StatusCode::NOT_FOUND;
        return response;
    };
    let kind = kind_of(path, &file);
    let is_text = !(kind.starts_with("image/") && kind != "image/svg+xml" || kind.starts_with("font/"));
    let body = if is_text { brotli(body, &files.compressed) } else { body };
    let mut response = Response::new(Full::from(body));
    let headers = response.headers_mut();
    if is_text {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

fn brotli(body: Vec<u8>, compressed: &Mutex<HashMap<Vec<u8>, Vec<u8>>>) -> Vec<u8> {
    let mut kept = compressed.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    // A feed that changes with every request would fill the memory.
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
