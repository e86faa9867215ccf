//! How large, how long and how many: the stricter of what the providers allow.

/// The largest amount of one payment: 100 million yuan, in fen. Alipay takes no more (`total_amount` of
/// <https://opendocs.alipay.com/open/8ad49e4a_alipay.trade.precreate>).
pub const AMOUNT_FEN_MAX: i64 = 10_000_000_000;
/// The shortest number of an order: WeChat Pay wants 6 characters (`out_trade_no` of
/// <https://pay.weixin.qq.com/doc/v3/merchant/4012791877>).
pub const ORDER_NUMBER_CHARS_MIN: usize = 6;
/// The longest number of an order: WeChat Pay takes 32 characters.
pub const ORDER_NUMBER_CHARS_MAX: usize = 32;
/// The longest number of a refund: both providers take 64 characters.
pub const REFUND_NUMBER_CHARS_MAX: usize = 64;
/// The longest description, in bytes of UTF-8: WeChat Pay takes 127.
pub const DESCRIPTION_BYTES_MAX: usize = 127;
/// The longest reason of a refund, in bytes of UTF-8: WeChat Pay takes 80.
pub const REASON_BYTES_MAX: usize = 80;
/// An intent that is paid by scanning lives at least this long: WeChat Pay refuses less.
pub const SCAN_MINUTES_MIN: i64 = 1;
/// An intent that is paid by scanning lives at most this long: a `code_url` of WeChat Pay is good for two hours.
pub const SCAN_MINUTES_MAX: i64 = 120;
/// How far the clock of WeChat Pay may be from ours in a signed message
/// (<https://pay.weixin.qq.com/doc/v3/merchant/4013053249>).
pub const CLOCK_SKEW_SECONDS_MAX: i64 = 300;
/// How long after its expiry an intent that was paid still counts as paid in time: the providers' clocks are not ours.
pub const EXPIRY_GRACE_SECONDS: i64 = 300;
/// The largest answer of a provider, bills aside.
pub const ANSWER_BYTES_MAX: usize = 1 << 20;
/// The largest callback.
pub const CALLBACK_BYTES_MAX: usize = 64 << 10;
/// The largest bill, packed or unpacked.
pub const BILL_BYTES_MAX: usize = 64 << 20;
/// The most lines of a bill.
pub const BILL_LINES_MAX: usize = 500_000;
/// The most files in a packed bill.
pub const BILL_FILES_MAX: usize = 16;
/// The most platform certificates that WeChat Pay may name at once.
pub const CERTIFICATES_MAX: usize = 16;
/// The most refunds of one payment: WeChat Pay allows 50.
pub const REFUNDS_MAX: usize = 50;
/// How long a connection may take.
pub const CONNECT_SECONDS_MAX: u64 = 5;
/// How long a request may take as a whole, bills aside.
pub const REQUEST_SECONDS_MAX: u64 = 20;
/// How long fetching a bill may take.
pub const BILL_SECONDS_MAX: u64 = 120;
/// Platform certificates are asked for again at most this often, whatever serial numbers callers make up.
pub const CERTIFICATE_PAUSE_SECONDS: i64 = 60;
