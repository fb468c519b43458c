//! A port of this machine that connections arrive at, which can be closed and opened again.

use std::{
    io,
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use tokio::{
    net::{TcpListener, TcpStream},
    task::{JoinHandle, JoinSet},
};

use super::http::Connection;

/// The handler of a connection that a [`Listener`] has accepted.
pub(crate) trait Service: Send + Sync + 'static {
    fn serve(self: Arc<Self>, connection: Connection) -> impl Future<Output = io::Result<()>> + Send;
}

/// Accepts connections until it is closed or dropped.
pub(crate) struct Listener<S> {
    service: Arc<S>,
    address: SocketAddr,
    accepting: Mutex<Option<JoinHandle<()>>>,
}

impl<S: Service> Listener<S> {
    /// Listens on a free port.
    pub(crate) async fn open(service: Arc<S>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let address = listener.local_addr().expect("a bound socket has an address");
        let accepting = tokio::spawn(accept(listener, Arc::clone(&service)));
        Self { service, address, accepting: Mutex::new(Some(accepting)) }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Closes the port and every connection: from now on the browser finds nobody there.
    pub(crate) async fn close(&self) {
        let accepting = self.accepting.lock().expect("no test panics here").take();
        if let Some(accepting) = accepting {
            accepting.abort();
            // Aborted means dropped, and with it the set of connections, only once this returns.
            let _ = accepting.await;
        }
    }

    /// Opens the same port again.
    pub(crate) async fn reopen(&self) {
        let listener = TcpListener::bind(self.address).await.expect("the port that was just closed is free");
        let accepting = tokio::spawn(accept(listener, Arc::clone(&self.service)));
        *self.accepting.lock().expect("no test panics here") = Some(accepting);
    }
}

impl<S> Drop for Listener<S> {
    fn drop(&mut self) {
        if let Ok(mut accepting) = self.accepting.lock()
            && let Some(accepting) = accepting.take()
        {
            accepting.abort();
        }
    }
}

async fn accept<S: Service>(listener: TcpListener, service: Arc<S>) {
    let mut connections = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        connections.spawn(answer(stream, Arc::clone(&service)));
        while connections.try_join_next().is_some() {}
    }
}

async fn answer<S: Service>(stream: TcpStream, service: Arc<S>) {
    let _ = stream.set_nodelay(true);
    // A browser that goes away in the middle of an answer is nothing to report.
    let _ = service.serve(Connection::new(stream)).await;
}
