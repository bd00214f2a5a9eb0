//! What a page shows: the views that templates see, and nothing beside them. A page's key is a hash of its view.

mod archive;
mod kinds;
mod results;
mod slide;
mod team;

use serde::Serialize;

pub use archive::{ArchiveDeck, ArchivePage, ArchiveQuarter, ArchiveYear};
pub use kinds::{
    Anniversary, ChangeData, ChangeLine, Changed, ChangesData, Contact, IndicatorView, NewHire, OverviewData,
    ServiceLevelsData, ServiceView, TeamText, ThanksItem,
};
pub use results::{
    Cell, ClaimView, DeliverableView, Forecast, KeyResultNote, KeyResultRow, KeyResultsData, Movement, NoteView,
    QuarterView, StatusCell, StatusCount, StatusData, StatusKeyResult, StatusObjective,
};
pub use slide::{
    AgendaEntry, ChartView, DeckPage, DeckView, Mark, MethodData, ObjectiveData, Part, Piece, PreviousDeck, SlideData,
    SlideView, Standing, TitleData,
};

pub use team::{
    GridCell, GridCells, GridSlot, LifeKeyResult, LifePage, LifeQuarter, LifeRow, OwnersView, TeamKeyResult,
    TeamObjective, TeamPage, TeamQuarter, TermsView, WordingView,
};

/// A page before it is rendered.
#[derive(Clone, Debug)]
pub struct Page {
    /// Below the output folder: `technology/fy2020-21-q3/index.html`.
    pub path: String,
    /// The theme's template for the page: `deck.html`, `archive.html`.
    pub template: &'static str,
    pub view: View,
}

/// The view of one page, by template.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum View {
    Deck(Box<DeckPage>),
    Archive(Box<ArchivePage>),
    Team(Box<TeamPage>),
    Life(Box<LifePage>),
    Redirect(RedirectPage),
    Search(SearchPage),
    Index(IndexPage),
}

/// A page that has moved.
#[derive(Clone, Debug, Serialize)]
pub struct RedirectPage {
    pub site: SiteView,
    pub title: String,
    /// Where it is now, relative to the page.
    pub href: String,
}

/// The search page. What it searches is a file of its own.
#[derive(Clone, Debug, Serialize)]
pub struct SearchPage {
    pub site: SiteView,
    /// `index.js`, beside the page.
    pub index: String,
}

/// What lists pages for machines, or for those who are lost: the feed, the site map, the page for what is not there.
#[derive(Clone, Debug, Serialize)]
pub struct IndexPage {
    pub site: SiteView,
    /// The newest first.
    pub entries: Vec<IndexEntry>,
}

/// A deck or another page in such a list.
#[derive(Clone, Debug, Serialize)]
pub struct IndexEntry {
    pub title: String,
    /// Percent-encoded, relative to the top of the site.
    pub path: String,
    /// An ISO date.
    pub date: Option<String>,
    /// A sentence on it, as text.
    pub summary: String,
}

/// What every page knows of the site.
#[derive(Clone, Debug, Serialize)]
pub struct SiteView {
    pub title: String,
    pub organization: Option<String>,
    /// A language tag: `en`, `ar`.
    pub language: String,
    /// `ltr` or `rtl`: how the language is written.
    pub direction: &'static str,
    /// `../` as often as the page is deep: put before every path of the site. `./` at the top.
    pub root: String,
    /// `base_url`, with a slash at its end.
    pub base_url: Option<String>,
    /// This page's own path in the site, `technology/fy2020-21-q3/`; of a redirect that of the page it leads to.
    pub path: String,
    /// Whether drafts, notes and internal blocks are shown here.
    pub internal: bool,
    pub extra: serde_json::Value,
}
