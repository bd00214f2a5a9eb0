//! Alerts: quotes of which the first line says what they are.

use pulldown_cmark::BlockQuoteKind;

use crate::model::document::{Alert, Fragment};
use crate::parse::markdown::writer::blocks::Blocks;

impl Blocks<'_, '_> {
    /// Opens an alert. Its title is written when the language is known.
    pub fn start_alert(&mut self, kind: BlockQuoteKind) {
        let alert = alert(kind);
        let name = alert.name();
        self.html(&format!("<div class=\"alert alert-{name}\" data-alert=\"{name}\">\n<p class=\"alert-title\">"));
        self.out().fragment(Fragment::AlertTitle(alert));
        self.html("</p>\n");
    }
}

fn alert(kind: BlockQuoteKind) -> Alert {
    match kind {
        BlockQuoteKind::Note => Alert::Note,
        BlockQuoteKind::Tip => Alert::Tip,
        BlockQuoteKind::Important => Alert::Important,
        BlockQuoteKind::Warning => Alert::Warning,
        BlockQuoteKind::Caution => Alert::Caution,
    }
}
