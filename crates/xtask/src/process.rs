//! Child processes that end when xtask is interrupted, with their output in a log.

use std::fs::{File, OpenOptions};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use rustix::process::{Pid, Signal, kill_process_group};

/// How long a child may take to end after it was asked to.
const ENDING_SECONDS_MAX: u64 = 15;
const POLL_INTERVAL: Duration = Duration::from_millis(15);

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// From now on Ctrl-C and SIGTERM end the running child instead of xtask itself, which then
/// tidies up: a PostgreSQL cluster or a server must not outlive it.
pub(crate) fn catch_interrupt() -> Result<()> {
    ctrlc::set_handler(|| INTERRUPTED.store(true, Ordering::SeqCst)).context("cannot catch interrupts")
}

/// Whether Ctrl-C was pressed.
pub(crate) fn interrupted() -> bool {
    INTERRUPTED.load(Ordering::SeqCst)
}

/// Runs a command to its end, its output to the log or, without one, to the terminal.
///
/// # Errors
///
/// When the command cannot be started, fails, or xtask is interrupted.
pub(crate) fn run(command: &mut Command, log: Option<&Path>) -> Result<()> {
    let line = line(command);
    if let Some(log) = log {
        let mut file = append(log)?;
        std::io::Write::write_all(&mut file, format!("$ {line}\n").as_bytes())?;
        command.stdout(file.try_clone()?).stderr(file);
    }
    let mut child = Group::spawn(command)?;
    let status = child.wait()?;
    ensure!(status.success(), "`{line}` fails ({status})");
    Ok(())
}

/// Runs a command and returns what it printed; its errors go to the log.
///
/// # Errors
///
/// As [`run`]; the message has the end of the error output if there is no log.
pub(crate) fn output(command: &mut Command, log: Option<&Path>) -> Result<String> {
    let line = line(command);
    if let Some(log) = log {
        let mut file = append(log)?;
        std::io::Write::write_all(&mut file, format!("$ {line}\n").as_bytes())?;
        command.stderr(file);
    } else {
        command.stderr(Stdio::inherit());
    }
    command.stdout(Stdio::piped());
    let mut child = Group::spawn(command)?;
    let mut stdout = child.0.stdout.take().context("no standard output")?;
    // Read beside waiting: a full pipe would stop the child for ever.
    let reader = std::thread::spawn(move || {
        let mut text = Vec::new();
        std::io::Read::read_to_end(&mut stdout, &mut text).map(|_| text)
    });
    let status = child.wait()?;
    ensure!(status.success(), "`{line}` fails ({status})");
    let Ok(text) = reader.join() else {
        bail!("the reader of `{line}` failed");
    };
    Ok(String::from_utf8(text?)?)
}

/// A child process in a group of its own, ended with the whole group when dropped.
pub(crate) struct Group(Child);

impl Group {
    /// Starts a command without standard input, in a new process group.
    pub(crate) fn spawn(command: &mut Command) -> Result<Self> {
        let line = line(command);
        let child = command
            .stdin(Stdio::null())
            .process_group(0)
            .spawn()
            .with_context(|| format!("cannot start `{line}`"))?;
        Ok(Self(child))
    }

    /// Waits for the end.
    ///
    /// # Errors
    ///
    /// When xtask is interrupted; the child has ended then, too.
    pub(crate) fn wait(&mut self) -> Result<ExitStatus> {
        loop {
            if let Some(status) = self.0.try_wait()? {
                return Ok(status);
            }
            if interrupted() {
                self.end();
                bail!("interrupted");
            }
            sleep(POLL_INTERVAL);
        }
    }

    /// The exit status if it has ended by itself.
    pub(crate) fn ended(&mut self) -> Result<Option<ExitStatus>> {
        Ok(self.0.try_wait()?)
    }

    /// Asks the whole group to end, then insists.
    pub(crate) fn end(&mut self) {
        let started = Instant::now();
        self.signal(Signal::TERM);
        while matches!(self.0.try_wait(), Ok(None)) {
            if started.elapsed() > Duration::from_secs(ENDING_SECONDS_MAX) {
                self.signal(Signal::KILL);
                break;
            }
            sleep(POLL_INTERVAL);
        }
        let _ = self.0.wait();
    }

    fn signal(&self, signal: Signal) {
        if let Some(group) = i32::try_from(self.0.id()).ok().and_then(Pid::from_raw) {
            // Fails only where the group has just ended.
            let _ = kill_process_group(group, signal);
        }
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        if matches!(self.0.try_wait(), Ok(None)) {
            self.end();
        }
    }
}

/// Opens a log to write at its end.
pub(crate) fn append(log: &Path) -> Result<File> {
    if let Some(parent) = log.parent() {
        std::fs::create_dir_all(parent)?;
    }
    OpenOptions::new()
        .create(true)
        .append(true)
        .open(log)
        .with_context(|| format!("cannot write {}", log.display()))
}

/// A command as somebody would type it.
pub(crate) fn line(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The full path of a program in `PATH`.
pub(crate) fn find(program: &str) -> Option<std::path::PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|directory| directory.join(program))
        .find(|candidate| candidate.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_command_is_named_with_its_arguments() {
        let error = run(Command::new("false").arg("--now"), None).unwrap_err();
        assert!(error.to_string().contains("`false --now`"), "{error}");
    }

    #[test]
    fn the_log_has_the_command_and_all_output() {
        let directory = tempfile::tempdir().unwrap();
        let log = directory.path().join("deep/part.log");
        let script = "echo one; echo two >&2";
        run(Command::new("sh").args(["-c", script]), Some(&log)).unwrap();
        let text = std::fs::read_to_string(&log).unwrap();
        assert_eq!(text, format!("$ sh -c {script}\none\ntwo\n"));
    }

    #[test]
    fn output_is_returned_even_where_it_fills_the_pipe() {
        let script = "i=0; while [ $i -lt 5000 ]; do echo 0123456789012345678901234567890; i=$((i+1)); done";
        let text = output(Command::new("sh").args(["-c", script]), None).unwrap();
        assert_eq!(text.lines().count(), 5000);
    }

    #[test]
    fn dropping_ends_grandchildren_too() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("pid");
        let script = format!("sleep 300 & echo $! > {}; wait", file.display());
        let group = Group::spawn(Command::new("sh").args(["-c", &script])).unwrap();
        let pid = loop {
            if let Ok(text) = std::fs::read_to_string(&file)
                && text.ends_with('\n')
            {
                break text.trim().to_owned();
            }
            sleep(POLL_INTERVAL);
        };
        drop(group);
        let started = Instant::now();
        let stat = format!("/proc/{pid}/stat");
        // A zombie that init has not collected yet counts as ended.
        while std::fs::read_to_string(&stat).is_ok_and(|text| !text.contains(") Z ")) {
            assert!(started.elapsed() < Duration::from_secs(5), "{pid} runs on");
            sleep(POLL_INTERVAL);
        }
    }
}
