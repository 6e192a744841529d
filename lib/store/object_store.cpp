#include "store/object_store.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "base/file.hpp"
#include "store/file_system.hpp"
#include "store/object_folder.hpp"
#include "store/written_objects.hpp"

namespace noctis {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t id_digits = 64;
// What an object may hold at most: above the largest frame that the readers let through.
constexpr std::uint64_t object_limit = std::uint64_t{16} << 30;

UniqueFd open_folder(const fs::path& path) {
  return UniqueFd{::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
}

UniqueFd make_and_open(const fs::path& path) {
  if (const auto made = make_private_folder(path); !made)
    throw Fatal(made.error());
  UniqueFd folder = open_folder(path);
  if (!folder)
    throw Fatal(system_error(path.string(), errno));
  return folder;
}

// What a run that was killed left there; nobody else writes while the lock is held.
void empty_folder(const fs::path& folder) {
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    fs::remove_all(entry.path(), error);
    if (error)
      break;
  }
  if (error)
    throw Fatal(system_error(folder.string(), error.value()));
}

bool is_hexadecimal(std::string_view text) {
  return text.find_first_not_of("0123456789abcdef") == text.npos;
}

// The names in `folder` that begin with `prefix` and are an object's; two are enough to know.
std::vector<std::string> names_in(const fs::path& folder, std::string_view prefix) {
  std::vector<std::string> names;
  std::error_code none;
  for (fs::directory_iterator entry(folder, none), end; entry != end; entry.increment(none)) {
    std::string name = entry->path().filename().string();
    if (name.size() == id_digits - object_folder_digits && name.starts_with(prefix) &&
        is_hexadecimal(name))
      names.push_back(std::move(name));
    if (names.size() == 2)
      break;
  }
  return names;
}

}  // namespace

struct ObjectStore::State {
  fs::path objects_path;
  UniqueFd objects;
  UniqueFd tmp;  // none where the store is only read
  IsCommitted is_committed;
  Trust trust = Trust::rows;
  WrittenObjects written, found;  // found: whole, and named by no committed row
  std::atomic<bool> has_failed_to_sync = false;
  std::atomic<std::uint64_t> births = 0;

  [[nodiscard]] bool is_there(const std::string& name, std::uint64_t size) const {
    struct stat status = {};
    return ::fstatat(objects.get(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0 &&
           S_ISREG(status.st_mode) && static_cast<std::uint64_t>(status.st_size) == size;
  }

  // Whether the object that is there has these bytes: a torn left-over does not.
  [[nodiscard]] bool holds(const std::string& name, ByteView bytes) const {
    const auto there = read_file((objects_path / name).string(), object_limit);
    return there && std::equal(there->begin(), there->end(), bytes.begin(), bytes.end());
  }

  // The kernel tells of a page that the disk did not take once, and keeps it in memory as if it
  // had: whoever comes next would find these objects whole, and trust them.
  void remove_what_is_not_durable() const {
    for (const WrittenObjects* objects_of : {&written, &found})
      for (const ObjectId& id : objects_of->all())
        ::unlinkat(objects.get(), name_in_objects(id).c_str(), 0);
  }

  // What another thread puts during that and after it goes as well: it is among `all`, or its
  // thread sees here that it came too late.
  [[nodiscard]] Result<> keep(WrittenObjects& all, const ObjectId& id, bool& is_new) {
    is_new = all.insert(id);
    if (!has_failed_to_sync)
      return {};
    ::unlinkat(objects.get(), name_in_objects(id).c_str(), 0);
    return failure(ErrorKind::io, "the objects could not be synced");
  }

  [[nodiscard]] Result<> write(const std::string& name, ByteView bytes);
  [[nodiscard]] Result<> fill(const std::string& temporary, ByteView bytes) const;
  [[nodiscard]] Result<> move_into_place(const std::string& temporary,
                                         const std::string& name) const;
};

Result<> ObjectStore::State::write(const std::string& name, ByteView bytes) {
  const std::string temporary = fmt::format("{}-{}", ::getpid(), births.fetch_add(1));
  auto done = fill(temporary, bytes);
  if (done)
    done = move_into_place(temporary, name);
  if (!done)
    ::unlinkat(tmp.get(), temporary.c_str(), 0);
  return done;
}

Result<> ObjectStore::State::fill(const std::string& temporary, ByteView bytes) const {
  const UniqueFd fd{
      ::openat(tmp.get(), temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
  if (!fd || ::fchmod(fd.get(), 0600) != 0)
    return tl::unexpected(system_error("cannot create an object", errno));
  if (!write_all(fd.get(), bytes))
    return tl::unexpected(system_error("cannot write an object", errno));
  return {};
}

Result<> ObjectStore::State::move_into_place(const std::string& temporary,
                                             const std::string& name) const {
  const auto move = [&](unsigned flags) {
    return ::renameat2(tmp.get(), temporary.c_str(), objects.get(), name.c_str(), flags) == 0;
  };
  if (move(RENAME_NOREPLACE))
    return {};
  if (errno == ENOENT) {  // the first object of its folder
    const std::string folder = name.substr(0, object_folder_digits);
    const bool is_new = ::mkdirat(objects.get(), folder.c_str(), 0700) == 0;
    // Whatever the umask is.
    if (is_new ? ::fchmodat(objects.get(), folder.c_str(), 0700, 0) != 0 : errno != EEXIST)
      return tl::unexpected(system_error("cannot make a folder of objects", errno));
    if (move(RENAME_NOREPLACE))
      return {};
  }
  // What takes the place of another may take that of one that is durable, between its sync and the
  // commit of its row: it is durable before it does.  A file system that cannot tell is treated so.
  if (errno == EEXIST || errno == EINVAL) {
    const UniqueFd fd{::openat(tmp.get(), temporary.c_str(), O_RDONLY | O_CLOEXEC)};
    if (!fd || ::fdatasync(fd.get()) != 0)
      return tl::unexpected(system_error("cannot sync an object", errno));
    if (move(0))
      return {};
  }
  return tl::unexpected(system_error("cannot rename an object", errno));
}

ObjectStore::ObjectStore(std::unique_ptr<State> state) : state_(std::move(state)) {}
ObjectStore::ObjectStore(ObjectStore&&) noexcept = default;
ObjectStore& ObjectStore::operator=(ObjectStore&&) noexcept = default;
ObjectStore::~ObjectStore() = default;

ObjectStore ObjectStore::open_for_reading(const fs::path& store) {
  auto state = std::make_unique<State>();
  state->objects_path = store / "objects";
  state->objects = open_folder(state->objects_path);
  if (!state->objects && (errno == ENOENT || errno == ENOTDIR))
    throw Fatal(ErrorKind::not_found, fmt::format("there is no store in {}", store.string()));
  if (!state->objects)
    throw Fatal(system_error(state->objects_path.string(), errno));
  return ObjectStore(std::move(state));
}

ObjectStore ObjectStore::open_for_writing(const fs::path& store, IsCommitted is_committed,
                                          Trust trust) {
  auto state = std::make_unique<State>();
  state->objects_path = store / "objects";
  state->objects = make_and_open(state->objects_path);
  state->tmp = make_and_open(store / "tmp");
  empty_folder(store / "tmp");
  state->is_committed = std::move(is_committed);
  state->trust = trust;
  return ObjectStore(std::move(state));
}

Result<ObjectStore::Put> ObjectStore::put(const ObjectId& id, ByteView bytes) {
  if (!state_->tmp)
    return failure(ErrorKind::io, "the store was opened for reading");
  const std::string name = name_in_objects(id);
  if (state_->written.contains(id))
    return Put{id, false};
  // The cheap question first: on a first run nothing is there.
  if (state_->is_there(name, bytes.size())) {
    const bool is_committed = state_->is_committed(id);
    if (is_committed && state_->trust == Trust::rows)
      return Put{id, false};
    // Left over from a run that was killed, or from an index that was lost, it is made durable by
    // the next sync as one just written would be, and goes where that fails.
    if (state_->found.contains(id) || state_->holds(name, bytes)) {
      bool ignored = false;
      if (const auto kept = is_committed ? Result<>() : state_->keep(state_->found, id, ignored);
          !kept)
        return failure(kept);
      return Put{id, false};
    }
  }

  // Two threads with the same bytes both write them: each may say that the object is there only
  // once it is, and the renames are of equal content.
  if (const auto written = state_->write(name, bytes); !written)
    return failure(written);
  bool is_new = false;
  if (const auto kept = state_->keep(state_->written, id, is_new); !kept)
    return failure(kept);
  return Put{id, is_new};
}

Result<> ObjectStore::sync() {
  // Aged first: what another thread puts meanwhile belongs to the next batch.
  state_->written.age();
  state_->found.age();
  if (::syncfs(state_->objects.get()) != 0) {
    const Error error = system_error("cannot sync the objects", errno);
    state_->has_failed_to_sync = true;
    state_->remove_what_is_not_durable();
    return tl::unexpected(error);
  }
  return {};
}

Result<Bytes> ObjectStore::get(const ObjectId& id) const {
  auto bytes = read_file(path_of(id).string(), object_limit);
  if (!bytes && bytes.error().kind == ErrorKind::not_found)
    return failure(ErrorKind::not_found, "there is no object {}", id.text());
  if (!bytes)
    return failure(bytes.error().kind, "object {}: {}", id.text(), bytes.error().what);
  if (ObjectId::of(*bytes) != id)
    return failure(ErrorKind::damaged, "object {} does not have the bytes of its name", id.text());
  return bytes;
}

Result<UniqueFd> ObjectStore::open(const ObjectId& id, std::uint64_t bytes) const {
  UniqueFd file{::openat(state_->objects.get(), name_in_objects(id).c_str(),
                         O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)};
  if (!file && (errno == ENOENT || errno == ENOTDIR))
    return failure(ErrorKind::not_found, "there is no object {}", id.text());
  struct stat status = {};
  if (!file || ::fstat(file.get(), &status) != 0)
    return tl::unexpected(system_error("object " + id.text(), errno));
  if (!S_ISREG(status.st_mode) || static_cast<std::uint64_t>(status.st_size) != bytes)
    return failure(ErrorKind::damaged, "object {} has {} bytes, not {}", id.text(), status.st_size,
                   bytes);
  return file;
}

Result<Bytes> ObjectStore::read(const ObjectId& id, std::uint64_t bytes) const {
  const Result<UniqueFd> file = open(id, bytes);
  if (!file)
    return failure(file);
  Result<Bytes> content = read_at(file->get(), 0, bytes);
  if (content && content->size() != bytes)
    return failure(ErrorKind::damaged, "object {} has {} bytes, not {}", id.text(), content->size(),
                   bytes);
  return content;
}

Result<ObjectId> ObjectStore::resolve(std::string_view prefix) const {
  constexpr std::size_t fewest_digits = 4;
  if (prefix.size() < fewest_digits || prefix.size() > id_digits || !is_hexadecimal(prefix)) {
    return failure(ErrorKind::usage, "\"{}\" is not {} to {} lower-case hexadecimal digits", prefix,
                   fewest_digits, id_digits);
  }
  // A whole id needs no listing, which grows with the store.
  if (const auto id = ObjectId::parse(prefix)) {
    struct stat status = {};
    if (::fstatat(state_->objects.get(), name_in_objects(*id).c_str(), &status, 0) != 0)
      return failure(ErrorKind::not_found, "there is no object {}", prefix);
    return *id;
  }
  const std::string folder_name(prefix.substr(0, object_folder_digits));
  const std::vector<std::string> names =
      names_in(state_->objects_path / folder_name, prefix.substr(object_folder_digits));
  if (names.empty())
    return failure(ErrorKind::not_found, "there is no object {}", prefix);
  if (names.size() > 1)
    return failure(ErrorKind::usage, "several objects begin with {}", prefix);
  return ObjectId::parse(folder_name + names.front());
}

fs::path ObjectStore::path_of(const ObjectId& id) const {
  return state_->objects_path / name_in_objects(id);
}

}  // namespace noctis
