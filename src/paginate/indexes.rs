//! What lists pages: the feed, the site map, the search page, and the page for what is not there.

use jiff::civil::Date;

use crate::model::base_url;
use crate::model::book::{Deck, Site};
use crate::model::link;
use crate::model::page::{IndexEntry, IndexPage, SearchPage, View};
use crate::model::quarter::Calendar;
use crate::paginate::{Listing, Pages, Scene};

/// Decks in the feed.
const FEED: usize = 50;

/// Adds them. Without `base_url` the addresses of the site map are relative, as all are.
pub fn pages(site: &Site, listings: &[&Listing], paths: &[&str], scene: &Scene, pages: &mut Pages) {
    let entries = listings.iter().take(FEED).map(|listing| listing.entry.clone());
    let feed = IndexPage { site: scene.site(site, ""), entries: entries.collect() };
    pages.push("feed.xml".to_owned(), "feed.xml", View::Index(feed));
    let listed = paths.iter().copied().chain(["index.html"]).filter(|path| path.ends_with("index.html")).map(listed);
    let map = IndexPage { site: scene.site(site, ""), entries: listed.collect() };
    pages.push("sitemap.xml".to_owned(), "sitemap.xml", View::Index(map));
    let mut lost = IndexPage { site: scene.site(site, ""), entries: Vec::new() };
    "404.html".clone_into(&mut lost.site.path);
    // It is shown at any address: what it names, it names from the top of the host, as far as that is known.
    if let Some(path) = lost.site.base_url.as_deref().and_then(base_url::path) {
        path.clone_into(&mut lost.site.root);
    }
    pages.push("404.html".to_owned(), "not-found.html", View::Index(lost));
    let search = SearchPage { site: scene.site(site, "search"), index: "index.js".to_owned() };
    pages.push("search/index.html".to_owned(), "search.html", View::Search(search));
}

/// What a deck is called where nothing around it says whose it is, and of when. One without a title says both already.
pub fn full_title(deck: &Deck, calendar: Calendar) -> String {
    let quarter = calendar.label(deck.quarter);
    let is_untitled = deck.title == format!("{} {quarter}", deck.team.name);
    if is_untitled { deck.title.clone() } else { format!("{} · {} · {quarter}", deck.title, deck.team.name) }
}

/// What the feed says of a deck on the day of the build.
pub fn entry(deck: &Deck, calendar: Calendar, today: Date) -> IndexEntry {
    IndexEntry {
        title: full_title(deck, calendar),
        path: format!("{}/", link::encode(&deck.folder)),
        date: Some(updated(deck, calendar, today).to_string()),
        summary: deck.files.iter().map(|file| file.title.plain.as_str()).take(8).collect::<Vec<_>>().join(" · "),
    }
}

/// The day of a deck, its date or else the last one of its quarter. Nothing was published on a day to come: until then it
/// is the first day of the quarter, and not that of the build, on which a deck would be news every day.
fn updated(deck: &Deck, calendar: Calendar, today: Date) -> Date {
    let days = [deck.date.unwrap_or_else(|| calendar.end(deck.quarter)), calendar.start(deck.quarter)];
    days.into_iter().find(|day| *day <= today).unwrap_or(today)
}

fn listed(path: &str) -> IndexEntry {
    let folder = path.strip_suffix("index.html").unwrap_or(path);
    IndexEntry { title: String::new(), path: link::encode(folder), date: None, summary: String::new() }
}
