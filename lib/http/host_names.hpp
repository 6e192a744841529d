// Under which names a server may be asked.  A page that rebinds its own name to this machine's
// address sends that name as Host, and gets nothing.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace noctis {

/// Immutable: any number of threads at once.
class HostNames {
 public:
  /// Exactly these, in any case of letters: "pacs.example.org", "192.168.1.5", "[::1]".  Fails with
  /// usage for a name with a port or with what no host can have, and for an empty list.
  static Result<HostNames> make(const std::vector<std::string>& names);

  /// localhost, 127.0.0.1 and [::1]: where no names are given and no other machine can connect.  It
  /// is right for a Unix socket as well: clients of one say "localhost", and a proxy in front of
  /// one that hands on any Host is what the list is there for.
  static HostNames loopback();

  /// Whether the Host header, its port left aside, is one of them.  A name with a trailing dot is
  /// another name.
  [[nodiscard]] bool allow(std::string_view host) const noexcept;

 private:
  explicit HostNames(std::vector<std::string> names);

  std::vector<std::string> names_;
};

}  // namespace noctis
