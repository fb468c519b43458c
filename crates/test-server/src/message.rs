use http::{
    HeaderMap, Method, Uri,
    header::{ACCEPT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, IF_MODIFIED_SINCE, IF_NONE_MATCH, RANGE},
};
use hyper::body::Bytes;

/// A response with its whole body.
pub type Response = http::Response<Bytes>;

/// A request as it arrived.
#[derive(Clone, Debug)]
pub struct Request {
    /// `GET`, `POST`, ...
    pub method: Method,
    /// A path, with a query or without; the whole URL in a request to a proxy.
    pub uri: Uri,
    /// In the order of arrival.
    pub headers: HeaderMap,
    /// The whole body.
    pub body: Bytes,
}

impl Request {
    /// Returns the path without the query, percent-encoded as it was sent.
    pub fn path(&self) -> &str {
        self.uri.path()
    }

    /// Returns the first header of that name. One that is no text is none.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// Returns the body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Returns the same request from someone who has nothing yet and reads nothing that is compressed: its answer has a body
    /// that can be cut, or added to.
    #[must_use]
    pub fn unconditional(&self) -> Self {
        let mut request = self.clone();
        for name in [IF_NONE_MATCH, IF_MODIFIED_SINCE, RANGE, ACCEPT_ENCODING] {
            request.headers.remove(name);
        }
        request
    }

    /// Returns the request as clients send it.
    pub fn to_http(&self) -> http::Request<Bytes> {
        let mut request = http::Request::new(self.body.clone());
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = self.uri.clone();
        *request.headers_mut() = self.headers.clone();
        request
    }
}

/// The end of an exchange, good or bad.
#[derive(Clone, Debug)]
pub enum Answer {
    /// This response.
    Whole(Response),
    /// The promise of this response, half of its body, and a connection that breaks off.
    CutOff(Response),
    /// This response with its body over and over, until the client gives up.
    Endless(Response),
    /// A connection that is closed without a response.
    HangUp,
    /// Nothing, until the client gives up.
    Silence,
}

impl From<Response> for Answer {
    fn from(response: Response) -> Self {
        Self::Whole(response)
    }
}

/// Returns a response with this status, content type and body.
///
/// # Panics
///
/// If the status is none of HTTP's, or the type cannot stand in a header.
pub fn response(status: u16, content_type: &str, body: impl Into<Bytes>) -> Response {
    let head = http::Response::builder().status(status).header(CONTENT_TYPE, content_type);
    head.body(body.into()).expect("a status of HTTP and a content type")
}

/// Returns the response with another body, and without the length of the one before.
pub fn with_body(response: Response, body: impl Into<Bytes>) -> Response {
    let mut response = response.map(|_| body.into());
    response.headers_mut().remove(CONTENT_LENGTH);
    response
}
