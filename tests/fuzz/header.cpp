// Values of header fields: lists, weights, tags, hosts, origins, addresses.

#include <array>
#include <string>
#include <string_view>

#include "fuzz/require.hpp"
#include "http/accept.hpp"
#include "http/client.hpp"
#include "http/conditional.hpp"
#include "http/cors.hpp"
#include "http/header_list.hpp"
#include "http/host_names.hpp"
#include "http/rate_limit.hpp"

using namespace noctis;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);  // NOLINT: bytes as text
  constexpr std::array<std::string_view, 3> offers = {"application/json", "image/png",
                                                      "text/plain"};
  if (const auto index = choose(text, offers))
    fuzz::require(*index < offers.size(), "what was chosen was offered");
  (void)accepts_gzip(text);
  for (const std::string_view element : list_elements(text, ','))
    fuzz::require(!element.empty() && element.size() <= text.size(), "an element is a part");
  if (names_tag(text, "\"a\""))
    fuzz::require(text.find_first_of("a*") != std::string_view::npos,
                  "a tag that is named is there");

  static const HostNames loopback = HostNames::loopback();
  if (loopback.allow(text))
    fuzz::require(text.find_first_of("@/,") == std::string_view::npos,
                  "a host is a name and a port");
  const std::string owned(text);
  if (const auto names = HostNames::make({owned}))
    fuzz::require(names->allow(owned) && names->allow(owned + ":1"),
                  "a name that is given is allowed");
  if (const auto cors = Cors::make({owned}))
    fuzz::require(cors->allow(owned) && !cors->allow(owned + "."), "an origin is itself alone");
  static const TrustedProxies proxies = *TrustedProxies::make({"10.0.0.0/8"});
  const std::string client =
      client_of({.address = "10.0.0.1", .headers = {{"x-forwarded-for", owned}}}, proxies);
  fuzz::require(!client.empty() && client.size() < 64, "a client's name is short");
  (void)ip_range_from(text);
  (void)rate_from(text);
  return 0;
}
