//! How long builds take in memory: the first one, and those after an edit. `cargo bench`.
#![allow(clippy::disallowed_methods, reason = "what is measured is time")]

mod content;

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use quarterdeck::model::document::Audience;
use quarterdeck::model::source::{Snapshot, Source};
use quarterdeck::pipeline::{self, Memo, Options};

/// As `serve` builds.
fn options() -> Options {
    Options { audience: Audience::Internal, drafts: true, ..Options::default() }
}

/// The time of a build of the second snapshot by somebody who has built the first.
fn after(first: &Snapshot, second: &Snapshot, turns: u64) -> Duration {
    let mut memo = Memo::default();
    let built = pipeline::rebuild(first, &options(), &mut memo);
    assert!(!built.artifacts.is_empty(), "{:?}", built.diagnostics.first());
    let mut taken = Duration::ZERO;
    for _ in 0..turns {
        let began = Instant::now();
        black_box(pipeline::rebuild(second, &options(), &mut memo));
        taken += began.elapsed();
        pipeline::rebuild(first, &options(), &mut memo);
    }
    taken
}

fn builds(criterion: &mut Criterion) {
    for size in content::SIZES {
        let snapshot = content::snapshot(size);
        let text = content::edited(&snapshot, |text| text.replace("::: notes", "One more sentence.\n\n::: notes"));
        let number = content::edited(&snapshot, |text| text.replacen("check_in: ", "check_in: 1", 1));
        let mut theme = snapshot.clone();
        theme.files.push(Source::new("themes/default/assets/own.css", *b".slide { color: black }\n"));

        let mut group = criterion.benchmark_group(size.name);
        group.sample_size(10).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(3));
        group.bench_function("first build", |bench| bench.iter(|| pipeline::build(black_box(&snapshot), &options())));
        for (edit, changed) in [("nothing", &snapshot), ("a text", &text), ("a number", &number), ("the theme", &theme)]
        {
            group.bench_function(format!("after an edit of {edit}"), |bench| {
                bench.iter_custom(|turns| after(&snapshot, changed, turns));
            });
        }
        group.finish();
    }
}

criterion_group!(benches, builds);
criterion_main!(benches);
