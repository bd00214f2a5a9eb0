//! The words by which [`read`](super::read) knows whether something was done.

/// Words of completion, whatever it is that is complete.
pub const DONE: [&[&str]; 50] = [
    &["done"],
    &["complete"],
    &["completed"],
    &["finished"],
    &["launched"],
    &["released"],
    &["shipped"],
    &["delivered"],
    &["live"],
    &["opened"],
    &["published"],
    &["achieved"],
    &["accomplished"],
    &["implemented"],
    &["deployed"],
    &["installed"],
    &["introduced"],
    &["merged"],
    &["migrated"],
    &["approved"],
    &["adopted"],
    &["signed"],
    &["accepted"],
    &["agreed"],
    &["ratified"],
    &["closed"],
    &["reached"],
    &["fulfilled"],
    &["concluded"],
    &["finalised"],
    &["finalized"],
    &["succeeded"],
    &["hired"],
    &["passed"],
    &["met"],
    &["held"],
    &["built"],
    &["kept"],
    &["won"],
    &["yes"],
    &["100%"],
    &["rolled", "out"],
    &["in", "production"],
    &["in", "operation"],
    &["in", "use"],
    &["in", "place"],
    &["in", "force"],
    &["in", "effect"],
    &["up", "and", "running"],
    &["all", "set"],
];

/// Words that say that something is not done yet.
pub const UNDONE: [&[&str]; 34] = [
    &["nothing", "yet"],
    &["none", "yet"],
    &["in", "progress"],
    &["in", "review"],
    &["in", "draft"],
    &["in", "development"],
    &["in", "discussion"],
    &["in", "negotiation"],
    &["in", "preparation"],
    &["under", "way"],
    &["under", "review"],
    &["under", "discussion"],
    &["under", "construction"],
    &["underway"],
    &["ongoing"],
    &["wip"],
    &["on", "hold"],
    &["behind", "schedule"],
    &["behind", "plan"],
    &["no", "progress"],
    &["to", "do"],
    &["delayed"],
    &["blocked"],
    &["paused"],
    &["slipped"],
    &["slipping"],
    &["stalled"],
    &["pending"],
    &["awaiting"],
    &["waiting"],
    &["overdue"],
    &["unfinished"],
    &["incomplete"],
    &["missed"],
];

/// Words in the past that say of nothing that it was done; nor do those of `UNDONE`.
pub const NO_PAST: [&str; 19] = [
    "failed",
    "planned",
    "scheduled",
    "expected",
    "postponed",
    "deferred",
    "rescheduled",
    "suspended",
    "cancelled",
    "canceled",
    "dropped",
    "halted",
    "stopped",
    "intended",
    "supposed",
    "needed",
    "required",
    "tired",
    "hundred",
];

/// States that are what is promised where a title or a target names them.
pub const STATES: [&str; 11] =
    ["live", "open", "up", "ready", "available", "public", "online", "running", "operational", "active", "usable"];

/// Verbs whose past does not end as that of others.
pub const IRREGULAR: [(&str, &[&str]); 36] = [
    ("begin", &["began", "begun"]),
    ("bring", &["brought"]),
    ("build", &["built"]),
    ("buy", &["bought"]),
    ("choose", &["chose", "chosen"]),
    ("cut", &["cut"]),
    ("do", &["done"]),
    ("draw", &["drew", "drawn"]),
    ("find", &["found"]),
    ("get", &["got", "gotten"]),
    ("give", &["gave", "given"]),
    ("go", &["went", "gone"]),
    ("grow", &["grew", "grown"]),
    ("hold", &["held"]),
    ("keep", &["kept"]),
    ("lead", &["led"]),
    ("leave", &["left"]),
    ("lay", &["laid"]),
    ("make", &["made"]),
    ("meet", &["met"]),
    ("pay", &["paid"]),
    ("put", &["put"]),
    ("run", &["ran", "run"]),
    ("see", &["saw", "seen"]),
    ("sell", &["sold"]),
    ("send", &["sent"]),
    ("set", &["set"]),
    ("shut", &["shut"]),
    ("show", &["shown"]),
    ("speak", &["spoke", "spoken"]),
    ("spend", &["spent"]),
    ("split", &["split"]),
    ("take", &["took", "taken"]),
    ("teach", &["taught"]),
    ("win", &["won"]),
    ("write", &["wrote", "written"]),
];

/// What has not even come so far is not done.
pub const BEGUN: [&str; 4] = ["started", "begun", "ready", "there"];

/// Words that deny the word behind them.
pub const DENYING: [&str; 9] = ["not", "never", "cannot", "will", "shall", "almost", "nearly", "hardly", "unable"];

/// Words before a "to" that leads to what is still to be done.
pub const AHEAD: [&str; 17] = [
    "yet", "still", "have", "has", "need", "needs", "fail", "fails", "failed", "unable", "expected", "planned", "plan",
    "hope", "aim", "due", "going",
];

/// Words behind which nothing can be told of the next one.
pub const DOUBTING: [&str; 14] = [
    "no",
    "nothing",
    "nobody",
    "none",
    "once",
    "if",
    "when",
    "before",
    "until",
    "partly",
    "partially",
    "half",
    "being",
    "would",
];

/// Words between one of these and the word that it is for.
pub const BETWEEN: [&str; 19] = [
    "a", "the", "it", "to", "be", "been", "is", "are", "was", "were", "has", "have", "get", "got", "yet", "all",
    "quite", "longer", "even",
];

/// Words with which a text begins before it says anything.
pub const LEADING: [&str; 20] = [
    "it",
    "we",
    "they",
    "this",
    "was",
    "were",
    "is",
    "are",
    "has",
    "have",
    "been",
    "all",
    "now",
    "just",
    "already",
    "finally",
    "successfully",
    "fully",
    "since",
    "then",
];

/// What it says nothing against a result that it was not.
pub const UNNEEDED: [&str; 19] = [
    "had",
    "have",
    "seen",
    "see",
    "heard",
    "hear",
    "need",
    "needed",
    "required",
    "noticed",
    "notice",
    "lost",
    "lose",
    "measured",
    "known",
    "applicable",
    "only",
    "change",
    "changed",
];

pub fn is_undone(word: &str) -> bool {
    UNDONE.iter().any(|undone| **undone == [word])
}

pub fn is_between(word: &str) -> bool {
    BETWEEN.contains(&word) || word.ends_with("ly")
}

/// Whether a word is the past of a verb that says that something was done.
pub fn is_past(word: &str) -> bool {
    let is_regular = word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed");
    let is_irregular = IRREGULAR.iter().any(|(base, past)| *base != word && past.contains(&word));
    (is_regular || is_irregular) && !NO_PAST.contains(&word) && !is_undone(word)
}

/// Whether `word` is the past of the verb `base`.
pub fn is_past_of(word: &str, base: &str) -> bool {
    if let Some((_, past)) = IRREGULAR.iter().find(|(verb, _)| *verb == base) {
        return past.contains(&word);
    }
    let Some(stem) = word.strip_suffix("ed").filter(|stem| stem.len() > 1) else { return false };
    let doubled = |letter: char| base.ends_with(letter) && stem.strip_suffix(letter) == Some(base);
    stem == base
        || base.strip_suffix('e') == Some(stem)
        || stem.strip_suffix('i').is_some_and(|stem| base.strip_suffix('y') == Some(stem))
        || stem.chars().next_back().is_some_and(doubled)
}
