//! Results of pure functions, kept between builds by a hash of the whole argument: another argument is another key, so
//! nothing is ever stale. What a build did not use is dropped, so a memo holds the results of one build and no more.

use std::hash::{Hash, Hasher};
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};

use rapidhash::RapidHashMap;
use rayon::prelude::*;
use serde::Serialize;

/// The most arguments that a thread takes at once: what it took no other can help it with.
const SHARE: usize = 4;

/// A hash of all that an argument holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key(u64);

impl Key {
    /// The key of what can be hashed.
    pub fn of(argument: impl Hash) -> Self {
        let mut bytes = Bytes::default();
        argument.hash(&mut bytes);
        Self(bytes.finish())
    }

    /// The key of what can be written as JSON, beside what can be hashed.
    pub fn of_written(beside: impl Hash, argument: &impl Serialize) -> Self {
        let mut bytes = Bytes::default();
        beside.hash(&mut bytes);
        serde_json::to_writer(&mut bytes, argument).expect("views have text for keys");
        Self(bytes.finish())
    }
}

/// Everything that is hashed, one after the other; what it comes to is told by all of it at once.
#[derive(Default)]
struct Bytes(Vec<u8>);

impl Hasher for Bytes {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn finish(&self) -> u64 {
        rapidhash::v3::rapidhash_v3(&self.0)
    }
}

impl io::Write for Bytes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The results of one function in the last build that called it; or nothing ever, for a build that no other follows.
#[derive(Debug)]
pub struct Table<R>(Option<RapidHashMap<Key, Known<R>>>);

/// A result, and whether the build that is going on has used it.
#[derive(Debug)]
struct Known<R> {
    result: R,
    is_used: AtomicBool,
}

impl<R> Default for Table<R> {
    fn default() -> Self {
        Self(Some(RapidHashMap::default()))
    }
}

impl<R> Table<R> {
    /// Knows nothing yet. Where this `is_last` of all builds it never will: not even keys are made.
    pub fn new(is_last: bool) -> Self {
        if is_last { Self::of_nothing() } else { Self::default() }
    }

    /// Remembers nothing: not even keys are made.
    pub fn of_nothing() -> Self {
        Self(None)
    }
}

impl<R: Clone + Send + Sync> Table<R> {
    /// The result for the one argument of a build.
    pub fn recall_one(&mut self, key: impl FnOnce() -> Key, compute: impl FnOnce() -> R) -> R {
        let Some(known) = &mut self.0 else { return compute() };
        let key = key();
        let result = known.get(&key).map_or_else(compute, |known| known.result.clone());
        known.clear();
        known.insert(key, Known { result: result.clone(), is_used: AtomicBool::new(false) });
        result
    }

    /// The results for all arguments, in their order, and how many were computed now. All of a build's arguments are
    /// given at once: results for others are forgotten.
    pub fn recall<A: Sync>(
        &mut self,
        arguments: &[A],
        key: impl Fn(&A) -> Key + Sync,
        compute: impl Fn(&A) -> R + Sync,
    ) -> (Vec<R>, usize) {
        let Some(known) = &mut self.0 else {
            return (arguments.par_iter().with_max_len(SHARE).map(&compute).collect(), arguments.len());
        };
        let found: Vec<(R, Option<Key>)> = arguments
            .par_iter()
            .with_max_len(SHARE)
            .map(|argument| {
                let key = key(argument);
                match known.get(&key) {
                    Some(known) => {
                        known.is_used.store(true, Ordering::Relaxed);
                        (known.result.clone(), None)
                    }
                    None => (compute(argument), Some(key)),
                }
            })
            .collect();
        known.retain(|_, known| std::mem::take(known.is_used.get_mut()));
        let mut computed = 0;
        let results = found.into_iter().map(|(result, new)| {
            if let Some(key) = new {
                computed += 1;
                known.insert(key, Known { result: result.clone(), is_used: AtomicBool::new(false) });
            }
            result
        });
        (results.collect(), computed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_computes_what_is_new_and_forgets_what_is_not_used() {
        let mut squares = Table::default();
        let mut recall = |numbers: &[u32]| squares.recall(numbers, |number| Key::of(number), |number| number * number);
        assert_eq!(recall(&[1, 2, 3]), (vec![1, 4, 9], 3));
        assert_eq!(recall(&[3, 4, 2]), (vec![9, 16, 4], 1));
        assert_eq!(recall(&[1, 2]), (vec![1, 4], 1), "1 was forgotten when it was not used");
    }

    #[test]
    fn a_table_of_nothing_computes_everything_and_makes_no_keys() {
        let mut squares = Table::of_nothing();
        let no_key = |_: &u32| -> Key { unreachable!("a key was made") };
        for _ in 0..2 {
            assert_eq!(squares.recall(&[1, 2], no_key, |number| number * number), (vec![1, 4], 2));
        }
    }

    #[test]
    fn keys_tell_arguments_apart() {
        assert_ne!(Key::of(("ab", "c")), Key::of(("a", "bc")));
        assert_ne!(Key::of_written("a", &["b"]), Key::of_written("a", &["b", ""]));
        assert_ne!(Key::of_written("a", &["b"]), Key::of_written("b", &["b"]));
        assert_eq!(Key::of_written("a", &["b"]), Key::of_written("a", &["b"]));
    }
}
