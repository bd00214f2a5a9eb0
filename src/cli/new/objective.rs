//! `quarterdeck new objective`: a file to fill in, behind the others of a deck.

use std::path::PathBuf;

use clap::Args;

use crate::cli::new::decks::Site;
use crate::cli::new::tell;
use crate::cli::{Ended, Failure, SiteArguments};
use crate::model::book::{Deck, FileContent};
use crate::model::quarter::{Calendar, Quarter};
use crate::model::script::{Part, composed, part};
use crate::model::slug::slug;
use crate::write::{self, NewFile};

/// What the file says: `{title}`, `{owner}`, when it begins and is due and, where need be, the id are put in.
const TEXT: &str = include_str!("objective/objective.md");

/// Begins an objective, behind the others of a deck
///
/// Makes a file with the keys of an objective, to be filled in: it runs for four quarters. The deck is the one of the current folder, else the newest.
#[derive(Debug, Args)]
#[command(mut_arg("today", |today| today.hide(true)))]
pub struct Arguments {
    /// Its id, which it keeps from quarter to quarter, in small letters: `quick-checkout`
    #[arg(value_name = "ID")]
    id: String,
    /// The folder of the deck, instead of the newest one's
    #[arg(long, value_name = "FOLDER")]
    deck: Option<PathBuf>,
    /// The team whose newest deck it is, by its id or name, where the site has several
    #[arg(long, value_name = "TEAM", conflicts_with = "deck")]
    team: Option<String>,
    /// The title, instead of the id in words
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    #[command(flatten)]
    site: SiteArguments,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments) -> Result<Ended, Failure> {
    let id = &*composed(&arguments.id);
    check_id(id)?;
    let site = Site::read(&arguments.site)?;
    let deck = match (&arguments.deck, &arguments.team, site.deck_here()) {
        (Some(folder), _, _) => site.deck_named("--deck", folder)?,
        (None, None, Some(here)) => here,
        (None, team, _) => site.newest_deck(&site.team(team.as_deref())?)?,
    };
    if let Some(file) = deck.files.iter().find(|file| file.id == *id) {
        return Err(Failure::Usage(format!("the id {id:?} is taken in this deck, by {}", file.path)));
    }
    let names = deck.files.iter().map(|file| {
        let is_objective = matches!(file.content, FileContent::Objective(_));
        (file.path.rsplit('/').next().unwrap_or_default(), is_objective)
    });
    let prefix = prefix(&names.collect::<Vec<_>>());
    let title = arguments.title.clone().unwrap_or_else(|| in_words(id));
    // Without a prefix of its own the name would lose the number that the id begins with.
    let written_id = prefix.is_empty() && id.starts_with(|letter: char| letter.is_ascii_digit());
    let id_line = if written_id { format!("id: {id}\n") } else { String::new() };
    let due_line = due_line(deck, site.book.site.calendar);
    let text = TEXT.replace("{id_line}", &id_line).replace("{due_line}", &due_line);
    let start_line = if deck.has_quarter { start_line(deck.quarter, site.book.site.calendar) } else { String::new() };
    let text = text.replace("{start_line}", &start_line);
    let text = text.replace("{owner}", &scalar(&deck.team.name));
    let path = format!("content/{}/{prefix}{id}.md", deck.folder);
    let files = [NewFile { path, text: text.replace("{title}", &scalar(&title)) }];
    write::create(&site.root, &files)?;
    tell(&site.root, &files, &[])?;
    Ok(Ended::Done)
}

/// Whether it can be an objective's id and the name of its file.
fn check_id(id: &str) -> Result<(), Failure> {
    let usage = |message: String| Err(Failure::Usage(message));
    if !id.contains(char::is_alphanumeric) {
        return usage(format!("{id:?} is no id: write it in small letters, like \"quick-checkout\""));
    }
    if slug(id) != id {
        return usage(format!("{id:?} is no id: write it like {:?}", slug(id)));
    }
    if id == "title" {
        return usage("the id \"title\" is the title slide's: choose another".into());
    }
    Ok(())
}

/// When it is due: at the end of the year that begins with the deck's quarter. Nothing where the deck has no quarter.
fn due_line(deck: &Deck, calendar: Calendar) -> String {
    let due = calendar.label(deck.quarter.year_on());
    if deck.has_quarter { format!("due: {due}\n") } else { String::new() }
}

/// When a key result begins that is first stated in this quarter: by default that is the year's first one.
pub(super) fn start_line(quarter: Quarter, calendar: Calendar) -> String {
    if quarter.number == 1 { String::new() } else { format!("    start: {}\n", calendar.label(quarter)) }
}

/// What the name of a file begins with that is to stand behind the objectives among these, numbered as they are, and before
/// what stands behind those. Of each it is said whether it is an objective.
fn prefix(names: &[(&str, bool)]) -> String {
    let mut numbered: Vec<(u32, &str, char, bool)> = names
        .iter()
        .filter_map(|(name, is_objective)| {
            let (digits, mark, number) = number(name)?;
            Some((number, digits, mark, *is_objective))
        })
        .collect();
    numbered.sort_unstable();
    let Some(&last) = numbered.last() else {
        return if names.is_empty() { "10-".to_owned() } else { String::new() };
    };
    let gaps = numbered.windows(2).map(|pair| pair[1].0 - pair[0].0).filter(|gap| *gap > 0);
    let usual = gaps.min().unwrap_or(if last.0 % 10 == 0 { 10 } else { 1 });
    // Where there is no room behind the last objective, it is behind everything.
    let objective = numbered.iter().rev().find(|(.., is_objective)| *is_objective).copied();
    let behind = objective.into_iter().chain([last]).find_map(|(number, digits, mark, _)| {
        let next = numbered.iter().map(|(next, ..)| *next).find(|next| *next > number).unwrap_or(u32::MAX);
        let fitting =
            [usual, 5, 1].into_iter().map(|step| number.saturating_add(step)).filter(|fitting| *fitting < next);
        let width = digits.len();
        // Folders are listed by name: a number with more digits would stand in front.
        let written = fitting.map(|fitting| format!("{fitting:0width$}")).find(|written| written.len() == width);
        written.map(|written| format!("{written}{mark}"))
    });
    behind.unwrap_or_else(|| format!("{}5{}", last.1, last.2))
}

/// The number that a name begins with: its digits, what follows them, and what it is.
fn number(name: &str) -> Option<(&str, char, u32)> {
    let (digits, rest) = name.split_at(name.bytes().take_while(u8::is_ascii_digit).count());
    let mark = rest.chars().next().filter(|mark| matches!(mark, '-' | '_'))?;
    Some((digits, mark, digits.parse().ok()?))
}

/// `quick-checkout` becomes `Quick checkout`.
fn in_words(id: &str) -> String {
    let words = id.replace(['-', '_'], " ");
    let mut letters = words.trim().chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// A text as a value of the front matter, quoted where YAML might read something else.
fn scalar(text: &str) -> String {
    let is_plain = |letter: char| part(letter) != Part::Between || matches!(letter, ' ' | '-' | '.' | ',');
    let means_else = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let is_text = text.starts_with(char::is_alphabetic) && text.trim_end() == text;
    if is_text && text.chars().all(is_plain) && !means_else.contains(&&*text.to_lowercase()) {
        return text.to_owned();
    }
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::{prefix, scalar};

    #[test]
    fn a_file_is_numbered_behind_the_others() {
        for (names, expected) in [
            (&[][..], "10-"),
            (&["10-a.md"], "20-"),
            (&["10-a.md", "20-b.md", "30-c.md"], "40-"),
            (&["01-a.md", "02-b.md"], "03-"),
            (&["1_a.md"], "2_"),
            (&["84-a.md", "86-b.md", "88-c.md"], "90-"),
            (&["10-a.md", "20-b.md", "90-z.md"], "95-"),
            (&["98-a.md", "99-b.md"], "995-"),
            (&["a.md", "b.md"], ""),
            (&["10-a.md", "zebra.md"], "20-"),
        ] {
            for is_objective in [false, true] {
                let names: Vec<_> = names.iter().map(|name| (*name, is_objective)).collect();
                assert_eq!(prefix(&names), expected, "{names:?}");
            }
        }
    }

    #[test]
    fn an_objective_is_numbered_before_what_closes_the_deck() {
        for (before, objectives, behind, expected) in [
            (&[][..], &["10-a.md", "20-b.md"][..], &["90-z.md"][..], "30-"),
            (&["05-o.md"], &["10-a.md", "20-b.md"], &["90-z.md", "95-y.md"], "25-"),
            (&[], &["10-a.md"], &["15-z.md"], "11-"),
            (&[], &["1-a.md", "2-b.md"], &["3-z.md"], "4-"),
            (&[], &["8-a.md", "9-b.md"], &["10-z.md"], "11-"),
        ] {
            let all = [(before, false), (objectives, true), (behind, false)];
            let names: Vec<_> = all.iter().flat_map(|(names, is)| names.iter().map(|name| (*name, *is))).collect();
            assert_eq!(prefix(&names), expected, "{names:?}");
        }
    }

    #[test]
    fn texts_are_quoted_where_yaml_has_other_plans() {
        for (text, expected) in [
            ("Quick checkout", "Quick checkout"),
            ("Technology", "Technology"),
            ("स्वास्थ्य", "स्वास्थ्य"),
            ("Ship: it", "\"Ship: it\""),
            ("yes", "\"yes\""),
            ("Say \"no\"", "\"Say \\\"no\\\"\""),
            ("It's #1", "\"It's #1\""),
        ] {
            assert_eq!(scalar(text), expected, "{text}");
        }
    }
}
