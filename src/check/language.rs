//! The site's language, and those that its theme speaks.

use crate::check::{Content, value_of};
use crate::model::diagnostic::{Code, Diagnostic};
use crate::model::document::Header;

/// `unknown-language`. A region's language is known where the language itself is: `de-CH` by `de`.
pub fn check(content: &Content, found: &mut Vec<Diagnostic>) {
    for document in content.documents {
        let Header::Site(site) = &document.header else { continue };
        let wanted = &site.language;
        let is_spoken = |known: &String| {
            wanted.get(..known.len()).is_some_and(|start| start.eq_ignore_ascii_case(known))
                && wanted[known.len()..].bytes().next().is_none_or(|next| next == b'-')
        };
        // Without a theme it is not known which languages there are.
        if content.languages.is_empty() || content.languages.iter().any(is_spoken) {
            continue;
        }
        let message = format!("the theme has no words in `{wanted}`, so what it says is in English");
        // Tags are too short to guess which one was meant.
        let all = content.languages.join("`, `");
        let hint = format!("the languages are `{all}`; docs/themes.md says how a theme of the site adds one");
        found.push(Diagnostic::new(Code::UnknownLanguage, value_of(document, "language"), message).hint(hint));
    }
}
