//! The bar from baseline to target, with a tick where the value should be by now.
//!
//! The track is the way from the baseline to the target. What went backwards hangs out at the track's start, what went past
//! the target at its end; each is as long as it is, up to the room there is, where an arrow says that it goes on.

use crate::render::chart::svg::Svg;

const WIDTH: f64 = 240.0;
const HEIGHT: f64 = 18.0;
/// The track and the fill.
const TRACK: (f64, f64) = (6.0, 6.0);
const FILL: (f64, f64) = (4.0, 10.0);
/// The room beside a track that the value leaves, as a share of the width, and the tip of an arrow.
const BESIDE: f64 = 0.25;
const TIP: f64 = 9.0;

/// Draws it. `progress` and `expected` are shares of the way; below 0 is backwards, above 1 past the target.
pub fn draw(progress: Option<f64>, expected: Option<f64>, status: &str, label: &str) -> String {
    let p = progress.unwrap_or(0.0);
    let (start, end) = match p {
        ..0.0 => (WIDTH * BESIDE, WIDTH),
        p if p > 1.0 => (0.0, WIDTH * (1.0 - BESIDE)),
        _ => (0.0, WIDTH),
    };
    let x = |share: f64| start + share * (end - start);
    let mut svg = Svg::stretched("bar", status, label, WIDTH, HEIGHT);
    svg.bar("bar-track", start, end, TRACK);
    match p {
        ..0.0 if x(p) < 0.0 => arrow(&mut svg, "bar-fill bar-away", start, 0.0, TIP),
        ..0.0 => svg.bar("bar-fill bar-away", x(p), start, FILL),
        p if x(p) > WIDTH => arrow(&mut svg, "bar-fill", 0.0, WIDTH, -TIP),
        p if p > 0.0 => svg.bar("bar-fill", 0.0, x(p), FILL),
        _ => {}
    }
    if p < 0.0 {
        tick(&mut svg, "bar-end", start);
    }
    if p > 1.0 {
        tick(&mut svg, "bar-end", end);
    }
    if let Some(expected) = expected {
        // A stroke at the very edge would be cut in half.
        tick(&mut svg, "bar-expected", x(expected).clamp(1.5, WIDTH - 1.5));
    }
    svg.add("</svg>");
    svg.into_string()
}

/// A fill from `from` to a point at `to`, with a tip of a length towards `from`.
fn arrow(svg: &mut Svg, class: &str, from: f64, to: f64, tip: f64) {
    let (top, middle, bottom) = (FILL.0, HEIGHT / 2.0, FILL.0 + FILL.1);
    let neck = to + tip;
    svg.add("<path class=\"").add(class).add("\" d=\"M").at(from).add(" ").at(top).add("H").at(neck);
    svg.add("L").at(to).add(" ").at(middle).add(" ").at(neck).add(" ").at(bottom).add("H").at(from).add("z\"/>");
}

fn tick(svg: &mut Svg, class: &str, x: f64) {
    svg.add("<path class=\"").add(class).add("\" d=\"M").at(x).add(" 0V").at(HEIGHT).add("\"/>");
}

#[cfg(test)]
mod tests {
    use crate::render::chart::progress::draw;

    fn bar(progress: f64, expected: Option<f64>) -> String {
        let svg = draw(Some(progress), expected, "on-track", "");
        let start = svg.find('>').map_or(0, |at| at + 1);
        svg[start..].replace("class=", "").replace(" height=\"10\"", "").replace(" y=\"4\"", "")
    }

    #[test]
    fn the_bar_is_honest() {
        let track = |x, width| format!("<rect \"bar-track\" x=\"{x}\" y=\"6\" width=\"{width}\" height=\"6\"/>");
        let half =
            track(0, 240) + "<rect \"bar-fill\" x=\"0\" width=\"120\"/><path \"bar-expected\" d=\"M180 0V18\"/></svg>";
        assert_eq!(bar(0.5, Some(0.75)), half);
        // Nothing yet is no fill.
        assert_eq!(bar(0.0, None), track(0, 240) + "</svg>");
        // A little backwards: the fill hangs out at the start.
        let back = "<rect \"bar-fill bar-away\" x=\"42\" width=\"18\"/><path \"bar-end\" d=\"M60 0V18\"/></svg>";
        assert_eq!(bar(-0.1, None), track(60, 180) + back);
        // Far backwards, far past the target: an arrow at the edge.
        let far = "<path \"bar-fill bar-away\" d=\"M60 4H9L0 9 9 14H60z\"/><path \"bar-end\" d=\"M60 0V18\"/></svg>";
        assert_eq!(bar(-8.0, None), track(60, 180) + far);
        let past = "<path \"bar-fill\" d=\"M0 4H231L240 9 231 14H0z\"/><path \"bar-end\" d=\"M180 0V18\"/></svg>";
        assert_eq!(bar(2.0, None), track(0, 180) + past);
    }

    #[test]
    fn the_mark_of_the_target_is_not_cut() {
        assert!(bar(0.4, Some(1.0)).contains("bar-expected\" d=\"M238.5 "));
    }
}
