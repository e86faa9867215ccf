//! Problems with roles.

crate::problems! {
    /// Residents come from household memberships.
    RESIDENT_NOT_GRANTED = "resident_not_granted", 422,
        title: ["居民身份不能授予", "居民身分不能授予", "Residence is not granted"],
        detail: ["居民身份来自住户登记：请让本人用住户码加入，或由网格员确认。", "居民身分來自住戶登記：請讓本人用住戶碼加入，或由網格員確認。", "Residents come from households: let the person join with a household code, or have the grid worker confirm them."];
    /// Nobody gives themselves a role.
    GRANT_TO_ONESELF = "grant_to_oneself", 403,
        title: ["不能给自己授权", "不能給自己授權", "Not to oneself"],
        detail: ["不能给自己授权。请让另一位有权限的人办理。", "不能給自己授權。請讓另一位有權限的人辦理。", "You cannot give yourself a role. Ask somebody else who may."];
    /// The person holds the role there in that time already.
    GRANT_HELD = "grant_held", 409,
        title: ["已有此授权", "已有此授權", "Held already"],
        detail: ["此人在这个区域、这段时间内已有这个角色。", "此人在這個區域、這段時間內已有這個角色。", "This person holds this role here in that time already."];
    /// Taken back already, or over.
    GRANT_ENDED = "grant_ended", 409,
        title: ["授权已结束", "授權已結束", "The grant has ended"],
        detail: ["这项授权已经收回或到期，无需再办。", "這項授權已經收回或到期，無需再辦。", "This grant was taken back or has run out; nothing is left to do."];
    /// Without it nobody could give roles there any more.
    LAST_ADMINISTRATOR = "last_administrator", 409,
        title: ["最后一位管理员", "最後一位管理員", "The last administrator"],
        detail: ["这个区域再没有别的管理员。请先授权另一位管理员，再收回这一项。", "這個區域再沒有別的管理員。請先授權另一位管理員，再收回這一項。", "Nobody else administers this area. Give the role to somebody else first, then take this one back."];
}
