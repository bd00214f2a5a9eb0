//! Values that carry no number for what stands in them, or are hardly meant as they are read.

use crate::model::diagnostic::Code;
use crate::model::document::Status;
use crate::model::quantity::{self, Context, Doubt, Reading, Said, Target, Unit};
use crate::parse::front_matter::around::{self, is_before};
use crate::parse::front_matter::mismatch::mismatch;
use crate::parse::front_matter::node::Node;
use crate::parse::front_matter::reader::Reader;
use crate::parse::front_matter::units::{
    behind_words, change_without_sign, goes_on, letter_beside_unit, marked, miswritten, miswritten_claim,
    number_behind_change, open_claim, points_as_share, several, share_of_one, short_form, yes_or_no,
};

/// What the values of a key result are read against.
pub struct Measure<'a> {
    pub context: &'a Context,
    pub target: &'a Target,
    /// As written.
    pub target_text: &'a str,
    /// As written.
    pub baseline: Option<&'a str>,
    /// By `unit:` or by the baseline; not taken from the target or the first value.
    pub unit_is_stated: bool,
    /// By `unit:`.
    pub says_unit: bool,
    /// The unit of all values, where they are several and it is another one than the target's, which alone says that of the key
    /// result.
    pub agreed: Option<String>,
}

/// The unit that several values agree in, against the target's.
pub fn agreed(said: &[&str], unit: Option<&Unit>, said_by: Option<&str>) -> Option<String> {
    let Some(Unit::Words(_)) = unit.filter(|_| said_by == Some("target")) else { return None };
    let numbers: Vec<_> = said.iter().map(|text| quantity::read_written(text)).collect();
    let units: Vec<&Unit> = numbers.iter().filter_map(|number| number.unit.as_ref()).collect();
    let (first, others) = units.split_first()?;
    let is_other = matches!(first, Unit::Words(_)) && unit.is_some_and(|unit| !unit.is_same(first));
    (!others.is_empty() && is_other && others.iter().all(|other| other.is_same(first)))
        .then(|| first.brief().to_string())
}

/// Reports values that are in one unit, and the target in another.
fn other_unit_than_target(reader: &mut Reader, at: &Node, said: &str, measure: &Measure) {
    let (Some(unit), Some(agreed)) = (&measure.context.unit, &measure.agreed) else { return };
    let (said, unit) = (Unit::Words(said.to_owned()).brief(), unit.brief());
    let message = format!("the value is in `{said}`, the target in `{unit}`");
    let hint = format!(
        "if `{agreed}` is right, correct the target, `{}`, or write `unit: {agreed}`; else the values",
        measure.target_text
    );
    reader.report(Code::UnitMismatch, &at.at, message, hint);
}

/// Reports what is doubtful in a value. `called` is the status that a human gives beside it.
pub fn tell(reader: &mut Reader, at: &Node, text: &str, reading: &Reading, called: Option<Status>, measure: &Measure) {
    // Of what carries no number it is told why.
    if reading.value.is_some() {
        short_form(reader, at, text, measure.says_unit);
        around::behind(reader, at, text, measure.context);
    }
    read_otherwise(reader, at, reading, called, measure);
    for doubt in &reading.doubts {
        match doubt {
            // A target in words is reached, or not, without a place in an order, or a time.
            Doubt::LetterForDigit(_) if *measure.target == Target::Words && quantity::is_of_words(text) => {}
            Doubt::LetterForDigit(_) => {
                if !letter_beside_unit(reader, at, text, measure.context) {
                    miswritten(reader, at, text);
                }
            }
            Doubt::MiswrittenClaim(claim) => miswritten_claim(reader, at, claim),
            Doubt::OpenClaim(claim) => open_claim(reader, at, claim),
            // Nothing is computed for a target in words: its values may be in any unit, unless one was stated.
            Doubt::UnitMismatch(_) if *measure.target == Target::Words && !measure.unit_is_stated => {}
            Doubt::UnitMismatch(said) if measure.agreed.is_some() => other_unit_than_target(reader, at, said, measure),
            Doubt::UnitMismatch(said) => {
                mismatch(reader, at, "the value", said, measure.context, Some(measure.target));
            }
            Doubt::Several if *measure.target == Target::Words => {}
            Doubt::Several => several(reader, at, text, measure.context.unit.as_ref()),
        }
    }
}

/// Reports numbers that carry none for what stands before them, and some that are hardly meant as they are read.
fn read_otherwise(reader: &mut Reader, at: &Node, reading: &Reading, called: Option<Status>, measure: &Measure) {
    let text = reading.text.as_str();
    // In words a target is reached, or not, without a number.
    if *measure.target == Target::Words {
        return;
    }
    if let Some(value) = reading.value {
        around::signed(reader, at, text, value, measure);
        change_without_sign(reader, at, text, measure.context, measure.baseline, false);
        points_as_share(reader, at, text, measure.context);
        share_of_one(reader, at, text, measure.context, measure.target);
        goes_on(reader, at, text, measure.context);
        number_behind_change(reader, at, text, measure.context);
        lonely_percentage(reader, at, text, measure);
    }
    if reading.said != Said::Text {
        return;
    }
    if *measure.target == Target::YesNo {
        if around::in_marks(reader, at, text, measure.context) {
            return;
        }
        yes_or_no(reader, at, text, quantity::answer_meant(text), "carries no value");
        if called.is_none() {
            more_than_yes(reader, at, text);
            number_for_yes(reader, at, text);
        }
    }
    marked(reader, at, text, measure.context);
    let is_told = !reading.doubts.is_empty()
        || quantity::behind_mark(text).or_else(|| quantity::unit_behind(text, None)).is_some();
    let unit = measure.context.unit.as_ref();
    if *measure.target != Target::YesNo && is_before(text, unit) {
        around::before(reader, at, text, measure.context);
        return;
    }
    let is_counted = matches!(measure.target, Target::Number { .. } | Target::Limit { .. });
    if !is_told && (is_counted || matches!(measure.target, Target::Milestones { .. })) {
        no_number(reader, at, text, measure.context);
    }
    if is_counted && !is_told {
        garbled(reader, at, text, measure.context);
        if called.is_none() {
            nothing(reader, at, text, unit);
            behind_words(reader, at, text, measure.context);
        }
    }
}

/// Reports nothing in words.
fn nothing(reader: &mut Reader, at: &Node, text: &str, unit: Option<&Unit>) {
    let Some(meant) = quantity::nothing_meant(text, unit) else { return };
    let message = format!("`{text}` carries no number");
    let hint = format!("write `{meant}`; where nothing is known, leave it empty");
    reader.report(Code::LetterForDigit, &at.at, message, hint);
}

/// Reports a percentage that alone makes `%` the key result's unit, where the other numbers are no percentages.
fn lonely_percentage(reader: &mut Reader, at: &Node, text: &str, measure: &Measure) {
    let is_stated = || measure.unit_is_stated || quantity::unit_of(None, None, measure.target_text, None).is_some();
    let Some(meant) = quantity::percentage_meant(text, measure.context, measure.target) else { return };
    if is_stated() {
        return;
    }
    let message =
        format!("`{text}` is read as the number itself, and the key result's other numbers are no percentages");
    let hint = if meant.starts_with(['+', '-']) {
        format!("a change from the baseline has its sign: write `{meant}`; else write the number itself")
    } else {
        format!("write `{meant}`, or all of its numbers as percentages")
    };
    reader.report(Code::UnitMismatch, &at.at, message, hint);
}

/// Reports a yes with words behind it that nothing sets apart.
fn more_than_yes(reader: &mut Reader, at: &Node, text: &str) {
    let Some((word, rest)) = quantity::answer_and_more(text) else { return };
    let message = format!("`{text}` says more than `{word}`, so it carries no value");
    let hint = format!("what else there is to say goes behind a comma: write `{word}, {rest}`");
    reader.report(Code::LetterForDigit, &at.at, message, hint);
}

/// Reports a number or a date where a yes or no is asked for. With words behind it, it is what the author says in place of one.
fn number_for_yes(reader: &mut Reader, at: &Node, text: &str) {
    if let Some(date) = quantity::date_alone(text) {
        let message = format!("`{date}` is a date, and the target a yes or no, so it carries no value");
        let hint = format!("write `yes, {date}` if it is done, else `no, {date}`; when it is due is its `due:`");
        reader.report(Code::UnitMismatch, &at.at, message, hint);
        return;
    }
    let written = quantity::read_written(text);
    if written.number.is_none() || written.note.is_some() || matches!(written.unit, Some(Unit::Words(_))) {
        return;
    }
    let message = format!("`{text}` is a number, and the target a yes or no, so it carries no value");
    let hint = "write `yes` or `no`; or, where it is counted, a target that is a number, or milestones: `4 of 4`";
    reader.report(Code::UnitMismatch, &at.at, message, hint);
}

/// Reports a number that has too many points or commas to be one.
fn garbled(reader: &mut Reader, at: &Node, text: &str, context: &Context) {
    let Some(number) = quantity::garbled(text, context.unit.as_ref()) else { return };
    let so = if number == text { "it".to_owned() } else { format!("`{text}`") };
    let message = format!("`{number}` is no number as it is written, so {so} carries none");
    let hint = "write commas between thousands, one point before decimals, and `k`, `M` or `B` behind all: `1,234.5k`";
    reader.report(Code::LetterForDigit, &at.at, message, hint);
}

/// Reports a planned value that is many times as far away as the target is.
pub fn far_beyond(reader: &mut Reader, at: &Node, value: f64, measure: &Measure) {
    const FAR: f64 = 5.0;
    let Target::Number { value: target, .. } = *measure.target else { return };
    let from = measure.context.baseline.unwrap_or(0.0);
    let share = (value - from) / (target - from);
    // To keep the baseline there is no way to go.
    if !share.is_finite() || share < FAR {
        return;
    }
    let planned = quantity::print_number(value, quantity::digits(value));
    let message = format!("{planned} is planned, and the target is `{}`", measure.target_text);
    reader.report(Code::UnitMismatch, &at.at, message, "correct the one that is not meant");
}

/// Reports digits that are a time, a date or a version, where a number is asked for.
fn no_number(reader: &mut Reader, at: &Node, text: &str, context: &Context) {
    let digits = quantity::digits_of_another(text, context.unit.as_ref()).or_else(|| quantity::date_alone(text));
    let Some(digits) = digits else { return };
    let message = format!("`{digits}` is no number, but a time, a date or a version, so `{text}` carries none");
    let hint = "begin with the number that holds; what else there is to say goes behind a comma";
    reader.report(Code::LetterForDigit, &at.at, message, hint);
}

/// Reports milestones that are of another whole than those of the target.
pub fn whole(reader: &mut Reader, at: &Node, reading: &Reading, measure: &Measure) {
    let Target::Milestones { count } = *measure.target else { return };
    let Some((value, all)) = reading.value.zip(reading.out_of) else { return };
    let print = |number| quantity::print_number(number, quantity::digits(number));
    let (is_more, is_other) = (value > all, (all - count).abs() > f64::EPSILON);
    let (said, all, count) = (&reading.text, print(all), print(count));
    let (message, hint) = match (is_more, is_other) {
        (false, false) => return,
        (true, _) => (format!("`{said}` is more than all {all} of them"), format!("write how many of {count} it is")),
        (false, true) => (
            format!("`{said}` is out of {all}, and the target is {count} of {count}"),
            format!(
                "write how many of {count} it is; where there are more of them now, the target is `{all} of {all}`"
            ),
        ),
    };
    reader.report(Code::UnitMismatch, &at.at, message, hint);
}

/// Reports a target that is read as words and holds a number, though the values that are `said` of it are numbers, too.
pub fn number_in_words(reader: &mut Reader, at: &Node, text: &str, context: &Context, said: &[&str]) {
    let is_number = |said: &&str| {
        let written = quantity::read_written(said);
        written.number.is_some()
            && (written.unit.is_none() || written.unit != Some(Unit::Percent) || context.unit == Some(Unit::Percent))
    };
    if !said.iter().any(is_number) {
        return;
    }
    garbled(reader, at, text, context);
    let unit = context.unit.as_ref();
    let without_limit = quantity::without_limit(text);
    if let Some(none) = quantity::nothing_meant(without_limit, unit) {
        let message = format!("`{text}` is read as a target in words, so nothing is computed for it");
        let hint = if without_limit.len() < text.len() || context.baseline.is_none() {
            format!("write `at most {none}`")
        } else {
            format!("write `{none}`, or, if it is a limit, `at most {none}`")
        };
        reader.report(Code::LetterForDigit, &at.at, message, hint);
        return;
    }
    let Some(meant) = quantity::aim_meant(text, unit) else { return };
    let message =
        format!("`{text}` is read as a target in words, so nothing is computed for it, and its values are numbers");
    let hint = match (meant.baseline, context.baseline) {
        (Some(baseline), None) => {
            format!("write `{}`, and where it starts as its `baseline: {baseline}`", meant.target)
        }
        _ if meant.is_change && context.baseline.is_none() => {
            format!(
                "write what it starts from as its `baseline:`, and the change, `{}`, or the number to reach",
                meant.target
            )
        }
        _ if meant.may_be_limit => {
            let number = meant.target;
            format!(
                "write `{number}`, or, if it is a limit, `at most {number}` or `at least {number}`; what else there is to say goes \
                 behind a comma"
            )
        }
        _ => format!("write `{}`; what else there is to say goes behind a comma", meant.target),
    };
    reader.report(Code::LetterForDigit, &at.at, message, hint);
}
