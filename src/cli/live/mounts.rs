//! Whether parts of a site lie on mounts that do not tell of all changes: files there are changed by other machines.

use std::fs;
use std::path::{Path, PathBuf};

/// Network file systems, and those that a host lends to a virtual machine or a container.
const DISTANT: &[&str] = &[
    "9p",
    "afs",
    "ceph",
    "cifs",
    "drvfs",
    "fakeowner",
    "fuse",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
    "prl_fs",
    "smb2",
    "smb3",
    "smbfs",
    "vboxsf",
    "virtiofs",
    "vmhgfs",
];

/// What of a site does not tell of all changes, in words; `None` if all of it does, or where that is not known.
pub fn silent(root: &Path, folders: &[&str]) -> Option<String> {
    let root = root.canonicalize().ok()?;
    let folders = folders.iter().filter_map(|folder| root.join(folder).canonicalize().ok());
    let mounts = fs::read_to_string("/proc/self/mountinfo").ok()?;
    silent_in(&Mount::all(&mounts), &root, &folders.collect::<Vec<_>>(), Path::is_file)
}

/// Where a file system is seen.
struct Mount<'a> {
    place: PathBuf,
    kind: &'a str,
}

impl<'a> Mount<'a> {
    fn all(mounts: &'a str) -> Vec<Self> {
        let mounts = mounts.lines().filter_map(|line| {
            let (before, after) = line.split_once(" - ")?;
            Some(Self { place: unescaped(before.split(' ').nth(4)?).into(), kind: after.split(' ').next()? })
        });
        mounts.collect()
    }

    fn is_distant(&self) -> bool {
        DISTANT.contains(&self.kind) || self.kind.starts_with("fuse.")
    }
}

fn silent_in(mounts: &[Mount], root: &Path, folders: &[PathBuf], is_file: fn(&Path) -> bool) -> Option<String> {
    // Of two mounts at one place, the later one is seen.
    let around = |folder: &Path| {
        let around = mounts.iter().filter(|mount| folder.starts_with(&mount.place));
        around.max_by_key(|mount| mount.place.as_os_str().len()).filter(|mount| mount.is_distant())
    };
    if let Some(mount) = around(root) {
        return Some(format!("the site lies on a {} mount", mount.kind));
    }
    folders.iter().find_map(|folder| {
        let within = mounts.iter().map(|mount| &*mount.place).filter(|place| place.starts_with(folder));
        std::iter::once(&**folder).chain(within).find_map(|place| match around(place) {
            Some(mount) => Some(format!("{} lies on a {} mount", place.display(), mount.kind)),
            // Of a file it is told in the folder where it was first.
            None => is_file(place).then(|| format!("the file {} is a mount", place.display())),
        })
    })
}

/// A path as it is: what parts words in the list is written in digits there.
fn unescaped(place: &str) -> String {
    let marks = [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")];
    marks.iter().fold(place.to_owned(), |place, (digits, mark)| place.replace(digits, mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 0:40 / /mnt/c rw,noatime - 9p C:\\134 rw,dirsync
41 22 0:41 / /home/me/team\\040share rw shared:20 - cifs //files/team rw
42 22 0:42 / /home/me/ssh rw - fuse.sshfs me@host: rw
43 40 0:43 / /mnt/c/near rw - ext4 /dev/sdb1 rw
44 22 0:44 / /site/content rw - virtiofs mount0 rw
45 22 8:1 /near /lent/content rw - ext4 /dev/sda1 rw
46 22 0:46 / /lent/content/a/q1 rw - nfs4 files:/q1 rw
47 22 8:1 /own /own/themes/mine rw - ext4 /dev/sda1 rw
48 22 8:1 /site.md /own/content/site.md rw - ext4 /dev/sda1 rw
49 22 0:49 / /beside/output rw - nfs4 files:/out rw
50 22 0:50 / /covered/content rw - nfs4 files:/old rw
51 22 0:51 / /covered/content rw - ext4 /dev/sdb1 rw
";

    fn told(root: &str) -> Option<String> {
        let root = Path::new(root);
        let folders = ["content", "themes"].map(|folder| root.join(folder));
        silent_in(&Mount::all(MOUNTS), root, &folders, |place| place.extension().is_some())
    }

    #[test]
    fn the_nearest_mount_decides() {
        for near in ["/home/me/okrs", "/mnt/c/near/okrs", "/mnt/cc", "/beside", "/covered"] {
            assert_eq!(told(near), None, "{near}");
        }
        for (distant, kind) in
            [("/mnt/c/okrs", "9p"), ("/home/me/team share/okrs", "cifs"), ("/home/me/ssh", "fuse.sshfs")]
        {
            assert_eq!(told(distant), Some(format!("the site lies on a {kind} mount")), "{distant}");
        }
    }

    #[test]
    fn what_is_mounted_into_a_site_is_found() {
        assert_eq!(told("/site").as_deref(), Some("/site/content lies on a virtiofs mount"));
        assert_eq!(told("/lent").as_deref(), Some("/lent/content/a/q1 lies on a nfs4 mount"));
        assert_eq!(
            told("/own").as_deref(),
            Some("the file /own/content/site.md is a mount"),
            "a folder tells as it did"
        );
    }
}
