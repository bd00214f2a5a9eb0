//! The installed Chromium, which draws pages: where it is, and one run of it.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::cli::Failure;
use crate::write::Stop;

/// What names the browser in the environment.
const VARIABLE: &str = "QUARTERDECK_BROWSER";

/// What browsers that can do it are called on the path, the best known first.
const NAMES: [&str; 8] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "chrome-headless-shell",
    "chromium-headless-shell",
];

/// Where they are on systems that do not put programs on the path.
const PLACES: [&str; 3] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];

/// The same on Windows, below each of the folders for programs.
const FOLDERS: [&str; 3] = ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"];
const IN_FOLDERS: [&str; 3] = [
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
];

/// What is asked of every run: nothing is shown, looked up, reported or kept, and little memory is shared, of which containers have
/// little.
const QUIET: [&str; 10] = [
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--disable-extensions",
    "--disable-dev-shm-usage",
];

/// A deck of a hundred slides takes seconds; whoever takes longer than this hangs.
pub(super) const LIMIT: Duration = Duration::from_mins(1);

/// How often a run is looked at.
pub(super) const BEAT: Duration = Duration::from_millis(10);

/// A browser that is there.
pub struct Browser {
    program: PathBuf,
}

impl Browser {
    /// The one that is named, by `--browser` or in the environment; else the first that is found.
    pub fn find(named: Option<&Path>) -> Result<Self, Failure> {
        find(named, |name| env::var_os(name)).map(|program| Self { program })
    }

    /// Runs it with arguments that make it write `file`, and reads that. The folder is for all it wants to keep. `None` where the
    /// program was told to stop.
    pub fn make(
        &self,
        folder: &Path,
        arguments: &[OsString],
        file: &Path,
        stop: &Stop,
    ) -> Result<Option<Vec<u8>>, Failure> {
        let mut command = Command::new(&self.program);
        command.stdin(Stdio::null()).stdout(Stdio::null());
        let mut run = self.start(command, folder, arguments)?;
        let began = Instant::now();
        let status = loop {
            if let Some(status) = run.child.try_wait().map_err(Failure::Run)? {
                break status;
            }
            if stop.is_said() {
                return Ok(None);
            }
            if began.elapsed() > LIMIT {
                return Err(self.failed(&format!("was not done after {} seconds", LIMIT.as_secs())));
            }
            thread::sleep(BEAT);
        };
        match fs::read(file) {
            Ok(made) if status.success() && !made.is_empty() => Ok(Some(made)),
            _ => Err(self.failed(&format!("wrote nothing ({status}){}", run.last_words()))),
        }
    }

    /// Starts it by a command that leads to it, quietly, with more arguments.
    pub(super) fn start(&self, mut command: Command, folder: &Path, arguments: &[OsString]) -> Result<Run, Failure> {
        let said = folder.with_extension("log");
        let log = File::create(&said).map_err(Failure::scratch)?;
        command.args(QUIET).arg(option("--user-data-dir=", folder));
        #[cfg(unix)]
        {
            // Its processes are a group, which can be ended as one, and does not hear what is typed on the terminal.
            std::os::unix::process::CommandExt::process_group(&mut command, 0);
            // Chromium's sandbox does not work for root.
            if rustix::process::geteuid().is_root() {
                command.arg("--no-sandbox");
            }
        }
        match command.args(arguments).stderr(log).spawn() {
            Ok(child) => Ok(Run { child, said }),
            Err(cause) => Err(self.failed(&format!("cannot be started: {cause}"))),
        }
    }

    pub(super) fn program(&self) -> &Path {
        &self.program
    }

    pub(super) fn failed(&self, how: &str) -> Failure {
        Failure::Browser {
            said: format!("the browser {} {how}", self.program.display()),
            hint: format!("try another Chromium or Chrome with --browser, or with {VARIABLE}"),
        }
    }
}

/// A run that ends with all its processes when it is dropped.
pub(super) struct Run {
    pub child: Child,
    /// What it says of itself.
    said: PathBuf,
}

impl Run {
    /// What it said last, to put behind what went wrong.
    pub fn last_words(&self) -> String {
        let said = fs::read(&self.said).unwrap_or_default();
        let said = String::from_utf8_lossy(&said);
        let last = said.lines().rev().find(|line| !line.trim().is_empty());
        last.map(|line| format!("; it said last: {}", line.trim())).unwrap_or_default()
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        #[cfg(unix)]
        if let Ok(Some(group)) = i32::try_from(self.child.id()).map(rustix::process::Pid::from_raw) {
            // Who has ended already needs no signal.
            let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
        }
        #[cfg(not(unix))]
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// `--print-to-pdf=` and a path, which need not be UTF-8.
pub fn option(name: &str, value: impl AsRef<OsStr>) -> OsString {
    let mut option = OsString::from(name);
    option.push(value);
    option
}

fn find(named: Option<&Path>, variable: impl Fn(&str) -> Option<OsString>) -> Result<PathBuf, Failure> {
    let path = variable("PATH").unwrap_or_default();
    let on_path = |name: &OsStr| {
        let mut name = name.to_owned();
        if Path::new(&name).extension().is_none() {
            name.push(env::consts::EXE_SUFFIX);
        }
        env::split_paths(&path).map(|folder| folder.join(&name)).find(|program| is_program(program))
    };
    let of_environment = variable(VARIABLE).filter(|value| !value.is_empty()).map(PathBuf::from);
    let said = |program: &Path, by: &str| format!("there is no program {}, which {by} names", program.display());
    if let Some((program, by)) =
        named.map(|named| (named.to_owned(), "--browser")).or(of_environment.map(|named| (named, VARIABLE)))
    {
        let is_name = program.components().count() == 1;
        let found = if is_program(&program) { Some(program.clone()) } else { None };
        return found.or_else(|| on_path(program.as_os_str()).filter(|_| is_name)).ok_or_else(|| Failure::Browser {
            said: said(&program, by),
            hint: "name the program of an installed Chromium or Chrome".to_owned(),
        });
    }
    let folders = FOLDERS.into_iter().filter_map(&variable).map(PathBuf::from);
    let in_folders = folders.flat_map(|folder| IN_FOLDERS.map(|program| folder.join(program)));
    let mut places = PLACES.iter().map(PathBuf::from).chain(in_folders);
    let known = NAMES.iter().find_map(|name| on_path(OsStr::new(name)));
    known.or_else(|| places.find(|place| is_program(place))).ok_or_else(|| Failure::Browser {
        said: format!(
            "there is no browser to draw with: looked on the path for {}, and where systems put them",
            NAMES.join(", ")
        ),
        hint: format!("install Chromium or Chrome, or name one with --browser PATH or {VARIABLE}"),
    })
}

/// Whether a file is there that can be run.
fn is_program(path: &Path) -> bool {
    let Ok(found) = fs::metadata(path) else { return false };
    #[cfg(unix)]
    let is_allowed = std::os::unix::fs::PermissionsExt::mode(&found.permissions()) & 0o111 != 0;
    #[cfg(not(unix))]
    let is_allowed = true;
    found.is_file() && is_allowed
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::ffi::OsString;
    use std::fs;
    use std::os::unix::fs::PermissionsExt;
    use std::path::{Path, PathBuf};

    use super::{VARIABLE, find};

    fn put(folder: &Path, name: &str, mode: u32) -> PathBuf {
        let program = folder.join(name);
        fs::write(&program, "#!/bin/sh\n").expect("a program");
        fs::set_permissions(&program, fs::Permissions::from_mode(mode)).expect("its mode");
        program
    }

    #[test]
    fn the_first_browser_on_the_path_is_taken_unless_one_is_named() {
        let folders = [tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder")];
        let [first, second] = folders.each_ref().map(tempfile::TempDir::path);
        put(first, "chromium", 0o644);
        let edge = put(first, "msedge", 0o755);
        let path = std::env::join_paths([first, second]).expect("a path");
        let look = |named: Option<&Path>, variable: Option<&Path>| {
            let variable = variable.map(|variable| variable.as_os_str().to_owned());
            let environment = |name: &str| match name {
                "PATH" => Some(path.clone()),
                VARIABLE => variable.clone(),
                _ => None,
            };
            find(named, environment).map_err(|failure| failure.to_string())
        };
        assert_eq!(look(None, None), Ok(edge.clone()), "what cannot be run is no browser");
        let chrome = put(second, "google-chrome", 0o755);
        assert_eq!(look(None, None), Ok(chrome.clone()), "by its name before its place on the path");
        assert_eq!(look(None, Some(&edge)), Ok(edge.clone()));
        assert_eq!(look(Some(&chrome), Some(&edge)), Ok(chrome.clone()));
        assert_eq!(look(Some(Path::new("msedge")), None), Ok(edge), "a name is looked for on the path");
        let missing = look(Some(Path::new("/nowhere/chrome")), None).expect_err("none");
        assert_eq!(missing, "there is no program /nowhere/chrome, which --browser names");
        let missing = look(None, Some(Path::new("firefox"))).expect_err("none");
        assert!(missing.contains(VARIABLE), "{missing}");
    }

    #[test]
    fn without_a_browser_it_is_said_what_was_looked_for() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = OsString::from(folder.path());
        let failure = find(None, |name| (name == "PATH").then(|| path.clone())).expect_err("none");
        assert!(failure.to_string().contains("chromium, chromium-browser"), "{failure}");
        assert!(failure.hint().is_some_and(|hint| hint.contains("--browser")));
    }
}
