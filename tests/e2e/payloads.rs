//! Markup that was written to break out, through the page of an article in a real browser.

use serde_json::{Value, json};

use crate::{
    fixtures,
    harness::{Browser, FEED, Screen, server, strings},
};

/// How many articles are opened by one script, which a browser lets run for half a minute.
const AT_ONCE: usize = 25;

/// Notes in `ran` whatever a script of a stranger would do first.
const SENTINELS: &str = "
    window.ran = [];
    for (const name of ['alert', 'confirm', 'prompt', 'print', 'open', 'eval'])
        window[name] = (...words) => { ran.push(`${name}(${words.join()})`); };
    document.write = document.writeln = (...words) => { ran.push(`document.write(${words.join()})`); };
    addEventListener('securitypolicyviolation', event => ran.push(event.violatedDirective));
    addEventListener('error', event => { if (event.message) ran.push(event.message); });
";

/// Opens articles one after the other by their links, and gives what is wrong with their pages.
const OPEN: &str = r#"
    const [first, last, done] = arguments;
    const ALLOWED = new Set(("a abbr aside audio b bdi bdo blockquote br caption cite code dd del details dfn div dl dt em figcaption " +
        "figure footer h2 h3 h4 hr i img ins kbd li mark ol p picture pre q s samp section small source span strong sub summary sup " +
        "table tbody td tfoot th thead time tr u ul var video wbr").split(" "));
    const ADDRESSES = new Set(["href", "src", "poster", "action", "formaction", "data", "background", "cite", "ping", "longdesc"]);
    const frame = () => new Promise(requestAnimationFrame);
    const wrong = [];
    const check = (n) => {
        const say = (what) => wrong.push(`payload ${n}: ${what}`);
        const body = document.querySelector(".article-body");
        for (const element of body.querySelectorAll("*")) {
            if (element.namespaceURI !== "http://www.w3.org/1999/xhtml") say(`<${element.nodeName}> of ${element.namespaceURI}`);
            if (!ALLOWED.has(element.localName)) say(`<${element.localName}>`);
            if (element.shadowRoot) say(`a shadow tree in <${element.localName}>`);
            for (const { name, value } of element.attributes) {
                const address = name.replace(/^.*:/, "").toLowerCase();
                if (/^on/i.test(name)) say(`${name}="${value}"`);
                if (["style", "srcdoc", "is", "slot", "name", "form"].includes(name)) say(`${name}="${value}"`);
                if (ADDRESSES.has(address)) {
                    let scheme = "unreadable";
                    try { scheme = new URL(value, location.href).protocol; } catch {}
                    if (!["http:", "https:", "mailto:"].includes(scheme)) say(`${name}="${value}"`);
                }
                if (name === "srcset" && /(javascript|data|blob|vbscript):/i.test(value)) say(`${name}="${value}"`);
            }
        }
        const ids = [...document.querySelectorAll("[id]")].map(element => element.id);
        const twice = ids.find((id, place) => ids.indexOf(id) !== place);
        if (twice !== undefined) say(`the id ${twice} is there twice`);
        for (const name of ["app", "content", "keys", "settings-panel"])
            if (document.getElementById(name)?.closest(".article-body")) say(`takes the place of #${name}`);
        for (const name of ["body", "forms", "cookie", "getElementById", "querySelector", "location", "defaultView"])
            if (document[name] instanceof Element && name !== "body") say(`takes the place of document.${name}`);
        if (document.querySelector("dialog[open], .article-body dialog")) say("a dialog");
        if (ran.length) say(`ran ${ran.splice(0).join("; ")}`);
    };
    (async () => {
        for (let n = first; n < last; n += 1) {
            const link = document.createElement("a");
            link.href = `/article/payload-${n}/`;
            document.body.append(link);
            link.click();
            link.remove();
            const started = Date.now();
            while (document.querySelector("main h1")?.textContent !== `Payload ${n}` || !document.querySelector(".article-body")) {
                if (Date.now() - started > 10_000) return wrong.concat(`payload ${n} was not shown`);
                await frame();
            }
            // Pictures fail, media begin, and timers of no delay run.
            await frame();
            await new Promise(resolve => setTimeout(resolve));
            check(n);
        }
        return wrong;
    })().then(done, error => done([`the check itself failed: ${error}`]));
"#;

/// The names in the window that were not there when this was first asked.
const NEW_NAMES: &str =
    "(names => names.filter(name => !(window.known ??= new Set(names.concat('known'))).has(name)))
                             (Object.getOwnPropertyNames(window))";

async fn open(browser: &Browser, first: usize, last: usize) -> Vec<String> {
    let found = browser
        .client()
        .execute_async(OPEN, vec![json!(first), json!(last)])
        .await
        .unwrap_or_else(|error| panic!("payloads {first} to {last} are shown: {error}"));
    strings(&found)
}

#[tokio::test]
async fn no_known_attack_markup_gets_further_than_the_text() {
    let server = server().await;
    let Some(files) = fixtures::files("html", "payloads.json") else {
        return;
    };
    let payloads: Vec<Value> = serde_json::from_slice(&files[0].1).expect("the payloads are a list");
    assert!(payloads.len() >= 223, "{} payloads", payloads.len());
    server.edit_json(FEED, |feed| {
        let items = payloads.iter().enumerate().map(|(number, payload)| {
            json!({ "id": format!("payload-{number}"), "title": format!("Payload {number}"), "content_html": payload["payload"] })
        });
        feed["items"] = items.collect();
    });
    let browser = Browser::open_and_watch_traffic(Screen::Desktop, &server).await;
    browser.before_each_page(SENTINELS).await;
    browser.visit(&server, "/article/payload-0/").await;
    browser.until("document.querySelector('.article-body')").await;
    browser.value(NEW_NAMES).await;

    let mut found = Vec::new();
    for first in (0..payloads.len()).step_by(AT_ONCE) {
        found.extend(open(&browser, first, (first + AT_ONCE).min(payloads.len())).await);
    }
    // Scripts that were meant to run late have had the time of all the other payloads.
    found.extend(strings(&browser.value("ran").await));
    assert!(found.is_empty(), "{}", found.join("\n"));

    assert!(browser.client().get_alert_text().await.is_err(), "no dialog is open");
    let strange = browser.value(NEW_NAMES).await;
    assert_eq!(strange, json!([]), "no script left anything behind");
    let origin = format!("{}/", server.origin());
    let requested = browser.requested().await;
    assert!(requested.iter().any(|address| address.ends_with(FEED)), "requests are seen");
    let strangers: Vec<&String> = requested.iter().filter(|address| !address.starts_with(&origin)).collect();
    assert!(strangers.is_empty(), "requests left for {strangers:?}");
    assert_eq!(browser.value("location.origin").await, json!(server.origin()));
}

#[tokio::test]
async fn the_check_for_attacks_sees_them() {
    let server = server().await;
    server.edit_json(FEED, |feed| {
        feed["items"] =
            json!([{ "id": "payload-0", "title": "Payload 0", "content_html": "<p>Harmless</p>" }]);
    });
    let browser = Browser::open_and_watch_traffic(Screen::Desktop, &server).await;
    browser.before_each_page(SENTINELS).await;
    browser.visit(&server, "/article/payload-0/").await;
    browser.until_article().await;
    assert_eq!(open(&browser, 0, 1).await, [""; 0]);
    browser.value(NEW_NAMES).await;
    browser
        .run(
            "document.querySelector('.article-body').innerHTML =
                 `<svg></svg><a href=\"java\tscript:alert(1)\">a</a><img src=\"http://stranger.invalid/\" onerror=\"alert(2); window.stranger = 1\"><b id=\"content\"></b>`;
             document.querySelector('.article-body a').click();",
            &[],
        )
        .await;
    browser.until("ran.length === 2").await;
    let found = open(&browser, 0, 1).await.join("\n");
    for sign in ["<svg>", "javascript", "onerror", "alert(1)", "alert(2)", "the id content is there twice"] {
        let sign = if sign == "javascript" { "href=\"java\tscript:" } else { sign };
        assert!(found.contains(sign), "{sign:?} is in\n{found}");
    }
    assert!(browser.requested().await.iter().any(|address| address.contains("stranger.invalid")));
    assert_eq!(browser.value(NEW_NAMES).await, json!(["stranger"]));
}
