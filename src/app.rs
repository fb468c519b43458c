//! The app: the frame around every page, and the signals that all of them share.

use leptos::prelude::*;

use crate::{
    components::{
        announcer::Announcer,
        footer::Footer,
        lightbox::Gallery,
        masthead::Masthead,
        moment::Clock,
        offline::Offline,
        visit::PageTitle,
    },
    model::Edition,
    navigation::Navigation,
    newsroom::{Newsroom, Printed},
    pages::CurrentPage,
    paths::Paths,
    reader::{AsPrinted, read_marks::ReadMarks},
    trouble::Trouble,
    words,
};

/// What a page needs to begin with, wherever it is rendered.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// Where the paper lives.
    pub paths: Paths,
    /// The path of the page, as it stands in the address.
    pub path: String,
    /// Address of the feed that the edition was read from.
    pub feed: String,
    /// What the paper is called until its feed has come and says so itself.
    pub name: String,
    /// The edition, or why there is none.
    pub edition: Result<Edition, Trouble>,
    /// Articles that came with the page, by the id of their story.
    pub articles: Vec<(String, crate::newsroom::Article)>,
    /// The page for which the edition is an excerpt; `None`: the edition is whole.
    pub printed: Option<Printed>,
}

/// What all parts of the page share.
#[derive(Clone, Copy)]
pub struct Desk {
    /// Where the reader is.
    pub navigation: Navigation,
    /// What the paper shows.
    pub newsroom: Newsroom,
    /// What the reader has opened.
    pub marks: ReadMarks,
    clock: Clock,
    gallery: Gallery,
    /// What the page at hand is called.
    pub title: PageTitle,
}

impl Desk {
    /// Sets up what all parts share, as long as the current owner lives.
    pub fn open(delivery: Delivery) -> Self {
        let navigation = Navigation::begin(delivery.paths.clone(), delivery.path);
        provide_context(navigation);
        let newsroom = Newsroom::open(
            delivery.paths,
            delivery.feed,
            delivery.name,
            delivery.edition,
            delivery.articles,
            delivery.printed,
        );
        provide_context(newsroom);
        if newsroom.printed.with_untracked(Option::is_some) {
            provide_context(AsPrinted);
        }
        let desk = Self {
            navigation,
            newsroom,
            marks: ReadMarks::open(),
            clock: Clock::start(),
            gallery: Gallery::default(),
            title: PageTitle::default(),
        };
        desk.provide();
        desk
    }

    /// Provides it to what the current owner owns.
    pub fn provide(self) {
        provide_context(self);
        provide_context(self.navigation);
        provide_context(self.newsroom);
        provide_context(self.marks);
        provide_context(self.clock);
        provide_context(self.gallery);
        provide_context(self.title);
    }
}

/// London Daily, whole.
#[component]
pub fn App(
    /// What it shows at first.
    delivery: Delivery,
) -> impl IntoView {
    Desk::open(delivery);
    view! { <Frame /> }
}

/// The frame around every page.
#[component]
pub fn Frame() -> impl IntoView {
    view! {
        <a class="skip-link" href="#content">{words::SKIP_TO_CONTENT}</a>
        <div class="root" id="masthead"><Masthead /></div>
        <main id="content" tabindex="-1"><CurrentPage /></main>
        <Footer />
        <div class="root" id="announcer"><Announcer /></div>
        <Offline />
        <div class="root" id={"extras"}></div>
    }
}
