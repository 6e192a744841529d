#include "rest/pages.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "http/response.hpp"

namespace noctis {

namespace {

struct Page {
  std::string_view path;
  std::string_view policy;  // besides what all pages have
  std::string_view head;    // "@" stands for the folder of the assets
  std::string_view body;
};

// Addresses are relative to the page's, so that they hold behind a proxy's prefix as well.
constexpr Page all_pages[] = {
    {.path = "/api/v1/docs",
     .policy = "style-src 'self'",
     .head = R"(    <link rel="stylesheet" href="@/swagger-ui.css">
    <script src="@/swagger-ui-bundle.js" defer></script>
    <script src="@/start-swagger-ui.js" defer></script>
)",
     .body = R"(<div id="viewer"></div>)"},
    // Its search is a worker made of a text.  Of styles it puts two kinds into the page: elements
    // that are empty, whose rules are added by script, and the sheet of its scroll bars.  Each is
    // allowed by the digest of its text, and no other.
    {.path = "/api/v1/redoc",
     .policy = "style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
               " 'sha256-QMIg+bpjm3JdElJ388KYke01izlUW0UoNOeKjpMxdgc='; worker-src blob:",
     .head = R"(    <script src="@/redoc.standalone.js" defer></script>
)",
     .body = R"(<redoc spec-url="openapi.json"></redoc>)"},
};

// Both viewers draw their arrows and marks from data: images in their style sheets.
std::string policy_of(const Page& page) {
  return "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
         "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
         std::string(page.policy);
}

std::string html_of(const Page& page, std::string_view digest) {
  std::string html = R"(<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>noctis: REST interface</title>
    <link rel="icon" href="@/moon.svg">
    <link rel="stylesheet" href="@/pages.css">
)";
  html += page.head;
  html += R"(  </head>
  <body>
    )";
  html += page.body;
  html += R"(
    <noscript>Without scripts there is <a href="openapi.json">the document</a>.</noscript>
  </body>
</html>
)";
  const std::string folder = "pages/" + std::string(digest);
  for (std::size_t at = 0; (at = html.find("@/", at)) != std::string::npos;)
    html.replace(at, 1, folder);
  return html;
}

std::string_view content_type_of(std::string_view name) noexcept {
  if (name.ends_with(".js"))
    return "text/javascript; charset=utf-8";
  if (name.ends_with(".css"))
    return "text/css; charset=utf-8";
  if (name.ends_with(".svg"))
    return "image/svg+xml";
  return "text/plain; charset=utf-8";
}

// Where the list is more than names, all that is lost is the packing.
bool takes_gzip(const Request& request) {
  const auto codings = split(request.header("accept-encoding").value_or(""), ',');
  return std::any_of(codings.begin(), codings.end(),
                     [](std::string_view coding) { return trim(coding) == "gzip"; });
}

Response page_response(const Page& page, std::string_view digest) {
  return {.content_type = "text/html; charset=utf-8",
          .headers = {{"Content-Security-Policy", policy_of(page)},
                      {"X-Content-Type-Options", "nosniff"},
                      {"Referrer-Policy", "no-referrer"},
                      {"Cache-Control", "no-cache"}},
          .body = html_of(page, digest)};
}

// Strangers may ask for them, and read slowly: no answer has bytes of its own.
Response asset_response(const PageAsset& asset, const Request& request, UnpackedAssets& unpacked) {
  Response response{.content_type = std::string(content_type_of(asset.name)),
                    .headers = {{"X-Content-Type-Options", "nosniff"},
                                {"Cache-Control", "public, max-age=31536000, immutable"},
                                {"Vary", "Accept-Encoding"}}};
  if (takes_gzip(request)) {
    response.headers.emplace_back("Content-Encoding", "gzip");
    response.body = SharedText{.text = asset.gzip};
  } else {
    auto bytes = unpacked.of(asset);
    response.body = SharedText{.text = *bytes, .owner = std::move(bytes)};
  }
  return response;
}

Response answer_asset(const PageAssets& assets, UnpackedAssets& unpacked, const Request& request,
                      const Captured& captured) {
  const auto asset = std::find_if(assets.files.begin(), assets.files.end(),
                                  [&](const PageAsset& file) { return file.name == captured[1]; });
  if (captured[0] != assets.digest || asset == assets.files.end())
    return error_response(404, "no page of this build has such a file", request.path);
  return asset_response(*asset, request, unpacked);
}

}  // namespace

void add_pages(Router& router, const std::shared_ptr<UnpackedAssets>& unpacked,
               const PageAssets& assets) {
  for (const Page& page : all_pages)
    router.add({.path = std::string(page.path),
                .access = Access::open,
                .answer = [&page, assets](const Request& request, const Captured&) -> Answer {
                  if (assets.files.empty())
                    return error_response(404, "this noctis was built without its pages",
                                          request.path);
                  return page_response(page, assets.digest);
                }});
  router.add(
      {.path = "/api/v1/pages/{digest}/{file}",
       .access = Access::open,
       .answer = [assets, unpacked](const Request& request, const Captured& captured) -> Answer {
         return answer_asset(assets, *unpacked, request, captured);
       }});
}

}  // namespace noctis
