//! `quarterdeck check`: tells what is wrong with the content, and writes nothing.

use std::io::Write;

use clap::{Args, ValueEnum};

use crate::cli::report::{self, Tally};
use crate::cli::{
    Ended, Failure, SiteArguments, Stopwatch, elapsed, report_github, report_json, report_sarif, unless_closed,
};
use crate::discover;
use crate::model::document::Audience;
use crate::pipeline::{self, Options};

/// Looks for mistakes in the content, and writes nothing
///
/// Everything is looked at, private decks and drafts too, and what a public build would give away. The mistakes go to
/// standard output, so that they can be kept or handed on.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    site: SiteArguments,
    /// How the mistakes are printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Let warnings count as errors
    #[arg(long)]
    strict: bool,
}

/// A way of printing mistakes.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For people: each mistake with the line it stands in
    Text,
    /// For scripts: one object
    Json,
    /// For code scanning: a SARIF 2.1.0 log
    Sarif,
    /// For GitHub Actions: annotations
    Github,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments) -> Result<Ended, Failure> {
    let watch = Stopwatch::start();
    let snapshot = discover::discover(&arguments.site.root, arguments.site.today()?)?;
    let options =
        Options { audience: Audience::Internal, drafts: true, theme: None, base_url: None, strict: arguments.strict };
    let diagnostics = pipeline::check(&snapshot, &options);
    let folder = report::from_here(&arguments.site.root);
    let mut stdout = anstream::stdout().lock();
    let printed = match arguments.format {
        Format::Text => report::draw(&mut stdout, &snapshot, &diagnostics),
        Format::Json => report_json::print(&mut stdout, &snapshot, &diagnostics),
        Format::Sarif => report_sarif::print(&mut stdout, &snapshot, &diagnostics, &folder),
        Format::Github => report_github::print(&mut stdout, &snapshot, &diagnostics, &folder),
    };
    unless_closed(printed.and_then(|()| stdout.flush()))?;
    let tally = Tally::of(&diagnostics);
    unless_closed(writeln!(anstream::stderr(), "quarterdeck: {tally} in {}", elapsed(watch.total())))?;
    Ok(if tally.errors > 0 { Ended::ContentHasErrors } else { Ended::Done })
}
