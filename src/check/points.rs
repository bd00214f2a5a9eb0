//! Points between thousands, as many languages write them: `1.240` is 1.24 here.

use std::sync::Arc;

use crate::check::{Content, of_header};
use crate::model::diagnostic::{Code, Diagnostic, Place};
use crate::model::document::{Header, KeyResultHeader};
use crate::model::quantity::{self, Unit};

/// Languages that put points between thousands.
const POINTED: [&str; 13] = ["da", "de", "el", "es", "gl", "hr", "id", "it", "nl", "pt", "ro", "tr", "vi"];
/// So many times as much as a number is a whole one beside it, where it is meant a thousand times as large.
const FAR: f64 = 50.0;

/// `letter-for-digit` of numbers with three digits behind each point: where the site's language writes thousands so, and where a whole
/// number beside them is as large.
pub fn check(content: &Content, found: &mut Vec<Diagnostic>) {
    for document in content.documents {
        let Header::Slides(header) = &document.header else { continue };
        for of in header.content.key_results() {
            for (text, place) in doubtful(content, of, &document.path) {
                let Some((number, meant)) = pointed(text) else { continue };
                let message = format!("`{number}` is read as {}, with a point before its decimals", number_of(text));
                let hint = format!("write `{meant}`: commas part thousands; fewer or more decimals say that it is one");
                found.push(Diagnostic::new(Code::LetterForDigit, place, message).hint(hint));
            }
        }
    }
}

/// Whether a number of a key result is told so.
pub fn is_doubtful(content: &Content, of: &KeyResultHeader, path: &Arc<str>) -> bool {
    !doubtful(content, of, path).is_empty()
}

fn doubtful<'a>(content: &Content, of: &'a KeyResultHeader, path: &Arc<str>) -> Vec<(&'a str, Place)> {
    let texts = texts(of, path);
    if of.context.unit == Some(Unit::Percent) || !texts.iter().any(|(text, _)| pointed(text).is_some()) {
        return Vec::new();
    }
    let language = &content.book.site.header.language;
    let is_pointed = POINTED.iter().any(|known| language.split('-').next() == Some(*known));
    let whole = |text: &str| pointed(text).is_none().then(|| quantity::read_written(text).number).flatten();
    // Who writes other decimals with a point means a point.
    let has_decimals = texts.iter().any(|(text, _)| whole(text).is_some_and(|number| number.decimals > 0));
    let largest = texts.iter().filter_map(|(text, _)| whole(text)).fold(0.0_f64, |most, number| most.max(number.value));
    let is_far = |text: &str| largest >= 100.0 && largest > FAR * number_of(text).abs();
    let is_told = |text: &str| pointed(text).is_some() && !has_decimals && (is_pointed || is_far(text));
    texts.into_iter().filter(|(text, _)| is_told(text)).collect()
}

/// The texts of a key result's numbers, with their places.
fn texts<'a>(of: &'a KeyResultHeader, path: &Arc<str>) -> Vec<(&'a str, Place)> {
    let mut texts = Vec::new();
    texts.extend(of.baseline.as_ref().map(|baseline| (baseline.text.as_str(), of_header(path, of, "baseline"))));
    let target = quantity::without_limit(&of.target_text);
    texts.push((target, of_header(path, of, "target")));
    let said = of.check_ins.iter().map(|(_, said)| said).chain(&of.check_in);
    texts.extend(said.map(|said| (said.reading.text.as_str(), Place::Bytes(path.clone(), said.at.clone()))));
    texts
}

fn number_of(text: &str) -> f64 {
    quantity::read_written(text).number.map_or(0.0, |number| number.value)
}

/// `1.240` at the beginning of a text, and how it is written with a comma: one to three digits, the first no nought, then a point and
/// three more, and nothing that makes it a million.
fn pointed(text: &str) -> Option<(&str, String)> {
    let start = text.find(|letter: char| letter.is_ascii_digit())?;
    // A sign, a currency's, or both.
    if start > 4 || text[..start].contains(|letter: char| letter.is_alphanumeric()) {
        return None;
    }
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let first = digits(&text[start..]);
    let behind = text[start + first..].strip_prefix('.')?;
    let is_number = (1..=3).contains(&first) && !text[start..].starts_with('0') && digits(behind) == 3;
    let behind = behind.get(3..)?;
    let is_end = !behind.starts_with(|next: char| next.is_alphanumeric() || matches!(next, '%' | '.' | ','));
    let number = &text[..start + first + 4];
    (is_number && is_end).then(|| (number, number.replace('.', ",")))
}

#[cfg(test)]
mod tests {
    use super::pointed;

    #[test]
    fn points_between_thousands() {
        for (text, meant) in [
            ("1.240 Mitglieder", Some("1,240")),
            ("-12.500 €", Some("-12,500")),
            ("€12.500", Some("€12,500")),
            ("1.240", Some("1,240")),
            ("0.240", None),
            ("1.24", None),
            ("1.2400", None),
            ("1240.500", None),
            ("1.240k", None),
            ("1.240%", None),
            ("Q1.240", None),
            ("ab 1.240", None),
        ] {
            assert_eq!(pointed(text).map(|(_, meant)| meant).as_deref(), meant, "{text}");
        }
    }
}
