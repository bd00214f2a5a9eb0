//! Charts and bars as SVG: pure functions of their arguments, drawn with numbers and classes; the looks are the theme's.

mod across;
mod bar;
mod budget;
mod describe;
mod frame;
mod labels;
mod line;
mod lying;
mod printing;
mod progress;
mod scale;
mod scene;
mod spark;
mod svg;
mod time;
mod values;

use std::sync::Arc;

use fluent_bundle::FluentValue;
use serde::Deserialize;
use tera::{Error, Kwargs, Map, State, Tera, TeraResult, Value};

use crate::model::chart::{Chart, Shape};
use crate::model::document::ChartKind;
use crate::model::link::escape;
use crate::render::chart::describe::Telling;
use crate::render::chart::frame::Size;
use crate::render::chart::scene::Scene;
use crate::render::chart::svg::Svg;
use crate::render::fields::{field, number, status, wrong};
use crate::render::functions;
use crate::render::words::Words;

/// A chart is drawn twice, and the theme shows the drawing that its room is for: type is nearly of one size in both.
const WIDE: f64 = 960.0;
const BROAD: f64 = 1280.0;
const NARROW: f64 = 520.0;
/// About as many bytes as the two drawings of a chart take.
const CAPACITY: usize = 16 * 1024;

/// Makes the functions known to the engine.
pub fn register(tera: &mut Tera, words: &Arc<Words>) {
    let catalogue = Arc::clone(words);
    tera.register_function("chart", move |arguments: Kwargs, _: &State| chart(&catalogue, &arguments));
    let catalogue = Arc::clone(words);
    tera.register_function("chart_table", move |arguments: Kwargs, _: &State| chart_table(&catalogue, &arguments));

    let catalogue = Arc::clone(words);
    tera.register_filter("bar", move |of: &Map, _: Kwargs, _: &State| bar(&catalogue, of));
    tera.register_filter("sparkline", |row: &Map, _: Kwargs, _: &State| sparkline(row));
    tera.register_function("error_budget_bar", |arguments: Kwargs, _: &State| error_budget_bar(&arguments));
}

/// `chart(chart=view.chart, id=view.id)`: the chart as SVG; its ids begin with `id`.
fn chart(words: &Words, arguments: &Kwargs) -> TeraResult<Value> {
    let id = arguments.get("id")?.unwrap_or_default();
    Ok(Value::safe_string(&drawing(&asked(arguments)?, id, words)))
}

/// `chart_table(chart=view.chart)`: the chart's numbers as an HTML table.
fn chart_table(words: &Words, arguments: &Kwargs) -> TeraResult<Value> {
    Ok(Value::safe_string(&Telling::of(&asked(arguments)?, words).table()))
}

/// The argument `chart`.
fn asked(arguments: &Kwargs) -> TeraResult<Chart> {
    Chart::deserialize(arguments.must_get::<&Value>("chart")?).map_err(|wrong| Error::message(wrong.to_string()))
}

/// The two drawings of a chart, which are told in the same words.
fn drawing(chart: &Chart, id: &str, words: &Words) -> String {
    let telling = Telling::of(chart, words);
    let id = escape(id);
    let mut svg = Svg::with_capacity(CAPACITY);
    let plot = Plot::of(chart, words);
    svg.add("<div class=\"chart-room\">");
    for (class, size) in sizes(chart) {
        let scene = plot.draw(size);
        svg.add("<svg class=\"chart ").add(class).add("\" role=\"img\" aria-labelledby=\"").add(&id);
        svg.add("-title\" aria-describedby=\"").add(&id).add("-desc\" viewBox=\"0 0 ");
        svg.at(scene.width).add(" ").at(scene.height).add("\">");
        if class != "narrow" {
            svg.add("<title id=\"").add(&id).add("-title\">").text(&telling.title());
            svg.add("</title><desc id=\"").add(&id).add("-desc\">").text(&telling.description()).add("</desc>");
        }
        scene.write(&mut svg);
        svg.add("</svg>");
    }
    svg.add("</div>");
    svg.into_string()
}

/// How large the drawings are, with the classes that the theme shows them by.
fn sizes(chart: &Chart) -> [(&'static str, Size); 2] {
    let (class, width, height, narrow) = match chart.shape {
        Shape::Usual => ("wide", WIDE, 480.0, 400.0),
        Shape::Low => ("wide", WIDE, 284.0, 320.0),
        Shape::Broad => ("broad", BROAD, 402.0, 400.0),
        Shape::Alone => ("broad", BROAD, 480.0, 400.0),
    };
    [(class, Size { width, height }), ("narrow", Size { width: NARROW, height: narrow })]
}

/// A chart with all of it that does not depend on the size of the drawing.
enum Plot<'a> {
    Lines(line::Lines<'a>),
    Bars(bar::Bars<'a>),
}

impl<'a> Plot<'a> {
    fn of(chart: &'a Chart, words: &'a Words) -> Self {
        match chart.kind {
            ChartKind::Line | ChartKind::Area => Plot::Lines(line::Lines::of(chart, words)),
            ChartKind::Bar | ChartKind::Stacked => Plot::Bars(bar::Bars::of(chart, words)),
        }
    }

    fn draw(&self, size: Size) -> Scene {
        match self {
            Plot::Lines(lines) => lines.draw(size),
            Plot::Bars(bars) => bars.draw(size),
        }
    }
}

/// `row | bar`, `standing | bar`: what has a `progress`, `expected` and `status`, as a bar that says so.
fn bar(words: &Words, of: &Map) -> TeraResult<Value> {
    let (progress, expected) = (number(of, "progress")?, number(of, "expected")?);
    let share = |share: f64| FluentValue::from(functions::percent(words, share));
    let mut shares = vec![("progress", share(progress.unwrap_or_default()))];
    let key = if expected.is_some() { "bar-label-expected" } else { "bar-label" };
    shares.extend(expected.map(|expected| ("expected", share(expected))));
    let label = words.say(key, &shares).map_err(Error::message)?;
    Ok(Value::safe_string(&progress::draw(progress, expected, status(of)?, &label)))
}

/// `error_budget_bar(spent=…, label="…")`: a share of the budget.
fn error_budget_bar(arguments: &Kwargs) -> TeraResult<String> {
    Ok(budget::draw(arguments.must_get("spent")?, arguments.must_get("label")?))
}

/// `row | sparkline`: a key result's values from its baseline to its target, for the eyes alone: the table has them in words. Nothing is
/// drawn of fewer than two.
fn sparkline(row: &Map) -> TeraResult<Value> {
    let values = field(row, "values").and_then(Value::as_array).ok_or_else(|| wrong(row, "values", "a list"))?;
    let spark = spark::Spark {
        values: values.iter().map(Value::as_f64).collect(),
        baseline: number(row, "baseline_number")?,
        target: number(row, "target_value")?,
        expected: number(row, "expected")?,
    };
    Ok(Value::safe_string(&spark::draw(&spark, status(row)?)))
}

#[cfg(test)]
mod tests;
