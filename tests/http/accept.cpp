#include "http/accept.hpp"

#include <array>
#include <string>

#include <doctest/doctest.h>

using namespace noctis;

namespace {

constexpr std::array<std::string_view, 2> offers = {"application/json", "image/png"};

// The offer, or "none".
std::string_view chosen(std::optional<std::string_view> accept) {
  const auto index = choose(accept, offers);
  return index ? offers.at(*index) : "none";
}

}  // namespace

TEST_SUITE("http/accept") {
  TEST_CASE("without a header, with an empty one, and with */* the first offer is taken") {
    CHECK(chosen(std::nullopt) == "application/json");
    CHECK(chosen("") == "application/json");
    CHECK(chosen(" , ,") == "application/json");
    CHECK(chosen("*/*") == "application/json");
    CHECK(chosen("*/*;q=0.1") == "application/json");
  }

  TEST_CASE("a type is found in any case, and by its range") {
    CHECK(chosen("image/png") == "image/png");
    CHECK(chosen("IMAGE/PNG") == "image/png");
    CHECK(chosen("image/*") == "image/png");
    CHECK(chosen("text/html, image/png") == "image/png");
  }

  TEST_CASE("what is not offered, or of weight zero, is none") {
    for (const char* const accept :
         {"text/html", "image/jpeg, text/*", "image/pngx", "image/pn", "application/json;q=0",
          "application/json;q=0.000, image/png;q=0", "*/*;q=0", "image/png;q=0, text/*"}) {
      CAPTURE(accept);
      CHECK(chosen(accept) == "none");
    }
  }

  TEST_CASE("the greatest weight wins, and among equals the first offer") {
    CHECK(chosen("application/json;q=0.5, image/png") == "image/png");
    CHECK(chosen("image/png;q=0.499, application/json;q=0.5") == "application/json");
    CHECK(chosen("image/png, application/json") == "application/json");
    CHECK(chosen("image/png; Q=1.000 , application/json;q=0.999") == "image/png");
  }

  TEST_CASE("the closest range decides an offer's weight, wherever it stands") {
    // RFC 9110, 12.5.1: the most specific one has precedence.
    CHECK(chosen("*/*, application/json;q=0.1, image/*;q=0.5") == "image/png");
    CHECK(chosen("image/png;q=0, image/*, */*;q=0.1") == "application/json");
    CHECK(chosen("application/json;q=0, */*") == "image/png");
  }

  TEST_CASE("the lists of browsers get what they show") {
    // A page and an image, as Firefox and Chromium send them.
    CHECK(chosen("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,"
                 "image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7") ==
          "application/json");
    CHECK(chosen("image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8") ==
          "image/png");
    CHECK(chosen("image/avif,image/webp,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5") ==
          "image/png");
    constexpr std::array<std::string_view, 2> metrics = {"application/json", "text/plain"};
    // Prometheus 2.
    CHECK(choose("application/openmetrics-text;version=1.0.0,application/openmetrics-text;version="
                 "0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
                 metrics) == 1);
    // HttpURLConnection of old Java: neither the star nor the weights are to the letter.
    CHECK(chosen("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2") == "application/json");
    CHECK(chosen("text/html, *; q=.2") == "application/json");
  }

  TEST_CASE("what is not well-formed counts as if it were not there") {
    for (const char* const element :
         {"image/png;q=2", "image/png;q=-1", "image/png;q=1.001", "image/png;q=0.1234",
          "image/png;q=x", "image/png;q=", "image/png;q=.", "png", "image/", "/png", "*/png",
          "image png", "image/png/x", ";q=1", "im(age/png"}) {
      CAPTURE(element);
      CHECK(chosen(element) == "application/json");
      CHECK(chosen(std::string("text/html, ") + element) == "none");
    }
  }

  TEST_CASE("a comma or a semicolon inside a quoted string parts nothing") {
    CHECK(chosen(R"(text/html;x="a, image/png", text/plain)") == "none");
    CHECK(chosen(R"(image/png;x="\", application/json";q=0.5, text/plain)") == "image/png");
    CHECK(chosen(R"(text/html;x="\", image/png, \"")") == "none");
    CHECK(chosen(R"(image/png;x=";q=0")") == "image/png");
    CHECK(chosen(R"(text/html;x="open, image/png)") == "none");
  }

  TEST_CASE("gzip is sent where it is asked for, and to nobody else") {
    for (const char* const yes : {"gzip", "GZIP", "deflate, gzip;q=0.5", "*", "x-gzip",
                                  "gzip, deflate, br, zstd", "br;q=1.0, *;q=0.1"}) {
      CAPTURE(yes);
      CHECK(accepts_gzip(yes));
    }
    for (const char* const no : {"", "identity", "br", "gzip;q=0", "gzip;q=0.000", "*;q=0",
                                 "gzip;q=0, *", "*, gzip;q=0", "gzipped", "gzip;q=nothing"}) {
      CAPTURE(no);
      CHECK_FALSE(accepts_gzip(no));
    }
    CHECK_FALSE(accepts_gzip(std::nullopt));
  }
}
