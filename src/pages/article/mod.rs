//! The page of an article.

pub mod address;
pub mod compact_bar;
pub mod contents;
pub mod header;
pub mod next;
pub mod notes;
pub mod notices;

use std::{slice, sync::Arc};

use leptos::{
    either::{Either, EitherOf3},
    prelude::*,
};

use super::not_found::NotFoundPage;
use crate::{
    article::{self, Block, text_of, view::blocks_view},
    browser::effect::effect,
    components::{notice::Notice, root::printed_only, waiting::all_there},
    features::{newsletter::view::NewsletterRoot, related::list::ListRoot},
    model::{Picture, Story},
    pages::article::{
        address::PageAddress, compact_bar::CompactBar, contents::contents, header::ArticleHeader,
        next::NextStories, notes::ArticleNotes, notices::NoticesRoot,
    },
    store::{
        context::PageContext,
        live::Scope,
        newsroom::{Article, ArticleState, Newsroom, Request},
        read_marks::ReadMarks,
    },
    text,
};

/// The number of characters of the text that are rendered first when a reader begins at the top of an article: more than fit on
/// a screen. The rest, and what is below the text, is rendered after the first paint.
const FIRST_CHARACTERS: usize = 2_400;

/// The number of words from which an article begins with a drop cap.
const FEATURE_WORDS: usize = 500;
/// The number of characters of a first paragraph that is higher than a drop cap in any window.
const DROP_CAP_CHARACTERS: usize = 150;
/// The first character behind those of Latin, Greek and Cyrillic script.
const FIRST_OF_OTHER_SCRIPTS: char = '\u{530}';

/// The page of an article, with its related list.
#[component]
pub fn ArticlePage(
    /// The slug of the article.
    slug: String,
) -> impl IntoView {
    let newsroom = Newsroom::here();
    // A story that leaves the edition while it is being read stays on the screen.
    let id = Memo::new(move |before: Option<&Option<String>>| {
        let now = newsroom.edition.with(|edition| {
            edition.stories.iter().find(|story| story.slug.as_str() == slug).map(|story| story.id.clone())
        });
        now.or_else(|| before.cloned().flatten())
    });
    move || match id.get() {
        Some(id) => Either::Left(view! { <ArticleOf id /> }),
        None => Either::Right(view! { <NotFoundPage /> }),
    }
}

#[component]
fn ArticleOf(id: String) -> impl IntoView {
    let newsroom = Newsroom::here();
    let marks = ReadMarks::here();
    let page = PageContext::here();
    let id = StoredValue::new(id);
    let listed = Memo::new(move |before: Option<&Option<Story>>| {
        let now = newsroom.edition.with(|edition| id.with_value(|id| edition.by_id(id).cloned()));
        now.or_else(|| before.cloned().flatten())
    });
    let state = Memo::new(move |_| listed.get().and_then(|story| newsroom.article(&story)));
    let story = Memo::new(move |_| match state.get() {
        // The feed is fetched again and again, the article's document is not: a headline that changes in the feed changes here.
        Some(ArticleState::Ready(article)) => {
            listed.get().map(|listed| listed.merged_with(article.story.clone()))
        }
        _ => listed.get(),
    });
    // Fields that the header does not show are left out, so that their changes do not re-render it.
    let headed = Memo::new(move |_| {
        let shown = |story: Story| Story {
            headline: story.headline,
            is_note: story.is_note,
            kicker: story.kicker,
            standfirst: story.standfirst,
            authors: story.authors,
            section: story.section,
            published: story.published,
            updated: story.updated,
            picture: story.picture,
            ..Story::default()
        };
        story.get().map(shown)
    });
    let at_hand = Memo::new(move |_| match state.get() {
        Some(ArticleState::Ready(article)) => Some(article),
        _ => None,
    });
    let whole = Memo::new(move |_| story.get().unwrap_or_default());
    let headline = Memo::new(move |_| story.get().map(|story| story.headline).unwrap_or_default());

    page.follow_title(move || headline.get());
    // Requested again when the whole edition has come, which may have the URL of the article.
    let known =
        Memo::new(move |_| listed.with(|story| story.as_ref().and_then(|story| story.article.clone())));
    effect(move || {
        known.track();
        newsroom.load_article(id.get_value());
    });
    effect(move || {
        if let Some(ArticleState::Ready(article)) = state.get() {
            marks.mark(article.story.slug.as_str());
            page.pictures.set(pictures(&article));
        }
    });

    let language = Memo::new(move |_| story.get().and_then(|story| story.language));

    let all = all_there();
    // Once the whole text is shown, it stays.
    let whole_text = Memo::new(move |before| {
        before == Some(&true)
            || all.get()
            || at_hand.with(|article| {
                article.as_ref().is_none_or(|article| first_screen(&article.blocks) == article.blocks.len())
            })
    });
    view! {
        <div class="root" data-root="bar">{printed_only(|| view! { <CompactBar /> })}</div>
        <div class="frame">
        <div class="article-page">
            <article
                class="article"
                data-article=id.get_value()
                lang=move || language.get()
                dir=move || language.with(|language| text::direction(language.as_deref()))
            >
                {move || headed.get().map(|story| view! { <ArticleHeader story=story whole=whole article=at_hand /> })}
                <NoticesRoot article=id.get_value() />
                {move || match state.get() {
                    Some(ArticleState::Ready(article)) => EitherOf3::A(body(article, whole_text)),
                    Some(ArticleState::Failed(error)) => {
                        let retry = Request::Article(id.get_value());
                        EitherOf3::B(view! { <Notice title=text::article_error() error retry /> })
                    }
                    Some(ArticleState::Loading) | None => {
                        EitherOf3::C(view! { <p class="loading" role="status" lang=text::lang() dir=text::dir()>{text::loading()}</p> })
                    }
                }}
            </article>
            {move || whole_text.get().then(|| view! { <NextStories article=at_hand /> })}
            <aside class="rail">
                <ListRoot scope=Scope::related(id.get_value()) />
            </aside>
            // On a wide window it stands below the text, beside the list.
            {move || whole_text.get().then(|| view! { <NewsletterRoot /> })}
        </div>
        </div>
    }
}

/// Returns the pictures of an article; the lead picture is the first.
fn pictures(article: &Article) -> Vec<Picture> {
    article.story.leading_picture().into_iter().chain(article::pictures(&article.blocks)).cloned().collect()
}

/// Returns the number of blocks that a reader at the top of an article can see at most.
fn first_screen(blocks: &[Block]) -> usize {
    let mut length = 0;
    let end = blocks.iter().position(|block| {
        // The content of a closed `<details>` takes no room.
        if !matches!(block, Block::Details { .. }) {
            length += text_of(slice::from_ref(block)).chars().count();
        }
        length > FIRST_CHARACTERS
    });
    end.map_or(blocks.len(), |end| end + 1)
}

fn body(article: Arc<Article>, whole: Memo<bool>) -> impl IntoView {
    let story = article.story.clone();
    let first = 1 + usize::from(story.leading_picture().is_some());
    let words = article::words(&article.blocks);
    let contents = contents(&article.blocks, words);
    let class = if has_drop_cap(&article.blocks, words) { "article-body drop-cap" } else { "article-body" };
    // The text of a brief is its standfirst.
    let brief = header::is_brief(&article).then(|| story.standfirst.clone());
    let mut blocks = blocks_view(&article.blocks, first);
    let others = blocks.split_off(first_screen(&article.blocks));
    let notes = view! { <ArticleNotes story /> <PageAddress /> };
    view! {
        {contents}
        <div class=class>
            {brief.map(|text| view! { <p class="standfirst">{text}</p> })}
            {blocks}
            {held(others, whole)}
        </div>
        {held(notes, whole)}
    }
}

/// Returns `true` if an article with this number of words begins with a large letter: if it is long, and begins with a paragraph of
/// several lines whose first character is a letter that has the same shape wherever it stands.
fn has_drop_cap(blocks: &[Block], words: usize) -> bool {
    let Some(Block::Paragraph(content)) = blocks.first() else { return false };
    let text = article::of_inlines(content);
    let is_simple = |first: char| first.is_alphabetic() && first < FIRST_OF_OTHER_SCRIPTS;
    words >= FEATURE_WORDS && text.chars().count() >= DROP_CAP_CHARACTERS && text.starts_with(is_simple)
}

/// Shows `view` once the whole text is to be shown.
fn held(view: impl IntoView + 'static, whole: Memo<bool>) -> impl IntoView {
    let mut held = Some(view);
    move || if whole.get() { held.take() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Body;

    fn begins_large(html: &str, words: usize) -> bool {
        has_drop_cap(&article::parse(&Body::Markup(html.to_owned()), "/"), words)
    }

    #[test]
    fn only_a_long_article_led_by_plain_text_begins_large() {
        let text = "and so it goes on ".repeat(10);
        assert!(begins_large(&format!("<p>A city, {text}</p>"), FEATURE_WORDS));
        assert!(begins_large(&format!("<p><em>Élan</em>, {text}</p>"), FEATURE_WORDS));
        for (html, words) in [
            (format!("<p>A city, {text}</p>"), FEATURE_WORDS - 1),
            (format!("<h2>A city</h2><p>A city, {text}</p>"), FEATURE_WORDS),
            (format!("<p>“A city”, {text}</p>"), FEATURE_WORDS),
            (format!("<p>1,200 cities, {text}</p>"), FEATURE_WORDS),
            (format!("<p>مدينة {text}</p>"), FEATURE_WORDS),
            ("<p>A city.</p>".to_owned(), FEATURE_WORDS),
        ] {
            assert!(!begins_large(&html, words), "{html}");
        }
    }
}
