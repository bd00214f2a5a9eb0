//! Ids, kinds and places: everything has one name and one address, and belongs to a deck.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::check::far::is_far;
use crate::check::value_of;
use crate::model::diagnostic::{Code, Diagnostic, EntryPart, Place, Step};
use crate::model::document::{Content, DeckHeader, Document, Header, Role, SlidesHeader};
use crate::model::front_matter::Cut;
use crate::model::nearest::{did_you_mean, nearest};
use crate::model::quarter::{Calendar, Quarter};
use crate::model::source::{Snapshot, Source, folder};

/// Folders at the top of the output that are not decks'.
const FOLDERS: [&str; 3] = ["teams", "search", "assets"];

/// The site's own files at the top of the output.
pub const FILES: [&str; 6] = ["index.html", "404.html", "feed.xml", "sitemap.xml", "okrs.json", "okrs.csv"];

/// Kinds that the format itself has.
const KINDS: [&str; 15] = [
    "objective",
    "slides",
    "spotlight",
    "section",
    "overview",
    "drilldown",
    "change",
    "slo",
    "status",
    "people",
    "thanks",
    "wins",
    "challenges",
    "contacts",
    "changes",
];

/// `duplicate-id`, `output-collision`, `orphan-file`, `unknown-kind`.
pub fn check(documents: &[Arc<Document>], snapshot: &Snapshot, known_kinds: &[String], found: &mut Vec<Diagnostic>) {
    let mut decks: HashMap<&str, &Document> = HashMap::new();
    let mut addresses: HashMap<String, &Document> = HashMap::new();
    for document in documents.iter().filter(|document| matches!(document.header, Header::Deck(_))) {
        let at = folder(&document.path);
        decks.insert(at, document);
        collision(document, at, &mut addresses, found);
    }
    found.extend(documents.iter().filter_map(|document| misnamed(&document.path)));
    let mut ids: HashMap<(&str, &str), &Document> = HashMap::new();
    for document in documents {
        let Header::Slides(header) = &document.header else { continue };
        let at = folder(&document.path);
        // What `site.md` is, it is also where its front matter cannot be read.
        if !decks.contains_key(at) && Role::of(&document.path) == Role::Slides {
            orphan(document, at, snapshot, found);
        }
        taken(document, header, found);
        if let Some(other) = ids.insert((at, &header.id), document) {
            let message = format!("the id `{}` is also the id of `{}`", header.id, other.path);
            found.push(
                Diagnostic::new(Code::DuplicateId, id_place(document, header), message)
                    .hint("an id is unique in its deck: give one of the two files another `id:`"),
            );
        }
        // Without a theme it is not known which kinds there are.
        if !known_kinds.is_empty() && !known_kinds.contains(&header.kind) {
            unknown_kind(document, &header.kind, known_kinds, found);
        }
    }
}

/// `orphan-file`: a file that is a deck's or the site's own, but for its letters.
fn misnamed(path: &Arc<str>) -> Option<Diagnostic> {
    let name = Role::of(path).name().filter(|name| !path.ends_with(name))?;
    let message = format!("this name is `{name}` but for its capitals");
    let hint = format!("call it `{name}`, in small letters");
    Some(Diagnostic::new(Code::OrphanFile, Place::File(path.clone()), message).hint(hint))
}

/// `orphan-file`: a file in a folder `at` that is no deck's.
fn orphan(document: &Document, at: &str, snapshot: &Snapshot, found: &mut Vec<Diagnostic>) {
    let hint = if at == "content" {
        // There no deck can be.
        "move it into a deck's folder".to_owned()
    } else {
        deck_in_yaml(snapshot, at).unwrap_or_else(|| {
            format!("add a `deck.md` with `team:` and `quarter:` to `{at}/`, or move the file into a deck's folder")
        })
    };
    found.push(
        Diagnostic::new(Code::OrphanFile, Place::File(document.path.clone()), "this file is in no deck")
            .hint(hint)
            .hint("a name that begins with `_` or `.` is not content"),
    );
}

/// An id that no page can have, or that the site gives to something of its own.
fn taken(document: &Document, header: &SlidesHeader, found: &mut Vec<Diagnostic>) {
    let mut tell = |code, message: &str, hint| {
        found.push(Diagnostic::new(code, id_place(document, header), message).hint(hint));
    };
    if matches!(header.id.as_str(), "." | "..") {
        let message = format!("`{}` is no name that a page can have", header.id);
        tell(Code::OutputCollision, &message, "give the file another name, or write an `id:`");
    }
    if header.id == "title" {
        tell(Code::DuplicateId, "the id `title` is the title slide's", "give the file another `id:`");
    }
    if header.id.eq_ignore_ascii_case("index.html") {
        let message = "the page of its life would stand in the place of the team's";
        tell(Code::OutputCollision, message, "give the file another `id:`");
    }
}

/// The way out where what `deck.md` says stands in a file of YAML, which nobody reads.
fn deck_in_yaml(snapshot: &Snapshot, at: &str) -> Option<String> {
    let name = ["deck.yaml", "deck.yml"].into_iter().find(|name| snapshot.get(&format!("{at}/{name}")).is_some())?;
    Some(format!("call `{at}/{name}` `deck.md`, and put its text between two lines `---`"))
}

/// `duplicate-id`: two keys of one mapping that mean the same quarter, or a key of `check_ins` that means that of `check_in`:
/// one of the two values would be lost. `later-quarter`: a key of `check_ins` that means one after the deck's. Nothing is told in
/// a deck whose quarter is not known.
pub fn quarters(documents: &[Arc<Document>], calendar: Calendar, found: &mut Vec<Diagnostic>) {
    let decks = documents.iter().filter_map(|document| match &document.header {
        Header::Deck(deck) if deck.has_quarter => Some((folder(&document.path), deck.quarter)),
        _ => None,
    });
    let decks: HashMap<&str, Quarter> = decks.collect();
    for document in documents {
        let Header::Slides(header) = &document.header else { continue };
        let Some(deck) = decks.get(folder(&document.path)) else { continue };
        for of in header.content.key_results() {
            let own = of.check_in.iter().map(|_| (("check_ins", *deck), "check_in"));
            let mut known: HashMap<(&str, Quarter), &str> = own.collect();
            for key in &of.quarter_keys {
                let quarter = key.quarter.resolve(*deck);
                let mut tell = |code, message, hint: &str| {
                    let steps =
                        [&of.path[..], &[Step::Key(key.of.into()), Step::Key(key.text.as_str().into())]].concat();
                    let place = Place::Yaml(document.path.clone(), steps, EntryPart::Key);
                    found.push(Diagnostic::new(code, place, message).hint(hint));
                };
                if let Some(other) = known.insert((key.of, quarter), &key.text) {
                    let message = format!("`{}` is the same quarter as `{other}`", key.text);
                    tell(Code::DuplicateId, message, "a quarter has one value: take one of the two out");
                } else if key.of == "check_ins" && quarter > *deck && !is_far(quarter, *deck) {
                    let [other, own] = [quarter, *deck].map(|quarter| calendar.label(quarter));
                    let message =
                        format!("`{}` is {other}, after the deck's {own}: the value is shown nowhere", key.text);
                    let hint = "take it to that quarter's deck; if another year is meant, write the year too";
                    tell(Code::LaterQuarter, message, hint);
                }
            }
        }
    }
}

/// Where a file's id comes from: its key, or its name.
pub fn id_place(document: &Document, header: &SlidesHeader) -> Place {
    if header.id_written { value_of(document, "id") } else { Place::File(document.path.clone()) }
}

/// Markdown that is not read, or stands under a name that is not read as such, would be missing without a word.
pub fn unread(snapshot: &Snapshot, found: &mut Vec<Diagnostic>) {
    let is_text = |path: &str| path.starts_with("content/") && path.ends_with(".md");
    let texts = snapshot.unread.iter().filter(|unread| is_text(&unread.path));
    found.extend(texts.map(|unread| unread.told(Code::BrokenLink, Place::File(unread.path.clone()))));
    for source in snapshot.files.iter().filter(|source| source.path.starts_with("content/")) {
        let name = source.path.rsplit('/').next().unwrap_or_default();
        let Some((stem, message)) = markdown_named_otherwise(name, source) else { continue };
        if !stem.eq_ignore_ascii_case("readme") {
            let hint = format!("call it `{stem}.md`; if it is no content, let its name begin with `_`");
            found.push(Diagnostic::new(Code::OrphanFile, Place::File(source.path.clone()), message).hint(hint));
        }
    }
}

/// The name without its extension of a file that is Markdown by its name, or by its front matter where the name says of no Markdown; and
/// why it is not read.
fn markdown_named_otherwise<'a>(name: &'a str, source: &Source) -> Option<(&'a str, String)> {
    let Some((stem, extension)) = name.rsplit_once('.') else {
        let begins = source.bytes.starts_with(b"---\n") || source.bytes.starts_with(b"---\r\n");
        return begins.then(|| (name, "a file whose name has no extension is not read".to_owned()));
    };
    if let Some(stem) = stem.strip_suffix(".md").filter(|_| extension == "txt") {
        return Some((stem, "a file that ends with `.md.txt` is not read".to_owned()));
    }
    let folded = extension.trim_end().to_lowercase();
    let is_markdown = ["md", "markdown", "mdown", "mkd", "mdx", "qmd", "rmd"].contains(&folded.as_str());
    // Of a text that others link to as it is, or of data, it is no mistake.
    let is_meant = || match folded.as_str() {
        "txt" | "text" => Cut::of(source.text().unwrap_or_default()).is_some_and(|cut| cut.yaml.contains(':')),
        "yaml" | "yml" | "toml" | "json" => stem == "site",
        _ => false,
    };
    (is_markdown && extension != "md" || is_meant())
        .then(|| (stem, format!("a file that ends with `.{extension}` is not read")))
}

fn collision<'a>(
    document: &'a Document,
    at: &str,
    addresses: &mut HashMap<String, &'a Document>,
    found: &mut Vec<Diagnostic>,
) {
    let place = Place::File(document.path.clone());
    let Some(below) = at.strip_prefix("content/") else {
        found.push(
            Diagnostic::new(Code::OutputCollision, place, "a deck in `content/` itself would take the archive's page")
                .hint("move it into a folder: `content/team/2021-q3/deck.md`"),
        );
        return;
    };
    let top = below.split('/').next().unwrap_or(below);
    let folded = top.to_lowercase();
    if FOLDERS.contains(&folded.as_str()) || FILES.contains(&folded.as_str()) {
        let message = if FOLDERS.contains(&folded.as_str()) {
            format!("`{top}/` is a folder of the site's own pages")
        } else {
            format!("`{top}` is a file of the site's own")
        };
        found.push(
            Diagnostic::new(Code::OutputCollision, place, message).hint("give the deck's top folder another name"),
        );
    } else if let Some(folder) = below.split('/').find(|name| name.eq_ignore_ascii_case("index.html")) {
        let message = format!("a folder `{folder}` would take the place of the page of the folder that it is in");
        found.push(Diagnostic::new(Code::OutputCollision, place, message).hint("give the folder another name"));
    } else if let Some(other) = addresses.insert(below.to_lowercase(), document) {
        let message = format!("its page would take the place of `{}`'s on systems that ignore case", other.path);
        found.push(Diagnostic::new(Code::OutputCollision, place, message).hint("give one of the folders another name"));
    }
}

/// `two-decks`: two decks of one team and quarter, for the same readers, with one objective: mostly a folder that was copied, and its quarter
/// left as it was. Of two numbers of one quarter history takes one.
pub fn two_decks(documents: &[Arc<Document>], found: &mut Vec<Diagnostic>) {
    let mut known = HashMap::new();
    let mut told = HashSet::new();
    let decks: HashMap<&str, (&Document, &DeckHeader, String)> = documents
        .iter()
        .filter_map(|document| match &document.header {
            Header::Deck(deck) if deck.has_quarter => {
                Some((folder(&document.path), (&**document, &**deck, deck.id_of_team())))
            }
            _ => None,
        })
        .collect();
    for document in documents {
        let at = folder(&document.path);
        let (Header::Slides(header), Some((file, deck, team))) = (&document.header, decks.get(at)) else { continue };
        if !matches!(header.content, Content::Objective(_)) {
            continue;
        }
        let key = (team.as_str(), deck.quarter, deck.audience, deck.draft, header.id.as_str());
        let other = *known.entry(key).or_insert(at);
        if other != at && told.insert(at) {
            let id = &header.id;
            let message = format!("`{other}/` is this team's deck of the same quarter, too, with the objective `{id}`");
            found.push(
                Diagnostic::new(Code::TwoDecks, value_of(file, "quarter"), message)
                    .hint("correct the quarter of one of the two, or make one deck of them"),
            );
        }
    }
}

fn unknown_kind(document: &Document, kind: &str, known_kinds: &[String], found: &mut Vec<Diagnostic>) {
    let known = known_kinds.iter().map(String::as_str);
    let message = if KINDS.contains(&kind) {
        format!("the theme has no template for the kind `{kind}`")
    } else {
        format!("there is no kind `{kind}`")
    };
    let hint = nearest(kind, known.clone()).map_or_else(
        || {
            format!(
                "the kinds are {}; a theme adds one by `templates/slides/{kind}.html`",
                known.collect::<Vec<_>>().join(", ")
            )
        },
        did_you_mean,
    );
    found.push(Diagnostic::new(Code::UnknownKind, value_of(document, "kind"), message).hint(hint));
}
