//! The files of pictures, and what is said of them.

use serde_json::json;

use super::{PICTURE, assert_found, feed, found, paper};
use crate::desk::Desk;

#[test]
fn a_picture_within_a_line_is_looked_at_as_any_other() {
    let desk =
        paper(json!({ "id": "1", "content_html": "<p>A <img src=\"a.gif\" alt=\"\" width=40 height=30> and \
        <img src=\"small.gif\" width=20 height=10> line" }));
    desk.write("content/small.gif", b"GIF89a\x14\x00\x0a\x00\x80\x00\x00");
    assert_found(
        &found(&desk),
        &[
            "error: content/feed.json: items[0].content: /content/a.gif: is said to be 40 × 30 pixels, and is 400 × 200",
            "warning: content/feed.json: items[0].content: /content/small.gif: has no alternative text",
        ],
    );
}

#[test]
fn a_file_that_is_no_picture_does_not_pass_for_one() {
    let desk = Desk::with_feed(&feed(
        json!({}),
        json!([{ "id": "1", "content_html": "<p>A<p><img src=\"broken.png\" alt=\"\" width=400 height=200>\
            <p><img src=\"map.svg\" alt=\"\" width=400 height=200>", "_london_daily": { "picture": { "src": "a.gif", "alt": "",
            "width": 400, "height": 200, "renditions": [{ "src": "empty.webp", "width": 200 }] } } }]),
    ));
    desk.write("content/a.gif", PICTURE);
    desk.write("content/broken.png", "<!doctype html><title>Not found</title>");
    desk.write("content/empty.webp", "");
    desk.write(
        "content/map.svg",
        "<?xml version=\"1.0\"?><!-- a map --><svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    );
    assert_found(
        &found(&desk),
        &[
            "error: content/feed.json: items[0].content: /content/broken.png: is no picture that can be read",
            "error: content/feed.json: items[0]: leading picture: /content/empty.webp: is no picture that can be read",
        ],
    );
}
