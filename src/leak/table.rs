//! Runs of words, and the files that hold them.

use std::sync::Arc;

use rapidhash::RapidHashMap;

use crate::leak::words::Run;

/// Runs of one file.
#[derive(Debug)]
pub struct Runs {
    numbers: Vec<u64>,
    /// The fewest bytes that one of them takes.
    shortest: usize,
}

/// Runs of all files.
#[derive(Debug)]
pub struct Table {
    /// By a run's number, the file that holds it.
    files: RapidHashMap<u64, Arc<str>>,
    /// The fewest bytes that any of them takes, wherever it stands: what is shorter tells none.
    shortest: usize,
    sieve: Sieve,
}

/// A bit for each run, at the place that its number's lowest bits tell. Most runs of a page are not here, and a look at the runs
/// themselves takes long where there are many.
#[derive(Debug)]
struct Sieve(Vec<u64>);

impl Default for Runs {
    fn default() -> Self {
        Self { numbers: Vec::new(), shortest: usize::MAX }
    }
}

impl Runs {
    /// Adds a run.
    pub fn push(&mut self, run: Run) {
        self.numbers.push(run.number);
        self.shortest = self.shortest.min(run.shortest());
    }
}

impl Table {
    /// The runs of some files.
    pub fn of<'a>(runs: impl Iterator<Item = (&'a Arc<str>, &'a Runs)> + Clone) -> Self {
        // Nothing else is done meanwhile: the table is not to grow and be filled anew.
        let count = runs.clone().map(|(_, runs)| runs.numbers.len()).sum();
        let shortest = runs.clone().map(|(_, runs)| runs.shortest).min().unwrap_or(usize::MAX);
        let mut files = RapidHashMap::default();
        files.reserve(count);
        for (path, runs) in runs {
            for run in &runs.numbers {
                files.entry(*run).or_insert_with(|| path.clone());
            }
        }
        Self::of_files(files, shortest)
    }

    fn of_files(files: RapidHashMap<u64, Arc<str>>, shortest: usize) -> Self {
        Self { sieve: Sieve::of(files.keys()), files, shortest }
    }

    /// Whether there is no run in it.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The fewest bytes that any run takes.
    pub fn shortest(&self) -> usize {
        self.shortest
    }

    /// The file that holds a run.
    pub fn holder(&self, run: Run) -> Option<&Arc<str>> {
        if self.sieve.passes(run.number) { self.files.get(&run.number) } else { None }
    }

    /// Adds what tells these runs and files from others.
    pub fn hash(&self, hashed: &mut Vec<u8>) {
        let mut all: Vec<(u64, &str)> = self.files.iter().map(|(run, path)| (*run, &**path)).collect();
        all.sort_unstable();
        hashed.extend_from_slice(&all.len().to_le_bytes());
        for (run, path) in all {
            hashed.extend_from_slice(&run.to_le_bytes());
            hashed.extend_from_slice(path.as_bytes());
        }
    }

    /// What is left without some runs.
    pub fn without<'a>(mut self, shown: impl Iterator<Item = &'a u64>) -> Self {
        let before = self.files.len();
        for run in shown {
            self.files.remove(run);
        }
        if self.files.len() == before { self } else { Self::of_files(self.files, self.shortest) }
    }
}

impl Sieve {
    /// Bits for each run, at least: one of so many runs that are not here passes.
    const SPARSE: usize = 16;

    fn of<'a>(runs: impl ExactSizeIterator<Item = &'a u64>) -> Self {
        let bits = (runs.len() * Self::SPARSE).next_power_of_two().max(64);
        let mut sieve = Self(vec![0; bits / 64]);
        for run in runs {
            let (word, bit) = sieve.place(*run);
            sieve.0[word] |= bit;
        }
        sieve
    }

    fn passes(&self, run: u64) -> bool {
        let (word, bit) = self.place(run);
        self.0[word] & bit != 0
    }

    /// The word of a run's bit, and the bit.
    fn place(&self, run: u64) -> (usize, u64) {
        ((run >> 6) as usize & (self.0.len() - 1), 1 << (run & 63))
    }
}

#[cfg(test)]
mod tests {
    use super::Sieve;

    #[test]
    fn a_sieve_lets_its_own_runs_through_and_few_others() {
        let run = |number: u64| rapidhash::v3::rapidhash_v3(&number.to_le_bytes());
        for count in [0, 1, 7, 5000] {
            let own: Vec<u64> = (0..count).map(run).collect();
            let sieve = Sieve::of(own.iter());
            assert!(own.iter().all(|run| sieve.passes(*run)), "of {count}");
            let others = (10_000..20_000).filter(|number| sieve.passes(run(*number))).count();
            assert!(others < 1000, "{others} of 10,000 others pass a sieve of {count}");
        }
    }
}
