#include "rest/pages.hpp"

#include <zlib.h>

#include <array>
#include <map>
#include <memory>
#include <regex>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <doctest/doctest.h>

#include "base/text.hpp"

using namespace noctis;

namespace {

const char* const page_paths[] = {"/api/v1/docs", "/api/v1/redoc"};

// The test of what a page is made of needs no real bundles.
constexpr PageAsset made_file{.name = "made.js", .gzip = "packed"};
const PageAssets made_assets{.digest = "0123456789abcdef", .files = {&made_file, 1}};

Response ask(const PageAssets& assets, const std::string& path, const char* accept_encoding = "",
             const std::shared_ptr<UnpackedAssets>& unpacked = std::make_shared<UnpackedAssets>()) {
  Router router;
  add_pages(router, unpacked, assets);
  const auto match = router.find(Method::get, path);
  REQUIRE(match.route != nullptr);
  CHECK(match.route->access == Access::open);
  Request request;
  request.path = path;
  if (*accept_encoding != '\0')
    request.headers.emplace_back("accept-encoding", accept_encoding);
  Answer answer = match.route->answer(request, match.captured);
  REQUIRE(std::holds_alternative<Response>(answer));
  return std::move(std::get<Response>(answer));
}

std::string body_of(const Response& response) {
  if (const auto* shared = std::get_if<SharedText>(&response.body))
    return std::string(shared->text);
  return std::get<std::string>(response.body);
}

std::string header_of(const Response& response, std::string_view name) {
  std::string values;
  for (const auto& [its_name, value] : response.headers)
    if (its_name == name)
      values += values.empty() ? value : ", " + value;
  return values;
}

// "script-src" → "'self'".
std::map<std::string, std::string> policy_of(const Response& response) {
  std::map<std::string, std::string> directives;
  const std::string policy = header_of(response, "Content-Security-Policy");
  for (const std::string_view directive : split(policy, ';')) {
    const std::string_view text = trim(directive);
    const std::size_t space = text.find(' ');
    REQUIRE(space != std::string_view::npos);
    CHECK(directives.emplace(text.substr(0, space), text.substr(space + 1)).second);
  }
  return directives;
}

std::vector<std::string> all_matches(const std::string& text, const std::regex& pattern) {
  std::vector<std::string> found;
  for (std::sregex_iterator match(text.begin(), text.end(), pattern), end; match != end; ++match)
    found.push_back((*match)[1]);
  return found;
}

// Values of src and href.
std::vector<std::string> addresses_in(const std::string& html) {
  return all_matches(html, std::regex(R"re((?:src|href|spec-url)="([^"]*)")re"));
}

std::string unpacked_by_zlib(std::string_view gzip) {
  z_stream stream{};
  constexpr int gzip_alone = 16;
  REQUIRE(inflateInit2(&stream, MAX_WBITS + gzip_alone) == Z_OK);
  std::string input(gzip);
  std::string bytes(8U << 20U, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = reinterpret_cast<Bytef*>(bytes.data());
  stream.avail_out = static_cast<uInt>(bytes.size());
  CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
  bytes.resize(stream.total_out);
  inflateEnd(&stream);
  return bytes;
}

std::string address_of(const PageAssets& assets, std::string_view name) {
  return "/api/v1/pages/" + std::string(assets.digest) + "/" + std::string(name);
}

bool built_without_pages() {
  const bool without = built_in_page_assets().files.empty();
  if (without)
    MESSAGE("SKIP: this build has no pages");
  return without;
}

}  // namespace

TEST_SUITE("rest/pages") {
  TEST_CASE("a page lets in nothing but what is its own, and cannot be framed") {
    for (const char* const path : page_paths) {
      CAPTURE(path);
      const Response page = ask(made_assets, path);
      CHECK(page.status == 200);
      CHECK(page.content_type == "text/html; charset=utf-8");
      CHECK(header_of(page, "X-Content-Type-Options") == "nosniff");
      CHECK(header_of(page, "Referrer-Policy") == "no-referrer");
      auto policy = policy_of(page);
      for (const char* const nothing :
           {"default-src", "base-uri", "form-action", "frame-ancestors"}) {
        CAPTURE(nothing);
        CHECK(policy[nothing] == "'none'");
      }
      CHECK(policy["script-src"] == "'self'");
      CHECK(policy["connect-src"] == "'self'");
      CHECK(policy["img-src"] == "'self' data:");
      CHECK(policy["style-src"].starts_with("'self'"));
    }
  }

  TEST_CASE("no policy has the word unsafe, a star or another's address in it") {
    for (const char* const path : page_paths) {
      CAPTURE(path);
      const std::string policy = header_of(ask(made_assets, path), "Content-Security-Policy");
      for (const char* const word : {"unsafe", "*", "//", "http", "strict-dynamic"}) {
        CAPTURE(word);
        CHECK(policy.find(word) == std::string::npos);
      }
    }
  }

  TEST_CASE("only redoc's page has workers, and styles that are allowed by their digest") {
    auto docs = policy_of(ask(made_assets, "/api/v1/docs"));
    auto redoc = policy_of(ask(made_assets, "/api/v1/redoc"));
    CHECK(docs["style-src"] == "'self'");
    CHECK(docs.count("worker-src") == 0);
    CHECK(redoc["worker-src"] == "blob:");
    // FIPS 180-4's digest of no bytes at all, in base64.
    CHECK(redoc["style-src"].find("'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='") !=
          std::string::npos);
  }

  TEST_CASE("a page has no script, style or handler of its own and no address elsewhere") {
    for (const char* const path : page_paths) {
      CAPTURE(path);
      const std::string html = body_of(ask(made_assets, path));
      CHECK(std::regex_search(html, std::regex("<script[^>]* src=")));
      CHECK_FALSE(std::regex_search(html, std::regex("<script(?![^>]* src=)")));
      CHECK_FALSE(std::regex_search(html, std::regex("<script[^>]*>[^<]")));
      CHECK_FALSE(std::regex_search(html, std::regex("<style| style=| on[a-z]+=")));
      for (const std::string& address : addresses_in(html)) {
        CAPTURE(address);
        CHECK((address == "openapi.json" || address.starts_with("pages/0123456789abcdef/")));
      }
    }
  }

  TEST_CASE("all that a page names is answered, as what its name says") {
    if (built_without_pages())
      return;
    const PageAssets assets = built_in_page_assets();
    const std::map<std::string, std::string> types = {{"js", "text/javascript; charset=utf-8"},
                                                      {"css", "text/css; charset=utf-8"},
                                                      {"svg", "image/svg+xml"}};
    for (const char* const path : page_paths) {
      CAPTURE(path);
      std::size_t named = 0;
      for (const std::string& address : addresses_in(body_of(ask(assets, path)))) {
        if (address == "openapi.json")
          continue;
        CAPTURE(address);
        const Response asset = ask(assets, "/api/v1/" + address);
        CHECK(asset.status == 200);
        CHECK(asset.content_type == types.at(address.substr(address.rfind('.') + 1)));
        CHECK(header_of(asset, "X-Content-Type-Options") == "nosniff");
        CHECK_FALSE(body_of(asset).empty());
        ++named;
      }
      CHECK(named >= 3);
    }
  }

  TEST_CASE("a file is sent as it was packed to who takes gzip, and unpacked to others") {
    if (built_without_pages())
      return;
    const PageAssets assets = built_in_page_assets();
    for (const PageAsset& file : assets.files) {
      CAPTURE(file.name);
      const std::string address = address_of(assets, file.name);
      const Response packed = ask(assets, address, "br, gzip");
      CHECK(header_of(packed, "Content-Encoding") == "gzip");
      CHECK(header_of(packed, "Vary") == "Accept-Encoding");
      for (const char* const without : {"", "br", "gzip;q=0", "xgzip"}) {
        CAPTURE(without);
        const Response plain = ask(assets, address, without);
        CHECK(header_of(plain, "Content-Encoding").empty());
        CHECK(header_of(plain, "Vary") == "Accept-Encoding");
        CHECK(body_of(plain) == unpacked_by_zlib(body_of(packed)));
      }
    }
  }

  TEST_CASE("answers have no copies of a file, neither packed nor unpacked") {
    if (built_without_pages())
      return;
    const PageAssets assets = built_in_page_assets();
    const auto unpacked = std::make_shared<UnpackedAssets>();
    for (const PageAsset& file : assets.files) {
      CAPTURE(file.name);
      for (const char* const encoding : {"gzip", ""}) {
        const Response one = ask(assets, address_of(assets, file.name), encoding, unpacked);
        const Response other = ask(assets, address_of(assets, file.name), encoding, unpacked);
        CHECK(std::get<SharedText>(one.body).text.data() ==
              std::get<SharedText>(other.body).text.data());
      }
    }
  }

  TEST_CASE("a file may be kept for ever, a page is asked for again") {
    if (built_without_pages())
      return;
    const PageAssets assets = built_in_page_assets();
    CHECK(header_of(ask(assets, address_of(assets, "pages.css")), "Cache-Control") ==
          "public, max-age=31536000, immutable");
    for (const char* const path : page_paths)
      CHECK(header_of(ask(assets, path), "Cache-Control") == "no-cache");
  }

  TEST_CASE("a file of another build, or of no build, is not found") {
    CHECK(ask(made_assets, "/api/v1/pages/0123456789abcdee/made.js").status == 404);
    CHECK(ask(made_assets, "/api/v1/pages/0123456789abcdef/made").status == 404);
    CHECK(ask(made_assets, "/api/v1/pages/0123456789abcdef/made.js", "gzip").status == 200);
  }

  TEST_CASE("each bundle says where its licences are, and there they are") {
    if (built_without_pages())
      return;
    const PageAssets assets = built_in_page_assets();
    for (const char* const name : {"swagger-ui-bundle.js", "redoc.standalone.js"}) {
      CAPTURE(name);
      const std::string licences = std::string(name) + ".LICENSE.txt";
      const std::string bundle = body_of(ask(assets, address_of(assets, name)));
      CHECK(bundle.substr(0, bundle.find('\n')).find(licences) != std::string::npos);
      const Response text = ask(assets, address_of(assets, licences));
      CHECK(text.status == 200);
      CHECK(text.content_type == "text/plain; charset=utf-8");
    }
    const auto text_of = [&](const char* name) {
      return body_of(ask(assets, address_of(assets, name)));
    };
    CHECK(text_of("swagger-ui.LICENSE.txt").find("Apache License") != std::string::npos);
    CHECK(text_of("swagger-ui.NOTICE.txt").find("SmartBear") != std::string::npos);
    CHECK(text_of("redoc.LICENSE.txt").find("MIT License") != std::string::npos);
  }

  TEST_CASE("redoc's bundle shows no picture from its makers' server") {
    if (built_without_pages())
      return;
    const PageAssets assets = built_in_page_assets();
    const std::string bundle = body_of(ask(assets, address_of(assets, "redoc.standalone.js")));
    CHECK(bundle.find("spec-url") != std::string::npos);
    CHECK(bundle.find("cdn.redoc") == std::string::npos);
  }

  TEST_CASE("a build without pages says so where they would be") {
    for (const char* const path : page_paths) {
      CAPTURE(path);
      const Response answer = ask({}, path);
      CHECK(answer.status == 404);
      CHECK(body_of(answer).find("built without its pages") != std::string::npos);
    }
  }
}
