//! What an audience may see of the documents. This is the only place that leaves private text out: everything after it works
//! on what is left.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::Arc;

use crate::assemble::Reader;
use crate::model::book::{Backstage, BackstageSlide, Piece, Slide};
use crate::model::document::{
    self, Attributes, Audience, Content, DeckHeader, Document, Fragment, Header, SlidesHeader,
};
use crate::model::source::folder;

/// A deck and its files, as far as they may be seen.
pub struct VisibleDeck<'a> {
    /// Below `content/`.
    pub folder: String,
    pub path: &'a Arc<str>,
    pub header: &'a DeckHeader,
    pub slides: Vec<Slide>,
    /// In running order.
    pub files: Vec<VisibleFile<'a>>,
}

/// A file of slides, as far as it may be seen.
pub struct VisibleFile<'a> {
    pub path: &'a Arc<str>,
    pub header: &'a SlidesHeader,
    pub slides: Vec<Slide>,
}

/// The decks that may be seen, with their files in the order of their names.
pub fn decks<'a>(documents: &'a [Arc<Document>], reader: Reader, backstage: &mut Backstage) -> Vec<VisibleDeck<'a>> {
    let mut decks = Vec::new();
    let mut by_folder: HashMap<&str, Vec<&Document>> = HashMap::new();
    for document in documents {
        by_folder.entry(folder(&document.path)).or_default().push(document);
    }
    for document in documents {
        let Header::Deck(header) = &document.header else {
            continue;
        };
        if !may_see(header.audience, header.draft, reader) {
            continue;
        }
        let folder = folder(&document.path);
        let mut files: Vec<VisibleFile> = by_folder[folder]
            .iter()
            .filter_map(|document| match &document.header {
                Header::Slides(header) => Some((document, header)),
                Header::Site(_) | Header::Deck(_) => None,
            })
            .filter(|(_, header)| may_see(header.audience, header.draft, reader))
            .map(|(document, header)| VisibleFile {
                path: &document.path,
                header,
                slides: slides(document, reader, backstage),
            })
            .collect();
        files.sort_by(|one, other| running_order(one.path, other.path));
        mark(document, header.draft, header.audience, reader, backstage);
        decks.push(VisibleDeck {
            folder: folder.strip_prefix("content/").unwrap_or(folder).to_owned(),
            path: &document.path,
            header,
            slides: slides(document, reader, backstage),
            files,
        });
    }
    decks
}

/// The order of two files of a folder: that of their names, in which the numbers that they begin with count as numbers. `9-a`
/// comes before `10-b`.
fn running_order(one: &str, other: &str) -> Ordering {
    match (leading_number(one), leading_number(other)) {
        (Some(number), Some(other_number)) => number.cmp(&other_number).then_with(|| one.cmp(other)),
        _ => one.cmp(other),
    }
}

/// The number that a file's name begins with: how many digits it has without noughts before them, and those.
fn leading_number(path: &str) -> Option<(usize, &str)> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let digits = name.len() - name.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    let number = name[..digits].trim_start_matches('0');
    (digits > 0).then_some((number.len(), number))
}

/// Whether nothing of these documents is hidden from the reader but what is only for presenters.
pub fn sees_all(documents: &[Arc<Document>], reader: Reader) -> bool {
    documents.iter().all(|document| {
        let may_see = match &document.header {
            Header::Deck(header) => may_see(header.audience, header.draft, reader),
            Header::Slides(header) => may_see(header.audience, header.draft, reader),
            Header::Site(_) => true,
        };
        may_see && (reader.audience == Audience::Internal || document.slides.iter().all(is_public))
    })
}

/// Whether everything on a slide is public, and it is shown.
fn is_public(slide: &document::Slide) -> bool {
    let is_internal = |fragment: &Fragment| matches!(fragment, Fragment::Internal(_));
    let is_shown = slide.heading.as_ref().map_or_else(|| is_slide(slide), |heading| !heading.internal);
    is_shown && !slide.body.iter().any(is_internal)
}

/// Whether there is a slide where its title is not shown, to one who sees no internal text and no notes: something is left of it,
/// or it is an empty one as it is written.
fn is_slide(slide: &document::Slide) -> bool {
    let is_seen = |fragment: &Fragment| match fragment {
        Fragment::Html(html) => !html.trim().is_empty(),
        other => !matches!(other, Fragment::Internal(_)),
    };
    let is_empty = slide.body.is_empty() && !slide.has_unseen;
    is_empty || slide.attributes != Attributes::default() || slide.body.iter().any(is_seen)
}

/// The slides of a document of which the reader sees anything. Any other is none: its place in the order would tell that there
/// was something. The first is there for what stands in the front matter, if that is shown.
pub fn shown_slides(document: &Document, reader: Reader) -> impl Iterator<Item = &document::Slide> {
    let is_shown = move |slide: &document::Slide| {
        let has_title = slide.heading.as_ref().is_some_and(|heading| shown(heading, reader));
        reader.audience == Audience::Internal || has_title || is_slide(slide)
    };
    let has_first = shows_front_matter(&document.header);
    let slides = document.slides.iter().enumerate();
    slides.filter(move |(at, slide)| *at == 0 && has_first || is_shown(slide)).map(|(_, slide)| slide)
}

/// Whether a file's first slide shows something though its text is empty: of a kind that shows its text alone, the title.
fn shows_front_matter(header: &Header) -> bool {
    match header {
        Header::Deck(_) => true,
        Header::Slides(header) => {
            header.title.is_some()
                || !header.charts.is_empty()
                || !matches!(header.content, Content::Plain)
                || !["slides", "spotlight", "section"].contains(&&*header.kind)
        }
        Header::Site(_) => false,
    }
}

/// The body of `site.md`: the text of its slides, one after the other.
pub fn site_body(document: &Document, reader: Reader) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for slide in &document.slides {
        visible_pieces(&slide.body, reader, &mut pieces);
    }
    pieces
}

pub fn may_see(audience: Audience, draft: bool, reader: Reader) -> bool {
    (audience == Audience::Public || reader.audience == Audience::Internal) && (!draft || reader.drafts)
}

fn shown(heading: &document::Heading, reader: Reader) -> bool {
    !heading.internal || reader.audience == Audience::Internal
}

fn slides(document: &Document, reader: Reader, backstage: &mut Backstage) -> Vec<Slide> {
    if let Header::Slides(header) = &document.header {
        mark(document, header.draft, header.audience, reader, backstage);
    }
    let mut slides = Vec::with_capacity(document.slides.len());
    for slide in shown_slides(document, reader) {
        let mut body = Vec::with_capacity(slide.body.len());
        visible_pieces(&slide.body, reader, &mut body);
        let heading = slide.heading.clone().filter(|heading| shown(heading, reader));
        if reader.audience == Audience::Internal {
            let mut notes = Vec::new();
            visible_pieces(&slide.notes, reader, &mut notes);
            let at = (document.path.clone(), slides.len());
            backstage.slides.insert(at, BackstageSlide { notes, line: slide.line });
        }
        let internal_steps = if reader.audience == Audience::Internal { slide.internal_steps } else { 0 };
        slides.push(Slide { heading, attributes: slide.attributes.clone(), body, steps: slide.steps + internal_steps });
    }
    slides
}

fn mark(document: &Document, draft: bool, audience: Audience, reader: Reader, backstage: &mut Backstage) {
    if reader.audience == Audience::Public {
        return;
    }
    if draft {
        backstage.drafts.push(document.path.clone());
    }
    if audience == Audience::Internal {
        backstage.internal.push(document.path.clone());
    }
}

fn visible_pieces(fragments: &[Fragment], reader: Reader, pieces: &mut Vec<Piece>) {
    for fragment in fragments {
        match fragment {
            Fragment::Html(html) => pieces.push(Piece::Html(html.clone())),
            Fragment::Internal(_) if reader.audience == Audience::Public => {}
            // The block within is marked.
            Fragment::Internal(inner) if inner.iter().any(|fragment| matches!(fragment, Fragment::Internal(_))) => {
                visible_pieces(inner, reader, pieces);
            }
            Fragment::Internal(inner) => {
                pieces.push(Piece::Html("<div class=\"internal\">\n".into()));
                visible_pieces(inner, reader, pieces);
                pieces.push(Piece::Html("</div>\n".into()));
            }
            Fragment::Image { src, alt, title, at } => {
                pieces.push(Piece::Image { src: src.clone(), alt: alt.clone(), title: title.clone(), at: at.clone() });
            }
            Fragment::Href { target, at } => {
                pieces.push(Piece::Href { target: target.clone(), at: at.clone() });
            }
            Fragment::AlertTitle(alert) => pieces.push(Piece::AlertTitle(*alert)),
            Fragment::Chart { spec, at } => pieces.push(Piece::Chart { spec: spec.clone(), at: at.clone() }),
        }
    }
}
