//! What the policy of pages stops, looked for in the templates of a theme: otherwise it would do nothing, without a word.

use std::ops::Range;

/// Something that no page may hold.
#[derive(Debug, PartialEq, Eq)]
pub struct Stopped {
    pub range: Range<usize>,
    pub message: String,
    pub hint: &'static str,
}

const TO_STYLES: &str = "give the element a class, and write the style into a file of `assets/`";
const TO_SCRIPTS: &str = "write the script into a file of `assets/`, and ask for it with `<script src=\"{{ site.root }}{{ \"file.js\" | asset }}\" defer>`";
const TO_ASSETS: &str = "put the file into `assets/`, and ask for it with `{{ site.root }}{{ \"file.svg\" | asset }}`";

/// Elements whose content is no HTML.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// What `rel` says of links that are loaded.
const LOADED: [&str; 6] = ["stylesheet", "icon", "preload", "modulepreload", "prefetch", "manifest"];

/// All that is stopped of what stands in a template.
pub fn stopped(template: &str) -> Vec<Stopped> {
    let html = without_code(template);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = html[at..].find('<') {
        at += open + 1;
        if html[at..].starts_with("!--") {
            at = html[at..].find("-->").map_or(html.len(), |end| at + end);
        } else if html[at..].starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            let tag = Tag::read(&html, at);
            at = tag.end;
            tag.stopped(&mut found);
            if RAW.iter().any(|name| tag.name.eq_ignore_ascii_case(name)) {
                let end = format!("</{}", tag.name.to_ascii_lowercase());
                at = html[at..].to_ascii_lowercase().find(&end).map_or(html.len(), |found| at + found);
            }
        }
    }
    found
}

/// A template with NUL for each byte of its code and of its comments.
fn without_code(template: &str) -> String {
    let mut html = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((open, end)) =
        [("{{", "}}"), ("{%", "%}"), ("{#", "#}")].iter().filter_map(|(open, end)| Some((rest.find(open)?, end))).min()
    {
        let length = rest[open + 2..].find(end).map_or(rest.len() - open, |length| length + 4);
        html.push_str(&rest[..open]);
        html.extend(std::iter::repeat_n('\0', length));
        rest = &rest[open + length..];
    }
    html + rest
}

struct Tag<'a> {
    name: &'a str,
    attributes: Vec<Attribute<'a>>,
    range: Range<usize>,
    end: usize,
}

struct Attribute<'a> {
    name: &'a str,
    value: &'a str,
    range: Range<usize>,
}

impl<'a> Tag<'a> {
    /// Reads the tag whose name begins at `from`.
    fn read(html: &'a str, from: usize) -> Self {
        let mut at = from;
        let until = |at: &mut usize, is_end: fn(char) -> bool| {
            let start = *at;
            *at = html[start..].find(is_end).map_or(html.len(), |length| start + length);
            &html[start..*at]
        };
        let is_space = |letter: char| letter.is_ascii_whitespace() || matches!(letter, '\0' | '/');
        let name = until(&mut at, |letter| letter.is_ascii_whitespace() || matches!(letter, '\0' | '/' | '>'));
        let range = from - 1..at;
        let mut attributes = Vec::new();
        loop {
            at += html[at..].len() - html[at..].trim_start_matches(is_space).len();
            if at >= html.len() || html[at..].starts_with('>') {
                return Self { name, attributes, range, end: at };
            }
            let start = at;
            // An equals sign that begins a name is a part of it.
            at += html[at..].chars().next().map_or(0, char::len_utf8);
            until(&mut at, |letter| letter.is_ascii_whitespace() || matches!(letter, '\0' | '/' | '>' | '='));
            let range = start..at;
            let mut value = "";
            if let Some(rest) = html[at..].trim_ascii_start().strip_prefix('=') {
                at = html.len() - rest.trim_ascii_start().len();
                value = match html[at..].chars().next() {
                    Some(mark @ ('"' | '\'')) => {
                        at += 1;
                        let value =
                            until(&mut at, if mark == '"' { |letter| letter == '"' } else { |letter| letter == '\'' });
                        at = (at + 1).min(html.len());
                        value
                    }
                    _ => until(&mut at, |letter| letter.is_ascii_whitespace() || letter == '>'),
                };
            }
            attributes.push(Attribute { name: &html[range.clone()], value, range });
        }
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|attribute| attribute.name.eq_ignore_ascii_case(name)).map(|found| found.value)
    }

    fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    fn stopped(&self, found: &mut Vec<Stopped>) {
        let mut stop = |range: &Range<usize>, what: &str, hint| {
            let message = format!("the policy of pages stops {what}");
            found.push(Stopped { range: range.clone(), message, hint });
        };
        if self.is("style") {
            stop(&self.range, "styles in the page", TO_STYLES);
        }
        if self.is("script") && self.attribute("src").is_none() && self.attribute("type").is_none_or(is_script) {
            stop(&self.range, "scripts in the page", TO_SCRIPTS);
        }
        for Attribute { name, value, range } in &self.attributes {
            if name.eq_ignore_ascii_case("style") {
                stop(range, "`style` attributes", TO_STYLES);
            } else if is_handler(name) {
                stop(range, &format!("scripts in attributes (`{name}`)"), TO_SCRIPTS);
            } else if self.loads(name) && is_elsewhere(value) {
                stop(range, "what is on other hosts", TO_ASSETS);
            }
        }
    }

    /// Whether the attribute names something that is loaded with the page.
    fn loads(&self, attribute: &str) -> bool {
        let rel = || self.attribute("rel").unwrap_or_default().to_ascii_lowercase();
        match &*attribute.to_ascii_lowercase() {
            "src" | "srcset" | "poster" => true,
            "href" | "xlink:href" if self.is("image") || self.is("use") => true,
            "href" if self.is("link") => rel().split_ascii_whitespace().any(|word| LOADED.contains(&word)),
            _ => false,
        }
    }
}

/// Whether a script of this type is run; others hold data.
fn is_script(kind: &str) -> bool {
    let kind = kind.trim().to_ascii_lowercase();
    kind.is_empty() || kind == "module" || kind.ends_with("javascript")
}

fn is_handler(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.strip_prefix("on").is_some_and(|event| event.len() > 2 && event.bytes().all(|byte| byte.is_ascii_lowercase()))
}

fn is_elsewhere(address: &str) -> bool {
    let address = address.trim_ascii_start().to_ascii_lowercase();
    ["//", "http://", "https://"].iter().any(|start| address.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::stopped;

    #[test]
    fn what_the_policy_stops_is_found() {
        for (template, wanted) in [
            ("<p class=\"a\" style=\"color: red\">", "style"),
            ("<b\n  STYLE='{{ x }}'>", "STYLE"),
            ("<a {% if x %}onclick=\"go()\"{% endif %}>", "onclick"),
            ("<script>go()</script>", "<script"),
            ("<script type=module>go()</script>", "<script"),
            ("<style>p { color: red }</style>", "<style"),
            ("<img alt=\"\" src=\"https://example.org/{{ x }}.png\">", "src"),
            ("<script src=//example.org/a.js></script>", "src"),
            ("<link rel=\"icon stylesheet\" href=\"http://example.org/a.css\">", "href"),
            ("{{ \"<\" }}<i style=\"\">", "style"),
            ("<svg><use href=\"https://example.org/a.svg#x\"/></svg>", "href"),
            ("é<b style=x", "style"),
        ] {
            let found: Vec<_> = stopped(template).into_iter().map(|each| &template[each.range]).collect();
            assert_eq!(found, [wanted], "{template}");
        }
    }

    #[test]
    fn what_pages_may_hold_is_left() {
        for template in [
            "{# <p style=\"color: red\"> #}<!-- <p style=\"color: red\"> -->",
            "{{ \"<p style='x'>\" | safe }} <code>&lt;p style=\"x\"&gt;</code> style=\"x\" a < b style=\"x\"",
            "<p title=\"style='x' onclick='y'\" data-style=\"x\" one=\"x\" on=\"x\">",
            "<script src=\"{{ site.root }}{{ \"a.js\" | asset }}\" defer></script>",
            "<script type=\"application/ld+json\">{\"a\": \"<p style='x'>\"}</script><title><p style=x></title>",
            "<a href=\"https://example.org/\">there</a> <link rel=\"canonical\" href=\"https://example.org/\">",
            "<img src=\"{{ x }}https://example.org\" alt>",
            "<img src=\"data:image/png;base64,AA==\" alt=\"\">",
            "<p{% for class in slide.classes %} {{ class }}{% endfor %}>{{ <pieces of={slide.body} /> }}",
            "<",
            "<p",
            "<p a=",
            "{{ ",
            "",
        ] {
            assert_eq!(stopped(template), [], "{template}");
        }
    }
}
