//! Cases of Markdown bodies: `tests/cases/markdown/*.md`. Each input file is followed by a block `fragments`.

use std::fmt::Write as _;

use quarterdeck::model::document::{Attributes, Audience, ChartData, DataCell, Fragment, RawHtml, Slide};
use quarterdeck::model::source::Source;
use quarterdeck::parse;
use quarterdeck::pipeline::Locator;

use crate::case;

#[test]
fn bodies() {
    case::run_all("markdown", |case| {
        let mut expected = Vec::new();
        let mut last = String::new();
        for block in &case.blocks {
            if block.is_input() {
                let source = Source::new(block.label.as_str(), block.body.as_bytes());
                let parsed = parse::parse(&source, RawHtml::Safe, Audience::Internal);
                last.clear();
                for (number, slide) in parsed.document.slides.iter().enumerate() {
                    show_slide(number, slide, &mut last);
                }
                for found in &parsed.diagnostics {
                    let at = Locator::new(&source).locate(&found.place);
                    let _ = writeln!(
                        last,
                        "{} {:?}: {}",
                        found.code.as_str(),
                        source.text().unwrap().get(at).unwrap(),
                        found.message
                    );
                }
                expected.push(None);
            } else {
                expected.push(Some(last.clone()));
            }
        }
        Ok(expected)
    });
}

fn show_slide(number: usize, slide: &Slide, out: &mut String) {
    let _ = write!(out, "slide {} at line {}", number + 1, slide.line);
    if slide.steps > 0 {
        let _ = write!(out, ", {} steps", slide.steps);
    }
    out.push('\n');
    if let Some(heading) = &slide.heading {
        let private = if heading.internal { " (internal)" } else { "" };
        let _ = writeln!(out, "title {} #{} {:?}{private}", heading.text.html, heading.id, heading.classes);
    }
    if slide.attributes != Attributes::default() {
        let Attributes { id, classes } = &slide.attributes;
        let _ = writeln!(out, "attributes #{} {classes:?}", id.as_deref().unwrap_or_default());
    }
    show(&slide.body, 0, out);
    if !slide.notes.is_empty() {
        out.push_str("notes\n");
        show(&slide.notes, 1, out);
    }
}

fn show(fragments: &[Fragment], depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    for fragment in fragments {
        match fragment {
            Fragment::Html(html) => {
                for line in html.lines().filter(|line| !line.is_empty()) {
                    let _ = writeln!(out, "{indent}{line}");
                }
            }
            Fragment::Internal(inner) => {
                let _ = writeln!(out, "{indent}internal");
                show(inner, depth + 1, out);
            }
            Fragment::Image { src, alt, .. } => {
                let _ = writeln!(out, "{indent}image {src} {:?}", alt.plain);
            }
            Fragment::Href { target, .. } => {
                let _ = writeln!(out, "{indent}href {target}");
            }
            Fragment::AlertTitle(alert) => {
                let _ = writeln!(out, "{indent}alert title {}", alert.name());
            }
            Fragment::Chart { spec, .. } => {
                let data = match &spec.data {
                    ChartData::File(name) => format!("File({name:?})"),
                    ChartData::Inline { columns, rows } => {
                        let texts = |row: &Vec<DataCell>| row.iter().map(|cell| cell.text.clone()).collect();
                        let rows: Vec<Vec<String>> = rows.iter().map(texts).collect();
                        format!("Inline {{ columns: {columns:?}, rows: {rows:?} }}")
                    }
                };
                let _ = writeln!(out, "{indent}chart {:?} {data}", spec.title);
            }
        }
    }
}
