/// Returns JSON that is safe inside a `script` element. It contains no `<`, which could end the element or begin a comment, and
/// neither U+2028 nor U+2029, which end lines in older JavaScript.
///
/// # Examples
///
/// ```
/// use london_daily::feed::inert;
///
/// assert_eq!(inert(r#"{"title":"</script>"}"#), r#"{"title":"\u003c/script>"}"#);
/// ```
pub fn inert(json: &str) -> String {
    let mut inert = String::with_capacity(json.len() + json.len() / 16);
    for character in json.chars() {
        match character {
            '<' => inert.push_str("\\u003c"),
            '\u{2028}' => inert.push_str("\\u2028"),
            '\u{2029}' => inert.push_str("\\u2029"),
            _ => inert.push(character),
        }
    }
    inert
}
