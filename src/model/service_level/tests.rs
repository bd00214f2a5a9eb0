//! What service levels come to, and what leaves them unknown.

use super::{Doubt, Met, doubt, judge, share_meant};

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
    assert_eq!(met("99% in less than 1,500 ms", "99.5%"), (Met::Yes, Some(0.5)));
    assert_eq!(met("At least 99.9%", "99.5%"), (Met::No, Some(5.0)));
    assert_eq!(met("99% < 1500 ms", "insufficient data"), (Met::Unknown, None));
    assert_eq!(met("99% < 1500 ms", "480 ms"), (Met::Unknown, None));
    assert_eq!(met("99% < 1500 ms", "99% < a lot"), (Met::Unknown, None));
    assert_eq!(met("99% < 1500 ms", "99% > a lot"), (Met::Unknown, None));
    assert_eq!(met("99% < 2 MB", "99% < 1.5 MB"), (Met::Yes, Some(1.0)));
    assert_eq!(met("99% within the EU", "99.5%"), (Met::Yes, Some(0.5)));
    assert_eq!(met("99%", "99% < 480 ms"), (Met::Unknown, None));
    assert_eq!(met("no errors", "100%"), (Met::Unknown, None));
    assert_eq!(judge("99%", None).met, Met::Unknown);
    assert_eq!(met("99.9%", "99.95"), (Met::Yes, Some(0.5)));
    assert_eq!(met("99.9", "99.8%"), (Met::No, Some(2.0)));
    assert_eq!(met("99% < 2000 ms", "99.5"), (Met::Yes, Some(0.5)));
    assert_eq!(met("99.9", "99.95"), (Met::Unknown, None));
    assert_eq!(met("99.9%", "480"), (Met::Unknown, None));
}

#[test]
fn what_leaves_it_unknown_is_known() {
    for (target, measured, why) in [
        ("99.9", Some("99.95"), Some(Doubt::Target)),
        ("99.9", None, Some(Doubt::Target)),
        ("3 incidents", Some("as before"), Some(Doubt::Target)),
        ("99.9", Some("99.95%"), None),
        ("99% < 2000 ms", Some("480 ms"), Some(Doubt::Measured)),
        ("at most 3 failed requests", Some("2 failed logins"), Some(Doubt::Measured)),
        ("99.9%", Some("480"), Some(Doubt::Measured)),
        ("99.9%", Some("insufficient data"), None),
        ("99.9%", None, None),
        ("no errors", Some("100%"), None),
        ("300 ms", Some("480 ms"), None),
        ("p95 < 300 ms", Some("280 ms"), Some(Doubt::Percentile("95% < 300 ms".into()))),
        ("P99.9: 2 s", None, Some(Doubt::Percentile("99.9% < 2 s".into()))),
        ("p95 within two seconds", Some("280 ms"), None),
        ("95% < 300 ms", Some("p95 280 ms"), Some(Doubt::Measured)),
        ("phase 2", Some("p95 280 ms"), None),
        ("0.1% errors", Some("0.05% errors"), Some(Doubt::Failures)),
        ("at most 0.1% errors", Some("0.05% errors"), None),
        ("99.9%", Some("0.9995"), Some(Doubt::Measured)),
        ("99.9%", Some("1"), Some(Doubt::Measured)),
        ("0.5%", Some("0.4"), None),
        ("99.9%", Some("0"), None),
        ("0.999", Some("99.95%"), Some(Doubt::Target)),
        ("99.9%", Some("999.5%"), Some(Doubt::Measured)),
        ("99.9%", Some("-99.95%"), Some(Doubt::Measured)),
        ("99.9%", Some("~99.95%"), Some(Doubt::Measured)),
        ("99.9%", Some(">99.95%"), Some(Doubt::Measured)),
        ("999%", None, Some(Doubt::Target)),
        ("max. 3 incidents", Some("2 incidents"), Some(Doubt::Target)),
        ("fewer than 3 incidents", Some("2 incidents"), Some(Doubt::Target)),
        ("atleast 99.9%", Some("99.95%"), Some(Doubt::Target)),
        ("min. 99.9%", Some("99.95%"), Some(Doubt::Target)),
        ("≥ 99.9%", Some("99.95%"), None),
    ] {
        assert_eq!(doubt(target, measured), why, "{target}, {measured:?}");
    }
}

#[test]
fn parts_of_one_are_meant_as_percentages() {
    for (measured, meant) in [("0.9995", "99.95%"), ("1", "100%"), ("0.99", "99%")] {
        assert_eq!(share_meant("99.9%", measured).as_deref(), Some(meant), "{measured}");
    }
    for measured in ["99.95", "0", "0.9995%", "0.99 so far", "+0.99", "1 of 1"] {
        assert_eq!(share_meant("99.9%", measured), None, "{measured}");
    }
    assert_eq!(share_meant("0.5%", "0.4"), None);
}

#[test]
fn what_nobody_sees_and_spaces_that_do_not_break_change_nothing() {
    assert_eq!(met("\u{200e}99.9%", "99.95%\u{200b}"), (Met::Yes, Some(0.5)));
    assert_eq!(met("at\u{a0}most 3\u{a0}incidents", "2\u{202f}incidents").0, Met::Yes);
    assert_eq!(met("99% in less\u{a0}than 2\u{a0}s", "99% < 1.5 s").0, Met::Yes);
}

#[test]
fn what_a_share_is_within_counts_however_it_is_written() {
    for (target, measured, is_met) in [
        ("99% < 2000 ms", "99.5% > 2500 ms", Met::Unknown),
        ("99% < 2000 ms", "99.5% > 1500 ms", Met::Unknown),
        ("99% < 2000 ms", "99.5% in 2500 ms", Met::No),
        ("99% < 2000 ms", "99.5% in 1500 ms", Met::Yes),
        ("99% < 2000 ms", "99.5% (2500 ms)", Met::Unknown),
        ("99% < 2000 ms", "99.5% (480 ms)", Met::Yes),
        ("99% < 2000 ms", "99.5%, 2500 ms", Met::Unknown),
        ("99% < 2000 ms", "99.5%, up from 98% in 2020", Met::Yes),
        ("99% < 2000 ms", "99.5% over 30 days", Met::Yes),
        ("99% under 2 s", "99.5% over 2 s", Met::Unknown),
        ("99% in 2 s", "99.5% in 3 s", Met::No),
        ("99% in 2 s", "99.5% in 1500 ms", Met::Yes),
        ("99% of tickets in 2 days", "99.5% in 3 days", Met::Unknown),
        ("99% of tickets in 2 days", "99.5% in 2 days", Met::Yes),
        ("99% in the EU", "99.5%", Met::Yes),
        ("99.9%", "99.95% in 30 days", Met::Yes),
        ("99.9% over 30 days", "99.95% over 28 days", Met::Yes),
        ("99% > 10 MB/s", "99.5% > 8 MB/s", Met::No),
        ("99% > 10 MB/s", "99.5% > 12 MB/s", Met::Yes),
        ("99% > 10 MB/s", "99.5% < 8 MB/s", Met::Unknown),
        ("99% > 10 MB/s", "99.5% (8 MB/s)", Met::Unknown),
        ("99% > 10 MB/s", "99.5%", Met::Yes),
        ("99.9%", "0.05% errors", Met::Unknown),
        ("99.9%", "0.05% of requests failed", Met::Unknown),
        ("99.9%", "99.95% (0.05% errors)", Met::Yes),
        ("99% of failed logins told", "40% of failed logins", Met::No),
        ("95%..99%", "97%", Met::Unknown),
        ("99.9%", "99.9 to 99.95%", Met::Unknown),
        ("99.9%", "99.95% / 99.2%", Met::Unknown),
        ("99.9%", "99.95%, 99.2% in August", Met::Yes),
        ("99.95%", "99.97% in December, 99.9% in January", Met::Unknown),
        ("99.95%", "99.97% (Q1); 99.9% (Q2)", Met::Unknown),
        ("99.95%", "99.97% in December, 3 outages in January", Met::Yes),
        ("0.1% errors", "0.05% errors", Met::Unknown),
        ("0.1% failed requests", "99.95%", Met::Unknown),
        ("40% of failed logins traced", "45% of failed logins", Met::Yes),
        ("at most 0.1% errors", "0.05% errors", Met::Yes),
        ("99.9%", "99.95% over 28 to 30 days", Met::Unknown),
        ("99% < 2000 ms", "99% < 480 to 2500 ms", Met::Unknown),
        ("99.9%", "99 of 100", Met::Unknown),
        ("99.9%", "99.5%–99.95%", Met::Unknown),
        ("99.9%", "99.95% - 3 regions", Met::Yes),
    ] {
        assert_eq!(met(target, measured).0, is_met, "{target}, {measured}");
    }
    assert_eq!(doubt("95%..99%", Some("97%")), Some(Doubt::Target));
    assert_eq!(doubt("99.9%", Some("0.05% errors")), Some(Doubt::Measured));
}

#[test]
fn limits_have_no_budget() {
    for (target, measured, is_met) in [
        ("< 2000 ms", "1850 ms", Met::Yes),
        ("< 2,000 ms", "2.1 s (median)", Met::No),
        ("< 2000 ms", "1850 ms (at 99%)", Met::Yes),
        ("< 2000 ms", "150%", Met::Unknown),
        ("under 2 s", "2000 ms", Met::Yes),
        ("300 ms at the 99th percentile", "0.25 s", Met::Yes),
        ("at most 4 hours", "5 h", Met::No),
        ("at most 0.1%", "0.05% of requests", Met::Yes),
        ("at most 3 incidents", "1 incident, in May", Met::Yes),
        ("at most 3 incidents", "1 outage", Met::Unknown),
        ("at most 3 incidents", "2", Met::Yes),
        ("at most 3", "2 incidents", Met::Yes),
        ("at most 3", "2 hours", Met::Unknown),
        ("at most 3", "2%", Met::Unknown),
        ("at most 3%", "2", Met::Unknown),
        ("at most 3 failed requests", "2 failed logins", Met::Unknown),
        ("at most 3 failed requests", "2 requests", Met::Yes),
        ("at most 3 major incidents", "2 minor incidents", Met::Unknown),
        ("at most 3 incidents per quarter", "2 incidents per month", Met::Unknown),
        ("at most 3 incidents per quarter", "2 incidents so far", Met::Yes),
        ("at most 3 incidents per quarter", "4 incidents in May", Met::No),
        ("at most 3 incidents/quarter", "4 incidents", Met::No),
        ("34 days", "34 days of 90", Met::Yes),
        ("34 days of 90", "35 days", Met::No),
        ("at most 4 hours per month", "10 hours per quarter", Met::Unknown),
        ("at most 4 hours per month", "180 min", Met::Yes),
        ("at most 4 h/month", "5 h per month", Met::No),
        ("< 2000 ms", "1850", Met::Yes),
        ("under 2 s", "3", Met::No),
        ("< 2000 ms", "99% < 1850 ms", Met::Unknown),
        ("< 2000 ms", "1 min 30 s", Met::Unknown),
        ("< 2000 ms", "about 2 s", Met::Unknown),
        ("< 2000 ms", "fast enough", Met::Unknown),
        ("3 incidents", "3 incidents", Met::Unknown),
        ("at least 500 requests per second", "520 requests per second", Met::Yes),
        ("≥ 500 requests", "480", Met::No),
        ("at least 30 days", "2 days", Met::No),
        ("at least 500 requests", "520 logins", Met::Unknown),
        ("at least 500 requests", "many", Met::Unknown),
        ("at most 300 ms", "280 to 410 ms", Met::Unknown),
        ("at most 300 ms", "280-410 ms", Met::Unknown),
        ("at most 300 ms", "280..410 ms", Met::Unknown),
        ("at most 300 ms", "280 ms, 410 ms at night", Met::Yes),
        ("at most 1 in 1,000 requests", "1 in 500 requests", Met::Unknown),
        ("< 1 in 1000", "1 in 400", Met::Unknown),
        ("at most 2 incidents", "1 in 2026", Met::Yes),
        ("at most 1 of 1,000 requests", "1 of 500 requests", Met::No),
        ("at most 2 of 1,000 requests", "1 of 200 requests", Met::No),
        ("at most 2 of 1,000 requests", "3 of 2,000 requests", Met::Yes),
        ("at most 2 of 1,000 requests", "1 of 200 logins", Met::Unknown),
        ("at most 2 of 1,000 requests", "1 request", Met::Unknown),
        ("at most 2 incidents", "1 of 3 incidents", Met::Unknown),
        ("at least 3 of 4 nodes", "7 of 8 nodes", Met::Yes),
        ("at least 3 of 4 nodes", "0 of 0 nodes", Met::Unknown),
        ("at most 5 errors per 1000 requests", "9 errors per 1000 requests", Met::No),
        ("at most 5 errors per 1,000 requests", "4 errors per 1000 requests", Met::Yes),
        ("at most 5 errors per 1000 requests", "4 errors per 10000 requests", Met::Unknown),
        ("at most 5 errors per 1000 requests", "4 errors", Met::Yes),
        ("at most 5 errors per 1000 requests", "4 requests", Met::Unknown),
        ("at most 5 errors in 1000 requests", "9 errors in 10,000 requests", Met::Unknown),
        ("at most 5 errors in 1000 requests", "9 errors per 1000 requests", Met::No),
        ("at most 5 per 1,000", "9 per 1,000", Met::No),
        ("at most 5 per 1,000", "9 per 10,000", Met::Unknown),
        ("at most 3 incidents per quarter", "2 quarters", Met::Unknown),
        ("at most 3 incidents in 30 days", "4 incidents in 28 days", Met::No),
        ("at most 3 incidents", "2 incidents in 3 regions", Met::Yes),
    ] {
        assert_eq!(met(target, measured), (is_met, None), "{target}, {measured}");
    }
}
