//! How a command comes to its end that is told to stop.

use std::convert::Infallible;
use std::{process, thread};

use tokio::runtime::Runtime;
use tokio::sync::mpsc;

use crate::cli::bug::guarded;
use crate::cli::{Ended, Failure, INTERRUPTED};
use crate::write::Stop;

/// A runtime for sockets and signals, on this thread alone.
pub fn runtime() -> Result<Runtime, Failure> {
    tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Failure::Run)
}

/// Does the work on a thread of its own until it fails or the program is interrupted. An interruption is a good end:
/// whatever the work leaves behind at any moment is whole.
pub fn until_interrupted(
    runtime: &Runtime,
    work: impl FnOnce() -> Result<Infallible, Failure> + Send + 'static,
) -> Result<Ended, Failure> {
    let (end, mut ends) = mpsc::unbounded_channel();
    runtime.block_on(async {
        let interrupted = end.clone();
        tokio::spawn(async move {
            if interruption().await.is_ok() {
                let _ = interrupted.send(Ok(Ended::Done));
            }
        });
        thread::spawn(move || {
            let done = guarded(work).unwrap_or_else(|bug| Err(bug.into()));
            let _ = end.send(done.map(|never| match never {}));
        });
        ends.recv().await.unwrap_or(Ok(Ended::Done))
    })
}

/// A word that is said when the program is interrupted, so that what is under way can be tidied up. Whoever does not wait for
/// that interrupts it once more.
pub fn stop_when_interrupted() -> Stop {
    let stop = Stop::default();
    let told = stop.clone();
    // The work does not wait for a thread that begins.
    thread::spawn(move || {
        // Without a runtime an interruption ends the program at once, as it does without this.
        let Ok(runtime) = runtime() else { return };
        runtime.block_on(async {
            if interruption().await.is_ok() {
                told.say();
            }
            if interruption().await.is_ok() {
                process::exit(INTERRUPTED.into());
            }
        });
    });
    stop
}

/// Waits for Ctrl-C, for being told to terminate, or for the end of the terminal.
#[cfg(unix)]
async fn interruption() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};

    let (told, mut told_by) = mpsc::channel(1);
    let hangup = hears_hangups().then(SignalKind::hangup);
    for kind in [SignalKind::interrupt(), SignalKind::terminate()].into_iter().chain(hangup) {
        let mut signal = signal(kind)?;
        let told = told.clone();
        tokio::spawn(async move {
            signal.recv().await;
            let _ = told.send(()).await;
        });
    }
    told_by.recv().await;
    Ok(())
}

/// Whether the end of the terminal is to end the program, too: not where it was started by `nohup`. Where the system does not
/// tell of that, it is left to the system.
#[cfg(unix)]
fn hears_hangups() -> bool {
    std::fs::read_to_string("/proc/self/status").is_ok_and(|status| ignores_hangups(&status) == Some(false))
}

/// Whether the first signal is among those that are ignored, as Linux lists them.
#[cfg(unix)]
fn ignores_hangups(status: &str) -> Option<bool> {
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"))?;
    Some(u64::from_str_radix(ignored.trim(), 16).ok()? & 1 == 1)
}

/// Waits for Ctrl-C.
#[cfg(not(unix))]
async fn interruption() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}

#[cfg(all(test, unix))]
mod tests {
    use super::ignores_hangups;

    #[test]
    fn what_nohup_says_is_heard() {
        let status = |ignored: &str| format!("Name:\tx\nSigBlk:\t0000000000000001\nSigIgn:\t{ignored}\n");
        assert_eq!(ignores_hangups(&status("0000000000001001")), Some(true));
        assert_eq!(ignores_hangups(&status("0000000000001000")), Some(false));
        assert_eq!(ignores_hangups("Name:\tx\n"), None);
    }
}
