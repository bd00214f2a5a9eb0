//! How much room the rows of a table of key results take, and over how many slides they are spread. All lengths are in
//! slide units.

use crate::model::html::text_of;
use crate::model::letters::width;
use crate::model::page::{Cell, DeliverableView, KeyResultRow, Movement, NoteView, QuarterView};
use crate::paginate::key_results::wide;
use crate::paginate::measure::{self, BODY_WIDTH, BOLD, SMALL_TEXT};

/// The sizes of type that a table may have; the theme's classes `size-…` say the same.
#[derive(Clone, Copy)]
pub struct Type {
    /// The class without its prefix.
    size: &'static str,
    /// Its share of the usual size.
    share: f64,
    /// The size of notes and other small text.
    small: f64,
    /// The size of a present value, before its share.
    present: f64,
}

const ROOMY: Type = Type { size: "roomy", share: 1.2, small: 24.0, present: PRESENT_TEXT };
pub const PLAIN: Type = Type { size: "plain", share: 1.0, small: SMALL_TEXT, present: PRESENT_TEXT };
const DENSE: Type = Type { size: "dense", share: 0.88, small: SMALL_TEXT, present: LONG_PRESENT_TEXT };

/// How full of a table in the largest type a slide may be.
const ROOMY_FULL: f64 = 0.85;

/// The height of a table's head, and of the sentence above it.
const HEAD: f64 = 40.0;
pub const STANDING: f64 = 64.0;

/// The size of a row's text, of the present value, and of one that has no room in that.
const ROW_TEXT: f64 = 25.0;
const PRESENT_TEXT: f64 = 34.0;
const LONG_PRESENT_TEXT: f64 = 28.0;
const LEADING: f64 = 1.3;

impl Type {
    fn row_text(self) -> f64 {
        (ROW_TEXT * self.share).max(self.small)
    }
}

/// The height of a sparkline with the space above it.
const SPARK: f64 = 50.0;

/// What of a table stands on one slide: so many of the pieces that are never parted.
pub struct SlideRows {
    pub pieces: usize,
    /// The class `size-…` without its prefix.
    pub size: &'static str,
    /// How much does not fit, as a share of the room there is.
    pub excess: Option<f64>,
}

/// Spreads pieces, rows that stay together, over slides, in type of the size that needs fewer of them; what leaves a slide half empty is
/// in larger type. `first` is the room on the first slide, `room` that on others.
pub fn spread(pieces: &[Vec<KeyResultRow>], columns: &Columns, first: f64, room: f64) -> Vec<SlideRows> {
    let height = |piece: &Vec<_>, of| piece.iter().map(|row| columns.row_height(row, of)).sum();
    let heights = |of: Type| -> Vec<f64> { pieces.iter().map(|piece| height(piece, of)).collect() };
    let whole = |size| vec![SlideRows { pieces: pieces.len(), size, excess: None }];
    let usual = heights(PLAIN);
    let height_of_all = HEAD + usual.iter().sum::<f64>();
    if height_of_all <= first {
        // Larger type takes more lines, too.
        let may_grow = height_of_all * ROOMY.share <= first * ROOMY_FULL && columns.have_room(pieces, ROOMY);
        let grows = may_grow && HEAD * ROOMY.share + heights(ROOMY).iter().sum::<f64>() <= first * ROOMY_FULL;
        return whole(if grows { ROOMY.size } else { PLAIN.size });
    }
    let dense = heights(DENSE);
    let room = |part: usize| if part == 0 { first } else { room };
    let (of_usual, of_dense) =
        (measure::pack_evenly(&usual, HEAD, 1, room), measure::pack_evenly(&dense, HEAD, 1, room));
    let counts = if of_dense.len() < of_usual.len() { &of_dense } else { &of_usual };
    let mut from = 0;
    let parts = counts.iter().enumerate().map(|(number, pieces)| {
        let fill = |heights: &[f64]| (HEAD + heights[from..from + pieces].iter().sum::<f64>()) / room(number);
        let (usual, dense) = (fill(&usual), fill(&dense));
        from += pieces;
        let is_dense = usual > 1.0 || of_dense.len() < of_usual.len();
        SlideRows {
            pieces: *pieces,
            size: if is_dense { DENSE.size } else { PLAIN.size },
            excess: (dense > 1.0).then_some(dense - 1.0),
        }
    });
    parts.collect()
}

/// The widths of a table's columns: the same shares stand in the theme's tables.css. The key results take what is left.
pub struct Columns {
    what: f64,
    /// The columns of past quarters, and those of coming ones, are wider than usual: a number has no room in those.
    pub wide_past: bool,
    pub wide_coming: bool,
    /// A present value has no room in its usual type.
    pub long_present: bool,
}

impl Columns {
    /// Between two columns, and how near a plan, which is of one line, may come to the next.
    const GAP: f64 = 22.0;
    const NEAR: f64 = 10.0;
    const TERMS: f64 = BODY_WIDTH * 0.145;
    /// Between a target and the first quarter, which are both numbers.
    const BEHIND_TERMS: f64 = 36.0;
    const PAST: f64 = BODY_WIDTH * 0.085;
    const WIDE_PAST: f64 = BODY_WIDTH * 0.11;
    const PRESENT: f64 = BODY_WIDTH * 0.12;
    const COMING: f64 = BODY_WIDTH * 0.055;
    const WIDE_COMING: f64 = BODY_WIDTH * 0.095;
    const STATE: f64 = BODY_WIDTH * 0.14;
    const ROOMY_STATE: f64 = BODY_WIDTH * 0.16;
    /// The mark of a past quarter's status, with the space before it, as a share of the type's size.
    const MARK: f64 = 0.87;

    /// Those of a table of the rows.
    pub fn of(rows: &[KeyResultRow], quarters: &[QuarterView]) -> Self {
        let cells = || rows.iter().flat_map(|row| &row.cells);
        // What is long goes on in further lines, however wide the column is.
        let is_wide =
            |when, size, room| cells().any(|cell| cell.when == when && !cell.long && number_width(cell, size) > room);
        let mut columns = Self {
            what: 0.0,
            wide_past: is_wide("past", ROW_TEXT, Self::PAST - Self::GAP),
            wide_coming: is_wide("coming", SMALL_TEXT, Self::COMING - Self::NEAR),
            long_present: is_wide("present", PRESENT_TEXT, Self::PRESENT - Self::GAP),
        };
        let quarters: f64 = quarters.iter().map(|quarter| columns.of_quarter(quarter.when)).sum();
        columns.what = BODY_WIDTH - Self::TERMS - Self::STATE - quarters;
        columns
    }

    fn of_quarter(&self, when: &str) -> f64 {
        match when {
            "past" if self.wide_past => Self::WIDE_PAST,
            "past" => Self::PAST,
            "present" => Self::PRESENT,
            _ if self.wide_coming => Self::WIDE_COMING,
            _ => Self::COMING,
        }
    }

    /// The size of a quarter's number.
    fn number_size(&self, when: &str, of: Type) -> f64 {
        match when {
            "past" if self.wide_past => of.small,
            "past" => of.row_text(),
            "present" if self.long_present => LONG_PRESENT_TEXT * of.share,
            "present" => of.present * of.share,
            _ => of.small,
        }
    }

    /// Whether all numbers, and the words beside them, have room in type of a size.
    fn have_room(&self, pieces: &[Vec<KeyResultRow>], of: Type) -> bool {
        let are_whole =
            |words: &str, size: f64, room: f64| words.split_whitespace().all(|word| width(word, size) <= room);
        let rows = || pieces.iter().flatten().filter(|row| !row.is_continued);
        let cells = || rows().flat_map(|row| &row.cells);
        let has_room = |cell: &Cell| {
            let room = self.of_quarter(cell.when);
            let gap = if cell.when == "coming" { Self::NEAR } else { Self::GAP };
            (cell.long || number_width(cell, self.number_size(cell.when, of)) <= room - gap)
                && cell.unit.as_deref().is_none_or(|unit| are_whole(unit, of.small, room - gap))
        };
        rows().all(|row| are_whole(&row.target, of.row_text() * BOLD, Self::TERMS - Self::BEHIND_TERMS))
            && cells().all(has_room)
    }

    /// The height of a row, that of its tallest cell, in type of a size.
    pub fn row_height(&self, row: &KeyResultRow, of: Type) -> f64 {
        if row.is_continued {
            return wide::height_below(row, of);
        }
        // All stand on the line of the present value, where that is much larger.
        let has_value = row.cells.iter().any(|cell| cell.when == "present" && cell.said == "number");
        let below = if has_value { self.number_size("present", of) - of.row_text() } else { 0.0 };
        let below = if below > 4.0 { below } else { 0.0 };
        let tallest = self.what(row, of).max(terms(row, of)).max(state(row, of)) + below;
        self.cells(row, of).fold(tallest, f64::max) + 22.0 * of.share + 1.0
    }

    fn state(of: Type) -> f64 {
        if of.size == ROOMY.size { Self::ROOMY_STATE } else { Self::STATE }
    }

    fn what(&self, row: &KeyResultRow, of: Type) -> f64 {
        let width = self.what - (Self::state(of) - Self::STATE) - Self::GAP;
        let size = of.row_text();
        let small = |text: &str| measure::height(text, of.small, LEADING, width);
        let mut height = measure::height(&row.title_text, size, LEADING, width) + measure::images(&row.title, size);
        if let Some(movement) = &row.movement {
            // As long as the longest sentence that the theme makes of it.
            let Movement { now, by, since, way, target, .. } = movement;
            let all = if *way == "added-known" { "as far as is known" } else { "in all" };
            let target = target.as_ref().map_or(String::new(), |target| format!("; the target is {target}"));
            height += small(&format!("{now} {all}, {by} of them in {since}{target}"));
        }
        height += row.reason.as_deref().map_or(0.0, |reason| small_html(&format!("Why {reason}"), of.small, width));
        for note in &row.notes {
            let value = note.value.as_deref().unwrap_or_default();
            height += small_note(&format!("{} {value} ", note.quarter), &note.note, of.small, width);
        }
        height + row.deliverables.iter().map(|each| deliverable(each, of, width)).sum::<f64>()
    }

    /// The heights of the quarters' cells.
    fn cells(&self, row: &KeyResultRow, of: Type) -> impl Iterator<Item = f64> {
        row.cells.iter().map(move |cell| {
            let width = self.of_quarter(cell.when) - Self::GAP;
            let small = |text: &str| measure::height(text, of.small, LEADING, width);
            let is_present = cell.when == "present";
            let size = self.number_size(cell.when, of);
            let value = match (cell.said, cell.text.as_deref()) {
                ("number", Some(text)) if cell.long => measure::height(text, size * BOLD, LEADING, width),
                ("number", _) if is_present => size * LEADING,
                ("text" | "not-measured", Some(text)) => small(text),
                ("plan", Some(text)) if row.adds_up => small(&format!("{text} in all")),
                ("plan", Some(text)) => small(text),
                _ => of.row_text() * LEADING,
            };
            let said = if matches!(cell.said, "not-measured" | "moved") { 2.0 * of.small * LEADING } else { 0.0 };
            let unit = cell.unit.as_deref().filter(|_| is_present).map_or(0.0, small);
            let has_spark = is_present && row.has_bar && row.values.iter().flatten().count() > 1;
            let spark = if has_spark { SPARK * of.share } else { 0.0 };
            // A past quarter's call stands below what is said in place of a number.
            let is_called = cell.said != "number" && !matches!(cell.status, "none" | "no-data" | "not-started");
            let mark = if is_called && cell.when == "past" { of.small * LEADING } else { 0.0 };
            let note = cell.note.as_ref().map_or(0.0, |note| small_note("", note, of.small, width));
            value + said + mark + unit + spark + note
        })
    }
}

/// Whether a quarter's number is longer than the widest column that its quarter may have: a share of two large numbers is.
pub fn is_long(cell: &Cell) -> bool {
    let (room, size) = match cell.when {
        "past" => (Columns::WIDE_PAST, SMALL_TEXT),
        "present" => (Columns::PRESENT, LONG_PRESENT_TEXT),
        _ => (Columns::WIDE_COMING, SMALL_TEXT),
    };
    number_width(cell, size) > room - Columns::GAP
}

/// How wide a quarter's number of a size is, with the mark behind a past one.
fn number_width(cell: &Cell, size: f64) -> f64 {
    let Some(number) = cell.text.as_deref().filter(|_| matches!(cell.said, "number" | "plan")) else { return 0.0 };
    match cell.when {
        "past" => width(number, size) + Columns::MARK * size,
        // In the large type there is room for the word that another language says for millions.
        "present" if size > LONG_PRESENT_TEXT && number.ends_with(['K', 'k', 'M', 'B']) => {
            width(number, size * BOLD) + width(" io.", size * BOLD)
        }
        "present" => width(number, size * BOLD),
        _ => width(number, size),
    }
}

/// The number that a target comes to, as it stands below that: where it has no room in one line its unit may stand in the next.
pub fn in_terms(number: String) -> String {
    let is_wide = width(&format!("({number})"), ROW_TEXT) > Columns::TERMS - Columns::BEHIND_TERMS;
    if is_wide { number.replace('\u{a0}', " ") } else { number }
}

fn small_html(html: &str, size: f64, width: f64) -> f64 {
    measure::height(&text_of(html), size, LEADING, width) + measure::images(html, size)
}

fn small_note(before: &str, note: &NoteView, size: f64, width: f64) -> f64 {
    let images = note.words.as_deref().map_or(0.0, |words| measure::images(words, size));
    measure::height(&format!("{before}{}", note.text()), size, LEADING, width) + images
}

/// The height of a deliverable, with the mark before it and when it is due.
pub fn deliverable(each: &DeliverableView, of: Type, width: f64) -> f64 {
    small_html(&format!("{} overdue since Q4", each.title), of.small, width - 28.0)
}

fn terms(row: &KeyResultRow, of: Type) -> f64 {
    let width = Columns::TERMS - Columns::BEHIND_TERMS;
    let small = |label: &str, text: &str| measure::height(&format!("{label} {text}"), of.small, LEADING, width);
    let number = row.target_number.as_deref().map_or(String::new(), |number| format!(" ({number})"));
    let text = format!("{} → {}{number}", row.baseline.as_deref().unwrap_or_default(), row.target);
    measure::height(&text, of.row_text() * BOLD, LEADING, width)
        + row.baseline_note.as_deref().map_or(0.0, |note| small("Baseline:", note))
        + row.goal.as_deref().map_or(0.0, |goal| small("Goal:", goal))
        + row.weight.as_deref().map_or(0.0, |weight| small("weight", weight))
}

fn state(row: &KeyResultRow, of: Type) -> f64 {
    let width = Columns::state(of);
    let line = of.small * LEADING;
    let mut height = of.row_text() * LEADING;
    if row.has_bar {
        let away = row.progress.is_some_and(|progress| progress < 0.0);
        height += 26.0 * of.share + if away { 2.0 * line } else { line };
    }
    let single = [row.computed.is_some(), row.inside.is_some(), row.missed_checkpoint, row.confidence.is_some()];
    height += line * single.into_iter().filter(|is_said| *is_said).count() as f64;
    if let Some(forecast) = &row.forecast {
        let short = if forecast.misses { ", missing the target" } else { "" };
        let words = format!("heading for {} by {}{short}", forecast.text, row.due_short);
        height += measure::height(&words, of.small, LEADING, width);
    }
    height
}
