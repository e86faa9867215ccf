//! The journal against a real store: SQLite, or PostgreSQL where `GONGZHI_TEST_DATABASE_URL` names one.

mod backup;
mod reading;
mod sealing;
mod support;
mod verifying;
