//! `quarterdeck export`: files that are made of one deck. A script stands for the browser here; `tests/browser/` has a real one.
#![cfg(unix)]

use std::fs::{self, File};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

use crate::cli::{put, quarterdeck, run, site};
use crate::running::{Running, until};

/// Puts a script in the place of a browser. It sees the file it is to make as `$file`, the page's address as `$page`.
fn browser(root: &Path, script: &str) -> PathBuf {
    let program = root.join("bin/chromium");
    let read = "for page; do case $page in --print-to-pdf=*|--screenshot=*) file=${page#*=};; esac; done\n";
    put(root, "bin/chromium", &format!("#!/bin/sh\n{read}{script}\n"));
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    program
}

/// Runs a command that finds the script as its browser, and lays by temporary files in `tmp/`.
fn export(root: &Path, arguments: &str) -> Output {
    let mut command = quarterdeck(root);
    fs::create_dir_all(root.join("tmp")).unwrap();
    command.env("PATH", format!("{}:/usr/bin:/bin", root.join("bin").display())).env("TMPDIR", root.join("tmp"));
    command.args(["export"]).args(arguments.split_whitespace()).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_browser_prints_the_deck_and_nothing_else_is_left() {
    let root = site();
    let root = root.path();
    browser(
        root,
        "cp \"${page#file://}\" \"$file\"; echo $* > asked; cd \"$(dirname \"$file\")\"; ls -ld . > \"$OLDPWD/folder\"; mkdir -p browser/left",
    );
    let done = export(root, "pdf technology/q1 --audience internal");
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    let printed = fs::read_to_string(root.join("technology-q1.pdf")).unwrap();
    assert!(printed.contains("<section class=\"slide") && !printed.contains("assets/"), "the page, with all it needs");
    let folder = fs::read_to_string(root.join("folder")).unwrap();
    assert!(folder.starts_with("drwx------"), "nobody else reads it while it is printed: {folder}");
    let asked = fs::read_to_string(root.join("asked")).unwrap();
    for option in ["--headless", "--no-pdf-header-footer", "--user-data-dir=", "--disable-background-networking"] {
        assert!(asked.contains(option), "{asked}");
    }
    assert_eq!(asked.contains("--no-sandbox"), rustix::process::geteuid().is_root());
    assert!(names(&root.join("tmp")).is_empty(), "the temporary folder is gone");
    let mode = fs::metadata(root.join("technology-q1.pdf")).unwrap().permissions().mode();
    assert_eq!(mode & 0o111, 0);
    assert_ne!(mode & 0o044, 0, "others may read it, as any file");

    let piped = export(root, "pdf technology/q1 -o - --audience internal");
    assert_eq!(String::from_utf8_lossy(&piped.stdout), printed);
}

#[test]
fn each_slide_becomes_a_picture() {
    let root = site();
    let root = root.path();
    // It draws each in a run of its own, as those do that do not answer over a pipe.
    browser(root, "printf %s \"${page#*[#]}\" > \"$file\"");
    put(root, "technology-q1/99-other.png", "somebody's");
    let done = export(root, "png technology/q1");
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    let folder = root.join("technology-q1");
    assert_eq!(names(&folder)[..3], ["01-title.png", "02-search.png", "03-search-key-results.png"]);
    assert!(names(&folder).contains(&"99-other.png".to_owned()));
    let shown = fs::read_to_string(folder.join("03-search-key-results.png")).unwrap();
    assert_eq!(shown, "search/key-results@9999");

    assert_eq!(export(root, "png technology/q1 --slide search/key-results -o one.png").status.code(), Some(0));
    assert_eq!(fs::read_to_string(root.join("one.png")).unwrap(), shown);
}

/// A browser that answers over a pipe: a picture is the address of the page it is of, if its images were waited for. A script may change the `$answer` to what is asked,
/// `$method`.
fn answering_browser(root: &Path, script: &str) {
    let answers = r#"
echo run >> runs
text() { local rest=${question#*"\"$1\":\""}; printf %s "${rest%%\"*}"; }
while IFS= read -r -d '' question <&3; do
    id=${question#*:} id=${id%%,*} method=$(text method) result={}
    case $method in
        Page.navigate) page=$(text url) images=missing ;;
        Runtime.evaluate) case $question in *decode*awaitPromise*) images= ;; esac ;;
        Page.captureScreenshot) result="{\"data\":\"$(printf %s "$images$page" | base64 | tr -d '\n')\"}" ;;
    esac
    answer="{\"id\":$id,\"result\":$result}"
"#;
    let sends = r#"
    printf '%s\0' "$answer" >&4
    if [ $method = Page.navigate ]; then printf '{"method":"Page.loadEventFired"}\0' >&4; fi
done"#;
    let program = browser(root, &format!("{answers}{script}{sends}"));
    let text = fs::read_to_string(&program).unwrap();
    fs::write(&program, text.replacen("/bin/sh", "/usr/bin/env bash", 1)).unwrap();
}

#[test]
fn one_run_of_a_browser_draws_all_slides() {
    let root = site();
    let root = root.path();
    answering_browser(root, "");
    let done = export(root, "png technology/q1 -o pictures");
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    let drawn = fs::read_to_string(root.join("pictures/03-search-key-results.png")).unwrap();
    assert!(drawn.starts_with("file:///") && drawn.ends_with("deck.html?2#search/key-results@9999"), "{drawn}");
    assert!(names(&root.join("pictures")).len() > 3);
    assert_eq!(fs::read_to_string(root.join("runs")).unwrap(), "run\n");
    assert!(names(&root.join("tmp")).is_empty());
}

#[test]
fn a_browser_that_breaks_off_is_told() {
    let root = site();
    let root = root.path();
    for (answer, words) in [
        (r#"answer="{\"id\":$id,\"error\":{\"message\":\"not here\"}}""#, "refused Page.captureScreenshot: not here"),
        (r#"answer="{\"id\":$id,\"result\":{}}""#, "sent no picture"),
        ("echo out of memory >&2; exit 9", "ended too early; it said last: out of memory"),
    ] {
        let script = format!("if [ $method = Page.captureScreenshot ]; then {answer}; fi");
        answering_browser(root, &script);
        let failed = export(root, "pptx technology/q1");
        assert_eq!(failed.status.code(), Some(3), "{}", said(&failed));
        assert!(said(&failed).contains(words) && said(&failed).contains("--browser"), "{}", said(&failed));
        assert!(names(&root.join("tmp")).is_empty());
        assert!(!root.join("technology-q1.pptx").exists());
    }
}

#[test]
fn a_deck_is_named_by_its_whole_path_too() {
    let root = site();
    let root = root.path();
    put(root, "elsewhere/x", "");
    for deck in [root.join("content/technology/q1").display().to_string(), "../content/technology/q1/deck.md".into()] {
        let mut command = quarterdeck(&root.join("elsewhere"));
        let done = command.args(["export", "html", &deck, "--root", "..", "-o", "-"]).output().unwrap();
        assert_eq!(done.status.code(), Some(0), "{}", said(&done));
        assert!(!done.stdout.is_empty());
    }
}

#[test]
fn a_presentation_has_pictures_titles_and_for_presenters_notes() {
    let root = site();
    let root = root.path();
    browser(root, "printf %s \"picture of #${page#*[#]}\" > \"$file\"");
    put(
        root,
        "content/technology/q1/20-plans.md",
        "# Plans & more\n\nWe go on.\n\n::: notes\nSay why.\n\nAnd when.\n:::\n",
    );
    for (audience, has_notes) in [("public", false), ("internal", true)] {
        let done = export(root, &format!("pptx technology/q1 --audience {audience}"));
        assert_eq!(done.status.code(), Some(0), "{}", said(&done));
        // Nothing in it is packed.
        let made = fs::read(root.join("technology-q1.pptx")).unwrap();
        let made = String::from_utf8_lossy(&made);
        let stands = |text: &str| made.contains(text);
        assert!(stands("PK\u{3}\u{4}") && stands("picture of #plans@9999"));
        assert!(stands("<p:ph type=\"title\"/>") && stands("<a:t>Plans &amp; more</a:t>"));
        assert!(stands("descr=\"We go on.\""));
        assert_eq!(stands("<a:t>Say why.</a:t></a:r></a:p><a:p><a:r><a:t>And when.</a:t>"), has_notes, "{audience}");
        assert_eq!(stands("notesMaster"), has_notes, "{audience}");
        let slides =
            made.matches("Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image\"").count();
        assert_eq!(made.matches("<p:sldId ").count(), slides);
        assert!(slides > 3);
    }
}

#[test]
fn a_browser_that_fails_is_told_and_leaves_nothing() {
    let root = site();
    let root = root.path();
    put(root, "technology-q1.pdf", "the last one");
    for (script, words) in [
        ("echo 'no display' >&2; exit 4", "no display"),
        ("exit 0", "wrote nothing"),
        ("echo half > \"$file\"; exit 1", "wrote nothing"),
    ] {
        browser(root, script);
        let failed = export(root, "pdf technology/q1");
        assert_eq!(failed.status.code(), Some(3));
        assert!(said(&failed).contains(words), "{}", said(&failed));
        assert!(said(&failed).contains("--browser"), "{}", said(&failed));
        assert!(names(&root.join("tmp")).is_empty());
    }
    assert_eq!(fs::read_to_string(root.join("technology-q1.pdf")).unwrap(), "the last one");
    assert_eq!(names(root).iter().filter(|name| name.starts_with(".quarterdeck")).count(), 0);
}

#[test]
fn where_no_temporary_file_can_be_made_it_is_said() {
    let root = site();
    let root = root.path();
    let program = browser(root, "");
    let mut command = quarterdeck(root);
    command.env("TMPDIR", root.join("nowhere")).args(["export", "pdf", "technology/q1", "--browser"]).arg(program);
    let failed = command.output().unwrap();
    assert_eq!(failed.status.code(), Some(3));
    let said = said(&failed);
    assert!(said.contains(&root.join("nowhere").display().to_string()) && said.contains("by TMPDIR"), "{said}");
}

#[test]
fn an_interruption_ends_the_browser_with_all_its_processes() {
    let root = site();
    let root = root.path();
    let program = browser(root, "echo $$ > pid; sleep 600 & wait");
    let hangup = cfg!(target_os = "linux").then_some(("HUP", "pdf"));
    for (signal, format) in [("INT", "pdf"), ("TERM", "pdf"), ("TERM", "png")].into_iter().chain(hangup) {
        let export = Running::start(root, &format!("export {format} technology/q1 --browser {}", program.display()));
        let pid = root.join("pid");
        let group: i32 = until(|| fs::read_to_string(&pid).ok()?.trim().parse().ok(), "for the browser");
        fs::remove_file(&pid).unwrap();
        assert_eq!(export.end_with(signal), Some(130), "{signal}");
        let group = rustix::process::Pid::from_raw(group).unwrap();
        let is_gone = || rustix::process::test_kill_process_group(group).is_err().then_some(());
        until(is_gone, "for the end of the browser and of what it started");
        assert!(!root.join("technology-q1.pdf").exists());
    }
}

#[test]
fn a_public_export_holds_nothing_private() {
    let root = site();
    let root = root.path();
    put(
        root,
        "content/technology/q1/20-plans.md",
        "# Plans\n\nWe go on.\n\n::: notes\nNobody else is to hear of the merger in May.\n:::\n",
    );
    for (audience, is_told) in [("public", false), ("internal", true)] {
        let made = run(root, &format!("export html technology/q1 -o - --audience {audience}"));
        let page = String::from_utf8(made.stdout).unwrap();
        assert!(page.contains("We go on."));
        assert_eq!(page.contains("the merger in May"), is_told, "{audience}");
        assert_eq!(page.contains("data-source"), is_told, "{audience}");
    }
}

#[test]
fn what_is_no_file_is_written_into() {
    let root = site();
    let into = quarterdeck(root.path())
        .args(["export", "html", "technology/q1", "-o", "/dev/stdout"])
        .stderr(Stdio::null())
        .output()
        .unwrap();
    assert!(String::from_utf8(into.stdout).unwrap().starts_with("<!doctype html>"));
}

#[test]
fn what_is_in_the_place_of_a_file_is_told_before_work_is_done() {
    let root = site();
    let root = root.path();
    put(root, "notes.txt", "mine");
    for (arguments, words) in [
        ("html technology/q1 -o content", "in the place of content: it is a folder"),
        ("pdf technology/q1 -o new/", "in the place of new/: it is a folder"),
        ("png technology/q1 -o notes.txt", "into notes.txt: it is not a folder"),
    ] {
        let refused = export(root, arguments);
        assert_eq!(refused.status.code(), Some(3), "{arguments}");
        assert!(said(&refused).contains(words) && said(&refused).contains("--output"), "{}", said(&refused));
    }
    assert_eq!(fs::read_to_string(root.join("notes.txt")).unwrap(), "mine");
}

#[test]
fn a_file_that_is_replaced_stays_what_it_is() {
    let root = site();
    let root = root.path();
    put(root, "there/secret.html", "old");
    let secret = root.join("there/secret.html");
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o600)).unwrap();
    symlink("there/secret.html", root.join("link.html")).unwrap();
    symlink("there/new.html", root.join("leads-nowhere.html")).unwrap();
    for (link, file) in [("link.html", "there/secret.html"), ("leads-nowhere.html", "there/new.html")] {
        let done = run(root, &format!("export html technology/q1 -o {link}"));
        assert_eq!(done.status.code(), Some(0), "{}", said(&done));
        assert!(root.join(link).is_symlink(), "{link}");
        assert!(fs::read_to_string(root.join(file)).unwrap().starts_with("<!doctype html>"), "{file}");
    }
    assert_eq!(fs::metadata(&secret).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(names(&root.join("there")), ["new.html", "secret.html"]);
}

#[test]
fn standard_output_by_its_name_goes_where_it_leads() {
    let root = site();
    let place = root.path().join("all.html");
    for name in ["/dev/stdout", "/dev/fd/1"] {
        let mut command = quarterdeck(root.path());
        command.args(["export", "html", "technology/q1", "-o", name]).stdout(File::create(&place).unwrap());
        assert!(command.output().unwrap().status.success(), "{name}");
        assert!(fs::read_to_string(&place).unwrap().ends_with("</html>\n"), "{name}");
    }
}
