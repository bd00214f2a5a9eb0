//! How large pictures are, by the heads of their files.

use crate::model::link;
use crate::model::source::Source;

/// Of larger pictures none stands in a line of words: they have room of their own, and shrink with it.
const HIGHEST: usize = 120;

/// The width and height of a picture that is small enough to stand in a line: an icon, a flag, a badge, a logo. In its own pixels, of
/// which a slide has 1920 by 1080.
pub fn in_line(source: &Source) -> Option<(usize, usize)> {
    let size = if link::has_extension(&source.path, "svg") {
        of_svg(source.text()?)
    } else {
        imagesize::blob_size(&source.bytes).ok().map(|size| (size.width, size.height))
    };
    size.filter(|(width, height)| *width > 0 && (1..=HIGHEST).contains(height))
}

/// What a drawing says of itself in pixels. One that says nothing is as wide as there is room.
fn of_svg(text: &str) -> Option<(usize, usize)> {
    let tag = &text[text.find("<svg")?..];
    let tag = &tag[..tag.find('>')?];
    let pixels = |name: &str| {
        let (_, value) = tag.split_once(&format!(" {name}=\""))?;
        let (value, _) = value.split_once('"')?;
        let value: f64 = value.trim_end_matches("px").trim().parse().ok()?;
        Some(value.round() as usize)
    };
    pixels("width").zip(pixels("height"))
}

#[cfg(test)]
mod tests {
    use super::of_svg;

    #[test]
    fn drawings_say_their_size() {
        assert_eq!(
            of_svg(
                "<?xml version=\"1.0\"?>\n<svg xmlns=\"x\" width=\"24\" height=\"19.6px\" viewBox=\"0 0 1 1\"><path/>"
            ),
            Some((24, 20))
        );
        for text in
            ["<svg width=\"100%\" height=\"24\">", "<svg viewBox=\"0 0 24 24\" stroke-width=\"2\">", "<svg", "<p>"]
        {
            assert_eq!(of_svg(text), None, "{text}");
        }
    }
}
