//! A chart in words: for those who listen, and for those who want the numbers.

use fluent_bundle::FluentValue;

use crate::model::chart::{Chart, Level, Places, Role, Series};
use crate::model::document::ChartKind;
use crate::model::link::push_escaped;
use crate::model::quarter::Calendar;
use crate::render::chart::frame::{bounded, role_class};
use crate::render::chart::printing::Printer;
use crate::render::chart::time::Time;
use crate::render::functions::push_unbroken;
use crate::render::words::Words;

/// So many values of a series are told one by one; of more, the ends and the extremes.
const ALL_TOLD: usize = 6;

/// The status of a value that is missing.
const NO_DATA: &str = "no-data";

/// About as many bytes as the table of a chart takes.
const TABLE: usize = 1024;
/// The tags of cells.
const COLUMN: (&str, &str) = ("<th scope=\"col\">", "</th>");
const ROW: (&str, &str) = ("<th scope=\"row\">", "</th>");
const VALUE: (&str, &str) = ("<td>", "</td>");

/// A chart and the words to tell it in.
pub struct Telling<'a> {
    chart: &'a Chart,
    words: &'a Words,
    printer: Printer<'a>,
}

impl<'a> Telling<'a> {
    /// That of a chart.
    pub fn of(chart: &'a Chart, words: &'a Words) -> Self {
        Self { chart, words, printer: Printer::of(chart, words) }
    }

    /// What the chart is called: its title, else what it shows.
    pub fn title(&self) -> String {
        let title = self.chart.title.clone().filter(|title| !title.is_empty());
        title.unwrap_or_else(|| {
            let names: Vec<String> = self.of_values().map(|series| self.name(series)).collect();
            names.join(&self.say("list-separator", &[]))
        })
    }

    /// The chart in sentences.
    pub fn description(&self) -> String {
        let places = self.places();
        let kind = match self.chart.kind {
            ChartKind::Line => "chart-line",
            ChartKind::Bar => "chart-bar",
            ChartKind::Stacked => "chart-stacked",
            ChartKind::Area => "chart-area",
        };
        let kind = self.say(kind, &[]);
        let mut sentences = vec![match (places.first(), places.last()) {
            (Some(first), Some(last)) if first != last => {
                self.say("chart-from-to", &[("kind", kind.into()), ("from", text(first)), ("to", text(last))])
            }
            (Some(only), _) => self.say("chart-at", &[("kind", kind.into()), ("place", text(only))]),
            (None, _) => kind,
        }];
        sentences.extend(self.chart.series.iter().filter_map(|series| self.series(series, &places)));
        for (role, value) in self.levels() {
            sentences.push(self.say(&format!("chart-the-{}", role_class(role)), &[("value", value.into())]));
        }
        sentences.join(" ")
    }

    /// The chart's numbers as an HTML table.
    pub fn table(&self) -> String {
        let mut html = String::with_capacity(TABLE);
        html.push_str("<table><caption class=\"sr\">");
        push_escaped(&mut html, &self.title());
        html.push_str("</caption><thead><tr>");
        let name = &self.chart.x.name;
        let named = if name.is_empty() { self.say("chart-place", &[]) } else { name.clone() };
        cell(&mut html, COLUMN, &named);
        for series in &self.chart.series {
            cell(&mut html, COLUMN, &self.name(series));
        }
        html.push_str("</tr></thead><tbody>");
        for (at, place) in self.places().iter().enumerate() {
            html.push_str("<tr>");
            cell(&mut html, ROW, place);
            for series in &self.chart.series {
                cell(&mut html, VALUE, &self.value(series, at));
            }
            html.push_str("</tr>");
        }
        html.push_str("</tbody>");
        if !self.chart.levels.is_empty() {
            html.push_str("<tfoot>");
            let all = format!("<td colspan=\"{}\">", self.chart.series.len());
            for (role, value) in self.levels() {
                html.push_str("<tr>");
                cell(&mut html, ROW, &self.say(role_class(role), &[]));
                cell(&mut html, (&all, VALUE.1), &value);
                html.push_str("</tr>");
            }
            html.push_str("</tfoot>");
        }
        html.push_str("</table>");
        html
    }

    /// All places by their whole names.
    fn places(&self) -> Vec<String> {
        match &self.chart.x.places {
            Places::Names(names) => names.clone(),
            Places::Time { grain, fiscal_year_starts, moments, grains, .. } => {
                let calendar = Calendar { fiscal_year_starts: *fiscal_year_starts };
                let time = Time { grain: *grain, calendar, words: self.words };
                time.each(moments, grains).map(|(own, moment)| own.name(moment)).collect()
            }
        }
    }

    /// A series in a sentence; `None` where it has no value.
    fn series(&self, series: &Series, places: &[String]) -> Option<String> {
        let known: Vec<(usize, f64)> =
            series.values.iter().enumerate().filter_map(|(at, value)| Some((at, (*value)?))).collect();
        let ((first, _), (last, _)) = (*known.first()?, *known.last()?);
        let told = |at: usize| {
            let arguments = [("value", self.value(series, at).into()), ("place", text(&places[at]))];
            self.say("chart-value-at", &arguments)
        };
        let name = self.name(series);
        let mut sentence = if known.len() <= ALL_TOLD {
            let separator = self.say("list-separator", &[]);
            let mut all = told(first);
            for (at, _) in &known[1..] {
                all.push_str(&separator);
                all.push_str(&told(*at));
            }
            self.say("chart-values", &[("name", name.into()), ("values", all.into())])
        } else {
            let low = known.iter().min_by(|a, b| a.1.total_cmp(&b.1)).map_or(first, |(at, _)| *at);
            let high = known.iter().max_by(|a, b| a.1.total_cmp(&b.1)).map_or(last, |(at, _)| *at);
            let arguments = [
                ("name", name.into()),
                ("first", told(first).into()),
                ("last", told(last).into()),
                ("low", told(low).into()),
                ("high", told(high).into()),
            ];
            self.say("chart-course", &arguments)
        };
        let gaps = (0..series.values.len()).filter(|at| self.is_gap(series, *at)).count();
        if gaps > 0 {
            sentence.push(' ');
            sentence.push_str(&self.say("chart-gaps", &[("count", FluentValue::from(gaps as f64))]));
        }
        Some(sentence)
    }

    fn value(&self, series: &Series, at: usize) -> String {
        match series.values[at] {
            Some(value) => bounded(self.words, series.role, self.printer.with_unit(value, series.decimals)),
            None if self.is_gap(series, at) => self.say("no-data", &[]),
            None => String::new(),
        }
    }

    /// Whether a number is missing where one was due: not in a line that only goes beside the values, nor in the time to come.
    /// Where values have a status, that says it.
    fn is_gap(&self, series: &Series, at: usize) -> bool {
        let is_to_come = || match (&self.chart.x.places, &self.chart.present) {
            (Places::Time { moments, .. }, Some(present)) => moments[at] > present.last,
            _ => false,
        };
        let is_due = || match series.marks.get(at) {
            Some(status) => status.as_deref() == Some(NO_DATA),
            None => !is_to_come(),
        };
        series.role == Role::Value && series.values[at].is_none() && is_due()
    }

    /// The level lines as they are told: a band is one.
    fn levels(&self) -> Vec<(Role, String)> {
        let printed = |level: &Level| self.printer.with_unit(level.value, level.decimals);
        let mut told = Vec::new();
        let mut levels = self.chart.levels.iter().peekable();
        while let Some(level) = levels.next() {
            let high = levels.next_if(|next| (level.role, next.role) == (Role::AtLeast, Role::AtMost));
            let value = match high {
                Some(high) => {
                    let ends = [("low", printed(level).into()), ("high", printed(high).into())];
                    self.say("between", &ends)
                }
                None => bounded(self.words, level.role, printed(level)),
            };
            told.push((level.role, value));
        }
        told
    }

    /// What a series is called: by its column, else by what it is.
    fn name(&self, series: &Series) -> String {
        match series.role {
            Role::Value if !series.name.is_empty() => series.name.clone(),
            Role::Value => self.say("value", &[]),
            Role::Forecast => self.say("chart-forecast-name", &[]),
            role => self.say(role_class(role), &[]),
        }
    }

    fn of_values(&self) -> impl Iterator<Item = &Series> {
        self.chart.series.iter().filter(|series| series.role == Role::Value)
    }

    fn say(&self, key: &str, arguments: &[(&str, FluentValue)]) -> String {
        self.words.say(key, arguments).unwrap_or_default().into_owned()
    }
}

fn text(text: &str) -> FluentValue<'_> {
    FluentValue::from(text)
}

/// Adds a cell between its tags.
fn cell(html: &mut String, (start, end): (&str, &str), text: &str) {
    html.push_str(start);
    push_unbroken(html, text);
    html.push_str(end);
}
