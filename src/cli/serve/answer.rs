//! A request, and what it is answered: a file of the last good site, or one of the preview's own addresses.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use hyper::body::{Bytes, Incoming};
use hyper::header::{self, HeaderMap, HeaderValue};
use hyper::{Method, Request, Response, StatusCode};
use percent_encoding::percent_decode_str;
use tokio::sync::{mpsc, watch};

use crate::cli::content_type::{HTML, content_type};
use crate::cli::serve::body::Content;
use crate::cli::serve::crowd::Crowd;
use crate::cli::serve::early::Early;
use crate::cli::serve::hosts::Hosts;
use crate::cli::serve::page;
use crate::cli::serve::part::{self, Part};
use crate::cli::serve::shown::Shown;
use crate::model::artifact::Artifact;
use crate::model::link;
use crate::model::source::folder;

/// The longest target that is looked up, in bytes.
const LONGEST: usize = 4096;
/// Which version a file of the site was answered from.
const VERSION: &str = "quarterdeck-version";
/// Where a page is now that is no longer at an address.
const MOVED: &str = "quarterdeck-moved";
/// A word now and then tells both ends that the other is still there; pages wait for it (`SILENT` in `events.js`).
const HEARTBEAT: Duration = Duration::from_secs(15);
/// Pages that hear of new versions at one time. A page that is given up asks again, and is the youngest then.
const LISTENERS: usize = 64;

/// Everything an answer is made from.
pub struct Server {
    hosts: Hosts,
    shown: watch::Receiver<Option<Arc<Shown>>>,
    early: Arc<Early>,
    listeners: Crowd,
}

type Answer = Response<Content>;

impl Server {
    pub fn new(hosts: Hosts, shown: watch::Receiver<Option<Arc<Shown>>>, early: Arc<Early>) -> Self {
        Self { hosts, shown, early, listeners: Crowd::of(LISTENERS) }
    }

    /// Answers a request. Who asks by another machine's name is told nothing, whatever he asks.
    pub async fn answer(&self, request: Request<Incoming>) -> Answer {
        let mut answer = if !self.is_for_us(&request) {
            plain(
                StatusCode::FORBIDDEN,
                "This server answers to localhost. Another name is allowed with --allow-host.\n",
            )
        } else if !matches!(*request.method(), Method::GET | Method::HEAD) {
            let mut answer = plain(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD are answered.\n");
            answer.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
            answer
        } else if has_body(request.headers()) {
            plain(StatusCode::PAYLOAD_TOO_LARGE, "A request has no body here.\n")
        } else {
            self.look_up(&request).await
        };
        let headers = answer.headers_mut();
        headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
        if has_body(request.headers()) {
            headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        answer
    }

    /// Whether the request names this machine, and no other: once in its `Host`, and in its target if that is absolute.
    fn is_for_us(&self, request: &Request<Incoming>) -> bool {
        let mut hosts = request.headers().get_all(header::HOST).iter();
        let (host, further) = (hosts.next(), hosts.next());
        let is_allowed = |host: &HeaderValue| host.to_str().is_ok_and(|host| self.hosts.allow(host));
        let target = request.uri().authority().is_none_or(|authority| self.hosts.allow(authority.as_str()));
        host.is_some_and(is_allowed) && further.is_none() && target
    }

    async fn look_up(&self, request: &Request<Incoming>) -> Answer {
        let own = request.uri().path().strip_prefix(page::OWN);
        match own.map(|name| (name, page::own(name))) {
            Some((_, Some((kind, bytes)))) => return typed(kind, Content::from(Bytes::from_static(bytes))),
            Some(("events", _)) => return self.events(),
            _ => {}
        }
        let shown = match self.wait_for(request).await {
            Ok(Some(shown)) => shown,
            Ok(None) => return plain(StatusCode::SERVICE_UNAVAILABLE, "The server is ending.\n"),
            Err(artifact) => return file(&artifact, request),
        };
        if let Some(name) = own {
            return match name {
                "report.json" => typed("application/json", Content::from(shown.report.json(&folder_of(request)))),
                _ => not_found(&shown),
            };
        }
        let mut answer = of_site(&shown, request);
        if let Ok(version) = HeaderValue::try_from(&shown.id) {
            answer.headers_mut().insert(VERSION, version);
        }
        answer
    }

    /// What is shown. While the site is made for the first time, the file that is asked for, if that is there before all
    /// of it. Nothing where there will be no site any more.
    async fn wait_for(&self, request: &Request<Incoming>) -> Result<Option<Arc<Shown>>, Artifact> {
        let path = Path::of(request.uri().path()).map(|path| path.file()).unwrap_or_default();
        let mut shown = self.shown.clone();
        let built = async { Ok(shown.wait_for(Option::is_some).await.ok().and_then(|shown| shown.clone())) };
        first(built, async { Err(self.early.get(&path).await) }).await
    }

    /// Tells which version is shown: now, whenever that changes, and now and then once more.
    fn events(&self) -> Answer {
        let mut shown = self.shown.clone();
        shown.mark_changed();
        let (send, events) = mpsc::channel(1);
        let telling = async move {
            let mut event = Bytes::from_static(b"retry: 500\n\n");
            while send.send(event).await.is_ok() {
                let news = tokio::time::timeout(HEARTBEAT, async { shown.changed().await.is_ok() });
                let heard = first(async { Some(news.await.unwrap_or(true)) }, async {
                    send.closed().await;
                    None
                });
                // Else the server is ending, or the page is gone.
                let Some(true) = heard.await else { return };
                event = match &*shown.borrow_and_update() {
                    Some(shown) => format!("id: {}\ndata: version {}\n\n", shown.id, shown.version).into(),
                    None => Bytes::from_static(b"data: no version\n\n"),
                };
            }
        };
        self.listeners.admit(tokio::spawn(telling).abort_handle());
        let mut answer = typed("text/event-stream", Content::Events(events));
        // Of a page that is given up nothing else is heard, either.
        answer.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
        answer
    }
}

/// What is there first of two things that are waited for; where both are, the first.
async fn first<T>(one: impl Future<Output = T>, other: impl Future<Output = T>) -> T {
    let (mut one, mut other) = (pin!(one), pin!(other));
    poll_fn(|context| match one.as_mut().poll(context) {
        Poll::Pending => other.as_mut().poll(context),
        ready @ Poll::Ready(_) => ready,
    })
    .await
}

/// A file of the site, the way to its folder's page, or the page for what is not there.
fn of_site(shown: &Shown, request: &Request<Incoming>) -> Answer {
    let Some(path) = Path::of(request.uri().path()).filter(|_| request.uri().to_string().len() <= LONGEST) else {
        return not_found(shown);
    };
    let Some(site) = &shown.site else {
        return if path.is_page() {
            html(StatusCode::SERVICE_UNAVAILABLE, Content::from(Bytes::from_static(page::WAITING.as_bytes())))
        } else {
            not_found(shown)
        };
    };
    if let Some(artifact) = shown.file(&path.file()) {
        return file(artifact, request);
    }
    if !path.is_folder && site.get(&format!("{}/index.html", path.below)).is_some() {
        let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
        let mut answer = plain(StatusCode::PERMANENT_REDIRECT, "");
        if let Ok(location) = HeaderValue::try_from(format!("/{}/{query}", link::encode(&path.below))) {
            answer.headers_mut().insert(header::LOCATION, location);
        }
        return answer;
    }
    let mut answer = not_found(shown);
    let folder = path.page_of().and_then(|folder| shown.moved(folder));
    if let Some(location) = folder.and_then(|folder| HeaderValue::try_from(format!("/{}/", link::encode(&folder))).ok())
    {
        answer.headers_mut().insert(MOVED, location);
    }
    answer
}

/// The folder of content that a page asks about, by its own address after `?`; all of it if it does not say.
fn folder_of(request: &Request<Incoming>) -> String {
    let Some(page) = request.uri().query().and_then(Path::of) else { return "content/".to_owned() };
    let file = page.file();
    format!("content/{}/", folder(&file))
}

/// A target as the name of a file below the site.
struct Path {
    /// Decoded, without slashes at its ends.
    below: String,
    /// It ended with a slash: the folder's page is meant.
    is_folder: bool,
}

impl Path {
    /// `None` of what can name no file: a part that is empty, or that hides a slash, is not one.
    fn of(target: &str) -> Option<Self> {
        let path = target.strip_prefix('/')?;
        if path.is_empty() {
            return Some(Self { below: String::new(), is_folder: true });
        }
        let is_folder = path.ends_with('/');
        let mut parts = Vec::new();
        for part in path.strip_suffix('/').unwrap_or(path).split('/') {
            let part = percent_decode_str(part).decode_utf8().ok()?;
            if matches!(&*part, "" | "." | "..") || part.contains(['/', '\\', '\0']) {
                return None;
            }
            parts.push(part);
        }
        Some(Self { below: parts.join("/"), is_folder })
    }

    fn file(&self) -> String {
        match (self.is_folder, &*self.below) {
            (true, "") => "index.html".to_owned(),
            (true, below) => format!("{below}/index.html"),
            (false, below) => below.to_owned(),
        }
    }

    /// The folder whose page is meant.
    fn page_of(&self) -> Option<&str> {
        if self.is_folder { Some(&self.below) } else { self.below.strip_suffix("/index.html") }
    }

    fn is_page(&self) -> bool {
        let file = self.file();
        let name = file.rsplit('/').next().unwrap_or_default();
        name.ends_with(".html") || !name.contains('.')
    }
}

fn file(artifact: &Artifact, request: &Request<Incoming>) -> Answer {
    let kind = content_type(&artifact.path);
    let tag = page::tag(artifact);
    let quoted = format!("\"{tag}\"");
    let mut answer = if is_known(request.headers(), &quoted) {
        let mut answer = Response::new(Content::Whole(None));
        *answer.status_mut() = StatusCode::NOT_MODIFIED;
        answer
    } else if *artifact.path == *page::NOWHERE {
        typed(kind, Content::from(page::with_preview(&page::from_the_top(&artifact.body.whole()), &tag)))
    } else if kind == HTML {
        typed(kind, Content::from(page::with_preview(&artifact.body.whole(), &tag)))
    } else if *request.method() == Method::GET {
        part(kind, &artifact.body.whole(), &part::asked(request.headers(), artifact.body.len(), &quoted))
    } else {
        typed(kind, Content::from(artifact.body.whole()))
    };
    if kind != HTML {
        answer.headers_mut().insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    }
    if let Ok(tag) = HeaderValue::try_from(quoted) {
        answer.headers_mut().insert(header::ETAG, tag);
    }
    answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    answer
}

/// So much of a file as is asked for.
fn part(kind: &'static str, bytes: &Bytes, part: &Part) -> Answer {
    let (mut answer, place) = match part {
        Part::Whole => return typed(kind, Content::from(bytes.clone())),
        Part::Bytes(range) => {
            let mut answer = typed(kind, Content::from(bytes.slice(range.clone())));
            *answer.status_mut() = StatusCode::PARTIAL_CONTENT;
            (answer, format!("{}-{}", range.start, range.end - 1))
        }
        Part::Nowhere => (plain(StatusCode::RANGE_NOT_SATISFIABLE, "The file is not that long.\n"), "*".to_owned()),
    };
    if let Ok(range) = HeaderValue::try_from(format!("bytes {place}/{}", bytes.len())) {
        answer.headers_mut().insert(header::CONTENT_RANGE, range);
    }
    answer
}

/// Whether whoever asks has this very file.
fn is_known(asked: &HeaderMap, tag: &str) -> bool {
    let tags = asked.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    tags.flat_map(|tags| tags.split(','))
        .map(str::trim)
        .any(|known| known == "*" || known.trim_start_matches("W/") == tag)
}

/// The site's own page for what is not there, or a line where there is none.
fn not_found(shown: &Shown) -> Answer {
    match shown.site.as_ref().and_then(|site| site.get(page::NOWHERE)) {
        Some(artifact) => html(
            StatusCode::NOT_FOUND,
            Content::from(page::with_preview(&page::from_the_top(&artifact.body.whole()), "")),
        ),
        None => plain(StatusCode::NOT_FOUND, "There is nothing here.\n"),
    }
}

fn has_body(headers: &HeaderMap) -> bool {
    let length = headers.get(header::CONTENT_LENGTH);
    headers.contains_key(header::TRANSFER_ENCODING) || length.is_some_and(|length| length.as_bytes() != b"0")
}

fn plain(status: StatusCode, text: &'static str) -> Answer {
    let mut answer = typed("text/plain; charset=utf-8", Content::from(Bytes::from_static(text.as_bytes())));
    *answer.status_mut() = status;
    answer
}

fn html(status: StatusCode, content: Content) -> Answer {
    let mut answer = typed(HTML, content);
    *answer.status_mut() = status;
    answer
}

fn typed(kind: &'static str, content: Content) -> Answer {
    let mut answer = Response::new(content);
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    answer
}
