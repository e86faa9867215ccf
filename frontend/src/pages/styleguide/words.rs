//! Buttons, states, messages, waiting.

use chrono::Duration;
use leptos::prelude::*;

use super::Section;
use crate::{
    components::{
        Avatar, Badge, BigButton, Button, ButtonKind, ButtonLink, Confirm, Copyable, Dialog, EmptyState,
        ErrorState, Notice, Progress, QrCode, ReadAloud, Skeleton, Stars, Time, Toasts, Tone,
    },
    device,
    failure::{Failure, OFFLINE},
};

fn failure(code: &'static str, detail: &str) -> Failure {
    let request_id = (code != OFFLINE).then(|| "0192f3c4-7a11".to_owned());
    Failure { code: code.into(), detail: detail.to_owned(), request_id, errors: Vec::new() }
}

/// This part of the page.
#[component]
pub fn Words() -> impl IntoView {
    let toasts = Toasts::get();
    let (dialog, confirm) = (RwSignal::new(false), RwSignal::new(false));
    let busy = RwSignal::new(false);
    view! {
        <Section name="Buttons">
            <div class="row">
                <Button kind=ButtonKind::Primary>"提交"</Button>
                <Button>"存草稿"</Button>
                <Button kind=ButtonKind::Danger icon=icondata_lu::LuTrash2>"删除"</Button>
                <Button kind=ButtonKind::Quiet>"取消"</Button>
                <Button kind=ButtonKind::Primary busy=true>"正在提交"</Button>
                <Button small=true icon=icondata_lu::LuDownload>"下载 .xlsx"</Button>
                <ButtonLink href="#" icon=icondata_lu::LuExternalLink>"一个链接"</ButtonLink>
            </div>
            <div class="big-buttons">
                <BigButton first=true href="#" label="报一件事" icon=icondata_lu::LuCamera/>
                <BigButton href="#" label="我的积分" icon=icondata_lu::LuCoins/>
            </div>
        </Section>
        <Section name="States">
            <div class="row">
                <Badge tone=Tone::Neutral label="草稿"/>
                <Badge tone=Tone::Waiting label="待受理"/>
                <Badge tone=Tone::Working label="处理中"/>
                <Badge tone=Tone::Done label="已办结"/>
                <Badge tone=Tone::Alert label="已超期"/>
            </div>
            <Notice tone=Tone::Working>"本月检查从 3 日开始。"</Notice>
            <Notice tone=Tone::Waiting>"您的加入申请等网格员确认。"</Notice>
            <Notice tone=Tone::Done>"已收到，编号 2026-0042。"</Notice>
            <Notice tone=Tone::Alert>"这件事已超期 2 天。"</Notice>
        </Section>
        <Section name="Messages">
            <div class="row">
                <Button on_press=move |()| toasts.say("已保存")>"Toast"</Button>
                <Button on_press=move |()| toasts.say_with_undo("已撤下这张照片", || ())>"Toast with undo"</Button>
                <Button on_press=move |()| dialog.set(true)>"Dialog"</Button>
                <Button on_press=move |()| confirm.set(true)>"Confirm"</Button>
                <Button busy on_press=move |()| busy.set(true)>"Busy"</Button>
            </div>
            <Dialog open=dialog title="谁能看到我的电话？">
                <p>"只有受理这件事的网格员，而且每看一次都会记下来，您也看得到。"</p>
                <div class="dialog__actions"><Button on_press=move |()| dialog.set(false)>"知道了"</Button></div>
            </Dialog>
            <Confirm
                open=confirm
                title="发布十月排名？"
                consequence="发布后 20 个村都能看到。"
                verb="发布"
                on_confirm=move |()| toasts.say("已发布")
            />
        </Section>
        <Section name="Waiting, empty, failed">
            <div class="columns">
                <Skeleton/>
                <Skeleton boxes=true count=2/>
                <Progress label="导入住户" done=3_120_u32 total=12_000_u32/>
            </div>
            <div class="columns">
                <EmptyState title="还没有报过事" detail="看到问题，拍张照片告诉我们。" icon=icondata_lu::LuClipboardList>
                    <ButtonLink kind=ButtonKind::Primary href="#">"报一件事"</ButtonLink>
                </EmptyState>
                <ErrorState failure=failure("internal", "系统出了点问题，已经记下来了。") on_retry=|()| ()/>
                <ErrorState failure=failure(OFFLINE, "没有连上。您写的内容都还在。") on_retry=|()| ()/>
            </div>
        </Section>
        <Section name="Small things">
            <div class="row">
                <Avatar name="林晓禾"/>
                <Time at=device::now() - Duration::hours(3)/>
                <Time at=device::now() + Duration::days(2)/>
                <Copyable text="JX7K-2M9Q"/>
                <Stars value=4/>
                <ReadAloud text="大家的事，大家商量着办。"/>
                <span class="seal" aria-hidden="true">"优胜"</span>
            </div>
            <QrCode text="https://town.example/join/JX7K2M9Q" label="加入住户的二维码"/>
        </Section>
    }
}
