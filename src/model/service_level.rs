//! Service levels: was the objective met, and how much of the error budget is spent?

/// What a measurement comes to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Verdict {
    pub met: Met,
    /// (100−measured)/(100−target); absent where the target leaves no budget, or nothing was measured.
    pub budget_spent: Option<f64>,
}

/// Whether a service-level objective was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Met {
    Yes,
    No,
    /// Nothing was measured, or it was said in words: never "met".
    Unknown,
}

/// A share, perhaps of what stays within a limit: `99% < 2000 ms`.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Level {
    /// In percent.
    share: f64,
    /// In milliseconds.
    within: Option<f64>,
}

/// Judges what was measured against the target.
pub fn judge(target: &str, measured: Option<&str>) -> Verdict {
    let (Some(target), Some(measured)) = (level(target), measured.and_then(level)) else {
        return Verdict { met: Met::Unknown, budget_spent: None };
    };
    let within = match (target.within, measured.within) {
        (Some(limit), Some(reached)) => Some(reached <= limit),
        // A share alone is of the target's own limit.
        (_, None) => Some(true),
        (None, Some(_)) => None,
    };
    let Some(within) = within else { return Verdict { met: Met::Unknown, budget_spent: None } };
    let met = if within && measured.share >= target.share - 1e-9 { Met::Yes } else { Met::No };
    let budget = 100.0 - target.share;
    let budget_spent = (budget > 1e-9).then(|| (100.0 - measured.share) / budget);
    Verdict { met, budget_spent }
}

/// `99.9%`, `99.9% of requests`, `99% < 2000 ms`, `99% of reads under 2 s`.
fn level(text: &str) -> Option<Level> {
    let text = text.trim();
    let (share, rest) = text.split_once('%')?;
    let share: f64 = share.trim().parse().ok().filter(|share| (0.0..=100.0).contains(share))?;
    let lower = rest.to_lowercase();
    let marks = ["<=", "≤", "<", " under ", " within ", " below ", " in less than ", " faster than "];
    let limit = marks.iter().find_map(|mark| lower.find(mark).map(|at| &lower[at + mark.len()..]));
    Some(Level { share, within: limit.and_then(milliseconds) })
}

/// A duration at the beginning of a text.
fn milliseconds(text: &str) -> Option<f64> {
    let text = text.trim();
    let end =
        text.find(|letter: char| !(letter.is_ascii_digit() || letter == '.' || letter == ',')).unwrap_or(text.len());
    let number: f64 = text[..end].replace(',', "").parse().ok()?;
    let unit: String = text[end..].trim_start().chars().take_while(|letter| letter.is_alphabetic()).collect();
    let scale = match unit.as_str() {
        "µs" | "us" => 0.001,
        "" | "ms" | "millisecond" | "milliseconds" => 1.0,
        "s" | "sec" | "second" | "seconds" => 1000.0,
        "min" | "minute" | "minutes" => 60_000.0,
        _ => return None,
    };
    Some(number * scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met(target: &str, measured: &str) -> (Met, Option<f64>) {
        let verdict = judge(target, Some(measured));
        (verdict.met, verdict.budget_spent.map(|spent| (spent * 1000.0).round() / 1000.0))
    }

    #[test]
    fn measures_are_judged() {
        assert_eq!(met("99.9%", "99.988%"), (Met::Yes, Some(0.12)));
        assert_eq!(met("99.9% of requests proxied", "99.8%"), (Met::No, Some(2.0)));
        assert_eq!(met("99.9%", "100%"), (Met::Yes, Some(0.0)));
        assert_eq!(met("100%", "100%"), (Met::Yes, None));
        assert_eq!(met("99% < 2000 ms", "99% < 480 ms"), (Met::Yes, Some(1.0)));
        assert_eq!(met("99% of read requests under 2000 ms", "99% < 480 ms *"), (Met::Yes, Some(1.0)));
        assert_eq!(met("99% < 2 s", "99% < 2500 ms"), (Met::No, Some(1.0)));
        assert_eq!(met("99% < 2 s", "98% < 480 ms"), (Met::No, Some(2.0)));
        assert_eq!(met("99% < 1500 ms", "insufficient data"), (Met::Unknown, None));
        assert_eq!(met("no errors", "100%"), (Met::Unknown, None));
        assert_eq!(judge("99%", None).met, Met::Unknown);
    }
}
