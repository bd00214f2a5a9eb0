//! Stage 2, a source -> a document and its mistakes. It never fails: what document can be made is made, and every mistake
//! of the file is told at once.

mod front_matter;
pub mod markdown;
mod merge;

use std::ops::Range;
use std::sync::Arc;

use crate::model::diagnostic::{Code, Diagnostic, Place};
use crate::model::document::{Audience, Document, Header, RawHtml};
use crate::model::front_matter::Cut;
use crate::model::letters::find_control;
use crate::model::slide_ids;
use crate::model::source::Source;
use front_matter::Misplaced;

pub use front_matter::{carry, schema};

/// What a file comes to.
#[derive(Debug)]
pub struct Parsed {
    pub document: Arc<Document>,
    pub diagnostics: Vec<Diagnostic>,
    /// A hash of all text before the body, which the header is made from.
    pub head: u64,
}

/// Reads a content file for an audience, to which nothing private may cut slides. The role of the file is told by its path;
/// `raw_html` is the site's.
pub fn parse(source: &Source, raw_html: RawHtml, audience: Audience) -> Parsed {
    let path = &source.path;
    let (text, cut) = match cut(source) {
        Ok(cut) => cut,
        Err(why) => return unreadable(path, why),
    };
    let mut diagnostics = Vec::new();
    unshowable(path, text, &mut diagnostics);
    let (header, links) = front_matter::read(path, &cut, raw_html, &mut diagnostics);
    let readable = !diagnostics.iter().any(front_matter::hides_results);
    let (file_id, has_title) = match &header {
        Header::Slides(header) => (&*header.id, header.title.is_some()),
        Header::Deck(_) => (slide_ids::TITLE, true),
        Header::Site(_) => (slide_ids::SITE, false),
    };
    let first_line = 1 + text[..cut.body_at].matches('\n').count();
    let read_chart = |yaml: &str, in_file: &markdown::InFile| front_matter::read_chart(path, yaml, in_file);
    let body = markdown::Body {
        file: path,
        file_id,
        has_title,
        is_page: matches!(header, Header::Site(_)),
        text: cut.body,
        base: cut.body_at,
        first_line,
        raw_html,
        audience,
    };
    let (slides, mut found) = markdown::read_body(&body, &read_chart);
    diagnostics.append(&mut found);
    let head = rapidhash::v3::rapidhash_v3(&text.as_bytes()[..cut.body_at]);
    Parsed { document: Arc::new(Document { path: path.clone(), header, links, slides, readable }), diagnostics, head }
}

/// What comes of a file of which nothing can be read.
fn unreadable(path: &Arc<str>, why: Diagnostic) -> Parsed {
    let document = Document {
        path: path.clone(),
        header: front_matter::unreadable(path),
        links: Vec::new(),
        slides: Vec::new(),
        readable: false,
    };
    Parsed { document: Arc::new(document), diagnostics: vec![why], head: 0 }
}

/// The text of a file, and where its front matter ends and its body begins; or why that cannot be told.
fn cut(source: &Source) -> Result<(&str, Cut<'_>), Diagnostic> {
    let fault =
        |code, at, message, hint| Diagnostic::new(code, Place::Bytes(source.path.clone(), at), message).hint(hint);
    let Some(text) = source.text() else {
        let at = std::str::from_utf8(&source.bytes).map_or_else(|error| error.valid_up_to(), |_| 0);
        return Err(fault(Code::Encoding, at..at + 1, "this is not UTF-8 text", "save the file as UTF-8"));
    };
    let Some(cut) = Cut::of(text) else {
        if let Some(Misplaced { at, message, hint }) = front_matter::misspelt_end(text) {
            return Err(fault(Code::Yaml, at, message, hint));
        }
        let message = "the front matter that begins here never ends";
        return Err(fault(Code::Yaml, 0..3, message, "end it with a line `---`"));
    };
    if let Some(at) = text.find('\r').filter(|_| !text.contains('\n')) {
        let message = "the lines of this file end with a carriage return alone, so all of it is one line";
        return Err(fault(Code::Encoding, at..at + 1, message, "save it with the line ends of Unix or Windows"));
    }
    let misplaced = front_matter::misplaced(text).or_else(|| front_matter::cut_short(text, &cut));
    let misplaced = misplaced.or_else(|| front_matter::ends_late(&cut));
    match misplaced.or_else(|| front_matter::buried(text, &cut)) {
        Some(Misplaced { at, message, hint }) => Err(fault(Code::Yaml, at, message, hint)),
        None => Ok((text, cut)),
    }
}

/// Characters of a text that programs take for different things, or that no page can show.
fn unshowable(path: &Arc<str>, text: &str, diagnostics: &mut Vec<Diagnostic>) {
    // Markdown and YAML begin a line behind it, and the marks of private text are looked for in lines as all programs see them.
    if let Some(at) = lone_return(text) {
        let place = Place::Bytes(path.clone(), at..at + 1);
        let message = "a carriage return alone ends this line, which is no end of a line to every program";
        diagnostics.push(
            Diagnostic::new(Code::Encoding, place, message).hint("save the file with the line ends of Unix or Windows"),
        );
    }
    if let Some((at, control)) = find_control(text).and_then(|at| Some((at, text[at..].chars().next()?))) {
        let place = Place::Bytes(path.clone(), at..at + control.len_utf8());
        let message = format!("this is the control character U+{:04X}, which no page can show", u32::from(control));
        diagnostics.push(Diagnostic::new(Code::Encoding, place, message).hint("take it out"));
    }
}

/// The byte of the first carriage return that no line feed follows.
fn lone_return(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'\r', bytes).find(|at| bytes.get(at + 1) != Some(&b'\n'))
}

/// Finds the places of one file, whose front matter is read again only once, and only if need be.
pub struct Locator<'a> {
    source: &'a Source,
    yaml: std::cell::OnceCell<Option<front_matter::Tree>>,
}

impl<'a> Locator<'a> {
    /// For places in this file.
    pub fn new(source: &'a Source) -> Self {
        Self { source, yaml: std::cell::OnceCell::new() }
    }

    /// The bytes of the source's text that a place means; what cannot be found is the file's first character.
    pub fn locate(&self, place: &Place) -> Range<usize> {
        let found = match place {
            Place::File(_) => None,
            Place::Bytes(_, range) => Some(range.clone()),
            Place::Yaml(_, path, part) => {
                let tree = self.yaml.get_or_init(|| self.source.text().and_then(front_matter::tree));
                tree.as_ref().and_then(|tree| tree.locate(path, *part))
            }
        };
        found.unwrap_or(0..0)
    }
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::model::document::{Audience, RawHtml};
    use crate::model::source::Source;

    /// The codes of what is told of a file of slides.
    fn told(text: &str) -> Vec<&'static str> {
        let source = Source::new("content/t/q/a.md", text.as_bytes());
        let parsed = parse(&source, RawHtml::Safe, Audience::Public);
        parsed.diagnostics.iter().map(|told| told.code.as_str()).collect()
    }

    #[test]
    fn a_control_character_is_told_once() {
        for text in ["title: A\0B", "title: A\u{7}B", "title: \"A\0\"", "title: A # \0", "title: |\n  A\0B"] {
            assert_eq!(told(&format!("---\n{text}\nobjective: Do.\n---\n")), ["encoding"], "{text:?}");
        }
        assert_eq!(told("---\ntitle: A\0B\nowner: a: b\n---\n"), ["encoding", "yaml"]);
    }

    #[test]
    fn a_file_without_lines_is_told() {
        assert_eq!(told("---\rtitle: One\r---\rText\r"), ["encoding"]);
        assert_eq!(told("---\r\ntitle: Two\r\n---\r\nText\r\n"), [""; 0]);
        assert_eq!(told("---\ntitle: Three\n---\nText\r\r::: internal\r\rSecret\r\r:::\n"), ["encoding"]);
        assert_eq!(told("---\r\ntitle: Four\rid: b\n---\r\nText\rNote: secret\r\n"), ["encoding"]);
        assert_eq!(told("Text\nNote: secret\r"), ["encoding"]);
        assert_eq!(told("Text without an end"), [""; 0]);
    }
}
