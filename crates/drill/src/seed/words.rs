//! The words of seeded tickets, and what is searched in them.

/// What is searched, and in how many tickets it is.
pub(crate) const SEARCHES: [(&str, &str); 6] = [
    ("路灯", "in three of ten"),
    ("井盖", "in one of a hundred"),
    ("第4711号", "in one of ten thousand"),
    ("路灯 积水", "each in many, both in one of a hundred"),
    ("street lamp", "English, in one of a hundred"),
    ("饕餮", "in none"),
];

/// A number that belongs to an index and looks like chance.
pub(crate) fn scattered(index: usize, seed: usize) -> usize {
    let mixed = index.wrapping_add(seed).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 33
}

/// What is wrong, in some forty characters.
pub(crate) fn text(index: usize) -> String {
    let of = |seed: usize, out_of: usize| scattered(index, seed) % out_of;
    let place = ["村口", "学校门前", "石桥边", "菜市场", "老槐树下", "卫生室旁"][of(1, 6)];
    let what = match of(2, 100) {
        0..30 => "路灯不亮，晚上看不清",
        30..31 => "井盖丢了，很危险",
        31..32 => "the street lamp is broken",
        32..52 => "下雨以后积水，走不过去",
        52..75 => "垃圾堆了好几天没人清理",
        _ => "路面坑坑洼洼，骑车容易摔",
    };
    let more = if of(3, 30) == 0 { "，旁边还有积水" } else { "，请尽快来看看" };
    format!("{place}{what}{more}（第{}号）", of(4, 10_000))
}
