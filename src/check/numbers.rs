//! Arithmetic in what authors state: percentages beside numbers, and shares that add up.

use crate::check::{Content, key_results, key_results_of};
use crate::model::book::QuarterValue;
use crate::model::claim::{self, Beside, Expected, Reading as Meaning, Verdict};
use crate::model::diagnostic::{Code, Diagnostic, Place};
use crate::model::document::{CheckIn, Counts, Document, Header, KeyResultHeader};
use crate::model::quantity::{Claim, Unit, print_number};

/// `claim-mismatch`, `claim-truncated`, `sum-mismatch`.
pub fn check(content: &Content, found: &mut Vec<Diagnostic>) {
    for document in content.documents {
        let Header::Slides(header) = &document.header else { continue };
        for key_result in key_results_of(header) {
            let earlier = key_result.check_ins.iter().map(|(_, check_in)| check_in);
            for check_in in key_result.check_in.iter().chain(earlier) {
                claims(content, document, key_result, check_in, found);
                sums(document, check_in, found);
            }
        }
    }
}

/// Of a count whose quarters add up, what the quarters up to this check-in come to.
fn sum_so_far(content: &Content, document: &Document, header: &KeyResultHeader, check_in: &CheckIn) -> Option<f64> {
    if header.counts != Counts::PerQuarter {
        return None;
    }
    let mut files = content.book.decks.iter().flat_map(|deck| &deck.files);
    let file = files.find(|file| file.path == document.path)?;
    let of = key_results(file).into_iter().find(|of| of.at == header.path)?;
    let own: Vec<_> = of.quarters.iter().map(|quarter| (quarter.quarter, quarter.value())).collect();
    let said = |quarter: &&QuarterValue| quarter.said.as_ref().is_some_and(|said| said.check_in.at == check_in.at);
    let at = of.quarters.iter().position(|quarter| said(&quarter))?;
    of.terms.running(&own).get(at).copied().flatten()
}

fn claims(
    content: &Content,
    document: &Document,
    key_result: &KeyResultHeader,
    check_in: &CheckIn,
    found: &mut Vec<Diagnostic>,
) {
    let reading = &check_in.reading;
    let Some(value) = reading.value else { return };
    let beside = Beside {
        value,
        out_of: reading.out_of,
        of_percent: key_result.context.unit == Some(Unit::Percent),
        baseline: key_result.context.baseline,
    };
    let so_far = if reading.claims.is_empty() { None } else { sum_so_far(content, document, key_result, check_in) };
    for stated in &reading.claims {
        let of_sum = so_far.map(|value| claim::judge(stated, Beside { value, ..beside }, &key_result.target));
        if of_sum == Some(Verdict::Holds) {
            continue;
        }
        let place = || Place::Bytes(document.path.clone(), check_in.at.clone());
        match claim::judge(stated, beside, &key_result.target) {
            Verdict::Holds => {}
            Verdict::Truncated(expected) => {
                let message =
                    format!("{} is cut off, not rounded: {}", said(stated), computed(&expected, stated, &beside));
                let hint = format!("write {}", should(stated, &expected));
                found.push(Diagnostic::new(Code::ClaimTruncated, place(), message).hint(hint));
            }
            Verdict::Wrong(expected) => {
                let message = format!(
                    "{} does not follow from the numbers: {}",
                    said(stated),
                    computed(&expected, stated, &beside)
                );
                let hint = format!("write {}, or correct the number", should(stated, &expected));
                found.push(Diagnostic::new(Code::ClaimMismatch, place(), message).hint(hint));
            }
        }
    }
}

fn unit(claim: &Claim) -> &'static str {
    if claim.points { "pp" } else { "%" }
}

fn said(claim: &Claim) -> String {
    let plus = if claim.signed && claim.percent > 0.0 { "+" } else { "" };
    format!("`{plus}{}{}`", print_number(claim.percent, claim.decimals), unit(claim))
}

/// The claim as it should be, with the author's own sign and precision.
fn should(claim: &Claim, expected: &Expected) -> String {
    let sign = match (claim.signed, claim.percent < 0.0) {
        (false, _) => "",
        (true, true) => "\u{2212}",
        (true, false) => "+",
    };
    format!("`{sign}{}{}`", print_number(expected.percent, claim.decimals), unit(claim))
}

fn computed(expected: &Expected, claim: &Claim, beside: &Beside) -> String {
    let number = |value: f64| {
        let decimals = (0..3).find(|d| (value * 10_f64.powi(i32::from(*d))).fract().abs() < 1e-6).unwrap_or(3);
        print_number(value, decimals)
    };
    let exact = format!("{}{}", print_number(expected.percent, claim.decimals.saturating_add(1).min(4)), unit(claim));
    let value = number(beside.value);
    match (expected.reading, beside.baseline, beside.out_of) {
        (Meaning::Change, Some(baseline), _) => format!("from {} to {value} is {exact}", number(baseline)),
        (Meaning::Points, Some(baseline), _) => format!("from {} to {value} are {exact}", number(baseline)),
        (Meaning::Ratio, _, Some(all)) => format!("{value} of {} are {exact}", number(all)),
        (reading, _, _) => format!("{} is {exact}", reading.words()),
    }
}

/// Shares of one whole, stated one after the other, that come to more than the whole.
fn sums(document: &Document, check_in: &CheckIn, found: &mut Vec<Diagnostic>) {
    let note = check_in.note.as_ref().map(|note| note.plain.as_str());
    for text in [Some(check_in.reading.text.as_str()), note].into_iter().flatten() {
        let shares = shares(text);
        let sum: f64 = shares.iter().sum();
        if shares.len() > 1 && sum > 100.0 + 1e-9 {
            let list: Vec<String> = shares.iter().map(ToString::to_string).collect();
            let message = format!("the shares add up to {sum}%: {}%", list.join("% + "));
            let place = Place::Bytes(document.path.clone(), check_in.at.clone());
            let hint = "shares of one whole are 100% at most; say so in the note where they overlap (\"at least …\")";
            found.push(Diagnostic::new(Code::SumMismatch, place, message).hint(hint));
        }
    }
}

/// The percentages of a text that are told alike: `100% at Level 2, 12.5% at Level 3`. Two percentages of different
/// things are no shares of one whole, so what follows them must begin with the same two words, numbers apart.
fn shares(text: &str) -> Vec<f64> {
    let mut best: Vec<f64> = Vec::new();
    let mut groups: Vec<((String, String), Vec<f64>)> = Vec::new();
    for (at, _) in text.match_indices('%') {
        let before = text[..at].trim_end();
        let digits = before
            .rfind(|letter: char| !(letter.is_ascii_digit() || letter == '.'))
            .map_or(0, |end| end + before[end..].chars().next().map_or(1, char::len_utf8));
        let sign = before[..digits].trim_end().chars().next_back();
        let Ok(share) = before[digits..].parse::<f64>() else { continue };
        // A signed percentage is a change or a claim.
        if matches!(sign, Some('+' | '-' | '−' | '±' | '~' | '≥' | '≤' | '<' | '>')) {
            continue;
        }
        let mut words = text[at + 1..].split_whitespace();
        let key =
            |word: Option<&str>| word.unwrap_or_default().trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
        let (first, second) = (key(words.next()), key(words.next()));
        if first.is_empty() || second.is_empty() {
            continue;
        }
        match groups.iter_mut().find(|(known, _)| *known == (first.clone(), second.clone())) {
            Some((_, shares)) => shares.push(share),
            None => groups.push(((first, second), vec![share])),
        }
    }
    for (_, shares) in groups {
        if shares.iter().sum::<f64>() > best.iter().sum::<f64>() && shares.len() > 1 {
            best = shares;
        }
    }
    best
}
