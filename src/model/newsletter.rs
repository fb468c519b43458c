use std::hash::Hasher;

use fnv::FnvHasher;

/// A newsletter, and how a reader's email address is sent to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Newsletter {
    /// Name of the newsletter.
    pub title: Option<String>,
    /// Description: what comes, how often, and what happens to the email address.
    pub text: Option<String>,
    /// URL that receives a sign-up: absolute, a path on the site's own host, or `mailto:` for [`Transport::Mail`].
    pub action: String,
    /// HTTP method, `GET` or `POST`.
    pub method: String,
    /// Name of the form field for the email address.
    pub email_field: String,
    /// Names and values of further fields that the service wants.
    pub fields: Vec<(String, String)>,
    /// How a sign-up is sent.
    pub transport: Transport,
}

impl Newsletter {
    /// Returns a hash of all fields. It is the same natively and in the browser, which a derived `Hash` is not: that depends on
    /// the width of `usize`.
    ///
    /// # Examples
    ///
    /// ```
    /// use london_daily::model::{Newsletter, Transport};
    ///
    /// let newsletter = Newsletter {
    ///     title: Some("The morning letter".into()),
    ///     text: None,
    ///     action: "https://letters.example/subscribe".into(),
    ///     method: "POST".into(),
    ///     email_field: "email".into(),
    ///     fields: vec![("list".into(), "daily".into())],
    ///     transport: Transport::Form,
    /// };
    /// let other = Newsletter { transport: Transport::Fetch, ..newsletter.clone() };
    /// assert_eq!(newsletter.digest(), newsletter.clone().digest());
    /// assert_ne!(newsletter.digest(), other.digest());
    /// ```
    pub fn digest(&self) -> String {
        let said = [&self.title, &self.text].map(|text| text.as_deref().unwrap_or("\0"));
        let own = [&*self.action, &self.method, &self.email_field];
        let fields = self.fields.iter().flat_map(|(name, value)| [&**name, value]);
        let mut hasher = FnvHasher::default();
        for text in own.into_iter().chain(said).chain(fields) {
            hasher.write(text.as_bytes());
            hasher.write_u8(0xff);
        }
        hasher.write_u8(self.transport as u8);
        hasher.finish().to_string()
    }
}

/// The ways to send a sign-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transport {
    /// A plain form, which leaves the page.
    Form,
    /// A form-encoded request from the page.
    Fetch,
    /// A request from the page with a JSON object as its body.
    Json,
    /// The reader's own mail program.
    Mail,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn newsletters_that_differ_have_different_digests() {
        let one = Newsletter {
            title: None,
            text: None,
            action: "/sign-up".into(),
            method: "POST".into(),
            email_field: "EMAIL".into(),
            fields: vec![("tag".into(), "daily".into())],
            transport: Transport::Form,
        };
        assert_eq!(one.digest(), one.clone().digest());
        let text = || Some("News".to_owned());
        let others = [
            Newsletter { title: text(), ..one.clone() },
            Newsletter { text: text(), ..one.clone() },
            Newsletter { text: Some(String::new()), ..one.clone() },
            Newsletter { action: "/sign-up/".into(), ..one.clone() },
            Newsletter { fields: vec![("tagd".into(), "aily".into())], ..one.clone() },
            Newsletter { fields: Vec::new(), ..one.clone() },
            Newsletter { transport: Transport::Fetch, ..one.clone() },
        ];
        let mut digests: Vec<_> = others.iter().chain([&one]).map(Newsletter::digest).collect();
        digests.sort();
        digests.dedup();
        assert_eq!(digests.len(), others.len() + 1);
    }
}
