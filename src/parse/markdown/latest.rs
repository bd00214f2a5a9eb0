//! The latest results of a pure function that is dear, kept for the same argument: what it returns is what it would
//! compute. Unlike the tables of a build it is asked from within a file that is read, where no one knows all arguments.
//! So it is bounded by what it holds, and not by what a build used.

use std::hash::Hash;
use std::mem;
use std::sync::{Mutex, PoisonError};

use rapidhash::RapidHashMap;

/// The latest results, each by its whole argument.
#[derive(Debug)]
pub struct Latest<A, R>(Mutex<Generations<A, R>>);

/// When there is no room left beside the young they are the old, and the old are forgotten. Who is asked for is young.
#[derive(Debug)]
struct Generations<A, R> {
    /// The bytes that a generation may take, and those that the young take.
    room: usize,
    taken: usize,
    young: RapidHashMap<A, Known<R>>,
    old: RapidHashMap<A, Known<R>>,
}

/// A result, and the bytes that it takes with its argument.
#[derive(Clone, Debug)]
struct Known<R> {
    result: R,
    size: usize,
}

impl<A: Hash + Eq, R: Clone> Latest<A, R> {
    /// Holds results of at most twice as many bytes as `room`. What takes more than that alone is not kept.
    pub fn new(room: usize) -> Self {
        let (young, old) = (RapidHashMap::default(), RapidHashMap::default());
        Self(Mutex::new(Generations { room, taken: 0, young, old }))
    }

    /// The result for this argument; `size` tells how many bytes both take. Threads that ask for the same new one at once all
    /// compute it.
    pub fn recall(&self, argument: A, compute: impl FnOnce(&A) -> R, size: impl FnOnce(&A, &R) -> usize) -> R {
        if let Some(result) = self.with(|known| known.find(&argument)) {
            return result;
        }
        let result = compute(&argument);
        let known = Known { size: size(&argument, &result), result: result.clone() };
        self.with(|generations| generations.add(argument, known));
        result
    }

    fn with<T>(&self, use_known: impl FnOnce(&mut Generations<A, R>) -> T) -> T {
        use_known(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl<A: Hash + Eq, R: Clone> Generations<A, R> {
    fn find(&mut self, argument: &A) -> Option<R> {
        if let Some(young) = self.young.get(argument) {
            return Some(young.result.clone());
        }
        let (argument, old) = self.old.remove_entry(argument)?;
        let result = old.result.clone();
        self.add(argument, old);
        Some(result)
    }

    fn add(&mut self, argument: A, known: Known<R>) {
        if known.size > self.room {
            return;
        }
        if self.taken + known.size > self.room {
            self.old = mem::take(&mut self.young);
            self.taken = 0;
        }
        self.taken += known.size;
        if let Some(twin) = self.young.insert(argument, known) {
            self.taken -= twin.size;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::Latest;

    #[test]
    fn the_latest_results_are_known_and_old_ones_forgotten() {
        let texts = Latest::new(20);
        let computed = Cell::new(0);
        let recall = |(length, letter): (usize, char)| {
            let compute = |letter: &char| {
                computed.set(computed.get() + 1);
                letter.to_string().repeat(length)
            };
            let text = texts.recall(letter, compute, |_, text| text.len());
            assert_eq!(text, letter.to_string().repeat(length));
            computed.get()
        };
        assert_eq!([(10, 'a'), (10, 'b'), (10, 'a'), (10, 'b')].map(recall), [1, 2, 2, 2]);
        assert_eq!(
            [(10, 'c'), (10, 'a'), (10, 'b')].map(recall),
            [3, 3, 3],
            "a and b were there before c, and are known"
        );
        assert_eq!([(15, 'd'), (15, 'e'), (15, 'f'), (10, 'a')].map(recall), [4, 5, 6, 7], "a is forgotten");
        assert_eq!([(21, 'g'), (21, 'g'), (10, 'a')].map(recall), [8, 9, 9], "g is too large, and leaves the others");
    }
}
