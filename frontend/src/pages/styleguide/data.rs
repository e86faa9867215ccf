//! Lists, tables, numbers, the map.

use chrono::Duration;
use leptos::prelude::*;

use super::Section;
use crate::{
    components::{
        AreaSwitcher, Badge, BulkBar, Button, Card, Crumbs, FilterSearch, FilterSelect, Filters, ListLink,
        Map, MapArea, NumberedPin, Pager, PinMap, Place, Position, SelectAll, SelectRow, Selection,
        SortHeader, Stat, Tab, TableBox, Tabs, Time, Timeline, TimelineEvent, Tone,
    },
    device,
};

const ROWS: [(&str, &str, Tone, &str); 4] = [
    ("1", "村口路灯不亮", Tone::Waiting, "待受理"),
    ("2", "井盖松动", Tone::Working, "处理中"),
    ("3", "楼道堆物", Tone::Done, "已办结"),
    ("4", "河边垃圾", Tone::Alert, "已超期"),
];

fn numbered() -> Vec<NumberedPin> {
    let pin = |longitude, latitude, label: &str, done| {
        let at = Position { longitude, latitude };
        NumberedPin { at, label: label.to_owned(), done }
    };
    vec![pin(110.004, 30.003, "1·3+2", false), pin(110.013, 30.005, "2", true)]
}

fn areas() -> Vec<MapArea> {
    let square = |id: &str, name: &str, corners: [(f64, f64); 4], here| {
        let ring = corners.map(|(longitude, latitude)| Position { longitude, latitude }).to_vec();
        MapArea { id: id.to_owned(), name: name.to_owned(), rings: vec![ring], here }
    };
    vec![
        square("1", "一网格", [(110.0, 30.0), (110.008, 30.001), (110.009, 30.006), (110.001, 30.006)], true),
        square(
            "2",
            "二网格",
            [(110.009, 30.001), (110.017, 30.002), (110.018, 30.007), (110.01, 30.007)],
            false,
        ),
        square(
            "3",
            "三网格",
            [(110.001, 30.0065), (110.009, 30.0075), (110.01, 30.0125), (110.002, 30.0125)],
            false,
        ),
    ]
}

/// This part of the page.
#[component]
pub fn Data() -> impl IntoView {
    let selection = Selection::new();
    let ids: Vec<_> = ROWS.iter().map(|row| row.0.to_owned()).collect();
    let tab = RwSignal::new("all".to_owned());
    let pin = RwSignal::new(None);
    let states =
        || vec![("open".to_owned(), "未办结".to_owned()), ("closed".to_owned(), "已办结".to_owned())];
    let place = |id: &str, name: &str| Place { id: id.to_owned(), name: name.to_owned() };
    let path = vec![place("1", "清溪镇"), place("2", "梧桐里社区")];
    let below = vec![place("3", "一网格"), place("4", "二网格")];
    let steps = vec![
        ("#".to_owned(), "清溪镇".to_owned()),
        ("#".to_owned(), "梧桐里社区".to_owned()),
        ("#".to_owned(), "一网格".to_owned()),
    ];
    let ago = |hours| device::now() - Duration::hours(hours);
    view! {
        <Section name="Places">
            <Crumbs steps/>
            <AreaSwitcher path below on_choose=|_| ()/>
        </Section>
        <Section name="Numbers">
            <div class="stats">
                <Stat label="按时答复" href="#" share=(187, 204) note="本月"/>
                <Stat label="办结" href="#" share=(0, 0) note="本月"/>
                <Stat label="基金结余" href="#" value="¥128,450.00" note="截至今天"/>
                <Stat label="超期" href="#" value="3" note="件"/>
            </div>
        </Section>
        <Section name="Table">
            <Filters>
                <FilterSearch label="搜索工单"/>
                <FilterSelect name="state" label="状态" options=Signal::derive(states)/>
            </Filters>
            <BulkBar selection><Button small=true>"派给我"</Button></BulkBar>
            <TableBox caption="工单">
                <thead>
                    <tr>
                        <SelectAll selection ids/>
                        <SortHeader key="title" label="事项"/>
                        <th scope="col">"状态"</th>
                        <SortHeader key="created_at" label="报告时间"/>
                        <SortHeader key="hours" label="用时（小时）" number=true/>
                    </tr>
                </thead>
                <tbody>
                    {ROWS
                        .into_iter()
                        .zip(1_i64..)
                        .map(|((id, title, tone, state), number)| {
                            view! {
                                <tr>
                                    <SelectRow selection id=id.to_owned() name=title.to_owned()/>
                                    <th scope="row"><a href="#">{title}</a></th>
                                    <td><Badge tone label=state/></td>
                                    <td><Time at=ago(number * 20)/></td>
                                    <td class="number">{number * 13}</td>
                                </tr>
                            }
                        })
                        .collect_view()}
                </tbody>
            </TableBox>
            <Pager shown=4_usize more=true on_more=|()| ()/>
            <Pager shown=4_usize more=false on_more=|()| ()/>
        </Section>
        <Section name="Cards, lists, tabs">
            <div class="columns">
                <Card title="村口路灯不亮" href="#">
                    <p>"从周一晚上开始就不亮了，老人晚上不敢出门。"</p>
                    <p class="card__foot"><Badge tone=Tone::Working label="处理中"/><Time at=ago(5)/></p>
                </Card>
                <Card title="没有链接的卡片"><p>"只是看看。"</p></Card>
            </div>
            <ul class="list">
                <ListLink href="#" label="我的住户" icon=icondata_lu::LuHouse/>
                <ListLink href="#" label="登录过的设备" icon=icondata_lu::LuSmartphone><span class="soft">"2"</span></ListLink>
            </ul>
            <Tabs
                label="工单"
                tabs=vec![Tab::new("all", "全部"), Tab::new("mine", "我的"), Tab::new("late", "超期")]
                chosen=tab
                on_choose=move |name: &'static str| tab.set(name.to_owned())
            >
                <p>{move || tab.get()}</p>
            </Tabs>
        </Section>
        <Section name="Timeline">
            <Timeline>
                <TimelineEvent at=ago(50) title="报告" who="林女士" tone=Tone::Waiting><p>"村口路灯不亮。"</p></TimelineEvent>
                <TimelineEvent at=ago(48) title="受理" who="网格员 周工" tone=Tone::Working/>
                <TimelineEvent at=ago(20) title="超过期限" tone=Tone::Alert/>
                <TimelineEvent at=ago(2) title="办结" who="网格员 周工" tone=Tone::Done><p>"换了灯泡。"</p></TimelineEvent>
            </Timeline>
        </Section>
        <Section name="Map">
            <Map label="在哪里？" areas=areas() pin/>
        </Section>
        <Section name="PinMap">
            <PinMap label="地图，2 处" areas=Signal::stored(areas()) pins=Signal::stored(numbered())/>
        </Section>
    }
}
