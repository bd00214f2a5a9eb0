//! Blocks of code, as far as comments must be told from what stands in code: also in lists and in quotes.

/// The line that begins a block of code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fence<'a> {
    marks: &'a str,
    info: &'a str,
    is_quoted: bool,
    /// In an item of a list that begins on the same line, the column of its text, which all of its lines have; else 0.
    column: usize,
}

impl<'a> Fence<'a> {
    /// Of a line that begins a block of code.
    pub fn of(line: &'a str) -> Option<Self> {
        let (mut rest, mut is_quoted, mut is_listed) = (line.trim_start(), false, false);
        loop {
            if let Some(quoted) = rest.strip_prefix('>') {
                rest = quoted.trim_start();
                is_quoted = true;
            } else if let Some(listed) = item(rest) {
                rest = listed;
                is_listed = true;
            } else {
                break;
            }
        }
        let letter = rest.chars().next().filter(|letter| matches!(letter, '`' | '~'))?;
        let info = rest.trim_start_matches(letter);
        let (at, length) = (line.len() - rest.len(), rest.len() - info.len());
        // Words between backticks are code in a text.
        if length < 3 || (letter == '`' && info.contains('`')) {
            return None;
        }
        let column = if is_listed { width(&line[..at]) } else { 0 };
        Some(Self { marks: &rest[..length], info: info.trim(), is_quoted, column })
    }

    /// Whether it stands in no item of a list that begins with it, nor in a quote.
    pub fn is_bare(&self) -> bool {
        !self.is_quoted && self.column == 0
    }

    /// Whether it begins a chart.
    pub fn is_chart(&self) -> bool {
        let language = self.info.split([' ', ',', '{']).next().unwrap_or_default();
        language.trim().eq_ignore_ascii_case("chart")
    }

    /// Whether a line below is the last one of the block.
    pub fn is_ended_by(&self, line: &str) -> bool {
        let text = self.inside(line).trim();
        text.starts_with(self.marks) && text.trim_start_matches(&self.marks[..1]).is_empty()
    }

    /// Whether a line below stands in the block no more, as the list or the quote ends before it.
    pub fn is_left_by(&self, line: &str) -> bool {
        let text = line.trim_start_matches([' ', '\t', '>']);
        let is_outside = self.is_quoted && !line.trim_start().starts_with('>');
        is_outside || (!text.trim().is_empty() && width(&line[..line.len() - text.len()]) < self.column)
    }

    /// A line of the block without the marks of quotes before it.
    pub fn inside<'l>(&self, line: &'l str) -> &'l str {
        let marks = line.len() - line.trim_start_matches([' ', '\t', '>']).len();
        match line[..marks].rfind('>') {
            Some(last) if self.is_quoted => &line[last + 1..],
            _ => line,
        }
    }
}

/// What stands behind the mark of an item or a definition that a text begins with.
fn item(text: &str) -> Option<&str> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let marks: &[char] = if digits > 0 { &['.', ')'] } else { &['-', '*', '+', ':'] };
    let behind = text[digits..].strip_prefix(marks).filter(|behind| behind.starts_with([' ', '\t']))?;
    Some(behind.trim_start())
}

/// How many columns a text takes at the beginning of a line.
fn width(text: &str) -> usize {
    text.chars().fold(0, |width, letter| if letter == '\t' { (width / 4 + 1) * 4 } else { width + 1 })
}

#[cfg(test)]
mod tests {
    use super::Fence;

    #[test]
    fn code_begins_in_lists_and_quotes_too() {
        for line in ["```", "  ~~~~ rust", "- ```chart", "> ```", "> 12. > ```", ": ```", "*\t```"] {
            assert!(Fence::of(line).is_some(), "{line}");
        }
        for line in ["``", "-```", "Text ```", "```code``` in a text", "1 ```", "::: ```"] {
            assert_eq!(Fence::of(line), None, "{line}");
        }
        let is_chart = |line: &str| Fence::of(line).is_some_and(|fence| fence.is_chart());
        assert!(["```chart", "~~~ Chart {1}\r\n", "> ```CHART,x"].into_iter().all(is_chart));
        assert!(!["```charts", "```", "``` {chart}"].into_iter().any(is_chart));
    }

    #[test]
    fn it_ends_with_its_marks_or_with_what_it_stands_in() {
        let ends_and_leaves = |(first, line): (&str, &str)| {
            Fence::of(first).map(|fence| (fence.is_ended_by(line), fence.is_left_by(line)))
        };
        for lines in
            [("```", "```` \r\n"), ("- ```", "  ```"), ("> ~~~", "> ~~~"), ("> - ```", ">   ```"), ("-\t```", "\t```")]
        {
            assert_eq!(ends_and_leaves(lines), Some((true, false)), "{lines:?}");
        }
        for lines in [("````", "```"), ("```", "```rust"), ("```", "~~~"), ("```", "> ```"), ("- ```", "")] {
            assert_eq!(ends_and_leaves(lines), Some((false, false)), "{lines:?}");
        }
        for lines in [("- ```", "Text"), ("> ```", ""), ("> ```", "Text"), ("> - ```", "> Text"), ("-\t```", "  a")] {
            assert_eq!(ends_and_leaves(lines), Some((false, true)), "{lines:?}");
        }
    }
}
