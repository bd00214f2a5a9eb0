//! A program that runs while a test looks at it: what it says, what it serves.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use crate::cli::{PROGRAM, in_folder, quarterdeck};

/// Long enough for a machine that has much else to do.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// A running `quarterdeck serve` or `watch`; ended when dropped.
pub struct Running {
    child: Child,
    /// What it has said so far.
    said: Arc<Mutex<String>>,
}

/// The program as a terminal starts it, though the tests may have been started with hang-ups ignored, which is passed on.
fn of_terminal(root: &Path) -> Command {
    if !cfg!(target_os = "linux") {
        return quarterdeck(root);
    }
    let mut command = Command::new("/usr/bin/env");
    command.args(["--default-signal=HUP", PROGRAM]);
    in_folder(command, root)
}

impl Running {
    pub fn start(root: &Path, arguments: &str) -> Self {
        let mut command = of_terminal(root);
        command.args(arguments.split_whitespace());
        Self::of(command)
    }

    fn of(mut command: Command) -> Self {
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        let said = Arc::new(Mutex::new(String::new()));
        let (stderr, heard) = (child.stderr.take().unwrap(), said.clone());
        thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                let _ = writeln!(heard.lock().unwrap(), "{line}");
            }
        });
        Self { child, said }
    }

    pub fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    /// Waits until it has said something.
    pub fn hear(&self, words: &str) {
        until(|| self.said().contains(words).then_some(()), &format!("to hear {words:?}"));
    }

    /// Ends it as Ctrl-C does, and gives its exit status.
    #[cfg(unix)]
    pub fn interrupt(self) -> Option<i32> {
        self.end_with("INT")
    }

    /// Ends it with a signal, and gives its exit status.
    #[cfg(unix)]
    pub fn end_with(mut self, signal: &str) -> Option<i32> {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args([&format!("-{signal}"), &id]).status().unwrap().success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Looks again and again until there is something.
pub fn until<T>(mut look: impl FnMut() -> Option<T>, what: &str) -> T {
    let began = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(began.elapsed() < PATIENCE, "waited in vain {what}");
        thread::sleep(Duration::from_millis(5));
    }
}

/// Lets the tests have many connections open at one time: some systems allow a program 256 files until it asks for more.
#[cfg(unix)]
pub fn allow_many_files() {
    use rustix::process::{Resource, getrlimit, setrlimit};

    let mut limit = getrlimit(Resource::Nofile);
    let wanted = limit.maximum.map_or(4096, |most| most.min(4096));
    if limit.current.is_some_and(|now| now < wanted) {
        limit.current = Some(wanted);
        setrlimit(Resource::Nofile, limit).unwrap();
    }
}

#[cfg(not(unix))]
pub fn allow_many_files() {}

/// A preview server on a port of its own.
pub struct Server {
    pub process: Running,
    pub address: String,
}

impl Server {
    pub fn start(root: &Path, arguments: &str) -> Self {
        Self::of(Running::start(root, &format!("serve --port 0 {arguments}")))
    }

    fn of(process: Running) -> Self {
        let address = until(
            || {
                let said = process.said();
                let after = said.split_once("http://")?.1;
                Some(after.split_once('/')?.0.to_owned())
            },
            "for the address",
        );
        Self { process, address }
    }

    /// A server that may have so many files open at one time, connections among them.
    #[cfg(unix)]
    pub fn with_few_files(root: &Path, most: usize) -> Self {
        let mut command = Command::new("sh");
        command.args(["-c", &format!("ulimit -n {most} && exec \"$0\" serve --port 0")]);
        command.arg(quarterdeck(root).get_program()).current_dir(root).stdin(Stdio::null());
        Self::of(Running::of(command))
    }

    /// Sends bytes as they are, and reads all that comes.
    pub fn raw(&self, request: &[u8]) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        // A server that refuses what is too long does not read all of it.
        let _ = stream.write_all(request);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    pub fn ask(&self, method: &str, target: &str, headers: &str) -> Answer {
        let host = if headers.to_ascii_lowercase().contains("host:") { "" } else { "Host: localhost\r\n" };
        let request = format!("{method} {target} HTTP/1.1\r\n{host}{headers}Connection: close\r\n\r\n");
        Answer::read(&self.raw(request.as_bytes()))
    }

    pub fn get(&self, target: &str) -> Answer {
        self.ask("GET", target, "")
    }

    /// Waits until a page holds a text, and gives the page.
    pub fn shows(&self, target: &str, text: &str) -> Answer {
        let shown = || Some(self.get(target)).filter(|answer| answer.body.contains(text));
        until(shown, &format!("for {text:?} on {target}"))
    }

    pub fn report(&self) -> serde_json::Value {
        serde_json::from_str(&self.get("/_quarterdeck/report.json").body).unwrap()
    }
}

pub struct Answer {
    pub status: u16,
    /// In lower case.
    head: String,
    pub body: String,
}

impl Answer {
    pub fn read(answer: &str) -> Self {
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((answer, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
        let status = status.unwrap_or_else(|| panic!("no answer: {answer:?}"));
        Self { status, head: head.to_ascii_lowercase(), body: body.to_owned() }
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines();
        lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(": ")).map(str::trim)
    }
}
