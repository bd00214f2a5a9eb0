//! `quarterdeck man`: the manual's page of the program, or of one of its commands.

use clap::{Args, Command, CommandFactory};
use clap_mangen::Man;

use crate::cli::{self, Ended, Failure, unless_closed};

/// Prints a page of the manual
///
/// To read one at once: quarterdeck man build | man -l -
#[derive(Debug, Args)]
pub struct Arguments {
    /// The command that the page is of, as `build`, `new site` or `new-site` [default: the program as a whole]
    #[arg(value_name = "COMMAND")]
    command: Vec<String>,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments) -> Result<Ended, Failure> {
    let program = program();
    let of = if arguments.command.is_empty() { &program } else { named(&program, &arguments.command.join("-"))? };
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

/// The command of a page, by the name that the manual has for it: `new-site`.
fn named<'a>(program: &'a Command, name: &str) -> Result<&'a Command, Failure> {
    let pages = pages(program, "");
    if let Some((_, command)) = pages.iter().find(|(page, _)| page == name) {
        return Ok(command);
    }
    // What can be helped with is all that there is once more.
    let names: Vec<&str> = pages.iter().map(|(page, _)| &**page).filter(|page| !page.contains("help")).collect();
    Err(Failure::Usage(format!("no command is called {name:?}: the commands are {}", names.join(", "))))
}

/// The commands within a command, and those within them, by what stands before their names and the names.
fn pages<'a>(of: &'a Command, before: &str) -> Vec<(String, &'a Command)> {
    let mut pages = Vec::new();
    for command in of.get_subcommands() {
        let name = format!("{before}{}", command.get_name());
        let within = self::pages(command, &format!("{name}-"));
        pages.push((name, command));
        pages.extend(within);
    }
    pages
}
