//! Units: which one a key result has, and whether some words are it.

use crate::model::letters::bare;
use crate::model::quantity::meant::is_points_word;
use crate::model::quantity::scan::{self, Kind, Lead};
use crate::model::quantity::short::scale_of;
use crate::model::quantity::word::same_word;
use crate::model::quantity::{Unit, WrittenQuantity, target, translated};

/// Words that lead from what is counted to something else: behind `3 outages with` stands another thing.
const LINKS: [&str; 23] = [
    "in", "at", "on", "of", "with", "from", "for", "by", "to", "so", "as", "plus", "out", "over", "under", "not",
    "but", "is", "are", "was", "were", "has", "have",
];

/// Other words that begin what is said of a number, not its unit: `2 done`, `4 left`.
const STATES: [&str; 11] =
    ["and", "still", "now", "already", "done", "left", "more", "fewer", "less", "complete", "completed"];

/// The key result's unit: its `unit:`, else the baseline's, else an absolute target's, else the first value's.
pub fn unit_of(
    key: Option<&str>,
    baseline: Option<&WrittenQuantity>,
    target: &str,
    first: Option<&str>,
) -> Option<Unit> {
    if let Some(key) = key.map(bare).filter(|key| !key.is_empty()) {
        return Some(of_key(key));
    }
    let of_baseline = baseline.and_then(|baseline| baseline.unit.clone());
    let has_baseline = baseline.is_some_and(|baseline| baseline.number.is_some());
    let of_first = || {
        // Milestones and parts of a whole are counted: a percentage is another unit than theirs.
        of_value(first?, has_baseline).filter(|unit| *unit != Unit::Percent || !target::is_of_whole(target))
    };
    of_baseline.or_else(|| of_target(target)).or_else(of_first)
}

/// The key that says the key result's unit, where not the first value does.
pub fn said_by(key: Option<&str>, baseline: Option<&WrittenQuantity>, target: &str) -> Option<&'static str> {
    if key.is_some_and(|key| !bare(key).is_empty()) {
        return Some("unit");
    }
    let of_baseline = baseline.and_then(|baseline| baseline.unit.as_ref()).map(|_| "baseline");
    of_baseline.or_else(|| of_target(target).map(|_| "target"))
}

/// The unit that a `unit:` says: of `€ per visit` it is the sign.
pub fn of_key(key: &str) -> Unit {
    after_sign(key).map_or_else(|| named(key), |(sign, _)| named(sign))
}

/// What a `unit:` says behind its sign: `per visit` of `€ per visit`.
pub fn words_behind_sign(key: &str) -> Option<&str> {
    after_sign(bare(key)).map(|(_, words)| words)
}

/// The sign that a unit's name begins with, and the words behind it. A word for millions, or for points, makes another unit of it.
fn after_sign(name: &str) -> Option<(&str, &str)> {
    let is_sign = |first: char| scan::is_currency(first) || matches!(first, '%' | '٪' | '％');
    let percent = || ["percent", "per cent"].iter().find_map(|word| name.strip_prefix(word));
    let after = name.strip_prefix(is_sign).or_else(percent)?;
    let words = after.trim_start_matches(scan::is_space);
    let word = words.strip_prefix('/').unwrap_or(words).trim_start_matches(scan::is_space);
    let is_apart = words.len() < after.len() || word.len() < words.len();
    let first = word.split(scan::is_space).next()?;
    let is_word = first.starts_with(char::is_alphabetic) && scale_of(first).is_none() && !is_points_word(first);
    (is_apart && is_word).then(|| (&name[..name.len() - after.len()], words))
}

/// What follows the words behind a unit's sign, where a text begins with them: `so far` of `per visit so far`.
pub fn after_words<'a>(text: &'a str, behind: Option<&str>) -> Option<&'a str> {
    let known = parts(behind?);
    let said = parts(scan::words(text).0);
    let last = said.get(..known.len())?.last()?;
    let is_said = said.iter().zip(&known).all(|(a, b)| same_word(a, b));
    let end = last.as_ptr() as usize - text.as_ptr() as usize + last.len();
    text.get(end..).filter(|_| is_said).map(|rest| rest.trim_start_matches(scan::is_space))
}

/// A unit by its name.
pub fn named(name: &str) -> Unit {
    match name {
        "%" | "٪" | "％" | "percent" | "per cent" => Unit::Percent,
        name if name.chars().count() == 1 && name.chars().all(scan::is_currency) => Unit::Currency(name.to_owned()),
        name => Unit::Words(name.to_owned()),
    }
}

fn of_target(text: &str) -> Option<Unit> {
    target::numbers(text.trim()).find_map(|number| {
        let lead = scan::lead(number)?;
        match lead.kind {
            // A change from the baseline says nothing of the unit.
            Kind::Percent if lead.number.signed => None,
            _ => of_lead_or_claimed(&lead),
        }
    })
}

fn of_value(text: &str, has_baseline: bool) -> Option<Unit> {
    let lead = scan::lead(text.trim())?;
    let is_change = lead.kind == Kind::Percent && lead.number.signed && has_baseline && stated(&lead).is_none();
    if is_change { None } else { of_lead_or_claimed(&lead) }
}

/// The number in parentheses behind a percentage, which that is a claim of: `+8% (2033)`.
fn stated<'a>(lead: &Lead<'a>) -> Option<Lead<'a>> {
    let (inner, _) = scan::parenthesis(lead.rest)?;
    scan::lead(inner).filter(|inner| lead.kind == Kind::Percent && inner.kind == Kind::Plain)
}

/// Of `50% (2 services)` the unit is the number's in the parentheses.
fn of_lead_or_claimed(lead: &Lead) -> Option<Unit> {
    stated(lead).map_or_else(|| of_lead(lead).0, |stated| of_lead(&stated).0)
}

/// The unit that stands with a number, and the text after it.
pub fn of_lead<'a>(lead: &Lead<'a>) -> (Option<Unit>, &'a str) {
    if let Some(sign) = lead.currency {
        return (Some(Unit::Currency(sign.to_owned())), lead.rest);
    }
    match lead.kind {
        Kind::Plain => {}
        // Points without a sign change nothing: they are what is counted.
        Kind::Points if !lead.number.signed => return (Some(Unit::Words("pp".to_owned())), lead.rest),
        Kind::Points | Kind::Percent => return (Some(Unit::Percent), lead.rest),
    }
    let (words, _) = scan::words(lead.rest);
    let (words, rest) = lead.rest.split_at(before_dash(words).len());
    // "87M of pages" are pages.
    let words = words.strip_prefix("of ").unwrap_or(words);
    if words.is_empty() || !is_unit(words) {
        return (None, lead.rest);
    }
    let words = if rest.is_empty() { without_stop(words) } else { words };
    (Some(Unit::Words(words.to_owned())), rest.trim_start_matches(scan::is_space))
}

/// Words up to a dash between spaces, behind which stands a note: `days` of `days — measured in June`.
fn before_dash(words: &str) -> &str {
    if !words.contains(['–', '—', '-']) {
        return words;
    }
    let dashes = [" – ", " — ", " - "].iter().filter_map(|dash| words.find(dash));
    dashes.min().map_or(words, |end| words[..end].trim_end_matches(scan::is_space))
}

/// Words without the full stop at their end. That of a short one may be an abbreviation's: `30 min.`
fn without_stop(words: &str) -> &str {
    let Some(plain) = words.strip_suffix('.') else { return words };
    let last = plain.rsplit(scan::is_space).next().unwrap_or_default();
    let is_word = last.chars().count() > 3 && last.chars().all(char::is_alphabetic);
    if is_word { plain } else { words }
}

/// Whether all is counted in percentage points, as a difference between shares is.
pub fn is_points(unit: &Unit) -> bool {
    matches!(unit, Unit::Words(words) if matches!(words.as_str(), "pp" | "PP" | "percentage point" | "percentage points"))
}

/// Whether a number stands with this unit.
pub fn has_unit(lead: &Lead, unit: Option<&Unit>) -> bool {
    match unit {
        None => true,
        Some(Unit::Percent) => lead.kind == Kind::Percent,
        Some(Unit::Currency(sign)) => lead.currency == Some(sign),
        Some(Unit::Words(unit)) => {
            lead.kind == Kind::Plain && !is_difference(lead.rest, unit) && after_unit(lead.rest, unit).is_some()
        }
    }
}

/// Whether words after a number can be a unit at all.
pub fn is_unit(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or_default();
    let lower = first.to_lowercase();
    // "10 max" is a limit of what is not said.
    let is_limit = matches!(words, "max" | "max." | "maximum");
    !is_limit
        && first
            .chars()
            .next()
            .is_some_and(|first| first.is_alphabetic() || matches!(first, '°' | '‰' | '‱' | '×' | '★'))
        && !LINKS.contains(&lower.as_str())
        && !STATES.contains(&lower.as_str())
        && !translated::leads_to_number(words)
}

/// Whether two units are the same, singular or plural, or one a part of the other.
pub fn is_same_unit(a: &str, b: &str) -> bool {
    after_unit(a, b).is_some()
}

/// Whether a unit's words begin longer ones, singular or plural.
pub fn begins(unit: &str, longer: &str) -> bool {
    let (unit, longer) = (parts(unit), parts(longer));
    unit.len() < longer.len() && place_in(&unit, &longer[..unit.len()]).is_some()
}

/// Whether two units are the same, or one stands in the other as a whole: `incidents` in `major incidents per month`, but not
/// `minor incidents`.
pub fn is_part(a: &str, b: &str) -> bool {
    let (a, b) = (parts(a), parts(b));
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    place_in(short, long).is_some()
}

/// The words of a unit: `calls/day` are `calls per day`.
fn parts(text: &str) -> Vec<&str> {
    let words = text.split(|letter: char| scan::is_space(letter) || letter == '/');
    words.filter(|word| !word.is_empty() && *word != "per").collect()
}

/// At which of the words of the longer one the shorter one begins in it.
fn place_in(short: &[&str], long: &[&str]) -> Option<usize> {
    let is_here = |run: &[&str]| run.iter().zip(short).all(|(a, b)| same_word(a, b));
    if short.is_empty() { None } else { long.windows(short.len()).position(is_here) }
}

/// If `words` are the unit (singular or plural, or a part of it), what follows it in them.
pub fn after_unit<'a>(words: &'a str, unit: &'a str) -> Option<&'a str> {
    // Most values say their unit as it is.
    if words == unit {
        return (!parts(words).is_empty()).then_some("");
    }
    if is_another_rate(words, unit) {
        return None;
    }
    let (said, known) = (parts(words), parts(unit));
    let same = said.iter().zip(&known).take_while(|(a, b)| same_word(a, b)).count();
    if same > 0 {
        return Some(behind(&said, same, words));
    }
    // "data centers" for "EU data center": the words stand in the unit, or the unit in them.
    if said.len() <= known.len() {
        let place = place_in(&said, &known)?;
        return (!is_another(unit, &known[..=place], true) && scale_of(known[0]).is_none()).then_some("");
    }
    // "3 million pages" are no 3 pages, and "3 planned pages" are none.
    let place = place_in(&known, &said)?;
    let before = &said[..place];
    if scale_of(before[0]).is_some() || before.iter().any(|word| is_other(word)) {
        return None;
    }
    (!is_another(words, &said[..=place], false)).then(|| behind(&said, place + known.len(), words))
}

/// Whether both are counted per so many of something, and not per as many: `falls per 100 days` are no `falls per 1,000 days`.
fn is_another_rate(words: &str, unit: &str) -> bool {
    let per = |text: &str| {
        let of = ["per ", "/"].iter().filter_map(|joint| text.split_once(joint));
        of.filter_map(|(_, of)| scan::lead(of)).map(|lead| lead.number.value).next()
    };
    per(words).zip(per(unit)).is_some_and(|(one, other)| (one - other).abs() > f64::EPSILON)
}

/// What a text holds behind so many of its words: `per month` of `services per month`.
fn behind<'a>(said: &[&str], count: usize, text: &'a str) -> &'a str {
    let Some(last) = count.checked_sub(1).map(|last| said[last]).filter(|_| count < said.len()) else { return "" };
    let end = last.as_ptr() as usize - text.as_ptr() as usize + last.len();
    text.get(end..).unwrap_or_default().trim_start_matches(scan::is_space)
}

/// Whether what stands before a unit is counted itself, or counts it anew: in `outages lasting 45 minutes`, `requests for wikis` and
/// `hours per incident` the last words are not the unit of the number before all. `run` are the words of `text` up to the unit's
/// first. In a unit's name an `of` does not say so: `number of wikis`.
fn is_another(text: &str, run: &[&str], is_name: bool) -> bool {
    let Some((unit, before)) = run.split_last() else { return false };
    let start = unit.as_ptr() as usize - text.as_ptr() as usize;
    let is_link = |word: &str| LINKS.contains(&word) && !(is_name && word == "of");
    let each = |word: &&str| word.starts_with(|first: char| first.is_numeric()) || is_link(&word.to_lowercase());
    let ahead = text.get(..start).unwrap_or_default().trim_end();
    let is_joined = ["/", " per"].iter().any(|joint| ahead.ends_with(joint)) || !is_name && ahead.ends_with(" and");
    before.iter().any(each) || is_joined
}

/// Whether words tell of a difference in the unit, not of how many there are: `2 more services`. Of `planned releases` some are
/// planned.
pub fn is_difference(words: &str, unit: &str) -> bool {
    let first = |text| parts(text).first().copied().unwrap_or_default();
    if same_word(first(words), first(unit)) {
        return false;
    }
    let mut rest = words.splitn(2, char::is_whitespace);
    rest.next().is_some_and(is_other) && rest.next().is_some_and(|rest| after_unit(rest.trim_start(), unit).is_some())
}

fn is_other(word: &str) -> bool {
    OTHERS.contains(&word.to_lowercase().as_str())
}

/// Words before a unit that say that what is counted is not there, is a difference, or that the number multiplies another.
const OTHERS: [&str; 14] = [
    "×",
    "‰",
    "‱",
    "planned",
    "proposed",
    "potential",
    "more",
    "fewer",
    "less",
    "half",
    "failed",
    "rejected",
    "cancelled",
    "canceled",
];
