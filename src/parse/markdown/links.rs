//! Addresses in texts: which may be followed, and which lead into this site.

use percent_encoding::percent_decode_str;

/// What an address is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Address {
    /// On another host, or a mail address or telephone number.
    Elsewhere,
    /// In this site: a later stage knows where.
    Here,
    /// An image in the address itself.
    InlineImage,
    /// Not to be followed.
    Forbidden,
}

/// Judges an address as it is after Markdown and entities are decoded.
pub fn judge(address: &str) -> Address {
    // What browsers drop when they read an address is dropped before it is judged.
    let bare: String = address.chars().filter(|letter| !letter.is_control() && !letter.is_whitespace()).collect();
    let decoded = percent_decode_str(&bare).decode_utf8_lossy().into_owned();
    if bare.starts_with("//") || bare.starts_with("\\\\") || bare.starts_with("/\\") || bare.starts_with("\\/") {
        return Address::Forbidden;
    }
    match (scheme(&bare), scheme(&decoded)) {
        (Some(scheme), _) if matches!(scheme.as_str(), "http" | "https" | "mailto" | "tel") => Address::Elsewhere,
        (Some(scheme), _) if scheme == "data" && is_inline_image(&bare) => Address::InlineImage,
        (Some(_), _) => Address::Forbidden,
        (None, Some(scheme)) if matches!(scheme.as_str(), "javascript" | "vbscript" | "data" | "file") => {
            Address::Forbidden
        }
        (None, _) => Address::Here,
    }
}

fn scheme(address: &str) -> Option<String> {
    let end = address.find([':', '/', '?', '#'])?;
    let scheme = &address[..end];
    (address[end..].starts_with(':') && !scheme.is_empty()).then(|| scheme.to_lowercase())
}

/// Bitmaps only: an SVG in an address is a document of its own.
fn is_inline_image(address: &str) -> bool {
    ["data:image/png;", "data:image/jpeg;", "data:image/gif;", "data:image/webp;"]
        .iter()
        .any(|kind| address.starts_with(kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn disguises_are_seen_through() {
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " javascript:x",
            "java\nscript:x",
            "java\tscript:x",
            "\u{1}javascript:x",
            "javascript%3Aalert(1)",
            "vbscript:x",
            "data:text/html,x",
            "data:image/svg+xml,x",
            "file:///etc/passwd",
            "//evil.example/x",
            "\\\\evil.example",
            "blob:x",
            "x-y:z",
        ] {
            assert_eq!(judge(bad), Address::Forbidden, "{bad:?}");
        }
        for good in ["https://example.org/", "HTTP://example.org", "mailto:a@example.org", "tel:+123"] {
            assert_eq!(judge(good), Address::Elsewhere, "{good:?}");
        }
        for here in ["a.md", "../x/deck.md#y", "#part", "a/b:c", "?q", "file name.pdf", ""] {
            assert_eq!(judge(here), Address::Here, "{here:?}");
        }
        assert_eq!(judge("data:image/png;base64,AAAA"), Address::InlineImage);
    }
}
