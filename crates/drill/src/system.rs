//! The machine's clock and randomness, and what the machine is.

use std::fs;

use app::db::{Clock, Entropy};
use chrono::{DateTime, NaiveDateTime, Utc};
use domain::ids::Id;
use rand::{TryRng, rngs::SysRng};

/// The machine's clock.
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods, reason = "here the drill's clock comes from")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

/// The operating system's randomness.
pub(crate) struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        if let Err(error) = SysRng.try_fill_bytes(bytes) {
            eprintln!("drill: the operating system gives no randomness: {error}");
            std::process::abort();
        }
    }
}

/// A new identifier (UUIDv7), as the application makes them.
pub(crate) fn new_id<T: Id>() -> T {
    new_id_at(SystemClock.now().naive_utc())
}

/// A new identifier as it would have been made at a time.
pub(crate) fn new_id_at<T: Id>(at: NaiveDateTime) -> T {
    let mut random = [0; 10];
    SystemEntropy.fill(&mut random);
    let millis = u64::try_from(at.and_utc().timestamp_millis()).unwrap_or(0);
    T::from(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
}

/// The class of this machine: processors and memory.
pub(crate) fn machine() -> String {
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    let line = |file: &str, key: &str| {
        let text = fs::read_to_string(file).unwrap_or_default();
        let found = text.lines().find_map(|line| line.strip_prefix(key));
        found.map(|rest| rest.trim_start_matches([' ', '\t', ':']).trim().to_owned())
    };
    let model = line("/proc/cpuinfo", "model name").unwrap_or_else(|| "unnamed processor".to_owned());
    let memory = line("/proc/meminfo", "MemTotal").and_then(|kib| kib.split(' ').next()?.parse::<u64>().ok());
    let memory = memory.map_or_else(String::new, |kib| format!(", {} GB", kib / 1_000_000));
    format!("{processors} × {model}{memory}")
}
