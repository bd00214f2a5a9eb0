//! A page of the site as one file that needs no other: styles, scripts and pictures are in it.

use std::borrow::Cow;
use std::ops::Range;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use percent_encoding::percent_decode_str;
use sha2::{Digest, Sha256};

use crate::cli::content_type::content_type;
use crate::cli::export::tags::{self, Attribute, Piece, Tag};
use crate::model::artifact::Artifact;
use crate::model::style::{Reference, Referrer, references};

/// What only leads to other pages, in every theme: it is left out where there is no way to them.
const WAYS: [&str; 3] = ["page-up", "page-foot", "fact-history"];

/// The page at a path of the site as one file. Its links to other pages lead to where the page says that the site is; where it
/// does not, they are text.
pub fn page(artifacts: &[Artifact], path: &str) -> String {
    let html = Site(artifacts).file(path).unwrap_or_default();
    let html = String::from_utf8_lossy(&html);
    let mut making = Making { site: Site(artifacts), path, base: canonical(&html), ..Making::default() };
    making.take(&html);
    making.finish()
}

/// The files of a site.
#[derive(Clone, Copy, Default)]
struct Site<'a>(&'a [Artifact]);

impl Site<'_> {
    fn file(self, path: &str) -> Option<Bytes> {
        self.0.iter().find(|artifact| &*artifact.path == path).map(|artifact| artifact.body.whole())
    }

    /// The file that `target` leads to from the file at `from`, and its path.
    fn target(self, from: &str, target: &str) -> Option<(String, Bytes)> {
        let path = resolved(from, target)?;
        let bytes = self.file(&path)?;
        Some((path, bytes))
    }

    /// A file as an address that holds it.
    fn data(self, from: &str, target: &str) -> Option<String> {
        let (path, bytes) = self.target(from, target)?;
        let kind = content_type(&path).replace(' ', "");
        Some(format!("data:{kind};base64,{}", BASE64_STANDARD.encode(bytes)))
    }
}

/// A page while it is made.
#[derive(Default)]
struct Making<'a> {
    site: Site<'a>,
    path: &'a str,
    /// The page's own address, where it says one.
    base: Option<String>,
    made: String,
    /// Where the policy stands in what is made.
    policy: Option<usize>,
    styles: Vec<String>,
    scripts: Vec<String>,
    /// The scripts, as elements: they come last, when the page is there, as deferred ones do.
    last: String,
    /// Inside a link that became text.
    is_text: bool,
}

impl Making<'_> {
    fn take(&mut self, html: &str) {
        let mut rest = html;
        while let Some(piece) = tags::next(&mut rest) {
            match piece {
                Piece::Other(text) if self.is_text && tags::is_end(text, "a") => {
                    self.made.push_str("</span>");
                    self.is_text = false;
                }
                Piece::Other(text) => {
                    if tags::is_end(text, "body") {
                        self.made.push_str(&std::mem::take(&mut self.last));
                    }
                    self.made.push_str(text);
                }
                Piece::Tag(tag) => self.take_tag(&tag, &mut rest),
            }
        }
    }

    fn take_tag(&mut self, tag: &Tag, rest: &mut &str) {
        match tag.name {
            "meta"
                if tag.get("http-equiv").is_some_and(|what| what.eq_ignore_ascii_case("content-security-policy")) =>
            {
                self.policy = Some(self.made.len());
            }
            "link" => self.take_link(tag),
            "script" => match tag.get("src") {
                Some(source) => {
                    tags::skip(rest, tag.name);
                    self.add_script(source, tag.get("type"));
                }
                // No page of ours has one, and the policy would not let it run.
                None => tags::skip(rest, tag.name),
            },
            name if self.base.is_none() && tag.has_class(&WAYS) => tags::skip(rest, name),
            "a" => self.take_anchor(tag),
            _ => {
                if let Some(source) = tag.get("data-script") {
                    self.add_script(source, None);
                }
                let (site, path) = (self.site, self.path);
                tag.write(&mut self.made, tag.name, |attribute| match attribute.name {
                    "src" | "poster" | "href" if is_local(attribute.value) => with_data(site, path, attribute),
                    // `src` says what is shown without them.
                    "srcset" | "data-script" => Some("".into()),
                    _ => None,
                });
            }
        }
    }

    fn take_link(&mut self, tag: &Tag) {
        let (Some(kind), Some(target)) = (tag.get("rel"), tag.get("href")) else { return };
        let kinds: Vec<&str> = kind.split_whitespace().collect();
        if kinds.contains(&"stylesheet") {
            let Some((path, bytes)) = self.site.target(self.path, target) else { return };
            let style = self.with_urls(&path, &String::from_utf8_lossy(&bytes)).replace("</style", "<\\/style");
            let style = as_parsed(&style);
            let media = tag.attributes().find(|attribute| attribute.name == "media").map_or("", |media| media.text);
            self.made.push_str(&format!("<style{media}>{style}</style>"));
            self.styles.push(hash(&style));
        } else if kinds.contains(&"icon") {
            let (site, path) = (self.site, self.path);
            tag.write(&mut self.made, tag.name, |attribute| {
                (attribute.name == "href").then(|| with_data(site, path, attribute)).flatten()
            });
        } else if !is_local(target) {
            tag.write(&mut self.made, tag.name, |_| None);
        }
    }

    /// A link that stays in the page stays; one that leaves it leads to where the site is, which is
    /// marked, as no sheet needs the address, or becomes text.
    fn take_anchor(&mut self, tag: &Tag) {
        let target = tag.get("href").unwrap_or("#");
        let fragment = target.find('#').map_or("", |at| &target[at..]);
        let mut is_own = false;
        let target: Cow<str> = if target.starts_with('#') || !is_local(target) {
            target.into()
        } else if resolved(self.path, target).is_some_and(|path| path == self.path) {
            if fragment.is_empty() { "#".into() } else { fragment.into() }
        } else if let Some(base) = &self.base {
            is_own = true;
            joined(base, target).into()
        } else {
            self.is_text = true;
            tag.write(&mut self.made, "span", |attribute| is_of_links(attribute.name).then(|| "".into()));
            return;
        };
        tag.write(&mut self.made, tag.name, |attribute| {
            let own = if is_own { " data-own" } else { "" };
            (attribute.name == "href").then(|| format!(" href=\"{target}\"{own}").into())
        });
    }

    fn add_script(&mut self, source: &str, kind: Option<&str>) {
        let Some((_, bytes)) = self.site.target(self.path, source) else { return };
        let script = String::from_utf8_lossy(&bytes).replace("</script", "<\\/script").replace("<!--", "<\\!--");
        let script = as_parsed(&script);
        let kind = kind.map(|kind| format!(" type=\"{kind}\"")).unwrap_or_default();
        self.last.push_str(&format!("<script{kind}>{script}</script>\n"));
        self.scripts.push(hash(&script));
    }

    /// A style with the pictures and styles in it that it names.
    fn with_urls(&self, path: &str, style: &str) -> String {
        let mut out = String::with_capacity(style.len());
        let mut from = 0;
        for Reference { range, of } in references(style) {
            let target = &style[range.clone()];
            let (range, put) = if of == Referrer::Import {
                let statement = statement(style, &range);
                let put = self.imported(path, target, &style[range.end..statement.end]);
                (statement, put)
            } else {
                let tail = target.find('#').map_or("", |at| &target[at..]);
                (range, self.site.data(path, target).map(|data| data + tail))
            };
            if let Some(put) = put {
                out.push_str(&style[from..range.start]);
                out.push_str(&put);
                from = range.end;
            }
        }
        out + &style[from..]
    }

    /// A style that another one imports, for the media that stand behind its address.
    fn imported(&self, path: &str, target: &str, behind: &str) -> Option<String> {
        let (path, bytes) = self.site.target(path, target)?;
        let style = self.with_urls(&path, &String::from_utf8_lossy(&bytes));
        let media = behind.trim_start_matches(['"', '\'', ')', ' ']).trim_end_matches(';').trim();
        match media {
            "" => Some(style),
            // Layers and the like are no media: the import stays, and does nothing.
            _ if ["layer", "supports"].iter().any(|word| media.starts_with(word)) => None,
            media => Some(format!("@media {media}{{{style}}}")),
        }
    }

    /// The page with a policy that allows what is in it, and nothing else.
    fn finish(self) -> String {
        let mut page = self.made;
        page.push_str(&self.last);
        let Some(at) = self.policy else { return page };
        let mut policy = "default-src 'none'".to_owned();
        for (what, hashes) in [("script-src", &self.scripts), ("style-src", &self.styles)] {
            if !hashes.is_empty() {
                policy.push_str(&format!("; {what} {}", hashes.join(" ")));
            }
        }
        page.insert_str(
            at,
            &format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}; img-src data:\">"),
        );
        page
    }
}

/// An attribute that leads to a file of the site, with the file in it.
fn with_data(site: Site, path: &str, attribute: &Attribute) -> Option<Cow<'static, str>> {
    let data = site.data(path, attribute.value)?;
    Some(format!(" {}=\"{data}\"", attribute.name).into())
}

/// Whether an attribute says something of a link's target.
fn is_of_links(name: &str) -> bool {
    matches!(name, "href" | "rel" | "target" | "download" | "hreflang" | "type" | "ping" | "referrerpolicy")
}

/// A text as a browser hashes it: with line feeds alone.
fn as_parsed(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// What a policy calls the text of a script or a style.
fn hash(text: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)))
}

/// The address that a page gives as its own.
fn canonical(html: &str) -> Option<String> {
    let mut rest = html;
    while let Some(piece) = tags::next(&mut rest) {
        match piece {
            Piece::Tag(tag) if tag.name == "link" && tag.get("rel") == Some("canonical") => {
                return tag.get("href").map(str::to_owned);
            }
            Piece::Tag(tag) if tag.name == "body" => return None,
            _ => {}
        }
    }
    None
}

/// The whole statement that an address in a style is of.
fn statement(style: &str, address: &Range<usize>) -> Range<usize> {
    let from = style[..address.start].rfind('@').unwrap_or(address.start);
    from..style[address.end..].find(';').map_or(style.len(), |end| address.end + end + 1)
}

/// Whether an address leads to a file of the site.
fn is_local(target: &str) -> bool {
    let scheme = target.split(['/', '?', '#']).next().is_some_and(|start| start.contains(':'));
    !scheme && !target.is_empty() && !target.starts_with(['#', '/'])
}

/// The path of the site that a local address leads to from the file at `from`.
fn resolved(from: &str, target: &str) -> Option<String> {
    if !is_local(target) {
        return None;
    }
    let target = target.split(['?', '#']).next().unwrap_or_default();
    let target = percent_decode_str(target).decode_utf8().ok()?;
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    for part in target.split('/') {
        match part {
            "." => {}
            ".." => drop(folders.pop()?),
            part => folders.push(part),
        }
    }
    if folders.last().is_some_and(|last| last.is_empty()) || target.ends_with("..") {
        folders.pop();
        folders.push("index.html");
    }
    Some(folders.join("/"))
}

/// Where a local address leads from the page at an address.
fn joined(base: &str, target: &str) -> String {
    let host = base.find("://").map_or(0, |at| at + 3);
    let path = base[host..].find('/').map_or(base.len(), |at| host + at);
    let mut folders: Vec<&str> = base[path..].split('/').skip(1).collect();
    folders.pop();
    let (way, tail) = target.split_at(target.find(['?', '#']).unwrap_or(target.len()));
    let mut parts = way.split('/').peekable();
    while let Some(part) = parts.next() {
        let is_last = parts.peek().is_none();
        match part {
            "." | ".." => {
                if part == ".." {
                    folders.pop();
                }
                if is_last {
                    folders.push("");
                }
            }
            part => folders.push(part),
        }
    }
    format!("{}/{}{tail}", &base[..path], folders.join("/"))
}

#[cfg(test)]
mod tests {
    use super::{joined, page, resolved};
    use crate::model::artifact::{Artifact, Rank};

    fn made(files: &[(&str, &str)]) -> String {
        let file = |(path, text): &(&str, &str)| Artifact::new(*path, text.as_bytes().to_vec(), Rank::Asset);
        page(&files.iter().map(file).collect::<Vec<_>>(), "a/q1/index.html")
    }

    #[test]
    fn all_that_a_page_needs_is_in_it() {
        let html = "<head><meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'self'\">\
            <link rel=\"icon\" href=\"../../assets/i.svg\"><link rel=\"stylesheet\" href=\"../../assets/b.css\" media=\"print\">\
            <script src=\"../../assets/d.js\" defer></script></head><body><img src=\"caf%C3%A9.png\" alt=\"\">\
            <template data-script=\"../../assets/p.js\"></template></body>";
        let made = made(&[
            ("a/q1/index.html", html),
            ("a/q1/café.png", "png"),
            ("assets/i.svg", "<svg/>"),
            ("assets/b.css", "@import \"in/c.css\";\n@import url('d.css') screen;\np{background:url(\"i.svg\")}\r\n"),
            ("assets/in/c.css", "i{background:url('../i.svg#left')}"),
            ("assets/d.css", "b{}"),
            ("assets/d.js", "d('</script>')"),
            ("assets/p.js", "p()"),
        ]);
        // The hashes are those that `openssl dgst -sha256` gives of what stands in the elements.
        let expected = "<head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
            script-src 'sha256-XDlnYU248QXKCltLFw1WoeJUhlwqEzHs6RPAJwvNB58=' 'sha256-qaAEuYCQWUNzO6MYI1sPGKThSJvYQFnEjU/4cSX4EfY='; style-src 'sha256-LTVjDXptG622rO1LSsz6STEwzJya9D3EU02rSJYLsSM='; img-src data:\">\
            <link rel=\"icon\" href=\"data:image/svg+xml;base64,PHN2Zy8+\">\
            <style media=\"print\">i{background:url('data:image/svg+xml;base64,PHN2Zy8+#left')}\n@media screen{b{}}\np{background:url(\"data:image/svg+xml;base64,PHN2Zy8+\")}\n</style></head>\
            <body><img src=\"data:image/png;base64,cG5n\" alt=\"\"><template></template>\
            <script>d('<\\/script>')</script>\n<script>p()</script>\n</body>";
        assert_eq!(made, expected);
    }

    #[test]
    fn links_lead_to_the_site_where_it_is_known_and_nowhere_else() {
        let body = "<p class=\"page-up\"><a href=\"../../index.html\">All</a></p><p><a href=\"#x\">x</a> \
            <a href=\"index.html#x\">x</a> <a class=\"b\" href=\"../q2/index.html#y\" rel=\"prev\">y <b>z</b></a> \
            <a href=\"https://example.org/?a:b\">out</a></p>\
            <dl><div class=\"fact-history\"><dt>Its history</dt><dd><a href=\"../../teams/a/\">Objectives</a></dd></div></dl>";
        let kept = "<p><a href=\"#x\">x</a> <a href=\"#x\">x</a> <span class=\"b\">y <b>z</b></span> \
            <a href=\"https://example.org/?a:b\">out</a></p><dl></dl>";
        assert_eq!(made(&[("a/q1/index.html", body)]), kept);
        let canonical = "<link rel=\"canonical\" href=\"https://okr.example.org/at/a/q1/\">";
        let known = made(&[("a/q1/index.html", &format!("{canonical}{body}"))]);
        assert!(known.contains("<a href=\"https://okr.example.org/at/index.html\" data-own>All</a>"), "{known}");
        assert!(
            known.contains(
                "<a class=\"b\" href=\"https://okr.example.org/at/a/q2/index.html#y\" data-own rel=\"prev\">"
            ),
            "{known}"
        );
        assert!(known.contains("<a href=\"https://example.org/?a:b\">out</a>"), "{known}");
        assert!(known.contains("<a href=\"#x\">x</a> <a href=\"#x\">x</a>"), "{known}");
    }

    #[test]
    fn addresses_are_followed() {
        assert_eq!(resolved("a/q1/index.html", "../../assets/x.css?v#y").as_deref(), Some("assets/x.css"));
        assert_eq!(resolved("a/q1/index.html", "../").as_deref(), Some("a/index.html"));
        assert_eq!(resolved("a/q1/index.html", "../../../x"), None);
        assert_eq!(resolved("a/q1/index.html", "mailto:x@example.org"), None);
        assert_eq!(joined("https://example.org/a/", "../b/?c#d"), "https://example.org/b/?c#d");
        assert_eq!(joined("https://example.org/a/", ".."), "https://example.org/");
        assert_eq!(joined("https://example.org", "b"), "https://example.org/b");
    }
}
