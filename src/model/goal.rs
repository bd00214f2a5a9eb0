//! Where a link to a content file leads: the slides and rows of its deck's page, by the names that authors give them; and
//! which other pages there are. A page lies below the output as its content lies below `content/`, so a link that was taken
//! from the built site reads like one to a file.

use std::collections::{HashMap, HashSet};

use crate::model::book::{Book, Deck, File, FileContent, Piece, Slide};

/// A content file as the aim of links.
pub struct Goal<'a> {
    /// The deck, and the file in it; a deck's own text has none.
    pub deck: &'a Deck,
    pub file: Option<&'a File>,
}

/// Everything of a site that links may lead to, beside files as they are.
pub struct Goals<'a> {
    /// By the paths of content files, and a deck by its folder's, too.
    slides: HashMap<&'a str, Goal<'a>>,
    /// The folders, below the output, of pages that are no deck's.
    folders: HashSet<String>,
}

/// What is made of all decks together, for programs.
const DATA: [&str; 3] = ["okrs.json", "okrs.csv", "feed.xml"];

impl<'a> Goals<'a> {
    /// What this book shows; of other teams than its own it knows nothing.
    pub fn of(book: &'a Book) -> Self {
        let mut slides = HashMap::new();
        let mut folders = HashSet::from([String::new(), "search".to_owned()]);
        for deck in &book.decks {
            slides.insert(&*deck.path, Goal { deck, file: None });
            slides.insert(deck.path.trim_end_matches("/deck.md"), Goal { deck, file: None });
            let team = format!("teams/{}", deck.team.id);
            for file in &deck.files {
                slides.insert(&*file.path, Goal { deck, file: Some(file) });
                if matches!(file.content, FileContent::Objective(_)) {
                    folders.insert(format!("{team}/{}", file.id));
                }
            }
            folders.insert(team);
        }
        Self { slides, folders }
    }

    /// The slides that a content file becomes, or all of the deck in a folder, or on the page in it.
    pub fn slides(&self, path: &str) -> Option<&Goal<'a>> {
        self.slides.get(path.strip_suffix("/index.html").unwrap_or(path))
    }

    /// The path below the output of the page, no deck's, that a path below `content/` means.
    pub fn page(&self, path: &str) -> Option<String> {
        let below = match path {
            "content" | "content/site.md" | "content/index.html" => "",
            path => path.strip_prefix("content/")?,
        };
        if DATA.contains(&below) {
            return Some(below.to_owned());
        }
        let folder = below.strip_suffix("/index.html").unwrap_or(below);
        let slash = if folder.is_empty() { "" } else { "/" };
        self.folders.contains(folder).then(|| format!("{folder}{slash}index.html"))
    }
}

/// The id of the team to whose pages a path below `content/` leads.
pub fn team_of_page(path: &str) -> Option<&str> {
    path.strip_prefix("content/teams/")?.split('/').next()
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
