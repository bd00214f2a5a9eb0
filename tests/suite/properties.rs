//! What holds of every number: the numeric core, with numbers at random.

use std::sync::Arc;

use proptest::prelude::*;
use quarterdeck::model::claim::{Beside, Verdict, judge};
use quarterdeck::model::diagnostic::Code;
use quarterdeck::model::document::{Counts, Status};
use quarterdeck::model::progress::{Part, Standing, Terms, Way, roll_up};
use quarterdeck::model::quantity::{
    Claim, Context, Said, Target, Unit, format_quantity, print_number, read_target, read_value, read_written,
};
use quarterdeck::model::quarter::{Calendar, Quarter};
use quarterdeck::model::source::{Snapshot, Source};
use quarterdeck::pipeline::{self, Options};

/// A number with up to two decimals, as people write them.
fn number() -> impl Strategy<Value = f64> {
    (-2_000_000_i32..2_000_000, 0..3).prop_map(|(digits, decimals)| f64::from(digits) / 10_f64.powi(decimals))
}

fn quarter(number: i32) -> Quarter {
    Quarter::from_ordinal(2021 * 4 + number)
}

fn terms(baseline: f64, target: f64) -> Terms {
    Terms {
        baseline: Some(baseline),
        target: Target::Number { value: target, decimals: 2 },
        direction: None,
        counts: Counts::Cumulative,
        plan: Vec::new(),
        deliverables: Vec::new(),
        by_deliverables: false,
        start: quarter(0),
        due: quarter(3),
    }
}

fn near(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * a.abs().max(1.0),
        (a, b) => a == b,
    }
}

proptest! {
    #[test]
    fn directions_mirror_each_other(
        b in number(), t in number(), v in number(), plan in number(), planned in any::<bool>(), at in 0..6,
    ) {
        prop_assume!((t - b).abs() > 0.001);
        let standing = |sign: f64| -> Standing {
            let plan = if planned { vec![(quarter(1), sign * plan)] } else { Vec::new() };
            Terms { plan, ..terms(sign * b, sign * t) }.standing(quarter(at), Some(sign * v))
        };
        let (there, back) = (standing(1.0), standing(-1.0));
        prop_assert!(near(there.progress, back.progress) && near(there.expected, back.expected));
        prop_assert_eq!((there.status, there.missed_checkpoint), (back.status, back.missed_checkpoint));
    }

    #[test]
    fn the_ends_of_the_way_are_nothing_and_all(b in number(), t in number(), at in 0..4) {
        prop_assume!((t - b).abs() > 0.001);
        let terms = terms(b, t);
        prop_assert!(near(terms.progress(b), Some(0.0)) && near(terms.progress(t), Some(1.0)));
        prop_assert_eq!(terms.standing(quarter(at), Some(t)).status, Some(Status::Done));
        // On a straight line everything is on track, and leads to the target.
        let line: Vec<_> = (0..=at).map(|q| (quarter(q), b + (t - b) * f64::from(q + 1) / 4.0)).collect();
        let (last, now) = line[line.len() - 1];
        let status = terms.standing(last, Some(now)).status;
        prop_assert_eq!(status, Some(if at == 3 { Status::Done } else { Status::OnTrack }));
        if let Some(forecast) = terms.forecast(&line) {
            prop_assert!((forecast.value - t).abs() <= 1e-6 * t.abs().max(1.0));
        }
    }

    #[test]
    fn a_quarter_without_data_changes_nothing_before_it(
        values in prop::collection::vec(prop::option::of(number()), 1..5), per_quarter in any::<bool>(),
    ) {
        let counts = if per_quarter { Counts::PerQuarter } else { Counts::Cumulative };
        let terms = Terms { counts, due: quarter(9), ..terms(0.0, 1000.0) };
        let own: Vec<_> = (0..).map(quarter).zip(values.iter().copied()).collect();
        let more: Vec<_> = (0..).map(quarter).zip(values.iter().copied().chain([None])).collect();
        let (before, after) = (terms.running(&own), terms.running(&more));
        prop_assert_eq!(&before[..], &after[..own.len()]);
        prop_assert_eq!(after[own.len()], None);
    }

    #[test]
    fn weights_count_beside_each_other_only(
        parts in prop::collection::vec((0_u8..5, prop::option::of(-0.5_f64..1.5)), 1..6), scale in 0.01_f64..100.0,
    ) {
        let roll = |scale: f64| {
            let part = |(weight, progress): &(u8, Option<f64>)| Part {
                weight: f64::from(*weight) * scale,
                way: Way::Increase,
                progress: *progress,
                expected: Some(0.5),
                status: Some(if progress.is_some() { Status::AtRisk } else { Status::NoData }),
            };
            roll_up(&parts.iter().map(part).collect::<Vec<_>>())
        };
        let (one, scaled) = (roll(1.0), roll(scale));
        prop_assert!(near(one.progress, scaled.progress) && near(one.expected, scaled.expected));
        prop_assert_eq!((one.reporting, one.of, one.status), (scaled.reporting, scaled.of, scaled.status));
        prop_assert!(one.progress.is_none_or(|p| (0.0..=1.0).contains(&p)));
    }

    #[test]
    fn what_is_printed_can_be_read_again(v in number(), decimals in 0_u8..3, unit in 0..4_usize) {
        let unit = [None, Some(Unit::Percent), Some(Unit::Currency("€".into())), Some(Unit::Words("days".into()))][unit].clone();
        let text = format_quantity(v, decimals, unit.as_ref());
        let context = Context { unit: unit.clone(), ..Context::default() };
        let reading = read_value(&text, &context, &Target::Words);
        prop_assert_eq!(&reading.said, &Said::Number, "{}", text);
        let digit = if v.abs() >= 1e6 { 10_000.0 } else { 0.1_f64.powi(i32::from(decimals)) };
        prop_assert!((reading.value.unwrap() - v).abs() <= digit / 2.0 + 1e-6, "{} is read as {:?}", text, reading.value);
        prop_assert!(reading.doubts.is_empty() && reading.claims.is_empty() && reading.note.is_none(), "{:?}", reading);
        let written = read_written(&text);
        prop_assert_eq!(written.number.map(|number| number.value), reading.value);
        // Of one thing the unit is in the singular.
        let same = print_number(v, decimals).trim_start_matches('\u{2212}') != "1";
        prop_assert!(!same || written.unit == unit, "{} in {:?}", text, written.unit);
    }

    #[test]
    fn what_follows_from_the_numbers_is_never_called_wrong(
        b in number(), t in number(), v in number(), reading in 0..6, decimals in 0_usize..3, minus in any::<bool>(), before in any::<bool>(),
    ) {
        let percent = reading == 3;
        let claimed = match reading {
            0 => (v - b) / b * 100.0,
            1 => v / t * 100.0,
            2 => (v - b) / (t - b) * 100.0,
            3 => v - b,
            4 => v.abs() / t.abs() * 100.0,
            _ => -(v - b) / b * 100.0,
        };
        prop_assume!(claimed.is_finite() && (t - b).abs() > 0.001);
        let unit = if percent { Unit::Percent } else { Unit::Words("days".into()) };
        let sign = if minus { "-" } else { "" };
        let claim = format!("{sign}{:.decimals$}{}", claimed.abs(), if percent { "pp" } else { "%" });
        let text = match (reading, before) {
            (4, _) => format!("{} of {} ({claim})", v.abs(), t.abs()),
            (3, _) => format!("{v}% ({claim})"),
            (_, true) => format!("{claim} ({v} days)"),
            (_, false) => format!("{v} days ({claim}), as we hoped"),
        };
        let context = Context { unit: Some(unit.clone()), baseline: Some(b), ..Context::default() };
        let target = read_target(&format_target(t, &unit), &context).unwrap();
        let said = read_value(&text, &context, &Target::Words);
        prop_assert_eq!(said.claims.len(), 1, "{}", text);
        let beside = Beside { value: said.value.unwrap(), out_of: said.out_of, of_percent: percent, in_points: false, less_is_better: false, baseline: Some(b) };
        prop_assert_eq!(judge(&said.claims[0], beside, &target), Verdict::Holds, "{} from {} to {}", text, b, t);
    }
}

proptest! {
    #[test]
    fn what_follows_in_no_reading_is_always_called_wrong(
        b in number(), t in number(), v in number(), stated in 0_u32..30_000, decimals in 0_u8..3, minus in any::<bool>(),
    ) {
        prop_assume!((t - b).abs() > 0.001);
        let stated = f64::from(stated) / 100.0_f64;
        let unit = 0.1_f64.powi(i32::from(decimals));
        let stated = (stated / unit).round() * unit;
        let mut readings = vec![(v - b) / b, v / t, (v - b) / (t - b)];
        if minus {
            readings.push((v - t) / t);
        }
        let readings: Vec<f64> = readings.into_iter().map(|x| (x * 100.0).abs()).filter(|x| x.is_finite()).collect();
        let slack = 1e-6 * (1.0 + stated);
        // Too near to a bound of two verdicts for binary fractions to tell.
        prop_assume!(readings.iter().all(|x| {
            let off = x - stated;
            [-unit / 2.0, 0.0, unit / 2.0, unit].iter().all(|bound| (off - bound).abs() > slack)
        }));
        prop_assume!(stated > unit / 2.0);
        let rounds = readings.iter().any(|x| (x - stated).abs() < unit / 2.0);
        let cut = readings.iter().any(|x| *x > stated && *x < stated + unit);
        let claim = Claim { percent: if minus { -stated } else { stated }, decimals, signed: minus, points: false };
        let beside = Beside { value: v, out_of: None, of_percent: false, in_points: false, less_is_better: t < b, baseline: Some(b) };
        let verdict = judge(&claim, beside, &Target::Number { value: t, decimals: 2 });
        match verdict {
            Verdict::Holds => prop_assert!(rounds),
            Verdict::Truncated(_) => prop_assert!(!rounds && cut),
            Verdict::Wrong(expected) => {
                prop_assert!(!rounds && !cut);
                // What it should be, it may be.
                let told = (expected.percent / unit).round() * unit;
                let corrected = Claim { percent: if minus { -told } else { told }, ..claim };
                prop_assert_eq!(judge(&corrected, beside, &Target::Number { value: t, decimals: 2 }), Verdict::Holds);
            }
        }
    }
}

proptest! {
    #[test]
    fn a_quarter_is_read_as_it_is_printed(year in 1990_i16..2100, number in 1_u8..=4, starts in 1_u8..=12) {
        let calendar = Calendar { fiscal_year_starts: starts };
        let quarter = Quarter { year, number };
        let read = Calendar::read(&calendar.label(quarter)).unwrap();
        prop_assert_eq!(read.resolve(Quarter { year: 2000, number: 1 }), quarter);
        prop_assert!(calendar.start(quarter) < calendar.end(quarter));
    }

    #[test]
    fn claims_mirror_each_other(
        b in number(), t in number(), v in number(), stated in 0_i32..30_000, signed in any::<bool>(), all in number(),
    ) {
        let verdict = |sign: f64| {
            let claim = Claim { percent: f64::from(stated) / 100.0, decimals: 2, signed, points: false };
            let beside = Beside {
                value: sign * v, out_of: Some(sign * all), of_percent: false, in_points: false, less_is_better: t < b, baseline: Some(sign * b),
            };
            judge(&claim, beside, &Target::Number { value: sign * t, decimals: 2 })
        };
        prop_assert_eq!(verdict(1.0), verdict(-1.0));
    }

    #[test]
    fn a_result_without_a_number_changes_nothing(
        known in prop::collection::vec((0_u8..5, 0.0_f64..1.0), 1..6), missing in 1_usize..4, at in 0_usize..6,
    ) {
        let part = |weight: f64, progress: Option<f64>| Part {
            weight,
            way: Way::Increase,
            progress,
            expected: Some(0.5),
            status: Some(if progress.is_some() { Status::OnTrack } else { Status::NoData }),
        };
        let mut parts: Vec<Part> = known.iter().map(|(weight, p)| part(f64::from(*weight), Some(*p))).collect();
        let before = roll_up(&parts);
        for _ in 0..missing {
            parts.insert(at.min(parts.len()), part(2.0, None));
        }
        let after = roll_up(&parts);
        prop_assert_eq!((before.progress, before.status, before.grade), (after.progress, after.status, after.grade));
        prop_assert_eq!((before.reporting, before.of + missing), (after.reporting, after.of));
    }
}

fn format_target(value: f64, unit: &Unit) -> String {
    if *unit == Unit::Percent { format!("{value}%") } else { format!("{value} days") }
}

/// The data of a site with a deck for each list of check-ins, the first of them for Q1.
fn data(quarters: &[[Option<f64>; 2]]) -> serde_json::Value {
    let mut files = Vec::new();
    for (number, [one, other]) in (1..).zip(quarters) {
        let folder = format!("content/t/q{number}");
        let said = |value: &Option<f64>| value.map_or("no data".into(), |value| format!("\"{value}\""));
        let deck = format!("---\nteam: T\nquarter: Q{number} 2021\n---\n");
        let objective = format!(
            "---\nobjective: O\nkey_results:\n  - {{title: A, baseline: 10, target: 100, check_in: {}}}\n  \
            - {{title: B, target: 1000, counts: per-quarter, check_in: {}}}\n---\n",
            said(one),
            said(other)
        );
        files.push(Source::new(format!("{folder}/10-o.md"), Arc::<[u8]>::from(objective.into_bytes())));
        files.push(Source::new(format!("{folder}/deck.md"), Arc::<[u8]>::from(deck.into_bytes())));
    }
    let options = Options::default();
    let built = pipeline::build(&Snapshot::of(files, "2021-04-15".parse().unwrap()), &options);
    let json = built.artifacts.iter().find(|artifact| &*artifact.path == "okrs.json");
    serde_json::from_slice(&json.unwrap_or_else(|| panic!("{:?}", built.diagnostics)).body.whole()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn shares_are_told_only_where_no_rounding_explains_them(shares in prop::collection::vec(0_u32..60, 2..5)) {
        let levels: Vec<String> = shares.iter().zip(1..).map(|(share, level)| format!("{share}% at level {level}")).collect();
        let objective = format!(
            "---\nobjective: O\nkey_results:\n  - {{title: A, target: Level 3, check_in: \"{}\"}}\n---\n", levels.join(", ")
        );
        let deck = "---\nteam: T\nquarter: Q1 2021\n---\n".to_owned();
        let file = |path: &str, text: String| Source::new(path, Arc::<[u8]>::from(text.into_bytes()));
        let files = vec![file("content/t/q1/10-o.md", objective), file("content/t/q1/deck.md", deck)];
        let options = Options::default();
        let told = pipeline::check(&Snapshot::of(files, "2021-04-15".parse().unwrap()), &options);
        let least = f64::from(shares.iter().sum::<u32>()) - 0.5 * shares.len() as f64;
        prop_assert_eq!(told.iter().any(|told| told.code == Code::SumMismatch), least > 100.0, "{}", levels.join(", "));
    }

    #[test]
    fn a_later_deck_changes_nothing_in_an_earlier_one(
        quarters in prop::collection::vec([prop::option::of(number()), prop::option::of(number())], 2..5),
    ) {
        let (all, fewer) = (data(&quarters), data(&quarters[..quarters.len() - 1]));
        let all = all["decks"].as_array().unwrap();
        let fewer = fewer["decks"].as_array().unwrap();
        prop_assert_eq!(&all[1..], &fewer[..]);
    }
}
