use std::io;

use tokio::runtime::{self, Runtime};

use crate::{Listener, Request, Service};

/// A listener with threads of its own. Gone when it is dropped.
pub struct Background<S> {
    listener: Listener<S>,
    _runtime: Runtime,
}

impl<S: Service> Background<S> {
    /// Listens on a free port.
    ///
    /// # Errors
    ///
    /// No port is free, or no thread can be started.
    pub fn serve(service: S) -> io::Result<Self> {
        let runtime = runtime::Builder::new_multi_thread().worker_threads(4).enable_io().build()?;
        let listener = runtime.block_on(Listener::open(service))?;
        Ok(Self { listener, _runtime: runtime })
    }

    /// Returns `http://127.0.0.1:…` without a slash at the end.
    pub fn origin(&self) -> String {
        self.listener.origin()
    }

    /// Returns every request so far, in order of arrival.
    pub fn requests(&self) -> Vec<Request> {
        self.listener.requests()
    }
}
