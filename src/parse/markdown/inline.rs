//! Short texts of the front matter: Markdown without blocks.

use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::model::document::{RawHtml, Text, TextLink};
use crate::model::link::{escape, push_escaped};
use crate::parse::markdown::html;
use crate::parse::markdown::links::{self, Address};
use crate::parse::markdown::unshown::Unshown;

/// Keeps a text that begins like a list or a heading from being read as one. It is taken out again.
const JOINER: char = '\u{2060}';

/// Renders a text; white space is folded.
pub fn inline(text: &str, raw_html: RawHtml) -> Text {
    let source = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if !source.contains(['*', '_', '`', '[', ']', '<', '&', '\\', '~', '$', '!']) {
        return Text { html: escape(&source), plain: source.clone(), links: Vec::new(), source };
    }
    let mut options = Options::ENABLE_STRIKETHROUGH;
    // A dollar is money here, unless there is LaTeX.
    options.set(Options::ENABLE_MATH, source.contains('\\'));
    let guarded = format!("{JOINER}{source}");
    let (mut rendered, mut plain) = (String::new(), String::new());
    // The address of each open link, and where its words begin.
    let mut anchors = Vec::new();
    let mut found: Vec<TextLink> = Vec::new();
    let mut tags: Vec<&'static str> = Vec::new();
    let mut unshown = Unshown::new(raw_html);
    for event in Parser::new_ext(&guarded, options).filter(|event| !unshown.hides(event)) {
        match event {
            Event::Text(text) => {
                push_escaped(&mut rendered, &text);
                plain.push_str(&text);
            }
            Event::Code(text) => {
                rendered.push_str("<code>");
                push_escaped(&mut rendered, &text);
                rendered.push_str("</code>");
                plain.push_str(&text);
            }
            Event::InlineMath(latex) | Event::DisplayMath(latex) => {
                rendered.push_str(&super::math::render(&latex, false));
                plain.push_str(&latex);
            }
            Event::SoftBreak | Event::HardBreak => {
                rendered.push(' ');
                plain.push(' ');
            }
            Event::Start(Tag::Emphasis) => rendered.push_str("<em>"),
            Event::End(TagEnd::Emphasis) => rendered.push_str("</em>"),
            Event::Start(Tag::Strong) => rendered.push_str("<strong>"),
            Event::End(TagEnd::Strong) => rendered.push_str("</strong>"),
            Event::Start(Tag::Strikethrough) => rendered.push_str("<del>"),
            Event::End(TagEnd::Strikethrough) => rendered.push_str("</del>"),
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                anchors.push((address(link_type, &dest_url), rendered.len()));
            }
            Event::End(TagEnd::Link) => {
                let Some((target, start)) = anchors.pop() else { continue };
                let judged = links::judge(&target);
                if matches!(judged, Address::Here | Address::Elsewhere) {
                    let at = start..rendered.len();
                    found.push(TextLink { target, is_elsewhere: judged == Address::Elsewhere, at });
                }
            }
            Event::InlineHtml(tag) if raw_html == RawHtml::All && !tag.starts_with("<!--") => rendered.push_str(&tag),
            Event::InlineHtml(tag) if html::is_word(&tag) => {
                push_escaped(&mut rendered, &tag);
                plain.push_str(&tag);
            }
            Event::InlineHtml(tag) => match html::tag(&tag) {
                html::Tag::Open(name) => {
                    tags.push(name);
                    rendered.push_str(&format!("<{name}>"));
                }
                html::Tag::Close(name) if tags.last() == Some(&name) => {
                    tags.pop();
                    rendered.push_str(&format!("</{name}>"));
                }
                html::Tag::Break => rendered.push_str("<br>"),
                html::Tag::Close(_) | html::Tag::Link | html::Tag::Picture | html::Tag::Other => {}
            },
            _ => {}
        }
    }
    for name in tags.into_iter().rev() {
        rendered.push_str(&format!("</{name}>"));
    }
    let clean = |text: &str| text.replace(JOINER, "");
    for link in &mut found {
        link.at = clean(&rendered[..link.at.start]).len()..clean(&rendered[..link.at.end]).len();
    }
    Text { source, html: clean(&rendered), plain: clean(&plain), links: found }
}

/// The address of a link as a browser would follow it.
fn address(kind: LinkType, written: &CowStr) -> String {
    if kind == LinkType::Email { format!("mailto:{written}") } else { written.to_string() }
}
