//! How guessing is slowed down: a meter for each thing that is tried (an account, an address, a number).

use chrono::{DateTime, TimeDelta, Utc};

/// How often something may be tried.
///
/// A meter holds `burst` tries and gets one back every `refill_seconds`: within any span of `t` seconds at
/// most `burst + t / refill_seconds` are let through. Tries that keep failing also wait, twice as long each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Its name in the store.
    pub kind: &'static str,
    /// Tries at once.
    pub burst: u32,
    /// Seconds until one comes back.
    pub refill_seconds: u32,
    /// Failures in a row that cost no wait; `None` for meters that never make one wait longer.
    pub free_failures: Option<u32>,
}

/// The longest wait after failures, in seconds. Whoever knows a login can make its owner wait this long,
/// so it stays short; signing in by SMS is not affected.
const WAIT_SECONDS_MAX: i64 = 300;
/// The first wait after failures, in seconds; each further one doubles it.
const WAIT_SECONDS_FIRST: i64 = 5;
/// Seconds without a try after which earlier failures are forgotten.
const FORGET_SECONDS: i64 = 3600;

impl Limit {
    /// Passwords and second factors, by account: at most 10 a minute (S6), and growing waits.
    pub const SIGN_IN_ACCOUNT: Self =
        Self { kind: "sign_in.account", burst: 8, refill_seconds: 30, free_failures: Some(5) };
    /// The same by address. A whole village may share one, so what succeeds is given back and waits do not grow.
    pub const SIGN_IN_ADDRESS: Self =
        Self { kind: "sign_in.address", burst: 8, refill_seconds: 30, free_failures: None };
    /// Second factors, by account: on its own meter, which a right password does not clear.
    pub const SECOND_FACTOR: Self =
        Self { kind: "second_factor.account", burst: 8, refill_seconds: 30, free_failures: Some(5) };
    /// New accounts, by address: 30 at once (an evening in the village hall), then one every two minutes.
    pub const REGISTER_ADDRESS: Self =
        Self { kind: "register.address", burst: 30, refill_seconds: 120, free_failures: None };
    /// SMS codes, by number, near: one a minute.
    pub const SMS_PHONE_MINUTE: Self =
        Self { kind: "sms.phone.minute", burst: 1, refill_seconds: 60, free_failures: None };
    /// SMS codes, by number, far: 5, then one every two hours.
    pub const SMS_PHONE_DAY: Self =
        Self { kind: "sms.phone.day", burst: 5, refill_seconds: 7200, free_failures: None };
    /// SMS codes, by address: 10, then one every five minutes.
    pub const SMS_ADDRESS: Self =
        Self { kind: "sms.address", burst: 10, refill_seconds: 300, free_failures: None };
    /// Household codes, by account: 10, then one every six minutes. A code has 40 random bits; at this pace
    /// one of a thousand live codes is guessed in thousands of years.
    pub const HOUSEHOLD_CODE: Self =
        Self { kind: "household_code.account", burst: 10, refill_seconds: 360, free_failures: None };
    /// Redemption codes, by account: 10 wrong ones, then one every two minutes. A code has 40 bits, and works at one
    /// provider.
    pub const REDEMPTION_CODE: Self =
        Self { kind: "redemption_code.account", burst: 10, refill_seconds: 120, free_failures: None };

    /// Looking for whom to give points, by account: 20, then one every minute.
    pub const GIFT_RECIPIENT: Self =
        Self { kind: "gift_recipient.account", burst: 20, refill_seconds: 60, free_failures: None };

    /// Codes of shifts, by account: at most six digits are right at a time, so failures wait longer and longer.
    pub const SHIFT_CODE: Self =
        Self { kind: "shift_code.account", burst: 10, refill_seconds: 60, free_failures: Some(5) };

    /// Payments on line that nobody signed in begins, by address: 30, then one every minute.
    pub const PAYMENT_ADDRESS: Self =
        Self { kind: "payment.address", burst: 30, refill_seconds: 60, free_failures: None };

    /// Every limit.
    pub const ALL: [Self; 12] = [
        Self::SIGN_IN_ACCOUNT,
        Self::SIGN_IN_ADDRESS,
        Self::SECOND_FACTOR,
        Self::REGISTER_ADDRESS,
        Self::SMS_PHONE_MINUTE,
        Self::SMS_PHONE_DAY,
        Self::SMS_ADDRESS,
        Self::HOUSEHOLD_CODE,
        Self::GIFT_RECIPIENT,
        Self::REDEMPTION_CODE,
        Self::SHIFT_CODE,
        Self::PAYMENT_ADDRESS,
    ];

    fn refill(&self) -> TimeDelta {
        TimeDelta::seconds(i64::from(self.refill_seconds))
    }

    /// How long an empty meter takes to be full again; older rows may be forgotten.
    #[must_use]
    pub fn full_after(&self) -> TimeDelta {
        let refill = i64::from(self.burst) * i64::from(self.refill_seconds);
        TimeDelta::seconds(refill.max(FORGET_SECONDS))
    }

    /// The wait after `failures` in a row.
    fn wait(&self, failures: i64) -> TimeDelta {
        let beyond = self.free_failures.map_or(0, |free| failures - i64::from(free));
        let doubled = |n: i64| WAIT_SECONDS_FIRST << n.min(10);
        TimeDelta::seconds(if beyond > 0 { doubled(beyond - 1).min(WAIT_SECONDS_MAX) } else { 0 })
    }
}

/// The state of one meter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meter {
    /// When it will be full again; the past where it is full.
    pub full_at: DateTime<Utc>,
    /// Nothing is let through before this.
    pub wait_until: DateTime<Utc>,
    /// Failures in a row.
    pub failures: i64,
    /// The last try.
    pub tried_at: DateTime<Utc>,
}

/// Too often; how many whole seconds to wait, at least 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("too many tries; wait {seconds} seconds")]
pub struct Wait {
    /// Seconds to wait.
    pub seconds: u64,
}

impl Meter {
    /// A full meter.
    #[must_use]
    pub fn full(now: DateTime<Utc>) -> Self {
        Self { full_at: now, wait_until: now, failures: 0, tried_at: now }
    }

    /// Lets one try through. It counts as failed until [`Self::succeed`] says otherwise, so that tries at the
    /// same moment cannot slip through together.
    ///
    /// # Errors
    /// [`Wait`]; the meter stays as it is: refused tries make nobody wait longer.
    pub fn admit(self, limit: &Limit, now: DateTime<Utc>) -> Result<Self, Wait> {
        // A clock that was set back must not lock anybody out for the difference.
        let full_at = self.full_at.clamp(now, now + limit.refill() * limit.burst.cast_signed());
        let wait_until = self.wait_until.min(now + TimeDelta::seconds(WAIT_SECONDS_MAX));
        let ready_at = full_at - limit.refill() * (limit.burst.cast_signed() - 1);
        let ready_at = ready_at.max(wait_until);
        if ready_at > now {
            let millis = (ready_at - now).num_milliseconds();
            return Err(Wait { seconds: u64::try_from(millis / 1000 + 1).unwrap_or(1) });
        }
        let idle = now - self.tried_at > TimeDelta::seconds(FORGET_SECONDS);
        let failures = if idle { 1 } else { self.failures + 1 };
        Ok(Self {
            full_at: full_at + limit.refill(),
            wait_until: now + limit.wait(failures),
            failures,
            tried_at: now,
        })
    }

    /// Takes the last try back: it was right, so it was no guess. Other failures keep counting towards the
    /// limit; only the growing wait is over.
    #[must_use]
    pub fn succeed(self, limit: &Limit) -> Self {
        Self {
            full_at: self.full_at - limit.refill(),
            wait_until: self.tried_at,
            failures: 0,
            tried_at: self.tried_at,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_767_574_800 + seconds, 0).unwrap()
    }

    /// Tries at each of these seconds; tells which were let through.
    fn run(limit: &Limit, tries: &[i64]) -> Vec<i64> {
        let mut meter = Meter::full(at(0));
        let mut admitted = Vec::new();
        for second in tries {
            if let Ok(next) = meter.admit(limit, at(*second)) {
                meter = next;
                admitted.push(*second);
            }
        }
        admitted
    }

    #[test]
    fn failures_in_a_row_wait_longer_and_longer() {
        let every_second: Vec<i64> = (0..600).collect();
        let admitted = run(&Limit::SIGN_IN_ACCOUNT, &every_second);
        let gaps: Vec<i64> = admitted.windows(2).map(|w| w[1] - w[0]).collect();
        assert!(gaps.windows(2).skip(4).all(|w| w[1] >= w[0].min(w[1])), "{gaps:?}");
        assert!(*gaps.last().unwrap() >= 160, "{gaps:?}");
    }

    #[test]
    fn a_success_ends_the_wait_but_forgets_no_guess() {
        let limit = Limit::SIGN_IN_ADDRESS;
        let mut meter = Meter::full(at(0));
        let mut guesses = 0;
        // An attacker who signs in to an account of their own between guesses gains nothing.
        while let Ok(next) = meter.admit(&limit, at(0)) {
            guesses += 1;
            meter = next.admit(&limit, at(0)).map_or(next, |own| own.succeed(&limit));
        }
        assert_eq!(guesses, 8);
    }

    #[test]
    fn a_clock_set_back_a_day_locks_nobody_out() {
        let limit = Limit::SIGN_IN_ACCOUNT;
        let mut meter = Meter::full(at(86_400));
        while let Ok(next) = meter.admit(&limit, at(86_400)) {
            meter = next;
        }
        let wait = meter.admit(&limit, at(0)).unwrap_err();
        assert!(wait.seconds <= 301, "{wait:?}");
    }

    proptest! {
        #[test]
        fn never_more_than_ten_sign_ins_a_minute(mut tries in proptest::collection::vec(0i64..400, 1..200)) {
            tries.sort_unstable();
            for limit in [Limit::SIGN_IN_ACCOUNT, Limit::SIGN_IN_ADDRESS, Limit::SECOND_FACTOR] {
                let admitted = run(&limit, &tries);
                for start in &admitted {
                    let minute = admitted.iter().filter(|t| (*start..*start + 60).contains(t)).count();
                    prop_assert!(minute <= 10, "{minute} from {start}");
                }
            }
        }
    }
}
