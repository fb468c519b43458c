//! A reader's steps on this site, by its URLs and the names of its parts.

use std::fs;

use serde_json::{Value, json};

use super::{browser::Browser, server::Server};

/// The path of the feed that the built site reads.
pub(crate) const FEED: &str = "/content/feed.json";
/// The path of the article that leads the sample edition.
pub(crate) const LEAD: &str = "/article/blinken-central-asia/";
/// The path of the document behind it.
pub(crate) const LEAD_DOCUMENT: &str = "/content/articles/blinken-central-asia.json";
/// The path of the article that shows every part that an article can have.
pub(crate) const SPECIMEN: &str = "/article/what-an-article-can-hold/";
/// The headlines of the list on the page, in their order.
pub(crate) const HEADLINES: &str =
    "[...document.querySelectorAll('.related li .story-link')].map(link => link.textContent)";

/// Returns an expression that is true once a file whose URL ends in `ending` has come.
pub(crate) fn has_come(ending: &str) -> String {
    format!(
        "performance.getEntriesByType('resource').some(({{ name, responseEnd }}) => name.endsWith({ending:?}) && responseEnd)"
    )
}

/// Follows a link to an article, and compares where parts of the page stand in its first frame, as far as they are laid out,
/// and when the last one is there. Returns how many there were at first, and how many of them have moved.
const FILL: &str = "
    const [slug, kind, last, done] = arguments;
    const frame = () => new Promise(requestAnimationFrame);
    const until = async holds => { while (!holds()) await frame(); };
    const parts = () => [...document.querySelectorAll(kind)];
    const places = parts => parts.map(part => { const { left, top } = part.getBoundingClientRect(); return `${left} ${top}`; });
    (async () => {
        const before = document.querySelector('h1');
        document.querySelector(`.row .story-link[href*=${slug}]`).click();
        await until(() => document.querySelector('h1') !== before && parts().length);
        await frame();
        const first = parts();
        const seen = first.filter(part => part.checkVisibility({ contentVisibilityAuto: true })), were = places(seen);
        await until(() => document.querySelector(last));
        await frame();
        done([first.length, places(seen).filter((place, at) => place !== were[at]).length]);
    })();";

impl Browser {
    /// Goes to a page of the site, and waits until the app has started and the page has its heading, or a notice.
    pub(crate) async fn visit(&self, server: &Server, path: &str) {
        self.goto(&server.url(path)).await;
        self.until_arrived().await;
    }

    /// Waits until the app has started and the page has its heading, or a notice.
    pub(crate) async fn until_arrived(&self) {
        self.until(
            "document.documentElement.hasAttribute('data-program')
                 && document.querySelector('main h1, main .notice')",
        )
        .await;
    }

    /// Waits until the text of an article is there.
    pub(crate) async fn until_article(&self) {
        self.until("document.querySelector('.article-body')?.textContent.trim()").await;
    }

    /// Waits until the page has this heading.
    pub(crate) async fn until_heading(&self, text: &str) {
        self.until(&format!("document.querySelector('main h1')?.textContent.trim() === {}", json!(text)))
            .await;
    }

    /// Waits until the URL has this path, query and fragment.
    pub(crate) async fn until_path(&self, path: &str) {
        self.until(&format!("location.pathname + location.search + location.hash === {path:?}")).await;
    }

    /// The headlines of the list on the page, in their order.
    pub(crate) async fn headlines(&self) -> Vec<String> {
        strings(&self.value(HEADLINES).await)
    }

    /// Goes on once two frames have been painted: what is bound to happen in a frame has happened.
    pub(crate) async fn frames(&self) {
        let client = self.client();
        client
            .execute_async(
                "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done(1)))",
                vec![],
            )
            .await
            .expect("frames are painted");
    }

    /// Follows the headline of the article with this slug. Returns how many parts of this kind its first frame has, and how
    /// many of these have moved when the last part of the page is there.
    pub(crate) async fn fills(&self, slug: &str, parts: &str, last: &str) -> (u64, u64) {
        let arguments = vec![json!(slug), json!(parts), json!(last)];
        let seen = self.client().execute_async(FILL, arguments).await.expect("the reader goes there");
        let [first, moved] = [0, 1].map(|at| seen[at].as_u64().expect("a number of parts"));
        (first, moved)
    }

    /// Lets time pass by the page's own count of milliseconds (see [`Browser::hurry`]), to see that nothing happens in it.
    pub(crate) async fn let_pass(&self, milliseconds: u32) {
        let until =
            self.value("performance.now()").await.as_f64().unwrap_or_default() + f64::from(milliseconds);
        self.until(&format!("performance.now() > {until}")).await;
    }
}

impl Server {
    /// The path of the file of the built site that ends like this.
    pub(crate) fn path_of(&self, ending: &str) -> String {
        let files = fs::read_dir(self.file("/")).expect("the server's copy can be read");
        let names = files.flatten().map(|file| file.file_name().to_string_lossy().into_owned());
        let name = names.into_iter().find(|name| name.ends_with(ending));
        format!("/{}", name.unwrap_or_else(|| panic!("the built paper has a file that ends in {ending}")))
    }

    /// The items of the feed.
    pub(crate) fn items(&self) -> Vec<Value> {
        self.json(FEED)["items"].as_array().cloned().unwrap_or_default()
    }

    /// Changes the items of the feed.
    pub(crate) fn edit_items(&self, change: impl FnOnce(&mut Vec<Value>)) {
        self.edit_json(FEED, |feed| change(feed["items"].as_array_mut().expect("a feed has items")));
    }
}

/// A short item for the feed, without an article of its own.
pub(crate) fn item(id: &str, title: &str) -> Value {
    json!({
        "id": id, "title": title, "content_text": "It has a text of its own.",
        "date_published": "2025-07-10T12:00:00+01:00", "tags": ["World", "diplomacy"],
    })
}

/// The strings in a JSON array.
pub(crate) fn strings(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}
