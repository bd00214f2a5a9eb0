//! The latest results of a pure function that is dear, kept for the same argument: what it returns is what it would
//! compute. Unlike the tables of a build it is asked from within a file that is read, where no one knows all arguments.

use std::hash::Hash;
use std::mem;
use std::sync::{Mutex, PoisonError};

use rapidhash::RapidHashMap;

/// The latest results, each by its whole argument.
#[derive(Debug)]
pub struct Latest<A, R> {
    room: usize,
    known: Mutex<Generations<A, R>>,
}

/// When the young are as many as there is room for they are the old, and the old are forgotten. Who is asked for is young.
#[derive(Debug)]
struct Generations<A, R> {
    young: RapidHashMap<A, R>,
    old: RapidHashMap<A, R>,
}

impl<A: Hash + Eq, R: Clone> Latest<A, R> {
    /// Holds at least the last `room` different results, and at most twice as many.
    pub fn new(room: usize) -> Self {
        let known = Generations { young: RapidHashMap::default(), old: RapidHashMap::default() };
        Self { room, known: Mutex::new(known) }
    }

    /// The result for this argument. Threads that ask for the same new one at once all compute it.
    pub fn recall(&self, argument: A, compute: impl FnOnce(&A) -> R) -> R {
        if let Some(result) = self.with(|known| known.find(&argument, self.room)) {
            return result;
        }
        let result = compute(&argument);
        self.with(|known| known.add(argument, result.clone(), self.room));
        result
    }

    fn with<T>(&self, use_known: impl FnOnce(&mut Generations<A, R>) -> T) -> T {
        use_known(&mut self.known.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl<A: Hash + Eq, R: Clone> Generations<A, R> {
    fn find(&mut self, argument: &A, room: usize) -> Option<R> {
        if let Some(young) = self.young.get(argument) {
            return Some(young.clone());
        }
        let (argument, old) = self.old.remove_entry(argument)?;
        self.add(argument, old.clone(), room);
        Some(old)
    }

    fn add(&mut self, argument: A, result: R, room: usize) {
        if self.young.len() >= room {
            self.old = mem::take(&mut self.young);
        }
        self.young.insert(argument, result);
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::Latest;

    #[test]
    fn the_latest_results_are_known_and_old_ones_forgotten() {
        let squares = Latest::new(2);
        let computed = Cell::new(0);
        let recall = |number: u32| {
            let result = squares.recall(number, |number| {
                computed.set(computed.get() + 1);
                number * number
            });
            assert_eq!(result, number * number);
            computed.get()
        };
        assert_eq!([1, 2, 1, 2].map(recall), [1, 2, 2, 2]);
        assert_eq!([3, 1, 2].map(recall), [3, 3, 3], "1 and 2 were there before 3, and are known");
        assert_eq!([4, 5, 6, 7, 1].map(recall), [4, 5, 6, 7, 8], "1 is forgotten");
    }
}
