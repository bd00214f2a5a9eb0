//! A case: one Markdown file that reads as documentation and holds the input files and what is expected of them.
//!
//! Everything in it is prose, but for blocks with a label: a line `**label**`, then a fenced block. Labels that begin with
//! `content/` or `themes/` are input files. With `UPDATE=1` in the environment expectations are rewritten.

use std::fmt::Write as _;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use similar::TextDiff;

/// A fenced block with the label above it.
#[derive(Clone)]
pub struct Block {
    pub label: String,
    pub body: String,
    /// The heading of the second level above it.
    pub section: String,
    /// Where the body stands in the case's text.
    range: Range<usize>,
}

impl Block {
    /// Whether this is an input file, by its label.
    pub fn is_input(&self) -> bool {
        self.label.starts_with("content/") || self.label.starts_with("themes/")
    }
}

/// A case as it was read.
#[derive(Clone)]
pub struct Case {
    pub path: PathBuf,
    pub text: String,
    pub blocks: Vec<Block>,
}

impl Case {
    /// Reads a case, or a page of the guide that holds one.
    pub fn read(path: PathBuf) -> Self {
        let text = fs::read_to_string(&path).unwrap();
        let blocks = blocks(&text);
        Self { path, text, blocks }
    }

    /// What stands between backticks after `Options:`, split at spaces.
    pub fn options(&self) -> Vec<&str> {
        let line = self.text.lines().find_map(|line| line.strip_prefix("Options: `"));
        let options = line.and_then(|line| line.split_once('`')).map_or("", |(options, _)| options);
        options.split_whitespace().collect()
    }
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut label = None;
    let mut section = String::new();
    let mut open: Option<(String, usize)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let next = at + line.len();
        let trimmed = line.trim_end();
        let ticks: String = trimmed.chars().take_while(|c| *c == '`').collect();
        let tildes: String = trimmed.chars().take_while(|c| *c == '~').collect();
        let fence = if ticks.len() > tildes.len() { ticks } else { tildes };
        match &open {
            Some((opening, from)) => {
                if trimmed == fence && fence.starts_with(opening.as_str()) {
                    let range = *from..at;
                    if let Some(label) = label.take() {
                        let body = text[range.clone()].to_owned();
                        blocks.push(Block { label, body, section: section.clone(), range });
                    }
                    open = None;
                }
            }
            None if fence.len() >= 3 => open = Some((fence, next)),
            None if trimmed.is_empty() => {}
            None => {
                if let Some(heading) = trimmed.strip_prefix("## ") {
                    heading.clone_into(&mut section);
                }
                let bold = trimmed.strip_prefix("**").and_then(|line| line.strip_suffix("**"));
                label = bold.map(str::to_owned);
            }
        }
        at = next;
    }
    assert!(open.is_none(), "a fence is never closed");
    blocks
}

/// Every case of `tests/cases/<folder>`, by name.
pub fn all(folder: &str) -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(folder);
    let mut files: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    files.sort();
    files.into_iter().map(Case::read).collect()
}

/// Runs every case of `tests/cases/<folder>` (of those whose name contains `CASE`, if that is set). `run` returns for
/// each block the body it should have, or why the case fails.
pub fn run_all(folder: &str, run: impl Fn(&Case) -> Result<Vec<Option<String>>, String>) {
    let wanted = std::env::var("CASE").unwrap_or_default();
    let mut cases = all(folder);
    cases.retain(|case| case.path.to_string_lossy().contains(&wanted));
    assert!(!cases.is_empty(), "no case in {folder}");
    let mut failures = String::new();
    for case in cases {
        let name = case.path.file_stem().unwrap().to_string_lossy().into_owned();
        let verdict = run(&case).and_then(|bodies| compare(&case, &bodies));
        if let Err(why) = verdict {
            let _ = write!(failures, "\n=== {name}\n{why}");
        }
    }
    assert!(failures.is_empty(), "{failures}\n(UPDATE=1 rewrites what is expected)");
}

/// Compares what the blocks of a case hold with what they should.
pub fn compare(case: &Case, bodies: &[Option<String>]) -> Result<(), String> {
    let mut text = case.text.clone();
    for (block, body) in case.blocks.iter().zip(bodies).rev() {
        if let Some(body) = body {
            text.replace_range(block.range.clone(), body);
        }
    }
    unchanged(&case.path, &case.text, &text)
}

/// Whether a file holds the text that it should; with `UPDATE=1` it does afterwards.
pub fn unchanged(path: &Path, text: &str, should: &str) -> Result<(), String> {
    if text == should {
        return Ok(());
    }
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, should).unwrap();
        return Ok(());
    }
    let diff = TextDiff::from_lines(text, should);
    Err(diff.unified_diff().header("expected", "got").to_string())
}
