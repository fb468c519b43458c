//! Signing up to the newsletter, with a service that takes addresses, refuses them, stalls and dies.

use std::time::Duration;

use leptos::prelude::*;
use london_daily::{
    features::newsletter::view::{SignUpForm, SignUpFormProps},
    model::{Newsletter, Transport},
    text,
};
use serde_json::{Value, json};

use crate::harness::{Browser, Engine, Key, Reply, Screen, Server, SignUpService, paper};

const FIELD: &str = ".newsletter-field";
const BUTTON: &str = ".newsletter-button";
const STATUS: &str = ".newsletter-status";
const ERROR: &str = ".newsletter-error";
const ADDRESS: &str = "jane+daily@example.org";

/// A reader before the form of a newsletter of this transport, and the service that it belongs to.
struct Reader {
    browser: Browser,
    service: SignUpService,
    server: Server,
}

impl Reader {
    async fn before(transport: &str, reply: Reply) -> Self {
        Self::on(Screen::Desktop, reply, json!({ "transport": transport })).await
    }

    /// `newsletter` is what the feed says beside the action, which is the service's when it says none.
    async fn on(screen: Screen, reply: Reply, newsletter: Value) -> Self {
        let (server, browser) = paper(screen).await;
        let service = SignUpService::start(reply).await;
        server.edit_json("/content/feed.json", |feed| {
            let mut whole = json!({
                "action": service.url(),
                "email_field": "EMAIL",
                "fields": { "tag": "a & b" },
            });
            for (name, value) in newsletter.as_object().into_iter().flatten() {
                whole[name] = value.clone();
            }
            feed["_london_daily"]["newsletter"] = whole;
        });
        let reader = Self { browser, service, server };
        reader.arrive().await;
        reader
    }

    /// Comes to the front page, and waits until the app takes care of the form.
    async fn arrive(&self) {
        self.browser.goto(&self.server.url("/")).await;
        self.browser.until("document.querySelector('form.newsletter')?.noValidate").await;
    }

    /// Writes an address and presses Enter.
    async fn send(&self, text: &str) {
        self.browser.type_into(FIELD, text).await;
        self.browser.press(Key::Enter).await;
    }

    async fn address(&self) -> Value {
        self.browser.value(&format!("document.querySelector('{FIELD}').value")).await
    }
}

/// Returns an expression that is true when an element is wholly in the window, from top to bottom.
fn in_view(css: &str) -> String {
    format!(
        "(box => box.height > 0 && box.top >= 0 && box.bottom <= innerHeight)(document.querySelector('{css}').getBoundingClientRect())"
    )
}

#[tokio::test]
async fn an_address_is_taken_and_the_reader_is_told() {
    let reader = Reader::before("fetch", Reply::Accept).await;
    let browser = &reader.browser;
    browser.click(".newsletter-label").await;
    assert_eq!(browser.focused().await, ("textbox".into(), text::email().into()));
    browser.press(&*format!(" {ADDRESS} ")).await;
    browser.press(Key::Tab).await;
    assert_eq!(browser.focused().await, ("button".into(), text::sign_up().into()));
    browser.press(Key::Enter).await;
    browser.until_text(STATUS, text::sign_up_done()).await;
    assert_eq!(browser.attribute(STATUS, "role").await.as_deref(), Some("status"));
    assert_eq!(browser.path().await, "/");
    // The focus stays where it was.
    assert_eq!(browser.focused().await, ("button".into(), text::sign_up().into()));

    let posted = reader.service.posted();
    assert_eq!(posted.len(), 1);
    assert_eq!(posted[0].text(), "tag=a+%26+b&EMAIL=jane%2Bdaily%40example.org");
    let header = |name| posted[0].header(name);
    assert!(header("content-type").is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded")));
    assert_eq!(header("cookie"), None);
    assert_eq!(header("referer"), None);
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn json_reaches_a_service_on_another_origin() {
    let reader = Reader::before("json", Reply::Accept).await;
    reader.send(ADDRESS).await;
    reader.browser.until_text(STATUS, text::sign_up_done()).await;
    let posted = reader.service.posted();
    assert_eq!(posted.len(), 1);
    assert_eq!(posted[0].header("content-type"), Some("application/json"));
    let body: Value = serde_json::from_str(&posted[0].text()).unwrap();
    assert_eq!(body, json!({ "EMAIL": ADDRESS, "tag": "a & b" }));
}

#[tokio::test]
async fn a_fetch_by_get_carries_the_address_in_the_query() {
    let newsletter = json!({ "transport": "fetch", "method": "GET" });
    let reader = Reader::on(Screen::Desktop, Reply::Accept, newsletter).await;
    reader.send(ADDRESS).await;
    reader.browser.until_text(STATUS, text::sign_up_done()).await;
    let got = reader.service.got();
    assert_eq!(got.len(), 1);
    assert_eq!(got[0].uri.query(), Some("tag=a+%26+b&EMAIL=jane%2Bdaily%40example.org"));
}

#[tokio::test]
async fn a_refused_address_stays_in_the_field_and_can_be_sent_again() {
    let reader = Reader::before("fetch", Reply::Refuse(422)).await;
    let browser = &reader.browser;
    reader.send(ADDRESS).await;
    for (attempt, status) in [422, 429, 503].into_iter().enumerate() {
        reader.service.set_reply(Reply::Refuse(status));
        if attempt > 0 {
            browser.click(BUTTON).await;
        }
        browser.until_text(ERROR, &text::sign_up_refused(status)).await;
        assert_eq!(browser.attribute(ERROR, "role").await.as_deref(), Some("alert"));
        assert_eq!(reader.address().await, json!(ADDRESS));
        browser.until_text(BUTTON, text::retry()).await;
    }
    reader.service.set_reply(Reply::Accept);
    browser.click(BUTTON).await;
    browser.until_text(STATUS, text::sign_up_done()).await;
    assert_eq!(browser.text(ERROR).await, "");
    assert_eq!(reader.service.posted().len(), 4);
    browser.assert_quiet(&["/subscribe"]).await;
}

#[tokio::test]
async fn a_service_that_never_answers_times_out_and_can_be_retried() {
    let reader = Reader::before("json", Reply::Accept).await;
    let browser = &reader.browser;
    // The time limit of 15 seconds passes in a quarter of one.
    browser.hurry(Duration::from_secs(10), 60).await;
    reader.arrive().await;
    reader.service.set_reply(Reply::Stall);
    reader.send(ADDRESS).await;
    browser.until_text(ERROR, text::sign_up_timed_out()).await;
    assert_eq!(reader.address().await, json!(ADDRESS));
    browser.until_text(BUTTON, text::retry()).await;
}

#[tokio::test]
async fn a_service_that_dies_or_lacks_cors_is_called_unreachable() {
    let reader = Reader::before("fetch", Reply::Die).await;
    let browser = &reader.browser;
    reader.send(ADDRESS).await;
    browser.until_text(ERROR, text::sign_up_unreachable()).await;
    reader.service.set_reply(Reply::AcceptWithoutCors);
    browser.click(BUTTON).await;
    browser.until(&format!("document.querySelector('{STATUS}').innerText === ''")).await;
    browser.until_text(ERROR, text::sign_up_unreachable()).await;
    reader.service.set_reply(Reply::Accept);
    browser.click(BUTTON).await;
    browser.until_text(STATUS, text::sign_up_done()).await;
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_no_promise() {
    let reader = Reader::before("fetch", Reply::BreakOff).await;
    reader.send(ADDRESS).await;
    reader.browser.until_text(ERROR, text::sign_up_broken_off()).await;
    assert_eq!(reader.address().await, json!(ADDRESS));
}

#[tokio::test]
async fn a_reader_without_a_connection_is_told_so_and_sends_later() {
    let reader = Reader::before("fetch", Reply::Accept).await;
    let browser = &reader.browser;
    browser.offline(true).await;
    reader.send(ADDRESS).await;
    browser.until_text(ERROR, text::sign_up_offline()).await;
    assert!(reader.service.posted().is_empty());
    browser.offline(false).await;
    browser.click(BUTTON).await;
    browser.until_text(STATUS, text::sign_up_done()).await;
}

#[tokio::test]
async fn a_double_click_sends_once() {
    for transport in ["fetch", "json", "form"] {
        let reader = Reader::before(transport, Reply::Accept).await;
        let browser = &reader.browser;
        browser.type_into(FIELD, ADDRESS).await;
        let clicks = format!(
            "const button = document.querySelector('{BUTTON}'); for (let n = 0; n < 5; n++) button.click()"
        );
        browser.run(&clicks, &[]).await;
        if transport == "form" {
            browser.until("document.title === 'Thanks'").await;
        } else {
            browser.until_text(STATUS, text::sign_up_done()).await;
            browser.run(&clicks, &[]).await;
        }
        assert_eq!(reader.service.posted().len(), 1, "{transport}");
    }
}

#[tokio::test]
async fn a_slip_is_pointed_out_before_anything_is_sent() {
    let reader = Reader::before("fetch", Reply::Accept).await;
    let browser = &reader.browser;
    browser.click(BUTTON).await;
    browser.until_text(ERROR, text::email_empty()).await;
    browser.until(&in_view(ERROR)).await;
    // Where the slip is, the reader is.
    assert_eq!(browser.focused().await, ("textbox".into(), text::email().into()));
    assert_eq!(browser.attribute(FIELD, "aria-invalid").await.as_deref(), Some("true"));
    let described_by = browser.attribute(FIELD, "aria-describedby").await.unwrap_or_default();
    let id = browser.attribute(ERROR, "id").await.unwrap_or_default();
    assert!(described_by.split(' ').any(|part| part == id), "{described_by}");

    browser.press("jane").await;
    browser.until(&format!("document.querySelector('{ERROR}').innerText === ''")).await;
    assert_eq!(browser.attribute(FIELD, "aria-invalid").await, None);
    browser.press(Key::Enter).await;
    browser.until_text(ERROR, text::email_no_at()).await;
    browser.press("@").await;
    browser.press(Key::Enter).await;
    browser.until_text(ERROR, text::email_malformed()).await;
    assert!(reader.service.posted().is_empty());
    browser.press("example.org").await;
    browser.press(Key::Enter).await;
    browser.until_text(STATUS, text::sign_up_done()).await;
    assert_eq!(reader.service.posted().len(), 1);
}

#[tokio::test]
async fn a_letter_is_opened_without_leaving_the_page() {
    let newsletter = json!({
        "transport": "mailto",
        "action": "mailto:letters@example.org?subject=Please%20send%20it",
        "fields": {},
    });
    let reader = Reader::on(Screen::Desktop, Reply::Accept, newsletter).await;
    let browser = &reader.browser;
    if browser.lacks(&[Engine::WebKit], "MiniBrowser knows no mail programs and shows an error instead") {
        return;
    }
    browser.run("window.stayed = true", &[]).await;
    browser.until_text(".newsletter-fine-print", "letters@example.org").await;
    reader.send(ADDRESS).await;
    browser.until_text(STATUS, text::sign_up_letter()).await;
    // The outcome stands in the place of the fine print.
    browser.until_gone(".newsletter-fine-print").await;
    let letter = browser.attribute(&format!("{STATUS} a"), "href").await;
    assert_eq!(
        letter.as_deref(),
        Some(
            "mailto:letters@example.org?subject=Please%20send%20it&body=EMAIL%3A%20jane%2Bdaily%40example.org"
        )
    );
    assert_eq!(browser.value("window.stayed").await, json!(true));
    assert_eq!(browser.path().await, "/");
    browser.assert_quiet(&["mailto:"]).await;
}

#[tokio::test]
async fn a_form_leaves_for_its_service_and_is_ready_again_after_back() {
    let reader = Reader::before("form", Reply::Accept).await;
    let browser = &reader.browser;
    // The browser's own check would not let this pass either; the site says why.
    reader.send("jane").await;
    browser.until_text(ERROR, text::email_no_at()).await;
    browser.press("@example.org").await;
    browser.press(Key::Enter).await;
    browser.until("document.title === 'Thanks'").await;
    let posted = reader.service.posted();
    assert_eq!(posted[0].text(), "tag=a+%26+b&EMAIL=jane%40example.org");

    browser.back().await;
    browser.until("document.querySelector('form.newsletter')?.noValidate").await;
    browser.until(&format!("!document.querySelector('{BUTTON}').ariaDisabled")).await;
    browser.run(&format!("document.querySelector('{FIELD}').value = ''"), &[]).await;
    reader.send(ADDRESS).await;
    browser.until("document.title === 'Thanks'").await;
    assert_eq!(reader.service.posted().len(), 2);
}

#[tokio::test]
async fn nothing_moves_when_the_form_says_something() {
    for screen in [Screen::Sized(320, 640), Screen::Phone, Screen::Tablet, Screen::Desktop] {
        let newsletter = json!({ "transport": "json" });
        let reader = Reader::on(screen, Reply::Refuse(422), newsletter).await;
        let browser = &reader.browser;
        browser.until("document.fonts.status === 'loaded'").await;
        let height = "document.querySelector('form.newsletter').getBoundingClientRect().height";
        let before = browser.value(height).await;
        browser.click(BUTTON).await;
        browser.until_text(ERROR, text::email_empty()).await;
        browser.until(&in_view(ERROR)).await;
        assert_eq!(browser.value(height).await, before, "{screen:?}");
        reader.send("jane@").await;
        browser.until_text(ERROR, text::email_malformed()).await;
        assert_eq!(browser.value(height).await, before, "{screen:?}");
        browser.picture(&format!("newsletter-slip-{screen:?}")).await;
        browser.press("example.org").await;
        browser.press(Key::Enter).await;
        browser.until_text(ERROR, &text::sign_up_refused(422)).await;
        assert_eq!(browser.value(height).await, before, "{screen:?}");
        for (reply, said) in [
            (Reply::Refuse(503), text::sign_up_refused(503)),
            (Reply::BreakOff, text::sign_up_broken_off().to_owned()),
            (Reply::Die, text::sign_up_unreachable().to_owned()),
        ] {
            reader.service.set_reply(reply);
            browser.click(BUTTON).await;
            browser.until_text(ERROR, &said).await;
            assert_eq!(browser.value(height).await, before, "{screen:?}: {said}");
        }
        reader.service.set_reply(Reply::Accept);
        browser.click(BUTTON).await;
        browser.until_text(STATUS, text::sign_up_done()).await;
        assert_eq!(browser.value(height).await, before, "{screen:?}");
        assert_eq!(
            browser
                .value("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
                .await,
            json!(true),
            "{screen:?}"
        );
        browser.picture(&format!("newsletter-done-{screen:?}")).await;
    }
}

#[tokio::test]
async fn the_form_is_accessible_in_every_theme_whatever_it_says() {
    let reader = Reader::before("fetch", Reply::Refuse(422)).await;
    let browser = &reader.browser;
    let themes = ["light", "dark", "sepia"];
    let outcomes = [Reply::Refuse(422), Reply::Accept];
    browser.click(BUTTON).await;
    browser.until_text(ERROR, text::email_empty()).await;
    for theme in themes {
        browser.run("document.documentElement.dataset.theme = arguments[0]", &[json!(theme)]).await;
        browser.assert_accessible(&format!("a slip, {theme}")).await;
        browser.picture(&format!("newsletter-slip-{theme}")).await;
    }
    browser.type_into(FIELD, ADDRESS).await;
    for reply in outcomes {
        reader.service.set_reply(reply);
        browser.click(BUTTON).await;
        let (css, said) = match reply {
            Reply::Accept => (STATUS, text::sign_up_done().to_owned()),
            _ => (ERROR, text::sign_up_refused(422)),
        };
        browser.until_text(css, &said).await;
        for theme in themes {
            browser.run("document.documentElement.dataset.theme = arguments[0]", &[json!(theme)]).await;
            browser.assert_accessible(&format!("{reply:?}, {theme}")).await;
        }
    }
}

#[tokio::test]
async fn fields_named_like_node_properties_do_not_break_the_page() {
    let names = [
        "firstChild",
        "nextSibling",
        "parentNode",
        "nodeType",
        "setAttribute",
        "removeAttribute",
        "remove",
        "disabled",
        "addEventListener",
        "appendChild",
        "insertBefore",
        "childNodes",
        "$$$submit",
        "action",
        "method",
        "submit",
        "id",
        "elements",
        "length",
        "target",
        "name",
        "style",
        "noValidate",
    ];
    let fields: Value =
        names.iter().map(|name| ((*name).to_owned(), json!("1"))).collect::<serde_json::Map<_, _>>().into();
    let (server, browser) = paper(Screen::Desktop).await;
    let service = SignUpService::start(Reply::Accept).await;
    server.edit_json("/content/feed.json", |feed| {
        feed["_london_daily"]["newsletter"] =
            json!({ "action": service.url(), "transport": "fetch", "fields": fields });
    });
    browser.goto(&server.url("/")).await;
    browser.until("document.querySelector('form.newsletter')?.hasAttribute('novalidate')").await;
    browser.type_into(FIELD, ADDRESS).await;
    browser.press(Key::Enter).await;
    browser.until_text(STATUS, text::sign_up_done()).await;
    // The app's own request has room for every name.
    let sent = service.posted()[0].text();
    assert!(names.iter().all(|name| sent.contains(&format!("{}=1", name.replace('$', "%24")))), "{sent}");
    // The page is alive: it can be left and come back to.
    browser.click(".story-link").await;
    browser.until("location.pathname.startsWith('/article/')").await;
    browser.back().await;
    browser.until_seen("form.newsletter").await;
    browser.assert_quiet(&[]).await;
}

/// A page with the form as it is printed, and nothing else: no app.
async fn printed(newsletter: Newsletter) -> (Server, Browser) {
    let owner = Owner::new_root(None);
    let form = owner.with(|| SignUpForm(SignUpFormProps { newsletter, id: "newsletter" }).to_html());
    owner.unset_with_forced_cleanup();
    let folder = tempfile::TempDir::new().unwrap();
    let page =
        format!("<!doctype html><meta charset=utf-8><title>Printed</title><link rel=icon href=data:,>{form}");
    std::fs::write(folder.path().join("index.html"), page).unwrap();
    let server = Server::start(folder.path()).await;
    let browser = Browser::open(Screen::Desktop, &server).await;
    browser.goto(&server.url("/")).await;
    (server, browser)
}

fn newsletter(transport: Transport, action: String) -> Newsletter {
    Newsletter {
        title: None,
        text: None,
        action,
        method: "POST".into(),
        email_field: "EMAIL".into(),
        fields: vec![("tag".into(), "a & b".into())],
        transport,
    }
}

#[tokio::test]
async fn without_the_program_the_browser_checks_and_posts_the_form() {
    for transport in [Transport::Form, Transport::Fetch, Transport::Json] {
        let service = SignUpService::start(Reply::Accept).await;
        let (_server, browser) = printed(newsletter(transport, service.url())).await;
        browser.type_into(FIELD, "jane").await;
        browser.press(Key::Enter).await;
        browser.until(&format!("document.querySelector('{FIELD}').matches(':user-invalid')")).await;
        assert_eq!(browser.title().await, "Printed");
        browser.press("+daily@example.org").await;
        browser.press(Key::Enter).await;
        browser.until("document.title === 'Thanks'").await;
        assert_eq!(
            service.posted()[0].text(),
            "tag=a+%26+b&EMAIL=jane%2Bdaily%40example.org",
            "{transport:?}"
        );
    }
}

#[tokio::test]
async fn without_the_app_a_get_form_keeps_its_actions_query() {
    let service = SignUpService::start(Reply::Accept).await;
    let mut by_get = newsletter(Transport::Form, format!("{}?list=5", service.url()));
    by_get.method = "GET".into();
    let (_server, browser) = printed(by_get).await;
    browser.type_into(FIELD, ADDRESS).await;
    browser.press(Key::Enter).await;
    browser.until("document.title === 'Thanks'").await;
    assert_eq!(service.got()[0].uri.query(), Some("list=5&tag=a+%26+b&EMAIL=jane%2Bdaily%40example.org"));
}

#[tokio::test]
async fn without_the_app_a_message_has_the_whole_address() {
    let action = "mailto:letters@example.org?subject=Hello&body=Hi";
    let (_server, browser) = printed(newsletter(Transport::Mail, action.into())).await;
    if browser.lacks(&[Engine::Firefox, Engine::WebKit], "a page is not told when a letter is opened") {
        return;
    }
    browser
        .run("navigation.addEventListener('navigate', event => window.went = event.destination.url)", &[])
        .await;
    browser.type_into(FIELD, ADDRESS).await;
    browser.press(Key::Enter).await;
    let went = browser.until("window.went").await;
    assert_eq!(went, json!("mailto:letters@example.org?subject=Hello&body=jane%2Bdaily%40example.org"));
    assert_eq!(browser.title().await, "Printed");
}
