//! The events of a piece of Markdown, one after the other.

use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, Tag, TagEnd};
use unicase::UniCase;

use crate::model::link::push_escaped;
use crate::parse::markdown::controls::is_control;
use crate::parse::markdown::math;
use crate::parse::markdown::structure::SlidePart;
use crate::parse::markdown::unshown::Unshown;
use crate::parse::markdown::writer::braces::Braces;
use crate::parse::markdown::writer::footnotes::Footnotes;
use crate::parse::markdown::writer::headings::number;
use crate::parse::markdown::writer::output::Output;
use crate::parse::markdown::writer::places::Places;
use crate::parse::markdown::writer::shells::Shell;
use crate::parse::markdown::writer::{Place, Writer};

/// What is being collected before it can be written.
pub enum Capture {
    Heading {
        level: u8,
        id: Option<String>,
        classes: Vec<String>,
        /// What stands in braces behind it and is no attribute.
        braces: Option<Braces>,
        plain: String,
        output: Output,
        is_title: bool,
        at: Range<usize>,
    },
    Footnote {
        label: String,
        output: Output,
        /// Its definition, if it stands in this piece and not elsewhere.
        at: Range<usize>,
        is_own: bool,
    },
    /// The head of a table: what its columns are called, of those that are complete, and of the present one.
    Head {
        names: Vec<String>,
        plain: String,
        output: Output,
    },
    Image {
        src: String,
        title: String,
        alt: String,
        at: Range<usize>,
    },
    Code {
        info: String,
        text: String,
        places: Places,
    },
    Html {
        text: String,
        at: Range<usize>,
    },
}

/// Writes the events of one piece.
pub struct Blocks<'w, 'a> {
    pub writer: &'w mut Writer<'a>,
    output: &'w mut Output,
    pub place: Place,
    pub footnotes: &'w mut Footnotes,
    /// Where the piece stands in the file.
    pub places: &'w Places,
    pub captures: Vec<Capture>,
    /// Whether each open link has an `<a>`.
    pub anchors: Vec<bool>,
    /// Inline tags of the author's that are open.
    pub tags: Vec<&'static str>,
    pub columns: Vec<Alignment>,
    pub column: usize,
    pub in_head: bool,
    /// Lists, quotes and the like that are open: a title is not looked for in them.
    pub depth: usize,
    /// For each open item, whether it has a task's label that is still open.
    pub labels: Vec<bool>,
    /// What is open and may turn out to hold nothing that is shown, or nothing but what is internal.
    pub shells: Vec<Shell>,
    /// How deep each open step began.
    pub steps: Vec<usize>,
    /// What follows is a mark that stands for a part of the slide.
    pub is_mark: bool,
}

impl<'w, 'a> Blocks<'w, 'a> {
    /// `places` are where the piece stands in the file.
    pub fn new(
        writer: &'w mut Writer<'a>,
        output: &'w mut Output,
        place: Place,
        footnotes: &'w mut Footnotes,
        places: &'w Places,
    ) -> Self {
        Self {
            writer,
            output,
            place,
            footnotes,
            places,
            captures: Vec::new(),
            anchors: Vec::new(),
            tags: Vec::new(),
            columns: Vec::new(),
            column: 0,
            in_head: false,
            depth: 0,
            labels: Vec::new(),
            shells: Vec::new(),
            steps: Vec::new(),
            is_mark: false,
        }
    }

    /// Writes all events of a piece, with the parts that stand at bytes of it.
    pub fn write<'e>(
        mut self,
        piece: &str,
        parts: &[(usize, SlidePart)],
        events: impl Iterator<Item = (Event<'e>, Range<usize>)>,
    ) {
        let mut unshown = Unshown::new(self.writer.body.raw_html);
        for (event, range) in events.filter(|(event, _)| !unshown.hides(event)) {
            if self.part(&event, &range, parts) {
                continue;
            }
            match event {
                Event::Start(tag) => {
                    if let Tag::Heading { .. } = tag {
                        self.underline(&range, piece);
                    }
                    self.start(tag, &range);
                }
                Event::End(tag) => self.finish(tag),
                Event::Text(text) if is_control(&text) && piece[range.start..].starts_with('&') => self.control(&range),
                Event::Text(text) => {
                    self.text(&text, &range);
                    self.slips(&text, &range, piece);
                }
                Event::Code(text) => {
                    self.plain(&text);
                    self.element("code", &text);
                }
                Event::InlineMath(latex) => self.formula(&latex, &range, piece),
                Event::DisplayMath(latex) => self.html(&math::render(&latex, true)),
                Event::Html(text) => match self.captures.last_mut() {
                    Some(Capture::Html { text: all, .. }) => all.push_str(&text),
                    _ => self.html_block(&text, self.at(&range)),
                },
                Event::InlineHtml(tag) => self.inline_html(&tag, &range),
                Event::FootnoteReference(label) => {
                    let mut mark = String::new();
                    if self.is_in_title() {
                        self.footnotes.mention(&label, &mut mark);
                    } else {
                        self.footnotes.reference(&label, &mut mark);
                    }
                    self.writer.used.insert(UniCase::new(label.to_string()));
                    self.html(&mark);
                }
                Event::SoftBreak => {
                    self.plain(" ");
                    self.html("\n");
                }
                Event::HardBreak => {
                    self.plain(" ");
                    self.html("<br>\n");
                }
                Event::Rule => {
                    self.rule(&range, piece);
                    self.html("<hr>\n");
                }
                Event::TaskListMarker(done) => self.task(done),
            }
        }
    }

    /// Bytes of the file, of a range of the piece.
    pub fn at(&self, range: &Range<usize>) -> Range<usize> {
        self.places.at(range)
    }

    /// Where HTML goes now.
    pub fn out(&mut self) -> &mut Output {
        self.writer_and_out().1
    }

    /// The writer, and where HTML goes now.
    pub fn writer_and_out(&mut self) -> (&mut Writer<'a>, &mut Output) {
        for capture in self.captures.iter_mut().rev() {
            if let Capture::Heading { output, .. } | Capture::Footnote { output, .. } | Capture::Head { output, .. } =
                capture
            {
                return (self.writer, output);
            }
        }
        (self.writer, self.output)
    }

    /// Appends finished HTML, unless an image's alternative text is being collected: that is text alone.
    pub fn html(&mut self, html: &str) {
        if !matches!(self.captures.last(), Some(Capture::Image { .. })) {
            self.out().html(html);
        }
    }

    fn element(&mut self, name: &str, text: &str) {
        let mut html = ["<", name, ">"].concat();
        push_escaped(&mut html, text);
        self.html(&[&*html, "</", name, ">"].concat());
    }

    /// Adds to the plain text that is collected for a title or an image.
    pub fn plain(&mut self, text: &str) {
        for capture in self.captures.iter_mut().rev() {
            match capture {
                Capture::Heading { plain, .. } | Capture::Head { plain, .. } => plain.push_str(text),
                Capture::Image { alt, .. } => alt.push_str(text),
                Capture::Footnote { .. } | Capture::Code { .. } | Capture::Html { .. } => break,
            }
        }
    }

    fn start(&mut self, tag: Tag, range: &Range<usize>) {
        match tag {
            Tag::Paragraph => self.html("<p>"),
            Tag::Heading { level, id, classes, attrs } => {
                let is_title = self.depth == 0 && self.writer.takes_title(self.place);
                let at = self.at(range);
                let has_values = attrs.iter().any(|(_, value)| value.is_some());
                let are_attributes = has_values || id.is_some() || !classes.is_empty();
                let body = self.writer.body;
                let written = body.text.get(at.start - body.base..at.end - body.base);
                self.captures.push(Capture::Heading {
                    level: number(level),
                    braces: written.and_then(|written| Braces::of(written, are_attributes)),
                    id: id.map(|id| id.to_string()),
                    classes: classes.iter().map(ToString::to_string).collect(),
                    plain: String::new(),
                    output: Output::default(),
                    is_title,
                    at,
                });
            }
            Tag::BlockQuote(kind) => {
                self.depth += 1;
                self.open_shell();
                match kind {
                    Some(kind) => self.start_alert(kind),
                    None => self.html("<blockquote>\n"),
                }
            }
            Tag::CodeBlock(kind) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info.to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                let places = Places::from(self.at(range).start);
                self.captures.push(Capture::Code { info, text: String::new(), places });
            }
            Tag::HtmlBlock => self.open_html(range),
            Tag::List(start) => self.start_list(start),
            Tag::Item => self.start_item(range),
            Tag::FootnoteDefinition(label) => {
                self.depth += 1;
                self.start_footnote(&label, range);
            }
            Tag::DefinitionList => {
                self.depth += 1;
                self.html("<dl>\n");
            }
            Tag::DefinitionListTitle => self.html("<dt>"),
            Tag::DefinitionListDefinition => {
                self.open_shell();
                self.html("<dd>");
            }
            Tag::Table(columns) => {
                self.depth += 1;
                self.columns = columns;
            }
            Tag::TableHead => self.start_head(),
            Tag::TableRow => self.start_row(range),
            Tag::TableCell => self.start_cell(),
            Tag::Emphasis => self.html("<em>"),
            Tag::Strong => self.html("<strong>"),
            Tag::Strikethrough => self.html("<del>"),
            Tag::Link { link_type, dest_url, title, .. } => self.open_link(link_type, &dest_url, &title, range),
            Tag::Image { dest_url, title, .. } => self.captures.push(Capture::Image {
                src: dest_url.to_string(),
                title: title.to_string(),
                alt: String::new(),
                at: self.at(range),
            }),
            Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => {}
        }
    }

    /// Ends the author's inline tags that are still open: HTML stays balanced.
    pub fn close_tags(&mut self) {
        while let Some(name) = self.tags.pop() {
            self.html(&["</", name, ">"].concat());
        }
    }

    fn finish(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                self.close_tags();
                self.close_label();
                self.html("</p>\n");
            }
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::BlockQuote(kind) => {
                self.close_holders();
                self.depth -= 1;
                self.html(if kind.is_some() { "</div>\n" } else { "</blockquote>\n" });
                self.close_shell();
            }
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::HtmlBlock => {
                if let Some(Capture::Html { text, at }) = self.captures.pop() {
                    self.html_block(&text, at);
                }
            }
            TagEnd::List(ordered) => self.end_list(ordered),
            TagEnd::Item => self.end_item(),
            TagEnd::FootnoteDefinition => {
                self.close_holders();
                self.depth -= 1;
                self.end_footnote();
            }
            TagEnd::DefinitionList => {
                self.depth -= 1;
                self.html("</dl>\n");
            }
            TagEnd::DefinitionListTitle => {
                self.close_tags();
                self.html("</dt>\n");
            }
            TagEnd::DefinitionListDefinition => {
                self.close_tags();
                self.end_step();
                self.html("</dd>\n");
                self.close_shell();
            }
            TagEnd::Table => {
                self.depth -= 1;
                self.html("</tbody></table>\n</div>\n");
            }
            TagEnd::TableHead => self.end_head(),
            TagEnd::TableRow => self.html("</tr>\n"),
            TagEnd::TableCell => self.end_cell(),
            TagEnd::Emphasis => self.html("</em>"),
            TagEnd::Strong => self.html("</strong>"),
            TagEnd::Strikethrough => self.html("</del>"),
            TagEnd::Link => {
                if self.anchors.pop() == Some(true) {
                    self.html("</a>");
                }
            }
            TagEnd::Image => self.end_image(),
            TagEnd::Superscript | TagEnd::Subscript | TagEnd::MetadataBlock(_) => {}
        }
    }
}
