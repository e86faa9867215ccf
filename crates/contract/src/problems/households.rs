//! Problems of households.

crate::problems! {
    /// A sibling has the number.
    HOUSEHOLD_NUMBER_TAKEN = "household_number_taken", 409,
        title: ["门牌号已存在", "門牌號已存在", "Number taken"],
        detail: ["同一处已有这个门牌号的住户。", "同一處已有這個門牌號的住戶。", "Another household here has this number."];
    /// The file is no table that can be read.
    IMPORT_FILE_UNREADABLE = "import_file_unreadable", 422,
        title: ["无法读取文件", "無法讀取檔案", "The file cannot be read"],
        detail: ["请上传 .xlsx 或 .csv 文件（UTF-8 或 GBK 编码）：{reason}", "請上傳 .xlsx 或 .csv 檔案（UTF-8 或 GBK 編碼）：{reason}", "Please send a .xlsx or .csv file (UTF-8 or GBK): {reason}"];
    /// More lines than one import may have.
    IMPORT_TOO_MANY_ROWS = "import_too_many_rows", 422,
        title: ["行数太多", "行數太多", "Too many rows"],
        detail: ["一次最多导入 {max} 行，请分成几个文件。", "一次最多匯入 {max} 行，請分成幾個檔案。", "One import takes at most {max} rows. Please split the file."];
    /// The area has too many places in it.
    IMPORT_AREA_TOO_LARGE = "import_area_too_large", 422,
        title: ["区域太大", "區域太大", "The area is too large"],
        detail: ["请选择小一些的区域导入（其下最多 {max} 个区域）。", "請選擇小一些的區域匯入（其下最多 {max} 個區域）。", "Choose a smaller area to import into (at most {max} places in it)."];
    /// The store changed between preview and confirmation.
    IMPORT_PREVIEW_STALE = "import_preview_stale", 409,
        title: ["预览之后数据有变动", "預覽之後資料有變動", "Changed since the preview"],
        detail: ["预览之后有人改动了相关住户，没有导入任何内容。请重新上传并核对。", "預覽之後有人改動了相關住戶，沒有匯入任何內容。請重新上傳並核對。", "Somebody changed these households after the preview. Nothing was imported; upload the file again and check."];
}
