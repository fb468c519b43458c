//! A newsletter service on an origin of its own, which takes what is posted to it, or does not.

use std::{
    io,
    sync::{Arc, Mutex, MutexGuard},
};

use super::{
    http::{Connection, Request, Response},
    listener::{Listener, Service},
};

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
pub(crate) struct SignUpService {
    listener: Listener<Desk>,
    desk: Arc<Desk>,
}

struct Desk {
    reply: Mutex<Reply>,
    requests: Mutex<Vec<Request>>,
}

impl SignUpService {
    /// Listens on a free port.
    pub(crate) async fn start(reply: Reply) -> Self {
        let desk = Arc::new(Desk { reply: Mutex::new(reply), requests: Mutex::new(Vec::new()) });
        let listener = Listener::open(Arc::clone(&desk)).await;
        Self { listener, desk }
    }

    /// Where addresses are posted to.
    pub(crate) fn url(&self) -> String {
        format!("http://{}/subscribe", self.listener.address())
    }

    /// Changes what is done from now on.
    pub(crate) fn set_reply(&self, reply: Reply) {
        *self.desk.reply() = reply;
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
        let requests = self.desk.requests();
        let subscriptions = requests.iter().filter(|request| request.path == "/subscribe");
        subscriptions.filter(|request| request.method == method).cloned().collect()
    }
}

impl Desk {
    fn reply(&self) -> MutexGuard<'_, Reply> {
        self.reply.lock().expect("no test panics here")
    }

    fn requests(&self) -> MutexGuard<'_, Vec<Request>> {
        self.requests.lock().expect("no test panics here")
    }
}

impl Service for Desk {
    async fn serve(self: Arc<Self>, mut connection: Connection) -> io::Result<()> {
        while let Some(request) = connection.request().await? {
            self.requests().push(request.clone());
            let reply = *self.reply();
            let response = match reply {
                Reply::Stall => {
                    connection.stay_silent().await;
                    return Ok(());
                }
                Reply::Die => return Ok(()),
                Reply::AcceptWithoutCors => thanks(),
                _ if request.method == "OPTIONS" => with_cors(Response::empty(204)),
                Reply::Accept => with_cors(thanks()),
                Reply::BreakOff => with_cors(thanks()).cut_off(),
                Reply::Refuse(status) => with_cors(Response::new(
                    status,
                    "text/plain; charset=utf-8",
                    "This address cannot be taken.",
                )),
            };
            if !connection.respond(&request.method, &response).await? {
                return Ok(());
            }
        }
        Ok(())
    }
}

fn thanks() -> Response {
    Response::new(200, "text/html; charset=utf-8", "<!doctype html><title>Thanks</title><p>Thank you.")
}

fn with_cors(response: Response) -> Response {
    response
        .with("Access-Control-Allow-Origin", "*")
        .with("Access-Control-Allow-Methods", "POST, OPTIONS")
        .with("Access-Control-Allow-Headers", "content-type")
}
