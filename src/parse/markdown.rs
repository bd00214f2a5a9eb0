//! Stand-in.
use crate::model::diagnostic::Diagnostic;
use crate::model::document::*;
use std::sync::Arc;

/// A body.
pub struct Body<'a> {
    pub file: &'a Arc<str>,
    pub file_id: &'a str,
    pub text: &'a str,
    pub base: usize,
    pub first_line: usize,
    pub raw_html: RawHtml,
}

/// Reads.
pub fn read_body(
    body: &Body,
    _read_chart: &dyn Fn(&str, usize) -> Result<ChartSpec, Vec<Diagnostic>>,
) -> (Vec<Slide>, Vec<Diagnostic>) {
    let slides = body
        .text
        .split("\n\n---\n\n")
        .map(|text| Slide {
            body: vec![Fragment::Html(format!("<pre>{}</pre>", crate::model::link::escape(text)))],
            line: body.first_line,
            ..Slide::default()
        })
        .collect();
    (slides, Vec::new())
}
/// Inline.
pub fn inline(text: &str, _raw: RawHtml) -> Text {
    Text { source: text.into(), html: crate::model::link::escape(text), plain: text.into() }
}
