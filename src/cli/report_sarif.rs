//! Mistakes as a SARIF 2.1.0 log, for code scanning.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::cli::located::located;
use crate::model::diagnostic::{Code, Diagnostic};
use crate::model::link;
use crate::model::source::Snapshot;

/// The guide to the diagnostics: a section for each code, under a heading that is the code.
const GUIDE: &str = include_str!("../../docs/diagnostics.md");

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// Prints one log with one run. `folder` is put before the files' paths.
pub fn print(out: &mut impl Write, snapshot: &Snapshot, diagnostics: &[Diagnostic], folder: &str) -> io::Result<()> {
    let told = |code: &&Code| diagnostics.iter().any(|diagnostic| diagnostic.code == **code);
    let codes: Vec<Code> = Code::ALL.iter().filter(told).copied().collect();
    let rules: Vec<Value> = codes.iter().map(|code| rule(*code)).collect();
    let mut results = Vec::with_capacity(diagnostics.len());
    located(snapshot, diagnostics, |diagnostic, found| {
        let (start, end) = (found.start(), found.end());
        let path = format!("{folder}{}", diagnostic.place.file());
        results.push(json!({
            "ruleId": diagnostic.code.as_str(),
            "ruleIndex": codes.iter().position(|code| *code == diagnostic.code),
            "level": diagnostic.severity.as_str(),
            "message": {"text": without_links(&diagnostic.with_hints())},
            "locations": [{
                "physicalLocation": {
                    "artifactLocation": {"uri": link::encode(&path)},
                    "region": {
                        "startLine": start.line,
                        "startColumn": start.column,
                        "endLine": end.line,
                        "endColumn": end.column,
                    },
                },
            }],
            "properties": {"hints": diagnostic.hints},
        }));
        Ok(())
    })?;
    let driver = json!({
        "name": "quarterdeck",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules,
    });
    let run = json!({"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results});
    let log = json!({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]});
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

fn rule(code: Code) -> Value {
    // How much it weighs stands in a field of its own.
    let section = section(code);
    let help = section.split_once(".* ").map_or(section, |(_, help)| help);
    let meaning = help.split("\n\n").next().unwrap_or_default().replace('\n', " ");
    json!({
        "id": code.as_str(),
        "shortDescription": {"text": code.as_str().replace('-', " ")},
        "fullDescription": {"text": meaning},
        "help": {"text": help, "markdown": help},
        "defaultConfiguration": {"level": code.severity().as_str()},
    })
}

/// A text in which `[…](…)`, which SARIF takes for a link to a place of the log, is what it says.
fn without_links(text: &str) -> String {
    if text.contains("](") { text.replace('[', "\\[").replace(']', "\\]") } else { text.to_owned() }
}

/// What the guide says of a code.
fn section(code: Code) -> &'static str {
    let heading = format!("\n### {}\n", code.as_str());
    let after = GUIDE.split_once(&heading).map_or("", |(_, after)| after);
    after.split("\n## ").next().and_then(|after| after.split("\n### ").next()).unwrap_or_default().trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guide_says_of_every_code_what_it_means_how_it_looks_and_the_way_out() {
        for code in Code::ALL {
            let (section, name) = (section(*code), code.as_str());
            let severity = match code.severity().as_str() {
                "error" => "*Error.* ",
                "warning" => "*Warning.* ",
                _ => "*Note.* ",
            };
            assert!(section.starts_with(severity), "{name} is not told as {severity}: {section}");
            assert!(section.contains("\n\n    "), "{name} has no example");
            let way_out = section.rsplit("\n\n").next().unwrap_or_default();
            assert!(!way_out.starts_with("    ") && way_out.ends_with('.'), "{name} has no way out: {way_out}");
        }
        let headings = GUIDE.lines().filter_map(|line| line.strip_prefix("### "));
        let known: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        for heading in headings {
            assert!(known.contains(&heading), "the guide tells of {heading}, which is never said");
        }
    }
}
