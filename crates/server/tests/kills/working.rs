//! Many work at once until their server is killed, again and again.

use std::{
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread::sleep,
    time::Duration,
};

use app::testing::Thawed;
use serde_json::Value;

use crate::process::Server;

/// What people sent, by its number, and how far it was answered.
pub(crate) type Record<S> = std::collections::BTreeMap<String, S>;

/// People who work on a store at the same time.
pub(crate) trait Crew: Sync {
    /// What one of them sends under one number.
    type Sent: Clone + Send;

    /// Where they work.
    fn store(&self) -> &Thawed;

    /// Starts their server.
    fn serve(&self) -> Server;

    /// How many they are.
    fn size(&self) -> usize;

    /// What one of them sends next, who sent so many before.
    fn next(&self, who: usize, count: usize) -> Self::Sent;

    /// Sends what was not answered yet; whether all of it is answered now. A server that is gone answers nothing.
    fn send(&self, server: &Server, number: &str, sent: &mut Self::Sent) -> bool;

    /// Whether to send it again.
    fn is_open(sent: &Self::Sent) -> bool;

    /// All send as fast as they can until the server is killed, a while after the first was answered.
    fn work(&self, server: Server, round: u64, record: &Mutex<Record<Self::Sent>>) {
        let begun = AtomicBool::new(false);
        let (server, begun) = (&server, &begun);
        std::thread::scope(|scope| {
            for who in 0..self.size() {
                scope.spawn(move || {
                    let of = format!(".{who}.");
                    let before = record.lock().unwrap().keys().filter(|number| number.contains(&of)).count();
                    for count in before.. {
                        let number = format!("{round}{of}{count}");
                        let mut sent = self.next(who, count);
                        let is_whole = self.send(server, &number, &mut sent);
                        begun.fetch_or(is_whole, Ordering::SeqCst);
                        record.lock().unwrap().insert(number, sent);
                        if !is_whole {
                            return;
                        }
                    }
                });
            }
            while !begun.load(Ordering::SeqCst) {
                sleep(Duration::from_millis(1));
            }
            // Not the same moment of what is under way twice.
            sleep(Duration::from_millis(round * 37 % 170));
            server.kill_now();
        });
    }

    /// Sends again, `every` so many, what was not answered.
    fn try_again(&self, server: &Server, every: usize, record: &mut Record<Self::Sent>) {
        let open = record.iter_mut().filter(|(_, sent)| Self::is_open(sent));
        for (number, sent) in open.step_by(every) {
            assert!(self.send(server, number, sent), "{number} is not answered");
        }
    }

    /// All work while their server is killed so often, and begins anew each time with some of what was not answered.
    fn survive(&self, kills: u64, every: usize) -> Record<Self::Sent> {
        let record = Mutex::new(Record::new());
        for round in 0..kills {
            let server = self.serve();
            self.try_again(&server, every, &mut record.lock().unwrap());
            self.work(server, round, &record);
            self.store().wait_until_left();
        }
        let mut record = record.into_inner().unwrap();
        let server = self.serve();
        self.try_again(&server, every, &mut record);
        drop(server);
        self.store().wait_until_left();
        record
    }
}

/// The body of an answer that came; the server may be gone, and nothing else.
pub(crate) fn answer(server: &Server, path: &str, body: &Value, token: &str, key: &str) -> Option<String> {
    match server.post_once(path, &body.to_string(), token, key) {
        Ok((200 | 201, text)) => Some(text),
        // An answer that was cut off is none.
        Ok((503, _)) | Err(_) => None,
        Ok((status, text)) => panic!("{path} for {key}: {status}: {text}"),
    }
}

/// The id of what was made, in its answer.
pub(crate) fn id_of<I: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> I {
    let answer: Value = serde_json::from_str(text).unwrap();
    answer["id"].as_str().unwrap().parse().unwrap()
}
