//! A newsletter service on an origin of its own, which takes what is posted to it, or does not.

use std::sync::{Mutex, MutexGuard};

use http::{
    HeaderValue,
    header::{ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN},
};
use test_server::{Answer, Listener, Request, Response, Service, response};

/// The answer of the service to the next requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reply {
    /// 200 with a word of thanks.
    Accept,
    /// This status, with a page that says no.
    Refuse(u16),
    /// Never answers.
    Stall,
    /// Hangs up without an answer.
    Die,
    /// Accepts, promises a word of thanks, and hangs up in the middle of it.
    BreakOff,
    /// Accepts, but does not let the page read the answer: no CORS headers.
    AcceptWithoutCors,
}

/// A running service. Gone when it is dropped.
pub(crate) struct SignUpService(Listener<Desk>);

struct Desk {
    reply: Mutex<Reply>,
}

impl SignUpService {
    /// Listens on a free port.
    pub(crate) async fn start(reply: Reply) -> Self {
        let desk = Desk { reply: Mutex::new(reply) };
        Self(Listener::open(desk).await.expect("a port is free"))
    }

    /// Where addresses are posted to.
    pub(crate) fn url(&self) -> String {
        format!("{}/subscribe", self.0.origin())
    }

    /// Changes what is done from now on.
    pub(crate) fn set_reply(&self, reply: Reply) {
        *self.0.service().reply() = reply;
    }

    /// Returns the `POST` requests so far. The preflight requests of browsers (`OPTIONS`) are not among them.
    pub(crate) fn posted(&self) -> Vec<Request> {
        self.sent("POST")
    }

    /// Returns the `GET` requests so far.
    pub(crate) fn got(&self) -> Vec<Request> {
        self.sent("GET")
    }

    fn sent(&self, method: &str) -> Vec<Request> {
        let mut requests = self.0.requests();
        requests.retain(|request| request.path() == "/subscribe" && request.method == method);
        requests
    }
}

impl Desk {
    fn reply(&self) -> MutexGuard<'_, Reply> {
        self.reply.lock().expect("no test panics here")
    }
}

impl Service for Desk {
    async fn answer(&self, request: &Request) -> Answer {
        let reply = *self.reply();
        match reply {
            Reply::Stall => Answer::Silence,
            Reply::Die => Answer::HangUp,
            Reply::AcceptWithoutCors => thanks().into(),
            _ if request.method == "OPTIONS" => with_cors(response(204, "text/plain", "")).into(),
            Reply::Accept => with_cors(thanks()).into(),
            Reply::BreakOff => Answer::CutOff(with_cors(thanks())),
            Reply::Refuse(status) => {
                with_cors(response(status, "text/plain; charset=utf-8", "This address cannot be taken."))
                    .into()
            }
        }
    }
}

fn thanks() -> Response {
    response(200, "text/html; charset=utf-8", "<!doctype html><title>Thanks</title><p>Thank you.")
}

fn with_cors(mut response: Response) -> Response {
    for (name, value) in [
        (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (ACCESS_CONTROL_ALLOW_METHODS, "POST, OPTIONS"),
        (ACCESS_CONTROL_ALLOW_HEADERS, "content-type"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}
