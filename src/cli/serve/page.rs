//! What the preview adds to a page: its script and style, and the permission to talk to the server. Nothing else differs.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::model::artifact::Artifact;
use crate::model::base_url;

/// Where the preview's own addresses begin. No folder of content can be called so.
pub const OWN: &str = "/_quarterdeck/";

const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";

/// The files that pages get from the preview, by name.
const FILES: [(&str, &str, &[u8]); 7] = [
    ("preview.js", SCRIPT, include_bytes!("client/preview.js")),
    ("events.js", SCRIPT, include_bytes!("client/events.js")),
    ("patch.js", SCRIPT, include_bytes!("client/patch.js")),
    ("slides.js", SCRIPT, include_bytes!("client/slides.js")),
    ("panel.js", SCRIPT, include_bytes!("client/panel.js")),
    ("preview.css", STYLE, include_bytes!("client/preview.css")),
    ("panel.css", STYLE, include_bytes!("client/panel.css")),
];

/// What is shown while there is no site yet: the panel alone.
pub const WAITING: &str = include_str!("client/waiting.html");

/// A hash of what is added: another version of the program makes other pages.
static ADDED: LazyLock<u64> = LazyLock::new(|| {
    let all: Vec<u8> = FILES.iter().flat_map(|(_, _, bytes)| bytes.iter().copied()).collect();
    rapidhash::v3::rapidhash_v3(&all)
});

/// One of the preview's own files: its type and bytes.
pub fn own(name: &str) -> Option<(&'static str, &'static [u8])> {
    FILES.iter().find(|(file, _, _)| *file == name).map(|(_, kind, bytes)| (*kind, *bytes))
}

/// Tells a file, as it is served, from every other version of it.
pub fn tag(artifact: &Artifact) -> String {
    format!("{:016x}", artifact.hash ^ *ADDED)
}

/// A page with the preview in it. The tag goes with it, so that the page knows which version it is.
pub fn with_preview(html: &[u8], tag: &str) -> Vec<u8> {
    // Pages are UTF-8; what is not is a file of the author's.
    let html = std::str::from_utf8(html).map_or_else(|_| String::from_utf8_lossy(html), Cow::Borrowed);
    let added = format!(
        "\n<link rel=\"stylesheet\" href=\"{OWN}preview.css\">\n<script type=\"module\" src=\"{OWN}preview.js\" data-version=\"{tag}\"></script>"
    );
    let mut page = String::with_capacity(html.len() + added.len() + 32);
    // Before every other script, so that it sees the page as it was sent.
    match policy(&html) {
        Some((value, end)) => {
            page.push_str(&html[..value]);
            page.push_str("; connect-src 'self'");
            page.push_str(&html[value..end]);
            page.push_str(&added);
            page.push_str(&html[end..]);
        }
        None => {
            let end = html.find("<head").and_then(|head| html[head..].find('>').map(|end| head + end + 1)).unwrap_or(0);
            page.push_str(&html[..end]);
            page.push_str(&added);
            page.push_str(&html[end..]);
        }
    }
    page.into_bytes()
}

/// Where the page's `Content-Security-Policy` ends: its value, and its tag.
fn policy(html: &str) -> Option<(usize, usize)> {
    let at = html.find("http-equiv=\"Content-Security-Policy\"")?;
    let end = at + html[at..].find('>')?;
    let value = at + html[at..end].find("content=\"")? + "content=\"".len();
    let value_end = value + html[value..end].find('"')?;
    Some((value_end, end + 1))
}

/// The page for what is not there, in the folder of the site.
pub const NOWHERE: &str = "404.html";

/// The page for what is not there, for whatever address it is shown at: its links begin at the top, also those that name
/// the address that the site is to have, or its path.
pub fn from_the_top(html: &[u8]) -> Vec<u8> {
    let html = String::from_utf8_lossy(html);
    let page = html.replace("href=\"./", "href=\"/").replace("src=\"./", "src=\"/");
    let home = home(&html);
    let page = [home, home.and_then(base_url::path)].into_iter().flatten().fold(page, |page, top| {
        page.replace(&format!("href=\"{top}"), "href=\"/").replace(&format!("src=\"{top}"), "src=\"/")
    });
    page.into_bytes()
}

/// The address that the site is to have, where its page for what is not there says so.
fn home(html: &str) -> Option<&str> {
    let (_, canonical) = html.split_once("<link rel=\"canonical\" href=\"")?;
    canonical.split_once('"')?.0.strip_suffix(NOWHERE).filter(|home| !home.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn preview(html: &str) -> String {
        String::from_utf8_lossy(&with_preview(html.as_bytes(), "7")).into_owned()
    }

    #[test]
    fn the_policy_gains_the_connection_and_nothing_else() {
        let policy = |more: &str| {
            format!(
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src 'self' data:{more}\">"
            )
        };
        let added = "\n<link rel=\"stylesheet\" href=\"/_quarterdeck/preview.css\">\n<script type=\"module\" src=\"/_quarterdeck/preview.js\" data-version=\"7\"></script>";
        let page = |more: &str, added: &str| {
            format!("<!doctype html><html><head>{}{added}<title>é</title></head>", policy(more))
        };
        assert_eq!(preview(&page("", "")), page("; connect-src 'self'", added));
    }

    #[test]
    fn a_page_without_a_policy_or_a_head_gets_the_script_too() {
        assert!(preview("<html><head lang=\"en\"><title>").starts_with("<html><head lang=\"en\">\n<link"));
        assert!(preview("text").ends_with("</script>text"));
    }
}
