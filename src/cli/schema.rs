//! `quarterdeck schema`: what front matter may say, for editors and scripts.

use clap::Args;

use crate::cli::{self, Ended, Failure, unless_closed};
use crate::pipeline;

/// Prints a JSON Schema of the front matter
///
/// An editor that is given it completes the keys of site.md, deck.md and all files of slides, and says what they mean.
/// Whether numbers, quarters and references are right is told by `quarterdeck check`.
#[derive(Debug, Args)]
pub struct Arguments {}

/// Runs the command.
pub(super) fn run(_: &Arguments) -> Result<Ended, Failure> {
    let schema = format!("{:#}\n", pipeline::schema());
    unless_closed(cli::print(schema.as_bytes()))?;
    Ok(Ended::Done)
}
