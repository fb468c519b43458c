//! One page: from the stories that it carries to its HTML.

use jiff::SignedDuration;
use leptos::prelude::*;
use london_daily::{
    app::{
        App,
        printed_page::{PrintedPage, with_shapes},
    },
    browser::calendar,
    feed,
    feed::write,
    model::{
        Edition, Moment, Story,
        paths::{Page, Paths},
    },
    pages::head::{Element, Head, Site},
    store::{
        context::{InitialState, PAGE_SIZE},
        newsroom::Article,
    },
    text,
};
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::{
    archive::Archive,
    files::{Files, Finding},
    manifest::Hash,
    policy::Policies,
    styles::FirstWindow,
    template::{Filling, Template, escape},
};

/// The masthead alone says nothing: painted by itself where a page comes in pieces, it keeps a slow phone from the headline for a
/// frame (HTML Standard, "Link type expect").
const UNTIL_HEADLINE: &str = "<link rel=\"expect\" href=\"#headline\" blocking=\"render\">\n";

/// A page that is to be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Planned {
    pub(super) kind: PlannedPage,
    /// Its address on the host.
    pub(super) path: String,
    /// Its file below `dist`.
    pub(super) file: String,
    /// The stories that it carries, by their places in the paper, in order.
    pub(super) carried: Vec<usize>,
}

/// A page by what it shows: an article by its place among all stories.
pub(super) type PlannedPage = Page<usize>;

/// Returns the style that the first window of a page needs whose content is `app`.
fn first_window(page: &PlannedPage, app: &str) -> FirstWindow {
    match page {
        Page::Front => FirstWindow::Front,
        Page::Article(_) => FirstWindow::of_article(app),
        Page::Section(_) | Page::Topic(_) | Page::NotFound => FirstWindow::Listing,
    }
}

/// Everything that the pages of one printing have in common.
pub(super) struct Press<'a> {
    pub(super) files: &'a Files,
    pub(super) archive: &'a Archive,
    pub(super) template: &'a Template,
    pub(super) paths: &'a Paths,
    /// The address of the feed.
    pub(super) feed: &'a str,
    /// The paper's own site.
    pub(super) site: Option<&'a str>,
    /// What the heads of all pages have.
    links: String,
    /// What stands at the beginning of heads, and at the end of all bodies.
    frame: (&'a Policies, String),
    /// What is the same in all of its pages' hashes.
    stamp: Hash,
    /// The date of the newest story.
    newest: Option<Moment>,
    /// Whether the feed is one page.
    one_page: bool,
    /// What the embedded feed says of the paper where it carries all stories, and where it does not.
    whole: Chrome,
    part: Chrome,
    listed: Vec<Listed>,
}

/// The paper without its stories, as a page's data tell it.
struct Chrome {
    json: String,
    edition: Edition,
}

/// A story as it stands in a list, as a page's data tell it.
struct Listed {
    json: String,
    story: Story,
}

/// What a page is made of.
pub(super) struct PageSource {
    /// Of the article: its document, the address that relative ones in it count from, and the story as the paper has it.
    article: Option<(String, String, Story)>,
    pub(super) hash: Hash,
}

impl<'a> Press<'a> {
    /// Prepares what pages have in common. `links` stand in each head; `program` tells one build of the program from
    /// another.
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
        program: &str,
    ) -> Result<Self, Finding> {
        let mut paper = Edition {
            paper: archive.edition.paper.clone(),
            stories: Vec::new(),
            older: archive.edition.older.clone(),
            expired: archive.edition.expired,
        };
        let whole = Chrome::read(&paper, feed)?;
        // What the page does not carry is in the feed itself. Its own address would lead nowhere, by the rules; one with
        // a fragment is another, and the same document.
        paper.older = Some(format!("{}#archive", feed.split('#').next().unwrap_or_default()));
        let part = Chrome::read(&paper, feed)?;
        let stories = archive.edition.stories.iter().zip(&archive.listed_in);
        let listed = stories
            .collect::<Vec<_>>()
            .into_par_iter()
            .map(|(story, document)| Listed::read(story, document, &whole, feed))
            .collect::<Result<Vec<Listed>, Finding>>()?;
        let date = |story: &Story| story.published.or(story.updated);
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
                .and(&frame.1),
            links,
            frame,
            one_page: archive.is_one_page(),
            newest: archive.edition.stories.iter().filter_map(date).max(),
            whole,
            part,
            listed,
        })
    }

    /// Gathers what a page is made of.
    pub(super) fn source(&self, page: &Planned) -> Result<PageSource, Finding> {
        let frame = self.frame(page);
        let items = page.carried.iter().filter_map(|at| Some(self.listed.get(*at)?.json.as_str()));
        let edition_json = write::feed(&frame.json, items);
        let article = match page.kind {
            Page::Article(at) => self.archive.article(self.files, at)?,
            _ => None,
        };
        let article =
            article.map(|(story, address)| (write::inert(&write::document(&story)), address, story));
        let mut hash = self.stamp.and(&page.path).and(&edition_json);
        if let Some((document, address, _)) = &article {
            hash = hash.and(document).and(address);
        }
        Ok(PageSource { article, hash })
    }

    /// Prints a page.
    pub(super) fn print(&self, page: &Planned, source: &PageSource) -> Result<String, Finding> {
        let mut edition = self.frame(page).edition.clone();
        edition.stories =
            page.carried.iter().filter_map(|at| Some(self.listed.get(*at)?.story.clone())).collect();
        let article = source.article.as_ref().map(|article| self.article(article, &edition)).transpose()?;
        let (head, mut data) = self.head(page, article.as_ref(), &edition);
        let root = root(edition.paper.language.as_deref(), self.template);
        data.push_str(&self.printed_page(page).to_html(escape));
        let app = self.render(page, edition, article);
        data.push_str(&self.frame.1);
        let window = first_window(&page.kind, &app);
        let policy = &self.frame.0.elements(window);
        Ok(self.template.fill(&Filling { root: &root, policy, window, head: &head, app: &app, data: &data }))
    }

    fn frame(&self, page: &Planned) -> &Chrome {
        // A short list is all that there is. Readers of a paper of many feed pages come to those one by one, and may find that
        // there are more.
        let lists_all = matches!(page.kind, Page::Section(_) | Page::Topic(_))
            && page.carried.len() < PAGE_SIZE
            && self.one_page;
        if lists_all || page.carried.len() == self.listed.len() { &self.whole } else { &self.part }
    }

    /// The article as the browser reads it from the page.
    fn article(
        &self,
        (document, address, story): &(String, String, Story),
        edition: &Edition,
    ) -> Result<Article, Finding> {
        let article = feed::decode_article(document.as_bytes(), address, &story.id)
            .map_err(|error| Finding::error(address, "", error.to_string()))?;
        let listed = edition.by_id(&story.id).unwrap_or(story);
        Ok(Article::read(listed.merged_with(article), address))
    }

    fn render(&self, page: &Planned, edition: Edition, article: Option<Article>) -> String {
        let articles = article.into_iter().map(|article| (article.story.id.clone(), article)).collect();
        app(InitialState {
            paths: self.paths.clone(),
            path: page.path.clone(),
            feed: self.feed.to_owned(),
            name: self.template.name().to_owned(),
            edition: Ok(edition),
            articles,
            read_article: Some(Article::read),
            printed: None,
        })
    }

    /// What stands in the head, and what can stand at the end of the body, where it keeps nobody from the headline.
    fn head(&self, page: &Planned, article: Option<&Article>, edition: &Edition) -> (String, String) {
        let shown = match &page.kind {
            Page::Front => Page::Front,
            Page::Section(name) => Page::Section(name.as_str()),
            Page::Topic(name) => Page::Topic(name.as_str()),
            Page::NotFound => Page::NotFound,
            Page::Article(at) => match (article, self.listed.get(*at)) {
                (Some(article), _) => Page::Article((&article.story, article.blocks.as_slice())),
                (None, Some(listed)) => Page::Article((&listed.story, [].as_slice())),
                (None, None) => Page::NotFound,
            },
        };
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

    /// What the paper's clock shows over the time from the first of the page's stories until its readers come: for two
    /// years from the newest story.
    fn clock(&self, page: &Planned) -> Option<String> {
        let stories = page.carried.iter().filter_map(|at| Some(&self.listed.get(*at)?.story));
        let from = stories.flat_map(|story| [story.published, story.updated]).flatten().min()?;
        let until = self.newest?.checked_add(SignedDuration::from_hours(24 * 730)).ok()?;
        calendar::utc_offsets(&self.archive.edition.paper.time_zone, from, until)
    }

    /// What the page says of itself to the app.
    fn printed_page(&self, page: &Planned) -> PrintedPage {
        let edition = &self.frame(page).edition;
        let stories = page.carried.iter().filter_map(|at| Some(&self.listed.get(*at)?.story));
        let mut printed = PrintedPage {
            path: page.path.clone(),
            feed: self.feed.to_owned(),
            newest: self.newest,
            older: edition.older.clone(),
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
    /// A story whose text stands in the list has its text fetched from that very document when a reader goes on to it.
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

/// Renders a page to HTML.
pub(super) fn app(initial: InitialState) -> String {
    let owner = Owner::new_root(None);
    let html = owner.with(|| view! { <App initial /> }.to_html());
    owner.unset_with_forced_cleanup();
    // Leptos's marks are comments only to forgiving readers. Text and attributes hold no such sign: they are escaped.
    with_shapes(&html.replace("<!>", "<!---->"))
}

/// The attributes of the element `html`: those that the template has, where the paper does not name its language.
pub(super) fn root(language: Option<&str>, template: &Template) -> String {
    match (language, text::direction(language)) {
        (Some(language), Some(direction)) => {
            format!(" lang=\"{}\" dir=\"{direction}\"", escape(language))
        }
        _ => template.root().to_owned(),
    }
}

fn element_html(element: &Element) -> String {
    let Element { name, kind: (key, kind), says, text } = element;
    match says {
        Some(says) => format!("<{name} {key}=\"{kind}\" {says}=\"{}\" data-head>\n", escape(text)),
        // A script's text is not escaped: it is written so that nothing in it needs to be.
        None => format!("<{name} {key}=\"{kind}\" data-head>{text}</{name}>\n"),
    }
}
