//! A row of a table that opens into what is behind it.

use leptos::prelude::*;

use crate::components::Icon;

/// A row with a button; opened, a second row below it. Each is a `<tbody>` of its own.
#[component]
pub fn OpenRow(
    /// The id of what opens; no other row of the page has it.
    #[prop(into)]
    id: String,
    /// What the row is called.
    #[prop(into)]
    name: String,
    /// The other cells.
    cells: AnyView,
    /// How many columns the table has.
    columns: usize,
    /// What is behind it; made when it is opened.
    children: ChildrenFn,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let picture = move || if open.get() { icondata_lu::LuChevronDown } else { icondata_lu::LuChevronRight };
    view! {
        <tbody>
            <tr>
                <th scope="row">
                    <button type="button" class="table__sort" aria-expanded=move || open.get().to_string()
                        aria-controls=id.clone() on:click=move |_| open.update(|open| *open = !*open)>
                        {move || view! { <Icon icon=picture()/> }}
                        {name}
                    </button>
                </th>
                {cells}
            </tr>
            <tr id=id hidden=move || !open.get()>
                <td colspan=columns><Show when=move || open.get()>{children()}</Show></td>
            </tr>
        </tbody>
    }
}
