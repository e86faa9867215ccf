//! A map that needs no tile server: the areas' own boundaries, a pin, and a list that does the same.
#![expect(clippy::float_arithmetic, reason = "positions on a picture are no scores and no money")]

pub mod classes;
pub mod pins;
mod projection;

use contract::settings::Tiles;
use leptos::{
    ev::{KeyboardEvent, MouseEvent},
    html,
    prelude::*,
    text_prop::TextProp,
};

use self::projection::{Projection, WIDTH, height, inside, middle};
pub use self::{
    classes::{CLASSES, ClassMap, ClassedArea},
    pins::{NumberedPin, PinMap},
    projection::Position,
};
use super::Icon;
use crate::i18n::common;

/// An area with its boundary.
#[derive(Clone, Debug, PartialEq)]
pub struct MapArea {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Outer rings, each a list of corners.
    pub rings: Vec<Vec<Position>>,
    /// Whether it is the reader's own, drawn stronger.
    pub here: bool,
}

impl MapArea {
    fn contains(&self, at: Position) -> bool {
        self.rings.iter().any(|ring| inside(ring, at))
    }

    fn middle(&self) -> Option<Position> {
        self.rings.first().and_then(|ring| middle(ring))
    }
}

const ZOOM_STEP: f64 = 2.0;
const ZOOM_MAX: f64 = 64.0;
/// An arrow key moves the pin by this share of the picture.
const KEY_STEP: f64 = WIDTH / 50.0;

/// Shows areas and lets somebody put a pin: by tapping, by arrow keys, or by choosing an area from the list.
#[component]
pub fn Map(
    /// What the map is for.
    #[prop(into)]
    label: TextProp,
    /// The areas.
    #[prop(into)]
    areas: Signal<Vec<MapArea>>,
    /// The pin.
    pin: RwSignal<Option<Position>>,
    /// Whether it only shows.
    #[prop(optional)]
    read_only: bool,
    /// Where pictures of the ground come from, in a town that has configured that.
    #[prop(optional, into)]
    tiles: Signal<Option<Tiles>>,
) -> impl IntoView {
    let picture = NodeRef::<html::Div>::new();
    let zoom = RwSignal::new(1.0_f64);
    let whole = Memo::new(move |_| {
        areas.with(|areas| {
            Projection::around(areas.iter().flat_map(|area| area.rings.iter().flatten().copied()))
        })
    });
    let projection = Memo::new(move |_| {
        let zoom = zoom.get();
        // Near by, the picture follows the pin; the whole of it stands still.
        whole.get().zoomed(zoom, if zoom > 1.0 { pin.get() } else { None })
    });

    let tap = move |event: MouseEvent| {
        let Some(frame) = picture.get_untracked().filter(|_| !read_only) else { return };
        let frame = frame.get_bounding_client_rect();
        if frame.width() > 0.0 && frame.height() > 0.0 {
            let x = (f64::from(event.client_x()) - frame.left()) / frame.width() * WIDTH;
            let y = (f64::from(event.client_y()) - frame.top()) / frame.height() * height();
            pin.set(Some(projection.get_untracked().position((x, y))));
        }
    };
    let zoom_by = move |factor: f64| zoom.update(|zoom| *zoom = (*zoom * factor).clamp(1.0, ZOOM_MAX));
    let key = move |event: KeyboardEvent| {
        let (x, y) = match event.key().as_str() {
            "ArrowLeft" => (-KEY_STEP, 0.0),
            "ArrowRight" => (KEY_STEP, 0.0),
            "ArrowUp" => (0.0, -KEY_STEP),
            "ArrowDown" => (0.0, KEY_STEP),
            "+" | "=" => return zoom_by(ZOOM_STEP),
            "-" => return zoom_by(ZOOM_STEP.recip()),
            _ => return,
        };
        if !read_only {
            event.prevent_default();
            let projection = projection.get_untracked();
            let (left, top) =
                pin.get_untracked().map_or((WIDTH / 2.0, height() / 2.0), |pin| projection.place(pin));
            pin.set(Some(projection.position((left + x, top + y))));
        }
    };

    let said = move || match pin.get() {
        None if read_only => String::new(),
        None => common::map_how_to().to_owned(),
        Some(pin) => areas.with(|areas| match areas.iter().rfind(|area| area.contains(pin)) {
            Some(area) => common::map_marked_in(&area.name),
            None => common::map_marked_outside().to_owned(),
        }),
    };
    let choose = move |id: String| {
        let middle =
            areas.with_untracked(|areas| areas.iter().find(|area| area.id == id).and_then(MapArea::middle));
        if middle.is_some() {
            pin.set(middle);
        }
    };

    let name = label.clone();
    view! {
        <div class="map">
            <div class="map__canvas" class:map__canvas--tiles=move || tiles.with(Option::is_some) node_ref=picture>
                <svg
                    viewBox=format!("0 0 {WIDTH} {}", height())
                    preserveAspectRatio="none"
                    role=if read_only { "img" } else { "application" }
                    tabindex=if read_only { "-1" } else { "0" }
                    aria-label=move || format!("{} {}", label.get(), said())
                    on:click=tap
                    on:keydown=key
                >
                    {move || tiles.with(|tiles| tiles.as_ref().map(|tiles| ground(&tiles.url, projection.get())))}
                    {move || areas.with(|areas| areas.iter().map(|area| outline(area, projection.get())).collect_view())}
                    {move || areas.with(|areas| areas.iter().map(|area| written(area, projection.get())).collect_view())}
                    {move || pin.get().map(|pin| needle(projection.get().place(pin)))}
                </svg>
                <div class="map__zoom">
                    <button type="button" aria-label=common::zoom_in on:click=move |_| zoom_by(ZOOM_STEP)>
                        <Icon icon=icondata_lu::LuPlus/>
                    </button>
                    <button type="button" aria-label=common::zoom_out on:click=move |_| zoom_by(ZOOM_STEP.recip())>
                        <Icon icon=icondata_lu::LuMinus/>
                    </button>
                </div>
            </div>
            {move || tiles.get().map(|tiles| view! { <p class="map__credit">{tiles.attribution}</p> })}
            <p class="map__said" aria-live="polite">{said}</p>
            <Show when=move || !read_only>
                <select
                    class="input"
                    aria-label={ let name = name.clone(); move || format!("{} {}", name.get(), common::map_list()) }
                    on:change:target=move |event| choose(event.target().value())
                >
                    <option value="">{common::map_list}</option>
                    {move || areas.get().into_iter().map(|area| view! { <option value=area.id>{area.name}</option> }).collect_view()}
                </select>
            </Show>
        </div>
    }
}

/// The outline of an area as the path of a picture.
fn outline_of(area: &MapArea, projection: Projection) -> String {
    use std::fmt::Write as _;
    let mut path = String::new();
    for ring in &area.rings {
        for (index, corner) in ring.iter().enumerate() {
            let (x, y) = projection.place(*corner);
            // Writing to a string cannot fail.
            let _ = write!(path, "{}{x:.1} {y:.1}", if index == 0 { 'M' } else { 'L' });
        }
        path.push('Z');
    }
    path
}

fn outline(area: &MapArea, projection: Projection) -> impl IntoView + use<> {
    view! { <path class="map__area" class:map__area--here=area.here d=outline_of(area, projection)></path> }
}

fn written(area: &MapArea, projection: Projection) -> Option<impl IntoView + use<>> {
    let (x, y) = projection.place(area.middle()?);
    Some(
        view! { <text class="map__label" x=x y=y font-size="34" stroke-width="8">{area.name.clone()}</text> },
    )
}

fn needle((x, y): (f64, f64)) -> impl IntoView {
    view! {
        <path
            class="map__pin"
            transform=format!("translate({x:.1} {y:.1}) scale(3.2)")
            stroke-width="1"
            d="M0 0C-5-8-8-11-8-15.5a8 8 0 0 1 16 0C8-11 5-8 0 0Zm0-12.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z"
        ></path>
    }
}

/// The pictures that cover the map, spread over the hosts where the address leaves that open (`{s}`).
fn ground(url: &str, projection: Projection) -> impl IntoView + use<> {
    let tile = |(zoom, column, row, [x, y, width, height]): (u32, u32, u32, [f64; 4])| {
        let host = ["a", "b", "c"][((column + row) % 3) as usize];
        let href = url
            .replace("{s}", host)
            .replace("{z}", &zoom.to_string())
            .replace("{x}", &column.to_string())
            .replace("{y}", &row.to_string());
        view! { <image class="map__tile" href=href x=x y=y width=width height=height preserveAspectRatio="none"></image> }
    };
    projection.tiles().into_iter().map(tile).collect_view()
}
