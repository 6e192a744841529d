#include "http/host_names.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "http/header_list.hpp"

namespace noctis {

namespace {

// Letters, digits, '-', '.' and '_', or in brackets those of an IPv6 address.
bool is_host(std::string_view text) noexcept {
  constexpr std::string_view marks = "-._";
  constexpr std::string_view address = "0123456789abcdefABCDEF:.";
  if (text.starts_with('[') && text.ends_with(']') && text.size() > 2)
    return text.substr(1, text.size() - 2).find_first_not_of(address) == std::string_view::npos;
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           marks.find(c) != std::string_view::npos;
  });
}

// "host:port", "host", "[::1]:port": without the port, which is digits or nothing.
std::optional<std::string_view> without_port(std::string_view host) noexcept {
  const std::size_t bracket = host.starts_with('[') ? host.find(']') : 0;
  if (bracket == std::string_view::npos)
    return std::nullopt;
  const std::size_t colon = host.find(':', bracket);
  if (colon == std::string_view::npos)
    return host;
  if (host.substr(colon + 1).find_first_not_of("0123456789") != std::string_view::npos)
    return std::nullopt;
  return host.substr(0, colon);
}

}  // namespace

HostNames::HostNames(std::vector<std::string> names) : names_(std::move(names)) {}

Result<HostNames> HostNames::make(const std::vector<std::string>& names) {
  if (names.empty())
    return failure(ErrorKind::usage, "no host name is allowed");
  for (const std::string& name : names)
    if (!is_host(name))
      return failure(ErrorKind::usage, "\"{}\" is no host name without a port", name);
  return HostNames(names);
}

HostNames HostNames::loopback() {
  return HostNames({"localhost", "127.0.0.1", "[::1]"});
}

bool HostNames::allow(std::string_view host) const noexcept {
  const auto name = without_port(host);
  return name && std::any_of(names_.begin(), names_.end(), [&](const std::string& allowed) {
           return equal_ignoring_case(*name, allowed);
         });
}

}  // namespace noctis
