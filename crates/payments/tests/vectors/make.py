#!/usr/bin/env python3
"""Makes the keys and the recorded messages in this directory; see README.md.

The signatures are made by the openssl program and the ciphertexts by Python's `cryptography`, so that the crate is
tested against code that it does not share.
"""

import base64
import json
import pathlib
import subprocess
from urllib.parse import quote_plus

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

HERE = pathlib.Path(__file__).parent
API_V3_KEY = "of our own, 32 bytes for a test."
PUBLIC_KEY_ID = "PUB_KEY_ID_0114232134912410000000000000"
NOW = 1_782_873_000  # 2026-07-01T10:30:00+08:00
SERIALS = {"platform-1": "5157F09EFDC096DE15EBE81A47057A7232F1B8E1", "platform-2": "0157F09EFDC096DE15EBE81A47057A7232F1B8E2"}


def openssl(*arguments, feed=None):
    return subprocess.run(["openssl", *arguments], input=feed, capture_output=True, check=True, cwd=HERE).stdout


def make_keys():
    for name in ["merchant", "platform-1", "platform-2", "platform-key", "alipay-app", "alipay", "stranger"]:
        if (HERE / f"{name}.key.pem").exists():
            continue
        openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", f"{name}.key.pem")
        openssl("pkey", "-in", f"{name}.key.pem", "-pubout", "-out", f"{name}.pub.pem")
    for name, serial in SERIALS.items():
        if not (HERE / f"{name}.crt.pem").exists():
            openssl(
                "req", "-x509", "-new", "-key", f"{name}.key.pem", "-sha256", "-days", "3650",
                "-set_serial", f"0x{serial}", "-subj", f"/C=CN/O=Of our own/CN={name}",
                "-addext", "basicConstraints=critical,CA:FALSE", "-out", f"{name}.crt.pem",
            )


def sign(key, message):
    raw = openssl("dgst", "-sha256", "-sign", f"{key}.key.pem", feed=message.encode())
    return base64.b64encode(raw).decode()


def seal(plain, nonce, associated_data):
    sealed = AESGCM(API_V3_KEY.encode()).encrypt(nonce.encode(), plain.encode(), associated_data.encode())
    return base64.b64encode(sealed).decode()


def headers(key, serial, nonce, body):
    return {
        "Wechatpay-Timestamp": str(NOW),
        "Wechatpay-Nonce": nonce,
        "Wechatpay-Serial": serial,
        "Wechatpay-Signature-Type": "WECHATPAY2-SHA256-RSA2048",
        "Wechatpay-Signature": sign(key, f"{NOW}\n{nonce}\n{body}\n"),
    }


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def callback(key, serial, kind, event, resource):
    body = compact({
        "id": "EV-2026070110300000001",
        "create_time": "2026-07-01T10:30:00+08:00",
        "resource_type": "encrypt-resource",
        "event_type": event,
        "summary": "…",
        "resource": {
            "original_type": kind,
            "algorithm": "AEAD_AES_256_GCM",
            "ciphertext": seal(compact(resource), "fdasflkja484", kind),
            "associated_data": kind,
            "nonce": "fdasflkja484",
        },
    })
    return {"headers": headers(key, serial, "c5ac7061fccab6bf3e254dcf98995b8c", body), "body": body}


def save(name, value):
    (HERE / name).write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def make_wechat():
    body = compact({"appid": "wxd678efh567hg6787", "description": "公益金", "amount": {"total": 8800}})
    message = f"POST\n/v3/pay/transactions/native\n{NOW}\n593BEC0C930BF1AFEB40B4A08C8FB242\n{body}\n"
    save("wechat-request.json", {"message": message, "signature": sign("merchant", message)})
    save("wechat-paid.json", callback("platform-key", PUBLIC_KEY_ID, "transaction", "TRANSACTION.SUCCESS", {
        "transaction_id": "4200000925202607011234567890",
        "appid": "wxd678efh567hg6787",
        "mchid": "1900007291",
        "out_trade_no": "G20260701000001",
        "trade_type": "NATIVE",
        "trade_state": "SUCCESS",
        "trade_state_desc": "支付成功",
        "bank_type": "OTHERS",
        "success_time": "2026-07-01T10:29:58+08:00",
        "payer": {"openid": "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"},
        "amount": {"total": 8800, "payer_total": 8800, "currency": "CNY", "payer_currency": "CNY"},
    }))
    save("wechat-refunded.json", callback("platform-1", SERIALS["platform-1"], "refund", "REFUND.SUCCESS", {
        "mchid": "1900007291",
        "transaction_id": "4200000925202607011234567890",
        "out_trade_no": "G20260701000001",
        "refund_id": "50200207182026070100011301001",
        "out_refund_no": "R20260701000001",
        "refund_status": "SUCCESS",
        "success_time": "2026-07-01T10:29:59+08:00",
        "user_received_account": "支付用户零钱",
        "amount": {"total": 8800, "refund": 3000, "payer_total": 8800, "payer_refund": 3000},
    }))
    data = [{
        "serial_no": serial,
        "effective_time": "2026-01-01T00:00:00+08:00",
        "expire_time": "2031-01-01T00:00:00+08:00",
        "encrypt_certificate": {
            "algorithm": "AEAD_AES_256_GCM",
            "nonce": f"{index}1f9c719728a",
            "associated_data": "certificate",
            "ciphertext": seal((HERE / f"{name}.crt.pem").read_text(), f"{index}1f9c719728a", "certificate"),
        },
    } for index, (name, serial) in enumerate(SERIALS.items())]
    body = compact({"data": data})
    save("wechat-certificates.json", {
        "headers": headers("platform-2", SERIALS["platform-2"], "8e3ab05ccbbd4ba2a2bb8f2ee6ed5fe9", body), "body": body,
    })


def make_alipay():
    content = compact({"out_trade_no": "G20260701000001", "total_amount": "88.00", "subject": "公益金"})
    message = "&".join([
        "app_id=2021001144680325", f"biz_content={content}", "charset=utf-8", "format=JSON",
        "method=alipay.trade.precreate", "notify_url=https://town.example/callbacks/alipay", "sign_type=RSA2",
        "timestamp=2026-07-01 10:30:00", "version=1.0",
    ])
    save("alipay-request.json", {"message": message, "signature": sign("alipay-app", message)})
    # The slashes and the odd blanks are part of what is signed.
    node = '{"code":"10000", "msg":"Success","out_trade_no":"G20260701000001","qr_code":"https:\\/\\/qr.alipay.com\\/bavh4wjlxf12tper3a"}'
    save("alipay-precreate.json", {"body": f'{{"alipay_trade_precreate_response":{node},"sign":"{sign("alipay", node)}"}}'})
    parameters = {
        "app_id": "2021001144680325", "auth_app_id": "2021001144680325", "buyer_id": "2088002582656381",
        "buyer_pay_amount": "88.00", "charset": "utf-8", "gmt_create": "2026-07-01 10:29:50",
        "gmt_payment": "2026-07-01 10:29:58", "notify_id": "2026070100222105938056380529774436",
        "notify_time": "2026-07-01 10:29:59", "notify_type": "trade_status_sync", "out_trade_no": "G20260701000001",
        "receipt_amount": "88.00", "seller_id": "2088031940831575", "subject": "公益金 + 100%",
        "fund_bill_list": '[{"amount":"88.00","fundChannel":"PCREDIT"}]',
        "total_amount": "88.00", "trade_no": "2026070122001456380542497258", "trade_status": "TRADE_SUCCESS", "version": "1.0",
    }
    signature = sign("alipay", "&".join(f"{name}={value}" for name, value in sorted(parameters.items())))
    sent = {**parameters, "sign_type": "RSA2", "sign": signature}
    save("alipay-paid.json", {"body": "&".join(f"{name}={quote_plus(value)}" for name, value in sent.items())})


make_keys()
make_wechat()
make_alipay()
