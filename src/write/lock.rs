//! Builds that write into the same folder are kept apart: one waits until the other is done.

use std::fs::{self, File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use crate::write::{Error, Stop};

/// How often it is tried again.
const BEAT: Duration = Duration::from_millis(20);
/// So long nobody minds to wait.
const SOON: Duration = Duration::from_secs(1);
/// So often a folder may vanish that was there just now.
const TRIES: usize = 100;

/// How another build is waited for.
#[derive(Clone)]
pub struct Patience {
    /// Whoever is told to stop waits no longer.
    pub stop: Stop,
    /// Is called once if it takes long, with the folder.
    pub tell: fn(&Path),
}

impl From<Stop> for Patience {
    /// Waits without a word.
    fn from(stop: Stop) -> Self {
        Self { stop, tell: |_| () }
    }
}

/// Makes a folder and waits until no other build changes it. Gives the folders that were made for it, the outermost first, and
/// what keeps others out as long as it is kept. Where folders can't be locked, builds are not kept apart.
pub fn made_and_locked(output: &Path, patience: &Patience) -> Result<(Vec<PathBuf>, Option<File>), Error> {
    let mut tries = 0;
    loop {
        tries += 1;
        // A build that comes to nothing takes away the folders that it made, while this one goes through them or waits for it.
        let may_come = |kind: ErrorKind| kind == ErrorKind::NotFound && tries < TRIES;
        let missing = output.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists());
        let mut made: Vec<PathBuf> = missing.map(Path::to_owned).collect();
        made.reverse();
        match fs::create_dir_all(output) {
            Ok(()) => {}
            Err(cause) if may_come(cause.kind()) => continue,
            Err(cause) => {
                return Err(match cause.kind() {
                    ErrorKind::AlreadyExists | ErrorKind::NotADirectory => Error::NotAFolder(output.to_owned()),
                    _ => Error::disk("make the folder", output)(cause),
                });
            }
        }
        let folder = match File::open(output) {
            Err(cause) if may_come(cause.kind()) => continue,
            folder => folder,
        };
        let lock = match folder {
            Ok(folder) => lock(folder, output, patience)?,
            Err(_) => None,
        };
        if lock.as_ref().is_none_or(|lock| is_at(lock, output)) {
            return Ok((made, lock));
        }
    }
}

fn lock(folder: File, output: &Path, patience: &Patience) -> Result<Option<File>, Error> {
    let began = Instant::now();
    let mut is_told = false;
    loop {
        match folder.try_lock() {
            Ok(()) => return Ok(Some(folder)),
            Err(TryLockError::Error(_)) => return Ok(None),
            Err(TryLockError::WouldBlock) if patience.stop.is_said() => return Err(Error::Stopped),
            Err(TryLockError::WouldBlock) => {}
        }
        if !is_told && began.elapsed() > SOON {
            (patience.tell)(output);
            is_told = true;
        }
        thread::sleep(BEAT);
    }
}

/// Whether an open folder is still the one at the path.
fn is_at(folder: &File, path: &Path) -> bool {
    let (Ok(open), Ok(there)) = (folder.metadata(), fs::metadata(path)) else { return false };
    #[cfg(unix)]
    let is_same = {
        use std::os::unix::fs::MetadataExt;
        (open.dev(), open.ino()) == (there.dev(), there.ino())
    };
    #[cfg(not(unix))]
    let is_same = open.is_dir() && there.is_dir();
    is_same
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs::{self, File};
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;

    use super::{BEAT, Patience, is_at, made_and_locked};
    use crate::write::Stop;

    #[test]
    fn a_folder_that_another_build_takes_away_is_not_written_into() -> anyhow::Result<()> {
        static WAITED: AtomicUsize = AtomicUsize::new(0);
        for (number, is_made_again) in [false, true].into_iter().enumerate() {
            let place = tempfile::tempdir()?;
            let output = place.path().join("output");
            fs::create_dir(&output)?;
            let other = File::open(&output)?;
            other.lock()?;
            let patience = Patience { stop: Stop::default(), tell: |_| _ = WAITED.fetch_add(1, Ordering::Relaxed) };
            let (folders, lock) = thread::scope(|scope| {
                let made = scope.spawn(|| made_and_locked(&output, &patience));
                while WAITED.load(Ordering::Relaxed) == number {
                    thread::sleep(BEAT);
                }
                fs::remove_dir(&output)?;
                if is_made_again {
                    fs::create_dir(&output)?;
                }
                drop(other);
                made.join().map_err(|_| anyhow::anyhow!("it panicked"))?.map_err(anyhow::Error::from)
            })?;
            assert_eq!(folders.len(), usize::from(!is_made_again), "the folders that are its own");
            assert!(lock.is_some_and(|lock| is_at(&lock, &output)));
        }
        Ok(())
    }
}
