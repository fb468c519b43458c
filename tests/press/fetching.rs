//! Printing from a feed at an address.

use std::process::Command;

use press::{self, Finding, Options, Report};
use test_server::{Background, Request, Response, Service, response};

use crate::desk::Desk;

const RSS: &str = "<rss version=\"2.0\"><channel><title>A Blog</title><item><guid>1</guid><title>First</title>\
                   <description>A sentence.</description></item></channel></rss>";

fn serve(answer: impl Fn(&Request) -> Response + Send + Sync + 'static) -> Background<impl Service> {
    Background::serve(move |request: &Request| answer(request).into()).expect("a port is free")
}

fn answer(status: u16, headers: &[(&'static str, &str)], body: &'static str) -> Response {
    let mut response = response(status, "text/plain", body);
    // A feed is known by what it says.
    response.headers_mut().remove("content-type");
    for (name, value) in headers {
        response.headers_mut().insert(*name, value.parse().expect("it can stand in a header"));
    }
    response
}

fn print(desk: &Desk, url: &str) -> Result<Report, Finding> {
    press::print(&Options { feed: Some(url.to_owned()), allow_private: true, ..desk.options() }, &())
}

fn desk() -> Desk {
    Desk::new("/", "/content/feed.json")
}

#[test]
fn a_feed_is_asked_for_once_and_then_only_if_it_has_changed() {
    let server = serve(|request| match request.header("if-none-match") {
        Some("\"v1\"") => answer(304, &[], ""),
        _ => answer(200, &[("etag", "\"v1\"")], RSS),
    });
    let desk = desk();
    let url = format!("{}/feed/", server.origin());
    for printed in [1, 0] {
        let report = print(&desk, &url).unwrap_or_else(|finding| panic!("{finding}"));
        assert!(!report.failed(), "{report:?}");
        assert_eq!(report.printed > 0, printed == 1);
    }
    assert_eq!(server.requests().len(), 2);
    let page = desk.read("article/1/index.html");
    assert!(
        page.contains("First") && page.contains("A sentence.") && page.contains("data-feed=\"/live.json\""),
        "{page}"
    );
}

#[test]
fn a_feed_that_cannot_be_had_changes_nothing() {
    let fine = serve(|_| answer(200, &[], RSS));
    let desk = desk();
    print(&desk, &fine.origin()).expect("the paper is printed");
    let before = desk.read("index.html");
    for (status, header, body, said) in [
        (404, None, "", "is not there (status 404)"),
        (500, None, "", "status 500"),
        (200, None, "<html>", "is an HTML page"),
        (200, None, "{\"items\": ", "not valid JSON"),
        (302, Some(("location", "/again")), "", "redirects more than 5 times"),
    ] {
        let server = serve(move |_| answer(status, header.as_slice(), body));
        let finding = print(&desk, &server.origin()).expect_err(said);
        assert!(finding.to_string().contains(said), "{said}: {finding}");
        assert_eq!(desk.read("index.html"), before, "{said}");
    }
    let finding = print(&desk, "http://127.0.0.1:1/").expect_err("nobody is there");
    assert!(finding.to_string().contains("the paper stays as it is"), "{finding}");
}

#[test]
fn a_redirect_is_followed_and_a_private_network_is_not_asked() {
    let target = serve(|_| answer(200, &[], RSS));
    let place = format!("{}/", target.origin());
    let server = serve(move |_| answer(301, &[("location", &place)], ""));
    let desk = desk();
    print(&desk, &server.origin()).expect("the paper is printed");
    assert_eq!((server.requests().len(), target.requests().len()), (1, 1));
    let output = Command::new(env!("CARGO_BIN_EXE_press"))
        .args(["print", "--feed", &server.origin(), "--dist"])
        .arg(desk.path(""))
        .output()
        .expect("press starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && said.contains("--allow-private"), "{said}");
    assert_eq!(server.requests().len(), 1);
}
