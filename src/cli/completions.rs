//! `quarterdeck completions`: what a shell needs to complete commands, options and their values.

use clap::{Args, CommandFactory};
use clap_complete::{Shell, generate};

use crate::cli::{self, Ended, Failure, unless_closed};

/// Prints a script that lets a shell complete commands and options
///
/// Put it where your shell looks for such scripts, or load it as it starts. For bash, in ~/.bashrc:
///
///   source <(quarterdeck completions bash)
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct Arguments {
    /// The shell
    shell: Shell,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments) -> Result<Ended, Failure> {
    let mut command = cli::Arguments::command();
    let name = command.get_name().to_owned();
    // It is made before it is printed: a reader may have seen enough.
    let mut script = Vec::new();
    generate(arguments.shell, &mut command, name, &mut script);
    unless_closed(cli::print(&script))?;
    Ok(Ended::Done)
}
