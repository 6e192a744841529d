// One of the 256 folders of objects, objects/ab, from both sides: the files that lie there and the
// rows that name objects of it.  A walk of the whole store goes from folder to folder, so that its
// memory holds one of them at a time.

#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "store/object_id.hpp"

namespace noctis {

class Connection;

inline constexpr unsigned object_folders = 256;
inline constexpr std::size_t object_folder_digits = 2;

/// "ab/cdef…", in objects/.
[[nodiscard]] std::string name_in_objects(const ObjectId& id);

/// STORE/objects/ab of the first byte 0xab.
[[nodiscard]] std::filesystem::path object_folder(const std::filesystem::path& store,
                                                  unsigned first_byte);

/// Where the object lies, as ObjectStore::path_of() has it.
[[nodiscard]] std::filesystem::path object_file(const std::filesystem::path& store,
                                                const ObjectId& id);

struct ObjectFolder {
  std::vector<ObjectId> objects;    ///< regular files with an object's name, ascending
  std::vector<std::string> strays;  ///< whatever else is there, by name, ascending
};

/// Empty where there is no such folder.  Throws Fatal (io) where it cannot be read.
[[nodiscard]] ObjectFolder list_object_folder(const std::filesystem::path& store,
                                              unsigned first_byte);

/// The objects of that folder that rows name, ascending.  Throws SQLite::Exception.
[[nodiscard]] std::vector<ObjectId> objects_with_row(const Connection& connection,
                                                     unsigned first_byte);

/// A file that was born in tmp/ and never renamed into place: what a killed run leaves there.
[[nodiscard]] bool is_name_of_newborn(const std::string& name);

}  // namespace noctis
