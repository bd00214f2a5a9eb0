//! Charts and bars as SVG: pure functions of their arguments, drawn with numbers and classes; the looks are the theme's.

mod budget;
mod progress;
mod spark;

use tera::{Kwargs, State, Tera, TeraResult, Value};

use crate::model::link::push_escaped;

/// Makes the functions known to the engine.
pub fn register(tera: &mut Tera) {
    tera.register_function("progress_bar", |arguments: Kwargs, _: &State| progress_bar(&arguments));
    tera.register_function("error_budget_bar", |arguments: Kwargs, _: &State| error_budget_bar(&arguments));
    tera.register_function("sparkline", |arguments: Kwargs, _: &State| sparkline(&arguments));
    for name in ["chart", "chart_table"] {
        tera.register_function(name, |_: Kwargs, _: &State| String::new());
    }
}

/// `progress_bar(progress=…, expected=…, status="on-track", label="…")`: shares, or none.
fn progress_bar(arguments: &Kwargs) -> TeraResult<String> {
    let (progress, expected) = (number(arguments, "progress")?, number(arguments, "expected")?);
    Ok(progress::draw(progress, expected, arguments.must_get("status")?, arguments.must_get("label")?))
}

/// `error_budget_bar(spent=…, label="…")`: a share of the budget.
fn error_budget_bar(arguments: &Kwargs) -> TeraResult<String> {
    Ok(budget::draw(arguments.must_get("spent")?, arguments.must_get("label")?))
}

/// `sparkline(values=[…], baseline=…, target=…, expected=…, status="on-track", label="…")`: numbers of one unit, or none;
/// `expected` is a share of the way from baseline to target. Nothing is drawn of fewer than two values.
fn sparkline(arguments: &Kwargs) -> TeraResult<String> {
    let values: &[Value] = arguments.must_get("values")?;
    let spark = spark::Spark {
        values: values.iter().map(Value::as_f64).collect(),
        baseline: number(arguments, "baseline")?,
        target: number(arguments, "target")?,
        expected: number(arguments, "expected")?,
    };
    Ok(spark::draw(&spark, arguments.must_get("status")?, arguments.must_get("label")?))
}

/// A number that may be none or left out.
fn number(arguments: &Kwargs, name: &str) -> TeraResult<Option<f64>> {
    match arguments.get::<&Value>(name)? {
        None => Ok(None),
        Some(value) if value.is_none() || value.is_undefined() => Ok(None),
        Some(value) => value
            .as_f64()
            .map(Some)
            .ok_or_else(|| tera::Error::message(format!("`{name}` is `{value}`, which is not a number"))),
    }
}

/// The start of a drawing that says in `label` what it shows. Its height and width are the theme's, each by itself.
fn stretched(class: &str, status: &str, label: &str, width: f64, height: f64) -> String {
    let mut svg = format!("<svg class=\"{class}");
    if !status.is_empty() {
        svg.push(' ');
        push_escaped(&mut svg, status);
    }
    svg.push_str("\" role=\"img\" aria-label=\"");
    push_escaped(&mut svg, label);
    svg.push_str(&format!("\" viewBox=\"0 0 {} {}\" preserveAspectRatio=\"none\">", short(width), short(height)));
    svg
}

/// A length to a tenth of a unit, as short as it can be written.
fn short(length: f64) -> String {
    let tenths = (length * 10.0).round() / 10.0;
    // Not `-0`.
    format!("{}", tenths + 0.0)
}

#[cfg(test)]
mod tests {
    use crate::render::chart::{short, stretched};

    #[test]
    fn lengths_are_short() {
        assert_eq!([3.0, 2.25, 2.04, -0.01, -7.96].map(short), ["3", "2.3", "2", "0", "-8"].map(ToOwned::to_owned));
    }

    #[test]
    fn what_a_drawing_says_is_escaped() {
        let svg = stretched("bar", "on-track", "A \"<b>\" & c", 10.0, 2.0);
        assert!(svg.contains("aria-label=\"A &quot;&lt;b&gt;&quot; &amp; c\""), "{svg}");
    }
}
