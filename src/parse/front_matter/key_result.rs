//! Key results and metrics: what is promised, and what is said of it.

use std::collections::HashSet;
use std::sync::Arc;

use crate::model::diagnostic::{Code, Step};
use crate::model::document::{Call, CheckIn, Counts, Direction, KeyResultHeader, QuarterKey};
use crate::model::quantity::{self, Context, Doubt, Forms, Target};
use crate::model::quarter::{Calendar, WrittenQuarter};
use crate::parse::front_matter::linked::Value;
use crate::parse::front_matter::mismatch::mismatch;
use crate::parse::front_matter::node::{Entry, Kind, Node};
use crate::parse::front_matter::otherwise::{self, Measure};
use crate::parse::front_matter::reader::{Fields, Reader};
use crate::parse::front_matter::units::{
    baseline_doubts, change_without_sign, goes_on, is_in_other_unit, mixed_scales, share_of_one, short_form,
};
use crate::parse::front_matter::{call, deliverables, header, target as targets};
use crate::parse::markdown;

pub const KEYS: &[&str] = &[
    "id",
    "was",
    "title",
    "baseline",
    "target",
    "goal",
    "unit",
    "direction",
    "start",
    "due",
    "plan",
    "check_in",
    "check_ins",
    "status",
    "reason",
    "confidence",
    "weight",
    "counts",
    "deliverables",
];

/// Where the numbers go.
const DIRECTIONS: &[(&str, Direction)] =
    &[("increase", Direction::Increase), ("decrease", Direction::Decrease), ("maintain", Direction::Maintain)];

/// What the numbers of a row of quarters are to each other.
const COUNTS: &[(&str, Counts)] = &[("cumulative", Counts::Cumulative), ("per-quarter", Counts::PerQuarter)];

/// Reads a list of key results. `path` is the list's own place, `prefix` and `before` make the default ids: `kr` and 0
/// give `kr1`, `kr2`, …
pub fn read_list<'a>(
    reader: &mut Reader<'a>,
    node: &'a Node,
    path: &[Step],
    prefix: &str,
    before: usize,
    ids: &mut HashSet<String>,
) -> Vec<KeyResultHeader> {
    let Kind::List(items) = &node.kind else {
        reader.wrong(node, "a list of key results", "begin each with `- title:`");
        return Vec::new();
    };
    let mut key_results = Vec::with_capacity(items.len());
    for (number, item) in items.iter().enumerate() {
        let Some(fields) = reader.mapping(item, KEYS, "a key result") else { continue };
        let default_id = format!("{prefix}{}", before + number + 1);
        let path = [path, &[Step::Index(number)]].concat();
        let key_result = read(reader, &fields, default_id, path);
        if !ids.insert(key_result.id.clone()) {
            let at = fields.get("id").map_or(&item.at, |node| &node.at).clone();
            let message = format!("the id `{}` stands here twice", key_result.id);
            reader.report(
                Code::DuplicateId,
                &at,
                message,
                "give each its own `id:`, and keep it from quarter to quarter",
            );
        }
        key_results.push(key_result);
    }
    key_results
}

fn read<'a>(reader: &mut Reader<'a>, fields: &Fields<'a>, default_id: String, path: Vec<Step>) -> KeyResultHeader {
    let id_node = fields.get("id");
    let id = id_node.and_then(|node| header::id(reader, node));
    let title = reader.required(fields, "title", "a key result", "say in a line what is to be reached");
    let title = title.and_then(|node| reader.text(node)).unwrap_or_default();
    let target_node =
        reader.required(fields, "target", "a key result", "write `target: 18 days`, or in words what is to be reached");
    let target_text = target_node.and_then(|node| reader.words(node)).unwrap_or_default();
    let unit_key = reader.string_of(fields, "unit");
    let baseline = fields.get("baseline").and_then(|node| reader.words(node));
    let baseline = baseline.map(|text| quantity::read_baseline(&text, unit_key.as_deref()));
    let said = said(fields);
    let first = first_value(&said);
    let unit = quantity::unit_of(unit_key.as_deref(), baseline.as_ref(), &target_text, first.as_deref());
    let unit_said_by = quantity::unit_said_by(unit_key.as_deref(), baseline.as_ref(), &target_text);
    let is_named = unit_key.is_some();
    let mut forms = Forms::of_key_result(unit.as_ref(), is_named, baseline.as_ref(), &target_text, &said);
    let behind = unit_key.as_deref().and_then(quantity::words_behind_sign).map(str::to_owned);
    forms.behind.clone_from(&behind);
    let from = baseline.as_ref().and_then(|baseline| baseline.number).map(|number| number.value);
    let is_of_whole = quantity::is_of_whole(&target_text);
    let mut context = Context { unit, behind, baseline: from, is_of_whole };
    baseline_doubts(reader, fields, baseline.as_ref(), &context);
    mixed_scales(reader, fields);
    let direction = fields.get("direction").and_then(|node| reader.choice(node, DIRECTIONS));
    let read = target_node
        .map_or(Target::Words, |node| targets::read(reader, node, &target_text, &context, unit_key.is_some(), &said));
    if let Some((node, baseline)) = fields.get("baseline").zip(baseline.as_ref()) {
        // Beside the others: a baseline below 1 does not make a share of itself.
        share_of_one(reader, node, &baseline.text, &Context { baseline: None, ..context.clone() }, &read);
    }
    let mut target =
        targets::from_baseline(reader, fields, baseline.as_ref(), direction, read.clone(), context.unit.as_ref());
    if is_in_other_unit(baseline.as_ref(), &context) || is_cut(fields, "baseline") {
        context.baseline = None;
        target = targets::without_baseline(&target_text, direction, &context);
    }
    let has_cut_target = is_cut(fields, "target");
    if has_cut_target {
        target = Target::Words;
    }
    if let Some(node) = target_node {
        let baseline = baseline.as_ref().map(|baseline| baseline.text.as_str());
        if matches!(read, Target::Number { .. }) {
            change_without_sign(reader, node, &target_text, &context, baseline, true);
        }
        targets::judge_direction(reader, fields, node, direction, &target, &context);
    }
    let unit_is_stated = unit_key.is_some() || baseline.as_ref().is_some_and(|baseline| baseline.unit.is_some());
    let measure = Measure {
        context: &context,
        target: &read,
        target_text: &target_text,
        baseline: baseline.as_ref().map(|baseline| baseline.text.as_str()),
        unit_is_stated,
        says_unit: unit_key.is_some(),
        agreed: otherwise::agreed(&said, context.unit.as_ref(), unit_said_by),
    };
    let mut check_in = own_check_in(reader, fields, &measure);
    let mut check_ins = check_ins(reader, fields, &measure);
    if has_cut_target {
        // What was claimed of it may be right.
        let said = check_in.iter_mut().chain(check_ins.iter_mut().map(|(_, check_in)| check_in));
        said.for_each(|check_in| check_in.reading.claims.clear());
    }
    KeyResultHeader {
        id_written: id.is_some(),
        id: id.unwrap_or(default_id),
        was: fields.get("was").and_then(|node| header::former_id(reader, node, "objective")),
        title,
        plan: plan(reader, fields, &measure),
        check_ins,
        quarter_keys: quarter_keys(fields),
        check_in,
        baseline,
        target_text,
        target,
        goal: reader.words_of(fields, "goal"),
        direction,
        start: reader.quarter_of(fields, "start"),
        due: reader.quarter_of(fields, "due"),
        call: call::read(reader, fields),
        weight: weight(reader, fields),
        counts: fields.get("counts").and_then(|node| reader.choice(node, COUNTS)).unwrap_or(Counts::Cumulative),
        deliverables: deliverables::read(reader, fields),
        forms,
        unit_said_by,
        context,
        path,
    }
}

/// Whether a value fell apart at its comma, so that what is left of its number says nothing.
fn is_cut(fields: &Fields, key: &str) -> bool {
    let is_rest = |entry: &Entry| entry.is_bare && entry.key.starts_with(|first: char| first.is_ascii_digit());
    fields.entries.windows(2).any(|pair| pair[0].key == key && is_rest(&pair[1]))
}

/// The texts that are said: the earlier quarters' in the order written, then this quarter's.
fn said<'a>(fields: &Fields<'a>) -> Vec<&'a str> {
    let mut nodes: Vec<&Node> = match fields.get("check_ins").map(|node| &node.kind) {
        Some(Kind::Map(entries)) => entries.iter().map(|entry| &entry.value).collect(),
        _ => Vec::new(),
    };
    nodes.extend(fields.get("check_in"));
    let text = |node: &'a Node| match &node.entry("value").map_or(node, |entry| &entry.value).kind {
        Kind::Scalar { text, .. } => Some(text.as_str()),
        _ => None,
    };
    nodes.into_iter().filter_map(text).collect()
}

/// The first number that is said.
fn first_value(said: &[&str]) -> Option<String> {
    let first = said.iter().find(|text| quantity::read_written(text).number.is_some())?;
    Some(markdown::linked(first).map_or_else(|| (*first).to_owned(), |linked| linked.words))
}

/// The value of the deck's own quarter.
fn own_check_in<'a>(reader: &mut Reader<'a>, fields: &Fields<'a>, measure: &Measure) -> Option<CheckIn> {
    // Of a key that is misspelt no more is told than that.
    let node = fields.get_or_null("check_in").or_else(|| reader.misspelt(fields, "check_in"))?;
    let check_in = check_in(reader, node, measure)?;
    otherwise::whole(reader, node, &check_in.reading, measure);
    Some(check_in)
}

/// The values of earlier quarters.
fn check_ins<'a>(reader: &mut Reader<'a>, fields: &Fields<'a>, measure: &Measure) -> Vec<(WrittenQuarter, CheckIn)> {
    let Some(node) = fields.get("check_ins") else { return Vec::new() };
    let entries = quarters(reader, node, "the earlier quarters' values");
    let mut said = Vec::with_capacity(entries.len());
    said.extend(
        entries.into_iter().filter_map(|(quarter, entry)| Some((quarter, check_in(reader, &entry.value, measure)?))),
    );
    said
}

/// The entries of a mapping by quarter.
fn quarters<'a>(reader: &mut Reader<'a>, node: &'a Node, what: &str) -> Vec<(WrittenQuarter, &'a Entry)> {
    let Kind::Map(entries) = &node.kind else {
        reader.wrong(node, what, "write it like `{Q1: 20, Q2: 40}`");
        return Vec::new();
    };
    let mut found = Vec::new();
    for (number, entry) in entries.iter().enumerate() {
        if let Some(quarter) = Calendar::read(&entry.key) {
            found.push((quarter, entry));
        } else if entry.is_bare {
            reader.fell_apart(entry, number == 0);
        } else {
            reader.bad_quarter(&entry.key_at, &entry.key);
        }
    }
    found
}

/// The keys of the mappings by quarter, whether or not their values can be read.
fn quarter_keys(fields: &Fields) -> Vec<QuarterKey> {
    let mut keys = Vec::new();
    for of in ["plan", "check_ins"] {
        let Some(Kind::Map(entries)) = fields.get(of).map(|node| &node.kind) else { continue };
        keys.extend(entries.iter().filter_map(|entry| {
            let quarter = Calendar::read(&entry.key)?;
            Some(QuarterKey { of, text: entry.key.clone(), quarter })
        }));
    }
    keys
}

fn plan<'a>(reader: &mut Reader<'a>, fields: &Fields<'a>, measure: &Measure) -> Vec<(WrittenQuarter, f64)> {
    let Some(node) = fields.get("plan") else { return Vec::new() };
    let entries = quarters(reader, node, "planned values by quarter");
    let mut plan = Vec::new();
    for (quarter, entry) in entries {
        let Some(text) = reader.string(&entry.value) else { continue };
        let reading = quantity::read_value(&text, measure.context, measure.target);
        let other_unit = reading.doubts.iter().find_map(|doubt| match doubt {
            Doubt::UnitMismatch(said) => Some(said),
            Doubt::LetterForDigit(_) | Doubt::MiswrittenClaim(_) | Doubt::OpenClaim(_) | Doubt::Several => None,
        });
        match (reading.value, other_unit) {
            (Some(value), _) => {
                share_of_one(reader, &entry.value, &text, measure.context, measure.target);
                short_form(reader, &entry.value, &text, measure.says_unit);
                goes_on(reader, &entry.value, &text, measure.context);
                otherwise::far_beyond(reader, &entry.value, value, measure);
                plan.push((quarter, value));
            }
            (None, Some(said)) => {
                mismatch(reader, &entry.value, "the plan", said, measure.context, Some(measure.target));
            }
            (None, None) => {
                let hint = match quantity::miswritten(&text) {
                    Some(found) => format!("write `{}`", found.corrected()),
                    None => "write the number alone, or leave the quarter out".to_owned(),
                };
                reader.wrong(&entry.value, "a number in the key result's unit", hint);
            }
        }
    }
    plan
}

/// Reads a check-in in its short or long form. An empty value says that there is no data.
fn check_in<'a>(reader: &mut Reader<'a>, node: &'a Node, measure: &Measure) -> Option<CheckIn> {
    let (mut value, mut note, mut call, mut status_at) = (Some(node), None, Call::default(), None);
    if let Kind::Map(_) = &node.kind {
        let fields = reader.mapping(node, &["value", "note", "status", "reason", "confidence"], "a check-in")?;
        value = fields.get_or_null("value");
        note = reader.text_of(&fields, "note").zip(fields.get("note"));
        call = call::read(reader, &fields);
        status_at = fields.get("status").map(|status| status.at.clone());
    }
    let (note, note_at) = note.map(|(text, node)| (Box::new(text), node.at.clone())).unzip();
    let text = match value {
        // Of one that cannot be read it is told already.
        Some(value) if !value.is_null() => reader.string(value).unwrap_or_default(),
        _ => String::new(),
    };
    let at = value.unwrap_or(node);
    let read = |text: &str| quantity::read_value(text, measure.context, measure.target);
    let Value { text, reading, note: own_note } = reader.value(at, text, read);
    otherwise::tell(reader, at, &text, &reading, call.status, measure);
    Some(CheckIn { reading, own_note, note, call, at: at.at.clone(), note_at, status_at })
}

/// No weight is more: the sum of many has an end then.
const HEAVIEST: f64 = 1e9;

fn weight<'a>(reader: &mut Reader<'a>, fields: &Fields<'a>) -> f64 {
    let Some(node) = fields.get("weight") else { return 1.0 };
    let Some(weight) = reader.number(node, Code::BadWeight, "a weight: a number that is not negative") else {
        return 1.0;
    };
    if weight > HEAVIEST {
        let hint = "weights are shares of each other: write `1`, `2`, `5`";
        reader.report(Code::BadWeight, &node.at, "no weight is so large", hint);
        return 1.0;
    }
    if weight < 0.0 {
        reader.report(
            Code::BadWeight,
            &node.at,
            "a weight is not negative",
            "write 0 to leave the key result out of the objective's progress",
        );
        return 1.0;
    }
    weight
}

/// The path of a list of key results: `key_results`.
pub fn path(keys: &[&str]) -> Vec<Step> {
    keys.iter().map(|key| Step::Key(Arc::from(*key))).collect()
}
