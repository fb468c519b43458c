use proptest::prelude::*;

use super::*;
use crate::model::Moment;

fn story(id: &str, headline: &str) -> Story {
    Story { id: id.to_owned(), headline: headline.to_owned(), ..Story::default() }
}

fn at(mut story: Story, published: &str) -> Story {
    story.published = Some(published.parse().unwrap());
    story
}

fn about(mut story: Story, section: &str, topics: &[&str]) -> Story {
    story.section = Some(section.to_owned());
    story.topics = topics.iter().map(|topic| (*topic).to_owned()).collect();
    story
}

fn ids<'a>(edition: &'a [Story], list: &[Related]) -> Vec<&'a str> {
    list.iter().map(|related| edition[related.index].id.as_str()).collect()
}

fn ranked<'a>(edition: &'a [Story], id: &str, limit: usize) -> Vec<&'a str> {
    let of = edition.iter().find(|story| story.id == id).unwrap();
    ids(edition, &rank(edition, of, limit))
}

fn reason(edition: &[Story], of: &str, id: &str) -> Reason {
    let of = edition.iter().find(|story| story.id == of).unwrap();
    let list = rank(edition, of, edition.len());
    list.into_iter().find(|related| edition[related.index].id == id).unwrap().reason
}

/// The headlines that an editor would put beside articles of the sample edition.
const LABELLED: [(&str, &[&str]); 10] = [
    ("lead", &["caucasus", "mep", "saudi", "palestine", "brics", "vance"]),
    ("brazil", &["law", "lula", "brics", "house", "senate", "tesla"]),
    ("law", &["house", "senate", "july4", "brazil", "wealth", "tesla"]),
    ("muskparty", &["tesla", "yaccarino", "vance", "july4", "house", "senate"]),
    ("rocky", &["wealth", "corbyn", "scotyear", "send", "ban", "palestine"]),
    ("swinney", &["scotyear", "spaces", "wealth", "dei", "boris"]),
    ("palestine", &["windsor", "ban", "wealth", "rocky", "corbyn", "saudi"]),
    ("nvidia", &["aijobs", "lse", "dji", "yaccarino"]),
    ("send", &["literacy", "ban", "wealth", "rocky", "scotyear", "corbyn"]),
    ("sas", &["luggage", "lse", "shein"]),
];

/// Returns the share of labelled headlines among the first five, or among as many as are labelled.
fn precision(list: &[&str], labels: &[&str]) -> f64 {
    let hits = list.iter().take(5).filter(|id| labels.contains(id)).count();
    hits as f64 / labels.len().min(5) as f64
}

/// Returns the discounted cumulative gain over the first ten, as a share of the best possible.
fn gain(list: &[&str], labels: &[&str]) -> f64 {
    let discount = |place: usize| 1.0 / (place as f64 + 2.0).log2();
    let gained: f64 = list
        .iter()
        .take(10)
        .enumerate()
        .filter(|(_, id)| labels.contains(id))
        .map(|(place, _)| discount(place))
        .sum();
    gained / (0..labels.len().min(10)).map(discount).sum::<f64>()
}

#[test]
fn a_home_and_the_home_office_have_nothing_in_common() {
    let edition =
        [story("office", "Home Office counts visas"), story("arrest", "Kirchner stays in her home")];
    assert_eq!(reason(&edition, "office", "arrest"), Reason::Newest);
}

#[test]
fn the_list_beats_newest_first_on_every_labelled_article() {
    let edition = sample::edition();
    let (mut precisions, mut gains) = (0.0, 0.0);
    for (article, labels) in LABELLED {
        let list = ranked(&edition, article, 50);
        let newest: Vec<&str> =
            edition.iter().map(|story| story.id.as_str()).filter(|id| *id != article).collect();
        eprintln!(
            "{article:10} precision {:.2} (newest first {:.2}), gain {:.2} ({:.2}): {:?}",
            precision(&list, labels),
            precision(&newest, labels),
            gain(&list, labels),
            gain(&newest, labels),
            &list[..8]
        );
        assert!(precision(&list, labels) > precision(&newest, labels), "{article}: {:?}", &list[..5]);
        assert!(gain(&list, labels) > gain(&newest, labels) + 0.2, "{article}: {:?}", &list[..10]);
        precisions += precision(&list, labels);
        gains += gain(&list, labels);
    }
    let articles = LABELLED.len() as f64;
    assert!(precisions / articles >= 0.85, "mean precision {:.3}", precisions / articles);
    assert!(gains / articles >= 0.85, "mean gain {:.3}", gains / articles);
}

#[test]
fn the_best_five_for_the_lead_article_share_its_topics() {
    let edition = sample::edition();
    let lead = edition.last().unwrap();
    for related in rank(&edition, lead, 5) {
        assert!(matches!(related.reason, Reason::Topics(_)), "{}", edition[related.index].headline);
    }
}

#[test]
fn a_headline_explains_itself_by_its_rarest_topics() {
    let edition = sample::edition();
    assert_eq!(
        reason(&edition, "tesla", "muskparty"),
        Reason::Topics(vec!["Elon Musk".into(), "United States".into()])
    );
    assert_eq!(reason(&edition, "lead", "caucasus"), Reason::Topics(vec!["Diplomacy".into()]));
}

#[test]
fn the_reason_is_shared_words_then_the_section_then_newness() {
    let edition = [
        about(story("of", "Kazakhstan’s lakes dry up"), "Environment", &[]),
        about(story("words", "Lakes of KAZAKHSTAN, seen from above"), "Travel", &[]),
        about(story("section", "Storm over Wales"), "environment", &[]),
        about(story("nothing", "Cup final goes to penalties"), "Sport", &[]),
    ];
    assert_eq!(reason(&edition, "of", "words"), Reason::Words(vec!["Kazakhstan".into(), "lakes".into()]));
    assert_eq!(reason(&edition, "of", "section"), Reason::Section("Environment".into()));
    assert_eq!(reason(&edition, "of", "nothing"), Reason::Newest);
}

#[test]
fn what_the_publisher_chose_comes_first_and_in_that_order() {
    let mut edition = sample::edition();
    let lead = edition.last_mut().unwrap();
    lead.related = ["beer", "no such id", "lead", "tube", "beer"].map(str::to_owned).to_vec();
    let list = rank(&edition, &edition[47], 50);
    assert_eq!(ids(&edition, &list)[..3], ["beer", "tube", "mep"]);
    assert_eq!(list[0].reason, Reason::Chosen);
    assert_eq!(list.len(), 47);
}

#[test]
fn a_withdrawn_story_is_never_listed_even_when_it_was_chosen() {
    let mut edition = sample::edition();
    edition[5].withdrawn = true;
    let id = edition[5].id.clone();
    edition[47].related = vec![id.clone()];
    let list = rank(&edition, &edition[47], 50);
    assert_eq!(list.len(), 46);
    assert!(!ids(&edition, &list).contains(&id.as_str()));
}

#[test]
fn an_article_that_is_not_in_the_edition_still_gets_its_list() {
    let edition = sample::edition();
    let of = about(story("elsewhere", "Portugal in mourning"), "Sport", &["football"]);
    let list = rank(&edition, &of, 3);
    assert_eq!(ids(&edition, &list)[0], "jota");
    assert_eq!(list[0].reason, Reason::Topics(vec!["football".into()]));
    assert_eq!(list.len(), 3);
}

#[test]
fn a_rare_topic_outweighs_a_common_one() {
    let mut edition: Vec<Story> =
        (0..20).map(|number| about(story(&number.to_string(), "-"), "World", &["Politics"])).collect();
    edition.push(about(story("rare", "-"), "World", &["Tuvalu"]));
    let of = about(story("of", "-"), "World", &["Politics", "Tuvalu"]);
    assert_eq!(ids(&edition, &rank(&edition, &of, 1)), ["rare"]);
}

#[test]
fn of_two_that_share_as_much_the_newer_comes_first() {
    let edition = [
        about(at(story("old", "-"), "2025-01-01T00:00:00Z"), "World", &["Chess"]),
        about(story("undated", "-"), "World", &["Chess"]),
        about(at(story("new", "-"), "2025-07-01T00:00:00Z"), "World", &["Chess"]),
    ];
    let of = about(story("of", "-"), "Sport", &["Chess"]);
    assert_eq!(ids(&edition, &rank(&edition, &of, 9)), ["new", "old", "undated"]);
}

#[test]
fn age_is_measured_from_the_newest_story_not_from_the_clock() {
    let moved = |years: i64| -> Vec<Story> {
        let mut edition = sample::edition();
        for story in &mut edition {
            let seconds = story.published.unwrap().as_second() + years * 31_557_600;
            story.published = Some(Moment::from_second(seconds).unwrap());
        }
        edition
    };
    for id in ["lead", "law", "jota"] {
        assert_eq!(ranked(&moved(0), id, 50), ranked(&moved(700), id, 50));
        assert_eq!(ranked(&moved(0), id, 50), ranked(&moved(-1_900), id, 50));
    }
}

#[test]
fn unrelated_stories_follow_newest_first_then_in_feed_order() {
    let edition = [
        story("undated 1", "-"),
        at(story("older", "-"), "2025-07-01T00:00:00Z"),
        at(story("newer", "-"), "2025-07-02T00:00:00Z"),
        at(story("as new", "-"), "2025-07-02T00:00:00Z"),
        story("undated 2", "-"),
    ];
    let list = rank(&edition, &story("of", "?"), 50);
    assert_eq!(ids(&edition, &list), ["newer", "as new", "older", "undated 1", "undated 2"]);
    assert!(list.iter().all(|related| related.reason == Reason::Newest));
}

#[test]
fn an_empty_edition_or_a_limit_of_nothing_gives_an_empty_list() {
    assert!(rank(&[], &story("of", "x"), 50).is_empty());
    let mut edition = sample::edition();
    edition[47].related = vec!["beer".to_owned()];
    assert!(rank(&edition, &edition[47], 0).is_empty());
}

#[test]
fn an_index_of_another_edition_gives_a_poor_list_but_no_panic() {
    let edition = sample::edition();
    let index = Index::new(&edition);
    assert!(index.rank(&[] as &[Story], &edition[0], 50).len() <= 50);
    assert!(Index::default().rank(&edition, &edition[0], 50).is_empty());
}

fn any_story() -> impl Strategy<Value = Story> {
    let word = || prop::sample::select(vec!["tax", "Taxes", "lake", "Élysée", "中央銀行", "the", "2025", ""]);
    let name = || prop::sample::select(vec!["World", "UK", "Sport", "…"]);
    (
        0_u8..30,
        prop::collection::vec(word(), 0..6),
        prop::option::of(name()),
        prop::collection::vec(name(), 0..3),
        prop::option::of(-400_000_000_000_i64..400_000_000_000),
        prop::collection::vec(0_u8..30, 0..3),
        any::<bool>(),
    )
        .prop_map(|(id, words, section, topics, date, related, withdrawn)| Story {
            id: id.to_string(),
            headline: words.join(" "),
            section: section.map(str::to_owned),
            topics: topics.into_iter().map(str::to_owned).collect(),
            published: date.and_then(|seconds| Moment::from_second(seconds).ok()),
            related: related.into_iter().map(|id| id.to_string()).collect(),
            withdrawn,
            ..Story::default()
        })
}

proptest! {
    #[test]
    fn the_list_is_full_and_includes_each_listable_story_once(
        mut edition in prop::collection::vec(any_story(), 0..30),
        of in any_story(),
        limit in 0_usize..40,
    ) {
        edition.sort_by(|one, other| one.id.cmp(&other.id));
        edition.dedup_by(|one, other| one.id == other.id);
        let list = rank(&edition, &of, limit);
        let listable = edition.iter().filter(|story| !story.withdrawn && story.id != of.id).count();
        prop_assert_eq!(list.len(), listable.min(limit));
        let mut seen: Vec<usize> = list.iter().map(|related| related.index).collect();
        for index in &seen {
            prop_assert!(!edition[*index].withdrawn && edition[*index].id != of.id);
        }
        seen.sort_unstable();
        seen.dedup();
        prop_assert_eq!(seen.len(), list.len());
        // A shorter list is the beginning of a longer one.
        let longer = rank(&edition, &of, limit + 5);
        prop_assert_eq!(&longer[..list.len()], &list[..]);
    }
}

/// Checks the budget of 2 ms for an optimised build: `cargo test --release --features ssr --lib -- --ignored --nocapture`.
#[test]
#[ignore = "measures time: run it optimised, on an idle machine"]
fn ranking_a_thousand_headlines_takes_less_than_two_ms() {
    let sample = sample::edition();
    let edition: Vec<Story> = (0..1_000)
        .map(|number| {
            let mut story = sample[number % sample.len()].clone();
            story.id = number.to_string();
            // Real editions do not repeat themselves: give each headline words of its own.
            story.headline = format!("{} word{number} name{}", story.headline, number / 3);
            story
        })
        .collect();
    let time = |work: &dyn Fn() -> usize| {
        let mut times: Vec<_> = (0..51)
            .map(|_| {
                let begun = std::time::Instant::now();
                assert_eq!(work(), 50);
                begun.elapsed()
            })
            .collect();
        times.sort_unstable();
        times[times.len() / 2]
    };
    let whole = time(&|| rank(&edition, &edition[47], 50).len());
    let index = Index::new(&edition);
    let again = time(&|| index.rank(&edition, &edition[47], 50).len());
    eprintln!("1,000 headlines: {whole:?} with the index, {again:?} with an index at hand");
    assert!(whole.as_micros() <= 2_000, "{whole:?}");
    assert!(again.as_micros() <= 500, "{again:?}");
}
