//! What a request brings: in its query, or in a form.

use actix_multipart::Multipart;
use actix_web::{
    FromRequest, HttpMessage, HttpRequest,
    web::{self, Bytes, Payload},
};
use futures_util::TryStreamExt;

use super::Fault;

/// Most bytes of all fields together.
const FIELDS_BYTES_MAX: usize = 64 * 1024;
/// Most bytes of files that are read over.
const FILES_BYTES_MAX: usize = 10 << 20;
/// Most parameters.
const PARAMS_MAX: usize = 200;

/// Parameters in the order in which they came. What the standard does not know is left alone: clients send more than that.
#[derive(Clone, Debug, Default)]
pub(super) struct Params {
    pairs: Vec<(String, String)>,
    /// Whether files came along.
    pub(super) has_files: bool,
}

impl Params {
    /// Those of the query.
    ///
    /// # Errors
    /// 400.
    pub(super) fn of_query(request: &HttpRequest) -> Result<Self, Fault> {
        let pairs = parse(request.query_string())?;
        Ok(Self { pairs, has_files: false })
    }

    /// Those of the query and of the form: clients put the key and the jurisdiction here or there.
    ///
    /// # Errors
    /// 400; 413.
    pub(super) async fn of_post(request: &HttpRequest, payload: Payload) -> Result<Self, Fault> {
        let mut params = Self::of_query(request)?;
        if request.content_type().eq_ignore_ascii_case("multipart/form-data") {
            params.read_multipart(Multipart::new(request.headers(), payload)).await?;
        } else {
            let mut payload = payload.into_inner();
            let body = Bytes::from_request(request, &mut payload).await;
            let body = body.map_err(|_| crate::input::too_large(crate::input::JSON_BYTES_MAX))?;
            if !body.is_empty() && request.content_type() != "application/x-www-form-urlencoded" {
                return Err(Fault::bad(
                    "The body is a form: application/x-www-form-urlencoded or multipart/form-data.",
                ));
            }
            let text = std::str::from_utf8(&body).map_err(|_| Fault::bad("The body is not UTF-8."))?;
            params.pairs.extend(parse(text)?);
        }
        if params.pairs.len() > PARAMS_MAX {
            return Err(Fault::bad(format!("At most {PARAMS_MAX} parameters.")));
        }
        Ok(params)
    }

    async fn read_multipart(&mut self, mut form: Multipart) -> Result<(), Fault> {
        let broken = |error: actix_multipart::MultipartError| Fault::bad(error.to_string());
        let (mut fields, mut files) = (0, 0);
        while let Some(mut field) = form.try_next().await.map_err(broken)? {
            let is_file = field.content_disposition().is_some_and(|d| d.get_filename().is_some());
            let name = field.name().unwrap_or_default().to_owned();
            let mut value = Vec::new();
            while let Some(chunk) = field.try_next().await.map_err(broken)? {
                let (count, max) = if is_file {
                    (&mut files, FILES_BYTES_MAX)
                } else {
                    value.extend_from_slice(&chunk);
                    (&mut fields, FIELDS_BYTES_MAX)
                };
                *count += chunk.len();
                if *count > max {
                    return Err(crate::input::too_large(max).into());
                }
            }
            if is_file {
                self.has_files = true;
            } else {
                let value =
                    String::from_utf8(value).map_err(|_| Fault::bad(format!("{name} is not UTF-8.")))?;
                self.pairs.push((name, value));
            }
        }
        Ok(())
    }

    /// The first of this name that says something.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    /// All of this name that say something.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.pairs.iter().filter(move |(key, _)| key == name).map(|(_, v)| v.trim()).filter(|v| !v.is_empty())
    }

    /// What is answered to an attribute.
    pub(super) fn attribute(&self, code: &str) -> impl Iterator<Item = &str> {
        let of = self.pairs.iter().filter(move |(name, _)| attribute_of(name) == Some(code));
        of.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// The words of a list: separated by commas.
    pub(super) fn words(&self, name: &str) -> Vec<&str> {
        let lists = self.all(name).flat_map(|list| list.split(','));
        lists.map(str::trim).filter(|word| !word.is_empty()).collect()
    }

    /// What makes two requests the same: everything but the key, in an order of its own.
    pub(super) fn sorted(&self) -> Vec<(String, String)> {
        let mut pairs = self.pairs.clone();
        pairs.retain(|(name, _)| name != "api_key");
        pairs.sort();
        pairs
    }
}

/// The code in `attribute[code]`, `attribute[code][]` and `attribute[code][0]`.
fn attribute_of(name: &str) -> Option<&str> {
    let (code, rest) = name.strip_prefix("attribute[")?.split_once(']')?;
    let list = rest.is_empty() || (rest.starts_with('[') && rest.ends_with(']'));
    list.then_some(code)
}

fn parse(text: &str) -> Result<Vec<(String, String)>, Fault> {
    let pairs = web::Query::<Vec<(String, String)>>::from_query(text);
    pairs.map(web::Query::into_inner).map_err(|error| Fault::bad(error.to_string()))
}
