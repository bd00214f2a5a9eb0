//! Lines that a sign keeps from being what they are meant to be, as programs mend what is typed. They are shown to everybody, most of
//! them as text.

use crate::model::diagnostic::Code;
use crate::parse::markdown::structure::NAMES;

/// What a line was meant to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// `—` or `--` for `---`.
    Slide,
    /// `##Title`, or one with another space than that of the space bar.
    Heading,
    /// `• First`, as lists are pasted from other programs.
    Item,
    /// The first row of a table without the line below it.
    Row,
    /// A row of a table whose cells are parted by tabs.
    Columns,
    /// `## Title {.internal}`: a class, which hides nothing.
    Class,
    /// `\\::: internal`, as other programs save what was typed.
    Escaped,
}

impl Slip {
    /// What is wrong with such a line, and the way out.
    pub fn explain(self, line: &str) -> (Code, String, String) {
        match self {
            Self::Slide => {
                let message = format!("`{line}` begins no slide, and is shown as text");
                (Code::NoSlide, message, "write `---`, with three hyphens and no dash".to_owned())
            }
            Self::Heading => {
                let text = line.trim_start_matches('#');
                let marks = &line[..line.len() - text.len()];
                let message = "this is no heading: the space of the space bar is missing behind its marks".to_owned();
                (Code::HeadingSkips, message, format!("write `{marks} {}`", text.trim()))
            }
            Self::Item => {
                let (sign, text) = bullet(line).unwrap_or_default();
                let message = format!("`{sign}` begins no item, so that these lines run together");
                (Code::RunsTogether, message, format!("write `- {text}`"))
            }
            Self::Row => {
                let message = "these lines are no table, and run together".to_owned();
                let rule = "|---".repeat(cells(line).unwrap_or_default());
                (Code::RunsTogether, message, format!("write `{rule}|` as its second line"))
            }
            Self::Columns => {
                let message = "these lines are no table, and run together: tabs part no cells".to_owned();
                let cells: Vec<_> = line.split('\t').map(str::trim).collect();
                let hint = format!("write `| {} |`, and `{}|` below it", cells.join(" | "), "|---".repeat(cells.len()));
                (Code::RunsTogether, message, hint)
            }
            Self::Class => {
                let message = "a class hides nothing: this slide is shown to everybody".to_owned();
                let hint = "put a line `::: internal` below the `---` that begins it, and a line `:::` at its end; or give the \
                            class another name";
                (Code::UnknownKind, message, hint.to_owned())
            }
            Self::Escaped => {
                let message = "behind a backslash this begins no container: its text is shown to everybody".to_owned();
                (Code::UnknownKind, message, format!("write `{}`, and `:::` at its end", line.trim_start_matches('\\')))
            }
        }
    }
}

/// What a line between empty ones was meant to be.
pub fn between_empty_lines(bare: &str) -> Option<Slip> {
    let is_dash = |letter: char| matches!(letter, '-' | '–' | '—' | '−' | '‑');
    let is_short = !bare.is_empty() && bare.chars().all(is_dash) && bare.chars().count() <= 3;
    (is_short && !matches!(bare, "-" | "---")).then_some(Slip::Slide)
}

/// What a line that begins a paragraph was meant to be. A word behind a single mark is a name or a number.
pub fn of_paragraph(bare: &str) -> Option<Slip> {
    let text = bare.strip_prefix('#')?.trim_start_matches('#');
    let marks = bare.len() - text.len();
    let is_spaced = text.starts_with(|letter: char| letter.is_whitespace() && !matches!(letter, ' ' | '\t'));
    let is_crowded = marks > 1 && text.starts_with(char::is_alphabetic);
    (marks <= 6 && (is_spaced || is_crowded) && !text.trim().is_empty()).then_some(Slip::Heading)
}

/// What a line was meant to be that others of its sort stand around: told of the first of them.
pub fn of_first(before: &str, line: &str, next: &str) -> Option<Slip> {
    if bullet(line).is_some() {
        return (bullet(next).is_some() && bullet(before).is_none()).then_some(Slip::Item);
    }
    if let Some(wanted) = cells(line) {
        let has_rule = is_rule(next) && cells(next) == Some(wanted);
        let is_first = !is_rule(line) && !before.starts_with('|');
        return (is_first && cells(next).is_some() && !has_rule).then_some(Slip::Row);
    }
    let columns = columns(line)?;
    let are_alike = |other: &str| self::columns(other) == Some(columns);
    (are_alike(next) && !are_alike(before)).then_some(Slip::Columns)
}

/// The sign that other programs begin an item with, and its text.
fn bullet(line: &str) -> Option<(&str, &str)> {
    /// Items wherever they begin a line.
    const SIGNS: &str = "•◦‣▪▫●○■□➢✓✔☐☑☒✅❌➔";
    /// Items where a space follows: of whatever sort, and one that Markdown does not know.
    const SPACED: &str = "–—·→";
    let sign = line.chars().next()?;
    let (mark, text) = line.split_at(sign.len_utf8());
    let is_odd = |space: char| space.is_whitespace() && !matches!(space, ' ' | '\t');
    let is_item = match sign {
        'o' | '§' => text.starts_with('\t'),
        '-' | '*' | '+' => text.starts_with(is_odd),
        _ if SPACED.contains(sign) => text.starts_with(char::is_whitespace),
        _ => SIGNS.contains(sign),
    };
    is_item.then(|| (mark, text.trim()))
}

/// How many columns a line has that tabs part, as tables are copied from other programs.
fn columns(line: &str) -> Option<usize> {
    line.contains('\t')
        .then(|| line.split('\t').filter(|cell| !cell.trim().is_empty()).count())
        .filter(|count| *count > 1)
}

/// How many cells a line between `|` has. Of marks that may be text (`\|`, code) nothing is known.
fn cells(line: &str) -> Option<usize> {
    let inner = line.strip_prefix('|')?.strip_suffix('|')?;
    (!inner.is_empty() && !line.contains(['\\', '`'])).then(|| inner.split('|').count())
}

/// Whether a line is made as the one below a table's head is.
fn is_rule(line: &str) -> bool {
    line.contains('-') && line.chars().all(|letter| matches!(letter, '|' | '-' | ':' | ' ' | '\t'))
}

/// A heading with a class that private text is called by.
pub fn of_heading(bare: &str) -> Option<Slip> {
    let (_, classes) = bare.strip_prefix('#')?.strip_suffix('}')?.rsplit_once('{')?;
    let is_private = |class: &str| matches!(class, ".internal" | ".private");
    classes.split_whitespace().any(is_private).then_some(Slip::Class)
}

/// The beginning of a container behind a backslash.
pub fn of_escaped(bare: &str) -> Option<Slip> {
    let name = bare.strip_prefix("\\:::")?.trim();
    NAMES.iter().any(|(known, _)| *known == name).then_some(Slip::Escaped)
}

#[cfg(test)]
mod tests {
    use super::{Slip, between_empty_lines, of_escaped, of_first, of_heading, of_paragraph};

    #[test]
    fn escaped_containers_are_seen() {
        assert_eq!(of_escaped("\\::: internal"), Some(Slip::Escaped));
        for line in ["\\:::", "\\::: wide", "\\::: internal words", "::: internal"] {
            assert_eq!(of_escaped(line), None, "{line}");
        }
    }

    #[test]
    fn lines_that_run_together_are_seen_once() {
        for (before, line, next, slip) in [
            ("", "• Beds", "• Wards", Some(Slip::Item)),
            ("We counted:", "▪ Beds", "▪ Wards", Some(Slip::Item)),
            ("• Beds", "• Wards", "• Nurses", None),
            ("", "● Beds", "○ of wards", Some(Slip::Item)),
            ("", "– Beds", "– Wards", Some(Slip::Item)),
            ("", "o\tBeds", "o\tWards", Some(Slip::Item)),
            ("", "-\u{a0}Beds", "-\u{a0}Wards", Some(Slip::Item)),
            ("", "–5 beds", "–6 wards", None),
            ("Beds are good.", "— Ada", "", None),
            ("", "on wards", "of beds", None),
            ("", "Ward\tBeds", "A\t12", Some(Slip::Columns)),
            ("Ward\tBeds", "A\t12", "B\t14", None),
            ("", "Ward\tBeds", "A", None),
            ("", "• Beds", "", None),
            ("", "| Bed | Ward |", "| 12 | A |", Some(Slip::Row)),
            ("", "| Bed | Ward |", "|---|", Some(Slip::Row)),
            ("", "| Bed | Ward |", "|:-- | --:|", None),
            ("| Bed | Ward |", "|---|---|", "| 12 | A |", None),
            ("|---|---|", "| 12 | A |", "| 14 | B |", None),
            ("", "| Bed | Ward |", "", None),
            ("", "| `a|b` |", "| c |", None),
            ("| `a` | b |", "| c | d |", "| e | f |", None),
            ("| a | b", "| c | d |", "| e | f |", None),
            ("", "Beds", "Wards", None),
        ] {
            assert_eq!(of_first(before, line, next), slip, "{line} / {next}");
        }
    }

    #[test]
    fn classes_that_hide_nothing_are_seen() {
        for line in ["## Rates {.internal}", "# Rates {.wide .private #rates}", "#{.internal}"] {
            assert_eq!(of_heading(line), Some(Slip::Class), "{line}");
        }
        for line in ["## Rates {.wide}", "## Rates {internal}", "Rates {.internal}", "## Rates {.internal} and more"] {
            assert_eq!(of_heading(line), None, "{line}");
        }
    }

    #[test]
    fn lines_that_are_nearly_something_else_are_seen() {
        for line in ["—", "–", "--", "–––", "—-", "−−−"] {
            assert_eq!(between_empty_lines(line), Some(Slip::Slide), "{line}");
        }
        for line in ["", "-", "---", "----", "— Ada", "***"] {
            assert_eq!(between_empty_lines(line), None, "{line}");
        }
        for line in ["##Title", "###Über", "#\u{a0}Title", "##\u{a0}Title"] {
            assert_eq!(of_paragraph(line), Some(Slip::Heading), "{line}");
        }
        for line in ["#Title", "## Title", "#9628", "##", "##\u{a0}", "#######Title", "##1", "Title"] {
            assert_eq!(of_paragraph(line), None, "{line}");
        }
    }
}
