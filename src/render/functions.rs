//! The functions and filters that templates may call. All of them are pure functions of their arguments.

use std::borrow::Cow;
use std::sync::Arc;

use fluent_bundle::FluentValue;
use tera::{Error, ErrorKind, Kwargs, Map, State, Tera, TeraResult, Value};

use crate::model::link::{encode, escape, push_escaped};
use crate::model::nearest::closest;
use crate::model::progress::{AT_RISK, EPSILON, ON_TRACK};
use crate::model::quantity::{self, Unit};
use crate::model::quarter;
use crate::render::assets::Assets;
use crate::render::fields::{number, status};
use crate::render::numbers;
use crate::render::words::Words;

/// Makes them known to the engine.
pub fn register(tera: &mut Tera, words: &Arc<Words>, assets: &Arc<Assets>) {
    let catalogue = Arc::clone(words);
    tera.register_function("t", move |arguments: Kwargs, _: &State| say(&catalogue, &arguments));
    let catalogue = Arc::clone(words);
    tera.register_filter("t", move |key: &str, arguments: Kwargs, _: &State| message(&catalogue, key, &arguments));
    let files = Arc::clone(assets);
    tera.register_filter("asset", move |name: &str, _: Kwargs, _: &State| asset(&files, name));
    let files = Arc::clone(assets);
    tera.register_function("has_asset", move |arguments: Kwargs, _: &State| {
        arguments.must_get("path").map(|name| files.path(name).is_some())
    });
    let catalogue = Arc::clone(words);
    tera.register_filter("numbers", move |text: &str, _: Kwargs, _: &State| {
        Value::from(&*numbers::localized(&catalogue, text))
    });
    let catalogue = Arc::clone(words);
    tera.register_filter("percent", move |share: f64, _: Kwargs, _: &State| percent(&catalogue, share));
    let catalogue = Arc::clone(words);
    tera.register_filter("date", move |date: &str, _: Kwargs, _: &State| date_of(&catalogue, date));
    let catalogue = Arc::clone(words);
    tera.register_filter("duration", move |seconds: u64, _: Kwargs, _: &State| duration(&catalogue, seconds));
    let catalogue = Arc::clone(words);
    tera.register_filter("standing", move |of: &Map, _: Kwargs, _: &State| html(standing(&catalogue, of)));
    let catalogue = Arc::clone(words);
    tera.register_filter("so_far", move |row: &Map, _: Kwargs, _: &State| html(so_far(&catalogue, row)));
    let catalogue = Arc::clone(words);
    tera.register_filter("aloud", move |wording: &str, _: Kwargs, _: &State| aloud(&catalogue, wording));
    tera.register_filter("safe", |html: &Value, _: Kwargs, _: &State| safe(html));
    tera.register_filter("encoded", |text: &str, _: Kwargs, _: &State| encode(text));
    tera.register_filter("unbroken", |text: &str, _: Kwargs, _: &State| Value::safe_string(&unbroken(text)));
}

/// The text as HTML, as the engine's own filter of this name has it; but a name that nobody knows is none.
fn safe(html: &Value) -> TeraResult<Value> {
    match html.as_str() {
        Some(text) => Ok(Value::safe_string(text)),
        None if html.is_undefined() => Err(Error::new(ErrorKind::InvalidArgument {
            expected_type: "text".to_owned(),
            actual_type: html.name().to_owned(),
        })),
        None => Ok(Value::safe_string(&html.to_string())),
    }
}

/// `t(key="…", name=value, …)`: a message of the catalogue.
fn say(words: &Words, arguments: &Kwargs) -> TeraResult<Value> {
    message(words, arguments.must_get("key")?, arguments)
}

/// `"…" | t`, which the engine calls with much less ado where there are no arguments.
fn message(words: &Words, key: &str, arguments: &Kwargs) -> TeraResult<Value> {
    let named = arguments.iter().filter_map(|(name, value)| Some((name.as_str()?, value)));
    // What a template names and nobody defines is not given.
    let given = named.filter(|(name, value)| *name != "key" && !value.is_undefined());
    let values: Vec<_> = given.map(|(name, value)| (name, fluent(value))).collect();
    words.say(key, &values).map(|text| Value::from(&*text)).map_err(Error::message)
}

fn fluent(value: &Value) -> FluentValue<'_> {
    if let Some(number) = value.as_f64() {
        return FluentValue::from(number);
    }
    value.as_str().map_or_else(|| FluentValue::from(value.to_string()), FluentValue::from)
}

/// `"deck.css" | asset`: where a file of the theme stands below the top of the site.
fn asset(assets: &Assets, name: &str) -> TeraResult<String> {
    assets.path(name).map(ToOwned::to_owned).ok_or_else(|| {
        let near = closest(name, assets.names()).unwrap_or_default();
        Error::message(format!("the theme has no asset `{name}`; did you mean `{near}`?"))
    })
}

/// A share as a whole percentage: 0.546 is 55%. What would be rounded to nothing, or to all, has as many digits after the point as say
/// how far it is from that: 0.1%, 99.96%, 100.2%.
pub fn percent(words: &Words, share: f64) -> String {
    let exact = share * 100.0;
    let whole = (exact + 0.5 + 1e-9).floor();
    // The half below nothing is rounded away from it, as that above is.
    let near = [0.0, 100.0].into_iter().find(|end| whole == *end).filter(|end| (exact - end).abs() > 1e-6);
    let (shown, decimals) = near.map_or((whole, 0), |end| {
        let (beside, decimals) = first_digit((exact - end).abs());
        (end + beside.copysign(exact - end), decimals)
    });
    numbers::localized_own(words, quantity::format_quantity(shown, decimals, Some(&Unit::Percent)))
}

/// A number below 1 rounded to its first digit that is not zero, with the digits after its point.
fn first_digit(size: f64) -> (f64, u8) {
    const MOST: u8 = 6;
    let decimals = (1..MOST).find(|decimals| size * 10_f64.powi(i32::from(*decimals)) >= 0.95).unwrap_or(MOST);
    (quantity::rounded(size, decimals), decimals)
}

/// A text that is HTML, and so is not escaped again.
fn html(text: TeraResult<String>) -> TeraResult<Value> {
    text.map(|html| Value::safe_string(&html))
}

/// A text as HTML that goes to the next line as a whole where it has no room in the present one.
fn together(text: &str) -> String {
    format!("<span class=\"together\">{}</span>", escape(text))
}

/// How an objective stands, what holds it back, and how many of its key results have not reported.
fn standing(words: &Words, of: &Map) -> TeraResult<String> {
    let say = |key: &str, arguments: &[_]| words.say(key, arguments).map_err(Error::message);
    let share = |name| number(of, name).map(|share| Some((name, percent(words, share?).into())));
    let called = status(of)?;
    let mut arguments = vec![("status", FluentValue::from(say(&format!("status-{called}"), &[])?))];
    arguments.extend(share("progress")?);
    arguments.extend(share("expected")?.filter(|_| arguments.len() > 1));
    let key = ["standing-alone", "standing-progress", "standing"][arguments.len() - 1];
    let mut sentences = escape(&say(key, &arguments)?);
    let mut add = |key, name, count: f64, all: f64| -> TeraResult<()> {
        sentences.push(' ');
        sentences.push_str(&together(&say(key, &[(name, count.into()), ("of", all.into())])?));
        Ok(())
    };
    let Some(all) = number(of, "of")? else { return Ok(sentences) };
    if let Some(count) = number(of, "held_back_by")? {
        // What has not begun may not be due: the others go on.
        add(if called == "not-started" { "not-begun" } else { "held-back" }, "count", count, all)?;
    }
    if let Some(reporting) = number(of, "reporting")?.filter(|reporting| *reporting < all) {
        add("reporting-gap", "reporting", reporting, all)?;
    }
    Ok(sentences)
}

/// What a key result's progress is, and what was expected by now; nothing where there is none.
fn so_far(words: &Words, row: &Map) -> TeraResult<String> {
    let Some(progress) = number(row, "progress")? else { return Ok(String::new()) };
    let expected = number(row, "expected")?;
    let digits = expected.map_or(0, |expected| digits_of_pace(progress, expected));
    let share = |key: &str, name: &str, share: f64| {
        let printed = if digits == 0 { percent(words, share) } else { percent_with(words, share, digits) };
        words.say(key, &[(name, printed.into())]).map(Cow::into_owned).map_err(Error::message)
    };
    let now = share(if progress < 0.0 { "progress-back" } else { "progress-now" }, "progress", progress)?;
    match expected {
        None => Ok(escape(&now)),
        Some(expected) => {
            let expected = share("progress-expected", "expected", expected)?;
            Ok(format!("{} {}", escape(&now), together(&format!("· {expected}"))))
        }
    }
}

/// How many digits after the point both shares need, so that they come to the pace of which the status tells: 94.7% of what was expected
/// is no 95%.
fn digits_of_pace(progress: f64, expected: f64) -> u8 {
    const MOST: u8 = 2;
    let paces = |progress: f64, expected: f64| [ON_TRACK, AT_RISK].map(|least| progress / expected >= least - EPSILON);
    let printed = |share: f64, digits| quantity::rounded(share * 100.0, digits);
    let is_as_told =
        |digits: &u8| paces(printed(progress, *digits), printed(expected, *digits)) == paces(progress, expected);
    if expected > 0.0 { (0..MOST).find(is_as_told).unwrap_or(MOST) } else { 0 }
}

/// A share with so many digits after the point at most.
fn percent_with(words: &Words, share: f64, digits: u8) -> String {
    let shown = quantity::rounded(share * 100.0, digits);
    numbers::localized_own(words, quantity::format_quantity(shown, quantity::digits(shown), Some(&Unit::Percent)))
}

/// An ISO date in words.
fn date_of(words: &Words, date: &str) -> String {
    let read = date.parse().ok().and_then(|day| words.day(day, false).ok());
    read.map_or_else(|| date.to_owned(), Cow::into_owned)
}

/// Planned time, to the half minute.
fn duration(words: &Words, seconds: u64) -> String {
    let key = if seconds < 60 { "seconds" } else { "minutes" };
    let number = if seconds < 60 { seconds as f64 } else { (seconds as f64 / 30.0).round() / 2.0 };
    let number = numbers::localized_own(words, number.to_string());
    words.say(key, &[("number", FluentValue::from(number))]).unwrap_or_default().into_owned()
}

/// A marked wording with words for those who do not see the marks: `<del>` and `<ins>` alone are not read out.
fn aloud(words: &Words, wording: &str) -> String {
    let spoken = |key: &str, space: [&str; 2]| {
        let said = words.say(key, &[]).unwrap_or_default();
        format!("<span class=\"sr\">{}{}{}</span>", space[0], escape(&said), space[1])
    };
    let end = spoken("aloud-end", [" ", ""]);
    wording
        .replace("<del>", &format!("<del>{}", spoken("aloud-removed", ["", " "])))
        .replace("<ins>", &format!("<ins>{}", spoken("aloud-added", ["", " "])))
        .replace("</del>", &format!("{end}</del>"))
        .replace("</ins>", &format!("{end}</ins>"))
}

/// A text as HTML in which no line ends within a quarter, at its space or its hyphen. The letters stay as they are, so that the
/// quarter is copied and found as it is written elsewhere.
fn unbroken(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 32);
    push_unbroken(&mut html, text);
    html
}

/// Appends the [`unbroken`] text.
pub fn push_unbroken(html: &mut String, text: &str) {
    let mut from = 0;
    for label in quarter::labels_in(text) {
        push_escaped(html, &text[from..label.start]);
        html.push_str("<span class=\"unbroken\">");
        html.push_str(&text[label.clone()]);
        html.push_str("</span>");
        from = label.end;
    }
    push_escaped(html, &text[from..]);
}
