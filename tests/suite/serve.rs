//! The preview server over raw sockets: what it answers, and to whom.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;

use tempfile::TempDir;

use crate::cli::{put, site};
use crate::running::{Answer, PATIENCE, Server, until};

const DECK: &str = "/technology/q1/";

fn served() -> (TempDir, Server) {
    let root = site();
    let server = Server::start(root.path(), "");
    (root, server)
}

#[test]
fn files_are_answered_with_their_types_and_tags() {
    let (_root, server) = served();
    for (target, kind) in [
        ("/", "text/html; charset=utf-8"),
        ("/index.html", "text/html; charset=utf-8"),
        (DECK, "text/html; charset=utf-8"),
        ("/technology/q1/index.html?present#title", "text/html; charset=utf-8"),
        ("/t%65chnology/q1/", "text/html; charset=utf-8"),
        ("/okrs.json", "application/json"),
        ("/okrs.csv", "text/csv; charset=utf-8"),
        ("/feed.xml", "application/xml"),
        ("/search/index.js", "text/javascript; charset=utf-8"),
        ("/_quarterdeck/preview.css", "text/css; charset=utf-8"),
        ("/_quarterdeck/preview.js", "text/javascript; charset=utf-8"),
        ("/_quarterdeck/report.json", "application/json"),
    ] {
        let answer = server.get(target);
        assert_eq!((answer.status, answer.header("content-type")), (200, Some(kind)), "{target}");
        let is_fresh = matches!(answer.header("cache-control"), Some("no-cache" | "no-store"));
        assert!(is_fresh, "{target} may be kept");
        assert_eq!(answer.header("cross-origin-resource-policy"), Some("same-origin"), "{target}");
        assert_eq!(answer.header("access-control-allow-origin"), None, "{target}");
        assert!(!answer.body.is_empty(), "{target}");

        let head = server.ask("HEAD", target, "");
        assert_eq!((head.status, head.body.as_str()), (200, ""), "{target}");
        assert_eq!(head.header("content-length"), Some(&*answer.body.len().to_string()), "{target}");

        if let Some(tag) = answer.header("etag") {
            for known in [tag.to_owned(), format!("\"other\", {tag}"), format!("W/{tag}"), "*".to_owned()] {
                let again = server.ask("GET", target, &format!("If-None-Match: {known}\r\n"));
                assert_eq!((again.status, again.body.as_str()), (304, ""), "{target} {known}");
            }
            assert_eq!(server.ask("GET", target, "If-None-Match: \"other\"\r\n").status, 200);
        }
    }
    let folder = server.get("/technology/q1?print");
    assert_eq!((folder.status, folder.header("location")), (308, Some("/technology/q1/?print")));
}

#[test]
fn what_is_not_there_gets_the_page_for_that() {
    let (_root, server) = served();
    for target in ["/nothing.html", "/technology/", "/a/b/c", "/technology/q1/index.htm", "/index.html/"] {
        let answer = server.get(target);
        assert_eq!((answer.status, answer.header("content-type")), (404, Some("text/html; charset=utf-8")), "{target}");
        assert!(answer.body.contains("href=\"/assets/"), "its style is found from everywhere");
    }
}

#[test]
fn the_page_for_what_is_not_there_leads_back_to_the_preview() {
    let root = site();
    put(root.path(), "content/site.md", "---\ntitle: Results\nbase_url: https://example.org/results\n---\n");
    let server = Server::start(root.path(), "");
    for target in ["/404.html", "/nowhere/nothing.html"] {
        let page = server.get(target).body;
        assert!(page.contains("href=\"/index.html\"") && page.contains("href=\"/search/index.html\""), "{page}");
        assert!(!page.contains("href=\"https:"), "{page}");
    }
}

#[test]
fn no_target_leads_out_of_the_site() {
    let root = site();
    put(root.path(), "secret.html", "told");
    put(root.path(), "content/_draft/secret.html", "told");
    let server = Server::start(root.path(), "");
    let long = format!("/{}", "a".repeat(10_000));
    for target in [
        "/../secret.html",
        "/technology/../index.html",
        "/technology/./q1/",
        "/./index.html",
        "/..",
        "/%2e%2e/secret.html",
        "/%2E%2E%2Fsecret.html",
        "/technology%2fq1%2findex.html",
        "/technology%2Fq1/index.html",
        "/technology%5cq1%5cindex.html",
        "/..%5csecret.html",
        "/..\\secret.html",
        "/%5c%5chost%5cshare",
        "/c:/windows/win.ini",
        "/C:%5cwindows%5cwin.ini",
        "/c%3a/index.html",
        "//localhost/index.html",
        "//evil.example/index.html",
        "///index.html",
        "//",
        "/technology//q1/",
        "/index.html%00",
        "/%00",
        "/index%2ehtml%00.png",
        "/%ff%fe",
        "/%",
        "/_quarterdeck/",
        "/_quarterdeck/..%2findex.html",
        "/_quarterdeck/../index.html",
        "/content/site.md",
        "/_draft/secret.html",
        &long,
    ] {
        let answer = server.get(target);
        assert_eq!(answer.status, 404, "{target}");
        assert!(!answer.body.contains("told"), "{target}");
        assert_eq!(answer.header("location"), None, "{target}");
    }
    for target in ["index.html", "../secret.html", "C:/windows/win.ini", "/\0", "/a b", ""] {
        let answer = server.get(target);
        assert!(matches!(answer.status, 400 | 403 | 404), "{target:?}: {}", answer.status);
        assert!(!answer.body.contains("told"), "{target:?}");
    }
}

#[test]
fn only_this_machine_is_answered() {
    let root = site();
    let server = Server::start(root.path(), "--allow-host laptop.lan");
    for host in ["localhost", "LOCALHOST:8181", "127.0.0.1:1", "[::1]:8181", "laptop.lan", "Laptop.lan:80"] {
        assert_eq!(server.ask("GET", "/", &format!("Host: {host}\r\n")).status, 200, "{host}");
    }
    let foreign =
        ["evil.example", "evil.example:8181", "localhost.evil.example", "192.168.0.9", "0.0.0.0", "", "localhost:x"];
    for host in foreign {
        for target in ["/", "/../x", "/nothing", "/_quarterdeck/events", "/_quarterdeck/report.json"] {
            for method in ["GET", "HEAD", "POST", "OPTIONS"] {
                let answer = server.ask(method, target, &format!("Host: {host}\r\n"));
                assert_eq!(answer.status, 403, "{method} {target} of {host:?}");
            }
        }
    }
    let of = |request: &str| Answer::read(&server.raw(request.as_bytes())).status;
    assert_eq!(of("GET / HTTP/1.1\r\nConnection: close\r\n\r\n"), 403, "no host at all");
    assert_eq!(of("GET / HTTP/1.0\r\n\r\n"), 403, "no host at all");
    let twice = "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
    assert!(matches!(of(twice), 400 | 403), "two hosts");
    let absolute = |host: &str| format!("GET http://{host}/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assert_eq!(of(&absolute("evil.example")), 403);
    assert_eq!(of(&absolute("localhost")), 200);
}

#[test]
fn only_reading_is_answered() {
    let (_root, server) = served();
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"] {
        let answer = server.ask(method, "/", "");
        assert_eq!((answer.status, answer.header("allow")), (405, Some("get, head")), "{method}");
    }
    let body = server.ask("GET", "/", "Content-Length: 9\r\n");
    assert_eq!((body.status, body.header("connection")), (413, Some("close")));
    assert_eq!(server.ask("GET", "/", "Transfer-Encoding: chunked\r\n").status, 413);
    let preflight = server.ask("OPTIONS", "/", "Origin: http://evil.example\r\nAccess-Control-Request-Method: GET\r\n");
    assert_eq!(preflight.header("access-control-allow-origin"), None);
}

#[test]
fn a_page_is_the_built_page_and_the_preview() {
    let root = site();
    put(
        root.path(),
        "content/technology/q1/20-draft.md",
        "---\ntitle: Not yet\ndraft: true\n---\nWords\n\n::: notes\nSay it.\n:::\n",
    );
    let built = crate::cli::run(root.path(), "build --audience internal --drafts");
    assert!(built.status.success());
    let server = Server::start(root.path(), "");
    for page in ["index.html", "technology/q1/index.html", "teams/technology/index.html"] {
        let built = fs::read_to_string(root.path().join("output").join(page)).unwrap();
        let mut served = server.get(&format!("/{page}")).body;
        assert_eq!(served.matches("; connect-src 'self'").count(), 1, "{page}");
        served = served.replacen("; connect-src 'self'", "", 1);
        let added = served.find("\n<link rel=\"stylesheet\" href=\"/_quarterdeck/").unwrap();
        let end = added + served[added..].find("</script>").unwrap() + "</script>".len();
        served.replace_range(added..end, "");
        assert!(served == built, "{page} differs in more than the preview");
    }
    let deck = server.get(DECK).body;
    assert!(deck.contains("Not yet") && deck.contains("Say it."), "drafts and notes are shown");
}

#[test]
fn a_mistake_leaves_the_page_and_is_told() {
    let (root, server) = served();
    let before = server.shows(DECK, "Readers find what they look for");
    let file = "content/technology/q1/10-search.md";
    let good = fs::read_to_string(root.path().join(file)).unwrap();
    put(root.path(), file, &good.replace("baseline", "basline").replace("Readers", "<b>Nobody"));
    until(|| (server.report()["errors"] == 1).then_some(()), "for the error");
    let report = server.report();
    let mistake = &report["diagnostics"][0];
    assert_eq!((&mistake["code"], &mistake["file"]), (&"unknown-key".into(), &file.into()));
    assert_eq!((&mistake["line"], &mistake["column"]), (&5.into(), &5.into()));
    assert_eq!(mistake["hints"][0], "did you mean `baseline`?");
    assert_eq!(mistake["source"]["marked"], "basline");
    assert_eq!(mistake["source"]["after"], ": 60%");
    assert_eq!(server.get(DECK).header("etag"), before.header("etag"), "the last good page stays");
    server.process.hear("error[unknown-key]");

    put(root.path(), file, &good.replace("Readers", "Writers"));
    server.shows(DECK, "Writers find");
    let report = server.report();
    assert_eq!(report["errors"], 0);
    let change = &report["changes"][0];
    assert_eq!((&change["file"], &change["line"]), (&file.into(), &2.into()));
    assert_eq!(change["version"], report["version"]);
}

#[test]
fn a_page_that_was_sent_before_a_save_finds_its_style() {
    let root = site();
    let style = "themes/default/assets/marks.css";
    put(root.path(), style, ":root { --first: yes }");
    let server = Server::start(root.path(), "");
    let named = |page: &str| {
        let from = page.find("/assets/marks.").unwrap();
        page[from..].split('"').next().unwrap().to_owned()
    };
    let first = named(&server.get("/nowhere").body);
    for (save, text) in [":root { --second: yes }", ":root { --third: yes }"].into_iter().enumerate() {
        let before = named(&server.get("/nowhere").body);
        put(root.path(), style, text);
        until(|| (named(&server.get("/nowhere").body) != before).then_some(()), "for the other style");
        let answer = server.get(&first);
        assert_eq!((answer.status, &*answer.body), (200, ":root { --first: yes }"), "after save {save}");
    }
    assert_eq!(server.get("/assets/marks.00000000.css").status, 404);
}

#[test]
fn the_pages_of_a_team_with_a_new_name_are_found_there() {
    let root = site();
    let name = |deck: &str, quarter: &str, team: &str| {
        let text = format!("---\nteam: {team}\nquarter: {quarter} 2021\n---\n");
        put(root.path(), &format!("content/technology/{deck}/deck.md"), &text);
    };
    name("q2", "Q2", "Technology");
    let server = Server::start(root.path(), "");
    // The last deck that is named takes the old name along.
    for team in ["Research", "Discovery"] {
        name("q1", "Q1", team);
        server.shows(DECK, team);
        name("q2", "Q2", team);
        server.shows("/technology/q2/", team);
    }
    for (old, new) in [
        ("/teams/technology/", Some("/teams/discovery/")),
        ("/teams/technology/search/index.html", Some("/teams/discovery/search/")),
        ("/teams/research/search/", Some("/teams/discovery/search/")),
        ("/teams/technology/nothing/", None),
        ("/teams/nobody/", None),
    ] {
        let answer = server.get(old);
        assert_eq!((answer.status, answer.header("quarterdeck-moved")), (404, new), "{old}");
    }
    name("q2", "Q2", "Technology");
    server.shows("/teams/technology/", "Technology");
    assert_eq!(server.get("/teams/technology/").header("quarterdeck-moved"), None);
}

#[test]
fn notes_are_told_to_the_deck_that_they_are_of() {
    let root = site();
    put(root.path(), "content/technology/q2/deck.md", "---\nteam: Technology\nquarter: Q2 2021\n---\n");
    put(root.path(), "content/technology/q2/20-other.md", "---\nobjective: Something else.\n---\n");
    let server = Server::start(root.path(), "");
    let notes = |page: &str| {
        let report = server.get(&format!("/_quarterdeck/report.json{page}")).body;
        serde_json::from_str::<serde_json::Value>(&report).unwrap()["notes"].as_u64().unwrap()
    };
    assert_eq!(notes(""), 1, "what was in the first quarter was dropped: {}", server.report());
    assert_eq!(notes("?/technology/q2/"), 1);
    assert_eq!(notes("?/technology/q2/index.html"), 1);
    assert_eq!((notes("?/technology/q1/"), notes("?/")), (0, 0));
}

#[test]
fn a_first_build_that_fails_is_a_page_too() {
    let root = site();
    let deck = "content/technology/q1/deck.md";
    put(root.path(), deck, "---\nteam: Technology\nquarter: soon\n---\n");
    let server = Server::start(root.path(), "");
    for target in ["/", DECK, "/technology/q1"] {
        let answer = server.get(target);
        assert_eq!(answer.status, 503, "{target}");
        assert!(answer.body.contains("/_quarterdeck/preview.js"));
        assert!(answer.body.contains("default-src 'none'"));
    }
    assert_eq!(server.get("/okrs.json").status, 404);
    assert_eq!(server.report()["diagnostics"][0]["code"], "bad-quarter");
    put(root.path(), deck, "---\nteam: Technology\nquarter: Q1 2021\n---\n");
    server.shows(DECK, "Readers find");
}

#[test]
fn events_say_the_version_and_nothing_else() {
    let (root, server) = served();
    let mut stream = TcpStream::connect(&server.address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.write_all(b"GET /_quarterdeck/events HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    let mut lines = BufReader::new(stream).lines().map(Result::unwrap);
    let mut next = |what: &str| lines.find(|line| line.contains(what)).unwrap();
    assert_eq!(next("content-type"), "content-type: text/event-stream");
    let first = next("id: ");
    assert_eq!(next("data"), "data: version 1");
    put(root.path(), "content/site.md", "---\ntitle: Results\n---\n");
    let second = next("id: ");
    assert_eq!(next("data"), "data: version 2");
    let server_of = |id: &str| id.rsplit_once('-').unwrap().0.to_owned();
    assert_eq!(server_of(&first), server_of(&second));
    drop(server);
    let again = Server::start(root.path(), "");
    assert_ne!(server_of(&first), format!("id: {}", again.report()["server"].as_str().unwrap()));
}

#[test]
fn a_film_is_sent_in_parts() {
    let root = site();
    put(root.path(), "content/technology/q1/20-film.md", "---\ntitle: Film\n---\n[The film](film.webm)\n");
    put(root.path(), "content/technology/q1/film.webm", "0123456789");
    let server = Server::start(root.path(), "");
    let film = "/technology/q1/film.webm";
    let whole = server.get(film);
    assert_eq!((whole.status, whole.header("accept-ranges")), (200, Some("bytes")));
    let tag = whole.header("etag").unwrap();
    let part = |method: &str, headers: &str| server.ask(method, film, headers);
    let rest = part("GET", &format!("Range: bytes=6-\r\nIf-Range: {tag}\r\n"));
    assert_eq!((rest.status, rest.header("content-range"), &*rest.body), (206, Some("bytes 6-9/10"), "6789"));
    assert_eq!((rest.header("content-type"), rest.header("etag")), (Some("video/webm"), Some(tag)));
    let behind = part("GET", "Range: bytes=10-\r\n");
    assert_eq!((behind.status, behind.header("content-range")), (416, Some("bytes */10")));
    let another = part("GET", "Range: bytes=6-\r\nIf-Range: \"other\"\r\n");
    assert_eq!((another.status, &*another.body), (200, "0123456789"));
    assert_eq!(part("HEAD", "Range: bytes=6-\r\n").status, 200, "parts are for reading");
    let page = server.ask("GET", DECK, "Range: bytes=0-9\r\n");
    assert_eq!((page.status, page.header("accept-ranges")), (200, None), "a page is made when it is sent");
}

#[test]
fn a_port_that_is_taken_is_told_with_a_way_out() {
    let (root, server) = served();
    let port = server.address.rsplit_once(':').unwrap().1;
    let second = crate::cli::run(root.path(), &format!("serve --port {port}"));
    assert_eq!(second.status.code(), Some(3));
    let said = String::from_utf8_lossy(&second.stderr);
    assert!(said.contains(&format!("cannot listen on 127.0.0.1:{port}")), "{said}");
    assert!(said.contains("--port "), "{said}");
    let nowhere = crate::cli::run(root.path(), "serve --port 0 --root nowhere");
    assert_eq!(nowhere.status.code(), Some(3));
    assert_eq!(crate::cli::run(root.path(), "serve --editor javascript:alert({file})").status.code(), Some(2));
}

#[test]
fn other_addresses_are_warned_of() {
    let root = site();
    let server = Server::start(root.path(), "--host 0.0.0.0");
    assert!(server.process.said().contains("warning"), "{}", server.process.said());
    assert_eq!(server.ask("GET", "/", "Host: 0.0.0.0\r\n").status, 403);
    assert!(server.address.starts_with("127.0.0.1:"), "an address that is answered: {}", server.address);
    assert_eq!(crate::cli::run(root.path(), "serve --host somewhere").status.code(), Some(2));
    let alone = Server::start(root.path(), "--host localhost");
    assert!(alone.address.starts_with("127.0.0.1:") && !alone.process.said().contains("warning"));
}

#[cfg(unix)]
#[test]
fn an_interruption_is_a_good_end() {
    let (_root, server) = served();
    assert_eq!(server.get("/").status, 200);
    assert_eq!(server.process.interrupt(), Some(0));
}
