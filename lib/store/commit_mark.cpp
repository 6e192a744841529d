#include "store/commit_mark.hpp"

#include <sqlite3.h>

#include <atomic>

namespace noctis {

namespace {

// Of the WAL-index's first block, at which SQLite maps it.
constexpr int block_bytes = 32 * 1024;

}  // namespace

std::optional<CommitMark> commit_mark(sqlite3* database) noexcept {
  sqlite3_file* file = nullptr;
  if (::sqlite3_file_control(database, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK)
    return std::nullopt;
  const sqlite3_io_methods* const methods = file->pMethods;
  if (methods == nullptr || methods->iVersion < 2 || methods->xShmMap == nullptr)
    return std::nullopt;

  constexpr int extend = 0;
  void volatile* block = nullptr;
  // Read-only where its file is: SQLITE_READONLY comes with a block.
  (void)methods->xShmMap(file, 0, block_bytes, extend, &block);
  if (block == nullptr)
    return std::nullopt;
  CommitMark mark = {};
  auto* const words = static_cast<std::uint32_t*>(const_cast<void*>(block));
  for (std::size_t word = 0; word < mark.size(); ++word)
    mark[word] = std::atomic_ref(words[word]).load(std::memory_order_acquire);
  return mark;
}

}  // namespace noctis
