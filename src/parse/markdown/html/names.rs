//! What looks like a tag and is none to HTML: a word in angle brackets, such as `<customer>`.

use std::borrow::Cow;

/// The elements of HTML, those of its past too, and of what may stand in it.
const KNOWN: &str = "a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink \
    blockquote body br button canvas caption center cite code col colgroup command data datalist dd del details dfn dialog dir \
    div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i \
    iframe image img input ins isindex kbd keygen label legend li link listing main map mark marquee menu menuitem meta meter \
    multicol nav nobr noembed noframes noscript object ol optgroup option output p param picture plaintext pre progress q rb rbc \
    rp rt rtc ruby s samp script search section select slot small source spacer span strike strong style sub summary sup table \
    tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xmp \
    svg circle defs desc ellipse g line metadata path polygon polyline rect stop symbol text tspan use \
    math annotation mfrac mi mn mo mover mrow mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder semantics";

/// Whether a tag is a word, or several, in angle brackets: the beginning of no element of HTML, and without any value.
pub fn is_word(tag: &str) -> bool {
    let inner = tag.trim_start_matches('<').trim_end_matches(['>', '/']);
    let name = inner.split_whitespace().next().unwrap_or_default();
    let is_name = name.starts_with(|first: char| first.is_ascii_alphabetic());
    is_name && !inner.contains(['=', '"', '\'', '<']) && !KNOWN.split(' ').any(|known| known.eq_ignore_ascii_case(name))
}

/// A block of HTML in which words in angle brackets are text.
pub fn with_words(html: &str) -> Cow<'_, str> {
    let mut shown = String::new();
    let mut written = 0;
    for (at, _, _) in super::tags(html).filter(|(at, ..)| is_word(&html[at.clone()])) {
        shown.push_str(&html[written..at.start]);
        shown.push_str("&lt;");
        written = at.start + 1;
    }
    if written == 0 {
        return html.into();
    }
    shown.push_str(&html[written..]);
    shown.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_from_tags() {
        for word in ["<customer>", "<p95>", "<T>", "<customer name>", "<Team-Name>", "<name/>"] {
            assert!(is_word(word), "{word}");
        }
        for tag in [
            "<b>",
            "</B>",
            "<h1>",
            "<blink>",
            "<br/>",
            "<x onclick=y>",
            "<my-box class='a'>",
            "</customer>",
            "<!-- a -->",
            "<?a?>",
        ] {
            assert!(!is_word(tag), "{tag}");
        }
    }

    #[test]
    fn words_in_a_block_are_text() {
        assert_eq!(with_words("<p>Hello <customer>!</p>"), "<p>Hello &lt;customer>!</p>");
        assert_eq!(with_words("<p>1 < 2 <b>c</b></p>"), "<p>1 < 2 <b>c</b></p>");
    }
}
