//! The two lists of the page of saved stories.

use leptos::{html, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{copies_cache, list_cache, next_row, put_back, story_of_page};
use crate::{
    browser::{caches, effect::effect, events::listen, timers},
    components::{moment::MomentView, story_link::StoryLink},
    features::related::list::row_fields_of,
    model::{Story, paths::Page},
    store::{navigation::Navigation, newsroom::Newsroom, read_marks::ReadMarks},
    text,
};

/// The kinds of list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// The stories that the reader has saved.
    Saved,
    /// The stories that the reader has opened.
    Read,
}

/// The state of a list. Copies refer to the same one.
#[derive(Clone, Copy)]
struct List {
    kind: Kind,
    newsroom: Newsroom,
    marks: ReadMarks,
    /// The names of its stories, the newest first: paths of saved pages, or slugs of articles that were opened. `None` until
    /// the browser was asked, and so in print and while a printed page is hydrated.
    keys: RwSignal<Option<Vec<String>>>,
    /// The keys of the stories whose headline is known.
    shown: Memo<Vec<String>>,
    /// `true` if the browser lets the site keep nothing.
    refused: RwSignal<bool>,
    /// The stories that copies of pages tell of.
    copies: RwSignal<Vec<Story>>,
    /// `true` once edition and copies were asked for the headlines.
    asked: RwSignal<bool>,
    /// The last removal, until it is put back or the reader leaves.
    removed: RwSignal<Option<Removed>>,
    /// `true` while something is being removed or put back.
    busy: StoredValue<bool>,
    heading: NodeRef<html::H2>,
    rows: NodeRef<html::Ul>,
    undo: NodeRef<html::Button>,
}

/// The stories that were removed by one press of a button.
struct Removed {
    /// The keys of the whole list before that, the newest last.
    before: Vec<String>,
    keys: Vec<String>,
    /// For each saved story, its entry in the worker's list.
    entries: Vec<String>,
}

/// The lists of stories that were saved and read.
#[component]
pub fn SavedStories() -> impl IntoView {
    let (copies, asked) = (RwSignal::new(Vec::new()), RwSignal::new(false));
    let saved = List::new(Kind::Saved, RwSignal::new(false), copies, asked);
    let read = List::new(Kind::Read, ReadMarks::here().refused(), copies, asked);
    let navigation = Navigation::here();
    let paths = read.newsroom.paths();
    effect(move || {
        read.marks.track();
        read.follow_marks();
    });
    // The page may be shown again after the reader was on others.
    effect(move || {
        if paths.page(&navigation.path()) == Page::Saved {
            spawn_local(ask(saved, read));
        }
    });
    // Meanwhile another tab may have saved or removed something.
    effect(move || {
        let look = move |_: &web_sys::Event| spawn_local(ask(saved, read));
        listen(&document(), "visibilitychange", look);
        listen(&window(), "focus", look);
    });
    view! {
        {list_view(saved)}
        {list_view(read)}
    }
}

/// Asks the browser for the list of saved stories, and then edition and copies for the headlines of both lists.
async fn ask(saved: List, read: List) {
    saved.follow_cache().await;
    saved.look_for_copies().await;
    let has_read = read.keys.try_with_untracked(|keys| keys.as_ref().is_some_and(|keys| !keys.is_empty()));
    if has_read == Some(true) {
        // If it does not come, the copies tell what they know.
        let _ = read.newsroom.whole().await;
        read.look_for_copies().await;
    }
    read.asked.set(true);
}

impl List {
    fn new(kind: Kind, refused: RwSignal<bool>, copies: RwSignal<Vec<Story>>, asked: RwSignal<bool>) -> Self {
        let newsroom = Newsroom::here();
        let keys = RwSignal::new(None::<Vec<String>>);
        let shown = Memo::new(move |_| {
            let is_known = |key: &String| known(newsroom, copies, key).is_some();
            keys.get().unwrap_or_default().into_iter().filter(is_known).collect::<Vec<_>>()
        });
        Self {
            kind,
            newsroom,
            marks: ReadMarks::here(),
            keys,
            shown,
            refused,
            copies,
            asked,
            removed: RwSignal::new(None),
            busy: StoredValue::new(false),
            heading: NodeRef::new(),
            rows: NodeRef::new(),
            undo: NodeRef::new(),
        }
    }

    fn known(self, key: &str) -> Option<(Story, bool)> {
        known(self.newsroom, self.copies, key)
    }

    /// Takes over the articles that are marked as read.
    fn follow_marks(self) {
        self.keys.set(Some(untrack(|| self.marks.all()).into_iter().rev().collect()));
    }

    /// Takes over the worker's list.
    async fn follow_cache(self) {
        let paths = caches::paths(&list_cache(&self.newsroom.paths().front())).await;
        self.refused.set(paths.is_none());
        if self.busy.try_get_value() == Some(false) {
            self.keys.set(Some(paths.unwrap_or_default().into_iter().rev().collect()));
        }
    }

    /// Reads the copies of the pages of stories that the edition does not know.
    async fn look_for_copies(self) {
        let keys = self.keys.try_get_untracked().flatten().unwrap_or_default();
        let unknown: Vec<String> =
            untrack(|| keys.into_iter().filter(|key| self.known(key).is_none()).collect());
        if unknown.is_empty() {
            return;
        }
        let paths = self.newsroom.paths();
        let caches_of_pages = copies_cache(&paths.front());
        let names = caches::names().await.unwrap_or_default();
        let mut found = Vec::new();
        // The newest release comes first.
        for name in names.iter().rev().filter(|name| name.starts_with(&caches_of_pages)) {
            for path in caches::paths(name).await.unwrap_or_default() {
                let Page::Article(slug) = paths.page(&path) else { continue };
                if unknown.iter().any(|key| slug_of(key) == slug) {
                    let page = caches::text(name, &path).await;
                    found.extend(page.and_then(|page| story_of_page(&slug, &page)));
                }
            }
        }
        self.copies.update(|copies| copies.extend(found));
    }

    /// Removes a story, and moves the focus to the next row.
    fn remove(self, key: String) {
        let at = self.shown.with_untracked(|shown| shown.iter().position(|shown| *shown == key));
        let headline = untrack(|| self.known(&key)).map(|(story, _)| story.headline).unwrap_or_default();
        spawn_local(async move {
            if self.take(vec![key]).await.is_some() {
                self.newsroom.announcement.set(text::removed_story(&headline));
                let left = self.shown.try_with_untracked(Vec::len).unwrap_or_default();
                self.focus_row(at.and_then(|at| next_row(at, left)));
            }
        });
    }

    /// Removes all stories, and moves the focus to the button that puts them back.
    fn remove_all(self) {
        let keys = self.keys.get_untracked().unwrap_or_default();
        spawn_local(async move {
            let count = keys.len();
            if self.take(keys).await.is_some() {
                self.newsroom.announcement.set(text::removed_all(count));
                timers::next_frame(move || {
                    if let Some(undo) = self.undo.try_get_untracked().flatten() {
                        let _ = undo.focus();
                    }
                });
            }
        });
    }

    /// Puts back what was removed last, and moves the focus there.
    fn put_back(self) {
        spawn_local(async move {
            let Some(removed) = self.removed.try_update(Option::take).flatten() else { return };
            if self.restore(&removed).await.is_some() {
                self.newsroom.announcement.set(text::put_back().to_owned());
                let is_back = |key: &String| removed.keys.contains(key);
                let at = self.shown.try_with_untracked(|shown| shown.iter().position(is_back));
                self.focus_row(at.flatten());
            }
        });
    }

    /// Removes stories from what is kept. `None` if that cannot be done, or not yet.
    async fn take(self, keys: Vec<String>) -> Option<()> {
        if self.busy.try_get_value()? {
            return None;
        }
        self.busy.set_value(true);
        let removed = self.removed(keys).await;
        self.busy.try_set_value(false);
        self.removed.set(Some(removed?));
        Some(())
    }

    async fn removed(self, keys: Vec<String>) -> Option<Removed> {
        let is_left = |key: &String| !keys.contains(key);
        let mut entries = Vec::new();
        let before = match self.kind {
            Kind::Read => {
                let before = untrack(|| self.marks.all());
                self.marks.set_all(&before.iter().filter(|key| is_left(key)).cloned().collect::<Vec<_>>());
                self.follow_marks();
                before
            }
            // As the button does that saves: the copy stays for a while, like that of every other page. The worker only keeps the
            // list, so nobody has to ask it, and what is removed here can be put back in its old place.
            Kind::Saved => {
                let name = list_cache(&self.newsroom.paths().front());
                let before = caches::paths(&name).await?;
                for key in &keys {
                    // Another tab may have removed it already.
                    entries.push(caches::text(&name, key).await.unwrap_or_else(|| "[]".to_owned()));
                    caches::delete(&name, key).await?;
                }
                self.keys.set(Some(before.iter().rev().filter(|key| is_left(key)).cloned().collect()));
                before
            }
        };
        Some(Removed { before, keys, entries })
    }

    async fn restore(self, removed: &Removed) -> Option<()> {
        match self.kind {
            Kind::Read => {
                let now = untrack(|| self.marks.all());
                self.marks.set_all(&put_back(&removed.before, &removed.keys, &now));
                self.follow_marks();
            }
            Kind::Saved => {
                let name = list_cache(&self.newsroom.paths().front());
                let now = caches::paths(&name).await?;
                let whole = put_back(&removed.before, &removed.keys, &now);
                // Entries stand in the order in which they were put, so all from the first difference on are put anew.
                let same = whole.iter().zip(&now).take_while(|(whole, now)| whole == now).count();
                for path in whole.iter().skip(same) {
                    let kept = removed.keys.iter().position(|key| key == path);
                    let entry = match kept.and_then(|at| removed.entries.get(at)) {
                        Some(entry) => entry.clone(),
                        None => caches::text(&name, path).await?,
                    };
                    caches::put(&name, path, &entry).await?;
                }
                self.keys.set(Some(whole.into_iter().rev().collect()));
            }
        }
        Some(())
    }

    /// Moves the focus to the button of a row, or to the heading if there is no such row.
    fn focus_row(self, at: Option<usize>) {
        timers::next_frame(move || {
            let button = || {
                let rows = self.rows.try_get_untracked().flatten()?;
                let button = rows.query_selector_all("button").ok()?.get(u32::try_from(at?).ok()?)?;
                button.dyn_into::<HtmlElement>().ok()
            };
            let heading = || self.heading.try_get_untracked().flatten().map(HtmlElement::from);
            if let Some(element) = button().or_else(heading) {
                let _ = element.focus();
            }
        });
    }
}

/// Returns the slug of the article that a key names.
fn slug_of(key: &str) -> &str {
    key.trim_end_matches('/').rsplit('/').next().unwrap_or_default()
}

/// Returns what the edition or else a copy knows of the story that a key names, tracked; `true` beside it if it is a copy.
fn known(newsroom: Newsroom, copies: RwSignal<Vec<Story>>, key: &str) -> Option<(Story, bool)> {
    let slug = slug_of(key);
    let find =
        |stories: &[Story]| stories.iter().find(|story| story.slug.as_str() == slug).map(row_fields_of);
    let listed = newsroom.edition.with(|edition| Some((find(&edition.stories)?, false)));
    listed.or_else(|| copies.try_with(|copies| Some((find(copies)?, true))).flatten())
}

fn list_view(list: List) -> impl IntoView {
    let (id, title, nothing) = match list.kind {
        Kind::Saved => ("saved-title", text::saved(), text::nothing_saved()),
        Kind::Read => ("read-title", text::read(), text::nothing_read()),
    };
    let is_awaited = move || list.keys.with(Option::is_none);
    let is_empty = Memo::new(move |_| list.keys.with(|keys| keys.as_ref().is_none_or(Vec::is_empty)));
    let is_refused = move || !is_awaited() && is_empty.get() && list.refused.get();
    let unknown = Memo::new(move |_| {
        let all = list.keys.with(|keys| keys.as_ref().map_or(0, Vec::len));
        if list.asked.get() { all.saturating_sub(list.shown.with(Vec::len)) } else { 0 }
    });
    view! {
        <section class="shelf" aria-labelledby=id>
            <h2 class="shelf-title" id=id tabindex="-1" lang=text::lang() dir=text::dir() node_ref=list.heading>{title}</h2>
            <p
                class="shelf-note"
                lang=text::lang()
                dir=text::dir()
                class:awaited=is_awaited
                hidden=move || !is_empty.get() || is_refused()
            >
                {nothing}
            </p>
            <p class="shelf-note" lang=text::lang() dir=text::dir() hidden=move || !is_refused()>{text::nothing_kept()}</p>
            <ul class="shelf-rows" node_ref=list.rows hidden=move || list.shown.with(Vec::is_empty)>
                <For each=move || list.shown.get() key=String::clone let(key)>
                    <Row list key />
                </For>
            </ul>
            <p class="shelf-note" lang=text::lang() dir=text::dir() hidden=move || unknown.get() == 0>
                {move || text::headlines_unknown(unknown.get())}
            </p>
            <div class="shelf-tools" lang=text::lang() dir=text::dir()>
                <button
                    class="quiet-button"
                    type="button"
                    node_ref=list.undo
                    hidden=move || list.removed.with(Option::is_none)
                    on:click=move |_| list.put_back()
                >
                    {text::undo()}
                </button>
                <button
                    class="quiet-button"
                    type="button"
                    aria-label=text::remove_all_of(title)
                    hidden=move || is_empty.get()
                    on:click=move |_| list.remove_all()
                >
                    {text::remove_all()}
                </button>
            </div>
        </section>
    }
}

#[component]
fn Row(list: List, key: String) -> impl IntoView {
    let named = key.clone();
    let known = Memo::new(move |_| list.known(&named).unwrap_or_default());
    let headline = move || {
        let (story, is_copy) = known.get();
        let (published, section) = (story.published, story.section.clone());
        view! {
            <StoryLink story external=is_copy />
            <div class="row-meta">
                {section.map(|section| view! { <span class="row-section">{section}</span> })}
                {published.map(|moment| view! { <MomentView moment=moment /> })}
            </div>
        }
    };
    let name = move || known.with(|(story, _)| text::remove_story(&story.headline));
    view! {
        <li class="row shelf-row">
            <div class="shelf-story">{headline}</div>
            <button class="quiet-button" type="button" lang=text::lang() dir=text::dir() aria-label=name on:click=move |_| list.remove(key.clone())>
                {text::remove()}
            </button>
        </li>
    }
}
