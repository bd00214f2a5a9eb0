//! Values: what a check-in says, read against the key result's unit and baseline.

use crate::model::letters::bare;
use crate::model::quantity::dated::dated;
use crate::model::quantity::letter::letter_beside_unit;
use crate::model::quantity::miswritten::miswritten;
use crate::model::quantity::scan::{self, Kind, Lead};
use crate::model::quantity::several::says_several;
use crate::model::quantity::yes_no::answer;
use crate::model::quantity::{
    Claim, Context, Doubt, Number, Reading, Said, Target, Unit, WrittenQuantity, computed_digits, digits, digits_in,
    target, unit,
};
use crate::model::quarter::Calendar;

/// Reads a baseline, of a key result with or without a `unit:`. Where it says several numbers, or begins with a date, it carries none.
pub fn read_baseline(text: &str, unit: Option<&str>) -> WrittenQuantity {
    let key = unit.map(bare).filter(|unit| !unit.is_empty());
    let (unit, behind) = (key.map(unit::of_key), key.and_then(unit::words_behind_sign));
    let written = read_in(text, behind);
    if says_several(&written.text, unit.as_ref()) || dated(&written.text, unit.as_ref()).is_some() {
        return WrittenQuantity { number: None, unit: None, note: None, ..written };
    }
    written
}

/// Reads a number with its unit and note: nothing is resolved yet.
pub fn read_written(text: &str) -> WrittenQuantity {
    read_in(text, None)
}

/// The same, where these words behind the unit's sign are no note.
fn read_in(text: &str, behind: Option<&str>) -> WrittenQuantity {
    let text = text.trim();
    let Some(lead) = scan::lead(text) else {
        return WrittenQuantity { text: text.to_owned(), number: None, unit: None, note: None };
    };
    let (unit, rest) = match unit::after_words(lead.rest, behind) {
        Some(rest) if lead.kind == Kind::Plain && lead.currency.is_none() => (None, rest),
        Some(rest) => (unit::of_lead(&lead).0, rest),
        None => unit::of_lead(&lead),
    };
    let (mut claims, mut notes) = (Vec::new(), Vec::new());
    tail(rest, &mut claims, &mut notes);
    let note = (!notes.is_empty()).then(|| notes.join(", "));
    WrittenQuantity { text: text.to_owned(), number: Some(lead.number), unit, note }
}

/// Reads what a check-in says of a result with this target. `yes` and `no` are numbers (1 and 0) where it is a yes/no, and no
/// others are there; of milestones a percentage is none.
pub fn read_value(text: &str, context: &Context, target: &Target) -> Reading {
    Reading { text: text.trim().to_owned(), ..read(bare(text), context, target) }
}

fn read(text: &str, context: &Context, target: &Target) -> Reading {
    if let Some(said) = words_without_number(text) {
        return reading(text, said);
    }
    if *target == Target::YesNo {
        return match yes_or_no(text) {
            Some((value, note)) => Reading { value: Some(value), note, ..reading(text, Said::Number) },
            None => reading(text, Said::Text),
        };
    }
    if let Some(meant) = dated(text, context.unit.as_ref()) {
        return Reading { doubts: vec![Doubt::LetterForDigit(meant)], ..reading(text, Said::Text) };
    }
    if let Some(miswritten) = miswritten(text) {
        return Reading { doubts: vec![Doubt::LetterForDigit(miswritten.corrected())], ..reading(text, Said::Text) };
    }
    if let Some(meant) = letter_beside_unit(text, context.unit.as_ref()) {
        return Reading { doubts: vec![Doubt::LetterForDigit(meant)], ..reading(text, Said::Text) };
    }
    if says_several(text, context.unit.as_ref()) {
        return Reading { doubts: vec![Doubt::Several], ..reading(text, Said::Text) };
    }
    match scan::lead(text) {
        Some(lead) => number(text, &lead, context),
        None => reading(text, Said::Text),
    }
}

fn reading(text: &str, said: Said) -> Reading {
    Reading {
        text: text.to_owned(),
        said,
        value: None,
        decimals: 0,
        out_of: None,
        note: None,
        claims: Vec::new(),
        doubts: Vec::new(),
    }
}

/// The ways to say that there is no number.
fn words_without_number(text: &str) -> Option<Said> {
    if matches!(text, "" | "-" | "–" | "—" | "\u{2212}") || scan::after_any(text, &["no data"]) == Some("") {
        return Some(Said::NoData);
    }
    if let Some(rest) = scan::after_any(text, &["not measured"]) {
        if rest.starts_with(char::is_alphanumeric) {
            return None;
        }
        return Some(Said::NotMeasured(why(rest)));
    }
    if let Some(rest) = scan::after_any(text, &["moved to "]) {
        let end = rest
            .find(|letter| letter == ':' || scan::is_opening(letter) || scan::is_comma(letter))
            .unwrap_or(rest.len());
        let to = Calendar::read(rest[..end].trim_matches(scan::is_space))?;
        return Some(Said::Moved { to, why: why(&rest[end..]) });
    }
    None
}

/// A reason after a colon, or in parentheses.
fn why(text: &str) -> Option<String> {
    let text = text.trim_matches(scan::is_space).trim_start_matches(|letter| letter == ':' || scan::is_comma(letter));
    let text = text.trim_matches(scan::is_space);
    let text = match scan::parenthesis(text) {
        Some((inner, "")) => inner,
        _ => text,
    };
    (!text.is_empty()).then(|| text.to_owned())
}

fn yes_or_no(text: &str) -> Option<(f64, Option<String>)> {
    let (word, note) = answer(text);
    let value = match word.trim_end_matches(['.', '!']).to_lowercase().as_str() {
        "yes" | "true" | "done" | "1" => 1.0,
        "no" | "false" | "0" => 0.0,
        _ => return None,
    };
    let (mut claims, mut notes) = (Vec::new(), Vec::new());
    tail(note, &mut claims, &mut notes);
    Some((value, (!notes.is_empty()).then(|| notes.join(", "))))
}

/// A value that begins with a number.
fn number(text: &str, lead: &Lead, context: &Context) -> Reading {
    let percent_unit = context.unit == Some(Unit::Percent);
    // Without a unit or a baseline a percentage is as good a number as any, but no count of things.
    let known = context.unit.is_some()
        || context.baseline.is_some()
        || context.is_of_whole
        || scan::parenthesis(lead.rest).is_some();
    if lead.kind == Kind::Percent && !percent_unit && known {
        return percentage_of_something(text, lead, context);
    }
    let Number { value, decimals, out_of, .. } = lead.number;
    let mut found = Reading { value: Some(value), decimals, out_of, ..reading(text, Said::Number) };
    let mut rest = lead.rest;
    match lead.kind {
        Kind::Points => match in_points(lead.number, context) {
            Some(number) => (found.value, found.decimals) = (Some(number.value), number.decimals),
            None => return Reading { doubts: vec![Doubt::UnitMismatch("pp".into())], ..reading(text, Said::Text) },
        },
        Kind::Percent => {}
        // A number alone may have the words behind the sign, too.
        Kind::Plain if lead.currency.is_none() && after_words(lead.rest, context).is_some() => {}
        Kind::Plain => match strip_unit(lead, context.unit.as_ref()) {
            Ok(after) => rest = after,
            Err(said) => return Reading { doubts: vec![Doubt::UnitMismatch(said)], ..reading(text, Said::Text) },
        },
    }
    finish(found, after_words(rest, context).unwrap_or(rest))
}

/// What follows the words behind the unit's sign.
fn after_words<'a>(rest: &'a str, context: &Context) -> Option<&'a str> {
    unit::after_words(rest, context.behind.as_deref())
}

/// What points come to: signed they move a baseline; without a sign they are a number where all is counted in points.
fn in_points(said: Number, context: &Context) -> Option<Number> {
    let own = context.unit.as_ref().is_none_or(unit::is_points);
    match context.baseline.filter(|_| said.signed) {
        Some(baseline) if own || context.unit == Some(Unit::Percent) => {
            let decimals = said.decimals.max(digits(baseline));
            Some(Number { value: target::moved(baseline, said.value), decimals, ..said })
        }
        None if own && (!said.signed || context.unit.is_some()) => Some(said),
        _ => None,
    }
}

/// What follows the unit; or the unit as written, where it is another one.
fn strip_unit<'a>(lead: &Lead<'a>, unit: Option<&Unit>) -> Result<&'a str, String> {
    match (lead.currency, unit) {
        (Some(sign), Some(Unit::Currency(unit))) if sign == unit => return Ok(lead.rest),
        (Some(_), None) => return Ok(lead.rest),
        (Some(sign), Some(_)) => return Err(sign.to_owned()),
        (None, _) => {}
    }
    let (words, _) = scan::words(lead.rest);
    if let Some(Unit::Words(unit)) = unit
        && unit::is_difference(words, unit)
    {
        return Err(words.to_owned());
    }
    if words.is_empty() || !unit::is_unit(words) {
        // A bare "a of b" where shares are asked for is a count.
        let ratio = lead.number.out_of.is_some() && unit == Some(&Unit::Percent);
        return if ratio { Err(format!("of {}", lead.number.out_of.unwrap_or_default())) } else { Ok(lead.rest) };
    }
    match unit {
        None => Ok(lead.rest),
        Some(Unit::Words(unit)) => {
            let after = unit::after_unit(words, unit).ok_or_else(|| words.to_owned())?;
            let skipped = words.len() - after.len();
            Ok(lead.rest[skipped..].trim_start_matches(scan::is_space))
        }
        Some(Unit::Percent | Unit::Currency(_)) => Err(words.to_owned()),
    }
}

/// A percentage where the unit is something else: a claim before its number, a change from the baseline, or a mistake.
fn percentage_of_something(text: &str, lead: &Lead, context: &Context) -> Reading {
    let percent = lead.number;
    let stated = scan::parenthesis(lead.rest).and_then(|(inner, rest)| Some((scan::lead(inner)?, rest)));
    if let Some((stated, rest)) = stated.filter(|(stated, _)| stated.kind == Kind::Plain) {
        let after = match strip_unit(&stated, context.unit.as_ref()) {
            Ok(after) => after,
            Err(said) => return Reading { doubts: vec![Doubt::UnitMismatch(said)], ..reading(text, Said::Text) },
        };
        let Number { value, decimals, out_of, .. } = stated.number;
        let mut found = Reading { value: Some(value), decimals, out_of, ..reading(text, Said::Number) };
        found.claims.push(claim(lead));
        let mut notes = Vec::new();
        if !after.is_empty() {
            tail(after, &mut found.claims, &mut notes);
        }
        found.note = (!notes.is_empty()).then(|| notes.join(", "));
        return finish(found, rest);
    }
    if percent.signed {
        let Some(baseline) = context.baseline else {
            return Reading { doubts: vec![Doubt::UnitMismatch("%".into())], ..reading(text, Said::Text) };
        };
        let value = target::changed(baseline, percent.value);
        let decimals = digits_in(context.unit.as_ref(), computed_digits(value), digits(baseline));
        return finish(Reading { value: Some(value), decimals, ..reading(text, Said::Number) }, lead.rest);
    }
    Reading { doubts: vec![Doubt::UnitMismatch("%".into())], ..reading(text, Said::Text) }
}

/// Adds the claims and notes after the number and its unit.
fn finish(mut found: Reading, rest: &str) -> Reading {
    let mut notes: Vec<String> = found.note.take().into_iter().collect();
    tail(rest, &mut found.claims, &mut notes);
    found.note = (!notes.is_empty()).then(|| notes.join(", "));
    found.doubts.extend(miswritten_claims(rest));
    found
}

/// The parentheses that would hold a claim if its number were written as it must be, or if they ended.
fn miswritten_claims(rest: &str) -> Vec<Doubt> {
    let mut found = Vec::new();
    let mut rest = scan::words(rest.trim_matches(scan::is_space)).1;
    let is_claim =
        |lead: Lead| lead.kind != Kind::Plain && (lead.rest.is_empty() || lead.rest.starts_with(scan::is_comma));
    while let Some((inner, after)) = scan::parenthesis(rest) {
        let meant = miswritten(inner).map(|claim| claim.corrected());
        if meant.is_some_and(|meant| scan::lead(&meant).is_some_and(is_claim)) {
            found.push(Doubt::MiswrittenClaim(inner.to_owned()));
        }
        rest = after;
    }
    if rest.strip_prefix('(').and_then(scan::lead).is_some_and(is_claim) {
        found.push(Doubt::OpenClaim(format!("({}", scan::words(&rest[1..]).0)));
    }
    found
}

/// Parentheses that hold nothing but a percentage are claims, up to a comma or semicolon; everything else is note.
fn tail(text: &str, claims: &mut Vec<Claim>, notes: &mut Vec<String>) {
    let (words, mut rest) = scan::words(text.trim_matches(scan::is_space));
    notes.push(behind_mark(words).to_owned());
    while let Some((inner, after)) = scan::parenthesis(rest) {
        match scan::lead(inner).filter(|lead| lead.kind != Kind::Plain) {
            Some(lead) if lead.rest.is_empty() => claims.push(claim(&lead)),
            Some(lead) if lead.rest.starts_with(scan::is_comma) => {
                claims.push(claim(&lead));
                notes.push(trimmed(lead.rest));
            }
            _ => notes.push(trimmed(inner)),
        }
        rest = after;
    }
    notes.push(behind_mark(&trimmed(rest)).to_owned());
    notes.retain(|note| !note.is_empty());
}

/// A note without the dash, colon or point that parts it from what stands before: `20% – reduced`. A sign at its number stays.
fn behind_mark(note: &str) -> &str {
    match note.strip_prefix(['–', '—', '-', '\u{2212}', ':', '.']) {
        Some(behind) if behind.is_empty() || behind.starts_with(scan::is_space) => {
            behind.trim_start_matches(scan::is_space)
        }
        _ => note,
    }
}

fn trimmed(text: &str) -> String {
    text.trim_matches(|letter: char| scan::is_space(letter) || scan::is_comma(letter)).to_owned()
}

fn claim(lead: &Lead) -> Claim {
    let Number { value, decimals, signed, .. } = lead.number;
    Claim { percent: value, decimals, signed, points: lead.kind == Kind::Points }
}
