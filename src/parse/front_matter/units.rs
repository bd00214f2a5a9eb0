//! Numbers that cannot be what they look like: in another unit than their key result's, or not written as numbers are; and what to
//! write instead.

use crate::model::diagnostic::Code;
use crate::model::quantity::{self, Context, Miswriting, ShareInWords, Target, Unit, WrittenQuantity};
use crate::parse::front_matter::around;
use crate::parse::front_matter::mismatch::mismatch;
use crate::parse::front_matter::node::{Kind, Node};
use crate::parse::front_matter::reader::{Fields, Reader};

/// Reports a number that is not written as one: with a letter for a digit, or other marks than it must have.
pub fn miswritten(reader: &mut Reader, node: &Node, text: &str) {
    report_miswritten(reader, node, text, "it carries no number");
}

/// Reports a claim whose number is not written as one.
pub fn miswritten_claim(reader: &mut Reader, node: &Node, claim: &str) {
    report_miswritten(reader, node, claim, "it is no claim, and is not checked");
}

/// Reports a claim whose parenthesis never ends.
pub fn open_claim(reader: &mut Reader, node: &Node, claim: &str) {
    let message = format!("the parenthesis of `{claim}` never ends, so it is no claim, and is not checked");
    reader.report(Code::LetterForDigit, &node.at, message, format!("write `{claim})`"));
}

fn report_miswritten(reader: &mut Reader, node: &Node, text: &str, so: &str) {
    let Some(found) = quantity::miswritten(text) else { return };
    let why = match found.why {
        Miswriting::Letter => "has a letter that looks like a digit",
        Miswriting::Comma => "has a comma where the point of a decimal belongs",
        Miswriting::Point => "has another mark where the point of a decimal belongs",
        Miswriting::Groups => "is not grouped as a number is here, by a comma before every three digits",
        Miswriting::Notation => "is a number as machines write it",
        Miswriting::Fraction => "has a fraction where a point and decimals belong",
        Miswriting::Ordinal => "is a place in an order",
        Miswriting::Sign => "has a sign that is none of a number",
        Miswriting::Clock => "has a colon where a point and decimals belong",
        Miswriting::Digits => "has digits of another writing than the format's",
    };
    // With the sign or the word behind it.
    let start = found.rest.len() - found.rest.trim_start().len();
    let ends = |letter: char| letter.is_whitespace() || matches!(letter, ',' | ';' | '(' | '（');
    let end = found.rest[start..].find(ends).map_or(found.rest.len(), |end| start + end);
    // Behind a word for thousands or millions stands the currency's sign.
    let behind = found.rest[end..].trim_start();
    let sign = behind.chars().next().filter(|sign| quantity::is_currency(*sign)).map_or(0, char::len_utf8);
    let end = if sign > 0 { found.rest.len() - behind.len() + sign } else { end };
    let word = &found.rest[..end];
    let message = format!("`{}{word}` {why}, so {so}", found.number);
    reader.report(Code::LetterForDigit, &node.at, message, format!("write `{}{word}`", found.meant));
}

/// Reports a yes or no that is written otherwise than the format has it, and is probably `meant`. `so` says what it is read as.
pub fn yes_or_no(reader: &mut Reader, node: &Node, text: &str, meant: Option<&str>, so: &str) {
    let Some(meant) = meant else { return };
    let message = format!("`{text}` {so}: here yes and no are `yes` and `no`, whatever the language");
    reader.report(Code::LetterForDigit, &node.at, message, format!("write `{meant}`; pages say it in their language"));
}

/// Reports a value that says several numbers.
pub fn several(reader: &mut Reader, node: &Node, text: &str, unit: Option<&Unit>) {
    let message = format!("`{text}` says more than one number, so it carries none");
    let hint = "write the one that holds, with its unit; what else there is to say goes behind a comma";
    reader.report(Code::LetterForDigit, &node.at, message, one_number(text, unit).unwrap_or_else(|| hint.to_owned()));
}

/// Reports a target that says several numbers.
pub fn several_targets(reader: &mut Reader, node: &Node, text: &str, context: &Context) {
    let message =
        format!("`{text}` says more than one number, so it is a target in words, and nothing is computed for it");
    let is_band = |meant: &String| matches!(quantity::read_target(meant, context), Ok(Target::Limit { .. }));
    let band = quantity::band_between(text).filter(is_band).unwrap_or_else(|| "15..20 days".to_owned());
    let hint = || {
        format!("write the one number to reach, in one unit, or a band: `{band}`; where it starts is its `baseline:`")
    };
    reader.report(
        Code::LetterForDigit,
        &node.at,
        message,
        one_number(text, context.unit.as_ref()).unwrap_or_else(hint),
    );
}

/// Reports a service level that says several numbers.
pub fn several_levels(reader: &mut Reader, node: &Node, text: &str) {
    let message = format!("`{text}` says more than one number, so it is unknown whether the level is met");
    let hint =
        "write the one that holds, the worst of what was measured; what else there is to say goes into the `note`";
    reader.report(Code::LetterForDigit, &node.at, message, one_number(text, None).unwrap_or_else(|| hint.to_owned()));
}

/// What to write for several numbers that come to one.
fn one_number(text: &str, unit: Option<&Unit>) -> Option<String> {
    let time = || Some(format!("write `{}`", quantity::in_one_unit(text, unit)?));
    part_hint(text).or_else(time)
}

/// What to write for a share in words.
pub fn part_hint(text: &str) -> Option<String> {
    let ShareInWords { percent, of } =
        quantity::numbers(text).find_map(|number| quantity::part_in_words(number, None))?;
    Some(format!("write the share, `{percent}`, or `{of}`; what is no share goes behind a comma"))
}

/// Reports a change from the baseline without a sign, which is read as a number itself. Of a target the sign makes a change of the
/// baseline, or points; of a value points alone.
pub fn change_without_sign(
    reader: &mut Reader,
    node: &Node,
    text: &str,
    context: &Context,
    baseline: Option<&str>,
    is_target: bool,
) {
    let Some(change) = quantity::change_meant(text, context, baseline) else { return };
    let message = format!("`{text}` is read as the number itself, not as a change from the baseline");
    let sign = if change.by < 0.0 { '-' } else { '+' };
    let by = quantity::print_number(change.by.abs(), change.decimals);
    let hint = match (change.is_share, is_target) {
        (true, true) => {
            format!("a change from the baseline has its sign: write `{sign}{by}%`, or in points `{sign}{by}pp`")
        }
        (true, false) => format!("write the share itself, or points from the baseline with their sign: `{sign}{by}pp`"),
        (false, _) => "write the number itself, not how far it is from the baseline".to_owned(),
    };
    reader.report(Code::UnitMismatch, &node.at, message, hint);
}

/// Reports points from the baseline that are read as a share, as they have a `%`.
pub fn points_as_share(reader: &mut Reader, node: &Node, text: &str, context: &Context) {
    let Some(meant) = quantity::points_meant(text, context) else { return };
    let message = format!("`{text}` is read as the share itself, not as points from the baseline");
    reader.report(Code::UnitMismatch, &node.at, message, format!("write `{meant}`"));
}

/// Reports a share of 1 where the key result's numbers are percentages.
pub fn share_of_one(reader: &mut Reader, node: &Node, text: &str, context: &Context, target: &Target) {
    let Some(meant) = quantity::share_meant(text, context, target) else { return };
    let message = format!("`{text}` is read as {text}%, and the key result's other numbers are percentages");
    reader.report(Code::UnitMismatch, &node.at, message, format!("write `{meant}`"));
}

/// Reports a short text that holds a number in the key result's own unit, and does not begin with it.
pub fn behind_words(reader: &mut Reader, node: &Node, text: &str, context: &Context) {
    let within = quantity::numbers_within(text, context.unit.as_ref()).pop();
    let is_number = |plain: &String| matches!(quantity::read_target(plain, context), Ok(Target::Number { .. }));
    let in_marks = || quantity::emphasized(text).filter(is_number);
    let nearly = || quantity::behind_nearly(text).map(str::to_owned);
    let last = within.or_else(|| quantity::behind_unit(text, context.unit.as_ref())).or_else(in_marks).or_else(nearly);
    let Some(last) = last else { return };
    let message = format!("`{text}` does not begin with its number, so it carries none");
    let hint = format!(
        "begin with it: `{last}`; what else there is to say goes behind a comma, or alone into `not measured (why)`"
    );
    reader.report(Code::LetterForDigit, &node.at, message, hint);
}

/// Reports a number whose short form is another than the format's: `$1.2m` is $1.2, with a note, and `5 k` are 5, unless the
/// key result says what its unit is.
pub fn short_form(reader: &mut Reader, node: &Node, text: &str, says_unit: bool) {
    let Some(full) = quantity::full_form(text, says_unit) else { return };
    let message = format!("of `{text}` only the digits are the number");
    reader.report(Code::UnitMismatch, &node.at, message, format!("write `{full}`"));
}

/// Reports numbers with their scale in words beside others that have a letter: of `2M` and `1.2 million` the second is 1.2.
pub fn mixed_scales(reader: &mut Reader, fields: &Fields) {
    let mut said: Vec<&Node> = ["baseline", "target", "check_in"].iter().filter_map(|key| fields.get(key)).collect();
    if let Some(Kind::Map(entries)) = fields.get("check_ins").map(|node| &node.kind) {
        said.extend(entries.iter().map(|entry| &entry.value));
    }
    let mut texts = Vec::with_capacity(said.len());
    for node in said {
        let node = node.entry("value").map_or(node, |entry| &entry.value);
        if let Kind::Scalar { text, .. } = &node.kind {
            texts.push((node, text));
        }
    }
    // Few texts hold a letter right behind a digit, fewer such a word, and to look for them is shorter than to read the numbers.
    let may_have_letter = |text: &str| {
        text.as_bytes().windows(2).any(|pair| pair[0].is_ascii_digit() && matches!(pair[1], b'k' | b'K' | b'M' | b'B'))
    };
    let has_word = |text: &str| {
        let lower = text.to_lowercase();
        let is_glued =
            lower.as_bytes().windows(2).any(|pair| pair[0].is_ascii_digit() && matches!(pair[1], b'm' | b'b'));
        is_glued
            || ["illion", "housand", "mio", "mn", "bn", "mrd", "mld", "tsd"].iter().any(|word| lower.contains(word))
    };
    let has_letter = |text: &str| quantity::numbers(text).any(quantity::has_letter);
    if !texts.iter().any(|(_, text)| may_have_letter(text))
        || !texts.iter().any(|(_, text)| has_word(text))
        || !texts.iter().any(|(_, text)| has_letter(text))
    {
        return;
    }
    for (node, text) in texts {
        if let Some(meant) = quantity::numbers(text).find_map(quantity::with_letter) {
            let message = format!("of `{text}` only the digits are the number, and others have a letter behind them");
            reader.report(Code::UnitMismatch, &node.at, message, format!("write `{meant}`"));
        }
    }
}

/// Reports a number of which only the first digits are read, as the others stand behind a mark and a space.
pub fn goes_on(reader: &mut Reader, node: &Node, text: &str, context: &Context) {
    let Some(meant) = quantity::goes_on(text, context.unit.as_ref()) else { return };
    let message = format!("of `{text}` only the digits before the mark are the number, and those behind it are a note");
    let hint = format!("write `{meant}`; or, if they are a note, put it into parentheses");
    reader.report(Code::LetterForDigit, &node.at, message, hint);
}

/// Reports a change from the baseline before another number that is a note.
pub fn number_behind_change(reader: &mut Reader, node: &Node, text: &str, context: &Context) {
    let Some(meant) = quantity::number_behind_change(text, context) else { return };
    let message = format!("`{text}` is read as a change from the baseline, and the number behind it as a note");
    let hint = format!("write the number first: `{meant}`; or, if it is a note, begin that with a word");
    reader.report(Code::LetterForDigit, &node.at, message, hint);
}

/// Reports a letter for a digit that only the unit behind it tells from a word.
pub fn letter_beside_unit(reader: &mut Reader, node: &Node, text: &str, context: &Context) -> bool {
    let meant = quantity::letter_beside_unit(text, context.unit.as_ref());
    if let Some(meant) = &meant {
        let message = format!("`{text}` has a letter that looks like a digit, so it carries no number");
        reader.report(Code::LetterForDigit, &node.at, message, format!("write `{meant}`"));
    }
    meant.is_some()
}

/// Reports a number that a mark before it keeps from being one.
pub fn marked(reader: &mut Reader, node: &Node, text: &str, context: &Context) {
    unit_before(reader, node, text, context);
    let Some(meant) = quantity::behind_mark(text) else { return };
    let message = format!("the number in `{text}` has a mark before it, so it carries no number");
    let hint = format!("write `{meant}`; how sure it is goes behind a comma");
    reader.report(Code::LetterForDigit, &node.at, message, hint);
}

/// Reports a number that stands behind its unit.
pub fn unit_before(reader: &mut Reader, node: &Node, text: &str, context: &Context) {
    let Some(meant) = quantity::unit_behind(text, context.unit.as_ref()) else { return };
    let message = format!("the number in `{text}` has its unit before it, so it carries no number");
    reader.report(Code::LetterForDigit, &node.at, message, format!("write `{meant}`"));
}

/// Reports a date where a baseline is asked for.
fn date_for_baseline(reader: &mut Reader, node: &Node, text: &str) {
    let Some(date) = quantity::date_alone(text) else { return };
    let message = format!("`{date}` is a date, so it carries no number");
    let hint = "begin with the number that it starts from; as of when that was goes into parentheses, and when the work begins is its `start:`";
    reader.report(Code::LetterForDigit, &node.at, message, hint);
}

/// Reports a date that is read as a target in words.
pub fn date_for_target(reader: &mut Reader, node: &Node, text: &str) {
    let Some(date) = quantity::date_alone(text) else { return };
    let message = format!("`{date}` is a date, so it is a target in words, and nothing is computed for it");
    let hint = "write the quarter in which it is to be done as its `due:`, with `target: yes`";
    reader.report(Code::LetterForDigit, &node.at, message, hint);
}

/// Reports a limit that is read as a target in words, though one of the values that are `said` of it is a number, or hides one
/// behind such a mark, too.
pub fn limit_in_words(reader: &mut Reader, node: &Node, text: &str, said: &[&str]) {
    let is_number =
        |said: &&str| quantity::read_written(said).number.is_some() || quantity::behind_mark(said).is_some();
    let Some(meant) = quantity::limit_meant(text).filter(|_| said.iter().any(is_number)) else { return };
    let message = format!("`{text}` is read as a target in words, so nothing is computed for it");
    reader.report(Code::LetterForDigit, &node.at, message, format!("write `{meant}`"));
}

/// Reports what is wrong with a baseline's number and unit.
pub fn baseline_doubts(reader: &mut Reader, fields: &Fields, baseline: Option<&WrittenQuantity>, context: &Context) {
    if let Some((node, text)) = fields.get("baseline").zip(baseline.map(|baseline| &baseline.text)) {
        miswritten(reader, node, text);
        marked(reader, node, text, context);
        date_for_baseline(reader, node, text);
        goes_on(reader, node, text, context);
        short_form(reader, node, text, fields.get("unit").is_some());
        around::before(reader, node, text, context);
        around::behind(reader, node, text, context);
    }
    let other = fields.get("baseline").zip(baseline).filter(|_| is_in_other_unit(baseline, context));
    if let Some((node, baseline)) = other {
        let all = baseline.number.and_then(|number| number.out_of).unwrap_or_default();
        let said = baseline.unit.as_ref().map_or_else(|| format!("of {all}"), ToString::to_string);
        mismatch(reader, node, "the baseline", &said, context, None);
    }
}

/// Whether a baseline is in another unit than its key result. Where shares are asked for `58 of 90` is a count.
pub fn is_in_other_unit(baseline: Option<&WrittenQuantity>, context: &Context) -> bool {
    let (Some(baseline), Some(unit)) = (baseline, &context.unit) else { return false };
    match &baseline.unit {
        Some(said) => !said.is_same(unit),
        None => *unit == Unit::Percent && baseline.number.is_some_and(|number| number.out_of.is_some()),
    }
}

/// Reports a band whose higher end stands first.
pub fn high_to_low(reader: &mut Reader, node: &Node, text: &str) {
    let (high, low) = quantity::ends(text).unwrap_or_default();
    let (high, low) = (high.trim(), low.trim());
    let hint = format!(
        "to stay between the two write `{low}..{high}`; to go from one to the other `baseline: {high}` and `target: {low}`"
    );
    reader.wrong(node, "a band that begins with its lower end", hint);
}
