//! Which files of the disk become part of the snapshot.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;
use quarterdeck::discover::{Disk, Error, discover};
use quarterdeck::model::source::Snapshot;
use quarterdeck::pipeline::{self, Options};
use tempfile::TempDir;

use crate::cli;

fn site(files: &[&str]) -> TempDir {
    let root = tempfile::tempdir().unwrap();
    for file in files {
        let path = root.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, file.as_bytes()).unwrap();
    }
    root
}

fn found(root: &Path) -> Vec<String> {
    let snapshot = discover(root, Date::constant(2021, 4, 15)).unwrap();
    snapshot.files.iter().map(|file| file.path.to_string()).collect()
}

#[test]
fn names_are_written_as_texts_write_them() {
    let root = site(&[
        "content/a/cafe\u{301}.png",
        "content/a/e\u{301}te\u{301}.md",
        "content/a/été.md",
        "content/cafe\u{301}/b.md",
    ]);
    let apart = if cfg!(target_os = "macos") { &[][..] } else { &["content/a/e\u{301}te\u{301}.md"] };
    let expected = [&["content/a/café.png"], apart, &["content/a/été.md", "content/cafe\u{301}/b.md"]].concat();
    assert_eq!(found(root.path()), expected, "what another file is called already stays apart");
}

#[test]
fn what_is_not_content_is_left_out() {
    let root = site(&[
        "content/site.md",
        "content/b/deck.md",
        "content/b-c/deck.md",
        "content/b/team.jpg",
        "content/b/README.md",
        "content/b/readme.md",
        "content/_drafts/deck.md",
        "content/b/_later.md",
        "content/.git/config",
        "content/b/.deck.md.swp",
        "content/b/deck.md~",
        "content/b/#deck.md#",
        "content/b/.#deck.md",
        "content/b/4913",
        "content/b/deck.md.tmp",
        "content/b/Thumbs.db",
        "content/b/#1.md",
        "content/old~/deck.md",
        "themes/own/_part.html",
        "themes/own/README.md",
        "themes/.DS_Store",
        "themes/own/assets/base.css~",
        "themes/own/assets/Thumbs.db",
        "output/index.html",
        "README.md",
    ]);
    let expected = [
        "content/b-c/deck.md",
        "content/b/#1.md",
        "content/b/deck.md",
        "content/b/readme.md",
        "content/b/team.jpg",
        "content/old~/deck.md",
        "content/site.md",
        "themes/own/README.md",
        "themes/own/_part.html",
    ];
    assert_eq!(found(root.path()), expected);
}

#[test]
fn bytes_are_kept_as_they_are() {
    let root = site(&["content/site.md"]);
    fs::write(root.path().join("content/site.md"), b"\xef\xbb\xbf\xff\r\n").unwrap();
    let snapshot = discover(root.path(), Date::constant(2021, 4, 15)).unwrap();
    let source = snapshot.get("content/site.md").unwrap();
    assert_eq!(&*source.bytes, b"\xef\xbb\xbf\xff\r\n");
    assert_eq!(source.text(), None);
}

#[cfg(unix)]
#[test]
fn links_are_followed_only_inside_the_root() {
    use std::os::unix::fs::symlink;

    let outside = site(&["secret.md", "folder/deck.md"]);
    let root = site(&["content/a/deck.md", "shared/logo.svg"]);
    let content = root.path().join("content");
    symlink(outside.path().join("secret.md"), content.join("a/secret.md")).unwrap();
    symlink(outside.path().join("folder"), content.join("folder")).unwrap();
    symlink(content.join("a"), content.join("a/around")).unwrap();
    symlink(&content, content.join("a/all")).unwrap();
    symlink("itself", content.join("a/itself")).unwrap();
    symlink("nowhere", content.join("a/nothing")).unwrap();
    symlink("../../shared/logo.svg", content.join("a/logo.svg")).unwrap();
    symlink("../shared", content.join("shared")).unwrap();
    assert_eq!(found(root.path()), ["content/a/deck.md", "content/a/logo.svg", "content/shared/logo.svg"]);
}

#[cfg(unix)]
#[test]
fn what_is_not_read_is_told() -> anyhow::Result<()> {
    use std::os::unix::fs::symlink;

    let outside = site(&["plan.csv", "map.png", "text.md"]);
    let root = site(&["content/a/x.md"]);
    let at = |name: &str| root.path().join("content/a").join(name);
    fs::write(at("deck.md"), "---\nteam: A\nquarter: Q1 2021\n---\n")?;
    fs::write(at("x.md"), "---\ncharts: [{title: C, data: plan.csv}]\n---\n![A map](map.png) [Plan](later.pdf)\n")?;
    for name in ["plan.csv", "map.png", "text.md"] {
        symlink(outside.path().join(name), at(name))?;
    }
    for (leads_to, name) in
        [("nowhere", "gone.md"), ("itself.md", "itself.md"), ("no.pdf", "later.pdf"), ("me@1", ".#x.md")]
    {
        symlink(leads_to, at(name))?;
    }
    symlink("/dev/null", at("empty.md"))?;
    symlink("../a", at("around.md"))?;
    fs::create_dir_all(root.path().join("themes/own"))?;
    symlink(outside.path().join("map.png"), root.path().join("themes/own/logo.png"))?;
    let _socket = std::os::unix::net::UnixListener::bind(at("socket.md"))?;

    let options = Options::default();
    let snapshot = discover(root.path(), Date::constant(2021, 4, 15))?;
    assert!(snapshot.unread("themes/own/logo.png").is_some());
    let told = pipeline::check(&snapshot, &options);
    let mut told: Vec<String> =
        told.iter().map(|told| format!("{} {} {}", told.code.as_str(), told.place.file(), told.message)).collect();
    told.sort();
    assert_eq!(
        told,
        [
            "broken-link content/a/empty.md `content/a/empty.md` is a symbolic link that leads out of the site's folder, so it is not read",
            "broken-link content/a/gone.md `content/a/gone.md` is a symbolic link that leads to no file, so it is not read",
            "broken-link content/a/itself.md `content/a/itself.md` is a symbolic link that leads to no file, so it is not read",
            "broken-link content/a/socket.md `content/a/socket.md` is no file, but a pipe, a socket or a device, so it is not read",
            "broken-link content/a/text.md `content/a/text.md` is a symbolic link that leads out of the site's folder, so it is not read",
            "broken-link content/a/x.md `content/a/later.pdf` is a symbolic link that leads to no file, so it is not read",
            "broken-link content/a/x.md `content/a/map.png` is a symbolic link that leads out of the site's folder, so it is not read",
            "missing-file content/a/x.md `content/a/plan.csv` is a symbolic link that leads out of the site's folder, so it is not read",
        ]
    );
    Ok(())
}

#[cfg(unix)]
#[test]
fn a_file_that_only_looks_like_one_is_left_out() {
    let root = site(&["content/a/deck.md"]);
    let _socket = std::os::unix::net::UnixListener::bind(root.path().join("content/a/socket.md")).unwrap();
    assert_eq!(found(root.path()), ["content/a/deck.md"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_not_utf8_is_told() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let root = site(&["content/a/deck.md"]);
    fs::write(root.path().join("content/a").join(OsStr::from_bytes(b"caf\xe9.md")), "").unwrap();
    let refused = discover(root.path(), Date::constant(2021, 4, 15));
    assert!(matches!(refused, Err(Error::Name(_))), "{refused:?}");
}

#[test]
fn a_folder_without_content_is_no_site() {
    let root = site(&["README.md"]);
    let refused = discover(root.path(), Date::constant(2021, 4, 15)).unwrap_err();
    assert!(matches!(refused, Error::NoContent(_)), "{refused:?}");
    assert!(refused.hint().contains("--root"));
}

#[test]
fn a_disk_that_was_read_before_is_read_as_if_it_were_new() {
    let root = site(&["content/site.md", "content/a/deck.md", "content/a/1.md"]);
    let today = Date::constant(2021, 4, 15);
    let at = |path: &str| root.path().join(path);
    let mut disk = Disk::default();
    let mut holds_what_is_there = || {
        let again = disk.read(root.path(), today).unwrap();
        let anew = discover(root.path(), today).unwrap();
        let told = |snapshot: &Snapshot| -> Vec<(String, Vec<u8>, u64)> {
            let files = snapshot.files.iter();
            files.map(|file| (file.path.to_string(), file.bytes.to_vec(), file.hash)).collect()
        };
        assert_eq!(told(&again), told(&anew));
    };
    holds_what_is_there();
    // As fast as can be, of one length, with the time set back: only that the file is young tells it.
    for turn in 0..50 {
        fs::write(at("content/a/1.md"), format!("{turn:02}")).unwrap();
        let file = fs::File::options().write(true).open(at("content/a/1.md")).unwrap();
        file.set_modified(std::time::UNIX_EPOCH).unwrap();
        holds_what_is_there();
    }
    fs::write(at("content/a/1.md.tmp"), "renamed into its place").unwrap();
    fs::rename(at("content/a/1.md.tmp"), at("content/a/1.md")).unwrap();
    holds_what_is_there();
    fs::rename(at("content/a"), at("content/b")).unwrap();
    holds_what_is_there();
    fs::remove_file(at("content/b/1.md")).unwrap();
    holds_what_is_there();
    fs::create_dir(at("content/b/1.md")).unwrap();
    holds_what_is_there();
}

#[test]
fn what_did_not_change_is_held_once() {
    let root = site(&["content/site.md"]);
    let today = Date::constant(2021, 4, 15);
    let mut disk = Disk::default();
    let first = disk.read(root.path(), today).unwrap();
    let again = disk.read(root.path(), today).unwrap();
    assert!(Arc::ptr_eq(&first.files[0].bytes, &again.files[0].bytes));
}

#[test]
fn a_file_is_asked_for_as_the_disk_has_its_name() {
    let site = cli::site();
    let name = "content/technology/q1/20-cafe\u{301}.md";
    cli::put(site.path(), name, "---\ntitle: Coffee\n---\n![A cup](cup.png)\n");
    let told = cli::run(site.path(), &format!("check {name}"));
    let told = String::from_utf8(told.stdout).unwrap();
    assert!(told.contains("warning[broken-link]"), "{told}");
}
