//! Mistakes as a SARIF 2.1.0 log, for code scanning.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::cli::report::located;
use crate::model::diagnostic::{Code, Diagnostic};
use crate::model::link;
use crate::model::source::Snapshot;

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
            "message": {"text": diagnostic.message},
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
    json!({
        "id": code.as_str(),
        "shortDescription": {"text": code.as_str().replace('-', " ")},
        "defaultConfiguration": {"level": code.severity().as_str()},
    })
}
