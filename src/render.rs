//! Stage 6, (theme, page) -> artifact: the theme's templates, drawn with nothing but the page's view.

mod assets;
mod calls;
mod catalogue;
mod chart;
mod faults;
mod fields;
mod functions;
mod leads;
mod marks;
mod numbers;
mod policy;
mod words;

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;
use tera::{Context, Tera, Value};

use crate::model::artifact::{Artifact, Rank};
use crate::model::diagnostic::{Code, Diagnostic, Place};
use crate::model::document::AlertTitles;
use crate::model::link::{escape, escaped};
use crate::model::page::{DeckPage, Page, SlideView, View};
use crate::model::theme::Theme;
use crate::render::assets::Assets;
use crate::render::faults::Faults;
use crate::render::marks::Marks;
use crate::render::words::Words;

/// Templates of slides that no file asks for by `kind:`: a deck's first and last, and the tables of a file.
const NOT_KINDS: [&str; 4] = ["title", "key-results", "outcome", "method"];

/// About as many bytes as most pages and slides have.
const CAPACITY: usize = 32 * 1024;

/// A theme ready to draw pages in one language.
pub struct Engine {
    tera: Tera,
    assets: Arc<Assets>,
    kinds: Vec<String>,
    languages: Vec<String>,
    alert_titles: AlertTitles,
    faults: Faults,
}

/// Reads a theme's templates, words and assets; everything wrong with them is told here, once.
pub fn engine(theme: &Theme, language: &str) -> Result<Engine, Vec<Diagnostic>> {
    let words = Arc::new(Words::read(theme, language)?);
    let (assets, mut wrong) = Assets::of(theme);
    let assets = Arc::new(assets);
    let faults = Faults::of(theme, language);
    let alert_titles =
        words.alert_titles().map_err(|message| vec![Diagnostic::new(Code::Theme, faults.theme(), message)])?;
    let mut tera = Tera::new();
    tera.autoescape_on(vec![".html", ".xml"]);
    tera.set_escape_fn(|text, html| escaped(text).try_for_each(|piece| html.write_all(piece.as_bytes())));
    functions::register(&mut tera, &words, &assets);
    leads::register(&mut tera);
    chart::register(&mut tera, &words);
    let marks = Marks::default();
    marks.register(&mut tera);
    // A template is known by its theme and name (`default/slide.html`); asked for by its name alone, the first theme's is taken.
    let prefixes = theme.layers.iter().map(|layer| format!("{}/", layer.name));
    let mut templates = Vec::new();
    let mut unreadable = Vec::new();
    let mut kinds = BTreeSet::new();
    for layer in &theme.layers {
        for (name, file) in layer.below("templates/") {
            match std::str::from_utf8(&file.bytes) {
                Ok(text) => {
                    templates.push((format!("{}/{name}", layer.name), text));
                    if !file.embedded && !name.ends_with(".xml") {
                        wrong.extend(policy::stopped(text).into_iter().map(|each| {
                            let place = Place::Bytes(file.origin.clone(), each.range);
                            Diagnostic::new(Code::Theme, place, each.message).hint(each.hint)
                        }));
                    }
                }
                Err(_) => unreadable.push(
                    Diagnostic::new(Code::Theme, Place::File(file.origin.clone()), "the template is not UTF-8")
                        .hint("save it as UTF-8"),
                ),
            }
            kinds.extend(name.strip_prefix("slides/").and_then(|name| name.strip_suffix(".html")));
        }
    }
    let kinds = kinds.into_iter().filter(|kind| !NOT_KINDS.contains(kind)).map(ToOwned::to_owned).collect();
    let marks_alone = Marks::templates();
    templates.extend(marks_alone.iter().map(|(name, text)| (name.clone(), text.as_str())));
    // Others would miss those that cannot be read.
    if unreadable.is_empty()
        && let Err(error) = tera.set_fallback_prefixes(prefixes).and_then(|()| tera.add_raw_templates(templates))
    {
        wrong.extend(faults.diagnostics(&error, None));
    }
    wrong.extend(unreadable);
    if !wrong.is_empty() {
        return Err(wrong);
    }
    marks.draw(&tera);
    Ok(Engine { tera, assets, kinds, languages: words::languages_of(theme), alert_titles, faults })
}

impl Engine {
    /// The kinds of slide files that the theme has a template for.
    pub fn kinds(&self) -> Vec<String> {
        self.kinds.clone()
    }

    /// The languages that the theme has words in, by their tags.
    pub fn languages(&self) -> &[String] {
        &self.languages
    }

    /// What alerts are titled.
    pub fn alert_titles(&self) -> &AlertTitles {
        &self.alert_titles
    }

    /// The theme's own files, under names that carry a hash of their content.
    pub fn assets(&self) -> Vec<Artifact> {
        self.assets.artifacts()
    }

    /// Draws a page into an empty buffer, and says when it is to be written.
    pub fn render(&self, page: &Page, html: &mut Vec<u8>) -> Result<Rank, Diagnostic> {
        let (context, rank) = match &page.view {
            View::Deck(deck) => {
                let (context, length) = self.deck(deck)?;
                html.reserve(length + CAPACITY);
                (context, Rank::Page)
            }
            other => {
                // Whatever leads to other pages appears after them.
                let rank = match other {
                    View::Life(_) | View::Redirect(_) | View::Search(_) => Rank::Page,
                    _ => Rank::Index,
                };
                (Context::from_serialize(other).map_err(|error| self.faults.diagnostic(&error, None, None))?, rank)
            }
        };
        html.reserve(CAPACITY);
        self.draw(page.template, &context, None, html)?;
        Ok(rank)
    }

    /// A deck's slides are drawn one by one, each with what it alone shows; the deck's template puts them together. How many
    /// bytes they are is given with them.
    fn deck(&self, page: &DeckPage) -> Result<(Context, usize), Diagnostic> {
        let site = Value::from_serializable(&page.site);
        let deck = Value::from_serializable(&page.deck);
        let draw = |html: &mut Vec<u8>, slide: &SlideView| {
            let mut context = Context::new();
            context.insert_value("site", site.clone());
            context.insert_value("deck", deck.clone());
            context.insert("slide", slide);
            html.clear();
            let template = format!("slides/{}.html", slide.template);
            self.draw(&template, &context, Some(&slide.id), html)?;
            if !has_id(html, &slide.id) {
                return Err(self.faults.without_frame(&template, &slide.id));
            }
            // Templates write nothing but UTF-8.
            Ok((html.len(), Value::safe_string(std::str::from_utf8(html).unwrap_or_default().trim())))
        };
        // After an edit a single deck is drawn, and somebody waits for it: its slides are drawn side by side.
        let slides: Vec<Result<(usize, Value), Diagnostic>> =
            page.slides.par_iter().map_init(|| Vec::with_capacity(CAPACITY), draw).collect();
        // Of several that cannot be drawn the first is told, whichever was tried first.
        let slides: Result<Vec<(usize, Value)>, Diagnostic> = slides.into_iter().collect();
        let (lengths, slides): (Vec<usize>, Vec<Value>) = slides?.into_iter().unzip();
        let mut context = Context::new();
        context.insert_value("site", site);
        context.insert_value("deck", deck);
        context.insert("agenda", &page.agenda);
        context.insert_value("slides", Value::from(slides));
        Ok((context, lengths.into_iter().sum()))
    }

    fn draw(
        &self,
        template: &str,
        context: &Context,
        slide: Option<&str>,
        html: &mut Vec<u8>,
    ) -> Result<(), Diagnostic> {
        self.tera
            .render_to(template, context, html)
            .map_err(|error| self.faults.diagnostic(&error, Some(context), slide))
    }
}

/// Whether something in the HTML has the id.
fn has_id(html: &[u8], id: &str) -> bool {
    let id = escape(id);
    let has = |attribute: String| memchr::memmem::find(html, attribute.as_bytes()).is_some();
    has(format!("id=\"{id}\"")) || has(format!("id='{id}'")) || has(format!("id={id}"))
}
