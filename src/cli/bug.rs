//! Faults of the program itself. A panic ends no preview, and nobody is left alone with its trace: it is caught here, and
//! told as what it is.

use std::any::Any;
use std::cell::Cell;
use std::env;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::{Mutex, Once, PoisonError};

use crate::cli::report;
use crate::pipeline::Struck;

/// What whoever meets a fault of the program can do.
pub const HINT: &str = "this is a fault of the program, not of your text: take back what you changed last, or write it \
                        otherwise; and report it, with that text and this message, to those who make quarterdeck";

thread_local! {
    /// Whether a panic of this thread is caught by [`guarded`].
    static IS_GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// What panics said that have not been caught yet, each with its place in the program. Several threads may meet one at once.
static SAID: Mutex<Vec<(String, String)>> = Mutex::new(Vec::new());

/// A panic that was caught.
#[derive(Debug, thiserror::Error)]
#[error("quarterdeck itself failed{doing}: {message}{place}")]
pub struct Bug {
    message: String,
    /// ` (src/a.rs:1:2)`, where it is known.
    place: String,
    /// ` while it read content/a.md`, where it is known.
    doing: String,
}

impl Bug {
    /// Of what a panic brought along.
    fn of(panic: Box<dyn Any + Send>) -> Self {
        let (panic, doing) = match panic.downcast::<Struck>() {
            Ok(struck) => (struck.panic, format!(" while it read {}", struck.file)),
            Err(panic) => (panic, String::new()),
        };
        let said = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
        let message = said.unwrap_or("it gave no reason").to_owned();
        let mut all = SAID.lock().unwrap_or_else(PoisonError::into_inner);
        let at = all.iter().rposition(|(other, _)| *other == message);
        let place = at.map(|at| format!(" ({})", all.swap_remove(at).1));
        Self { message, place: place.unwrap_or_default(), doing }
    }

    /// Adds what was changed before it, unless it is known better what the program was doing.
    pub fn after(mut self, changed: Option<String>) -> Self {
        if let (true, Some(changed)) = (self.doing.is_empty(), changed) {
            self.doing = format!(" after a change of {changed}");
        }
        self
    }

    /// Says it on the terminal.
    pub fn tell(&self) {
        let _ = report::failure(&mut anstream::stderr().lock(), &self.to_string(), Some(HINT));
    }
}

/// Does the work, and catches the panic that it may end by; rayon passes on those of its threads. The caller uses nothing
/// again that the work may have left half-made. What else is shared stands behind locks that are held for whole changes only.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Bug> {
    static LISTENING: Once = Once::new();
    LISTENING.call_once(listen);
    let was_guarded = IS_GUARDED.replace(true);
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    IS_GUARDED.set(was_guarded);
    done.map_err(Bug::of)
}

/// Notes where panics are. Those that nobody catches, and those of whoever asks for traces, are printed as ever.
fn listen() {
    let asks_for_traces = env::var_os("RUST_BACKTRACE").is_some_and(|asked| asked != "0");
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |panic: &PanicHookInfo| {
        // What rayon's threads do is waited for by one that is guarded.
        let is_caught = IS_GUARDED.get() || rayon::current_thread_index().is_some();
        if let (true, Some(message), Some(place)) = (is_caught, panic.payload_as_str(), panic.location()) {
            SAID.lock().unwrap_or_else(PoisonError::into_inner).push((message.to_owned(), place.to_string()));
        }
        if asks_for_traces || !is_caught {
            usual(panic);
        }
    }));
}

#[cfg(test)]
mod tests {
    use anyhow::{Context, Result};
    use rayon::prelude::*;

    use super::*;
    use crate::pipeline::naming;

    fn told<T>(work: impl FnOnce() -> T) -> Result<String> {
        Ok(guarded(work).err().context("it did not panic")?.to_string())
    }

    #[test]
    fn a_panic_is_told_with_its_place_whatever_thread_it_is_of() -> Result<()> {
        let here = told(|| panic!("no {}", "way"))?;
        assert!(here.starts_with("quarterdeck itself failed: no way (src/cli/bug.rs:"), "{here}");
        let there = told(|| (0..9).into_par_iter().for_each(|number| assert!(number != 4, "four")))?;
        assert!(there.starts_with("quarterdeck itself failed: four (src/cli/bug.rs:"), "{there}");
        Ok(())
    }

    #[test]
    fn the_file_that_was_read_is_named_before_what_was_changed() -> Result<()> {
        let read = guarded(|| naming("content/a.md", || panic!("deep"))).err().context("it did not panic")?;
        let read = read.after(Some("content/b.md".to_owned())).to_string();
        assert!(read.starts_with("quarterdeck itself failed while it read content/a.md: deep (src/"), "{read}");
        let changed =
            guarded(|| panic!("flat")).err().context("it did not panic")?.after(Some("content/b.md".to_owned()));
        assert!(changed.to_string().contains("failed after a change of content/b.md: flat (src/"), "{changed}");
        Ok(())
    }

    #[test]
    fn work_that_is_done_is_handed_on() -> Result<()> {
        assert_eq!(guarded(|| 7)?, 7);
        Ok(())
    }
}
