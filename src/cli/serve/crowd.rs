//! What is open at one time, and how much of it there may be: of too many the oldest is given up.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use tokio::task::AbortHandle;

/// Tasks that each hold something open, the oldest first.
pub struct Crowd {
    most: usize,
    open: Mutex<VecDeque<AbortHandle>>,
}

impl Crowd {
    /// Has room for so many.
    pub fn of(most: usize) -> Self {
        Self { most, open: Mutex::default() }
    }

    /// Takes one more. Whoever is new always finds room: those who never go would otherwise shut the door to all others.
    pub fn admit(&self, task: AbortHandle) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|task| !task.is_finished());
        open.push_back(task);
        while open.len() > self.most {
            open.pop_front().inspect(AbortHandle::abort);
        }
    }

    /// Gives up the oldest, where there is no room for one more though the most are not open.
    pub fn make_room(&self) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|task| !task.is_finished());
        open.pop_front().inspect(AbortHandle::abort);
    }
}

#[cfg(test)]
mod tests {
    use tokio::task::JoinHandle;

    use super::*;

    fn waiting() -> JoinHandle<()> {
        tokio::spawn(std::future::pending())
    }

    #[test]
    fn the_oldest_makes_room_and_who_has_gone_takes_none() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("there is a runtime");
        runtime.block_on(async {
            let crowd = Crowd::of(2);
            let passing = tokio::spawn(async {});
            crowd.admit(passing.abort_handle());
            passing.await.expect("it ends by itself");
            let [first, second, third] = [waiting(), waiting(), waiting()];
            crowd.admit(first.abort_handle());
            crowd.admit(second.abort_handle());
            tokio::task::yield_now().await;
            assert!(!first.is_finished() && !second.is_finished());
            crowd.admit(third.abort_handle());
            tokio::task::yield_now().await;
            assert!(first.is_finished(), "the oldest is given up");
            assert!(!second.is_finished() && !third.is_finished());
            crowd.make_room();
            tokio::task::yield_now().await;
            assert!(second.is_finished(), "the oldest makes room");
            assert!(!third.is_finished());
        });
    }
}
