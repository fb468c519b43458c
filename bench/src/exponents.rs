//! How the time of reading a text grows with its length: the exponent is 1 if it grows in proportion, and 2 if it grows with the square.
//!
//! The inputs are those that have made a reader of feeds stand still: each is a small part, repeated.

use std::{hint::black_box, time::Duration};

use anyhow::{Result, ensure};
use london_daily::{
    article::{self, excerpt, lead_picture, parse, plain_text, sentences, text_of},
    feed,
    model::Body,
};
use serde_json::{Value, json};

use crate::table::{Table, number};

/// Greatest exponent that a quiet machine may measure.
const MOST: f64 = 1.15;

/// Work that is done with an input of a number of parts.
struct Case {
    name: &'static str,
    work: Box<dyn Fn(usize) -> Box<dyn Fn()>>,
}

/// Reads a text, and makes of it all that pages show of one.
fn reading(name: &'static str, text: impl Fn(usize) -> Body + 'static) -> Case {
    let work = move |parts| -> Box<dyn Fn()> {
        let body = text(parts);
        Box::new(move || {
            let blocks = parse(&body, "https://paper.example/feed.json");
            black_box((excerpt(&blocks), lead_picture(&blocks), text_of(&blocks), article::words(&blocks)));
            black_box(sentences(&blocks, Some("en")));
        })
    };
    Case { name, work: Box::new(work) }
}

fn markup(name: &'static str, before: &'static str, part: &'static str) -> Case {
    reading(name, move |parts| Body::Markup([before, &part.repeat(parts)].concat()))
}

fn numbered(name: &'static str, part: fn(usize) -> String, after: &'static str) -> Case {
    reading(name, move |parts| Body::Markup((0..parts).map(part).collect::<String>() + &after.repeat(parts)))
}

fn decoding(name: &'static str, item: fn(usize) -> Value) -> Case {
    let work = move |parts| -> Box<dyn Fn()> {
        let items: Vec<Value> = (0..parts).map(item).collect();
        let feed = json!({ "version": "https://jsonfeed.org/version/1.1", "title": "Paper", "items": items });
        let bytes = feed.to_string().into_bytes();
        Box::new(move || {
            black_box(feed::decode(&bytes, "https://paper.example/feed.json").is_ok());
        })
    };
    Case { name, work: Box::new(work) }
}

fn cases() -> Vec<Case> {
    let plain = |name, before: &'static str, part: &'static str| {
        reading(name, move |parts| Body::Text([before, &part.repeat(parts)].concat()))
    };
    let title = |parts: usize| -> Box<dyn Fn()> {
        let title = "<b>x</b> &amp; ".repeat(parts);
        Box::new(move || {
            black_box(plain_text(&title, 300));
        })
    };
    vec![
        markup("equal headings", "", "<h2>x"),
        markup("headings without words", "", "<h2>新"),
        markup("paragraphs", "", "<p>x"),
        markup("phrases around paragraphs", "<abbr title=long><q><ins><mark>", "<p>x"),
        markup("formatting left open", "<b><i><code><small>", "<p>x"),
        markup("formatting that ends in each other", "", "<b><p><i></b>x"),
        markup("links within each other", "", "<a href=/a><div>x"),
        numbered("formatting of many kinds", |at| format!("<b a={at}>"), "<p>x"),
        numbered("links to no heading", |at| format!("<h2 id=a{at}>x</h2>"), "<a href=#zz>x</a>"),
        reading("attributes of one element", |parts| {
            let attributes: String = (0..parts).map(|at| format!(" a{at}=b")).collect();
            Body::Markup(format!("<p{attributes}>x"))
        }),
        markup("divisions within each other", "", "<div>x"),
        markup("quotations within each other", "", "<blockquote>x"),
        markup("details within each other", "", "<details>x"),
        markup("tables within each other", "", "<table><tr><td>x"),
        markup("lists within each other", "", "<ul><li>x"),
        markup("cells that span", "<table>", "<tr><td rowspan=1000 colspan=100>x<td>y"),
        markup("comments that do not end", "", "<!--x--!x>"),
        markup("brackets", "", "<<"),
        markup("pictures of many sizes", "", "<img src=a.png srcset='a.png 1x, b.png 2x,'>"),
        plain("brackets behind an address", "http://a.example/", ")"),
        plain("addresses", "", "http://a.example/ "),
        plain("beginnings of addresses", "", "http"),
        plain("a sentence without end", "", "word and "),
        plain("abbreviations", "", "Dr. "),
        plain("quotation marks", "", "“x.” "),
        plain("full stops", "", "."),
        Case { name: "a title in HTML", work: Box::new(title) },
        decoding(
            "stories with equal names",
            |at| json!({ "id": at, "url": "https://a.example/x/", "title": "X" }),
        ),
        decoding(
            "stories with no title",
            |at| json!({ "id": at, "content_html": format!("<h2>{at}<h2>x<h2>x<h2>x") }),
        ),
        decoding(
            "topics of their own",
            |at| json!({ "id": at, "title": "X", "tags": (0..40).map(|tag| format!("{at} {tag}")).collect::<Vec<_>>() }),
        ),
    ]
}

/// Returns the least time that some work takes of three times, in seconds of this thread.
fn time(work: &dyn Fn()) -> f64 {
    let once = || {
        let before = clock();
        work();
        clock().saturating_sub(before).as_secs_f64()
    };
    (0..3).map(|_| once()).fold(f64::INFINITY, f64::min)
}

/// Returns the time that this thread has had a processor: what other programs do counts little.
#[cfg(unix)]
fn clock() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.try_into().unwrap_or_default(), time.tv_nsec.try_into().unwrap_or_default())
}

#[cfg(not(unix))]
fn clock() -> Duration {
    use std::{sync::LazyLock, time::Instant};
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    START.elapsed()
}

/// Growth of the time of a case.
struct Growth {
    /// Parts of the shortest input.
    parts: usize,
    /// Seconds for 1, 4 and 16 times the parts.
    seconds: [f64; 3],
}

impl Growth {
    /// Measures a case from the size on at which it takes `least`.
    fn of(case: &Case, least: Duration) -> Self {
        /// Parts of a text of about two megabytes, which is the longest that is read.
        const LARGEST: usize = 400_000;
        let seconds_of = |parts: usize| time(&*(case.work)(parts));
        // Reading remembers what it made of 200 texts, so fewer would take no time.
        let mut parts = 256;
        let mut first = seconds_of(parts);
        while first < least.as_secs_f64() && parts < LARGEST {
            parts *= 2;
            first = seconds_of(parts);
        }
        Self { parts, seconds: [first, seconds_of(4 * parts), seconds_of(16 * parts)] }
    }

    fn exponent(&self) -> f64 {
        (self.seconds[2] / self.seconds[0].max(1e-9)).ln() / 16_f64.ln()
    }
}

/// Measures the exponent of each case.
pub(crate) fn measure() -> Result<Value> {
    let mut table = Table::of(&["input", "parts", "1 x, ms", "4 x, ms", "16 x, ms", "exponent"]);
    let mut report = Vec::new();
    let mut steep = Vec::new();
    for case in cases() {
        let growth = Growth::of(&case, Duration::from_millis(4));
        let exponent = growth.exponent();
        if exponent > MOST {
            steep.push(format!("{}: {exponent:.2}", case.name));
        }
        let mut row = vec![case.name.to_owned(), number(growth.parts as f64)];
        row.extend(growth.seconds.map(|seconds| number(seconds * 1000.0)));
        row.push(format!("{exponent:.2}"));
        table.row(&row);
        report.push(json!({
            "input": case.name, "parts": growth.parts, "seconds": growth.seconds, "exponent": exponent,
        }));
    }
    println!("\nReading:\n\n{table}");
    ensure!(
        steep.is_empty(),
        "the time grows faster than the text, with an exponent above {MOST}: {}",
        steep.join("; ")
    );
    Ok(Value::Array(report))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_takes_time_with_the_square_of_its_length() {
        let least = Duration::from_millis(1);
        for case in cases() {
            // Measured again where another program may have disturbed it.
            let exponents = (0..3).map(|_| Growth::of(&case, least).exponent());
            let seen: Vec<f64> = exponents
                .scan(false, |is_flat, exponent| {
                    (!std::mem::replace(is_flat, exponent < 1.5)).then_some(exponent)
                })
                .collect();
            assert!(seen.iter().any(|exponent| *exponent < 1.5), "{}: {seen:?}", case.name);
        }
    }
}
