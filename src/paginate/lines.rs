//! Where in a file's front matter an entry of a list begins, as far as its lines tell.

/// The line, from 1, on which an entry begins: of each list, the outermost first, its key and which entry it is, from 0. For the very
/// first one it is the line of the key, just above. Where an entry is not found, as in lists in brackets, it is the place of what it
/// is in; `None` where there is no such list.
pub fn of_entry(text: &str, way: &[(&str, usize)]) -> Option<usize> {
    let front_matter = text.lines().enumerate().skip(1).take_while(|(_, line)| line.trim_end() != "---");
    let mut lines: Vec<Line> = front_matter.map(|(at, text)| Line::new(at + 1, text)).collect();
    let mut found = None;
    for (key, number) in way {
        let indent = lines.iter().find(|line| !line.is_blank()).map(|line| line.indent);
        let Some(at) = lines.iter().position(|line| Some(line.indent) == indent && line.has_key(key)) else { break };
        found = found.or(Some(lines[at].number));
        let Some(entry) = entry(&lines[at + 1..], *number) else { break };
        lines = entry;
        if *number > 0 {
            found = Some(lines[0].number);
        }
    }
    found
}

/// The lines of an entry of the list that comes next; its first one without its dash, so that its keys are in one column.
fn entry<'a>(lines: &[Line<'a>], number: usize) -> Option<Vec<Line<'a>>> {
    let indent = lines.iter().find(|line| !line.is_blank())?.indent;
    let is_behind = |line: &Line| !line.is_blank() && (line.indent, line.is_item()) < (indent, true);
    let end = lines.iter().position(is_behind).unwrap_or(lines.len());
    let mut starts = (0..end).filter(|at| lines[*at].indent == indent && lines[*at].is_item()).skip(number);
    let start = starts.next()?;
    let mut entry = lines[start..starts.next().unwrap_or(end)].to_vec();
    entry[0] = entry[0].without_dash();
    Some(entry)
}

#[derive(Clone, Copy)]
struct Line<'a> {
    /// From 1.
    number: usize,
    indent: usize,
    /// Without the spaces before it.
    text: &'a str,
}

impl<'a> Line<'a> {
    fn new(number: usize, line: &'a str) -> Self {
        let text = line.trim_start_matches(' ');
        Self { number, indent: line.len() - text.len(), text }
    }

    fn is_blank(&self) -> bool {
        self.text.trim_end().is_empty() || self.text.starts_with('#')
    }

    fn is_item(&self) -> bool {
        self.text == "-" || self.text.starts_with("- ")
    }

    fn has_key(&self, key: &str) -> bool {
        self.text.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with(':'))
    }

    fn without_dash(self) -> Self {
        let inner = Self::new(self.number, &self.text[1..]);
        Self { indent: self.indent + 1 + inner.indent, ..inner }
    }
}

#[cfg(test)]
mod tests {
    use super::of_entry;

    const TEXT: &str = "---
title: A
outcomes:
  # the first
  - title: One
    text: |
      - title: no entry
    metrics:
    - title: a
      metrics: none
    - title: b

  -
    metrics: [{title: c}, {title: d}]
  - metrics:
      - title: e
      - {title: f}
key_results:
- title: x
- title: y
extra: []
---
key_results:
";

    #[test]
    fn entries_are_found_where_they_begin() {
        for (way, line) in [
            (&[("outcomes", 0), ("metrics", 0)][..], Some(3)),
            (&[("outcomes", 0), ("metrics", 1)], Some(11)),
            (&[("outcomes", 1), ("metrics", 0)], Some(13)),
            (&[("outcomes", 1), ("metrics", 1)], Some(13)),
            (&[("outcomes", 2), ("metrics", 1)], Some(17)),
            (&[("outcomes", 3), ("metrics", 1)], Some(3)),
            (&[("key_results", 0)], Some(18)),
            (&[("key_results", 1)], Some(20)),
            (&[("key_results", 2)], Some(18)),
            (&[("extra", 1)], Some(21)),
            (&[("metrics", 1)], None),
            (&[], None),
        ] {
            assert_eq!(of_entry(TEXT, way), line, "{way:?}");
        }
        assert_eq!(of_entry("", &[("outcomes", 0)]), None);
        assert_eq!(of_entry("---\noutcomes:", &[("outcomes", 1)]), Some(2));
    }
}
