//! All integration tests, in one binary.
#![allow(clippy::disallowed_methods, reason = "tests may touch the disk and the clock")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

/// The program's, which takes less of the tests' time than that of the system.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

mod allow;
mod case;
mod classes;
mod cli;
mod codes;
mod colours;
mod connections;
mod discover;
mod edits;
mod export;
mod fuzz;
mod grammar;
mod guide;
mod hindered;
mod markdown;
mod memo;
mod new;
mod progress;
mod properties;
mod running;
mod schema;
mod serve;
mod sites;
mod sizes;
mod themes;
mod tidy;
mod unseen;
mod watching;
mod words;
mod write;
