// The object directory: objects/ab/cdef…, written once, never changed.

#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string_view>

#include "base/bytes.hpp"
#include "base/file.hpp"
#include "base/result.hpp"
#include "store/object_id.hpp"

namespace noctis {

/// Any number of threads may call every function of one instance.
class ObjectStore {
 public:
  /// Whether a committed row of the index names the object.  Called from any thread.
  using IsCommitted = std::function<bool(const ObjectId&)>;

  enum class Trust : std::uint8_t {
    rows,   ///< what a committed row names is as it says
    bytes,  ///< only what was compared is
  };

  /// Throws Fatal (not_found) where there is no store.
  static ObjectStore open_for_reading(const std::filesystem::path& store);

  /// Makes objects/ and tmp/ (0700) where they are missing and empties tmp/.
  /// Precondition: the caller holds the store's lock.  Throws Fatal.
  static ObjectStore open_for_writing(const std::filesystem::path& store, IsCommitted is_committed,
                                      Trust trust = Trust::rows);

  ObjectStore(ObjectStore&&) noexcept;
  ObjectStore& operator=(ObjectStore&&) noexcept;
  ~ObjectStore();

  struct Put {
    ObjectId id;
    bool written = false;  ///< false: the same bytes were there already
  };
  /// Born in tmp/, renamed into place, mode 0600, not yet durable.  What is there already counts
  /// only where this instance wrote it (remembered over two syncs: by then its row has committed)
  /// or a committed row names it and is trusted: else it may be a torn left-over and is written
  /// again, unless its bytes prove to be the same.  Fails with ErrorKind::io (a full disk).
  [[nodiscard]] Result<Put> put(ByteView bytes) { return put(ObjectId::of(bytes), bytes); }
  /// The same, of bytes that were hashed before.  Precondition: id == ObjectId::of(bytes).
  [[nodiscard]] Result<Put> put(const ObjectId& id, ByteView bytes);

  /// Makes all that was put before durable: one syncfs.  Fails with ErrorKind::io, for good: what
  /// was put since the sync before is gone, for nothing can tell any more whether the disk has it.
  [[nodiscard]] Result<> sync();

  /// Fails with not_found.  The bytes are checked against the id: damaged where they differ.
  [[nodiscard]] Result<Bytes> get(const ObjectId& id) const;

  /// The object's file, its bytes not looked at; they stay there, whatever is removed.  Fails with
  /// not_found, and with damaged where it has not as many bytes as the index says.
  [[nodiscard]] Result<UniqueFd> open(const ObjectId& id, std::uint64_t bytes) const;
  /// The same, read.
  [[nodiscard]] Result<Bytes> read(const ObjectId& id, std::uint64_t bytes) const;

  /// The one object whose id begins with `prefix` (4 to 64 hexadecimal digits).  Fails with
  /// not_found, or with usage where several do.
  [[nodiscard]] Result<ObjectId> resolve(std::string_view prefix) const;

  [[nodiscard]] std::filesystem::path path_of(const ObjectId& id) const;

 private:
  struct State;
  explicit ObjectStore(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace noctis
