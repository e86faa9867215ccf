//! Rules of areas, households and their imports, and memberships.

use super::{Rule, rule};

pub(super) const RULES: &[Rule] = &[
    rule(
        "identity_number",
        "身份证号有误，请核对",
        "身分證號有誤，請核對",
        "This identity number is not valid",
    ),
    rule("area_code", "编码应为 12 位数字", "編碼應為 12 位數字", "A code has 12 digits"),
    rule(
        "segment",
        "只能用小写字母、数字和短横，最多 16 位",
        "只能用小寫字母、數字和短橫，最多 16 位",
        "Use a-z, 0-9 and -, at most 16 characters",
    ),
    rule(
        "geojson",
        "边界不是有效的 GeoJSON 多边形",
        "邊界不是有效的 GeoJSON 多邊形",
        "The boundary is not a valid GeoJSON polygon",
    ),
    rule(
        "geojson_ring",
        "边界的每一圈至少四个点、首尾相同，并且围出一块地方",
        "邊界的每一圈至少四個點、首尾相同，並且圍出一塊地方",
        "Each ring of the boundary needs at least four positions, ends where it begins and encloses something",
    ),
    rule(
        "geojson_points",
        "边界最多 2000 个点，请简化后再提交",
        "邊界最多 2000 個點，請簡化後再提交",
        "A boundary has at most 2,000 positions; please simplify it",
    ),
    rule(
        "area_kind",
        "这一级区域不能放在所选的上级之下",
        "這一級區域不能放在所選的上級之下",
        "An area of this kind cannot lie in the chosen one",
    ),
    rule(
        "floor_area",
        "面积以平方米计，大于 0，最多两位小数",
        "面積以平方公尺計，大於 0，最多兩位小數",
        "A floor area is in square metres, above 0, with at most two places",
    ),
    rule("number_length", "门牌号最多 60 个字", "門牌號最多 60 個字", "A number has at most 60 characters"),
    rule("holder_name", "姓名最多 40 个字", "姓名最多 40 個字", "A name has at most 40 characters"),
    rule(
        "head_count",
        "人口是 0 到 1000 的整数",
        "人口是 0 到 1000 的整數",
        "A head count is a whole number up to 1,000",
    ),
    rule(
        "masked",
        "这里是打了星号的内容，与系统中的不一致；请填完整或留空",
        "這裡是打了星號的內容，與系統中的不一致；請填完整或留空",
        "This is masked and not the mask of what is stored; give it in full or leave it empty",
    ),
    rule("area_unknown", "找不到这个区域", "找不到這個區域", "There is no such place in the chosen area"),
    rule(
        "area_ambiguous",
        "有几个同名区域，请写上级，如 一网格/3栋",
        "有幾個同名區域，請寫上級，如 一網格/3棟",
        "Several places have this name; write what it lies in, too: Grid 1/Building 3",
    ),
    rule(
        "household_repeated",
        "文件中这一户重复了",
        "檔案中這一戶重複了",
        "This household is in the file twice",
    ),
    rule(
        "column_unknown",
        "不认识这一列，请用模板的列名",
        "不認識這一列，請用範本的列名",
        "Unknown column; use the template's names",
    ),
    rule("column_repeated", "这一列重复了", "這一列重複了", "This column is there twice"),
    rule(
        "column_missing",
        "缺少“门牌号”这一列",
        "缺少「門牌號」這一列",
        "The column for the number is missing",
    ),
    rule(
        "household_code",
        "邀请码是 8 位字母和数字",
        "邀請碼是 8 位字母和數字",
        "A household code has 8 letters and digits",
    ),
    rule(
        "code_or_household",
        "请填写邀请码，或者选择住户和您的身份，二者选一",
        "請填寫邀請碼，或者選擇住戶和您的身分，二者選一",
        "Give either a code, or a household and what you are to it",
    ),
];
