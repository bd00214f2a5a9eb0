//! Names for addresses: `Content Integrity` becomes `content-integrity`.

/// Stands behind the slug of a heading that not everybody may see. No slug has a point.
pub const PRIVATE: &str = ".private";

/// Lower-case letters and digits of any script, joined by single hyphens; `section` where nothing is left.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        if letter.is_alphanumeric() || letter == '_' {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    if slug.ends_with('-') {
        slug.pop();
    }
    if slug.is_empty() { "section".into() } else { slug }
}
