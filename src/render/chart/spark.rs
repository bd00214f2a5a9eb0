//! The sparkline: a key result's quarters in the space of a word, with the target and where the value should be by now.

use crate::render::chart::svg::Svg;

const WIDTH: f64 = 150.0;
const HEIGHT: f64 = 40.0;
/// Room at the edges for half a dot.
const EDGE: f64 = 5.0;

/// What a sparkline shows, in one unit.
pub struct Spark {
    /// One per quarter; `None` is a gap.
    pub values: Vec<Option<f64>>,
    pub baseline: Option<f64>,
    pub target: Option<f64>,
    /// A share of the way from baseline to target.
    pub expected: Option<f64>,
}

/// Draws it; nothing where fewer than two values are known.
pub fn draw(spark: &Spark, status: &str) -> String {
    let known: Vec<(usize, f64)> =
        spark.values.iter().enumerate().filter_map(|(at, value)| Some((at, (*value)?))).collect();
    let (Some((last_at, last)), true) = (known.last().copied(), known.len() > 1) else { return String::new() };
    let expected = expected(spark);
    let heights = known.iter().map(|(_, value)| *value).chain(spark.target).chain(expected);
    let (low, high) = heights.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
    let y = |value: f64| {
        let share = if high > low { (value - low) / (high - low) } else { 0.5 };
        HEIGHT - EDGE - share * (HEIGHT - 2.0 * EDGE)
    };
    let step = (WIDTH - 2.0 * EDGE) / (spark.values.len().max(2) - 1) as f64;
    let x = |at: usize| EDGE + at as f64 * step;
    let mut svg = Svg::stretched("spark", status, "", WIDTH, HEIGHT);
    if let Some(target) = spark.target {
        svg.add("<path class=\"spark-target\" d=\"M0 ").at(y(target)).add("H").at(WIDTH).add("\"/>");
    }
    svg.add("<path class=\"spark-line\" d=\"");
    let mut before: Option<usize> = None;
    for (at, value) in &known {
        let goes_on = before.is_some_and(|before| before + 1 == *at);
        svg.add(if goes_on { "L" } else { "M" }).at(x(*at)).add(" ").at(y(*value));
        before = Some(*at);
    }
    svg.add("\"/>");
    // A value between two gaps is a dot, as the last one is: a line of no length with round ends.
    let is_known = |at: usize| spark.values.get(at).is_some_and(Option::is_some);
    let is_lone = |at: usize| at != last_at && !is_known(at + 1) && at.checked_sub(1).is_none_or(|at| !is_known(at));
    let mut lone = known.iter().filter(|(at, _)| is_lone(*at)).peekable();
    if lone.peek().is_some() {
        svg.add("<path class=\"spark-lone\" d=\"");
        lone.for_each(|(at, value)| {
            svg.add("M").at(x(*at)).add(" ").at(y(*value)).add("h0");
        });
        svg.add("\"/>");
    }
    if let Some(expected) = expected {
        let from = WIDTH - 3.0 * EDGE;
        svg.add("<path class=\"spark-expected\" d=\"M")
            .at(from)
            .add(" ")
            .at(y(expected))
            .add("H")
            .at(WIDTH)
            .add("\"/>");
    }
    svg.add("<path class=\"spark-dot\" d=\"M").at(x(last_at)).add(" ").at(y(last)).add("h0\"/></svg>");
    svg.into_string()
}

/// The number that is expected by now.
fn expected(spark: &Spark) -> Option<f64> {
    let (target, share) = (spark.target?, spark.expected?);
    let baseline = spark.baseline.unwrap_or(0.0);
    Some(baseline + share * (target - baseline))
}

#[cfg(test)]
mod tests {
    use crate::render::chart::spark::{Spark, draw};

    fn spark(values: &[Option<f64>], target: Option<f64>, expected: Option<f64>) -> String {
        draw(&Spark { values: values.to_vec(), baseline: Some(0.0), target, expected }, "on-track")
    }

    #[test]
    fn two_values_make_a_line() {
        assert_eq!(spark(&[None, Some(3.0), None], Some(4.0), None), "");
        let svg = spark(&[Some(1.0), Some(3.0), Some(2.0)], Some(4.0), Some(0.75));
        assert!(svg.contains("<path class=\"spark-line\" d=\"M5 35L75 15L145 25\"/>"), "{svg}");
        assert!(svg.contains("<path class=\"spark-target\" d=\"M0 5H150\"/>"), "{svg}");
        assert!(svg.contains("<path class=\"spark-expected\" d=\"M135 15H150\"/>"), "{svg}");
        assert!(svg.contains("<path class=\"spark-dot\" d=\"M145 25h0\"/>"), "{svg}");
    }

    #[test]
    fn no_data_is_a_gap() {
        let svg = spark(&[Some(2.0), None, Some(2.0)], None, None);
        assert!(svg.contains("<path class=\"spark-lone\" d=\"M5 20h0\"/>"), "{svg}");
        assert!(svg.contains("<path class=\"spark-dot\" d=\"M145 20h0\"/>"), "{svg}");
    }
}
