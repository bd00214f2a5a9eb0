//! Math: LaTeX to `MathML`. What cannot be read is shown as written.

use pulldown_latex::config::{DisplayMode, RenderConfig};
use pulldown_latex::{Parser, Storage, push_mathml};

use crate::model::link::escape;

/// The formula as `MathML`, or as written, with its dollars, in `<code>`.
pub fn render(latex: &str, display: bool) -> String {
    let dollars = if display { "$$" } else { "$" };
    mathml(latex, display).unwrap_or_else(|| format!("<code class=\"math\">{dollars}{}{dollars}</code>", escape(latex)))
}

fn mathml(latex: &str, display: bool) -> Option<String> {
    let storage = Storage::new();
    let events: Result<Vec<_>, _> = Parser::new(latex, &storage).collect();
    let events = events.ok()?;
    let display_mode = if display { DisplayMode::Block } else { DisplayMode::Inline };
    let config = RenderConfig { display_mode, ..RenderConfig::default() };
    let mut html = String::new();
    let events = events.into_iter().map(Ok::<_, std::convert::Infallible>);
    push_mathml(&mut html, events, config).ok()?;
    // Pages forbid inline styles, which colours and sizes come out as.
    (!html.contains("style=\"")).then_some(html)
}
