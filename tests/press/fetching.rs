//! Printing from a feed at an address.

use std::{
    io::{Read as _, Write as _},
    net::TcpListener,
    process::Command,
    sync::{Arc, Mutex},
    thread,
};

use press::{self, Finding, Options, Report};

use crate::desk::Desk;

const RSS: &str = "<rss version=\"2.0\"><channel><title>A Blog</title><item><guid>1</guid><title>First</title>\
                   <description>A sentence.</description></item></channel></rss>";

/// A server that answers every request by what `answer` makes of its head, and the heads that it has had.
struct Server {
    address: String,
    heads: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn start(answer: impl Fn(&str) -> String + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let heads = Arc::<Mutex<Vec<String>>>::default();
        let kept = Arc::clone(&heads);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.expect("a connection");
                let mut head = String::new();
                let mut bytes = [0; 4_096];
                while !head.contains("\r\n\r\n") {
                    let count = stream.read(&mut bytes).expect("a request");
                    head.push_str(&String::from_utf8_lossy(&bytes[..count]));
                }
                stream.write_all(answer(&head).as_bytes()).expect("an answer");
                kept.lock().expect("the list").push(head);
            }
        });
        Self { address, heads }
    }

    fn count(&self) -> usize {
        self.heads.lock().expect("the list").len()
    }
}

fn answer(status: &str, headers: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\nconnection: close\r\n{headers}\r\n{body}", body.len())
}

fn print(desk: &Desk, url: &str) -> Result<Report, Finding> {
    press::print(&Options { feed: Some(url.to_owned()), allow_private: true, ..desk.options() }, &())
}

fn desk() -> Desk {
    Desk::new("/", "/content/feed.json")
}

#[test]
fn a_feed_is_asked_for_once_and_then_only_if_it_has_changed() {
    let server = Server::start(|head| {
        if head.contains("if-none-match: \"v1\"") {
            return answer("304 Not Modified", "", "");
        }
        answer("200 OK", "etag: \"v1\"\r\n", RSS)
    });
    let desk = desk();
    let url = format!("{}/feed/", server.address);
    for printed in [1, 0] {
        let report = print(&desk, &url).unwrap_or_else(|finding| panic!("{finding}"));
        assert!(!report.failed(), "{report:?}");
        assert_eq!(report.printed > 0, printed == 1);
    }
    assert_eq!(server.count(), 2);
    let page = desk.read("article/1/index.html");
    assert!(
        page.contains("First") && page.contains("A sentence.") && page.contains("data-feed=\"/live.json\""),
        "{page}"
    );
}

#[test]
fn a_feed_that_cannot_be_had_changes_nothing() {
    let fine = Server::start(|_| answer("200 OK", "", RSS));
    let desk = desk();
    print(&desk, &fine.address).expect("the paper is printed");
    let before = desk.read("index.html");
    for (status, headers, body, said) in [
        ("404 Not Found", "", "", "is not there (status 404)"),
        ("500 Internal Server Error", "", "", "status 500"),
        ("200 OK", "", "<html>", "is an HTML page"),
        ("200 OK", "", "{\"items\": ", "not valid JSON"),
        ("302 Found", "location: /again\r\n", "", "redirects more than 5 times"),
    ] {
        let server = Server::start(move |_| answer(status, headers, body));
        let finding = print(&desk, &server.address).expect_err(said);
        assert!(finding.to_string().contains(said), "{said}: {finding}");
        assert_eq!(desk.read("index.html"), before, "{said}");
    }
    let finding = print(&desk, "http://127.0.0.1:1/").expect_err("nobody is there");
    assert!(finding.to_string().contains("the paper stays as it is"), "{finding}");
}

#[test]
fn a_redirect_is_followed_and_a_private_network_is_not_asked() {
    let target = Server::start(|_| answer("200 OK", "", RSS));
    let place = target.address.clone();
    let server =
        Server::start(move |_| answer("301 Moved Permanently", &format!("location: {place}/\r\n"), ""));
    let desk = desk();
    print(&desk, &server.address).expect("the paper is printed");
    assert_eq!((server.count(), target.count()), (1, 1));
    let output = Command::new(env!("CARGO_BIN_EXE_press"))
        .args(["print", "--feed", &server.address, "--dist"])
        .arg(desk.path(""))
        .output()
        .expect("press starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && said.contains("--allow-private"), "{said}");
    assert_eq!(server.count(), 1);
}
