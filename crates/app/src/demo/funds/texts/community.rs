//! Projects of the community's fund.

use super::super::{Which::Community, votes::Answers};
use super::projects::{Course, Named, ProjectWords, part, project};

const GARDENER: &str = "望舒花木店";
const HARDWARE: &str = "巷口五金店";

/// All of them.
pub(super) const PROJECTS: [ProjectWords; 18] = [
    project(
        Community,
        (676, 2),
        "三号楼前荒地变花园",
        "楼前一块荒地长年堆杂物。清走以后翻土、铺小路、种耐阴的花，六户人家轮流浇水。",
        GARDENER,
        &[
            part("土和路砖", "签约预付，清场铺路", 3_200).serves("courtyard"),
            part("花苗", "种植完成", 2_600).serves("courtyard"),
            part("浇水工具", "养护满一个月", 800),
        ],
    )
    .of("三号楼花友小组"),
    project(
        Community,
        (655, 5),
        "社区工具借用屋",
        "电钻、梯子、手推车谁家都用得着，用的时候又少。在车棚隔出一间，登记借用，坏了大家修。",
        HARDWARE,
        &[part("工具", "签约预付，购置工具", 5_600), part("货架和门锁", "开始借用", 2_300)],
    )
    .with(&[Named::Council]),
    project(
        Community,
        (630, 8),
        "非机动车棚加充电口",
        "车棚只有四个充电口，大家拉线到楼道里充，不安全。加装十二个带断电保护的充电口。",
        "云汀电器安装部",
        &[
            part("充电设备", "签约预付，设备订购", 8_400),
            part("线路和箱体", "线路敷设完成", 5_200),
            part("消防器材", "验收通电", 1_900),
        ],
    )
    .answered(Answers::OneAbstains),
    project(
        Community,
        (445, 3),
        "一楼入口缓坡和扶手",
        "七栋楼的入口都有三级台阶，坐轮椅和推婴儿车的进不去。做可拆的缓坡，加一侧扶手。",
        "溪口建筑队",
        &[
            part("缓坡", "签约预付，制作首批", 7_200),
            part("扶手", "四栋装好", 4_800),
            part("防滑和标识", "七栋全部装好", 2_100),
        ],
    )
    .goes(Course::ReturnedOnce),
    project(
        Community,
        (420, 10),
        "孩子们的跳蚤书市",
        "每季度办一次书市，孩子拿看过的书来换。添二十张折叠桌和遮阳篷，以后社区活动都能用。",
        "望舒文具店",
        &[part("折叠桌", "签约预付，购置", 4_200), part("遮阳篷", "第一次书市", 3_100).serves("children")],
    ),
    project(
        Community,
        (640, 12),
        "夜跑打卡奖品",
        "给坚持夜跑的居民发奖品，带动大家锻炼。",
        "镇体育用品店",
        &[part("奖品首批", "签约预付", 3_000), part("奖品第二批", "年底发完", 3_000)],
    )
    .goes(Course::Withdrawn),
    project(
        Community,
        (410, 14),
        "地面停车位重新划线加宽",
        "把停车位加宽，车门好开一些，少几个车位。",
        "云汀交通设施部",
        &[part("旧线清除", "签约预付", 6_800), part("划线", "划线完成", 7_500)],
    )
    .answered(Answers::No),
    project(
        Community,
        (82, 4),
        "四点半小课堂",
        "放学到父母下班有一段空当。活动室每天开到六点，请退休老师和大学生看护，孩子写作业、下棋。",
        "社区文化站",
        &[
            part("桌椅和棋具", "签约预付，布置活动室", 4_600).serves("children"),
            part("看护补贴", "满一个月", 6_000),
        ],
    )
    .of("放学后家长小组"),
    project(
        Community,
        (72, 9),
        "楼道旧物清理日",
        "十二栋楼分四个周末清理楼道旧物，能用的送二手屋，不能用的统一拉走，再把墙面刷一遍。",
        "镇环卫服务站",
        &[part("清运", "签约预付，前六栋", 5_200), part("涂料", "十二栋完成", 6_400)],
    )
    .goes(Course::ReportReturned),
    project(
        Community,
        (50, 6),
        "屋顶菜园试点",
        "五号楼屋顶承重验算过，放六十个种植箱，各家认领，收的菜分给行动不便的邻居一份。",
        GARDENER,
        &[
            part("种植箱和土", "签约预付，种植箱到位", 6_300).serves("courtyard"),
            part("滴灌", "第一茬收获", 2_700),
        ],
    )
    .with(&[Named::Neighbour, Named::Silent])
    .answered(Answers::OneIsSilent),
    project(
        Community,
        (40, 0),
        "楼前小广场遮荫长廊",
        "小广场夏天晒得坐不住。搭一段爬藤长廊，下面放长椅，老人下棋、孩子玩都有地方。",
        GARDENER,
        &[
            part("廊架", "签约预付，廊架订做", 8_800),
            part("长椅", "廊架装好", 4_200),
            part("藤苗和养护", "爬藤种好", 1_600).serves("courtyard"),
        ],
    )
    .of("小广场楼组"),
    project(
        Community,
        (29, 7),
        "信报箱换新",
        "八号楼信报箱锈坏多年，换成带大格的，能放小包裹。",
        HARDWARE,
        &[part("信报箱", "签约预付，订做", 3_900), part("安装", "安装完成", 900)],
    ),
    project(
        Community,
        (19, 11),
        "垃圾投放点洗手池",
        "四个投放点加洗手池和雨棚，冬天也能用，排水接到污水井。",
        "云汀水暖安装部",
        &[part("洗手池和管件", "签约预付，备料", 5_400), part("雨棚和安装", "四处完成", 4_800)],
    )
    .answered(Answers::TwoSoFar),
    project(
        Community,
        (9, 13),
        "邻里厨房开放日",
        "活动室的厨房每月开放两天，各家轮流教一道拿手菜，做好的菜送给独居老人。",
        "镇厨具店",
        &[part("炊具", "签约预付，购置炊具", 3_300), part("食材", "满四次", 2_400)],
    ),
    project(
        Community,
        (12, 1),
        "小区步道夜光导向线",
        "晚上步道转弯多、灯又暗，沿边贴夜光导向线，路口画脚印，孩子也看得懂。",
        "云汀交通设施部",
        &[part("夜光材料", "签约预付，备料", 2_800), part("施工", "全部贴好", 2_200)],
    ),
    project(
        Community,
        (6, 15),
        "地下室改乒乓球室",
        "十号楼地下室空着，收拾出来放两张乒乓球台，装除湿机和通风。",
        "镇体育用品店",
        &[part("球台", "签约预付", 4_400), part("除湿和通风", "开放使用", 5_800)],
    )
    .goes(Course::Returned),
    project(
        Community,
        (1, 0),
        "宠物拾便箱",
        "在四个常遛狗的路口放拾便箱和纸袋，养狗的几家轮流补。",
        HARDWARE,
        &[part("拾便箱", "签约预付，购置", 1_600), part("纸袋", "用满三个月", 900)],
    ),
    project(
        Community,
        (400, 2),
        "电梯广告屏维修",
        "电梯里的广告屏坏了两块，想用基金修好。",
        "云汀电器安装部",
        &[part("配件", "签约预付", 1_800), part("维修", "修好", 1_200)],
    )
    .goes(Course::ScreenedOut),
];
