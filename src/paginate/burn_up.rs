//! The chart of a key result's life: its values through all quarters, with the plan or the pace that is expected, the target, and
//! where it is heading.

use crate::model::book::KeyResult;
use crate::model::chart::{Axis, Chart, Grain, Level, Moment, Places, Present, Role, Series, Shape};
use crate::model::document::{ChartKind, Status};
use crate::model::page::ChartView;
use crate::model::progress::{Terms, Way};
use crate::model::quantity::{self, Target};
use crate::model::quarter::{Calendar, Quarter};
use crate::paginate::key_results::aim;
use crate::paginate::lives::{KeyResultLife, Told};
use crate::paginate::outlook;
use crate::paginate::status_code;

/// The chart, which foretells nothing of what is over; `None` where there is no number to reach, or decks say fewer than two values of
/// their own years.
pub fn chart(life: &KeyResultLife, id: String, is_over: bool, calendar: Calendar) -> Option<ChartView> {
    let (newest, of) = life.last();
    if matches!(of.way, Way::YesNo | Way::Text) || of.terms.by_deliverables {
        return None;
    }
    let (first, present) = life.span();
    let quarters: Vec<Quarter> = first.until(of.terms.due.max(present)).collect();
    // What was measured in another unit stands on no axis with it.
    let told = |quarter: &Quarter| life.at(*quarter).filter(|told| is_like(told.of, of));
    let known: Vec<_> = quarters.iter().map(|quarter| told(quarter).filter(|_| *quarter <= present)).collect();
    let own: Vec<(Quarter, Option<f64>)> = quarters
        .iter()
        .zip(&known)
        .map(|(quarter, known)| (*quarter, known.as_ref().and_then(|told| told.known.value())))
        .collect();
    let values = life.running(&own);
    if !is_line(&values, &known) {
        return None;
    }
    let marks = known.iter().map(|told| Some(status_code(Some(told.as_ref()?.status?)).to_owned()));
    let said = known.iter().flatten().filter_map(|told| told.known.said.as_ref());
    let decimals = said.map(|said| said.check_in.reading.decimals).max().unwrap_or(0).max(of.baseline_decimals);
    let whole = |values: &[Option<f64>]| values.iter().flatten().all(|value| value.fract() == 0.0);
    let promises: Vec<Option<&KeyResult>> = quarters.iter().map(|quarter| life.promise(*quarter)).collect();
    let begins = promises_begin(&promises);
    let series = |role: Role, values: Vec<Option<f64>>, marks: Vec<Option<String>>| {
        // A way to the target ends at the target.
        let is_pace = matches!(role, Role::Plan | Role::Expected);
        let aims = of.terms.target.ends().into_iter().flatten().filter(|_| is_pace);
        let computed = values.iter().flatten().map(|value| quantity::computed_digits(*value)).max().unwrap_or(0);
        let least = aims.map(|value| aim::decimals(of, value)).fold(computed.min(1), u8::max);
        let decimals = if whole(&values) { 0 } else { decimals.max(least) };
        Series {
            name: String::new(),
            role,
            values,
            decimals,
            marks,
            stepped: false,
            begins: if is_pace { begins.clone() } else { Vec::new() },
        }
    };
    let [plan, expected] = [true, false].map(|is_plan| pace(&promises, &quarters, is_plan));
    let is_heading = !is_over && of.status != Some(Status::Dropped);
    let forecast = if is_heading { forecast(life, &quarters, &values) } else { vec![None; quarters.len()] };
    let mut all = vec![series(Role::Value, values, marks.collect())];
    all.extend(
        [(Role::Plan, plan), (Role::Expected, expected), (Role::Forecast, forecast)]
            .into_iter()
            .filter_map(|(role, values)| values.iter().any(Option::is_some).then(|| series(role, values, Vec::new()))),
    );
    let levels = match targets(of, &promises) {
        Targets::Level(levels) => levels,
        Targets::Moved(series) => {
            all.extend(series);
            Vec::new()
        }
    };
    let quarter = newest.deck.quarter;
    let chart = Chart {
        title: Some(of.title.plain.clone()),
        kind: ChartKind::Line,
        unit: of.forms.on_axis(),
        x: axis(&quarters, calendar)?,
        series: all,
        levels,
        present: Some(Present {
            label: calendar.label(quarter),
            first: Moment::of(calendar.start(quarter)),
            last: Moment::of(calendar.end(quarter)),
        }),
        shape: Shape::default(),
    };
    Some(ChartView { id, title: None, chart })
}

/// Whether two values or more make a line. What stands before a deck's row is drawn with what follows, but makes no line of a
/// single value: the table has both.
fn is_line(values: &[Option<f64>], known: &[Option<Told>]) -> bool {
    let is_in_row = |of: &KeyResult, at: Quarter| of.quarters.first().is_none_or(|first| first.quarter <= at);
    let in_rows = known.iter().map(|told| told.as_ref().is_none_or(|told| is_in_row(told.of, told.known.quarter)));
    values.iter().zip(in_rows).filter(|(value, is_in_row)| value.is_some() && *is_in_row).count() >= 2
}

/// The quarters as an axis of time.
fn axis(quarters: &[Quarter], calendar: Calendar) -> Option<Axis> {
    let moments: Vec<Moment> = quarters.iter().map(|quarter| Moment::of(calendar.start(*quarter))).collect();
    let (first, last) = (*moments.first()?, *moments.last()?);
    let fiscal_year_starts = calendar.fiscal_year_starts;
    let places = Places::Time { grain: Grain::Quarter, fiscal_year_starts, moments, grains: Vec::new(), first, last };
    Some(Axis { name: String::new(), places })
}

/// Whether both are measured in the same.
fn is_like(one: &KeyResult, other: &KeyResult) -> bool {
    one.measure().is_same(other.measure())
}

/// What is expected of each quarter by the promise that stood in it: what is planned, or where nothing is, the even pace from the
/// baseline to the target.
fn pace(promises: &[Option<&KeyResult>], quarters: &[Quarter], is_plan: bool) -> Vec<Option<f64>> {
    let value = |(of, quarter): (Option<&KeyResult>, &Quarter)| {
        let terms = of.map(|of| &of.terms).filter(|terms| is_plan != terms.plan.is_empty())?;
        expected(terms, *quarter)
    };
    promises.iter().copied().zip(quarters).map(value).collect()
}

/// The places of the quarters in which a promise begins: the pace of the one before it ended, and did not turn to where this one's is.
fn promises_begin(promises: &[Option<&KeyResult>]) -> Vec<usize> {
    let way = |of: &KeyResult| (of.terms.start, of.terms.due, of.terms.from(), of.terms.target.ends());
    let ways: Vec<_> = promises.iter().map(|of| of.map(way)).collect();
    (1..ways.len()).filter(|at| ways[*at] != ways[*at - 1]).collect()
}

fn expected(terms: &Terms, quarter: Quarter) -> Option<f64> {
    let target = match terms.target {
        Target::Number { value, .. } => value,
        Target::Milestones { count } => count,
        Target::Limit { .. } | Target::YesNo | Target::Words => return None,
    };
    if !terms.plan.is_empty() {
        return terms.planned(quarter).filter(|_| quarter <= terms.due);
    }
    let share = terms.expected(quarter).filter(|_| terms.start <= quarter && quarter <= terms.due)?;
    // Of milestones all that are done count, also those of the baseline.
    let from = if matches!(terms.target, Target::Milestones { .. }) { 0.0 } else { terms.from() };
    Some(from + share * (target - from))
}

/// From the last value on a line to what is forecast for the due quarter.
fn forecast(life: &KeyResultLife, quarters: &[Quarter], values: &[Option<f64>]) -> Vec<Option<f64>> {
    let (newest, of) = life.last();
    let nothing = vec![None; quarters.len()];
    let Some(forecast) = of.forecast.filter(|_| of.terms.due > newest.deck.quarter) else { return nothing };
    let Some((at, last)) = values.iter().enumerate().rev().find_map(|(at, value)| Some((at, (*value)?))) else {
        return nothing;
    };
    let due = quarters.iter().position(|quarter| *quarter == of.terms.due).unwrap_or(at);
    let bounds = outlook::bounds(of);
    let value = |place: usize| {
        let share = (place - at) as f64 / (due - at).max(1) as f64;
        outlook::within(last + share * (forecast.value - last), bounds)
    };
    (0..quarters.len()).map(|place| (at..=due).contains(&place).then(|| value(place))).collect()
}

/// How the target is drawn.
enum Targets {
    /// As level lines, a limit's two ends.
    Level(Vec<Level>),
    /// It was another one in an earlier quarter: as steps.
    Moved(Vec<Series>),
}

fn targets(now: &KeyResult, each: &[Option<&KeyResult>]) -> Targets {
    let ends = |of: &KeyResult| of.terms.target.ends();
    if each.iter().flatten().all(|of| ends(of) == ends(now)) {
        let level = |(end, value): (usize, Option<f64>)| {
            let value = value?;
            Some(Level { role: role(now, end), value, decimals: aim::decimals(now, value) })
        };
        return Targets::Level(ends(now).into_iter().enumerate().filter_map(level).collect());
    }
    let steps = |end: usize| {
        let value = |of: Option<&KeyResult>| of.and_then(|of| ends(of)[end]);
        let values: Vec<Option<f64>> = each.iter().copied().map(value).collect();
        let decimals = each.iter().flatten().filter_map(|of| Some(aim::decimals(of, ends(of)[end]?))).max()?;
        let mut roles = each.iter().flatten().filter(|of| ends(of)[end].is_some()).map(|of| role(of, end));
        let first = roles.next()?;
        let role = if roles.all(|role| role == first) { first } else { Role::Target };
        Some(Series {
            name: String::new(),
            role,
            values,
            decimals,
            marks: Vec::new(),
            stepped: true,
            begins: Vec::new(),
        })
    };
    Targets::Moved((0..2).filter_map(steps).collect())
}

/// What a line at an end of the target is.
fn role(of: &KeyResult, end: usize) -> Role {
    match of.terms.target {
        Target::Limit { .. } if end == 0 => Role::AtLeast,
        Target::Limit { .. } => Role::AtMost,
        _ => Role::Target,
    }
}
