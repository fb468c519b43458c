use super::*;

fn said(markup: &str) -> Vec<String> {
    sentences(&html(markup), Some("en")).into_iter().map(|sentence| sentence.text).collect()
}

#[test]
fn sentences_end_where_they_end() {
    assert_eq!(
        said("<p>One. Two! Three? “Four.” (Five.) Six… Seven"),
        ["One.", "Two!", "Three?", "“Four.”", "(Five.)", "Six…", "Seven"]
    );
    assert_eq!(said("<p>日本。「東京。」中国！"), ["日本。", "「東京。」", "中国！"]);
    assert_eq!(said("<p>“Why?” he asked. No. He went."), ["“Why?” he asked.", "No.", "He went."]);
}

#[test]
fn abbreviations_initials_and_numbers_end_nothing() {
    for whole in [
        "Mr. Smith met Dr. Jones and J. R. R. Tolkien on St. Mary St.",
        "The U.S. Senate paid $3.50, e.g. No. 5 and No. 6, in Sept. 2024.",
        "At 5 p.m. they left approx. 3.14 miles, i.e. 5 km, for example.org.",
        "1. The first of all",
        "Acme Inc. Chairman A. B. Carter et al. went on... and on.",
    ] {
        assert_eq!(said(&format!("<p>{whole}")), [whole]);
    }
    assert_eq!(
        said("<p>He left at 5 p.m. The end. Made by Acme Inc. It was 2024. So"),
        ["He left at 5 p.m.", "The end.", "Made by Acme Inc.", "It was 2024.", "So"]
    );
}

#[test]
fn a_sentence_knows_its_place_in_utf_16_units() {
    let found = sentences(&html("<h2>🎉 Head</h2><ul><li>A 🎉.<li><b>B</b> été. C.</ul>"), Some("en"));
    let places: Vec<_> = found.iter().map(|one| (one.block, one.start, one.end, one.text.as_str())).collect();
    assert_eq!(places, [(0, 0, 7, "🎉 Head"), (1, 0, 5, "A 🎉."), (1, 5, 11, "B été."), (1, 12, 14, "C."),]);
}

#[test]
fn a_long_sentence_is_said_in_parts_that_end_at_pauses() {
    let clause = "it went on and on without an end in sight";
    let parts = said(&format!("<p>{}.", [clause; 12].join(", ")));
    assert!(parts.len() >= 3, "{parts:?}");
    for part in &parts {
        assert!(part.chars().count() <= 240 && part.ends_with([',', '.']), "{part:?}");
    }
    let unbroken = said(&format!("<p>{}", "x".repeat(1000)));
    assert_eq!(unbroken.concat().len(), 1000);
}

#[test]
fn what_is_not_for_the_ear_is_not_said() {
    assert_eq!(
        said(
            "<p>Kept <del>gone</del><sup>[1]</sup> x<sup>n</sup>.</p><pre>code</pre><hr><p>***</p>\
             <table><tr><td>a<td>b</table><aside class=pullquote>Kept</aside>\
             <figure><img src=a><figcaption>Seen</figcaption></figure>\
             <details><summary>More.</summary>folded</details><blockquote>Said.<footer>Jo</footer></blockquote>\
             <p>line<br>end</p>"
        ),
        ["Kept  xn.", "More.", "Said.", "Jo", "line end"]
    );
}
