//! `quarterdeck man`: the manual's page of the program, or of one of its commands.

use clap::{Args, Command, CommandFactory};
use clap_mangen::Man;

use crate::cli::{self, Ended, Failure, unless_closed};

/// Prints a page of the manual
///
/// To read one at once: quarterdeck man build | man -l -
#[derive(Debug, Args)]
pub struct Arguments {
    /// The command that the page is of [default: the program as a whole]
    #[arg(value_name = "COMMAND", value_parser = named)]
    command: Option<String>,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments) -> Result<Ended, Failure> {
    let program = program();
    let of = arguments.command.as_ref().and_then(|name| program.find_subcommand(name)).unwrap_or(&program);
    let mut page = Vec::new();
    let version = concat!("quarterdeck ", env!("CARGO_PKG_VERSION"));
    Man::new(of.clone()).source(version).manual("quarterdeck").render(&mut page).map_err(Failure::Print)?;
    unless_closed(cli::print(&page))?;
    Ok(Ended::Done)
}

/// The program, its commands called by their full names, as on pages of their own.
fn program() -> Command {
    let mut program = cli::Arguments::command();
    program.build();
    program
}

/// The name of a command that there is.
fn named(name: &str) -> Result<String, String> {
    let program = program();
    if program.find_subcommand(name).is_some() {
        return Ok(name.to_owned());
    }
    let names: Vec<&str> = program.get_subcommands().map(Command::get_name).collect();
    Err(format!("the commands are {}", names.join(", ")))
}
