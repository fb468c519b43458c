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
