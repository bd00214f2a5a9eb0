//! What words say became of something: whether it was done. What a text begins with counts, and a negation belongs to the word
//! behind it. Only what can be told with confidence is told, so whoever says in any words that it was done is believed.

mod words;

use words::{
    AHEAD, BEGUN, DENYING, DONE, DOUBTING, LEADING, STATES, UNDONE, UNNEEDED, is_between, is_past, is_past_of,
    is_undone,
};

/// What a text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Done,
    Undone,
    /// Neither can be told with confidence.
    Unknown,
}

/// What a text says of that of which a title and a target tell.
pub fn read(text: &str, title: &str, target: &str) -> Outcome {
    let subject = Subject { words: [words_of(title), words_of(target)].concat() };
    let lower = text.to_lowercase().replace('’', "'");
    let clauses = clauses(&lower);
    let Some((first, later)) = clauses.split_first() else { return Outcome::Unknown };
    match subject.judge(first) {
        Outcome::Undone if later.iter().any(|clause| subject.is_done_after_all(clause)) => Outcome::Done,
        Outcome::Unknown if later.iter().any(|clause| subject.judge(clause) == Outcome::Done) => Outcome::Done,
        outcome => outcome,
    }
}

/// The words of a title and of a target.
struct Subject {
    words: Vec<String>,
}

impl Subject {
    fn judge(&self, clause: &[&str]) -> Outcome {
        let lead = clause.iter().take_while(|word| LEADING.contains(word)).count();
        let mut done = clause.get(lead).is_some_and(|word| is_past(word) && !self.is_opposite(word));
        let (mut undone, mut past) = (clause == ["no"], false);
        let (mut denied, mut doubted) = (false, false);
        let mut at = 0;
        while let Some(&word) = clause.get(at) {
            let behind = &clause[at..];
            if let Some(length) = self.done_at(behind) {
                // "80% approved" may be a vote.
                let part = at > 0 && clause[at - 1].ends_with('%') && word != "100%";
                let is_plain = matches!(word, "done" | "complete" | "completed" | "finished");
                undone |= denied || part && is_plain;
                done |= !denied && !doubted && !part;
                at += length;
                (denied, doubted) = (false, false);
                continue;
            }
            if let Some(length) = undone_at(clause, at) {
                // "No requests pending" and "not delayed" say nothing against it.
                let is_denied = denied || clause[..at].iter().any(|word| matches!(*word, "no" | "nothing" | "none"));
                // "It was delayed" tells of then.
                let was = clause[..at].iter().any(|word| matches!(*word, "was" | "were"));
                undone |= !is_denied && !was && !past;
                at += length;
                (denied, doubted) = (false, false);
                continue;
            }
            if is_denying(clause, at) {
                // "We have not found a place", "did not come to a vote".
                let is_so_far = at > 0 && matches!(clause[at - 1], "have" | "has" | "had" | "did")
                    || ["haven't", "hasn't", "hadn't", "didn't"].contains(&word);
                let next = behind[1..].iter().find(|word| !is_between(word)).unwrap_or(&"");
                let is_not_yet = word != "will" && behind.contains(&"yet");
                undone |= !past && (is_so_far || is_not_yet) && !UNNEEDED.contains(next) && !is_undone(next);
                denied = true;
            } else if DOUBTING.contains(&word) {
                doubted = true;
            } else if !(denied || doubted) || !is_between(word) {
                undone |= denied && !past && self.names(word) || !denied && self.is_opposite(word);
                past |= !denied && is_past(word);
                (denied, doubted) = (false, false);
            }
            at += 1;
        }
        match (done, undone) {
            (true, _) => Outcome::Done,
            (false, true) => Outcome::Undone,
            (false, false) => Outcome::Unknown,
        }
    }

    /// Whether a clause behind one that says the contrary says that it was done, of the same thing: `delayed, done in July`. With
    /// another thing before it it is of that: `in progress, design done`.
    fn is_done_after_all(&self, clause: &[&str]) -> bool {
        let lead = clause.iter().take_while(|word| LEADING.contains(word)).count();
        let begins = clause.get(lead).is_some_and(|word| is_past(word)) || self.done_at(&clause[lead..]).is_some();
        let is_own = clause.iter().any(|word| self.is_own_past(word));
        (begins || is_own) && self.judge(clause) == Outcome::Done
    }

    /// How many words at the beginning of these say that it is done.
    fn done_at(&self, words: &[&str]) -> Option<usize> {
        let general = DONE.iter().find(|done| words.starts_with(done)).map(|done| done.len());
        general.or_else(|| words.first().filter(|word| self.is_own_past(word)).map(|_| 1))
    }

    /// Whether a word is the past of one of the title's or the target's, or the state that they name.
    fn is_own_past(&self, word: &str) -> bool {
        let is_state = is_past(word) || STATES.contains(&word);
        self.words.iter().any(|own| is_past_of(word, own) || own == word && is_state)
    }

    /// Whether a word is the verb that they tell of, or one of completion.
    fn names(&self, word: &str) -> bool {
        let is_own = |own: &str| own == word || is_past_of(own, word);
        let is_done = DONE.iter().any(|done| done.len() == 1 && is_own(done[0]));
        is_done || BEGUN.contains(&word) || self.words.iter().any(|own| is_own(own))
    }

    /// Whether a word is the opposite of one that says that it is done: `unsigned`.
    fn is_opposite(&self, word: &str) -> bool {
        word.strip_prefix("un").is_some_and(|word| self.done_at(&[word]).is_some())
    }
}

/// How many words there say that something is not done.
fn undone_at(clause: &[&str], at: usize) -> Option<usize> {
    let behind = &clause[at..];
    let next = behind.get(1).copied();
    let is_undone = match behind[0] {
        // "In late June" is when; "two weeks late" is how late.
        "late" | "behind" => next.is_none(),
        "still" => match next {
            Some("in" | "under" | "on" | "at" | "missing") => true,
            Some("working") => behind.get(2) == Some(&"on"),
            Some("running" | "growing" | "standing" | "going" | "rising" | "improving" | "holding") | None => false,
            Some(next) => next.ends_with("ing"),
        },
        _ => false,
    };
    let phrase = || UNDONE.iter().find(|undone| behind.starts_with(undone)).map(|undone| undone.len());
    // "Still in force" is done, and "still" itself tells of nothing then.
    let is_kept = behind[0] == "still" && DONE.iter().any(|done| behind[1..].starts_with(done));
    if is_kept { None } else { is_undone.then_some(1).or_else(phrase) }
}

/// Whether a word denies the next one.
fn is_denying(clause: &[&str], at: usize) -> bool {
    let word = clause[at];
    let is_ahead = || at == 0 || AHEAD.contains(&clause[at - 1]);
    DENYING.contains(&word) || word.ends_with("n't") || word == "to" && is_ahead()
}

/// A word without the marks around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '%')
}

/// The words of a title or a target, in lower case, without short ones.
fn words_of(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let kept = lower.split_whitespace().map(bare).filter(|word| word.len() > 1);
    kept.filter(|word| !matches!(*word, "by" | "end" | "of" | "the" | "and" | "to" | "in")).map(str::to_owned).collect()
}

/// What stands between commas and other marks, and between words that part one from the other.
fn clauses(text: &str) -> Vec<Vec<&str>> {
    let mut clauses = vec![Vec::new()];
    for word in text.split_whitespace() {
        let parts = matches!(word, "but" | "though" | "although" | "while" | "because") || bare(word).is_empty();
        if parts || word.starts_with('(') {
            clauses.push(Vec::new());
        }
        if !parts && let Some(clause) = clauses.last_mut() {
            clause.push(bare(word));
        }
        if word.ends_with([',', ';', '.', ':', '!', '?', ')']) {
            clauses.push(Vec::new());
        }
    }
    clauses.retain(|clause| !clause.is_empty());
    clauses
}

#[cfg(test)]
mod tests {
    use super::{Outcome, read};

    fn all(outcome: Outcome, title: &str, target: &str, texts: &[&str]) {
        for text in texts {
            assert_eq!(read(text, title, target), outcome, "{text}");
        }
    }

    #[test]
    fn whoever_says_that_it_was_done_is_believed() {
        let done = [
            "Approved by the board in late May",
            "Signed in late June",
            "Deployed two weeks late",
            "Complete, one week late",
            "In production since late May",
            "Policy is complete and still in force",
            "Adopted; two objections still open",
            "Migrated; the old API is still up",
            "Complete; no requests pending",
            "Contract signed, not yet announced",
            "100%, nothing pending",
            "Merged in late June",
            "Goal met in late June",
            "Voted through; minutes pending",
            "We moved it to the new site, and the old one is still in review",
            "Sent to everybody, still waiting for two answers",
            "Delayed by a month, done in July",
            "Not adopted in June, adopted in August",
            "Two weeks late but live",
            "Still in force",
            "yes",
        ];
        all(Outcome::Done, "Adopt the policy by end of Q2", "Policy adopted", &done);
        all(
            Outcome::Done,
            "Ship the API by end of Q2",
            "API shipped",
            &["The API was shipped", "It ran late, we shipped it"],
        );
        all(
            Outcome::Done,
            "Open the pool by Q2",
            "Pool open",
            &["Pool is open", "Open since May, the roof still in repair"],
        );
        all(Outcome::Done, "Write the report by Q2", "A report", &["The report is written", "Finally written"]);
        all(Outcome::Done, "Supply the wards by Q2", "A shelf", &["All wards are supplied"]);
    }

    #[test]
    fn what_is_denied_or_under_way_is_not_done() {
        let undone = [
            "not adopted yet",
            "Not yet",
            "Policy not adopted",
            "still in review",
            "The policy is still in review",
            "In review",
            "in progress",
            "In progress, design complete",
            "delayed",
            "delayed, the steel is late",
            "We have not found a date for the vote",
            "We haven’t voted",
            "To be adopted in Q4",
            "Almost done",
            "80% done",
            "still waiting for the lawyers",
            "Two weeks late",
            "no",
            "will be adopted in Q4",
            "has not formally been adopted",
            "Not started",
            "Nothing yet",
            "It was not adopted",
            "Still unadopted",
        ];
        all(Outcome::Undone, "Adopt the policy by end of Q2", "Policy adopted", &undone);
        let undone = [
            "Not shipped yet",
            "Did not ship",
            "Failed to ship",
            "Will ship in Q4",
            "Didn't ship",
            "Yet to ship",
            "Not live",
        ];
        all(Outcome::Undone, "Ship the API by end of Q2", "API shipped", &undone);
    }

    #[test]
    fn what_cannot_be_told_is_not_told() {
        let unknown = [
            "Some benches",
            "No requests pending",
            "Not delayed",
            "The board voted to adopt it",
            "The board voted for it with two points still in review",
            "Works once deployed",
            "We have not had any complaints",
            "80% approved",
            "Planned for Q4",
            "Postponed",
            "The reasons behind it are told",
            "Runs, the old one is still up",
            "Was delayed, is through now",
            "Vote was late, in July",
            "Up, objections pending",
            "",
            "—",
        ];
        all(Outcome::Unknown, "Adopt the policy by end of Q2", "Policy in full", &unknown);
    }
}
