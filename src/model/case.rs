//! Letters without their case.

/// The text in lower case, by Unicode's rules ("toLowercase", Unicode Standard, 3.13).
#[cfg(not(target_arch = "wasm32"))]
pub fn lowercase(text: &str) -> String {
    text.to_lowercase()
}

/// The text in lower case, by Unicode's rules ("toLowercase", Unicode Standard, 3.13). Browsers know them (ECMAScript,
/// `String.prototype.toLowerCase`): the table of them would be three kilobytes of the program.
#[cfg(target_arch = "wasm32")]
pub fn lowercase(text: &str) -> String {
    if text.is_ascii() {
        text.to_ascii_lowercase()
    } else {
        js_sys::JsString::from(text).to_lower_case().into()
    }
}
