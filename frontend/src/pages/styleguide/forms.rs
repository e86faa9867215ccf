//! Fields and forms, with and without errors.

use contract::problems::FieldProblem;
use leptos::prelude::*;

use super::Section;
use crate::components::{
    Button, ButtonKind, Checkbox, Checks, Choice, DateField, Form, FormState, PhotoPicker, RadioCards,
    Rating, SelectField, TextArea, TextField,
};

fn errors() -> Vec<FieldProblem> {
    let error = |pointer: &str, detail: &str| FieldProblem {
        pointer: pointer.to_owned(),
        code: "required".into(),
        detail: detail.to_owned(),
    };
    vec![
        error("/title", "请写一个标题"),
        error("/kind", "请选择类别"),
        error("/elsewhere", "这一条不属于任何一栏"),
    ]
}

/// This part of the page.
#[component]
pub fn Forms() -> impl IntoView {
    let state = FormState::new("sample");
    let text = || RwSignal::new(String::new());
    let (title, words, kind, place, day, code) = (text(), text(), text(), text(), text(), text());
    let (agreed, stars, photos) = (RwSignal::new(false), RwSignal::new(0), RwSignal::new(Vec::new()));
    let kinds = || {
        vec![
            Choice::new("road", "道路").hint("坑洼、井盖、路灯").icon(icondata_lu::LuConstruction),
            Choice::new("waste", "垃圾").hint("堆放、清运").icon(icondata_lu::LuTrash2),
            Choice::new("water", "水电").icon(icondata_lu::LuDroplets),
            Choice::new("other", "别的事").icon(icondata_lu::LuMessageCircle),
        ]
    };
    let places =
        || vec![("a".to_owned(), "梧桐里一组".to_owned()), ("b".to_owned(), "梧桐里二组".to_owned())];
    let helpers = RwSignal::new(Vec::new());
    let helpers_offered =
        || (1..=12).map(|n| Choice::new(n.to_string(), move || format!("第{n}组"))).collect::<Vec<_>>();
    let submit = move |()| {
        state.refuse_fields(errors());
    };
    view! {
        <Section name="Form">
            <p class="soft">"Sending it shows every kind of error."</p>
            <Form state on_submit=submit>
                <PhotoPicker name="photos" label="拍下它" hint="能看清位置最好" photos photos_max=6 photo_bytes_max=10 << 20/>
                <TextField name="title" label="标题" hint="例如：村口路灯不亮" value=title/>
                <RadioCards name="kind" label="是哪一类事？" value=kind choices=Signal::derive(kinds) columns=true/>
                <TextArea name="words" label="说说情况" value=words characters_max=500 optional=true/>
                <SelectField name="place" label="在哪个小组？" value=place options=Signal::derive(places)/>
                <DateField name="day" label="哪天发现的？" value=day optional=true/>
                <TextField name="code" label="验证码" value=code code=true inputmode="numeric" autocomplete="one-time-code" characters_max=6_u32/>
                <Rating name="stars" label="办得怎么样？" value=stars/>
                <Checks name="helpers" label="谁去？" value=helpers choices=Signal::derive(helpers_offered)/>
                <Checkbox name="agreed" label="办好以后可以公开照片" value=agreed/>
                <div class="form__actions">
                    <Button kind=ButtonKind::Primary submit=true>"提交"</Button>
                    <Button on_press=move |()| state.accept()>"Clear the errors"</Button>
                </div>
            </Form>
        </Section>
    }
}
