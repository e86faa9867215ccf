//! Problems of keys for other systems.

crate::problems! {
    /// The area has as many keys as it may.
    API_KEYS_FULL = "api_keys_full", 409,
        title: ["接口密钥已满", "介面金鑰已滿", "Too many keys"],
        detail: ["一个区域最多有 {max} 个有效的接口密钥。请先撤销不用的。", "一個區域最多有 {max} 個有效的介面金鑰。請先撤銷不用的。", "An area has at most {max} keys in force. Revoke one that is not used."];
}
