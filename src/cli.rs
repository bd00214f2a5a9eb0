//! What a person touches: arguments, messages, exit statuses. A command is a file in `cli/`.
#![expect(clippy::disallowed_methods, reason = "the clock and the environment are read here and nowhere else")]

mod bug;
mod build;
mod check;
mod completions;
mod content_type;
mod ending;
mod export;
mod live;
mod located;
mod man;
mod new;
pub mod report;
mod report_github;
mod report_json;
mod report_sarif;
mod schema;
mod serve;
mod watch;

use std::io::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};
use std::{env, io};

use clap::{Args, Parser, Subcommand};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};

use crate::cli::bug::{Bug, guarded};
use crate::{discover, write};

const EXAMPLES: &str = "\
Examples:
  quarterdeck new site my-okrs               begin with a small site that explains itself
  quarterdeck build                          make output/ from content/
  quarterdeck build --audience internal      with notes and internal decks
  quarterdeck serve                          look at it while you write
  quarterdeck check                          look for mistakes, write nothing
  quarterdeck check --format json --strict   for scripts: a warning fails
  quarterdeck check --format github          annotations of a pull request
  quarterdeck export pdf technology/2021-q1  one deck as a file to hand on

Exit status:
  0  done
  1  the content has errors: all of them are printed, nothing is written
  2  wrong usage
  3  the machine failed (a disk, a port, a browser, or an output folder that
     is not quarterdeck's), or quarterdeck itself did
  130  build or export was interrupted

Colour is used on a terminal, unless NO_COLOR is set.";

/// Compiles quarterly OKR updates, written in Markdown, into slide decks and an archive of every quarter.
///
/// A site is a folder that holds content/. Each folder in it with a deck.md becomes a deck; each objective is a file
/// with its key results on top and its slides below. What can be computed from the numbers is computed.
#[derive(Debug, Parser)]
#[command(name = "quarterdeck", version, after_help = EXAMPLES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(build::Arguments),
    Serve(serve::Arguments),
    Watch(watch::Arguments),
    Check(check::Arguments),
    New(new::Arguments),
    Export(export::Arguments),
    Schema(schema::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
}

/// Which site, and when: what every command asks.
#[derive(Debug, Args)]
struct SiteArguments {
    /// The folder that holds content/, and themes/ if the site has its own
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    root: PathBuf,
    /// Build as if it were this day, so that a build can be repeated [default: today, or `SOURCE_DATE_EPOCH`]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    today: Option<Date>,
}

fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "a day is written as year, month and day: `2026-12-31`".to_owned())
}

impl SiteArguments {
    /// A folder of the site, named as shortly as it can be: the root `.` is left away.
    fn folder(&self, name: &Path) -> PathBuf {
        if self.root == Path::new(".") { name.to_owned() } else { self.root.join(name) }
    }

    /// The day of the build.
    fn today(&self) -> Result<Date, Failure> {
        if let Some(today) = self.today {
            return Ok(today);
        }
        let Some(epoch) = env::var_os("SOURCE_DATE_EPOCH").filter(|epoch| !epoch.is_empty()) else {
            return Ok(ZonedDateTime::now().date());
        };
        let seconds = epoch.to_str().and_then(|epoch| epoch.parse().ok());
        let timestamp = seconds.and_then(|seconds| Timestamp::from_second(seconds).ok());
        let timestamp = timestamp.ok_or_else(|| {
            Failure::Usage(format!("SOURCE_DATE_EPOCH is {}, not a number of seconds", epoch.to_string_lossy()))
        })?;
        Ok(TimeZone::UTC.to_datetime(timestamp).date())
    }
}

/// The exit status of what was interrupted, as shells have it: 128 and the number of the signal.
const INTERRUPTED: u8 = 130;

/// How a command ended that was not hindered.
enum Ended {
    Done,
    /// The content has errors, and they have been told.
    ContentHasErrors,
    /// By the person who started it, or by the system.
    Interrupted,
}

/// Why a command could not do its work.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("{0}")]
    Usage(String),
    #[error(transparent)]
    Discover(#[from] discover::Error),
    #[error(transparent)]
    Write(#[from] write::Error),
    #[error("cannot print to standard output: {0}")]
    Print(io::Error),
    #[error("cannot make a temporary file in {}: {cause}", folder.display())]
    Scratch { folder: PathBuf, cause: io::Error },
    #[error("cannot listen on {address}: {cause}")]
    Listen { address: SocketAddr, cause: io::Error, hint: String },
    #[error("cannot run: {0}")]
    Run(io::Error),
    #[error("{said}")]
    Browser { said: String, hint: String },
    #[error(transparent)]
    Bug(#[from] Bug),
}

impl Failure {
    /// Of what is laid by in a folder of the system's.
    fn scratch(cause: io::Error) -> Self {
        Self::Scratch { folder: env::temp_dir(), cause }
    }

    fn hint(&self) -> Option<&str> {
        match self {
            Self::Usage(_) | Self::Run(_) => None,
            Self::Print(_) => Some("where it leads to a file, check that the disk is not full, then try again"),
            Self::Scratch { .. } => Some("name a folder that you may write into by TMPDIR, then try again"),
            Self::Listen { hint, .. } | Self::Browser { hint, .. } => Some(hint),
            Self::Bug(_) => Some(bug::HINT),
            Self::Discover(error) => Some(error.hint()),
            Self::Write(error) => Some(error.hint()),
        }
    }
}

/// Runs the command that the process was started with.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let ended = match arguments.command {
        Command::Build(arguments) => once(|| build::run(&arguments)),
        // They guard their work; who answers and listens meanwhile is not to be silent about a panic.
        Command::Serve(arguments) => serve::run(arguments),
        Command::Watch(arguments) => watch::run(arguments),
        Command::Check(arguments) => once(|| check::run(&arguments)),
        Command::New(arguments) => once(|| new::run(&arguments)),
        Command::Export(arguments) => once(|| export::run(&arguments)),
        Command::Schema(arguments) => once(|| schema::run(&arguments)),
        Command::Completions(arguments) => once(|| completions::run(&arguments)),
        Command::Man(arguments) => once(|| man::run(&arguments)),
    };
    match ended {
        Ok(Ended::Done) => ExitCode::SUCCESS,
        Ok(Ended::ContentHasErrors) => ExitCode::from(1),
        Ok(Ended::Interrupted) => ExitCode::from(INTERRUPTED),
        Err(failure) => {
            // Without a place to say it, the exit status says it.
            let _ = report::failure(&mut anstream::stderr().lock(), &failure.to_string(), failure.hint());
            ExitCode::from(if matches!(failure, Failure::Usage(_)) { 2 } else { 3 })
        }
    }
}

/// Runs a command that comes to its end by itself.
fn once(run: impl FnOnce() -> Result<Ended, Failure>) -> Result<Ended, Failure> {
    guarded(run).unwrap_or_else(|bug| Err(bug.into()))
}

/// Prints to standard output as it is, without regard to colours.
fn print(bytes: &[u8]) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(bytes)?;
    stdout.flush()
}

/// Lets a reader that has seen enough, as `head` has, stop reading.
fn unless_closed(printed: io::Result<()>) -> Result<(), Failure> {
    match printed {
        Err(cause) if cause.kind() != io::ErrorKind::BrokenPipe => Err(Failure::Print(cause)),
        _ => Ok(()),
    }
}

/// A folder as it is named to the user: `output/`.
fn folder_name(folder: &Path) -> String {
    let folder = folder.display().to_string();
    if folder.ends_with('/') { folder } else { folder + "/" }
}

/// `1 deck`, `2 decks`.
fn count(number: usize, one: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {one}{plural}")
}

/// `38 ms`, `2.4 s`.
fn elapsed(time: Duration) -> String {
    if time < Duration::from_secs(1) {
        format!("{} ms", time.as_millis())
    } else {
        format!("{:.1} s", time.as_secs_f64())
    }
}

/// Measures how long the steps of a command take.
struct Stopwatch {
    began: Instant,
    steps: Vec<(&'static str, Duration)>,
}

impl Stopwatch {
    fn start() -> Self {
        Self { began: Instant::now(), steps: Vec::new() }
    }

    /// Ends a step: all since the step before.
    fn step(&mut self, name: &'static str) {
        let before: Duration = self.steps.iter().map(|(_, time)| *time).sum();
        self.steps.push((name, self.total().saturating_sub(before)));
    }

    fn total(&self) -> Duration {
        self.began.elapsed()
    }

    /// `read 3 ms, made 20 ms, wrote 4 ms`.
    fn shares(&self) -> String {
        let shares: Vec<String> = self.steps.iter().map(|(name, time)| format!("{name} {}", elapsed(*time))).collect();
        shares.join(", ")
    }
}
