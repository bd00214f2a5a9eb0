//! Connections, and how much of the machine each may take.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpListener;

use crate::cli::serve::answer::Server;
use crate::cli::serve::crowd::Crowd;
use crate::cli::serve::stalling::Stalling;

/// How long a request's first lines may take, and how long a connection may stay without one.
const HEADERS: Duration = Duration::from_secs(10);
/// How long an answer may wait for somebody who does not read it. A browser that stops a film for longer asks for the rest
/// when it goes on.
const SENDING: Duration = Duration::from_secs(30);
/// The size of a request's first lines, in bytes.
const LARGEST: usize = 128 * 1024;
/// Connections at one time. A browser opens six to a host.
const CONNECTIONS: usize = 256;

/// Answers whoever connects, until the program ends.
pub async fn accept(listener: TcpListener, server: Arc<Server>) {
    let open = Crowd::of(CONNECTIONS);
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // The system has no more files to give: fewer connections than there may be must do.
            open.make_room();
            tokio::time::sleep(Duration::from_millis(10)).await;
            continue;
        };
        let _ = stream.set_nodelay(true);
        let server = server.clone();
        let connection = tokio::spawn(async move {
            let service = service_fn(move |request| {
                let server = server.clone();
                async move { Ok::<_, Infallible>(server.answer(request).await) }
            });
            let mut connection = http1::Builder::new();
            connection.timer(TokioTimer::new()).header_read_timeout(HEADERS).max_buf_size(LARGEST);
            // Whoever sends nonsense or goes away is not told of it here.
            let _ = connection.serve_connection(Stalling::new(TokioIo::new(stream), SENDING), service).await;
        });
        open.admit(connection.abort_handle());
    }
}
