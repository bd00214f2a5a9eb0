//! The loop of `serve` and `watch`: looks at the disk whenever the doorbell rings, and builds where something has changed.
//!
//! What rings carries nothing into the build: every look sees the whole site, so deletions, renames and missed events
//! need no case of their own.

pub mod changes;
mod doorbell;
mod mounts;

use std::collections::HashSet;
use std::convert::Infallible;
use std::io::Write;
use std::sync::Arc;
use std::time::{Duration, Instant};

use clap::Args;

use crate::cli::bug::{Bug, guarded};
use crate::cli::live::changes::Change;
use crate::cli::live::doorbell::Doorbell;
use crate::cli::report::{self, Tally, plain};
use crate::cli::{Failure, SiteArguments, count};
use crate::discover::{self, Disk};
use crate::model::artifact::Artifact;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::source::Snapshot;
use crate::pipeline::{self, Memo, Options, Outcome};

/// How long after something was in the way it is tried again.
const AGAIN: Duration = Duration::from_secs(3);

/// How the disk is watched.
#[derive(Debug, Args)]
pub struct Watching {
    /// Look at the files twice a second instead of waiting for the system to tell of changes
    #[arg(long)]
    pub poll: bool,
}

/// What a look at the disk came to.
pub enum News<'a> {
    Built(Build<'a>),
    /// The site cannot be read just now: its folder is gone, or closed.
    Unreadable(&'a discover::Error),
    /// The program itself failed at the build.
    Failed(&'a Bug),
}

/// A build, made because something has changed.
pub struct Build<'a> {
    pub snapshot: &'a Arc<Snapshot>,
    pub outcome: &'a Outcome,
    /// Against the last build that had no errors; empty for the first.
    pub changes: &'a [Change],
    /// From the look at the disk to the finished files.
    pub took: Duration,
}

/// What came of telling.
pub enum Told {
    Done,
    /// Something was in the way: it is told again if nothing changes, after a while.
    Hindered,
}

/// Looks on while a site is made for the first time.
pub trait Onlooker: Sync {
    /// The site could be read: its first build begins.
    fn begin(&self);

    /// A file is there, though mistakes may still be found elsewhere.
    fn show(&self, file: &Artifact);

    /// The paths of files that are waited for.
    fn wanted(&self) -> Vec<String>;
}

/// Builds now and whenever something changes, and calls `tell` after each build. Ends only by a failure: of the first
/// look, or of `tell`.
pub fn run(
    site: &SiteArguments,
    options: &Options,
    watching: &Watching,
    onlooker: Option<&dyn Onlooker>,
    tell: impl FnMut(News) -> Result<Told, Failure>,
) -> Result<Infallible, Failure> {
    let mut of_first = onlooker;
    let build = |snapshot: &Snapshot, memo: &mut Memo| built(snapshot, options, memo, of_first.take());
    run_with(site, watching, build, tell)
}

/// The loop, whatever builds.
fn run_with(
    site: &SiteArguments,
    watching: &Watching,
    mut build: impl FnMut(&Snapshot, &mut Memo) -> Outcome,
    mut tell: impl FnMut(News) -> Result<Told, Failure>,
) -> Result<Infallible, Failure> {
    // It hangs before the first look: what changes from then on rings.
    let mut doorbell = Doorbell::hang(&site.root, watching.poll);
    let mut disk = Disk::default();
    let mut memo = Memo::default();
    let mut seen: Option<Arc<Snapshot>> = None;
    let mut good: Option<Arc<Snapshot>> = None;
    let mut is_first = true;
    // What was told last, while the site cannot be read.
    let mut fault: Option<String> = None;
    loop {
        let mut at_most = None;
        for notice in doorbell.notices() {
            say(&notice);
        }
        let began = Instant::now();
        let look = disk.read(&site.root, site.today()?);
        if disk.has_links() {
            doorbell.look_too();
        }
        if look.is_ok() {
            fault = None;
        }
        match look {
            Ok(snapshot) if seen.as_ref().is_some_and(|seen| is_same(seen, &snapshot)) => {}
            Ok(snapshot) => {
                let snapshot = Arc::new(snapshot);
                is_first = false;
                let outcome = guarded(|| build(&snapshot, &mut memo));
                let took = began.elapsed();
                let changes = good.as_ref().map(|good| changes::between(good, &snapshot)).unwrap_or_default();
                match outcome {
                    Err(bug) => {
                        // What was being remembered may be half-made.
                        memo = Memo::default();
                        tell(News::Failed(&bug.after(named(&changes))))?;
                        seen = Some(snapshot);
                    }
                    Ok(outcome) => {
                        let build = Build { snapshot: &snapshot, outcome: &outcome, changes: &changes, took };
                        match tell(News::Built(build))? {
                            Told::Hindered => {
                                at_most = Some(AGAIN);
                                seen = None;
                            }
                            Told::Done => {
                                if !outcome.artifacts.is_empty() {
                                    good = Some(snapshot.clone());
                                }
                                seen = Some(snapshot);
                            }
                        }
                    }
                }
            }
            Err(error) if is_first => return Err(error.into()),
            Err(error) => {
                let words = error.to_string();
                if fault.as_ref() != Some(&words) {
                    tell(News::Unreadable(&error))?;
                }
                fault = Some(words);
                seen = None;
            }
        }
        doorbell.wait(at_most);
    }
}

/// The build of what a look saw, while somebody may look on.
fn built(snapshot: &Snapshot, options: &Options, memo: &mut Memo, onlooker: Option<&dyn Onlooker>) -> Outcome {
    let Some(on) = onlooker else { return pipeline::rebuild(snapshot, options, memo) };
    on.begin();
    let (show, wanted) = (|file: &Artifact| on.show(file), || on.wanted());
    pipeline::rebuild_showing(snapshot, options, memo, &show, &wanted)
}

/// Whether two looks at the disk saw the same.
fn is_same(a: &Snapshot, b: &Snapshot) -> bool {
    let files = |snapshot: &Snapshot| snapshot.files.len();
    let mut pairs = a.files.iter().zip(&b.files);
    a.today == b.today
        && a.unread == b.unread
        && files(a) == files(b)
        && pairs.all(|(a, b)| a.hash == b.hash && a.path == b.path)
}

/// Prints a line to whoever started the command. Whoever has closed the terminal, or filled the disk of the log, still wants
/// the site.
pub fn say(line: &str) {
    let _ = writeln!(anstream::stderr(), "quarterdeck: {}", plain(line));
}

/// Tells on the terminal what is wrong with builds: each mistake once, when it is made. Notes are only counted there.
#[derive(Default)]
pub struct Teller {
    told: HashSet<Diagnostic>,
}

impl Teller {
    /// Draws the mistakes that are new; what cannot be drawn ends nothing, as with [`say`].
    pub fn draw(&mut self, build: &Build) {
        let all = build.outcome.diagnostics.iter().filter(|each| each.severity > Severity::Note);
        let new: Vec<Diagnostic> = all.clone().filter(|each| !self.told.contains(*each)).cloned().collect();
        // Where something cannot be read, what depends on it is not seen: that is no repair.
        if !build.outcome.artifacts.is_empty() {
            self.told.clear();
        }
        self.told.extend(all.cloned());
        if let Err(bug) = guarded(|| report::draw(&mut anstream::stderr().lock(), build.snapshot, &new)) {
            bug.tell();
        }
    }
}

/// `2 errors, 1 warning, 3 notes`; `None` where all is well.
pub fn tally(outcome: &Outcome) -> Option<String> {
    (!outcome.diagnostics.is_empty()).then(|| Tally::of(&outcome.diagnostics).to_string())
}

/// `content/a/10-b.md`, `content/a/10-b.md and 3 more files`; `None` for a first build.
pub fn named(changes: &[Change]) -> Option<String> {
    let first = &changes.first()?.file;
    Some(match changes.len() - 1 {
        0 => first.to_string(),
        more => format!("{first} and {} more", count(more, "file")),
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use anyhow::Result;

    use super::*;
    use crate::model::document::Audience;

    /// What the loop tells of one title of a site after the other, while the builds of the titles that are `bad` panic.
    fn told(titles: &[&str], bad: &[&str]) -> Result<Vec<String>> {
        let root = tempfile::tempdir()?;
        let content = root.path().join("content");
        fs::create_dir_all(content.join("team"))?;
        fs::write(content.join("team/deck.md"), "---\ntitle: A deck\nteam: A team\nquarter: Q1 2021\n---\n")?;
        let mut titles = titles.iter();
        let mut save = || -> Result<(), Failure> {
            let title = titles.next().ok_or_else(|| Failure::Usage("that was all".to_owned()))?;
            fs::write(content.join("site.md"), format!("---\ntitle: {title}\n---\n")).map_err(Failure::Run)
        };
        save()?;
        let site = SiteArguments { root: root.path().to_owned(), today: Some("2021-02-01".parse()?) };
        let options = Options { audience: Audience::Internal, drafts: true, ..Options::default() };
        let build = |snapshot: &Snapshot, memo: &mut Memo| {
            let outcome = pipeline::rebuild(snapshot, &options, memo);
            let text = snapshot.get("content/site.md").and_then(|site| site.text()).unwrap_or_default();
            assert!(!bad.iter().any(|bad| text.contains(bad)), "no way");
            outcome
        };
        let mut told = Vec::new();
        let _ = run_with(&site, &Watching { poll: true }, build, |news| {
            told.push(match news {
                News::Built(Build { outcome, .. }) => format!("{} files parsed", outcome.work.parsed),
                News::Unreadable(error) => error.to_string(),
                News::Failed(bug) => bug.to_string(),
            });
            save().map(|()| Told::Done)
        });
        Ok(told)
    }

    #[test]
    fn a_panic_ends_no_preview_and_what_it_left_is_forgotten() -> Result<()> {
        let told = told(&["one", "two", "bad", "four", "five"], &["bad"])?;
        let [first, second, failed, fourth, fifth] = &*told else { anyhow::bail!("{told:?}") };
        assert_eq!([first, second], ["2 files parsed", "1 files parsed"]);
        let expected = "quarterdeck itself failed after a change of content/site.md: no way (src/cli/live.rs:";
        assert!(failed.starts_with(expected), "{failed}");
        assert_eq!([fourth, fifth], ["2 files parsed", "1 files parsed"]);
        Ok(())
    }

    #[test]
    fn a_first_build_that_panics_is_told_and_the_next_one_made() -> Result<()> {
        let told = told(&["bad", "two"], &["bad"])?;
        let [failed, second] = &*told else { anyhow::bail!("{told:?}") };
        assert!(failed.starts_with("quarterdeck itself failed: no way (src/cli/live.rs:"), "{failed}");
        assert_eq!(second, "2 files parsed");
        Ok(())
    }
}
