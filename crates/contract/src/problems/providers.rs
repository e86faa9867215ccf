//! Problems of providers.

crate::problems! {
    /// It serves no more.
    PROVIDER_ENDED = "provider_ended", 409,
        title: ["服务单位已停止服务", "服務單位已停止服務", "The provider serves no more"],
        detail: ["这家服务单位已停止服务，不能再修改或提供新的内容。", "這家服務單位已停止服務，不能再修改或提供新的內容。", "This provider serves no more; it can neither be changed nor offer anything new."];
}
