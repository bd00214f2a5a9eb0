//! How much room the kinds of slides take for what they show, and the items of their lists.

use crate::model::chart::Shape;
use crate::model::html::text_of;
use crate::model::letters;
use crate::model::page::{
    Anniversary, ChangeData, ChangeLine, Changed, ChartView, Contact, IndicatorView, Mark, NewHire, ObjectiveData,
    OverviewData, ServiceView, SlideData, Standing, StatusObjective, TeamText, ThanksItem, TitleData,
};
use crate::paginate::fit::body::{Content, Whole};
use crate::paginate::fit::sizes::{self, COLUMN_GAP, GAP, ITEM_GAP, LEADING};
use crate::paginate::measure::{self, BODY_HEIGHT, BODY_TEXT, BODY_WIDTH, BOLD, Extent, SMALL_TEXT};

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
                Content::Chart(title, shape) => self.chart(title.as_deref(), size_of(*shape), width),
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
                let size = |shape| if charts.len() > 1 { sizes::ONE_OF_TWO } else { size_of(shape) };
                let height = |view: &ChartView| self.chart(view.title.as_deref(), size(view.chart.shape), width);
                beside.max(charts.iter().map(height).sum())
            }
            SlideData::Change(of) => self.wordings(of) + text(),
            SlideData::ServiceLevels(of) => {
                sizes::TABLE_HEAD + of.services.iter().map(|each| self.service(each)).sum::<f64>() + text()
            }
            SlideData::Status(of) => {
                let rows = of.objectives.iter().map(|each| self.row_of_objective(each, of.columns));
                sizes::BOARD_HEAD + rows.sum::<f64>() + text()
            }
            SlideData::People { anniversaries, new_hires } => {
                let years = self.years(!new_hires.is_empty());
                let years = two_columns(anniversaries.iter().map(|each| self.anniversary(each, years)));
                let hires = new_hires.iter().map(|each| self.new_hire(each, !anniversaries.is_empty()));
                let hires = if anniversaries.is_empty() { two_columns(hires) } else { hires.sum() };
                sizes::LABEL + years.max(hires) + text()
            }
            SlideData::Thanks { thanks } => two_columns(thanks.iter().map(|each| self.thanks(each))) + text(),
            SlideData::Wins { wins: items } | SlideData::Challenges { challenges: items } => {
                two_columns(items.iter().map(|each| self.team_text(each))) + text()
            }
            SlideData::Contacts { contacts } => {
                sizes::TABLE_HEAD + contacts.iter().map(|each| self.contact(each)).sum::<f64>() + text()
            }
            SlideData::Changes(of) => of.changes.iter().map(|each| self.changed(each)).sum::<f64>() + text(),
            // As much as the theme says of the method; it is made to fit.
            SlideData::Method(_) => 0.0,
            SlideData::Section { files, further } => self.divider(files, further.len(), body),
            SlideData::Title(of) => self.title(of, body),
            SlideData::Charts { .. } | SlideData::Nothing {} | SlideData::KeyResults(_) => {
                self.body(body, if template == "spotlight" { width * 0.6 } else { width })
            }
        }
    }

    /// The height of an objective's statement, its state and its facts.
    fn objective(&self, of: &ObjectiveData) -> f64 {
        let html = of.objective.as_deref().unwrap_or_default();
        let width = (sizes::STATEMENT_WIDTH * sizes::STATEMENT).min(self.width);
        let statement = measure::height(&text_of(html), sizes::STATEMENT, sizes::STATEMENT_LEADING, width);
        let images = measure::images(html, sizes::STATEMENT);
        statement + images + sizes::OBJECTIVE_SPACES + self.standing(&of.standing) + self.facts(of)
    }

    fn overview(&self, of: &OverviewData, body: &[Whole]) -> f64 {
        let half = self.half();
        let left = self.body(body, half) + list(&of.progress, half);
        let right = list(&of.challenges, half) + list(&of.actions, half);
        // Its continuations have the whole width for their marks.
        let beside = if left + right > 0.0 { half } else { self.width };
        let marks = of.objectives.iter().map(|each| paragraph(&each.title, beside - sizes::MARK) + sizes::MARKS_GAP);
        let marks = if of.objectives.is_empty() { 0.0 } else { sizes::MARKS_LABEL + marks.sum::<f64>() };
        left.max(right + marks)
    }

    /// The height of an old and a new wording beside each other, with what else changed below them, or beside one that never did.
    fn wordings(&self, of: &ChangeData) -> f64 {
        let width = self.half() - sizes::WORDING_SIDES;
        let wording = |html: &Option<String>| paragraph(&text_of(html.as_deref().unwrap_or_default()), width);
        let lines: f64 = of.lines.iter().map(|line| sentence(line, BODY_TEXT, LEADING, width)).sum();
        let wordings = wording(&of.before).max(wording(&of.after));
        match (of.lines.is_empty(), &of.before) {
            (true, _) => wordings + sizes::WORDINGS_ROW,
            (false, Some(_)) => wordings + lines + sizes::WORDINGS_ROWS,
            (false, None) => wordings.max(lines) + sizes::WORDINGS_ROW,
        }
    }

    /// The height of a divider, whose type has one size.
    fn divider(&self, files: &[Mark], further: usize, body: &[Whole]) -> f64 {
        let (rows, line) = divider_rows(files, files.len() + further);
        let list = rows.iter().sum::<f64>() + if further > 0 { line } else { 0.0 };
        let text = body.iter().flat_map(|whole| &whole.columns).flatten().map(|content| match content {
            Content::Chart(_, shape) => size_of(*shape).0,
            Content::Prose(prose) => {
                prose.extent(sizes::SECTION_TEXT, sizes::SECTION_TEXT, sizes::SECTION_TEXT_WIDTH).height
            }
        });
        list.max(sizes::SECTION_TITLE + text.sum::<f64>()) / self.share
    }

    /// The height of what stands below a deck's title.
    fn title(&self, of: &TitleData, body: &[Whole]) -> f64 {
        // A code is about as long as the word for it, which stands before the title.
        let status = |each: &Mark| letters::width(each.status, sizes::TITLE_MARKS * BOLD) + sizes::MARK_ALONE;
        let statuses = of.objectives.iter().map(status).fold(0.0, f64::max);
        let half = (self.width - sizes::TITLE_MARKS_BESIDE) / 2.0 - statuses;
        let title = |title: &str| measure::height(title, sizes::TITLE_MARKS, LEADING, half);
        let rows = of.objectives.chunks(2).map(|row| row.iter().map(|each| title(&each.title)).fold(0.0, f64::max));
        let marks: f64 = rows.map(|row| row + sizes::TITLE_MARKS_GAP).sum();
        let strip = if of.counts.is_empty() { 0.0 } else { sizes::TITLE_STRIP + marks };
        sizes::TITLE_FACTS + sizes::TITLE_TEXT_ABOVE + self.body(body, sizes::TITLE_TEXT_WIDTH) + strip
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
        let width = self.width - sizes::STATE_BAR - sizes::STATE_GAP - sizes::MARK_ALONE;
        measure::height(&sentences, sizes::STATE, LEADING, width)
    }

    /// The height of an objective's facts, which stand beside each other as far as there is room.
    fn facts(&self, of: &ObjectiveData) -> f64 {
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
            used += sizes::FACTS_BESIDE + width;
            if used > self.width {
                (lines, used) = (lines + 1.0, width);
            }
        }
        let line = self.small * LEADING + BODY_TEXT * LEADING;
        let wrapped = measure::lines(&owners, BODY_TEXT, self.width).saturating_sub(1) as f64 * BODY_TEXT * LEADING;
        lines * line + (lines - 1.0) * sizes::FACTS_BELOW + sizes::FACTS_FRAME + wrapped
    }

    /// The height of a service's rows.
    pub fn service(&self, of: &ServiceView) -> f64 {
        let width = self.width * sizes::SERVICE_SHARE - sizes::CELL_BEHIND;
        let name = measure::height(&text_of(&of.service), BODY_TEXT * BOLD, sizes::CELL_LEADING / BOLD, width);
        let name = name + measure::images(&of.service, BODY_TEXT) + sizes::SERVICE_AROUND;
        of.indicators.iter().map(|each| self.indicator(each)).sum::<f64>().max(name)
    }

    /// The height of a service level's row.
    pub fn indicator(&self, of: &IndicatorView) -> f64 {
        let width = self.width * sizes::INDICATOR_SHARE;
        let name = measure::height(&text_of(&of.name), BODY_TEXT, sizes::CELL_LEADING, width);
        let name = name + measure::images(&of.name, BODY_TEXT);
        let note = |note: &str| self.small(&text_of(note), width) + measure::images(note, self.small);
        let note = of.note.as_deref().map_or(0.0, note);
        let amount = self.width * sizes::AMOUNT_SHARE;
        let words = |text: &str| measure::height(text, BODY_TEXT, sizes::CELL_LEADING, amount);
        let measured = of.measured.as_deref().map_or(0.0, words);
        let budget = if of.budget_spent.is_some() { sizes::BUDGET } else { 0.0 };
        (name + note).max(words(&of.target)).max(measured).max(budget) + sizes::SERVICE_AROUND
    }

    /// The height of an objective's row on the board of status.
    pub fn row_of_objective(&self, of: &StatusObjective, columns: usize) -> f64 {
        let columns = columns.max(sizes::BOARD_COLUMNS);
        let cells = self.width * sizes::BOARD_CELLS_SHARE - sizes::BOARD_GAP;
        let cell = cells / columns as f64 - sizes::BOARD_CELLS_GAP;
        let line = self.small * sizes::BOARD_LEADING;
        let rows = of.key_results.chunks(columns).map(|row| {
            let titles = row.iter().map(|of| measure::height(&of.short, self.small, sizes::BOARD_LEADING, cell));
            // In narrow cells the word stands on a line of its own.
            let word = if columns > sizes::BOARD_COLUMNS { line } else { 0.0 };
            titles.fold(line, f64::max) + word + sizes::BOARD_MARKS
        });
        let width = self.width * sizes::BOARD_OBJECTIVE_SHARE - sizes::BOARD_GAP;
        let title = measure::height(&of.title, BODY_TEXT * BOLD, sizes::BOARD_LEADING, width);
        let objective = title + 2.0 * self.small * sizes::BOARD_STATE_LEADING;
        rows.sum::<f64>().max(objective) + sizes::BOARD_AROUND
    }

    /// The width of both columns of years, where it `is_shared` with those who are new.
    pub fn years(&self, is_shared: bool) -> f64 {
        if is_shared { (self.width - GAP) * sizes::YEARS_SHARE } else { self.width }
    }

    /// The height of somebody who is new, with the gap to the next; in the column beside the years, or in one of two.
    pub fn new_hire(&self, of: &NewHire, is_beside: bool) -> f64 {
        let column = if is_beside { (self.width - GAP) * sizes::NEW_HIRES_SHARE } else { self.half() };
        let name = measure::height(&text_of(&of.name), BODY_TEXT * BOLD, LEADING / BOLD, column);
        let team = of.team.as_deref().map_or(0.0, |team| paragraph(&text_of(team), column));
        let images =
            [Some(&of.name), of.team.as_ref()].into_iter().flatten().map(|html| measure::images(html, BODY_TEXT));
        name + team + images.sum::<f64>() + sizes::NEW_HIRE_BELOW * BODY_TEXT
    }

    /// The height of those who have been here for as many years, in one of two columns, with the gap to the next.
    pub fn anniversary(&self, of: &Anniversary, width: f64) -> f64 {
        // Each name goes to the next line as a whole.
        let whole = |name: &String| text_of(name).replace(' ', "\u{a0}");
        let names = of.names.iter().map(whole).collect::<Vec<_>>().join(", ");
        let images: f64 = of.names.iter().map(|name| measure::images(name, BODY_TEXT)).sum();
        sizes::YEARS_LINE + paragraph(&names, (width - GAP) / 2.0) + images + ITEM_GAP
    }

    /// The heights of items in one of two columns, with the gap to the next.
    pub fn thanks(&self, of: &ThanksItem) -> f64 {
        let from = of.from.as_deref().map_or(0.0, |from| rich(&format!("from {from}"), self.half()));
        self.item_label(&of.to) + rich(of.reason.as_deref().unwrap_or_default(), self.half()) + from + ITEM_GAP
    }

    pub fn team_text(&self, of: &TeamText) -> f64 {
        rich(&of.text, self.half()) + of.team.as_deref().map_or(0.0, |team| self.item_label(team)) + ITEM_GAP
    }

    fn item_label(&self, html: &str) -> f64 {
        measure::height(&text_of(html), BODY_TEXT * BOLD, LEADING / BOLD, self.half())
            + measure::images(html, BODY_TEXT)
    }

    /// The height of a contact's row.
    pub fn contact(&self, of: &Contact) -> f64 {
        let people = rich(&of.people.join(", "), self.width * sizes::PEOPLE_SHARE);
        people.max(rich(&of.topic, self.width * sizes::TOPIC_SHARE)) + sizes::CELL_AROUND
    }

    /// The height of what changed of an objective or key result.
    pub fn changed(&self, of: &Changed) -> f64 {
        let half = self.width / 2.0 - sizes::CHANGES_HALF_GAP;
        let about = measure::height(&of.title, sizes::CHANGES * BOLD, sizes::CHANGED_LEADING, half)
            + of.objective.as_deref().map_or(0.0, |title| self.small(title, half));
        let sentences = of.lines.iter().map(|line| sentence(line, sizes::CHANGES, sizes::CHANGES_LEADING, half));
        about.max(sentences.sum::<f64>()) + sizes::CHANGES_AROUND
    }
}

/// The height of a sentence of what changed.
fn sentence(of: &ChangeLine, size: f64, leading: f64, width: f64) -> f64 {
    let parts = [&of.deliverable, &of.quarter, &of.before, &of.after, &of.wording].into_iter().flatten();
    let said: Vec<String> = parts.map(|part| text_of(part)).collect();
    measure::height(&format!("{} The target was; now it is.", said.join(" ")), size, leading, width)
}

/// How many lines the title slide's title has at a size, and what it takes from the room below a title of one line.
pub fn deck_title(title: &str, size: f64) -> (usize, f64) {
    let lines = measure::lines(title, size * BOLD, BODY_WIDTH);
    (lines, lines as f64 * size * sizes::TITLE_LEADING - sizes::DECK_TITLE_ABOVE)
}

/// How many of the files behind a divider have room on it, in front of a line that counts the others.
pub fn on_divider(files: &[Mark]) -> usize {
    let (rows, line) = divider_rows(files, files.len());
    if rows.iter().sum::<f64>() <= BODY_HEIGHT {
        return rows.len();
    }
    let mut used = line;
    let fits = |row: &&f64| {
        used += **row;
        used <= BODY_HEIGHT
    };
    rows.iter().take_while(fits).count()
}

/// The heights of some of a divider's files, of which there are so many in all, and that of a row of one line.
fn divider_rows(files: &[Mark], all: usize) -> (Vec<f64>, f64) {
    let (size, space) = if all > sizes::SECTION_FILES { sizes::SECTION_FILE_OF_MANY } else { sizes::SECTION_FILE };
    let height = |of: &Mark| {
        let width = if of.status == "none" { sizes::SECTION_FILE_ALONE } else { sizes::SECTION_FILE_WIDTH };
        measure::height(&of.title, size, sizes::SECTION_FILE_LEADING, width) + space
    };
    (files.iter().map(height).collect(), size * sizes::SECTION_FILE_LEADING + space)
}

/// The longest of what is said of a grade.
const GRADE_SHORT: &str = "0.5 of 1.0, short of what was committed";

fn paragraph(text: &str, width: f64) -> f64 {
    measure::height(text, BODY_TEXT, LEADING, width)
}

/// The height of a list with its label.
fn list(items: &[String], width: f64) -> f64 {
    let items: f64 = items.iter().map(|item| rich(item, width - sizes::LIST_INDENT) + sizes::LIST_GAP).sum();
    if items > 0.0 { items + sizes::LIST_LABEL } else { 0.0 }
}

/// The height of a paragraph of HTML.
fn rich(html: &str, width: f64) -> f64 {
    paragraph(&text_of(html), width) + measure::images(html, BODY_TEXT)
}

/// The height of a chart with its title, and the width that it is given at most.
fn size_of(shape: Shape) -> (f64, f64) {
    if shape == Shape::Alone { sizes::CHART_ALONE } else { sizes::CHART }
}

/// The height of items in two columns, one filled after the other and as even as that makes them.
fn two_columns(items: impl Iterator<Item = f64>) -> f64 {
    let heights: Vec<f64> = items.collect();
    let all: f64 = heights.iter().sum();
    let mut first = 0.0;
    let heights = heights.iter().map(|height| {
        first += height;
        first.max(all - first)
    });
    heights.fold(all, f64::min)
}
