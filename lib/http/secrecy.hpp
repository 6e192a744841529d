// Who may use a file that holds a secret.

#pragma once

#include "base/result.hpp"

namespace noctis {

/// Fails with usage, naming the mode, where anybody but the file's owner may use it.  Whom an
/// access control list names is an owner as well where that is the user of this process.
[[nodiscard]] Result<> check_secrecy(int fd);

}  // namespace noctis
