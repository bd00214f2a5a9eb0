//! A sentence, a quotation or a picture that is all a slide has.

use crate::model::html::{name_of, next_tag};
use crate::model::page::Piece;

/// What may stand among the words.
const AMONG_WORDS: [&str; 12] = ["a", "b", "br", "code", "del", "em", "i", "ins", "mark", "span", "strong", "sup"];

/// Whether a body is one paragraph, or one quotation: of two at most, the second of which says whose words they are.
pub fn is_one(body: &[Piece]) -> bool {
    let [Piece { html: Some(html), chart: None }] = body else { return false };
    let html = html.trim();
    let quotation = html.strip_prefix("<blockquote>").and_then(|html| html.strip_suffix("</blockquote>"));
    let (words, most) = quotation.map_or((html, 1), |words| (words.trim(), 2));
    words.starts_with("<p>") && words.matches("<p>").count() <= most && has_words_alone(words)
}

/// Whether a body is such a one, or a picture: it needs no title.
pub fn stands_alone(body: &[Piece]) -> bool {
    let [Piece { html: Some(html), chart: None }] = body else { return false };
    let picture = html.trim().strip_prefix("<p><img ").and_then(|html| html.strip_suffix("></p>"));
    picture.is_some_and(|picture| !picture.contains('<')) || is_one(body)
}

/// Whether all of a text stands in paragraphs, and is words.
fn has_words_alone(html: &str) -> bool {
    let mut rest = html;
    while let Some((_, tag, behind)) = next_tag(rest) {
        let name = name_of(tag);
        if name != "p" && !AMONG_WORDS.contains(&name) {
            return false;
        }
        rest = behind;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::{is_one, stands_alone};
    use crate::model::page::Piece;

    #[test]
    fn a_picture_alone_needs_no_title() {
        let alone = |html: &str| stands_alone(&[Piece { html: Some(html.to_owned()), chart: None }]);
        assert!(alone("<p><img src=\"a.png\" alt=\"\"></p>\n") && alone("<p>Words.</p>\n"));
        assert!(!alone("<p><img src=\"a.png\" alt=\"\"> Words.</p>\n") && !alone("<ul>\n<li>One.</li>\n</ul>\n"));
    }

    #[test]
    fn a_sentence_or_a_quotation_is_one() {
        let is_statement = |html: &str| is_one(&[Piece { html: Some(html.to_owned()), chart: None }]);
        for html in [
            "<p>We ship on <em>Thursdays</em>.</p>\n",
            "<blockquote>\n<p>Make it boring.</p>\n</blockquote>\n",
            "<blockquote>\n<p>Make it boring.</p>\n<p>— Ada</p>\n</blockquote>\n",
        ] {
            assert!(is_statement(html), "{html}");
        }
        for html in [
            "",
            "<p>One.</p>\n<p>Two.</p>\n",
            "<ul>\n<li>One.</li>\n</ul>\n",
            "<p><img src=\"a.png\" alt=\"\"></p>\n",
            "<blockquote>\n<ul>\n<li>One.</li>\n</ul>\n</blockquote>\n",
            "<blockquote>\n<p>One.</p>\n</blockquote>\n<p>Two.</p>\n",
            "<div class=\"step\">\n<p>One.</p>\n</div>\n",
        ] {
            assert!(!is_statement(html), "{html}");
        }
    }
}
