//! The policies of printed pages (Content Security Policy), in the pages and in the headers of hosts.

use std::collections::BTreeSet;

use base64::{Engine, engine::general_purpose::STANDARD};
use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::desk::Desk;

fn paper(newsletter: &Value, items: &Value) -> Value {
    json!({
        "version": "https://jsonfeed.org/version/1.1", "title": "Paper", "items": items,
        "_london_daily": { "newsletter": newsletter },
    })
}

fn desk(newsletter: &Value, items: &Value) -> Desk {
    let desk = Desk::with_program("/", &paper(newsletter, items));
    desk.print();
    desk
}

/// The policy of a page, by its directives.
fn policy(page: &str) -> Vec<(String, Vec<String>)> {
    let found = Looked::at(page);
    found
        .policy
        .split(';')
        .map(|directive| {
            let mut words = directive.split_ascii_whitespace().map(str::to_owned);
            (words.next().unwrap_or_default(), words.collect())
        })
        .collect()
}

fn sources(policy: &[(String, Vec<String>)], name: &str) -> Vec<String> {
    let found: Vec<_> = policy.iter().filter(|(directive, _)| directive == name).collect();
    assert_eq!(found.len(), 1, "{name} is there once");
    found[0].1.clone()
}

/// A page as a parser sees it.
#[derive(Default)]
struct Looked {
    policy: String,
    /// The texts of inline scripts; those with data, such as JSON-LD, do not run and are not among them.
    scripts: Vec<String>,
    styles: Vec<String>,
    /// `true` if the policy stands before all scripts and styles: it does not govern those before it.
    governed: bool,
    unsafe_attributes: Vec<String>,
}

impl Looked {
    fn at(page: &str) -> Self {
        let mut looked = Self { governed: true, ..Self::default() };
        let document = html5ever::parse_document(RcDom::default(), Default::default()).one(page);
        looked.walk(&document.document);
        looked
    }

    fn walk(&mut self, node: &Handle) {
        if let NodeData::Element { name, attrs, .. } = &node.data {
            let attributes = attrs.borrow();
            let said = |name: &str| {
                attributes.iter().find(|one| &*one.name.local == name).map(|one| one.value.to_string())
            };
            for attribute in attributes.iter().map(|one| one.name.local.to_string()) {
                if attribute == "style" || attribute.starts_with("on") {
                    self.unsafe_attributes.push(attribute);
                }
            }
            let text = || node.children.borrow().iter().map(text).collect::<String>();
            match &*name.local {
                "meta" if said("http-equiv").as_deref() == Some("Content-Security-Policy") => {
                    assert!(self.policy.is_empty(), "one policy");
                    self.policy = said("content").unwrap_or_default();
                }
                "script" if said("src").is_some() => self.governed &= !self.policy.is_empty(),
                "script" if said("type").is_none_or(|kind| !kind.contains("json")) => {
                    self.governed &= !self.policy.is_empty();
                    self.scripts.push(text());
                }
                "style" => {
                    self.governed &= !self.policy.is_empty();
                    self.styles.push(text());
                }
                _ => {}
            }
        }
        for child in node.children.borrow().iter() {
            self.walk(child);
        }
    }
}

fn text(node: &Handle) -> String {
    match &node.data {
        NodeData::Text { contents } => contents.borrow().to_string(),
        _ => String::new(),
    }
}

fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

#[test]
fn a_policy_includes_all_scripts_and_styles_and_nothing_else() {
    let items = json!([{ "id": 1, "title": "<script>alert(1)</script>", "content_html": "<p>Text</p>", "tags": ["World"] }]);
    let desk = desk(&Value::Null, &items);
    for (file, page) in desk.pages().into_iter().chain([("offline".into(), desk.read("offline/index.html"))])
    {
        let looked = Looked::at(&page);
        let policy = policy(&page);
        assert!(looked.governed, "{file}: the policy comes before what it governs");
        assert!(looked.unsafe_attributes.is_empty(), "{file}: {:?}", looked.unsafe_attributes);
        let scripts = sources(&policy, "script-src");
        assert!(!looked.scripts.is_empty());
        for script in &looked.scripts {
            assert!(scripts.contains(&hash(script)), "{file}: {script}");
        }
        let others = scripts.iter().filter(|source| !source.starts_with("'sha256-"));
        assert_eq!(others.collect::<Vec<_>>(), ["'self'", "'wasm-unsafe-eval'"], "{file}");
        assert_eq!(scripts.len(), 2 + 2, "{file}: the look and the loader");
        let styles = sources(&policy, "style-src");
        let mut style = "@font-face { src: url(\"/text.woff2\") }".to_owned();
        if file.starts_with("article/") {
            style.push_str("article { a: b }");
        }
        assert_eq!(looked.styles, [style], "{file}: one style, with what its kind of page needs");
        assert_eq!(styles, ["'self'".to_owned(), hash(&looked.styles[0])], "{file}");
        assert_eq!(sources(&policy, "default-src"), ["'none'"]);
        assert_eq!(sources(&policy, "base-uri"), ["'none'"]);
        assert_eq!(sources(&policy, "require-trusted-types-for"), ["'script'"]);
        let start = page.find("<meta charset").expect("an encoding");
        assert!(start < 1_024 - 30, "{file}: the encoding is found");
    }
}

#[test]
fn a_policy_names_exactly_the_hosts_that_the_content_names() {
    let newsletter = json!({ "action": "https://letters.example/join", "transport": "json" });
    let items = json!([
        {
            "id": 1, "title": "One", "image": "https://pictures.example/1.jpg", "external_url": "https://elsewhere.example/",
            "attachments": [{ "url": "https://sound.example:8443/1.mp3", "mime_type": "audio/mpeg" }],
            "content_html": "<p><a href=\"https://linked.example/\">A link</a></p><img src=\"//cdn.example/a.png\" width=900 height=600 \
                             srcset=\"https://small.example/a.png 480w\"><video src=\"https://film.example/a.mp4\"></video>",
        },
        { "id": 2, "title": "Two", "_london_daily": { "article_url": "https://documents.example/2.json" } },
        { "id": 3, "title": "Three", "content_html": "<img src=\"/own.png\" width=900 height=600>" },
    ]);
    let policy = policy(&desk(&newsletter, &items).read("index.html"));
    let named = |name: &str| sources(&policy, name).into_iter().collect::<BTreeSet<_>>();
    let set = |hosts: &[&str]| hosts.iter().map(|host| (*host).to_owned()).collect::<BTreeSet<_>>();
    let pictures = named("img-src");
    for host in ["'self'", "https://pictures.example", "https://cdn.example", "https://small.example"] {
        assert!(pictures.contains(host), "{host} in {pictures:?}");
    }
    assert_eq!(named("media-src"), set(&["'self'", "https://sound.example:8443", "https://film.example"]));
    assert_eq!(
        named("connect-src"),
        set(&["'self'", "https://documents.example", "https://letters.example"])
    );
    assert_eq!(named("form-action"), set(&["'self'", "https://letters.example"]));
    assert!(
        policy.iter().all(|(_, sources)| !sources.iter().any(|source| source.contains("linked.example")))
    );
    assert!(
        policy.iter().all(|(_, sources)| !sources.iter().any(|source| source.contains("elsewhere.example")))
    );
}

#[test]
fn a_newsletter_by_mail_may_open_the_readers_mail_program() {
    let newsletter = json!({ "action": "mailto:join@letters.example", "transport": "mailto" });
    let policy = policy(
        &desk(&newsletter, &json!([{ "id": 1, "title": "One", "content_text": "Text" }])).read("index.html"),
    );
    assert_eq!(sources(&policy, "form-action"), ["'self'", "mailto:"]);
    assert_eq!(sources(&policy, "connect-src"), ["'self'"]);
}

#[test]
fn no_address_in_the_content_adds_to_the_policy_what_is_no_host() {
    let plain = desk(&Value::Null, &json!([{ "id": 1, "title": "One", "content_text": "Text" }]));
    let directives: Vec<String> =
        policy(&plain.read("index.html")).into_iter().map(|(name, _)| name).collect();
    for hostile in [
        "https://a.example;script-src *;x/1.png",
        "https://a.example;script-src%20*/1.png",
        "https://a'unsafe-inline'/1.png",
        "https://*/1.png",
        "https://a,default-src/1.png",
        "https://a.example\">'<script>alert(1)</script>/1.png",
        "https://a.example/; script-src 'unsafe-inline'",
    ] {
        let html =
            format!("<p>Text</p><img src=\"{}\" width=900 height=600>", hostile.replace('"', "&quot;"));
        let items = json!([{
            "id": 1, "title": "One", "image": hostile, "content_html": html,
            "attachments": [{ "url": hostile, "mime_type": "audio/mpeg" }], "_london_daily": { "article_url": hostile },
        }]);
        let page = desk(&json!({ "action": hostile, "transport": "json" }), &items).read("index.html");
        let policy = policy(&page);
        let found: Vec<String> = policy.iter().map(|(name, _)| name.clone()).collect();
        assert_eq!(found, directives, "{hostile}");
        for (name, sources) in &policy {
            for source in sources {
                assert!(!source.contains('*') && source != "'unsafe-inline'", "{hostile}: {name} {source}");
                assert!(
                    source.starts_with('\'') || source == "https://a.example" || name.ends_with("types"),
                    "{hostile}: {source}"
                );
            }
        }
    }
}

#[test]
fn a_page_that_trunk_serves_while_it_is_developed_is_not_locked() {
    let desk = Desk::with_program(
        "/",
        &paper(&Value::Null, &json!([{ "id": 1, "title": "One", "content_text": "Text" }])),
    );
    let served = desk
        .read("index.html")
        .replace("</body>", "<script>const a = '{{__TRUNK_ADDRESS__}}';</script></body>");
    desk.write("index.html", served);
    desk.print();
    assert_eq!(Looked::at(&desk.read("index.html")).policy, "");
    for file in ["sw.js", "_headers", "offline/index.html"] {
        assert!(!desk.has(file), "{file}");
    }
}

/// Returns the sources that a page's policy allows and the one that a host sends does not, each behind its directive.
pub(crate) fn withheld(sent: &str, policy: &str) -> Vec<String> {
    let mut withheld = Vec::new();
    for directive in policy.split("; ") {
        let mut sources = directive.split(' ');
        let name = sources.next().unwrap_or_default();
        let sent = sent.split("; ").find_map(|sent| sent.strip_prefix(name)).unwrap_or_default();
        let is_sent = |source: &str| sent.split(' ').any(|other| other == source);
        withheld.extend(sources.filter(|source| !is_sent(source)).map(|source| format!("{name} {source}")));
    }
    withheld
}

#[test]
fn hosts_are_told_what_the_policies_of_all_pages_allow() {
    let items = json!([{ "id": 1, "url": "/s/one/", "title": "One", "content_text": "Text" }]);
    let desk = desk(&Value::Null, &items);
    let pages = ["index.html", "article/one/index.html"].map(|file| Looked::at(&desk.read(file)).policy);
    assert_ne!(pages[0], pages[1], "each has the hash of its own style");
    for file in ["_headers", ".press/headers.nginx", ".press/headers.caddy"] {
        let text = desk.read(file);
        assert!(text.contains("nosniff") && text.contains("Permissions-Policy"), "{file}");
        let (_, sent) = text.split_once("default-src").expect("a policy");
        let (sent, _) =
            sent.split_once("; frame-ancestors 'none'").expect("what pages cannot say of themselves");
        for page in &pages {
            assert_eq!(withheld(&format!("default-src{sent}"), page), [""; 0], "{file}");
        }
    }
}
