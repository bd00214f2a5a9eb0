//! quarterdeck compiles quarterly OKR updates, written in Markdown, into slide decks and an archive of every quarter.
//!
//! The flow: `discover` reads the disk into a snapshot; `parse` makes documents of its files; `assemble` makes the book that
//! one audience may read; `check` says what is wrong in documents and the book of them all; `theme` finds what it is drawn
//! with; `paginate` says what each page shows; `render` and `data` make files of that; `leak` looks at them a last time;
//! `write` puts them on the disk. `pipeline` calls them in order, and `memo` keeps what the last build came to, so that the
//! next one does only what is new.

pub mod discover;

pub mod parse;

pub mod assemble;

pub mod check;

pub mod theme;

pub mod paginate;

pub mod render;

pub mod data;

pub mod leak;

pub mod write;

pub mod memo;

pub mod pipeline;

pub mod model;

pub mod cli;
