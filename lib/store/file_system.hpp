// What the store must know of the file system below it, and folders that only their owner enters.

#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace noctis {

/// "NFS", "SMB"…: by the magic number of statfs(2); empty for a local file system, and for FUSE, of
/// which the number does not tell what is behind it.
[[nodiscard]] std::string_view network_file_system_of_magic(std::uint64_t magic) noexcept;

/// The same by its type in /proc/self/mountinfo: "fuse.sshfs" is "sshfs".
[[nodiscard]] std::string_view network_file_system_of_type(std::string_view type) noexcept;

/// The type of the file system mounted from `device` ("0:42"), by the lines of
/// /proc/self/mountinfo; empty where there is none.
[[nodiscard]] std::string_view type_of_mount(std::string_view mountinfo, std::string_view device);

/// Throws Fatal (unsupported), by its name, where `folder` lies on a network file system: locks and
/// shared memory do not reach from one machine to another there, and the index would be lost.
void refuse_network_file_system(const std::filesystem::path& folder);

/// Whether nobody can write there (a file system mounted read-only), as against a want of
/// permission.
[[nodiscard]] bool is_on_read_only_medium(const std::filesystem::path& folder) noexcept;

/// Makes the folder `path` and what leads to it; the last is 0700 whatever the umask.  One that is
/// there stays as it is.
[[nodiscard]] Result<> make_private_folder(const std::filesystem::path& path);

}  // namespace noctis
