//! quarterdeck compiles quarterly OKR updates, written in Markdown, into slide decks and an archive of every quarter.
pub mod cli;
pub mod discover;
pub mod model;
pub mod pipeline;
pub mod write;
