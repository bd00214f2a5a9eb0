//! How the output folder changes, and what it is after a kill.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant, SystemTime};

use quarterdeck::model::artifact::{Artifact, Rank};
use quarterdeck::write::{Error, Stop, Succession, Writer, Written, write};
use tempfile::TempDir;
use walkdir::WalkDir;

fn artifact(path: &str, text: &str) -> Artifact {
    let rank = match path {
        "index.html" => Rank::Index,
        page if page.ends_with(".html") => Rank::Page,
        _ => Rank::Asset,
    };
    Artifact::new(path, text.to_owned(), rank)
}

fn site(files: &[(&str, &str)]) -> Vec<Artifact> {
    files.iter().map(|(path, text)| artifact(path, text)).collect()
}

/// Every file under a folder but the manifest, and every folder with a `/` at its end.
fn listing(folder: &Path) -> Vec<String> {
    let entries = WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter().flatten();
    let names = entries.map(|entry| {
        let name = entry.path().strip_prefix(folder).unwrap().to_string_lossy().into_owned();
        if entry.file_type().is_dir() { name + "/" } else { name }
    });
    names.filter(|name| name != ".quarterdeck-manifest").collect()
}

fn output() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// When each file was last changed, after setting all of them back by an hour.
fn age(folder: &Path) -> BTreeMap<String, SystemTime> {
    let long_ago = SystemTime::now() - Duration::from_hours(1);
    for entry in WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file()) {
        fs::File::options().write(true).open(entry.path()).unwrap().set_modified(long_ago).unwrap();
    }
    changes(folder)
}

fn changes(folder: &Path) -> BTreeMap<String, SystemTime> {
    let entries = WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    entries.map(|entry| (entry.path().display().to_string(), entry.metadata().unwrap().modified().unwrap())).collect()
}

#[test]
fn a_site_is_made_changed_and_unmade() {
    let output = output();
    let output = output.path().join("made/on/the/way");
    let first = site(&[("index.html", "1"), ("a/q1/index.html", "1"), ("a/q1/team.jpg", "1"), ("assets/x.css", "1")]);
    assert_eq!(write(&output, &first).unwrap(), Written { written: 4, unchanged: 0, removed: 0 });
    let all = ["a/", "a/q1/", "a/q1/index.html", "a/q1/team.jpg", "assets/", "assets/x.css", "index.html"];
    assert_eq!(listing(&output), all);

    let before = age(&output);
    assert_eq!(write(&output, &first).unwrap(), Written { written: 0, unchanged: 4, removed: 0 });
    assert_eq!(changes(&output), before, "an unchanged site is not touched, its manifest neither");

    let second = site(&[("index.html", "2"), ("assets/x.css", "1"), ("b/index.html", "2")]);
    assert_eq!(write(&output, &second).unwrap(), Written { written: 2, unchanged: 1, removed: 2 });
    assert_eq!(listing(&output), ["assets/", "assets/x.css", "b/", "b/index.html", "index.html"]);
    assert_eq!(fs::read_to_string(output.join("index.html")).unwrap(), "2");
    let untouched = output.join("assets/x.css").display().to_string();
    assert_eq!(changes(&output)[&untouched], before[&untouched]);

    assert_eq!(write(&output, &[]).unwrap(), Written { written: 0, unchanged: 0, removed: 3 });
    assert!(listing(&output).is_empty());
}

#[test]
fn the_same_site_has_the_same_manifest() {
    let (one, other) = (output(), output());
    let mut files = site(&[("index.html", "1"), ("a/index.html", "1"), ("b.css", "1")]);
    write(one.path(), &site(&[("gone.html", "")])).unwrap();
    write(one.path(), &files).unwrap();
    files.reverse();
    write(other.path(), &files).unwrap();
    let manifest = |output: &TempDir| fs::read(output.path().join(".quarterdeck-manifest")).unwrap();
    assert_eq!(manifest(&one), manifest(&other));
}

#[test]
fn what_a_page_names_outlives_it_for_a_while() {
    let (watched, built) = (output(), output());
    let manifest = |output: &TempDir| fs::read_to_string(output.path().join(".quarterdeck-manifest")).unwrap();
    let version = |style: &str| site(&[("index.html", style), (&format!("assets/{style}.css"), style)]);
    let one = [version("one"), site(&[("a/index.html", ""), ("a/team.jpg", "")])].concat();
    let start = Instant::now();
    let at = |seconds: u64| start + Duration::from_secs(seconds);
    let mut versions = Succession::new(watched.path(), Duration::from_secs(10), Stop::default());
    versions.write(&one, at(0)).unwrap();
    assert_eq!(versions.write(&version("two"), at(1)).unwrap(), Written { written: 2, unchanged: 0, removed: 2 });
    let beside = ["assets/", "assets/one.css", "assets/two.css", "index.html"];
    assert_eq!(listing(watched.path()), beside, "pages and what is theirs alone go with them");
    assert!(manifest(&watched).contains("assets/one.css"), "it is known whose it is");
    let before = age(watched.path());
    versions.write(&version("two"), at(9)).unwrap();
    assert_eq!(changes(watched.path()), before, "a version that is the same changes nothing");

    // One comes back, the other one has its time.
    assert_eq!(versions.write(&version("one"), at(10)).unwrap(), Written { written: 1, unchanged: 1, removed: 0 });
    versions.write(&version("three"), at(12)).unwrap();
    let all = ["assets/", "assets/one.css", "assets/three.css", "assets/two.css", "index.html"];
    assert_eq!(listing(watched.path()), all);
    assert_eq!(versions.write(&version("three"), at(21)).unwrap(), Written { written: 0, unchanged: 2, removed: 1 });
    assert_eq!(listing(watched.path()), ["assets/", "assets/one.css", "assets/three.css", "index.html"]);

    versions.end().unwrap();
    write(built.path(), &version("three")).unwrap();
    assert_eq!((listing(watched.path()), manifest(&watched)), (listing(built.path()), manifest(&built)));

    // Where there was no end, or somebody else builds, a build is what it always is.
    versions.write(&version("four"), at(30)).unwrap();
    write(watched.path(), &version("three")).unwrap();
    assert_eq!((listing(watched.path()), manifest(&watched)), (listing(built.path()), manifest(&built)));
    versions.end().unwrap();
    assert_eq!((listing(watched.path()), manifest(&watched)), (listing(built.path()), manifest(&built)));
    versions.write(&version("four"), at(31)).unwrap();
    fs::remove_dir_all(watched.path()).unwrap();
    versions.end().unwrap();
    assert!(!watched.path().exists(), "what was removed is not made again");
    versions.write(&version("four"), at(31)).unwrap();
    versions.write(&version("five"), at(31)).unwrap();
    versions.write(&site(&[("assets", "a file where the folder was")]), at(32)).unwrap();
    assert_eq!(listing(watched.path()), ["assets"]);
}

#[test]
fn what_is_not_quarterdecks_stays() {
    let output = output();
    let output = output.path();
    fs::write(output.join("thesis.txt"), "years of work").unwrap();
    let refused = write(output, &site(&[("index.html", "1")])).unwrap_err();
    assert!(matches!(refused, Error::Foreign(_)), "{refused}");
    assert_eq!(listing(output), ["thesis.txt"]);

    fs::remove_file(output.join("thesis.txt")).unwrap();
    write(output, &site(&[("a/index.html", "1"), ("b/index.html", "1")])).unwrap();
    fs::write(output.join("CNAME"), "okr.example.org").unwrap();
    fs::write(output.join("a/mine.txt"), "mine").unwrap();
    write(output, &site(&[("index.html", "1")])).unwrap();
    assert_eq!(listing(output), ["CNAME", "a/", "a/mine.txt", "index.html"]);

    let file = output.join("CNAME");
    let refused = write(&file, &[]).unwrap_err();
    assert!(matches!(refused, Error::NotAFolder(_)), "{refused}");
}

#[test]
fn what_is_not_quarterdecks_is_not_written_over() {
    let output = output();
    let output = output.path();
    write(output, &site(&[("index.html", "1")])).unwrap();
    fs::create_dir_all(output.join("shop/q1")).unwrap();
    fs::write(output.join("shop/q1/index.html"), "mine").unwrap();
    fs::write(output.join("bakery"), "mine").unwrap();
    fs::create_dir_all(output.join("page.html/mine")).unwrap();
    let before = listing(output);
    for place in ["shop/q1/index.html", "bakery/q1/index.html", "page.html", "page.html/mine"] {
        let refused = write(output, &site(&[("index.html", "2"), (place, "2")])).unwrap_err();
        assert!(matches!(refused, Error::InTheWay(_)), "{place}: {refused}");
        assert_eq!(listing(output), before);
        assert_eq!(fs::read_to_string(output.join("index.html")).unwrap(), "1");
    }
    assert_eq!(fs::read_to_string(output.join("shop/q1/index.html")).unwrap(), "mine");

    let same = site(&[("index.html", "1"), ("shop/q1/index.html", "mine")]);
    assert!(write(output, &same).is_ok(), "what is as it should be is in nobody's way");
    write(output, &site(&[("index.html", "1"), ("shop/q1/index.html", "2")])).unwrap();
    assert_eq!(fs::read_to_string(output.join("shop/q1/index.html")).unwrap(), "2");
}

#[test]
fn a_file_may_become_a_folder_and_back() {
    let output = output();
    let file = site(&[("a", "1"), ("b/c/d", "1"), ("index.html", "1")]);
    let folder = site(&[("a/x/y", "2"), ("b", "2"), ("index.html", "1")]);
    for files in [&file, &folder, &file] {
        write(output.path(), files).unwrap();
        let mut expected: Vec<&str> = files.iter().map(|file| &*file.path).collect();
        expected.sort_unstable();
        let found: Vec<String> = listing(output.path()).into_iter().filter(|name| !name.ends_with('/')).collect();
        assert_eq!(found, expected);
    }
}

#[test]
fn what_lies_in_a_folder_keeps_it() {
    let output = output();
    write(output.path(), &site(&[("a/x/y", "1"), ("index.html", "1")])).unwrap();
    fs::write(output.path().join("a/x/mine"), "mine").unwrap();
    let before = listing(output.path());
    let refused = write(output.path(), &site(&[("a", "2"), ("index.html", "2")])).unwrap_err();
    assert!(matches!(refused, Error::InTheWay(_)), "{refused}");
    assert_eq!(listing(output.path()), before);
    assert_eq!(fs::read_to_string(output.path().join("index.html")).unwrap(), "1");
}

#[test]
fn a_name_that_no_disk_takes_does_not_hinder_the_next_site() {
    let output = output();
    let long = "x".repeat(300);
    write(output.path(), &site(&[("index.html", "1")])).unwrap();
    assert!(write(output.path(), &site(&[(&long, "1"), ("index.html", "1")])).is_err());
    write(output.path(), &site(&[("index.html", "2")])).unwrap();
    assert_eq!(listing(output.path()), ["index.html"]);
}

#[test]
fn a_path_that_leads_out_is_refused() {
    let output = output();
    let paths = ["../x", "/x", "a/../../x", "a//b", "", ".", "a\\b", ".quarterdeck-manifest", "a/.quarterdeck-tmp-1"];
    for path in paths {
        let refused = write(output.path(), &site(&[("index.html", "1"), (path, "1")])).unwrap_err();
        assert!(matches!(refused, Error::Path(_)), "{path:?}: {refused}");
        assert!(listing(output.path()).is_empty());
    }
    let refused = write(output.path(), &site(&[("a", "1"), ("a/b", "1")])).unwrap_err();
    assert!(matches!(refused, Error::Path(_)), "{refused}");

    let victim = output.path().join("victim");
    fs::write(&victim, "precious").unwrap();
    let made = output.path().join("made");
    for manifest in [r#"{"format":"quarterdeck-manifest/1","files":["../victim"]}"#, "{}", "", "[1]"] {
        fs::create_dir_all(&made).unwrap();
        fs::write(made.join(".quarterdeck-manifest"), manifest).unwrap();
        let refused = write(&made, &[]).unwrap_err();
        assert!(matches!(refused, Error::Manifest(_)), "{refused}");
    }
    assert_eq!(fs::read_to_string(victim).unwrap(), "precious");
}

#[cfg(unix)]
#[test]
fn links_are_never_written_through() {
    use std::os::unix::fs::symlink;

    let (outside, output) = (output(), output());
    fs::write(outside.path().join("x.css"), "precious").unwrap();
    write(output.path(), &site(&[("assets/x.css", "1"), ("index.html", "1")])).unwrap();

    fs::remove_file(output.path().join("assets/x.css")).unwrap();
    symlink(outside.path().join("x.css"), output.path().join("assets/x.css")).unwrap();
    write(output.path(), &site(&[("assets/x.css", "precious"), ("index.html", "1")])).unwrap();
    assert!(!output.path().join("assets/x.css").is_symlink(), "a link is replaced, even one to the same bytes");

    fs::remove_dir_all(output.path().join("assets")).unwrap();
    symlink(outside.path(), output.path().join("assets")).unwrap();
    for files in [&[("assets/x.css", "2")][..], &[("index.html", "2")]] {
        let refused = write(output.path(), &site(files)).unwrap_err();
        assert!(matches!(refused, Error::Link(_)), "{refused}");
    }
    assert_eq!(fs::read_to_string(outside.path().join("x.css")).unwrap(), "precious");
    assert_eq!(fs::read_to_string(output.path().join("index.html")).unwrap(), "1");
}

/// The site number `number`: its front page names every page, and each page an asset of its own. Between two sites all
/// names and all front pages differ, but a few pages stay.
fn numbered(number: usize) -> Vec<Artifact> {
    let pages: Vec<String> = (0..40).map(|page| format!("deck-{}/index.html", page + number % 3 * 30)).collect();
    let mut files = vec![artifact("index.html", &pages.join("\n"))];
    for page in &pages {
        let image = format!("{page}-{number}.png");
        files.push(artifact(page, &image));
        files.push(artifact(&image, &"pixels".repeat(500)));
    }
    files
}

/// Where [`write_until_killed`] writes. Set only for the process that is to be killed.
const VICTIM: &str = "QUARTERDECK_TEST_VICTIM";

#[test]
fn write_until_killed() {
    let Some(output) = std::env::var_os(VICTIM) else {
        return;
    };
    for number in 0.. {
        write(Path::new(&output), &numbered(number)).unwrap();
    }
}

#[test]
fn a_kill_at_any_moment_leaves_a_site_that_works() {
    let output = output();
    let output = output.path().join("output");
    let mut seen_unfinished = 0;
    let mut round = 0;
    // How often work is under way when the kill comes depends on how busy the machine is.
    while round < 40 || seen_unfinished <= 5 && round < 1000 {
        round += 1;
        let mut victim = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "write::write_until_killed", "--nocapture"])
            .env(VICTIM, &output)
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_micros(15_000 + round % 40 * 1_700));
        assert!(victim.try_wait().unwrap().is_none(), "it ended before it was killed");
        victim.kill().unwrap();
        victim.wait().unwrap();
        if !output.exists() {
            continue;
        }
        seen_unfinished += usize::from(output.join(".quarterdeck-tmp-unfinished").exists());
        let Ok(front) = fs::read_to_string(output.join("index.html")) else {
            continue;
        };
        for page in front.lines() {
            let image = fs::read_to_string(output.join(page)).unwrap_or_else(|error| panic!("{page}: {error}"));
            let pixels = fs::read(output.join(&image)).unwrap_or_else(|error| panic!("{image}: {error}"));
            assert_eq!(pixels.len(), 3000);
        }
    }
    assert!(seen_unfinished > 5, "the kills missed the work: {seen_unfinished}");

    let site = site(&[("index.html", "the end"), ("last/index.html", "")]);
    write(&output, &site).unwrap();
    assert_eq!(listing(&output), ["index.html", "last/", "last/index.html"], "nothing half written is left");
}

#[test]
fn what_is_stopped_leaves_all_as_it_was() {
    let parent = output();
    let output = parent.path().join("on/the/way");
    let stopped = || {
        let stop = Stop::default();
        let writer = Writer::new(&output, stop.clone());
        writer.take(&artifact("a.css", "new"));
        stop.say();
        writer.take(&artifact("index.html", "new"));
        assert!(matches!(writer.finish(), Err(Error::Stopped)));
    };
    stopped();
    assert_eq!(listing(parent.path()), [""; 0], "not even the folder is made");
    write(&output, &site(&[("index.html", "old"), ("a.css", "old")])).unwrap();
    let before = (listing(&output), age(&output));
    stopped();
    assert_eq!((listing(&output), changes(&output)), before);
}
