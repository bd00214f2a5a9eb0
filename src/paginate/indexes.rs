//! What lists pages: the feed, the site map, the search page, and the page for what is not there.

use crate::model::book::Deck;
use crate::model::link;
use crate::model::page::{IndexEntry, IndexPage, Page, SearchPage, View};
use crate::model::quarter::Calendar;
use crate::paginate::{Material, Pages};

/// Decks in the feed.
const FEED: usize = 50;

/// Adds them. A site map needs addresses with a host: it is there where `base_url` is.
pub fn pages(material: &Material, pages: &mut Pages) {
    let calendar = material.book.site.calendar;
    let entries = material.book.decks.iter().take(FEED).map(|deck| entry(deck, calendar));
    let feed = IndexPage { site: material.site(""), entries: entries.collect() };
    pages.push("feed.xml".to_owned(), "feed.xml", View::Index(feed));
    if material.book.site.header.base_url.is_some() {
        let listed = pages.pages.iter().filter(|page| page.path.ends_with("index.html")).map(listed);
        let map = IndexPage { site: material.site(""), entries: listed.collect() };
        pages.push("sitemap.xml".to_owned(), "sitemap.xml", View::Index(map));
    }
    let lost = IndexPage { site: material.site(""), entries: Vec::new() };
    pages.push("404.html".to_owned(), "not-found.html", View::Index(lost));
    let search = SearchPage { site: material.site("search"), index: "index.js".to_owned() };
    pages.push("search/index.html".to_owned(), "search.html", View::Search(search));
}

fn entry(deck: &Deck, calendar: Calendar) -> IndexEntry {
    // A deck without a date is of the day after which nothing happens in it any more.
    let date = deck.date.unwrap_or_else(|| calendar.end(deck.quarter));
    IndexEntry {
        title: format!("{} · {} · {}", deck.title, deck.team.name, calendar.label(deck.quarter)),
        path: format!("{}/", link::encode(&deck.folder)),
        date: Some(date.to_string()),
        summary: deck.files.iter().map(|file| file.title.plain.as_str()).take(8).collect::<Vec<_>>().join(" · "),
    }
}

fn listed(page: &Page) -> IndexEntry {
    let folder = page.path.strip_suffix("index.html").unwrap_or(&page.path);
    IndexEntry { title: String::new(), path: link::encode(folder), date: None, summary: String::new() }
}
