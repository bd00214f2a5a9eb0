//! Bodies for pages: links and images resolved to addresses, alerts titled, charts read from their data.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::iter::Peekable;
use std::ops::Range;
use std::sync::Arc;

use crate::model::book;
use crate::model::chart::{self, Setting, Shape};
use crate::model::document::{ChartData, ChartSpec, Text, TextImage};
use crate::model::goal::is_archive;
use crate::model::link::{self, push_escaped};
use crate::model::page::{ChartView, Piece};
use crate::model::quarter::Quarter;
use crate::model::table::{self, Table};
use crate::paginate::{Material, images};

/// The page that bodies are made for.
pub struct Context<'a, 'b> {
    pub material: &'a Material<'a>,
    /// The page's folder below the output.
    pub folder: &'a str,
    /// Put before the ids of charts, with a colon, which no slide's id has.
    pub page: &'a str,
    /// Collects the files that the page uses.
    pub files: &'b mut BTreeMap<String, Arc<str>>,
    /// How many charts the page has so far.
    pub charts: usize,
    /// The quarter that the page tells of.
    pub quarter: Option<Quarter>,
}

impl Context<'_, '_> {
    /// The pieces of a body that stands in the file `path`.
    pub fn pieces(&mut self, path: &str, body: &[book::Piece]) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut html = String::new();
        let mut unlinked = Unlinked::default();
        for piece in body {
            match piece {
                book::Piece::Html(text) => unlinked.push(text, &mut html),
                book::Piece::Image { src, alt, title, .. } => {
                    self.image(path, src, &alt.html, title.as_deref(), "", &mut html);
                }
                book::Piece::Href { target, .. } => match self.href(path, target) {
                    Some(href) => push_escaped(&mut html, &href),
                    None => unlinked.begin(&mut html),
                },
                book::Piece::AlertTitle(alert) => {
                    push_escaped(&mut html, self.material.scene.alert_titles.get(alert).map_or("", String::as_str));
                }
                book::Piece::Chart { spec, .. } => {
                    if let Some(chart) = self.chart(path, spec, Shape::Usual) {
                        if !html.is_empty() {
                            pieces.push(Piece { html: Some(std::mem::take(&mut html)), chart: None });
                        }
                        pieces.push(Piece { html: None, chart: Some(chart) });
                    }
                }
            }
        }
        if !html.trim().is_empty() {
            pieces.push(Piece { html: Some(html), chart: None });
        }
        pieces
    }

    /// A short text of the file `path`, with its links and images; of a link to what is not there, its words.
    pub fn text(&mut self, path: &str, text: &Text) -> String {
        self.inline(path, text, true)
    }

    /// A title in the file `path`, which stands in links: of its own ones it has the words.
    pub fn title(&mut self, path: &str, text: &Text) -> String {
        self.inline(path, text, false)
    }

    fn inline(&mut self, path: &str, text: &Text, has_links: bool) -> String {
        let mut html = String::with_capacity(text.html.len());
        let mut images = text.images.iter().peekable();
        let mut written = 0;
        for (number, link) in text.links.iter().enumerate().filter(|_| has_links) {
            let (href, rel) = match &link.target {
                target if link.is_elsewhere => (Some(target.clone()), " rel=\"noopener\""),
                target => (self.href(path, target), ""),
            };
            let Some(href) = href else { continue };
            let is_before = |image: &TextImage| image.link.is_none_or(|of| of < number);
            self.words(path, text, written..link.at.start, &mut images, is_before, &mut html);
            html.push_str("<a href=\"");
            push_escaped(&mut html, &href);
            html.push_str(&format!("\"{rel}>"));
            self.words(path, text, link.at.clone(), &mut images, |image| image.link == Some(number), &mut html);
            html.push_str("</a>");
            written = link.at.end;
        }
        self.words(path, text, written..text.html.len(), &mut images, |_| true, &mut html);
        html
    }

    /// Writes a part of a text's HTML, with those of its next images that stand in it.
    fn words<'i>(
        &mut self,
        path: &str,
        text: &Text,
        part: Range<usize>,
        images: &mut Peekable<impl Iterator<Item = &'i TextImage>>,
        is_here: impl Fn(&TextImage) -> bool,
        html: &mut String,
    ) {
        let mut written = part.start;
        while let Some(image) = images.next_if(|image| image.at.end <= part.end && is_here(image)) {
            html.push_str(&text.html[written..image.at.start]);
            self.image(
                path,
                &image.src,
                &text.html[image.at.clone()],
                image.title.as_deref(),
                " class=\"in-text\"",
                html,
            );
            written = image.at.end;
        }
        html.push_str(&text.html[written..part.end]);
    }

    /// A chart ready to draw; `None` where its data cannot be read, which the checks report.
    pub fn chart(&mut self, path: &str, spec: &ChartSpec, shape: Shape) -> Option<ChartView> {
        let table = read_table(self.material, path, spec)?;
        let setting = Setting { calendar: self.material.book.site.calendar, quarter: self.quarter, shape };
        let chart = chart::read(spec, &table, setting).ok()?;
        self.charts += 1;
        Some(ChartView { id: format!("{}:chart-{}", self.page, self.charts), title: spec.title.clone(), chart })
    }

    /// Writes an image; `alt` is HTML.
    fn image(&mut self, path: &str, src: &str, alt: &str, title: Option<&str>, class: &str, html: &mut String) {
        let address = if src.starts_with("data:") { Some(src.to_owned()) } else { self.file(path, src) };
        let Some(address) = address else {
            html.push_str("<span class=\"missing-image\">");
            html.push_str(alt);
            html.push_str("</span>");
            return;
        };
        html.push_str("<img");
        html.push_str(class);
        html.push_str(" src=\"");
        push_escaped(html, &address);
        html.push_str("\" alt=\"");
        html.push_str(alt);
        if let Some(title) = title {
            html.push_str("\" title=\"");
            push_escaped(html, title);
        }
        // Where pictures stand in lines the page knows their size before they are there.
        let target = link::read(path, src).ok();
        let source = target.and_then(|target| self.material.scene.snapshot.get(&target.path));
        if let Some((width, height)) = source.and_then(images::in_line) {
            let _ = write!(html, "\" width=\"{width}\" height=\"{height}");
        }
        html.push_str("\" loading=\"lazy\" decoding=\"async\">");
    }

    /// The address of an image's file, which is published.
    fn file(&mut self, path: &str, src: &str) -> Option<String> {
        let target = link::read(path, src).ok()?;
        let is_there = self.material.scene.snapshot.get(&target.path).is_some();
        (is_there && !link::has_extension(&target.path, "md")).then(|| self.publish(&target))
    }

    /// The address of a link, relative to the page.
    fn href(&mut self, path: &str, target: &str) -> Option<String> {
        let target = link::read(path, target).ok()?;
        let fragment = target.fragment.as_deref();
        let is_own = target.path.is_empty();
        if is_own && fragment.is_none() {
            return None;
        }
        if let Some(goal) = self.material.goals.slides(if is_own { path } else { &target.path }) {
            let (folder, id) = (&goal.deck.folder, goal.id(fragment)?);
            if *folder == self.folder {
                return Some(link::fragment(&id));
            }
            let root = link::root_of(self.folder);
            return Some(format!("{root}{}/index.html{}", link::encode(folder), link::fragment(&id)));
        }
        let aim = if is_own { path } else { &target.path };
        let place = fragment.filter(|_| is_archive(aim));
        if let Some(place) = place {
            let fragment = link::fragment(&self.material.goals.id_on_archive(place)?);
            let is_here = self.folder.is_empty();
            return Some(if is_here {
                fragment
            } else {
                format!("{}index.html{fragment}", link::root_of(self.folder))
            });
        }
        if is_own {
            return fragment.map(link::fragment);
        }
        if let Some(page) = self.material.goals.page(&target.path) {
            let fragment = fragment.map(link::fragment).unwrap_or_default();
            return Some(format!("{}{}{fragment}", link::root_of(self.folder), link::encode(&page)));
        }
        if link::has_extension(&target.path, "md") || self.material.scene.snapshot.get(&target.path).is_none() {
            return None;
        }
        Some(self.publish(&target))
    }

    /// Publishes a file that lies beside a text and gives its address relative to the page, and the place in it that is meant.
    fn publish(&mut self, target: &link::Target) -> String {
        let path = target.path.as_str();
        let below = path.strip_prefix("content/").unwrap_or(path);
        self.files.insert(below.to_owned(), Arc::from(path));
        let own = format!("{}/", self.folder);
        let address = match below.strip_prefix(&own) {
            Some(beside) => link::encode(beside),
            None => format!("{}{}", link::root_of(self.folder), link::encode(below)),
        };
        address + &target.fragment.as_deref().map(link::fragment).unwrap_or_default()
    }
}

/// A link to what is not there while it is written: its words stay, and of its tags nothing.
#[derive(Default)]
struct Unlinked {
    /// The rest of its first tag is still to come.
    is_tag_open: bool,
    /// So is its last one.
    is_open: bool,
}

impl Unlinked {
    /// Begins behind `<a href="`.
    fn begin(&mut self, html: &mut String) {
        html.truncate(html.rfind("<a ").unwrap_or(html.len()));
        (self.is_tag_open, self.is_open) = (true, true);
    }

    /// Appends the HTML that follows. Links do not stand in links: the next end is its own.
    fn push(&mut self, text: &str, html: &mut String) {
        let mut rest = text;
        if std::mem::take(&mut self.is_tag_open) {
            rest = rest.split_once('>').map_or(rest, |(_, words)| words);
        }
        if self.is_open
            && let Some((words, behind)) = rest.split_once("</a>")
        {
            html.push_str(words);
            self.is_open = false;
            rest = behind;
        }
        html.push_str(rest);
    }
}

/// The table a chart is drawn from.
fn read_table(material: &Material, path: &str, spec: &ChartSpec) -> Option<Table> {
    match &spec.data {
        ChartData::Inline { columns, rows } => table::of_rows(columns, rows).ok(),
        ChartData::File(name) => {
            let target = link::read(path, name).ok()?;
            table::read_csv(material.scene.snapshot.get(&target.path)?.text()?).ok()
        }
    }
}
