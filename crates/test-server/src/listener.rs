use std::{
    fmt, io, mem,
    net::{Ipv4Addr, SocketAddr},
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard},
    task::{Context, Poll},
};

use http::header::CONTENT_LENGTH;
use http_body::{Body, Frame, SizeHint};
use http_body_util::{BodyExt as _, Either, Full};
use hyper::{
    body::{Bytes, Incoming},
    server::conn::http1,
    service::service_fn,
};
use hyper_util::rt::TokioIo;
use tokio::{
    net::{TcpListener, TcpStream},
    task::{JoinHandle, JoinSet},
};

use crate::{Answer, Request};

/// The answers of a [`Listener`]. A function from a request to an answer is one, too.
pub trait Service: Send + Sync + 'static {
    /// Returns the answer to a request.
    fn answer(&self, request: &Request) -> impl Future<Output = Answer> + Send;

    /// Returns `true` if the request is remembered.
    fn counts(&self, _request: &Request) -> bool {
        true
    }
}

impl<F: Fn(&Request) -> Answer + Send + Sync + 'static> Service for F {
    async fn answer(&self, request: &Request) -> Answer {
        self(request)
    }
}

impl<S: Service> Service for Arc<S> {
    fn answer(&self, request: &Request) -> impl Future<Output = Answer> + Send {
        S::answer(self, request)
    }

    fn counts(&self, request: &Request) -> bool {
        S::counts(self, request)
    }
}

/// A port of this machine that accepts connections until it is closed or dropped, and speaks HTTP/1.1.
pub struct Listener<S> {
    shared: Arc<Shared<S>>,
    address: SocketAddr,
    accepting: Mutex<Option<JoinHandle<()>>>,
}

struct Shared<S> {
    service: S,
    requests: Mutex<Vec<Request>>,
}

impl<S: Service> Listener<S> {
    /// Listens on a free port.
    ///
    /// # Errors
    ///
    /// No port is free.
    pub async fn open(service: S) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared { service, requests: Mutex::default() });
        let accepting = tokio::spawn(accept(listener, Arc::clone(&shared)));
        Ok(Self { shared, address, accepting: Mutex::new(Some(accepting)) })
    }

    /// Closes the port and every connection: from now on clients find nobody there.
    pub async fn close(&self) {
        let accepting = lock(&self.accepting).take();
        if let Some(accepting) = accepting {
            accepting.abort();
            // Aborted means dropped, and with it the set of connections, only once this returns.
            let _ = accepting.await;
        }
    }

    /// Opens the same port again.
    ///
    /// # Errors
    ///
    /// Somebody else has the port.
    pub async fn reopen(&self) -> io::Result<()> {
        let listener = TcpListener::bind(self.address).await?;
        let accepting = tokio::spawn(accept(listener, Arc::clone(&self.shared)));
        *lock(&self.accepting) = Some(accepting);
        Ok(())
    }

    /// Returns the handler of the requests.
    pub fn service(&self) -> &S {
        &self.shared.service
    }

    /// Returns host and port.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Returns `http://127.0.0.1:…` without a slash at the end.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Returns every request so far, in order of arrival.
    pub fn requests(&self) -> Vec<Request> {
        lock(&self.shared.requests).clone()
    }

    /// Forgets the requests so far, and returns them.
    pub fn take_requests(&self) -> Vec<Request> {
        mem::take(&mut *lock(&self.shared.requests))
    }
}

impl<S> Drop for Listener<S> {
    fn drop(&mut self) {
        if let Some(accepting) = lock(&self.accepting).take() {
            accepting.abort();
        }
    }
}

/// A panic elsewhere leaves nothing here half done.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

async fn accept<S: Service>(listener: TcpListener, shared: Arc<Shared<S>>) {
    let mut connections = JoinSet::new();
    loop {
        // A client may be gone before it is accepted.
        let Ok((stream, _)) = listener.accept().await else { continue };
        connections.spawn(serve(stream, Arc::clone(&shared)));
        while connections.try_join_next().is_some() {}
    }
}

async fn serve<S: Service>(stream: TcpStream, shared: Arc<Shared<S>>) {
    let _ = stream.set_nodelay(true);
    let service = service_fn(|request| respond(request, &shared));
    // A client that goes away in the middle of a response is nothing to report, nor is one that was hung up on.
    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

async fn respond<S: Service>(
    request: http::Request<Incoming>,
    shared: &Shared<S>,
) -> Result<http::Response<Either<Full<Bytes>, Unfinished>>, HungUp> {
    let (head, body) = request.into_parts();
    let body = body.collect().await.map_err(|_| HungUp)?.to_bytes();
    let request = Request { method: head.method, uri: head.uri, headers: head.headers, body };
    if shared.service.counts(&request) {
        lock(&shared.requests).push(request.clone());
    }
    match shared.service.answer(&request).await {
        Answer::Whole(response) => Ok(response.map(|body| Either::Left(Full::new(body)))),
        Answer::CutOff(mut response) => {
            let length = response.body().len();
            response.headers_mut().insert(CONTENT_LENGTH, length.into());
            Ok(response.map(|body| Either::Right(Unfinished::Half(body.slice(..length / 2)))))
        }
        Answer::Endless(response) => Ok(response.map(|body| Either::Right(Unfinished::Endless(body)))),
        Answer::HangUp => Err(HungUp),
        Answer::Silence => std::future::pending().await,
    }
}

/// The error that makes the connection end.
#[derive(Debug)]
struct HungUp;

impl fmt::Display for HungUp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the connection was closed on purpose")
    }
}

impl std::error::Error for HungUp {}

/// A body that does not come to its end.
enum Unfinished {
    /// The half that is sent before the connection breaks off.
    Half(Bytes),
    /// The half is written to the connection while the body has nothing more.
    Waits,
    Ends,
    /// The part that is sent again and again.
    Endless(Bytes),
}

impl Body for Unfinished {
    type Data = Bytes;
    type Error = HungUp;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, HungUp>>> {
        match mem::replace(&mut *self, Self::Ends) {
            Self::Half(half) => {
                *self = Self::Waits;
                Poll::Ready(Some(Ok(Frame::data(half))))
            }
            Self::Waits => {
                context.waker().wake_by_ref();
                Poll::Pending
            }
            Self::Ends => Poll::Ready(Some(Err(HungUp))),
            Self::Endless(part) => {
                *self = Self::Endless(part.clone());
                Poll::Ready(Some(Ok(Frame::data(part))))
            }
        }
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::default()
    }
}
