//! Promises with a date in a title: `4 services by end of Q4`. Only what can be read with confidence is one.

use jiff::civil::Date;

use crate::model::book::KeyResult;
use crate::model::quantity::{Number, Unit, read_written};
use crate::model::quarter::{Calendar, Quarter, month_named};

/// Something that a title promises for a quarter.
#[derive(Clone, Debug, PartialEq)]
pub struct Promise {
    /// The number promised, where it stands right before the date.
    pub number: Option<Number>,
    /// What stands with the number.
    pub unit: Option<Unit>,
    /// The number is where it ends, not how far it goes: "to 20 days by end of Q2".
    pub to: bool,
    pub by: Quarter,
    /// The title tells of one thing, names no other date, and this one is of it.
    pub alone: bool,
    /// It names no number that the date may be for, neither, and tells of more than how it begins.
    pub bare: bool,
}

impl Promise {
    /// Whether the number can be compared with the key result's values.
    pub fn fits(&self, of: &KeyResult) -> bool {
        match (&self.unit, &of.unit) {
            (Some(said), Some(unit)) => said.is_same(unit),
            (None, Some(Unit::Words(_)) | None) => true,
            (_, Some(_)) | (Some(_), None) => false,
        }
    }

    /// Whether the date of a title without a number is that of the key result's number: it names what is counted, if that has a
    /// name. "Launch the forum by end of Q2" is not when it has 500 members.
    pub fn is_of(&self, of: &KeyResult) -> bool {
        let Some(Unit::Words(counted)) = of.unit.as_ref().map(Unit::brief) else { return self.bare };
        let unit = |word: &str| Unit::Words(bare(word).to_lowercase());
        let counted: Vec<Unit> = counted.split_whitespace().map(unit).collect();
        let named = |word: &str| counted.iter().any(|counted| counted.is_same(&unit(word)));
        self.bare && of.title.plain.split_whitespace().any(named)
    }
}

/// The promises of a title in a deck of the quarter `deck`.
pub fn read(title: &str, deck: Quarter, calendar: Calendar) -> Vec<Promise> {
    let words: Vec<&str> = title.split_whitespace().collect();
    let mut promises = Vec::new();
    let (mut dates, mut numbers, mut whole) = (0, 0, false);
    // The title, without the commas that are a date's own: `March 31, 2021`.
    let mut title = String::new();
    let mut at = 0;
    while at < words.len() {
        let before = before_date(&words[..at]);
        let found = quarter_at(&words[at..], deck);
        let found =
            found.or_else(|| before.filter(|(_, says_by)| *says_by).and_then(|_| day_at(&words[at..], calendar)));
        let Some((quarter, length)) = found else {
            numbers += usize::from(is_amount(words[at]));
            title.extend([words[at], " "]);
            at += 1;
            continue;
        };
        dates += 1;
        if let Some((start, says_by)) = before {
            let (number, unit) = number_before(&words[..start]).unzip();
            let unit = unit.flatten();
            // Without "by", only a share is a promise; "in Q3" may tell when something is looked at.
            if says_by || unit == Some(Unit::Percent) {
                let to = ends_at(&words[..start]);
                promises.push(Promise { number, unit, to, by: quarter, alone: false, bare: false });
            }
        }
        let (last, date) = words[at..at + length].split_last().unwrap_or((&"", &[]));
        let begins = before.is_some_and(|(start, _)| start == 0);
        // "By the end of Q2, the editor is live": the comma parts the date from what is promised.
        let last = if begins { last.trim_end_matches(',') } else { last };
        title.extend(date.iter().flat_map(|word| [word.trim_end_matches(','), " "]).chain([last, " "]));
        at += length;
        whole = begins || words.get(at).is_none_or(|next| is_one(next, &LEADING_ON));
    }
    if let [only] = promises.as_mut_slice()
        && dates == 1
        && whole
        && !words.iter().any(|word| is_one(word, &OF_SOME))
        && !lists_several(title.trim_end())
    {
        only.alone = true;
        only.bare = numbers == 0 && !words.iter().any(|word| is_one(word, &BEGINNING));
    }
    promises
}

/// Words behind which a date is of something else than the whole: `Retain people who joined by end of Q1`.
const OF_SOME: [&str; 4] = ["who", "that", "which", "whose"];

/// What is begun by then need not have come far.
const BEGINNING: [&str; 4] = ["begin", "start", "begun", "started"];

/// Words behind a date that go on with what is promised; behind another one it is of something else: `Customers onboarded by end
/// of Q1 stay active`.
const LEADING_ON: [&str; 12] =
    ["in", "at", "on", "for", "with", "to", "of", "from", "across", "without", "through", "as"];

/// Whether a word is one of these.
fn is_one(word: &str, of: &[&str]) -> bool {
    of.iter().any(|other| other.eq_ignore_ascii_case(bare(word)))
}

/// Small numbers as words, from two on: "one" is more often a pronoun.
const NUMBERS: [&str; 11] =
    ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// Words of a part or an amount that says how far it goes by the date, but not in figures.
const AMOUNTS: [&str; 20] = [
    "one", "first", "half", "third", "thirds", "quarter", "quarters", "most", "many", "few", "some", "several",
    "majority", "part", "couple", "pair", "dozen", "hundred", "thousand", "million",
];

/// Whether a word names an amount that the date may be for.
fn is_amount(word: &str) -> bool {
    word.contains(|letter: char| letter.is_ascii_digit())
        || word
            .split(|letter: char| !letter.is_alphanumeric())
            .any(|part| number_named(part).is_some() || AMOUNTS.iter().any(|amount| amount.eq_ignore_ascii_case(part)))
}

/// `3` of "three".
fn number_named(word: &str) -> Option<usize> {
    NUMBERS.iter().position(|number| number.eq_ignore_ascii_case(word)).map(|at| at + 2)
}

/// Whether "to", "under" or "below" stands before the number at the end of these words.
fn ends_at(words: &[&str]) -> bool {
    let before = |back: usize| words.len().checked_sub(back).and_then(|at| words.get(at)).copied().unwrap_or_default();
    [2, 3].into_iter().any(|back| matches!(before(back), "to" | "under" | "below" | "least" | "most"))
}

/// A title that lists several things promises the date for one of them only.
fn lists_several(title: &str) -> bool {
    title.contains(['(', ';', ',']) || title.contains(" and ") || title.contains(". ")
}

/// A word without the marks around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|letter: char| !letter.is_alphanumeric())
}

/// A quarter written at the beginning of these words, and how many words it takes.
fn quarter_at(words: &[&str], deck: Quarter) -> Option<(Quarter, usize)> {
    let first = bare(words.first()?);
    if !first.contains(['Q', 'q']) {
        return None;
    }
    // A comma or parenthesis after the quarter ends it; a year may follow otherwise.
    if !words[0].ends_with([',', ';', ')', '.', ':'])
        && let Some(next) = words.get(1)
        && let Some(quarter) = Calendar::read(&format!("{first} {}", bare(next)))
    {
        return Some((quarter.resolve(deck), 2));
    }
    Calendar::read(first).map(|quarter| (quarter.resolve(deck), 1))
}

/// `2021-06-30`, `June 2021`, `30 June 2021` or `June 30, 2021` at the beginning of these words: its quarter, and how many
/// words it takes.
fn day_at(words: &[&str], calendar: Calendar) -> Option<(Quarter, usize)> {
    let word = |at: usize| words.get(at).map(|word| bare(word)).unwrap_or_default();
    let year = |at: usize| word(at).parse().ok().filter(|year| (1900..3000).contains(year));
    let day_of_month = |at: usize| {
        let number = word(at).trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
        number.parse().ok().filter(|day| (1..=31).contains(day))
    };
    let (day, length): (Date, usize) = match word(0).parse() {
        Ok(day) => (day, 1),
        Err(_) => match (month_named(word(0)), month_named(word(1))) {
            (Some(month), _) if year(1).is_some() => (Date::new(year(1)?, month, 1).ok()?, 2),
            (Some(month), _) => (Date::new(year(2)?, month, day_of_month(1)?).ok()?, 3),
            (None, Some(month)) => (Date::new(year(2)?, month, day_of_month(0)?).ok()?, 3),
            (None, None) => return None,
        },
    };
    let year = i32::from(day.year());
    let near = Quarter { year: year.try_into().ok()?, number: 1 }.ordinal();
    let quarters = (near - 4..near + 8).map(Quarter::from_ordinal);
    let quarter =
        quarters.into_iter().find(|quarter| (calendar.start(*quarter)..=calendar.end(*quarter)).contains(&day));
    Some((quarter?, length))
}

/// Where the words of the date (`by`, `by the end of`, `in`) begin, and whether they say "by".
fn before_date(words: &[&str]) -> Option<(usize, bool)> {
    // Every word of every title comes by here, and few stand before a date.
    let last = words.last()?.trim_start_matches('(');
    if !["by", "end", "of", "than", "in"].iter().any(|word| last.eq_ignore_ascii_case(word)) {
        return None;
    }
    let lower = |at: usize| words.get(at).map(|word| word.trim_start_matches('(').to_lowercase()).unwrap_or_default();
    let n = words.len();
    for length in (1..=4).rev().filter(|length| *length <= n) {
        let phrase: Vec<String> = (n - length..n).map(lower).collect();
        match phrase.join(" ").as_str() {
            "by" | "by end" | "by end of" | "by the end of" | "before the end of" | "before end of"
            | "no later than" => {
                return Some((n - length, true));
            }
            "in" => return Some((n - length, false)),
            _ => {}
        }
    }
    None
}

/// `4`, `70%`, `$2M`, `2 services` at the end of these words, with what stands with it.
fn number_before(words: &[&str]) -> Option<(Number, Option<Unit>)> {
    let last = words.last()?;
    // Something that ends before the date is no part of the promise.
    if last.ends_with([',', ';', ')']) {
        return None;
    }
    (1..=2).filter(|length| *length <= words.len()).find_map(|length| {
        let (before, text) = words.split_at(words.len() - length);
        let text = match (text, number_named(text[0])) {
            // A number as a word alone is often which: "phase two".
            ([_, unit], Some(number)) => format!("{number} {unit}"),
            _ => text.join(" "),
        };
        // "3 of the 10 services" are three, and the "top 10" are which.
        let is_link = |word: &&&str| matches!(**word, "of" | "the" | "our" | "all");
        let counted = before.iter().rev().find(|word| !is_link(word)).unwrap_or(&"");
        let is_number = counted.starts_with(|letter: char| letter.is_ascii_digit()) || number_named(counted).is_some();
        let is_part = before.last() != Some(counted) && is_number;
        let not_all = ["top", "first", "last", "next", "other", "but"];
        if is_part || not_all.contains(&counted.to_lowercase().as_str()) {
            return None;
        }
        let written = read_written(text.trim_start_matches(['(', '“', '"']));
        // "Node 20" and "phase 2" are names; a sentence begins with a large letter, too.
        let begins = |at: usize| at == 0 || before[at - 1].ends_with([':', '.', ';', '-', '–', ')']);
        let last = before.len().saturating_sub(1);
        let is_name = |word: &&str| word.starts_with(char::is_uppercase) && word.ends_with(char::is_alphanumeric);
        if written.unit.is_none() && before.last().is_some_and(is_name) && !begins(last) {
            return None;
        }
        written.number.filter(|number| !number.signed).map(|number| (number, written.unit))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(title: &str) -> Vec<String> {
        let deck = Quarter { year: 2021, number: 3 };
        let number = |promise: &Promise| promise.number.map_or("-".into(), |number| number.value.to_string());
        let promises = read(title, deck, Calendar { fiscal_year_starts: 1 });
        promises
            .iter()
            .map(|p| {
                let unit = p.unit.as_ref().map_or(String::new(), |unit| format!(" {unit}"));
                let alone = if p.alone { " alone" } else { "" };
                format!("{}{unit} Q{} {}{alone}", number(p), p.by.number, p.by.year)
            })
            .collect()
    }

    #[test]
    fn amounts_in_words_are_for_the_date() {
        let calendar = Calendar { fiscal_year_starts: 1 };
        let is_bare = |title: &str| read(title, Quarter { year: 2021, number: 3 }, calendar)[0].bare;
        for title in ["Half of the clinics moved", "First two sites live", "Most wards use the form", "A dozen talks"] {
            assert!(!is_bare(&format!("{title} by end of Q2")), "{title}");
        }
        for title in ["The clinics moved", "All wards use the form", "Everyone at work"] {
            assert!(is_bare(&format!("{title} by end of Q2")), "{title}");
        }
    }

    #[test]
    fn only_plain_promises_are_read() {
        assert_eq!(shown("Launch the forum by end of Q2"), ["- Q2 2021 alone"]);
        assert_eq!(shown("4 services by the end of Q4"), ["4 services Q4 2021 alone"]);
        assert_eq!(
            shown("1 service by end of Q2, 2 by end of Q3, and 4 by end of Q4"),
            ["1 service Q2 2021", "2 Q3 2021", "4 Q4 2021"]
        );
        assert_eq!(shown("Coverage (20% in Q1, 40% in Q2)"), ["20 % Q1 2021", "40 % Q2 2021"]);
        assert_eq!(shown("Plan Q1, prototype Q2, launch Q4"), Vec::<String>::new());
        assert_eq!(shown("Survey engineers in Q1"), Vec::<String>::new());
        assert_eq!(shown("A model (by Q3) and 4 milestones (by Q4)").len(), 2);
        assert_eq!(shown("Serve users by Q1 FY2021-22"), ["- Q1 2022 alone"]);
        assert_eq!(shown("Grow by 10% (4% by end of Q2)"), ["4 % Q2 2021"]);
        assert_eq!(shown("Revenue of $2M by Q2"), ["2000000 $ Q2 2021 alone"]);
        assert_eq!(shown("Open by 2021-06-30"), ["- Q2 2021 alone"]);
        assert_eq!(shown("Open no later than the spring, by end of May 2021"), ["- Q2 2021"]);
        assert_eq!(shown("Open by 30 June 2021"), ["- Q2 2021 alone"]);
        assert_eq!(shown("Open by June 30, 2021"), ["- Q2 2021 alone"]);
        assert_eq!(shown("Open by April 1st, 2021, at last"), ["- Q2 2021"]);
        assert_eq!(shown("Open 4 shops by 31 March 2021"), ["4 shops Q1 2021 alone"]);
        assert_eq!(shown("Open by 31 June 2021, or by May 40, 2021, or by 30 June"), Vec::<String>::new());
        assert_eq!(shown("Open by 30 June 2021 in the north"), ["- Q2 2021 alone"]);
        assert_eq!(shown("By end of Q2 all people stay"), ["- Q2 2021 alone"]);
        assert_eq!(shown("By the end of Q2, the editor is live."), ["- Q2 2021 alone"]);
        assert_eq!(shown("By the end of Q2, the editor, and more, is live"), ["- Q2 2021"]);
        assert_eq!(shown("Ship the editor by end of Q2."), ["- Q2 2021 alone"]);
        assert_eq!(shown("Ship the editor. Test it by end of Q2."), ["- Q2 2021"]);
        assert_eq!(shown("People onboarded by end of Q2 stay active"), ["- Q2 2021"]);
        assert_eq!(shown("Retain people who joined by end of Q2"), ["- Q2 2021"]);
        assert_eq!(shown("Two workshops by Q2"), ["2 workshops Q2 2021 alone"]);
        assert_eq!(shown("Cover three of the ten services by Q2"), ["- Q2 2021 alone"]);
        assert_eq!(shown("All but two wards by Q2, phase two by Q3"), ["- Q2 2021", "- Q3 2021"]);
        assert_eq!(shown("Top 10 wikis by June"), Vec::<String>::new());
        assert_eq!(shown("Net zero by 2050"), Vec::<String>::new());
        assert_eq!(shown("Cover 3 of 10 services by Q2"), ["- Q2 2021 alone"]);
        assert_eq!(shown("Move to Node 20 by Q2"), ["- Q2 2021 alone"]);
        assert_eq!(shown("KR1: Train 10 people by Q2"), ["10 people Q2 2021 alone"]);
        assert_eq!(shown("KR1: Train 10 by Q2"), ["10 Q2 2021 alone"]);
    }
}
