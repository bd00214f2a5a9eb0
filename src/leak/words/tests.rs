//! Runs found fast are the runs that reading letter by letter finds.

use proptest::prelude::*;

use super::{BYTE, NO_WORD, RUN, SHORTEST, Syntax, WORD, excerpt, mark_number, reference, runs, runs_across};
use crate::model::html::{is_inline, name_of};
use crate::model::script::{Part, decompose, part};

fn found(text: &str, syntax: Syntax) -> Vec<u64> {
    let mut found = Vec::new();
    runs(text.as_bytes(), syntax, SHORTEST, |run| found.push(run.number));
    found
}

#[test]
fn words_are_compared_without_case_and_marks() {
    let plain = found("One two, three: four five SIX seven eight nine Ärger.", Syntax::Plain);
    assert_eq!(plain.len(), 3);
    assert_eq!(plain, found("one two three four five six seven eight nine äRGER", Syntax::Plain));
    let unread = "<p class=\"one two three four five six seven eight\" d=\"1 2 3 4 5 6 7 8\">x";
    assert!(found(unread, Syntax::Html).is_empty(), "nobody reads classes and lines of drawings");
    let html = "<p>One <b>two</b>, th<i>ree</i>: four &amp; five six <a href=\"a b\">seven</a> eight</p><p>nine ärger";
    assert_eq!(found(html, Syntax::Html), plain[..1], "a block ends the run");
    assert_eq!(found("<p>x</p><img alt=\"One two three four five six seven eight\">", Syntax::Html), plain[..1]);
    let json = r#"{"a": "one \"two\"\u001fthr\u0065e four five six seven eight\nnine ten", "b": "eleven"}"#;
    assert_eq!(found(json, Syntax::Json), plain[..1]);
}

#[test]
fn accents_are_compared_however_they_are_written() {
    let composed = found("l’été dernier les élèves ont déjà reçu tout", Syntax::Plain);
    assert_eq!(composed.len(), 2);
    let decomposed = "l’e\u{301}te\u{301} dernier les e\u{301}le\u{300}ves ont de\u{301}ja\u{300} rec\u{327}u tout";
    assert_eq!(composed, found(decomposed, Syntax::Plain));
    assert_ne!(composed, found("l’ete dernier les eleves ont deja recu tout", Syntax::Plain));
    let order = |marks: &str| found(&format!("o{marks} b c d e f g h"), Syntax::Plain);
    assert_eq!(order("\u{323}\u{302}"), order("\u{302}\u{323}"));
    assert_eq!(order("\u{323}\u{302}"), found("ộ b c d e f g h", Syntax::Plain));
}

#[test]
fn a_word_has_its_marks_and_its_script() {
    let count = |text: &str| found(text, Syntax::Plain).len();
    assert_eq!(count("क्षेत्रीय स्वास्थ्य केन्द्र बंद होगा कल सुबह"), 0, "seven words");
    assert_eq!(count("क्षेत्रीय स्वास्थ्य केन्द्र बंद होगा कल सुबह नौ"), 1);
    assert_eq!(count("与第二供应商的合"), 1);
    assert_eq!(count("契約は来年の夏に、終了"), 3);
    assert_eq!(count("สวัสดีครับ"), 0, "seven letters, with their signs");
    assert_eq!(count("สวัสดีครับ นะ"), 2);
    let alt = found("<img alt=\"与第二供应商的合\">", Syntax::Html);
    assert_eq!(alt, found("与第二供应商的合", Syntax::Plain), "there are no spaces in it");
    assert_eq!(alt, found("<p>与第二<b>供应</b>商的合</p>", Syntax::Html));
    assert_eq!(excerpt("与第二供应商，OKR 2026 的合同".as_bytes(), Syntax::Plain), "与第二供应商 OKR 2026");
}

#[test]
fn the_shortest_runs_are_read() {
    let shortest = "a b c d e f g h";
    let wanted = found(shortest, Syntax::Plain);
    assert_eq!(wanted.len(), 1);
    for html in [shortest.to_owned(), format!("<b x=\"{shortest}\">"), "<p>a<br>b c d<br>e f g h</p>".to_owned()] {
        assert_eq!(found(&html, Syntax::Html), wanted, "{html}");
    }
    assert_eq!(found(&format!("[\"{shortest}\"]"), Syntax::Json), wanted);
}

#[test]
fn a_run_tells_where_it_begins() {
    let text = "a b c d e f g h i";
    let mut begins = Vec::new();
    runs(text.as_bytes(), Syntax::Plain, SHORTEST, |run| begins.push(run.at));
    assert_eq!(begins, [0, 2]);
}

#[test]
fn runs_go_on_over_up_to_three_blocks() {
    let across = |html: &str| {
        let mut found = Vec::new();
        runs_across(html.as_bytes(), |run| found.push(run.number));
        found
    };
    let plain = found("a b c d e f g h i j", Syntax::Plain);
    assert_eq!(plain.len(), 3);
    assert_eq!(across("<ul><li>a b c d</li>\n<li>e <b>f</b> g</li><li>h i j</li></ul>"), plain);
    assert_eq!(across("<p>a b c d e f g h i<p>j"), plain[2..], "the others are in one block");
    assert_eq!(across("<p>a b<p>c d e<p>f g h<p>i j"), [plain[0], plain[2]], "the other one is in four");
    assert_eq!(across("<p>a b c d<br>e f g h i j"), [0; 0]);
    assert_eq!(across("a b c<p>d e f"), [0; 0]);
}

#[test]
fn the_order_of_words_counts() {
    let forwards = found("a b c d e f g h", Syntax::Plain);
    assert_ne!(forwards, found("b a c d e f g h", Syntax::Plain));
    assert_ne!(forwards, found("a b c d e f g hi", Syntax::Plain));
    assert_eq!(forwards[0], found("x y a b c d e f g h", Syntax::Plain)[2]);
}

/// The runs of a text, read letter by letter: their words, and the byte at which each begins.
#[derive(Default)]
struct Letters {
    /// Words of the run so far, with the bytes at which they begin; the last one may go on.
    words: Vec<(String, usize)>,
    in_word: bool,
    /// The word is a letter that is one by itself.
    is_alone: bool,
    found: Vec<(String, usize)>,
}

impl Letters {
    fn letter(&mut self, letter: char, at: usize) {
        let part = part(letter);
        match part {
            Part::Between => return self.end_word(),
            Part::Joiner => return,
            Part::Mark if !self.in_word => return,
            Part::Mark => {}
            Part::Word => self.end_word(),
            Part::Letter if self.is_alone => self.end_word(),
            Part::Letter => {}
        }
        if !self.in_word {
            self.words.push((String::new(), at));
            self.in_word = true;
            self.is_alone = part == Part::Word;
        }
        let word = self.words.last_mut().expect("a word has begun");
        letter.to_lowercase().for_each(|lower| decompose(lower, &mut |part| word.0.push(part)));
    }

    fn end_word(&mut self) {
        if self.in_word && self.words.len() >= RUN {
            let run = &self.words[self.words.len() - RUN..];
            let words: Vec<&str> = run.iter().map(|(word, _)| &**word).collect();
            self.found.push((words.join(" "), run[0].1));
        }
        self.in_word = false;
        self.is_alone = false;
    }

    fn end_run(&mut self) {
        self.end_word();
        self.words.clear();
    }

    fn text(&mut self, text: &str, base: usize) {
        let mut skipped = 0;
        for (at, letter) in text.char_indices() {
            if at < skipped {
                continue;
            }
            match reference(&text.as_bytes()[at..]) {
                Some((letter, length)) => {
                    self.letter(letter, base + at);
                    skipped = at + length;
                }
                None => self.letter(letter, base + at),
            }
        }
    }

    fn html(&mut self, html: &str) {
        let mut at = 0;
        while at < html.len() {
            let rest = &html[at..];
            let text = rest.find('<').filter(|open| rest[*open..].contains('>')).unwrap_or(rest.len());
            self.text(&rest[..text], at);
            let Some(tag) = rest.get(text + 1..) else { return };
            let tag = &tag[..tag.find('>').expect("it was looked for")];
            match name_of(tag) {
                "tspan" | "text" | "br" | "wbr" => self.end_word(),
                name if is_inline(name.as_bytes()) => {}
                _ => self.end_run(),
            }
            let mut begins = at + text + 1;
            let parts: Vec<&str> = tag.split('"').collect();
            for (number, part) in parts.iter().enumerate() {
                // Every other part is a value, but not what follows the last mark.
                let is_value = number % 2 == 1 && number + 1 < parts.len();
                let is_unread = is_value && [" class=", " d="].iter().any(|name| parts[number - 1].ends_with(name));
                let may_be_words = part.contains(|letter| letter == ' ' || letter >= '\u{800}');
                if is_value && !is_unread && part.len() >= SHORTEST && may_be_words {
                    let mut value = Letters::default();
                    value.text(part, begins);
                    value.end_run();
                    self.found.append(&mut value.found);
                }
                begins += part.len() + 1;
            }
            at += text + tag.len() + 2;
        }
    }

    fn json(&mut self, json: &str) {
        let mut letters = json.char_indices();
        while let Some((at, letter)) = letters.next() {
            match letter {
                '"' => self.end_run(),
                '\\' => match letters.next() {
                    Some((_, 'n')) => self.end_run(),
                    Some((at, 'u')) => {
                        let code = json.get(at + 1..at + 5).and_then(|code| u32::from_str_radix(code, 16).ok());
                        self.letter(code.and_then(char::from_u32).unwrap_or('\\'), at);
                        if code.is_some() {
                            letters.nth(3);
                        }
                    }
                    _ => self.end_word(),
                },
                letter => self.letter(letter, at),
            }
        }
    }

    fn runs(text: &str, syntax: Syntax) -> Vec<(String, usize)> {
        let mut letters = Self::default();
        match syntax {
            Syntax::Plain => text.char_indices().for_each(|(at, letter)| letters.letter(letter, at)),
            Syntax::Html => letters.html(text),
            Syntax::Json => letters.json(text),
        }
        letters.end_run();
        letters.found
    }
}

/// A text of what pages and data are made of, in no order.
fn text() -> impl Strategy<Value = String> {
    let words = [
        "a",
        "The",
        "plan",
        "wird",
        "Ärger",
        "naïve",
        "STRASSE",
        "İs",
        "東京",
        "7",
        "2021",
        "x",
        "e",
        "スタ",
        "स्वा",
        "ที่",
        "한",
    ];
    let marks = [" ", " ", "  ", ", ", ".", "\n", "—", "\u{a0}", "'", ">", "<", "\"", "\\", "&", "#", ";", "/"];
    let accents = ["\u{301}", "\u{323}", "\u{3099}", "\u{200d}", "\u{94d}"];
    let references = ["&amp;", "&#97;", "&#x4C;", "&#xe4;", "&#x301;", "&#x6771;", "&#99999999;", "&nope;", "&#;", "&"];
    let tags = [
        "<p>",
        "</p>",
        "<td>",
        "<b>",
        "</b>",
        "<i class=\"x\">",
        "<tspan x=\"1\">",
        "</text>",
        "<br>",
        "<B>",
        "<!-- a b -->",
        "<span title=\"",
        "<img alt=\"",
        "<td class=\"num\" title=\"",
        "\">",
        "\" id=\"x\">",
        "<>",
        "</>",
        "<svg/>",
        "<a href=\"/one-two-three/four-five-six/seven-eight-nine\">",
        "<img alt=\"one two three four five six seven eight nine\">",
        "<b title=\"The plan a 7 x &#97; 2021 Ärger x\">",
        "<b class=\"one two three four five six seven eight nine\">",
        "<path d=\"M1 2L3 4L5 6L7 8L9 10z\"/>",
    ];
    let escapes =
        ["\\n", "\\\"", "\\u0041", "\\u00e4", "\\u0301", "\\u6771", "\\ud800", "\\u12", "\\t", "\\ä", "\": \""];
    let part = prop_oneof![
        6 => prop::sample::select(words.to_vec()).prop_map(str::to_owned),
        6 => prop::sample::select(marks.to_vec()).prop_map(str::to_owned),
        2 => prop::sample::select(accents.to_vec()).prop_map(str::to_owned),
        1 => prop::sample::select(references.to_vec()).prop_map(str::to_owned),
        2 => prop::sample::select(tags.to_vec()).prop_map(str::to_owned),
        1 => prop::sample::select(escapes.to_vec()).prop_map(str::to_owned),
        2 => Just("six more words of one text ".to_owned()),
    ];
    prop::collection::vec(part, 0..80).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn all_runs_are_found(text in text(), shortest in SHORTEST..80) {
        for syntax in [Syntax::Plain, Syntax::Html, Syntax::Json] {
            let mut fast = Vec::new();
            runs(text.as_bytes(), syntax, SHORTEST, |run| fast.push((run.number, run.at, run.shortest())));
            let slow = Letters::runs(&text, syntax);
            // The words stand between spaces: they could not be written in less.
            let slow = slow.into_iter().map(|(words, at)| (number(&words), at, words.chars().filter(|letter| part(*letter) != Part::Mark).count()));
            let mut slow: Vec<_> = slow.collect();
            // Values of attributes may come before the text around them.
            fast.sort_unstable();
            slow.sort_unstable();
            prop_assert_eq!(&fast, &slow, "{:?}", syntax);
            let mut long = Vec::new();
            runs(text.as_bytes(), syntax, shortest, |run| long.push((run.number, run.at, run.shortest())));
            prop_assert!(long.iter().all(|run| slow.contains(run)), "{:?}", syntax);
            prop_assert!(slow.iter().all(|run| run.2 < shortest || long.contains(run)), "{:?}", syntax);
        }
    }
}

/// The number of a run whose words stand lower case between spaces.
fn number(words: &str) -> u64 {
    let run = words.split(' ').fold(0_u64, |run, word| {
        let word = word.chars().fold(NO_WORD, |number, letter| match part(letter) {
            Part::Mark => number.wrapping_add(mark_number(letter)),
            _ => {
                let bytes = letter.to_string().into_bytes();
                bytes.iter().fold(number, |number, byte| (number ^ u64::from(*byte)).wrapping_mul(BYTE))
            }
        });
        run.wrapping_add(word ^ (word >> 29)).wrapping_mul(WORD)
    });
    run ^ (run >> 32)
}
