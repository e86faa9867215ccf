//! Both providers in one server: orders are opened, asked about, closed, refunded and billed over the wire, and paid by a call.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard};

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};

use super::keys::{API_V3_KEY, vector_path};
use super::orders::{Behaviour, Order, Orders, Returning, Sent, Standing};
use super::server::{Reply, Request, Server};
use super::{alipay, bills, wechat};
use crate::alipay::Alipay;
use crate::wechat::Wechat;
use crate::{Channel, Fen, beijing, keys};

type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// Both providers.
pub struct Provider {
    /// The server, with what it was asked.
    pub server: Server,
    orders: Arc<Mutex<Orders>>,
    now: Clock,
}

impl fmt::Debug for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Provider").field("origin", &self.server.origin).finish_non_exhaustive()
    }
}

impl Provider {
    /// Starts one whose messages are of the clock's time.
    pub async fn start(now: impl Fn() -> DateTime<Utc> + Send + Sync + 'static) -> Self {
        let (orders, now): (Arc<Mutex<Orders>>, Clock) = (Arc::default(), Arc::new(now));
        let (theirs, clock) = (Arc::clone(&orders), Arc::clone(&now));
        let origin = Arc::new(Mutex::new(String::new()));
        let known = Arc::clone(&origin);
        let server = Server::start(move |request| {
            let origin = known.lock().unwrap().clone();
            let mut orders = theirs.lock().unwrap();
            if orders.behaviour.away {
                return Reply { status: 503, ..Reply::default() };
            }
            let reply = if request.target.starts_with("/gateway.do") {
                ask_alipay(&mut orders, request, clock(), &origin)
            } else if let Some(file) = request.target.strip_prefix("/downloadBillFile.resource?fileId=") {
                Reply {
                    status: 200,
                    body: bills::alipay(&bills::lines(&orders, Channel::Alipay, day(file))),
                    ..Reply::default()
                }
            } else {
                ask_wechat(&mut orders, request, clock())
            };
            let lost = orders.behaviour.answers_lost && !request.target.contains("bill");
            if lost { Reply { status: 200, cut_off: true, ..Reply::default() } } else { reply }
        })
        .await;
        origin.lock().unwrap().clone_from(&server.origin);
        Self { server, orders, now }
    }

    /// WeChat Pay as a merchant here uses it.
    #[must_use]
    pub fn wechat(&self, notify_url: &str) -> Wechat {
        Wechat::new(wechat::config(&self.server.origin, notify_url)).unwrap()
    }

    /// Alipay as a merchant here uses it.
    #[must_use]
    pub fn alipay(&self, notify_url: &str) -> Alipay {
        Alipay::new(alipay::config(&self.server.origin, notify_url)).unwrap()
    }

    /// The settings, as flags, of a Gongzhi server whose providers are here.
    #[must_use]
    pub fn settings(&self) -> Vec<String> {
        let key = |name: &str| format!("@{}", vector_path(name).display());
        let origin = &self.server.origin;
        [
            ("wechat-endpoint", origin.clone()),
            ("wechat-appid", wechat::APPID.to_owned()),
            ("wechat-mchid", wechat::MCHID.to_owned()),
            ("wechat-certificate-serial", wechat::CERTIFICATE.to_owned()),
            ("wechat-key", key("merchant.key.pem")),
            ("wechat-api-v3-key", API_V3_KEY.to_owned()),
            ("wechat-public-key-id", wechat::PUBLIC_KEY_ID.to_owned()),
            ("wechat-public-key", key("platform-key.pub.pem")),
            ("alipay-endpoint", format!("{origin}/gateway.do")),
            ("alipay-app-id", alipay::APP_ID.to_owned()),
            ("alipay-seller-id", alipay::SELLER_ID.to_owned()),
            ("alipay-key", key("alipay-app.key.pem")),
            ("alipay-public-key", key("alipay.pub.pem")),
        ]
        .map(|(name, value)| format!("--{name}={value}"))
        .to_vec()
    }

    fn orders(&self) -> MutexGuard<'_, Orders> {
        self.orders.lock().unwrap()
    }

    fn order(&self, number: &str) -> Order {
        self.orders().all.get(number).cloned().unwrap_or_else(|| panic!("no order {number}"))
    }

    /// Lets it behave in another way from now on.
    pub fn behave(&self, change: impl FnOnce(&mut Behaviour)) {
        change(&mut self.orders().behaviour);
    }

    /// Whether an order can still be paid.
    #[must_use]
    pub fn is_open(&self, number: &str) -> bool {
        self.order(number).standing == Standing::Waiting
    }

    /// How much of an order went back, in fen.
    #[must_use]
    pub fn refunded(&self, number: &str) -> i64 {
        let order = self.order(number);
        order
            .refunds
            .values()
            .filter(|(_, state)| matches!(state, Returning::Done { .. }))
            .map(|(fen, _)| fen)
            .sum()
    }

    /// Somebody pays an order at a time. Nobody is told of it yet.
    pub fn pay(&self, number: &str, at: DateTime<Utc>) {
        let mut orders = self.orders();
        let count = orders.all.len();
        let order = orders.all.get_mut(number).unwrap_or_else(|| panic!("no order {number}"));
        let transaction = format!("42{}{count:04}", &number[number.len() - 12..]);
        order.standing = Standing::Paid { at, transaction };
    }

    /// Money goes back in the provider's own pages.
    pub fn refund(&self, order: &str, number: &str, fen: i64) {
        self.orders().refund(order, number, fen, (self.now)()).unwrap();
    }

    /// Refunds that are on their way end: the money is back, or never will be.
    pub fn end_refunds(&self, done: bool) {
        let now = (self.now)();
        let mut orders = self.orders();
        let waiting = orders.all.values_mut().flat_map(|order| order.refunds.values_mut());
        for (_, state) in waiting.filter(|(_, state)| *state == Returning::OnItsWay) {
            *state = if done { Returning::Done { at: now } } else { Returning::Closed };
        }
    }

    /// The callback of a payment, as the provider sends it now.
    #[must_use]
    pub fn paid(&self, number: &str) -> Sent {
        self.paid_as(number, self.order(number).fen)
    }

    /// The same with another amount, in fen.
    #[must_use]
    pub fn paid_as(&self, number: &str, fen: i64) -> Sent {
        let order = Order { fen, ..self.order(number) };
        match order.channel {
            Channel::Alipay => alipay::notification(notified(number, &order)),
            _ => {
                let resource = transaction(number, &order);
                wechat::callback((self.now)(), "transaction", "TRANSACTION.SUCCESS", &resource)
            }
        }
    }

    /// The callback of a refund, as the provider sends it now.
    #[must_use]
    pub fn returned(&self, number: &str, refund: &str) -> Sent {
        let order = self.order(number);
        let (fen, state) = order.refunds[refund];
        if order.channel == Channel::Alipay {
            let mut parameters = notified(number, &order);
            parameters.insert("gmt_refund".to_owned(), format!("{}.123", beijing::write((self.now)())));
            parameters.insert("refund_fee".to_owned(), yuan(fen));
            parameters.insert("out_biz_no".to_owned(), refund.to_owned());
            return alipay::notification(parameters);
        }
        let mut resource = refund_message(number, refund, fen, state);
        resource["mchid"] = json!(wechat::MCHID);
        resource["refund_status"] = resource["status"].take();
        resource.as_object_mut().unwrap().remove("status");
        let event = if state == Returning::Closed { "REFUND.CLOSED" } else { "REFUND.SUCCESS" };
        wechat::callback((self.now)(), "refund", event, &resource)
    }
}

fn yuan(fen: i64) -> String {
    Fen::new(fen).unwrap().yuan()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn transaction(number: &str, order: &Order) -> Value {
    let mut value = json!({
        "appid": wechat::APPID, "mchid": wechat::MCHID, "out_trade_no": number, "trade_type": "NATIVE",
        "trade_state_desc": "…",
        "amount": {"total": order.fen, "payer_total": order.fen, "currency": "CNY", "payer_currency": "CNY"},
    });
    match &order.standing {
        Standing::Waiting => value["trade_state"] = json!("NOTPAY"),
        Standing::Closed => value["trade_state"] = json!("CLOSED"),
        Standing::Paid { at, transaction } => {
            value["trade_state"] = json!(if order.refunds.is_empty() { "SUCCESS" } else { "REFUND" });
            value["transaction_id"] = json!(transaction);
            value["success_time"] = json!(beijing::write_rfc3339(*at));
            value["payer"] = json!({"openid": "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"});
        }
    }
    value
}

fn refund_message(order: &str, number: &str, fen: i64, state: Returning) -> Value {
    let mut value = json!({
        "out_trade_no": order, "out_refund_no": number,
        "amount": {"refund": fen, "total": fen, "currency": "CNY"},
    });
    match state {
        Returning::OnItsWay => value["status"] = json!("PROCESSING"),
        Returning::Closed => value["status"] = json!("CLOSED"),
        Returning::Done { at } => {
            value["status"] = json!("SUCCESS");
            value["success_time"] = json!(beijing::write_rfc3339(at));
        }
    }
    value
}

/// WeChat Pay.
fn ask_wechat(orders: &mut Orders, request: &Request, now: DateTime<Utc>) -> Reply {
    if let Some(refusal) = wechat::checked(request) {
        return refusal;
    }
    let signed = |status, body: &Value| {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        wechat::signed_at(now.timestamp(), "platform-key", wechat::PUBLIC_KEY_ID, status, &body)
    };
    let none = |code: &str| signed(404, &json!({"code": code, "message": "…"}));
    let body: Value = serde_json::from_str(&request.body).unwrap_or_default();
    let text = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
    let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
    let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    match (request.method.as_str(), &parts[..]) {
        ("POST", ["v3", "pay", "transactions", "native"]) => {
            let number = text("out_trade_no");
            orders.open(&number, Channel::Wechat, body["amount"]["total"].as_i64().unwrap());
            signed(200, &json!({"code_url": format!("weixin://wxpay/bizpayurl?pr={}", &number[..12])}))
        }
        ("POST", ["v3", "pay", "transactions", "out-trade-no", number, "close"]) => {
            match orders.all.get_mut(*number) {
                None => none("ORDER_NOT_EXIST"),
                Some(Order { standing: Standing::Paid { .. }, .. }) => {
                    signed(400, &json!({"code": "ORDERPAID", "message": "…"}))
                }
                Some(order) => {
                    order.standing = Standing::Closed;
                    signed(204, &Value::Null)
                }
            }
        }
        ("GET", ["v3", "pay", "transactions", "out-trade-no", number]) => match orders.all.get(*number) {
            None => none("ORDER_NOT_EXIST"),
            Some(order) => signed(200, &transaction(number, order)),
        },
        ("POST", ["v3", "refund", "domestic", "refunds"]) => {
            let (order, number) = (text("out_trade_no"), text("out_refund_no"));
            match orders.refund(&order, &number, body["amount"]["refund"].as_i64().unwrap(), now) {
                None => signed(400, &json!({"code": "INVALID_REQUEST", "message": "…"})),
                Some(()) => {
                    let (fen, state) = orders.all[&order].refunds[&number];
                    signed(200, &refund_message(&order, &number, fen, state))
                }
            }
        }
        ("GET", ["v3", "refund", "domestic", "refunds", number]) => {
            let found = orders.all.iter().find_map(|(order, of)| Some((order, of.refunds.get(*number)?)));
            match found {
                None => none("RESOURCE_NOT_EXISTS"),
                Some((order, (fen, state))) => signed(200, &refund_message(order, number, *fen, *state)),
            }
        }
        ("GET", ["v3", "bill", "tradebill"]) if orders.behaviour.no_bill => {
            signed(400, &json!({"code": "NO_STATEMENT_EXIST", "message": "…"}))
        }
        ("GET", ["v3", "bill", "tradebill"]) => {
            let date = query.split('&').find_map(|pair| pair.strip_prefix("bill_date=")).unwrap();
            let bytes = bills::wechat(&bills::lines(orders, Channel::Wechat, day(date)));
            let address = format!("https://api.mch.weixin.qq.com/v3/billdownload/file?token={date}");
            let hash = keys::sha1(&bytes);
            signed(200, &json!({"hash_type": "SHA1", "hash_value": hash, "download_url": address}))
        }
        ("GET", ["v3", "billdownload", "file"]) => {
            let date = query.strip_prefix("token=").unwrap();
            let body = bills::wechat(&bills::lines(orders, Channel::Wechat, day(date)));
            // Not signed, as in truth.
            Reply { status: 200, body, ..Reply::default() }
        }
        _ => Reply { status: 404, ..Reply::default() },
    }
}

/// What a notification and a query of Alipay say of an order.
fn notified(number: &str, order: &Order) -> BTreeMap<String, String> {
    let mut pairs = vec![
        ("app_id", alipay::APP_ID.to_owned()),
        ("seller_id", alipay::SELLER_ID.to_owned()),
        ("notify_type", "trade_status_sync".to_owned()),
        ("out_trade_no", number.to_owned()),
        ("total_amount", yuan(order.fen)),
        ("version", "1.0".to_owned()),
    ];
    match &order.standing {
        Standing::Waiting => pairs.push(("trade_status", "WAIT_BUYER_PAY".to_owned())),
        Standing::Closed => pairs.push(("trade_status", "TRADE_CLOSED".to_owned())),
        Standing::Paid { at, transaction } => {
            pairs.push(("trade_status", "TRADE_SUCCESS".to_owned()));
            pairs.push(("trade_no", transaction.clone()));
            pairs.push(("gmt_payment", beijing::write(*at)));
        }
    }
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// Alipay.
fn ask_alipay(orders: &mut Orders, request: &Request, now: DateTime<Utc>, origin: &str) -> Reply {
    let body = match alipay::checked(request) {
        None => alipay::NOT_SIGNED.to_owned(),
        Some(parameters) => {
            let content: Value = serde_json::from_str(&parameters["biz_content"]).unwrap();
            answered(orders, &parameters["method"], &content, now, origin)
        }
    };
    Reply { status: 200, body: body.into_bytes(), ..Reply::default() }
}

/// The end of a JSON object, as [`alipay::success`] takes it.
fn more(value: &Value) -> String {
    let text = value.to_string();
    format!(",{}", &text[1..text.len() - 1])
}

fn answered(orders: &mut Orders, method: &str, content: &Value, now: DateTime<Utc>, origin: &str) -> String {
    let text = |name: &str| content[name].as_str().unwrap_or_default().to_owned();
    let number = text("out_trade_no");
    let fen = |name: &str| Fen::from_yuan(&text(name)).unwrap().get();
    match method {
        "alipay.trade.precreate" => {
            orders.open(&number, Channel::Alipay, fen("total_amount"));
            let code = format!("https://qr.alipay.com/{}", &number[..12]);
            alipay::success(method, &more(&json!({"out_trade_no": number, "qr_code": code})))
        }
        "alipay.trade.query" => match orders.all.get(&number) {
            // What nobody scanned, Alipay does not know.
            Some(Order { standing: Standing::Paid { at, transaction }, fen, refunds, .. }) => {
                let gone = |(_, state): &&(i64, Returning)| *state != Returning::Closed;
                let back: i64 = refunds.values().filter(gone).map(|(fen, _)| fen).sum();
                let state = if back == *fen { "TRADE_CLOSED" } else { "TRADE_SUCCESS" };
                let trade = json!({
                    "out_trade_no": number, "trade_no": transaction, "trade_status": state,
                    "total_amount": yuan(*fen), "send_pay_date": beijing::write(*at),
                });
                alipay::success(method, &more(&trade))
            }
            _ => alipay::refusal(method, "ACQ.TRADE_NOT_EXIST"),
        },
        "alipay.trade.close" => match orders.all.get(&number) {
            Some(Order { standing: Standing::Paid { .. }, .. }) => {
                alipay::refusal(method, "ACQ.TRADE_STATUS_ERROR")
            }
            _ => alipay::refusal(method, "ACQ.TRADE_NOT_EXIST"),
        },
        "alipay.trade.refund" => {
            let refund = text("out_request_no");
            if orders.refund(&number, &refund, fen("refund_amount"), now).is_none() {
                return alipay::refusal(method, "ACQ.REASON_TRADE_REFUND_FEE_ERR");
            }
            let (_, state) = orders.all[&number].refunds[&refund];
            let moved = match state {
                Returning::Done { at } => {
                    json!({"out_trade_no": number, "fund_change": "Y", "gmt_refund_pay": beijing::write(at)})
                }
                _ => json!({"out_trade_no": number, "fund_change": "N"}),
            };
            alipay::success(method, &more(&moved))
        }
        "alipay.trade.fastpay.refund.query" => {
            let refund = text("out_request_no");
            let found = orders.all.get(&number).and_then(|order| order.refunds.get(&refund));
            let Some((fen, state)) = found else { return alipay::success(method, "") };
            let mut value = json!({
                "out_trade_no": number, "out_request_no": refund, "refund_amount": yuan(*fen),
            });
            if let Returning::Done { at } = state {
                value["refund_status"] = json!("REFUND_SUCCESS");
                value["gmt_refund_pay"] = json!(beijing::write(*at));
            }
            alipay::success(method, &more(&value))
        }
        "alipay.data.dataservice.bill.downloadurl.query" if orders.behaviour.no_bill => {
            alipay::refusal(method, "isp.bill_not_exist")
        }
        "alipay.data.dataservice.bill.downloadurl.query" => {
            let address = format!("{origin}/downloadBillFile.resource?fileId={}", text("bill_date"));
            alipay::success(method, &more(&json!({"bill_download_url": address})))
        }
        _ => alipay::NOT_SIGNED.to_owned(),
    }
}
