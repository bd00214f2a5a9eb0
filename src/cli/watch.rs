//! `quarterdeck watch`: makes the output folder again whenever something changes.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use clap::Args;

use crate::cli::build::{self, Making};
use crate::cli::live::{self, News, Teller, Watching};
use crate::cli::{Ended, Failure, SiteArguments, elapsed, ending, folder_name};
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
    let succession = Arc::new(Mutex::new(Succession::new(&output, STAY, ending::stop_when_interrupted())));
    let versions = succession.clone();
    let ended = ending::until_interrupted(&ending::runtime()?, move || {
        let Arguments { site, making, watching } = &arguments;
        let mut teller = Teller::default();
        live::run(site, &making.options(), watching, None, |news| tell(&news, &mut teller, &output, &versions))
    })?;
    // A version that is being written just now is given up, or is whole in a moment.
    let mut succession = succession.lock().unwrap_or_else(PoisonError::into_inner);
    succession.end()?;
    // No other one is begun before the program is gone.
    std::mem::forget(succession);
    Ok(ended)
}

fn tell(news: &News, teller: &mut Teller, output: &Path, versions: &Mutex<Succession>) -> Result<(), Failure> {
    let build = match news {
        News::Built(build) => build,
        News::Unreadable(error) => return live::say(&format!("{error}; {} is as it was", folder_name(output))),
    };
    teller.draw(build)?;
    let name = folder_name(output);
    if build.outcome.artifacts.is_empty() {
        let tally = live::tally(build.outcome).unwrap_or_default();
        return live::say(&format!("{tally}; {}", build::nothing_written(&name, output.exists())));
    }
    let writing = Instant::now();
    let written = {
        // Not held while it is said: whoever hears of it may end the command at once.
        let mut versions = versions.lock().unwrap_or_else(PoisonError::into_inner);
        match versions.write(&build.outcome.artifacts, writing) {
            // The command is ending: nothing failed.
            Err(write::Error::Stopped) => return Ok(()),
            written => written?,
        }
    };
    let took = elapsed(build.took + writing.elapsed());
    live::say(&match live::named(build.changes) {
        Some(changed) => format!("{changed} → {name} ({}) in {took}", build::files(written)),
        None => format!("{} in {took}", build::summary(&build.outcome.counts, written, &name)),
    })
}
