//! Photos: sent, kept as small upright JPEGs, shown to those who may see them.

use actix_multipart::Multipart;
use actix_web::{HttpResponse, get, http::header, post, web};
use app::{
    db::{DbError, Tx},
    media::{Limits, MediaError, Photo, PhotoHash, Size},
    photos::{self, Content},
};
use contract::{
    photos::{self as wire, PHOTO_BYTES_MAX, PHOTO_FIELD, PhotoSize},
    problems::{self, Problem},
};
use domain::{ids::PhotoId, permissions::Actor};
use futures_util::TryStreamExt;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{ApiError, Caller, IdempotencyKey, State};

pub(crate) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(upload_photo).service(get_photo);
}

/// The upload's form.
#[derive(utoipa::ToSchema)]
#[allow(dead_code, reason = "describes the multipart body")]
struct UploadPhoto {
    /// A JPEG, PNG, WebP or HEIC picture of at most 10 MiB and 40 megapixels.
    #[schema(value_type = String, format = Binary)]
    photo: Vec<u8>,
}

/// Sends a photo. It is turned upright and encoded anew, so that nothing but the picture is kept; it belongs to the
/// caller until a report, a solution or an objection names it, and is taken away after 24 hours if none does. Any
/// signed-in person may; sent again with the same key it is the same photo. Problems: `photo_too_large`,
/// `photo_too_many_pixels`, `photo_format_unsupported`, `photo_damaged`.
#[utoipa::path(tag = "photos", operation_id = "upload_photo",
    request_body(content = inline(UploadPhoto), content_type = "multipart/form-data"),
    params(("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = wire::Photo), (status = 400, body = Problem), (status = 413, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/photos")]
async fn upload_photo(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    form: Multipart,
) -> Result<HttpResponse, ApiError> {
    let bytes = receive(form).await?;
    let photo = state.read_photo(bytes).await?;
    let full = photo.rendition(Size::Full);
    let content = Content { hash: *photo.hash().as_bytes(), width: full.width, height: full.height };
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<PhotoId, DbError> {
        photos::begin(tx, actor.user, content)
    };
    let id = state.write_once(key, &caller.actor(), content.hash.as_slice(), work).await?;
    state.photos.put(&photo).await.map_err(ApiError::internal)?;
    state.db.write(move |tx| photos::finish(tx, id)).await.map_err(ApiError::from)?;
    let body = wire::Photo { id, width: i64::from(content.width), height: i64::from(content.height) };
    let location = format!("{}/photos/{id}/full", crate::BASE);
    Ok(HttpResponse::Created().insert_header((header::LOCATION, location)).json(body))
}

/// Fetches a photo in one size, as JPEG. Its sender may, and whoever may see the ticket that uses it. A photo never
/// changes, so it may be kept for ever, by the caller's browser only.
#[utoipa::path(tag = "photos", operation_id = "get_photo",
    params(("id" = uuid::Uuid, Path), ("size" = PhotoSize, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "image/jpeg"), (status = 404, body = Problem)),
    security(("bearer" = [])))]
#[get("/photos/{id}/{size}")]
async fn get_photo(
    state: web::Data<State>,
    caller: Caller,
    path: web::Path<(PhotoId, PhotoSize)>,
) -> Result<HttpResponse, ApiError> {
    let (id, size) = path.into_inner();
    let actor = caller.actor();
    let hash = state.db.read(move |tx| photos::visible(tx, &actor, id)).await.map_err(ApiError::from)?;
    let hash = PhotoHash::from_bytes(hash);
    let jpeg = state.photos.get(hash, stored(size)).await.map_err(ApiError::internal)?;
    let jpeg = jpeg.ok_or_else(|| ApiError::internal("a photo is missing from the store"))?;
    Ok(HttpResponse::Ok()
        .content_type("image/jpeg")
        .insert_header((header::CACHE_CONTROL, "private, max-age=31536000, immutable"))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::CONTENT_DISPOSITION, format!("inline; filename=\"{id}.jpg\"")))
        .insert_header((header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"))
        .body(jpeg))
}

fn stored(size: PhotoSize) -> Size {
    match size {
        PhotoSize::Full => Size::Full,
        PhotoSize::Medium => Size::Medium,
        PhotoSize::Small => Size::Small,
    }
}

/// Reads the form's one file, up to its limit.
async fn receive(mut form: Multipart) -> Result<Vec<u8>, ApiError> {
    let malformed = |reason: &str| ApiError::new(&problems::BODY_MALFORMED).with("reason", reason);
    let mut field = form.try_next().await.map_err(|e| malformed(&e.to_string()))?;
    let field = field.as_mut().filter(|f| f.name() == Some(PHOTO_FIELD));
    let field = field.ok_or_else(|| malformed("a form with a file in the field \"photo\" is expected"))?;
    let mut bytes = Vec::new();
    while let Some(chunk) = field.try_next().await.map_err(|e| malformed(&e.to_string()))? {
        if bytes.len() + chunk.len() > PHOTO_BYTES_MAX {
            return Err(too_large(PHOTO_BYTES_MAX));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

fn too_large(bytes_max: usize) -> ApiError {
    ApiError::new(&problems::tickets::PHOTO_TOO_LARGE).with("max", format!("{} MiB", bytes_max >> 20))
}

impl State {
    /// Decodes and encodes on the blocking pool; few at a time, since one may hold hundreds of megabytes.
    async fn read_photo(&self, bytes: Vec<u8>) -> Result<Photo, ApiError> {
        let _turn = self.photo_turns.acquire().await.map_err(ApiError::internal)?;
        let read = web::block(move || Photo::read(&bytes, &Limits::STANDARD)).await;
        Ok(read.map_err(ApiError::internal)??)
    }
}

impl From<MediaError> for ApiError {
    fn from(error: MediaError) -> Self {
        match error {
            MediaError::TooLarge { bytes_max } => too_large(bytes_max),
            MediaError::TooManyPixels { width, height, pixels_max } => {
                Self::new(&problems::tickets::PHOTO_TOO_MANY_PIXELS)
                    .with("width", width)
                    .with("height", height)
                    .with("max", pixels_max / 1_000_000)
            }
            MediaError::FormatUnsupported { seen } => {
                Self::new(&problems::tickets::PHOTO_FORMAT_UNSUPPORTED).with("seen", seen)
            }
            MediaError::Damaged => Self::new(&problems::tickets::PHOTO_DAMAGED),
        }
    }
}
