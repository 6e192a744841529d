#include "store/file_system.hpp"

#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

#include "base/file.hpp"
#include "base/text.hpp"

namespace noctis {

namespace {

constexpr std::uint64_t fuse_magic = 0x65735546;

std::string read_mountinfo() {
  std::ifstream file("/proc/self/mountinfo");
  return {std::istreambuf_iterator<char>(file), {}};
}

// The number of FUSE does not say what it serves: many are local (ntfs-3g, mergerfs, a container's
// overlay), so that only those known to be remote are refused.
std::string_view network_fuse_at(const std::filesystem::path& folder) {
  struct stat status = {};
  if (::stat(folder.c_str(), &status) != 0)
    return {};
  const std::string device = fmt::format("{}:{}", major(status.st_dev), minor(status.st_dev));
  const std::string mountinfo = read_mountinfo();
  return network_file_system_of_type(type_of_mount(mountinfo, device));
}

}  // namespace

std::string_view network_file_system_of_magic(std::uint64_t magic) noexcept {
  switch (magic) {
    case 0x6969:
      return "NFS";
    case 0x517b:
    case 0xfe534d42:
      return "SMB";
    case 0xff534d42:
      return "CIFS";
    case 0x01021997:
      return "9p";
    case 0x5346414f:
    case 0x6b414653:
      return "AFS";
    case 0x00c36400:
      return "Ceph";
    case 0x73757245:
      return "Coda";
    case 0x564c:
      return "NCP";
    case 0x0bd00bd0:
      return "Lustre";
    case 0x47504653:
      return "GPFS";
    case 0x19830326:
      return "BeeGFS";
    case 0xaad7aaea:
      return "PanFS";
    case 0x01161970:
      return "GFS2";
    case 0x7461636f:
      return "OCFS2";
    case 0x786f4256:
      return "vboxsf";
    default:
      return {};
  }
}

std::string_view network_file_system_of_type(std::string_view type) noexcept {
  constexpr std::string_view remote[] = {
      "sshfs",   "glusterfs", "rclone",  "s3fs",    "davfs", "ceph-fuse", "curlftpfs", "goofys",
      "gcsfuse", "blobfuse",  "juicefs", "moosefs", "mfs",   "lizardfs",  "smbnetfs",  "s3ql"};
  if (const std::size_t dot = type.find('.'); dot != type.npos)
    type.remove_prefix(dot + 1);
  const auto* const found = std::find(std::begin(remote), std::end(remote), type);
  return found == std::end(remote) ? std::string_view{} : *found;
}

std::string_view type_of_mount(std::string_view mountinfo, std::string_view device) {
  // proc(5): id, parent, major:minor, root, mount point, options, tags…, "-", type, source,
  // options.
  for (const std::string_view line : split(mountinfo, '\n')) {
    const std::vector<std::string_view> fields = split(line, ' ');
    if (fields.size() < 3 || fields[2] != device)
      continue;
    const auto dash = std::find(fields.begin(), fields.end(), "-");
    if (fields.end() - dash > 1)
      return *(dash + 1);
  }
  return {};
}

void refuse_network_file_system(const std::filesystem::path& folder) {
  struct statfs status = {};
  if (::statfs(folder.c_str(), &status) != 0)
    throw Fatal(system_error(folder.string(), errno));
  const auto magic = static_cast<std::uint32_t>(status.f_type);
  const std::string_view name =
      magic == fuse_magic ? network_fuse_at(folder) : network_file_system_of_magic(magic);
  if (!name.empty()) {
    throw Fatal(ErrorKind::unsupported,
                fmt::format("{} is on a network file system ({}): the index needs a local one",
                            folder.string(), name));
  }
}

bool is_on_read_only_medium(const std::filesystem::path& folder) noexcept {
  struct statvfs status = {};
  return ::statvfs(folder.c_str(), &status) == 0 && (status.f_flag & ST_RDONLY) != 0;
}

Result<> make_private_folder(const std::filesystem::path& path) {
  // "a/b/" would have a/b made as what leads to it.
  const std::filesystem::path folder = path.has_filename() ? path : path.parent_path();
  std::error_code error;
  if (folder.has_parent_path())
    std::filesystem::create_directories(folder.parent_path(), error);
  if (error)
    return tl::unexpected(system_error(folder.parent_path().string(), error.value()));
  if (::mkdir(folder.c_str(), 0700) != 0) {
    if (errno == EEXIST && std::filesystem::is_directory(folder, error))
      return {};
    return tl::unexpected(system_error(folder.string(), errno));
  }
  if (::chmod(folder.c_str(), 0700) != 0)
    return tl::unexpected(system_error(folder.string(), errno));
  return {};
}

}  // namespace noctis
