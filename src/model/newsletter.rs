use std::hash::Hasher;

use fnv::FnvHasher;

/// A newsletter, and how an address reaches it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Newsletter {
    /// What it is called.
    pub title: Option<String>,
    /// What the reader gets, and how often.
    pub text: Option<String>,
    /// Where a sign-up goes: an absolute or relative address, or `mailto:` for [`Transport::Mail`].
    pub action: String,
    /// `GET` or `POST`, upper case.
    pub method: String,
    /// Name of the form field that carries the address.
    pub email_field: String,
    /// Further fields that the service wants, by name.
    pub fields: Vec<(String, String)>,
    /// The way the sign-up travels.
    pub transport: Transport,
}

impl Newsletter {
    /// Returns what tells this newsletter from others: the same natively and in the browser, which a derived `Hash` is not.
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

/// The four ways in which a sign-up can travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transport {
    /// A plain form that leaves the page.
    Form,
    /// A request from the page, form-encoded.
    Fetch,
    /// A request from the page, as a JSON object.
    Json,
    /// The reader's own mail program sends it.
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
