//! Numbers that are not written as they must be, so that they carry none; and what is probably meant.

use crate::model::quantity::letter::letters;
use crate::model::quantity::notation::{clock, fraction, notation, ordinal};
use crate::model::quantity::scan;

/// A number at the beginning of a text that is not read as one, or not as what it seems to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miswritten<'a> {
    pub why: Miswriting,
    /// As written.
    pub number: &'a str,
    /// As it is probably meant.
    pub meant: String,
    /// What follows it.
    pub rest: &'a str,
}

/// What is wrong with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Miswriting {
    /// `O services`: a letter stands for a digit.
    Letter,
    /// `20,5 days`: a comma stands for the point of a decimal.
    Comma,
    /// `20·5 days`, `20٫5`: another mark does.
    Point,
    /// `1.234,5`, `1 234`, `1'234`, `3，000`, `1,23,456`: its thousands are apart by other marks, or in other places.
    Groups,
    /// `.5`, `1e3`: as machines write it.
    Notation,
    /// `2½`, `5 1/2`: a fraction stands behind its digits, or for them.
    Fraction,
    /// `3rd`: a place in an order.
    Ordinal,
    /// `4:30 min`: a time with a colon.
    Clock,
    /// `—50%`, `＋15pp`: a dash or another sign stands for that of the number.
    Sign,
    /// `٢٥`, `２５`: its digits are of another writing, or wide.
    Digits,
}

impl Miswritten<'_> {
    /// The whole text with the number as it is probably meant.
    pub fn corrected(&self) -> String {
        format!("{}{}", self.meant, self.rest)
    }
}

/// What is wrong with the number that a text seems to begin with, where that can be told.
pub fn miswritten(text: &str) -> Option<Miswritten<'_>> {
    let text = text.trim_matches(scan::is_space);
    of_number(text).or_else(|| of_whole(text))
}

/// The same of a number that is out of no other one.
fn of_number(text: &str) -> Option<Miswritten<'_>> {
    let readings = [
        (Miswriting::Digits, other_digits(text)),
        (Miswriting::Sign, sign(text)),
        (Miswriting::Letter, letters(text)),
        (Miswriting::Comma, comma(text)),
        (Miswriting::Point, point(text)),
        (Miswriting::Groups, groups(text)),
        (Miswriting::Notation, notation(text)),
        (Miswriting::Fraction, fraction(text)),
        (Miswriting::Ordinal, ordinal(text)),
        (Miswriting::Clock, clock(text)),
    ];
    let (why, (end, meant)) = readings.into_iter().find_map(|(why, found)| Some((why, found?)))?;
    scan::lead(&meant)?;
    Some(Miswritten { why, number: &text[..end], meant, rest: &text[end..] })
}

/// `3 of 9 000 users`: what is wrong with the whole that a number is out of.
fn of_whole(text: &str) -> Option<Miswritten<'_>> {
    // Few values are out of something, and a search takes longer than this look.
    if !text.as_bytes().windows(2).any(|pair| pair == b"of" || pair[0] == b'/') {
        return None;
    }
    let (part, whole) = [" of ", "/"].iter().find_map(|joint| text.split_once(joint))?;
    let plain = part.strip_suffix(" out").unwrap_or(part);
    scan::lead(plain).filter(|part| part.rest.is_empty() && part.kind == scan::Kind::Plain)?;
    let is_mark = |why| matches!(why, Miswriting::Comma | Miswriting::Point | Miswriting::Groups | Miswriting::Digits);
    let found = of_number(whole.trim_matches(scan::is_space)).filter(|found| is_mark(found.why))?;
    let before = &text[..text.len() - whole.len()];
    let number = &text[..text.len() - found.rest.len()];
    Some(Miswritten { number, meant: format!("{before}{}", found.meant), ..found })
}

/// Whether it is such a number that texts without numbers begin with, too: `3rd`, `4:30 h`, `— 3 left`.
pub fn is_of_words(text: &str) -> bool {
    miswritten(text)
        .is_some_and(|found| matches!(found.why, Miswriting::Ordinal | Miswriting::Clock | Miswriting::Sign))
}

/// Signs before a number that keep it from being one. Behind a word in full all is prose: `about 20 so far`.
const BEFORE: [&str; 13] = ["~", "≈", "≃", "ca.", "c. ", "approx.", "est. ", "<=", ">=", "<", ">", "≤", "≥"];

/// What a text says of a number without the sign before it, or the quotes around it: `45` of `~45`, `ca. 45` or `‘45’`.
pub fn behind_mark(text: &str) -> Option<String> {
    let text = text.trim_matches(scan::is_space);
    let lower = text.to_lowercase();
    let mark = BEFORE.iter().find(|mark| lower.starts_with(**mark)).map(|mark| text.get(mark.len()..));
    let meant = match mark {
        Some(rest) => rest?.trim_start_matches(scan::is_space).to_owned(),
        None => text.strip_prefix(['‘', '’', '“', '”', '„', '‚', '«'])?.replacen(['‘', '’', '“', '”', '»'], "", 1),
    };
    (scan::lead(&meant).is_some() || miswritten(&meant).is_some()).then_some(meant)
}

/// Dashes and signs that look like those of numbers: programs put them for what was typed.
const SIGNS: [(&str, char); 2] =
    [("\u{2010}\u{2011}\u{2012}\u{2014}\u{2015}\u{207b}\u{fe63}\u{ff0d}", '-'), ("\u{fe62}\u{ff0b}", '+')];

/// `٢٥`: where the number ends, and the number in digits that are read.
fn other_digits(text: &str) -> Option<(usize, String)> {
    /// Zero in Arabic, Persian, Devanagari and Bengali writing, and as wide as a sign of Chinese; the other digits follow.
    const ZEROS: [char; 5] = ['٠', '۰', '०', '০', '０'];
    if text.is_ascii() {
        return None;
    }
    let digit = |letter: char| {
        ZEROS.iter().find_map(|zero| char::from_digit(u32::from(letter).checked_sub(u32::from(*zero))?, 10))
    };
    let as_read = |letter: char| match letter {
        '٫' => Some('.'),
        '٬' => Some(','),
        '.' | ',' | '+' | '-' => Some(letter),
        _ => digit(letter),
    };
    let end = text.find(|letter| as_read(letter).is_none()).unwrap_or(text.len());
    // A mark behind the last digit ends the number.
    let number = text[..end].trim_end_matches(|letter| digit(letter).is_none());
    (!number.is_empty()).then(|| (number.len(), number.chars().filter_map(as_read).collect()))
}

/// `—50%`: where the number ends, and the number with its sign.
fn sign(text: &str) -> Option<(usize, String)> {
    let first = text.chars().next().filter(|first| !first.is_ascii())?;
    let (_, sign) = SIGNS.iter().find(|(signs, _)| signs.contains(first))?;
    let number = text[first.len_utf8()..].trim_start_matches(scan::is_space);
    let begins = number.starts_with(|first: char| first.is_ascii_digit() || scan::is_currency(first));
    if !begins {
        return None;
    }
    let (rest, meant) = match (scan::lead(number), of_number(number)) {
        (Some(lead), _) => {
            (lead.rest, number[..number.len() - lead.rest.len()].trim_end_matches(scan::is_space).to_owned())
        }
        (None, found) => found.map(|found| (found.rest, found.meant))?,
    };
    let end = text[..text.len() - rest.len()].trim_end_matches(scan::is_space).len();
    Some((end, format!("{sign}{meant}")))
}

/// Where a number's digits begin: only signs stand before them.
pub fn first_digit(text: &str) -> Option<usize> {
    let is_sign = |letter: char| !letter.is_alphanumeric() && !scan::is_space(letter);
    text.find(|letter: char| letter.is_ascii_digit()).filter(|start| text[..*start].chars().all(is_sign))
}

/// How many digits a text begins with.
pub fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// `20,5 days`: where the number ends, and the number with a point; `1,234` has groups of three digits, `0,125` and `1234,567` have
/// none.
fn comma(text: &str) -> Option<(usize, String)> {
    let start = first_digit(text)?;
    let comma = start + digits(&text[start..]);
    let after = text[comma..].strip_prefix(',')?;
    let decimals = digits(after);
    let goes_on = after[decimals..].trim_start_matches([',', '.']);
    let is_list = goes_on.len() < after.len() - decimals && digits(goes_on) > 0;
    let leads_groups = comma - start <= 3 && !text[start..].starts_with('0');
    let is_decimal = decimals > 0 && !(decimals == 3 && leads_groups) && !is_list;
    is_decimal.then(|| (comma + 1 + decimals, format!("{}.{}", &text[..comma], &after[..decimals])))
}

/// `20·5 days`: where the number ends, and the number with a point.
fn point(text: &str) -> Option<(usize, String)> {
    if text.is_ascii() {
        return None;
    }
    let start = first_digit(text)?;
    let whole = text[start..].bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b',').count();
    let (before, behind) = text.split_at(start + whole);
    let after = behind.strip_prefix(scan::is_mark_of_decimals)?;
    let (decimals, rest) = after.split_at(digits(after));
    // `3·10⁵` is a product.
    let is_end =
        !rest.starts_with(|next: char| next.is_numeric() || matches!(next, '^' | '.' | ',' | '٫' | '．' | '·'));
    (is_end && !decimals.is_empty()).then(|| (text.len() - rest.len(), format!("{before}.{decimals}")))
}

/// `1.234,5`, `1 234`, `1,23,456`: where the number ends, and the number with a comma before every three digits.
fn groups(text: &str) -> Option<(usize, String)> {
    if scan::lead(text).is_some() {
        return None;
    }
    let start = first_digit(text)?;
    let mut end = start + Some(digits(&text[start..])).filter(|first| *first <= 3)?;
    let mark = text[end..].chars().next().filter(|mark| is_between_groups(*mark))?;
    let (mut sizes, mut is_mixed) = (Vec::new(), false);
    // `1,234 567`: behind groups with a mark others stand apart.
    let group = |rest: &'_ str| {
        let next = rest.chars().next().filter(|next| *next == mark || scan::is_space(*next))?;
        let size = digits(&rest[next.len_utf8()..]);
        matches!(size, 2 | 3).then_some((next, size))
    };
    while let Some((next, size)) = group(&text[end..]) {
        is_mixed |= next != mark;
        sizes.push(size);
        end += next.len_utf8() + size;
    }
    let whole: String = text[start..end].chars().filter(char::is_ascii_digit).collect();
    let is_point = |letter: char| matches!(letter, '.' | ',') || scan::is_mark_of_decimals(letter);
    let point = text[end..].strip_prefix(is_point).filter(|after| digits(after) > 0);
    let decimals = point.map_or("", |after| &after[..digits(after)]);
    let after = point.map_or(end, |behind| text.len() - behind.len() + decimals.len());
    // In India two digits stand together, and the last three. A single group behind a point is a decimal.
    let is_grouped = match (mark, sizes.as_slice()) {
        (_, sizes) if is_mixed => sizes.iter().all(|size| *size == 3),
        (',', [two @ .., 3]) => !two.is_empty() && two.iter().all(|size| *size == 2),
        ('.', [3]) => point.is_some(),
        (_, sizes) => !sizes.is_empty() && sizes.iter().all(|size| *size == 3),
    };
    let goes_on = text[after..].trim_start_matches(['.', ',', mark]);
    // Where no spaces are written the unit stands right behind: `3，000件`.
    let is_word = |next: char| next.is_ascii_alphanumeric() || next.is_alphanumeric() && mark.is_ascii();
    if !is_grouped || digits(goes_on) > 0 || text[after..].starts_with(is_word) {
        return None;
    }
    let mut meant = text[..start].to_owned();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            meant.push(',');
        }
        meant.push(digit);
    }
    if point.is_some() {
        meant.push('.');
        meant.push_str(decimals);
    }
    Some((after, meant))
}

/// What stands between the thousands of a number that is not written as here.
fn is_between_groups(mark: char) -> bool {
    scan::is_space(mark) || matches!(mark, '_' | '.' | ',') || scan::is_mark_of_thousands(mark)
}

#[cfg(test)]
mod tests {
    use super::{behind_mark, miswritten};

    fn corrected(text: &str) -> Option<String> {
        miswritten(text).map(|found| found.corrected())
    }

    #[test]
    fn what_is_meant() {
        for (text, meant) in [
            ("O services", "0 services"),
            ("٣ x", "3 x"),
            ("１５%", "15%"),
            ("-२५", "-25"),
            ("٢٫٥ days", "2.5 days"),
            ("١٬٢٠٠ days", "1,200 days"),
            ("3 of ٥", "3 of 5"),
            ("1O.5%", "10.5%"),
            ("20,5 days", "20.5 days"),
            ("0,125%", "0.125%"),
            ("1234,567 pages", "1234.567 pages"),
            ("12345,678 km", "12345.678 km"),
            ("-18,25 days (late)", "-18.25 days (late)"),
            ("1.234,5 pages", "1,234.5 pages"),
            ("1.234.567 pages", "1,234,567 pages"),
            ("1 234 pages", "1,234 pages"),
            ("€1\u{202f}234\u{202f}567,80, late", "€1,234,567.80, late"),
            ("12'345", "12,345"),
            ("1_000 pages", "1,000 pages"),
            ("3，000 件", "3,000 件"),
            ("3，000件，増加", "3,000件，増加"),
            ("-1´234´567 pages", "-1,234,567 pages"),
            ("3`000", "3,000"),
            ("1٬234٫5 pages", "1,234.5 pages"),
            ("3·5 days (so far)", "3.5 days (so far)"),
            ("$1,234．50", "$1,234.50"),
            ("1,234 567 pages", "1,234,567 pages"),
            ("3 of 9 000 users", "3 of 9,000 users"),
            ("300 out of 1，200", "300 out of 1,200"),
            ("3/9'000 (so far)", "3/9,000 (so far)"),
            ("1,23,456 pages", "123,456 pages"),
            (".5 points", "0.5 points"),
            ("-.25", "-0.25"),
            ("1e3 pages", "1000 pages"),
            ("+1.5E-2%, so far", "+0.015%, so far"),
            ("2½ days", "2.5 days"),
            ("-2 ¾", "-2.75"),
            ("½ day", "0.5 day"),
            ("$1⅓M", "$1.33M"),
            ("5 1/2 wikis", "5.5 wikis"),
            ("3rd", "3"),
            ("21st place, at last", "21 place, at last"),
            ("4:30 min", "4.5 min"),
            ("1:20 hours (so far)", "1.33 hours (so far)"),
            ("—50%", "-50%"),
            ("\u{2011}25 days (so far)", "-25 days (so far)"),
            ("— 25%", "-25%"),
            ("＋15pp", "+15pp"),
            ("—$5,5", "-$5.5"),
        ] {
            assert_eq!(corrected(text).as_deref(), Some(meant), "{text}");
        }
    }

    #[test]
    fn what_stands_behind_a_mark() {
        for (text, meant) in [
            ("~45", "45"),
            ("≈ 16 days", "16 days"),
            ("ca. 1000, late", "1000, late"),
            ("Approx. 20,5 days", "20,5 days"),
            ("‘4.2’", "4.2"),
            ("“20 days”, late", "20 days, late"),
            ("<1%", "1%"),
            (">= 95% of wikis", "95% of wikis"),
        ] {
            assert_eq!(behind_mark(text).as_deref(), Some(meant), "{text}");
        }
        for text in ["45", "about 20", "cars: 20", "“Nearly” 20", "~", "around the 20 sites", "İ 20"] {
            assert_eq!(behind_mark(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_none() {
        for text in [
            "1,234.5 pages",
            "1.234 pages",
            "1,2,3 and go",
            "2021-03",
            "1.2.3",
            "12 pages",
            "~20,5 days",
            "O2 and N2",
            "5l of water",
            "1:30",
            "1:30 in May",
            "3:1 min",
            "4:75 min",
            "1:30 minimum",
            "1st draft",
            "2nd quarter",
            "th",
            "3rds",
            "1 234 56",
            "1,234 56",
            "3 of 9 users",
            "3 wikis of 9 000",
            "3/4/2021",
            "120，2021年5月",
            "20，5 件",
            "3·10⁵",
            "3·5·7",
            "",
            "O'Neill",
            "192.168.0.1",
            "2021 100 pages a day",
            ".htaccess",
            ".5.1",
            "e3",
            "1e",
            "1e3x",
            "1e400",
            "1/2 wikis",
            "12 50",
            "12 3/4/2021",
            "5 3/2",
            "5 of 10",
            "...",
            "—",
            "— three left",
            "—-5",
            "–5",
        ] {
            assert_eq!(corrected(text), None, "{text}");
        }
    }

    #[test]
    fn a_share_of_shares_has_an_end() {
        assert!(miswritten(&"3/".repeat(5_000)).is_none());
        assert!(miswritten(&"3 of ".repeat(5_000)).is_none());
    }
}
