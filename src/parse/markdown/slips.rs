//! Lines that one sign keeps from being what they are meant to be, as programs mend what is typed: they are shown as text.

use crate::model::diagnostic::Code;

/// What a line was meant to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// `—` or `--` for `---`.
    Slide,
    /// `##Title`, or one with another space than that of the space bar.
    Heading,
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

#[cfg(test)]
mod tests {
    use super::{Slip, between_empty_lines, of_paragraph};

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
