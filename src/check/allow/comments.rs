//! The comments of a content file that silence, or that are meant to.

use std::ops::Range;

use crate::check::allow::Allow;
use crate::check::allow::blocks::Blocks;
use crate::check::allow::fences::Fence;
use crate::model::diagnostic::Code;
use crate::model::document::Slide;
use crate::model::front_matter::Cut;
use crate::model::source::Source;

const IN_YAML: &str = "# quarterdeck: allow claim-mismatch -- as published in 2021";
const IN_MARKDOWN: &str = "<!-- quarterdeck: allow broken-link -- comes later -->";

/// A line with the byte at which it begins.
pub type Line<'a> = (usize, &'a str);

/// The comments of a content file that silence. `slides` are those of its body.
pub fn allows_of(source: &Source, slides: &[Slide]) -> Vec<Allow> {
    // Most files have none.
    let Some(text) = source.text().filter(|text| text.contains("allow") || text.contains("quarterdeck:")) else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        lines.push((at, line));
        at += line.len();
    }
    let body_at = Cut::of(text).map_or(text.len(), |cut| cut.body_at);
    let body = lines.partition_point(|(at, _)| *at < body_at);
    let mut allows = Vec::new();
    let blocks = Blocks::new(&lines, body, slides);
    in_yaml(source, lines.get(1..body).unwrap_or_default(), &mut allows);
    // What front matter shows stands on the first slide.
    if !allows.is_empty() {
        let slide = blocks.slide(0);
        for allow in &mut allows {
            allow.slide = slide.clone();
        }
    }
    in_markdown(source, text, &lines[body..], &blocks, &mut allows);
    allows
}

fn in_yaml(source: &Source, lines: &[Line], allows: &mut Vec<Allow>) {
    let mut above_keys = true;
    // Of a text below `|` or `>` the column at which its key stands.
    let mut text_of: Option<usize> = None;
    // The next line with a key, and its value.
    let mut below = (0, 0..0);
    for (number, (start, line)) in lines.iter().enumerate() {
        if text_of.is_some_and(|column| line.trim().is_empty() || indent(line) > column) {
            continue;
        }
        text_of = text_below(line);
        above_keys &= !is_text(line);
        let Some(at) = comment_of(line) else { continue };
        let reach = if is_text(line) {
            value(lines, number, column(line))
        } else {
            let key = (below.0.max(number + 1)..lines.len()).find(|at| is_text(lines[*at].1)).unwrap_or(lines.len());
            if key > below.0 {
                below = (key, lines.get(key).map_or(0..0, |(_, line)| value(lines, key, indent(line))));
            }
            below.1.clone()
        };
        let from = start + at;
        let range = from..from + line[at..].trim_end().len();
        let allow = read(source, &line[at + 1..], range, reach, IN_YAML);
        allows.extend(allow.map(|allow| Allow { is_first: above_keys, ..allow }));
    }
}

fn in_markdown(source: &Source, text: &str, lines: &[Line], blocks: &Blocks, allows: &mut Vec<Allow>) {
    let mut fence: Option<Fence> = None;
    let mut read_to = 0;
    for (number, (start, line)) in lines.iter().enumerate() {
        fence = fence.filter(|fence| !fence.is_left_by(line));
        // What stands in code is shown, and silences nothing.
        match (fence, Fence::of(line)) {
            (Some(open), _) => fence = Some(open).filter(|open| !open.is_ended_by(line)),
            (None, Some(begun)) => {
                fence = Some(begun);
                if begun.is_chart() {
                    in_chart(source, begun, &lines[number + 1..], blocks, allows);
                }
            }
            (None, None) => {
                // Here it is a heading, and farther in code.
                let heading = if indent(line) < 4 { line.trim_start().strip_prefix('#') } else { None };
                if let Some(said) = heading {
                    let at = start + indent(line)..start + line.trim_end().len();
                    let allow = read(source, said, at, 0..0, IN_MARKDOWN);
                    allows.extend(allow.map(|allow| Allow { codes: Vec::new(), ..allow }));
                }
                let (mut counted, mut ticks) = (0, 0);
                // Nothing but comments stands before this byte of the line.
                let mut alone_to = indent(line);
                for (at, _) in line.match_indices("<!--") {
                    let from = start + at;
                    ticks += line[counted..at].matches('`').count();
                    counted = at;
                    if from < read_to || ticks % 2 == 1 {
                        continue;
                    }
                    // What never ends is no comment, and neither is what begins after it.
                    let Some(length) = text[from..].find("-->") else { return };
                    let end = from + length + "-->".len();
                    read_to = end;
                    // `<!-->` and `<!--->` are whole comments, and empty.
                    let comment = text.get(from + "<!--".len()..from + length).unwrap_or_default();
                    let is_alone = at == alone_to;
                    if is_alone && let Some(behind) = line.get(end - start..) {
                        alone_to = line.len() - behind.trim_start().len();
                    }
                    let reach = if is_alone { blocks.below(end) } else { blocks.around(from) };
                    let allow = read(source, comment, from..end, reach, IN_MARKDOWN);
                    allows.extend(allow.map(|allow| Allow { slide: blocks.slide(from), ..allow }));
                }
            }
        }
    }
}

/// The comments in the YAML of a chart, below the line that begins it.
fn in_chart(source: &Source, fence: Fence, below: &[Line], blocks: &Blocks, allows: &mut Vec<Allow>) {
    let is_inside = |(_, line): &&Line| !fence.is_left_by(line) && !fence.is_ended_by(line);
    let inside = below.iter().take_while(is_inside).map(|(start, line)| {
        let text = fence.inside(line);
        (start + line.len() - text.len(), text)
    });
    let before = allows.len();
    in_yaml(source, &inside.collect::<Vec<_>>(), allows);
    for allow in &mut allows[before..] {
        allow.is_first = false;
        allow.slide = blocks.slide(allow.at.start);
    }
}

/// What a comment silences, if it is meant to silence something.
fn read(source: &Source, comment: &str, at: Range<usize>, reach: Range<usize>, form: &'static str) -> Option<Allow> {
    let comment = comment.trim();
    let named = comment.strip_prefix("quarterdeck:");
    let said = named.and_then(|said| said.trim_start().strip_prefix("allow"));
    let said = said.filter(|said| said.is_empty() || said.starts_with(char::is_whitespace));
    if said.is_none() && !named.map_or_else(|| is_meant(comment), names_code) {
        return None;
    }
    let (codes, reason) = said.map_or(("", ""), |said| said.split_once("--").unwrap_or((said, "")));
    let codes = codes.split([',', ' ', '\t', '\r', '\n']).filter(|code| !code.is_empty()).map(ToOwned::to_owned);
    let has_reason = !reason.trim().is_empty();
    let (file, codes) = (source.path.clone(), codes.collect());
    Some(Allow { file, at, reach, slide: 0..0, is_first: false, codes, has_reason, form })
}

/// Whether a comment that is not written as it must be names what it is to allow: a code that is no word of a sentence.
fn is_meant(comment: &str) -> bool {
    let named = comment.strip_prefix("quarterdeck").unwrap_or(comment);
    let Some(said) = named.trim_start().strip_prefix("allow") else { return false };
    let code = said.trim_start_matches([':', ' ', '(']).split([',', ' ', ')']).next().unwrap_or_default();
    let is_sentence = named.len() == comment.len() && !said.starts_with(':') && !code.contains('-');
    !is_sentence && Code::ALL.iter().any(|known| known.as_str() == code)
}

/// Whether a word of a text is a code.
fn names_code(text: &str) -> bool {
    let mut words = text.split([',', ' ', '\t', ':', '(', ')']);
    words.any(|word| Code::ALL.iter().any(|known| known.as_str() == word))
}

/// The byte of a line of YAML at which its comment begins, if that may be meant to silence. Between quotes, which begin where
/// a value does, there is none.
fn comment_of(line: &str) -> Option<usize> {
    let mut letters = line.char_indices().peekable();
    let (mut open, mut last, mut value_begins) = (None, ' ', true);
    while let Some((at, letter)) = letters.next() {
        match open {
            Some('"') if letter == '\\' => {
                letters.next();
            }
            // Two single quotes stand for one.
            Some('\'') if letter == '\'' && letters.peek().is_some_and(|(_, next)| *next == '\'') => {
                letters.next();
            }
            Some(quote) if letter == quote => open = None,
            Some(_) => {}
            None if letter == '#' && last.is_whitespace() => {
                let comment = &line[at..];
                return (comment.contains("quarterdeck") || comment.contains("allow")).then_some(at);
            }
            None if matches!(letter, '"' | '\'') && value_begins => open = Some(letter),
            None => {}
        }
        last = letter;
        if !letter.is_whitespace() {
            value_begins = matches!(letter, ':' | '-' | ',' | '[' | '{');
        }
    }
    None
}

/// Where a line ends in `|` or `>`, the column that the lines of the text below it stand behind.
fn text_below(line: &str) -> Option<usize> {
    let words = line.split(" #").next().unwrap_or_default();
    let last = words.split_whitespace().next_back()?;
    let is_text = |last: &str| {
        let rest = last.strip_prefix(['|', '>']);
        rest.is_some_and(|rest| rest.chars().all(|mark| matches!(mark, '+' | '-' | '0'..='9')))
    };
    let is_value = words.trim_end().strip_suffix(last).is_some_and(|key| key.trim_end().ends_with([':', '-']));
    (is_text(last) && is_value)
        .then(|| if words.trim().trim_start_matches(['-', ' ']) == last { indent(line) } else { column(line) })
}

/// The bytes of white space that a line begins with.
pub fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// The column at which the key of a line stands: behind the hyphens of list items.
fn column(line: &str) -> usize {
    let mut rest = line.trim_start();
    while let Some(item) = rest.strip_prefix("- ") {
        rest = item.trim_start();
    }
    line.len() - rest.len()
}

/// The key at a line and column with its whole value.
fn value(lines: &[Line], key: usize, column: usize) -> Range<usize> {
    let is_item = lines[key].1[column..].starts_with("- ");
    let mut end = key + 1;
    while end < lines.len() {
        let line = lines[end].1;
        // A list may stand under its key without being indented.
        let list_of_key = !is_item && indent(line) == column && line.trim_start().starts_with('-');
        if is_text(line) && indent(line) <= column && !list_of_key {
            break;
        }
        end += 1;
    }
    let last = lines[end - 1];
    lines[key].0..last.0 + last.1.len()
}

fn is_text(line: &str) -> bool {
    !line.trim().is_empty() && !line.trim_start().starts_with('#')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_told_from_texts() {
        let of = |line: &str| comment_of(line).map(|at| line[at..].to_owned());
        for line in
            ["# allow", "a: b # allow", "- it's # allow", "a: 'it''s' # allow", "{a: \"\\\"\"} # allow", "a:\t# allow"]
        {
            assert_eq!(of(line).as_deref(), Some("# allow"), "{line}");
        }
        for line in ["a: b# allow", "a: '# allow'", "- 'it''s # allow'", "[\"\\\" # allow\"]", "a: b # else"] {
            assert_eq!(of(line), None, "{line}");
        }
    }

    #[test]
    fn sentences_are_not_meant_to_silence() {
        for comment in ["allow: dropped", "allow claim-mismatch -- so", "quarterdeck allow leak", "allow(broken-link)"]
        {
            assert!(is_meant(comment), "{comment}");
        }
        for comment in
            ["allow two weeks", "allow overflow of questions", "allowed: claim-mismatch", "quarterdeck is nice"]
        {
            assert!(!is_meant(comment), "{comment}");
        }
    }
}
