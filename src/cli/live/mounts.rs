//! Whether a folder lies on a mount that does not tell of all changes: files there are changed by other machines.

use std::fs;
use std::path::Path;

/// Network file systems, and those that a host lends to a virtual machine.
const DISTANT: &[&str] = &[
    "9p", "afs", "ceph", "cifs", "drvfs", "ncpfs", "nfs", "nfs4", "prl_fs", "smb2", "smb3", "smbfs", "vboxsf",
    "virtiofs", "vmhgfs",
];

/// The kind of the distant file system that a folder lies on; `None` if it is near, or where that is not told.
pub fn distant(folder: &Path) -> Option<String> {
    let folder = folder.canonicalize().ok()?;
    distant_in(&fs::read_to_string("/proc/self/mountinfo").ok()?, &folder)
}

fn distant_in(mounts: &str, folder: &Path) -> Option<String> {
    let mounts = mounts.lines().filter_map(|line| {
        let (before, after) = line.split_once(" - ")?;
        let place = before.split(' ').nth(4)?.replace("\\040", " ");
        Some((place, after.split(' ').next()?))
    });
    // Of two mounts at one place, the later one is seen.
    let (_, kind) = mounts.filter(|(place, _)| folder.starts_with(place)).max_by_key(|(place, _)| place.len())?;
    let is_distant = DISTANT.contains(&kind) || kind.starts_with("fuse.");
    is_distant.then(|| kind.to_owned())
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
";

    #[test]
    fn the_nearest_mount_decides() {
        let kind = |folder: &str| distant_in(MOUNTS, Path::new(folder));
        assert_eq!(kind("/home/me/okrs"), None);
        assert_eq!(kind("/mnt/c/okrs").as_deref(), Some("9p"));
        assert_eq!(kind("/mnt/c/near/okrs"), None);
        assert_eq!(kind("/mnt/cc"), None);
        assert_eq!(kind("/home/me/team share/okrs").as_deref(), Some("cifs"));
        assert_eq!(kind("/home/me/ssh").as_deref(), Some("fuse.sshfs"));
    }
}
