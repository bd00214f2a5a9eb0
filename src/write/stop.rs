//! A word from outside that a site is not to be written after all.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Says from any thread that writing is to be given up; all clones are the same word.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Says it.
    pub fn say(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it was said.
    pub fn is_said(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
