use std::{fs, io, path::Path};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use super::{Answer, Files, Listener, Request, Service, response};

/// The files of a folder; some paths misbehave.
struct Site(Files);

impl Service for Site {
    async fn answer(&self, request: &Request) -> Answer {
        match request.path() {
            "/silence" => Answer::Silence,
            "/hang-up" => Answer::HangUp,
            "/cut-off" => Answer::CutOff(response(200, "text/plain", "0123456789")),
            _ => self.0.answer(request).await.map_or(Answer::HangUp, Answer::Whole),
        }
    }

    fn counts(&self, request: &Request) -> bool {
        request.path() != "/secret"
    }
}

async fn site(folder: &Path) -> Listener<Site> {
    for (file, text) in [
        ("page/index.html", "<p>A page"),
        ("ten.json", "0123456789"),
        ("script.js", "plain"),
        ("script.js.br", "small"),
    ] {
        let file = folder.join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    Listener::open(Site(Files::of(folder))).await.unwrap()
}

/// Returns all that comes back for a request, byte for byte, until the server hangs up.
async fn ask<S: Service>(server: &Listener<S>, head: &str) -> io::Result<String> {
    let mut stream = TcpStream::connect(server.address()).await?;
    let request = format!("{head}\r\nHost: paper.example\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

#[tokio::test]
async fn a_folder_is_served_with_types_and_charsets() {
    let folder = tempfile::tempdir().unwrap();
    let server = site(folder.path()).await;
    for (path, status, kind) in [
        ("/page/", "200 OK", "text/html; charset=utf-8"),
        ("/script.js", "200 OK", "text/javascript; charset=utf-8"),
        ("/ten.json", "200 OK", "application/json"),
        ("/page", "301 Moved Permanently", ""),
        ("/nothing.png", "404 Not Found", ""),
        ("/../../../../etc/hosts", "404 Not Found", ""),
    ] {
        let answer = ask(&server, &format!("GET {path} HTTP/1.1")).await.unwrap();
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}\r\n")), "{path}: {answer}");
        assert!(kind.is_empty() || answer.contains(&format!("content-type: {kind}\r\n")), "{path}: {answer}");
    }
}

#[tokio::test]
async fn a_compressed_copy_is_sent_to_those_who_read_it() {
    let folder = tempfile::tempdir().unwrap();
    let server = site(folder.path()).await;
    for (accepted, body) in [("br", "small"), ("gzip", "plain"), ("identity", "plain")] {
        let head = format!("GET /script.js HTTP/1.1\r\nAccept-Encoding: {accepted}");
        let answer = ask(&server, &head).await.unwrap();
        assert!(answer.ends_with(&format!("\r\n\r\n{body}")), "{accepted}: {answer}");
        assert_eq!(answer.contains("content-encoding: br\r\n"), body == "small", "{answer}");
    }
}

#[tokio::test]
async fn a_connection_breaks_off_where_it_is_told_to() {
    let folder = tempfile::tempdir().unwrap();
    let server = site(folder.path()).await;
    let answer = ask(&server, "GET /cut-off HTTP/1.1").await.unwrap();
    assert!(answer.contains("content-length: 10\r\n") && answer.ends_with("\r\n\r\n01234"), "{answer}");
    assert_eq!(ask(&server, "GET /hang-up HTTP/1.1").await.unwrap(), "");
}

#[tokio::test]
async fn requests_are_remembered_with_what_they_brought() {
    let folder = tempfile::tempdir().unwrap();
    let server = site(folder.path()).await;
    let head = "POST /form?a=b HTTP/1.1\r\nContent-Type: text/plain\r\nContent-Length: 2";
    let mut stream = TcpStream::connect(server.address()).await.unwrap();
    stream.write_all(format!("{head}\r\nConnection: close\r\n\r\nhi").as_bytes()).await.unwrap();
    stream.read_to_end(&mut Vec::new()).await.unwrap();
    ask(&server, "GET /secret HTTP/1.1").await.unwrap();
    let requests = server.take_requests();
    assert_eq!(requests.len(), 1);
    assert_eq!((requests[0].path(), requests[0].uri.query()), ("/form", Some("a=b")));
    assert_eq!((requests[0].header("content-type"), requests[0].text()), (Some("text/plain"), "hi".into()));
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_closed_port_opens_again_and_open_requests_end() {
    let folder = tempfile::tempdir().unwrap();
    let server = site(folder.path()).await;
    let silent = ask(&server, "GET /silence HTTP/1.1");
    let closed = async {
        while server.requests().is_empty() {
            tokio::task::yield_now().await;
        }
        server.close().await;
    };
    let (answer, ()) = tokio::join!(silent, closed);
    assert_eq!(answer.unwrap_or_default(), "");
    assert!(ask(&server, "GET /ten.json HTTP/1.1").await.is_err());
    server.reopen().await.unwrap();
    assert!(ask(&server, "GET /ten.json HTTP/1.1").await.unwrap().ends_with("0123456789"));
}
