//! `quarterdeck new`: files for an author to go on with. A thing that can be begun is a file in `new/`.

mod decks;
mod folder;
mod objective;
mod objectives;
mod quarter;
mod site;
mod unused;

use std::io::Write;
use std::path::Path;

use clap::{Args, Subcommand};

use crate::cli::report::plain;
use crate::cli::{Ended, Failure, unless_closed};
use crate::write::NewFile;

/// Begins a site, a quarter or an objective
///
/// Makes new files, and never writes over one that is there: all of them are made, or none.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    thing: Thing,
}

/// What can be begun.
#[derive(Debug, Subcommand)]
enum Thing {
    Site(site::Arguments),
    Quarter(quarter::Arguments),
    Objective(objective::Arguments),
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments) -> Result<Ended, Failure> {
    match &arguments.thing {
        Thing::Site(arguments) => site::run(arguments),
        Thing::Quarter(arguments) => quarter::run(arguments),
        Thing::Objective(arguments) => objective::run(arguments),
    }
}

/// Says which files were made in a folder, and then what else there is to say, a line each.
fn tell(folder: &Path, files: &[NewFile], more: &[String]) -> Result<(), Failure> {
    let mut stderr = anstream::stderr().lock();
    let here = Path::new(".");
    for file in files {
        let path = if folder == here { Path::new(&file.path).to_owned() } else { folder.join(&file.path) };
        unless_closed(writeln!(stderr, "quarterdeck: made {}", plain(&path.display().to_string())))?;
    }
    more.iter().try_for_each(|line| unless_closed(writeln!(stderr, "quarterdeck: {}", plain(line))))
}
