//! What is wrong with a template, as a diagnostic that points into it.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Error, ErrorKind};

use crate::model::diagnostic::{Code, Diagnostic, Place};
use crate::model::theme::Theme;

/// Knows from which file each template comes.
pub struct Faults {
    origins: BTreeMap<String, Arc<str>>,
    name: String,
}

impl Faults {
    /// For the templates of a theme.
    pub fn of(theme: &Theme) -> Self {
        let origins = theme.below("templates/").map(|(name, file)| (name.to_owned(), file.origin.clone()));
        Self { origins: origins.collect(), name: theme.name.clone() }
    }

    /// The engine's error as a diagnostic. `slide` is what was being drawn.
    pub fn diagnostic(&self, error: &Error, slide: Option<&str>) -> Diagnostic {
        let (message, place) = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let place = self
                    .origins
                    .get(report.filename())
                    .map(|origin| Place::Bytes(origin.clone(), report.span().range.clone()));
                (report.message().to_owned(), place)
            }
            ErrorKind::MissingParent { current, parent } => {
                let place = self.origins.get(current).map(|origin| Place::File(origin.clone()));
                (format!("there is no template `{parent}` to extend"), place)
            }
            ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
                let place = self.origins.get(tpl).map(|origin| Place::File(origin.clone()));
                (format!("the template `{tpl}` extends or includes itself"), place)
            }
            other => (other.to_string(), None),
        };
        let place = place.unwrap_or_else(|| Place::File(format!("themes/{}/theme.yaml", self.name).into()));
        let message = message.trim_end_matches('.').replace('\n', " ");
        let mut diagnostic = Diagnostic::new(Code::Theme, place, message);
        if let Some(cause) = cause_of(error) {
            diagnostic = diagnostic.hint(cause);
        }
        match slide {
            Some(slide) => diagnostic.hint(format!("while the slide `{slide}` was drawn")),
            None => diagnostic.hint("docs/themes.md lists what templates are given"),
        }
    }
}

/// What a function or filter said of its arguments.
fn cause_of(error: &Error) -> Option<String> {
    let cause = std::error::Error::source(error)?;
    Some(cause.to_string())
}
