//! Templates to begin with, in our own words: the four dimensions of plan 1 and the standards of plan 2.
//!
//! They are text in simplified Chinese, as a town would write its own; a town copies one and changes it.

use super::{Dimension, Guidance, Indicator, Method, Score, Template};

/// A template that comes with the software.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadyTemplate {
    /// What programs call it.
    pub code: &'static str,
    /// The template.
    pub template: Template,
}

/// All of them.
#[must_use]
pub fn ready_templates() -> Vec<ReadyTemplate> {
    vec![
        ReadyTemplate { code: "plan_1", template: plan_1() },
        ReadyTemplate { code: "plan_2", template: plan_2() },
        ReadyTemplate { code: "household", template: household() },
        ReadyTemplate { code: "villager_group", template: villager_group() },
    ]
}

/// Findings: what is found, what each counts and what all count at most, in hundredths.
type Findings = &'static [(&'static str, i64, i64)];
/// Code, name, weight in whole points, method, whether a photo is asked for, findings.
type Row = (&'static str, &'static str, i64, Method, bool, Findings);

fn template(name: &str, dimensions: &[(&str, &[Row])]) -> Template {
    let score = |hundredths: i64| Score::new(hundredths).unwrap_or(Score::ZERO);
    let line = |(text, points, points_max): &(&str, i64, i64)| Guidance {
        text: (*text).to_owned(),
        points: score(*points),
        points_max: score(*points_max),
    };
    let indicator = |(code, name, weight, method, photo_required, findings): &Row| Indicator {
        code: (*code).to_owned(),
        name: (*name).to_owned(),
        weight: score(weight * 100),
        method: *method,
        guidance: findings.iter().map(line).collect(),
        photo_required: *photo_required,
    };
    let dimension = |(name, rows): &(&str, &[Row])| Dimension {
        name: (*name).to_owned(),
        indicators: rows.iter().map(indicator).collect(),
    };
    Template { name: name.to_owned(), dimensions: dimensions.iter().map(dimension).collect() }
}

#[rustfmt::skip]
fn plan_1() -> Template {
    use Method::{Add, Deduct};
    template("村庄环境治理月查表", &[
        ("清洁", &[
            ("roads", "道路和巷子没有垃圾、积水", 10, Deduct, true, &[("一处散落垃圾", 50, 400), ("一处积存超过一天的垃圾堆", 200, 600)]),
            ("ditches", "河沟、池塘没有漂浮物", 8, Deduct, true, &[("一处漂浮物或淤堵", 100, 500), ("一处污水直排", 200, 600)]),
            ("toilets", "公共厕所干净、能用", 7, Deduct, true, &[("一处脏乱或异味", 100, 400), ("一处不能使用", 200, 600)]),
            ("bins", "垃圾桶、垃圾池不满溢", 5, Deduct, false, &[("一处满溢", 100, 500)]),
        ]),
        ("有序", &[
            ("parking", "车辆、农具停放整齐", 6, Deduct, false, &[("一处占道", 50, 400)]),
            ("wires", "电线、管线不乱拉", 6, Deduct, true, &[("一处私拉乱接", 100, 600)]),
            ("materials", "建材、柴草不占路", 8, Deduct, true, &[("一处占路堆放", 100, 800)]),
            ("animals", "禽畜圈养，圈舍清洁", 5, Deduct, false, &[("一处散养", 50, 300), ("一处圈舍脏污", 100, 400)]),
        ]),
        ("优美", &[
            ("greening", "公共绿地有人养护", 8, Deduct, false, &[("一处枯死或踩秃", 50, 500)]),
            ("courtyards", "门前四包户数", 12, Add, true, &[("抽查的每十户中有一户做到", 120, 1200)]),
            ("walls", "墙面没有乱贴乱画", 5, Deduct, false, &[("一处乱贴乱画", 50, 500)]),
        ]),
        ("制度", &[
            ("roster", "保洁轮值表上墙，并照此执行", 6, Add, true, &[("轮值表在公示栏", 300, 300), ("查到的记录与轮值表一致", 300, 300)]),
            ("cleaners", "保洁人员和工具到位", 6, Add, false, &[("保洁员在岗", 300, 300), ("工具齐全", 300, 300)]),
            ("rectified", "上次问题已经整改", 8, Deduct, true, &[("一项没有整改", 200, 800)]),
        ]),
    ])
}

#[rustfmt::skip]
fn plan_2() -> Template {
    use Method::{Add, Deduct};
    template("美好乡村建设标准检查表", &[
        ("垃圾收运", &[
            ("team", "每村至少一名保洁员、一套工具、一个垃圾池", 12, Add, true, &[("保洁员", 400, 400), ("工具", 400, 400), ("垃圾池或处理设施", 400, 400)]),
            ("custody", "户、村、镇、县逐级交接有记录", 10, Deduct, false, &[("一次交接没有记录", 100, 1000)]),
            ("household_bins", "户有两桶一袋", 8, Add, true, &[("抽查的每十户中有一户齐全", 80, 800)]),
            ("old_waste", "没有陈年垃圾", 10, Deduct, true, &[("一处陈年垃圾", 200, 1000)]),
        ]),
        ("用水和厕所", &[
            ("water", "抽查户用水安全", 10, Add, false, &[("抽查的每十户中有一户达标", 100, 1000)]),
            ("flush_toilets", "户用水冲厕所", 8, Add, false, &[("抽查的每十户中有一户使用", 80, 800)]),
            ("public_toilets", "公共厕所建成并开放", 7, Add, true, &[("建成", 400, 400), ("开放且干净", 300, 300)]),
        ]),
        ("绿化和庭院", &[
            ("trees", "路旁、屋旁种植成活", 8, Deduct, false, &[("一处缺株或枯死", 50, 800)]),
            ("yards", "庭院整洁，物品不乱放", 9, Deduct, true, &[("抽查中一户杂乱", 100, 900)]),
            ("pens", "圈舍定期清洁", 8, Deduct, false, &[("一处圈舍脏污", 100, 800)]),
        ]),
        ("参与", &[
            ("clean_day", "全村清洁活动每月一次", 5, Add, true, &[("本月举行过", 500, 500)]),
            ("lines", "电线不乱搭乱接", 5, Deduct, true, &[("一处乱搭乱接", 100, 500)]),
        ]),
    ])
}

/// The four responsibilities before the door (门前四包): what the pledge says, as a check looks at it.
#[rustfmt::skip]
fn household() -> Template {
    use Method::{Add, Deduct};
    template("门前四包入户检查表", &[
        ("门前整洁", &[
            ("door_litter", "门前没有垃圾、污水", 15, Deduct, true, &[("一处垃圾或污水", 300, 1500)]),
            ("door_heaps", "柴草、杂物收好，不堆在门前", 10, Deduct, true, &[("一处乱堆", 250, 1000)]),
            ("sorting", "垃圾分类装桶，按时投放", 10, Add, false, &[("两桶一袋齐全、能用", 500, 500), ("投放的垃圾分开", 500, 500)]),
        ]),
        ("绿化养护", &[
            ("plants", "门前花木有人浇水、修剪", 12, Deduct, false, &[("一处枯死或折断", 300, 1200)]),
            ("green_edge", "不占绿地种菜、堆物、停车", 8, Deduct, true, &[("一处占用", 400, 800)]),
        ]),
        ("门前秩序", &[
            ("vehicles", "车辆、农具停放整齐，不占道", 12, Deduct, false, &[("一处占道", 300, 1200)]),
            ("poultry", "家禽家畜圈养，犬只拴好", 8, Deduct, false, &[("一处散养", 400, 800)]),
            ("drying", "晾晒有序，不跨路拉绳", 5, Deduct, false, &[("一处乱拉乱挂", 250, 500)]),
        ]),
        ("设施完好", &[
            ("walls_wires", "墙面干净，不乱贴、不乱接电线", 10, Deduct, true, &[("一处乱贴或乱接", 250, 1000)]),
            ("ditch_path", "门前沟渠通畅、路面完好，坏了报修", 10, Deduct, false, &[("一处淤堵或损坏没有报修", 500, 1000)]),
        ]),
    ])
}

/// A villager group: its common places, its households, and how they see to both together.
#[rustfmt::skip]
fn villager_group() -> Template {
    use Method::{Add, Deduct};
    template("村民小组检查表", &[
        ("公共环境", &[
            ("group_roads", "组内道路、巷子干净", 15, Deduct, true, &[("一处散落垃圾", 100, 700), ("一处积存垃圾", 300, 800)]),
            ("group_water", "沟渠、水塘没有垃圾和污水", 12, Deduct, true, &[("一处漂浮物或污水", 200, 1200)]),
            ("group_points", "垃圾投放点整洁，不满溢", 10, Deduct, false, &[("一处满溢或脏乱", 250, 1000)]),
            ("group_green", "公共绿地有人管", 8, Deduct, false, &[("一处枯死或占用", 200, 800)]),
        ]),
        ("各户门前", &[
            ("group_doors", "抽查的户做到门前四包", 25, Add, true, &[("抽查的每十户中有一户做到", 250, 2500)]),
            ("group_parking", "车辆、农具不占道", 10, Deduct, false, &[("一处占道", 200, 1000)]),
        ]),
        ("共同治理", &[
            ("group_meeting", "半年内开过小组会，议过环境的事", 6, Add, false, &[("有会议记录", 600, 600)]),
            ("group_clean_day", "小组清洁日每月一次", 8, Add, true, &[("本月举行过", 800, 800)]),
            ("group_rectified", "上次的问题已经改好", 6, Deduct, false, &[("一项没有改", 200, 600)]),
        ]),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ready_template_can_be_used() {
        for ready in ready_templates() {
            assert_eq!(ready.template.faults(), [], "{}", ready.code);
        }
    }
}
