//! The server behind the harness's own: nginx or Caddy, where it was asked for.

use std::{env, io, net::Ipv4Addr, path::Path};

use http::{
    Method,
    header::{CONNECTION, CONTENT_LENGTH, TRANSFER_ENCODING},
};
use http_body_util::{BodyExt as _, Full};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use test_server::{Request, Response};
use tokio::net::TcpStream;

use crate::recipes::{Program, Running};

/// The variable that names the server.
const SERVER: &str = "LONDON_DAILY_SERVER";

/// A running server that serves one folder.
pub(super) struct Upstream(Running);

/// The server that the environment names; `None` when that is the harness's own.
pub(crate) fn chosen() -> Option<Program> {
    match env::var(SERVER).as_deref() {
        Err(_) | Ok("") => None,
        Ok("nginx") => Some(Program::Nginx),
        Ok("caddy") => Some(Program::Caddy),
        Ok(other) => panic!("{SERVER} is nginx or caddy, or is not set, and not {other:?}"),
    }
}

impl Upstream {
    /// The server that the environment names, for the printed site below the path `base` in the folder `root`.
    pub(super) fn chosen(root: &Path, base: &str) -> Option<Self> {
        let program = chosen()?;
        let paper = root.join(base.trim_start_matches('/'));
        let is_printed = paper.join(".press/headers.nginx").is_file();
        is_printed.then(|| {
            Self(Running::serve(program, root, base).unwrap_or_else(|| {
                panic!("{SERVER}={0} asks for {0}, and there is none here", program.name())
            }))
        })
    }

    /// Its answer, whole. The body of one to `HEAD` is that of `GET`: whoever sends the answer on leaves it out.
    pub(super) async fn ask(&self, request: &Request) -> io::Result<Response> {
        let mut request = request.to_http().map(Full::new);
        if request.method() == Method::HEAD {
            *request.method_mut() = Method::GET;
        }
        request.headers_mut().remove(CONNECTION);
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.0.port())).await?;
        let (mut sender, connection) =
            http1::handshake(TokioIo::new(stream)).await.map_err(io::Error::other)?;
        tokio::spawn(connection);
        let (mut head, body) = sender.send_request(request).await.map_err(io::Error::other)?.into_parts();
        // They count between two ends of one connection.
        for name in [CONNECTION, CONTENT_LENGTH, TRANSFER_ENCODING] {
            head.headers.remove(name);
        }
        let body = body.collect().await.map_err(io::Error::other)?.to_bytes();
        Ok(Response::from_parts(head, body))
    }
}
