//! HTML read back as text: for measuring, for searching, for lists of pages.

/// The text of inline HTML: tags gone, the character references that quarterdeck writes read.
pub fn text_of(html: &str) -> String {
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
                Some(end) => rest = &rest[end + 1..],
                None => return text,
            }
        }
    }
    text.push_str(rest);
    text
}

const REFERENCES: [(&str, char); 6] =
    [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&#39;", '\''), ("&#x27;", '\'')];
