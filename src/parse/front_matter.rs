//! Front matter: the YAML between the `---` lines, decoded to typed headers. The many forms YAML allows end here.

mod around;
mod buried;
mod call;
mod called;
pub mod carry;
mod chart;
mod commented;
mod cut_off;
mod dates;
mod deliverables;
mod explain;
mod fallen;
mod header;
mod home;
mod indented;
mod key_result;
mod keys;
mod kinds;
mod linked;
mod mismatch;
mod misplaced;
mod node;
mod opening;
mod otherwise;
mod quotes;
mod reader;
mod schema;
mod target;
mod texts;
mod traps;
mod units;
mod unknown;
mod wide;

use std::ops::Range;
use std::sync::Arc;

use crate::model::diagnostic::{Code, Diagnostic, EntryPart, Place, Step};
use crate::model::document::{Fragment, Header, RawHtml, Role};
use crate::model::front_matter::Cut;
use crate::model::letters::without_controls;
use crate::model::nearest::did_you_mean;
use crate::model::script::composed;
use crate::model::slug::{is_of_ids, slug};
use crate::parse::markdown::{Chart, InFile};
use commented::commented;
use cut_off::cut_off;
use explain::explain;
use node::{Entry, Fault, Kind, Node};
use reader::{Fields, Reader};

pub use buried::buried;
pub use misplaced::{Misplaced, cut_short, ends_late, misplaced, misspelt_end};
pub use schema::schema;

/// More front matter than this is an accident.
const LARGEST: usize = 1 << 20;

/// Reads the header of the file at `path`, with the links into the site that are in its texts; the role of the file is told
/// by its path. Mistakes are added to `found`.
pub fn read(path: &Arc<str>, cut: &Cut, raw_html: RawHtml, found: &mut Vec<Diagnostic>) -> (Header, Vec<Fragment>) {
    // A control character is told by now; of some of them the parser knows no more than that nothing follows.
    let yaml = if found.is_empty() { cut.yaml.into() } else { without_controls(cut.yaml) };
    let cut = &Cut { yaml: &yaml, ..*cut };
    let mut mistakes = Vec::new();
    let tree = if cut.yaml.len() > LARGEST {
        let at = cut.yaml_at..cut.yaml_at + 1;
        Err(Fault {
            at,
            message: "the front matter is larger than a mebibyte".into(),
            hint: "move the text into the body",
        })
    } else {
        node::read(cut.yaml, cut.yaml_at, &mut mistakes)
    };
    found.extend(mistakes.iter().map(|fault| explain(path, cut, fault)));
    let tree = match tree {
        Ok(tree) => tree,
        Err(fault) => {
            found.push(explain(path, cut, &fault));
            return (header::unreadable(path, written_id(cut.yaml).unwrap_or_else(|| name_id(path))), Vec::new());
        }
    };
    match &tree {
        Some(tree) => cut_off(path, cut, tree, found),
        None => found.extend(commented(path, cut)),
    }
    let no_entries: Vec<Entry> = Vec::new();
    let nowhere = 0..0;
    let fields = match &tree {
        Some(Node { kind: Kind::Map(entries), at }) => Fields { entries, at },
        None => Fields { entries: &no_entries, at: &nowhere },
        Some(node) if node.is_null() => Fields { entries: &no_entries, at: &nowhere },
        Some(node) => {
            found.push(explain::no_mapping(path, cut, node));
            return (header::unreadable(path, written_id(cut.yaml).unwrap_or_else(|| name_id(path))), Vec::new());
        }
    };
    let mut reader = Reader { file: path, raw_html, found: Vec::new(), links: Vec::new() };
    let header = match Role::of(path) {
        Role::Site => Header::Site(Box::new(header::site(&mut reader, &fields))),
        Role::Deck => Header::Deck(Box::new(header::deck(&mut reader, &fields))),
        Role::Slides => Header::Slides(Box::new(header::slides(&mut reader, &fields, name_id(path)))),
    };
    found.append(&mut reader.found);
    (header, reader.links)
}

/// Whether what a mistake is about keeps key results from being read, so that they are not known to be missing.
pub fn hides_results(mistake: &Diagnostic) -> bool {
    let is_misspelt = |key| mistake.hints.contains(&did_you_mean(key));
    mistake.code == Code::Yaml
        || mistake.code == Code::UnknownKey && ["key_results", "outcomes"].into_iter().any(is_misspelt)
}

/// The header of a file of which nothing can be read.
pub fn unreadable(path: &str) -> Header {
    header::unreadable(path, name_id(path))
}

/// The id that a line says in YAML that cannot be read as a whole.
fn written_id(yaml: &str) -> Option<String> {
    let id = yaml.lines().find_map(|line| line.strip_prefix("id: "))?.trim();
    header::is_id(id).then(|| composed(id).into_owned())
}

/// Reads the YAML of a chart block; in a list or a quote its lines do not stand in the file as they are read.
pub fn read_chart(path: &Arc<str>, yaml: &str, in_file: &InFile) -> Chart {
    let mut reader = Reader { file: path, raw_html: RawHtml::Safe, found: Vec::new(), links: Vec::new() };
    let cut = Cut { yaml, yaml_at: 0, body: "", body_at: 0 };
    let told = |fault: &Fault| {
        let mut told = explain(path, &cut, fault);
        if let Place::Bytes(_, at) = &mut told.place {
            *at = in_file(at.clone());
        }
        told
    };
    let mut mistakes = Vec::new();
    let mut tree = node::read(yaml, 0, &mut mistakes);
    reader.found.extend(mistakes.iter().map(told));
    let spec = match &mut tree {
        Ok(Some(node)) => {
            node.relocate(in_file);
            chart::spec(&mut reader, node)
        }
        Ok(None) => {
            let hint = "name a CSV file beside the text, or write numbers: `data: {Q1: 20, Q2: 22}`";
            reader.report(Code::MissingKey, &in_file(0..yaml.len()), "a chart needs `data:`", hint);
            None
        }
        Err(fault) => {
            reader.found = vec![told(fault)];
            None
        }
    };
    Chart { spec, links: reader.links, found: reader.found }
}

/// The id a file's name gives: without the numeric prefix and the extension.
fn name_id(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let name = name.strip_suffix(".md").unwrap_or(name);
    let bare = without_prefix(name).filter(|bare| !bare.is_empty()).unwrap_or(name);
    if is_of_ids(bare) { composed(bare).into_owned() } else { slug(bare) }
}

/// A name behind a number that sets its order: `10-beds`, `10_beds`, `10. beds`, `10 - beds`. That of a version, `3.1`, is none.
fn without_prefix(name: &str) -> Option<&str> {
    let behind = name.trim_start_matches(|digit: char| digit.is_ascii_digit());
    if behind.len() == name.len() {
        return None;
    }
    let is_spaced = behind.trim_start_matches(['.', ')']).starts_with(' ');
    if is_spaced {
        Some(behind.trim_start_matches([' ', '.', ')', '-', '_', '–', '—']))
    } else {
        behind.strip_prefix(['-', '_'])
    }
}

/// A file's front matter with the places of everything in it.
pub struct Tree(Node);

/// The front matter of a file's text, where it can be read.
pub fn tree(text: &str) -> Option<Tree> {
    let cut = Cut::of(text)?;
    node::read(&without_controls(cut.yaml), cut.yaml_at, &mut Vec::new()).ok()?.map(Tree)
}

impl Tree {
    /// The bytes of the file that the entry at a path takes. An entry that is not written is the first key of the mapping
    /// it would stand in.
    pub fn locate(&self, path: &[Step], part: EntryPart) -> Option<Range<usize>> {
        let mut node = &self.0;
        let mut key_at = None;
        for step in path {
            match (step, &node.kind) {
                (Step::Key(key), Kind::Map(entries)) => {
                    let Some(entry) = entries.iter().find(|entry| entry.key == **key) else {
                        return entries.first().map(|entry| entry.key_at.clone());
                    };
                    key_at = Some(entry.key_at.clone());
                    node = &entry.value;
                }
                (Step::Index(number), Kind::List(items)) => node = items.get(*number)?,
                (Step::Index(0), _) => {}
                _ => return None,
            }
        }
        match (part, &node.kind) {
            (EntryPart::Key, _) => key_at,
            (EntryPart::FirstKey, Kind::Map(entries)) => entries.first().map(|entry| entry.key_at.clone()),
            _ => Some(node.at.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::name_id;

    #[test]
    fn a_number_before_a_name_is_no_part_of_the_id() {
        for name in ["10-beds", "10_beds", "10 beds", "10 - beds", "10. beds", "10) beds", "010 – beds", "beds"] {
            assert_eq!(name_id(&format!("content/t/q/{name}.md")), "beds", "{name}");
        }
        for (name, id) in
            [("10", "10"), ("10-", "10-"), ("3.1 beds", "3-1-beds"), ("5whys", "5whys"), ("10 - Two Beds", "two-beds")]
        {
            assert_eq!(name_id(&format!("content/t/q/{name}.md")), id, "{name}");
        }
    }
}
