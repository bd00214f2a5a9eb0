//! How much room the kinds of slides take for what they show, and the items of their lists.

use crate::model::html::text_of;
use crate::model::letters;
use crate::model::page::{
    Anniversary, ChangeData, ChangeLine, Changed, Contact, IndicatorView, Mark, NewHire, ObjectiveData, OverviewData,
    ServiceView, SlideData, Standing, StatusObjective, TeamText, ThanksItem, TitleData,
};
use crate::paginate::fit::body::{Content, Whole};
use crate::paginate::measure::{self, BODY_HEIGHT, BODY_TEXT, BODY_WIDTH, BOLD, Extent, SMALL_TEXT};

/// The height of a chart with a title of one line, and the width that it is given at most: in a text, alone on a slide, and as one
/// of two. Charts do not shrink with the type.
const CHART: (f64, f64) = (640.0, 1080.0);
const CHART_ALONE: (f64, f64) = (740.0, 1290.0);
const ONE_OF_TWO: (f64, f64) = (396.0, 1010.0);
/// The gap between two halves of a slide.
const GAP: f64 = 72.0;
/// The gap between columns of a text.
const COLUMN_GAP: f64 = 64.0;
/// The height of a line of text.
const LEADING: f64 = 1.42;

/// The room on a slide, in units of its type: smaller type on the same slide is the same type on a larger one.
#[derive(Clone, Copy)]
pub struct Room {
    pub width: f64,
    pub height: f64,
    /// The size of the smallest text, which does not shrink.
    small: f64,
    share: f64,
}

impl Room {
    /// The room below a title of one line, with type of a share of the usual size.
    pub fn of(share: f64) -> Self {
        Self { width: BODY_WIDTH / share, height: BODY_HEIGHT / share, small: SMALL_TEXT / share, share }
    }

    fn half(&self) -> f64 {
        (self.width - GAP) / 2.0
    }

    fn small(&self, text: &str, width: f64) -> f64 {
        measure::height(text, self.small, LEADING, width)
    }

    /// A height that does not shrink with the type.
    fn fixed(&self, height: f64) -> f64 {
        height * self.small / SMALL_TEXT
    }

    /// The height of a chart below its title, at most so wide.
    fn chart(&self, title: Option<&str>, (height, widest): (f64, f64), width: f64) -> f64 {
        let lines = title.map_or(0, |title| measure::lines(title, BODY_TEXT * BOLD, self.fixed(widest).min(width)));
        self.fixed(height) + lines.saturating_sub(1) as f64 * BODY_TEXT * LEADING
    }

    /// The height of a body in a column.
    pub fn body(&self, body: &[Whole], width: f64) -> f64 {
        body.iter().map(|whole| self.whole(whole, width)).sum()
    }

    /// The height of what is never parted; of columns that hold charts, that of the tallest.
    fn whole(&self, whole: &Whole, width: f64) -> f64 {
        let count = whole.count as f64;
        let width = (width - COLUMN_GAP * (count - 1.0)) / count;
        let columns = whole.columns.iter().map(|column| {
            let heights = column.iter().map(|content| match content {
                Content::Chart(title) => self.chart(title.as_deref(), CHART, width),
                Content::Prose(prose) => {
                    let Extent { height, width } = prose.extent(BODY_TEXT, self.small, width);
                    // What sticks out at the side fits as little as what sticks out below.
                    if width > 1.0 { height.max(width * self.height) } else { height }
                }
            });
            heights.sum::<f64>()
        });
        columns.fold(0.0, f64::max)
    }

    /// Whether no table in what is text alone is wider than the column.
    pub fn is_wide_enough(&self, whole: &Whole, width: f64) -> bool {
        whole.as_prose().is_none_or(|prose| prose.extent(BODY_TEXT, self.small, width).width <= 1.0)
    }

    /// The height of everything below the title of a slide.
    pub fn height_of(&self, template: &str, data: &SlideData, body: &[Whole]) -> f64 {
        let width = self.width;
        let text = || self.body(body, width);
        match data {
            SlideData::Objective(of) => self.objective(of) + text() + list(&of.initiatives, width),
            SlideData::Overview(of) => self.overview(of, body),
            SlideData::Charts { charts } if !charts.is_empty() => {
                // The text has one part of the width, and the charts one and a half.
                let part = (width - COLUMN_GAP) / 2.55;
                let (beside, width) = if body.is_empty() { (0.0, width) } else { (self.body(body, part), part * 1.55) };
                let each = match charts.len() {
                    1 if body.is_empty() => CHART_ALONE,
                    1 => CHART,
                    _ => ONE_OF_TWO,
                };
                beside.max(charts.iter().map(|view| self.chart(view.title.as_deref(), each, width)).sum())
            }
            SlideData::Change(of) => self.wordings(of) + text(),
            SlideData::ServiceLevels(of) => {
                TABLE_HEAD + of.services.iter().map(|each| self.service(each)).sum::<f64>() + text()
            }
            SlideData::Status(of) => {
                let rows = of.objectives.iter().map(|each| self.row_of_objective(each, of.columns));
                BOARD_HEAD + rows.sum::<f64>() + text()
            }
            SlideData::People { anniversaries, new_hires } => {
                let years = self.years(!new_hires.is_empty());
                let years = two_columns(anniversaries.iter().map(|each| self.anniversary(each, years)));
                let hires = new_hires.iter().map(|each| self.new_hire(each, !anniversaries.is_empty()));
                let hires = if anniversaries.is_empty() { two_columns(hires) } else { hires.sum() };
                LABEL + years.max(hires) + text()
            }
            SlideData::Thanks { thanks } => two_columns(thanks.iter().map(|each| self.thanks(each))) + text(),
            SlideData::Wins { wins: items } | SlideData::Challenges { challenges: items } => {
                two_columns(items.iter().map(|each| self.team_text(each))) + text()
            }
            SlideData::Contacts { contacts } => {
                TABLE_HEAD + contacts.iter().map(|each| self.contact(each)).sum::<f64>() + text()
            }
            SlideData::Changes(of) => of.changes.iter().map(|each| self.changed(each)).sum::<f64>() + text(),
            // As much as the theme says of the method; it is made to fit.
            SlideData::Method(_) => 0.0,
            SlideData::Section { files } => self.divider(files, body),
            SlideData::Title(of) => self.title(of, body),
            SlideData::Charts { .. } | SlideData::Nothing {} | SlideData::KeyResults(_) => {
                self.body(body, if template == "spotlight" { width * 0.6 } else { width })
            }
        }
    }

    /// The height of an objective's statement, its state and its facts.
    fn objective(&self, of: &ObjectiveData) -> f64 {
        /// The size of the statement's type.
        const SIZE: f64 = 38.0;
        let html = of.objective.as_deref().unwrap_or_default();
        let statement = measure::height(&text_of(html), SIZE, 1.32, (44.0 * SIZE).min(self.width));
        statement + measure::images(html, SIZE) + 98.0 + self.standing(&of.standing) + self.facts(of)
    }

    fn overview(&self, of: &OverviewData, body: &[Whole]) -> f64 {
        let half = self.half();
        let left = self.body(body, half) + list(&of.progress, half);
        let right = list(&of.challenges, half) + list(&of.actions, half);
        // Its continuations have the whole width for their marks.
        let beside = if left + right > 0.0 { half } else { self.width };
        let marks = of.objectives.iter().map(|each| paragraph(&each.title, beside - MARK) + 14.0);
        let marks = if of.objectives.is_empty() { 0.0 } else { 60.0 + marks.sum::<f64>() };
        left.max(right + marks)
    }

    /// The height of an old and a new wording beside each other, with what else changed below them, or beside one that never did.
    fn wordings(&self, of: &ChangeData) -> f64 {
        let width = self.half() - 56.0;
        let wording = |html: &Option<String>| paragraph(&text_of(html.as_deref().unwrap_or_default()), width);
        let lines: f64 = of.lines.iter().map(|line| sentence(line, BODY_TEXT, LEADING, width)).sum();
        let wordings = wording(&of.before).max(wording(&of.after));
        match (of.lines.is_empty(), &of.before) {
            (true, _) => wordings + 130.0,
            (false, Some(_)) => wordings + lines + 320.0,
            (false, None) => wordings.max(lines) + 130.0,
        }
    }

    /// The height of a divider, whose type has one size.
    fn divider(&self, files: &[Mark], body: &[Whole]) -> f64 {
        let (size, space) = if files.len() > 7 { (26.0, 17.0) } else { (30.0, 29.0) };
        let rows = files.iter().map(|each| measure::height(&each.title, size, 1.3, 600.0) + space);
        let text = body.iter().flat_map(|whole| &whole.columns).flatten().map(|content| match content {
            Content::Chart(_) => CHART.0,
            Content::Prose(prose) => prose.extent(34.0, 34.0, 700.0).height,
        });
        rows.sum::<f64>().max(230.0 + text.sum::<f64>()) / self.share
    }

    /// The height of what stands below a deck's title.
    fn title(&self, of: &TitleData, body: &[Whole]) -> f64 {
        let half = self.half() - 230.0;
        let marks = of.objectives.iter().map(|each| measure::height(&each.title, 30.0, LEADING, half) + 12.0);
        let strip = if of.counts.is_empty() { 0.0 } else { 148.0 + two_columns(marks) };
        48.0 + 32.0 + self.body(body, 1120.0) + strip
    }

    /// The height of the sentences on how an objective stands, beside their bar. What the theme says is reckoned in English.
    fn standing(&self, of: &Standing) -> f64 {
        let mut sentences = "Not started: 100% of the way, 100% expected.".to_owned();
        if of.held_back_by.is_some() {
            sentences.push_str(" 10 of 10 key results hold it back.");
        }
        if of.reporting < of.of {
            sentences.push_str(" 10 of 10 reporting.");
        }
        measure::height(&sentences, 30.0, LEADING, self.width - 440.0 - 48.0 - MARK_ALONE)
    }

    /// The height of an objective's facts, which stand beside each other as far as there is room.
    fn facts(&self, of: &ObjectiveData) -> f64 {
        const BETWEEN: f64 = 56.0;
        let owners = of.owners.join(", ");
        let facts = [
            (!of.owners.is_empty()).then_some(owners.as_str()),
            Some(of.due.as_str()),
            of.outcome.as_ref().map(|outcome| outcome.title.as_str()),
            of.scoring,
            Some("Objectives by quarter"),
            of.standing.grade.map(|_| if of.scoring == Some("committed") { GRADE_SHORT } else { "0.8 of 1.0, good" }),
        ];
        let widths = facts.into_iter().flatten().map(|fact| letters::width(fact, BODY_TEXT).min(self.width));
        let (mut lines, mut used) = (0.0, f64::INFINITY);
        for width in widths {
            used += BETWEEN + width;
            if used > self.width {
                (lines, used) = (lines + 1.0, width);
            }
        }
        let line = self.small * LEADING + BODY_TEXT * LEADING;
        let wrapped = measure::lines(&owners, BODY_TEXT, self.width).saturating_sub(1) as f64 * BODY_TEXT * LEADING;
        lines * line + (lines - 1.0) * 12.0 + 18.0 + wrapped
    }

    /// The height of a service's rows.
    pub fn service(&self, of: &ServiceView) -> f64 {
        let name = measure::height(&text_of(&of.service), BODY_TEXT * BOLD, 1.3 / BOLD, self.width * 0.16 - 22.0);
        let name = name + measure::images(&of.service, BODY_TEXT) + 24.0;
        of.indicators.iter().map(|each| self.indicator(each)).sum::<f64>().max(name)
    }

    /// The height of a service level's row.
    fn indicator(&self, of: &IndicatorView) -> f64 {
        let name = measure::height(&text_of(&of.name), BODY_TEXT, 1.3, self.width * 0.28);
        let name = name + measure::images(&of.name, BODY_TEXT);
        let note = |note: &str| self.small(&text_of(note), self.width * 0.28) + measure::images(note, self.small);
        let note = of.note.as_deref().map_or(0.0, note);
        let words = |text: &str| measure::height(text, BODY_TEXT, 1.3, self.width * 0.12);
        let measured = of.measured.as_deref().map_or(0.0, words);
        let budget = if of.budget_spent.is_some() { 62.0 } else { 0.0 };
        (name + note).max(words(&of.target)).max(measured).max(budget) + 24.0
    }

    /// The height of an objective's row on the board of status.
    pub fn row_of_objective(&self, of: &StatusObjective, columns: usize) -> f64 {
        // The theme leaves room for three.
        let columns = columns.max(3);
        let cell = (self.width * 0.73 - 36.0) / columns as f64 - 28.0;
        let rows = of.key_results.chunks(columns).map(|row| {
            let titles = row.iter().map(|of| measure::height(&of.short, self.small, 1.25, cell));
            // In narrow cells the word stands on a line of its own.
            let word = if columns > 3 { self.small * 1.25 } else { 0.0 };
            titles.fold(self.small * 1.25, f64::max) + word + 54.0
        });
        let objective =
            measure::height(&of.title, BODY_TEXT * BOLD, 1.25, self.width * 0.27 - 36.0) + 2.0 * self.small * 1.35;
        rows.sum::<f64>().max(objective) + 16.0
    }

    /// The width of both columns of years, where it `is_shared` with those who are new.
    pub fn years(&self, is_shared: bool) -> f64 {
        if is_shared { (self.width - GAP) * 0.7 } else { self.width }
    }

    /// The height of somebody who is new, with the gap to the next; in the column beside the years, or in one of two.
    pub fn new_hire(&self, of: &NewHire, is_beside: bool) -> f64 {
        let column = if is_beside { (self.width - GAP) * 0.3 } else { self.half() };
        let name = measure::height(&text_of(&of.name), BODY_TEXT * BOLD, LEADING / BOLD, column);
        let team = of.team.as_deref().map_or(0.0, |team| paragraph(&text_of(team), column));
        let images =
            [Some(&of.name), of.team.as_ref()].into_iter().flatten().map(|html| measure::images(html, BODY_TEXT));
        name + team + images.sum::<f64>() + 0.65 * BODY_TEXT
    }

    /// The height of those who have been here for as many years, in one of two columns.
    pub fn anniversary(&self, of: &Anniversary, width: f64) -> f64 {
        40.0 + rich(&of.names.join(", "), (width - GAP) / 2.0)
    }

    /// The heights of items in one of two columns.
    pub fn thanks(&self, of: &ThanksItem) -> f64 {
        let from = of.from.as_deref().map_or(0.0, |from| rich(&format!("from {from}"), self.half()));
        self.item_label(&of.to) + rich(of.reason.as_deref().unwrap_or_default(), self.half()) + from
    }

    pub fn team_text(&self, of: &TeamText) -> f64 {
        rich(&of.text, self.half()) + of.team.as_deref().map_or(0.0, |team| self.item_label(team))
    }

    fn item_label(&self, html: &str) -> f64 {
        measure::height(&text_of(html), BODY_TEXT * BOLD, LEADING / BOLD, self.half())
            + measure::images(html, BODY_TEXT)
    }

    /// The height of a contact's row.
    pub fn contact(&self, of: &Contact) -> f64 {
        let people = rich(&of.people.join(", "), self.width * 0.55);
        people.max(rich(&of.topic, self.width * 0.3)) + 22.0
    }

    /// The height of what changed of an objective or key result.
    pub fn changed(&self, of: &Changed) -> f64 {
        let (about, sentences) = (self.width / 2.0 - 24.0, self.width / 2.0 - 24.0);
        let about = measure::height(&of.title, 26.0 * BOLD, 1.3, about)
            + of.objective.as_deref().map_or(0.0, |title| self.small(title, about));
        let sentences = of.lines.iter().map(|line| sentence(line, 26.0, 1.35, sentences));
        about.max(sentences.sum::<f64>()) + 23.0
    }
}

/// The height of a sentence of what changed.
fn sentence(of: &ChangeLine, size: f64, leading: f64, width: f64) -> f64 {
    let parts = [&of.deliverable, &of.before, &of.after, &of.wording].into_iter().flatten();
    let said: Vec<String> = parts.map(|part| text_of(part)).collect();
    measure::height(&format!("{} The target was; now it is.", said.join(" ")), size, leading, width)
}

/// What the title slide's title takes from the room below a title of one line, at its own size.
pub fn deck_title(title: &str) -> f64 {
    measure::lines(title, 112.0 * BOLD, BODY_WIDTH) as f64 * 112.0 * 1.15 - 51.0
}

/// How much of a spotlight's title does not fit beside its text, as a share of the room there is.
pub fn excess_beside_text(title: &str) -> Option<f64> {
    /// The width of the title, and the height between the eyebrow and the foot.
    const WIDTH: f64 = 579.0;
    const HEIGHT: f64 = 885.0;
    let excess = measure::height(title, 72.0 * BOLD, 1.15 / BOLD, WIDTH) / HEIGHT - 1.0;
    (excess > 0.0).then_some(excess)
}

/// The longest of what is said of a grade.
const GRADE_SHORT: &str = "0.5 of 1.0, short of what was committed";

/// The width of a mark of status with the gap behind it.
const MARK_ALONE: f64 = 38.0;

/// The width of what stands before a title in a list of marks.
const MARK: f64 = 230.0;

/// The height of a label above a list.
const LABEL: f64 = 55.0;

/// The heights of a table's head, and of what stands above the rows of the board of status.
pub const TABLE_HEAD: f64 = 45.0;
pub const BOARD_HEAD: f64 = 112.0;

fn paragraph(text: &str, width: f64) -> f64 {
    measure::height(text, BODY_TEXT, LEADING, width)
}

/// The height of a list with its label.
fn list(items: &[String], width: f64) -> f64 {
    let items: f64 = items.iter().map(|item| rich(item, width - 32.0) + 10.0).sum();
    if items > 0.0 { items + 75.0 } else { 0.0 }
}

/// The height of a paragraph of HTML.
fn rich(html: &str, width: f64) -> f64 {
    paragraph(&text_of(html), width) + measure::images(html, BODY_TEXT)
}

/// The gap below an item of a list in two columns.
pub const ITEM_GAP: f64 = 22.0;

/// The height of items in two balanced columns.
fn two_columns(items: impl Iterator<Item = f64>) -> f64 {
    let (sum, tallest) = items.fold((0.0, 0.0_f64), |(sum, tallest), item| (sum + item + ITEM_GAP, tallest.max(item)));
    sum / 2.0 + tallest / 2.0
}
