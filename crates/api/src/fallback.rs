//! What no operation answers: a known path with another method, or nothing at all.

use std::{collections::BTreeMap, sync::OnceLock};

use actix_web::{
    HttpRequest, HttpResponse, ResponseError,
    dev::ResourceDef,
    http::{
        Method,
        header::{self, HeaderValue},
    },
};
use contract::problems;
use utoipa::openapi::path::PathItem;

use crate::ApiError;

/// The methods of every path with their operation ids.
pub(crate) fn operations() -> BTreeMap<String, Vec<(Method, String)>> {
    let methods = |item: &PathItem| {
        let all = [
            (Method::GET, &item.get),
            (Method::POST, &item.post),
            (Method::PUT, &item.put),
            (Method::PATCH, &item.patch),
            (Method::DELETE, &item.delete),
        ];
        let named =
            all.into_iter().filter_map(|(m, operation)| Some((m, operation.as_ref()?.operation_id.clone()?)));
        named.collect()
    };
    crate::openapi().paths.paths.iter().map(|(path, item)| (path.clone(), methods(item))).collect()
}

/// Answers what reached no operation.
pub(crate) async fn refuse(request: HttpRequest) -> HttpResponse {
    static PATHS: OnceLock<Vec<(ResourceDef, String)>> = OnceLock::new();
    let paths = PATHS.get_or_init(|| {
        let allow = |methods: Vec<(Method, String)>| {
            methods.iter().map(|(m, _)| m.as_str()).collect::<Vec<_>>().join(", ")
        };
        operations().into_iter().map(|(path, methods)| (ResourceDef::new(path), allow(methods))).collect()
    });
    let Some((_, allow)) = paths.iter().find(|(path, _)| path.is_match(request.path())) else {
        return ApiError::not_found().error_response();
    };
    let mut response = ApiError::new(&problems::METHOD_NOT_ALLOWED).error_response();
    if let Ok(value) = HeaderValue::from_str(allow) {
        response.headers_mut().insert(header::ALLOW, value);
    }
    response
}
