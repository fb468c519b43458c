//! The server behind the harness's own: nginx or Caddy, where it was asked for.

use std::{env, io, net::Ipv4Addr, path::Path};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use super::http::{Request, Response};
use crate::recipes::{self, Program, Running};

/// The variable that names the server.
const SERVER: &str = "LONDON_DAILY_SERVER";
/// Headers that count between two ends of one connection, and those that are written anew for the answer's body.
const OF_THE_CONNECTION: &[&str] = &["connection", "keep-alive", "content-length", "transfer-encoding"];

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
        let method = if request.method == "HEAD" { "GET" } else { &request.method };
        let mut head = format!("{method} {}", request.path);
        if !request.query.is_empty() {
            head.push_str(&format!("?{}", request.query));
        }
        head.push_str(&format!(
            " HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n",
            request.body.len()
        ));
        for (name, value) in request.headers.iter().filter(|(name, _)| !is_of_the_connection(name)) {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.0.port())).await?;
        stream.write_all(&[head.as_bytes(), &request.body].concat()).await?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await?;
        parse(&answer)
    }
}

fn is_of_the_connection(name: &str) -> bool {
    OF_THE_CONNECTION.iter().any(|one| name.eq_ignore_ascii_case(one))
}

fn parse(answer: &[u8]) -> io::Result<Response> {
    let invalid = |reason: String| io::Error::new(io::ErrorKind::InvalidData, reason);
    let mut headers = [httparse::EMPTY_HEADER; 64];
    let mut parsed = httparse::Response::new(&mut headers);
    let httparse::Status::Complete(head) =
        parsed.parse(answer).map_err(|error| invalid(error.to_string()))?
    else {
        return Err(invalid("the answer broke off".into()));
    };
    let in_pieces = parsed.headers.iter().any(|header| {
        header.name.eq_ignore_ascii_case("transfer-encoding") && header.value.eq_ignore_ascii_case(b"chunked")
    });
    let body = match in_pieces {
        true => recipes::joined(&answer[head..]).ok_or_else(|| invalid("the body broke off".into()))?,
        false => answer[head..].to_vec(),
    };
    let mut response = Response::empty(parsed.code.unwrap_or_default());
    for header in parsed.headers.iter().filter(|header| !is_of_the_connection(header.name)) {
        response = response.with(header.name, String::from_utf8_lossy(header.value));
    }
    Ok(response.with_body(body))
}
