//! Bodies for pages: links and images resolved to addresses, alerts titled, charts read from their data.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::book;
use crate::model::chart::{self, Setting};
use crate::model::document::{ChartData, ChartSpec, Text};
use crate::model::goal::is_archive;
use crate::model::link::{self, push_escaped};
use crate::model::page::{ChartView, Piece};
use crate::model::quarter::Quarter;
use crate::model::table::{self, Table};
use crate::paginate::Material;

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
        let mut drop_quote = false;
        for piece in body {
            match piece {
                book::Piece::Html(text) => {
                    let text = if drop_quote { text.strip_prefix('"').unwrap_or(text) } else { text };
                    drop_quote = false;
                    html.push_str(text);
                }
                book::Piece::Image { src, alt, title, .. } => self.image(path, src, alt, title.as_deref(), &mut html),
                book::Piece::Href { target, .. } => match self.href(path, target) {
                    Some(href) => push_escaped(&mut html, &href),
                    // A link to what is not there is its text alone: `<a href="` loses its attribute.
                    None => {
                        if let Some(rest) = html.strip_suffix(" href=\"") {
                            html.truncate(rest.len());
                            drop_quote = true;
                        }
                    }
                },
                book::Piece::AlertTitle(alert) => {
                    push_escaped(&mut html, self.material.scene.alert_titles.get(alert).map_or("", String::as_str));
                }
                book::Piece::Chart { spec, .. } => {
                    if let Some(chart) = self.chart(path, spec, false) {
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

    /// A short text of the front matter of the file `path`, with its links; of one to what is not there, its words.
    pub fn text(&mut self, path: &str, text: &Text) -> String {
        let mut html = String::with_capacity(text.html.len());
        let mut written = 0;
        for link in &text.links {
            let (href, rel) = if link.is_elsewhere {
                (link.target.clone(), " rel=\"noopener\"")
            } else {
                let Some(href) = self.href(path, &link.target) else { continue };
                (href, "")
            };
            html.push_str(&text.html[written..link.at.start]);
            html.push_str("<a href=\"");
            push_escaped(&mut html, &href);
            html.push_str(&format!("\"{rel}>"));
            html.push_str(&text.html[link.at.clone()]);
            html.push_str("</a>");
            written = link.at.end;
        }
        html.push_str(&text.html[written..]);
        html
    }

    /// A chart ready to draw, half as high where it is `low`; `None` where its data cannot be read, which the checks report.
    pub fn chart(&mut self, path: &str, spec: &ChartSpec, low: bool) -> Option<ChartView> {
        let table = read_table(self.material, path, spec)?;
        let setting = Setting { calendar: self.material.book.site.calendar, quarter: self.quarter, low };
        let chart = chart::read(spec, &table, setting).ok()?;
        self.charts += 1;
        Some(ChartView { id: format!("{}:chart-{}", self.page, self.charts), title: spec.title.clone(), chart })
    }

    fn image(&mut self, path: &str, src: &str, alt: &Text, title: Option<&str>, html: &mut String) {
        let found = link::read(path, src).ok().filter(|target| {
            self.material.scene.snapshot.get(&target.path).is_some() && !link::has_extension(&target.path, "md")
        });
        let Some(target) = found else {
            html.push_str("<span class=\"missing-image\">");
            push_escaped(html, &alt.plain);
            html.push_str("</span>");
            return;
        };
        html.push_str("<img src=\"");
        let src = self.publish(&target);
        push_escaped(html, &src);
        html.push_str("\" alt=\"");
        push_escaped(html, &alt.plain);
        if let Some(title) = title {
            html.push_str("\" title=\"");
            push_escaped(html, title);
        }
        html.push_str("\" loading=\"lazy\" decoding=\"async\">");
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
