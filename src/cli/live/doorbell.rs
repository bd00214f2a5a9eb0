//! Waits until it is time to look at the disk again. It tells when, never what: whoever is woken looks at everything.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind, RemoveKind, RenameMode};
use notify::{ErrorKind, Event, EventKind, RecursiveMode, Watcher};

use crate::cli::live::mounts;
use crate::discover;

/// Things are quiet when nothing has rung for so long.
const QUIET: Duration = Duration::from_millis(50);
/// However long things go on: so long after they began it is time to look.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often the disk is looked at where nothing rings.
const POLLING: Duration = Duration::from_millis(500);
/// The folders of a site that are read.
const READ: [&str; 2] = ["content", "themes"];

/// What the system tells of; the weightier, the further down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Ring {
    /// A file is being changed, or is gone: perhaps more follows.
    Changing,
    /// A file is complete: it was closed by its writer, or moved into its place.
    Complete,
    /// A folder that is listened to came, went or moved, or events were lost: listening must begin anew.
    Anew,
    /// Listening does not work any longer.
    Broken,
}

/// How it is known that something may have changed.
enum Means {
    Events {
        rings: Receiver<Ring>,
        _watcher: Box<dyn Watcher + Send>,
    },
    /// Nothing rings: the disk is looked at now and then.
    Clock,
    /// There is nothing to listen to, or something is closed: as by the clock, until there is, or it is opened.
    Absent,
}

/// Rings when the site may have changed.
pub struct Doorbell {
    root: PathBuf,
    /// How listening begins.
    listen: fn(&Path) -> notify::Result<Means>,
    means: Means,
    notices: Vec<String>,
    /// When the last wait ended.
    woken: Instant,
    /// Something changes that does not ring: the disk is looked at now and then, too.
    looks_too: bool,
}

impl Doorbell {
    /// Begins to listen to changes under `root`, or only to the clock if `poll` says so or events cannot be relied on.
    pub fn hang(root: &Path, poll: bool) -> Self {
        let mut bell = Self::by_clock(root, listen);
        match mounts::silent(root, &READ) {
            _ if poll => {}
            Some(silent) => bell
                .notices
                .push(format!("{silent}, which does not tell of all changes: looking for them twice a second")),
            None => bell.listen(),
        }
        bell
    }

    /// Does not listen yet.
    fn by_clock(root: &Path, listen: fn(&Path) -> notify::Result<Means>) -> Self {
        let (root, woken) = (root.to_owned(), Instant::now());
        Self { root, listen, means: Means::Clock, notices: Vec::new(), woken, looks_too: false }
    }

    /// What there is to tell of how changes are noticed; each once.
    pub fn notices(&mut self) -> Vec<String> {
        std::mem::take(&mut self.notices)
    }

    /// Looks now and then, too: where links lead nothing rings.
    pub fn look_too(&mut self) {
        if !self.looks_too && matches!(self.means, Means::Events { .. }) {
            self.notices.push("the site has symbolic links: looking for changes behind them twice a second".to_owned());
        }
        self.looks_too = true;
    }

    fn listen(&mut self) {
        self.means = match (self.listen)(&self.root) {
            Ok(means) => means,
            Err(error) if is_of_now(&error) || !self.root.is_dir() => Means::Absent,
            Err(error) => {
                self.give_up(&error.to_string());
                Means::Clock
            }
        };
    }

    fn give_up(&mut self, cause: &str) {
        self.notices.push(format!("cannot wait for changes ({cause}): looking for them twice a second"));
    }

    /// Waits until it is time to look, so long `at_most`: at once when a file is complete; when things have been quiet for a moment where
    /// more may follow, and where much comes one after the other.
    pub fn wait(&mut self, at_most: Option<Duration>) {
        let at_most = if self.looks_too { Some(POLLING) } else { at_most };
        let ring = match &self.means {
            Means::Events { rings, .. } => wait(rings, self.woken, at_most),
            Means::Clock => {
                thread::sleep(POLLING);
                Ring::Complete
            }
            Means::Absent => {
                thread::sleep(POLLING);
                Ring::Anew
            }
        };
        match ring {
            Ring::Anew => self.listen(),
            Ring::Broken => {
                self.give_up("the system cannot watch any more files");
                self.means = Means::Clock;
            }
            Ring::Changing | Ring::Complete => {}
        }
        self.woken = Instant::now();
    }
}

/// Waits for rings until it is time to look, for so long `at_most`, and gives the weightiest of those that came together.
fn wait(rings: &Receiver<Ring>, woken: Instant, at_most: Option<Duration>) -> Ring {
    // A ring that came while the last one was answered, or right after, is one of many: answering each at once would
    // cost as many builds.
    let (mut ring, is_burst) = match rings.try_recv() {
        Ok(ring) => (ring, true),
        Err(_) => {
            let ring = match at_most {
                Some(at_most) => rings.recv_timeout(at_most),
                None => rings.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match ring {
                Ok(ring) => (ring, woken.elapsed() < QUIET),
                Err(RecvTimeoutError::Timeout) => return Ring::Complete,
                Err(RecvTimeoutError::Disconnected) => return Ring::Broken,
            }
        }
    };
    let patience = Instant::now() + PATIENCE;
    while is_burst || ring != Ring::Complete {
        let left = patience.saturating_duration_since(Instant::now());
        match rings.recv_timeout(QUIET.min(left)) {
            Ok(next) if !left.is_zero() => ring = ring.max(next),
            Err(RecvTimeoutError::Disconnected) => return Ring::Broken,
            _ => break,
        }
    }
    // What rang until now happened before the look that comes.
    rings.try_iter().fold(ring, Ring::max)
}

/// Listens to the folders of a site, with all they hold, and to the root that they may appear in.
fn listen(root: &Path) -> notify::Result<Means> {
    let root = root.canonicalize().map_err(notify::Error::io)?;
    let folders = READ.map(|name| root.join(name));
    let (sender, rings) = mpsc::channel();
    let mut watcher = {
        let (root, folders) = (root.clone(), folders.clone());
        notify::recommended_watcher(move |event| ring(&sender, event, &root, &folders))?
    };
    watcher.watch(&root, RecursiveMode::NonRecursive)?;
    for folder in folders.iter().filter(|folder| folder.is_dir()) {
        match watcher.watch(folder, RecursiveMode::Recursive) {
            // It went in this moment, and has rung already.
            Err(error) if !folder.is_dir() && !matches!(error.kind, ErrorKind::MaxFilesWatch) => {}
            watched => watched?,
        }
    }
    Ok(Means::Events { rings, _watcher: Box::new(watcher) })
}

/// Whether what hinders listening goes away by itself: a folder is missing, or closed.
fn is_of_now(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(cause) => cause.kind() == io::ErrorKind::PermissionDenied,
        _ => false,
    }
}

fn ring(sender: &Sender<Ring>, event: notify::Result<Event>, root: &Path, folders: &[PathBuf]) {
    let ring = match event {
        Ok(event) => ring_of(&event, root, folders),
        Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch | ErrorKind::Io(_)) => Some(Ring::Broken),
        Err(_) => Some(Ring::Anew),
    };
    if let Some(ring) = ring {
        // Nobody listens any longer when the program ends.
        let _ = sender.send(ring);
    }
}

fn ring_of(event: &Event, root: &Path, folders: &[PathBuf]) -> Option<Ring> {
    if event.need_rescan() {
        return Some(Ring::Anew);
    }
    let ring = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => Ring::Complete,
        EventKind::Access(_) => return None,
        EventKind::Modify(ModifyKind::Name(RenameMode::To | RenameMode::Both)) => Ring::Complete,
        _ => Ring::Changing,
    };
    // The last path is where something is now.
    let path = event.paths.last()?;
    if path == root || folders.contains(path) {
        return (!matches!(event.kind, EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Metadata(_))))
            .then_some(Ring::Anew);
    }
    let (is_folder, ring) = match event.kind {
        EventKind::Create(CreateKind::Folder) | EventKind::Remove(RemoveKind::Folder) => (true, ring),
        EventKind::Create(_) | EventKind::Remove(_) | EventKind::Access(_) => (false, ring),
        // A folder that was closed may have been opened: only now what it holds can be listened to.
        EventKind::Modify(ModifyKind::Metadata(_)) if path.is_dir() => (true, Ring::Anew),
        // What it was that has gone away is not told.
        EventKind::Modify(ModifyKind::Name(RenameMode::From)) => (true, ring),
        _ => (path.is_dir(), ring),
    };
    discover::is_read(path.strip_prefix(root).ok()?, is_folder).then_some(ring)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use notify::event::{DataChange, MetadataKind};

    use super::*;

    fn ring_at(kind: EventKind, path: &str) -> Option<Ring> {
        let folders = READ.map(|name| Path::new("/site").join(name));
        ring_of(&Event::new(kind).add_path(Path::new("/site").join(path)), Path::new("/site"), &folders)
    }

    #[test]
    fn a_file_rings_when_it_is_complete() {
        let closed = EventKind::Access(AccessKind::Close(AccessMode::Write));
        let opened = EventKind::Access(AccessKind::Open(AccessMode::Any));
        let written = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        let moved_to = EventKind::Modify(ModifyKind::Name(RenameMode::To));
        let moved_from = EventKind::Modify(ModifyKind::Name(RenameMode::From));
        assert_eq!(ring_at(closed, "content/a/x.md"), Some(Ring::Complete));
        assert_eq!(ring_at(moved_to, "content/a/x.md"), Some(Ring::Complete));
        assert_eq!(ring_at(moved_from, "content/a/x.md"), Some(Ring::Changing));
        assert_eq!(ring_at(written, "content/a/x.md"), Some(Ring::Changing));
        assert_eq!(ring_at(opened, "content/a/x.md"), None, "reading is no change");
        for left_out in ["content/a/4913", "content/a/x.md~", "content/a/#x.md#", "content/_a/x.md", "output/x.html"] {
            assert_eq!(ring_at(closed, left_out), None, "{left_out}");
            assert_eq!(ring_at(moved_to, left_out), None, "{left_out}");
        }
        assert_eq!(ring_at(closed, "content/a/#1-goal.md"), Some(Ring::Complete), "what is read rings");
        assert_eq!(ring_at(moved_from, "content/old~"), Some(Ring::Changing), "it may have been a folder");
    }

    #[test]
    fn folders_that_come_and_go_are_listened_to_anew() {
        assert_eq!(ring_at(EventKind::Create(CreateKind::Folder), "themes"), Some(Ring::Anew));
        assert_eq!(ring_at(EventKind::Remove(RemoveKind::Folder), "content"), Some(Ring::Anew));
        assert_eq!(ring_at(EventKind::Create(CreateKind::Folder), "output"), None);
        assert_eq!(ring_at(EventKind::Create(CreateKind::Folder), "content/new~"), Some(Ring::Changing));
    }

    #[test]
    fn a_folder_that_may_have_been_opened_is_listened_to_anew() {
        let opened = EventKind::Modify(ModifyKind::Metadata(MetadataKind::Any));
        let site = tempfile::tempdir().expect("there is room");
        let (file, folder) = (site.path().join("content/x.md"), site.path().join("content/new"));
        fs::create_dir_all(&folder).expect("it is ours");
        fs::write(&file, "").expect("it is ours");
        let folders = READ.map(|name| site.path().join(name));
        let ring = |path: PathBuf| ring_of(&Event::new(opened).add_path(path), site.path(), &folders);
        assert_eq!(ring(folder), Some(Ring::Anew));
        assert_eq!(ring(file), Some(Ring::Changing));
    }

    fn fault(kind: ErrorKind) -> notify::Result<Means> {
        Err(notify::Error::new(kind))
    }

    /// Listens to nothing but the rings that are given.
    fn listening(given: &[Ring]) -> Means {
        let (sender, rings) = mpsc::channel();
        for ring in given {
            sender.send(*ring).expect("the other end is here");
        }
        Means::Events { rings, _watcher: Box::new(notify::NullWatcher) }
    }

    #[test]
    fn where_no_more_files_can_be_watched_they_are_looked_at() {
        let at_once = |_: &Path| fault(ErrorKind::MaxFilesWatch);
        let later = |_: &Path| Ok(listening(&[Ring::Changing, Ring::Broken]));
        for (listen, is_late) in [(at_once as fn(&Path) -> notify::Result<Means>, false), (later, true)] {
            let mut bell = Doorbell::by_clock(Path::new("."), listen);
            bell.listen();
            if is_late {
                assert!(bell.notices().is_empty());
                bell.wait(None);
            }
            let told = bell.notices().join("\n");
            assert!(told.starts_with("cannot wait for changes") && told.ends_with("twice a second"), "{told}");
            for _ in 0..2 {
                let began = Instant::now();
                bell.wait(None);
                assert!(began.elapsed() >= POLLING, "it looks now and then, not all the time");
            }
            assert!(bell.notices().is_empty(), "it is told once");
        }
        let (sender, rings) = mpsc::channel();
        ring(&sender, Err(notify::Error::new(ErrorKind::MaxFilesWatch)), Path::new("."), &[]);
        assert_eq!(rings.try_recv(), Ok(Ring::Broken), "as the system tells it");
    }

    #[test]
    fn what_is_closed_is_looked_at_until_it_can_be_listened_to() {
        fn closed(root: &Path) -> notify::Result<Means> {
            if root.join("open").exists() {
                return Ok(listening(&[]));
            }
            fault(ErrorKind::Io(io::ErrorKind::PermissionDenied.into()))
        }
        let site = tempfile::tempdir().expect("there is room");
        let mut bell = Doorbell::by_clock(site.path(), closed);
        bell.listen();
        bell.wait(None);
        assert!(matches!(bell.means, Means::Absent));
        fs::write(site.path().join("open"), "").expect("it is ours");
        bell.wait(None);
        assert!(matches!(bell.means, Means::Events { .. }) && bell.notices().is_empty());
    }

    #[test]
    fn one_ring_is_answered_at_once_and_many_together() {
        let long_ago = Instant::now().checked_sub(Duration::from_secs(1)).unwrap_or_else(Instant::now);
        let (sender, rings) = mpsc::channel();
        let ringing = thread::spawn(move || {
            sender.send(Ring::Complete).expect("somebody listens");
            sender
        });
        thread::sleep(Duration::from_millis(5));
        assert_eq!(wait(&rings, long_ago, None), Ring::Complete);
        let sender = ringing.join().expect("it rings");
        for _ in 0..2000 {
            sender.send(Ring::Complete).expect("somebody listens");
        }
        assert_eq!(wait(&rings, Instant::now(), None), Ring::Complete);
        assert!(rings.try_recv().is_err(), "all of a burst was answered together");
        sender.send(Ring::Changing).expect("somebody listens");
        sender.send(Ring::Anew).expect("somebody listens");
        assert_eq!(wait(&rings, long_ago, None), Ring::Anew);
    }
}
