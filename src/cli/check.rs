//! `quarterdeck check`: tells what is wrong with the content, and writes nothing.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::cli::report::{self, Tally};
use crate::cli::{
    Ended, Failure, SiteArguments, Stopwatch, elapsed, report_github, report_json, report_sarif, unless_closed,
};
use crate::discover;
use crate::model::document::Audience;
use crate::model::link;
use crate::pipeline::{self, Options};

/// Looks for mistakes in the content, and writes nothing
///
/// Everything is looked at, private decks and drafts too, and what a public build would give away. The mistakes go to
/// standard output, so that they can be kept or handed on.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The files and folders whose mistakes are told, as named from here; all if none is named
    ///
    /// The whole site is read all the same. What is wrong elsewhere is only counted.
    paths: Vec<PathBuf>,
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
    let asked = asked(&arguments.site.root, &arguments.paths)?;
    let snapshot = discover::discover(&arguments.site.root, arguments.site.today()?)?;
    let options =
        Options { audience: Audience::Internal, drafts: true, theme: None, base_url: None, strict: arguments.strict };
    let (diagnostics, elsewhere): (Vec<_>, Vec<_>) =
        pipeline::check(&snapshot, &options).into_iter().partition(|diagnostic| {
            asked.is_empty() || asked.iter().any(|path| Path::new(&**diagnostic.place.file()).starts_with(path))
        });
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
    let beside = if elsewhere.is_empty() { String::new() } else { format!(" (elsewhere {})", Tally::of(&elsewhere)) };
    unless_closed(writeln!(anstream::stderr(), "quarterdeck: {tally}{beside} in {}", elapsed(watch.total())))?;
    Ok(if tally.errors > 0 { Ended::ContentHasErrors } else { Ended::Done })
}

/// The paths that are named from here, as diagnostics name them: from the site's root, and with composed letters where the disk
/// has them in pieces.
fn asked(root: &Path, paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let from_root = |path: &PathBuf| {
        let Ok(found) = path.canonicalize() else {
            return Err(format!("there is no {}: files and folders are named as from here", path.display()));
        };
        let root = root.canonicalize().unwrap_or_default();
        let inside = found.strip_prefix(&root).map(Path::to_path_buf);
        inside.map_err(|_| format!("{} is not part of the site: --root names another folder", path.display()))
    };
    let mut asked = Vec::new();
    for path in paths {
        let path = from_root(path).map_err(Failure::Usage)?;
        asked.extend(path.to_str().map(|path| PathBuf::from(&*link::composed_name(path))));
        asked.push(path);
    }
    Ok(asked)
}
