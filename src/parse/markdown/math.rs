//! Math: LaTeX to `MathML`. What cannot be read is shown as written.

use pulldown_latex::config::{DisplayMode, RenderConfig};
use pulldown_latex::event::{Content, Event};
use pulldown_latex::{Parser, Storage, push_mathml};

use crate::model::html::{name_of, next_tag};
use crate::model::link::escape;

/// No formula is longer, in bytes: what has tens of thousands of braces in each other takes very long to read.
const LONGEST: usize = 8 * 1024;

/// Whether a formula stands in a text of one line, in which a dollar is money else: LaTeX, or what two dollars hold close that is
/// no amount, and of which no other text is made.
pub fn is_in(text: &str) -> bool {
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('$') {
        let Some((inner, behind)) = after.split_once('$') else { break };
        let is_close = !inner.is_empty() && inner.trim() == inner;
        let is_amount = inner.starts_with(|first: char| first.is_ascii_digit());
        if is_close && !is_amount && !behind.starts_with(char::is_alphanumeric) && is_formula(inner) {
            return true;
        }
        rest = after;
    }
    text.contains('\\')
}

/// Whether a text between dollars is a formula, and no words: a letter alone, or with signs of formulas.
fn is_formula(inner: &str) -> bool {
    inner.chars().count() == 1 || inner.contains(['^', '_', '=', '(', '{', '+', '<', '>'])
}

/// The formula as `MathML`, or as written, with its dollars, in `<code>`.
pub fn render(latex: &str, display: bool) -> String {
    let dollars = if display { "$$" } else { "$" };
    mathml(latex, display).unwrap_or_else(|| format!("<code class=\"math\">{dollars}{}{dollars}</code>", escape(latex)))
}

fn mathml(latex: &str, display: bool) -> Option<String> {
    if latex.len() > LONGEST {
        return None;
    }
    let storage = Storage::new();
    let events: Result<Vec<_>, _> = Parser::new(latex, &storage).collect();
    let events = events.ok()?;
    let display_mode = if display { DisplayMode::Block } else { DisplayMode::Inline };
    // A name of several letters is written as it is, marks of markup included.
    let is_markup =
        |event: &Event| matches!(event, Event::Content(Content::Function(name)) if name.contains(['<', '>', '&']));
    if events.iter().any(is_markup) {
        return None;
    }
    let config = RenderConfig { display_mode, ..RenderConfig::default() };
    let mut html = String::new();
    let events = events.into_iter().map(Ok::<_, std::convert::Infallible>);
    push_mathml(&mut html, events, config).ok()?;
    let html = escaped(&html);
    // The library's own entity, which it escapes in places.
    let html = html.replace("&amp;nbsp;", "\u{a0}").replace("&nbsp;", "\u{a0}");
    // Pages forbid inline styles, which colours and sizes come out as.
    (!html.contains("style=\"") && is_mathml(&html)).then_some(html)
}

/// `MathML` with the marks of markup escaped that stand in it as signs: each is alone in its element.
fn escaped(html: &str) -> String {
    let mut escaped = String::with_capacity(html.len());
    let mut letters = html.chars().peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek();
        match letter {
            '<' if !next.is_some_and(|next| next.is_ascii_lowercase() || *next == '/') => escaped.push_str("&lt;"),
            '&' if !next.is_some_and(|next| next.is_ascii_alphanumeric() || *next == '#') => escaped.push_str("&amp;"),
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// Whether there are no tags but those of `MathML`, without anything that runs or leads elsewhere: the last look before
/// a formula is believed.
fn is_mathml(html: &str) -> bool {
    let mut rest = html;
    while let Some((_, tag, after)) = next_tag(rest) {
        let name = name_of(tag);
        let is_known = KNOWN.contains(&name);
        if !is_known || tag.contains("href") || tag.split_ascii_whitespace().any(|word| word.starts_with("on")) {
            return false;
        }
        rest = after;
    }
    true
}

/// The elements that formulas are made of.
const KNOWN: [&str; 28] = [
    "math",
    "menclose",
    "none",
    "mi",
    "mo",
    "mn",
    "ms",
    "mtext",
    "mspace",
    "mrow",
    "mfrac",
    "msqrt",
    "mroot",
    "mstyle",
    "merror",
    "mpadded",
    "mphantom",
    "msub",
    "msup",
    "msubsup",
    "munder",
    "mover",
    "munderover",
    "mmultiscripts",
    "mprescripts",
    "mtable",
    "mtr",
    "mtd",
];
