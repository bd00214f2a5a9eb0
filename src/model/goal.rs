//! Where a link to a content file leads: the slides and rows of its deck's page, by the names that authors give them; and
//! which other pages there are. A page lies below the output as its content lies below `content/`, so a link that was taken
//! from the built site reads like one to a file.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use crate::model::book::{Book, Deck, File, FileContent, Piece, Slide};
use crate::model::slide_ids::{self, SlideIds};
use crate::model::slug::PRIVATE;

/// A content file as the aim of links.
pub struct Goal<'a> {
    /// The deck, and the file in it; a deck's own text has none.
    pub deck: &'a Deck,
    pub file: Option<&'a File>,
    /// What the deck's page has, which is collected when a link leads into one of its files.
    ids: Arc<OnceLock<Ids>>,
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
            let ids = Arc::new(OnceLock::new());
            let goal = |file| Goal { deck, file, ids: Arc::clone(&ids) };
            slides.insert(&*deck.path, goal(None));
            slides.insert(deck.path.trim_end_matches("/deck.md"), goal(None));
            let team = format!("teams/{}", deck.team.id);
            for file in &deck.files {
                slides.insert(&*file.path, goal(Some(file)));
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
        [heading, private, fragment.to_owned()]
            .into_iter()
            .find(|id| html(self.introduction).flat_map(ids_in).any(|own| own == id))
    }

    /// What authors name on the archive's page: the headings of its introduction.
    pub fn names_on_archive(&self) -> Vec<&str> {
        let ids = html(self.introduction).flat_map(ids_in);
        let ids = ids.filter_map(|id| id.strip_prefix(slide_ids::SITE)?.strip_prefix("::"));
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
        let is_first = |fragment| slides.first().is_some_and(|slide| slide.slug() == Some(fragment));
        let Some(fragment) = fragment.filter(|fragment| !is_first(*fragment)) else { return Some(own.to_owned()) };
        let ids = self.ids.get_or_init(|| Ids::of(self.deck));
        let inner = slide_ids::of_heading(own, fragment);
        let private = format!("{inner}{PRIVATE}");
        let meant = [format!("{own}/{fragment}"), inner, private, fragment.to_owned()];
        meant.into_iter().find(|id| ids.have(id))
    }

    /// What authors name in it: slides by their headings, and key results.
    pub fn names(&self) -> Vec<&str> {
        let slides = self.file.map_or(&self.deck.slides, |file| &file.slides);
        let headings = slides.iter().filter_map(Slide::slug);
        let key_results = self.file.into_iter().flat_map(|file| file.content.key_results()).map(|of| of.id.as_str());
        headings.chain(key_results).collect()
    }
}

/// The ids that a deck's page has, in full.
#[derive(Default)]
struct Ids {
    /// Of slides, which may go on.
    slides: HashSet<String>,
    /// Of rows, of headings in texts, and of the slide that explains how things are computed.
    others: HashSet<String>,
}

impl Ids {
    fn of(deck: &Deck) -> Self {
        let mut ids = Self::default();
        for file in &deck.files {
            ids.add(&file.id, SlideIds::of_file(file), &file.slides);
            ids.others.extend(file.content.key_results().map(|of| format!("{}/{}", file.id, of.id)));
        }
        ids.add(slide_ids::TITLE, SlideIds::of_deck(deck), &deck.slides);
        ids.others.extend(slide_ids::of_method(deck));
        ids
    }

    fn add(&mut self, file: &str, of_slides: SlideIds, slides: &[Slide]) {
        self.slides.extend(of_slides.text.into_iter().chain(of_slides.table).chain(of_slides.outcomes));
        // Headings in its text are called after their file; other ids there are nobody's.
        let is_called = |id: &&str| id.strip_prefix(file).is_some_and(|rest| rest.starts_with("::"));
        let bodies = html(slides.iter().flat_map(|slide| &slide.body));
        self.others.extend(bodies.flat_map(ids_in).filter(is_called).map(str::to_owned));
    }

    fn have(&self, id: &str) -> bool {
        // On how many slides one goes on is known only when they are laid out.
        let slide = match id.rsplit_once('~') {
            Some((slide, number)) if number.parse::<u32>().is_ok_and(|number| number > 1) => slide,
            _ => id,
        };
        self.slides.contains(slide) || self.others.contains(id)
    }
}

/// The finished HTML in a text.
fn html<'a>(text: impl IntoIterator<Item = &'a Piece>) -> impl Iterator<Item = &'a str> {
    text.into_iter().filter_map(|piece| match piece {
        Piece::Html(html) => Some(html.as_str()),
        _ => None,
    })
}

/// The ids of what stands in HTML.
fn ids_in(html: &str) -> impl Iterator<Item = &str> {
    html.split("id=\"").skip(1).filter_map(|id| id.split('"').next())
}
