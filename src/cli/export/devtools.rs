//! Pictures by a single run of the browser, which is asked for them over a pipe: in the `DevTools` protocol, messages of JSON with
//! a zero behind each.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::cli::Failure;
use crate::cli::export::browser::{BEAT, Browser, LIMIT, Run};
use crate::write::Stop;

/// Lets the browser listen at 3 and answer at 4, as it wants to. A program here has no more than 0 and 1 to hand over.
const PIPES: &str = r#"exec "$0" "$@" 3<&0 4>&1 </dev/null >/dev/null"#;

/// Waits until the images that can be seen on a page are there to be drawn: a large one is unpacked only then, and comes late.
const UNPACKED: &str = "Promise.allSettled([...document.images]
    .filter((image) => image.checkVisibility({ visibilityProperty: true }))
    .map((image) => image.decode()))";

/// How long the browser may take to end.
const GRACE: Duration = Duration::from_secs(2);

/// Why there are no pictures.
pub enum Halt {
    /// The program was told to stop.
    Stopped,
    /// The browser does not answer over a pipe. It can be run for each picture.
    Mute,
    Failed(Failure),
}

impl From<Failure> for Halt {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl Browser {
    /// Draws pages as they are once they are loaded, in a window of so many pixels. The folder is for all it wants to keep.
    pub fn draw(
        &self,
        folder: &Path,
        arguments: &[OsString],
        size: [u32; 2],
        pages: &[String],
        stop: &Stop,
    ) -> Result<Vec<Vec<u8>>, Halt> {
        if cfg!(not(unix)) {
            return Err(Halt::Mute);
        }
        let mut connection = Connection::open(self, folder, arguments, stop)?;
        let attached = connection.attach(size);
        let pictures = attached.and_then(|()| pages.iter().map(|page| connection.picture(page)).collect());
        connection.end();
        pictures
    }
}

/// A connection with a browser, which runs as long.
struct Connection<'a> {
    browser: &'a Browser,
    run: Run,
    to: ChildStdin,
    heard: Receiver<Vec<u8>>,
    stop: &'a Stop,
    /// What the page is called that questions are about.
    session: Option<Value>,
    /// Questions so far: each is called by its number.
    asked: u64,
    has_answered: bool,
    /// The page that was asked for is there with all that belongs to it.
    is_loaded: bool,
}

impl<'a> Connection<'a> {
    /// Starts the browser.
    fn open(browser: &'a Browser, folder: &Path, arguments: &[OsString], stop: &'a Stop) -> Result<Self, Failure> {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", PIPES]).arg(browser.program()).stdin(Stdio::piped()).stdout(Stdio::piped());
        let arguments: Vec<OsString> =
            arguments.iter().cloned().chain(["--remote-debugging-pipe", "about:blank"].map(Into::into)).collect();
        let mut run = browser.start(command, folder, &arguments)?;
        let (Some(to), Some(from)) = (run.child.stdin.take(), run.child.stdout.take()) else {
            return Err(browser.failed("has no pipes"));
        };
        let (hear, heard) = mpsc::channel();
        // It ends with what it reads, which ends with the run.
        thread::spawn(move || {
            let mut messages = BufReader::new(from).split(0);
            while let Some(Ok(message)) = messages.next() {
                if hear.send(message).is_err() {
                    break;
                }
            }
        });
        let (session, asked, has_answered, is_loaded) = (None, 0, false, false);
        Ok(Self { browser, run, to, heard, stop, session, asked, has_answered, is_loaded })
    }

    /// Opens a page of so many pixels, which all questions are about from then on.
    fn attach(&mut self, [width, height]: [u32; 2]) -> Result<(), Halt> {
        let mut page = self.ask("Target.createTarget", json!({"url": "about:blank"}))?;
        let page = page["targetId"].take();
        let mut session = self.ask("Target.attachToTarget", json!({"targetId": page, "flatten": true}))?;
        self.session = Some(session["sessionId"].take());
        self.ask("Page.enable", json!({}))?;
        let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.ask("Emulation.setDeviceMetricsOverride", size)?;
        Ok(())
    }

    /// The picture of a page, as PNG.
    fn picture(&mut self, address: &str) -> Result<Vec<u8>, Halt> {
        self.is_loaded = false;
        let gone = self.ask("Page.navigate", json!({"url": address}))?;
        if let Some(error) = gone["errorText"].as_str() {
            return Err(self.failed(&format!("did not open the page: {error}")));
        }
        let began = Instant::now();
        while !self.is_loaded {
            self.hear(began)?;
        }
        self.ask("Runtime.evaluate", json!({"expression": UNPACKED, "awaitPromise": true}))?;
        let picture = self.ask("Page.captureScreenshot", json!({"format": "png"}))?;
        let picture = picture["data"].as_str().and_then(|data| STANDARD.decode(data).ok());
        picture.ok_or_else(|| self.failed("sent no picture"))
    }

    /// Asks for something, and waits for the answer.
    fn ask(&mut self, method: &str, what: Value) -> Result<Value, Halt> {
        self.asked += 1;
        let mut question = json!({"id": self.asked, "method": method, "params": what});
        if let Some(session) = &self.session {
            question["sessionId"] = session.clone();
        }
        let mut question = question.to_string().into_bytes();
        question.push(0);
        // Who does not listen any longer does not answer, which is told below.
        let _ = self.to.write_all(&question);
        let began = Instant::now();
        loop {
            let mut said = self.hear(began)?;
            if said["id"] != self.asked {
                continue;
            }
            self.has_answered = true;
            return match said.get("error") {
                None => Ok(said["result"].take()),
                Some(error) => {
                    let why = error["message"].as_str().unwrap_or_default();
                    Err(self.failed(&format!("refused {method}: {why}")))
                }
            };
        }
    }

    /// What it says next, to a question that was asked at a time.
    fn hear(&mut self, asked: Instant) -> Result<Value, Halt> {
        loop {
            if self.stop.is_said() {
                return Err(Halt::Stopped);
            }
            if asked.elapsed() > LIMIT {
                return Err(self.failed(&format!("did not answer for {} seconds", LIMIT.as_secs())));
            }
            match self.heard.recv_timeout(BEAT) {
                Ok(message) => {
                    let said: Value = serde_json::from_slice(&message).unwrap_or_default();
                    self.is_loaded |= said["method"] == "Page.loadEventFired";
                    return Ok(said);
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) if !self.has_answered => return Err(Halt::Mute),
                Err(RecvTimeoutError::Disconnected) => return Err(self.failed("ended too early")),
            }
        }
    }

    /// Lets the browser end: where nobody asks any longer it does, and clears up behind itself, in the system's folder for temporary
    /// files, too.
    fn end(self) {
        let Self { run, to, heard, .. } = self;
        drop(to);
        while heard.recv_timeout(GRACE).is_ok() {}
        drop(run);
    }

    fn failed(&self, how: &str) -> Halt {
        Halt::Failed(self.browser.failed(&(how.to_owned() + &self.run.last_words())))
    }
}
