/// Returns JSON that can stand in a `script` element: nothing in it ends the element, or begins a comment in it.
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
