//! The grammar of numbers: `tests/cases/grammar/*.md`. A block is a key result's head, then a value a line with what it
//! is read as: `value ⟶ reading`.

use std::fmt::Write as _;

use quarterdeck::model::quantity::{self, Claim, Context, Doubt, Reading, Said, Target};
use quarterdeck::model::quarter::WrittenQuarter;

use crate::case;

const ARROW: &str = " ⟶ ";

#[test]
fn grammar() {
    case::run_all("grammar", |case| {
        Ok(case.blocks.iter().map(|block| Some(read(&block.label, &block.body))).collect())
    });
}

/// The label: `unit: days; baseline: 19 days; target: -10%`, each part optional.
fn read(label: &str, body: &str) -> String {
    let key =
        |name: &str| label.split(';').find_map(|part| part.trim().strip_prefix(name)?.strip_prefix(':')).map(str::trim);
    let baseline = key("baseline").map(|text| quantity::read_baseline(text, key("unit")));
    let target = key("target").unwrap_or("in words");
    let first = body.lines().next().and_then(|line| line.split(ARROW).next());
    let unit = quantity::unit_of(key("unit"), baseline.as_ref(), target, first);
    let behind = key("unit").and_then(quantity::words_behind_sign).map(str::to_owned);
    let baseline = baseline.as_ref().and_then(|baseline| baseline.number).map(|number| number.value);
    let context = Context { unit, behind, baseline, is_of_whole: quantity::is_of_whole(target) };
    let measured = quantity::read_target(target, &context);
    let head = match &measured {
        Ok(target) => show_target(target),
        Err(fault) => format!("{fault:?}"),
    };
    let unit = context.unit.as_ref().map_or("none".into(), ToString::to_string);
    let measured = measured.unwrap_or(Target::Words);
    let mut out = String::new();
    for line in body.lines() {
        let value = line.split(ARROW).next().unwrap().trim_end();
        if value.starts_with("# ") {
            let _ = writeln!(out, "# unit {unit}; baseline {:?}; target {head}", context.baseline);
        } else {
            let _ = writeln!(
                out,
                "{value}{ARROW}{}",
                show(&quantity::read_value(value.trim_matches('"'), &context, &measured))
            );
        }
    }
    out
}

fn show_target(target: &Target) -> String {
    match target {
        Target::Number { value, .. } => value.to_string(),
        Target::Limit { low, high } => format!(
            "{}..{}",
            low.map_or(String::new(), |n| n.to_string()),
            high.map_or(String::new(), |n| n.to_string())
        ),
        Target::YesNo => "yes".into(),
        Target::Milestones { count } => format!("{count} milestones"),
        Target::Words => "words".into(),
    }
}

fn show(reading: &Reading) -> String {
    let mut shown = match &reading.said {
        Said::Number => {
            let value = reading.value.unwrap();
            format!("{}", (value * 1e6).round() / 1e6)
        }
        Said::NoData => "no data".into(),
        Said::NotMeasured(why) => format!("not measured {}", why.as_deref().unwrap_or("")),
        Said::Moved { to, why } => {
            let to = match to {
                WrittenQuarter::OfDeckYear(number) => format!("Q{number}"),
                WrittenQuarter::Full(quarter) => format!("Q{} {}", quarter.number, quarter.year),
            };
            format!("moved to {to} {}", why.as_deref().unwrap_or(""))
        }
        Said::Text => "text".into(),
    };
    if reading.decimals > 0 {
        let _ = write!(shown, ", {} decimals", reading.decimals);
    }
    if let Some(all) = reading.out_of {
        let _ = write!(shown, ", of {all}");
    }
    for Claim { percent, decimals, signed, points } in &reading.claims {
        let sign = if *signed { "signed" } else { "unsigned" };
        let _ =
            write!(shown, ", claims {percent:.*}{} {sign}", usize::from(*decimals), if *points { "pp" } else { "%" });
    }
    if let Some(note) = &reading.note {
        let _ = write!(shown, ", note {note:?}");
    }
    for doubt in &reading.doubts {
        let _ = match doubt {
            Doubt::LetterForDigit(meant) => write!(shown, ", perhaps {meant:?}"),
            Doubt::MiswrittenClaim(claim) => write!(shown, ", no claim {claim:?}"),
            Doubt::OpenClaim(claim) => write!(shown, ", never ended {claim:?}"),
            Doubt::UnitMismatch(unit) => write!(shown, ", in {unit:?}"),
            Doubt::Several => write!(shown, ", several"),
        };
    }
    shown.trim_end().to_owned()
}
