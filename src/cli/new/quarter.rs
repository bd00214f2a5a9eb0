//! `quarterdeck new quarter`: a team's next deck, begun from an earlier one.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;

use crate::cli::new::decks::Site;
use crate::cli::new::{folder, objectives, tell, unused};
use crate::cli::report::{self, Tally};
use crate::cli::{Ended, Failure, SiteArguments, count, unless_closed};
use crate::model::book::{Deck, FileContent, Team};
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::quarter::{Calendar, Quarter, WrittenQuarter};
use crate::model::source::{Snapshot, Source};
use crate::pipeline::carry::{self, Carry};
use crate::pipeline::{self, Options};
use crate::write::{self, NewFile};

/// Begins a team's next deck, with the objectives that are still running
///
/// Goes on from the team's newest deck before that quarter: ids, titles, baselines, targets, owners and due dates come along as
/// they are written; check-ins, statuses, texts and notes stay behind. Earlier numbers are read from the earlier decks.
#[derive(Debug, Args)]
#[command(mut_arg("today", |today| today.hide(true)))]
pub struct Arguments {
    /// The quarter, as a deck has it: `Q4 FY2020-21`, `Q4 2021`
    #[arg(value_name = "LABEL", num_args = 1.., required = true)]
    label: Vec<String>,
    /// The team, by its id or name, where the site has several
    #[arg(long, value_name = "TEAM")]
    team: Option<String>,
    /// The folder of the deck to go on from, instead of the team's newest
    #[arg(long, value_name = "FOLDER")]
    from: Option<PathBuf>,
    #[command(flatten)]
    site: SiteArguments,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments) -> Result<Ended, Failure> {
    let site = Site::read(&arguments.site)?;
    let calendar = site.book.site.calendar;
    let named = arguments.from.as_ref().map(|folder| site.deck_named("--from", folder)).transpose()?;
    let team = match (named, &arguments.team) {
        (Some(deck), None) => deck.team.clone(),
        (_, wanted) => site.team(wanted.as_deref())?,
    };
    if let Some(deck) = named.filter(|deck| deck.team.id != team.id) {
        return Err(Failure::Usage(format!("--from names a deck of {}, not of {}", deck.team.name, team.name)));
    }
    let decks: Vec<&Arc<Deck>> =
        site.book.decks.iter().filter(|deck| deck.team.id == team.id && deck.has_quarter).collect();
    let quarter = read_quarter(&arguments.label.join(" "), &decks, calendar)?;
    if let Some(deck) = decks.iter().find(|deck| deck.quarter == quarter) {
        let label = calendar.label(quarter);
        return Err(Failure::Usage(format!("{} has a deck of {label}: content/{}/", team.name, deck.folder)));
    }
    let Some(last) = named.or_else(|| decks.iter().copied().find(|deck| deck.quarter < quarter)) else {
        return Err(none_before(&team, &decks, quarter, calendar));
    };

    let mut plan = Plan::of(last, quarter, calendar, &site.snapshot);
    let snapshot = with(&site.snapshot, &plan.files);
    let options = Options { drafts: true, ..Options::default() };
    let told = pipeline::check(&snapshot, &options);
    let is_mistake = |told: &&Diagnostic| told.severity == Severity::Error;
    let mistakes: Vec<Diagnostic> = told.iter().filter(is_mistake).cloned().collect();
    if !mistakes.is_empty() {
        let mut stderr = anstream::stderr().lock();
        unless_closed(report::draw(&mut stderr, &snapshot, &mistakes))?;
        let tally = Tally::of(&mistakes);
        drop(stderr);
        tell(&site.root, &[], &[format!("{tally}; nothing made, correct them first")])?;
        return Ok(Ended::ContentHasErrors);
    }
    unused::take_out(&mut plan.files, &told);
    write::create(&site.root, &plan.files)?;
    tell(&site.root, &plan.files, &plan.summary(last, calendar))?;
    Ok(Ended::Done)
}

/// The quarter that somebody asks for, in full.
fn read_quarter(label: &str, decks: &[&Arc<Deck>], calendar: Calendar) -> Result<Quarter, Failure> {
    match Calendar::read(label) {
        Some(WrittenQuarter::Full(quarter)) => Ok(quarter),
        Some(WrittenQuarter::OfDeckYear(number)) => {
            let after = decks.first().map(|deck| deck.quarter.ordinal() + 1);
            let next = after.map(|after| (after..after + 4).map(Quarter::from_ordinal));
            let next = next.and_then(|mut next| next.find(|quarter| quarter.number == number));
            let hint = next.map(|next| format!(": write {:?}", calendar.label(next))).unwrap_or_default();
            Err(Failure::Usage(format!("{label:?} does not say of which year{hint}")))
        }
        None => {
            let example = calendar.label(Quarter { year: 2027, number: 1 });
            Err(Failure::Usage(format!("{label:?} is no quarter: write it like {example:?}")))
        }
    }
}

fn none_before(team: &Team, decks: &[&Arc<Deck>], quarter: Quarter, calendar: Calendar) -> Failure {
    let label = calendar.label(quarter);
    let first = decks.last().map(|deck| format!(", the first is of {}", calendar.label(deck.quarter)));
    Failure::Usage(format!(
        "{} has no deck before {label} to go on from{}; name one with --from",
        team.name,
        first.unwrap_or_default()
    ))
}

/// A site with more files.
fn with(snapshot: &Snapshot, files: &[NewFile]) -> Snapshot {
    let mut more = snapshot.clone();
    more.files.extend(files.iter().map(|file| Source::new(file.path.as_str(), file.text.as_bytes())));
    more.files.sort_by(|a, b| a.path.cmp(&b.path));
    more
}

/// What the next deck is made of.
struct Plan {
    /// Below the root.
    files: Vec<NewFile>,
    objectives: usize,
    /// The titles of objectives that stay behind, each with the reason.
    left: Vec<String>,
}

impl Plan {
    fn of(last: &Deck, quarter: Quarter, calendar: Calendar, snapshot: &Snapshot) -> Self {
        let is_taken = |folder: &str| {
            let folder = format!("content/{folder}/");
            snapshot.files.iter().any(|file| file.path.starts_with(&folder))
        };
        let folder = folder::next(&last.folder, last.quarter, quarter, calendar, is_taken);
        let carry = Carry { from: last.quarter, to: quarter, calendar, left: Vec::new(), ids: Vec::new() };
        let carried = |path: &str, carry: &dyn Fn(&str) -> Option<String>| {
            let text = snapshot.get(path).and_then(Source::text).and_then(carry)?;
            let name = path.rsplit('/').next().unwrap_or(path);
            Some(NewFile { path: format!("content/{folder}/{name}"), text })
        };
        let mut plan = Self { files: Vec::new(), objectives: 0, left: Vec::new() };
        plan.files.extend(carried(&last.path, &|text| carry::deck(text, &carry)));
        for file in &last.files {
            let runs_on = match &file.content {
                FileContent::Objective(objective) => {
                    let ended = objectives::ended(objective, quarter, calendar);
                    plan.objectives += usize::from(ended.is_none());
                    let left = ended.as_ref().map(|why| format!("{} ({why})", file.title.plain));
                    plan.left.extend(left);
                    ended.is_none()
                }
                FileContent::Overview(_) => objectives::is_needed(file, last, quarter, calendar),
                FileContent::Change(_) | FileContent::AsWritten(_) => false,
            };
            if runs_on {
                let left = objectives::left(&file.content, quarter);
                let carry = Carry { ids: objectives::ids(&file.content, &left), left, ..carry.clone() };
                plan.files.extend(carried(&file.path, &|text| carry::file(text, &carry)));
            }
        }
        plan
    }

    fn summary(&self, last: &Deck, calendar: Calendar) -> Vec<String> {
        let mut lines = Vec::new();
        let from = calendar.label(last.quarter);
        if self.objectives == 0 {
            lines.push(format!(
                "no objective of {from} is still running: begin one with `quarterdeck new objective ID`"
            ));
        } else {
            lines.push(format!("{} of {from} in it: fill in each `check_in:`", count(self.objectives, "objective")));
        }
        lines.extend(self.left.iter().map(|left| format!("left behind: {left}")));
        lines
    }
}
