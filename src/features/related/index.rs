//! The index of an edition, from terms to the stories that have them.

use std::{borrow::Borrow, cmp::Reverse, ops::Range};

use super::{
    Reason, Related,
    terms::{self, Kind},
};
use crate::model::Story;

/// The number of bits of a posting that hold the index of its story: enough for a million stories.
const INDEX_BITS: u32 = 20;
const MOST_STORIES: usize = 1 << INDEX_BITS;
/// The number of bits of a posting below the term: the index, and one bit that is 0 for a word of the headline, else 1.
const LOW_BITS: u32 = INDEX_BITS + 1;

/// Weights in 1/256. A topic weighs most, since an editor has chosen it; words sometimes agree by chance.
const TOPIC: u32 = 3 * 256;
const WORD_IN_BOTH_HEADLINES: u32 = 160;
const WORD_IN_ONE_HEADLINE: u32 = 112;
const WORD_IN_NO_HEADLINE: u32 = 72;
const SECTION: u32 = 400;

/// The age, in seconds behind the newest story, at which a story weighs half.
const HALF_LIFE: u64 = 30 * 86_400;
/// The least freshness, in 1/1024: age alone never takes more than three quarters of the weight.
const LEAST_FRESHNESS: u32 = 256;

/// All that ranking needs to know about an edition and that is the same for each of its articles.
///
/// An index is valid for the edition that it was made of, in the same order; for another one it gives a poor list, but never a
/// panic. A million stories are indexed; later ones are not found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Index {
    /// The sorted postings. Each is a term that a story has: the hash of the term, the index of the story, and the bit for a
    /// word's place.
    postings: Vec<u64>,
    /// The stories that may be listed, newest first.
    by_recency: Vec<u32>,
    /// The standing of each story of the edition; `None` for one that may not be listed.
    standing: Vec<Option<Standing>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Standing {
    /// The place in `by_recency`.
    place: u32,
    /// The date key.
    date: u64,
}

/// A term of the article for which other stories are ranked.
struct Term<'of, 'index> {
    kind: Kind,
    in_headline: bool,
    written: &'of str,
    hash: u64,
    /// Its postings among the stories that are ranked.
    holders: &'index [u64],
    /// The worth of sharing it, in 1/256: the rarer, the more.
    rarity: u32,
}

impl Index {
    /// Indexes an edition.
    pub fn new(edition: &[impl Borrow<Story>]) -> Self {
        let mut index = Self::default();
        let edition = &edition[..edition.len().min(MOST_STORIES)];
        let mut dated = Vec::with_capacity(edition.len());
        let listed = edition.iter().map(Borrow::borrow).enumerate().filter(|(_, story)| !story.withdrawn);
        for (at, story) in listed {
            dated.push(date_key(story) << INDEX_BITS | at as u64);
            index.add(at as u64, story);
        }
        index.postings.sort_unstable();
        // A word that stands in the headline and below it counts once, for the headline.
        index.postings.dedup_by_key(|posting| *posting >> 1);

        dated.sort_unstable();
        index.standing = vec![None; edition.len()];
        for (place, key) in dated.iter().enumerate() {
            let at = *key & (MOST_STORIES as u64 - 1);
            index.by_recency.push(at as u32);
            if let Some(standing) = index.standing.get_mut(at as usize) {
                *standing = Some(Standing { place: place as u32, date: key >> INDEX_BITS });
            }
        }
        index
    }

    /// Returns the `limit` stories that go best with `of`: see [`super::rank`].
    pub fn rank(&self, edition: &[impl Borrow<Story>], of: &Story, limit: usize) -> Vec<Related> {
        self.rank_among(0..self.standing.len(), edition, of, limit)
    }

    /// Returns the same as if the stories `among` were the whole edition. The indices are still those of the edition.
    pub fn rank_among(
        &self,
        among: Range<usize>,
        edition: &[impl Borrow<Story>],
        of: &Story,
        limit: usize,
    ) -> Vec<Related> {
        let among = among.start..among.end.min(self.standing.len());
        let Some(ranked) = self.standing.get(among.clone()) else { return Vec::new() };
        let mut list = Vec::with_capacity(limit.min(ranked.len()));
        let mut taken: Vec<bool> = ranked.iter().map(Option::is_none).collect();
        // The ids of an edition are unique. Should they not be, the article must still not be in its own list.
        for at in self.by_id(&among, edition, &of.id) {
            taken[at - among.start] = true;
        }
        for id in &of.related {
            if list.len() == limit {
                return list;
            }
            let chosen = self.by_id(&among, edition, id).next();
            if let Some(at) = chosen.filter(|at| !taken[at - among.start]) {
                taken[at - among.start] = true;
                list.push(Related { index: at, reason: Reason::Chosen });
            }
        }

        let terms = self.terms(&among, of);
        for key in self.scored(&among, &terms, &taken) {
            if list.len() == limit {
                return list;
            }
            if let Some(at) = self.at_place(key as u32) {
                taken[at - among.start] = true;
                list.push(Related { index: at, reason: reason(&terms, at as u64) });
            }
        }

        let rest = ranked.iter().zip(&taken).filter(|(_, taken)| !**taken);
        let mut rest: Vec<u32> = rest.filter_map(|(standing, _)| Some((*standing)?.place)).collect();
        rest.sort_unstable();
        let room = limit - list.len();
        let rest = rest.into_iter().filter_map(|place| self.at_place(place)).take(room);
        list.extend(rest.map(|index| Related { index, reason: Reason::Newest }));
        list
    }

    fn add(&mut self, at: u64, story: &Story) {
        let mut post = |hash: u64, place: u64| self.postings.push(hash << LOW_BITS | at << 1 | place);
        post(terms::hash(Kind::Id, story.id.as_bytes()), 0);
        if let Some(hash) = section(story) {
            post(hash, 0);
        }
        for topic in &story.topics {
            if let Some(hash) = terms::name(Kind::Topic, topic) {
                post(hash, 0);
            }
        }
        each_word(story, &mut |folded, _, in_headline| {
            post(terms::hash(Kind::Word, folded), u64::from(!in_headline));
        });
    }

    /// Returns the terms of an article, each with its rarity among these stories.
    fn terms<'of>(&self, among: &Range<usize>, of: &'of Story) -> Vec<Term<'of, '_>> {
        let all = self.standing[among.clone()].iter().flatten().count() as u32 + 1;
        let mut terms: Vec<Term<'of, '_>> = Vec::new();
        let mut add = |kind, hash: u64, written, in_headline| {
            // Only the bits of the hash that a posting has.
            let hash = hash << LOW_BITS >> LOW_BITS;
            if terms.iter().all(|term| term.hash != hash) {
                let holders = self.holders(among, hash);
                let rarity = logarithm(all).saturating_sub(logarithm(holders.len() as u32));
                terms.push(Term { kind, in_headline, written, hash, holders, rarity });
            }
        };
        for topic in &of.topics {
            if let Some(hash) = terms::name(Kind::Topic, topic) {
                add(Kind::Topic, hash, topic.trim(), false);
            }
        }
        if let (Some(hash), Some(name)) = (section(of), &of.section) {
            add(Kind::Section, hash, name.trim(), false);
        }
        each_word(of, &mut |folded, written, in_headline| {
            if !terms::is_common(folded) {
                add(Kind::Word, terms::hash(Kind::Word, folded), written, in_headline);
            }
        });
        terms
    }

    /// Returns a key for every one of these stories that shares a term, best first: the inverted score in the high bits, the place
    /// by recency in the low ones.
    fn scored(&self, among: &Range<usize>, terms: &[Term<'_, '_>], taken: &[bool]) -> Vec<u64> {
        let ranked = &self.standing[among.clone()];
        let newest = ranked.iter().flatten().map(|standing| standing.date).min();
        let mut scores = vec![0_u32; ranked.len()];
        let mut touched = Vec::new();
        for term in terms {
            for posting in term.holders {
                let at = index_of(*posting) - among.start;
                if !taken[at] {
                    if scores[at] == 0 {
                        touched.push(at);
                    }
                    scores[at] = scores[at].saturating_add(worth(term, *posting));
                }
            }
        }
        let keys = touched.into_iter().filter_map(|at| {
            let standing = ranked[at]?;
            let score = (u64::from(scores[at]) * u64::from(freshness(newest, standing.date))) >> 10;
            Some((u64::from(u32::MAX) - score.min(u64::from(u32::MAX))) << 32 | u64::from(standing.place))
        });
        let mut keys: Vec<u64> = keys.collect();
        keys.sort_unstable();
        keys
    }

    fn by_id<'a>(
        &'a self,
        among: &Range<usize>,
        edition: &'a [impl Borrow<Story>],
        id: &'a str,
    ) -> impl Iterator<Item = usize> + 'a {
        let hash = terms::hash(Kind::Id, id.as_bytes()) << LOW_BITS >> LOW_BITS;
        let holders = self.holders(among, hash).iter().map(|posting| index_of(*posting));
        holders.filter(move |at| edition.get(*at).is_some_and(|story| story.borrow().id == id))
    }

    /// Returns the postings of a term among these stories, in the order of the edition.
    fn holders(&self, among: &Range<usize>, hash: u64) -> &[u64] {
        let bound = |at: usize| (hash << INDEX_BITS) + at as u64;
        let from = self.postings.partition_point(|posting| posting >> 1 < bound(among.start));
        let rest = &self.postings[from..];
        &rest[..rest.partition_point(|posting| posting >> 1 < bound(among.end))]
    }

    fn at_place(&self, place: u32) -> Option<usize> {
        self.by_recency.get(place as usize).map(|at| *at as usize)
    }
}

/// Returns the reason for a story: the topics that it shares with the article if any, else the words, unless the section weighs
/// more.
fn reason(terms: &[Term<'_, '_>], at: u64) -> Reason {
    let mut topics = Vec::new();
    let mut words = Vec::new();
    let mut words_worth = 0;
    let mut section = None;
    for term in terms {
        let found = term.holders.binary_search_by_key(&at, |posting| index_of(*posting) as u64);
        let Some(posting) = found.ok().and_then(|found| term.holders.get(found)) else { continue };
        match term.kind {
            Kind::Topic => topics.push((term.rarity, term.written)),
            Kind::Section => section = Some(term.written),
            Kind::Word | Kind::Id => {
                words_worth += worth(term, *posting);
                words.push((term.rarity, term.written));
            }
        }
    }
    if !topics.is_empty() {
        return Reason::Topics(rarest(topics));
    }
    match section {
        Some(section) if words_worth < SECTION => Reason::Section(section.to_owned()),
        _ => Reason::Words(rarest(words)),
    }
}

/// Calls `each` with the words by which a story is compared: those of its headline (with `true`), its standfirst, and its
/// topics of one word. So a topic also finds a story that has the word in its headline but lacks the topic.
fn each_word<'story>(story: &'story Story, each: &mut dyn FnMut(&[u8], &'story str, bool)) {
    terms::words(&story.headline, &mut |folded, written| each(folded, written, true));
    if let Some(standfirst) = &story.standfirst {
        terms::words(standfirst, &mut |folded, written| each(folded, written, false));
    }
    for topic in &story.topics {
        if !topic.trim().contains(char::is_whitespace) {
            terms::words(topic, &mut |folded, written| each(folded, written, false));
        }
    }
}

fn section(story: &Story) -> Option<u64> {
    terms::name(Kind::Section, story.section.as_deref()?)
}

fn index_of(posting: u64) -> usize {
    (posting >> 1) as usize & (MOST_STORIES - 1)
}

/// Returns the amount that sharing a term adds to the score of the story of a posting; at least 1, so that it never gets lost.
fn worth(term: &Term<'_, '_>, posting: u64) -> u32 {
    let weight = match (term.kind, term.in_headline, posting & 1 == 0) {
        (Kind::Section, ..) => return SECTION,
        (Kind::Topic, ..) => TOPIC,
        (_, true, true) => WORD_IN_BOTH_HEADLINES,
        (_, false, false) => WORD_IN_NO_HEADLINE,
        _ => WORD_IN_ONE_HEADLINE,
    };
    ((term.rarity * weight) >> 8).max(1)
}

fn rarest(mut shared: Vec<(u32, &str)>) -> Vec<String> {
    shared.sort_by_key(|(rarity, _)| Reverse(*rarity));
    shared.into_iter().take(3).map(|(_, written)| written.to_owned()).collect()
}

/// Returns the logarithm to base 2, in 1/256. Between the powers of two it is linear, which is near enough, and needs only
/// integers.
fn logarithm(number: u32) -> u32 {
    let number = number.max(1);
    let whole = number.ilog2();
    let part = (u64::from(number) << 8 >> whole) as u32 & 0xff;
    whole << 8 | part
}

/// The date key of a story without a date, which sorts behind every date.
const UNDATED: u64 = 1 << 40;

/// Returns a number that is smaller for a newer story. A moment lies within ±2^39 seconds.
fn date_key(story: &Story) -> u64 {
    match story.published.or(story.updated) {
        Some(moment) => (1_i64 << 39).saturating_sub(moment.as_second()).clamp(0, (1 << 40) - 1) as u64,
        None => UNDATED,
    }
}

fn freshness(newest: Option<u64>, date: u64) -> u32 {
    match newest {
        Some(newest) if date < UNDATED => {
            let age = date.saturating_sub(newest);
            ((HALF_LIFE << 10) / (HALF_LIFE + age)).max(u64::from(LEAST_FRESHNESS)) as u32
        }
        _ => LEAST_FRESHNESS,
    }
}
