//! The ids of slides, as links name them. They follow from what is written alone, since authors rely on them.

use std::collections::{HashMap, HashSet};

use crate::model::book::{Deck, File, FileContent, Slide};
use crate::model::slug::slug;

/// The id of a deck's first slide, before those of its own text.
pub const TITLE: &str = "title";

/// What the ids of headings in the archive's introduction begin with.
pub const SITE: &str = "site";

/// The id of a heading in the text of a slide. The colons, which stand in the id of no file, slide or key result, keep it from
/// theirs, and that there are two from those of footnotes and of what a page has around its slides.
pub fn of_heading(file: &str, heading: &str) -> String {
    format!("{file}::{heading}")
}

impl Slide {
    /// What its heading calls it: in its id, behind that of its file.
    pub fn slug(&self) -> Option<&str> {
        self.heading.as_ref().map(|heading| &heading.id).or(self.attributes.id.as_ref()).map(String::as_str)
    }
}

/// The ids of one file's slides. Where a slide goes on on further ones, these have `~2`, `~3`, … behind its own.
pub struct SlideIds {
    /// Of the slides of its text; of the first one also where it has no text.
    pub text: Vec<String>,
    /// Of the slide of an objective's key results.
    pub table: Option<String>,
    /// Of the slides of an overview's outcomes.
    pub outcomes: Vec<String>,
}

impl SlideIds {
    /// Those of a deck's own text.
    pub fn of_deck(deck: &Deck) -> Self {
        let mut taken = Taken { file: TITLE, slugs: HashSet::new(), again: HashMap::new() };
        Self { text: taken.of_slides(&deck.slides), table: None, outcomes: Vec::new() }
    }

    /// Those of a file.
    pub fn of_file(file: &File) -> Self {
        let slugs = file.content.key_results().map(|of| of.id.clone()).collect();
        let mut taken = Taken { file: &file.id, slugs, again: HashMap::new() };
        let has_table = matches!(&file.content, FileContent::Objective(of) if !of.key_results.is_empty());
        // Whatever the headings are called, the table has its name.
        let table = has_table.then(|| taken.next("key-results"));
        let text = taken.of_slides(&file.slides);
        let outcomes = match &file.content {
            FileContent::Overview(of) => {
                of.outcomes.iter().map(|outcome| taken.next(&slug(&outcome.title.plain))).collect()
            }
            _ => Vec::new(),
        };
        Self { text, table, outcomes }
    }
}

/// The id of the slide that explains how things are computed, in a deck that computes anything: `method`, unless a file is
/// called so.
pub fn of_method(deck: &Deck) -> Option<String> {
    deck.files.iter().flat_map(|file| file.content.key_results()).next()?;
    let is_free = |id: &String| deck.files.iter().all(|file| file.id != *id);
    let numbered = (2..).map(|number| format!("method-{number}"));
    std::iter::once("method".to_owned()).chain(numbered).find(is_free)
}

/// What slides and key results of one file are called so far: never the same twice.
struct Taken<'a> {
    file: &'a str,
    slugs: HashSet<String>,
    /// The number that is tried next of what was wanted more than once.
    again: HashMap<String, usize>,
}

impl Taken<'_> {
    /// The first slide has the file's id, each other one its heading's slug, or its number without a heading.
    fn of_slides(&mut self, slides: &[Slide]) -> Vec<String> {
        let file = self.file;
        let further = slides.iter().enumerate().skip(1).map(|(at, slide)| match slide.slug() {
            Some(slug) => self.next(slug),
            None => self.next(&(at + 1).to_string()),
        });
        std::iter::once(file.to_owned()).chain(further).collect()
    }

    fn next(&mut self, wanted: &str) -> String {
        if self.slugs.insert(wanted.to_owned()) {
            return format!("{}/{wanted}", self.file);
        }
        let again = self.again.entry(wanted.to_owned()).or_insert(2);
        loop {
            let slug = format!("{wanted}-{again}");
            *again += 1;
            if self.slugs.insert(slug.clone()) {
                return format!("{}/{slug}", self.file);
            }
        }
    }
}
