//! Where a link to a content file leads: the slides and rows of its deck's page, by the names that authors give them.

use std::collections::HashMap;

use crate::model::book::{Book, Deck, File, Piece, Slide};

/// A content file as the aim of links.
pub struct Goal<'a> {
    /// The deck, and the file in it; a deck's own text has none.
    pub deck: &'a Deck,
    pub file: Option<&'a File>,
}

/// What content files become, by the files' paths.
pub fn all(book: &Book) -> HashMap<&str, Goal<'_>> {
    let mut goals = HashMap::new();
    for deck in &book.decks {
        goals.insert(&*deck.path, Goal { deck, file: None });
        for file in &deck.files {
            goals.insert(&*file.path, Goal { deck, file: Some(file) });
        }
    }
    goals
}

impl Goal<'_> {
    /// The id of a slide or row on the deck's page that a fragment means, as an author writes it: the slug of a slide, a key
    /// result or a heading of the file, another file of the deck, or an id in full. Without one, the file's first slide;
    /// `None` where the book has nothing of the kind.
    pub fn id(&self, fragment: Option<&str>) -> Option<String> {
        let (own, slides) = match self.file {
            Some(file) => (file.id.as_str(), &file.slides),
            None => ("title", &self.deck.slides),
        };
        let Some(fragment) = fragment else { return Some(own.to_owned()) };
        let is_heading = |slide: &Slide| slide.heading.as_ref().is_some_and(|heading| heading.id == fragment);
        let has_row = self
            .file
            .is_some_and(|file| file.content.key_results().any(|of| of.id == fragment || fragment == "key-results"));
        match slides.iter().position(is_heading) {
            Some(0) => return Some(own.to_owned()),
            Some(_) => return Some(format!("{own}/{fragment}")),
            None if has_row => return Some(format!("{own}/{fragment}")),
            None => {}
        }
        let inner = format!("{own}--{fragment}");
        let attribute = format!("id=\"{inner}\"");
        let stands_in = |piece: &Piece| matches!(piece, Piece::Html(html) if html.contains(&attribute));
        if slides.iter().flat_map(|slide| &slide.body).any(stands_in) {
            return Some(inner);
        }
        let of_file = |id: &str| {
            fragment
                .strip_prefix(id)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '~']) || rest.starts_with("--"))
        };
        let is_known = of_file("title") || self.deck.files.iter().any(|file| of_file(&file.id));
        is_known.then(|| fragment.to_owned())
    }
}
