//! The bar of an error budget: how much of it is spent. What is spent beyond it stands past the budget's end.

use crate::render::chart::svg::Svg;

const WIDTH: f64 = 240.0;
const HEIGHT: f64 = 18.0;
/// The most that is drawn to scale, in budgets; an arrow says that there is more.
const MOST: f64 = 4.0;
const TIP: f64 = 9.0;

/// Draws it; `spent` is a share, above 1 where more was spent than there is.
pub fn draw(spent: f64, label: &str) -> String {
    let scale = WIDTH / spent.clamp(1.0, MOST);
    let mut svg =
        Svg::stretched(if spent > 1.0 { "bar budget overspent" } else { "bar budget" }, "", label, WIDTH, HEIGHT);
    svg.bar("bar-track", 0.0, scale, (6.0, 6.0));
    svg.bar("bar-fill", 0.0, spent.clamp(0.0, 1.0) * scale, (4.0, 10.0));
    if spent > MOST {
        let neck = WIDTH - TIP;
        svg.add("<path class=\"bar-over\" d=\"M").at(scale).add(" 4H").at(neck).add("L").at(WIDTH);
        svg.add(" 9 ").at(neck).add(" 14H").at(scale).add("z\"/>");
    } else if spent > 1.0 {
        svg.bar("bar-over", scale, spent * scale, (4.0, 10.0));
    }
    if spent > 1.0 {
        svg.add("<path class=\"bar-end\" d=\"M").at(scale).add(" 0V").at(HEIGHT).add("\"/>");
    }
    svg.add("</svg>");
    svg.into_string()
}

#[cfg(test)]
mod tests {
    use crate::render::chart::budget::draw;

    #[test]
    fn what_is_overspent_stands_past_the_end() {
        assert!(draw(0.25, "").contains("<rect class=\"bar-fill\" x=\"0\" y=\"4\" width=\"60\""));
        assert!(!draw(1.0, "").contains("over"));
        let twice = draw(2.0, "");
        assert!(
            twice.contains("overspent") && twice.contains("<rect class=\"bar-over\" x=\"120\" y=\"4\" width=\"120\"")
        );
        assert!(draw(40.0, "").contains("<path class=\"bar-over\" d=\"M60 4H231L240 9 231 14H60z\"/>"));
        // More measured than there can be is nothing spent.
        assert!(draw(-0.5, "").contains("<rect class=\"bar-fill\" x=\"0\" y=\"4\" width=\"0\""));
    }
}
