//! Which deck is meant, and what is in it.

use std::path::Path;

use percent_encoding::percent_decode_str;
use serde_json::Value;

use crate::cli::Failure;
use crate::cli::export::tags::{self, Piece};
use crate::cli::export::words::heard;
use crate::discover;
use crate::model::artifact::Artifact;
use crate::model::html::text_of;
use crate::model::nearest::{closest, nearest};
use crate::model::script::{Part, part};
use crate::model::source::Snapshot;

/// So many decks are named to whoever asked for one that is not there.
const NAMED: usize = 12;

/// A deck as its page shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deck {
    pub title: String,
    /// In order.
    pub slides: Vec<Slide>,
}

/// A slide of a deck's page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slide {
    pub id: String,
    pub title: String,
    /// What stands on it, in blocks.
    pub words: Vec<String>,
    /// What only the presenter sees, in blocks; none in a page for the public.
    pub notes: Vec<String>,
}

/// The folders of the decks that were built, as `okrs.json` lists them: `technology/fy2020-21-q3`.
pub fn built(artifacts: &[Artifact]) -> Vec<String> {
    let data = artifacts.iter().find(|artifact| &*artifact.path == "okrs.json");
    let data: Value = data.and_then(|data| serde_json::from_slice(&data.body.whole()).ok()).unwrap_or_default();
    let decks = data["decks"].as_array().into_iter().flatten();
    decks.filter_map(|deck| Some(deck["path"].as_str()?.trim_end_matches('/').to_owned())).collect()
}

/// The folder of the deck that is called `name`: by its folder, with or without the way to it from here, or by its `deck.md`.
pub fn chosen(name: &str, root: &Path, snapshot: &Snapshot, built: &[String]) -> Result<String, Failure> {
    let folder = folder_of(name, root);
    // A team may be called Content: the name as it is comes first.
    let as_named = name.trim_end_matches('/');
    if let Some(found) = [as_named, &folder].into_iter().find(|folder| built.iter().any(|built| built == folder)) {
        return Ok(found.to_owned());
    }
    if snapshot.get(&format!("content/{folder}/deck.md")).is_some() {
        return Err(Failure::Usage(format!(
            "the deck {folder} is not for these readers: --audience internal and --drafts show more"
        )));
    }
    let near = nearest(&folder, built.iter().map(String::as_str));
    let near = near.map(|near| format!(", perhaps {near} is meant")).unwrap_or_default();
    let more = if built.len() > NAMED { ", …" } else { "" };
    let decks = match built {
        [] => "there is none".to_owned(),
        built => format!("there are: {}{more}", built[..built.len().min(NAMED)].join(", ")),
    };
    Err(Failure::Usage(format!("there is no deck {folder}{near}; {decks}")))
}

/// `technology/q1` of `./my-okrs/content/technology/q1/deck.md`, where the root is `my-okrs`, and of the whole path to it.
fn folder_of(name: &str, root: &Path) -> String {
    // What a shell completes leads there from here, and perhaps on another way than the root is named.
    let named = Path::new(name);
    let folder = if named.ends_with("deck.md") { named.parent() } else { Some(named) };
    if let Some(place) = folder.and_then(|folder| discover::place_in(root, folder)) {
        return place;
    }
    let name = name.replace('\\', "/");
    let root = root.to_string_lossy().replace('\\', "/");
    let name = without_start(&name, root.trim_start_matches("./").trim_end_matches('/'));
    let name = without_start(name, "content");
    let name = name.trim_end_matches('/');
    name.strip_suffix("/deck.md").unwrap_or(name).to_owned()
}

/// A path behind its first folders, if it begins with these.
fn without_start<'a>(path: &'a str, folders: &str) -> &'a str {
    let path = path.trim_start_matches("./");
    let rest = path.strip_prefix(folders).and_then(|rest| rest.strip_prefix('/'));
    rest.filter(|_| !folders.is_empty()).unwrap_or(path)
}

/// The deck whose page is at a path.
pub fn read(artifacts: &[Artifact], path: &str) -> Deck {
    let page = artifacts.iter().find(|artifact| &*artifact.path == path).map(|page| page.body.whole());
    let page = page.unwrap_or_default();
    let page = String::from_utf8_lossy(&page);
    let mut rest = &*page;
    let mut deck = Deck::default();
    while let Some(piece) = tags::next(&mut rest) {
        let Piece::Tag(tag) = piece else { continue };
        if tag.name == "title" && deck.title.is_empty() {
            deck.title = heard(within(&mut rest, tag.name)).join(" ");
        } else if tag.name == "section" && tag.has_class(&["slide"]) {
            let text = |name| text_of(tag.get(name).unwrap_or_default());
            deck.slides.push(Slide { id: text("id"), title: text("aria-label"), ..Slide::default() });
        } else if let Some(slide) = deck.slides.last_mut() {
            if tag.has_class(&["slide-body"]) {
                slide.words = heard(within(&mut rest, tag.name));
            } else if tag.has_class(&["notes"]) {
                slide.notes = heard(within(&mut rest, tag.name));
            }
        }
    }
    deck
}

/// Takes the rest of an element off a page, and gives it.
fn within<'a>(rest: &mut &'a str, name: &str) -> &'a str {
    let before = *rest;
    tags::skip(rest, name);
    &before[..before.len() - rest.len()]
}

/// The slide with an id, as it is or as an address has it.
pub fn slide(id: &str, slides: &[Slide]) -> Result<Slide, Failure> {
    let decoded = percent_decode_str(id.trim_start_matches('#')).decode_utf8_lossy();
    let found = slides.iter().find(|slide| slide.id == id || slide.id == decoded);
    found.cloned().ok_or_else(|| {
        let near = closest(id, slides.iter().map(|slide| &*slide.id));
        let near = near.map(|near| format!("; the nearest is {near}")).unwrap_or_default();
        Failure::Usage(format!("there is no slide {id}{near}"))
    })
}

/// What a picture of a slide is called: `07-content-integrity-key-results.png`, with as many digits as the last one needs.
pub fn picture_name(number: usize, of: usize, id: &str) -> String {
    let digits = of.to_string().len().max(2);
    format!("{number:0digits$}-{}.png", file_name(id))
}

/// So many bytes of a slide's id are in a name: disks take 255 for all of it.
const LONGEST: usize = 150;

/// A slide's id as every disk can have it in a name.
pub fn file_name(id: &str) -> String {
    let keeps = |letter: char| part(letter) != Part::Between || matches!(letter, '-' | '_' | '.');
    let words: Vec<&str> = id.split(|letter| !keeps(letter)).filter(|word| !word.is_empty()).collect();
    let mut name = words.join("-");
    name.truncate(name.floor_char_boundary(LONGEST));
    name
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use jiff::civil::date;

    use super::{Deck, Slide, chosen, folder_of, picture_name, read};
    use crate::model::artifact::{Artifact, Rank};
    use crate::model::source::Snapshot;

    #[test]
    fn a_deck_is_called_by_any_way_to_its_folder() {
        for name in ["technology/q1", "technology/q1/", "./content/technology/q1", "content/technology/q1/deck.md"] {
            assert_eq!(folder_of(name, Path::new(".")), "technology/q1", "{name}");
        }
        assert_eq!(folder_of("my-okrs/content/technology/q1/", Path::new("./my-okrs/")), "technology/q1");
        assert_eq!(folder_of("my-okrs/q1", Path::new("other")), "my-okrs/q1");
        assert_eq!(folder_of("contented/q1", Path::new(".")), "contented/q1");
        assert_eq!(folder_of(r"content\technology\q1", Path::new(".")), "technology/q1");
    }

    #[test]
    fn who_asks_for_a_deck_that_is_not_there_hears_of_those_that_are() {
        let snapshot = Snapshot::of(Vec::new(), date(2021, 4, 15));
        let ask = |name: &str, built: &[&str]| {
            let built: Vec<String> = built.iter().map(|&deck| deck.to_owned()).collect();
            chosen(name, Path::new("."), &snapshot, &built).map_err(|failure| failure.to_string())
        };
        assert_eq!(ask("a/q1", &["a/q2", "a/q1"]), Ok("a/q1".to_owned()));
        assert_eq!(ask("content/q1/", &["content/q1"]), Ok("content/q1".to_owned()));
        let said = ask("technolgy/q1", &["research/q1", "technology/q1"]).expect_err("none");
        let expected =
            "there is no deck technolgy/q1, perhaps technology/q1 is meant; there are: research/q1, technology/q1";
        assert_eq!(said, expected);
        let said = ask("sales", &["technology/q1"]).expect_err("none");
        assert_eq!(said, "there is no deck sales; there are: technology/q1");
        assert_eq!(ask("q1", &[]).expect_err("none"), "there is no deck q1; there is none");
    }

    #[test]
    fn slides_are_found_in_a_page() {
        let page = "<title>Q1 · R&amp;D</title><section class=\"life\" id=\"no\"></section>\n\
            <section class=\"slide kind-title\" id=\"title\" aria-label=\"R&amp;D\"><div class=\"sheet\"><h2>R&amp;D</h2>\
            <div class=\"slide-body\"><div><p>One\n<b>and</b> two</p><p>Three</p></div></div><button>Present</button></div>\
            <aside class=\"notes\"><p>Be brief.</p></aside></section>\
            <section class=\"slide\" id=\"r&amp;d/key-results~2\"></section>";
        let artifacts = [Artifact::new("a/q1/index.html", page, Rank::Page)];
        let texts = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
        let title = Slide {
            id: "title".to_owned(),
            title: "R&D".to_owned(),
            words: texts(&["One and two", "Three"]),
            notes: texts(&["Be brief."]),
        };
        let second = Slide { id: "r&d/key-results~2".to_owned(), ..Slide::default() };
        let deck = Deck { title: "Q1 · R&D".to_owned(), slides: vec![title, second] };
        assert_eq!(read(&artifacts, "a/q1/index.html"), deck);
    }

    #[test]
    fn pictures_are_called_by_number_and_slide() {
        assert_eq!(picture_name(1, 9, "title"), "01-title.png");
        assert_eq!(picture_name(7, 120, "content-integrity/key-results~2"), "007-content-integrity-key-results-2.png");
        assert_eq!(picture_name(3, 30, "größe/../x:y"), "03-größe-..-x-y.png");
        assert_eq!(picture_name(4, 30, &"ы".repeat(200)), format!("04-{}.png", "ы".repeat(75)));
    }
}
