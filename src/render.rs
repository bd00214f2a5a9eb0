//! Stage 6, (theme, page) -> artifact: the theme's templates, drawn with nothing but the page's view.

mod assets;
mod calls;
mod catalogue;
mod chart;
mod circle;
mod faults;
mod fields;
mod functions;
mod groups;
mod leads;
mod marks;
mod numbers;
mod policy;
mod templates;
mod words;

use std::borrow::Cow;
use std::sync::Arc;

use rayon::iter::Either;
use rayon::prelude::*;
use tera::{Context, Tera, Value};

use crate::model::artifact::{Artifact, Rank};
use crate::model::diagnostic::{Code, Diagnostic};
use crate::model::document::AlertTitles;
use crate::model::letters::without_controls;
use crate::model::link::{escape, escaped};
use crate::model::page::{DeckPage, Page, SlideView, View};
use crate::model::theme::Theme;
use crate::render::assets::Assets;
use crate::render::faults::Faults;
use crate::render::marks::Marks;
use crate::render::words::Words;

/// About as many bytes as most pages and slides have.
const CAPACITY: usize = 32 * 1024;

/// A theme ready to draw pages in one language.
pub struct Engine {
    tera: Tera,
    assets: Arc<Assets>,
    kinds: Vec<String>,
    languages: Vec<String>,
    own_words: String,
    alert_titles: AlertTitles,
    faults: Faults,
}

/// Reads a theme's templates, words and assets; everything wrong with them is told here, once.
pub fn engine(theme: &Theme, language: &str) -> Result<Engine, Vec<Diagnostic>> {
    let (words, mut wrong) = Words::read(theme, language);
    let words = Arc::new(words);
    let (assets, of_assets) = Assets::of(theme);
    wrong.extend(of_assets);
    let assets = Arc::new(assets);
    let faults = Faults::of(theme, language);
    let alert_titles = words.alert_titles().unwrap_or_else(|message| {
        wrong.push(Diagnostic::new(Code::Theme, faults.theme(), message));
        AlertTitles::default()
    });
    let mut tera = Tera::new();
    tera.autoescape_on(vec![".html", ".xml"]);
    tera.set_escape_fn(|text, html| escaped(text).try_for_each(|piece| html.write_all(piece.as_bytes())));
    functions::register(&mut tera, &words, &assets);
    groups::register(&mut tera);
    leads::register(&mut tera);
    chart::register(&mut tera, &words);
    let marks = Marks::default();
    marks.register(&mut tera);
    wrong.extend(templates::add(&mut tera, theme, &faults));
    if !wrong.is_empty() {
        return Err(wrong);
    }
    marks.draw(&tera);
    let (kinds, languages) = (templates::kinds(theme), words::languages_of(theme));
    let own_words = words::text_of(theme, language);
    Ok(Engine { tera, assets, kinds, languages, own_words, alert_titles, faults })
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

    /// The messages that pages say in the site's language, one after the other.
    pub fn own_words(&self) -> &str {
        &self.own_words
    }

    /// What alerts are titled.
    pub fn alert_titles(&self) -> &AlertTitles {
        &self.alert_titles
    }

    /// The theme's own files, under names that carry a hash of their content.
    pub fn assets(&self) -> Vec<Artifact> {
        self.assets.artifacts()
    }

    /// Draws a page into an empty buffer, and says when it is to be written; or what its templates cannot show, of each slide
    /// what is met first.
    pub fn render(&self, page: &Page, html: &mut Vec<u8>) -> Result<Rank, Vec<Diagnostic>> {
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
                let context = Context::from_serialize(other);
                (context.map_err(|error| vec![self.faults.diagnostic(&error, None, None)])?, rank)
            }
        };
        html.reserve(CAPACITY);
        self.draw(page.template, &context, None, html).map_err(|fault| vec![fault])?;
        // Readers of feeds take nothing of one in which such a character stands, wherever it comes from.
        if page.template.ends_with(".xml")
            && let Cow::Owned(showable) = without_controls(std::str::from_utf8(html).unwrap_or_default())
        {
            *html = showable.into_bytes();
        }
        Ok(rank)
    }

    /// A deck's slides are drawn one by one, each with what it alone shows; the deck's template puts them together. How many
    /// bytes they are is given with them.
    fn deck(&self, page: &DeckPage) -> Result<(Context, usize), Vec<Diagnostic>> {
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
        let drawn = page.slides.par_iter().map_init(|| Vec::with_capacity(CAPACITY), draw);
        let (slides, faults): (Vec<(usize, Value)>, Vec<Diagnostic>) = drawn.partition_map(|slide| match slide {
            Ok(slide) => Either::Left(slide),
            Err(fault) => Either::Right(fault),
        });
        if !faults.is_empty() {
            return Err(faults);
        }
        let (lengths, slides): (Vec<usize>, Vec<Value>) = slides.into_iter().unzip();
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
