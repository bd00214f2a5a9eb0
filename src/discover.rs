//! Stage 1, disk -> snapshot: finds and reads every file of the site. What a name or a link leaves out is decided here.
#![expect(clippy::disallowed_methods, reason = "this stage is where the disk is read")]

mod names;

use std::borrow::Cow;
use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use jiff::civil::Date;
use rapidhash::RapidHashMap;
use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::model::link;
use crate::model::source::{Snapshot, Source, Unread, Why};

pub use names::is_read;

/// The largest file that is read, in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;

/// Why a site could not be read. Always the machine or the folder, never the content.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("there is no folder {}", .0.display())]
    NoContent(PathBuf),
    #[error("cannot look into {}: {cause}", path.display())]
    Walk { path: PathBuf, cause: io::Error },
    #[error("cannot read {}: {cause}", path.display())]
    Read { path: PathBuf, cause: io::Error },
    #[error("cannot read {}: it is larger than {} MiB", .0.display(), LARGEST / 1024 / 1024)]
    TooLarge(PathBuf),
    #[error("cannot read {}: its name is not UTF-8", .0.display())]
    Name(PathBuf),
}

impl Error {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NoContent(_) => {
                "run quarterdeck in the folder that holds content/, name it with --root, or begin one with quarterdeck new site"
            }
            Self::Walk { .. } | Self::Read { .. } => "check that it exists and that you may read it",
            Self::TooLarge(_) => {
                "put it elsewhere and link to it, or let its name begin with _: then it is not read as content"
            }
            Self::Name(_) => "rename it, or let its name begin with _ to leave it out",
        }
    }
}

/// Reads `content/` and `themes/` under the root. Files that vanish meanwhile count as absent; symbolic links are
/// followed only to places inside the root.
pub fn discover(root: &Path, today: Date) -> Result<Snapshot, Error> {
    Disk::default().read(root, today)
}

/// The root of the site around a folder: the nearest folder above it whose `content/` it lies in. `None` where the folder holds
/// `content/` itself, and where there is no site around it.
pub fn root_around(folder: &Path) -> Option<PathBuf> {
    if folder.join("content").is_dir() {
        return None;
    }
    let content = folder.ancestors().find(|above| above.file_name().is_some_and(|name| name == "content"))?;
    content.parent().map(Path::to_owned)
}

/// Where a folder lies below the `content/` of a root, with `/`; empty for `content/` itself. `None` if it lies elsewhere.
pub fn place_in(root: &Path, folder: &Path) -> Option<String> {
    let (content, folder) = (fs::canonicalize(root.join("content")).ok()?, fs::canonicalize(folder).ok()?);
    let place = site_path(&content, "", &folder)?;
    Some(place.trim_start_matches('/').to_owned())
}

/// What was read from a disk before, so that only what may have changed is read again.
#[derive(Debug, Default)]
pub struct Disk {
    /// By their place on the disk.
    kept: RapidHashMap<PathBuf, Kept>,
    has_links: bool,
}

/// A file as it was read.
#[derive(Clone, Debug)]
struct Kept {
    stamp: Stamp,
    /// It was already old when it was read. Times are coarse: what was written just before it was read may be written
    /// once more within the same tick, and look the same.
    is_settled: bool,
    source: Source,
}

impl Disk {
    /// Reads as [`discover`] does, but a file whose size, times and number are those of the last time is not read again.
    pub fn read(&mut self, root: &Path, today: Date) -> Result<Snapshot, Error> {
        let Listed { found, unread, has_links } = list(root)?;
        self.has_links |= has_links;
        let kept = &self.kept;
        let read: Result<Vec<Option<(PathBuf, Kept)>>, Error> =
            found.into_par_iter().map(|found| read(found, kept)).collect();
        let read: Vec<(PathBuf, Kept)> = read?.into_iter().flatten().collect();
        let mut files: Vec<Source> = read.iter().map(|(_, kept)| kept.source.clone()).collect();
        files.par_sort_by(|a, b| a.path.cmp(&b.path));
        compose_names(&mut files);
        self.kept = read.into_iter().collect();
        Ok(Snapshot { files, unread, today })
    }

    /// Whether a look found symbolic links.
    pub fn has_links(&self) -> bool {
        self.has_links
    }
}

/// Calls files of the content as texts do where the disk has the accents of their names behind their letters, and no file of the
/// other name.
fn compose_names(files: &mut [Source]) {
    let is_free = |path: &str| files.binary_search_by(|file| (*file.path).cmp(path)).is_err();
    let composed = files.iter().enumerate().filter_map(|(at, file)| match link::composed_name(&file.path) {
        Cow::Owned(path) if path.starts_with("content/") && is_free(&path) => Some((at, Arc::from(path))),
        _ => None,
    });
    let mut composed: Vec<(usize, Arc<str>)> = composed.collect();
    composed.dedup_by(|(_, a), (_, b)| a == b);
    if !composed.is_empty() {
        for (at, path) in composed {
            files[at].path = path;
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
    }
}

/// What lies in a site.
struct Listed {
    found: Vec<Found>,
    unread: Vec<Unread>,
    /// There are symbolic links among it.
    has_links: bool,
}

/// Lists all files of a site.
fn list(root: &Path) -> Result<Listed, Error> {
    let within = |name: &str| if root == Path::new(".") { PathBuf::from(name) } else { root.join(name) };
    let content = within("content");
    let inside = match fs::canonicalize(root) {
        Ok(inside) if content.is_dir() => inside,
        _ => return Err(Error::NoContent(content)),
    };
    let mut listed = walk(content, "content", &inside)?;
    let themes = within("themes");
    if themes.is_dir() {
        let of_themes = walk(themes, "themes", &inside)?;
        listed.found.extend(of_themes.found);
        listed.unread.extend(of_themes.unread);
        listed.has_links |= of_themes.has_links;
    }
    listed.unread.sort();
    Ok(listed)
}

/// A file to be read.
struct Found {
    disk: PathBuf,
    /// The folder in which it was found, and what that is called in the site.
    below: Arc<Path>,
    name: &'static str,
}

/// What a folder holds, and what of it is not read, by its place on the disk.
type Walked = (Vec<DirEntry>, Vec<(PathBuf, Why)>);

/// Lists the regular files under a folder that is called `name` in the site. The folders in it are looked through side
/// by side.
fn walk(folder: PathBuf, name: &'static str, inside: &Path) -> Result<Listed, Error> {
    let is_link = folder.is_symlink();
    let folder: Arc<Path> = folder.into();
    let look = |walk: WalkDir| entries(walk, name == "content", inside);
    let fault = |error: walkdir::Error| {
        let path = error.path().unwrap_or(&folder).to_owned();
        // As it is: what the walk says of it names the path once more. Loops are absent.
        let cause = error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into());
        Error::Walk { path, cause }
    };
    let (top, mut unread) = look(WalkDir::new(&folder).min_depth(1).max_depth(1)).map_err(fault)?;
    let all: Result<Vec<Walked>, walkdir::Error> = top
        .into_par_iter()
        .map(
            |entry| {
                if entry.file_type().is_dir() { look(WalkDir::new(entry.path())) } else { Ok((vec![entry], vec![])) }
            },
        )
        .collect();
    let mut has_links = is_link;
    let mut found = Vec::new();
    for (entries, more) in all.map_err(fault)? {
        unread.extend(more);
        for entry in entries {
            has_links |= entry.path_is_symlink();
            let kind = entry.file_type();
            if kind.is_file() {
                found.push(Found { disk: entry.into_path(), below: folder.clone(), name });
            } else if !kind.is_dir() {
                unread.push((entry.into_path(), Why::NoFile));
            }
        }
    }
    // What it leads to may come to be.
    has_links |= unread.iter().any(|(_, why)| *why == Why::LeadsNowhere);
    let named = unread.into_iter().filter_map(|(disk, why)| {
        let path = site_path(&folder, name, &disk)?;
        Some(Unread { path: link::composed_name(&path).into(), why })
    });
    Ok(Listed { found, unread: named.collect(), has_links })
}

/// What a walk finds, without what does not belong to the site.
fn entries(walk: WalkDir, is_content: bool, inside: &Path) -> Result<Walked, walkdir::Error> {
    let (mut found, mut unread, mut outside) = (Vec::new(), Vec::new(), Vec::new());
    let wanted = |entry: &DirEntry| is_wanted(entry, is_content, inside, &mut outside);
    for entry in walk.follow_links(true).into_iter().filter_entry(wanted) {
        match entry {
            Ok(entry) => found.push(entry),
            Err(error) if is_absent(&error) => unread.extend(leads_nowhere(&error, is_content)),
            Err(error) => return Err(error),
        }
    }
    unread.extend(outside);
    Ok((found, unread))
}

/// Whether a file, or a folder with all it holds, belongs to the site. Adds the files that do not because of a link.
fn is_wanted(entry: &DirEntry, is_content: bool, inside: &Path, outside: &mut Vec<(PathBuf, Why)>) -> bool {
    if entry.depth() == 0 {
        return true;
    }
    if names::is_left_out(entry.file_name(), is_content, entry.file_type().is_dir()) {
        return false;
    }
    let is_wanted = !entry.path_is_symlink() || leads_inside(entry.path(), inside);
    if !is_wanted && !entry.file_type().is_dir() {
        outside.push((entry.path().to_owned(), Why::LeadsOut));
    }
    is_wanted
}

/// A link to no file, nor to a folder that holds it.
fn leads_nowhere(error: &walkdir::Error, is_content: bool) -> Option<(PathBuf, Why)> {
    let path = error.path().filter(|path| error.loop_ancestor().is_none() && path.is_symlink())?;
    let is_left_out = path.file_name().is_none_or(|name| names::is_left_out(name, is_content, false));
    (!is_left_out).then(|| (path.to_owned(), Why::LeadsNowhere))
}

/// Whether a link leads to a place in the site, and not to a folder that holds the link.
fn leads_inside(link: &Path, inside: &Path) -> bool {
    let folder = link.parent().and_then(|folder| fs::canonicalize(folder).ok());
    fs::canonicalize(link)
        .is_ok_and(|target| target.starts_with(inside) && !folder.is_some_and(|folder| folder.starts_with(target)))
}

/// Whether a fault of walking means that there is nothing: a file that vanished, or a link that leads nowhere, to
/// itself or to a folder that holds it.
fn is_absent(error: &walkdir::Error) -> bool {
    error.io_error().is_none_or(|cause| vanished(cause.kind())) || error.path().is_some_and(Path::is_symlink)
}

fn vanished(kind: io::ErrorKind) -> bool {
    matches!(kind, io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// `content/technology/deck.md`, on every system; `None` if the name is not UTF-8.
fn site_path(folder: &Path, name: &str, disk: &Path) -> Option<String> {
    let mut path = name.to_owned();
    for part in disk.strip_prefix(folder).ok()?.components() {
        path.push('/');
        path.push_str(part.as_os_str().to_str()?);
    }
    Some(path)
}

/// How long after its last change a file counts as old: longer than the ticks of any file system's clock.
const SETTLED: Duration = Duration::from_secs(2);

/// What tells, without reading it, that a file is not the one that it was.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    /// Changes with every write, even where the time of modification is set back; where there is such a thing.
    changed: (i64, i64),
    /// Of a file that was renamed into the place of another, another number.
    number: u64,
}

impl Stamp {
    fn of(metadata: &Metadata) -> Self {
        #[cfg(unix)]
        let (changed, number) = {
            use std::os::unix::fs::MetadataExt;
            ((metadata.ctime(), metadata.ctime_nsec()), metadata.ino())
        };
        #[cfg(not(unix))]
        let (changed, number) = ((0, 0), 0);
        Self { length: metadata.len(), modified: metadata.modified().ok(), changed, number }
    }

    /// Whether all of its times lie well before the moment.
    fn is_settled(&self, now: SystemTime) -> bool {
        let Some(limit) = now.checked_sub(SETTLED) else { return false };
        let changed = u64::try_from(self.changed.0).unwrap_or(0);
        let changed = SystemTime::UNIX_EPOCH + Duration::new(changed, self.changed.1 as u32);
        self.modified.is_some_and(|modified| modified < limit) && changed < limit
    }
}

/// Reads a file, or keeps what was read before. `None` if it has vanished.
fn read(found: Found, kept: &RapidHashMap<PathBuf, Kept>) -> Result<Option<(PathBuf, Kept)>, Error> {
    let Found { disk, below, name } = found;
    let before = kept.get(&disk);
    let is_as_before = |before: &&Kept| {
        before.is_settled && fs::metadata(&disk).is_ok_and(|metadata| Stamp::of(&metadata) == before.stamp)
    };
    if let Some(before) = before.filter(is_as_before) {
        let before = before.clone();
        return Ok(Some((disk, before)));
    }
    let Some(path) = site_path(&below, name, &disk) else {
        return Err(Error::Name(disk));
    };
    let now = SystemTime::now();
    let mut bytes = Vec::new();
    let read = File::open(&disk).and_then(|file| {
        // Of the opened file, and before it is read: whatever is written later makes another stamp.
        let stamp = Stamp::of(&file.metadata()?);
        // With room for one byte more the end is noticed without another look for room.
        bytes.reserve_exact(stamp.length.min(LARGEST) as usize + 1);
        file.take(LARGEST + 1).read_to_end(&mut bytes)?;
        Ok(stamp)
    });
    match read {
        Ok(_) if bytes.len() as u64 > LARGEST => Err(Error::TooLarge(disk)),
        Ok(stamp) => {
            let same = before.filter(|before| *before.source.bytes == *bytes && *before.source.path == *path);
            let source = same.map_or_else(|| Source::new(path, bytes), |before| before.source.clone());
            Ok(Some((disk, Kept { is_settled: stamp.is_settled(now), stamp, source })))
        }
        Err(cause) if vanished(cause.kind()) => Ok(None),
        Err(cause) => Err(Error::Read { path: disk, cause }),
    }
}
