//! One page: from the stories that it includes to its HTML.

use jiff::SignedDuration;
use leptos::prelude::*;
use london_daily::{
    app::{
        App,
        frame::footer::OtherHosts,
        printed_page::{ARTICLE_PAGE, PrintedPage, with_shapes},
    },
    browser::calendar,
    feed::{self, write},
    model::{
        Edition, Moment, Story,
        paths::{Page, Paths},
    },
    pages::{
        archive::PlaceInList,
        article::address::PublishedAt,
        head::{Element, Head, Site},
    },
    store::{context::InitialState, newsroom::Article},
    text,
};
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::{
    archive::Archive,
    files::{Files, Finding},
    manifest::Hash,
    policy::Policies,
    styles::FirstWindow,
    template::{SlotValues, Template, escape, without_app_loader},
};

/// Link that holds back the first paint until the headline has been parsed (HTML Standard, "Link type expect"). A page that
/// arrives in pieces would otherwise show the masthead alone first, which delays the headline by a frame on a slow phone.
const UNTIL_HEADLINE: &str = "<link rel=\"expect\" href=\"#headline\" blocking=\"render\">\n";

/// A page that is to be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Planned {
    pub(super) kind: PlannedPage,
    /// URL path on the host.
    pub(super) path: String,
    /// Path of its file below `dist`.
    pub(super) file: String,
    /// Stories that the page includes: indices into the edition, in the order in which the page has them.
    pub(super) carried: Vec<usize>,
    /// Date of the newest of all stories that may come into its live list, by which the app tells news from what the page merely left
    /// out. `None` if nothing is news that was published before the page was opened: an article of a large paper is not printed again
    /// for each new story.
    pub(super) newest: Option<Moment>,
    /// Place in the list of stories that the page shows, if it shows one.
    pub(super) place: PlaceInList,
}

/// Kind of page; an article is named by the index of its story in the edition.
pub(super) type PlannedPage = Page<usize>;

/// Returns the kind of first window that a page has, which decides its style. `app` is the HTML of its content, by which articles
/// differ.
fn first_window(page: &PlannedPage, app: &str) -> FirstWindow {
    match page {
        Page::Front => FirstWindow::Front,
        Page::Article(_) => FirstWindow::of_article(app),
        Page::Saved => FirstWindow::Saved,
        _ => FirstWindow::Listing,
    }
}

/// Everything that the pages of one printing share.
pub(super) struct Press<'a> {
    pub(super) files: &'a Files,
    pub(super) archive: &'a Archive,
    pub(super) template: &'a Template,
    pub(super) paths: &'a Paths,
    /// URL of the feed.
    pub(super) feed: &'a str,
    /// Origin of the published site, such as `https://news.example`; `None` if it is not known.
    pub(super) site: Option<&'a str>,
    /// Elements that stand in the head of every page.
    links: String,
    /// Content Security Policies, which stand at the beginning of each head, and the elements at the end of every body.
    frame: (&'a Policies, String),
    /// The element at the end of the offline page's body that lists the pages that are kept.
    kept: String,
    /// URL of the words of the interface, if they are not English.
    words: Option<String>,
    /// Hash of everything that the pages share, from which the hash of each page starts.
    stamp: Hash,
    /// Metadata of the feed for pages that include all stories of the paper, or of their list.
    whole: Chrome,
    /// The same for the other pages, with a `next_url` that leads to the remaining stories.
    part: Chrome,
    listed: Vec<Listed>,
}

/// Metadata of the feed without its stories: as JSON, which is part of a page's hash, and as the edition that is decoded again
/// from that JSON.
struct Chrome {
    json: String,
    edition: Edition,
}

/// Story as the lists show it: as a JSON Feed item, and as the story that is decoded again from that item.
struct Listed {
    json: String,
    story: Story,
}

/// Input of a page, with its hash, by which the next printing sees that the page has not changed.
pub(super) struct PageSource<'a> {
    /// For an article: its document as JSON, the URL that relative URLs in it are resolved against, and the story with everything
    /// that feed and document say of it.
    article: Option<(String, &'a str, &'a Story)>,
    pub(super) hash: Hash,
}

impl<'a> Press<'a> {
    /// Prepares everything that the pages share. `links` stand in each head; `program` identifies the build of the press, so that
    /// another build prints all pages again.
    #[expect(clippy::too_many_arguments, reason = "each is another thing that all pages share")]
    pub(super) fn prepare(
        files: &'a Files,
        archive: &'a Archive,
        template: &'a Template,
        paths: &'a Paths,
        feed: &'a str,
        site: Option<&'a str>,
        links: String,
        frame: (&'a Policies, String),
        kept: String,
        words: Option<String>,
        program: &str,
    ) -> Result<Self, Finding> {
        let mut paper = Edition {
            paper: archive.edition.paper.clone(),
            stories: Vec::new(),
            older: archive.edition.older.clone(),
            expired: archive.edition.expired,
        };
        let whole = Chrome::read(&paper, feed)?;
        // Pages that do not include all stories find the others in the feed itself. The reader ignores a `next_url` that equals
        // the feed's own URL; with a fragment it is a different URL of the same document.
        paper.older = Some(format!("{}#archive", feed.split('#').next().unwrap_or_default()));
        let part = Chrome::read(&paper, feed)?;
        let stories = archive.edition.stories.iter().zip(&archive.listed_in);
        let listed = stories
            .collect::<Vec<_>>()
            .into_par_iter()
            .map(|(story, document)| Listed::read(story, document, &whole, feed))
            .collect::<Result<Vec<Listed>, Finding>>()?;
        Ok(Self {
            files,
            archive,
            template,
            paths,
            feed,
            site,
            stamp: Hash::START
                .and(program)
                .and(template.html())
                .and(paths.base())
                .and(feed)
                .and(site.unwrap_or_default())
                .and(&links)
                .and(frame.0.of_hosts().unwrap_or_default())
                .and(&frame.1)
                .and(&kept),
            links,
            frame,
            kept,
            words,
            whole,
            part,
            listed,
        })
    }

    /// Returns the stories as lists have them, each an item of JSON Feed.
    pub(super) fn items(&self) -> Vec<&str> {
        self.listed.iter().map(|listed| listed.json.as_str()).collect()
    }

    /// Gathers the input of a page and hashes it.
    pub(super) fn source(&self, page: &Planned) -> Result<PageSource<'_>, Finding> {
        let frame = self.frame(page);
        let items = page.carried.iter().filter_map(|at| Some(self.listed.get(*at)?.json.as_str()));
        let edition_json = write::feed(&frame.json, items);
        let article = match page.kind {
            Page::Article(at) => self.archive.article(self.files, at)?,
            _ => None,
        };
        let article = article.map(|(story, address)| (write::inert(&write::document(story)), address, story));
        let mut hash = self.stamp.and(&page.path).and(&edition_json);
        hash = hash.and(&page.place.title).and(page.place.older.as_deref().unwrap_or_default());
        if let Some((document, address, _)) = &article {
            hash = hash.and(document).and(address);
        }
        // A new story alone does not have an article printed again, which keeps the date until something else in it changes.
        let newest = page.newest.map(|newest| match page.kind {
            Page::Article(_) => String::new(),
            _ => newest.to_string(),
        });
        hash = hash.and(newest.as_deref().unwrap_or("none"));
        Ok(PageSource { article, hash })
    }

    /// Returns the HTML of a page.
    pub(super) fn print(&self, page: &Planned, source: &PageSource<'_>) -> Result<String, Finding> {
        let mut edition = self.frame(page).edition.clone();
        let _voice = text::speaking(edition.paper.language.as_deref());
        edition.stories =
            page.carried.iter().filter_map(|at| Some(self.listed.get(*at)?.story.clone())).collect();
        let article = source.article.as_ref().map(|article| self.article(article, &edition)).transpose()?;
        let (head, mut data) = self.head(page, article.as_ref(), &edition);
        let root = root(&page.kind, edition.paper.language.as_deref(), self.template);
        data.push_str(&self.printed_page(page).to_html(escape));
        let app = self.render(page, edition, article);
        data.push_str(&self.frame.1);
        let is_offline = page.kind == Page::Offline;
        if is_offline {
            data.push_str(&self.kept);
        }
        let window = first_window(&page.kind, &app);
        let policy = &self.frame.0.elements(window);
        let html = self.template.fill(&SlotValues {
            html_attributes: &root,
            policy,
            window,
            head_end: &head,
            app: &app,
            body_end: &data,
        });
        // The app would render another page in its place: the one that belongs to the URL.
        Ok(if is_offline { without_app_loader(&html) } else { html })
    }

    fn frame(&self, page: &Planned) -> &Chrome {
        let lists_all = matches!(page.kind, Page::Section(_) | Page::Topic(_)) && page.place.older.is_none();
        if lists_all || page.carried.len() == self.listed.len() { &self.whole } else { &self.part }
    }

    /// Decodes an article again from the document that was written, as the browser does, and reads its text.
    fn article(
        &self,
        &(ref document, address, story): &(String, &str, &Story),
        edition: &Edition,
    ) -> Result<Article, Finding> {
        let article = feed::decode_article(document.as_bytes(), address, &story.id)
            .map_err(|error| Finding::error(address, "", error.to_string()))?;
        let listed = edition.by_id(&story.id).unwrap_or(story);
        Ok(Article::read(listed.merged_with(article), address))
    }

    fn render(&self, page: &Planned, edition: Edition, article: Option<Article>) -> String {
        let articles = article.into_iter().map(|article| (article.story.id.clone(), article)).collect();
        let initial = InitialState {
            paths: self.paths.clone(),
            path: page.path.clone(),
            feed: self.feed.to_owned(),
            name: self.archive.edition.paper.name.clone(),
            edition: Ok(edition),
            articles,
            read_article: Some(Article::read),
            printed: None,
            has_archive: true,
        };
        app(initial, page.place.clone(), self.frame.0.hosts(), self.site)
    }

    /// Returns the HTML of the head, and that of its scripts (JSON-LD), which stand at the end of the body, where they do not
    /// delay the headline.
    fn head(&self, page: &Planned, article: Option<&Article>, edition: &Edition) -> (String, String) {
        let of_article = |at: &usize| match article {
            Some(article) => Some((&article.story, article.blocks.as_slice())),
            None => Some((&self.listed.get(*at)?.story, [].as_slice())),
        };
        let shown =
            page.kind.as_ref().resolve(of_article, |name| Some(name.as_str()), |name| Some(name.as_str()));
        let head = Head::of(shown, edition, Site { paths: self.paths, address: self.site });
        let mut html = String::new();
        if matches!(page.kind, Page::Article(_)) {
            html.push_str(UNTIL_HEADLINE);
        }
        html.push_str(&format!("<title>{}</title>", escape(&head.title)));
        let mut data = String::new();
        for element in &head.elements {
            let place = if element.says.is_some() { &mut html } else { &mut data };
            place.push_str(&element_html(element));
        }
        html.push_str(&self.links);
        (html, data)
    }

    /// Returns the UTC offsets of the site's time zone from the first of the page's stories until two years after the newest
    /// one: readers may open the page at any time until then. `None` if no story has a date, or if the time zone is unknown.
    fn clock(&self, page: &Planned) -> Option<String> {
        let dates = page.carried.iter().filter_map(|at| Some(&self.listed.get(*at)?.story));
        let dates = dates.flat_map(|story| [story.published, story.updated]).flatten();
        let from = dates.clone().min()?;
        // Later dates take the browser's own database.
        let newest = page.newest.or(dates.max());
        let until = newest?.checked_add(SignedDuration::from_hours(24 * 730)).ok()?;
        calendar::utc_offsets(&self.archive.edition.paper.time_zone, from, until)
    }

    /// Returns the attributes that the app reads from the page when it starts.
    fn printed_page(&self, page: &Planned) -> PrintedPage {
        let edition = &self.frame(page).edition;
        let stories = page.carried.iter().filter_map(|at| Some(&self.listed.get(*at)?.story));
        let mut printed = PrintedPage {
            path: page.path.clone(),
            feed: self.feed.to_owned(),
            newest: page.newest,
            older: edition.older.clone(),
            language: edition.paper.language.clone(),
            words: self.words.clone(),
            time_zone: edition.paper.time_zone.clone(),
            utc_offsets: self.clock(page).unwrap_or_default(),
            ..PrintedPage::default()
        };
        printed.set_documents(stories);
        printed
    }
}

impl Chrome {
    fn read(edition: &Edition, feed: &str) -> Result<Self, Finding> {
        let json = write::inert(&write::frame(edition));
        let empty = write::feed(&json, []);
        let decoded = feed::decode(empty.as_bytes(), feed)
            .map_err(|error| Finding::error(feed, "", error.to_string()))?;
        Ok(Self { json, edition: decoded.edition })
    }
}

impl Listed {
    /// Writes a story as an item without its text, and decodes that item. If the text stands in the list itself, the item names
    /// the list's document as the one that has the text.
    fn read(story: &Story, document: &str, frame: &Chrome, feed: &str) -> Result<Self, Finding> {
        let in_list = || Some(document).filter(|_| !story.body.is_absent());
        let article = story.article.as_deref().or_else(in_list);
        let json = write::inert(&write::listed(story, article));
        let decoded = feed::decode(write::feed(&frame.json, [json.as_str()]).as_bytes(), feed)
            .map_err(|error| Finding::error(document, &story.id, error.to_string()))?;
        let story = decoded.edition.stories.into_iter().next();
        let story =
            story.ok_or_else(|| Finding::error(document, &json, "cannot be read again as it was written"))?;
        Ok(Self { json, story })
    }
}

/// Renders the app in the state `initial` to HTML, for a page at this place in its list, and a site that asks `hosts` for pictures
/// and sound. `site` is the origin at which it is published.
pub(super) fn app(initial: InitialState, place: PlaceInList, hosts: &[String], site: Option<&str>) -> String {
    let owner = Owner::new_root(None);
    let html = owner.with(|| {
        provide_context(place);
        provide_context(OtherHosts(hosts.to_vec()));
        provide_context(PublishedAt(site.map(str::to_owned)));
        view! { <App initial /> }.to_html()
    });
    owner.unset_with_forced_cleanup();
    // Leptos marks places with `<!>`, which browsers read as a comment, but which is a parse error (HTML Standard,
    // "incorrectly-opened-comment"). Texts and attributes never hold this mark, since both are escaped.
    with_shapes(&html.replace("<!>", "<!---->"))
}

/// Returns the attributes of the element `html`, with a space before each. Language and direction are those of the template if the
/// feed names no language.
fn root(page: &PlannedPage, language: Option<&str>, template: &Template) -> String {
    let mut attributes = match (language, text::direction(language)) {
        (Some(language), Some(direction)) => {
            format!(" lang=\"{}\" dir=\"{direction}\"", escape(language))
        }
        _ => template.html_attributes().to_owned(),
    };
    if matches!(page, Page::Article(_)) {
        attributes.push(' ');
        attributes.push_str(ARTICLE_PAGE);
    }
    attributes
}

fn element_html(element: &Element) -> String {
    let Element { name, kind: (key, kind), says, text } = element;
    match says {
        Some(says) => format!("<{name} {key}=\"{kind}\" {says}=\"{}\" data-head>\n", escape(text)),
        // A script holds JSON that was written without `<`, so it needs no escaping.
        None => format!("<{name} {key}=\"{kind}\" data-head>{text}</{name}>\n"),
    }
}
