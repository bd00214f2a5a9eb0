//! `quarterdeck new site`: a small site that shows the format by using it.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::new::{objective::start_line, tell};
use crate::cli::{Ended, Failure, SiteArguments};
use crate::model::quarter::{Calendar, Quarter};
use crate::model::slug::slug;
use crate::write::{self, NewFile};

/// The files of the site. In their texts and paths `{quarter}` is the present quarter, `{due}` the last one of the year that
/// begins with it, `{start_line}` what lets a key result begin with it, and `{folder}` the name of the deck's folder.
const FILES: &[(&str, &str)] = &[
    (".gitignore", "# What `quarterdeck build` makes.\n/output/\n"),
    ("content/site.md", include_str!("site/site.md")),
    ("content/web-shop/{folder}/deck.md", include_str!("site/deck.md")),
    ("content/web-shop/{folder}/10-quick-checkout.md", include_str!("site/10-quick-checkout.md")),
    ("content/web-shop/{folder}/20-parcels-that-arrive.md", include_str!("site/20-parcels-that-arrive.md")),
    ("content/web-shop/{folder}/90-status.md", include_str!("site/90-status.md")),
];

/// Makes a small site: one team, its deck of the present quarter, two objectives
///
/// It builds at once, and its files explain the format with a comment here and there. Change the words, and it is yours.
#[derive(Debug, Args)]
#[command(mut_arg("root", |root| root.help("The folder that DIR is relative to")))]
#[command(mut_arg("today", |today| today.help("Begin the quarter of this day [default: today, or `SOURCE_DATE_EPOCH`]")))]
pub struct Arguments {
    /// Where the site goes, relative to the root: a folder that is empty or not there yet
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    #[command(flatten)]
    site: SiteArguments,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments) -> Result<Ended, Failure> {
    let calendar = Calendar { fiscal_year_starts: 1 };
    let files = files(calendar, calendar.quarter_of(arguments.site.today()?));
    let folder = arguments.site.folder(&arguments.folder);
    write::create_in_empty(&folder, &files)?;
    let mut next = vec!["look at it while you change it:".to_owned()];
    if folder != Path::new(".") {
        next.push(format!("  cd {}", quoted(&folder.display().to_string())));
    }
    next.push("  quarterdeck serve --open".to_owned());
    tell(&folder, &files, &next)?;
    Ok(Ended::Done)
}

fn files(calendar: Calendar, quarter: Quarter) -> Vec<NewFile> {
    let due = quarter.year_on();
    let folder = slug(&format!("{} q{}", calendar.year_label(quarter), quarter.number));
    let fill = |text: &str| {
        let text = text.replace("{quarter}", &calendar.label(quarter));
        let text = text.replace("{start_line}", &start_line(quarter, calendar));
        text.replace("{due}", &calendar.label(due)).replace("{folder}", &folder)
    };
    FILES.iter().map(|(path, text)| NewFile { path: fill(path), text: fill(text) }).collect()
}

/// A path as a shell reads it.
fn quoted(path: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '/' | '-' | '_' | '.' | '\\' | ':');
    if path.chars().all(is_plain) { path.to_owned() } else { format!("'{}'", path.replace('\'', "'\\''")) }
}
