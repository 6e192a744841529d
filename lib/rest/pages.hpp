// The pages in which a browser shows the OpenAPI document: /api/v1/docs, by swagger-ui, and
// /api/v1/redoc, by redoc.  They ask no other server for anything, and their policies (CSP) see to
// it.

#pragma once

#include <memory>

#include "http/router.hpp"
#include "rest/page_assets.hpp"

namespace noctis {

/// Adds them, and /api/v1/pages/{digest}/{file} for what they load.  They expect the document at
/// /api/v1/openapi.json, and hold no data: open to everyone.  Without assets there are 404s that
/// say so.  `unpacked` may be others', too.
void add_pages(Router& router, const std::shared_ptr<UnpackedAssets>& unpacked,
               const PageAssets& assets = built_in_page_assets());

}  // namespace noctis
