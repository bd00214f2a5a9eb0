//! `quarterdeck watch`: makes the output folder again whenever something changes.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use clap::Args;

use crate::cli::build::{self, Making};
use crate::cli::live::{self, News, Teller, Told, Watching};
use crate::cli::report;
use crate::cli::{Ended, Failure, SiteArguments, elapsed, ending, folder_name};
use crate::model::document::Audience;
use crate::write::{self, Succession};

/// How long a style or script that a page named stays after the page has become another one.
const STAY: Duration = Duration::from_secs(10);

/// Makes the site in output/ again whenever something changes
///
/// Whoever reads output/ meanwhile sees a site that is whole. While the content has errors, the last good site stays.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    site: SiteArguments,
    #[command(flatten)]
    making: Making,
    #[command(flatten)]
    watching: Watching,
}

/// Runs the command until it is interrupted.
pub(super) fn run(arguments: Arguments) -> Result<Ended, Failure> {
    let output = arguments.making.output(&arguments.site)?;
    let patience = build::patience(ending::stop_when_interrupted());
    let succession = Arc::new(Mutex::new(Succession::new(&output, STAY, patience)));
    let versions = succession.clone();
    let ended = ending::until_interrupted(&ending::runtime()?, move || {
        let Arguments { site, making, watching } = &arguments;
        let options = making.options();
        let mut telling = Telling {
            output: &output,
            audience: options.audience,
            versions: &versions,
            teller: Teller::default(),
            has_written: false,
            hindrance: None,
        };
        live::run(site, &options, watching, None, |news| telling.tell(&news))
    })?;
    // A version that is being written just now is given up, or is whole in a moment.
    let mut succession = succession.lock().unwrap_or_else(PoisonError::into_inner);
    succession.end()?;
    // No other one is begun before the program is gone.
    std::mem::forget(succession);
    Ok(ended)
}

/// What is told of builds, and written.
struct Telling<'a> {
    output: &'a Path,
    /// For whom it is.
    audience: Audience,
    versions: &'a Mutex<Succession>,
    teller: Teller,
    /// A version could be written: what hinders a later one goes away again.
    has_written: bool,
    /// What hinders this version, as it was told.
    hindrance: Option<String>,
}

impl Telling<'_> {
    /// Writes what was built, and says so. Fails where not even the first version can be written.
    fn tell(&mut self, news: &News) -> Result<Told, Failure> {
        let name = folder_name(self.output);
        let build = match news {
            News::Built(build) => build,
            News::Unreadable(error) => {
                live::say(&format!("{error}; {name} is as it was"));
                return Ok(Told::Done);
            }
            News::Failed(bug) => {
                bug.tell();
                live::say(&build::nothing_written(&name, self.output.exists()));
                return Ok(Told::Done);
            }
        };
        self.teller.draw(build);
        if build.outcome.artifacts.is_empty() {
            let tally = live::tally(build.outcome).unwrap_or_default();
            live::say(&format!("{tally}; {}", build::nothing_written(&name, self.output.exists())));
            return Ok(Told::Done);
        }
        let writing = Instant::now();
        let written = {
            // Not held while it is said: whoever hears of it may end the command at once.
            let mut versions = self.versions.lock().unwrap_or_else(PoisonError::into_inner);
            versions.write(&build.outcome.artifacts, writing)
        };
        match written {
            Ok(written) => {
                self.has_written = true;
                self.hindrance = None;
                let took = elapsed(build.took + writing.elapsed());
                live::say(&match live::named(build.changes) {
                    Some(changed) => format!("{changed} → {name} ({}) in {took}", build::files(written)),
                    None => {
                        format!("{} in {took}", build::summary(&build.outcome.counts, written, &name, self.audience))
                    }
                });
            }
            // The command is ending: nothing failed.
            Err(write::Error::Stopped) => {}
            Err(error) if self.has_written => {
                let words = error.to_string();
                if self.hindrance.as_ref() != Some(&words) {
                    let _ = report::failure(&mut anstream::stderr().lock(), &words, Some(error.hint()));
                    live::say("this version is written as soon as it can be");
                }
                self.hindrance = Some(words);
                return Ok(Told::Hindered);
            }
            Err(error) => return Err(error.into()),
        }
        Ok(Told::Done)
    }
}
