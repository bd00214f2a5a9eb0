//! Numbers as the site's language writes them. The content and the model write them one way, `1,234.5`, `23%` and `at most 3`; catalogues
//! say how a language parts and groups digits, where it puts the sign, and how it says limits, yes and no.

use std::borrow::Cow;

use fluent_bundle::FluentValue;

use crate::render::words::Words;

/// What may stand before a number, with the messages that say it.
const SIGNS: [(char, &str); 2] = [('\u{2212}', "minus"), ('+', "plus")];

/// What may stand right behind a number, with no letter after it, with the messages that say it.
const MULTIPLIERS: [(char, &str); 4] = [('K', "thousands"), ('k', "thousands"), ('M', "millions"), ('B', "billions")];

/// What may be all there is, and what may stand before a limit, with the messages that say it.
const ANSWERS: [&str; 2] = ["yes", "no"];
const LIMITS: [(&str, &str); 4] =
    [("at most ", "at-most"), ("no more than ", "at-most"), ("at least ", "at-least"), ("no less than ", "at-least")];

/// Whether the language writes numbers as the content and the model do, so that no text needs a change.
pub fn are_kept(words: &Words) -> bool {
    // A letter stands for all numbers: what a message makes of it is made of each, if the message does not choose by its argument.
    let said = |key: &str| say(words, key, "n").filter(|_| words.is_simple(key)).unwrap_or_default();
    parted(words, "1,234.5") == "1,234.5"
        && said("percent") == "n%"
        && SIGNS.iter().all(|(sign, key)| said(key).strip_prefix(*sign) == Some("n"))
        && MULTIPLIERS.iter().all(|(letter, key)| said(key) == format!("n{}", letter.to_ascii_uppercase()))
        && ANSWERS.iter().all(|answer| words.say(answer, &[]).is_ok_and(|said| said == *answer))
        && LIMITS.iter().step_by(2).all(|(before, key)| said(key).strip_prefix(*before) == Some("n"))
}

/// The text with its numbers in the language's form: `1,234.5 days` is `1.234,5 days` in German, `23%` is `23 %`.
pub fn localized<'a>(words: &Words, text: &'a str) -> Cow<'a, str> {
    if words.keeps_numbers() { Cow::Borrowed(text) } else { Cow::Owned(rewritten(words, text)) }
}

/// The same of a text of one's own, which stays itself where nothing changes.
pub fn localized_own(words: &Words, text: String) -> String {
    if words.keeps_numbers() { text } else { rewritten(words, &text) }
}

fn rewritten(words: &Words, text: &str) -> String {
    if let Some(said) = ANSWERS.iter().find(|answer| **answer == text).and_then(|answer| words.say(answer, &[]).ok()) {
        return said.into_owned();
    }
    for (before, key) in LIMITS {
        if let Some(limit) = text.strip_prefix(before)
            && let Some(said) = say(words, key, &digits_rewritten(words, limit))
        {
            return said.into_owned();
        }
    }
    digits_rewritten(words, text)
}

/// How content says that a number is a part of another one; cells say it with a stroke, in every language.
const PARTS: [&str; 2] = [" of ", " out of "];

fn digits_rewritten(words: &Words, text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(at) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let (before, from) = rest.split_at(at);
        let number = &from[..length(from)];
        let after = &from[number.len()..];
        // What hangs on a letter (`Q3`, `v2.0`) is a name.
        let hangs = before.chars().next_back().is_some_and(char::is_alphanumeric);
        out.push_str(before);
        let mut written = if hangs { Cow::Borrowed(number) } else { Cow::Owned(parted(words, number)) };
        let multiplier = MULTIPLIERS.iter().find(|(letter, _)| !hangs && after.starts_with(*letter));
        let multiplier = multiplier.filter(|_| !after.chars().nth(1).is_some_and(char::is_alphanumeric));
        let multiplied = multiplier.and_then(|(_, key)| say(words, key, &written).map(Cow::into_owned));
        let after = if multiplied.is_some() { &after[1..] } else { after };
        if let Some(multiplied) = multiplied {
            written = multiplied.into();
        }
        if let Some((sign, key)) = SIGNS.iter().find(|(sign, _)| out.ends_with(*sign)) {
            out.pop();
            // Between numbers it is no sign of one: `2+2`.
            let is_between = out.ends_with(|letter: char| letter.is_alphanumeric() || letter == *sign);
            let signed = if is_between { None } else { say(words, key, &written) };
            written = signed.unwrap_or_else(|| format!("{sign}{written}").into());
        }
        // Only of the number that all begins with: what follows words is what the author says.
        let is_first = !out.contains(char::is_alphabetic);
        let whole = PARTS.iter().find_map(|of| after.strip_prefix(of)).filter(|whole| is_first && is_number(whole));
        if let Some(whole) = whole {
            out.push_str(&written);
            out.push_str(" / ");
            rest = whole;
            continue;
        }
        let is_over = |rest: &&str| !rest.starts_with(char::is_alphanumeric);
        let points = after.strip_prefix("pp").filter(is_over).zip(say(words, "points", &written));
        rest = match (after.strip_prefix('%'), points) {
            (Some(after), _) => {
                out.push_str(&say(words, "percent", &written).unwrap_or_else(|| format!("{written}%").into()));
                after
            }
            (None, Some((after, points))) => {
                out.push_str(&points);
                after
            }
            (None, None) => {
                out.push_str(&written);
                after
            }
        };
    }
    out.push_str(rest);
    out
}

fn is_number(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit())
}

fn say<'a>(words: &'a Words, key: &str, number: &str) -> Option<Cow<'a, str>> {
    words.say(key, &[("number", FluentValue::from(number))]).ok()
}

/// How many bytes the number at the beginning of the text has: digits, groups of three, and one point before more digits.
fn length(text: &str) -> usize {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut end = digits(text);
    while end > 0 && text[end..].starts_with(',') && digits(&text[end + 1..]) == 3 {
        end += 4;
    }
    match digits(text[end..].strip_prefix('.').unwrap_or_default()) {
        0 => end,
        decimals => end + 1 + decimals,
    }
}

fn parted(words: &Words, number: &str) -> String {
    let mark = |key: &str, else_: &'static str| words.say(key, &[]).unwrap_or(Cow::Borrowed(else_));
    let (whole, fraction) = number.split_once('.').map_or((number, None), |(whole, rest)| (whole, Some(rest)));
    let mut written = whole.replace(',', &mark("group-separator", ","));
    if let Some(fraction) = fraction {
        written.push_str(&mark("decimal-separator", "."));
        written.push_str(fraction);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::source::Snapshot;

    fn in_language(language: &str, text: &str) -> String {
        let snapshot = Snapshot::of(Vec::new(), "2021-04-15".parse().expect("a date"));
        let (theme, _) = crate::theme::resolve(&snapshot, "default").expect("the embedded theme");
        let (words, wrong) = Words::read(&theme, language);
        assert_eq!(wrong, [], "{language}");
        localized(&words, text).into_owned()
    }

    #[test]
    fn numbers_follow_the_language() {
        assert_eq!(in_language("en", "1,234.5 days"), "1,234.5 days");
        assert_eq!(in_language("de", "1,234.5 days"), "1.234,5 days");
        assert_eq!(in_language("fr", "12,345,678 pages"), "12\u{202f}345\u{202f}678 pages");
        assert_eq!(in_language("de", "\u{2212}2.5%"), "\u{2212}2,5\u{202f}%");
        assert_eq!(in_language("ar", "\u{2212}12%"), "\u{2066}\u{2066}\u{2212}12\u{2069}%\u{2069}");
        assert_eq!(in_language("de", "+2.5%"), "+2,5\u{202f}%");
        assert_eq!(in_language("ar", "+12%"), "\u{2066}\u{2066}+12\u{2069}%\u{2069}");
        assert_eq!(in_language("de", "+5pp, 5ppm"), "+5\u{202f}PP, 5ppm");
        assert_eq!(in_language("de", "$1.2M"), "$1,2\u{202f}Mio.");
        assert_eq!(in_language("fr", "\u{2212}2.4B pages, 5k"), "\u{2212}2,4\u{202f}Md pages, 5\u{202f}k");
        assert_eq!(in_language("de", "3 Bits, 3Mbit, Q3M"), "3 Bits, 3Mbit, Q3M");
    }

    #[test]
    fn limits_and_answers_follow_the_language() {
        assert_eq!(in_language("en", "no more than 3 incidents"), "no more than 3 incidents");
        assert_eq!(in_language("de", "at most 1,500.5 days"), "höchstens 1.500,5 days");
        assert_eq!(in_language("fr", "at least 99.9%"), "au moins 99,9\u{202f}%");
        assert_eq!(in_language("de", "yes"), "ja");
    }

    #[test]
    fn parts_are_said_as_cells_say_them() {
        assert_eq!(in_language("en", "11 of 11 schools"), "11 of 11 schools");
        assert_eq!(in_language("de", "11 of 11 Schulen"), "11 / 11 Schulen");
        assert_eq!(in_language("de", "at least 1,200.5 out of 1,500"), "mindestens 1.200,5 / 1.500");
        assert_eq!(in_language("fr", "10..11 of 11"), "10..11 / 11");
        assert_eq!(in_language("de", "18 Tage, 3 of 4 teams"), "18 Tage, 3 of 4 teams");
        assert_eq!(in_language("de", "20 of the best"), "20 of the best");
    }

    #[test]
    fn what_is_no_number_stays() {
        assert_eq!(in_language("de", "Q3 FY2020-21, v2.0"), "Q3 FY2020-21, v2.0");
        assert_eq!(in_language("de", "3, 4 and 5."), "3, 4 and 5.");
        assert_eq!(in_language("de", "up to 1,5"), "up to 1,5");
        assert_eq!(in_language("de", "no data"), "no data");
        assert_eq!(in_language("ar", "C++11, 2+2"), "C++11, 2+2");
    }
}
