//! Which part of a file is asked for. Browsers read films in parts: where somebody stopped for a while, or goes elsewhere
//! in the film, they ask for what follows from there.

use std::ops::Range;

use hyper::header::{self, HeaderMap};

/// How much of a file is to be sent.
#[derive(Debug, PartialEq, Eq)]
pub enum Part {
    Whole,
    Bytes(Range<usize>),
    /// What is asked for lies behind the end.
    Nowhere,
}

/// What is asked for of a file that has so many bytes and this tag. Whoever asks for several parts, or for the rest of
/// another version, gets the whole, as whoever asks for what is no part at all.
pub fn asked(headers: &HeaderMap, length: usize, tag: &str) -> Part {
    let is_same = headers.get(header::IF_RANGE).is_none_or(|known| known.as_bytes() == tag.as_bytes());
    let range = headers.get(header::RANGE).filter(|_| is_same).and_then(|range| range.to_str().ok());
    range.and_then(|range| bytes(range, length)).unwrap_or(Part::Whole)
}

fn bytes(range: &str, length: usize) -> Option<Part> {
    let (from, to) = range.strip_prefix("bytes=")?.split_once('-')?;
    let number = |digits: &str| {
        let is_number = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
        // More than can be counted is more than any file has.
        is_number.then(|| digits.parse().unwrap_or(usize::MAX))
    };
    let range = match (from, to) {
        ("", last) => length.saturating_sub(number(last)?)..length,
        (first, "") => number(first)?..length,
        (first, last) => {
            let (first, last) = (number(first)?, number(last)?);
            if last < first {
                return None;
            }
            first..last.saturating_add(1).min(length)
        }
    };
    Some(if range.start < length { Part::Bytes(range) } else { Part::Nowhere })
}

#[cfg(test)]
mod tests {
    use hyper::header::HeaderValue;

    use super::*;

    fn of_ten(range: &'static str, if_range: Option<&'static str>) -> Part {
        let mut headers = HeaderMap::new();
        headers.insert(header::RANGE, HeaderValue::from_static(range));
        if let Some(tag) = if_range {
            headers.insert(header::IF_RANGE, HeaderValue::from_static(tag));
        }
        asked(&headers, 10, "\"a\"")
    }

    #[test]
    fn a_part_lies_in_the_file() {
        for (range, part) in [
            ("bytes=0-", 0..10),
            ("bytes=0-0", 0..1),
            ("bytes=4-6", 4..7),
            ("bytes=9-", 9..10),
            ("bytes=4-99999999999999999999999", 4..10),
            ("bytes=-3", 7..10),
            ("bytes=-30", 0..10),
        ] {
            assert_eq!(of_ten(range, None), Part::Bytes(part.clone()), "{range}");
            assert_eq!(of_ten(range, Some("\"a\"")), Part::Bytes(part), "{range}");
            assert_eq!(of_ten(range, Some("\"b\"")), Part::Whole, "of another version: {range}");
        }
        for range in ["bytes=10-", "bytes=99999999999999999999999-", "bytes=-0"] {
            assert_eq!(of_ten(range, None), Part::Nowhere, "{range}");
        }
    }

    #[test]
    fn what_is_no_part_is_the_whole() {
        for range in
            ["", "bytes", "bytes=", "bytes=-", "bytes=5-4", "bytes=+1-2", "bytes=a-b", "bytes=0-1,4-5", "lines=0-1"]
        {
            assert_eq!(of_ten(range, None), Part::Whole, "{range}");
        }
        assert_eq!(asked(&HeaderMap::new(), 10, "\"a\""), Part::Whole);
        let mut empty = HeaderMap::new();
        empty.insert(header::RANGE, HeaderValue::from_static("bytes=0-"));
        assert_eq!(asked(&empty, 0, "\"a\""), Part::Nowhere);
    }
}
