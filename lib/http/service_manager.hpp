// What systemd and a service say to each other: sockets it has opened, and how the service stands.
// The two protocols are a few lines each and promised to stay (sd_listen_fds(3), sd_notify(3)), so
// that libsystemd, which brings a dozen libraries more, is not needed for them.

#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "http/listener.hpp"

namespace noctis {

/// Those that systemd's socket activation hands over (sd_listen_fds(3)), and takes their variables
/// out of the environment; empty where there are none.  Fails with usage where the variables or the
/// sockets are not what they should be.  Before there is another thread.
[[nodiscard]] Result<std::vector<Listener>> inherited_listeners();

/// Tells systemd how it stands, as sd_notify(3) does ("READY=1"); nothing without NOTIFY_SOCKET.
void notify_service_manager(const std::string& state);

}  // namespace noctis
