//! Every component, each rendered with the state of a document around it.

use leptos::prelude::*;
use london_daily::{
    app::frame::{announcer::Announcer, footer::Footer, masthead::Masthead},
    article::view::blocks_view,
    components::{
        moment::{Detail, MomentView},
        notice::Notice,
        picture::{PictureImage, PictureLink, Width, caption},
        story_card::{Brief, Rank, StoryCard},
        story_link::StoryLink,
    },
    features::{
        keys::Keys,
        lightbox::view::Lightbox,
        newsletter::view::SignUpForm,
        offline::{PageNotes, SaveButton},
        player::{Source, bar::Player, button::ListenButton, listening::Listening, now_playing::NowPlaying},
        related::list::{ListSource, MoreHeadlines, RelatedList},
        settings::{Settings, panel::SettingsPanel},
    },
    pages::article::{
        compact_bar::CompactBar, header::ArticleHeader, notes::ArticleNotes, notices::ArticleNotices,
    },
    store::{context::SiteContext, error::LoadError, live::Scope, newsroom::Request},
    text,
};

use crate::canned::Language;

/// A component, rendered.
pub(crate) struct Exhibit {
    pub(crate) name: &'static str,
    pub(crate) html: String,
}

/// Returns all components with the data and the words of a language.
pub(crate) fn all(language: Language) -> Vec<Exhibit> {
    let _voice = text::speaking(Some(language.tag()));
    let exhibit = |name, view: fn(Language) -> AnyView| {
        let owner = Owner::new_root(None);
        let html = owner.with(|| {
            SiteContext::open(language.state());
            provide_context(Settings::open());
            provide_context(Listening::open());
            view(language).to_html()
        });
        owner.unset_with_forced_cleanup();
        Exhibit { name, html }
    };
    vec![
        exhibit("Masthead", |_| view! { <Masthead /> }.into_any()),
        exhibit("CompactBar", |_| view! { <CompactBar /> }.into_any()),
        exhibit("StoryCard-lead", |_| card("1", Rank::Lead)),
        exhibit("StoryCard-second", |_| card("2", Rank::Second)),
        exhibit("StoryCard-first", |_| card("2", Rank::First)),
        exhibit("StoryCard-other", |_| card("4", Rank::Other)),
        exhibit("StoryCard-listed", |_| card("2", Rank::Listed)),
        exhibit("Brief", |_| view! { <Brief id="4".to_owned() /> }.into_any()),
        exhibit("StoryLink", |language| {
            let story = language.article().story;
            view! { <p><StoryLink story /></p> }.into_any()
        }),
        exhibit("MomentView", |language| {
            let published = language.article().story.published.unwrap_or_default();
            view! {
                <p><MomentView moment=published /></p>
                <p><MomentView moment=published detail=Detail::Exact /></p>
            }
            .into_any()
        }),
        exhibit("PictureLink", |language| {
            let picture = language.article().story.picture.unwrap_or_default();
            let caption = caption(&picture);
            view! {
                <figure class="lead-picture">
                    <PictureLink number=1 picture width=Width::Wide />
                    {caption}
                </figure>
            }
            .into_any()
        }),
        exhibit("PictureImage-missing", |language| {
            let mut picture = language.article().story.picture.unwrap_or_default();
            picture.src = "/pictures/none.png".to_owned();
            view! { <PictureImage picture /> }.into_any()
        }),
        exhibit("ArticleHeader", |language| {
            let article = language.article();
            let story = article.story.clone();
            let whole = Memo::new({
                let story = story.clone();
                move |_| story.clone()
            });
            let article = std::sync::Arc::new(article);
            let article = Memo::new(move |_| Some(std::sync::Arc::clone(&article)));
            view! { <article class="article"><ArticleHeader story whole article /></article> }.into_any()
        }),
        exhibit("ArticleNotices-withdrawn", |_| {
            view! { <ArticleNotices article="1".to_owned() updated=None withdrawn=true /> }.into_any()
        }),
        exhibit("blocks_view", |language| {
            let blocks = blocks_view(&language.blocks(), 2);
            view! { <article class="article"><div class="article-body">{blocks}</div></article> }.into_any()
        }),
        exhibit("ArticleNotes", |language| {
            let story = language.article().story;
            view! { <ArticleNotes story /> }.into_any()
        }),
        exhibit("RelatedList", |_| {
            view! { <aside class="rail"><RelatedList scope=Scope::related("1".to_owned()) source=ListSource::Ranked /></aside> }
                .into_any()
        }),
        exhibit("MoreHeadlines", |_| view! { <MoreHeadlines /> }.into_any()),
        exhibit("SignUpForm", |language| {
            let newsletter = language.edition().paper.newsletter;
            newsletter.map(|newsletter| view! { <SignUpForm newsletter /> }).into_any()
        }),
        exhibit("SaveButton", |_| view! { <SaveButton /> }.into_any()),
        exhibit("ListenButton", |_| {
            view! { <ListenButton article="1".to_owned() recorded=true speakable=false /> }.into_any()
        }),
        exhibit("Player", |language| {
            let story = language.article().story;
            let playing = NowPlaying {
                id: story.id.clone(),
                headline: story.headline.clone(),
                href: "/article/1/".to_owned(),
                ..NowPlaying::default()
            };
            let source = Source::Recording { src: "/recording.mp3".to_owned(), seconds: Some(754) };
            provide_context(Listening::showing(playing, source));
            view! { <Player /> }.into_any()
        }),
        exhibit("SettingsPanel", |_| view! { <div class="settings"><SettingsPanel /></div> }.into_any()),
        exhibit("Keys", |_| view! { <Keys /> }.into_any()),
        exhibit("Lightbox", |_| view! { <Lightbox /> }.into_any()),
        exhibit("Notice", |_| {
            view! { <Notice title=text::article_error() error=LoadError::Offline retry=Request::Edition /> }
                .into_any()
        }),
        exhibit("PageNotes", |_| view! { <PageNotes /> }.into_any()),
        exhibit("Announcer", |_| view! { <Announcer /> }.into_any()),
        exhibit("Footer", |_| view! { <Footer /> }.into_any()),
    ]
}

fn card(id: &'static str, rank: Rank) -> AnyView {
    view! { <StoryCard id=id.to_owned() rank level=2 with_section=true with_date=true /> }.into_any()
}
