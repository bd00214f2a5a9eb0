//! Tables of key results: a row each, with the year's quarters, continued on further slides where they are long.

pub mod aim;
mod movement;
mod notes;
mod room;
mod wide;

use crate::model::book::{Deck, File, Former, KeyResult, QuarterValue};
use crate::model::document::{CheckIn, Counts, Status, Text};
use crate::model::link::escape;
use crate::model::page::{
    Cell, ClaimView, DeliverableView, KeyResultNote, KeyResultRow, KeyResultsData, NoteView, QuarterView, Standing,
};
use crate::model::progress::{EPSILON, Way};
use crate::model::quantity::{self, Claim, Forms, Number, Reading, Said, Scale, Target, Unit};
use crate::model::quarter::{Calendar, Quarter, WrittenQuarter};
use crate::paginate::bodies::Context;
use crate::paginate::key_results::movement::movement;
use crate::paginate::key_results::room::STANDING;
use crate::paginate::measure::{self, BODY_HEIGHT};
use crate::paginate::outlook;
use crate::paginate::status_code;

/// The longest notes that stand under the values they explain, in the present quarter's column and in the narrower ones of
/// the past; others stand under the key result's title.
const SHORT_NOTE: usize = 60;
const SHORT_PAST_NOTE: usize = 26;

/// The circumstances of a table: the file that owns its rows, in its deck.
pub struct Table<'a> {
    pub deck: &'a Deck,
    pub file: &'a File,
    pub calendar: Calendar,
}

impl Table<'_> {
    /// The table, cut so that each part fits a slide; at least one part.
    pub fn data(
        &self,
        title: &str,
        key_results: &[KeyResult],
        standing: Option<Standing>,
        context: &mut Context,
    ) -> Vec<KeyResultsData> {
        let quarters = columns(self.deck.quarter, self.calendar);
        let rows: Vec<KeyResultRow> = key_results.iter().map(|key_result| self.row(key_result, context)).collect();
        let room = BODY_HEIGHT - measure::title_excess(title);
        let first = room - if standing.is_some() { STANDING } else { 0.0 };
        let columns = room::Columns::of(&rows, &quarters);
        let parts = wide::spread(rows, &columns, first, room);
        let data = parts.into_iter().map(|(rows, part)| KeyResultsData {
            standing: standing.clone(),
            quarters: quarters.clone(),
            rows,
            own: true,
            wide_past: columns.wide_past,
            wide_coming: columns.wide_coming,
            long_present: columns.long_present,
            size: part.size,
            excess: part.excess,
        });
        data.collect()
    }

    fn row(&self, of: &KeyResult, context: &mut Context) -> KeyResultRow {
        let inside = (of.way == Way::Maintain).then(|| {
            let known = of.quarters.iter().filter_map(|quarter| of.judged(quarter).progress);
            (known.clone().filter(|p| *p >= 1.0).count(), known.count())
        });
        let (cells, notes) = self.cells(of, context);
        let (baseline, baseline_unit) = baseline(of);
        KeyResultRow {
            reference: format!("{}/{}", self.file.id, of.id),
            id: of.id.clone(),
            title: context.text(&self.file.path, &of.title),
            title_text: of.title.plain.clone(),
            baseline,
            baseline_unit,
            // What stands behind the target, too, is of both: `78% positive`, `85% positive`.
            baseline_note: of.baseline_note.clone().filter(|note| !of.target_text.trim_end().ends_with(note.as_str())),
            target: of.target_printed(),
            target_number: aim::number(of).map(room::in_terms),
            goal: of.goal.as_deref().map(|goal| quantity::with_minus(goal).into_owned()),
            weight: weight(of),
            due: self.calendar.label(of.terms.due),
            due_short: self.short(of.terms.due),
            direction: of.way.as_str(),
            progress: of.standing.progress,
            expected: of.standing.expected,
            has_bar: !matches!(of.way, Way::Text | Way::Maintain) && of.standing.progress.is_some(),
            status: status_code(of.status),
            // Where nothing can be computed there is nothing beside the call.
            computed: of.standing.status.filter(|computed| of.status != Some(*computed)).map(Status::as_str),
            reason: of.call.reason.as_ref().map(|reason| context.text(&self.file.path, reason)),
            confidence: of.call.confidence,
            missed_checkpoint: of.standing.missed_checkpoint,
            forecast: (of.terms.due > self.deck.quarter).then(|| outlook::forecast(of)).flatten(),
            inside: inside.filter(|(_, known)| *known > 0),
            movement: movement(of, self.calendar),
            cells,
            notes,
            // Of yes and no the cells say all; a line would draw a way between them that nobody went.
            values: if of.is_yes_no() { Vec::new() } else { of.running() },
            adds_up: of.terms.counts == Counts::PerQuarter,
            baseline_number: of.terms.baseline,
            target_value: of.terms.target.value(),
            deliverables: self.deliverables(of, context),
            is_continued: false,
        }
    }

    /// The year's cells, and the notes that are too long for one.
    fn cells(&self, of: &KeyResult, context: &mut Context) -> (Vec<Cell>, Vec<KeyResultNote>) {
        let present = self.deck.quarter;
        let mut notes = notes::of_years_before(of, self, context);
        let cells =
            present.whole_year().map(|quarter| match of.quarters.iter().find(|known| known.quarter == quarter) {
                Some(known) => {
                    let mut cell = cell(known, of, of.forms.scale, present, self.calendar);
                    cell.note = linked_note(known, context);
                    let longest = if quarter == present { SHORT_NOTE } else { SHORT_PAST_NOTE };
                    let mut tell = |note: NoteView| notes::tell(&mut notes, quarter, note);
                    if cell.said == "not-measured"
                        && let Some(why) = cell.text.take_if(|why| why.chars().count() > longest)
                    {
                        tell(NoteView { claims: Vec::new(), words: Some(escape(&why)) });
                    }
                    if let Some(note) = cell.note.take_if(|note| note.text().chars().count() > longest) {
                        tell(note);
                    }
                    cell
                }
                None => self.coming(of, quarter),
            });
        let measured = cells.map(|cell| Cell { long: room::is_long(&cell), ..cell });
        (measured.collect(), notes)
    }

    /// A quarter to come: it shows what the plan says of it.
    fn coming(&self, of: &KeyResult, quarter: Quarter) -> Cell {
        let (text, unit) = apart(planned(of, of.forms.scale, quarter), "number");
        Cell {
            quarter: self.calendar.label(quarter),
            when: "coming",
            said: if text.is_some() { "plan" } else { "nothing" },
            text,
            unit,
            note: None,
            restated: None,
            long: false,
            wrong_way: false,
            status: "none",
        }
    }

    /// A quarter, with its year where that is not the deck's.
    fn short(&self, quarter: Quarter) -> String {
        self.calendar.short_label(quarter, self.deck.quarter)
    }

    fn deliverables(&self, of: &KeyResult, context: &mut Context) -> Vec<DeliverableView> {
        let each = of.deliverables.iter().map(|deliverable| DeliverableView {
            title: context.text(&self.file.path, &deliverable.title),
            due: self.short(deliverable.due),
            done: deliverable.done.map(|done| self.short(done)),
            overdue: deliverable.done.is_none() && deliverable.due <= self.deck.quarter,
        });
        each.collect()
    }
}

/// The baseline's text without a unit that the target says, and that unit.
fn baseline(of: &KeyResult) -> (Option<String>, Option<String>) {
    let Some(text) = of.baseline_printed().map(|text| without_note(&text, of.baseline_note.as_deref())) else {
        return (None, None);
    };
    if let (Target::Number { .. } | Target::Milestones { .. }, Some(Unit::Words(unit))) = (&of.terms.target, &of.unit)
        && let Some(number) = text.strip_suffix(unit.as_str()).filter(|number| number.ends_with(char::is_whitespace))
    {
        return (Some(number.trim_end().to_owned()), Some(unit.clone()));
    }
    (Some(text), None)
}

/// The weight in its objective's progress, printed, where it is another than that of most.
pub fn weight(of: &KeyResult) -> Option<String> {
    let is_usual = (of.weight - 1.0).abs() < EPSILON;
    (!is_usual).then(|| quantity::print_number(of.weight, quantity::digits(of.weight)))
}

/// The columns of a year's quarters.
pub fn columns(present: Quarter, calendar: Calendar) -> Vec<QuarterView> {
    let view = |quarter: Quarter| QuarterView {
        label: calendar.label(quarter),
        short: format!("Q{}", quarter.number),
        when: when(quarter, present),
    };
    present.whole_year().map(view).collect()
}

/// Where a quarter lies from the deck's: `past`, `present`, `coming`.
pub fn when(quarter: Quarter, present: Quarter) -> &'static str {
    match quarter.cmp(&present) {
        std::cmp::Ordering::Less => "past",
        std::cmp::Ordering::Equal => "present",
        std::cmp::Ordering::Greater => "coming",
    }
}

/// A quarter of which something may have been said, its number in a scale.
pub fn cell(known: &QuarterValue, of: &KeyResult, scale: Scale, present: Quarter, calendar: Calendar) -> Cell {
    let check_in = known.said.as_ref().map(|said| &said.check_in);
    let former = known.said.as_ref().and_then(|said| said.former.as_ref());
    let (said, text) = match (check_in, former) {
        (None, _) => match deliverables_done(of, known.quarter) {
            Some(done) => ("number", Some(done)),
            None => ("nothing", None),
        },
        (_, Some(former)) => ("text", said_formerly(former)),
        (Some(check_in), None) => said(check_in, of, scale, calendar),
    };
    let (text, unit) = apart(text, said);
    Cell {
        quarter: calendar.label(known.quarter),
        when: when(known.quarter, present),
        said,
        text,
        unit,
        note: check_in.and_then(|check_in| note(check_in, |text| text.html.clone())),
        restated: None,
        long: false,
        wrong_way: of.judged(known).progress.is_some_and(|p| p < -EPSILON),
        status: status_code(of.status_in(known)),
    }
}

/// A printed number and the words of its unit; signs such as % stay with the number.
fn apart(text: Option<String>, said: &str) -> (Option<String>, Option<String>) {
    match text {
        Some(text) if said == "number" => match text.split_once(['\u{a0}', '\u{202f}']) {
            Some((number, unit)) if unit.chars().any(char::is_alphabetic) => {
                (Some(number.to_owned()), Some(unit.to_owned()))
            }
            _ => (Some(text), None),
        },
        text => (text, None),
    }
}

fn said(check_in: &CheckIn, of: &KeyResult, scale: Scale, calendar: Calendar) -> (&'static str, Option<String>) {
    let reading = &check_in.reading;
    match &reading.said {
        Said::Number => ("number", number(reading, of.is_yes_no(), &of.forms, scale)),
        said => without_number(said, &reading.text, calendar),
    }
}

/// What kind of thing is said in the place of a number, and what of it a page says beside its own words.
pub fn without_number(said: &Said, text: &str, calendar: Calendar) -> (&'static str, Option<String>) {
    match said {
        Said::NoData => ("no-data", None),
        Said::NotMeasured(why) => ("not-measured", why.clone()),
        Said::Moved { to, .. } => {
            let to = match *to {
                WrittenQuarter::OfDeckYear(number) => format!("Q{number}"),
                WrittenQuarter::Full(quarter) => calendar.label(quarter),
            };
            ("moved", Some(to))
        }
        Said::Text | Said::Number => ("text", Some(text.to_owned())),
    }
}

/// The number that was said of a quarter, with its unit, in a scale.
pub fn printed(known: &QuarterValue, of: &KeyResult, scale: Scale) -> Option<String> {
    number(&known.said.as_ref()?.check_in.reading, of.is_yes_no(), &of.forms, scale)
}

/// What the plan says of exactly this quarter, in a scale.
pub fn planned(of: &KeyResult, scale: Scale, quarter: Quarter) -> Option<String> {
    let (_, value) = *of.terms.plan.iter().find(|(at, _)| *at == quarter)?;
    if of.is_yes_no() {
        return Some(if value >= 1.0 - EPSILON { "yes" } else { "no" }.to_owned());
    }
    let decimals = quantity::digits_in(of.unit.as_ref(), quantity::digits(value), of.baseline_decimals);
    Some(of.forms.print_in(scale, value, decimals))
}

/// How many of its deliverables were done by a quarter, and of how many: `6 / 30`.
fn deliverables_done(of: &KeyResult, quarter: Quarter) -> Option<String> {
    let all = &of.terms.deliverables;
    let done = all.iter().filter(|(_, done)| done.is_some_and(|done| done <= quarter)).count();
    (of.terms.by_deliverables && (quarter >= of.terms.start || done > 0)).then(|| format!("{done} / {}", all.len()))
}

/// The number that was said, as it is printed.
fn number(reading: &Reading, is_yes_no: bool, forms: &Forms, scale: Scale) -> Option<String> {
    let value = reading.value?;
    Some(match reading.out_of {
        // The word alone: what stands behind it is the note.
        _ if is_yes_no => match quantity::answer(&reading.text).0 {
            word if word.eq_ignore_ascii_case("true") => "yes",
            word if word.eq_ignore_ascii_case("false") => "no",
            word => word,
        }
        .to_owned(),
        Some(all) => {
            let part = quantity::format_quantity(value, reading.decimals, None);
            format!("{part} / {}", quantity::format_quantity(all, quantity::digits(all), None))
        }
        None => forms.print_in(scale, value, reading.decimals),
    })
}

/// The number that was said in another unit than the row's, with that unit.
fn said_formerly(former: &Former) -> Option<String> {
    // Past columns are narrow.
    let number = number(&former.reading, former.is_yes_no, &former.forms, former.forms.scale)?.replace('\u{a0}', " ");
    Some(match (former.reading.out_of, &former.unit) {
        (Some(_), Some(Unit::Words(unit))) => format!("{number} {unit}"),
        _ => number,
    })
}

/// The author's note on a quarter, with its links.
pub fn linked_note(known: &QuarterValue, context: &mut Context) -> Option<NoteView> {
    let said = known.said.as_ref()?;
    note(&said.check_in, |text| context.text(&said.path, text))
}

/// The author's note: what was claimed beside the number, and the words.
fn note(check_in: &CheckIn, html: impl FnMut(&Text) -> String) -> Option<NoteView> {
    let notes = [&check_in.own_note, &check_in.note];
    let words: Vec<String> = notes.into_iter().flatten().map(AsRef::as_ref).map(html).collect();
    let claims: Vec<ClaimView> = claims(&check_in.reading).iter().map(claim).collect();
    let words = (!words.is_empty()).then(|| words.join(" · "));
    (!claims.is_empty() || words.is_some()).then_some(NoteView { claims, words })
}

/// What was claimed beside a number. Where that was a change in points, `+8pp (69%)`, the number it comes to is the value itself, and the
/// change stands in its place.
fn claims(reading: &Reading) -> Vec<Claim> {
    let near = |number: f64| reading.value.is_some_and(|value| (value - number).abs() < EPSILON);
    let change = || {
        let written = quantity::read_written(&reading.text);
        let is_change = |number: &Number| number.signed && !near(number.value) && written.unit == Some(Unit::Percent);
        let claim = |Number { value: percent, decimals, .. }| Claim { percent, decimals, signed: true, points: true };
        written.number.filter(is_change).map(claim)
    };
    let shown = |claim: &Claim| {
        let is_value = !claim.signed && !claim.points && near(claim.percent);
        if is_value { change() } else { None }.unwrap_or_else(|| claim.clone())
    };
    reading.claims.iter().map(shown).collect()
}

fn claim(claim: &Claim) -> ClaimView {
    let number = quantity::print_number(claim.percent, claim.decimals);
    let plus = if claim.signed && claim.percent > 0.0 { "+" } else { "" };
    ClaimView { number: format!("{plus}{number}"), points: claim.points }
}

fn without_note(text: &str, note: Option<&str>) -> String {
    let cut = note.and_then(|note| text.find(note)).unwrap_or(text.len());
    text[..cut].trim_end_matches([' ', '(', ',', ';']).to_owned()
}
