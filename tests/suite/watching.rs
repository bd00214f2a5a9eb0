//! What is noticed, however it is written, and what whoever reads meanwhile sees.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use quarterdeck::discover;
use quarterdeck::model::source::{Snapshot, Source};
use quarterdeck::pipeline::{self, Memo, Options};
use quarterdeck::write::{Stop, Succession};

use crate::cli::{put, put_deck, site};
use crate::running::{Running, Server, until};

const DECK: &str = "/technology/q1/";
const FILE: &str = "content/technology/q1/10-search.md";

/// An objective whose statement is `words`.
fn objective(words: &str) -> String {
    format!(
        "---\nobjective: {words}\nkey_results:\n  - title: Searches that find\n    baseline: 60%\n    target: 80%\n    check_in: 66%\n---\n"
    )
}

/// A way of saving a text into a file.
type Save = fn(&Path, &str);

/// How editors and other tools save.
const SAVES: &[(&str, Save)] = &[
    ("in place", |path, text| fs::write(path, text).unwrap()),
    ("in two halves", |path, text| {
        let mut file = File::create(path).unwrap();
        let (half, rest) = text.split_at(text.len() / 2);
        file.write_all(half.as_bytes()).unwrap();
        file.sync_all().unwrap();
        thread::sleep(Duration::from_millis(20));
        file.write_all(rest.as_bytes()).unwrap();
    }),
    ("moved over it", |path, text| {
        fs::write(beside(path, ".10-search.md.tmp"), text).unwrap();
        fs::rename(beside(path, ".10-search.md.tmp"), path).unwrap();
    }),
    ("moved over it from elsewhere", |path, text| {
        let elsewhere = path.ancestors().nth(4).unwrap().join("saved");
        fs::write(&elsewhere, text).unwrap();
        fs::rename(elsewhere, path).unwrap();
    }),
    ("deleted and made again", |path, text| {
        fs::remove_file(path).unwrap();
        fs::write(path, text).unwrap();
    }),
    ("as vim does", |path, text| {
        fs::write(beside(path, ".10-search.md.swp"), "swap").unwrap();
        File::create(beside(path, "4913")).unwrap();
        fs::remove_file(beside(path, "4913")).unwrap();
        fs::rename(path, beside(path, "10-search.md~")).unwrap();
        fs::write(path, text).unwrap();
        fs::remove_file(beside(path, "10-search.md~")).unwrap();
    }),
    #[cfg(unix)]
    ("as Emacs does", |path, text| {
        let lock = beside(path, ".#10-search.md");
        std::os::unix::fs::symlink("me@laptop.1:2", &lock).unwrap();
        fs::write(beside(path, "#10-search.md#"), "half").unwrap();
        fs::copy(path, beside(path, "10-search.md~")).unwrap();
        fs::write(path, text).unwrap();
        fs::remove_file(beside(path, "#10-search.md#")).unwrap();
        fs::remove_file(lock).unwrap();
    }),
    ("as IntelliJ does", |path, text| {
        fs::write(beside(path, "10-search.md___jb_tmp___"), text).unwrap();
        fs::rename(path, beside(path, "10-search.md___jb_old___")).unwrap();
        fs::rename(beside(path, "10-search.md___jb_tmp___"), path).unwrap();
        fs::remove_file(beside(path, "10-search.md___jb_old___")).unwrap();
    }),
    ("with the times of another", |path, text| {
        let mut file = File::create(path).unwrap();
        file.write_all(text.as_bytes()).unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_hours(300_000)).unwrap();
    }),
    ("a line at its end", |path, text| {
        let text = text.strip_suffix("---\n").unwrap();
        fs::write(path, text).unwrap();
        OpenOptions::new().append(true).open(path).unwrap().write_all(b"---\n").unwrap();
    }),
];

fn beside(path: &Path, name: &str) -> std::path::PathBuf {
    path.with_file_name(name)
}

fn every_way_of_saving(arguments: &str) {
    let root = site();
    let server = Server::start(root.path(), arguments);
    server.shows(DECK, "Readers find");
    for (at, (name, save)) in SAVES.iter().enumerate() {
        let words = format!("Saved {name}, number {at}");
        save(&root.path().join(FILE), &objective(&words));
        server.shows(DECK, &words);
        until(|| (server.report()["errors"] == 0).then_some(()), &format!("for no errors, saved {name}"));
    }
}

#[test]
fn every_way_of_saving_is_noticed() {
    every_way_of_saving("");
}

#[test]
fn every_way_of_saving_is_noticed_by_looking_now_and_then() {
    every_way_of_saving("--poll");
}

#[test]
fn folders_come_and_go() {
    let root = site();
    let folder = |name: &str| root.path().join(name);
    let server = Server::start(root.path(), "");
    server.shows(DECK, "Readers find");
    let gone = |target: &str| until(|| (server.get(target).status == 404).then_some(()), "for it to be gone");

    fs::rename(folder("content/technology/q1"), folder("content/technology/first")).unwrap();
    server.shows("/technology/first/", "Readers find");
    gone(DECK);
    for target in [DECK, "/technology/q1/index.html"] {
        assert_eq!(server.get(target).header("quarterdeck-moved"), Some("/technology/first/"), "{target}");
    }
    assert_eq!(server.get("/technology/q1/data.csv").header("quarterdeck-moved"), None);
    put(root.path(), "content/technology/first/10-search.md", &objective("Heard in a moved folder"));
    server.shows("/technology/first/", "Heard in a moved folder");

    // A folder from elsewhere, with all it holds.
    put_deck(root.path(), "../elsewhere/q2");
    fs::rename(folder("elsewhere/q2"), folder("content/technology/q2")).unwrap();
    server.shows("/technology/q2/", "Readers find");

    // Everything goes, and other things come.
    fs::rename(folder("content"), folder("old")).unwrap();
    until(|| (server.report()["fault"] != serde_json::Value::Null).then_some(()), "for the fault");
    assert_eq!(server.report()["fault"]["title"], "The site cannot be read");
    assert_eq!(server.get("/technology/first/").status, 200, "the last good site stays");
    put(root.path(), "content/site.md", "---\ntitle: Again\n---\n");
    put_deck(root.path(), "technology/again");
    server.shows("/technology/again/", "Readers find");
    gone("/technology/first/");
    put(root.path(), "content/technology/again/10-search.md", &objective("Heard after all that"));
    server.shows("/technology/again/", "Heard after all that");

    // A theme where there was no folder for themes.
    let style = "themes/default/assets/base.css";
    put(root.path(), style, "body { color: #123456 }");
    let styled = || {
        let page = server.get("/").body;
        let at = page.find("assets/base.")?;
        let style = server.get(&format!("/{}", page[at..].split('"').next()?));
        style.body.contains("#123456").then_some(())
    };
    until(styled, "for the theme's style");
    fs::remove_dir_all(folder("themes")).unwrap();
    until(|| styled().is_none().then_some(()), "for the style of before");
}

#[test]
fn a_site_that_was_never_good_may_go_and_come() {
    for arguments in ["", "--poll"] {
        let root = site();
        put(root.path(), FILE, "---\nkind: [\n---\n");
        let server = Server::start(root.path(), arguments);
        until(|| (server.get(DECK).status == 503).then_some(()), "for the mistake");
        server.process.hear("there is no good site yet");
        fs::rename(root.path().join("content"), root.path().join("away")).unwrap();
        server.process.hear("there is no folder");
        // What rings now finds it gone once more. It is told once.
        fs::create_dir(root.path().join("themes")).unwrap();
        thread::sleep(Duration::from_millis(1200));
        assert_eq!(server.process.said().matches("there is no folder").count(), 1, "{}", server.process.said());
        fs::rename(root.path().join("away"), root.path().join("content")).unwrap();
        put(root.path(), FILE, &objective("Readers find it again"));
        server.shows(DECK, "Readers find it again");
    }
}

#[cfg(unix)]
#[test]
fn changes_behind_links_are_noticed() {
    use std::os::unix::fs::symlink;
    let root = site();
    let server = Server::start(root.path(), "");
    server.shows(DECK, "Readers find");
    // A file that is a link, and then a folder that is one.
    put(root.path(), "shared/search.md", &objective("Heard in a linked file"));
    fs::remove_file(root.path().join(FILE)).unwrap();
    symlink("../../../shared/search.md", root.path().join(FILE)).unwrap();
    server.shows(DECK, "Heard in a linked file");
    put(root.path(), "shared/search.md", &objective("Heard behind a link"));
    server.shows(DECK, "Heard behind a link");
    put_deck(root.path(), "../shared/q9");
    symlink("../../shared/q9", root.path().join("content/technology/q9")).unwrap();
    server.shows("/technology/q9/", "Readers find");
    put(root.path(), "shared/q9/10-search.md", &objective("Heard in a linked folder"));
    server.shows("/technology/q9/", "Heard in a linked folder");
}

#[test]
fn a_burst_of_files_costs_few_builds() {
    let root = site();
    let server = Server::start(root.path(), "");
    server.shows(DECK, "Readers find");
    for at in 0..2000 {
        put(root.path(), &format!("content/technology/q1/data/{at}/{at}.csv"), "a,b\n1,2\n");
    }
    put(root.path(), FILE, &objective("After two thousand"));
    server.shows(DECK, "After two thousand");
    let builds = server.report()["version"].as_u64().unwrap();
    assert!(builds < 100, "{builds} builds");
}

#[test]
fn files_that_vanish_while_they_are_read_do_no_harm() {
    let root = site();
    let server = Server::start(root.path(), "");
    server.shows(DECK, "Readers find");
    for round in 0..40 {
        for at in 0..5 {
            put(
                root.path(),
                &format!("content/technology/q1/{round}{at}-passing.md"),
                "---\ntitle: Passing\n---\nWords\n",
            );
        }
        thread::sleep(Duration::from_millis(round % 7));
        for at in 0..5 {
            fs::remove_file(root.path().join(format!("content/technology/q1/{round}{at}-passing.md"))).unwrap();
        }
    }
    put(root.path(), FILE, &objective("Still here"));
    server.shows(DECK, "Still here");
    until(|| (!server.get(DECK).body.contains("Passing")).then_some(()), "for what is gone to go");
}

#[cfg(unix)]
#[test]
fn watch_writes_whenever_something_changes() {
    let root = site();
    let page = root.path().join("output/technology/q1/index.html");
    let watch = Running::start(root.path(), "watch");
    let shows = |words: &str| {
        until(|| fs::read_to_string(&page).ok()?.contains(words).then_some(()), &format!("for {words:?} on the disk"));
    };
    shows("Readers find");
    put(root.path(), FILE, &objective("Written again"));
    shows("Written again");
    watch.hear("10-search.md → output/ (");
    watch.hear("unchanged) in ");

    put(root.path(), FILE, &objective("Wrong").replace("baseline", "basline"));
    watch.hear("nothing written, output/ is as it was");
    shows("Written again");
    put(root.path(), FILE, &objective("Repaired"));
    shows("Repaired");
    let public = Running::start(root.path(), "watch --output content/out");
    public.hear("which is read, not written");
    drop(public);

    // A style that pages named a moment ago is still there for whoever reads them, and goes with the end.
    let styles = || {
        let files = fs::read_dir(root.path().join("output/assets")).unwrap().flatten();
        files.filter(|file| file.file_name().to_string_lossy().starts_with("base.")).count()
    };
    assert_eq!(styles(), 1);
    put(root.path(), "themes/default/assets/base.css", "body { color: #123456 }");
    until(|| (styles() == 2).then_some(()), "for another style beside the first");
    watch.hear("base.css → output/ (");
    assert_eq!(styles(), 2);
    assert_eq!(watch.interrupt(), Some(0));
    assert_eq!(styles(), 1);
}

/// The style at a step. It changes now and then: reading a theme costs more than reading a slide.
fn style(number: usize) -> String {
    format!("/* {} */", number / 25)
}

/// The site at step `number`: it stands in two slides and shows in a style, so that a mixture shows.
fn step(before: &Snapshot, number: usize) -> Snapshot {
    let changed = |path: &str, text: String| Source::new(path, text.into_bytes());
    let mut files: Vec<Source> = before.files.clone();
    let new = [
        changed(FILE, format!("{}\n---\n\n## Further\n\nStep [{number}]\n", objective(&format!("Step [{number}]")))),
        changed("themes/default/assets/base.css", style(number)),
    ];
    files.retain(|file| new.iter().all(|new| new.path != file.path));
    files.extend(new);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Snapshot::of(files, before.today)
}

/// What is wrong with the page as it is on the disk: half, mixed, or with an asset that is not there.
fn fault_of(output: &Path) -> Option<String> {
    let page = output.join("technology/q1/index.html");
    let Ok(html) = fs::read_to_string(&page) else { return Some("the page is missing".to_owned()) };
    if !html.ends_with("</html>\n") {
        return Some("the page is half".to_owned());
    }
    let steps: Vec<&str> = html.split("Step [").skip(1).filter_map(|after| after.split(']').next()).collect();
    if steps.len() < 2 || steps.iter().any(|step| step != &steps[0]) {
        return Some(format!("the page is mixed: {steps:?}"));
    }
    // A browser takes its time before it asks for what a page names.
    thread::sleep(Duration::from_millis(2));
    let style = style(steps[0].parse().unwrap());
    let named = html.split(['"', ' ']).filter_map(|word| Some(&word[word.find("assets/")?..]));
    let named: BTreeSet<&str> = named.collect();
    assert!(named.len() > 3, "the page names its assets: {named:?}");
    named.into_iter().find_map(|asset| match fs::read_to_string(output.join(asset)) {
        Err(_) => Some(format!("{asset} is not there")),
        Ok(text) => (asset.starts_with("assets/base.") && text != style || text.is_empty())
            .then(|| format!("{asset} is another one, or half")),
    })
}

#[test]
fn a_page_that_is_read_during_many_rebuilds_is_always_whole() {
    let root = site();
    let output = root.path().join("output");
    let start = discover::discover(root.path(), jiff::civil::date(2021, 4, 15)).unwrap();
    let options = Options::default();
    let mut memo = Memo::default();
    let mut versions = Succession::new(&output, Duration::from_hours(1), Stop::default());
    let mut make = |number: usize| {
        let outcome = pipeline::rebuild(&step(&start, number), &options, &mut memo);
        versions.write(&outcome.artifacts, Instant::now()).unwrap();
    };
    make(0);
    let (is_over, reads) = (AtomicBool::new(false), AtomicUsize::new(0));
    let fault = thread::scope(|scope| {
        let reader = scope.spawn(|| {
            while !is_over.load(Ordering::Relaxed) {
                if let Some(fault) = fault_of(&output) {
                    return Some(fault);
                }
                reads.fetch_add(1, Ordering::Relaxed);
            }
            None
        });
        for number in 1..=500 {
            if reader.is_finished() {
                break;
            }
            make(number);
        }
        is_over.store(true, Ordering::Relaxed);
        reader.join().unwrap()
    });
    assert_eq!(fault, None);
    assert!(reads.into_inner() > 500, "it was read all the time");
}
