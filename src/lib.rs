//! quarterdeck compiles quarterly OKR updates, written in Markdown, into slide decks and an archive of every quarter.
pub mod assemble;
pub mod check;
pub mod data;
pub mod model;
pub mod paginate;
