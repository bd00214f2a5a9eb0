//! HTML read back as text: for measuring, for searching, for lists of pages.

/// The text of inline HTML: tags gone, the character references that quarterdeck writes read.
pub fn text_of(html: &str) -> String {
    read(html, |_, _| {})
}

/// The text of HTML, each of its blocks on a line of its own.
pub fn lines_of(html: &str) -> String {
    read(&html.replace('\n', " "), |tag, text| {
        if !is_inline(name_of(tag)) {
            text.push('\n');
        }
    })
}

/// Whether a tag of this name stands inside a sentence: text goes on behind it.
pub fn is_inline(name: &str) -> bool {
    // A `match`, not a search of a list: all tags of a site come by here.
    matches!(
        name,
        "a" | "b"
            | "i"
            | "u"
            | "s"
            | "em"
            | "strong"
            | "code"
            | "span"
            | "mark"
            | "del"
            | "ins"
            | "sub"
            | "sup"
            | "abbr"
            | "kbd"
    )
}

/// The name of a tag, without its `<`.
pub fn name_of(tag: &str) -> &str {
    let name = tag.strip_prefix('/').unwrap_or(tag);
    &name[..name.bytes().take_while(u8::is_ascii_alphanumeric).count()]
}

/// Appends the text between tags; `at_tag` may add to it what a tag means.
fn read(html: &str, at_tag: impl Fn(&str, &mut String)) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some((reference, character)) = REFERENCES.iter().find(|(reference, _)| rest.starts_with(reference)) {
            text.push(*character);
            rest = &rest[reference.len()..];
        } else if rest.starts_with('&') {
            text.push('&');
            rest = &rest[1..];
        } else {
            match rest.find('>') {
                Some(end) => {
                    at_tag(&rest[1..end], &mut text);
                    rest = &rest[end + 1..];
                }
                None => return text,
            }
        }
    }
    text.push_str(rest);
    text
}

const REFERENCES: [(&str, char); 6] =
    [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&#39;", '\''), ("&#x27;", '\'')];
