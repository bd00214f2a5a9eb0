//! Code blocks: highlighted as classes, with marked lines.

use std::ops::RangeInclusive;
use std::sync::{Arc, LazyLock};

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

use super::latest::Latest;
use crate::model::link::push_escaped;

/// Loaded when the first code block asks for it, not before.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// The blocks coloured last. Whoever edits a file with code seldom edits all of its code, and colouring is most of what
/// reading such a file takes.
static COLOURED: LazyLock<Latest<Block, Arc<str>>> = LazyLock::new(|| Latest::new(8 << 20));

/// The bytes of the longest line that is coloured. Some languages take time with the square of a line's length, and who reads code
/// reads no longer ones.
const LONGEST: usize = 1000;

/// A block of code as it was written: all that its HTML is made of.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Block {
    /// The text between the fences.
    pub code: String,
    /// The language as it was named; may be empty, or one that nobody knows.
    pub language: String,
    /// The numbers of the lines to mark, the first of which is 1.
    pub marked: Vec<RangeInclusive<usize>>,
}

/// Which class a scope gets; the first that fits, the more special ones first.
static CLASSES: LazyLock<Vec<(Scope, &'static str)>> = LazyLock::new(|| {
    let classes = [
        ("comment", "comment"),
        ("string", "string"),
        ("constant.numeric", "number"),
        ("constant", "constant"),
        ("keyword.operator", "operator"),
        ("keyword", "keyword"),
        ("storage", "keyword"),
        ("entity.name.function", "function"),
        ("support.function", "function"),
        ("variable.function", "function"),
        ("entity.name.tag", "tag"),
        ("entity.other.attribute-name", "attribute"),
        ("entity.name", "type"),
        ("support.type", "type"),
        ("support.class", "type"),
        ("variable.parameter", "variable"),
        ("markup.inserted", "inserted"),
        ("markup.deleted", "deleted"),
        ("markup.heading", "keyword"),
        ("invalid", "invalid"),
    ];
    classes.iter().filter_map(|(scope, class)| Some((Scope::new(scope).ok()?, *class))).collect()
});

/// The info string of a fence: the language, and the lines to mark.
pub fn info(text: &str) -> (&str, Vec<RangeInclusive<usize>>) {
    let (language, marked) = text.split_once('{').unwrap_or((text, ""));
    let language = language.split([' ', ',']).next().unwrap_or_default().trim();
    let ranges = marked.trim_end().trim_end_matches('}').split(',').filter_map(|range| {
        let (from, to) = range.split_once('-').unwrap_or((range, range));
        Some(from.trim().parse().ok()?..=to.trim().parse().ok()?)
    });
    (language, ranges.collect())
}

/// The block as HTML. An unknown language is shown plain.
pub fn html(block: Block) -> Arc<str> {
    COLOURED.recall(block, |block| coloured(block).into(), |block, html| block.code.len() + html.len())
}

fn coloured(Block { code, language, marked }: &Block) -> String {
    let mut html = String::with_capacity(code.len() * 2 + 64);
    html.push_str("<pre class=\"code\" tabindex=\"0\"><code");
    if !language.is_empty() {
        html.push_str(" class=\"language-");
        push_escaped(&mut html, language);
        html.push('"');
    }
    html.push('>');
    let syntax = (!language.is_empty()).then(|| syntax(language, code)).flatten();
    match syntax {
        Some(syntax) => highlighted(code, syntax, marked, &mut html),
        None => {
            for (number, line) in code.split_inclusive('\n').enumerate() {
                self::line(number + 1, marked, &mut html, |html| {
                    push_escaped(html, line);
                });
            }
        }
    }
    html.push_str("</code></pre>\n");
    html
}

/// How a language is read. PHP is HTML until it is begun.
fn syntax(language: &str, code: &str) -> Option<&'static SyntaxReference> {
    let alone = language.eq_ignore_ascii_case("php") && !code.contains("<?");
    let alone = alone.then(|| SYNTAXES.find_syntax_by_name("PHP Source")).flatten();
    alone.or_else(|| SYNTAXES.find_syntax_by_token(language))
}

fn line(number: usize, marked: &[RangeInclusive<usize>], html: &mut String, write: impl FnOnce(&mut String)) {
    let mark = marked.iter().any(|range| range.contains(&number));
    if mark {
        html.push_str("<mark class=\"line\">");
    }
    write(html);
    if mark {
        html.push_str("</mark>");
    }
}

fn highlighted(code: &str, syntax: &SyntaxReference, marked: &[RangeInclusive<usize>], html: &mut String) {
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    for (number, text) in code.split_inclusive('\n').enumerate() {
        let read = (text.len() <= LONGEST).then(|| state.parse_line(text, &SYNTAXES).ok()).flatten();
        let Some(operations) = read else {
            line(number + 1, marked, html, |html| {
                push_escaped(html, text);
            });
            continue;
        };
        line(number + 1, marked, html, |html| {
            let mut at = 0;
            for (end, operation) in &operations {
                token(&text[at..*end], &stack, html);
                at = *end;
                let _ = stack.apply(operation);
            }
            token(&text[at..], &stack, html);
        });
    }
}

fn token(text: &str, stack: &ScopeStack, html: &mut String) {
    if text.is_empty() {
        return;
    }
    let class = stack
        .as_slice()
        .iter()
        .rev()
        .find_map(|scope| CLASSES.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)).map(|(_, class)| *class));
    match class.filter(|_| !text.trim().is_empty()) {
        Some(class) => {
            html.push_str("<span class=\"hl-");
            html.push_str(class);
            html.push_str("\">");
            push_escaped(html, text);
            html.push_str("</span>");
        }
        None => {
            push_escaped(html, text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Block, LONGEST, coloured};

    #[test]
    fn php_is_coloured_with_and_without_its_mark() {
        let html = |code: &str| coloured(&Block { code: code.into(), language: "php".into(), marked: Vec::new() });
        for code in ["return 1;\n", "<?php return 1;\n", "<p><?= 1 ?></p>\n"] {
            assert!(html(code).contains("<span class=\"hl-number\">1</span>"), "{}", html(code));
        }
    }

    #[test]
    fn long_lines_are_plain_and_leave_the_others_coloured() {
        let long = format!("return 2;{}\n", " ".repeat(LONGEST));
        let code = format!("return 1;\n{long}return 3;\n");
        let html = coloured(&Block { code, language: "rust".into(), marked: vec![2..=2] });
        assert!(html.contains(&format!("<mark class=\"line\">{long}</mark>")), "{html}");
        for number in ["1", "3"] {
            assert!(html.contains(&format!("<span class=\"hl-number\">{number}</span>")), "{html}");
        }
    }
}
