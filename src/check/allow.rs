//! Diagnostics that an author has silenced, with the reason: a comment above a key or behind its value, above a block of
//! Markdown or in it. That a slide is too full may be silenced anywhere on it.

mod blocks;
mod comments;
mod fences;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::model::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::model::nearest::{did_you_mean, nearest};

pub use comments::allows_of;

/// A comment that silences.
#[derive(Debug)]
pub struct Allow {
    file: Arc<str>,
    /// Bytes of the comment.
    at: Range<usize>,
    /// Bytes in which it silences.
    reach: Range<usize>,
    /// Bytes of the slide that it stands on.
    slide: Range<usize>,
    /// It stands above the first key of the file.
    is_first: bool,
    /// None where it is not written as it must be.
    codes: Vec<String>,
    has_reason: bool,
    /// How it is written here.
    form: &'static str,
}

/// What the comments of a file do with a code.
#[derive(Default)]
struct OfCode {
    /// Where they silence it, in the order of the beginnings; each goes on to the farthest end so far.
    reaches: Vec<Range<usize>>,
    /// The first bytes of what they silenced, in order.
    silenced: Vec<usize>,
}

/// Takes out what is silenced, and adds `unused-allow` for what silences nothing. Errors cannot be silenced. Whether slides are too
/// full is known of files that are laid out; in any other nobody knows what silences that.
pub fn apply<'a>(
    allows: impl Iterator<Item = &'a Allow>,
    mut located: Vec<(Diagnostic, Range<usize>)>,
    is_laid_out: &dyn Fn(&str) -> bool,
) -> Vec<(Diagnostic, Range<usize>)> {
    let allows: Vec<&Allow> = allows.collect();
    if allows.is_empty() {
        return located;
    }
    let mut numbers: HashMap<(&str, &str), usize> = HashMap::new();
    let mut codes: Vec<OfCode> = Vec::new();
    for allow in allows.iter().filter(|allow| allow.has_reason) {
        for code in &allow.codes {
            let number = *numbers.entry((&allow.file, code)).or_insert(codes.len());
            if number == codes.len() {
                codes.push(OfCode::default());
            }
            codes[number].reaches.extend(allow.reaches(code));
        }
    }
    codes.iter_mut().for_each(OfCode::sort);
    located.sort_by_key(|(_, at)| at.start);
    located.retain(|(diagnostic, at)| {
        let number = numbers.get(&(&**diagnostic.place.file(), diagnostic.code.as_str()));
        let can_be = diagnostic.severity < Severity::Error;
        !(can_be && number.is_some_and(|number| codes[*number].silences(at.start)))
    });
    for allow in allows {
        let of = |code: &String| numbers.get(&(&*allow.file, code.as_str())).map(|number| &codes[*number]);
        let silences =
            |code: &String| of(code).is_some_and(|of| allow.reaches(code).any(|reach| of.was_silenced_in(&reach)));
        let is_open = |code: &String| code == Code::Overflow.as_str() && !is_laid_out(&allow.file);
        let is_used = |code: &String| silences(code) || is_open(code);
        let used: Vec<bool> = allow.codes.iter().map(is_used).collect();
        let mut unused = Vec::new();
        explain(allow, &used, &mut unused);
        located.extend(unused.into_iter().map(|diagnostic| (diagnostic, allow.at.clone())));
    }
    located
}

impl Allow {
    /// The bytes in which it silences a code.
    fn reaches(&self, code: &str) -> impl Iterator<Item = Range<usize>> {
        // What is told of a file as a whole stands at its first byte; a comment above its first key reaches it.
        let of_whole = if self.is_first { Some(0..1) } else { None };
        let of_slide = (code == Code::Overflow.as_str()).then(|| self.slide.clone());
        of_whole.into_iter().chain([self.reach.clone()]).chain(of_slide)
    }
}

impl OfCode {
    fn sort(&mut self) {
        self.reaches.sort_by_key(|reach| reach.start);
        let mut end = 0;
        for reach in &mut self.reaches {
            end = end.max(reach.end);
            reach.end = end;
        }
    }

    /// Whether what is told at a byte is silenced; bytes come in order.
    fn silences(&mut self, at: usize) -> bool {
        let begun = self.reaches.partition_point(|reach| reach.start <= at);
        let is_silenced = begun > 0 && self.reaches[begun - 1].end > at;
        if is_silenced {
            self.silenced.push(at);
        }
        is_silenced
    }

    fn was_silenced_in(&self, reach: &Range<usize>) -> bool {
        let first = self.silenced.partition_point(|at| *at < reach.start);
        self.silenced.get(first).is_some_and(|at| reach.contains(at))
    }
}

fn explain(allow: &Allow, used: &[bool], found: &mut Vec<Diagnostic>) {
    let place = || Place::Bytes(allow.file.clone(), allow.at.clone());
    if allow.codes.is_empty() {
        let message = "this silences nothing: it is not written as a comment that silences";
        found.push(Diagnostic::new(Code::UnusedAllow, place(), message).hint(format!("write `{}`", allow.form)));
        return;
    }
    if !allow.has_reason {
        found.push(
            Diagnostic::new(Code::UnusedAllow, place(), "this silences nothing: it gives no reason")
                .hint("write why behind two hyphens: `-- as published in 2021`"),
        );
        return;
    }
    for (code, _) in allow.codes.iter().zip(used).filter(|(_, used)| !**used) {
        let known = Code::ALL.iter().find(|known| known.as_str() == code);
        let (message, hint) = match known {
            None => {
                let near = nearest(code, Code::ALL.iter().map(|code| code.as_str()));
                let hint = near.map_or_else(|| "take it out".to_owned(), did_you_mean);
                (format!("there is no diagnostic `{code}`"), hint)
            }
            Some(known) if known.severity() == Severity::Error => {
                (format!("`{code}` is an error, which cannot be silenced"), "mend what it is about".to_owned())
            }
            Some(_) => (format!("nothing here is `{code}`"), "take it out".to_owned()),
        };
        found.push(Diagnostic::new(Code::UnusedAllow, place(), message).hint(hint));
    }
}
