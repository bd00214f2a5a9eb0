//! What each kind of file holds: a function a kind, and its keys.

use std::collections::HashSet;

use jiff::civil::Date;

use crate::model::diagnostic::{Code, Step};
use crate::model::document::{
    Content, Cycle, Indicator, ObjectiveHeader, Outcome, OverviewHeader, Reference, Scoring, Service, Text, Thanks,
};
use crate::model::quantity;
use crate::model::script::composed;
use crate::model::service_level::{self, Doubt};
use crate::parse::front_matter::dates::day;
use crate::parse::front_matter::node::{Kind, Node};
use crate::parse::front_matter::reader::{Fields, Reader};
use crate::parse::front_matter::units::{miswritten, several_levels};
use crate::parse::front_matter::{header, key_result};

/// The keys of a kind, beside those of all kinds.
pub fn keys(kind: &str) -> &'static [&'static str] {
    match kind {
        "objective" => {
            &["objective", "was", "owner", "owners", "outcome", "due", "cycle", "scoring", "key_results", "initiatives"]
        }
        "overview" => &["outcomes", "progress", "challenges", "actions"],
        "change" => &["key_result", "before", "after"],
        "slo" => &["period", "services"],
        "people" => &["anniversaries", "new_hires"],
        "thanks" => &["thanks"],
        "wins" => &["wins"],
        "challenges" => &["challenges"],
        "contacts" => &["contacts"],
        "status" => &["order"],
        _ => &[],
    }
}

/// A kind of the format however its letters are: `objective` of `Objective`. Another one is a theme's, and stays as it is.
pub fn in_small_letters(kind: String) -> String {
    let small = kind.to_lowercase();
    let has_no_keys = ["slides", "spotlight", "section", "drilldown", "changes"].contains(&small.as_str());
    if has_no_keys || !keys(&small).is_empty() { small } else { kind }
}

/// The kinds that have keys of their own.
pub const WITH_KEYS: [&str; 10] =
    ["objective", "overview", "change", "slo", "people", "thanks", "wins", "challenges", "contacts", "status"];

/// The kind that has a key.
pub fn of_key(key: &str) -> Option<&'static str> {
    WITH_KEYS.into_iter().find(|kind| keys(kind).contains(&key))
}

/// What the front matter of a kind says.
pub fn content<'a>(reader: &mut Reader<'a>, fields: &Fields<'a>, kind: &str) -> Content {
    match kind {
        "objective" => Content::Objective(Box::new(objective(reader, fields))),
        "overview" => Content::Overview(Box::new(overview(reader, fields))),
        "change" => Content::Change {
            key_result: reference(reader, fields, "key_result"),
            before: wording(reader, fields, "before"),
            after: wording(reader, fields, "after"),
        },
        "slo" => Content::ServiceLevels {
            period: fields.get("period").and_then(|node| period(reader, node)),
            services: fields.get("services").map(|node| services(reader, node)).unwrap_or_default(),
        },
        "people" => people(reader, fields),
        "thanks" => {
            Content::Thanks(each(reader, fields, "thanks", &["to", "for", "from"], "thanks", |reader, item| {
                let to = required(reader, item, "to", "a word of thanks", "say whom you thank");
                let (reason, from) = (reader.text_of(item, "for"), reader.text_of(item, "from"));
                to.map(|to| Thanks { to, reason, from })
            }))
        }
        "wins" => Content::Wins(of_teams(reader, fields, "wins", "a win", "say what went well")),
        "challenges" => Content::Challenges(of_teams(reader, fields, "challenges", "a challenge", "say what is hard")),
        "contacts" => {
            let written = fields.get("contacts").is_some();
            let list = each(reader, fields, "contacts", &["topic", "people"], "a contact", |reader, item| {
                let topic = required(reader, item, "topic", "a contact", "say what to ask about");
                let people = reader.texts_of(item, "people");
                topic.map(|topic| (topic, people))
            });
            Content::Contacts(written.then_some(list))
        }
        "status" => Content::Status {
            worst_first: fields
                .get("order")
                .and_then(|node| reader.choice(node, &[("deck", false), ("worst-first", true)]))
                .unwrap_or_default(),
        },
        _ => Content::Plain,
    }
}

/// A text that is compared with another one word by word.
fn wording<'a>(reader: &mut Reader<'a>, fields: &Fields<'a>, key: &str) -> Option<Box<Text>> {
    let text = reader.text_of(fields, key)?;
    if let Some(node) = fields.get(key).filter(|_| !text.images.is_empty()) {
        reader.images_as_words(node);
    }
    Some(Box::new(text))
}

fn required<'a>(reader: &mut Reader<'a>, fields: &Fields<'a>, key: &str, of: &str, hint: &str) -> Option<Text> {
    let node = reader.required(fields, key, of, hint)?;
    reader.text(node)
}

/// A list of texts, each perhaps with the team it is about; a text alone is of no team.
fn of_teams<'a>(
    reader: &mut Reader<'a>,
    fields: &Fields<'a>,
    key: &str,
    what: &str,
    hint: &str,
) -> Vec<(Option<Text>, Text)> {
    let items = fields.get(key).map(|node| reader.items(node)).unwrap_or_default();
    let mut found = Vec::new();
    for item in items {
        if let Kind::Scalar { .. } = item.kind {
            found.extend(reader.text(item).map(|text| (None, text)));
        } else if let Some(fields) = reader.mapping(item, &["text", "team"], what) {
            let text = required(reader, &fields, "text", what, hint);
            let team = reader.text_of(&fields, "team");
            found.extend(text.map(|text| (team, text)));
        }
    }
    found
}

/// The items of a list of mappings.
fn each<'a, T>(
    reader: &mut Reader<'a>,
    fields: &Fields<'a>,
    key: &str,
    known: &[&str],
    what: &str,
    mut read: impl FnMut(&mut Reader<'a>, &Fields<'a>) -> Option<T>,
) -> Vec<T> {
    let Some(node) = fields.get(key) else { return Vec::new() };
    let Kind::List(items) = &node.kind else {
        reader.wrong(node, &format!("a list of {key}"), format!("begin each with `- {}:`", known[0]));
        return Vec::new();
    };
    let mut found = Vec::new();
    for item in items {
        if let Some(fields) = reader.mapping(item, known, what) {
            found.extend(read(reader, &fields));
        }
    }
    found
}

/// The ids that name something else.
fn reference<'a>(reader: &mut Reader<'a>, fields: &Fields<'a>, key: &str) -> Option<Reference> {
    reader.string_of(fields, key).map(|ids| Reference(composed(&ids).into_owned()))
}

fn objective<'a>(reader: &mut Reader<'a>, fields: &Fields<'a>) -> ObjectiveHeader {
    let statement = required(reader, fields, "objective", "an objective", "say in a sentence what will be true");
    let mut owners = reader.each_words_of(fields, "owner");
    // Whoever stands under both keys is one owner.
    let mut known: HashSet<String> = owners.iter().cloned().collect();
    owners.extend(reader.each_words_of(fields, "owners").into_iter().filter(|owner| known.insert(owner.clone())));
    let mut ids = HashSet::new();
    ObjectiveHeader {
        objective: statement.unwrap_or_default(),
        was: fields.get("was").and_then(|node| header::former_id(reader, node, "team")),
        owners,
        outcome: reference(reader, fields, "outcome"),
        due: reader.quarter_of(fields, "due"),
        cycle: fields
            .get("cycle")
            .and_then(|node| reader.choice(node, &[("year", Cycle::Year), ("quarter", Cycle::Quarter)])),
        scoring: fields.get("scoring").and_then(|node| {
            reader.choice(node, &[("aspirational", Scoring::Aspirational), ("committed", Scoring::Committed)])
        }),
        key_results: fields
            .get("key_results")
            .map(|node| key_result::read_list(reader, node, &key_result::path(&["key_results"]), "kr", 0, &mut ids))
            .unwrap_or_default(),
        initiatives: reader.texts_of(fields, "initiatives"),
    }
}

fn overview<'a>(reader: &mut Reader<'a>, fields: &Fields<'a>) -> OverviewHeader {
    let mut outcomes = Vec::new();
    let mut ids = HashSet::new();
    let mut metrics_before = 0;
    let items = fields.get("outcomes").map(|node| reader.items(node)).unwrap_or_default();
    for (number, item) in items.iter().enumerate() {
        let Some(fields) = reader.mapping(item, &["title", "metrics"], "an outcome") else { continue };
        let title = reader.required(&fields, "title", "an outcome", "say what is to come of it");
        let title = title.and_then(|node| reader.title(node)).unwrap_or_default();
        let path =
            [key_result::path(&["outcomes"]), vec![Step::Index(number)], key_result::path(&["metrics"])].concat();
        let metrics = fields
            .get("metrics")
            .map(|node| key_result::read_list(reader, node, &path, "m", metrics_before, &mut ids))
            .unwrap_or_default();
        metrics_before += metrics.len();
        outcomes.push(Outcome { title, metrics });
    }
    OverviewHeader {
        outcomes,
        progress: reader.texts_of(fields, "progress"),
        challenges: reader.texts_of(fields, "challenges"),
        actions: reader.texts_of(fields, "actions"),
    }
}

/// `2020-12-01..2021-02-28`.
fn period(reader: &mut Reader, node: &Node) -> Option<(Date, Date)> {
    const WAY: &str = "write it like `2020-12-01..2021-02-28`, the earlier day first";
    let text = reader.string_as(node, "a period of days", WAY)?;
    let days = text.split_once("..").and_then(|(from, to)| Some((day(from.trim())?, day(to.trim())?)));
    let days = days.filter(|(from, to)| from <= to);
    if days.is_none() {
        let message = format!("`{text}` is not a period of days");
        reader.report(Code::BadDate, &node.at, message, WAY);
    }
    days
}

fn services<'a>(reader: &mut Reader<'a>, node: &'a Node) -> Vec<Service> {
    let items = reader.items(node);
    let mut services = Vec::new();
    for item in items {
        let Some(fields) = reader.mapping(item, &["service", "indicators"], "a service") else { continue };
        let service = required(reader, &fields, "service", "a service", "write its name").unwrap_or_default();
        let indicators = each(
            reader,
            &fields,
            "indicators",
            &["name", "target", "measured", "note"],
            "an indicator",
            |reader, item| {
                let name = required(reader, item, "name", "an indicator", "say what is measured");
                let target =
                    reader.required(item, "target", "an indicator", "write it like `99.9%` or `99% < 2000 ms`");
                let target = target.and_then(|node| reader.string(node)).unwrap_or_default();
                let (measured, note) = (reader.string_of(item, "measured"), reader.text_of(item, "note"));
                for (key, text) in [("target", Some(&target)), ("measured", measured.as_ref())] {
                    if let Some((node, text)) = item.get(key).zip(text.filter(|text| !is_part_of_one(&target, text))) {
                        miswritten(reader, node, text.trim_start_matches(['<', '≤', '≥', '>', '=', ' ']));
                    }
                }
                doubted_level(reader, item, &target, measured.as_deref());
                name.map(|name| Indicator { name, target, measured, note })
            },
        );
        services.push(Service { service, indicators });
    }
    services
}

/// Tells of a number that leaves it unknown whether a service level is met.
fn doubted_level(reader: &mut Reader, fields: &Fields, target: &str, measured: Option<&str>) {
    let mut is_told = false;
    for (key, text) in [("target", Some(target)), ("measured", measured)] {
        if let Some((node, text)) = fields.get(key).zip(text.filter(|text| service_level::says_several(text))) {
            several_levels(reader, node, text);
            is_told = true;
        }
    }
    if is_told {
        return;
    }
    // A part that a comma cut off is told of already.
    if fields.entries.iter().any(|entry| entry.is_bare) {
        return;
    }
    let of_one = || measured.filter(|measured| is_part_of_one(target, measured)).map(|_| Doubt::Measured);
    let (key, message, hint) = match service_level::doubt(target, measured).or_else(of_one) {
        None => return,
        Some(Doubt::Target) => (
            "target",
            format!("`{target}` is neither a share nor a limit, so it is unknown whether it is met"),
            service_level::meant(target).map_or_else(
                || "write a share with its `%`, or a limit: `at most 3 incidents`, `< 2000 ms`".to_owned(),
                |meant| format!("write `{meant}`"),
            ),
        ),
        Some(Doubt::Percentile(share)) => (
            "target",
            format!("`{target}` is read as words, so it is unknown whether it is met"),
            format!("write the share within the limit, `{share}`, and what was measured in the same way"),
        ),
        Some(Doubt::Failures) => (
            "target",
            format!("`{target}` is a share of what goes wrong, so it is unknown whether it is met"),
            format!("write a limit, `at most {target}`; or the share of what goes well, as `99.9%`"),
        ),
        Some(Doubt::Measured) => (
            "measured",
            format!("`{}` cannot be compared with `{target}`, so it is unknown", measured.unwrap_or_default()),
            measured.and_then(|measured| measured_meant(target, measured)).map_or_else(
                || "write it as the target is written, with the share and in its unit".to_owned(),
                |meant| format!("write `{meant}`"),
            ),
        ),
    };
    if let Some(node) = fields.get(key) {
        reader.report(Code::UnitMismatch, &node.at, message, hint);
    }
}

/// What a measure that cannot be compared is probably meant as.
fn measured_meant(target: &str, measured: &str) -> Option<String> {
    let number = quantity::miswritten(measured).map_or_else(|| measured.to_owned(), |found| found.corrected());
    service_level::share_meant(target, &number).or_else(|| quantity::behind_mark(measured))
}

/// Whether a number that is written otherwise is a part of 1 where the target is a share: `.9995` of `99.9%`.
fn is_part_of_one(target: &str, text: &str) -> bool {
    quantity::miswritten(text).is_some_and(|found| service_level::share_meant(target, &found.corrected()).is_some())
}

fn people<'a>(reader: &mut Reader<'a>, fields: &Fields<'a>) -> Content {
    let mut anniversaries = Vec::new();
    match fields.get("anniversaries").map(|node| (node, &node.kind)) {
        Some((_, Kind::Map(entries))) => {
            for entry in entries {
                let years: Option<u32> = entry.key.trim().parse().ok();
                let items = reader.items(&entry.value);
                let names: Vec<Text> = items.iter().filter_map(|item| reader.text(item)).collect();
                match years {
                    Some(years) => anniversaries.push((years, names)),
                    None => {
                        let message = format!("`{}` is not a number of years", entry.key);
                        reader.report(Code::WrongType, &entry.key_at, message, "write it like `8: [Name, Name]`");
                    }
                }
            }
        }
        Some((node, _)) => reader.wrong(node, "names by years of service", "write them like `{8: [Name, Name]}`"),
        None => {}
    }
    anniversaries.sort_by_key(|(years, _)| std::cmp::Reverse(*years));
    let mut new_hires = Vec::new();
    let items = fields.get("new_hires").map(|node| reader.items(node)).unwrap_or_default();
    for item in items {
        if let Kind::Map(_) = item.kind {
            let Some(fields) = reader.mapping(item, &["name", "team"], "a new hire") else { continue };
            let name = required(reader, &fields, "name", "a new hire", "write who it is");
            let team = reader.text_of(&fields, "team");
            new_hires.extend(name.map(|name| (name, team)));
        } else {
            new_hires.extend(reader.text(item).map(|name| (name, None)));
        }
    }
    Content::People { anniversaries, new_hires }
}
