//! The words of a year of matters: sentences with a place and a time in them, so that hardly two reports are the same.

use super::{chance::Chance, texts::Matter};

/// Where a sentence can be said.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    /// Everywhere.
    Anywhere,
    /// Where people live above each other.
    Community,
    /// In a village.
    Village,
}

use At::{Anywhere, Community, Village};

/// A sentence: where it can be said, of which kind it is, what is reported with `{place}` and `{since}` in it, what is done.
type Sentence = (At, &'static str, &'static str, &'static str);

/// How many of a hundred reports end with a wish.
const WITH_A_WISH: i64 = 45;

#[rustfmt::skip]
const SENTENCES: [Sentence; 64] = [
    (Anywhere, "environment", "{place}的垃圾桶{since}没有清运，已经堆到外面了。", "当天清运完毕，并调整了清运班次。"),
    (Anywhere, "environment", "{place}有人乱倒装修垃圾，{since}没人管。", "已清走，在旁边装了监控和提示牌。"),
    (Community, "environment", "{place}的楼道堆着纸箱和旧家具，走路都要侧着身子。", "和住户说好，当天全部搬走，楼道已打扫。"),
    (Village, "environment", "{place}的水沟堵了，{since}污水漫到路上，气味很重。", "已疏通，沟底淤泥清走两车。"),
    (Anywhere, "environment", "{place}的分类垃圾房门口总是湿的，{since}苍蝇很多。", "已冲洗消杀，排水口加了箅子。"),
    (Village, "environment", "{place}的秸秆堆在路边，{since}风一吹到处都是。", "已联系合作社拉走打包。"),
    (Anywhere, "facilities", "{place}的健身器材少了一颗螺丝，{since}一直晃。", "螺丝补齐，整套器材检查过一遍。"),
    (Community, "facilities", "{place}的声控灯{since}不亮，晚上只能摸黑上楼。", "更换了灯头，楼上楼下都试过。"),
    (Community, "facilities", "{place}的电梯{since}停在半路两次，老人不敢坐。", "维保单位更换了门机皮带，试运行一天正常。"),
    (Anywhere, "facilities", "{place}的长椅断了一块木板，坐的时候会夹手。", "换上新木板，边角打磨过。"),
    (Village, "facilities", "{place}的广播{since}没有声音，通知听不到。", "功放烧了，已更换，晚上试播正常。"),
    (Community, "facilities", "{place}的信报箱门掉了，{since}信件淋湿了。", "门轴换新，其余几个也上了油。"),
    (Anywhere, "facilities", "{place}的无障碍坡道有一块砖松了，轮椅过不去。", "松动的地砖重新铺过，坡道加了防滑条。"),
    (Community, "facilities", "{place}的充电桩{since}扫码没反应，好几辆车排队。", "通信模块重启后恢复，厂家已登记更换。"),
    (Anywhere, "manholes", "{place}的井盖踩上去会响，{since}越来越松。", "井圈重新垫实，换了防响胶垫。"),
    (Anywhere, "manholes", "{place}的井盖缺了一角，晚上看不见。", "先放了警示桩，当晚换上新井盖。"),
    (Anywhere, "street_lamps", "{place}的路灯{since}不亮，放学的孩子看不清路。", "查出是线路接头进水，已处理，当晚亮灯。"),
    (Anywhere, "street_lamps", "{place}的路灯一闪一闪的，{since}都这样。", "更换镇流器，夜里复查正常。"),
    (Village, "street_lamps", "{place}的太阳能路灯只亮到九点，{since}后半夜全黑。", "电池老化，已更换，连看三晚亮到天明。"),
    (Anywhere, "roads", "{place}的路面有个坑，{since}下雨看不出深浅，已经有人摔了。", "冷补料填平，下周再做一次热补。"),
    (Anywhere, "roads", "{place}的减速带翘起来，过车像打雷一样响。", "拆下重新打孔固定，响声没有了。"),
    (Community, "roads", "{place}的地锁坏在路中间，{since}车进出都要绕。", "业主同意拆除，地面已补平。"),
    (Village, "roads", "{place}的会车处被土堆占了，{since}两辆车过不去。", "土堆清走，路肩用碎石压实。"),
    (Anywhere, "roads", "{place}的斑马线磨没了，过马路心里没底。", "已重新划线，并申请加装提示灯。"),
    (Anywhere, "greenery", "{place}的树枝伸到窗户上，{since}刮风就敲玻璃。", "已修剪，断口涂了伤口胶。"),
    (Anywhere, "greenery", "{place}的草坪枯了一大片，{since}没人浇水。", "喷头堵了，已清洗，补种了草皮。"),
    (Community, "greenery", "{place}的行道树生了虫，{since}车上全是黏的。", "已打药两遍，一周后复查。"),
    (Village, "greenery", "{place}的老树枯枝很粗，{since}风大的时候怕掉下来。", "请了登高车锯掉枯枝，树身做了支撑。"),
    (Anywhere, "order", "{place}的消防通道{since}停着一辆没人动的车。", "联系到车主挪走，划了禁停线。"),
    (Community, "order", "{place}的电动车停进楼道充电，{since}劝了不听。", "上门说明危险，车已推到车棚，楼道装了报警器。"),
    (Anywhere, "order", "{place}的小广告贴满了墙，{since}揭了又贴。", "已全部铲除，墙面刷了防粘漆。"),
    (Anywhere, "order", "{place}的流动摊贩{since}把人行道占了。", "和摊主约好退到划线区，连续巡查一周。"),
    (Anywhere, "safety", "{place}的围栏断了两根，孩子能钻出去，下面就是河。", "当天焊好，外侧加了安全网。"),
    (Anywhere, "safety", "{place}有一根电线垂下来，{since}伸手就能碰到。", "电力所已重新固定，离地五米。"),
    (Community, "safety", "{place}的外墙砖松了，{since}掉下来两块。", "先拉警戒线，松动的已敲掉重贴。"),
    (Village, "safety", "{place}的塘边没有护栏，小孩{since}在那里玩水。", "护栏和救生圈已装，旁边立了牌子。"),
    (Community, "safety", "{place}的灭火器压力指针掉到红区了。", "整栋楼灭火器统一更换，登记了日期。"),
    (Anywhere, "utilities", "{place}{since}水压很小，热水器打不着火。", "减压阀堵塞，已清洗，水压恢复。"),
    (Anywhere, "utilities", "{place}{since}经常跳闸，一开空调就断。", "分线箱扩容，三户重新分相。"),
    (Community, "utilities", "{place}的下水道{since}反水，一楼厨房进水了。", "主管疏通，弯头换新，复查两次不再反水。"),
    (Village, "utilities", "{place}的自来水{since}发黄，不敢烧饭。", "管网末梢冲洗两小时，水质检测合格。"),
    (Community, "utilities", "{place}的暖气{since}只有一半热。", "排气后正常，室温测到二十一度。"),
    (Community, "buildings", "{place}的楼顶{since}漏雨，墙皮都泡起来了。", "防水重做两处，等下一场雨复查。"),
    (Community, "buildings", "{place}有人在露台上搭了彩钢房，{since}挡了我家的光。", "核实为违建，限期拆除，已拆完。"),
    (Village, "buildings", "{place}的空房子墙歪了，{since}怕倒下来伤人。", "鉴定为危房，已围挡，产权人同意拆除。"),
    (Community, "buildings", "{place}的单元门{since}关不上，晚上总有陌生人进来。", "闭门器换新，门禁一并调好。"),
    (Anywhere, "noise", "{place}的音响{since}放到很晚，孩子睡不着。", "和组织的人商量好，九点前结束。"),
    (Anywhere, "noise", "{place}的水泵{since}整夜嗡嗡响。", "加装减震垫，夜间测了合格。"),
    (Community, "noise", "{place}楼上装修，{since}中午也在敲。", "装修公司写了承诺，午间不再施工。"),
    (Anywhere, "pets", "{place}的流浪狗{since}追人，老人不敢出门。", "已请收容队带走三只，其余继续观察。"),
    (Anywhere, "pets", "{place}遛狗不捡粪，{since}草地上到处都是。", "装了拾便箱，劝导了几位养狗人。"),
    (Village, "pets", "{place}的鸡鸭放养，{since}跑到别人菜地里。", "两家说好圈养，损失的菜折了钱。"),
    (Anywhere, "pollution", "{place}的小作坊{since}晚上冒黑烟。", "现场核查，已停工加装净化设备。"),
    (Village, "pollution", "{place}的养殖废水{since}流到沟里，鱼都翻白了。", "责令清理，水样已送检，复查达标。"),
    (Community, "pollution", "{place}的饭店油烟{since}直往窗户里灌。", "烟道改高两米，净化器滤芯换新。"),
    (Anywhere, "neighbours", "{place}两家为了一堵墙吵架，{since}见面就骂。", "三方坐下来量了地界，写了协议。"),
    (Community, "neighbours", "{place}楼上漏水泡了我家天花板，{since}不肯修。", "一起看了现场，楼上同意月底前修好并补偿。"),
    (Village, "neighbours", "{place}的水渠先后次序{since}没谈拢，都等着浇地。", "排了轮灌表，两家都签了字。"),
    (Anywhere, "services", "想问一下{place}附近哪里可以给老人办长护险。", "已电话说明材料，网格员上门代办。"),
    (Anywhere, "services", "家里老人{since}起不来床，{place}这边能不能送餐？", "已登记，明天起中午送到家。"),
    (Village, "services", "{place}的快递点{since}关门，取件要跑十几里。", "和便民店谈好代收，已经开了。"),
    (Anywhere, "services", "孩子放学后没人看，{place}的托管还有名额吗？", "还有三个名额，已留一个，请周一来办。"),
    (Anywhere, "other", "建议在{place}放几张桌椅，{since}很多人站着等车。", "已列入微实事，两周内安装。"),
    (Anywhere, "other", "{place}的公告栏能不能用大一点的字？老人看不清。", "换成大字版，下期开始都这样贴。"),
];

const IN_A_COMMUNITY: [&str; 26] = [
    "1号楼2单元三楼",
    "2号楼1单元门口",
    "3号楼东侧",
    "3号楼2单元五楼",
    "4号楼楼下",
    "5号楼1单元二楼",
    "5号楼西头",
    "6号楼和7号楼之间",
    "7号楼3单元",
    "8号楼后面",
    "9号楼1单元顶楼",
    "10号楼电梯口",
    "东门岗亭旁",
    "西门快递柜边",
    "北门人行道上",
    "南门斜坡处",
    "小广场西侧",
    "地下车库B口",
    "地下车库坡道",
    "儿童乐园旁边",
    "社区食堂门前",
    "中心花园水池边",
    "自行车棚里",
    "垃圾分类点旁",
    "篮球场入口",
    "老年活动室外面",
];
const IN_A_VILLAGE: [&str; 26] = [
    "村口",
    "村口老槐树下",
    "村部门前",
    "文化礼堂旁",
    "晒谷场边上",
    "一组水渠边",
    "二组岔路口",
    "三组老井旁",
    "桥头",
    "小学后门",
    "卫生室门口",
    "东头机耕路上",
    "西头拐弯处",
    "北坡小路",
    "南塘边",
    "戏台前面",
    "果园入口",
    "磨坊旧址旁",
    "河埠头",
    "祠堂前的空地",
    "养老驿站外",
    "合作社仓库旁",
    "停车场角落",
    "公厕旁边",
    "候车亭里",
    "新修的环村路上",
];
const SINCE: [&str; 14] = [
    "三天了",
    "快一个星期了",
    "从上周开始",
    "昨天晚上起",
    "下雨以后",
    "这两天",
    "好几天了",
    "从月初到现在",
    "连着两晚",
    "前天起",
    "半个月了",
    "从周末开始",
    "今天早上起",
    "断断续续一个月",
];
const WISHES: [&str; 16] = [
    "麻烦尽快来看看。",
    "老人孩子走路不方便。",
    "跟邻居说过，没有用。",
    "白天家里都有人。",
    "希望这次能彻底解决。",
    "谢谢。",
    "可以先打个电话。",
    "照片是今天拍的。",
    "大家都在说这件事。",
    "以前修过一次，又坏了。",
    "晚上更明显。",
    "怕出事，请抓紧。",
    "附近好几户都受影响。",
    "如果不归这里管，也请告诉我找谁。",
    "辛苦了。",
    "我可以带路。",
];

/// A report of the year.
pub(super) struct Told {
    pub(super) category: &'static str,
    pub(super) report: String,
    pub(super) done: &'static str,
    /// What is answered to what its category asks.
    pub(super) answers: &'static [(&'static str, &'static [&'static str])],
}

impl From<&'static Matter> for Told {
    fn from(matter: &'static Matter) -> Self {
        Self {
            category: matter.category,
            report: matter.report.to_owned(),
            done: matter.done,
            answers: matter.answers,
        }
    }
}

/// A report as somebody of a community or a village writes it.
pub(super) fn tell(chance: &mut Chance, in_community: bool) -> Told {
    let (at, places): (At, &[&'static str]) =
        if in_community { (Community, &IN_A_COMMUNITY) } else { (Village, &IN_A_VILLAGE) };
    let (_, category, sentence, done) = loop {
        let sentence = chance.pick(&SENTENCES);
        if sentence.0 == Anywhere || sentence.0 == at {
            break *sentence;
        }
    };
    let mut report = sentence.replace("{place}", chance.word(places)).replace("{since}", chance.word(&SINCE));
    if chance.percent(WITH_A_WISH) {
        report.push_str(chance.word(&WISHES));
    }
    Told { category, report, done, answers: answers(category, sentence) }
}

fn answers(category: &str, sentence: &str) -> &'static [(&'static str, &'static [&'static str])] {
    match category {
        "street_lamps" if sentence.contains("一闪") => &[("what_is_wrong", &["flickers"])],
        "street_lamps" => &[("what_is_wrong", &["dark"])],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn hardly_two_reports_of_a_year_are_the_same() {
        let mut chance = Chance::new(7);
        let all: Vec<String> = (0..2_000).map(|at| tell(&mut chance, at % 2 == 0).report).collect();
        let different: BTreeSet<&String> = all.iter().collect();
        assert!(different.len() * 10 > all.len() * 9, "{} of {}", different.len(), all.len());
        assert!(all.iter().all(|report| !report.contains(['{', '}']) && report.chars().count() < 120));
    }
}
