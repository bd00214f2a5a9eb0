//! Dollars of money, which begin no formula: `**$5M** to **$6M**` would be one, with the marks in it, as Markdown reads dollars.
//!
//! While a text is read another character stands in the place of each, as long as a dollar, so that all stays at its bytes.

use std::borrow::Cow;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag};

/// Stands for a dollar. A control character, which no text of a site may hold.
const STAND_IN: char = '\u{1}';

/// What no formula holds: marks of Markdown that people put around amounts, and the end of a paragraph.
const NO_FORMULA: [&str; 5] = ["**", "__", "`", "](", "\n\n"];

/// A text with its dollars of money hidden. [`shown`] brings them back.
pub fn hidden(text: &str) -> Cow<'_, str> {
    if !text.contains('$') || has_stand_in(text) {
        return text.into();
    }
    let mut hidden = String::new();
    let mut done = 0;
    let mut dollars = dollars(text).peekable();
    while let Some(at) = dollars.next() {
        let after = &text[at + 1..];
        let is_amount = after.starts_with(|first: char| first.is_ascii_digit());
        let ends_formula = |end: usize| {
            let (inner, behind) = (&text[at + 1..end], &text[end + 1..]);
            let is_parted = inner.ends_with(char::is_whitespace) || NO_FORMULA.iter().any(|mark| inner.contains(mark));
            !is_parted && !behind.starts_with(|next: char| next.is_ascii_digit())
        };
        if is_amount && !dollars.peek().is_some_and(|end| ends_formula(*end)) {
            hidden.push_str(&text[done..at]);
            hidden.push(STAND_IN);
            done = at + 1;
        }
    }
    if done == 0 {
        return text.into();
    }
    hidden.push_str(&text[done..]);
    hidden.into()
}

/// Whether a text holds the stand-in itself, or a reference to it, both of which are errors: `&#1;`.
fn has_stand_in(text: &str) -> bool {
    let is_it = |number: &str| number.trim_start_matches(['x', 'X', '0']).starts_with("1;");
    text.contains(STAND_IN) || text.split("&#").skip(1).any(is_it)
}

/// Where the dollars of a text are that may begin or end a formula: alone, and not behind a backslash.
fn dollars(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices('$').map(|(at, _)| at).filter(|at| {
        let before = &text[..*at];
        let slashes = before.len() - before.trim_end_matches('\\').len();
        slashes.is_multiple_of(2) && !before.ends_with('$') && !text[at + 1..].starts_with('$')
    })
}

/// An event of a text as if no dollar had been hidden in it.
pub fn shown(event: Event) -> Event {
    match event {
        Event::Text(text) => Event::Text(dollar(text)),
        Event::Code(text) => Event::Code(dollar(text)),
        Event::Html(text) => Event::Html(dollar(text)),
        Event::InlineHtml(text) => Event::InlineHtml(dollar(text)),
        Event::InlineMath(text) => Event::InlineMath(dollar(text)),
        Event::DisplayMath(text) => Event::DisplayMath(dollar(text)),
        Event::FootnoteReference(label) => Event::FootnoteReference(dollar(label)),
        Event::Start(tag) => Event::Start(match tag {
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => Tag::CodeBlock(CodeBlockKind::Fenced(dollar(info))),
            Tag::FootnoteDefinition(label) => Tag::FootnoteDefinition(dollar(label)),
            Tag::Link { link_type, dest_url, title, id } => {
                Tag::Link { link_type, dest_url: dollar(dest_url), title: dollar(title), id: dollar(id) }
            }
            Tag::Image { link_type, dest_url, title, id } => {
                Tag::Image { link_type, dest_url: dollar(dest_url), title: dollar(title), id: dollar(id) }
            }
            Tag::Heading { level, id, classes, attrs } => Tag::Heading {
                level,
                id: id.map(dollar),
                classes: classes.into_iter().map(dollar).collect(),
                attrs: attrs.into_iter().map(|(key, value)| (dollar(key), value.map(dollar))).collect(),
            },
            other => other,
        }),
        other => other,
    }
}

/// A text with its dollars.
pub fn dollar(text: CowStr) -> CowStr {
    if text.contains(STAND_IN) { text.replace(STAND_IN, "$").into() } else { text }
}

#[cfg(test)]
mod tests {
    use super::hidden;

    #[test]
    fn amounts_begin_no_formula_and_formulas_do() {
        for (text, seen) in [
            ("**$5M** to **$6M**", "**#5M** to **#6M**"),
            ("[costs $3](a.md) and [more $4](b.md)", "[costs #3](a.md) and [more #4](b.md)"),
            ("$5 for $n$ users", "#5 for $n$ users"),
            ("**$5** for *$n$*", "**#5** for *$n$*"),
            ("$5 for `$PATH`", "#5 for `$PATH`"),
            ("$5\n\n$x$", "#5\n\n$x$"),
            ("costs $5", "costs #5"),
            ("$5x^2$ and $3$", "$5x^2$ and $3$"),
            ("$2 + 2$", "$2 + 2$"),
            ("\\$5 and \\$6", "\\$5 and \\$6"),
            ("$$5$$ and $x$", "$$5$$ and $x$"),
            ("$5 &#x01; and &#36;", "$5 &#x01; and &#36;"),
            ("$5 &#11; and &#36;", "#5 &#11; and &#36;"),
        ] {
            assert_eq!(hidden(text).replace('\u{1}', "#"), seen, "{text}");
        }
    }
}
