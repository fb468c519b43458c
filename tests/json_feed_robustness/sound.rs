use std::collections::BTreeSet;

use london_daily::{
    feed::limits,
    model::{Edition, Newsletter, Paper, Picture, Story, Transport},
};

/// Asserts everything that the rooms above rely on, whatever the feed was.
pub(crate) fn assert_sound(edition: &Edition) {
    let Edition { paper, stories, older, .. } = edition;
    assert!(!paper.name.trim().is_empty());
    assert!(!paper.time_zone.is_empty());
    assert!(paper.live_seconds >= Paper::LEAST_LIVE_SECONDS);
    assert!(paper.sections.len() <= limits::LIST);
    for address in [&paper.home_page, &paper.icon, &paper.about, older].into_iter().flatten() {
        assert_address(address);
    }
    if let Some(newsletter) = &paper.newsletter {
        assert_newsletter(newsletter);
    }
    assert!(stories.len() <= limits::ITEMS);
    let ids: BTreeSet<_> = stories.iter().map(|story| &story.id).collect();
    assert_eq!(ids.len(), stories.len(), "ids are unique");
    let slugs: BTreeSet<_> = stories.iter().map(|story| &story.slug).collect();
    assert_eq!(slugs.len(), stories.len(), "slugs are unique");
    stories.iter().for_each(assert_story);
}

fn assert_story(story: &Story) {
    assert!(!story.id.is_empty() && story.id.len() <= limits::ID);
    assert!(!story.headline.trim().is_empty());
    assert!(story.headline.chars().count() <= limits::HEADLINE + 1);
    assert!(!story.slug.as_str().is_empty() && story.slug.as_str().len() <= 80);
    assert!(story.slug.as_str().bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'));
    assert!(story.authors.len() <= limits::LIST + 1 && story.topics.len() <= limits::LIST);
    let homes = story.authors.iter().filter_map(|author| author.home.as_ref());
    let sounds = story.recordings.iter().map(|recording| &recording.src);
    for address in
        [&story.article, &story.home, &story.external].into_iter().flatten().chain(homes).chain(sounds)
    {
        assert_address(address);
    }
    if let Some(picture) = &story.picture {
        assert_picture(picture);
    }
}

fn assert_picture(picture: &Picture) {
    assert_address(&picture.src);
    for side in [picture.width, picture.height].into_iter().flatten() {
        assert!((1..=limits::PIXELS).contains(&side));
    }
    for rendition in &picture.renditions {
        assert_address(&rendition.src);
        assert!((1..=limits::PIXELS).contains(&rendition.width));
    }
}

fn assert_newsletter(newsletter: &Newsletter) {
    assert_address(&newsletter.action);
    assert_eq!(newsletter.action.starts_with("mailto:"), newsletter.transport == Transport::Mail);
    assert!(["GET", "POST"].contains(&newsletter.method.as_str()));
    assert!(!newsletter.email_field.is_empty());
}

fn assert_address(address: &str) {
    assert!(
        ["http://", "https://", "mailto:", "/"].iter().any(|start| address.starts_with(start)),
        "{address:?} leads nowhere that it may"
    );
}
