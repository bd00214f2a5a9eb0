//! A deck's page: its slides in order, each with its stable id.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::book::{self, Deck, File, FileContent};
use crate::model::document::{Audience, Text};
use crate::model::link::{self, escape};
use crate::model::page::{AgendaEntry, DeckPage, DeckView, Part, Piece, PreviousDeck, SlideData, SlideView, TitleData};
use crate::model::slide_ids::{self, SlideIds};
use crate::model::source::Source;
use crate::paginate::{
    Material, Overflow, Overfull, Pages, bodies, fit, indexes, key_results, kinds, lines, method, objective_marks,
    status_counts, teams,
};

/// The most objectives that the title slide lists.
const LONGEST_STRIP: usize = 10;

/// Over how many slides one that was written as one goes without a word.
const MOST_PARTS: usize = 3;

/// The view of a deck's page.
pub fn view(deck: &Deck, material: &Material, pages: &mut Pages) -> DeckPage {
    let calendar = material.book.site.calendar;
    let context = bodies::Context {
        material,
        folder: &deck.folder,
        page: "deck",
        files: &mut pages.files,
        charts: 0,
        quarter: Some(deck.quarter),
    };
    let mut slides = Slides { deck, context, slides: Vec::new(), overflows: &mut pages.overflows };
    slides.title();
    for file in &deck.files {
        slides.file(file);
    }
    slides.method();
    let mut slides = slides.slides;
    number_namesakes(&mut slides);
    let date = |date: jiff::civil::Date| date.to_string();
    let root = link::root_of(&deck.folder);
    DeckPage {
        site: material.site_of(deck),
        agenda: agenda(deck, &slides),
        deck: DeckView {
            title: deck.title.clone(),
            full_title: indexes::full_title(deck, calendar),
            team: deck.team.name.clone(),
            team_href: teams::team_href(&root, deck),
            quarter: calendar.label(deck.quarter),
            previous: deck.previous.as_ref().map(|previous| PreviousDeck {
                quarter: calendar.label(previous.quarter),
                href: format!("{root}{}/index.html", link::encode(&previous.folder)),
            }),
            start: date(calendar.start(deck.quarter)),
            end: date(calendar.end(deck.quarter)),
            date: deck.date.map(date),
            authors: deck.authors.clone(),
            draft: material.backstage.drafts.contains(&deck.path),
            extra: deck.extra.clone(),
        },
        slides,
    }
}

fn agenda(deck: &Deck, slides: &[SlideView]) -> Vec<AgendaEntry> {
    let entries = deck.files.iter().filter_map(|file| {
        let slide = slides.iter().find(|slide| slide.id == file.id)?;
        let status = match &file.content {
            FileContent::Objective(objective) => Some(objective.roll_up.status.as_str()),
            _ => None,
        };
        let entry = AgendaEntry {
            title: file.title.plain.clone(),
            href: slide.href.clone(),
            kind: file.kind.clone(),
            status,
            time: file.time,
        };
        Some(entry)
    });
    let method = slides.last().filter(|slide| slide.template == "method").map(|slide| AgendaEntry {
        title: String::new(),
        href: slide.href.clone(),
        kind: slide.kind.clone(),
        status: None,
        time: None,
    });
    entries.chain(method).collect()
}

struct Slides<'a, 'b> {
    deck: &'a Deck,
    context: bodies::Context<'a, 'b>,
    slides: Vec<SlideView>,
    overflows: &'b mut Vec<Overflow>,
}

/// What a slide is made from, beside its file.
struct Draft<'a> {
    id: String,
    template: &'a str,
    kind: &'a str,
    title: (String, String),
    /// Nobody wrote a title: it is the file's id in words.
    is_untitled: bool,
    eyebrow: Option<String>,
    data: SlideData,
    /// What its front matter puts below its text.
    below: Vec<Piece>,
    part: Option<Part>,
    /// The lists of the front matter that tell what it shows, the outermost first, and with which entry of each it begins.
    entry: Vec<(&'static str, usize)>,
}

impl Slides<'_, '_> {
    fn title(&mut self) {
        let deck = self.deck;
        let mut objectives = objective_marks(deck, "");
        let counts = status_counts(objectives.iter().map(|mark| mark.status));
        // Where there are many, their counts tell more.
        if objectives.len() > LONGEST_STRIP {
            objectives.clear();
        }
        let data = SlideData::Title(TitleData { counts, objectives });
        let mut ids = SlideIds::of_deck(deck).text.into_iter();
        let title = (escape(&deck.title), deck.title.clone());
        let draft = |id, title, eyebrow, data, template| Draft {
            id,
            template,
            kind: if template == "title" { "title" } else { "slides" },
            title,
            is_untitled: false,
            eyebrow,
            data,
            below: Vec::new(),
            part: None,
            entry: Vec::new(),
        };
        let first = draft(ids.next().unwrap_or_default(), title.clone(), None, data, "title");
        self.push(&deck.path, deck.slides.first(), 0, first, None, &deck.extra);
        for ((number, slide), id) in deck.slides.iter().enumerate().skip(1).zip(ids) {
            let (own, eyebrow) = self.own_title(&deck.path, slide, &title, &title.0);
            let further = draft(id, own, eyebrow, SlideData::Nothing {}, "slides");
            self.push(&deck.path, Some(slide), number, further, None, &deck.extra);
        }
    }

    /// The glossary of the method, where anything is computed.
    fn method(&mut self) {
        let deck = self.deck;
        let (Some(data), Some(id)) = (method::data(deck), slide_ids::of_method(deck)) else { return };
        let draft = Draft {
            id,
            template: "method",
            kind: "method",
            title: (String::new(), String::new()),
            is_untitled: false,
            eyebrow: None,
            data: SlideData::Method(data),
            below: Vec::new(),
            part: None,
            entry: Vec::new(),
        };
        self.push(&deck.path, None, usize::MAX, draft, None, &deck.extra);
    }

    fn file(&mut self, file: &File) {
        let deck = self.deck;
        let title = self.titled(&file.path, &file.title);
        let is_untitled = !file.title_written && file.slides.iter().all(|slide| slide.heading.is_none());
        let ids = SlideIds::of_file(file);

        let parts = kinds::data(file, deck, &mut self.context);
        let (of, first) = (parts.len(), self.slides.len());
        for (number, data) in parts.into_iter().enumerate() {
            let draft = Draft {
                id: file.id.clone(),
                template: &file.kind,
                kind: &file.kind,
                title: title.clone(),
                is_untitled: is_untitled && file.kind == "slides",
                eyebrow: None,
                data,
                below: if number == 0 { kinds::charts_below(file, &mut self.context) } else { Vec::new() },
                part: (of > 1).then_some(Part { number: number + 1, of }),
                entry: Vec::new(),
            };
            let slide = file.slides.first().filter(|_| number == 0);
            self.push(&file.path, slide, 0, draft, file.time.filter(|_| number == 0), &file.extra);
        }
        fit::match_sizes(self.slides[first..].iter_mut().map(|slide| &mut slide.size));
        // The text may go on, too.
        number_parts(&mut self.slides[first..]);
        for ((number, slide), id) in file.slides.iter().enumerate().zip(ids.text).skip(1) {
            let (own, eyebrow) = self.own_title(&file.path, slide, &title, &file.title.html);
            let draft = Draft {
                id,
                template: "slides",
                kind: &file.kind,
                title: own,
                is_untitled,
                eyebrow,
                data: SlideData::Nothing {},
                below: Vec::new(),
                part: None,
                entry: Vec::new(),
            };
            self.push(&file.path, Some(slide), number, draft, None, &file.extra);
        }
        self.tables(file, ids.table, ids.outcomes);
    }

    /// The slides of key results and of outcomes, continued where they are long.
    fn tables(&mut self, file: &File, table_id: Option<String>, outcome_ids: Vec<String>) {
        let table = key_results::Table { deck: self.deck, file, calendar: self.context.material.book.site.calendar };
        let mut tables = Vec::new();
        match (&file.content, table_id) {
            (FileContent::Objective(objective), Some(id)) => {
                let title = self.titled(&file.path, &file.title);
                let standing = crate::paginate::standing(&objective.roll_up);
                let data = table.data(&title.1, &objective.key_results, Some(standing), &mut self.context);
                tables.push((id, "key-results", title, data, vec![("key_results", 0)]));
            }
            (FileContent::Overview(overview), _) => {
                for (number, (outcome, id)) in overview.outcomes.iter().zip(outcome_ids).enumerate() {
                    let title = self.titled(&file.path, &outcome.title);
                    let data = table.data(&title.1, &outcome.metrics, None, &mut self.context);
                    tables.push((id, "outcome", title, data, vec![("outcomes", number), ("metrics", 0)]));
                }
            }
            _ => {}
        }
        for (id, template, title, parts, mut entry) in tables {
            let (of, first_slide, mut before) = (parts.len(), self.slides.len(), 0);
            for (number, data) in parts.into_iter().enumerate() {
                // It may begin with what its first key result's row has left.
                let goes_on = usize::from(data.rows.first().is_some_and(|row| row.is_continued));
                let rows = data.rows.iter().filter(|row| !row.is_continued).count();
                if let Some((_, first)) = entry.last_mut() {
                    *first = before - goes_on;
                }
                before += rows;
                let draft = Draft {
                    id: id.clone(),
                    template,
                    kind: &file.kind,
                    title: title.clone(),
                    is_untitled: false,
                    eyebrow: (template == "outcome").then(|| file.title.html.clone()),
                    data: SlideData::KeyResults(data),
                    below: Vec::new(),
                    part: (of > 1).then_some(Part { number: number + 1, of }),
                    entry: entry.clone(),
                };
                self.push(&file.path, None, usize::MAX, draft, None, &file.extra);
            }
            number_parts(&mut self.slides[first_slide..]);
        }
    }

    /// A title as HTML and as text.
    fn titled(&mut self, path: &str, title: &Text) -> (String, String) {
        (self.context.title(path, title), title.plain.clone())
    }

    /// A further slide's title: its heading, with the words of the file's title small above it; else the file's title again.
    fn own_title(
        &mut self,
        path: &str,
        slide: &book::Slide,
        file: &(String, String),
        words: &str,
    ) -> ((String, String), Option<String>) {
        match &slide.heading {
            Some(heading) => (self.titled(path, &heading.text), Some(words.to_owned())),
            None => (file.clone(), None),
        }
    }

    /// The line, from 1, on which the front matter begins to tell what a slide shows; the first where it does not.
    fn entry_line(&self, path: &str, entry: &[(&str, usize)]) -> usize {
        let text = self.context.material.scene.snapshot.get(path).and_then(Source::text).unwrap_or_default();
        lines::of_entry(text, entry).unwrap_or(1)
    }

    fn push(
        &mut self,
        path: &Arc<str>,
        slide: Option<&book::Slide>,
        number: usize,
        mut draft: Draft,
        time: Option<u32>,
        extra: &serde_json::Value,
    ) {
        let material = self.context.material;
        let mut body = slide.map(|slide| self.context.pieces(path, &slide.body)).unwrap_or_default();
        let heading = slide.and_then(|slide| slide.heading.as_ref());
        // A heading that is not the slide's title (the file has a title of its own) stays where it stands: above the body.
        if let Some(heading) = heading.filter(|heading| heading.text.plain != draft.title.1) {
            let (title, _) = self.titled(path, &heading.text);
            let link = format!("<a class=\"self\" href=\"{}\">{title}</a>", link::fragment(&draft.id));
            body.insert(0, Piece { html: Some(format!("<h3>{link}</h3>\n")), chart: None });
        }
        body.append(&mut draft.below);
        let behind = material.backstage.slides.get(&(path.clone(), number));
        let mut notes = behind.map(|behind| self.context.pieces(path, &behind.notes)).filter(|notes| !notes.is_empty());
        let source = (material.scene.audience == Audience::Internal).then(|| {
            let line = behind.map_or_else(|| self.entry_line(path, &draft.entry), |behind| behind.line);
            format!("{path}:{line}")
        });
        let steps = slide.map_or(0, |slide| slide.steps);
        let needs_no_title = draft.is_untitled && fit::stands_alone(&body);
        let title = if needs_no_title { "" } else { &*draft.title.1 };
        fit::broaden(draft.template, title, &mut draft.data, &mut body);
        let parts = fit::arrange(draft.template, &draft.data, title, steps, draft.part.is_some(), body);
        let first = self.slides.len();
        if parts.len() > MOST_PARTS {
            self.overflows.push(Overflow { path: path.clone(), number, how: Overfull::Slides(parts.len()) });
        }
        for (at, part) in parts.into_iter().enumerate() {
            if let Some(excess) = part.excess {
                self.overflows.push(Overflow { path: path.clone(), number, how: Overfull::Excess(excess) });
            }
            let further = at > 0;
            self.slides.push(SlideView {
                href: link::fragment(&draft.id),
                id: draft.id.clone(),
                kind: draft.kind.to_owned(),
                template: if further { "slides" } else { draft.template }.to_owned(),
                title: draft.title.0.clone(),
                title_text: draft.title.1.clone(),
                needs_no_title,
                eyebrow: draft.eyebrow.clone(),
                classes: slide.map(classes).into_iter().flatten().chain(part.title.map(str::to_owned)).collect(),
                namesake: None,
                part: draft.part,
                size: part.size,
                source: source.clone(),
                draft: material.backstage.drafts.contains(path),
                internal: material.backstage.internal.contains(path),
                body: part.body,
                // The presenter says what there is to say where the slide begins.
                notes: notes.take(),
                steps,
                time: time.filter(|_| !further),
                // The first slide shows it.
                data: std::mem::replace(&mut draft.data, SlideData::Nothing {}),
                extra: extra.clone(),
            });
        }
        number_parts(&mut self.slides[first..]);
    }
}

/// Numbers the slides over which one goes on: what follows the first has `~2`, `~3`, … behind its id.
fn number_parts(slides: &mut [SlideView]) {
    let of = slides.len();
    let Some(id) = slides.first().map(|slide| slide.id.clone()).filter(|_| of > 1) else { return };
    for (at, slide) in slides.iter_mut().enumerate() {
        slide.part = Some(Part { number: at + 1, of });
        if at > 0 {
            slide.id = format!("{id}~{}", at + 1);
            slide.href = link::fragment(&slide.id);
        }
    }
}

/// Numbers slides that have a title in common; what is continued counts once, and a table of key results is called otherwise
/// than its objective.
fn number_namesakes(slides: &mut [SlideView]) {
    let mut counts: HashMap<(String, bool), usize> = HashMap::new();
    for slide in slides {
        let count = counts.entry((slide.title_text.clone(), slide.template == "key-results")).or_default();
        if slide.part.as_ref().is_none_or(|part| part.number == 1) {
            *count += 1;
        }
        slide.namesake = (*count > 1).then_some(*count);
    }
}

/// The classes that the headings of a slide give it.
fn classes(slide: &book::Slide) -> Vec<String> {
    let of_title = slide.heading.iter().flat_map(|heading| &heading.classes);
    slide.attributes.classes.iter().chain(of_title).cloned().collect()
}
