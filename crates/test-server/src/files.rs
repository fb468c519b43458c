use std::{
    io::{self, ErrorKind},
    path::Path,
};

use http::{HeaderValue, StatusCode, header::CONTENT_TYPE};
use http_body_util::{BodyExt as _, Full};
use tower_http::services::ServeDir;

use crate::{Request, Response, response};

/// A folder as a static file host serves it: with `index.html` for folders, entity tags, ranges, and the compressed copies
/// `.br` and `.gz` that stand beside a file.
#[derive(Clone, Debug)]
pub struct Files(ServeDir);

impl Files {
    /// The files below a folder, which may change while they are served.
    pub fn of(folder: &Path) -> Self {
        Self(ServeDir::new(folder).precompressed_br().precompressed_gzip())
    }

    /// Returns the answer to a request; 404 where there is no such file.
    ///
    /// # Errors
    ///
    /// The file is there and cannot be read.
    pub async fn answer(&self, request: &Request) -> io::Result<Response> {
        let (head, body) = match self.0.clone().try_call(request.to_http().map(Full::new)).await {
            Ok(served) => served.into_parts(),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                return Ok(response(404, "text/plain; charset=utf-8", "Not found"));
            }
            Err(error) => return Err(error),
        };
        let mut response = Response::from_parts(head, body.collect().await?.to_bytes());
        if response.status() == StatusCode::TEMPORARY_REDIRECT {
            // A folder without a slash at its end, which hosts redirect for good.
            *response.status_mut() = StatusCode::MOVED_PERMANENTLY;
        }
        add_charset(&mut response);
        Ok(response)
    }
}

/// Says that texts are UTF-8. Without it a browser guesses where the page says so after its first 1,024 bytes only.
fn add_charset(response: &mut Response) {
    let Some(Ok(kind)) = response.headers().get(CONTENT_TYPE).map(HeaderValue::to_str) else { return };
    if kind.starts_with("text/")
        && !kind.contains("charset")
        && let Ok(value) = HeaderValue::from_str(&format!("{kind}; charset=utf-8"))
    {
        response.headers_mut().insert(CONTENT_TYPE, value);
    }
}
