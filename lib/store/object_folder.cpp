#include "store/object_folder.hpp"

#include <algorithm>
#include <cstddef>
#include <system_error>

#include "base/file.hpp"
#include "store/connection.hpp"
#include "store/statement.hpp"

namespace noctis {

namespace {

namespace fs = std::filesystem;

// The least address whose first byte is `first_byte`.
ObjectId least_of(unsigned first_byte) {
  ObjectId id;
  id.sha256.front() = static_cast<std::uint8_t>(first_byte);
  return id;
}

bool is_number(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

}  // namespace

std::string name_in_objects(const ObjectId& id) {
  std::string name = id.text();
  name.insert(object_folder_digits, 1, '/');
  return name;
}

fs::path object_folder(const fs::path& store, unsigned first_byte) {
  return store / "objects" / fmt::format("{:02x}", first_byte);
}

fs::path object_file(const fs::path& store, const ObjectId& id) {
  return store / "objects" / name_in_objects(id);
}

ObjectFolder list_object_folder(const fs::path& store, unsigned first_byte) {
  const fs::path folder = object_folder(store, first_byte);
  const std::string digits = folder.filename().string();
  ObjectFolder listing;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    const auto id = ObjectId::parse(digits + name);
    std::error_code vanished;
    if (id && fs::is_regular_file(entry->symlink_status(vanished)))
      listing.objects.push_back(*id);
    else
      listing.strays.push_back(name);
  }
  if (error && error != std::errc::no_such_file_or_directory && error != std::errc::not_a_directory)
    throw Fatal(system_error(folder.string(), error.value()));
  std::sort(listing.objects.begin(), listing.objects.end());
  std::sort(listing.strays.begin(), listing.strays.end());
  return listing;
}

std::vector<ObjectId> objects_with_row(const Connection& connection, unsigned first_byte) {
  const bool is_last = first_byte + 1 == object_folders;
  PreparedStatement statement = connection.prepare(
      is_last ? "SELECT sha256 FROM object WHERE sha256 >= ? ORDER BY sha256"
              : "SELECT sha256 FROM object WHERE sha256 >= ? AND sha256 < ? ORDER BY sha256");
  std::vector<ObjectId> objects;
  const auto read_all = [&](Execution&& rows) {
    while (rows.step())
      rows.read(objects.emplace_back());
  };
  if (is_last)
    read_all(Execution(statement, least_of(first_byte)));
  else
    read_all(Execution(statement, least_of(first_byte), least_of(first_byte + 1)));
  return objects;
}

// "<process>-<number>", as ObjectStore names them.
bool is_name_of_newborn(const std::string& name) {
  const std::size_t dash = name.find('-');
  return dash != std::string::npos && is_number(name.substr(0, dash)) &&
         is_number(name.substr(dash + 1));
}

}  // namespace noctis
