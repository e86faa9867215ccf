//! A sheet that the round takes no more: to be read, saved as a file, and at last forgotten.

use domain::inspections::{Method, Template};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{super::pen::Pen, MarkList};
use crate::{
    components::{Button, ButtonKind, Confirm, Notice, Toasts, Tone},
    device,
    i18n::{common, scoring},
    offline::{
        model::{KeptSheet, Trouble},
        store,
    },
    route::Go,
};

/// What was not sent in time.
#[component]
pub fn Closed(
    /// Writes on the sheet.
    pen: Pen,
    /// What the round looks at.
    template: Template,
    /// What the place is called.
    name: String,
) -> impl IntoView {
    let (toasts, go) = (Toasts::get(), Go::new());
    let detail = move || {
        pen.sheet.with(|sheet| match &sheet.trouble {
            Some(Trouble::Closed(detail)) => detail.clone(),
            _ => String::new(),
        })
    };
    let open = RwSignal::new(false);
    let (rules, name) = (StoredValue::new(template.clone()), StoredValue::new(name));
    let save = move |()| {
        let text = rules.with_value(|template| pen.sheet.with_untracked(|sheet| table(template, sheet)));
        let file = name.with_value(|name| format!("{name}.csv"));
        if !device::download(&file, device::CSV, text.as_bytes()) {
            toasts.say(common::not_saved());
        }
    };
    let forget = move |()| {
        spawn_local(async move {
            if store::forget_sheet(pen.place).await.is_ok() {
                go.instead(&format!("/work/inspections/{}", pen.place.round));
            }
        });
    };
    view! {
        <Notice tone=Tone::Alert>
            <p><strong>{detail}</strong></p>
            <p>{scoring::closed_lead}</p>
        </Notice>
        <div class="row">
            <Button kind=ButtonKind::Primary icon=icondata_lu::LuDownload on_press=save>{scoring::save_file}</Button>
            <Button icon=icondata_lu::LuTrash2 on_press=move |()| open.set(true)>{scoring::forget}</Button>
        </div>
        <MarkList pen template/>
        <Confirm
            open
            title=move || name.with_value(|name| scoring::forget_question(name))
            consequence=scoring::forget_consequence
            verb=scoring::forget
            on_confirm=forget
            danger=true
        />
    }
}

/// The marks as a table that spreadsheets open.
fn table(template: &Template, sheet: &KeptSheet) -> String {
    let cell = |text: &str| {
        // A cell that begins so is a formula to a spreadsheet.
        let shown = if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text.to_owned() };
        format!("\"{}\"", shown.replace('"', "\"\""))
    };
    let row = |cells: &[&str]| cells.iter().map(|text| cell(text)).collect::<Vec<_>>().join(",");
    let head = [
        scoring::column_part(),
        scoring::column_indicator(),
        scoring::column_method(),
        scoring::column_points(),
        scoring::note(),
        scoring::column_photos(),
    ];
    let mut lines = vec![row(&head)];
    for dimension in &template.dimensions {
        for indicator in &dimension.indicators {
            let Some(mark) = sheet.marks.get(&indicator.code) else { continue };
            let method = match indicator.method {
                Method::Deduct => scoring::method_deduct(),
                Method::Add => scoring::method_add(),
            };
            let points = if mark.scored { mark.points.to_string() } else { String::new() };
            let photos = mark.photos.len().to_string();
            lines.push(row(&[&dimension.name, &indicator.name, method, &points, &mark.note, &photos]));
        }
    }
    // With its mark at the front, spreadsheets take it for UTF-8.
    format!("\u{feff}{}\r\n", lines.join("\r\n"))
}
