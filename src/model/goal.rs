//! Where a link to a content file leads: the slides and rows of its deck's page, by the names that authors give them; and
//! which other pages there are. A page lies below the output as its content lies below `content/`, so a link that was taken
//! from the built site reads like one to a file.

use std::collections::{HashMap, HashSet};

use crate::model::book::{Book, Deck, File, FileContent, Piece, Slide};
use crate::model::slide_ids::{self, SlideIds};
use crate::model::slug::PRIVATE;

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
    /// What stands above the decks on the archive's page; nothing where the text of `site.md` is not known here.
    introduction: &'a [Piece],
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
        Self { slides, folders, introduction: &book.site.body }
    }

    /// The slides that a content file becomes, or all of the deck in a folder, or on the page in it.
    pub fn slides(&self, path: &str) -> Option<&Goal<'a>> {
        self.slides.get(path.strip_suffix("/index.html").unwrap_or(path))
    }

    /// The path below the output of the page, no deck's, that a path below `content/` means.
    pub fn page(&self, path: &str) -> Option<String> {
        let below = if is_archive(path) { "" } else { path.strip_prefix("content/")? };
        if DATA.contains(&below) {
            return Some(below.to_owned());
        }
        let folder = below.strip_suffix("/index.html").unwrap_or(below);
        let slash = if folder.is_empty() { "" } else { "/" };
        self.folders.contains(folder).then(|| format!("{folder}{slash}index.html"))
    }
}

impl Goals<'_> {
    /// The id on the archive's page that a fragment means: the slug of a heading of its introduction, or an id in full. `None`
    /// where the introduction is known, and has nothing of the kind.
    pub fn id_on_archive(&self, fragment: &str) -> Option<String> {
        let heading = slide_ids::of_heading(slide_ids::SITE, fragment);
        if is_year(fragment) {
            return Some(fragment.to_owned());
        }
        if self.introduction.is_empty() {
            return Some(if fragment.contains(':') { fragment.to_owned() } else { heading });
        }
        let private = format!("{heading}{PRIVATE}");
        [heading, private, fragment.to_owned()].into_iter().find(|id| stands_in(self.introduction, id))
    }

    /// What authors name on the archive's page: the headings of its introduction.
    pub fn names_on_archive(&self) -> Vec<&str> {
        let html = self.introduction.iter().filter_map(|piece| match piece {
            Piece::Html(html) => Some(html.as_str()),
            _ => None,
        });
        let ids = html.flat_map(|html| html.split(" id=\"site::").skip(1)).filter_map(|id| id.split('"').next());
        ids.map(|id| id.strip_suffix(PRIVATE).unwrap_or(id)).collect()
    }
}

/// Whether a path below `content/` means the archive's page.
pub fn is_archive(path: &str) -> bool {
    matches!(path, "content" | "content/site.md" | "content/index.html")
}

/// Whether this is the id of a year's decks on the archive's page.
fn is_year(id: &str) -> bool {
    id.strip_prefix("year-").is_some_and(|number| number.parse::<u32>().is_ok())
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
            None => (slide_ids::TITLE, &self.deck.slides),
        };
        let Some(fragment) = fragment else { return Some(own.to_owned()) };
        let is_heading = |slide: &Slide| slide.slug() == Some(fragment);
        let is_table = |file| fragment == "key-results" && SlideIds::of_file(file).table.is_some();
        let has_row = self.file.is_some_and(|file| has_row(file, fragment) || is_table(file));
        match slides.iter().position(is_heading) {
            Some(0) => return Some(own.to_owned()),
            Some(_) => return Some(format!("{own}/{fragment}")),
            None if has_row => return Some(format!("{own}/{fragment}")),
            None => {}
        }
        // The second slide of a title has a number behind its slug.
        let slide = format!("{own}/{fragment}");
        if self.deck_has(&slide) {
            return Some(slide);
        }
        let inner = slide_ids::of_heading(own, fragment);
        let private = format!("{inner}{PRIVATE}");
        if let Some(inner) = [inner, private].into_iter().find(|id| stands_in(pieces(slides), id)) {
            return Some(inner);
        }
        self.deck_has(fragment).then(|| fragment.to_owned())
    }

    /// What authors name in it: slides by their headings, and key results.
    pub fn names(&self) -> Vec<&str> {
        let slides = self.file.map_or(&self.deck.slides, |file| &file.slides);
        let headings = slides.iter().filter_map(Slide::slug);
        let key_results = self.file.into_iter().flat_map(|file| file.content.key_results()).map(|of| of.id.as_str());
        headings.chain(key_results).collect()
    }

    /// Whether the deck's page has something of this id, as it is written there in full.
    fn deck_has(&self, id: &str) -> bool {
        let deck = self.deck;
        // On how many slides one goes on is known only when they are laid out.
        let slide = match id.rsplit_once('~') {
            Some((slide, number)) if number.parse::<u32>().is_ok_and(|number| number > 1) => slide,
            _ => id,
        };
        // Slides and rows are called after their file, and so are the headings in its text.
        let is_called = |file: &str| {
            id.strip_prefix(file)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '~']) || rest.starts_with("::"))
        };
        let is_of = |file: &File| {
            let row = id.strip_prefix(&file.id).and_then(|rest| rest.strip_prefix('/'));
            let has_slide = SlideIds::of_file(file).have(slide);
            has_slide || row.is_some_and(|row| has_row(file, row)) || stands_in(pieces(&file.slides), id)
        };
        deck.files.iter().any(|file| is_called(&file.id) && is_of(file))
            || is_called(slide_ids::TITLE)
                && (SlideIds::of_deck(deck).have(slide) || stands_in(pieces(&deck.slides), id))
            || slide_ids::of_method(deck).is_some_and(|method| method == id)
    }
}

/// Whether a file has a key result of this id, which has a row of its own.
fn has_row(file: &File, id: &str) -> bool {
    file.content.key_results().any(|of| of.id == id)
}

/// The text of slides.
fn pieces(slides: &[Slide]) -> impl Iterator<Item = &Piece> {
    slides.iter().flat_map(|slide| &slide.body)
}

/// Whether something in a text has this id.
fn stands_in<'a>(text: impl IntoIterator<Item = &'a Piece>, id: &str) -> bool {
    let attribute = format!("id=\"{id}\"");
    let has_it = |piece: &Piece| matches!(piece, Piece::Html(html) if html.contains(&attribute));
    text.into_iter().any(has_it)
}
