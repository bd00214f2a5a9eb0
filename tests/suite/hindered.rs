//! What hinders a command from outside, and goes away again: another build, a file in the way, a terminal that is gone.
#![cfg(unix)]

use std::fs::{self, File};
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::Duration;

use quarterdeck::model::artifact::{Artifact, Rank};
use quarterdeck::write::{Stop, Writer, write};

use crate::cli::{PROGRAM, in_folder, put, put_deck, run, site};
use crate::running::{Running, until};

fn shows(page: &Path, words: &str) {
    let shown = || fs::read_to_string(page).ok()?.contains(words).then_some(());
    until(shown, &format!("for {words:?} in {}", page.display()));
}

#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_said_ends_nothing() {
    let root = site();
    let root = root.path();
    let log = File::options().write(true).open("/dev/full").unwrap();
    let mut watch = crate::cli::quarterdeck(root).arg("watch").stderr(log).spawn().unwrap();
    let page = root.join("output/technology/q1/index.html");
    shows(&page, "Readers find");
    for words in ["Said to nobody", "And once more"] {
        put(root, "content/technology/q1/20-more.md", &format!("# More\n\n{words}\n"));
        shows(&page, words);
    }
    assert_eq!(watch.try_wait().unwrap(), None, "it goes on");
    watch.kill().unwrap();
    watch.wait().unwrap();
}

/// Another process may have the number of one that was killed: in a container it always has.
#[test]
fn what_a_killed_process_left_is_in_nobodys_way() {
    let root = site();
    let root = root.path();
    for arguments in ["new objective later", "export html technology/q1 -o page.html"] {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", "mkdir .quarterdeck-tmp-$$; exec \"$0\" \"$@\"", PROGRAM]);
        let done = in_folder(command, root).args(arguments.split_whitespace()).output().unwrap();
        assert_eq!(done.status.code(), Some(0), "{arguments}: {}", String::from_utf8_lossy(&done.stderr));
    }
    let left = fs::read_dir(root).unwrap().filter(|entry| {
        let name = entry.as_ref().unwrap().file_name();
        name.to_string_lossy().starts_with(".quarterdeck-tmp-")
    });
    assert_eq!(left.count(), 2, "what was there, and nothing else");
}

#[test]
fn what_is_in_the_way_for_a_moment_ends_no_watch() {
    let root = site();
    let root = root.path();
    let watch = Running::start(root, "watch");
    watch.hear("→ output/");
    let page = root.join("output/technology/q2/index.html");
    put(root, "output/technology/q2/index.html", "mine");
    put_deck(root, "technology/q2");
    watch.hear("will not write over output/technology/q2/index.html");
    watch.hear("is written as soon as it can be");
    put(root, "content/technology/q2/20-more.md", "# More\n\nThe way is free\n");
    thread::sleep(Duration::from_millis(500));
    assert_eq!(fs::read_to_string(&page).unwrap(), "mine");
    assert_eq!(watch.said().matches("will not write over").count(), 1, "it is told once: {}", watch.said());
    fs::remove_file(&page).unwrap();
    shows(&page, "The way is free");
    watch.hear("10-search.md and 2 files more → output/");
    assert_eq!(watch.interrupt(), Some(0));

    // What was never right is told at once.
    let foreign = run(root, "watch --output content/..");
    assert_eq!(foreign.status.code(), Some(3), "{}", String::from_utf8_lossy(&foreign.stderr));
}

#[test]
fn a_build_says_that_it_waits_for_another_one_and_can_be_ended() {
    let root = site();
    let root = root.path();
    fs::create_dir(root.join("output")).unwrap();
    let other = File::open(root.join("output")).unwrap();
    other.lock().unwrap();
    for command in ["build", "watch"] {
        let waiting = Running::start(root, command);
        waiting.hear("waiting for another build, which has output/");
        let status = if command == "build" { 130 } else { 0 };
        assert_eq!(waiting.end_with("TERM"), Some(status), "{command}");
    }
    let waiting = Running::start(root, "build");
    waiting.hear("waiting for another build");
    drop(other);
    waiting.hear("1 deck, 1 objective");
}

#[test]
fn a_build_that_comes_to_nothing_takes_no_folder_from_another_one() {
    let parent = tempfile::tempdir().unwrap();
    let output = parent.path().join("on/the/way");
    let artifact = |text: &str| Artifact::new("index.html", text.to_owned(), Rank::Index);
    for _ in 0..20 {
        let failing = Writer::new(&output, Stop::default());
        failing.take(&artifact("wrong"));
        thread::scope(|scope| {
            let good = scope.spawn(|| write(&output, &[artifact("right")]));
            thread::sleep(Duration::from_millis(5));
            drop(failing);
            good.join().unwrap().unwrap();
        });
        assert_eq!(fs::read_to_string(output.join("index.html")).unwrap(), "right");
        fs::remove_dir_all(parent.path().join("on")).unwrap();
    }
}

#[test]
fn a_preview_of_nothing_has_no_address() {
    let empty = tempfile::tempdir().unwrap();
    let failed = run(empty.path(), "serve --port 0");
    let said = String::from_utf8_lossy(&failed.stderr);
    assert_eq!(failed.status.code(), Some(3), "{said}");
    assert!(said.contains("there is no folder content") && !said.contains("http://"), "{said}");
}
