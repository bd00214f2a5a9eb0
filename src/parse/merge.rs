//! What a version control leaves in a file where two versions of it differ, until somebody settles it.

use std::ops::Range;

/// What is wrong with such a file.
pub const MESSAGE: &str = "a merge was not finished: both versions of what stands here are in the file";

/// The way out.
pub const WAY_OUT: &str = "keep one of the two, and take out the lines `<<<<<<<`, `=======` and `>>>>>>>`";

/// Whether a line begins the first of two versions.
pub fn is_start(line: &str) -> bool {
    line.strip_prefix("<<<<<<<").is_some_and(|name| name.is_empty() || name.starts_with(' '))
}

/// Whether a line is one that ends the second of two versions and names it, in one word and perhaps in parentheses: no quote in
/// quotes, which has words.
pub fn is_end(line: &str) -> bool {
    line.strip_prefix(">>>>>>> ").is_some_and(|name| {
        let words = name.split_once(" (").map_or(name, |(word, _)| word);
        !words.is_empty() && !words.contains(' ')
    })
}

/// The byte at which the last line stands that ends the second of two versions; 0 where there is none.
pub fn last_end(text: &str) -> usize {
    text.rfind("\n>>>>>>> ").unwrap_or(0)
}

/// The first line of a text that begins two versions.
pub fn start(text: &str) -> Option<Range<usize>> {
    let mut at = 0;
    for line in text[..last_end(text)].split_inclusive('\n') {
        let bare = line.trim_end();
        if is_start(bare) {
            return Some(at..at + bare.len());
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::start;

    #[test]
    fn the_marks_of_a_merge_are_seen() {
        assert_eq!(start("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> theirs\n"), Some(2..14));
        assert_eq!(start("<<<<<<< HEAD\r\nb\r\n=======\r\nc\r\n>>>>>>> theirs"), Some(0..12));
        for text in ["", "<<<<<<< HEAD\nb", "<<<<<<<< a\n>>>>>>> b", " <<<<<<< a\n>>>>>>> b", ">>>>>>> b\n<<<<<<< a"] {
            assert_eq!(start(text), None, "{text}");
        }
    }
}
