//! Every diagnostic has a case that shows when it comes, and one that shows when it does not.
//!
//! In `tests/cases/sites/`, under a heading `## CODE` stand files of which one at least has that diagnostic, and under
//! `## Not CODE` files that come near and do not have it.

use std::collections::BTreeSet;

use quarterdeck::model::diagnostic::Code;

use crate::case::{self, Block, Case};

/// Told of themes, in cases of their own.
const ELSEWHERE: [Code; 1] = [Code::Theme];

#[test]
fn every_code_has_a_case_and_a_near_miss() {
    let cases = case::all("sites");
    let (mut fires, mut misses, mut wrong) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for case in &cases {
        for block in case.blocks.iter().filter(|block| block.is_input()) {
            let has = |code: &str| is_told(case, block, code);
            if let Some(code) = block.section.strip_prefix("Not ") {
                misses.insert(code);
                if has(code) {
                    wrong.push(format!("{}: {} is told of {}", case.path.display(), code, block.label));
                }
            } else if has(&block.section) {
                fires.insert(block.section.as_str());
            }
        }
    }
    for code in Code::ALL.iter().filter(|code| !ELSEWHERE.contains(code)).map(|code| code.as_str()) {
        if !fires.contains(code) {
            wrong.push(format!("no case under `## {code}` has it"));
        }
        if !misses.contains(code) {
            wrong.push(format!("no case stands under `## Not {code}`"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_diagnostic_has_a_way_out() {
    let told = case::all("sites").into_iter().flat_map(|case| {
        let listed = case.blocks.into_iter().filter(|block| block.label == "diagnostics");
        listed.flat_map(|block| block.body.lines().map(str::to_owned).collect::<Vec<_>>()).collect::<Vec<_>>()
    });
    let told: Vec<String> = told.collect();
    let is_hint = |line: &String| line.starts_with("    help: ");
    let lost: Vec<&String> = (0..told.len())
        .filter(|at| !is_hint(&told[*at]) && !told.get(at + 1).is_some_and(is_hint))
        .map(|at| &told[at])
        .collect();
    assert!(lost.is_empty(), "{lost:#?}");
}

/// Whether the case expects this diagnostic in the file.
fn is_told(case: &Case, file: &Block, code: &str) -> bool {
    let path = file.label.split(' ').next().unwrap_or_default();
    let start = format!("{code} {path}:");
    let told = case.blocks.iter().filter(|block| block.label == "diagnostics");
    told.flat_map(|block| block.body.lines()).any(|line| line.starts_with(&start))
}
