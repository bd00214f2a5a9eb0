//! Arithmetic in what authors state: percentages beside numbers, and shares that add up.

use crate::check::shares::more_than_a_whole;
use crate::check::{Content, elsewhere, points};
use crate::model::book::QuarterValue;
use crate::model::claim::{self, Beside, Expected, Reading as Meaning, Verdict};
use crate::model::diagnostic::{Code, Diagnostic, Place};
use crate::model::document::{CheckIn, Counts, Document, Header, KeyResultHeader};
use crate::model::progress::EPSILON;
use crate::model::quantity::{
    Claim, Reading, Target, Unit, WrittenQuantity, digits, is_year, print_number, read_written, share_beside,
};

/// `claim-mismatch`, `claim-truncated`, `sum-mismatch`.
pub fn check(content: &Content, found: &mut Vec<Diagnostic>) {
    for document in content.documents {
        let Header::Slides(header) = &document.header else { continue };
        for key_result in header.content.key_results() {
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
    let of = file.content.key_results().find(|of| of.at == header.path)?;
    let said = |quarter: &&QuarterValue| quarter.said.as_ref().is_some_and(|said| said.check_in.at == check_in.at);
    let at = of.quarters.iter().position(|quarter| said(&quarter))?;
    of.running().get(at).copied().flatten()
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
    // Of numbers that are not meant as they are read it is told what to write, and a note may say what a claim compares with.
    let is_elsewhere = reading.note.as_deref().is_some_and(elsewhere::names_another_time);
    if !reading.claims.is_empty() && (is_elsewhere || points::is_doubtful(content, key_result, &document.path)) {
        return;
    }
    let of_percent = key_result.context.unit == Some(Unit::Percent);
    let beside = Beside {
        value,
        out_of: reading.out_of,
        of_percent,
        in_points: of_percent && is_in_points(reading),
        less_is_better: less_is_better(key_result),
        baseline: key_result.context.baseline,
    };
    let in_words = whole_in_words(&reading.text, value).filter(|_| reading.out_of.is_none());
    let in_words = in_words.map(|all| Beside { out_of: Some(all), ..beside });
    let so_far = if reading.claims.is_empty() { None } else { sum_so_far(content, document, key_result, check_in) };
    if of_percent {
        share_of(document, key_result, check_in, found);
    }
    for stated in &reading.claims {
        // Of its own quarter, or of the quarters so far: what speaks best for it is what is meant.
        let readings = [in_words, Some(beside), so_far.map(|value| Beside { value, ..beside })].into_iter().flatten();
        let judged = readings.map(|beside| (claim::judge(stated, beside, &key_result.target), beside));
        let weight = |verdict: &Verdict| match verdict {
            Verdict::Holds => 0,
            Verdict::Truncated(_) => 1,
            Verdict::Wrong(_) => 2,
        };
        let Some((verdict, beside)) = judged.min_by_key(|(verdict, _)| weight(verdict)) else { continue };
        tell(document, check_in, stated, (verdict, beside), found);
    }
}

/// Judges a share beside the `a of b` that it is: `60% (13 of 20)`.
fn share_of(document: &Document, key_result: &KeyResultHeader, check_in: &CheckIn, found: &mut Vec<Diagnostic>) {
    let Some((share, counted)) = share_beside(&check_in.reading.text) else { return };
    let stated = Claim { percent: share.value, decimals: share.decimals, signed: false, points: false };
    let beside = Beside {
        value: counted.value,
        out_of: counted.out_of,
        of_percent: false,
        in_points: false,
        // Of what is to become less the share may be of those that are left.
        less_is_better: less_is_better(key_result) || is_above(share.value, key_result),
        baseline: None,
    };
    let verdict = claim::judge(&stated, beside, &Target::Words);
    tell(document, check_in, &stated, (verdict, beside), found);
}

fn tell(
    document: &Document,
    check_in: &CheckIn,
    stated: &Claim,
    (verdict, beside): (Verdict, Beside),
    found: &mut Vec<Diagnostic>,
) {
    let (code, what, expected, or) = match verdict {
        Verdict::Holds => return,
        Verdict::Truncated(expected) => (Code::ClaimTruncated, "is cut off, not rounded", expected, ""),
        Verdict::Wrong(expected) => {
            (Code::ClaimMismatch, "does not follow from the numbers", expected, ", or correct the number")
        }
    };
    let message = format!("{} {what}: {}", said(stated), computed(&expected, stated, &beside));
    let hint = format!("write {}{or}", should(stated, &expected, &beside));
    let place = Place::Bytes(document.path.clone(), check_in.at.clone());
    found.push(Diagnostic::new(code, place, message).hint(hint));
}

/// Whether the share of a check-in is what points come to, as it is another number than is written: 24 of `+4pp (24%)`.
fn is_in_points(reading: &Reading) -> bool {
    let written = if reading.claims.is_empty() { None } else { read_written(&reading.text).number };
    reading.value.zip(written).is_some_and(|(value, said)| said.signed && (value - said.value).abs() > EPSILON)
}

/// What a number is of by the words around it: 20 in `7 teams of 20` and in `7 teams (35%), of all 20`. A year is no whole.
fn whole_in_words(text: &str, value: f64) -> Option<f64> {
    let bare = |word: &str| word.trim_matches(['(', ')', ',', ';', ':', '.']).to_owned();
    let mut words = text.split_whitespace().map(bare);
    while words.any(|word| word == "of") {
        let said = words.clone().find(|word| !["the", "all", "our", "these", "those"].contains(&word.as_str()))?;
        let WrittenQuantity { number, unit, .. } = read_written(&said);
        let number = number.filter(|number| number.value >= value && !number.signed && !is_year(&said));
        if let Some(number) = number.filter(|_| unit != Some(Unit::Percent)) {
            return Some(number.value);
        }
    }
    None
}

fn unit(claim: &Claim) -> &'static str {
    if claim.points { "pp" } else { "%" }
}

fn said(claim: &Claim) -> String {
    format!("`{}{}{}`", sign(claim), print_number(claim.percent.abs(), claim.decimals), unit(claim))
}

/// The claim as it should be, with the author's own precision, and with a sign where its author writes one: the author's own where
/// less is better, as that is an improvement in either sign.
fn should(claim: &Claim, expected: &Expected, beside: &Beside) -> String {
    let by = beside.baseline.map(|baseline| match expected.reading {
        Meaning::Points => beside.value - baseline,
        _ => (beside.value - baseline) / baseline,
    });
    let is_way = matches!(expected.reading, Meaning::Change | Meaning::Points) && !beside.less_is_better;
    let sign = match by.filter(|_| claim.signed && is_way) {
        Some(by) if by.abs() <= EPSILON => "",
        Some(by) if by < 0.0 => "-",
        Some(_) => "+",
        None => sign(claim),
    };
    format!("`{sign}{}{}`", print_number(expected.percent, claim.decimals), unit(claim))
}

/// The claim's own sign, as authors type it.
fn sign(claim: &Claim) -> &'static str {
    match (claim.signed, claim.percent < 0.0) {
        (false, _) => "",
        (true, true) => "-",
        (true, false) => "+",
    }
}

fn computed(expected: &Expected, claim: &Claim, beside: &Beside) -> String {
    let exact = format!("{}{}", print_number(expected.percent, claim.decimals.saturating_add(1).min(4)), unit(claim));
    let value = exactly(beside.value);
    match (expected.reading, beside.baseline, beside.out_of) {
        (Meaning::Change, Some(baseline), _) => format!("from {} to {value} is {exact}", exactly(baseline)),
        (Meaning::Points, Some(baseline), _) => format!("from {} to {value} are {exact}", exactly(baseline)),
        (Meaning::Ratio, _, Some(all)) => format!("{value} of {} are {exact}", exactly(all)),
        (Meaning::Left, _, Some(all)) => format!("with {value} of {} are left {exact}", exactly(all)),
        (reading, _, _) => format!("{} is {exact}", reading.words()),
    }
}

/// A number with as many digits after the point as it has; at most three.
fn exactly(value: f64) -> String {
    print_number(value, digits(value))
}

/// Shares of one whole that come to more than the whole.
fn sums(document: &Document, check_in: &CheckIn, found: &mut Vec<Diagnostic>) {
    let value = check_in.reading.text.as_str();
    let note = check_in.note.as_ref().map(|note| note.plain.as_str()).zip(check_in.note_at.as_ref());
    let mut too_much = vec![(more_than_a_whole(value), &check_in.at)];
    if let Some((note, at)) = note {
        too_much.push((more_than_a_whole(note), at));
        // A note goes on with what the value begins.
        if too_much.iter().all(|(shares, _)| shares.is_none()) {
            too_much.push((more_than_a_whole(&format!("{value}; {note}")), at));
        }
    }
    for (shares, at) in too_much {
        let Some(shares) = shares else { continue };
        let list: Vec<String> = shares.iter().map(|share| exactly(*share)).collect();
        let message = format!("the shares add up to {}%: {}%", exactly(shares.iter().sum()), list.join("% + "));
        let place = Place::Bytes(document.path.clone(), at.clone());
        found.push(
            Diagnostic::new(Code::SumMismatch, place, message)
                .hint("write shares that come to 100% at most, or say that they overlap: `100% at level 2 or above`"),
        );
    }
}

/// Whether less of it is better, as far as it is told: then a share may be what is left.
fn less_is_better(key_result: &KeyResultHeader) -> bool {
    let title = key_result.title.plain.to_lowercase();
    match key_result.target {
        Target::Limit { high, .. } => high.is_some(),
        Target::Words => true,
        Target::Number { value, .. } if key_result.context.baseline.is_some_and(|baseline| value < baseline) => true,
        _ => LIMITS.iter().any(|words| title.contains(words)),
    }
}

/// Whether a value lies above a target to which nothing says from where: it may come down to it.
fn is_above(value: f64, key_result: &KeyResultHeader) -> bool {
    key_result.context.baseline.is_none()
        && matches!(key_result.target, Target::Number { value: aim, .. } if value > aim)
}

/// How a title says that less is better.
const LIMITS: [&str; 8] =
    ["no more than", "at most", "less than", "fewer than", "not exceed", "stay under", "stay below", "maximum"];
