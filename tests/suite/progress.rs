//! The formulas, against the tables of `tests/cases/progress/`.

use quarterdeck::model::document::Counts;
use quarterdeck::model::progress::{Terms, Way};
use quarterdeck::model::quantity::{self, Context};
use quarterdeck::model::quarter::Quarter;

fn quarter(text: &str) -> Quarter {
    let number: i32 = text.trim_start_matches('Q').parse().unwrap();
    Quarter::from_ordinal(2021 * 4 + number - 1)
}

fn number(text: &str) -> Option<f64> {
    (text != ".").then(|| text.parse().unwrap())
}

fn share(share: Option<f64>) -> String {
    share.map_or("none".into(), |share| format!("{}", (share * 10_000.0).round() / 10_000.0))
}

/// Computes a row's last four cells.
fn computed(head: &[String], row: &[String]) -> Vec<String> {
    let cell = |name: &str| head.iter().position(|column| column == name).map_or("", |at| &row[at]);
    let baseline = number(cell("baseline"));
    let (start, due) = cell("span").split_once('-').unwrap();
    let pairs = |text: &str, by: char| -> Vec<(String, String)> {
        text.split_whitespace().map(|pair| pair.split_once(by).unwrap()).map(|(a, b)| (a.into(), b.into())).collect()
    };
    let context = Context { baseline, ..Context::default() };
    let target = quantity::read_target(cell("target"), &context).unwrap();
    let terms = Terms {
        baseline,
        target,
        direction: None,
        counts: if cell("per-quarter") == "yes" { Counts::PerQuarter } else { Counts::Cumulative },
        plan: pairs(cell("plan"), '=').iter().map(|(at, value)| (quarter(at), value.parse().unwrap())).collect(),
        deliverables: pairs(cell("deliverables"), ':')
            .iter()
            .map(|(due, done)| (quarter(due), (done != ".").then(|| quarter(done))))
            .collect(),
        by_deliverables: !cell("deliverables").is_empty() && cell("measured") != "by values",
        start: quarter(start),
        due: quarter(due),
    };
    let own: Vec<_> = quarter(start).until(quarter("Q99")).zip(cell("values").split_whitespace().map(number)).collect();
    let running = terms.running(&own);
    let present = own.last().unwrap().0;
    let standing = terms.standing(present, *running.last().unwrap());
    let known: Vec<_> = own.iter().zip(&running).filter_map(|((at, _), value)| Some((*at, (*value)?))).collect();
    let forecast = terms.forecast(&known).map_or("none".into(), |forecast| {
        format!("{}{}", forecast.value, if forecast.misses { " misses" } else { "" })
    });
    let status = standing.status.map_or("none", quarterdeck::model::document::Status::as_str);
    let missed = if standing.missed_checkpoint { " missed" } else { "" };
    assert_eq!(terms.way() == Way::Text, standing.status.is_none());
    vec![share(standing.progress), share(standing.expected), format!("{status}{missed}"), forecast]
}

#[test]
fn formulas_hold() {
    let text = include_str!("../cases/progress/formulas.md");
    let mut head: Vec<String> = Vec::new();
    let mut rows = 0;
    let mut wrong = Vec::new();
    for line in text.lines() {
        let cells: Vec<String> = line.trim().trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
        if !line.starts_with('|') {
            head.clear();
        } else if head.is_empty() {
            head = cells;
        } else if !cells[0].starts_with("---") {
            rows += 1;
            let found = computed(&head, &cells);
            if found != cells[cells.len() - 4..] {
                wrong.push(format!("{line}\n  computed: {}", found.join(" | ")));
            }
        }
    }
    assert!(rows > 35, "only {rows} rows were read");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
