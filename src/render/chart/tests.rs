//! What charts of all kinds draw and say.

use std::sync::LazyLock;

use proptest::prelude::*;

use crate::model::chart::{Axis, Chart, Grain, Level, Moment, Places, Present, Role, Series, Shape};
use crate::model::document::ChartKind;
use crate::model::quantity::Unit;
use crate::model::source::Snapshot;
use crate::render::chart::describe::Telling;
use crate::render::chart::frame::Size;
use crate::render::chart::scene::{Scene, Text};
use crate::render::chart::svg::Svg;
use crate::render::chart::{BROAD, NARROW, Plot, WIDE, drawing};
use crate::render::words::Words;

fn words() -> &'static Words {
    static WORDS: LazyLock<Words> = LazyLock::new(|| {
        let today = jiff::civil::date(2021, 4, 15);
        let resolved = crate::theme::resolve(&Snapshot::of(Vec::new(), today), "default");
        Words::read(&resolved.expect("the theme").0, "en").0
    });
    &WORDS
}

fn series(name: &str, values: &[Option<f64>]) -> Series {
    let (role, values) = (Role::Value, values.to_vec());
    Series { name: name.into(), role, values, decimals: 0, marks: Vec::new(), stepped: false, begins: Vec::new() }
}

/// A chart of months from January 2019 on.
fn chart(kind: ChartKind, series: Vec<Series>, target: Option<f64>) -> Chart {
    let months = series[0].values.len();
    let month = |at: usize| jiff::civil::date(2019 + (at / 12) as i16, (at % 12 + 1) as i8, 1);
    let moments: Vec<Moment> = (0..months).map(|at| Moment::of(month(at))).collect();
    let (first, last) = (Moment::of(month(0)), Moment::of(month(months - 1)));
    let grains = Vec::new();
    let places = Places::Time { grain: Grain::Month, fiscal_year_starts: 7, moments, grains, first, last };
    let end = jiff::civil::date(2019, 9, 30);
    Chart {
        title: None,
        kind,
        unit: Some(Unit::Words("days".into())),
        x: Axis { name: "month".into(), places },
        series,
        levels: target.map(|value| Level { role: Role::Target, value, decimals: 0 }).into_iter().collect(),
        present: Some(Present { label: "Q1 FY2019-20".into(), first: Moment::of(month(6)), last: Moment::of(end) }),
        shape: Shape::Usual,
    }
}

fn texts(scene: &Scene, class: &str) -> Vec<String> {
    scene.texts.iter().filter(|text| text.class.starts_with(class)).map(|text| text.line.text.clone()).collect()
}

const LARGE: Size = Size { width: WIDE, height: 480.0 };

#[test]
fn what_a_drawing_says_is_escaped() {
    let svg = Svg::stretched("bar", "on-track", "A \"<b>\" & c", 10.0, 2.0).into_string();
    assert!(svg.contains("aria-label=\"A &quot;&lt;b&gt;&quot; &amp; c\""), "{svg}");
    let mut hostile = chart(ChartKind::Line, vec![series("<i>", &[Some(1.0)]), series("\"&", &[Some(3.0)])], None);
    hostile.title = Some("</title><script>".into());
    let svg = drawing(&hostile, "a\"b", words());
    assert!(!svg.contains("<script>") && !svg.contains("<i>") && svg.contains("id=\"a&quot;b-title\""), "{svg}");
    let table = Telling::of(&hostile, words()).table();
    assert!(!table.contains("<script>") && table.contains("<th scope=\"col\">&lt;i&gt;</th>"), "{table}");
}

#[test]
fn a_line_says_its_last_value_and_its_target() {
    let days = chart(ChartKind::Line, vec![series("days", &[Some(19.0), Some(20.0), None, Some(34.0)])], Some(18.0));
    let drawn = Plot::of(&days, words()).draw(LARGE);
    assert_eq!(texts(&drawn, "chart-label"), ["34\u{a0}days", "target 18\u{a0}days"]);
    assert_eq!(texts(&drawn, "chart-value"), ["19", "20"]);
    let axis = texts(&drawn, "chart-axis");
    assert_eq!(axis, ["Jan", "2019", "Feb", "Mar", "Apr", "0", "10", "20", "30", "40", "days"]);
    let told = Telling::of(&days, words());
    let wanted = "Line chart, January 2019 to April 2019. days: 19\u{a0}days (January 2019), 20\u{a0}days (February 2019), \
              34\u{a0}days (April 2019). One place has no data. The target is 18\u{a0}days.";
    assert_eq!(told.description(), wanted);
    // The narrow drawing says the same.
    let drawn = Plot::of(&days, words()).draw(Size { width: NARROW, height: 400.0 });
    assert_eq!(texts(&drawn, "chart-label").concat(), "34\u{a0}daystarget18\u{a0}days");
}

#[test]
fn a_value_stands_where_no_line_crosses_it() {
    let heights = |target| {
        let days = chart(ChartKind::Line, vec![series("days", &[Some(10.0), Some(50.0), Some(90.0)])], target);
        Plot::of(&days, words()).draw(LARGE).texts.iter().find(|text| text.line.text == "50").map(|text| text.y)
    };
    let (alone, crossed) = (heights(Some(80.0)), heights(Some(54.0)));
    assert!(alone.is_some() && alone < crossed, "{alone:?} {crossed:?}");
}

#[test]
fn a_bars_number_stands_within_it_where_the_target_would_cross_it() {
    let at = |value: f64, kind, names: &[&str]| {
        let mut bars = chart(kind, vec![series("days", &[Some(value), Some(20.0)])], Some(100.0));
        if !names.is_empty() {
            bars.x.places = Places::Names(names.iter().map(|name| (*name).to_owned()).collect());
        }
        let drawn = Plot::of(&bars, words()).draw(LARGE);
        let classes = |class: &str| texts(&drawn, class);
        (classes("chart-value"), classes("chart-value within"))
    };
    let numbers = |numbers: &[&str]| numbers.iter().map(ToString::to_string).collect::<Vec<_>>();
    let long = ["the first of two very long names of a place", "the second of two very long names of a place"];
    for names in [&[][..], &long] {
        assert_eq!(at(98.0, ChartKind::Bar, names), (numbers(&["98", "20"]), numbers(&["98"])), "{names:?}");
        assert_eq!(at(60.0, ChartKind::Bar, names), (numbers(&["60", "20"]), numbers(&[])), "{names:?}");
    }
}

#[test]
fn what_ends_early_has_its_label_there() {
    let early = |target| {
        let values = [Some(1.0), Some(4.0), None, None];
        let days = chart(ChartKind::Line, vec![series("days", &values)], target);
        let drawn = Plot::of(&days, words()).draw(LARGE);
        let label = drawn.texts.iter().find(|text| text.class == "chart-label").map(|text| text.x);
        (label, drawing(&days, "c", words()).contains("chart-leader"))
    };
    let (at_its_dot, has_leader) = early(None);
    assert!(at_its_dot.is_some_and(|x| x < LARGE.width / 2.0) && !has_leader, "{at_its_dot:?}");
    let lines: Vec<f64> = (0..40).map(|at| 2.0 + f64::from(at) * 0.1).collect();
    let days = |values: Vec<Series>| chart(ChartKind::Line, values, None);
    let crossed = lines.iter().map(|value| series("plan", &[Some(*value); 4]));
    let crossed = days(std::iter::once(series("days", &[Some(1.0), Some(4.0), None, None])).chain(crossed).collect());
    assert!(drawing(&crossed, "c", words()).contains("chart-leader"), "lines go through each place beside the dot");
}

#[test]
fn a_value_keeps_off_the_line_at_zero() {
    let days = chart(ChartKind::Line, vec![series("days", &[Some(8.0), Some(6.0), Some(8.0), Some(99.0)])], None);
    let drawn = Plot::of(&days, words()).draw(LARGE);
    let y = |said: &str| drawn.texts.iter().find(|text| text.line.text == said).map(|text| text.y);
    let (value, zero) = (y("6").expect("the value"), y("0").expect("the scale"));
    assert!(value < zero - 8.0, "{value} {zero}");
}

#[test]
fn bars_begin_at_zero() {
    let bars = chart(ChartKind::Bar, vec![series("days", &[Some(95.0), Some(100.0)])], None);
    let axis = texts(&Plot::of(&bars, words()).draw(LARGE), "chart-axis");
    assert!(axis.contains(&"0".to_owned()), "{axis:?}");
    let line = Chart { kind: ChartKind::Line, ..bars };
    let axis = texts(&Plot::of(&line, words()).draw(LARGE), "chart-axis");
    assert!(!axis.contains(&"0".to_owned()), "{axis:?}");
}

#[test]
fn a_target_lies_over_bars_and_under_lines() {
    let bars = chart(ChartKind::Stacked, vec![series("a", &[Some(5.0)]), series("b", &[Some(12.0)])], Some(3.0));
    let places = |chart: &Chart| {
        let svg = drawing(chart, "c", words());
        let wide = svg.split("</svg>").next().expect("a drawing").to_owned();
        ["chart-halo", "chart-level", "chart-bar", "chart-line"].map(|class| wide.rfind(class))
    };
    let [halo, level, bar, _] = places(&bars);
    assert!(bar < halo && halo < level && bar.is_some(), "{halo:?} {level:?} {bar:?}");
    let [halo, level, _, line] = places(&Chart { kind: ChartKind::Line, ..bars });
    assert!(halo.is_none() && level.is_some() && level < line, "{halo:?} {level:?} {line:?}");
}

#[test]
fn every_bar_of_a_long_name_has_it() {
    let mut bars =
        chart(ChartKind::Bar, vec![series("faults", &[Some(3.0), Some(-1.0), None, Some(7.0)].repeat(2))], Some(5.0));
    let names: Vec<String> = (1..=8).map(|number| format!("Umspannwerk am Güterbahnhof {number}")).collect();
    bars.x.places = Places::Names(names.clone());
    let drawn = Plot::of(&bars, words()).draw(LARGE);
    let axis = texts(&drawn, "chart-axis");
    assert!(names.iter().all(|name| axis.contains(name)), "{axis:?}");
    assert_eq!(texts(&drawn, "chart-value"), ["3", "−1", "7"].repeat(2));
    assert_eq!(texts(&drawn, "chart-label"), ["target 5\u{a0}days"]);
    // Of two series, too, beside each other or on each other; their scale is below them, and a key above.
    bars.series.push(Series { name: "repairs".into(), ..bars.series[0].clone() });
    for kind in [ChartKind::Stacked, ChartKind::Bar] {
        bars.kind = kind;
        let drawn = Plot::of(&bars, words()).draw(LARGE);
        let axis = texts(&drawn, "chart-axis");
        assert!(names.iter().all(|name| axis.contains(name)) && axis.contains(&"0".to_owned()), "{axis:?}");
        assert_eq!(texts(&drawn, "chart-key"), ["faults", "repairs"]);
        assert_eq!(texts(&drawn, "chart-value"), [""; 0]);
        assert_eq!(texts(&drawn, "chart-label"), ["target 5\u{a0}days"]);
    }
    // Where there is no room for that they are shortened rather than left out.
    let axis = texts(&Plot::of(&bars, words()).draw(Size { height: 284.0, ..LARGE }), "chart-axis");
    assert_eq!(axis.iter().filter(|line| line.starts_with("Umsp")).count(), 8, "{axis:?}");
}

/// Names as authors write them, some long.
fn name() -> impl Strategy<Value = String> {
    proptest::string::string_regex("([A-Za-z]{1,14} ){0,5}[A-Za-z0-9é&<]{1,20}").expect("a pattern")
}

fn value() -> impl Strategy<Value = Option<f64>> {
    prop_oneof![
        1 => Just(None),
        4 => (-200.0..1000.0_f64).prop_map(Some),
        1 => (0.0..1e-3_f64).prop_map(Some),
        1 => (-1e10..1e11_f64).prop_map(Some),
        1 => Just(Some(7.0)),
    ]
}

prop_compose! {
    fn any_chart()(places in 1usize..40, columns in 1usize..7)(
        kind in prop_oneof![
            Just(ChartKind::Line), Just(ChartKind::Bar), Just(ChartKind::Stacked), Just(ChartKind::Area)
        ],
        columns in proptest::collection::vec((name(), proptest::collection::vec(value(), places), 0u8..4), columns),
        names in proptest::collection::vec(name(), places),
        is_time in any::<bool>(),
        target in proptest::option::of(-100.0..2000.0_f64),
        unit in name(),
        shape in prop_oneof![Just(Shape::Usual), Just(Shape::Low), Just(Shape::Broad), Just(Shape::Alone)],
    ) -> Chart {
        let columns = columns.into_iter().map(|(name, values, decimals)| Series { decimals, ..series(&name, &values) });
        let mut chart = chart(kind, columns.collect(), target);
        chart.unit = Some(Unit::Words(unit));
        chart.shape = shape;
        if !is_time {
            chart.x.places = Places::Names(names);
        }
        chart
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn no_text_lies_on_another(chart in any_chart()) {
        let words = words();
        for (width, height) in [(WIDE, 480.0), (WIDE, 284.0), (BROAD, 402.0), (BROAD, 480.0), (NARROW, 400.0), (NARROW, 320.0)] {
            let drawn = Plot::of(&chart, words).draw(Size { width, height });
            let bounds: Vec<_> = drawn.texts.iter().map(Text::bounds).collect();
            for (at, a) in bounds.iter().enumerate() {
                let (text, inside) = (&drawn.texts[at].line.text, a.0 >= -0.1 && a.2 <= width + 0.1 && a.1 >= -0.1 && a.3 <= height + 0.1);
                prop_assert!(inside, "{text:?} at {a:?} is not inside {width} by {height}");
                for (other, b) in bounds.iter().enumerate().skip(at + 1) {
                    let apart = a.2 <= b.0 || b.2 <= a.0 || a.3 <= b.1 || b.3 <= a.1;
                    prop_assert!(apart, "{text:?} lies on {:?}", drawn.texts[other].line.text);
                }
            }
            // An axis has numbers to read it by.
            let axis = texts(&drawn, "chart-axis").len();
            prop_assert!(axis >= 2, "{axis} texts at the axes");
        }
    }

    #[test]
    fn the_same_chart_is_the_same_drawing(chart in any_chart()) {
        let words = words();
        let svg = drawing(&chart, "c", words);
        // Of the tags alone: a label may well be called NaN.
        let tags = || svg.split('<').filter_map(|part| part.split('>').next());
        let is_wrong = |tag: &str| ["NaN", "inf\"", " style="].iter().any(|wrong| tag.contains(wrong));
        prop_assert!(!tags().any(is_wrong), "{svg}");
        // As it comes back from the page's view.
        let view = serde_json::to_value(&chart).expect("JSON");
        let read: Chart = serde_json::from_value(view).expect("a chart");
        prop_assert_eq!(drawing(&read, "c", words), svg);
    }
}
