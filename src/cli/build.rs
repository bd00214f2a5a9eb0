//! `quarterdeck build`: makes the output folder.

use std::io::Write;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::thread;

use clap::{Args, ValueEnum};

use crate::cli::live;
use crate::cli::report::{self, Tally, plain};
use crate::cli::{Ended, Failure, SiteArguments, Stopwatch, count, elapsed, ending, folder_name, unless_closed};
use crate::model::base_url::{self, Fault};
use crate::model::document::Audience;
use crate::pipeline::{self, Counts, Options};
use crate::write::{Patience, Stop, Writer, Written};
use crate::{discover, write};

/// Makes the site in output/ from content/
///
/// Nothing is written while the content has errors. Files that did not change are not touched, files that are gone are
/// removed. A folder that holds something and was made by others is refused, and no file of theirs is written over.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    site: SiteArguments,
    #[command(flatten)]
    making: Making,
    /// Say how long each step took
    #[arg(long, short)]
    verbose: bool,
}

/// What is made, and where it goes.
#[derive(Debug, Args)]
pub struct Making {
    /// Where the site goes, relative to the root
    #[arg(long, value_name = "FOLDER", default_value = "output")]
    output: PathBuf,
    #[command(flatten)]
    choices: Choices,
}

/// What is made of the content.
#[derive(Debug, Args)]
pub struct Choices {
    /// Use this theme instead of the one that site.md names
    #[arg(long, value_name = "NAME")]
    theme: Option<String>,
    /// The address of the site, instead of the one in site.md: for feeds, social cards and exported decks; pages link relatively
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<String>,
    /// For whom the site is: an internal one shows notes, internal decks and internal text
    #[arg(long, value_enum, default_value_t = Readers::Public)]
    audience: Readers,
    /// Show drafts too
    #[arg(long)]
    drafts: bool,
    /// Let warnings count as errors
    #[arg(long)]
    strict: bool,
}

impl Choices {
    /// What the build is asked for.
    pub fn options(&self) -> Options {
        Options {
            audience: self.audience.into(),
            drafts: self.drafts,
            theme: self.theme.clone(),
            base_url: self.base_url.clone(),
            strict: self.strict,
        }
    }
}

impl Making {
    /// What the build is asked for.
    pub fn options(&self) -> Options {
        self.choices.options()
    }

    /// The output folder, which must not lie where the site is read.
    pub(super) fn output(&self, site: &SiteArguments) -> Result<PathBuf, Failure> {
        let output = site.folder(&self.output);
        for read in ["content", "themes"].map(|read| site.folder(Path::new(read))) {
            if write::lies_in(&output, &read) {
                return Err(Failure::Usage(format!(
                    "--output {} lies in {}, which is read, not written",
                    self.output.display(),
                    read.display()
                )));
            }
        }
        Ok(output)
    }
}

/// An audience as the command line names it.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Readers {
    Public,
    Internal,
}

impl From<Readers> for Audience {
    fn from(readers: Readers) -> Self {
        match readers {
            Readers::Public => Self::Public,
            Readers::Internal => Self::Internal,
        }
    }
}

fn base_url(url: &str) -> Result<String, String> {
    base_url::read(url).map_err(|Fault { expected, hint }| format!("expected {expected}; {hint}"))
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments) -> Result<Ended, Failure> {
    let mut watch = Stopwatch::start();
    let site = &arguments.site;
    let output = arguments.making.output(site)?;
    let stop = ending::stop_when_interrupted();
    let snapshot = discover::discover(&site.root, site.today()?)?;
    watch.step("read");
    let was_there = output.exists();
    let writer = Writer::new(&output, patience(stop.clone()));
    let options = arguments.making.options();
    let outcome = pipeline::build_into(&snapshot, &options, &|file| writer.take(file));
    watch.step("made");

    let mut stderr = anstream::stderr();
    let tally = Tally::of(&outcome.diagnostics);
    let name = folder_name(&output);
    // What there is to tell is told while files are put into their places.
    let (told, written) = thread::scope(|scope| {
        let written = (tally.errors == 0).then(|| scope.spawn(|| writer.finish()));
        let told = report::draw_briefly(&mut stderr, &snapshot, &outcome.diagnostics);
        (told, written.map(|written| written.join().unwrap_or_else(|panic| resume_unwind(panic))))
    });
    unless_closed(told)?;
    let Some(written) = written else {
        unless_closed(writeln!(stderr, "quarterdeck: {tally}; {}", plain(&nothing_written(&name, was_there))))?;
        return Ok(Ended::ContentHasErrors);
    };
    let written = match written {
        Err(write::Error::Stopped) => {
            unless_closed(writeln!(stderr, "quarterdeck: interrupted; {} is as it was", plain(&name)))?;
            return Ok(Ended::Interrupted);
        }
        written => written?,
    };
    watch.step("wrote");
    let mut lines =
        vec![format!("{} in {}", summary(&outcome.counts, written, &name, options.audience), elapsed(watch.total()))];
    if !outcome.diagnostics.is_empty() {
        lines.insert(0, tally.to_string());
    }
    if arguments.verbose {
        lines.push(watch.shares());
    }
    for line in lines {
        unless_closed(writeln!(stderr, "quarterdeck: {}", plain(&line)))?;
    }
    Ok(if stop.is_said() { Ended::Interrupted } else { Ended::Done })
}

/// Waits for other builds until it is stopped, and says so.
pub(super) fn patience(stop: Stop) -> Patience {
    let tell = |output: &Path| live::say(&format!("waiting for another build, which has {}", folder_name(output)));
    Patience { stop, tell }
}

/// What is said of the folder where a build failed: of one that was not there, nothing.
pub(super) fn nothing_written(output: &str, was_there: bool) -> String {
    if was_there { format!("nothing written, {output} is as it was") } else { "nothing written".to_owned() }
}

/// `3 decks, 15 objectives, 47 key results → output/ (12 pages; 9 files written, 3 unchanged)`, and that a site is none to publish.
pub(super) fn summary(counts: &Counts, written: Written, output: &str, audience: Audience) -> String {
    let decks = count(counts.decks, "deck");
    let objectives = count(counts.objectives, "objective");
    let key_results = count(counts.key_results, "key result");
    let pages = count(counts.pages, "page");
    let files = files(written);
    let internal = if audience == Audience::Internal { "; internal" } else { "" };
    format!("{decks}, {objectives}, {key_results} → {output} ({pages}; {files}{internal})")
}

/// `9 files written, 3 unchanged`, and how many were removed if any were.
pub(super) fn files(written: Written) -> String {
    let files = count(written.written, "file");
    let removed = match written.removed {
        0 => String::new(),
        removed => format!(", {removed} removed"),
    };
    format!("{files} written, {} unchanged{removed}", written.unchanged)
}
